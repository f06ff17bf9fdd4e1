"""Who is treated when, who may be compared with whom, and which periods count."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from santitham_eval.sample.alike import arrange_alike
from santitham_eval.sample.frames import check_frames
from santitham_eval.sample.series import (
    BoolArray,
    FloatArray,
    IntArray,
    Series,
    arrange,
    month_number,
)
from santitham_eval.study import Plan

Anything = TypeVar("Anything")

NEVER = np.iinfo(np.int64).max
"""Start month of a tambon that is never in the programme."""

COVERED = 0.75
"""Share of a case's baseline periods in which a comparison tambon must be observed."""

WAVE_SHARE, WAVE_SIZE = 0.05, 5
"""A start month is a wave when at least this share, and number, of waiting tambons start in it;
fewer leave those passed over as they were."""


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
    without : tuple of int
        Rows that it is not compared with, beside those the plan bars: to see what rests on them.
    """

    row: int
    start: int
    baseline: IntArray
    follow_up: IntArray
    note: str
    without: tuple[int, ...] = ()


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

    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: Hashable, make: Callable[[], Anything]) -> Anything:
        """What `make` gives, made once for this sample; a changed copy makes its own."""
        if name not in self._kept:
            self._kept[name] = make()
        kept: Anything = self._kept[name]
        return kept

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
        observed = self.series.observed[row]
        name = ("windows", start, observed.tobytes())
        baseline, follow_up, note = self.once(name, lambda: self._window(observed, start))
        return Case(row, start, baseline, follow_up, note)

    def _window(self, observed: BoolArray, start: int) -> tuple[IntArray, IntArray, str]:
        """Baseline and follow-up of tambons observed in the same periods, and what they lack."""
        plan, series = self.plan, self.series
        opening = start - plan.selection - plan.baseline
        baseline = _inside(series, opening, self.baseline_end(start)) & observed
        follow_up = _inside(series, start, start + plan.follow_up) & observed
        alike = series.edition == self._edition(np.flatnonzero(follow_up))
        windows = (np.flatnonzero(baseline & alike), np.flatnonzero(follow_up & alike))
        note = ""
        if series.indicator.participants_only:
            note = "participants_only"
        elif not observed.any():
            note = "not_observed"
        elif self._short(*windows):
            whole = self._short(np.flatnonzero(baseline), np.flatnonzero(follow_up))
            note = whole or "series_break"
        return *windows, note

    def _short(self, baseline: IntArray, follow_up: IntArray) -> str:
        """Which window has less than the plan's least; empty where neither has."""
        if self.months(baseline) < self.plan.minimum_baseline:
            return "short_baseline"
        return "short_follow_up" if self.months(follow_up) < self.plan.minimum_follow_up else ""

    def _edition(self, columns: IntArray) -> int:
        """Edition of most of the months of some periods, of equals the earlier."""
        edition = self.series.edition[columns]
        months = (self.series.last - self.series.first + 1)[columns]
        return int(np.argmax(np.bincount(edition, months))) if len(edition) else 0

    def months(self, columns: IntArray) -> int:
        """How many months some periods make."""
        return int((self.series.last - self.series.first + 1)[columns].sum())

    def baseline_end(self, start: int) -> int:
        """First month that no longer counts as baseline of a tambon starting in a given month."""
        left_out = start - self.plan.selection
        opening = left_out - self.plan.baseline
        choosing = min((w for w in self.waves if w < start), default=start) - self.plan.selection
        return min(left_out, max(choosing, self._least_end(opening)))

    def _least_end(self, opening: int) -> int:
        """First month after the least baseline; years that straddle an end make it longer."""
        least = self.plan.minimum_baseline
        if (self.series.first == self.series.last).all():
            return opening + least
        held = (self.series.first >= opening) & self.series.observed.any(axis=0)
        months = np.cumsum((self.series.last - self.series.first + 1)[held])
        reached = int(np.searchsorted(months, least))
        return int(self.series.last[held][reached]) + 1 if reached < len(months) else NEVER

    @cached_property
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
        """Rows of the tambons that a case may be compared with; see `able`."""
        return np.flatnonzero(self.able([case])[0])

    def able(self, cases: Sequence[Case]) -> BoolArray:
        """Which tambons each of some cases of one start and baseline may be compared with.

        Not in the programme at the start, not barred, not the case itself or (if so planned) its
        neighbour, and observed in most of the baseline.  Shape (cases, tambons).
        """
        start, baseline = cases[0].start, cases[0].baseline
        covered = self.series.observed[:, baseline].mean(axis=1) >= COVERED
        rows = np.array([case.row for case in cases])
        able = np.tile((self.start > start) & ~self.barred & covered, (len(cases), 1))
        able[np.arange(len(cases)), rows] = False
        if self.plan.comparison.exclude_neighbours:
            able &= ~self.adjacent[rows]
        for among, case in zip(able, cases, strict=True):
            among[list(case.without)] = False
        return able

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
        alike = self.series.edition == self.series.edition[case.baseline[0]]
        early = np.flatnonzero((self.series.last < opening) & alike)
        odd, even = case.baseline[::2], case.baseline[1::2]
        return [(np.concatenate([early, one]), other) for one, other in ((odd, even), (even, odd))]

    def alike(self, case: Case, rows: IntArray, columns: IntArray) -> tuple[IntArray, IntArray]:
        """Comparison rows, most alike first, by their level in the given columns.

        As `arrange_alike` of one case.

        Returns
        -------
        rows : ndarray of int
            Those that have a level there; none where the case itself has none.
        rank : ndarray of int
            The same for rows that are equally alike.
        """
        able = np.ones((1, len(rows)), bool)
        found = arrange_alike(self, np.array([case.row]), rows, able, columns)
        number = int(found.number[0])
        return rows[found.order[0, :number]], found.rank[0, :number]

    def level(self, columns: IntArray) -> FloatArray:
        """Level of every tambon over some columns: log rate, or share or mean."""
        return self.level_of(*self.sums(columns))

    def level_of(self, numerator: FloatArray, denominator: FloatArray) -> FloatArray:
        """Level that numerators and denominators make; NaN without a denominator."""
        if self.series.indicator.family == "rate":
            # Half an event keeps quiet tambons in order of their exposure.
            return np.log((numerator + 0.5) / np.where(denominator > 0, denominator, np.nan))
        return numerator / np.where(denominator > 0, denominator, np.nan)


