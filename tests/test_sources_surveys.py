"""Tiny files in, tidy measures out: จปฐ., TPMAP, กชช.2ค, poverty maps, and the price index.

Places are those of tiny_study.py: 990101 หนึ่ง, 990102 ส้อง (also formerly 990103), 990201 สะกอม,
990202 น้ำดำ; 990104 was split in two, so that nobody can tell what it is now.
"""

import io
from textwrap import dedent

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_study import tiny_study

from santitham_eval import sources
from santitham_eval.errors import StudyError
from santitham_eval.sources.bmn import COUNTS
from santitham_eval.sources.measures import melt, tidy
from santitham_eval.sources.reading import MEASURE_COLUMNS
from santitham_eval.study import Source


def read(folder, kind, *bodies, encoding="utf-8", suffix="csv", **options):
    """The reading of one source whose files are the bodies, as 0.csv, 1.csv, ..."""
    bodies = [b if isinstance(b, bytes) else dedent(b).lstrip().encode(encoding) for b in bodies]
    files = {f"tables__{n}_dot_{suffix}": body for n, body in enumerate(bodies)}
    study = tiny_study(folder, **files)
    return sources.read(study, Source(format=kind, file=f"tables/*.{suffix}", **options))


def problems(folder, kind, *bodies, **options):
    """What is wrong, as (file, row, column, found, what is wanted in English)."""
    with pytest.raises(StudyError) as caught:
        read(folder, kind, *bodies, **options)
    for problem in caught.value.problems:
        assert problem.wanted.th != problem.wanted.en
    return [(p.file, p.row, p.column, p.found, p.wanted.en) for p in caught.value.problems]


def amounts(reading):
    """(tambon, BE year, measure): amount, of a reading of yearly measures."""
    assert tuple(reading.frame) == MEASURE_COLUMNS
    assert str(reading.frame["period"].dtype) == "period[Y-DEC]"
    rows = reading.frame.itertuples()
    return {(r.tambon, r.period.year + 543, r.measure): none_if_nan(r.amount) for r in rows}


def none_if_nan(value):
    return None if np.isnan(value) else value


def noted(reading, topic):
    return {n.item: n.count for n in reading.notes if n.topic == topic}


def additive(reading, measure, total):
    """What the frame holds, and what the notes say was left out, are all that the file holds."""
    held = reading.frame.loc[reading.frame["measure"] == measure, "amount"].sum()
    left = sum(n for item, n in noted(reading, "left_out").items() if item.endswith(f"/{measure}"))
    assert held + left == pytest.approx(total)


# === จปฐ. =======================================================================================
BMN = "ปี,รหัสตำบล,ข้อที่,จำนวนสำรวจ,ผ่านเกณฑ์,ไม่ผ่านเกณฑ์\n"


def test_bmn_gives_what_passed_failed_and_was_surveyed(tmp_path):
    reading = read(tmp_path, "bmn", BMN + "2560,990101,14,100,90,10\n2560,990101,30,100,99,1\n")
    expected = pd.DataFrame(
        [
            ("990101", "2017", "public_failed", 1.0, np.nan, "tables/0.csv", 3),
            ("990101", "2017", "public_passed", 99.0, np.nan, "tables/0.csv", 3),
            ("990101", "2017", "public_surveyed", 100.0, np.nan, "tables/0.csv", 3),
            ("990101", "2017", "safe_failed", 10.0, np.nan, "tables/0.csv", 2),
            ("990101", "2017", "safe_passed", 90.0, np.nan, "tables/0.csv", 2),
            ("990101", "2017", "safe_surveyed", 100.0, np.nan, "tables/0.csv", 2),
        ],
        columns=list(MEASURE_COLUMNS),
    ).astype({"period": "period[Y-DEC]"})
    pd.testing.assert_frame_equal(reading.frame, expected)


