"""Whether a tambon drifted from its comparison before it was chosen, and what could be seen.

For rates, events of period ``t`` fall to the tambon rather than to its matched tambons taken
together (exposures ``e_t`` and ``E_t``) with log odds

    a + b t + log(e_t / E_t)

so levels and whatever all share drop out, and ``b`` is the yearly drift of its log rate against
theirs.  For shares and means ``b`` is the slope of its value less theirs.  How far such slopes
scatter where there is no drift is seen from the matched tambons, each against the rest of them:
for rates a multiple, at least 1, of the binomial variance.  That holds months that cluster, years
that hang together and trends that differ, so the drift that would have been seen is told with it;
a test that could see none proves nothing (Roth 2022, American Economic Review: Insights 4).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.special import expit, stdtr, stdtrit

from santitham_eval.checks.model import LEVEL
from santitham_eval.estimators._expected import (
    FEWEST,
    POWER,
    Expected,
    FloatArray,
    IntArray,
)
from santitham_eval.estimators.comparative import assess_all
from santitham_eval.sample import Case, Sample

LEAST_EVENTS = 5
"""With fewer events in the baseline a slope says nothing."""

MONTHS = 12
_STEPS, _CLOSE = 50, 1e-10


def pre_trend(sample: Sample) -> Iterator[dict[str, object]]:
    """Each treated tambon's drift against its matched tambons in the baseline, a year.

    ``estimate``, ``low``, ``high`` and ``mde`` (the drift seen four times in five) are ratios a
    year for rates, differences a year in the panel's unit for the rest; ``judged`` is from how
    many matched tambons the scatter comes.  A caution where p is below `LEVEL`.
    """
    rate = sample.series.indicator.family == "rate"
    for case, effect, expected, _ in assess_all(sample):
        told: dict[str, object] = {
            "tambon": sample.series.tambon[case.row], "check": "pre_trend", "note": "",
        }  # fmt: skip
        if expected is None:
            yield told | {"verdict": "not_possible", "note": effect["note"]}
            continue
        own = drift(sample, case, expected)
        if isinstance(own, str):
            yield told | {"verdict": "not_possible", "note": own}
            continue
        slope, error, tambons = own
        freedom = tambons - 1
        reach = stdtrit(freedom, (1 + sample.plan.confidence) / 2) * error
        seen = reach + stdtrit(freedom, POWER) * error
        figures = np.array([slope, slope - reach, slope + reach, seen])
        p_value = float(2 * stdtr(freedom, -abs(slope) / error))
        named = ("estimate", "low", "high", "mde")
        yield told | dict(zip(named, np.exp(figures) if rate else figures, strict=True)) | {
            "p_value": p_value, "judged": tambons,
            "verdict": "caution" if p_value < LEVEL else "pass",
        }  # fmt: skip


def drift(sample: Sample, case: Case, expected: Expected) -> tuple[float, float, int] | str:
    """Yearly slope against the matched tambons, its error, and how many those are; or a reason."""
    matched = expected.pool[expected.weight > 0]
    series, columns = sample.series, case.baseline
    if len(matched) < FEWEST:
        return "few_comparisons"
    year = (series.first[columns] + series.last[columns] + 1) / 2 / MONTHS
    year = year - year.mean()
    cells = np.ix_(matched, columns)
    own = series.numerator[case.row, columns], series.denominator[case.row, columns]
    theirs = series.numerator[cells], series.denominator[cells]
    core = _of_counts if series.indicator.family == "rate" else _of_values
    found = core(year, *own, *theirs, series.indicator.family == "share")
    if isinstance(found, str):
        return found
    slope, variance = found
    return slope, float(np.sqrt(variance)), len(matched)


def _of_counts(
    year: FloatArray,
    events: FloatArray,
    exposure: FloatArray,
    others: FloatArray,
    exposures: FloatArray,
    _: bool,
) -> tuple[float, float] | str:
    """Slope of log odds and its variance; `others` and `exposures` are (tambons, periods)."""
    total, whole = others.sum(axis=0), exposures.sum(axis=0)
    if events.sum() < LEAST_EVENTS or total.sum() < LEAST_EVENTS:
        return "few_events"
    used = (events + total > 0) & (exposure > 0) & (whole > 0)
    offset = np.log(exposure[used] / whole[used])
    slope, information = log_odds_slope(
        year[used], events[used], (events + total)[used], offset
    )  # fmt: skip
    if not information > 0:
        return "no_fit"
    return slope, max(1.0, _scatter_of_counts(year, others, exposures)) / information


def log_odds_slope(
    x: FloatArray, part: FloatArray, whole: FloatArray, offset: FloatArray
) -> tuple[float, float]:
    """Slope of a binomial's log odds on `x` with an offset, and its information.

    Newton's steps on intercept and slope; information 0 where there is no finite maximum.
    """
    start = np.log(part.sum() / max((whole - part).sum(), 0.5)) - np.average(offset, weights=whole)
    at = np.array([start, 0.0])
    design = np.column_stack([np.ones_like(x), x])
    for _ in range(_STEPS):
        p = expit(design @ at + offset)
        weight = whole * p * (1 - p)
        hessian = design.T @ (weight[:, None] * design)
        determinant = np.linalg.det(hessian)
        if not determinant > _CLOSE or not np.isfinite(at).all() or abs(at[1]) > _STEPS:
            return float("nan"), 0.0
        step = np.linalg.solve(hessian, design.T @ (part - whole * p))
        at = at + step
        if np.abs(step).max() < _CLOSE:
            return float(at[1]), float(determinant / hessian[0, 0])
    return float("nan"), 0.0


def _scatter_of_counts(year: FloatArray, events: FloatArray, exposures: FloatArray) -> float:
    """Mean squared score of slope 0 over its binomial variance, each tambon against the rest."""
    whole = exposures.sum(axis=0)
    rate = np.divide(events.sum(axis=0), whole, out=np.zeros_like(whole), where=whole > 0)
    promised = exposures @ rate
    level = np.divide(events.sum(axis=1), promised, out=np.zeros_like(promised), where=promised > 0)
    weight = exposures * level[:, None]
    together = weight.sum(axis=0)
    share = np.divide(weight, together, out=np.zeros_like(weight), where=together > 0)
    mean = share * events.sum(axis=0)
    variance = mean * (1 - share)
    known = variance.sum(axis=1) > 0
    mean, variance, seen = mean[known], variance[known], events[known]
    centred = year - (variance @ year / variance.sum(axis=1))[:, None]
    score = (centred * (seen - mean)).sum(axis=1)
    information = (centred**2 * variance).sum(axis=1)
    usable = information > 0
    return float(np.mean(score[usable] ** 2 / information[usable])) if usable.any() else 1.0


def _of_values(
    year: FloatArray,
    part: FloatArray,
    whole: FloatArray,
    others: FloatArray,
    wholes: FloatArray,
    by_size: bool,
) -> tuple[float, float] | str:
    """Slope of the difference in values and its variance; periods weigh by denominator if so."""
    total, base = others.sum(axis=0), wholes.sum(axis=0)
    weight, gap = _gaps(part[None], whole[None], total[None], base[None], by_size)
    slope, size = _slopes(year, weight, gap)
    if not size[0] > 0:
        return "short_baseline"
    slopes, sizes = _slopes(year, *_gaps(others, wholes, total - others, base - wholes, by_size))
    known = sizes > 0
    if known.sum() < FEWEST:
        return "few_comparisons"
    count: IntArray = np.array(len(others))
    scatter = float(np.mean(slopes[known] ** 2 * sizes[known]) / (1 + 1 / (count - 1)))
    if not scatter > 0:
        return "no_scatter"
    return float(slope[0]), scatter * (1 + 1 / float(count)) / float(size[0])


def _gaps(
    part: FloatArray, whole: FloatArray, other: FloatArray, base: FloatArray, by_size: bool
) -> tuple[FloatArray, FloatArray]:
    """Weights of periods and values less the others', (tambons, periods); 0 where not known."""
    known = (whole > 0) & (base > 0)
    own, theirs = (
        np.divide(top, bottom, out=np.zeros(known.shape), where=known)
        for top, bottom in ((part, whole), (other, base))
    )
    return np.where(known, whole if by_size else 1.0, 0.0), own - theirs


def _slopes(year: FloatArray, weight: FloatArray, gap: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weighted least-squares slopes and their sums of squares; 0 with fewer than two periods."""
    total = weight.sum(axis=1, keepdims=True)
    middle = np.divide(weight @ year[:, None], total, out=np.zeros_like(total), where=total > 0)
    centred = year - middle
    size = (weight * centred**2).sum(axis=1)
    size = np.where((weight > 0).sum(axis=1) > 1, size, 0.0)
    product = (weight * centred * gap).sum(axis=1)
    return np.divide(product, size, out=np.zeros_like(size), where=size > 0), size
