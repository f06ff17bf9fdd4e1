"""The first sheet of an Excel workbook as rows of text; archives that swell are refused unread."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from santitham_eval.thai.names import without_zero_width

MOST_BYTES = 2**27  # an unpacked workbook above this is no table that a person kept
SWOLLEN = (2**24, 100)  # bytes of a part, and times its packed size: a sheet is packed 10 to 40
MOST_CELLS, MOST_COLUMNS = 5_000_000, 2_000
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576  # Excel's own limits
_SPOILT = (
    BadZipFile, InvalidFileException, KeyError, IndexError, OSError, ValueError, TypeError,
    AttributeError, SyntaxError, EOFError, NotImplementedError, OverflowError, RuntimeError,
    zlib.error,
)  # fmt: skip


class SpoiltError(Exception):
    """An archive that cannot be read as a workbook."""


class VastError(Exception):
    """A workbook beyond any table that a person kept; ``row`` is where that showed."""

    def __init__(self, row: int | None = None) -> None:
        self.row = row
        super().__init__(row)


class Formula(str):
    """A formula whose result the workbook does not hold; never a blank."""


def sheet(raw: bytes) -> tuple[list[list[str]], list[int]]:
    """Filled rows of the first sheet, all of one width, and their numbers.

    Raises
    ------
    SpoiltError, VastError
    """
    try:
        _check_parts(raw)
        filled = [(line, cells) for line, cells in _rows(raw) if cells]
    except _SPOILT as error:
        raise SpoiltError from error
    width = max((len(cells) for _, cells in filled), default=0)
    if width > MOST_COLUMNS or width * len(filled) > MOST_CELLS:
        raise VastError
    rows = [[*cells, *[""] * (width - len(cells))] for _, cells in filled]
    return rows, [line for line, _ in filled]


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


def _rows(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows without blanks at their end.

    The second look at the file is for what its formulas are.  What a sheet says of its own size
    may be false, so its cells are counted.
    """
    stored = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    written = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
    size = 0
    try:
        sheets = [book.worksheets[0] for book in (stored, written)]
        for one in sheets:
            one.reset_dimensions()
        both = zip(*(one.iter_rows() for one in sheets), strict=True)
        for line, (values, sources) in enumerate(both, start=1):
            size += len(values)
            long = any(len(v.value) > LONGEST_CELL for v in values if isinstance(v.value, str))
            if long or size > MOST_CELLS or line > MOST_ROWS:
                raise VastError(line)
            cells = [_stored(v, w) for v, w in zip(values, sources, strict=True)]
            while cells and not cells[-1]:
                cells.pop()
            yield line, cells
    finally:
        stored.close()
        written.close()


def _stored(value: object, source: object) -> str:
    """A cell's stored value; the formula itself where its result was never computed.

    Programs that do not compute write a formula without a result, which reads as a blank.  A
    result that is an empty text is typed as text ("str"), and is a blank.
    """
    cell, of = getattr(value, "value", None), getattr(value, "data_type", None)
    if cell is None and getattr(source, "data_type", None) == "f" and of != "str":
        formula = getattr(source, "value", "")
        return Formula(getattr(formula, "text", None) or formula)
    return _cell(cell)


def _cell(value: object) -> str:
    """A workbook's cell as it would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return without_zero_width(str(value)).strip()
