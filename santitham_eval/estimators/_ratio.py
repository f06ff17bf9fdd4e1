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

from collections.abc import Callable, Sequence

import numpy as np
from scipy import optimize, special, stats

from santitham_eval.estimators._expected import (
    EVENTS,
    FEWEST,
    NEAREST,
    POWER,
    BoolArray,
    Expected,
    FloatArray,
    IntArray,
    Scatter,
    Seen,
    by_windows,
    over,
    placebo_cases,
    value_in,
)
from santitham_eval.sample import Case, Sample, arrange_alike
from santitham_eval.smallarea import (
    CLUSTERS,
    SPREADS,
    SplitCount,
    odds_spread,
    spread_weights,
)


def expect(sample: Sample, case: Case) -> Expected | str:
    """What comparison tambons say of a case; a reason code where they cannot."""
    return expect_all(sample, [case])[0]


def expect_all(sample: Sample, cases: Sequence[Case]) -> list[Expected | str]:
    """What comparison tambons say of each of some cases."""
    return by_windows(sample, cases, _expect)


def _expect(sample: Sample, cases: Sequence[Case], seen: Seen) -> list[Expected | str]:
    """Expectations of cases that share their start and windows."""
    baseline, follow_up = cases[0].baseline, cases[0].follow_up
    able = sample.able(cases) & (sample.sums(baseline)[1] > 0)
    pool = np.flatnonzero(able.any(axis=0))
    able = able[:, pool]
    before, years_before = (sums[pool] for sums in sample.sums(baseline))
    rate = before / years_before
    after, years = seen[0][pool], seen[1][pool]
    somebody = able @ years > 0
    would_be, came = (able * rate) @ years, able @ after
    course = np.divide(came, would_be, out=np.zeros_like(would_be), where=would_be > 0)
    own = sample.series.denominator[[case.row for case in cases]][:, follow_up]
    no_events = ~((able & (rate > 0)).any(axis=1) & came.any(axis=1))
    # Events may have come only where the case has no exposure.
    no_events |= own.any(axis=1) & ~((course * own).sum(axis=1) > 0)
    reason = np.select([~somebody.any(axis=1), no_events],
                       ["few_comparisons", "no_comparison_events"], "")  # fmt: skip
    asked = np.flatnonzero(reason == "").tolist()
    told: list[Expected | str] = [str(r) for r in reason]
    promise = course[asked] @ years.T
    alike = _most_alike(sample, [cases[i] for i in asked], pool, able[asked], after.sum(1), promise)
    for i, matched, weight, variance in zip(asked, *alike, strict=True):
        told[i] = Expected(
            pool[able[i]], weight[able[i]], follow_up[somebody[i]], course[i, somebody[i]],
            float(matched), float(variance),
        )  # fmt: skip
    return told


