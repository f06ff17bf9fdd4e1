"""Levels by year: what only participants have, and the area beside official targets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.indicators import GOALS, SERIES, Indicator
from santitham_eval.study import Plan
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.release import ALL, withheld_levels
from santitham_eval.tables.rounding import number, own_digits
from santitham_eval.text import Text

MONTHS = 12
LEVEL_COLUMNS = [
    "tambon", "indicator", "year", "numerator", "denominator", "periods", "whole", "edition",
]  # fmt: skip


def yearly_levels(panel: pd.DataFrame) -> pd.DataFrame:
    """Sums by year of all series that are described or have an official target.

    Parameters
    ----------
    panel : DataFrame
        Of the whole study area.

    Returns
    -------
    DataFrame
        tambon, indicator, year (B.E.; months are summed by fiscal year), numerator, denominator,
        periods (how many are observed; without any the sums are missing), whole (whether all
        are), edition (changes of definition that lie behind it); sorted by tambon.
    """
    shown = [i for i in _held(panel) if i.participants_only or i.yardstick]
    parts = [by_year(panel[panel["indicator"] == i.id], i) for i in shown]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=LEVEL_COLUMNS)
    return frame.sort_values("tambon", kind="stable", ignore_index=True)


def description_table(
    levels: pd.DataFrame, roster: pd.DataFrame, tambon: str, minimum: int
) -> Table:
    """Levels of one tambon, and of all in the programme together, by year; no effect, no ranking.

    Parameters
    ----------
    levels : DataFrame
        From `yearly_levels`; every series that is observed among participants only is shown, by
        goal.
    roster : DataFrame
    tambon : str
    minimum : int
        Counts of persons from 1 to ``minimum - 1`` are withheld.
    """
    only = [i for i in _held(levels) if i.participants_only]
    rows = []
    for indicator in sorted(only, key=lambda i: GOALS.index(i.goal)):
        yearly = _of(levels[levels["tambon"].isin(roster["tambon"])], indicator)
        rows += list(_described(yearly, indicator, tambon, minimum))
    columns = (
        Column("year", text.HEAD_YEAR, "row"),
        Column("here", text.HEAD_HERE, "number"),
        Column("together", text.HEAD_ALL_PARTICIPANTS, "number"),
        Column("tambons", text.HEAD_NUMBER, "number"),
    )
    keys = ["indicator", "indicator_en", "year", "year_en", "here", "together", "tambons"]
    frame = pd.DataFrame(rows, columns=keys, dtype=object)
    notes = [text.NOTE_DESCRIPTION, text.NOTE_ALL_TOGETHER] if only else [text.NO_DESCRIPTION]
    if len(frame) and (frame == text.SUPPRESSED.th).any(axis=None):
        notes.append(text.NOTE_SUPPRESSED.format(most=minimum - 1))
    return Table(text.CAPTION_DESCRIPTION, columns, frame, tuple(notes), group="indicator")


def _held(frame: pd.DataFrame) -> list[Indicator]:
    """Indicators that there are, in the order of their declarations."""
    held = set(frame["indicator"].unique())
    return [indicator for series, indicator in SERIES.items() if series in held]


def _described(
    yearly: pd.DataFrame, indicator: Indicator, tambon: str, minimum: int
) -> Iterator[dict[str, str]]:
    """Rows of one indicator, oldest year first."""
    hidden = withheld_levels(yearly.rename(columns={"year": "time"}), indicator, minimum)
    for year, rows in yearly.groupby("year"):
        own = rows[rows["tambon"] == tambon]
        here = _level(own, indicator, (tambon, year) in hidden)
        together = _level(rows, indicator, (ALL, year) in hidden)
        name = _year(int(str(year)), indicator)
        yield {
            "indicator": f"{indicator.name.th} ({indicator.unit.th})",
            "indicator_en": f"{indicator.name.en} ({indicator.unit.en})",
            "year": name.th,
            "year_en": name.en,
            "here": here,
            "together": together,
            "tambons": number(len(rows), 0),
        }


def _level(rows: pd.DataFrame, indicator: Indicator, hidden: bool) -> str:
    part, whole = rows["numerator"].sum(), rows["denominator"].sum()
    if not whole > 0:
        return text.MISSING
    if hidden:
        return text.SUPPRESSED.th
    value = part / whole * indicator.per
    return number(value, own_digits(indicator, value))


def yardsticks_table(levels: pd.DataFrame, plan: Plan) -> Table:
    """Official targets of outcomes and of what is described, with the study area's own figures.

    Parameters
    ----------
    levels : DataFrame
        From `yearly_levels`, of the whole study area.
    plan : Plan
    """
    rows = []
    planned = {outcome.indicator for outcome in plan.outcomes}
    for indicator in _held(levels):
        shown = indicator.id in planned or indicator.participants_only
        if indicator.yardstick is None or not shown:
            continue
        figure = _area(_of(levels, indicator), indicator)
        rows.append(
            {
                "indicator": indicator.name.th,
                "indicator_en": indicator.name.en,
                "target": indicator.yardstick.words.th,
                "target_en": indicator.yardstick.words.en,
                "area": figure.th,
                "area_en": figure.en,
            }
        )
    columns = (
        Column("indicator", text.HEAD_INDICATOR, "row"),
        Column("target", text.HEAD_TARGET),
        Column("area", text.HEAD_AREA_FIGURE),
    )
    keys = ["indicator", "indicator_en", "target", "target_en", "area", "area_en"]
    frame = pd.DataFrame(rows, columns=keys, dtype=object)
    return Table(text.CAPTION_YARDSTICKS, columns, frame, (text.NOTE_YARDSTICKS,))


def _area(yearly: pd.DataFrame, indicator: Indicator) -> Text:
    """The area's figure of the kind that the target speaks of, in the last whole year."""
    yearly = yearly[yearly["whole"]]
    if yearly.empty or indicator.yardstick is None:
        return Text(text.MISSING, "")
    last = int(yearly["year"].max())
    rows = yearly[yearly["year"] == last]
    named = _year(last, indicator)
    if indicator.yardstick.kind == "tambons":
        n = number(int((rows["numerator"] > 0).sum()), 0)
        return text.YARDSTICK_TAMBONS.format(n=n, last=named)
    if indicator.yardstick.kind == "level":
        level = _level(rows, indicator, False)
        return text.YARDSTICK_LEVEL.format(value=level, last=named, n=number(len(rows), 0))
    return _two_years(yearly, last, indicator)


