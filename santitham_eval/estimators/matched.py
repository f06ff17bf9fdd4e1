"""Matched comparison: a second opinion on who is alike.

The headline compares with tambons of like level.  Here a case's matches are those nearest by level,
trend, size and the level of adjacent tambons together (Mahalanobis's distance), none further off in
level than a caliper, and what is left of their being unlike is taken out by how the change of
tambons outside depends on these (Abadie & Imbens 2011, Journal of Business & Economic Statistics
29).  As for the headline, one half of the baseline's periods finds who is alike and the other half
measures them, and reversed; and the change is compared, not the later level: tambons chosen when
things were bad would else be matched with such as were bad by chance, which then get better by
themselves.  Interval and p-value are from tambons outside the programme put through the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from santitham_eval.estimators import _difference, _ratio
from santitham_eval.estimators._expected import (
    EVENTS,
    FEWEST,
    Expected,
    FloatArray,
    IntArray,
    Scatter,
    Seen,
    placebo_cases,
    seen_at_risk,
    value_in,
)
from santitham_eval.estimators._matched_folds import Fold, folds_of, precision
from santitham_eval.estimators._matching import nearest, with_ties
from santitham_eval.estimators.comparative import core_of, expect_cases
from santitham_eval.sample import Case, Sample
from santitham_eval.sample.alike import MOST_ORDERED
from santitham_eval.smallarea import (
    SPREADS,
    difference_weights,
    odds_spread,
    spread_weights,
)

METHOD = "matched"

NEAREST = 10
"""A case is compared with at least this many; for counts with as many as promise `EVENTS`."""


def estimate(sample: Sample, rng: np.random.Generator) -> pd.DataFrame:
    """Estimate every treated tambon of a sample.

    Parameters
    ----------
    sample : Sample
    rng : numpy.random.Generator
        Not used: nothing is drawn; here so that all methods have one signature.

    Returns
    -------
    DataFrame
        tambon, method, and the columns estimate to note; one row per treated tambon.
    """
    core, scatters = core_of(sample), dict[int, Scatter]()
    rows = []
    for case, expected in match_all(sample):
        told: dict[str, object] = {"tambon": sample.series.tambon[case.row], "method": METHOD}
        if isinstance(expected, str):
            rows.append(told | {"note": expected})
            continue
        if case.start not in scatters:
            scatters[case.start] = _scatter(sample, case.start)
        rows.append(told | core.judge(sample, case, expected, scatters[case.start]))
    return pd.DataFrame(rows)


def match_all(sample: Sample) -> list[tuple[Case, Expected | str]]:
    """Each treated tambon's case and what its matches say of it; found once for a sample."""

    def found() -> list[tuple[Case, Expected | str]]:
        cases = [sample.case(row, int(sample.start[row])) for row in map(int, sample.treated())]
        return list(zip(cases, expect_all(sample, cases), strict=True))

    return sample.once("matched", found)


def expect_all(sample: Sample, cases: Sequence[Case]) -> list[Expected | str]:
    """What the matches of each case say of it; a reason code where there are none."""
    return [
        told if isinstance(told, str) else _by_matches(sample, case, told)
        for case, told in zip(cases, expect_cases(sample, cases), strict=True)
    ]


def _by_matches(sample: Sample, case: Case, base: Expected) -> Expected | str:
    """The headline's expectation with matches in place of those alike in level."""
    shared = folds_of(sample, case)
    if not shared:
        return "short_baseline"
    later = sample.once(("matched", base.columns.tobytes()), lambda: _later(sample, base.columns))
    match = _match_rates if sample.series.indicator.family == "rate" else _match_differences
    found = [m for fold in shared if (m := match(sample, case, base, fold, later))]
    if not found:
        return "poor_match"
    moves, weights, variances = (list(kind) for kind in zip(*found, strict=True))
    return replace(
        base,
        matched=float(np.mean(moves)),
        weight=np.mean(weights, axis=0),
        variance=float(np.mean(variances)),
    )


Later = tuple[Seen, FloatArray]


def _later(sample: Sample, columns: IntArray) -> Later:
    """What all tambons had over some columns while at risk, and their denominators summed."""
    seen = seen_at_risk(sample, columns)
    return seen, seen[1].sum(axis=1)


Match = tuple[float, FloatArray, float]


