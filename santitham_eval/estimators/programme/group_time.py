"""Group-time effects of a staggered programme, after Callaway and Sant'Anna (2021).

Callaway, B. and Sant'Anna, P. H. C. (2021), Difference-in-differences with multiple time periods,
Journal of Econometrics 225, 200-230.  Without covariates every effect is a difference of two mean
changes, so that it and its influence function are closed sums and nothing is fitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.errors import Problems
from santitham_eval.estimators.programme.clusters import (
    Joint,
    Multiplier,
    Part,
    cluster_sums,
    clusters_with,
    count_from,
    intervals,
    joint_test,
    need_starts,
    noise_floor,
    one_of,
    summary,
)
from santitham_eval.estimators.programme.staggered import (
    BoolArray,
    FloatArray,
    IntArray,
    Staggered,
)

Controls = Literal["never", "not_yet"]
Base = Literal["varying", "universal"]
By = Literal["simple", "dynamic", "group", "calendar"]
PARTS: dict[str, str] = {"dynamic": "event_time", "group": "group", "calendar": "period"}
ATT_COLUMNS = ["group", "period", "event_time", "att", "se", "treated", "controls", "note"]


class Cells(NamedTuple):
    """What the sums over cells go by.

    Attributes
    ----------
    att, treated, note : ndarray, shape (cells,)
    cohort : ndarray of int, shape (cells,)
        Number of each cell's cohort, in order of their starts.
    member : ndarray of int, shape (units,)
        Number of each unit's cohort; the number of cohorts if it is in none.
    lowest, highest : ndarray of int, shape (cohorts,)
        First and last cluster that holds units of the cohort.
    """

    att: FloatArray
    treated: IntArray
    note: NDArray[np.object_]
    cohort: IntArray
    member: IntArray
    lowest: IntArray
    highest: IntArray


@dataclass(frozen=True)
class GroupTime:
    """ATT(g,t) with what is needed to sum them up.

    Attributes
    ----------
    data : Staggered
    att : DataFrame
        One row per cohort and period: group (its first treated period), period, event_time (how
        many columns after the start; negative before), att (unit of the outcome), se, treated and
        controls (units in each), note.  An `att` that cannot be had is NaN with the reason in
        `note`: ``no_baseline`` (the cohort starts before there is a base period) or
        ``no_controls``.  A `se` that cannot be had is NaN with ``one_treated_cluster`` or
        ``one_control_cluster`` (those units lie in one cluster: how clusters differ is not seen)
        or ``no_scatter`` (nothing varies).
    influence : ndarray, shape (units, cells)
        Each unit's share in the error of each `att`: the sum of squares over clusters of its
        cluster sums is the variance.  Zero where there is no `att`.
    column : ndarray of int, shape (cells, 2)
        Columns of `data` of each cell's group and period.
    anticipation : int
    """

    data: Staggered
    att: pd.DataFrame
    influence: FloatArray
    column: IntArray
    anticipation: int

    @cached_property
    def cells(self) -> Cells:
        """`att` as arrays."""
        data, att = self.data, self.att
        cohort = np.searchsorted(data.cohorts, self.column[:, 0])
        member = np.where(data.never, len(data.cohorts), np.searchsorted(data.cohorts, data.start))
        clusters = [data.cluster[data.start == g] for g in data.cohorts]
        return Cells(
            att["att"].to_numpy(), att["treated"].to_numpy(), att["note"].to_numpy(object), cohort,
            member, np.array([c.min() for c in clusters]), np.array([c.max() for c in clusters]),
        )  # fmt: skip

    @property
    def covariance(self) -> FloatArray:
        """Clustered covariance of `att`; shape (cells, cells)."""
        summed = cluster_sums(self.influence, self.data.cluster)
        return summed.T @ summed


def group_time(
    data: Staggered,
    *,
    controls: Controls = "never",
    base: Base = "varying",
    anticipation: int = 0,
    unbiased: bool = False,
) -> GroupTime:
    """Estimate ATT(g,t) for every cohort and period without covariates.

    From the last untouched period b = g - 1 - anticipation on: the mean change from b to t of the
    cohort less that of the controls.  Before, with a varying base, the change from t - 1 to t (a
    placebo); with a universal base, the change from b too (what HonestDiD takes).

    Parameters
    ----------
    data : Staggered
    controls : {"never", "not_yet"}
        Units never treated; or all that are untouched in both periods, later cohorts among them.
    base : {"varying", "universal"}
        Base of the periods before the start; with a universal base its own cell is left out.
    anticipation : int
        Periods before the start in which an effect is allowed; they then serve as no base.
    unbiased : bool
        Enlarge the influence on each side by the root of k / (k - 1), k its clusters, as a sample
        variance does (Neyman 1923); published errors do not, and are too small in small cohorts.

    Raises
    ------
    StudyError
        No unit starts within the table; an option that is none.
    """
    problems = Problems("group_time")
    one_of(problems, "controls", controls, get_args(Controls))
    one_of(problems, "base", base, get_args(Base))
    count_from(problems, "anticipation", anticipation, 0)
    need_starts(problems, data)
    problems.raise_if_any()
    blocks = [_cohort(data, int(g), (controls, base), anticipation, unbiased) for g in data.cohorts]
    att = pd.concat([b[0] for b in blocks], ignore_index=True)
    influence = np.hstack([b[1] for b in blocks])
    se = np.sqrt((cluster_sums(influence, data.cluster) ** 2).sum(0))
    still = (att["note"] == "") & (se <= noise_floor(data.outcome))
    att["note"] = att["note"].mask(still, "no_scatter")
    att["se"] = np.where(att["note"] == "", se, np.nan)
    column = np.vstack([b[2] for b in blocks])
    return GroupTime(data, att[ATT_COLUMNS], influence, column, anticipation)


def _cohort(
    data: Staggered, g: int, options: tuple[Controls, Base], anticipation: int, unbiased: bool
) -> tuple[pd.DataFrame, FloatArray, IntArray]:
    """Frame, influence and columns of the cells of one cohort, without covariates."""
    outcome, (controls, base) = data.outcome, options
    last, t = g - 1 - anticipation, np.arange(outcome.shape[1])
    t = t[1:] if base == "varying" else t[t != last]
    start = np.where((t > last) | (base == "universal"), last, t - 1)
    treated = data.start == g
    if controls == "never":
        control = np.repeat(data.never[:, None], len(t), axis=1)
    else:
        control = data.start[:, None] > np.maximum(t, start) + anticipation
        control &= ~treated[:, None]
    change = outcome[:, t] - outcome[:, np.maximum(start, 0)]
    many, few = np.maximum(control.sum(0), 1), treated.sum()
    mean = change[treated].mean(0)
    other = np.where(control, change, 0.0).sum(0) / many
    had = (start >= 0) & control.any(0)
    own, others = np.unique(data.cluster[treated]).size, clusters_with(control, data.cluster)
    wide = [np.sqrt(k / np.maximum(k - 1, 1)) if unbiased else 1.0 for k in (own, others)]
    influence = np.where(treated[:, None], wide[0] * (change - mean) / few, 0.0)
    influence -= np.where(control, wide[1] * (change - other) / many, 0.0)
    influence[:, ~had] = 0.0
    note = np.full(len(t), "", dtype=object)
    note[others == 1] = "one_control_cluster"
    note[own == 1] = "one_treated_cluster"
    note[~control.any(0)] = "no_controls"
    note[start < 0] = "no_baseline"
    frame = pd.DataFrame(
        {
            "group": data.period[g],
            "period": data.period[t],
            "event_time": t - g,
            "att": np.where(had, mean - other, np.nan),
            "treated": few,
            "controls": control.sum(0),
            "note": note,
        }
    )
    return frame, influence, np.column_stack([np.full_like(t, g), t])


def aggregate(
    result: GroupTime,
    by: By,
    *,
    window: tuple[int, int] | None = None,
    confidence: float = 0.95,
    multiplier: Multiplier | None = None,
) -> pd.DataFrame:
    """Sum up ATT(g,t) (paper, section 3.1).

    ``simple``: over all treated cells, by cohort size.  ``dynamic``: by time since the start; the
    overall is the mean of those from 0 on.  ``group``: mean over each cohort's treated periods;
    the overall weighs cohorts by size.  ``calendar``: by period; the overall is the mean of them.
    The error holds that of the cohorts' sizes, as drawn from a larger population.

    Parameters
    ----------
    result : GroupTime
    by : {"simple", "dynamic", "group", "calendar"}
    window : (int, int), optional
        First and last event time of ``dynamic``.
    confidence : float
    multiplier : Multiplier, optional
        Draws for bootstrap intervals and the sup-t band; without, see `intervals`.

    Returns
    -------
    DataFrame
        part ("overall", then "event_time", "group" or "period"), at (which; None overall),
        estimate, se, low, high, p_value, band_low, band_high (all but the overall at once), cells
        (ATT(g,t) used), note.  Reasons of a NaN: ``no_cells``, ``one_treated_cluster``,
        ``one_control_cluster``, ``no_scatter``.  Reservations: ``part_one_cluster`` (a cohort's
        own scatter is not seen), ``part_left_out`` (some ATT(g,t) cannot be had).

    Raises
    ------
    StudyError
        An option that is none.
    """
    problems = Problems("aggregate")
    one_of(problems, "by", by, get_args(By))
    problems.raise_if_any()
    event = result.att["event_time"].to_numpy()
    chosen = event >= 0
    if by == "dynamic":
        chosen = (event >= window[0]) & (event <= window[1]) if window else event == event
    parts = []
    if by != "simple":
        label = result.att[PARTS[by]].to_numpy(object)
        names = pd.unique(label[chosen])
        parts = [_part(result, chosen & (label == at), at) for at in np.sort(names)]
    parts.insert(0, _overall(result, by, chosen & (event >= 0), parts))
    summed = cluster_sums(np.column_stack([p.scores for p in parts]), result.data.cluster)
    parts = [p._replace(scores=s) for p, s in zip(parts, summed.T, strict=True)]
    floor = noise_floor(result.data.outcome)
    return summary(PARTS.get(by, ""), parts, floor, confidence, multiplier)


def _part(result: GroupTime, chosen: BoolArray, at: object = None) -> Part:
    """Mean of chosen cells by cohort size; scores by unit."""
    cells = result.cells
    use = chosen & np.isfinite(cells.att)
    if not use.any():
        return Part(at, np.nan, np.zeros(len(result.influence)), "no_cells", 0)
    att, size, cohort = cells.att[use], cells.treated[use], cells.cohort[use]
    whole = size.sum()
    estimate = float(att @ size / whole)
    scores = result.influence[:, use] @ (size / whole)
    # A unit more of a cohort pulls the mean towards that cohort: the weights' own influence.
    pull = np.bincount(cohort, att - estimate, len(cells.lowest) + 1) / whole
    scores += pull[cells.member]
    return Part(at, estimate, scores, _note(cells, chosen, use), int(use.sum()))


def _overall(result: GroupTime, by: By, chosen: BoolArray, parts: list[Part]) -> Part:
    """The one figure of an aggregate."""
    whole = _part(result, chosen)
    had = [p for p in parts if np.isfinite(p.estimate) and not (by == "dynamic" and p.at < 0)]
    if by == "simple" or not had:
        return whole
    scores = np.column_stack([p.scores for p in had])
    value = np.array([p.estimate for p in had])
    if by != "group":
        return whole._replace(estimate=float(value.mean()), scores=scores.mean(1))
    start = {result.data.period[g]: result.data.start == g for g in result.data.cohorts}
    member = np.column_stack([start[p.at] for p in had])
    share = member.sum(0) / member.sum()
    estimate = float(share @ value)
    return whole._replace(
        estimate=estimate, scores=scores @ share + member @ (value - estimate) / member.sum()
    )


def _note(cells: Cells, chosen: BoolArray, use: BoolArray) -> str:
    """What is to be said of a mean of the cells `use`, of those `chosen`."""
    own, note = cells.cohort[use], set(cells.note[use])
    if cells.lowest[own].min() == cells.highest[own].max():
        return "one_treated_cluster"
    if note == {"one_control_cluster"}:
        return "one_control_cluster"
    lone = any(n.startswith("one_") for n in note)
    left = bool((use != chosen).any())
    return ", ".join(["part_one_cluster"] * lone + ["part_left_out"] * left)


def pre_test(result: GroupTime, *, multiplier: Multiplier | None = None) -> Joint:
    """Test that every ATT(g,t) before the start (and before anticipation) is zero.

    The Wald test by chi-square, as published, rejects too often unless clusters are many times the
    cells (in simulation 15 of 100 true nulls at 5 %, with 37 clusters and 10 cells); read
    `Joint.small_p`, or `Joint.largest_p`, there.  Cells without an error are left out.

    Parameters
    ----------
    result : GroupTime
    multiplier : Multiplier, optional
        Draws for the p-value of the largest; without, Šidák's bound.
    """
    use = (result.att["event_time"] < -result.anticipation) & (result.att["note"] == "")
    keep = np.flatnonzero(use)
    scores = cluster_sums(result.influence[:, keep], result.data.cluster)
    return joint_test(result.att["att"].to_numpy()[keep], scores, multiplier=multiplier)


def bands(
    result: GroupTime, *, confidence: float = 0.95, multiplier: Multiplier | None = None
) -> pd.DataFrame:
    """`GroupTime.att` with low, high, p_value, and a band that covers all ATT(g,t) at once.

    Parameters and errors as in `aggregate`.
    """
    summed = cluster_sums(result.influence, result.data.cluster)
    att = result.att
    parts = [
        Part(None, value, scores, note, 1)
        for value, scores, note in zip(att["att"], summed.T, att["note"], strict=True)
    ]
    found = intervals(parts, noise_floor(result.data.outcome), confidence, multiplier)
    return pd.concat(
        [
            att.drop(columns="note"),
            found[["low", "high", "p_value", "band_low", "band_high", "note"]],
        ],
        axis=1,
    )
