"""The headline of the whole programme: all its tambons against those still outside it.

Levels are measured in the years before anybody was chosen.  How levels moved since is told, year
by year, by tambons of like level that were still outside the programme then (its risk set):

    ratio       =  sum y_it / sum level_i d_it c_t,        c_t = sum_R y_it / sum_R level_i d_it
    difference  =  sum (y_it - (level_i + c_t) d_it) / sum d_it,
                                                   c_t = sum_R (y_it - level_i d_it) / sum_R d_it

with ``y`` numerators, ``d`` denominators, sums over tambons and years in the programme, and ``R``
the risk set of the tambon's fifth by level.  It is the headline of one tambon, summed.

The usual staggered estimators leave the years in which units are chosen out on both sides.  Where
each wave takes the worst, that leaves in the comparison of each year only those that were quiet
in it; simulated without an effect it showed one of +0.20 log points, and this +0.01.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from santitham_eval.estimators.programme.staggered import BoolArray, FloatArray, IntArray
from santitham_eval.estimators.programme.years import Years

FEWEST_CLUSTERS = 5
"""With fewer amphoe in the programme, or outside it, estimates without one of them do not tell an
error: simulated without an effect, one in the programme was "significant" 3 times in 4, two 1 in 5,
five 1 in 17."""

STRATA = 5
"""Differences are compared within fifths by level: levels far apart do not move alike by them.
Ratios do, and fifths of rare events would cost more in chance than they gain."""

FEWEST_YEARS = 2
"""Years before anybody was chosen, without which levels are not known."""


@dataclass(frozen=True)
class Whole:
    """Effect of the whole programme and what it rests on.

    Attributes
    ----------
    effects : DataFrame
        part ("overall", "event_time"), at (years since the start), estimate (ratio or
        difference), low, high, p_value, tambons, note ("few_clusters", "no_events",
        "nothing_expected": no estimate or no interval).  Errors are by amphoe: delete-one
        jackknife, of logs for ratios; Student's with amphoe - 1 degrees of freedom.
    without : DataFrame
        cluster, estimate: the overall with one amphoe left out.
    note : str
        Why there is nothing at all: "not_observed", "short_baseline", "few_comparisons".
    """

    effects: pd.DataFrame
    without: pd.DataFrame
    note: str


def compare(years: Years, scale: str, *, left_out: int, confidence: float = 0.95) -> Whole:
    """Compare the programme's tambons with those still outside it.

    Parameters
    ----------
    years : Years
    scale : {"ratio", "difference"}
    left_out : int
        Years before the first start that hold months in which tambons were chosen.
    confidence : float
    """
    since = np.arange(len(years.year)) - np.minimum(years.start, 2**40)[:, None]
    inside = since >= 0
    outside = np.arange(len(years.year)) < years.entered[:, None]
    first = int(np.min(years.start, initial=len(years.year)))
    note = ""
    if not inside.any():
        note = "not_observed"
    elif first - left_out < FEWEST_YEARS:
        note = "short_baseline"
    elif not outside[:, first].any():
        note = "few_comparisons"
    if note:
        return Whole(pd.DataFrame(columns=["part"]), pd.DataFrame(), note)
    before = first - left_out
    at = np.unique(since[inside])
    chosen = [inside, *(inside & (since == e) for e in at)]
    everybody = np.ones(len(years.start), bool)
    found = _estimates(years, scale, before, outside, chosen, everybody)
    clusters = np.unique(years.amphoe)
    left = np.array(
        [_estimates(years, scale, before, outside, chosen, years.amphoe != c) for c in clusters]
    )
    held = np.array([_amphoe(years, c, outside[:, first:]) for c in chosen])
    effects = _judged(found, left, held, scale, confidence)
    effects.insert(0, "part", ["overall", *["event_time"] * len(at)])
    effects.insert(1, "at", pd.Series([pd.NA, *at.tolist()], dtype="Int64"))
    effects["tambons"] = [int(c.any(axis=1).sum()) for c in chosen]
    return Whole(effects, pd.DataFrame({"cluster": clusters, "estimate": left[:, 0]}), "")


def _amphoe(years: Years, *sides: BoolArray) -> int:
    """How many amphoe have cells on the side that has fewer."""
    return min(len(np.unique(years.amphoe[cells.any(axis=1)])) for cells in sides)


def _estimates(
    years: Years,
    scale: str,
    before: int,
    outside: BoolArray,
    chosen: list[BoolArray],
    used: BoolArray,
) -> FloatArray:
    """Overall effect and that of each event time, from some of the tambons.

    One half of the years before finds who is alike, the other measures levels; then the reverse.
    """
    halves = np.arange(before)[::2], np.arange(before)[1::2]
    if not chosen[0][used].any():
        return np.full(len(chosen), np.nan)
    found = []
    for matching, measuring in (halves, halves[::-1]):
        level = _level(years, matching)
        stratum = np.zeros(len(level), dtype=np.int64)
        if scale == "difference":
            stratum = _stratum(level, chosen[0].any(axis=1) & used)
        promised = _level(years, measuring)[:, None] * years.denominator
        expected = _expected(years, scale, promised, outside & used[:, None], stratum)
        found.append([_effect(years, scale, expected, cells & used[:, None]) for cells in chosen])
    return np.mean(found, axis=0)


def _level(years: Years, columns: IntArray) -> FloatArray:
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


def _judged(
    found: FloatArray, left: FloatArray, held: IntArray, scale: str, confidence: float
) -> pd.DataFrame:
    """Intervals and p-values from the estimates with one amphoe left out each.

    `held` is how many amphoe each estimate has, in the programme or outside it, whichever is less.
    """
    ratio = scale == "ratio"
    with np.errstate(divide="ignore"):
        estimate, each = (np.log(found), np.log(left)) if ratio else (found, left)
    known = np.isfinite(each).sum(axis=0)
    freedom = np.maximum(known - 1, 1)
    note = np.select(
        [np.isnan(estimate), np.isneginf(estimate), np.minimum(known, held) < FEWEST_CLUSTERS],
        ["nothing_expected", "no_events", "few_clusters"], "",
    )  # fmt: skip
    error = np.where(note == "", _jackknife(each), np.nan)
    reach = stats.t.ppf((1 + confidence) / 2, freedom) * error
    bounds = {"estimate": estimate, "low": estimate - reach, "high": estimate + reach}
    frame = pd.DataFrame({k: np.exp(v) if ratio else v for k, v in bounds.items()})
    distance = np.divide(np.abs(estimate), error, out=np.full(len(error), np.nan), where=error > 0)
    return frame.assign(p_value=2 * stats.t.sf(distance, freedom), note=note)


def _jackknife(each: FloatArray) -> FloatArray:
    """Standard errors from estimates with one cluster left out each (Efron & Tibshirani 1993)."""
    finite = np.isfinite(each)
    number = np.maximum(finite.sum(axis=0), 1)
    mean = np.where(finite, each, 0.0).sum(axis=0) / number
    squares = (np.where(finite, each - mean, 0.0) ** 2).sum(axis=0)
    return np.sqrt((number - 1) / number * squares)
