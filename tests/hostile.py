"""Raw files as nobody should send them: one clean table per format, and ways to spoil it.

`CLEAN` holds a small right table for each format; `PLAIN` and `RICH` are ways of writing it, each
with what must come of it: `SAME` (the very frame of the clean file) or a `Refused` that names the
row and column.  Places are those of tiny_study.py.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import openpyxl

from santitham_eval import thai

SAME = "same"
LONG = 10_000_000
NOTE = "หมายเหตุ"


@dataclass(frozen=True)
class Refused:
    """What a refusal must say; row "bad" and column "number" are those of the spoilt cell."""

    wanted: str = ""
    row: int | str | None = None
    column: str | None = None


@dataclass(frozen=True)
class Table:
    """A clean file: columns named in `number` hold figures, in `name` place names."""

    format: str
    file: str
    body: str
    number: str
    name: str | None = None
    year: str | None = None
    rich: bool = True
    extra: bool = True
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[list[str]]:
        rows = list(csv.reader(io.StringIO(self.body)))
        return (
            [[*row, (NOTE if not n else "-")] for n, row in enumerate(rows)] if self.extra else rows
        )

    def at(self, column: str) -> int:
        return self.rows[0].index(column)


def _table(format: str, body: str, number: str, **more) -> Table:
    return Table(format, more.pop("file", f"{format}.csv"), body, number, **more)


_GED = (
    "id,year,where_prec,where_description,adm_1,adm_2,latitude,longitude,country_id,date_prec,"
    "date_start,date_end,deaths_civilians,best\n"
    "1,2019,1,Ban X,Chamlong province,Mueang Chamlong district,6.05,101.05,800,1,"
    "2019-02-03 00:00:00.000,2019-02-03 00:00:00.000,1,2\n"
    "2,2020,3,ตำบลน้ำดำ,Chamlong province,Sungai Kolok district,6.15,101.05,800,1,"
    "2020-05-01 00:00:00.000,2020-05-01 00:00:00.000,3,3\n"
)
_ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp\n"
    "THA1,05 March 2019,2019,1,Political violence,Battles,Armed clash,A,,1,B,,2,12,,764,"
    "Southeast Asia,Thailand,Chamlong,Mueang Chamlong,Nueng,น้ำดำ,6.05,101.05,1,S,National,n,2,,1\n"
    "THA2,06 April 2020,2020,1,Political violence,Battles,Armed clash,A,,1,B,,2,12,,764,"
    "Southeast Asia,Thailand,Chamlong,Mueang Chamlong,Nueng,น้ำดำ,6.05,101.05,1,S,National,n,0,,1\n"
)
_NAMED = "จังหวัด,อำเภอ,ตำบล,"
_ONE, _FOUR = "จำลอง,เมืองจำลอง,หนึ่ง,", "จำลอง,โก-ลก,น้ำดำ,"
_MISSIONS = "secure,economy,budget,environment,education,director"

CLEAN = [
    _table("roster", "code,name_th,start,dose\n990101,หนึ่ง,2020-03,1000000\n"
           "990202,น้ำดำ,2019-10,300000\n", "dose", name="name_th", year="start",
           rich=False, extra=False),
    _table("tambon-register", "code,name_th,name_en,amphoe_code,amphoe_th,amphoe_en,province_code,"
           "province_th,province_en,successor\n"
           "990101,หนึ่ง,Nueng,9901,เมืองจำลอง,Mueang Chamlong,99,จำลอง,Chamlong,\n"
           "990102,น้ำดำ,Nam Dam,9901,เมืองจำลอง,Mueang Chamlong,99,จำลอง,Chamlong,\n",
           "code", name="name_th", rich=False, extra=False),
    _table("ucdp-ged", _GED, "best", rich=False),
    _table("acled", _ACLED, "fatalities", rich=False),
    _table("incident-list", _NAMED + "วันที่,ตาย\n" + _ONE + "15/03/2562,1\n" + _FOUR + "16/04/2563,2\n",
           "ตาย", name="ตำบล", year="วันที่",
           columns={"date": "วันที่", "killed": "ตาย", "tambon_name": "ตำบล", "amphoe": "อำเภอ",
                    "province": "จังหวัด"}),
    _table("price-index", "ปี,ดัชนีราคาผู้บริโภค\n2562,99.5\n2563,100\n", "ดัชนีราคาผู้บริโภค", year="ปี"),
    _table("tpmap", _NAMED + "ปี,จำนวนสำรวจ,คนจนเป้าหมาย,สุขภาพ\n" + _ONE + "2562,1000,30,4\n"
           + _FOUR + "2565,900,20,3\n", "จำนวนสำรวจ", name="ตำบล", year="ปี"),
    _table("bmn", _NAMED + "ปี,ข้อที่,จำนวนสำรวจ,ผ่านเกณฑ์,ไม่ผ่านเกณฑ์\n" + _ONE + "2560,14,1000,900,100\n"
           + _FOUR + "2561,20,900,800,100\n", "จำนวนสำรวจ", name="ตำบล", year="ปี"),
    _table("nrd2c", "ปี,รหัสหมู่บ้าน,จำนวนประชากร,ความเข้มแข็งของชุมชน\n2562,99010101,500,2\n"
           "2562,99020201,400,3\n", "จำนวนประชากร", year="ปี"),
    _table("nso-poverty", _NAMED + "ปี,เขต,สัดส่วนคนจน,ค่าคลาดเคลื่อนมาตรฐาน,ประชากร\n"
           + _ONE + "2560,ในเขตเทศบาล,12.5,2.5,1000\n" + _FOUR + "2560,นอกเขตเทศบาล,20,3,2000\n",
           "ประชากร", name="ตำบล", year="ปี"),
    _table("unregistered", _NAMED + "ปีงบประมาณ,พบ,แก้ไขแล้ว\n" + _ONE + "2562,5,3\n" + _FOUR
           + "2563,4,4\n", "พบ", name="ตำบล", year="ปีงบประมาณ"),
    _table("survey", "รหัสตำบล,วันที่สำรวจ,หมู่บ้าน,ชั้นภูมิ,น้ำหนัก,ความเชื่อมั่นต่อเจ้าหน้าที่\n"
           "990101,15/03/2562,ม1,ก,10,4\n990101,15/03/2562,ม2,ก,12,3\n"
           "990202,16/03/2562,ม1,ข,9,5\n990202,16/03/2562,ม2,ข,9,2\n", "น้ำหนัก", year="วันที่สำรวจ"),
    _table("ereport-activities", _NAMED + "กิจกรรม,งบประมาณ/กิจกรรม,งบประมาณที่ได้รับทั้งหมด,ละติจูด/ลองจิจูด\n"
           + _ONE + "ก,50000,1000000,\"6.05,101.05\"\n" + _FOUR + "ข,30000,300000,\"6.15,101.15\"\n",
           "งบประมาณ/กิจกรรม", name="ตำบล", file="activities_2562.csv"),
    _table("ereport-completeness", "ลำดับ," + _NAMED + "งบ,ประเภท,2562-01,2562-02\n" + "".join(
        f"{4 * n + m + 1}," + who + f"1000000,{kind},มี,ไม่มี\n"
        for n, who in enumerate((_ONE, _FOUR))
        for m, kind in enumerate(("รายงานการประชุม", "บันทึกการประชุม", "รูปภาพ", "อธิบายกิจกกรม"))),
        "2562-01", name="ตำบล"),
    _table("ereport-monthly", _NAMED + "เดือน,ปี," + _MISSIONS + "\n"
           + _ONE + "มกราคม,2562" + ",ดำเนินการแล้ว" * 6 + "\n"
           + _FOUR + "กุมภาพันธ์,2562" + ",ไม่ดำเนินการ" * 6 + "\n", "secure", name="ตำบล", year="ปี"),
    _table("ereport-results", _NAMED + "ปีงบประมาณ,กิจกรรม,re_ac_approve,re_ac_withdraw,re_ac_target,"
           "re_ac_income,re_ac_quality,re_ac_problem,ประเภทกิจกรรม\n"
           + _ONE + "2562,ก,50000,40000,20,1000,ดี,,อาชีพ\n" + _FOUR + "2563,ข,60000,0,10,0,,ฝนตก,พหุวัฒนธรรม\n",
           "re_ac_approve", name="ตำบล", year="ปีงบประมาณ"),
    _table("ereport-meetings", _NAMED + "round,meeting_date,guard,unrest,narcotics,home,elder,education\n"
           + _ONE + "1,2562-01-10,ก,,,,,\n" + _FOUR + "1,2562-02-11,,ข,,,,\n", "meeting_date",
           name="ตำบล", year="meeting_date"),
    _table("lessons", "รหัสตำบล,วันที่,เป้าหมาย,ข้อ,ประเด็น,ข้อความ,ยินยอมให้อ้างข้อความ\n"
           "990101,15/03/2563,SAF,1,2,ก,ยินยอม\n990202,16/03/2563,STR,2,3,ข,ไม่ยินยอม\n", "ประเด็น",
           year="วันที่", extra=False),
]  # fmt: skip

# --- plain text ---------------------------------------------------------------------------------
Way = Callable[[Table], "bytes | None"]


def written(rows: list[list[str]], **how) -> str:
    out = io.StringIO()
    csv.writer(out, **{"lineterminator": "\n", **how}).writerows(rows)
    return out.getvalue()


def plain(table: Table) -> str:
    return written(table.rows)


def _bytes(change: Callable[[str], str], encoding: str = "utf-8") -> Way:
    return lambda table: change(plain(table)).encode(encoding)


def _keep(words: str) -> str:
    return words


def _mixed_encoding(table: Table) -> bytes:
    """The first rows in UTF-8, one more in CP874, as two offices paste into one file."""
    lines = plain(table).splitlines(keepends=True)
    again = re.sub("$", "\n", "ก่อนนี้เคยเปลี่ยน,ที่น้ำดำ")
    return "".join(lines).encode() + again.encode("cp874")


def _with_cell(column: str, cell: Callable[[Table], str] | str, line: int = 2) -> Way:
    """The table with one cell replaced; ``number`` and ``name`` stand for the table's own."""

    def way(table: Table) -> bytes | None:
        own = {"number": table.number, "name": table.name, "note": NOTE if table.extra else None}
        if own[column] is None:
            return None
        rows = table.rows
        new = cell if isinstance(cell, str) else cell(table)
        rows[line - 1][table.at(own[column])] = new
        return written(rows).encode()

    return way