def draw_samples(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    neighbours: pd.DataFrame | None = None,
) -> dict[str, Sample]:
    """Arrange every outcome of a plan for the estimators.

    Parameters
    ----------
    panel : DataFrame
        tambon (text), indicator, period (monthly, or years), numerator, denominator, observed.
    roster : DataFrame
        tambon, start (Period or date); one row per tambon.
    plan : Plan
    neighbours : DataFrame, optional
        tambon, neighbour.

    Returns
    -------
    dict of str to Sample
        By indicator, in the plan's order.

    Raises
    ------
    StudyError
        Everything that makes the frames or the plan unfit, at once (`check_frames`).
    """
    check_frames(panel, roster, plan, neighbours)
    return {o.indicator: _draw(panel, roster, plan, o.indicator, neighbours) for o in plan.outcomes}


def draw_sample(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    indicator: str,
    neighbours: pd.DataFrame | None = None,
) -> Sample:
    """Arrange one outcome of a plan; as `draw_samples`.

    Raises
    ------
    KeyError
        The indicator is not an outcome of the plan.
    """
    check_frames(panel, roster, plan, neighbours)
    return _draw(panel, roster, plan, plan.outcome(indicator).indicator, neighbours)


def _draw(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    indicator: str,
    neighbours: pd.DataFrame | None,
) -> Sample:
    series = arrange(panel, indicator)
    row = pd.Series(np.arange(len(series.tambon)), index=series.tambon)
    start = np.full(len(row), NEVER)
    treated = row[roster["tambon"].to_numpy(str)].to_numpy()
    start[treated] = [month_number(moment) for moment in roster["start"]]
    adjacent = np.zeros((len(row), len(row)), bool)
    if neighbours is not None:
        known = neighbours[neighbours[["tambon", "neighbour"]].isin(row.index).all(axis=1)]
        one, other = (row[known[c].to_numpy(str)].to_numpy() for c in ("tambon", "neighbour"))
        adjacent[one, other] = adjacent[other, one] = True
    exclude = tuple(plan.comparison.exclude)
    barred = np.array([code.startswith(exclude) if exclude else False for code in row.index])
    # The first four of six digits are the amphoe; a code of another shape stands for itself.
    amphoe = [code[:4] if len(code) == 6 and code.isdigit() else code for code in series.tambon]
    number = np.unique(amphoe, return_inverse=True)[1]
    return Sample(series, plan, start, barred, adjacent, number)


def _inside(series: Series, opening: int, closing: int) -> BoolArray:
    """Periods that lie whole in the months ``[opening, closing)``."""
    return (series.first >= opening) & (series.last < closing)
