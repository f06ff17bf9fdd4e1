"""Tables as offices send them: CSV, web pages that are named ``.xls``, and workbooks.

All are written byte by byte here, so that they hold no time of writing.
"""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = Sequence[object]

_BOOK = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_table(
    path: Path, header: Sequence[str], rows: Iterable[Row], encoding: str = "utf-8"
) -> Path:
    """Write a table: a workbook or a web page where the name ends so, else CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = [header, *rows]
    if path.suffix == ".xlsx":
        path.write_bytes(_workbook(table))
    else:
        words = _page(table, encoding) if path.suffix == ".xls" else _csv(table)
        path.write_bytes(words.encode(encoding))
    return path


def _csv(table: Sequence[Row]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(table)
    return out.getvalue()


def _page(table: Sequence[Row], encoding: str) -> str:
    charset = "windows-874" if encoding == "cp874" else "utf-8"
    lines = [f'<html><head><meta charset="{charset}"></head><body><table border="1">']
    for number, row in enumerate(table):
        tag = "td" if number else "th"
        cells = "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table></body></html>", ""])


def _workbook(table: Sequence[Row]) -> bytes:
    """A workbook of one sheet, not compressed, so that no library's version shows."""
    rows = ("<row>" + "".join(map(_cell, row)) + "</row>" for row in table)
    parts = _BOOK | {
        "xl/worksheets/sheet1.xml": _SHEET + "".join(rows) + "</sheetData></worksheet>"
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as book:
        for name, words in parts.items():
            info = zipfile.ZipInfo(name, (2022, 9, 30, 0, 0, 0))
            info.create_system = 3  # the same on every system
            book.writestr(info, (_XML + words).encode("utf-8"))
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{html.escape(str(value))}</t></is></c>'