def _thai_digits(table: Table) -> bytes:
    kept = 1 if table.format in ("ucdp-ged", "acled") else 0  # numbers of events are words
    rows = table.rows
    return written(
        [rows[0], *(row[:kept] + [thai.thai_digits(c) for c in row[kept:]] for row in rows[1:])]
    ).encode()


def _other_era(table: Table) -> bytes | None:
    """Every second row in the other era."""
    if table.year is None:
        return None
    rows = table.rows
    for row in rows[2::2]:
        cell = row[table.at(table.year)]
        year = int(re.search(r"\d{4}", cell)[0])
        row[table.at(table.year)] = cell.replace(
            str(year), str(year - 543 if year > 2400 else year + 543)
        )
    return written(rows).encode()


def _typed_apart(table: Table) -> bytes | None:
    """The same names with sara am in two parts, doubled marks, zero-width spaces, prefixes."""
    if table.name is None or table.format == "tambon-register":  # there the spelling is the datum
        return None
    rows = table.rows
    at = table.at(table.name)
    for row in rows[1:]:
        row[at] = "ต. \u200b" + row[at].replace("ำ", "ํา").replace("น้", "น้้") + "\ufeff"
    return written(rows).encode()


def _twice(table: Table) -> bytes:
    """The column of figures stands there twice."""
    at = table.at(table.number)
    return written([[*row, row[at]] for row in table.rows]).encode()


