"""Halves of a wave's baseline for the matched comparison, and how change depends on covariates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from santitham_eval.estimators._expected import FEWEST
from santitham_eval.estimators._matching import (
    FloatArray,
    IntArray,
    Space,
    slope_of_change,
    slope_of_odds,
    space,
)
from santitham_eval.sample import Case, Sample


@dataclass(frozen=True)
class Fold:
    """One half of a wave's baseline to match on, the other to measure on.

    Attributes
    ----------
    measuring : ndarray of int
        Columns.
    space : Space
    slope : ndarray, shape (covariates,)
        How the change of tambons outside depends on the standardised covariates.
    """

    measuring: IntArray
    space: Space
    slope: FloatArray


def folds_of(sample: Sample, case: Case) -> list[Fold]:
    """Both halves of a case's baseline, with the covariates and slopes that its wave shares."""

    def found() -> list[Fold]:
        rate = sample.series.indicator.family == "rate"
        outside = np.flatnonzero((sample.start > case.start) & ~sample.barred)
        slope = _slope_of_rates if rate else _slope_of_differences
        folds = []
        for matching, measuring in sample.folds(case):
            measure = space(sample, matching, outside)
            slopes = slope(sample, case, outside, measuring, measure.standard)
            folds.append(Fold(measuring, measure, slopes))
        return folds

    windows = (case.baseline.tobytes(), case.follow_up.tobytes())
    return sample.once(("matched folds", case.start, *windows), found)


def _later(sample: Sample, case: Case, outside: IntArray) -> tuple[FloatArray, FloatArray]:
    """Numerators and denominators of tambons outside while at risk, (outside, follow-up)."""
    at_risk = sample.at_risk(outside, case.follow_up)
    cells = np.ix_(outside, case.follow_up)
    series = sample.series
    return series.numerator[cells] * at_risk, series.denominator[cells] * at_risk


def _slope_of_rates(
    sample: Sample, case: Case, outside: IntArray, measuring: IntArray, x: FloatArray
) -> FloatArray:
    """How the log change of tambons outside depends on the covariates."""
    part, whole = _later(sample, case, outside)
    events, years = (sums[outside] for sums in sample.sums(case.baseline))
    rate = np.divide(events, years, out=np.zeros_like(years), where=years > 0)
    would_be = rate @ whole
    course = np.divide(part.sum(axis=0), would_be, out=np.zeros_like(would_be), where=would_be > 0)
    measured, half = (sums[outside] for sums in sample.sums(measuring))
    promise, after = whole @ course, part.sum(axis=1)
    used = (half > 0) & (promise > 0) & (measured + after > 0)
    if used.sum() < FEWEST:
        return np.zeros(x.shape[1])
    offset = np.log(promise[used] / half[used])
    return slope_of_odds(x[outside[used]], after[used], (measured + after)[used], offset)


def _slope_of_differences(
    sample: Sample, case: Case, outside: IntArray, measuring: IntArray, x: FloatArray
) -> FloatArray:
    """How the change of tambons outside depends on the covariates."""
    part, whole = _later(sample, case, outside)
    before, base = (sums[outside] for sums in sample.sums(case.baseline))
    half, measured = (sums[outside] for sums in sample.sums(measuring))
    total = whole.sum(axis=1)
    used = (total > 0) & (measured > 0) & (base > 0)
    if used.sum() < FEWEST:
        return np.zeros(x.shape[1])
    part, whole, total = part[used], whole[used], total[used]
    value = before[used] / base[used]
    seen = np.maximum(whole.sum(axis=0), 1e-300)
    course = (part - value[:, None] * whole).sum(axis=0) / seen
    moved = part.sum(axis=1) / total - whole @ course / total - half[used] / measured[used]
    weight = precision(sample, base[used], total)
    return slope_of_change(x[outside[used]], moved, weight)


def precision(sample: Sample, before: FloatArray, after: FloatArray) -> FloatArray:
    """What each tambon counts for: for shares by its denominators, else all alike."""
    if sample.series.indicator.family != "share":
        return np.ones(len(before))
    return before * after / (before + after)
