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


def description_table(
    panel: pd.DataFrame, roster: pd.DataFrame, tambon: str, minimum: int
) -> Table:
    """Levels of one tambon, and of all in the programme together, by year; no effect, no ranking.

    Parameters
    ----------
    panel, roster : DataFrame
        Every series of the panel that is observed among participants only is shown, by goal.
    tambon : str
    minimum : int
        Counts of persons from 1 to ``minimum - 1`` are withheld.
    """
    only = [i for i in _held(panel) if i.participants_only]
    rows = []
    for indicator in sorted(only, key=lambda i: GOALS.index(i.goal)):
        yearly = _by_year(panel, indicator)
        rows += list(_described(yearly[yearly["tambon"].isin(roster["tambon"])], indicator,
                                tambon, minimum))  # fmt: skip
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


def _held(panel: pd.DataFrame) -> list[Indicator]:
    """Indicators of a panel, in the order of their declarations."""
    held = set(panel["indicator"].unique())
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


def yardsticks_table(panel: pd.DataFrame, plan: Plan) -> Table:
    """Official targets of outcomes and of what is described, with the study area's own figures.

    Parameters
    ----------
    panel : DataFrame
        Of the whole study area.
    plan : Plan
    """
    rows = []
    planned = {outcome.indicator for outcome in plan.outcomes}
    for indicator in _held(panel):
        shown = indicator.id in planned or indicator.participants_only
        if indicator.yardstick is None or not shown:
            continue
        figure = _area(_by_year(panel, indicator), indicator)
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


def _by_year(panel: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Observed numerators and denominators by tambon and year (B.E.); months by fiscal year.

    `whole` tells whether all months of the year are observed, `edition` the definition.
    """
    own = panel[(panel["indicator"] == indicator.id) & panel["observed"].astype(bool)]
    if own.empty:
        keys = ["tambon", "year", "numerator", "denominator", "whole", "edition"]
        return pd.DataFrame(columns=keys).astype({"whole": bool})
    period = pd.PeriodIndex(own["period"])
    monthly = period.freqstr == "M"
    year = np.asarray(period.asfreq("Y-SEP").year if monthly else period.year)
    firsts = np.array([b.first for b in indicator.breaks], int)
    edition = (np.asarray(period.year)[:, None] >= firsts).sum(axis=1)
    cells = own.assign(year=thai.to_be(0) + year, edition=edition).groupby(["tambon", "year"])
    sums = cells.agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        periods=("observed", "size"),
        edition=("edition", "max"),
    ).reset_index()
    return sums.assign(whole=sums["periods"] == (MONTHS if monthly else 1))


def _year(year: int, indicator: Indicator) -> Text:
    calendar = indicator.time == "calendar year"
    return (text.CALENDAR_YEAR if calendar else text.FISCAL_YEAR).format(year=year)
