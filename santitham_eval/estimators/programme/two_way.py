"""Two-way fixed effects and the interaction-weighted estimate.

The plain regression stands here as what readers know, and as a warning.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from santitham_eval.errors import Problems
from santitham_eval.estimators.programme.clusters import (
    Multiplier,
    Part,
    cluster_sums,
    count_from,
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
from santitham_eval.sample import NEVER


def two_way(data: Staggered, *, confidence: float = 0.95) -> pd.DataFrame:
    """Two-way fixed effects coefficient of being in the programme.

    Least squares of the outcome on unit and period effects and treated (0/1).  Where effects
    differ between cohorts or over time it is no proper mean of them: some may count negatively
    (Goodman-Bacon 2021, Journal of Econometrics 225, 254-277).

    Returns
    -------
    DataFrame
        One row, columns as `summary`; errors by cluster with the correction of `small_sample`.
        note: ``no_variation`` (treatment cannot be told from units and periods), otherwise as in
        `GroupTime`.

    Raises
    ------
    StudyError
        Nobody starts within the table; `confidence` is not between 0 and 1.
    """
    problems = Problems("two_way")
    need_starts(problems, data)
    problems.raise_if_any()
    treated, outcome = _centred(data.treated.astype(float)), _centred(data.outcome)
    size = float((treated**2).sum())
    cells = int(data.treated.sum())
    floor = noise_floor(data.outcome)
    if size < 1e-9:
        nothing = Part(None, np.nan, np.zeros(1), "no_variation", cells)
        return summary("", [nothing], floor, confidence, None)
    estimate = float((treated * outcome).sum() / size)
    scores = (treated * (outcome - estimate * treated)).sum(1, keepdims=True) / size
    factor = small_sample(data.cluster, outcome.size, outcome.shape[1] + 1)
    scores = cluster_sums(scores, data.cluster)[:, 0] * np.sqrt(factor)
    one = np.unique(data.cluster[data.treated.any(1)]).size == 1
    part = Part(None, estimate, scores, "one_treated_cluster" if one else "", cells)
    return summary("", [part], floor, confidence, None)


def _centred(values: FloatArray) -> FloatArray:
    return values - values.mean(1, keepdims=True) - values.mean(0) + values.mean()


def sun_abraham(
    data: Staggered,
    *,
    anticipation: int = 0,
    confidence: float = 0.95,
    multiplier: Multiplier | None = None,
) -> pd.DataFrame:
    """Interaction-weighted estimate of Sun and Abraham (2021, J. Econometrics 225, 175-199).

    Least squares of the outcome on unit and period effects and every cohort x event time but the
    last untouched one; then means over cohorts, by their size, taken as fixed.  On a balanced
    table that regression is saturated: its coefficients are differences of mean changes, which
    are computed at once.  Reference: units never treated; without any, the last cohort until it
    starts.

    Returns
    -------
    DataFrame
        Columns as `summary`: "overall" from the start on, and each "event_time" (periods since the
        start); notes as in `aggregate`.

    Raises
    ------
    StudyError
        Nobody starts within the table; an option that cannot be.
    """
    problems = Problems("sun_abraham")
    need_starts(problems, data)
    count_from(problems, "anticipation", anticipation, 0)
    problems.raise_if_any()
    floor = noise_floor(data.outcome)
    if not data.never.any():
        data = _last_as_reference(data, anticipation)
    early = data.start <= anticipation
    event, size, estimate, influence, one = _interactions(data, anticipation)
    factor = small_sample(
        data.cluster[~early], data.outcome[~early].size, data.outcome.shape[1] + len(event)
    )
    scores = cluster_sums(influence, data.cluster) * np.sqrt(factor)
    lone = np.unique(data.cluster[data.never]).size == 1
    parts = []
    for at in [None, *np.unique(event)]:
        use = event >= 0 if at is None else event == at
        weight = size[use] / max(size[use].sum(), 1)
        note = "part_one_cluster" if one[use].any() else "part_left_out" if early.any() else ""
        note = "one_control_cluster" if lone else "one_treated_cluster" if one[use].all() else note
        value = float(weight @ estimate[use]) if use.any() else np.nan
        note = note if use.any() else "no_cells"
        parts.append(Part(at, value, scores[:, use] @ weight, note, int(use.sum())))
    return summary("event_time", parts, floor, confidence, multiplier)


def _last_as_reference(data: Staggered, anticipation: int) -> Staggered:
    """The last cohort as never treated, in the periods before it starts."""
    last = int(data.cohorts[-1])
    stop = max(last - anticipation, 1)
    start = np.where(data.start == last, NEVER, data.start)
    return replace(data, outcome=data.outcome[:, :stop], start=start, period=data.period[:stop])


def _interactions(
    data: Staggered, anticipation: int
) -> tuple[IntArray, IntArray, FloatArray, FloatArray, BoolArray]:
    """Event time, size, coefficient, influence and whether in one cluster, of each interaction."""
    periods, other = np.arange(data.outcome.shape[1]), data.never
    many = max(int(other.sum()), 1)
    event, size, estimate, one = [], [], [], []
    influence = [np.empty((len(data.start), 0))]
    for g in data.cohorts[data.cohorts > anticipation]:
        base, own = int(g) - 1 - anticipation, data.start == g
        if base >= len(periods):
            continue
        t = periods[periods != base]
        change = data.outcome[:, t] - data.outcome[:, [base]]
        mean, common = change[own].mean(0), change[other].mean(0)
        event.append(t - g)
        size.append(np.full(len(t), own.sum()))
        estimate.append(mean - common)
        one.append(np.full(len(t), np.unique(data.cluster[own]).size == 1))
        influence.append(
            np.where(own[:, None], (change - mean) / own.sum(), 0.0)
            - np.where(other[:, None], (change - common) / many, 0.0)
        )
    if not event:
        none = np.empty(0)
        return none.astype(int), none.astype(int), none, influence[0], none.astype(bool)
    whole = [np.concatenate(x) for x in (event, size, estimate)]
    return whole[0], whole[1], whole[2], np.hstack(influence), np.concatenate(one)
