"""Tiny event files in, frames out: UCDP GED and the evaluator's own incident list."""

import io

import openpyxl
import pandas as pd
import pytest
from tiny_study import GED, GED_HEADER, GED_SOURCE, list_source, tiny_study

from santitham_eval import StudyError, sources

LIST = """\
วันที่,รหัส,ตาย,พลเรือน,เจ็บ,ชื่อผู้เสียชีวิต,เลขบัตร
15/03/2563,990101,2,1,๓,สมมุติ ไม่มีจริง,1234567890123
๑ เม.ย. ๒๕๖๓,990103,,,,,
"""
HEAD = "วันที่,รหัส,ตาย\n"
MAPPING = {"date": "วันที่", "tambon": "รหัส", "killed": "ตาย", "civilians_killed": "พลเรือน",
           "injured": "เจ็บ"}  # fmt: skip


def read(study):
    return sources.read(study, study.sources["events"])


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# --- GED ----------------------------------------------------------------------------------------
def test_ged_keeps_dates_deaths_precision_and_true_lines(tmp_path):
    reading = read(tiny_study(tmp_path))
    shown = reading.frame[["event_id", "period", "deaths", "civilian_deaths", "precision", "row"]]
    assert shown.astype(str).values.tolist() == [
        ["1", "2019-02", "2", "1", "1", "2"],
        ["2", "2019-02", "0", "0", "3", "3"],
        ["3", "2020-05", "3", "3", "3", "4"],
        ["4", "2020-06", "1", "0", "4", "6"],  # after a quoted line break; spans two months
        ["6", "2020-12", "1", "1", "2", "8"],
    ]
    assert reading.frame["injured"].isna().all()
    assert reading.years == (2019, 2020)
    assert reading.measures == ("events", "deaths", "civilian_deaths")


def test_ged_events_without_a_month_are_listed(tmp_path):
    notes = {n.item: n for n in read(tiny_study(tmp_path)).notes}
    assert (notes["no_month"].count, notes["span"].count) == (1, 1)
    assert notes["no_month"].words.en.endswith(": 5")


def test_an_event_of_two_files_is_told_with_the_other_file(tmp_path):
    study = tiny_study(tmp_path, GED_SOURCE.replace("ged.csv", "*ged.csv"), more_ged_dot_csv=GED)
    with pytest.raises(StudyError) as caught:
        read(study)
    found = {(p.file, p.row, p.found.partition(" / ")[2]) for p in caught.value.problems}
    assert ("more_ged.csv", 2, "1 (also in ged.csv, row 2)") in found


def test_months_that_no_event_of_a_list_shows_to_be_covered_are_told(tmp_path):
    rows = "".join(f"{day},990101,1\n" for day in ("15/03/2562", "1/5/2563"))
    source = list_source(date="วันที่", tambon="รหัส", killed="ตาย")
    told = {
        n.item: n for n in read(tiny_study(tmp_path / "a", source, list_dot_csv=HEAD + rows)).notes
    }
    assert told["edges"].count == 2 + 7  # January and February 2019, June to December 2020
    assert "before 2562-03 or after 2563-05" in told["edges"].words.en
    assert "silent_years" not in told
    rows = "".join(f"{day},990101,1\n" for day in ("1/1/2561", "15/12/2563"))
    told = {
        n.item: n for n in read(tiny_study(tmp_path / "b", source, list_dot_csv=HEAD + rows)).notes
    }
    assert told["silent_years"].words.en.endswith(": 2562")
    assert "edges" not in told


def test_a_copy_of_a_list_is_refused_and_not_counted_twice(tmp_path):
    source = list_source("list*.csv", date="วันที่", tambon="รหัส", killed="ตาย")
    body = HEAD + "15/03/2562,990101,1\n"
    files = {"list.csv": body, "list (1).csv": body, "list_63.csv": HEAD + "15/03/2563,990101,1\n"}
    with pytest.raises(StudyError) as caught:
        read(tiny_study(tmp_path, source, **files))
    assert [(p.file, p.found.partition(" / ")[2]) for p in caught.value.problems] == [
        ("list.csv", "the same bytes as list (1).csv")
    ]


def test_a_persons_number_within_words_is_no_events_number(tmp_path):
    source = list_source(date="วันที่", tambon="รหัส", killed="ตาย", id="เลข")
    body = HEAD.replace("\n", ",เลข\n") + "15/03/2562,990101,1,ผู้แจ้ง 1-1017-00203-45-0\n"
    with pytest.raises(StudyError) as caught:
        read(tiny_study(tmp_path, source, list_dot_csv=body))
    assert [(p.column, p.found) for p in caught.value.problems] == [("เลข", "*" * 13)]


