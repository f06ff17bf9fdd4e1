"""Thai on paper: every mark where HarfBuzz puts it, lines that end between words, words copied whole."""

import itertools
import re
import unicodedata

import pytest
from pdf_glyphs import Page, outline
from shaping import BOLD, HARD, REGULAR, opened, shape

from santitham_eval import text
from santitham_eval.report import press, wrapping
from santitham_eval.report.copying import apart, copyable
from santitham_eval.report.typeface import _words

LIST = b"""
#set page(width: 100cm, height: auto, margin: 1cm)
#set document(date: none)
#let given = json(bytes(sys.inputs.content))
#set text(font: ("Sarabun", "DejaVu Sans"), lang: "th", size: 12pt, weight: given.weight)
#for line in given.lines [#line\\ ]
"""


def lines(words, weight="regular", template=LIST):
    return press.typeset({"lines": list(words), "weight": weight}, "pdf", template=template)


def rows(page):
    """Signs by line, in the order in which they are drawn."""
    found = [[]]
    for sign in page.signs:
        if found[-1] and abs(sign.y - found[-1][0].y) > 8:
            found.append([])
        found[-1].append(sign)
    return found


def disagreements(pdf, words, path=REGULAR):
    """Every sign of the PDF that is not the glyph of HarfBuzz, in its place."""
    page, found = Page(pdf), []
    drawn = rows(page)
    assert len(drawn) == len(words)
    for word, signs in zip(words, drawn, strict=True):
        glyphs, _ = shape(word, path)
        if len(glyphs) != len(signs):
            found.append((word, "number", len(signs), len(glyphs)))
            continue
        first = signs[0]
        for sign, glyph in zip(signs, glyphs, strict=True):
            x, y = first.x + glyph.x * sign.size, first.y - glyph.y * sign.size
            if abs(sign.x - x) > 0.03 or abs(sign.y - y) > 0.03:
                found.append((word, glyph.name, sign.x - x, sign.y - y))
            if page.outline(sign) != outline(opened(path), glyph.name):
                found.append((word, glyph.name, "other shape"))
    return found


@pytest.mark.parametrize(("weight", "path"), [("regular", REGULAR), ("bold", BOLD)])
def test_typst_puts_every_mark_where_harfbuzz_does(weight, path):
    pdf = copyable(lines(HARD, weight))
    assert disagreements(pdf, HARD, path) == []
    assert Page(pdf).copied == "".join(HARD)


def test_a_mark_that_stands_wrong_is_seen():
    pdf = lines(["ปี่"])
    assert disagreements(pdf, ["ปี่"]) == []
    assert {d[1] for d in disagreements(lines(["ปี ่"]), ["ปี่"])} == {"number"}
    wrong = disagreements(pdf, ["บี่"])  # its marks stand elsewhere, and one is another sign
    assert len(wrong) >= 3 and any("other shape" in d for d in wrong)


def test_every_syllable_is_copied_as_it_was_written():
    """Consonants with each vowel sign and each tone, also where a reader knows of no notes."""
    consonants = "กขญฎฏฐนปผฝฟลฬ"  # plain, with a foot, with a tall stroke
    vowels = ["", *"ัิีึืุู็ำาะ"]
    syllables = [
        c + (v + t if v not in ("ำ", "า", "ะ") else t + v)
        for c, v, t in itertools.product(consonants, vowels, ["", *"่้๊๋์"])
        if v + t != "ำ์"  # nobody writes it
    ]
    page = Page(copyable(lines(syllables)))
    assert page.copied == "".join(syllables)
    assert page.page.extract_text().split() == [unicodedata.normalize("NFKD", s) for s in syllables]


def test_without_mending_syllables_are_copied_twice():
    assert Page(lines(["ฝั่ง"])).copied != "ฝั่ง" == Page(copyable(lines(["ฝั่ง"]))).copied


@pytest.mark.parametrize(
    "words", [apart("น้ำ"), "ก\u200bข", "ก\u2060ข", "abc ไทย abc", "ffi fl ½ –"]
)
def test_other_words_are_copied_too(words):
    plain = words.replace("\u200b", "").replace("\u2060", "")
    assert Page(copyable(lines([words]))).copied == plain


# --- where lines end ------------------------------------------------------------------------
NARROW = LIST.replace(b"width: 100cm", b"width: 1pt").replace(b"1cm", b"0pt")


def sentences():
    """Every run of Thai that the library says."""
    said = {run for words in _words(vars(text).values()) for run in re.findall("[ก-๛]+", words)}
    return sorted(run for run in said if len(run) > 3)


def ends(words, template=NARROW):
    """Lines of some words where each holds as little as it may, as they are drawn."""
    page = Page(copyable(lines(words, template=template)))
    return ["".join(page.fonts[s.font].words[s.code] for s in row) for row in rows(page)]


def by_word(run):
    """A run of Thai by pythainlp's words; what closes a word stays with it."""
    words = []
    for word in wrapping._segment(run):
        if words and word.startswith(wrapping._CLOSING):
            words[-1] += word
        else:
            words.append(word)
    return [apart(word) for word in words]


def test_lines_end_between_thai_words_and_nowhere_else():
    some = sentences()[::8]
    assert ends(some) == [word for run in some for word in by_word(run)]


def test_left_to_itself_typst_would_part_words(monkeypatch):
    """Should it learn better, pythainlp could go."""
    assert ends(["ของตำบล"]) == ["ของ", apart("ตำบล")]
    monkeypatch.setattr(press, "breakable", lambda words: words)
    assert ends(["ของตำบล"]) == ["ของ", apart("ตำบ"), "ล"]


@pytest.mark.parametrize("words", ["ต่าง ๆ", "ต่างๆ", "กรุงเทพฯ"])
def test_a_sign_that_closes_a_word_stays_with_it(words):
    assert ends([words]) == [words]


def test_signs_without_width_change_no_place():
    for run in sentences()[::8]:
        plain, marked = shape(run), shape(wrapping.breakable(run))
        kept = [(g.name, g.x) for g in marked[0] if g.name != "space"]
        assert (kept, marked[1]) == ([(g.name, g.x) for g in plain[0]], plain[1])
