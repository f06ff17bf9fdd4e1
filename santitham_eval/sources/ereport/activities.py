"""Activities of the programme by tambon: what was planned, and the money it was given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, StudyError
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.ereport.common import (
    each_row,
    fiscal_year_of_file,
    refuse_two_files,
    without_baht,
)
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import melt, tidy
from santitham_eval.sources.reading import Note, Reading, rows_of
from santitham_eval.sources.wide import read_wide, years
from santitham_eval.study import Source, Study

LAYOUT = Layout(
    {
        "activity": "กิจกรรม",
        "budget": "งบประมาณ/กิจกรรม",
        "total": "งบประมาณที่ได้รับทั้งหมด",
    },
    {**PLACE, "point": "ละติจูด/ลองจิจูด", "year": "ปีงบประมาณ"},
)
MEASURES = ("activities_listed", "budget_listed", "budget_total")
_POINT = re.compile(r"\(?\s*(\d{1,3}(?:\.\d+)?)\s*[,/ ]\s*(\d{1,3}(?:\.\d+)?)\s*\)?")
_THAILAND = ((5.0, 21.0), (97.0, 106.0))  # latitude, longitude


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read lists of activities, one row an activity.

    The fiscal year stands in a column of the file or else in its name (activities_2562.xls).

    Returns
    -------
    Reading
        Measures activities_listed (rows that name an activity or its budget), budget_listed
        (baht; their sum) and budget_total (baht; what the tambon was given, which each of its
        rows repeats and which is counted once).

    Raises
    ------
    StudyError
        A file without a year; two totals for one tambon; a tambon's year in two files; and
        all that is wrong with the cells.
    """
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape)
    refuse_two_files(wide)
    rows = each_row(wide)
    listed = rows["activities_listed"] > 0
    long = [
        melt(rows, ["activities_listed"]),
        melt(rows[listed], ["budget_listed"]),
        melt(_totals(wide), ["budget_total"]),
    ]
    return tidy(pd.concat(long, ignore_index=True), MEASURES, [*notes, *_notes(wide)])


def _shape(columns: Columns) -> dict[str, pd.Series]:
    columns = without_baht(columns, ["budget", "total"])
    table = columns.table
    budget = columns.number("budget")
    year = years(columns, "year", "Y-SEP") if "year" in table else fiscal_year_of_file(columns)
    names = [table[key] for key in PLACE if key in table]
    point = table.get("point", pd.Series("", table.index, dtype=object))
    return {
        "period": year,
        "activities_listed": ((table["activity"] != "") | budget.notna()).astype(float),
        "budget_listed": budget,
        "budget_total": columns.number("total"),
        "named": pd.concat(names, axis=1).agg(" ".join, axis=1),
        "again": table.duplicated() & (table["activity"] != ""),
        "off_map": (point != "") & ~point.map(_in_thailand),
    }


def _in_thailand(cell: str) -> bool:
    """Whether a cell holds "latitude,longitude" of a point in or near Thailand."""
    match = _POINT.fullmatch(thai.arabic_digits(cell))
    return match is not None and all(
        low <= float(part) <= high
        for part, (low, high) in zip(match.groups(), _THAILAND, strict=True)
    )


def _totals(wide: pd.DataFrame) -> pd.DataFrame:
    """One row a tambon: its total, which its rows repeat or leave blank after the first."""
    inside = wide["place"].str.len() == 6
    holder = (wide["place"] + " " + wide["part"]).where(inside, wide["named"])
    keys = [wide["file"], holder, wide["period"]]
    total = wide["budget_total"].groupby(keys).transform("first")
    other = wide[wide["budget_total"].notna() & (wide["budget_total"] != total)]
    if len(other):
        raise StudyError(
            Problem(
                r.file,
                f"{r.budget_total:,.0f}",
                text.WANT_SAME_TOTAL.format(total=f"{total[r.Index]:,.0f}"),
                r.row,
                LAYOUT.required["total"],
            )
            for r in rows_of(other)
        )
    first = ~pd.concat(keys, axis=1).set_axis(["file", "holder", "period"], axis=1).duplicated()
    return wide.assign(budget_total=total)[first]


def _notes(wide: pd.DataFrame) -> list[Note]:
    inside = wide[wide["place"].str.len() == 6].groupby(["place", "period"])
    # A merged cell of money stands in each row that it covers, and so is summed too often.
    over = inside["budget_listed"].sum() > inside["budget_total"].first()
    told = (
        ("again", wide["again"].sum(), text.NOTE_SAME_ROW),
        ("off_map", wide["off_map"].sum(), text.NOTE_OFF_MAP),
        ("over_total", over.sum(), text.NOTE_OVER_TOTAL),
    )
    return [Note("note", "ALL", item, float(n), words) for item, n, words in told if n]