def _two_years(yearly: pd.DataFrame, last: int, indicator: Indicator) -> Text:
    """Totals of the last year and the one before it, of tambons and definitions that are alike."""
    rows = yearly[yearly["year"] == last].set_index("tambon")
    same = yearly[(yearly["year"] < last) & (yearly["edition"] == rows["edition"].iloc[0])]
    if same.empty:
        total = number(float(rows["numerator"].sum()), 0)
        return text.YARDSTICK_LEVEL.format(
            value=total, last=_year(last, indicator), n=number(len(rows), 0)
        )
    first = int(same["year"].max())
    earlier = same[same["year"] == first].set_index("tambon")
    both = rows.index.intersection(earlier.index)
    before, after = (float(f.loc[both, "numerator"].sum()) for f in (earlier, rows))
    return text.YARDSTICK_TWO.format(
        before=number(before, 0), after=number(after, 0), n=number(len(both), 0),
        first=_year(first, indicator), last=_year(last, indicator),
    )  # fmt: skip


def _of(levels: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Years of one indicator in which anything is observed."""
    return levels[(levels["indicator"] == indicator.id) & (levels["periods"] > 0)]


def by_year(own: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Rows of one indicator of the panel, summed by tambon and year."""
    period = pd.PeriodIndex(own["period"])
    monthly = period.freqstr == "M"
    year = np.asarray(period.asfreq("Y-SEP").year if monthly else period.year)
    firsts = np.array([b.first for b in indicator.breaks], int)
    edition = (np.asarray(period.year)[:, None] >= firsts).sum(axis=1)
    seen = own["observed"].astype(bool)
    cells = own[["tambon", "indicator"]].assign(
        year=thai.to_be(0) + year,
        numerator=own["numerator"].where(seen),
        denominator=own["denominator"].where(seen),
        periods=seen.astype(int),
        edition=np.where(seen, edition, 0),
    )
    grouped = cells.groupby(["tambon", "indicator", "year"])
    sums = grouped[["numerator", "denominator"]].sum(min_count=1)
    sums["periods"] = grouped["periods"].sum()
    sums["whole"] = sums["periods"] == (MONTHS if monthly else 1)
    return sums.assign(edition=grouped["edition"].max()).reset_index()[LEVEL_COLUMNS]


def _year(year: int, indicator: Indicator) -> Text:
    calendar = indicator.time == "calendar year"
    return (text.CALENDAR_YEAR if calendar else text.FISCAL_YEAR).format(year=year)