@pytest.mark.parametrize(
    ("year", "item", "stem"),
    [
        (2559, 14, "safe"), (2559, 21, "work"), (2559, 23, "income"), (2559, 24, "saving"),
        (2559, 30, "public"), (2560, 14, "safe"), (2560, 20, "work"), (2560, 22, "income"),
        (2560, 23, "saving"), (2560, 30, "public"), (2564, 20, "work"),
    ],
)  # fmt: skip
def test_bmn_items_are_found_by_their_number_in_the_edition_of_the_year(tmp_path, year, item, stem):
    reading = read(tmp_path, "bmn", BMN + f"{year},990101,{item},9,6,3\n")
    assert amounts(reading) == {
        ("990101", year, f"{stem}_surveyed"): 9,
        ("990101", year, f"{stem}_passed"): 6,
        ("990101", year, f"{stem}_failed"): 3,
    }


def test_bmn_years_of_an_unknown_numbering_are_left_out_and_told(tmp_path):
    body = BMN + "2564,990101,14,9,6,3\n2565,990101,14,9,6,3\n2566,990101,14,9,6,3\n"
    reading = read(tmp_path, "bmn", body)
    assert {year for _, year, _ in amounts(reading)} == {2564}
    assert noted(reading, "left_out") == {"no_edition_2565/rows": 1, "no_edition_2566/rows": 1}


def test_bmn_of_unknown_years_only_gives_no_figures(tmp_path):
    reading = read(tmp_path, "bmn", BMN + "2565,990101,14,9,6,3\n2554,990101,14,9,6,3\n")
    assert amounts(reading) == {}
    assert noted(reading, "left_out") == {"no_edition_2565/rows": 1, "no_edition_2554/rows": 1}


def test_bmn_numbering_may_be_stated_by_the_study(tmp_path):
    body = BMN + "2564,990101,14,9,6,3\n2565,990101,17,8,6,2\n2566,990101,14,9,6,3\n"
    reading = read(tmp_path, "bmn", body, items={"2565": {"safe": "17"}})
    assert amounts(reading)["990101", 2564, "safe_passed"] == 6
    assert amounts(reading)["990101", 2565, "safe_surveyed"] == 8
    assert noted(reading, "left_out") == {"other_items/rows": 1}  # item 14 of 2566


def test_bmn_numbering_that_cannot_be_is_refused(tmp_path):
    items = {"2565": {"safty": "17", "work": "x", "income": "5", "saving": "๕"}, "2022": {}}
    found = problems(tmp_path, "bmn", BMN + "2560,990101,14,9,6,3\n", items=items)
    assert [(file, column, what) for file, _, column, what, _ in found] == [
        ("study.toml", "items.2565.safty", "safty"),
        ("study.toml", "items.2565.work", "x"),
        ("study.toml", "items.2565.saving", "๕"),
        ("study.toml", "items.2022", "2022"),
    ]
    assert "did you mean safe?" in found[0][4]


