"""Who is treated when, who may be compared with whom, and which periods count.

All windows count from a tambon's own start ``s``, in months: baseline
``[s - selection - baseline, s - selection)``, follow-up ``[s, s + follow_up)``.  A period counts
when it lies whole inside a window.

A comparison tambon counts in every month before its own start, if it ever has one.  Asking
instead that it stay outside the programme through the whole follow-up would choose by the
future: where each year's worst are taken in, those never taken are those that stayed quiet, and
in a simulation without any effect that made the comparison's change 14 % too small.

For the same reason a baseline stops where choosing began.  A tambon of a later wave is one that
was passed over in earlier waves, so the months on which those were chosen show it quieter than it
is (by 13 % for the fourth yearly wave of that simulation).  From the first wave's own selection
months on, nothing counts as baseline as long as `minimum_baseline` months are left.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval import text
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.indicators import INDICATORS, Indicator
from santitham_eval.study import Plan, nearest

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max
"""Start month of a tambon that is never in the programme."""

COVERED = 0.75
"""Share of a case's baseline periods in which a comparison tambon must be observed."""

WAVE_SHARE, WAVE_SIZE = 0.05, 5
"""A start month is a wave when at least this share, and number, of waiting tambons start in it;
fewer leave those passed over as they were."""

STRATA = 3
"""Amphoe are grouped into this many strata by their level."""


@dataclass(frozen=True)
class Series:
    """One indicator of every tambon: rows are tambons in code order, columns periods.

    Attributes
    ----------
    indicator : Indicator
    tambon : ndarray of str, shape (tambons,)
    periods : PeriodIndex, shape (periods,)
    first, last : ndarray of int, shape (periods,)
        First and last month of each period, as months since 1970.
    numerator, denominator : ndarray, shape (tambons, periods)
        0 where not observed; `observed` tells the two apart.
    observed : ndarray of bool, shape (tambons, periods)
    """

    indicator: Indicator
    tambon: NDArray[np.str_]
    periods: pd.PeriodIndex
    first: IntArray
    last: IntArray
    numerator: FloatArray
    denominator: FloatArray
    observed: BoolArray


@dataclass(frozen=True)
class Case:
    """One tambon with a start, real or supposed, and the periods that count for it.

    Attributes
    ----------
    row : int
        Row of the tambon in the series.
    start : int
        First month of the programme, as months since 1970.
    baseline, follow_up : ndarray of int
        Columns of the observed periods in each window.
    note : str
        Why it cannot be assessed; empty when it can.
    """

    row: int
    start: int
    baseline: IntArray
    follow_up: IntArray
    note: str


