"""Comparative before/after of rates: the ratio of rate ratios and its interval.

For a case ``i`` with ``y0`` events in ``e0`` person-years of baseline and ``y1`` in its follow-up,

    expected odds of a follow-up event = m * sum_t(r_t * e_it) / e0

where ``r_t`` is the rate of all comparison tambons at risk in month ``t`` over what their own
baseline rates would give, and ``m`` is how those most alike moved beyond that.  Given
``y0 + y1`` the count ``y1`` is beta-binomial around these odds.  How widely is what comparison
tambons show when each is judged by the others: a spread between tambons, the same at any volume,
and a clustering of events, which matters less the more there are; both are integrated over.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import optimize, stats

from santitham_eval.estimators._expected import (
    EVENTS,
    FEWEST,
    NEAREST,
    POWER,
    Expected,
    FloatArray,
    IntArray,
    Scatter,
    placebo_cases,
    value_in,
    with_ties,
)
from santitham_eval.sample import Case, Sample
from santitham_eval.smallarea import (
    CLUSTERS,
    SPREADS,
    SplitCount,
    odds_spread,
    spread_weights,
)


def expect(sample: Sample, case: Case) -> Expected | str:
    """What comparison tambons say of a case; a reason code where they cannot."""
    pool = sample.comparable(case)
    top, bottom = sample.series.numerator, sample.series.denominator
    events, years_before = sample.sums(case.baseline)
    pool = pool[years_before[pool] > 0]
    if not len(pool):
        return "few_comparisons"
    rate = events[pool] / years_before[pool]
    at_risk = sample.at_risk(pool, case.follow_up)
    after = np.where(at_risk, top[np.ix_(pool, case.follow_up)], 0.0)
    years = np.where(at_risk, bottom[np.ix_(pool, case.follow_up)], 0.0)
    somebody = years.sum(axis=0) > 0
    if not somebody.any():
        return "few_comparisons"
    would_be = rate @ years
    if not rate.any() or not after.any():
        return "no_comparison_events"
    course = np.divide(after.sum(axis=0), would_be, out=np.zeros_like(would_be), where=would_be > 0)
    own = bottom[case.row, case.follow_up]
    if own.any() and not course @ own > 0:  # events came only where the case has no exposure
        return "no_comparison_events"
    matched, weight, variance = _most_alike(sample, case, pool, after.sum(axis=1), years @ course)
    return Expected(
        pool, weight, case.follow_up[somebody], course[somebody], matched, variance
    )  # fmt: skip


def _most_alike(
    sample: Sample, case: Case, pool: IntArray, after: FloatArray, promise: FloatArray
) -> tuple[float, FloatArray, float]:
    """How those most alike moved beyond the pool, their weights and its variance.

    `after` are events at risk, `promise` the follow-up events of a tambon with baseline rate 1.
    """
    before, years_before = (sums[pool] for sums in sample.sums(case.baseline))
    rate = before.sum() / years_before.sum()
    factors, weights, variances = [], [], []
    for matching, measuring in sample.folds(case) if sample.plan.comparison.match else []:
        measured, years = (sums[pool] for sums in sample.sums(measuring))
        alike, rank = sample.alike(case, pool, matching)
        usable = years[np.searchsorted(pool, alike)] > 0
        order, rank = np.searchsorted(pool, alike[usable]), rank[usable]
        if not len(order):
            continue
        level = np.divide(*(sums[pool[order]] for sums in sample.sums(matching)))
        reached = int(np.searchsorted(np.cumsum(level * promise[order]), EVENTS)) + 1
        taken = with_ties(order, rank, max(NEAREST, reached))
        scale = rate / (measured.sum() / years.sum()) if measured.any() else np.nan
        share = scale * measured[taken] / years[taken] * promise[taken]
        if not share.sum() > 0 or not after[taken].any():
            continue
        factors.append(after[taken].sum() / share.sum())
        weight = np.zeros(len(pool))
        weight[taken] = share / share.sum()
        weights.append(weight)
        variances.append(1 / after[taken].sum() + 1 / before[taken].sum())
    if not factors:
        share = before / years_before * promise
        return 1.0, share / share.sum(), float(1 / after.sum() + 1 / before.sum())
    return float(np.mean(factors)), np.mean(weights, axis=0), float(np.mean(variances))


def log_odds(sample: Sample, case: Case, expected: Expected) -> float:
    """Expected log odds that an event of the case falls in its follow-up."""
    years = sample.series.denominator[case.row]
    follow_up = expected.course @ years[expected.columns]
    return float(np.log(expected.matched * follow_up / years[case.baseline].sum()))


def change(sample: Sample, case: Case, expected: Expected) -> float:
    """Ratio by which the case's rate would have moved as comparison tambons' did."""
    years = sample.series.denominator[case.row]
    odds = np.exp(log_odds(sample, case, expected))
    return float(odds * years[case.baseline].sum() / years[expected.columns].sum())


def scatter(sample: Sample, start: int) -> Scatter:
    """How untreated tambons scatter around what the others say of them (placebo in space)."""
    count, whole, odds, variance, concentration = [], [], [], [], []
    for case in placebo_cases(sample, start):
        expected = expect(sample, case)
        if isinstance(expected, str):
            continue
        before, after = _counts(sample, case, expected)
        if before + after == 0:
            continue
        count.append(after)
        whole.append(before + after)
        odds.append(log_odds(sample, case, expected))
        variance.append(expected.variance)
        concentration.append(expected.concentration)
    if len(count) < FEWEST:
        return Scatter(np.full(len(SPREADS), np.nan), len(count))
    counts, wholes, expected_odds = (np.array(values, float) for values in (count, whole, odds))
    spread = odds_spread(wholes, expected_odds, variance, concentration)
    return Scatter(spread_weights(counts, wholes, expected_odds, spread), len(count))


def judge(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> dict[str, object]:
    """Effect of one case: columns estimate to note of the effects frame."""
    before, after = _counts(sample, case, expected)
    years = sample.series.denominator[case.row]
    years_before, years_after = years[case.baseline].sum(), years[expected.columns].sum()
    odds = log_odds(sample, case, expected)
    effect: dict[str, object] = {
        "before": before / years_before,
        "after": after / years_after,
        "expected": before * np.exp(odds) / years_after,
        "n_before": before,
        "n_after": after,
    }
    if before + after == 0:
        return effect | {"note": "no_events"}
    known = bool(np.isfinite(scattered.weight).all())
    weight = scattered.weight if known else np.eye(len(SPREADS))[0]
    split = _split(before, after, odds, expected, weight)
    effect["estimate"] = np.exp(split.estimate())
    if not known:
        return effect | {"note": "few_comparisons"}
    low, high = np.exp(split.interval(sample.plan.confidence))
    mde = _smallest_detectable(sample, before, odds, expected, weight)
    return effect | {
        "low": low, "high": high, "p_value": split.p_value(), "mde": mde, "note": ""
    }  # fmt: skip


def log_likelihood(
    sample: Sample, case: Case, expected: Expected, scattered: Scatter, effect: FloatArray
) -> FloatArray:
    """Log likelihood of log rate ratios, given the events of both windows; shape as `effect`."""
    before, after = _counts(sample, case, expected)
    split = _split(before, after, log_odds(sample, case, expected), expected, scattered.weight)
    return split.log_likelihood(effect)


def path(
    sample: Sample, case: Case, expected: Expected, scattered: Scatter | None, columns: IntArray
) -> dict[str, float]:
    """Expected rate of the case in some columns, moved from its baseline as the pool moved.

    With a scatter (in the follow-up) the matched tambons' own factor is applied and ``low``
    and ``high`` are the range of the rate that these columns would give without the programme.
    """
    top, bottom = sample.series.numerator, sample.series.denominator
    pool = expected.pool
    at_risk = sample.at_risk(pool, columns)
    rate = np.divide(*(sums[pool] for sums in sample.sums(case.baseline)))
    cells = np.ix_(pool, columns)
    would_be = float(rate @ (bottom[cells] * at_risk).sum(axis=1))
    if would_be <= 0:
        return {}
    move = float((top[cells] * at_risk).sum()) / would_be
    if scattered is None:
        return {"expected": value_in(sample, case.row, case.baseline) * move}
    move *= expected.matched
    before = top[case.row, case.baseline].sum()
    years, years_before = bottom[case.row, columns].sum(), bottom[case.row, case.baseline].sum()
    result = {"expected": float(before / years_before * move)}
    if np.isfinite(scattered.weight).all():
        mean = max((before + 0.5) / years_before * move * years, 1e-9)
        clusters = scattered.weight @ CLUSTERS
        between = scattered.weight @ SPREADS**2 * (1 + expected.concentration)
        relative = between + clusters * (expected.variance + 1 / (before + 0.5))
        tail = (1 - sample.plan.confidence) / 2
        size = 1 / (relative + (clusters - 1) / mean)
        low, high = stats.nbinom.ppf([tail, 1 - tail], size, size / (size + mean)) / years
        result |= {"low": float(low), "high": float(high)}
    return result


def _split(
    before: int, after: int, odds: float, expected: Expected, weight: FloatArray
) -> SplitCount:
    """Counts of a case against its expected odds, with the spread of all grid points."""
    total = before + after
    spread, chance = (
        odds_spread(total, odds, expected.variance, expected.concentration, between=between)[:, 0]
        for between in (True, False)
    )
    return SplitCount(before, after, odds, spread, weight, chance)


def _smallest_detectable(
    sample: Sample, before: int, odds: float, expected: Expected, weight: FloatArray
) -> float:
    """Rate ratio, for the better, found with 80 % power, given the events before.

    First the follow-up counts that would be called a change at ``1 - confidence``, then the
    ratio at which such counts come up four times in five; NaN where none would be called
    (not even a follow-up without any event).
    """
    if before == 0:
        return np.nan
    level = 1 - sample.plan.confidence
    fewer = sample.series.indicator.direction < 0
    would_be = before * float(np.exp(odds))

    def called(after: int) -> bool:
        return 2 * _split(before, after, odds, expected, weight).tails()[0 if fewer else 1] < level

    if fewer and not called(0):
        return np.nan
    bound = (
        _last(called, int(would_be) + 1)
        if fewer
        else _last(lambda after: not called(after), 64 * (int(would_be) + 2))
    )
    usual = _split(before, max(1, round(would_be)), odds, expected, weight)
    size = 1 / float(weight @ usual.spread**2 + 1 / (before + 0.5))

    def power(log_ratio: float) -> float:
        mean = would_be * np.exp(log_ratio)
        chance = stats.nbinom.cdf(bound, size, size / (size + mean))
        return float(chance if fewer else 1 - chance)

    return float(np.exp(optimize.brentq(lambda x: power(x) - POWER, -40, 40)))


def _last(holds: Callable[[int], bool], top: int) -> int:
    """Largest whole number up to `top` for which a condition, true at 0, still holds."""
    low, high = 0, top
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _counts(sample: Sample, case: Case, expected: Expected) -> tuple[int, int]:
    events = sample.series.numerator[case.row]
    return round(events[case.baseline].sum()), round(events[expected.columns].sum())
