"""Levels, risk sets and what would have been expected: the arithmetic of `risk_sets`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from santitham_eval.estimators.programme.staggered import BoolArray, FloatArray, IntArray
from santitham_eval.estimators.programme.years import Years

STRATA = 5
"""Differences are compared within fifths by level: levels far apart do not move alike by them.
Ratios do, and fifths of rare events would cost more in chance than they gain."""


@dataclass(frozen=True)
class Roles:
    """Who counts where.

    Attributes
    ----------
    inside, outside : ndarray of bool, shape (tambons, years)
        Where a tambon is in the programme, and where it is compared with.
    before : int
        So many first years measure levels: those before anybody was chosen.
    """

    inside: BoolArray
    outside: BoolArray
    before: int


def estimates(
    years: Years, scale: str, roles: Roles, chosen: Sequence[BoolArray], used: BoolArray
) -> FloatArray:
    """Effect in each of several sets of cells, from some of the tambons.

    One half of the years before finds who is alike, the other measures levels; then the reverse.
    """
    halves = np.arange(roles.before)[::2], np.arange(roles.before)[1::2]
    turns = (halves, halves[::-1])
    return _effects(years, scale, roles, chosen, used, turns)


def leads(
    years: Years, scale: str, roles: Roles, chosen: Sequence[BoolArray], used: BoolArray
) -> FloatArray:
    """As `estimates`, for cells in the years before, against the level of all these years.

    What alikeness by the same years does to one of them it does to all, so it is no trend.
    """
    columns = np.arange(roles.before)
    return _effects(years, scale, roles, chosen, used, ((columns, columns),))


def _effects(
    years: Years,
    scale: str,
    roles: Roles,
    chosen: Sequence[BoolArray],
    used: BoolArray,
    turns: Sequence[tuple[IntArray, IntArray]],
) -> FloatArray:
    treated = roles.inside.any(axis=1) & used
    if not treated.any():
        return np.full(len(chosen), np.nan)
    found = []
    for matching, measuring in turns:
        level = level_of(years, matching)
        stratum = np.zeros(len(level), dtype=np.int64)
        if scale == "difference":
            stratum = _stratum(level, treated)
        promised = level_of(years, measuring)[:, None] * years.denominator
        expected = _expected(years, scale, promised, roles.outside & used[:, None], stratum)
        found.append([_effect(years, scale, expected, cells & used[:, None]) for cells in chosen])
    return np.mean(found, axis=0)


def expected_of(years: Years, scale: str, roles: Roles) -> FloatArray:
    """Numerators expected of everybody, with levels from all the years before; NaN without any."""
    level = level_of(years, np.arange(roles.before))
    stratum = np.zeros(len(level), dtype=np.int64)
    if scale == "difference":
        stratum = _stratum(level, np.asarray(roles.inside.any(axis=1)))
    promised = level[:, None] * years.denominator
    return _expected(years, scale, promised, roles.outside, stratum)


def level_of(years: Years, columns: IntArray) -> FloatArray:
    return years.numerator[:, columns].sum(axis=1) / years.denominator[:, columns].sum(axis=1)


def _stratum(level: FloatArray, treated: BoolArray) -> IntArray:
    """Fifths by level, of the programme's tambons."""
    cuts = np.quantile(level[treated], np.arange(1, STRATA) / STRATA)
    return np.searchsorted(cuts, level, side="right")


def _expected(
    years: Years, scale: str, promised: FloatArray, compared: BoolArray, stratum: IntArray
) -> FloatArray:
    """Numerators expected had each moved as the risk set of its stratum; NaN without any."""
    expected = np.full(promised.shape, np.nan)
    for k in np.unique(stratum):
        rows = stratum == k
        there = compared[rows]
        top, bottom, would_be = (
            np.where(there, a[rows], 0.0).sum(axis=0)
            for a in (years.numerator, years.denominator, promised)
        )
        if scale == "ratio":
            course = np.divide(top, would_be, out=np.full(len(top), np.nan), where=would_be > 0)
            expected[rows] = promised[rows] * course
        else:
            course = np.divide(top - would_be, bottom, out=np.full(len(top), np.nan),
                               where=bottom > 0)  # fmt: skip
            expected[rows] = promised[rows] + course * years.denominator[rows]
    return expected


def _effect(years: Years, scale: str, expected: FloatArray, cells: BoolArray) -> float:
    use = cells & np.isfinite(expected)
    seen, would_be = years.numerator[use].sum(), expected[use].sum()
    if scale == "ratio":
        return float(seen / would_be) if would_be > 0 else np.nan
    return float((seen - would_be) / years.denominator[use].sum()) if use.any() else np.nan
