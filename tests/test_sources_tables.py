"""One table out of a file, and nothing of the file lost in silence: headers, sheets, pages."""

import io

import openpyxl
import pytest
from tiny_study import tiny_study

from santitham_eval import StudyError, sources
from santitham_eval.study import Source

HEAD = ["ปี", "รหัสตำบล", "ข้อที่", "จำนวนสำรวจ", "ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"]
ROW = [2560, "990101", 14, 100, 90, 10]
NEXT = [2561, "990101", 14, 100, 80, 20]
PLACE = ["จังหวัด", "อำเภอ", "ตำบล"]
POVERTY = [*PLACE, "ปี", "เขต", "สัดส่วนคนจน", "ค่าคลาดเคลื่อนมาตรฐาน", "ประชากร"]


def read(folder, body, form="bmn", suffix="csv"):
    body = body if isinstance(body, bytes) else body.encode()
    study = tiny_study(folder, **{f"data_dot_{suffix}": body})
    return sources.read(study, Source(format=form, file=f"data.{suffix}"))


def amounts(*args, **more):
    frame = read(*args, **more).frame
    return dict(zip(frame["measure"], frame["amount"], strict=True))


def refused(*args, **more):
    with pytest.raises(StudyError) as caught:
        read(*args, **more)
    return [(p.row, p.found, p.wanted.en) for p in caught.value.problems]


def lines(*rows):
    return "".join(",".join(map(str, row)) + "\n" for row in rows)


def workbook(*sheets, change=lambda book: None):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, *rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(*rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


# --- headings -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change",
    [
        lambda w: w.replace("ำ", "\u0e4d\u0e32"),
        lambda w: w.replace("เกณฑ์", " เกณฑ์"),
        lambda w: w.replace("จำนวน", '"จำนวน\n').replace("สำรวจ", 'สำรวจ"'),
        lambda w: w.replace("ที่", "ที่่"),
        lambda w: w.replace("ปี", "\u200bปี"),
    ],
)
def test_a_heading_typed_otherwise_is_the_same_heading(tmp_path, change):
    found = amounts(tmp_path, change(lines(HEAD)) + lines(ROW))
    assert found == {"safe_surveyed": 100, "safe_passed": 90, "safe_failed": 10}


def test_an_optional_heading_in_decomposed_letters_is_not_dropped(tmp_path):
    head = [*HEAD, "จํานวนคน", "รายได้เฉลี่ย ต่อคนต่อปี"]
    row = [2560, "990101", 22, 10, 9, 1, 40, 50_000]
    reading = read(tmp_path, lines(head, row))
    assert reading.frame.set_index("measure")["amount"]["income_baht"] == 2_000_000
    assert "columns_dropped" not in {note.item for note in reading.notes}


def test_rows_above_a_second_header_are_not_taken_for_a_title(tmp_path):
    first = [*HEAD[:4], "ผ่าน", "ไม่ผ่านเกณฑ์"]  # one heading amiss, so the second header fits better
    ((row, _, wanted),) = refused(tmp_path, lines(first, ROW, HEAD, NEXT))
    assert row == 3
    assert wanted.startswith("one header; above this one")


def test_a_title_that_holds_a_heading_is_a_title(tmp_path):
    assert len(read(tmp_path, lines(["ปี", 2560, "", "", "", ""], HEAD, ROW)).frame) == 3


# --- sheets -------------------------------------------------------------------------------------
def test_a_second_sheet_of_the_same_kind_is_told(tmp_path):
    body = workbook(("2560", HEAD, ROW), ("2561", ["รายงาน"], HEAD, NEXT), ("note", ["x"]))
    ((row, found, wanted),) = refused(tmp_path, body, suffix="xlsx")
    assert (row, found) == (2, "2561")
    assert wanted.startswith("one table in a file")


def test_a_cover_and_a_hidden_sheet_are_passed_over(tmp_path):
    def hide(book):
        book["old"].sheet_state = "hidden"

    body = workbook(("old", HEAD, ROW), ("cover", ["รายงาน"]), ("data", HEAD, NEXT), change=hide)
    assert amounts(tmp_path, body, suffix="xlsx")["safe_passed"] == 80


def test_merged_cells_of_a_sheet_stand_in_each_place(tmp_path):
    kinds = ["รายงานการประชุม", "บันทึกการประชุม", "รูปภาพ", "อธิบายกิจกกรม"]
    rows = [["จำลอง", "เมืองจำลอง", None if n else "หนึ่ง", kind, "มี"] for n, kind in enumerate(kinds)]
    form = "ereport-completeness"
    body = workbook(
        ("a", [*PLACE, "ประเภท", "2562-10"], *rows),
        change=lambda book: book["a"].merge_cells("C2:C5"),
    )
    found = amounts(tmp_path, body, form=form, suffix="xlsx")
    assert found == {"reports_present": 4, "reports_due": 4}


def test_merged_cells_beyond_measure_are_refused(tmp_path):
    def merge(book):
        for top in range(1, 1_000):
            book["a"].merged_cells.add(f"A{top}:BXX{top + 1_000}")

    body = workbook(("a", *[[1] * 3] * 2_000), change=merge)
    ((_, _, wanted),) = refused(tmp_path, body, suffix="xlsx")
    assert "unpacked this one is vast" in wanted


@pytest.mark.parametrize(("share", "form", "poor"), [(0.125, "0.0%", 250), (12.5, "0.0", 250)])
def test_a_share_is_read_as_the_sheet_shows_it(tmp_path, share, form, poor):
    def show(book):
        for cell in ("F2", "G2"):
            book["a"][cell].number_format = form

    row = ["จำลอง", "เมืองจำลอง", "หนึ่ง", 2560, "รวม", share, share / 5, 2_000]
    body = workbook(("a", POVERTY, row), change=show)
    frame = read(tmp_path, body, form="nso-poverty", suffix="xlsx").frame.set_index("measure")
    assert frame.loc["poverty_persons_poor", ["amount", "se"]].tolist() == [poor, poor / 5]


def test_a_small_figure_of_a_sheet_is_a_figure(tmp_path):
    row = ["จำลอง", "เมืองจำลอง", "หนึ่ง", 2560, "รวม", 0.00001, 0.000002, 1_000_000]
    body = workbook(("a", POVERTY, row))
    found = amounts(tmp_path, body, form="nso-poverty", suffix="xlsx")
    assert found["poverty_persons_poor"] == pytest.approx(0.1)


# --- pages --------------------------------------------------------------------------------------
def test_a_second_table_of_a_page_is_told(tmp_path):
    page = f"<html>{table(HEAD, ROW)}<p>{table(HEAD, NEXT)}"
    ((row, found, wanted),) = refused(tmp_path, page, suffix="xls")
    assert (row, found) == (1, "ตารางที่ 2 / table 2")
    assert wanted.startswith("one table in a file")


def test_a_header_that_stands_alone_before_its_table_is_none(tmp_path):
    page = f"<html>{table(['เมนู'])}{table(HEAD)}{table(HEAD, ROW)}"
    assert amounts(tmp_path, page, suffix="xls")["safe_passed"] == 90
