"""A table of text out of a CSV file, an Excel workbook, or a web page that is named ``.xls``.

What a file is, is told by its bytes and not by its name.  Cells that a page merges stand in
each row and column that they cover; titles above the header are passed over.  A second header or
a second table is told: what stands there must not be lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.sources import web_pages
from santitham_eval.sources.layout import Layout
from santitham_eval.sources.reading import as_table, is_html, read_bytes, read_records
from santitham_eval.thai.names import without_zero_width

WORKBOOKS = (".xlsx", ".xlsm")
_HEAD = 50  # filled rows among which the header is looked for
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
    """Filled rows of the file's one table, header first, and their numbers."""
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
    Rows between two headers would be passed over like titles: they are told.
    """
    if not rows:
        raise StudyError(Problem(name, text.EMPTY.both(), text.WANT_ROWS_OF_DATA))
    heads = [_headings(row, wanted) for row in rows[:_HEAD]]
    hits = [_hits(head, wanted) for head in heads]
    at = hits.index(max(hits))
    while hits[at] and at + 1 < len(hits) and hits[at + 1] == hits[at]:
        at += 1
    headers = [n for n in range(at) if hits[n] and 2 * hits[n] >= hits[at]]
    if headers and len(headers) < at - headers[0]:
        found = ", ".join(filter(None, heads[at]))
        raise StudyError(Problem(name, found, text.WANT_ONE_HEADER, lines[at]))
    return [heads[at], *rows[at + 1 :]], lines[at:]


def _headings(row: list[str], wanted: list[str]) -> list[str]:
    """Cells of a row; a wanted heading that was only typed otherwise stands as it is wanted."""
    known = {_typed(heading): heading for heading in wanted} | {h: h for h in wanted}
    cells = [cell.strip() for cell in row]
    return [known.get(cell) or known.get(_typed(cell), cell) for cell in cells]


def _typed(heading: str) -> str:
    return thai.normalise_name(heading).replace(" ", "")


def _hits(row: list[str], wanted: list[str]) -> int:
    return len({cell.strip() for cell in row} & set(wanted))


def _only(found: list[tuple[str, Rows]], wanted: list[str], name: str) -> Rows:
    """The table with the most of the wanted headings; `StudyError` where others have them too."""
    best = max(found, key=lambda t: (_hits(t[1][0][0], wanted), len(t[1][0]) > 1))
    most = _hits(best[1][0][0], wanted)
    problems = Problems(name)
    for other in found:
        shown, (rows, lines) = other
        hits = _hits(rows[0], wanted)
        if other is not best and len(rows) > 1 and hits > 1 and 2 * hits >= most:
            problems.add(shown, text.WANT_ONE_TABLE, row=lines[0])
    problems.raise_if_any()
    return best[1]


def _sheet(raw: bytes, name: str, wanted: list[str]) -> Rows:
    from santitham_eval.sources import workbooks  # few files are; its library is large

    try:
        sheets = workbooks.sheets(raw)
    except workbooks.SpoiltError:
        raise StudyError(Problem(name, Path(name).suffix, text.WANT_XLSX)) from None
    except workbooks.VastError as error:
        most = _most(workbooks.MOST_CELLS, workbooks.MOST_COLUMNS)
        raise StudyError(Problem(name, most, text.WANT_SMALLER_FILE, error.row)) from None
    if not sheets:
        raise StudyError(Problem(name, text.EMPTY.both(), text.WANT_ROWS_OF_DATA))
    tables = [(title, _from_header(*rows, wanted, name)) for title, rows in sheets]
    rows, lines = _only(tables, wanted, name)
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
    tables = []
    for number, table in enumerate(found, start=1):
        filled = [(line, row) for line, row in enumerate(table, start=1) if any(row)]
        if filled:
            rows, lines = [r for _, r in filled], [n for n, _ in filled]
            shown = text.TABLE_NUMBER.format(n=number).both()
            tables.append((shown, _from_header(rows, lines, wanted, name)))
    if not tables:
        raise StudyError(Problem(name, text.EMPTY.both(), text.WANT_ROWS_OF_DATA))
    rows, lines = _only(tables, wanted, name)
    if not _hits(rows[0], wanted):
        first = words.strip().splitlines()[0]
        raise StudyError(Problem(name, first, text.WANT_CSV_NOT_HTML, row=1))
    return rows, lines
