"""How far chance alone carries the whole programme's headline, whatever it did to whom.

Estimates with one amphoe left out also tell how much effects differ between amphoe.  Nothing is
claimed here of other tambons than those in the programme, so what differs between them is part of
what is estimated and not of its error.  The error is put together from what scatters where nothing
was done, as that of one tambon's headline is:

    var = sum own_i + amphoe + course.

``own_i`` is how far tambon ``i`` strays from its level and the common course: a part that grows as
a count does (Poisson's times a clustering of at least 1) and one that grows as its square.  Both
are fitted twice, and that which gives the programme more is taken: to all tambons between the
first and the last years before anybody was chosen, and to tambons outside after the start (where
the worst are chosen these are the quiet ones, and their scatter alone is too small).  ``amphoe`` is
what tambons of one amphoe share; those of the programme and those outside share it, and so it
partly cancels.  ``course`` is found by leaving the outside of one amphoe out at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import optimize

from santitham_eval.estimators.programme._risk_sets import (
    Roles,
    estimates,
    expected_of,
    level_of,
)
from santitham_eval.estimators.programme.staggered import BoolArray, FloatArray, IntArray
from santitham_eval.estimators.programme.years import Years

_STEPS = 8


@dataclass(frozen=True)
class Moved:
    """What some tambons came to, against what would have been expected of them.

    Attributes
    ----------
    gap : ndarray, shape (tambons,)
        Numerators less expected ones (rates), or values less expected ones.
    size : ndarray, shape (tambons,)
        What the gap is over when it counts towards the whole: expected numerators, denominators.
    unit, square : ndarray, shape (tambons,)
        Variances of the gap for one unit of either part of the scatter.
    """

    gap: FloatArray
    size: FloatArray
    unit: FloatArray
    square: FloatArray


def errors(
    years: Years,
    scale: str,
    roles: Roles,
    chosen: Sequence[BoolArray],
    pairs: Sequence[tuple[int, int]] = (),
) -> FloatArray:
    """Standard errors of the effect in each of several sets, and of one set against another.

    Parameters
    ----------
    years : Years
    scale : {"ratio", "difference"}
    roles : Roles
    chosen : sequence of ndarray of bool, shape (tambons, years)
    pairs : sequence of (int, int)

    Returns
    -------
    ndarray, shape (sets + pairs,)
        Of log ratios, or of differences; NaN where there is nothing to tell it by.
    """
    expected = expected_of(years, scale, roles)
    first = int(np.flatnonzero(roles.inside.any(axis=0))[0])
    later = roles.outside & (np.arange(len(years.year)) >= first)
    outside = _moved(years, scale, roles, expected, later)
    seen = outside.size > 0
    fits = [_fit(outside, seen), _before(years, scale, roles)]
    shared = _shared(years, outside, seen, fits[0])
    course = _course(years, scale, roles, chosen)
    own, weight, apart = [], [], []
    amphoe = int(years.amphoe.max()) + 1
    for cells in chosen:
        told = _moved(years, scale, roles, expected, cells)
        inside = told.size > 0
        total = told.size[inside].sum()
        effect = 1.0 + told.gap[inside].sum() / total if scale == "ratio" and total > 0 else 1.0
        own.append(max(_own(told, inside, fit, effect, scale) for fit in fits))
        weight.append(np.bincount(years.amphoe, told.size, amphoe) / max(total, 1e-300))
        against = np.where(later & cells.any(axis=0), expected if scale == "ratio"
                           else years.denominator, 0.0)  # fmt: skip
        there = np.nan_to_num(against).sum(axis=1)
        apart.append(np.bincount(years.amphoe, there, amphoe) / max(there.sum(), 1e-300))
    rows = [(own[k], weight[k], apart[k], course[:, k]) for k in range(len(chosen))]
    rows += [(own[i] + own[j], weight[i] - weight[j], apart[i] - apart[j],
              course[:, i] - course[:, j]) for i, j in pairs]  # fmt: skip
    variances = [
        max(o + shared * float(w @ w - 2 * w @ a) + float(c @ c), o) for o, w, a, c in rows
    ]
    return np.sqrt(variances)


def _moved(years: Years, scale: str, roles: Roles, expected: FloatArray, cells: BoolArray) -> Moved:
    """What tambons came to in some cells; nothing, of size 0, where they have none."""
    use = cells & np.isfinite(expected)
    part, would_be, whole = (
        np.where(use, a, 0.0).sum(axis=1) for a in (years.numerator, expected, years.denominator)
    )
    columns = np.arange(roles.before)
    if scale == "ratio":
        before = np.maximum(years.numerator[:, columns].sum(axis=1), 0.5)
        unit = would_be + would_be**2 / before
        return Moved(part - would_be, would_be, unit, would_be**2)
    earlier = years.denominator[:, columns].sum(axis=1)
    over = np.maximum(whole, 1e-300)
    unit = np.where(whole > 0, whole**2 * (1 / over + 1 / earlier), 0.0)
    return Moved(part - would_be, whole, unit, whole**2)


def _before(years: Years, scale: str, roles: Roles) -> FloatArray:
    """Scatter of all tambons between the first and the last years before anybody was chosen.

    The part that grows as the square is that of so few years; of more it is less, as of a mean.
    """
    half = max(1, (roles.before - 1) // 2)
    first, last = np.arange(half), np.arange(roles.before - half, roles.before)
    top, bottom = years.numerator, years.denominator
    one, two = (top[:, c].sum(axis=1) for c in (first, last))
    whole = [bottom[:, c].sum(axis=1) for c in (first, last)]
    shorter = half / 2 * (1 / roles.before + 1 / max(_follow_up(roles), 1))
    if scale == "ratio":
        level = level_of(years, np.arange(roles.before))
        promised = [level * w for w in whole]
        promised = [p * (t.sum() / p.sum()) for p, t in zip(promised, (one, two), strict=True)]
        seen = (one + two > 0) & (promised[0] + promised[1] > 0)
        share = np.divide(
            promised[1], promised[0] + promised[1], out=np.zeros_like(one), where=seen
        )
        spread = (one + two) * share * (1 - share)
        told = Moved(two - (one + two) * share, spread, spread, spread**2)
    else:
        gap = two / whole[1] - one / whole[0]
        weight = 1 / (1 / whole[0] + 1 / whole[1])
        gap = gap - np.average(gap, weights=weight)
        seen = np.ones(len(gap), bool)
        told = Moved(gap * weight, weight, weight, weight**2)
    return _fit(told, seen) * np.array([1.0, min(shorter, 1.0)])


def _follow_up(roles: Roles) -> float:
    """Mean number of years in the programme of those in it."""
    inside = roles.inside.sum(axis=1)
    return float(inside[inside > 0].mean()) if (inside > 0).any() else 0.0


def _fit(told: Moved, used: BoolArray) -> FloatArray:
    """Both parts of the scatter, neither below 0, by least squares of squared gaps.

    Weighted as by their own variance, and by size: it is for large ones that it is needed.
    """
    design = np.column_stack([told.unit, told.square])[used]
    seen, size = told.gap[used] ** 2, told.size[used]
    if not len(seen) or not design.any():
        return np.zeros(2)
    found = np.array([1.0, 0.01])
    for _ in range(_STEPS):
        weight = np.sqrt(size) / np.maximum(design @ found, 1e-300)
        found = optimize.nnls(design * weight[:, None], seen * weight)[0]
        if not found.any():
            break
    return found


def _own(told: Moved, inside: BoolArray, fit: FloatArray, effect: float, scale: str) -> float:
    """Variance that the tambons' own straying gives the whole."""
    total = told.size[inside].sum()
    if not total > 0:
        return np.nan
    unit, square = fit
    if scale == "ratio":
        # With an effect, a count's chance grows as it does, and that of its level as its square.
        unit = max(unit, 1.0)
        chance = effect * told.size + effect**2 * (told.unit - told.size)
        variance = unit * chance + square * effect**2 * told.square
        return float(variance[inside].sum() / (effect * total) ** 2) if effect > 0 else np.nan
    return float((unit * told.unit + square * told.square)[inside].sum() / total**2)