def _match_rates(
    sample: Sample, case: Case, base: Expected, fold: Fold, later: Later
) -> Match | None:
    """Factor by which matches moved beyond the pool, their weights and its variance."""
    pool = base.pool
    before, years_before = (sums[pool] for sums in sample.sums(case.baseline))
    measured, years = (sums[pool] for sums in sample.sums(fold.measuring))
    if not measured.any():
        return None
    (part, whole, _), _ = later
    scale = before.sum() / years_before.sum() / (measured.sum() / years.sum())
    level = np.divide(measured, years, out=np.zeros_like(years), where=years > 0)
    order, rank = nearest(fold.space, case, pool)
    counted = np.flatnonzero(years[order] > 0)[:MOST_ORDERED]
    order, rank = order[counted], rank[counted]
    promise = whole[pool[order]] @ base.course
    # How many are needed is told by the pool's own level, not by what matches happened to count.
    usual = before.sum() / years_before.sum() * promise
    own = np.exp(fold.space.raw[case.row, 0]) * promise
    reached = int(np.searchsorted(np.cumsum(np.minimum(usual, own)), EVENTS)) + 1
    taken = with_ties(order, rank, max(NEAREST, reached))
    share = scale * level[taken] * promise[: len(taken)]  # those taken are the first in order
    after = part[pool[taken]].sum()
    if len(taken) < FEWEST or not share.sum() > 0 or not after > 0:
        return None
    weight = np.zeros(len(pool))
    weight[taken] = share / share.sum()
    unlike = weight @ fold.space.standard[pool] - fold.space.standard[case.row]
    factor = after / share.sum() * float(np.exp(-(unlike @ fold.slope)))
    return factor, weight, float(1 / after + 1 / max(before[taken].sum(), 0.5))


def _match_differences(
    sample: Sample, case: Case, base: Expected, fold: Fold, later: Later
) -> Match | None:
    """How matches moved beyond the pool, their weights and its sampling variance."""
    pool = base.pool
    seen, totals = later
    top, bottom = (sums[pool] for sums in sample.sums(case.baseline))
    half, measured = (sums[pool] for sums in sample.sums(fold.measuring))
    usable = (measured > 0) & (totals[pool] > 0)
    order, rank = nearest(fold.space, case, pool)
    order, rank = order[usable[order]], rank[usable[order]]
    taken = with_ties(order, rank, NEAREST)
    if len(taken) < FEWEST:
        return None
    rows = pool[taken]
    total = totals[rows]
    part, whole, noise = (array[rows] for array in seen)
    own = part.sum(axis=1) / total - whole @ base.course / total
    halves = top.sum() / bottom.sum() - half.sum() / measured.sum()
    moved = own - half[taken] / measured[taken] - halves
    weight = np.zeros(len(pool))
    share = precision(sample, bottom[taken], total)
    weight[taken] = share / share.sum()
    unlike = weight @ fold.space.standard[pool] - fold.space.standard[case.row]
    move = float(weight[taken] @ moved - unlike @ fold.slope)
    sampling = _difference._sampling_variance(
        sample, rows, case.baseline, part.sum(axis=1), total, noise.sum(axis=1)
    )
    return move, weight, float(np.sum(weight[taken] ** 2 * sampling))


def _scatter(sample: Sample, start: int) -> Scatter:
    """As the headline's scatter, around what matches say."""
    cases = placebo_cases(sample, start)
    told = zip(cases, expect_all(sample, cases), strict=True)
    pairs = [(case, expected) for case, expected in told if not isinstance(expected, str)]
    rate = sample.series.indicator.family == "rate"
    return (_scatter_of_rates if rate else _scatter_of_differences)(sample, pairs)


def _scatter_of_rates(sample: Sample, pairs: Sequence[tuple[Case, Expected]]) -> Scatter:
    events = sample.series.numerator
    counts = [(events[c.row, c.baseline].sum(), events[c.row, e.columns].sum()) for c, e in pairs]
    used = [place for place, count in enumerate(counts) if sum(count) > 0]
    if len(used) < FEWEST:
        return Scatter(np.full(len(SPREADS), np.nan), len(used))
    before, after = np.array([counts[place] for place in used]).T
    odds = np.array([_ratio.log_odds(sample, *pairs[place]) for place in used])
    variance, kept = (
        np.array([getattr(pairs[place][1], name) for place in used])
        for name in ("variance", "concentration")
    )
    spread = odds_spread(before + after, odds, variance, kept)
    return Scatter(spread_weights(after, before + after, odds, spread), len(used))


def _scatter_of_differences(sample: Sample, pairs: Sequence[tuple[Case, Expected]]) -> Scatter:
    pairs = [pair for pair in pairs if not _difference._unfit(sample, *pair)]
    if len(pairs) < FEWEST:
        return Scatter(np.full(len(SPREADS), np.nan), len(pairs))
    error, variance, kept, level = [], [], [], []
    for case, expected in pairs:
        before, after = (value_in(sample, case.row, c) for c in (case.baseline, expected.columns))
        error.append(after - before - _difference.change(sample, case, expected))
        variance.append(_difference._own_variance(sample, case, expected) + expected.variance)
        kept.append(expected.concentration)
        level.append(abs(before))
    errors, variances, concentration = (np.array(v) for v in (error, variance, kept))
    if sample.series.indicator.family == "mean":
        return _difference._scatter_of_means(errors, variances, concentration, max(level))
    return Scatter(difference_weights(errors, variances, concentration), len(pairs))
