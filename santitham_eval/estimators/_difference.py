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

from collections.abc import Sequence

import numpy as np
from scipy import special

from santitham_eval.estimators._expected import (
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
    return expect_all(sample, [case])[0]


def expect_all(sample: Sample, cases: Sequence[Case]) -> list[Expected | str]:
    """What comparison tambons say of each of some cases."""
    return by_windows(sample, cases, _expect)


def _expect(sample: Sample, cases: Sequence[Case], seen: Seen) -> list[Expected | str]:
    """Expectations of cases that share their start and windows."""
    baseline, follow_up = cases[0].baseline, cases[0].follow_up
    able = sample.able(cases) & (sample.sums(baseline)[1] > 0)
    pool = np.flatnonzero(able.any(axis=0))
    part, whole, noise = (array[pool] for array in seen)
    held = whole.sum(axis=1) > 0
    pool, part, whole, noise = pool[held], part[held], whole[held], noise[held]
    able = able[:, pool]
    if not len(pool):
        return ["few_comparisons" for _ in cases]
    value = np.divide(*(sums[pool] for sums in sample.sums(baseline)))
    wholes = able @ whole
    course = over(able @ (part - value[:, None] * whole), wholes)
    sums = part.sum(axis=1), whole.sum(axis=1)
    own = over(sums[0] - course @ whole.T, sums[1])
    matched, weight = _most_alike(sample, cases, pool, able, own, sums[1])
    sampling = _sampling_variance(sample, pool, baseline, *sums, noise.sum(axis=1))
    variance = weight**2 @ sampling
    told: list[Expected | str] = []
    for i, somebody in enumerate(wholes > 0):
        told.append(
            Expected(
                pool[able[i]], weight[i, able[i]], follow_up[somebody], course[i, somebody],
                float(matched[i]), float(variance[i]),
            ) if somebody.any() else "few_comparisons"
        )  # fmt: skip
    return told


def _most_alike(
    sample: Sample,
    cases: Sequence[Case],
    pool: IntArray,
    able: BoolArray,
    own: FloatArray,
    whole: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """How those most alike moved beyond the pool, and their weights, by case.

    `own` are follow-up values less the pool's course as each case has it, `whole` the follow-up
    denominators.
    """
    rows = np.array([case.row for case in cases])
    part, base = (sums[pool] for sums in sample.sums(cases[0].baseline))
    precision = np.ones(len(pool))
    if sample.series.indicator.family == "share":
        precision = base * whole / (base + whole)
    moves, folds, weights = np.zeros(len(rows)), np.zeros(len(rows)), np.zeros(able.shape)
    for matching, measuring in sample.folds(cases[0]) if sample.plan.comparison.match else []:
        part_half, measured = (sums[pool] for sums in sample.sums(measuring))
        alike = arrange_alike(sample, rows, pool, able, matching, measured > 0)
        taken = alike.take(np.full(len(rows), NEAREST))
        value = over(part_half, measured)
        # The halves of the baseline may differ in season; the pool says by how much.
        halves = over(able @ part, able @ base) - over(able @ part_half, able @ measured)
        weight = taken * precision
        weight = over(weight, weight.sum(axis=1)[:, None])
        told = taken.any(axis=1)
        moves += np.where(told, (weight * (own - value - halves[:, None])).sum(axis=1), 0.0)
        weights += weight
        folds += told
    none = folds == 0
    weight = over(able * precision, (able @ precision)[:, None])
    weights[none] = weight[none]
    moves[none] = (weight * (own - part / base)).sum(axis=1)[none]
    folds = np.maximum(folds, 1)
    return moves / folds, weights / folds[:, None]


def change(sample: Sample, case: Case, expected: Expected) -> float:
    """Change that the case would have seen as comparison tambons did; NaN of a whole of 0."""
    whole = sample.series.denominator[case.row, expected.columns]
    if whole.sum() <= 0:
        return np.nan
    return float(expected.course @ whole / whole.sum()) + expected.matched


def scatter(sample: Sample, start: int) -> Scatter:
    """How untreated tambons scatter around what the others say of them (placebo in space)."""
    error, sampling, concentration, level = [], [], [], []
    cases = placebo_cases(sample, start)
    for case, expected in zip(cases, expect_all(sample, cases), strict=True):
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
    found = estimate(sample, case, expected, scattered)
    effect |= {"before": before, "after": after, "expected": before + moved, "estimate": found}
    if unfit or not scattered.known:
        few = "few_comparisons" if scattered.tambons < FEWEST else "no_scatter"
        return effect | {"note": unfit or few}
    error = standard_error(sample, case, expected, scattered)
    freedom = scattered.tambons - 1
    reach = special.stdtrit(freedom, (1 + sample.plan.confidence) / 2)
    better = sample.series.indicator.direction
    return effect | {
        "low": found - reach * error,
        "high": found + reach * error,
        "p_value": float(2 * special.stdtr(freedom, -abs(found) / error)),
        "mde": better * (reach + special.stdtrit(freedom, POWER)) * error,
        "note": "",
    }


def estimate(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> float:
    """Difference in differences of one case; NaN of a share of too few.

    How tambons scatter does not matter to it; here so that both scales are asked alike.
    """
    if _unfit(sample, case, expected) == "small_whole":
        return np.nan
    before, after = (value_in(sample, case.row, c) for c in (case.baseline, expected.columns))
    return after - before - change(sample, case, expected)


def p_value(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> float:
    """Two-sided p-value of no effect on one case; NaN where it is not judged."""
    if _unfit(sample, case, expected) or not scattered.known:
        return np.nan
    error = standard_error(sample, case, expected, scattered)
    distance = abs(estimate(sample, case, expected, scattered)) / error
    return float(2 * special.stdtr(scattered.tambons - 1, -distance))


def at_margin(
    sample: Sample, case: Case, expected: Expected, scattered: Scatter, margin: float
) -> tuple[float, float]:
    """Power to find a change of the margin, and p-value of equivalence; as for rates."""
    if _unfit(sample, case, expected) or not scattered.known:
        return np.nan, np.nan
    error = standard_error(sample, case, expected, scattered)
    freedom = scattered.tambons - 1
    reach = special.stdtrit(freedom, (1 + sample.plan.confidence) / 2)
    found = abs(estimate(sample, case, expected, scattered))
    power = float(special.stdtr(freedom, margin / error - reach))
    return power, min(1.0, 2 * float(special.stdtr(freedom, (found - margin) / error)))


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
    if scattered.known:
        own_variance = _window_variance(sample, rows, case.baseline, columns)[0]
        reach = special.stdtrit(scattered.tambons - 1, (1 + sample.plan.confidence) / 2)
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