def _swapped(table: Table) -> bytes:
    """Columns in another order, which changes nothing."""
    return written([row[::-1] for row in table.rows]).encode()


def _lines(change: Callable[[list[str]], list[str]]) -> Way:
    return _bytes(lambda words: "\n".join(change(words.splitlines())) + "\n")


BAD = Refused(row=2, column="number")
PLAIN: dict[str, tuple[Way, object]] = {
    "utf-8": (_bytes(_keep), SAME),
    "byte-order mark": (_bytes(_keep, "utf-8-sig"), SAME),
    "cp874": (_bytes(_keep, "cp874"), SAME),
    "utf-16": (_bytes(_keep, "utf-16"), Refused("UTF-8 or CP874")),
    "utf-16 without mark": (_bytes(_keep, "utf-16-be"), Refused("UTF-8 or CP874")),
    "utf-32": (_bytes(_keep, "utf-32"), Refused("UTF-8 or CP874")),
    "two encodings": (_mixed_encoding, Refused("UTF-8 or CP874")),
    "latin-1": (lambda t: plain(t).encode() + "déjà vu".encode("latin-1"), Refused("UTF-8 or CP874")),
    "cut in a letter": (lambda t: plain(t).encode() + "ก".encode()[:2], Refused("UTF-8 or CP874")),
    "NUL": (_bytes(lambda w: w + "\0"), Refused("UTF-8 or CP874")),
    "NUL in a cell": (_with_cell("number", "1\0"), Refused("UTF-8 or CP874")),
    "crlf": (lambda t: written(t.rows, lineterminator="\r\n").encode(), SAME),
    "cr": (lambda t: written(t.rows, lineterminator="\r").encode(), SAME),
    "mixed line ends": (_bytes(lambda w: w.replace("\n", "\r\n", 1).replace("\n", "\r", 3).replace("\r\r", "\r\n")), SAME),
    "no last line end": (_bytes(str.rstrip), SAME),
    "blank lines": (_bytes(lambda w: "\n\n" + w.replace("\n", "\n\n")), SAME),
    "all in quotes": (lambda t: written(t.rows, quoting=csv.QUOTE_ALL).encode(), SAME),
    "semicolons": (lambda t: written(t.rows, delimiter=";").encode(), SAME),
    "tabs": (lambda t: written(t.rows, delimiter="\t").encode(), SAME),
    "spaces round cells": (lambda t: written([[f" {c} " for c in r] for r in t.rows]).encode(), SAME),
    "columns in another order": (_swapped, SAME),
    "lost quotation mark": (_lines(lambda x: [x[0], '"' + x[1], *x[2:]]), Refused("quotation", row=2)),
    "letters after a quotation mark": (_lines(lambda x: [x[0], '"a"b' + x[1], *x[2:]]), Refused("quotation", row=2)),
    "heading twice": (_twice, Refused("once only", row=1, column="number")),
    "row too short": (_lines(lambda x: [x[0], x[1].rpartition(",")[0], *x[2:]]), Refused("fields", row=2)),
    "row too long": (_lines(lambda x: [x[0], x[1], x[2] + ",x,y", *x[3:]]), Refused("fields", row=3)),
    "heading only": (_lines(lambda x: x[:1]), Refused("at least one row", row=1)),
    "empty": (lambda t: b"", Refused("at least one row")),
    "mark only": (lambda t: b"\xef\xbb\xbf", Refused("at least one row")),
    "white space": (lambda t: b" \r\n\t\n", Refused("at least one row")),
    "Thai digits": (_thai_digits, SAME),
    "both eras": (_other_era, SAME),
    "names typed apart": (_typed_apart, SAME),
    "a formula": (_with_cell("number", "=1+1"), BAD),
    "a command": (_with_cell("number", "=cmd|' /C calc'!A0"), BAD),
    "a plus": (_with_cell("number", "+5"), BAD),
    "an at": (_with_cell("number", "@SUM(A1)"), BAD),
    "a minus": (_with_cell("number", "-5-3"), BAD),
    "a script": (_with_cell("number", "<script>alert(1)</script>"), BAD),
    "an apostrophe": (_with_cell("number", "'5"), BAD),
    "not a number": (_with_cell("number", "nan"), BAD),
    "infinity": (_with_cell("number", "inf"), BAD),
    "exponent": (_with_cell("number", "1e5"), BAD),
    "underscore": (_with_cell("number", "1_000"), BAD),
    "full-width digits": (_with_cell("number", "１２"), BAD),
    "a number in two lines": (_with_cell("number", "1\n2"), BAD),
    "a reversed number": (_with_cell("number", "\u202e21"), BAD),
    "10,000,000 digits": (_with_cell("number", lambda t: "9" * LONG), BAD),
    "10,000,000 letters": (_with_cell("number", lambda t: "ก" * LONG), BAD),
    "10,000,000 letters beside": (_with_cell("note", lambda t: "ก" * LONG), SAME),
    "line ends beside": (_with_cell("note", "a\r\nb\nc\rd\n\n"), SAME),
    "formula beside": (_with_cell("note", "=cmd|' /C calc'!A0"), SAME),
    "script beside": (_with_cell("note", "<script>alert(1)</script>"), SAME),
    "quotation marks beside": (_with_cell("note", 'a "b" ""c'), SAME),
    "bidirectional name": (_with_cell("name", "ห\u202eนึ่ง"), Refused(row=2, column="name")),
    "control sign in a name": (_with_cell("name", "หนึ่ง\x1b[31m"), Refused(row=2, column="name")),
    "name of 101 letters": (_with_cell("name", "หนึ่ง" + "ง" * 96), Refused(row=2, column="name")),
    "name of many marks": (_with_cell("name", lambda t: "ก" + "\u0327\u0301" * 200_000), Refused(row=2, column="name")),
    "spoilt after line ends": (
        lambda t: written([*t.rows[:1], [*t.rows[1][:-1], "x\ny"], [*(
            "x" if c == t.number else v for c, v in zip(t.rows[0], t.rows[2], strict=True))]]).encode()
        if t.extra else None, Refused(row=4, column="number")),
    "a workbook's first bytes": (lambda t: b"PK\x03\x04 and so on", Refused()),
    "an old workbook": (lambda t: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refused()),
    "a picture": (lambda t: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Refused()),
    "a PDF": (lambda t: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", Refused()),
    "a page without table": (lambda t: b"<!DOCTYPE html>\n<html><body>login</body></html>", Refused()),
    "one long line": (lambda t: b"a" * LONG, Refused(row=1)),
    "2,000,000 commas": (lambda t: b"," * 2_000_000, Refused()),
    "10,000,000 quotation marks": (lambda t: b'"' * (LONG + 1), Refused()),
}  # fmt: skip


# --- web pages and workbooks --------------------------------------------------------------------
def page(rows: list[list[str]], end: bool = True, before: str = "", after: str = "") -> bytes:
    td, tr = ("</td>", "</tr>") if end else ("", "")
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(c)}{td}" for c in row) + tr + "\n" for row in rows
    )
    return f"<html><meta charset=utf-8>{before}<table>\n{body}</table>{after}</html>".encode()