@dataclass(frozen=True)
class Sample:
    """One indicator's series with starts, neighbours and exclusions.

    Attributes
    ----------
    series : Series
    plan : Plan
    start : ndarray of int, shape (tambons,)
        First month in the programme, as months since 1970; `NEVER` if never.
    barred : ndarray of bool, shape (tambons,)
        Never to be used for comparison, by the plan.
    adjacent : ndarray of bool, shape (tambons, tambons)
        Shares a boundary with.
    amphoe : ndarray of int, shape (tambons,)
        Number of the amphoe, from the first four digits of the code.
    """

    series: Series
    plan: Plan
    start: IntArray
    barred: BoolArray
    adjacent: BoolArray
    amphoe: IntArray

    _sums: dict[bytes, tuple[FloatArray, FloatArray]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def sums(self, columns: IntArray) -> tuple[FloatArray, FloatArray]:
        """Numerator and denominator of every tambon over some columns.

        Kept, since all cases of one wave ask for the same windows.
        """
        key = np.asarray(columns).tobytes()
        if key not in self._sums:
            series = self.series
            self._sums[key] = (
                series.numerator[:, columns].sum(axis=1),
                series.denominator[:, columns].sum(axis=1),
            )
        return self._sums[key]

    def treated(self) -> IntArray:
        """Rows of the tambons that are in the programme at some time."""
        return np.flatnonzero(self.start != NEVER)

    def case(self, row: int, start: int) -> Case:
        """Periods that count for a tambon supposed to start in a given month."""
        plan, series = self.plan, self.series
        observed = series.observed[row]
        opening = start - plan.selection - plan.baseline
        baseline = _inside(series, opening, self.baseline_end(start)) & observed
        follow_up = _inside(series, start, start + plan.follow_up) & observed
        note = ""
        if not observed.any():
            note = "not_observed"
        elif _months(series, baseline) < plan.minimum_baseline:
            note = "short_baseline"
        elif _months(series, follow_up) < plan.minimum_follow_up:
            note = "short_follow_up"
        return Case(row, start, np.flatnonzero(baseline), np.flatnonzero(follow_up), note)

    def baseline_end(self, start: int) -> int:
        """First month that no longer counts as baseline of a tambon starting in a given month."""
        left_out = start - self.plan.selection
        opening = left_out - self.plan.baseline
        choosing = min((w for w in self.waves() if w < start), default=start) - self.plan.selection
        return min(left_out, max(choosing, opening + self.plan.minimum_baseline))

    def waves(self) -> list[int]:
        """Start months in which a good part of the tambons still waiting came in together."""
        months, counts = np.unique(self.start[self.start != NEVER], return_counts=True)
        waiting = [(self.start >= month).sum() for month in months]
        return [
            int(month)
            for month, count, outside in zip(months, counts, waiting, strict=True)
            if count >= max(WAVE_SIZE, WAVE_SHARE * outside)
        ]

    def comparable(self, case: Case) -> IntArray:
        """Rows of the tambons that a case may be compared with.

        Not in the programme at the case's start, not barred, not the case itself or (if so
        planned) its neighbour, and observed in most of the case's baseline.
        """
        able = (self.start > case.start) & ~self.barred
        able[case.row] = False
        if self.plan.comparison.exclude_neighbours:
            able &= ~self.adjacent[case.row]
        covered = self.series.observed[:, case.baseline].mean(axis=1)
        return np.flatnonzero(able & (covered >= COVERED))

    def at_risk(self, rows: IntArray, columns: IntArray) -> BoolArray:
        """Where tambons are observed and still outside the programme; (rows, columns)."""
        before = self.series.last[columns][None, :] < self.start[rows][:, None]
        return before & self.series.observed[np.ix_(rows, columns)]

    def folds(self, case: Case) -> list[tuple[IntArray, IntArray]]:
        """Columns to match on and columns to measure the baseline on, two ways round.

        Matching on the very months that are then measured would pick tambons that were high
        or low by chance and fall back by themselves.  So the baseline's periods are dealt
        alternately: one half joins all that lies before the baseline to find who is alike,
        the other half measures; then the reverse.  Without two periods there is no matching.
        """
        if len(case.baseline) < 2:
            return []
        opening = case.start - self.plan.selection - self.plan.baseline
        early = np.flatnonzero(self.series.last < opening)
        odd, even = case.baseline[::2], case.baseline[1::2]
        return [(np.concatenate([early, one]), other) for one, other in ((odd, even), (even, odd))]

    def alike(self, case: Case, rows: IntArray, columns: IntArray) -> IntArray:
        """Comparison rows, most alike first, by their level in the given columns.

        With "amphoe-stratum" those whose amphoe is in the same third by level come first; with
        "baseline" they are in order of the gap between levels (of logs for rates).
        """
        keys = []
        match = self.plan.comparison.match
        if "baseline" in match:
            level = self.level(columns)
            keys.append(np.abs(level[rows] - level[case.row]))
        if "amphoe-stratum" in match:
            stratum = self._stratum(np.append(rows, case.row), columns)
            keys.append((stratum[rows] != stratum[case.row]).astype(float))
        return rows[np.lexsort(keys)] if keys else rows

    def level(self, columns: IntArray) -> FloatArray:
        """Level of every tambon over some columns: log rate, or share or mean."""
        return self._level(*self.sums(columns))

    def _level(self, numerator: FloatArray, denominator: FloatArray) -> FloatArray:
        if self.series.indicator.family == "rate":
            # Half an event keeps quiet tambons in order of their exposure.
            return np.log((numerator + 0.5) / np.where(denominator > 0, denominator, np.nan))
        return numerator / np.where(denominator > 0, denominator, np.nan)

    def _stratum(self, rows: IntArray, columns: IntArray) -> IntArray:
        """Third of each tambon's amphoe by the level of the given rows in it."""
        size = self.amphoe.max() + 1
        parts, wholes = (
            np.bincount(self.amphoe[rows], sums[rows], size).astype(float)
            for sums in self.sums(columns)
        )
        level = self._level(parts, wholes)
        cuts = np.nanquantile(level, np.arange(1, STRATA) / STRATA)
        return np.searchsorted(cuts, level)[self.amphoe]


def draw_sample(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    indicator: str,
    neighbours: pd.DataFrame | None = None,
) -> Sample:
    """Arrange one indicator of a panel for the estimators.

    Parameters
    ----------
    panel : DataFrame
        tambon, indicator, period (monthly, or years), numerator, denominator, observed.
    roster : DataFrame
        tambon, start (Period or date); one row per tambon.
    plan : Plan
    indicator : str
    neighbours : DataFrame, optional
        tambon, neighbour; needed where the plan leaves neighbours out and there are any.

    Raises
    ------
    StudyError
        Columns missing, a tambon twice in the roster or for one period, a tambon of the roster
        that the panel lacks, negative or infinite figures.
    """
    check_frames(panel, roster, plan)
    series = _series(panel, indicator)
    row = pd.Series(np.arange(len(series.tambon)), index=series.tambon)
    start = np.full(len(row), NEVER)
    start[row[roster["tambon"]].to_numpy()] = [_month(s) for s in roster["start"]]
    adjacent = np.zeros((len(row), len(row)), bool)
    if neighbours is not None:
        known = neighbours[neighbours[["tambon", "neighbour"]].isin(row.index).all(axis=1)]
        one, other = row[known["tambon"]].to_numpy(), row[known["neighbour"]].to_numpy()
        adjacent[one, other] = adjacent[other, one] = True
    exclude = tuple(plan.comparison.exclude)
    barred = np.array([code.startswith(exclude) if exclude else False for code in row.index])
    amphoe = np.unique([code[:4] for code in series.tambon], return_inverse=True)[1]
    return Sample(series, plan, start, barred, adjacent, amphoe)


def check_frames(panel: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> None:
    """Raise `StudyError` with everything that makes the frames unfit for the estimators."""
    problems = Problems("panel")
    needed = ["tambon", "indicator", "period", "numerator", "denominator", "observed"]
    for column in [c for c in needed if c not in panel]:
        problems.add(", ".join(map(str, panel.columns)), text.WANT_COLUMN.format(name=column))
    for number, outcome in enumerate(plan.outcomes):
        if outcome.indicator not in INDICATORS:
            near = nearest(outcome.indicator, INDICATORS) or ", ".join(INDICATORS)
            wanted = text.WANT_INDICATOR.format(near=near)
            problems.add(outcome.indicator, wanted, column=f"outcomes.{number}.indicator")
    in_roster = Problems("roster", problems.found)
    for column in [c for c in ("tambon", "start") if c not in roster]:
        in_roster.add(", ".join(map(str, roster.columns)), text.WANT_COLUMN.format(name=column))
    problems.raise_if_any()
    _check_values(panel, roster, problems, in_roster)
    problems.raise_if_any()


def _check_values(
    panel: pd.DataFrame, roster: pd.DataFrame, problems: Problems, in_roster: Problems
) -> None:
    keys = ["tambon", "indicator", "period"]
    for tambon, indicator, period in panel.loc[panel.duplicated(keys), keys].head(20).to_numpy():
        problems.add(f"{tambon} {indicator} {period}", text.WANT_ONE_ROW, column="period")
    observed = panel[panel["observed"].astype(bool)]
    for column in ("numerator", "denominator"):
        figures = observed[column].to_numpy(float)
        for where in np.flatnonzero(~np.isfinite(figures) | (figures < 0))[:20]:
            at = observed.iloc[where]
            problems.add(
                f"{figures[where]} ({at['tambon']} {at['indicator']} {at['period']})",
                text.WANT_COUNT,
                column=column,
            )
    for code in roster.loc[roster["tambon"].duplicated(), "tambon"]:
        in_roster.add(code, text.WANT_ONE_ROW, column="tambon")
    for code in sorted(set(roster["tambon"]) - set(panel["tambon"])):
        in_roster.add(code, text.WANT_IN_PANEL, column="tambon")
    for code in roster.loc[roster["start"].isna(), "tambon"]:
        in_roster.add(f"- ({code})", text.WANT_START, column="start")


def _series(panel: pd.DataFrame, indicator: str) -> Series:
    """Arrange one indicator of a panel as arrays; a row that is absent is not observed."""
    part = panel[panel["indicator"] == indicator]
    tambon, row = np.unique(panel["tambon"].to_numpy(str), return_inverse=True)
    row = row[(panel["indicator"] == indicator).to_numpy()]
    if part.empty:
        raise StudyError(Problem("panel", "-", text.WANT_ROWS.format(indicator=indicator)))
    ordinal = pd.PeriodIndex(part["period"])
    periods = ordinal.unique().sort_values()
    column = periods.get_indexer(ordinal)
    shape = (len(tambon), len(periods))
    observed = np.zeros(shape, bool)
    observed[row, column] = part["observed"].to_numpy(bool)

    def arranged(name: str) -> FloatArray:
        array = np.zeros(shape)
        array[row, column] = part[name].to_numpy(float)
        return np.where(observed, array, 0.0)

    return Series(
        indicator=INDICATORS[indicator],
        tambon=tambon,
        periods=periods,
        first=np.array([_month(p.start_time) for p in periods]),
        last=np.array([_month(p.end_time) for p in periods]),
        numerator=arranged("numerator"),
        denominator=arranged("denominator"),
        observed=observed,
    )


def _inside(series: Series, opening: int, closing: int) -> BoolArray:
    """Periods that lie whole in the months ``[opening, closing)``."""
    return (series.first >= opening) & (series.last < closing)


def _months(series: Series, chosen: BoolArray) -> int:
    return int((series.last - series.first + 1)[chosen].sum())


def _month(moment: pd.Period | datetime.date | str) -> int:
    """Months since 1970 of a Period, a date or a text date; of a long period, its first month."""
    if isinstance(moment, pd.Period):
        moment = moment.start_time
    return int(pd.Period(moment, "M").ordinal)


def month_of(ordinal: int) -> pd.Period:
    """The month that is so many months after January 1970."""
    return pd.Period(ordinal=ordinal, freq="M")
