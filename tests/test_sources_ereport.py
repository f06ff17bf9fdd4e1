"""Tiny file in, frame out: e-report exports, the list of unregistered persons, the own survey.

Each test of a reader's frame is its documentation: the file as an office exports it, and the
measures that it becomes, as ``tambon period measure amount``.
"""

import datetime as dt
import io
import re
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest
from tiny_study import tiny_study

from santitham_eval import StudyError, sources
from santitham_eval.sources.reading import MEASURE_COLUMNS


def source(form, file, **columns):
    mapping = ", ".join(f'{key} = "{heading}"' for key, heading in columns.items())
    return f'format = "{form}"\nfile = "{file}"\ncolumns = {{ {mapping} }}'


def read(folder, form, glob="data.csv", *, columns=None, **files):
    """The reading of one source; in the names of `files` _dot_ stands for a point."""
    study = tiny_study(folder, source(form, glob, **(columns or {})), **files)
    return sources.read(study, study.sources["events"])


def told(reading):
    """The frame in short; unknown is ?."""
    frame = reading.frame
    assert tuple(frame.columns) == MEASURE_COLUMNS
    assert set(frame["measure"]) <= set(reading.measures)
    amounts = frame["amount"].map(lambda a: "?" if np.isnan(a) else f"{a:g}")
    return (frame["tambon"] + " " + frame["period"].astype(str) + " " + frame["measure"] + " "
            + amounts).tolist()  # fmt: skip


def notes(reading, topic=None):
    return {n.item: n.count for n in reading.notes if topic in (None, n.topic)}


def faults(folder, form, glob="data.csv", **files):
    """Each problem as (row, column, found)."""
    with pytest.raises(StudyError) as caught:
        read(folder, form, glob, **files)
    return [(p.row, p.column, p.found) for p in caught.value.problems]


