"""The page's own letters: fonts that hold only the signs that pages use, to stand inside them."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from functools import cache
from importlib import resources

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from markupsafe import Markup

from santitham_eval import text
from santitham_eval.figures import FONTS
from santitham_eval.text import Text

WEIGHTS = (400, 700)
OF_NUMBERS = "\N{NO-BREAK SPACE}±²·›−∞"
"""What numbers, units and the way to a page are written with beside ASCII."""
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
BESIDE = 20
"""Room on either side of the widest digit, in thousandths of the size of the letters."""


def faces(page: str, digits: str = "arabic") -> Markup:
    """Font faces for a page; of Thai digits all as wide as the widest, that columns stand even.

    The signs of every sentence of the library are always there, so that pages share one subset,
    which is made once; names and cells of a study may add to it.
    """
    return _faces(frozenset(page) | usual(), digits == "thai")


@cache
def usual() -> frozenset[str]:
    """ASCII, Thai, and whatever else the library's own words and numbers hold."""
    signs = {chr(n) for n in (*range(0x20, 0x7F), *range(0xE01, 0xE3B), *range(0xE3F, 0xE5C))}
    return frozenset(signs.union(OF_NUMBERS, *_words(vars(text).values())))


def _words(values: Iterable[object]) -> Iterable[str]:
    for value in values:
        if isinstance(value, Text):
            yield value.both()
        elif isinstance(value, str):
            yield value
        elif isinstance(value, (dict, tuple)):
            yield from _words(value.values() if isinstance(value, dict) else value)


@cache
def _faces(signs: frozenset[str], even: bool) -> Markup:
    known = frozenset(chr(n) for n in _font(FONTS[0]).getBestCmap())
    return _of_known(signs & known, even)


@cache
def _of_known(signs: frozenset[str], even: bool) -> Markup:
    pieces = []
    for name, weight in zip(FONTS, WEIGHTS, strict=True):
        data = base64.b64encode(_subset(name, signs, even)).decode()
        pieces.append(
            f"@font-face{{font-family:Sarabun;font-weight:{weight};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )
    return Markup("\n".join(pieces))


def _subset(name: str, signs: frozenset[str], even: bool = False) -> bytes:
    """A font with those signs and all that places Thai marks on them, as WOFF."""
    font = _font(name)
    if even:
        _even_digits(font)
    options = Options(layout_features=["*"], flavor="woff", hinting=False, notdef_outline=True)
    cut = Subsetter(options)
    cut.populate(unicodes=[ord(sign) for sign in sorted(signs)])
    cut.subset(font)
    font.flavor = "woff"
    stream = io.BytesIO()
    font.save(stream, reorderTables=False)
    return stream.getvalue()


def _even_digits(font: TTFont) -> None:
    """Give Thai digits one width, each in the middle of it; Sarabun has them of several."""
    shapes, known = font["glyf"], font.getBestCmap()
    digits = [known[ord(sign)] for sign in THAI_DIGITS]
    width = max(shapes[d].xMax - shapes[d].xMin for d in digits) + 2 * BESIDE
    for digit in digits:
        shape = shapes[digit]
        side = (width - (shape.xMax - shape.xMin)) // 2
        shape.coordinates.translate((side - shape.xMin, 0))
        shape.recalcBounds(shapes)
        font["hmtx"][digit] = (width, side)


def letters() -> dict[str, bytes]:
    """The files of the letters as they are, and their licence."""
    return {name: _file(name) for name in (*FONTS, "OFL.txt")}


def width(words: str) -> float:
    """How wide words are in the letters of the pages, by the size of those."""
    known = _widths()
    return sum(known.get(sign, 1.0) for sign in words)


@cache
def _widths() -> dict[str, float]:
    font = _font(FONTS[0])
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    return {chr(n): advances[name][0] / em for n, name in font.getBestCmap().items()}


def _file(name: str) -> bytes:
    return (resources.files(__package__) / "fonts" / name).read_bytes()


def _font(name: str) -> TTFont:
    data = _file(name)
    # Else each font would hold the second in which it was made.
    return TTFont(io.BytesIO(data), recalcTimestamp=False)