def _merged(table: Table) -> bytes:
    """A title over all columns, and a heading in two rows that are merged downwards."""
    n = len(table.rows[0])
    body = "".join(f"<td>{html.escape(c)}</td>" for c in table.rows[0][1:])
    title = f"<tr><th colspan={n}>รายงาน</th></tr>"
    upper = (
        f"<tr><th rowspan=2>{html.escape(table.rows[0][0])}</th><th colspan={n - 1}>ข้อมูล</th></tr>"
    )
    words = page(table.rows[1:]).decode()
    return words.replace("<table>\n", f"<table>{title}{upper}<tr>{body}</tr>\n").encode()


def _nested(table: Table) -> bytes:
    """The table of figures inside a cell of a table for layout, and one more inside a note."""
    inner = page(table.rows).decode()
    inner = re.search("<table>.*</table>", inner, re.S)[0]
    if table.extra:
        inner = inner.replace("<td>-</td>", "<td>-<table><tr><td>x</td></tr></table></td>", 1)
    return f"<html><table><tr><td>menu</td><td>{inner}</td></tr></table></html>".encode()


def _spoilt_page(table: Table) -> bytes:
    rows = table.rows
    rows[1][table.at(table.number)] = "<img src=x onerror=alert(1)>"
    return page(rows)


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _numbers(table: Table) -> bytes:
    """Figures as numbers, as a person types them."""
    at = table.at(table.number)
    rows: list[list[object]] = [list(row) for row in table.rows]
    for row in rows[1:]:
        if re.fullmatch(r"\d+", str(row[at])):
            row[at] = int(str(row[at]))
    return workbook(rows)