def page(*rows, before=""):
    """A download named .xls: a web page with a table."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><head><meta charset='utf-8'></head><body>{before}<table>{body}</table></body></html>"


def cells(*values, tag="td"):
    return "".join(f"<{tag}>{value}</{tag}>" for value in values)


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# --- ereport-activities -------------------------------------------------------------------------
HEAD = cells("จังหวัด", "อำเภอ", "ตำบล", "กิจกรรม", "งบประมาณ/กิจกรรม", "งบประมาณที่ได้รับทั้งหมด",
             "ละติจูด/ลองจิจูด", tag="th")  # fmt: skip
ACTIVITIES = page(
    HEAD,
    cells("จำลอง", "เมืองจำลอง", "หนึ่ง", "เวทีพหุวัฒนธรรม", "400,000", "1,000,000", "6.05,101.05"),
    cells("จำลอง", "เมืองจำลอง", "หนึ่ง", "ฝึกอาชีพ", "600,000", "1,000,000", "6.05, 101.06"),
    cells("จำลอง", "โก-ลก", "ต.น้ําดํา", "ฝึกอาชีพ", "๓๐๐,๐๐๐.-", "300,000 บาท", ""),
)


def test_activities_of_a_year(tmp_path):
    reading = read(tmp_path, "ereport-activities", "a*.xls", activities_2562_dot_xls=ACTIVITIES)
    assert told(reading) == [
        "990101 2019 activities_listed 2",
        "990101 2019 budget_listed 1e+06",
        "990101 2019 budget_total 1e+06",  # stands in both rows, is given once
        "990202 2019 activities_listed 1",
        "990202 2019 budget_listed 300000",
        "990202 2019 budget_total 300000",
    ]
    assert str(reading.frame["period"].dtype) == "period[Y-SEP]"
    assert reading.frame["row"].tolist() == [2, 2, 2, 4, 4, 4]
    assert reading.frame["se"].isna().all()


def test_activities_under_a_title_and_with_merged_cells(tmp_path):
    merged = page(
        "<td colspan=7>รายงานกิจกรรม ปีงบประมาณ 2562</td>",
        "<th rowspan=2>จังหวัด</th><th rowspan=2>อำเภอ</th><th rowspan=2>ตำบล</th>"
        "<th rowspan=2>กิจกรรม</th><th colspan=2>งบ</th><th rowspan=2>ละติจูด/ลองจิจูด</th>",
        cells("งบประมาณ/กิจกรรม", "งบประมาณที่ได้รับทั้งหมด", tag="th"),
        "<td rowspan=3>จำลอง</td><td rowspan=2>เมืองจำลอง</td><td rowspan=2>หนึ่ง</td>"
        "<td>เวทีพหุวัฒนธรรม</td><td>400,000</td><td rowspan=2>1,000,000</td><td></td>",
        cells("ฝึกอาชีพ", "600,000", ""),
        cells("โก-ลก", "น้ำดำ", "ฝึกอาชีพ", "300,000", "300,000", ""),
        before="<table><tr><td>เมนู</td></tr></table>",
    )
    plain = read(tmp_path / "a", "ereport-activities", "a*", activities_2562_dot_xls=ACTIVITIES)
    reading = read(tmp_path / "b", "ereport-activities", "a*", activities_2562_dot_xls=merged)
    assert told(reading) == told(plain)
    assert reading.frame["row"].tolist() == [4, 4, 4, 6, 6, 6]


def test_activities_tell_of_repeated_rows_and_of_coordinates_off_the_map(tmp_path):
    one = cells("จำลอง", "เมืองจำลอง", "หนึ่ง", "ฝึกอาชีพ", "5", "1,000,000", "101.05,6.05")
    reading = read(tmp_path, "ereport-activities", "a*", a_2562_dot_xls=page(HEAD, one, one))
    assert told(reading)[0] == "990101 2019 activities_listed 2"
    assert notes(reading, "note") == {"again": 1, "off_map": 2}


def test_budgets_beyond_the_total_are_told(tmp_path):
    """As where an office merges the budget of two activities into one cell."""
    first, second = "<td>400,000</td>", "<td>600,000</td>"
    body = ACTIVITIES.replace(first, first.replace(">4", " rowspan=2>9")).replace(second, "")
    reading = read(tmp_path, "ereport-activities", "a*", a_2562_dot_xls=body)
    assert "990101 2019 budget_listed 1.8e+06" in told(reading)
    assert notes(reading, "note")["over_total"] == 1


def test_activities_without_money_are_unknown_and_never_zero(tmp_path):
    rows = [
        cells("จำลอง", "เมืองจำลอง", "หนึ่ง", "ฝึกอาชีพ", "", "1,000,000", ""),
        cells("จำลอง", "เมืองจำลอง", "หนึ่ง", "เวที", "100", "", ""),
    ]
    reading = read(tmp_path, "ereport-activities", "a*", a_2562_dot_xls=page(HEAD, *rows))
    assert told(reading) == [
        "990101 2019 activities_listed 2",
        "990101 2019 budget_listed ?",
        "990101 2019 budget_total 1e+06",  # blank below the first row, as an office merges cells
    ]
    assert notes(reading, "left_out") == {"incomplete/budget_listed": 100}


def test_activities_outside_the_area_are_left_out_and_counted(tmp_path):
    far = cells("สตูล", "ควนโดน", "ควนสตอ", "ฝึกอาชีพ", "250,000", "300,000", "")
    sum_row = cells("รวม", "", "", "", "1,300,000", "1,300,000", "")
    body = ACTIVITIES.replace("</table>", f"<tr>{far}</tr><tr>{far}</tr><tr>{sum_row}</tr></table>")
    reading = read(tmp_path, "ereport-activities", "a*", a_2562_dot_xls=body)
    assert len(reading.frame) == 6
    assert notes(reading, "left_out") == {
        "outside/rows": 2, "outside/activities_listed": 2, "outside/budget_listed": 500_000,
        "outside/budget_total": 300_000,
        "total/rows": 1, "total/activities_listed": 1, "total/budget_listed": 1_300_000,
        "total/budget_total": 1_300_000,
    }  # fmt: skip


def test_activities_refuse_two_totals_two_files_and_a_name_without_a_year(tmp_path):
    other = ACTIVITIES.replace("600,000</td><td>1,000,000", "600,000</td><td>300,000")
    form = "ereport-activities"
    assert faults(tmp_path / "a", form, "a*", a_2562_dot_xls=other) == [
        (3, "งบประมาณที่ได้รับทั้งหมด", "300,000")
    ]
    found = faults(tmp_path / "b", form, "a*", a_2562_dot_xls=ACTIVITIES, a_2019_dot_xls=ACTIVITIES)
    assert [(row, f[:11]) for row, _, f in found] == [(2, "990101 2562"), (4, "990202 2562")]
    with pytest.raises(StudyError, match=r"activities_2562\.xls"):
        read(tmp_path / "name", form, "a*", a_dot_xls=ACTIVITIES)
    for name in ("a", "a_2561_2562", "a_25620930", "a_1234"):
        file = {f"{name}_dot_xls": ACTIVITIES}
        assert faults(tmp_path / name, form, "a*", **file) == [(None, None, f"{name}.xls")]


# --- ereport-completeness -----------------------------------------------------------------------
COMPLETENESS = """\
ลำดับ,จังหวัด,อำเภอ,ตำบล,งบ,ประเภท,2561-10,2018-11
1,จำลอง,เมืองจำลอง,หนึ่ง,"1,000,000",รายงานการประชุม,มี,มี
2,จำลอง,เมืองจำลอง,หนึ่ง,"1,000,000",บันทึกการประชุม,มี,ไม่มี
3,จำลอง,เมืองจำลอง,หนึ่ง,"1,000,000",รูปภาพ,มี,
4,จำลอง,เมืองจำลอง,หนึ่ง,"1,000,000",อธิบายกิจกกรม,ไม่มี,มี
"""


def test_completeness_by_month(tmp_path):
    reading = read(tmp_path, "ereport-completeness", data_dot_csv=COMPLETENESS)
    assert told(reading) == [
        "990101 2018-10 reports_due 4",
        "990101 2018-10 reports_present 3",
        "990101 2018-11 reports_due 4",
        "990101 2018-11 reports_present ?",  # one of the four is blank
    ]
    assert notes(reading, "left_out") == {"incomplete/reports_present": 2}


def test_completeness_spelt_right_is_the_same(tmp_path):
    right = COMPLETENESS.replace("อธิบายกิจกกรม", "อธิบายกิจกรรม").replace("2561-10", "ตุลาคม ๒๕๖๑")
    one = read(tmp_path / "a", "ereport-completeness", data_dot_csv=COMPLETENESS)
    other = read(tmp_path / "b", "ereport-completeness", data_dot_csv=right)
    pd.testing.assert_frame_equal(one.frame, other.frame)


def test_completeness_lacking_a_kind_is_unknown(tmp_path):
    lacking = "\n".join(COMPLETENESS.splitlines()[:4])
    reading = read(tmp_path, "ereport-completeness", data_dot_csv=lacking)
    assert told(reading)[:2] == ["990101 2018-10 reports_due 4", "990101 2018-10 reports_present ?"]
    assert notes(reading, "note") == {"missing_kinds": 1}


def test_completeness_tells_of_months_in_which_nobody_reported(tmp_path):
    silent = COMPLETENESS.replace(",มี,", ",ไม่มี,")
    reading = read(tmp_path, "ereport-completeness", data_dot_csv=silent)
    assert notes(reading)["silent/2018-10"] == 1
    assert "silent/2018-11" not in notes(reading)


def test_completeness_of_two_files_with_other_months(tmp_path):
    later = COMPLETENESS.replace("2561-10,2018-11", "2561-12,2562-01")
    reading = read(
        tmp_path, "ereport-completeness", "*-c.csv", **{"a-c.csv": COMPLETENESS, "b-c.csv": later}
    )
    assert reading.frame["period"].astype(str).unique().tolist() == [
        "2018-10", "2018-11", "2018-12", "2019-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("รูปภาพ", "ภาพถ่าย", (4, "ประเภท", "ภาพถ่าย")),
        ("รูปภาพ", "", (4, "ประเภท", "(ว่าง) / (blank)")),
        ("มี,\n", "มี,/\n", (4, "2018-11", "/")),
        ("2018-11", "2561-10", (1, "2561-10", "2561-10")),
        ("2018-11", "ตุลาคม 2561", (None, "ตุลาคม 2561", "ตุลาคม 2561")),
        ("2561-10,2018-11", "a,b", (None, None, "-")),
        ("2018-11", "พ.ย. 61", (None, "พ.ย. 61", "พ.ย. 61")),  # as Excel shortens a heading
        ("2018-11", "Nov-18", (None, "Nov-18", "Nov-18")),
        ("2018-11", "2018-13", (None, "2018-13", "2018-13")),
    ],
)
def test_completeness_refuses(tmp_path, old, new, expected):
    body = COMPLETENESS.replace(old, new, 1)
    assert body != COMPLETENESS
    assert faults(tmp_path, "ereport-completeness", data_dot_csv=body) == [expected]


def test_completeness_refuses_a_kind_listed_twice(tmp_path):
    twice = COMPLETENESS + COMPLETENESS.splitlines()[1] + "\n"
    assert [row for row, _, _ in faults(tmp_path, "ereport-completeness", data_dot_csv=twice)] == [
        6
    ]


# --- ereport-monthly ----------------------------------------------------------------------------
YES, NO = "ดำเนินการแล้ว", "ไม่ดำเนินการ"
MONTHLY_HEAD = "จังหวัด,อำเภอ,ตำบล,เดือน,ปี,secure,economy,budget,environment,education,director\n"
MONTHLY = MONTHLY_HEAD + (
    f"จำลอง,เมืองจำลอง,หนึ่ง,ตุลาคม,2562,{YES},{YES},{YES},{NO},{NO},{NO}\n"
    f"จำลอง,เมืองจำลอง,หนึ่ง,พ.ย.,2562-01-01,{NO},{NO},{NO},{NO},{NO},{NO}\n"
    f"จำลอง,โก-ลก,สะกอม,๑๒,๒๕๖๒-๑๒-๓๑,{YES},{YES},{YES},{YES},{YES},\n"
)


def test_monthly_reports(tmp_path):
    reading = read(tmp_path, "ereport-monthly", data_dot_csv=MONTHLY)
    assert told(reading) == [
        "990101 2019-10 missions_active 3",
        "990101 2019-10 missions_due 6",
        "990101 2019-11 missions_active 0",  # all six say that they did nothing: a true zero
        "990101 2019-11 missions_due 6",
        "990201 2019-12 missions_active ?",  # the director's is blank: unknown
        "990201 2019-12 missions_due 6",
    ]
    assert notes(reading, "left_out") == {"incomplete/missions_active": 5}


def test_monthly_marks_are_read_however_they_were_typed(tmp_path):
    typed = MONTHLY.replace(YES, "ดําเนินการแล้ว\u200b")
    assert told(read(tmp_path / "a", "ereport-monthly", data_dot_csv=typed)) == told(
        read(tmp_path / "b", "ereport-monthly", data_dot_csv=MONTHLY)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ตุลาคม,2562", "ตุลาคม,62", (2, "เดือน", "ตุลาคม 62")),
        ("ตุลาคม", "เดือนสิบ", (2, "เดือน", "เดือนสิบ 2562")),
        ("ตุลาคม", "", (2, "เดือน", "(ว่าง) / (blank)")),
        ("พ.ย.,2562-01-01", "พ.ย.,2562-05-01", (3, "เดือน", "พ.ย. 2562-05-01")),
        (f"2562,{YES}", "2562,ทำแล้ว", (2, "secure", "ทำแล้ว")),
        ("พ.ย.,2562-01-01", "ต.ค.,2019", (3, None, "990101 secure 2562-10 (ซ้ำกับ data.csv บรรทัด 2) / 990101 secure 2562-10 (also in data.csv, row 2)")),
    ],
)  # fmt: skip
def test_monthly_refuses(tmp_path, old, new, expected):
    assert faults(tmp_path, "ereport-monthly", data_dot_csv=MONTHLY.replace(old, new, 1)) == [
        expected
    ]


# --- ereport-results ----------------------------------------------------------------------------
RESULTS_HEAD = (
    "จังหวัด,อำเภอ,ตำบล,ปีงบประมาณ,กิจกรรม,ประเภทกิจกรรม,re_ac_approve,re_ac_withdraw,re_ac_target,"
    "re_ac_income,re_ac_quality,re_ac_problem,ผู้รายงาน\n"
)
RESULTS = RESULTS_HEAD + (
    'จำลอง,เมืองจำลอง,หนึ่ง,2562,เวที,พหุวัฒนธรรม,"100,000","90,000",40,0,ดี,,สมมุติ ไม่มีจริง\n'
    'จำลอง,เมืองจำลอง,หนึ่ง,2562,ฝึกอาชีพ,เศรษฐกิจ,"200,000","200,000.00",25,"12,500",ดีมาก,,สมมุติ ไม่มีจริง\n'
    'จำลอง,เมืองจำลอง,หนึ่ง,2562,กีฬาพหุวัฒนธรรม,,"50,000",0,10,0,-,ฝน,สมมุติ ไม่มีจริง\n'
    'จำลอง,โก-ลก,สะกอม,2563,ลานวัฒนธรรม,,"300,000",,20,,ดี,,สมมุติ ไม่มีจริง\n'
)


def test_results_of_activities(tmp_path):
    reading = read(tmp_path, "ereport-results", data_dot_csv=RESULTS)
    assert told(reading) == [
        "990101 2019 activities_completed 2",  # the third says no quality and disbursed nothing
        "990101 2019 activities_planned 3",
        "990101 2019 activity_income 12500",
        "990101 2019 baht_approved 350000",
        "990101 2019 baht_disbursed 290000",
        "990101 2019 beneficiaries 75",
        "990101 2019 multicultural_activities 1",  # the games were not held
        "990101 2019 tambon_years 1",
        "990201 2020 activities_completed ?",  # disbursement unknown
        "990201 2020 activities_planned 1",
        "990201 2020 activity_income ?",
        "990201 2020 baht_approved 300000",
        "990201 2020 baht_disbursed ?",
        "990201 2020 beneficiaries 20",
        "990201 2020 multicultural_activities 0",
        "990201 2020 tambon_years 1",
    ]
    assert notes(reading, "note") == {"columns_dropped": 1}
    assert "สมมุติ" not in reading.frame.to_csv() + str(reading.notes)


def test_results_refuse_more_disbursed_than_approved_and_money_that_is_none(tmp_path):
    body = RESULTS.replace('"90,000"', '"100,001"').replace('"12,500"', '"12,50"')
    assert faults(tmp_path, "ereport-results", data_dot_csv=body) == [
        (2, "re_ac_withdraw", "100,001"), (3, "re_ac_income", "12,50"),
    ]  # fmt: skip


# --- ereport-meetings ---------------------------------------------------------------------------
MEETINGS = """\
จังหวัด,อำเภอ,ตำบล,round,meeting_date,guard,narcotics,ชื่อประธาน
จำลอง,เมืองจำลอง,ส้อง,1,2562-10-05,เวรยาม 3 จุด,มี,สมมุติ ไม่มีจริง
จำลอง,เมืองจำลอง,ส้อง,2,2562-10-20,,,สมมุติ ไม่มีจริง
จำลอง,เมืองจำลอง,ส้อง,3,15 ธันวาคม 2562,-,,สมมุติ ไม่มีจริง
จำลอง,โก-ลก,สะกอม,1,15/01/2563,จัดเวร,,สมมุติ ไม่มีจริง
"""
NO_ROSTER = "code,name_th,start,dose\n990102,,2019-12,\n"


def test_meetings_by_month_that_is_due(tmp_path):
    reading = read(tmp_path, "ereport-meetings", data_dot_csv=MEETINGS, roster_dot_csv=NO_ROSTER)
    held = reading.frame.pivot_table("amount", ["tambon", "period"], "measure")
    held = held[["months_due", "meeting_months", "guard_months"]].reset_index()
    assert held.astype({"period": str}).values.tolist() == [
        # from the first meeting (before the roster's start) to the file's last month
        ["990102", "2019-10", 1, 1, 1],  # two meetings, one told of guard duty
        ["990102", "2019-11", 1, 0, 0],  # due, and none held: zero
        ["990102", "2019-12", 1, 1, 0],  # "-" says that there was none
        ["990102", "2020-01", 1, 0, 0],
        ["990201", "2020-01", 1, 1, 1],
    ]
    assert notes(reading, "note") == {"columns_dropped": 1}
    assert "สมมุติ" not in reading.frame.to_csv() + str(reading.notes)


def test_a_tambon_of_the_roster_that_never_met_is_due_from_its_start(tmp_path):
    roster = "code,name_th,start,dose\n990202,,2019-12,\n"
    reading = read(tmp_path, "ereport-meetings", data_dot_csv=MEETINGS, roster_dot_csv=roster)
    frame = reading.frame[reading.frame["tambon"] == "990202"]
    assert frame[["period", "measure", "amount", "file"]].astype(str).values.tolist() == [
        [month, measure, amount, "roster.csv"]
        for month in ("2019-12", "2020-01")
        for measure, amount in (("guard_months", "0.0"), ("meeting_months", "0.0"), ("months_due", "1.0"))
    ]  # fmt: skip
    told_of = [(n.area, n.count) for n in reading.notes if n.item == "never_met"]
    assert told_of == [("990202", 2)]  # its amphoe may be missing from the files


def test_months_between_files_are_unknown_and_not_without_meetings(tmp_path):
    later = MEETINGS.splitlines()[0] + "\nจำลอง,เมืองจำลอง,ส้อง,9,2563-08-01,,,\n"
    reading = read(tmp_path, "ereport-meetings", "m*", roster_dot_csv=NO_ROSTER,
                   m1_dot_csv=MEETINGS, m2_dot_csv=later)  # fmt: skip
    due = reading.frame.query("tambon == '990102' and measure == 'months_due'")["period"]
    assert due.astype(str).tolist() == ["2019-10", "2019-11", "2019-12", "2020-01", "2020-08"]


def test_a_meeting_after_the_study_is_left_out_and_makes_no_months_due(tmp_path):
    late = MEETINGS + "จำลอง,โก-ลก,สะกอม,2,2575-01-15,จัดเวร,,\n"
    reading = read(tmp_path, "ereport-meetings", data_dot_csv=late, roster_dot_csv=NO_ROSTER)
    assert reading.frame["period"].max() == pd.Period("2020-01")
    assert notes(reading, "left_out") == {
        "after_periods/meeting_months": 1, "after_periods/guard_months": 1,
    }  # fmt: skip


# --- unregistered -------------------------------------------------------------------------------
UNREGISTERED = """\
รหัสตำบล,ปีงบประมาณ,พบ,แก้ไขแล้ว
990101,2562,๑๒,7
990103,2562,3,3
990102,2562,5,
9901,2562,20,10
900101,2562,4,1
"""


def test_unregistered_persons(tmp_path):
    reading = read(tmp_path, "unregistered", data_dot_csv=UNREGISTERED)
    assert told(reading) == [
        "990101 2019 unregistered_found 12",
        "990101 2019 unregistered_resolved 7",
        "990102 2019 unregistered_found 8",  # with 990103, which was merged into it
        "990102 2019 unregistered_resolved ?",
    ]
    assert notes(reading, "left_out") == {
        "amphoe/rows": 1, "amphoe/unregistered_found": 20, "amphoe/unregistered_resolved": 10,
        "outside/rows": 1, "outside/unregistered_found": 4, "outside/unregistered_resolved": 1,
        "incomplete/unregistered_resolved": 3,
    }  # fmt: skip


def test_unregistered_refuse_more_resolved_than_found_and_a_tambon_twice(tmp_path):
    more = UNREGISTERED.replace("๑๒,7", "๑๒,13")
    assert faults(tmp_path / "a", "unregistered", data_dot_csv=more) == [(2, "แก้ไขแล้ว", "13")]
    twice = UNREGISTERED + "990101,2562,1,1\n"
    assert [r for r, _, _ in faults(tmp_path / "b", "unregistered", data_dot_csv=twice)] == [7]


# --- survey -------------------------------------------------------------------------------------
SURVEY = """\
รหัสตำบล,วันที่สำรวจ,หมู่บ้าน,น้ำหนัก,ความเชื่อมั่นต่อเจ้าหน้าที่,ชื่อผู้ตอบ
990101,2562-10-05,หมู่ 1,2,5,สมมุติ ไม่มีจริง
990101,2562-11-05,หมู่ 1,2,4,สมมุติ ไม่มีจริง
990101,2563-01-05,หมู่ 2,4,๒,สมมุติ ไม่มีจริง
990101,2563-01-06,หมู่ 2,4,,สมมุติ ไม่มีจริง
"""


def test_survey_with_its_linearised_error(tmp_path):
    reading = read(tmp_path, "survey", data_dot_csv=SURVEY)
    assert told(reading) == ["990101 2020 trust_sum 26", "990101 2020 trust_weight 8"]
    # mean 26 / 8 = 3.25; residuals w (y - mean) by village: 2 * 1.75 + 2 * 0.75 = 5 and
    # 4 * -1.25 = -5; variance of the sum 2 / (2 - 1) * (5 ** 2 + 5 ** 2) = 100
    assert reading.frame["se"].tolist()[0] == pytest.approx(10)
    assert np.isnan(reading.frame["se"].tolist()[1])
    assert notes(reading, "coverage")["no_answer"] == 1
    assert "สมมุติ" not in reading.frame.to_csv() + str(reading.notes)


def test_survey_of_equal_weights_has_the_error_of_a_mean_of_villages(tmp_path):
    """One person a village, equal weights: the textbook s / sqrt(n)."""
    answers = [1, 2, 4, 5, 5, 3]
    rows = [f"990101,2562-12-01,ม.{i},1.5,{y},\n" for i, y in enumerate(answers)]
    reading = read(tmp_path, "survey", data_dot_csv=SURVEY.splitlines()[0] + "\n" + "".join(rows))
    weight = 1.5 * len(answers)
    expected = np.std(answers, ddof=1) / np.sqrt(len(answers)) * weight
    assert reading.frame["se"].tolist()[0] == pytest.approx(expected)


def test_survey_strata_take_out_what_differs_between_them(tmp_path):
    head = SURVEY.splitlines()[0].replace("หมู่บ้าน", "ชั้นภูมิ,หมู่บ้าน")
    rows = [f"990101,2562-12-01,{h},ม.{i},1,{y},\n" for h, i, y in
            [("ก", 1, 1), ("ก", 2, 1), ("ข", 1, 5), ("ข", 2, 5)]]  # fmt: skip
    reading = read(tmp_path / "a", "survey", data_dot_csv=head + "\n" + "".join(rows))
    assert reading.frame["se"].tolist()[0] == pytest.approx(0)
    lonely = read(tmp_path / "b", "survey", data_dot_csv=head + "\n" + "".join(rows[:3]))
    assert np.isnan(lonely.frame["se"].tolist()[0])
    assert notes(lonely, "coverage")["lonely"] == 1


def test_survey_refuses(tmp_path):
    body = SURVEY.replace("หมู่ 1,2,5", ",0,6").replace("2563-01-05", "มกราคม")
    assert faults(tmp_path, "survey", data_dot_csv=body) == [
        (2, "น้ำหนัก", "0"),
        (4, "วันที่สำรวจ", "มกราคม"),
        (2, "หมู่บ้าน", "(ว่าง) / (blank)"),
        (2, "ความเชื่อมั่นต่อเจ้าหน้าที่", "6"),
    ]


# --- all tables ---------------------------------------------------------------------------------
def test_headings_of_another_office_are_declared_in_the_study_file(tmp_path):
    body = UNREGISTERED.replace("ปีงบประมาณ,พบ", "FY,จำนวนที่พบ")
    own = {"year": "FY", "found": "จำนวนที่พบ"}
    assert len(read(tmp_path, "unregistered", columns=own, data_dot_csv=body).frame) == 4


def test_a_workbook_is_read_as_its_csv_whatever_it_is_called(tmp_path):
    rows = [line.split(",") for line in UNREGISTERED.splitlines()]
    typed = [[int(c) if c.isascii() and c.isdigit() else c or None for c in row] for row in rows]
    book = workbook(["จำนวนผู้ไม่มีสถานะทางทะเบียน"], [], *typed)
    reading = read(tmp_path / "a", "unregistered", "data.xls", data_dot_xls=book)
    assert told(reading) == told(read(tmp_path / "b", "unregistered", data_dot_csv=UNREGISTERED))
    assert reading.frame["row"].tolist() == [4, 4, 5, 5]  # two lines lower


def test_formulas_without_a_stored_result_are_told_and_never_blank(tmp_path):
    head = UNREGISTERED.splitlines()[0].split(",")
    book = workbook(
        [*head, "หมายเหตุ"], ["990101", 2562, "=6+6", 7, "=A1"], ["990102", 2562, 1, "=1"]
    )
    assert faults(tmp_path, "unregistered", "data.xlsx", data_dot_xlsx=book) == [
        (2, "พบ", "=6+6"), (3, "แก้ไขแล้ว", "=1"),
    ]  # fmt: skip


def test_a_formula_of_a_column_that_is_not_read_does_no_harm(tmp_path):
    head = UNREGISTERED.splitlines()[0].split(",")
    book = workbook([*head, "หมายเหตุ"], ["990101", 2562, 12, 7, "=A1"])
    assert len(read(tmp_path, "unregistered", "data.xlsx", data_dot_xlsx=book).frame) == 2


def test_dates_of_a_workbook_head_columns_of_months(tmp_path):
    rows = [line.replace('"1,000,000"', "1").split(",") for line in COMPLETENESS.splitlines()]
    rows[0][-2:] = [dt.datetime(2018, 10, 1), dt.datetime(2018, 11, 1)]
    reading = read(tmp_path / "a", "ereport-completeness", "d*", data_dot_xlsx=workbook(*rows))
    assert told(reading) == told(
        read(tmp_path / "b", "ereport-completeness", data_dot_csv=COMPLETENESS)
    )


def with_results(book: bytes, **results) -> bytes:
    """The workbook with stored results of its formulas, as Excel writes them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            body = old.read(part).decode() if part.endswith("sheet1.xml") else old.read(part)
            if isinstance(body, str):
                for cell, (kind, value) in results.items():
                    body, n = re.subn(
                        rf'<c r="{cell}"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?</c>',
                        rf'<c r="{cell}" t="{kind}"><f>\2</f><v>{value}</v></c>',
                        body,
                    )
                    assert n == 1
            new.writestr(part, body)
    return out.getvalue()


