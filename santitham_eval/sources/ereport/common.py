"""What the readers of e-report exports share: marks, money, years, and rows that are summed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, StudyError
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.measures import shown
from santitham_eval.sources.reading import items_of, rows_of

NOTHING = frozenset(["-", "--", "–", "—", ".", "ไม่มี", "ไม่ได้ดำเนินการ", "ไม่ดำเนินการ", "n/a"])
"""Free text by which an office says that there was none."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_BAHT = re.compile(r"\s*(?:บาท|\.-|฿)$")


def without_baht(columns: Columns, keys: Iterable[str]) -> Columns:
    """The columns with "บาท", "฿" and ".-" taken off the end of amounts of money."""
    amounts = {
        key: columns.table[key].map(lambda cell: _BAHT.sub("", cell))
        for key in keys
        if key in columns.table
    }
    return Columns(columns.table.assign(**amounts), columns.problems, columns.shown)


def marks(columns: Columns, column: str, meaning: Mapping[str, float]) -> pd.Series:
    """Figures of a column of fixed words; blank is NaN, and another word is told."""
    known = {_plain(word): value for word, value in meaning.items()}
    cells = columns.words(column)
    figures = {cell: known.get(_plain(cell)) for cell in cells.dropna().unique()}
    wanted = text.WANT_ONE_OF.format(known=" | ".join(meaning))
    odd = [cell for cell, figure in figures.items() if figure is None]
    for row, cell in items_of(cells[cells.isin(odd)]):
        columns.problems.add(cell, wanted, row=row, column=columns.shown.get(column, column))
    return cells.map(figures).astype(float)


def _plain(words: str) -> str:
    return thai.normalise_name(words).replace(" ", "").replace(".", "")


def said(columns: Columns, column: str) -> pd.Series:
    """Whether a cell of free text says that something was done; blank or "none" does not."""
    return columns.table[column].map(lambda c: c != "" and c.strip().lower() not in NOTHING)


def fiscal_year_of_file(columns: Columns) -> pd.Series:
    """Fiscal year (Y-SEP) by the four digits of the file's name, on each row.

    A name with no year, or with two, is told; nothing is assumed from the day of download.
    """
    stem = PurePosixPath(columns.problems.file).stem
    years = set()
    for digits in _YEAR.findall(thai.arabic_digits(stem)):
        try:
            years.add(thai.parse_year(digits))
        except thai.UnreadableError:
            continue
    if len(years) != 1:
        columns.problems.add(
            PurePosixPath(columns.problems.file).name, text.WANT_FISCAL_YEAR_IN_NAME
        )
        columns.problems.raise_if_any()
    period = pd.Period(year=years.pop(), freq="Y-SEP")
    return pd.Series(period, columns.table.index)


def each_row(wide: pd.DataFrame) -> pd.DataFrame:
    """The table with each row a part of its own, so that a tambon's rows are summed."""
    return wide.assign(part=wide["part"] + " " + wide["row"].astype(str))


def refuse_two_files(wide: pd.DataFrame) -> None:
    """`StudyError` where a tambon's rows of one period stand in two files: one is a copy."""
    inside = wide[wide["place"].str.len() == 6]
    first = inside.drop_duplicates(["place", "period", "file"])
    again = first[first.duplicated(["place", "period"])]
    if again.empty:
        return
    where = first.drop_duplicates(["place", "period"]).set_index(["place", "period"])
    problems = []
    for r in rows_of(again):
        earlier = where.loc[(r.place, r.period)]
        found = text.ALREADY_IN.format(
            found=f"{r.place} {shown(r.period)}", file=earlier["file"], row=earlier["row"]
        )
        problems.append(Problem(r.file, found.both(), text.WANT_ONE_FILE, r.row))
    raise StudyError(problems)
