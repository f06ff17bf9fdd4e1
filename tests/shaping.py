"""How HarfBuzz lays out words in the fonts of the package: what every output is held against."""

# ruff: noqa: N802  (names of the pen protocol)
import io
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import uharfbuzz
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from matplotlib.path import Path as Outline

FONTS = Path(__file__).parents[1] / "santitham_eval" / "report" / "fonts"
REGULAR, BOLD = FONTS / "Sarabun-Regular.ttf", FONTS / "Sarabun-Bold.ttf"
HARD = "ที่นี่ น้ำ ผู้ใหญ่บ้าน ญี่ปุ่น ฐานข้อมูล ป้า ปี่ ฝั่ง".split()


@dataclass(frozen=True)
class Glyph:
    number: int
    name: str
    x: float  # from where the word begins, y upwards, in ems
    y: float
    pen: float = 0.0  # x without the glyph's own offset


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
        glyphs.append(Glyph(info.codepoint, name, x, y, at / em))
        at += place.x_advance
    return glyphs, at / em


@cache
def opened(path=REGULAR):
    return TTFont(path)


def drawn(words, size, path=REGULAR, offsets=True):
    """Words as HarfBuzz has them, as one outline of matplotlib; or with every mark where its
    advance alone would leave it."""
    glyphs, _ = shape(words, path)
    if not offsets:
        glyphs = [replace(g, x=g.pen, y=0.0) for g in glyphs]
    font = opened(path)
    em, parts = font["head"].unitsPerEm, []
    for glyph in glyphs:
        pen = _Outline(font.getGlyphSet())
        font.getGlyphSet()[glyph.name].draw(pen)
        if pen.codes:
            points = np.array(pen.points) / em + (glyph.x, glyph.y)
            parts.append(Outline(points * size, pen.codes))
    return Outline.make_compound_path(*parts)


class _Outline(BasePen):
    """A glyph as points and codes of matplotlib."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.points, self.codes = [], []

    def _add(self, code, *points):
        self.points += points
        self.codes += [code] * len(points)

    def _moveTo(self, to):
        self._add(Outline.MOVETO, to)

    def _lineTo(self, to):
        self._add(Outline.LINETO, to)

    def _qCurveToOne(self, control, to):
        self._add(Outline.CURVE3, control, to)

    def _curveToOne(self, first, second, to):
        self._add(Outline.CURVE4, first, second, to)

    def _closePath(self):
        self._add(Outline.CLOSEPOLY, (0, 0))


def ink(png):
    """How dark each dot of a picture is, 0 to 1."""
    picture = plt.imread(io.BytesIO(png))
    return 1 - picture[..., :3].mean(axis=2)


def apart_by(one, other):
    """Share of the ink of either that has none of the other's within two dots of it."""
    wrong = sum(
        float(((a > 0.6) & (_widened(b) < 0.3)).sum()) for a, b in ((one, other), (other, one))
    )
    return wrong / float((one > 0.6).sum())


def _widened(picture):
    shifts = [(down, right) for down in range(-2, 3) for right in range(-2, 3)]
    return np.max([np.roll(picture, shift, (0, 1)) for shift in shifts], axis=0)
