"""Which tambon an evaluator means, however the name is written."""

import pandas as pd
import pytest
import reading_frames as frames
from hypothesis import given
from hypothesis import strategies as st
from test_hostile import Active
from test_pages_in_browser import SEARCHES
from test_report import Page, hostile_register

from santitham_eval import report, store, tables, text
from santitham_eval.errors import StudyError
from santitham_eval.report.html import render


@pytest.fixture(scope="module")
def effects(tmp_path_factory):
    return store.read(frames.build(tmp_path_factory.mktemp("study")).processed(), "effects")


def shown(words, effects, register=None):
    register = frames.register() if register is None else register
    return str(render(report.listing(words, "SAF1", register, frames.roster(), effects).node))


@pytest.mark.parametrize("words", SEARCHES)
def test_the_notebook_finds_what_the_index_finds(words):
    assert len(tables.matching(words, frames.register())) == SEARCHES[words]


@pytest.mark.parametrize(
    "words",
    ["990103", "๙๙๐๑๐๓", "จำลองที่ 0103", "ต.จําลองที่0103", "ตำบลจำลองที่ ๐๑๐๓", "chamlong  0103"],
)
def test_one_tambon_is_found_by_code_or_name(words):
    assert tables.find_tambon(words, frames.register()) == "990103"


def test_a_whole_name_is_meant_before_part_of_another():
    register = frames.register()
    register.loc[register["tambon"] == "990107", "name_th"] = "ยะหา"
    register.loc[register["tambon"] == "990108", "name_th"] = "ยะหาใหม่"
    assert len(tables.matching("ยะหา", register)) == 2
    assert tables.find_tambon("ยะหา", register) == "990107"
    register.loc[register["tambon"] == "990201", "name_th"] = "ยะหา"  # one name, two tambons
    with pytest.raises(StudyError, match=r"990107.*990201"):
        tables.find_tambon("ยะหา", register)


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "40 may be meant"), ("Chamlong", "40 may be meant"), ("จำลองดาว 02", "990201"),
     ("Xhamlong 0101x", "Chamlong 0101"), ("99", "40 may be meant")],
)  # fmt: skip
def test_several_or_none_is_told_with_the_nearest(words, told):
    with pytest.raises(StudyError, match=told):
        tables.find_tambon(words, frames.register())


@given(st.text(max_size=30))
def test_any_words_find_tambons_by_code_or_are_refused(words):
    register = frames.register()
    found = tables.matching(words, register)
    assert list(found["tambon"]) == sorted(found["tambon"])
    try:
        assert tables.find_tambon(words, register) in set(found["tambon"])
    except StudyError as error:
        assert "register" in str(error)


def test_the_listing_goes_by_code_with_the_finding_of_each(effects):
    page = Page(shown("", effects))
    codes = [e["text"] for e in page.all("code")]
    assert codes == sorted(frames.register()["tambon"])
    words = page.all("section")[0]["text"]
    assert text.STATES["improved"].th in words and text.STATE_NONE.en in words
    assert text.NOTE_MORE_TAMBONS.en.partition("{n}")[2] not in words


def test_a_long_listing_says_what_it_leaves_out(effects):
    register = frames.register()
    more = register.assign(tambon=[f"98{c[2:]}" for c in register["tambon"]])
    words = shown("", effects, pd.concat([register, more]))
    assert text.NOTE_MORE_TAMBONS.format(n=40).th in words
    assert words.count("<code>") == 40


def test_words_and_names_that_are_code_are_words_in_the_listing(effects):
    html = shown("<script>alert(1)</script>", effects, hostile_register())
    assert Active(html).found == []
    assert "<script>alert(1)</script>" in Page(html).all("section")[0]["text"]