def _most_alike(
    sample: Sample,
    cases: Sequence[Case],
    pool: IntArray,
    able: BoolArray,
    after: FloatArray,
    promise: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """How those most alike moved beyond the pool, their weights and its variance, by case.

    `after` are events at risk of each of the pool, `promise` the follow-up events, as each case
    has them, of a tambon of it with baseline rate 1.
    """
    if not cases:
        return after[:0], np.zeros(able.shape), after[:0]
    rows = np.array([case.row for case in cases])
    before, years_before = (sums[pool] for sums in sample.sums(cases[0].baseline))
    rate = (able @ before) / (able @ years_before)
    matched, variance, folds = np.zeros((3, len(rows)))
    weights = np.zeros(able.shape)
    for matching, measuring in sample.folds(cases[0]) if sample.plan.comparison.match else []:
        measured, years = (sums[pool] for sums in sample.sums(measuring))
        level = over(*(sums[pool] for sums in sample.sums(matching)))
        alike = arrange_alike(sample, rows, pool, able, matching, years > 0)
        promised = np.take_along_axis(level * promise, alike.order, axis=1).cumsum(axis=1)
        # A little less than the whole, so that the last digits of a sum decide nothing.
        reached = (promised < EVENTS * (1 - 1e-9)).sum(axis=1) + 1
        taken = alike.take(np.maximum(NEAREST, reached))
        scale = over(rate * (able @ years), able @ measured)[:, None]
        share = np.where(taken, scale * over(measured, years) * promise, 0.0)
        would_be, came = share.sum(axis=1), taken @ after
        told = (would_be > 0) & (came > 0)
        matched += np.where(told, over(came, would_be), 0.0)
        weights += np.where(told[:, None], over(share, would_be[:, None]), 0.0)
        variance += np.where(told, over(1.0, came) + over(1.0, taken @ before), 0.0)
        folds += told
    none = folds == 0
    share = able * (before / years_before * promise)
    weights[none] = over(share, share.sum(axis=1)[:, None])[none]
    matched[none] = 1.0
    variance[none] = (over(1.0, able @ after) + over(1.0, able @ before))[none]
    folds = np.maximum(folds, 1)
    return matched / folds, weights / folds[:, None], variance / folds


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
    cases = placebo_cases(sample, start)
    for case, expected in zip(cases, expect_all(sample, cases), strict=True):
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
    effect["estimate"] = estimate(sample, case, expected, scattered)
    if not scattered.known:
        return effect | {"note": "few_comparisons"}
    split = _split(sample, case, expected, scattered)
    low, high = np.exp(split.interval(sample.plan.confidence))
    mde = _smallest_detectable(sample, before, odds, expected, scattered.weight)
    return effect | {
        "low": low, "high": high, "p_value": split.p_value(), "mde": mde, "note": ""
    }  # fmt: skip


def estimate(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> float:
    """Rate ratio of one case; NaN without any event."""
    if sum(_counts(sample, case, expected)) == 0:
        return np.nan
    return float(np.exp(_split(sample, case, expected, scattered).estimate()))


def p_value(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> float:
    """Two-sided p-value of no effect on one case; NaN without any event or known scatter."""
    if sum(_counts(sample, case, expected)) == 0 or not scattered.known:
        return np.nan
    return _split(sample, case, expected, scattered).p_value()


def log_likelihood(
    sample: Sample, case: Case, expected: Expected, scattered: Scatter, effect: FloatArray
) -> FloatArray:
    """Log likelihood of log rate ratios, given the events of both windows; shape as `effect`."""
    return _split(sample, case, expected, scattered).log_likelihood(effect)


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
    if scattered.known:
        mean = max((before + 0.5) / years_before * move * years, 1e-9)
        clusters = scattered.weight @ CLUSTERS
        between = scattered.weight @ SPREADS**2 * (1 + expected.concentration)
        relative = between + clusters * (expected.variance + 1 / (before + 0.5))
        tail = (1 - sample.plan.confidence) / 2
        size = 1 / (relative + (clusters - 1) / mean)
        low, high = stats.nbinom.ppf([tail, 1 - tail], size, size / (size + mean)) / years
        result |= {"low": float(low), "high": float(high)}
    return result


def _split(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> SplitCount:
    """Counts of a case against its expected odds, with no scatter where none is known."""
    before, after = _counts(sample, case, expected)
    weight = scattered.weight if scattered.known else np.eye(len(SPREADS))[0]
    return _split_counts(before, after, log_odds(sample, case, expected), expected, weight)


def _split_counts(
    before: int, after: int, odds: float, expected: Expected, weight: FloatArray
) -> SplitCount:
    """Counts against their expected odds, with the spread of all grid points."""
    total = before + after
    spread, chance = (
        odds_spread(total, odds, expected.variance, expected.concentration, between=between)[:, 0]
        for between in (True, False)
    )
    return SplitCount(before, after, odds, spread, weight, chance)


def _power(
    sample: Sample, before: int, odds: float, expected: Expected, weight: FloatArray
) -> Callable[[float], float] | None:
    """How often a log rate ratio would be found, given the events before.

    The follow-up counts that would be called a change for the better at ``1 - confidence``, and
    how often such counts come up; None where none would be called (not even a follow-up without
    any event), or nothing happened before.
    """
    if before == 0:
        return None
    level = 1 - sample.plan.confidence
    fewer = sample.series.indicator.direction < 0
    would_be = before * float(np.exp(odds))

    def called(after: int) -> bool:
        return (
            2 * _split_counts(before, after, odds, expected, weight).tails()[0 if fewer else 1]
            < level
        )

    if fewer and not called(0):
        return None
    bound = (
        _last(called, int(would_be) + 1)
        if fewer
        else _last(lambda after: not called(after), 64 * (int(would_be) + 2))
    )
    usual = _split_counts(before, max(1, round(would_be)), odds, expected, weight)
    size = 1 / float(weight @ usual.spread**2 + 1 / (before + 0.5))

    def power(log_ratio: float) -> float:
        mean = would_be * np.exp(log_ratio)
        chance = special.betainc(size, bound + 1, size / (size + mean))  # negative binomial
        return float(chance if fewer else 1 - chance)

    return power


def _smallest_detectable(
    sample: Sample, before: int, odds: float, expected: Expected, weight: FloatArray
) -> float:
    """Rate ratio, for the better, found with 80 % power; NaN where there is none."""
    power = _power(sample, before, odds, expected, weight)
    if power is None:
        return np.nan
    return float(np.exp(optimize.brentq(lambda x: power(x) - POWER, -40, 40)))


def at_margin(
    sample: Sample, case: Case, expected: Expected, scattered: Scatter, margin: float
) -> tuple[float, float]:
    """Power to find a change of the margin for the better, and p-value of equivalence.

    Parameters
    ----------
    margin : float
        Ratio below 1.

    Returns
    -------
    power : float
        0 where nothing would be called a change; NaN without events before.
    p_value : float
        Twice the larger of the one-sided p-values against a change as large as the margin either
        way: at most ``1 - confidence`` exactly where the interval lies inside the margin (two
        one-sided tests, Schuirmann 1987, J. Pharmacokinetics and Biopharmaceutics 15).
    """
    before, after = _counts(sample, case, expected)
    if before + after == 0 or not scattered.known:
        return np.nan, np.nan
    odds = log_odds(sample, case, expected)
    found = _power(sample, before, odds, expected, scattered.weight)
    nearest = np.log(margin) * -sample.series.indicator.direction
    none = np.nan if before == 0 else 0.0
    split = _split(sample, case, expected, scattered)
    beyond = max(split.tails(np.log(margin))[1], split.tails(-np.log(margin))[0])
    return none if found is None else found(nearest), min(1.0, 2 * beyond)


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
