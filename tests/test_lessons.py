"""Returned lessons-learned sheets: how they are read, what is refused, and what is never passed on."""

import re

import pytest
from tiny_study import GED_SOURCE, tiny_study

from santitham_eval import StudyError, sources, text
from santitham_eval.indicators import INDICATORS, PROGRAMME_GOALS
from santitham_eval.panel import build_tables
from santitham_eval.panel.problems import problems_of
from santitham_eval.report import release

HEAD = "รหัสตำบล,วันที่,เป้าหมาย,ข้อ,ประเด็น,ข้อความ,ยินยอมให้อ้างข้อความ\n"
WITH_LESSONS = GED_SOURCE + '\n[sources.lessons]\nformat = "lessons"\nfile = "lessons/*.csv"'


def study_of(folder, body, head=HEAD):
    return tiny_study(folder, WITH_LESSONS, lessons__a_dot_csv=head + body)


def read(folder, body, head=HEAD):
    study = study_of(folder, body, head)
    return sources.read(study, study.sources["lessons"])


def told(reading):
    columns = ["tambon", "date", "field", "theme", "text", "consent"]
    return [tuple(row) for row in reading.frame[columns].itertuples(index=False)]


def faults(folder, body, head=HEAD):
    with pytest.raises(StudyError) as caught:
        read(folder, body, head)
    return [(p.row, p.column, p.found) for p in caught.value.problems]


def test_a_sheet_as_people_fill_it_in(tmp_path):
    reading = read(
        tmp_path,
        "๙๙๐๑๐๑,๑๕ ส.ค. ๒๕๖๓,SAF,SAF-1,๓,กล้าพูด\u200bมากขึ้น,ยินยอม\n"
        "990101,16/08/2563,ความปลอดภัย,๒,ความไว้วางใจ กัน,,\n"
        "990202,2563-08-17,str,str 1,other,=1+1 <script>,ไม่ยินยอม\n"
        "990202,2020-08-17,STR,STR-2,,,ยินยอม\n",
    )
    assert told(reading) == [
        ("990101", "2020-08-15", "SAF-1", "trust", "กล้าพูดมากขึ้น", True),
        ("990101", "2020-08-16", "SAF-2", "trust", "", False),
        ("990202", "2020-08-17", "STR-1", "other", "=1+1 <script>", False),
    ]
    assert {n.item: n.count for n in reading.notes if n.topic == "note"} == {
        "empty": 1, "no_consent_said": 1,
    }  # fmt: skip


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    body = (
        "990101,32/08/2563,SAF,SAF-1,3,ก,ยินยอม\n"
        "990101,15/08/2563,XYZ,SAF-1,3,ก,ยินยอม\n"
        "990101,15/08/2563,SAF,STR-1,3,ก,ยินยอม\n"
        "990101,15/08/2563,SAF,SAF-3,10,ก,ยินยอม\n"
        "990101,15/08/2563,SAF,SAF-1,,ก,อาจจะ\n"
    )
    assert sorted((row, column) for row, column, _ in faults(tmp_path, body)) == sorted([
        (2, "วันที่"), (3, "เป้าหมาย"), (3, "ข้อ"), (4, "ข้อ"), (5, "ข้อ"), (5, "ประเด็น"),
        (6, "ประเด็น"), (6, "ยินยอมให้อ้างข้อความ"),
    ])  # fmt: skip


@pytest.mark.parametrize("heading", ["ชื่อผู้ตอบ", "เลขประจำตัวประชาชน", "โทรศัพท์", "name", "หมายเหตุ"])
def test_no_column_but_those_of_the_form_is_taken(tmp_path, heading):
    head = HEAD.replace("\n", f",{heading}\n")
    body = "990101,15/08/2563,SAF,SAF-1,3,ก,ยินยอม,นายสมมุติ\n"
    assert faults(tmp_path, body, head) == [(None, heading, heading)]


@pytest.mark.parametrize(
    "words",
    [
        "เล่าโดยนายสมมุติ ใจดี", "นางสาวสมมุติบอก", "นาง สมมุติ", "น.ส.สมมุติ", "ด.ช.สมมุติ", "Mr. Somchai said",
        "โทร 081-234-5678", "โทร ๐๘๑๒๓๔๕๖๗๘", "1-2345-67890-12-3", "๑๒๓๔๕๖๗๘๙๐๑๒๓",
    ],
)  # fmt: skip
def test_an_answer_that_seems_to_name_a_person_is_refused_and_not_repeated(tmp_path, words):
    [(row, column, found)] = faults(tmp_path, f"990101,15/08/2563,SAF,SAF-1,3,{words},ยินยอม\n")
    assert (row, column) == (2, "ข้อความ")
    assert found == text.HIDDEN_WORDS.both()


@pytest.mark.parametrize(
    "words",
    [
        "นายกเทศมนตรีและนายอำเภอมาด้วย",
        "ทนายความมาให้ความรู้",
        "พยาบาลและครู",
        "ปี 2563 ถึง 2565",
        "เจ้านายเก่า",
    ],
)
def test_an_office_or_a_year_is_no_person(tmp_path, words):
    [row] = told(read(tmp_path, f"990101,15/08/2563,SAF,SAF-1,3,{words},ยินยอม\n"))
    assert row[4] == words


@pytest.mark.parametrize("cell", ["ก" * 1001, "ก\u202eข", "ก\x1b[31m"])
def test_answers_that_would_spoil_a_page_are_refused(tmp_path, cell):
    [(row, column, _)] = faults(tmp_path, f"990101,15/08/2563,SAF,SAF-1,3,{cell},ยินยอม\n")
    assert (row, column) == (2, "ข้อความ")


def test_a_sheet_is_of_one_tambon_of_the_area(tmp_path):
    body = "9901,15/08/2563,SAF,SAF-1,3,ก,ยินยอม\n940101,15/08/2563,SAF,SAF-1,3,ก,ยินยอม\n"
    assert [row for row, _, _ in faults(tmp_path, body)] == [2, 3]


def test_a_sheet_of_a_tambon_outside_the_programme_is_refused_by_both_commands(tmp_path):
    study = study_of(tmp_path, "990102,15/08/2563,SAF,SAF-1,3,ก,ยินยอม\n")
    with pytest.raises(StudyError) as caught:
        build_tables(study)
    [problem] = caught.value.problems
    assert (problem.row, problem.found) == (2, "990102")
    assert problems_of(study) == [problem]


def test_a_study_without_returned_sheets_has_an_empty_table(tmp_path):
    table = build_tables(tiny_study(tmp_path))["lessons"]
    assert list(table) == ["tambon", "date", "goal", "field", "theme", "text", "consent"]
    assert table.empty


def test_goals_are_those_of_the_indicators():
    assert {i.id[:3]: i.goal for i in INDICATORS.values()} == text.LESSON_GOALS


def test_what_people_wrote_is_in_no_released_table():
    assert "lessons" not in release.RELEASED
    assert all(re.fullmatch("[A-Z]{3}", goal) for goal in text.LESSON_GOALS)


def test_each_indicator_belongs_to_one_goal_of_the_programme():
    for indicator in INDICATORS:
        assert sum(indicator.startswith(goal.begins) for goal in PROGRAMME_GOALS) == 1, indicator
