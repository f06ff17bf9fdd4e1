"""How HarfBuzz lays out words in the fonts of the package: what every output is held against."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "santitham_eval" / "report" / "fonts"
REGULAR, BOLD = FONTS / "Sarabun-Regular.ttf", FONTS / "Sarabun-Bold.ttf"
HARD = "ที่นี่ น้ำ ผู้ใหญ่บ้าน ญี่ปุ่น ฐานข้อมูล ป้า ปี่ ฝั่ง".split()


@dataclass(frozen=True)
class Glyph:
    number: int
    name: str
    x: float  # from where the word begins, y upwards, in ems
    y: float


@cache
def _font(path):
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    return uharfbuzz.Font(face), face.upem


def shape(words, path=REGULAR):
    """Glyphs of some words, and how wide they are."""
    font, em = _font(path)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    at, glyphs = 0, []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        name = font.glyph_to_string(info.codepoint)
        x, y = (at + place.x_offset) / em, place.y_offset / em
        glyphs.append(Glyph(info.codepoint, name, x, y))
        at += place.x_advance
    return glyphs, at / em


@cache
def opened(path=REGULAR):
    return TTFont(path)
