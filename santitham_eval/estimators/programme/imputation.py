"""Imputation estimate of a staggered programme, after Borusyak, Jaravel and Spiess (2024).

Borusyak, K., Jaravel, X. and Spiess, J. (2024), Revisiting event-study designs: robust and
efficient estimation, Review of Economic Studies 91, 3253-3285.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from santitham_eval.errors import Problems
from santitham_eval.estimators.programme.clusters import (
    Joint,
    Multiplier,
    Part,
    cluster_sums,
    count_from,
    intervals,
    joint_test,
    need_starts,
    noise_floor,
    small_sample,
    summary,
)
from santitham_eval.estimators.programme.staggered import (
    BoolArray,
    FloatArray,
    IntArray,
    Staggered,
)


@dataclass(frozen=True)
class Imputation:
    """Imputed effects and their means.

    Attributes
    ----------
    frame : DataFrame
        part ("overall", "event_time"), at (periods since the start; None overall), estimate, se,
        low, high, p_value, band_low, band_high, cells (treated cells in the mean), note.  Reasons
        of a NaN: ``no_cells``, ``one_treated_cluster``, ``no_scatter``.  Reservations:
        ``part_one_cluster`` (the scatter of some effects is not seen: the error is too small),
        ``part_left_out`` (treated cells of units, or in periods, without any untreated cell).
    effects : ndarray, shape (units, periods)
        Outcome less what is imputed; NaN where there is no effect to estimate.
    unit_effect, period_effect : ndarray
        Levels fitted to untreated cells (the first period is 0); NaN where none can be.
    scores : ndarray, shape (clusters, rows of `frame`)
        Each cluster's share in the error of each estimate.
    """

    frame: pd.DataFrame
    effects: FloatArray
    unit_effect: FloatArray
    period_effect: FloatArray
    scores: FloatArray


@dataclass(frozen=True)
class PreTrend:
    """Leads before the start, against the earlier untreated cells.

    Attributes
    ----------
    frame : DataFrame
        event_time (negative), estimate, se, low, high, p_value, band_low, band_high, cells, note;
        a lead that cannot be told from the others is NaN with ``no_variation``.
    joint : Joint
        Test of all of them: F with clusters - 1 denominator degrees of freedom.
    """

    frame: pd.DataFrame
    joint: Joint


class _Levels:
    """Least squares on unit and period effects over the untreated cells.

    Unit effects are swept out, so that a system of the size of the periods is left; the first
    period, in which every unit in use is untreated, is the zero.
    """

    def __init__(self, mask: BoolArray) -> None:
        self.mask = mask.astype(float)
        self.count = np.maximum(self.mask.sum(1), 1.0)
        self.unit: BoolArray = np.asarray(mask.any(1))
        self.period: BoolArray = np.asarray(mask.any(0))
        share = self.mask / self.count[:, None]
        system = np.diag(self.mask.sum(0)) - self.mask.T @ share
        self.free = np.flatnonzero(self.period)[1:]
        self.inverse = np.linalg.inv(system[np.ix_(self.free, self.free)])

    def solve(self, row: FloatArray, column: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Unit and period effects from sums over each unit's and each period's cells."""
        right = column - self.mask.T @ (row / self.count)
        period = np.zeros(len(column))
        period[self.free] = self.inverse @ right[self.free]
        return (row - self.mask @ period) / self.count, period

    def fit(self, values: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Unit and period effects of values (units, periods), from the cells in the mask."""
        seen = values * self.mask
        return self.solve(seen.sum(1), seen.sum(0))

    def residual(self, values: FloatArray) -> FloatArray:
        """Residual of the cells in the mask; 0 elsewhere."""
        unit, period = self.fit(values)
        return self.mask * (values - unit[:, None] - period)


def impute(
    data: Staggered,
    *,
    anticipation: int = 0,
    confidence: float = 0.95,
    multiplier: Multiplier | None = None,
) -> Imputation:
    """Impute what treated cells would have been, and average the differences.

    Unit and period effects are fitted to the untreated cells alone (paper, theorem 2); an effect
    is the outcome less their sum.  Every treated cell counts the same: "overall", and within each
    "event_time".  The variance by cluster is the paper's conservative one: effects are taken about
    the mean of their cohort in the period, so that it is too large where they differ between
    units.  Cohorts in a single cluster have no mean of others: they are put together by event time.

    Parameters
    ----------
    data : Staggered
    anticipation : int
        Periods before the start that count neither as untreated nor as treated.
    confidence : float
    multiplier : Multiplier, optional
        As in `aggregate`.

    Raises
    ------
    StudyError
        Nobody starts within the table; an option that cannot be.
    """
    _check("impute", data, anticipation)
    levels = _Levels(_untreated(data, anticipation))
    unit, period = levels.fit(data.outcome)
    had = data.treated & levels.unit[:, None] & levels.period
    effects = np.where(had, data.outcome - unit[:, None] - period, np.nan)
    residual, lone = _scatter(data, had, effects)
    residual += levels.residual(data.outcome)
    event = np.arange(data.outcome.shape[1]) - np.minimum(data.start, 2**40)[:, None]
    parts = []
    for at in [None, *np.unique(event[data.treated])]:
        wanted = data.treated & (event == at) if at is not None else data.treated
        parts.append(_mean(data, levels, wanted, had, (effects, residual, lone), at))
    frame = summary("event_time", parts, noise_floor(data.outcome), confidence, multiplier)
    return Imputation(
        frame,
        effects,
        np.where(levels.unit, unit, np.nan),
        np.where(levels.period, period, np.nan),
        np.column_stack([p.scores for p in parts]),
    )


def _check(name: str, data: Staggered, anticipation: int) -> None:
    problems = Problems(name)
    need_starts(problems, data)
    count_from(problems, "anticipation", anticipation, 0)
    problems.raise_if_any()


def _untreated(data: Staggered, anticipation: int) -> BoolArray:
    """Cells before the start and before anticipation; shape (units, periods)."""
    return np.arange(data.outcome.shape[1]) + anticipation < data.start[:, None]


def _scatter(data: Staggered, had: BoolArray, effects: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Effects about the mean of their group, 0 elsewhere; and cells whose group is one cluster.

    The mean weighs units by how many of the group lie in their cluster: as every effect counts
    the same, this is the mean that makes the variance smallest, and the paper's.
    """
    row, column = np.nonzero(had)
    start, cluster, effect = data.start[row], data.cluster[row], effects[row, column]
    periods = data.outcome.shape[1]
    single = [g for g in data.cohorts if len(np.unique(data.cluster[data.start == g])) == 1]
    pooled = np.isin(start, single)
    group = np.where(pooled, periods**2 + column - start, start * periods + column)
    pair = group * (int(data.cluster.max()) + 1) + cluster
    _, pair, size = np.unique(pair, return_inverse=True, return_counts=True)
    _, group = np.unique(group, return_inverse=True)
    weight = size[pair].astype(float)
    mean = np.bincount(group, weight * effect) / np.bincount(group, weight)
    clusters = np.bincount(group, 1.0 / weight)  # each cluster's units add up to 1
    residual, lone = np.zeros(had.shape), np.zeros(had.shape, dtype=bool)
    residual[row, column] = effect - mean[group]
    lone[row, column] = clusters[group] < 1.5
    return residual, lone


def _mean(
    data: Staggered,
    levels: _Levels,
    wanted: BoolArray,
    had: BoolArray,
    found: tuple[FloatArray, FloatArray, BoolArray],
    at: int | None,
) -> Part:
    """Mean effect of the wanted cells; scores by cluster."""
    (effects, residual, lone), use = found, wanted & had
    count = int(use.sum())
    if not count:
        nothing = np.zeros(len(np.unique(data.cluster)))
        return Part(at, np.nan, nothing, "no_cells", 0)
    # The estimate is a weighted sum of outcomes: on untreated cells the weights undo the levels.
    unit, period = levels.solve(use.sum(1) / count, use.sum(0) / count)
    weight = use / count - levels.mask * (unit[:, None] + period)
    scores = cluster_sums((weight * residual).sum(1, keepdims=True), data.cluster)[:, 0]
    alone = lone[use]
    note = ["part_one_cluster"] * bool(alone.any()) + ["part_left_out"] * bool(
        (wanted & ~had).any()
    )
    words = "one_treated_cluster" if alone.all() else ", ".join(note)
    return Part(at, float(effects[use].mean()), scores, words, count)


def pre_trend(
    data: Staggered,
    leads: int,
    *,
    anticipation: int = 0,
    confidence: float = 0.95,
    multiplier: Multiplier | None = None,
) -> PreTrend:
    """Test for trends before the start, on untreated cells alone, as the paper advises.

    Outcome on unit and period effects and a dummy for each of the last `leads` untreated periods
    before the start, by least squares.  No treated cell takes part: with errors alike and
    independent the test says nothing of the estimate, and may be looked at first.

    Parameters
    ----------
    data : Staggered
    leads : int
        How many periods before the start; earlier ones are the reference.
    anticipation, confidence, multiplier
        As in `impute`.

    Raises
    ------
    StudyError
        Nobody starts within the table; an option that cannot be.
    """
    _check("pre_trend", data, anticipation)
    problems = Problems("pre_trend")
    count_from(problems, "leads", leads, 1)
    problems.raise_if_any()
    mask = _untreated(data, anticipation)
    before, column = data.start[:, None] - anticipation, np.arange(data.outcome.shape[1])
    dummies = [mask & (column == before - k) for k in range(1, leads + 1)]
    told, value, score = _regress(data, mask, dummies)
    parts = [
        Part(-anticipation - 1 - k, np.nan, np.zeros(len(score)), "no_variation", int(d.sum()))
        for k, d in enumerate(dummies)
    ]
    for place, k in enumerate(told):
        one = np.unique(data.cluster[dummies[k].any(1)]).size == 1
        parts[k] = parts[k]._replace(
            estimate=float(value[place]),
            scores=score[:, place],
            note="one_treated_cluster" if one else "",
        )
    frame = intervals(parts, noise_floor(data.outcome), confidence, multiplier)
    frame.insert(0, "event_time", [p.at for p in parts])
    fine = [p for p, se in zip(parts, frame["se"], strict=True) if np.isfinite(se)]
    scores = np.column_stack([np.empty((len(score), 0)), *(p.scores for p in fine)])
    estimate = np.array([p.estimate for p in fine])
    return PreTrend(frame, joint_test(estimate, scores, small=True, multiplier=multiplier))


def _regress(
    data: Staggered, mask: BoolArray, dummies: list[BoolArray]
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Least squares over the cells of the mask on levels and dummies.

    Which dummies can be told apart, their coefficients, and scores by cluster (clusters, told).
    """
    levels = _Levels(mask)
    swept = np.column_stack([levels.residual(d.astype(float)).ravel() for d in dummies])
    # Nearest first: a lead that those nearer and the levels already say is left out.
    size = np.abs(np.diag(np.linalg.qr(swept, mode="r")))
    told = np.flatnonzero(size > 1e-8 * np.sqrt(mask.sum()))
    design, left = swept[:, told], levels.residual(data.outcome).ravel()
    inverse = np.linalg.inv(design.T @ design)
    value = inverse @ (design.T @ left)
    left = left - design @ value
    score = ((design @ inverse) * left[:, None]).reshape(*mask.shape, len(told)).sum(1)
    factor = small_sample(data.cluster, int(mask.sum()), int(levels.period.sum()) + len(told))
    return told, value, cluster_sums(score, data.cluster) * np.sqrt(factor)
