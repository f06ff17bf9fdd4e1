"""The lessons-learned sheet: no more than its state allows, two A4 pages, text everywhere."""

import csv
import io
import re
import shutil
import subprocess
from itertools import cycle

import pandas as pd
import pytest
import reading_frames as frames
from test_hostile import ACTIVE, Active
from test_report import Page, hostile_register, notebook_of
from tiny_study import GED_SOURCE, tiny_study

from santitham_eval import narrate, report, sources, store, tables, text
from santitham_eval.indicators import SERIES
from santitham_eval.report.html import render
from santitham_eval.report.sheet import PRINT_PAGE, form_csv
from santitham_eval.sources.lessons import read as read_lessons

SAID = {  # words that only these states may use
    r"ดีกว่า|\bbetter\b": {"improved", "mixed"},
    r"แย่กว่า|\bworse\b": {"worsened", "mixed"},
    r"ไม่ต่างมาก|did not differ much": {"no_large_change"},
}
NEVER = r"ไม่ได้ผล|ไม่มีผล|no effect|สำเร็จ|ล้มเหลว|success|fail"


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.build(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def effects(study):
    return store.read(study.processed(), "effects")


def shown(study, effects, tambon="990101", register=None, hidden=(), levels=None):
    register = frames.register() if register is None else register
    subject = report.find_subject(study, tambon, "SAF1", register, frames.roster())
    levels = tables.yearly_levels(frames.panel()) if levels is None else levels
    sheet = report.sheet(subject, effects, set(hidden), levels, frames.roster())
    return report.heading(subject), sheet


def files(study, effects, tambon="990101", **more):
    parts = shown(study, effects, tambon, **more)
    return report.sheet_files(notebook_of(parts), study, tambon)


def judged(state):
    """Every series that can be compared, in one state; or in all of them by turns."""
    states = cycle(text.STATES if state == "all" else [state])
    row = {"tambon": "990101", "method": "comparative", "scale": "ratio", "estimate": 2.22,
           "low": 1.26, "high": 3.89, "q_value": 0.04, "mde": 2.0, "note": ""}  # fmt: skip
    compared = [i for i in SERIES if not SERIES[i].participants_only]
    return pd.DataFrame([{**row, "indicator": i, "state": next(states)} for i in compared])


def levels():
    """Five years of what only participants report; the third of one is not known."""
    only = [i for i in SERIES if SERIES[i].participants_only]
    rows = [
        {"tambon": t, "indicator": i, "year": y, "numerator": 30.0, "denominator": 40.0,
         "periods": 12, "whole": True, "edition": 0}
        for t in frames.TREATED for i in only for y in range(2561, 2566)
        if (i, y) != ("ADM2", 2564)
    ]  # fmt: skip
    return pd.DataFrame(rows)


# --- words --------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", text.QUESTIONS)
def test_a_question_says_no_more_than_its_state_allows(state):
    for question in text.QUESTIONS[state]:
        for words in (question.th, question.en):
            assert not re.search(NEVER, words)
            for pattern, allowed in SAID.items():
                assert not re.search(pattern, words) or state in allowed


def test_every_state_has_questions_of_its_own_in_both_languages():
    assert set(text.QUESTIONS) == {*text.STATES, "mixed", "described"}
    firsts = [first for first, _ in text.QUESTIONS.values()]
    assert len({q.th for q in firsts}) == len({q.en for q in firsts}) == len(firsts)
    for pair in text.QUESTIONS.values():
        for question in pair:
            assert re.findall(r"{\w+}", question.th) == re.findall(r"{\w+}", question.en)
    assert set(text.SHEET_CAREFUL) == set(text.STATES)


@pytest.mark.parametrize("state", text.STATES)
def test_the_questions_follow_the_states_of_a_goal(state):
    by_goal = tables.goal_states(judged(state), "990101")
    first, second = narrate.questions("SAF", by_goal["SAF"])
    assert second == text.QUESTIONS[state][1]
    assert first.en.startswith(text.QUESTIONS[state][0].en.split("{")[0])
    assert by_goal["ADM"] == {}
    assert narrate.questions("ADM", {}) == text.QUESTIONS["described"]
    assert narrate.questions("SAF", {}) == text.QUESTIONS["not_assessed"]


def test_a_goal_that_went_both_ways_asks_of_both():
    first, _ = narrate.questions("SAF", {"improved": ["SAF1"], "worsened": ["SAF5"]})
    assert f"ตัวเลข “{SERIES['SAF1'].name.th}” ดีกว่า แต่ “{SERIES['SAF5'].name.th}” แย่กว่า" in first.th
    only, _ = narrate.questions("SAF", {"improved": ["SAF1"], "insufficient": ["SAF5"]})
    assert SERIES["SAF5"].name.th not in only.th


def test_the_finding_is_the_verdict_of_the_page(study, effects):
    for tambon in frames.TREATED:
        _, sheet = shown(study, effects, tambon)
        words = Page(str(render(sheet.node))).all("section")[0]["text"]
        found = narrate.verdict(effects, tambon, "SAF1", study.plan)
        assert found.word.th in words and found.headline.th in words and found.headline.en in words
        assert all(sentence.th in words for sentence in found.reservations)


def test_figures_of_few_persons_are_withheld_here_too(study, effects):
    subject = report.find_subject(study, "990101", "SAF2", frames.register(), frames.roster())
    none = tables.yearly_levels(frames.panel())
    plain, withheld = (
        str(render(report.sheet(subject, effects, hidden, none, frames.roster()).node))
        for hidden in (set(), {"SAF2"})
    )
    found = narrate.verdict(effects, "990101", "SAF2", study.plan, hidden=True)
    assert found.headline.th in withheld
    assert plain != withheld


def test_what_is_not_known_is_no_zero(study, effects):
    _, sheet = shown(study, effects, levels=levels())
    page = Page(str(render(sheet.node)))
    row = next(e["row"] for e in page.all("th") if e["text"].startswith(SERIES["ADM2"].name.th))
    cells = [e["text"] for e in page.all("td") if e["row"] == row]
    assert cells == ["75.0", "75.0", text.MISSING, "75.0"]  # the last four years
    words = page.all("section")[0]["text"]
    assert text.SHEET_NO_BUDGET.th in words and text.NOTE_DONE.th in words
    _, bare = shown(study, effects)
    assert text.NO_DONE.th in str(render(bare.node))


# --- files --------------------------------------------------------------------------------------
def test_the_print_page_stands_by_itself(study, effects):
    made_ = files(study, effects)
    html = made_[PRINT_PAGE].decode()
    page = Page(html)
    assert not page.unclosed
    assert [e["tag"] for e in page.all("h1", "h2", "h3", "h4")] == [
        "h1",
        "h2",
        *["h3"] * 3,
        *["h4"] * 6,
    ]
    assert Active(html).found == []
    assert "default-src 'none'" in html and "st-simulated" in html
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", html)
    ids = [e["id"] for e in page.elements if "id" in e]
    assert len(ids) == len(set(ids))
    assert files(study, effects) == made_


def test_a_notebook_without_a_sheet_has_no_such_files(study, effects):
    heading, _ = shown(study, effects)
    assert report.sheet_files(notebook_of([heading]), study, "990101") == {}


def test_the_form_comes_back_as_it_was_given_out(tmp_path):
    form = form_csv("990101")
    rows = list(csv.reader(io.StringIO(form)))
    assert len(rows) == 1 + len(text.LESSON_GOALS) * len(text.LESSON_FIELDS)
    rows[1][1], rows[1][4:] = "15/8/2563", ["3", "ก", "ยินยอม"]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    source = GED_SOURCE + '\n[sources.lessons]\nformat = "lessons"\nfile = "lessons/*.csv"'
    body = "\ufeff" + out.getvalue()
    study = tiny_study(tmp_path, source, lessons__a_dot_csv=body)
    frame = sources.read(study, study.sources["lessons"]).frame
    assert frame[["tambon", "field", "theme"]].to_numpy().tolist() == [["990101", "SAF-1", "trust"]]
    assert read_lessons is sources.reader("lessons")


def test_hostile_names_are_text_on_the_sheet(study, effects):
    html = files(study, effects, register=hostile_register())[PRINT_PAGE].decode()
    assert Active(html).found == []
    assert "<script>alert(1)</script>=1+1" in Page(html).all("h1")[0]["text"]


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to print with")
def test_it_prints_on_two_pages_of_a4_at_its_longest(study, tmp_path):
    """Every goal with every state, the longest names, four years of every figure."""
    register = frames.register()
    register.loc[register["tambon"] == "990101", "name_th"] = "จำลองชื่อยาว" * 8
    register.loc[register["tambon"] == "990101", "name_en"] = "A long name " * 8
    page = files(study, judged("all"), register=register, levels=levels())[PRINT_PAGE]
    (tmp_path / "sheet.html").write_bytes(page)
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", f"--user-data-dir={tmp_path / 'chrome'}",
         "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'sheet.pdf'}",
         (tmp_path / "sheet.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    printed = (tmp_path / "sheet.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
    assert {tuple(map(round, map(float, box.split()))) for box in
            re.findall(rb"/MediaBox \[([\d. ]+)\]", printed)} == {(0, 0, 595, 842)}  # fmt: skip


# --- the page of returned sheets ----------------------------------------------------------------
def answers(*rows):
    columns = ["tambon", "goal", "theme", "text", "consent"]
    return pd.DataFrame(rows, columns=columns).assign(date="2020-08-15", field="SAF-1")


def test_themes_are_counted_by_state_and_small_counts_withheld():
    effects = pd.concat([judged("insufficient").assign(tambon=t) for t in frames.TREATED])
    three = [(t, "SAF", "trust", "", True) for t in frames.TREATED[:3]]
    twice = [three[0], ("990104", "SAF", "youth", "", True), ("990104", "ADM", "youth", "", True)]
    table = tables.themes_table(answers(*three, *twice), effects, 3)
    assert [c.key for c in table.columns] == ["theme", "insufficient", "described"]
    cells = table.frame.set_index("theme_en").rename(
        index={words.en: theme for theme, words in text.LESSON_THEMES.items()}
    )
    assert cells.loc["trust", "insufficient"] == "3"
    assert cells.loc["youth"].tolist()[1:] == [text.SUPPRESSED.th] * 2
    assert cells.loc["records", "insufficient"] == "0"
    assert table.notes[-1] == text.NOTE_FEW_TAMBONS.format(most=2)
    assert list(table.frame["theme_en"]) == [t.en for t in text.LESSON_THEMES.values()]


def test_only_what_may_be_quoted_is_quoted_and_of_which_tambon_is_not_said():
    hostile = ACTIVE[0]
    lessons = answers(
        ("990102", "SAF", "trust", "ได้ยินเสียงกัน", True), ("990101", "SAF", "trust", "ห้ามอ้าง", False),
        ("990101", "SAF", "other", hostile, True), ("990101", "STR", "other", "", True),
    )  # fmt: skip
    html = str(render(report.lessons_quotes(lessons).node))
    assert "ได้ยินเสียงกัน" in html and "ห้ามอ้าง" not in html and "9901" not in html
    assert Active(html).found == []
    assert hostile in Page(html).all("section")[0]["text"]


def test_without_returned_sheets_the_page_says_how_to_hand_them_in(study, effects):
    none = answers()
    parts = [report.lessons_heading(study), report.lessons_returned(study, none, frames.roster()),
             report.lessons_themes(study, none, effects), report.lessons_quotes(none)]  # fmt: skip
    words = " ".join(str(render(part.node)) for part in parts)
    assert words.count(text.LESSONS_NONE.th) == 3
    assert "data/raw/lessons" in words and "<table" not in words


def test_too_few_senders_are_not_counted_out(study):
    two = answers(*((t, "SAF", "trust", "", True) for t in frames.TREATED[:2]))
    words = str(render(report.lessons_returned(study, two, frames.roster()).node))
    assert text.FEWER_THAN.format(n=3).th in words