def repacked(
    raw: bytes, change: Callable[[str, bytes], bytes | None], add: dict[str, bytes] | None = None
) -> bytes:
    """The same archive with its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            part = change(item.filename, old.read(item))
            if part is not None:
                new.writestr(item.filename, part)
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def _sheet(change: Callable[[bytes], bytes], add: dict[str, bytes] | None = None) -> Way:
    return lambda t: repacked(
        workbook(t.rows), lambda name, part: change(part) if name == SHEET else part, add
    )


def _entity_bomb(part: bytes) -> bytes:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "0000000000">{names}]>'.encode()
    part = re.sub(rb"^<\?xml[^>]*>", b"", part)
    return doctype + part.replace(
        b"<sheetData>",
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>',
        1,
    )


def _external_entity(part: bytes) -> bytes:
    part = re.sub(rb"^<\?xml[^>]*>", b"", part)
    doctype = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return doctype + part.replace(
        b"<sheetData>",
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>',
        1,
    )


def _row(extra: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"</sheetData>", extra + b"</sheetData>")


_FAR_ROW = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
_FAR_CELL = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_BLANKS = b'<row r="%d">' + b"<c/>" * 100 + b"</row>"


def _formula(table: Table) -> bytes:
    rows: list[list[object]] = [list(row) for row in table.rows]
    rows[1][table.at(table.number)] = "=1+1"
    return workbook(rows)


def _spoilt_workbook(table: Table) -> bytes:
    rows = table.rows
    rows[1][table.at(table.number)] = "x"
    return workbook(rows)


RICH: dict[str, tuple[str, Way, object]] = {
    "page named xls": (".xls", lambda t: page(t.rows), SAME),
    "page named csv": (".csv", lambda t: page(t.rows), SAME),
    "page with byte-order mark": (".xls", lambda t: b"\xef\xbb\xbf" + page(t.rows), SAME),
    "page in cp874": (".xls", lambda t: page(t.rows).decode().encode("cp874"), SAME),
    "page in utf-16": (".xls", lambda t: page(t.rows).decode().encode("utf-16"), Refused()),
    "page named xlsx": (".xlsx", lambda t: page(t.rows), Refused("workbook")),
    "cells left open": (".xls", lambda t: page(t.rows, end=False), SAME),
    "merged heading": (".xls", _merged, SAME),
    "tables in tables": (".xls", _nested, SAME),
    "script round the table": (".xls", lambda t: page(t.rows, before="<script>document.write('<table><tr><td>9</table>')</script>"), SAME),
    "two tables": (".xls", lambda t: page(t.rows, before="<table><tr><td>1</td></tr></table>"), SAME),
    "table cut off": (".xls", lambda t: page(t.rows).rpartition(b"</table>")[0], SAME),
    "zero-width spaces": (".xls", lambda t: page([[f"\u200b{c}\ufeff" for c in r] for r in t.rows]), SAME),
    "picture in a cell": (".xls", _spoilt_page, BAD),
    "colspan of a thousand million": (".xls", lambda t: page(t.rows, before="<table>" + "<tr>" + "<td colspan=999999999 rowspan=999999999>x" * 100 + "</table>"), "safe"),
    "spans of every row": (".xls", lambda t: page(t.rows, before="<table>" + "<tr><td colspan=1000 rowspan=65534>x" + "<tr><td>y" * 30_000 + "</table>"), "safe"),
    "100,000 elements deep": (".xls", lambda t: page(t.rows, before="<div>" * 100_000), "safe"),
    "20,000 tables deep": (".xls", lambda t: page(t.rows, before="<table><tr><td>" * 20_000), "safe"),
    "100,000 comments left open": (".xls", lambda t: page(t.rows, after="<!--" * 100_000), "safe"),
    "100,000 tags left open": (".xls", lambda t: page(t.rows, after="<a " * 100_000), "safe"),
    "100,000 declarations left open": (".xls", lambda t: page(t.rows, after="<![CDATA[" * 100_000), "safe"),
    "100,000 spoilt ends": (".xls", lambda t: page(t.rows, after="</ <" * 100_000), "safe"),
    "10,000,000 letters in a page": (".xls", lambda t: page(t.rows, after="ก" * LONG), SAME),
    "workbook": (".xlsx", lambda t: workbook(t.rows), SAME),
    "workbook named csv": (".csv", lambda t: workbook(t.rows), SAME),
    "workbook named xls": (".xls", lambda t: workbook(t.rows), SAME),
    "figures as numbers": (".xlsx", _numbers, SAME),
    "csv named xlsx": (".xlsx", lambda t: plain(t).encode(), Refused("workbook")),
    "blank rows in a workbook": (".xlsx", lambda t: workbook([[], *(x for r in t.rows for x in (r, []))]), SAME),
    "formula without result": (".xlsx", _formula, BAD),
    "letters in a workbook": (".xlsx", _spoilt_workbook, BAD),
    "workbook cut off": (".xlsx", lambda t: workbook(t.rows)[:-200], Refused("workbook")),
    "workbook's bytes changed": (".xlsx", lambda t: bytes(b ^ (n > 300 and n % 97 == 0) for n, b in enumerate(workbook(t.rows))), "safe"),
    "sheet missing": (".xlsx", lambda t: repacked(workbook(t.rows), lambda n, p: None if n == SHEET else p), Refused("workbook")),
    "sheet cut off": (".xlsx", _sheet(lambda p: p[: len(p) // 2]), Refused("workbook")),
    "not a workbook but an archive": (".xlsx", lambda t: repacked(workbook(t.rows), lambda n, p: None, {"a.txt": b"x"}), Refused("workbook")),
    "one sheet of a thousand million bytes": (".xlsx", _sheet(_keep, {"xl/more.xml": b"0" * 2**28 + b"1"}), Refused()),
    "sheet that swells": (".xlsx", _sheet(lambda p: p.replace(b"<sheetData>", b" " * 60_000_000 + b"<sheetData>")), Refused()),
    "entity bomb": (".xlsx", _sheet(_entity_bomb), Refused()),
    "another file's words": (".xlsx", _sheet(_external_entity), Refused()),
    "entity bomb in utf-16": (".xlsx", _sheet(lambda p: _entity_bomb(p).decode().encode("utf-16")), Refused()),
    "a row beyond all": (".xlsx", _sheet(_row(_FAR_ROW)), Refused()),
    "a cell in the last corner": (".xlsx", _sheet(_row(_FAR_CELL)), "safe"),
    "false dimension, vast": (".xlsx", _sheet(lambda p: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', p)), SAME),
    "false dimension, small": (".xlsx", _sheet(lambda p: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', p)), SAME),
    "formatted blank rows": (".xlsx", _sheet(_row(b"".join(_BLANKS % n for n in range(100, 400)))), SAME),
    "10,000,000 letters in a workbook": (".xlsx", lambda t: repacked(workbook([*t.rows, ["LONG"]]), lambda n, p: p.replace(b"LONG", b"k" * LONG)), Refused()),
}  # fmt: skip


def renamed(table: Table, ending: str) -> Table:
    """The table in a file of another ending."""
    return replace(table, file=table.file.rpartition(".")[0] + ending)
