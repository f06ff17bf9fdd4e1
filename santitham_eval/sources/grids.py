"""A table of text out of a CSV file, an Excel workbook, or a web page that is named ``.xls``.

What a file is, is told by its bytes and not by its name.  Cells that a page merges stand in
each row and column that they cover; titles above the header are passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.sources import web_pages, workbooks
from santitham_eval.sources.layout import Layout
from santitham_eval.sources.reading import as_table, is_html, read_bytes, read_records
from santitham_eval.thai.names import without_zero_width

WORKBOOKS = (".xlsx", ".xlsm")
Rows = tuple[list[list[str]], list[int]]
"""Filled rows of a table, header first, and the number of each in its file."""


def read_table(
    path: Path, name: str, layout: Layout, more: Callable[[str], bool] | None = None
) -> tuple[pd.DataFrame, list[str]]:
    """The layout's columns of a file as text, under their standard names.

    Parameters
    ----------
    path, name : Path, str
        The file, and its name for problems.
    layout : Layout
        As `Layout.named` gives it.
    more : callable, optional
        Which other headings are kept too, under their own names.

    Returns
    -------
    table : DataFrame
        Text, indexed by row number; optional columns that the file lacks are not there.
    others : list of str
        Headings of the columns that were dropped.

    Raises
    ------
    StudyError
        Unreadable file; missing, doubled or ragged columns; formulas without a stored result;
        no rows.
    """
    known = [*layout.required.values(), *layout.optional.values()]
    rows, lines = read_rows(path, name, known)
    header = [cell.strip() for cell in rows[0]]
    shown = {**layout.required, **{k: v for k, v in layout.optional.items() if v in header}}
    if more is not None:
        shown |= {cell: cell for cell in header if cell not in shown.values() and more(cell)}
    own = list(dict.fromkeys(shown.values()))
    table = as_table(rows, lines, name, own, extra=True)
    others = [cell for cell in header if cell and cell not in own]
    return pd.DataFrame({key: table[column] for key, column in shown.items()}), others


def read_rows(path: Path, name: str, wanted: list[str]) -> Rows:
    """Filled rows of the file's table (of a workbook the first sheet), and their numbers."""
    raw = read_bytes(path, name)
    if raw.startswith(b"PK\x03\x04"):
        return _sheet(raw, name, wanted)
    if is_html(raw) and path.suffix.lower() not in WORKBOOKS:
        return _web_page(raw, name, wanted)
    if path.suffix.lower() in WORKBOOKS:
        raise StudyError(Problem(name, path.suffix, text.WANT_XLSX))
    rows, lines = read_records(path, name, wanted)
    rows = [[without_zero_width(cell) for cell in row] for row in rows]
    return _from_header(rows, lines, wanted, name)


def _from_header(rows: list[list[str]], lines: list[int], wanted: list[str], name: str) -> Rows:
    """Rows from the header on: the row that holds most of the wanted headings.

    Of a header that is merged downwards the lowest row counts; without any hit the first row.
    """
    if not rows:
        raise StudyError(Problem(name, text.EMPTY.both(), text.WANT_ROWS_OF_DATA))
    hits = [_hits(row, wanted) for row in rows]
    at = hits.index(max(hits))
    while hits[at] and at + 1 < len(rows) and hits[at + 1] == hits[at]:
        at += 1
    return rows[at:], lines[at:]


def _hits(row: list[str], wanted: list[str]) -> int:
    return len({cell.strip() for cell in row} & set(wanted))


def _sheet(raw: bytes, name: str, wanted: list[str]) -> Rows:
    try:
        rows, lines = workbooks.sheet(raw)
    except workbooks.SpoiltError:
        raise StudyError(Problem(name, Path(name).suffix, text.WANT_XLSX)) from None
    except workbooks.VastError as error:
        most = _most(workbooks.MOST_CELLS, workbooks.MOST_COLUMNS)
        raise StudyError(Problem(name, most, text.WANT_SMALLER_FILE, error.row)) from None
    rows, lines = _from_header(rows, lines, wanted, name)
    problems = Problems(name)
    for row, line in zip(rows[1:], lines[1:], strict=True):
        for cell, heading in zip(row, rows[0], strict=True):
            if isinstance(cell, workbooks.Formula) and heading.strip() in wanted:
                problems.add(cell, text.WANT_STORED_RESULT, row=line, column=heading.strip())
    problems.raise_if_any()
    return rows, lines


def _most(cells: int, columns: int) -> str:
    return text.MOST_CELLS.format(cells=f"{cells:,}", columns=f"{columns:,}").both()


def _web_page(raw: bytes, name: str, wanted: list[str]) -> Rows:
    """Rows of the page's table that has the most of the wanted headings."""
    try:
        words, _ = thai.decode(raw)
    except thai.UnreadableError:
        raise StudyError(Problem(name, text.ODD_BYTES.both(), text.WANT_ENCODING)) from None
    try:
        found = web_pages.tables(words)
    except web_pages.VastError as error:
        most = _most(web_pages.MOST_COPIES, web_pages.MOST_COLUMNS)
        raise StudyError(Problem(name, most, text.WANT_SMALLER_FILE, error.row)) from None
    best: Rows = ([], [])
    for table in found:
        filled = [(line, row) for line, row in enumerate(table, start=1) if any(row)]
        if filled:
            rows, lines = _from_header([r for _, r in filled], [n for n, _ in filled], wanted, name)
            if not best[0] or _hits(rows[0], wanted) > _hits(best[0][0], wanted):
                best = rows, lines
    if best[0] and not _hits(best[0][0], wanted):
        first = words.strip().splitlines()[0]
        raise StudyError(Problem(name, first, text.WANT_CSV_NOT_HTML, row=1))
    return _from_header(*best, wanted, name)
