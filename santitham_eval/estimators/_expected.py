"""What comparison tambons say a case would have come to: the part both scales share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from santitham_eval.sample import Case, Sample
from santitham_eval.smallarea import SPREADS

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

NEAREST = 20
"""A case is compared with at least this many of the tambons most like it."""

EVENTS = 100
"""For counts, with as many as promise this many events, so their own noise stays near 10 %."""

FEWEST = 5
"""With fewer comparison tambons there is no telling how far tambons scatter: no interval."""

CELLS = 100_000
"""So many cases times tambons are looked at together: fast, and small enough for any memory."""

MOST_PLACEBOS = 400
"""Of more untreated tambons this many, spread evenly over the order of their codes and so over the
country, play the treated: a whole nation's add time, and hardly move what their scatter tells."""

POWER = 0.80
"""Power at which the smallest detectable effect is stated."""


@dataclass(frozen=True)
class Expected:
    """The expectation of one case.

    Attributes
    ----------
    pool : ndarray of int, shape (pool,)
        Rows of all tambons that it may be compared with.
    weight : ndarray, shape (pool,)
        Share of each in the matched comparison; sums to 1.
    columns : ndarray of int
        Follow-up columns in which somebody was at risk.
    course : ndarray, shape (columns,)
        Change of the pool against its baseline in each column: ratio, or difference.
    matched : float
        How the tambons most alike moved beyond the pool: factor, or difference.
    variance : float
        Sampling variance of the expected change, from the counts of those most alike.
    """

    pool: IntArray
    weight: FloatArray
    columns: IntArray
    course: FloatArray
    matched: float
    variance: float

    @property
    def concentration(self) -> float:
        """Sum of squared weights: how much of tambon-to-tambon scatter the comparison keeps."""
        return float(np.sum(self.weight**2))


@dataclass(frozen=True)
class Scatter:
    """Weights of the grid of spreads and clusterings, from so many placebo tambons.

    `scale` is what a spread of 1 on the grid stands for: 1 but for means, whose unit is their own.
    """

    weight: FloatArray
    tambons: int
    scale: float = 1.0

    @property
    def known(self) -> bool:
        """Whether there were placebo tambons enough."""
        return bool(np.isfinite(self.weight).all())

    @property
    def spread(self) -> float:
        """Root mean square spread between tambons, of log rate ratios or of differences."""
        return float(self.scale * np.sqrt(self.weight @ SPREADS**2))


def placebo_cases(sample: Sample, start: int) -> list[Case]:
    """Untreated tambons as if they had started in a given month, over their months at risk.

    No more than `MOST_PLACEBOS` of them.
    """
    cases = []
    for row in map(int, np.flatnonzero((sample.start > start) & ~sample.barred)):
        case = sample.case(row, start)
        at_risk = case.follow_up[sample.at_risk(np.array([row]), case.follow_up)[0]]
        if case.note not in ("", "short_follow_up"):
            continue
        if min(sample.sums(window)[1][row] for window in (case.baseline, at_risk)) > 0:
            cases.append(Case(row, start, case.baseline, at_risk, ""))
    return [cases[place] for place in spread_evenly(np.arange(len(cases)))]


Seen = tuple[FloatArray, FloatArray, FloatArray]
Together = Callable[[Sample, Sequence[Case], Seen], list[Expected | str]]


def seen_at_risk(sample: Sample, columns: IntArray) -> Seen:
    """Numerators, denominators and sampling variances of all tambons, 0 where not at risk."""
    series = sample.series
    at_risk = sample.at_risk(np.arange(len(series.tambon)), columns)
    top, bottom, sampling = (
        np.where(at_risk, array[:, columns], 0.0)
        for array in (series.numerator, series.denominator, series.sampling)
    )
    return top, bottom, sampling


def by_windows(sample: Sample, cases: Sequence[Case], expect: Together) -> list[Expected | str]:
    """Expectations of cases, found together for those that share their start and windows."""
    groups: dict[tuple[int, bytes, bytes], list[int]] = {}
    for place, case in enumerate(cases):
        windows = (case.start, case.baseline.tobytes(), case.follow_up.tobytes())
        groups.setdefault(windows, []).append(place)
    size = max(1, CELLS // len(sample.series.tambon))
    found: list[Expected | str] = [""] * len(cases)
    for places in groups.values():
        seen = seen_at_risk(sample, cases[places[0]].follow_up)
        for first in range(0, len(places), size):
            part = places[first : first + size]
            told = expect(sample, [cases[p] for p in part], seen)
            for place, each in zip(part, told, strict=True):
                found[place] = each
    return found


def over(part: ArrayLike, whole: FloatArray) -> FloatArray:
    """Quotients; 0 where the whole is not above 0."""
    part, whole = np.broadcast_arrays(np.asarray(part, dtype=float), whole)
    return np.divide(part, whole, out=np.zeros(whole.shape), where=whole > 0)


def spread_evenly(rows: IntArray, most: int = MOST_PLACEBOS) -> IntArray:
    """So many of some rows, in equal steps from the first to the last; all where they are fewer."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).round().astype(np.int64)]


def value_in(sample: Sample, row: int, columns: IntArray) -> float:
    """Value of one tambon over some columns; NaN where its denominator is 0."""
    part, whole = (sums[row] for sums in sample.sums(columns))
    return float(part / whole) if whole > 0 else np.nan
