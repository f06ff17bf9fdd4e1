"""The documents that the program writes are those that lie in docs, and words are as fixed there."""

import re

import pytest
from architecture import ARE, WAY, floors, uses
from docs_written import DOCS, WRITTEN
from glossary import RATHER_NOT
from test_structure import PACKAGE, ROOMS

from santitham_eval import text


def plain(words):
    """Without the letters of the picture: how they are packed is the machine's."""
    return re.sub(r"base64,[^)]*", "", words)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_the_program_writes_is_what_lies_there(name):
    stored = (DOCS / name).read_text("utf-8")
    assert plain(stored) == plain(WRITTEN[name]()), "run `make docs`"


def test_every_room_is_drawn_once_above_all_that_it_imports():
    assert set(ARE) == set(ROOMS) and set(WAY) <= set(ROOMS)
    floor = {room: n for n, row in enumerate(floors()) for room in row}
    assert sorted(floor) == sorted(ROOMS)
    assert all(floor[room] < floor[other] for room, others in uses().items() for other in others)
    drawn = plain((DOCS / "architecture.svg").read_text("utf-8"))
    for room, words in ARE.items():
        assert drawn.count(f">{room}</text>") >= 1
        assert words.th in drawn and words.en in drawn


def test_the_picture_fetches_nothing():
    drawn = (DOCS / "architecture.svg").read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "http" not in drawn and "<script" not in drawn and "href" not in drawn


@pytest.mark.parametrize("word", RATHER_NOT)
def test_no_sentence_holds_a_word_that_the_glossary_rules_out(word):
    found = [
        f"{path.name}:{n}"
        for path in sorted((PACKAGE / "text").glob("*.py"))
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(rf"\b{word}" if word.isascii() else word, line, re.I)
    ]
    assert found == []


def test_a_term_has_one_name_in_the_other_language():
    pairs = [term for term, _ in text.GLOSSARY] + list(text.STATES.values())
    assert len({p.th for p in pairs}) == len({p.en.lower() for p in pairs}) == len(pairs)
