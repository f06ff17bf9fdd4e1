"""Monthly reports of the tambons: which of six mission groups were active."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.ereport.common import marks
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import melt, tidy
from santitham_eval.sources.reading import Reading
from santitham_eval.sources.wide import read_wide
from santitham_eval.study import Source, Study

MISSIONS = ("secure", "economy", "budget", "environment", "education", "director")
LAYOUT = Layout({"month": "เดือน", "year": "ปี", **{m: m for m in MISSIONS}}, PLACE)
ACTIVE = {"ดำเนินการแล้ว": 1.0, "ไม่ดำเนินการ": 0.0}
MEASURES = ("missions_active", "missions_due")
_IN_ISO = re.compile(r"(\d{4})-(\d{2})-\d{2}.*")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read monthly reports, one row a tambon and month.

    The year is the calendar's (BE or CE), also where it stands as a day (2566-01-01, or a day
    of the month that is named).

    Returns
    -------
    Reading
        By month, missions_active (of six; unknown where one is blank) and missions_due (six).

    Raises
    ------
    StudyError
        A tambon listed twice for a month; a mark that is neither word; no such month.
    """
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape)
    long = []
    for mission in MISSIONS:
        part = (wide["part"] + " " + mission).str.strip()
        one = wide.assign(part=part, missions_active=wide[mission], missions_due=1.0)
        long.append(melt(one, MEASURES))
    return tidy(pd.concat(long, ignore_index=True), MEASURES, notes)


def _shape(columns: Columns) -> dict[str, pd.Series]:
    return {"period": _months(columns), **{m: marks(columns, m, ACTIVE) for m in MISSIONS}}


def _months(columns: Columns) -> pd.Series:
    """Months (M) of a name or number and a year in two columns; problems to `columns`."""
    names, years = (columns.words(c, required=True) for c in ("month", "year"))
    read: dict[tuple[str, str], object] = {}
    months: list[object] = []
    for row, name, year in zip(names.index, names, years, strict=True):
        key = (name or "", year or "")
        if key not in read:
            read[key] = _month(*key)
        months.append(read[key])
        if all(key) and months[-1] is pd.NaT:
            column = columns.shown["month"]
            columns.problems.add(f"{name} {year}", text.WANT_MONTH_AND_YEAR, row=row, column=column)
    return pd.Series(pd.PeriodIndex(months, freq="M"), names.index)


def _month(name: str, year: str) -> object:
    number, digits = thai.arabic_digits(name), thai.arabic_digits(year)
    day = _IN_ISO.fullmatch(digits)
    digits = day[1] if day else digits
    written = f"{number}/{digits}" if number.isdigit() else f"{number} {digits}"
    try:
        common, month = thai.parse_month(written)
    except thai.UnreadableError:
        return pd.NaT
    # The first day of the year stands for the year; any other month must be the month named.
    if day and int(day[2]) not in (1, month):
        return pd.NaT
    return pd.Period(year=common, month=month, freq="M")
