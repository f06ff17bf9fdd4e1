"""Sheets of an Excel workbook as rows of text; archives that swell are refused unread."""

from __future__ import annotations

import datetime as dt
import io
import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from santitham_eval.thai.names import without_zero_width

MOST_BYTES = 2**27  # an unpacked workbook above this is no table that a person kept
SWOLLEN = (2**24, 100)  # bytes of a part, and times its packed size: a sheet is packed 10 to 40
MOST_CELLS, MOST_COLUMNS = 5_000_000, 2_000
MOST_COPIES = 1_000_000  # of merged cells in one sheet
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576  # Excel's own limits
_SPOILT = (
    BadZipFile, InvalidFileException, KeyError, IndexError, OSError, ValueError, TypeError,
    AttributeError, SyntaxError, EOFError, NotImplementedError, OverflowError, RuntimeError,
    zlib.error,
)  # fmt: skip

_MERGED = re.compile(r'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
Rows = tuple[list[list[str]], list[int]]
"""Filled rows of a sheet, and their numbers."""


class SpoiltError(Exception):
    """An archive that cannot be read as a workbook."""


class VastError(Exception):
    """A workbook beyond any table that a person kept; ``row`` is where that showed."""

    def __init__(self, row: int | None = None) -> None:
        self.row = row
        super().__init__(row)


class Formula(str):
    """A formula whose result the workbook does not hold; never a blank."""


def sheets(raw: bytes) -> list[tuple[str, Rows]]:
    """Titles of the sheets that are seen and not empty, with their filled rows.

    Merged cells stand in each place that they cover, rows are of one width, and each sheet's
    rows have their numbers beside them.

    Raises
    ------
    SpoiltError, VastError
    """
    try:
        _check_parts(raw)
        found = [(title, _even(cells, merged)) for title, cells, merged in _sheets(raw)]
    except _SPOILT as error:
        raise SpoiltError from error
    return [(title, rows) for title, rows in found if rows[0]]


def _even(filled: dict[int, list[str]], merged: list[str]) -> Rows:
    """Rows of one width with merged cells unfolded, and their numbers."""
    width = max(map(len, filled.values()), default=0)
    if width > MOST_COLUMNS or width * len(filled) > MOST_CELLS:
        raise VastError
    lines = list(filled)
    rows = [[*cells, *[""] * (width - len(cells))] for cells in filled.values()]
    copies = 0
    for reference in merged:
        left, top, right, bottom = range_boundaries(reference)
        first, last = bisect_left(lines, top), bisect_right(lines, bottom)
        copies += (last - first) * max(0, min(right, width) - left + 1)
        if copies > MOST_COPIES:
            raise VastError(top)
        if first < last and lines[first] == top and left <= width:
            words = rows[first][left - 1]
            for row in rows[first:last]:
                row[left - 1 : right] = [words] * len(row[left - 1 : right])
    return rows, lines


def _check_parts(raw: bytes) -> None:
    """Refuse by what the archive declares, before anything is unpacked or parsed.

    No program that keeps tables writes document types, by which a few bytes swell to thousands
    of millions or another file is drawn in.
    """
    least, ratio = SWOLLEN
    with ZipFile(io.BytesIO(raw)) as packed:
        parts = packed.infolist()
        swollen = any(p.file_size > least and p.file_size > ratio * p.compress_size for p in parts)
        if swollen or sum(p.file_size for p in parts) > MOST_BYTES:
            raise VastError
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as stream:
                    head = stream.read(2**16)
                if b"<!" in head.replace(b"<!--", b"") or b"\x00" in head:
                    raise SpoiltError


def _sheets(raw: bytes) -> Iterator[tuple[str, dict[int, list[str]], list[str]]]:
    """Title, filled rows without blanks at their end, and merged ranges of each sheet seen.

    The second look at the file is for what its formulas are.  What a sheet says of its own size
    may be false, so its cells are counted.
    """
    reader = ExcelReader(io.BytesIO(raw), read_only=True, data_only=True)
    reader.read()
    stored, written = reader.wb, openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()
             if relation.Type.endswith("/worksheet")}  # fmt: skip
    size = 0
    try:
        if not parts or not set(parts) <= set(stored.sheetnames):  # a sheet is lost
            raise SpoiltError
        for one, other in zip(stored.worksheets, written.worksheets, strict=True):
            if one.sheet_state != "visible":
                continue
            filled: dict[int, list[str]] = {}
            for line, cells, width in _rows(one, other):
                size += width
                if size > MOST_CELLS:
                    raise VastError(line)
                if cells:
                    filled[line] = cells
            yield one.title, filled, _MERGED.findall(reader.archive.read(parts[one.title]).decode())
    finally:
        stored.close()
        written.close()


def _rows(one: Any, other: Any) -> Iterator[tuple[int, list[str], int]]:
    """Number, cells and whole width of each row of a sheet."""
    for sheet in (one, other):
        sheet.reset_dimensions()
    both = zip(one.iter_rows(), other.iter_rows(), strict=True)
    for line, (values, sources) in enumerate(both, start=1):
        long = any(len(v.value) > LONGEST_CELL for v in values if isinstance(v.value, str))
        if long or line > MOST_ROWS:
            raise VastError(line)
        cells = [_stored(v, w) for v, w in zip(values, sources, strict=True)]
        while cells and not cells[-1]:
            cells.pop()
        yield line, cells, len(values)


def _stored(value: object, source: object) -> str:
    """A cell's stored value; the formula itself where its result was never computed.

    Programs that do not compute write a formula without a result, which reads as a blank.  A
    result that is an empty text is typed as text ("str"), and is a blank.
    """
    cell, of = getattr(value, "value", None), getattr(value, "data_type", None)
    if cell is None and getattr(source, "data_type", None) == "f" and of != "str":
        formula = getattr(source, "value", "")
        return Formula(getattr(formula, "text", None) or formula)
    percent = isinstance(cell, int | float) and "%" in getattr(value, "number_format", "")
    return _cell(cell, 100 if percent else 1)


def _cell(value: object, times: int = 1) -> str:
    """A workbook's cell as it would stand in a CSV file; 0.125 shown as 12.5% is 12.5."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format((Decimal(repr(value)) * times).normalize(), "f")  # never 1e-05
    return without_zero_width(str(value)).strip()