@pytest.mark.parametrize("item", ["14", "๑๔", "ข้อ 14", "ข้อที่ ๑๔", "14. ครัวเรือนปลอดภัย", "14 ครัวเรือน"])
@pytest.mark.parametrize("year", ["2560", "๒๕๖๐", "พ.ศ. 2560", "ปี 2560", "2017"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_bmn_reads_every_way_to_write_a_year_and_an_item(tmp_path, item, year, encoding):
    body = BMN + f'{year},๙๙๐๑๐๑,{item},"๑,๒๐๐","1,000",200\n'
    assert amounts(read(tmp_path, "bmn", body, encoding=encoding)) == {
        ("990101", 2560, "safe_surveyed"): 1200,
        ("990101", 2560, "safe_passed"): 1000,
        ("990101", 2560, "safe_failed"): 200,
    }


def test_bmn_elderly_and_disabled_are_one_sum_and_unknown_where_one_is(tmp_path):
    body = """\
        2560,990101,27,50,40,10
        2560,990101,28,5,3,2
        2560,990102,27,50,40,10
        2560,990102,28,5,,
        2560,990201,27,50,40,10
        2560,990202,28,0,0,0
        2560,990202,27,8,8,0
        """
    reading = read(tmp_path, "bmn", BMN + dedent(body))
    assert amounts(reading) == {
        ("990101", 2560, "care_surveyed"): 55,
        ("990101", 2560, "care_passed"): 43,
        ("990102", 2560, "care_surveyed"): 55,
        ("990102", 2560, "care_passed"): None,  # blank
        ("990201", 2560, "care_surveyed"): None,  # no row of the disabled
        ("990201", 2560, "care_passed"): None,
        ("990202", 2560, "care_surveyed"): 8,  # none lives there: a zero, not a blank
        ("990202", 2560, "care_passed"): 8,
    }
    assert noted(reading, "left_out") == {
        "incomplete/care_passed": 80, "incomplete/care_surveyed": 50,
    }  # fmt: skip
    additive(reading, "care_passed", 40 + 3 + 40 + 40 + 8)


def test_bmn_income_is_its_mean_times_the_persons(tmp_path):
    head = BMN.strip() + ",จำนวนคน,รายได้เฉลี่ยต่อคนต่อปี\n"
    body = """\
        2560,990101,22,10,9,1,40,"50,000.50"
        2560,990102,22,10,9,1,40,
        2560,990101,14,10,9,1,999,999
        """
    found = amounts(read(tmp_path, "bmn", head + dedent(body)))
    assert found["990101", 2560, "income_persons"] == 40
    assert found["990101", 2560, "income_baht"] == 2_000_020
    assert found["990102", 2560, "income_persons"] == 40
    assert found["990102", 2560, "income_baht"] is None


def test_bmn_places_by_name_and_leaves_totals_out_with_their_amounts(tmp_path):
    body = """\
        ปี,จังหวัด,อำเภอ,ตำบล,ข้อที่,จำนวนสำรวจ,ผ่านเกณฑ์,ไม่ผ่านเกณฑ์
        2560,จ.จำลอง,เมือง,ต.หนึ่ง,14,100,90,10
        2560,จําลอง,อ.โก-ลก,น้ําดํา,14,10,9,1
        2560,จำลอง,เมือง,รวม,14,100,90,10
        2560,จำลอง,โกลก,,14,10,9,1
        2560,จำลอง,,,14,110,99,11
        2560,รวมทั้งสิ้น,,,14,110,99,11
        2560,กรุงเทพมหานคร,บางรัก,สีลม,14,7,5,2
        """
    reading = read(tmp_path, "bmn", body)
    assert [k[0] for k in amounts(reading) if k[2] == "safe_passed"] == ["990101", "990202"]
    left = noted(reading, "left_out")
    rows = {item: n for item, n in left.items() if item.endswith("/rows")}
    assert rows == {"total/rows": 2, "amphoe/rows": 1, "province/rows": 1, "outside/rows": 1}
    assert left["outside/safe_passed"] == 5
    additive(reading, "safe_surveyed", 100 + 10 + 100 + 10 + 110 + 110 + 7)


def test_bmn_shares_may_be_rounded_or_cut_off_but_not_contradict_the_counts(tmp_path):
    head = BMN.strip() + ",ร้อยละผ่าน,ร้อยละไม่ผ่าน\n"
    fine = """\
        2560,990101,14,3,2,1,66.67,33.33
        2560,990102,14,3,2,1,66.6,33
        2560,990201,14,0,0,0,,
        2560,990101,2,3,2,1,99,99
        """  # of item 2 nothing is used, so nothing is asked
    assert len(read(tmp_path / "fine", "bmn", head + dedent(fine)).frame) == 9
    body = head + "2560,990101,14,3,2,1,66.69,33.33\n2560,990102,14,3,2,1,66.67,66.67\n"
    assert problems(tmp_path / "wrong", "bmn", body) == [
        ("tables/0.csv", 2, "ร้อยละผ่าน", "66.69", "66.67 %, as the counts of the row make it"),
        ("tables/0.csv", 3, "ร้อยละไม่ผ่าน", "66.67", "33.33 %, as the counts of the row make it"),
    ]


def test_bmn_tells_all_that_is_wrong_at_once(tmp_path):
    body = """\
        2560,990101,14,100,90,11
        2560,990102,14,10,11,
        2560,990109,14,10,9,1
        2560,990201,xiv,10,9,1
        60,990202,14,10,9,1
        2560,990202,14,1O,9,1
        """
    found = problems(tmp_path, "bmn", BMN + dedent(body), BMN + "2561,990104,14,-1,0,0\n")
    assert {(file[-5:], row, column, what) for file, row, column, what, _ in found} == {
        ("0.csv", 2, "จำนวนสำรวจ", "100"),
        ("0.csv", 3, "จำนวนสำรวจ", "10"),
        ("0.csv", 4, "รหัสตำบล", "990109"),
        ("0.csv", 5, "ข้อที่", "xiv"),
        ("0.csv", 6, "ปี", "60"),
        ("0.csv", 7, "จำนวนสำรวจ", "1O"),
        ("1.csv", 2, "รหัสตำบล", "990104"),
        ("1.csv", 2, "จำนวนสำรวจ", "-1"),
    }
    wanted = {row: words for file, row, column, _, words in found if file.endswith("0.csv")}
    assert wanted[2] == "the sum of those that pass and fail (101)"


def test_bmn_item_of_a_tambon_twice_is_refused_also_across_files(tmp_path):
    body = BMN + "2560,990101,14,9,6,3\n"
    found = problems(tmp_path, "bmn", body, body)
    assert [(f[0], f[1]) for f in found] == [("tables/1.csv", 2)]
    assert "990101 2560 (ซ้ำกับ tables/0.csv บรรทัด 2)" in found[0][3]


# === what all readers of tables share ===========================================================
def test_an_abolished_code_is_added_to_the_tambon_it_became(tmp_path):
    body = BMN + "2560,990102,14,10,9,1\n2560,990103,14,5,5,0\n"
    reading = read(tmp_path, "bmn", body)
    assert amounts(reading)["990102", 2560, "safe_surveyed"] == 15
    assert noted(reading, "codes") == {"990103": 1}


def test_a_blank_is_unknown_and_not_zero(tmp_path):
    reading = read(tmp_path, "bmn", BMN + "2560,990101,14,10,,\n2560,990102,14,10,0,10\n")
    found = amounts(reading)
    assert found["990101", 2560, "safe_passed"] is None
    assert found["990102", 2560, "safe_passed"] == 0
    assert noted(reading, "coverage")["blank/safe_passed"] == 1


def test_codes_of_subtotals_are_of_no_tambon(tmp_path):
    body = BMN + "".join(
        f"2560,{code},14,{n},{n},0\n"
        for n, code in enumerate(["990101", "990100", "9901", "990000", "99", "100100"], 1)
    )
    reading = read(tmp_path, "bmn", body)
    assert {k[0] for k in amounts(reading)} == {"990101"}
    left = noted(reading, "left_out")
    assert (left["amphoe/rows"], left["province/rows"], left["outside/rows"]) == (2, 2, 1)
    additive(reading, "safe_passed", 1 + 2 + 3 + 4 + 5 + 6)


def test_a_table_without_places_is_refused(tmp_path):
    body = "ปี,ตำบล,ข้อที่,จำนวนสำรวจ,ผ่านเกณฑ์,ไม่ผ่านเกณฑ์\n2560,หนึ่ง,14,9,6,3\n"
    ((file, row, _, found, wanted),) = problems(tmp_path, "bmn", body)
    assert (file, row) == ("tables/0.csv", None)
    assert "ตำบล" in found
    assert wanted == (
        "a column of tambon codes (รหัสตำบล), or the three columns of names (ตำบล, อำเภอ, จังหวัด)"
    )


def test_headings_may_be_named_by_the_study_and_others_are_not_read(tmp_path):
    body = "year,code,no,n,ok,bad,หัวหน้าครัวเรือน\n2560,990101,14,9,6,3,นายสมมติ\n"
    own = {"year": "year", "tambon": "code", "item": "no"}
    own |= {"surveyed": "n", "passed": "ok", "failed": "bad"}
    reading = read(tmp_path, "bmn", body, columns=own)
    assert amounts(reading)["990101", 2560, "safe_passed"] == 6
    assert noted(reading, "note")["columns_dropped"] == 1
    assert "สมมติ" not in reading.frame.to_string() + repr(reading.notes)


def test_one_name_nobody_knows_is_told_once_with_the_line_that_settles_it(tmp_path):
    row = "2560,จำลอง,โก-ลก,สะกอง,{},9,6,3\n"
    body = "ปี,จังหวัด,อำเภอ,ตำบล,ข้อที่,จำนวนสำรวจ,ผ่านเกณฑ์,ไม่ผ่านเกณฑ์\n" + row.format(14) + row.format(30)
    ((_, line, _, found, wanted),) = problems(tmp_path, "bmn", body)
    assert (line, found) == (2, "สะกอง โก-ลก จำลอง")
    assert "“สะกอม”" in wanted
    assert "name_decisions.csv: จำลอง,โก-ลก,สะกอง," in wanted


ROW = st.tuples(
    st.sampled_from(["990101", "990102", "9901", "99", "", "total"]),
    st.sampled_from(["", "990103"]),
    st.integers(2017, 2019),
    st.one_of(st.none(), st.integers(0, 99)),
)


@given(st.lists(ROW, min_size=1, unique_by=lambda row: row[:3]))
def test_nothing_is_lost_between_a_table_and_what_is_told_of_it(rows):
    wide = pd.DataFrame(rows, columns=["place", "part", "period", "n"])
    years = pd.PeriodIndex([pd.Period(year=y, freq="Y-DEC") for y in wide["period"]])
    wide = wide.assign(period=years, n=wide["n"].astype(float), file="f", row=range(len(wide)))
    additive(tidy(melt(wide, ["n"]), ["n"]), "n", wide["n"].sum())


def test_tables_of_every_kind_are_read_alike(tmp_path):
    rows = [["ปี", "รหัสตำบล", "ข้อที่", *COUNTS.values()], [2560, "990101", 14, 9, 6, 3]]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    page = f"<html><meta charset=utf-8><table>{cells}</table></html>".encode()
    plain = "\n".join(";".join(map(str, row)) for row in rows).encode("cp874")
    kinds = {"xlsx": packed.getvalue(), "xls": page, "csv": plain}
    found = [amounts(read(tmp_path / k, "bmn", body, suffix=k)) for k, body in kinds.items()]
    assert found[0] == found[1] == found[2]
    assert found[0]["990101", 2560, "safe_passed"] == 6


# === TPMAP ======================================================================================
TPMAP = "ปี,รหัสตำบล,จำนวนสำรวจ,คนจนเป้าหมาย,สุขภาพ,ความเป็นอยู่,การศึกษา,รายได้,การเข้าถึงบริการรัฐ\n"


def test_tpmap_gives_the_poor_and_their_dimensions(tmp_path):
    reading = read(tmp_path, "tpmap", TPMAP + "2562,990101,1000,60,10,20,30,,0\n")
    assert amounts(reading) == {
        ("990101", 2562, "tpmap_surveyed"): 1000,
        ("990101", 2562, "poor"): 60,
        ("990101", 2562, "poor_health"): 10,
        ("990101", 2562, "poor_living"): 20,
        ("990101", 2562, "poor_education"): 30,
        ("990101", 2562, "poor_income"): None,
        ("990101", 2562, "poor_access"): 0,
    }
    assert reading.measures == (
        "poor", "poor_health", "poor_living", "poor_education", "poor_income", "poor_access",
        "tpmap_surveyed",
    )  # fmt: skip


def test_tpmap_year_is_that_of_the_survey_and_a_gap_stays_a_gap(tmp_path):
    rows = [f"{label},990101,1000,{n},,,,," for n, label in enumerate((2560, 2561, 2562, 2565))]
    reading = read(tmp_path, "tpmap", TPMAP + "\n".join(rows))
    poor = {year: n for (_, year, measure), n in amounts(reading).items() if measure == "poor"}
    assert poor == {2560: 0, 2561: 1, 2562: 2, 2564: 3}
    (gaps,) = [n for n in reading.notes if n.item == "gaps"]
    assert (gaps.count, gaps.words.en[-4:]) == (1, "2563")
    (label,) = [n for n in reading.notes if n.item == "label_2565"]
    assert label.words.en == "rows of the TPMAP release 2565, which shows the survey of 2564"


def test_tpmap_label_of_an_unknown_survey_is_refused_until_the_study_says(tmp_path):
    body = TPMAP + "2566,990101,1000,6,,,,,\n2566,990102,1000,6,,,,,\n"
    ((_, row, column, found, wanted),) = problems(tmp_path / "unknown", "tpmap", body)
    assert (row, column, found) == (2, "ปี", "2566")
    assert 'items = { "2566" = { survey = "year of the survey" } }' in wanted
    said = read(tmp_path / "said", "tpmap", body, items={"2566": {"survey": "2565"}})
    assert {year for _, year, _ in amounts(said)} == {2565}


def test_tpmap_two_labels_of_one_survey_are_not_counted_twice(tmp_path):
    body = TPMAP + "2565,990101,1000,6,,,,,\n2566,990101,1000,5,,,,,\n"
    ((_, row, _, found, _),) = problems(tmp_path, "tpmap", body, items={"2566": {"survey": "2564"}})
    assert (row, found[:11]) == (3, "990101 2564")


def test_tpmap_without_dimensions_gives_none(tmp_path):
    body = "ปี,รหัสตำบล,จำนวนสำรวจ,คนจนเป้าหมาย\n2562,990101,1000,60\n"
    reading = read(tmp_path, "tpmap", body)
    assert reading.measures == ("poor", "tpmap_surveyed")


def test_tpmap_tells_all_that_is_wrong_at_once(tmp_path):
    body = TPMAP + "2562,990101,50,60,10,20,30,61,0\n2562,9901x1,50,1.5,,,,,\n"
    found = problems(tmp_path, "tpmap", body)
    assert {(row, column, what, wanted) for _, row, column, what, wanted in found} == {
        (2, "คนจนเป้าหมาย", "60", "no more than จำนวนสำรวจ (50)"),
        (2, "รายได้", "61", "no more than คนจนเป้าหมาย (60)"),
        (3, "รหัสตำบล", "9901x1", "a code of 6 digits"),
        (3, "คนจนเป้าหมาย", "1.5", "a whole number"),
    }
    items = {"2566": {"surveyed": "2565"}}
    ((file, _, column, shown, _),) = problems(tmp_path / "b", "tpmap", body, items=items)
    assert (file, column, shown) == ("study.toml", "items.2566", "surveyed = 2565")


# === กชช.2ค =====================================================================================
VILLAGES = "ปี,รหัสหมู่บ้าน,จำนวนประชากร,ความเข้มแข็งของชุมชน\n"


def test_nrd2c_weights_villages_by_their_inhabitants(tmp_path):
    body = """\
        2560,99010101,100,3
        2560,๙๙๐๑๐๑๐๒,300,1
        2562,99010101,100,2.5
        2560,99010301,50,2
        2560,99010201,50,3
        2560,10010101,999,1
        """
    reading = read(tmp_path, "nrd2c", VILLAGES + dedent(body))
    assert amounts(reading) == {
        ("990101", 2560, "strength_score"): 100 * 3 + 300 * 1,
        ("990101", 2560, "strength_persons"): 400,
        ("990101", 2562, "strength_score"): 250,
        ("990101", 2562, "strength_persons"): 100,
        ("990102", 2560, "strength_score"): 250,  # with the villages of abolished 990103
        ("990102", 2560, "strength_persons"): 100,
    }
    assert noted(reading, "codes") == {"990103": 1}
    additive(reading, "strength_persons", 100 + 300 + 100 + 50 + 50 + 999)


def test_nrd2c_is_unknown_where_a_village_has_no_score_unless_nobody_lives_there(tmp_path):
    body = """\
        2560,99010101,100,3
        2560,99010102,40,
        2560,99010201,100,3
        2560,99010202,0,
        """
    reading = read(tmp_path, "nrd2c", VILLAGES + dedent(body))
    found = amounts(reading)
    assert found["990101", 2560, "strength_score"] is None
    assert found["990101", 2560, "strength_persons"] == 140
    assert found["990102", 2560, "strength_score"] == 300
    assert noted(reading, "left_out") == {"incomplete/strength_score": 300}


def test_nrd2c_tells_all_that_is_wrong_at_once(tmp_path):
    body = """\
        2560,990101,100,3
        2560,99010102,100,4
        2560,99010901,100,3
        2560,99010103,-1,1
        ,99010104,1,1
        """
    found = problems(tmp_path, "nrd2c", VILLAGES + dedent(body))
    assert {(row, column, what, wanted) for _, row, column, what, wanted in found} == {
        (2, "รหัสหมู่บ้าน", "990101", "a code of 8 digits"),
        (3, "ความเข้มแข็งของชุมชน", "4", "a number from 1 to 3"),
        (4, "รหัสหมู่บ้าน", "99010901", "the current code of a tambon in the study area"),
        (5, "จำนวนประชากร", "-1", "a figure that is not negative"),
        (6, "ปี", "(ว่าง) / (blank)", "a value in this cell (it is blank)"),
    }


def test_nrd2c_village_twice_in_a_year_is_refused(tmp_path):
    body = VILLAGES + "2560,99010101,100,3\n2560,99010102,100,3\n2560,99010101,100,3\n"
    ((_, row, _, found, _),) = problems(tmp_path, "nrd2c", body)
    assert row == 4
    assert "99010101 2560" in found


# === poverty maps ===============================================================================
POVERTY = "ปี,รหัสตำบล,เขต,สัดส่วนคนจน,ค่าคลาดเคลื่อนมาตรฐาน,ประชากร\n"


def errors(reading):
    frame = reading.frame[reading.frame["measure"] == "poverty_persons_poor"]
    return {r.tambon: none_if_nan(r.se) for r in frame.itertuples()}


def test_poverty_zones_are_summed_and_their_errors_carried(tmp_path):
    body = """\
        2560,990101,ในเขตเทศบาล,20,3,1000
        2560,990101,นอกเขตเทศบาล,40,4,1000
        2560,990102,,10.5,2,2000
        2553,990102,,30,,2000
        """
    reading = read(tmp_path, "nso-poverty", POVERTY + dedent(body))
    found = amounts(reading)
    assert found["990101", 2560, "poverty_persons_poor"] == pytest.approx(200 + 400)
    assert found["990101", 2560, "poverty_persons"] == 2000
    assert found["990102", 2560, "poverty_persons_poor"] == pytest.approx(210)
    late = reading.frame[reading.frame["period"] == pd.Period("2017", "Y-DEC")]
    poor = late[late["measure"] == "poverty_persons_poor"].set_index("tambon")["se"]
    assert poor["990101"] == pytest.approx(50)  # the root of 30 squared and 40 squared
    assert poor["990102"] == pytest.approx(40)
    early = reading.frame[reading.frame["period"] == pd.Period("2010", "Y-DEC")]
    assert early["se"].isna().all()  # no error stated: none made up


def test_poverty_row_of_the_whole_tambon_is_left_out_beside_its_zones(tmp_path):
    body = """\
        2560,990101,ในเขตเทศบาล,20,3,1000
        2560,990101,นอกเขต เทศบาล,40,4,1000
        2560,990101,รวม,30,2.5,2000
        2560,990102,รวม,10,2,2000
        2560,9901,,20,1,4000
        """
    reading = read(tmp_path, "nso-poverty", POVERTY + dedent(body))
    found = amounts(reading)
    assert found["990101", 2560, "poverty_persons"] == 2000
    assert found["990102", 2560, "poverty_persons"] == 2000
    left = noted(reading, "left_out")
    assert left["beside_parts/poverty_persons"] == 2000
    assert left["amphoe/poverty_persons"] == 4000
    additive(reading, "poverty_persons_poor", 200 + 400 + 600 + 200 + 800)


def test_poverty_of_a_zone_without_inhabitants_stated_makes_the_tambon_unknown(tmp_path):
    body = POVERTY + "2560,990101,ในเขตเทศบาล,20,3,1000\n2560,990101,นอกเขตเทศบาล,40,4,\n"
    reading = read(tmp_path, "nso-poverty", body)
    assert amounts(reading)["990101", 2560, "poverty_persons_poor"] is None
    assert errors(reading) == {"990101": None}
    assert noted(reading, "left_out")["incomplete/poverty_persons_poor"] == 200


def test_poverty_of_a_whole_tambon_is_not_that_of_its_one_zone(tmp_path):
    body = """\
        2560,990101,รวม,10,1,2000
        2560,990101,ในเขตเทศบาล,5,2,500
        2560,990102,นอกเขตเทศบาล,5,2,700
        """
    reading = read(tmp_path, "nso-poverty", POVERTY + dedent(body))
    assert amounts(reading) == {
        ("990101", 2560, "poverty_persons"): 2000,
        ("990101", 2560, "poverty_persons_poor"): 200,
        ("990102", 2560, "poverty_persons"): 700,
        ("990102", 2560, "poverty_persons_poor"): 35,
    }
    assert noted(reading, "left_out") == {
        "beside_whole/poverty_persons": 500, "beside_whole/poverty_persons_poor": 25,
    }  # fmt: skip
    additive(reading, "poverty_persons", 2000 + 500 + 700)


def test_poverty_in_fractions_is_told(tmp_path):
    codes = ("990101", "990102", "990201", "990202")
    rows = [f"{year},{code},,0.{n}5,0.01,1000\n" for year in (2553, 2556, 2560)
            for n, code in enumerate(codes, 1)]  # fmt: skip
    ((_, row, column, found, wanted),) = problems(
        tmp_path / "a", "nso-poverty", POVERTY + "".join(rows)
    )
    assert (row, column, found) == (5, "สัดส่วนคนจน", "0.45")
    assert wanted.startswith("per cent from 0 to 100")
    rows[0] = rows[0].replace("0.15", "1.15")  # a rich place is no fraction
    assert len(read(tmp_path / "b", "nso-poverty", POVERTY + "".join(rows)).frame) == 24


def test_poverty_tells_all_that_is_wrong_at_once(tmp_path):
    body = """\
        2560,990101,ในเมือง,20,3,1000
        2560,990102,,120,3,1000
        2560,990201,,20,-3,10.5
        """
    found = problems(tmp_path / "cells", "nso-poverty", POVERTY + dedent(body))
    assert {(row, column, what) for _, row, column, what, _ in found} == {
        (2, "เขต", "ในเมือง"),
        (3, "สัดส่วนคนจน", "120"),
        (4, "ค่าคลาดเคลื่อนมาตรฐาน", "-3"),
        (4, "ประชากร", "10.5"),
    }
    twice = POVERTY + "2560,990101,ในเขต,20,3,10\n2560,990101,ในเขตเทศบาล,21,3,10\n"
    ((_, row, *_),) = problems(tmp_path / "twice", "nso-poverty", twice)
    assert row == 3


# === price index ================================================================================
def test_price_index_by_year_without_those_not_yet_published(tmp_path):
    body = "ปี,ดัชนีราคาผู้บริโภค\n๒๕๖๔,101.2\n2562,๑๐๐\n2565,\n"
    reading = read(tmp_path, "price-index", body)
    assert reading.frame.drop(columns="file").values.tolist() == [
        [pd.Period("2019", "Y-DEC"), 100, 3],
        [pd.Period("2021", "Y-DEC"), 101.2, 2],
    ]
    assert noted(reading, "coverage") == {"gaps": 1}  # 2563


def test_price_index_tells_all_that_is_wrong_at_once(tmp_path):
    body = "ปี,ดัชนีราคาผู้บริโภค\n2564,0\n2565,-2\nสองห้า,3\n"
    found = problems(tmp_path / "cells", "price-index", body)
    assert {(row, column, what) for _, row, column, what, _ in found} == {
        (2, "ดัชนีราคาผู้บริโภค", "0"),
        (3, "ดัชนีราคาผู้บริโภค", "-2"),
        (4, "ปี", "สองห้า"),
    }
    twice = "ปี,ดัชนีราคาผู้บริโภค\n2564,100\n2021,101\n"
    ((_, row, column, shown, _),) = problems(tmp_path / "twice", "price-index", twice)
    assert (row, column) == (3, "ปี")
    assert "tables/0.csv, row 2" in shown