def _shared(years: Years, told: Moved, used: BoolArray, fit: FloatArray) -> float:
    """Variance that tambons of one amphoe share, as a share of their size squared."""
    amphoe = years.amphoe[used]
    gap = np.bincount(amphoe, told.gap[used])
    size = np.bincount(amphoe, told.size[used])
    alone = (told.unit * fit[0] + told.square * fit[1])[used].sum()
    over = float((size**2).sum())
    return max(0.0, float((gap**2).sum() - alone) / over) if over > 0 else 0.0


def _course(years: Years, scale: str, roles: Roles, chosen: Sequence[BoolArray]) -> FloatArray:
    """Shares of amphoe in the error of the course: the outside of one left out at a time."""
    everybody = np.ones(len(years.start), bool)
    number: IntArray = np.unique(years.amphoe)
    found = []
    for c in number:
        fewer = replace(roles, outside=roles.outside & (years.amphoe != c)[:, None])
        found.append(estimates(years, scale, fewer, chosen, everybody))
    with np.errstate(divide="ignore"):
        each = np.log(found) if scale == "ratio" else np.array(found)
    finite = np.isfinite(each)
    mean = np.where(finite, each, 0.0).sum(axis=0) / np.maximum(finite.sum(axis=0), 1)
    apart = np.where(finite, each, mean) - mean
    return apart * np.sqrt((len(number) - 1) / len(number))