def test_formulas_with_a_stored_result_are_read(tmp_path):
    head = UNREGISTERED.splitlines()[0].split(",")
    rows = [head, ["990101", 2562, "=6+6", "=IF(1,7,0)"], ["990102", 2562, 5, '=IF(1,"",0)']]
    book = with_results(workbook(*rows), C2=("n", 12), D2=("n", 7), D3=("str", ""))
    assert told(read(tmp_path, "unregistered", "data.xlsx", data_dot_xlsx=book)) == [
        "990101 2019 unregistered_found 12",
        "990101 2019 unregistered_resolved 7",
        "990102 2019 unregistered_found 5",
        "990102 2019 unregistered_resolved ?",  # its result is an empty text: blank
    ]


def test_titles_above_the_header_of_a_csv_are_passed_over(tmp_path):
    body = "รายชื่อผู้ไม่มีสถานะทางทะเบียน,,,\nข้อมูล ณ วันที่ 30 กันยายน 2562,,,\n" + UNREGISTERED
    reading = read(tmp_path, "unregistered", data_dot_csv=body)
    assert reading.frame["row"].tolist() == [4, 4, 5, 5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_web_page_is_read_in_every_encoding(tmp_path, encoding):
    body = ACTIVITIES.replace("utf-8", "tis-620").encode(encoding)
    reading = read(tmp_path, "ereport-activities", "a*", a_2562_dot_xls=body)
    assert len(reading.frame) == 6


def test_a_table_that_frames_the_page_is_not_the_table(tmp_path):
    framed = page(f"<td>{ACTIVITIES}</td>", cells("ท้ายหน้า"))
    reading = read(tmp_path, "ereport-activities", "a*", a_2562_dot_xls=framed)
    assert reading.frame["row"].tolist() == [2, 2, 2, 4, 4, 4]


def test_cells_that_claim_to_cover_the_world_are_refused(tmp_path):
    wide = page(HEAD, *["<td colspan=1000>1</td>" * 3] * 3)
    (problem,) = faults(tmp_path, "ereport-activities", "a*", a_2562_dot_xls=wide)
    assert "2,000 columns" in problem[2]


HERE = "จำลอง,เมืองจำลอง,หนึ่ง,"
THERE = "สตูล,ควนโดน,ควนสตอ,"


@pytest.mark.parametrize(
    ("form", "body", "count"),
    [
        ("ereport-completeness", COMPLETENESS.replace("จำลอง,เมืองจำลอง,หนึ่ง,", THERE), 0),
        ("ereport-completeness", re.sub("(?:ไม่)?มี(?=[,\n])", "", COMPLETENESS), 4),
        ("ereport-monthly", MONTHLY.replace(HERE, THERE), 2),
        ("ereport-results", RESULTS_HEAD + THERE + "2562,เวที,,1,1,1,0,ดี,,\n", 0),
        ("ereport-meetings", MEETINGS.splitlines()[0] + "\n" + THERE + "1,2562-10-05,,,\n", 0),
        ("unregistered", UNREGISTERED.splitlines()[0] + "\n900101,2562,4,1\n", 0),
        ("survey", SURVEY.replace("990101", "900101"), 0),
        ("survey", SURVEY.splitlines()[0] + "\n990101,2562-10-05,หมู่ 1,2,,\n", 0),
    ],
)
def test_a_file_with_nothing_of_the_area_or_no_marks_is_no_fault(tmp_path, form, body, count):
    reading = read(tmp_path, form, data_dot_csv=body)
    assert tuple(reading.frame.columns) == MEASURE_COLUMNS
    assert len(reading.frame) == count
    assert reading.notes


@pytest.mark.parametrize("seed", range(5))
def test_what_the_file_holds_is_in_the_frame_or_in_the_notes(tmp_path, seed):
    """Approved baht of a file with every kind of row: in the area, its amphoe, elsewhere, totals."""
    rng = np.random.default_rng(seed)
    places_ = ["จำลอง,เมืองจำลอง,หนึ่ง", "จำลอง,โก-ลก,สะกอม", "จำลอง,โก-ลก,", "จำลอง,,",
               "สตูล,ควนโดน,ควนสตอ", "รวม,,"]  # fmt: skip
    lines = []
    for at in rng.integers(0, len(places_), 60):
        approved = "" if rng.random() < 0.1 else f'"{rng.integers(0, 10**6):,}"'
        lines.append(f"{places_[at]},{rng.integers(2560, 2565)},ก,,{approved},,1,0,ดี,,\n")
    reading = read(tmp_path, "ereport-results", data_dot_csv=RESULTS_HEAD + "".join(lines))
    held = reading.frame.query("measure == 'baht_approved'")["amount"].sum()
    out = sum(
        n for item, n in notes(reading, "left_out").items() if item.endswith("/baht_approved")
    )
    numbers = [
        int("".join(re.findall(r"[0-9]", m))) for m in re.findall(r'"([0-9,]+)"', "".join(lines))
    ]
    assert held + out == sum(numbers)
