"""Thai in figures and pages: what matplotlib and Chromium draw is what HarfBuzz lays out."""

import io
import re

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from pdf_glyphs import Page
from shaping import BOLD, HARD, REGULAR, apart_by, drawn, ink, shape
from test_thai_in_print import disagreements

from santitham_eval import figures
from santitham_eval.report.page import with_fonts

SIZE, DOTS = 60, 72
WEIGHTS = [("normal", REGULAR), ("bold", BOLD)]


def figure_of(words, weight="normal"):
    figure = Figure(figsize=(8, 2), dpi=DOTS)
    figure.text(0.25, 0.4, words, fontsize=SIZE, fontweight=weight, color="black")
    return figure


def saved(figure, form, **settings):
    out = io.BytesIO()
    with figures.theme(), mpl.rc_context(settings):
        figure.savefig(out, format=form)
    return out.getvalue()


def patch_of(words, path, offsets=True):
    """A picture of the outlines, where the words of `figure_of` begin."""
    figure = Figure(figsize=(8, 2), dpi=DOTS)
    outline = drawn(words, SIZE * DOTS / 72, path, offsets)
    moved = mpl.transforms.Affine2D().translate(0.25 * 8 * DOTS, 0.4 * 2 * DOTS)
    figure.add_artist(PathPatch(outline, color="black", lw=0, transform=moved))
    return saved(figure, "png")


def themed(words, weight):
    with figures.theme():
        return figure_of(words, weight)


def svg_glyphs(svg):
    """Number, x and y of each glyph in an SVG whose letters are outlines, in ems."""
    found = re.findall(r'<use xlink:href="#Sarabun-\w+-([0-9a-f]+)"([^>]*)/>', svg.decode())
    moved = [re.search(r"translate\((\S+) (\S+)\)", more) for _, more in found]
    places = [(float(m[1]), float(m[2])) if m else (0.0, 0.0) for m in moved]
    numbers = [int(number, 16) for number, _ in found]
    return [(n, x / 100, y / 100) for n, (x, y) in zip(numbers, places, strict=True)]


@pytest.mark.parametrize(("weight", "path"), WEIGHTS)
@pytest.mark.parametrize("word", HARD)
def test_figures_in_svg_have_every_glyph_in_its_place(word, weight, path):
    svg = saved(themed(word, weight), "svg", **{"svg.fonttype": "path"})
    wanted, _ = shape(word, path)
    got = svg_glyphs(svg)
    assert [number for number, *_ in got] == [g.number for g in wanted]
    for (_, x, y), glyph in zip(got, wanted, strict=True):
        assert (x, y) == pytest.approx((glyph.x, glyph.y), abs=2e-3)


@pytest.mark.parametrize(("weight", "path"), WEIGHTS)
@pytest.mark.parametrize("word", HARD)
def test_figures_in_pdf_have_every_glyph_in_its_place(word, weight, path):
    page = Page(saved(themed(word, weight), "pdf"))
    wanted, _ = shape(word, path)
    assert [page.name(sign) for sign in page.signs] == [g.name for g in wanted]
    first = page.signs[0]
    for sign, glyph in zip(page.signs, wanted, strict=True):
        assert sign.x - first.x == pytest.approx(glyph.x * SIZE, abs=0.15)
        assert first.y - sign.y == pytest.approx(glyph.y * SIZE, abs=0.15)


LEAST = 0.03
"""Share of the ink that may be astray: letters stand on whole dots, so a long word drifts."""


@pytest.mark.parametrize(("weight", "path"), WEIGHTS)
@pytest.mark.parametrize("word", HARD)
def test_figures_in_png_look_as_harfbuzz_has_them(word, weight, path):
    picture = ink(saved(themed(word, weight), "png"))
    assert apart_by(picture, ink(patch_of(word, path))) < LEAST


@pytest.mark.parametrize("word", ["ปี่", "ฝั่ง"])
def test_a_mark_that_is_not_shifted_is_seen_in_a_picture(word):
    right, wrong = (ink(patch_of(word, REGULAR, offsets=o)) for o in (True, False))
    assert apart_by(right, wrong) > 2 * LEAST


# --- pages ----------------------------------------------------------------------------------
PAGE = """<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>x</title><style>
@page {{ size: 1200px 2000px; margin: 10px }} body {{ margin: 0; font: 60px Sarabun; color: #000 }} div {{ box-sizing: border-box; height: 150px; padding: 40px 20px }}
</style></head><body>{rows}<svg width="1100" height="200"><text x="20" y="120" id="drawn">{all}</text>
</svg></body></html>"""


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """Hard words on a page with the pages' own letters, as text and as text of a drawing."""
    rows = "".join(f"<div><span>{word}</span></div>" for word in HARD)
    path = tmp_path_factory.mktemp("page") / "x.html"
    path.write_text(with_fonts(PAGE.format(rows=rows, all="".join(HARD))), "utf-8")
    with browser.page() as page:
        yield page.open(path.as_uri())


def test_chromium_gives_words_the_width_of_harfbuzz(page):
    widths = page.run("""(async () => { await document.fonts.ready;
      return Array.from(document.querySelectorAll("span"), (span) => {
        const range = document.createRange(); range.selectNodeContents(span);
        return range.getBoundingClientRect().width; }); })()""")
    assert widths == pytest.approx([shape(word)[1] * SIZE for word in HARD], abs=0.6)
    whole = page.run("document.getElementById('drawn').getComputedTextLength()")
    assert whole == pytest.approx(shape("".join(HARD))[1] * SIZE, abs=1.5)


def test_chromium_draws_words_as_harfbuzz_has_them(page):
    picture = ink(page.picture(top=(800, 150 * len(HARD))))
    for number, word in enumerate(HARD):
        seen = cropped(picture[150 * number : 150 * (number + 1)])
        wanted = cropped(ink(patch_of(word, REGULAR)))
        pair = same_size(seen, wanted)
        assert apart_by(*pair) < LEAST, word


def cropped(picture):
    dark = picture > 0.2
    down, right = dark.any(axis=1).nonzero()[0], dark.any(axis=0).nonzero()[0]
    return picture[down[0] : down[-1] + 1, right[0] : right[-1] + 1]


def same_size(*pictures):
    high, wide = (max(p.shape[n] for p in pictures) + 4 for n in (0, 1))
    return [np.pad(p, ((0, high - p.shape[0]), (0, wide - p.shape[1]))) for p in pictures]


def test_chromium_prints_every_glyph_in_its_place_and_words_whole(page):
    printed = Page(page.printed())
    assert printed.copied.replace("\n", "").startswith("".join(HARD))
    assert disagreements(page.printed(), [*HARD, "".join(HARD)]) == []
