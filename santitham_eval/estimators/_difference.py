"""Comparative before/after of shares and means: the difference in differences.

For a case with value ``v0`` in its baseline and ``v1`` in its follow-up,

    effect = v1 - v0 - (sum_t(d_t * b_t) / sum_t(b_t) + m)

where ``d_t`` is how far all comparison tambons at risk in period ``t`` lie from their own baseline
values, ``b_t`` the case's denominators, and ``m`` how those most alike moved beyond that.  The
standard error adds a multiple of the binomial variance of the case's own shares (members of one
whole are seldom independent) to the variance between tambons; both are found from how comparison
tambons scatter when each is judged by the others.  Levels far apart do not move alike on this
scale, so a case without tambons near its level is not judged.

The sampling variance of a mean is the source's own: over a window of denominators ``d_t`` and
standard errors ``s_t`` it is ``sum(d_t^2 s_t^2) / sum(d_t)^2``, periods being sampled one by one.
It is taken as given, not multiplied; without standard errors all is variance between tambons.
Spreads of means are measured in the placebo tambons' own root mean square, so that no unit
(baht, points) changes a finding.
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from santitham_eval.estimators._expected import (
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
from santitham_eval.smallarea import CLUSTERS, SPREADS, difference_weights

SMALLEST_WHOLE = 10
"""A share of fewer than this many in a window is not judged."""

ROUNDING = 1e-9
"""Placebo tambons that scatter by less than this part of their level do not scatter."""

FARTHEST = 0.2
"""A share whose matched tambons lie further off than this in the baseline is not judged: in
simulations without an effect such cases were off by 0.055 on average, the rest by 0.003."""


def expect(sample: Sample, case: Case) -> Expected | str:
    """What comparison tambons say of a case; a reason code where they cannot."""
    pool = sample.comparable(case)
    top, bottom = sample.series.numerator, sample.series.denominator
    at_risk = sample.at_risk(pool, case.follow_up)
    part = np.where(at_risk, top[np.ix_(pool, case.follow_up)], 0.0)
    whole = np.where(at_risk, bottom[np.ix_(pool, case.follow_up)], 0.0)
    usable = (sample.sums(case.baseline)[1][pool] > 0) & (whole.sum(axis=1) > 0)
    pool, part, whole = pool[usable], part[usable], whole[usable]
    somebody = whole.sum(axis=0) > 0
    if not somebody.any():
        return "few_comparisons"
    part, whole = part[:, somebody], whole[:, somebody]
    value = np.divide(*(sums[pool] for sums in sample.sums(case.baseline)))
    course = (part - value[:, None] * whole).sum(axis=0) / whole.sum(axis=0)
    own = part.sum(axis=1) / whole.sum(axis=1) - whole @ course / whole.sum(axis=1)
    matched, weight = _most_alike(sample, case, pool, own, whole.sum(axis=1))
    noise = (sample.series.sampling[np.ix_(pool, case.follow_up)] * at_risk[usable]).sum(axis=1)
    sampling = _sampling_variance(
        sample, pool, case.baseline, part.sum(axis=1), whole.sum(axis=1), noise
    )
    variance = float(np.sum(weight**2 * sampling))
    return Expected(pool, weight, case.follow_up[somebody], course, matched, variance)


def _most_alike(
    sample: Sample, case: Case, pool: IntArray, own: FloatArray, whole: FloatArray
) -> tuple[float, FloatArray]:
    """How those most alike moved beyond the pool, and their weights.

    `own` are follow-up values less the pool's course, `whole` the follow-up denominators.
    """
    part, base = (sums[pool] for sums in sample.sums(case.baseline))
    precision = np.ones(len(pool))
    if sample.series.indicator.family == "share":
        precision = base * whole / (base + whole)
    moves, weights = [], []
    for matching, measuring in sample.folds(case) if sample.plan.comparison.match else []:
        part_half, measured = (sums[pool] for sums in sample.sums(measuring))
        alike, rank = sample.alike(case, pool, matching)
        known = measured[np.searchsorted(pool, alike)] > 0
        taken = with_ties(np.searchsorted(pool, alike[known]), rank[known], NEAREST)
        if not len(taken):
            continue
        value = np.full(len(pool), np.nan)
        np.divide(part_half, measured, out=value, where=measured > 0)
        # The halves of the baseline may differ in season; the pool says by how much.
        halves = part.sum() / base.sum() - part_half.sum() / measured.sum()
        weight = np.zeros(len(pool))
        weight[taken] = precision[taken] / precision[taken].sum()
        moves.append(weight[taken] @ (own - value - halves)[taken])
        weights.append(weight)
    if not moves:
        weight = precision / precision.sum()
        return float(weight @ (own - part / base)), weight
    return float(np.mean(moves)), np.mean(weights, axis=0)


def change(sample: Sample, case: Case, expected: Expected) -> float:
    """Change that the case would have seen as comparison tambons did; NaN of a whole of 0."""
    whole = sample.series.denominator[case.row, expected.columns]
    if whole.sum() <= 0:
        return np.nan
    return float(expected.course @ whole / whole.sum()) + expected.matched


def scatter(sample: Sample, start: int) -> Scatter:
    """How untreated tambons scatter around what the others say of them (placebo in space)."""
    error, sampling, concentration, level = [], [], [], []
    for case in placebo_cases(sample, start):
        expected = expect(sample, case)
        if isinstance(expected, str) or _unfit(sample, case, expected):
            continue
        before, after = (value_in(sample, case.row, c) for c in (case.baseline, expected.columns))
        error.append(after - before - change(sample, case, expected))
        sampling.append(_own_variance(sample, case, expected) + expected.variance)
        concentration.append(expected.concentration)
        level.append(before)
    if len(error) < FEWEST:
        return Scatter(np.full(len(SPREADS), np.nan), len(error))
    errors, variance, kept = (np.array(v) for v in (error, sampling, concentration))
    if sample.series.indicator.family != "mean":
        return Scatter(difference_weights(errors, variance, kept), len(error))
    return _scatter_of_means(errors, variance, kept, max(map(abs, level)))


def _scatter_of_means(
    errors: FloatArray, sampling: FloatArray, concentration: FloatArray, level: float
) -> Scatter:
    """As the grid has it, with the errors' root mean square at one half, a point of the grid."""
    scale = 2 * float(np.sqrt(np.mean(errors**2 / (1 + concentration))))
    if scale <= ROUNDING * level:
        return Scatter(np.full(len(SPREADS), np.nan), len(errors))
    weight = difference_weights(errors / scale, sampling / scale**2, concentration)
    weight = np.where(CLUSTERS == 1, weight, 0)
    return Scatter(weight / weight.sum(), len(errors), scale)