def test_ged_of_the_world_is_cut_to_thailand(tmp_path):
    abroad = GED.splitlines()[1].replace("1,2019", "9,2018", 1).replace(",800,", ",850,")
    reading = read(tiny_study(tmp_path, ged_dot_csv=GED + abroad + "\n"))
    assert "9" not in set(reading.frame["event_id"])
    assert reading.years == (2018, 2020)  # the file covers 2018, with no event in Thailand
    assert [n.count for n in reading.notes if n.item == "other_country"] == [1]


def test_long_files_are_read_quickly_enough(tmp_path):
    import time

    line = GED.splitlines()[1]
    many = GED_HEADER + "".join(f"{i}{line[1:]}\n" for i in range(1, 20_001))
    study = tiny_study(tmp_path, ged_dot_csv=many)
    began = time.process_time()
    assert len(read(study).frame) == 20_000
    assert time.process_time() - began < 10


# --- incident list ------------------------------------------------------------------------------
def test_list_reads_mapped_columns_only(tmp_path):
    study = tiny_study(tmp_path, list_source(**MAPPING), list_dot_csv=LIST)
    reading = read(study)
    assert reading.frame["period"].astype(str).tolist() == ["2020-03", "2020-04"]
    assert reading.frame["place"].tolist() == ["990101", "990103"]
    assert reading.frame["deaths"].fillna(-1).tolist() == [2, -1]  # blank is unknown, not zero
    assert reading.frame["injured"].fillna(-1).tolist() == [3, -1]
    assert reading.measures == ("events", "deaths", "civilian_deaths", "injured")
    assert reading.frame["event_id"].tolist() == ["list.csv:2", "list.csv:3"]
    everything = reading.frame.to_csv() + "".join(n.words.both() for n in reading.notes)
    assert "สมมุติ" not in everything
    assert "1234567890123" not in everything
    assert [n.count for n in reading.notes if n.item == "columns_dropped"] == [2]


@pytest.mark.parametrize(
    ("key", "written", "month"),
    [
        ("date", "2020-03-15", "2020-03"),
        ("date", "2563-03-15", "2020-03"),
        ("date_be", "15/03/2563", "2020-03"),
        ("date_be", "15 มี.ค. 63", "2020-03"),
        ("date_ce", "15/03/2020", "2020-03"),
    ],
)
def test_list_dates(tmp_path, key, written, month):
    source = list_source(**{key: "d"}, tambon="t")
    study = tiny_study(tmp_path, source, list_dot_csv=f"d,t\n{written},990101\n")
    assert read(study).frame["period"].tolist() == [pd.Period(month, "M")]


def test_list_places_by_name_to_the_finest_level_given(tmp_path):
    body = "d,ต,อ,จ\n2020-01-01,สะกอม,โก-ลก,จำลอง\n2020-01-02,,โก-ลก,จำลอง\n2020-01-03,,,จำลอง\n2020-01-04,,,สตูล\n"
    source = list_source(date="d", tambon_name="ต", amphoe="อ", province="จ")
    assert read(tiny_study(tmp_path, source, list_dot_csv=body)).frame["place"].tolist() == [
        "990201", "9902", "99", "",
    ]  # fmt: skip


def test_list_from_a_workbook_is_the_list_from_csv(tmp_path):
    import datetime as dt

    rows = [
        ["วันที่", "รหัส", "ตาย"],
        [dt.datetime(2020, 3, 15), 990101, 2.0],
        [None],
        ["๑ เม.ย. ๒๕๖๓", "990102", None],
    ]
    source = list_source("list.xlsx", date="วันที่", tambon="รหัส", killed="ตาย")
    frame = read(tiny_study(tmp_path, source, list_dot_xlsx=workbook(rows))).frame
    assert frame["period"].astype(str).tolist() == ["2020-03", "2020-04"]
    assert frame["place"].tolist() == ["990101", "990102"]
    assert frame["deaths"].fillna(-1).tolist() == [2, -1]
    assert frame["row"].tolist() == [2, 4]


@pytest.mark.parametrize(
    ("code", "killed"),
    [("99010", "1"), ("990102.0", "1"), ("9.90102E+05", "1"), ("990102", "9" * 20)],
)
def test_cells_as_a_spreadsheet_spoils_them_are_told(tmp_path, code, killed):
    study = tiny_study(
        tmp_path,
        list_source(date="วันที่", tambon="รหัส", killed="ตาย"),
        **{"list.csv": f"วันที่,รหัส,ตาย\n2562-03-01,{code},{killed}\n"},
    )
    with pytest.raises(StudyError) as caught:
        read(study)
    assert [p.row for p in caught.value.problems] == [2]