def judge(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> dict[str, object]:
    """Effect of one case: columns estimate to note of the effects frame."""
    effect: dict[str, object] = {}
    if sample.series.indicator.family == "share":  # the numerator of a mean counts nothing
        numerator = sample.series.numerator[case.row]
        effect["n_before"] = round(numerator[case.baseline].sum())
        effect["n_after"] = round(numerator[expected.columns].sum())
    unfit = _unfit(sample, case, expected)
    if unfit == "small_whole":
        return effect | {"note": unfit}
    before, after = (value_in(sample, case.row, c) for c in (case.baseline, expected.columns))
    moved = change(sample, case, expected)
    effect |= {"before": before, "after": after, "expected": before + moved}
    estimate = after - before - moved
    effect["estimate"] = estimate
    if unfit or not np.isfinite(scattered.weight).all():
        few = "few_comparisons" if scattered.tambons < FEWEST else "no_scatter"
        return effect | {"note": unfit or few}
    error = standard_error(sample, case, expected, scattered)
    student = stats.t(scattered.tambons - 1)
    reach = student.ppf((1 + sample.plan.confidence) / 2)
    better = sample.series.indicator.direction
    return effect | {
        "low": estimate - reach * error,
        "high": estimate + reach * error,
        "p_value": float(2 * student.sf(abs(estimate) / error)),
        "mde": better * (reach + student.ppf(POWER)) * error,
        "note": "",
    }


def standard_error(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> float:
    """Standard error of a case's difference in differences."""
    sampling = _own_variance(sample, case, expected) + expected.variance
    return _error(scattered, sampling, expected.concentration)


def _error(scattered: Scatter, sampling: float, concentration: float) -> float:
    """Standard error of a difference with so much binomial variance."""
    between = scattered.weight @ (scattered.scale * SPREADS) ** 2 * (1 + concentration)
    return float(np.sqrt(between + scattered.weight @ CLUSTERS * sampling))


def path(
    sample: Sample, case: Case, expected: Expected, scattered: Scatter | None, columns: IntArray
) -> dict[str, float]:
    """Expected value of the case in some columns, moved from its baseline as the pool moved.

    With a scatter (in the follow-up) the matched tambons' own move is added and ``low`` and
    ``high`` are the range of the value that a year without the programme would give.
    """
    top, bottom = sample.series.numerator, sample.series.denominator
    pool, rows = expected.pool, np.array([case.row])
    at_risk = sample.at_risk(pool, columns)
    cells = np.ix_(pool, columns)
    whole = bottom[cells] * at_risk
    own = value_in(sample, case.row, case.baseline)
    if whole.sum() <= 0 or not np.isfinite(own):
        return {}
    value = np.divide(*(sums[pool] for sums in sample.sums(case.baseline)))
    move = float((top[cells] * at_risk - value[:, None] * whole).sum() / whole.sum())
    if scattered is None:
        return {"expected": own + move}
    result = {"expected": own + move + expected.matched}
    if np.isfinite(scattered.weight).all():
        own_variance = _window_variance(sample, rows, case.baseline, columns)[0]
        reach = stats.t(scattered.tambons - 1).ppf((1 + sample.plan.confidence) / 2)
        error = reach * _error(
            scattered, float(own_variance) + expected.variance, expected.concentration
        )
        low, high = result["expected"] - error, result["expected"] + error
        if sample.series.indicator.family == "share":
            low, high = max(0.0, low), min(1.0, high)
        result |= {"low": float(low), "high": float(high)}
    return result


def _unfit(sample: Sample, case: Case, expected: Expected) -> str:
    """Why a share cannot be judged on this scale; empty when it can."""
    if sample.series.indicator.family != "share":
        return ""
    whole = (sample.sums(c)[1][case.row] for c in (case.baseline, expected.columns))
    if min(whole) < SMALLEST_WHOLE:
        return "small_whole"
    part, base = sample.sums(case.baseline)
    used = expected.weight > 0
    near = expected.weight[used] @ (part / base.clip(1e-300))[expected.pool[used]]
    return "poor_match" if abs(near - part[case.row] / base[case.row]) > FARTHEST else ""


def _own_variance(sample: Sample, case: Case, expected: Expected) -> float:
    rows = np.array([case.row])
    return float(_window_variance(sample, rows, case.baseline, expected.columns)[0])


def _window_variance(
    sample: Sample, rows: IntArray, baseline: IntArray, columns: IntArray
) -> FloatArray:
    part, whole = (sums[rows] for sums in sample.sums(columns))
    noise = sample.series.sampling[np.ix_(rows, columns)].sum(axis=1)
    return _sampling_variance(sample, rows, baseline, part, whole, noise)


def _sampling_variance(
    sample: Sample,
    rows: IntArray,
    baseline: IntArray,
    part: FloatArray,
    whole: FloatArray,
    noise: FloatArray,
) -> FloatArray:
    """Sampling variance of each tambon's change.

    For shares binomial, with one half added to each side of the pooled share so that none and
    all still vary.  For means what the source says: `noise` is the variance of the follow-up's
    numerators.
    """
    before, base = (sums[rows] for sums in sample.sums(baseline))
    if sample.series.indicator.family != "share":
        earlier = sample.series.sampling[np.ix_(rows, baseline)].sum(axis=1)
        return earlier / base**2 + noise / whole**2
    share = (before + part + 0.5) / (base + whole + 1)
    return share * (1 - share) * (1 / base + 1 / whole)
