"""Two-way fixed effects, the interaction-weighted estimate, and errors by cluster.

The plain regression stands here as what readers know, and as a warning.  The errors by cluster
that it needs (sums, intervals, joint test) serve the other methods of this room too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse, stats

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.estimators.programme.staggered import (
    BoolArray,
    FloatArray,
    IntArray,
    Staggered,
)
from santitham_eval.sample import NEVER


@dataclass(frozen=True)
class Multiplier:
    """Random weights of clusters for the multiplier bootstrap: mean 0, variance 1.

    `weights` are Mammen's (1993) two points, which keep the third moment too, or signs.
    """

    rng: np.random.Generator
    draws: int = 999
    weights: Literal["mammen", "rademacher"] = "mammen"

    def __post_init__(self) -> None:
        problems = Problems("multiplier")
        one_of(problems, "weights", self.weights, ("mammen", "rademacher"))
        count_from(problems, "draws", self.draws, 1)
        problems.raise_if_any()

    def draw(self, clusters: int) -> FloatArray:
        """Weights; shape (draws, clusters)."""
        low, high = -1.0, 1.0
        if self.weights == "mammen":
            low, high = (1 - np.sqrt(5)) / 2, (1 + np.sqrt(5)) / 2
        lower = self.rng.random((self.draws, clusters)) < high / (high - low)
        return np.where(lower, low, high)

    def absolute_t(self, scaled: FloatArray) -> FloatArray:
        """Draws of |t| from scores over their errors, (clusters, rows); shape (draws, rows).

        Each draw is over the root of a chi-square with clusters - 1 degrees of freedom, a share
        each: the error is estimated too.  With few clusters bands without it are too narrow.
        """
        degrees = len(scaled) - 1
        drawn = np.abs(self.draw(len(scaled)) @ scaled)
        drawn /= np.sqrt(self.rng.chisquare(degrees, (self.draws, 1)) / degrees)
        return drawn


class Part(NamedTuple):
    """One estimate: with what each cluster (or unit) adds to its error, and what is to be said.

    A `note` that begins with ``one_`` or ``no_`` says why there is no error.
    """

    at: Any
    estimate: float
    scores: FloatArray
    note: str
    cells: int


@dataclass(frozen=True)
class Joint:
    """Test that several estimates are all zero.

    Attributes
    ----------
    statistic, df, p_value : float, int, float
        Wald; NaN where its covariance cannot be inverted, with the reason in `note`:
        ``nothing_to_test``, ``more_than_clusters`` or ``singular``.
    small_p : float
        The same statistic by Hotelling's law, F with df and clusters - df degrees of freedom,
        which knows that the covariance is estimated too.
    largest, largest_p : float
        Largest absolute t, and its p-value over them all, which needs no inverse.
    note : str
    """

    statistic: float
    df: int
    p_value: float
    small_p: float
    largest: float
    largest_p: float
    note: str


def one_of(problems: Problems, name: str, found: str, known: tuple[str, ...]) -> None:
    """Note an option that is none of those known."""
    if found not in known:
        wanted = text.WANT_CHOICE_OF_METHOD.format(known=", ".join(known))
        problems.add(found, wanted, column=name)


def count_from(problems: Problems, name: str, found: int, low: int) -> None:
    """Note a count that is too low or not whole."""
    if found != int(found) or found < low:
        problems.add(found, text.WANT_COUNT_FROM.format(low=low), column=name)


def need_starts(problems: Problems, data: Staggered) -> None:
    """Note a table in which nobody starts."""
    if not data.treated.any():
        problems.add(0, text.WANT_STARTING_UNIT, column="start")


def cluster_sums(values: FloatArray, cluster: IntArray) -> FloatArray:
    """Sums over the units of each cluster: (units, columns) to (clusters, columns)."""
    names, number = np.unique(cluster, return_inverse=True)
    if len(names) == len(number):  # each its own: only the order may change
        return values[np.argsort(number)]
    shape = (len(names), len(number))
    member = sparse.csr_array((np.ones(len(number)), (number, np.arange(len(number)))), shape)
    return np.asarray(member @ values)


def clusters_with(member: BoolArray, cluster: IntArray) -> IntArray:
    """Number of clusters with a member, for each column of `member` (units, columns)."""
    return np.asarray((cluster_sums(member.astype(float), cluster) > 0).sum(0))


def noise_floor(outcome: FloatArray) -> float:
    """Error below which there is rounding, not scatter."""
    return float(64 * np.finfo(float).eps * np.abs(outcome).max())


def summary(
    name: str,
    parts: list[Part],
    floor: float,
    confidence: float,
    multiplier: Multiplier | None,
) -> pd.DataFrame:
    """The overall estimate, first of `parts`, and the others (called `name`) as one frame.

    The overall's band is its interval; that of the others covers them all at once.

    Returns
    -------
    DataFrame
        part ("overall" or `name`), at (None or which), estimate, se, low, high, p_value, band_low,
        band_high, cells, note.
    """
    frames = []
    for label, some in (("overall", parts[:1]), (name, parts[1:])):
        if some:
            frame = intervals(some, floor, confidence, multiplier)
            frame.insert(0, "part", label)
            frame.insert(1, "at", pd.Series([p.at for p in some], dtype=object))
            frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def intervals(
    parts: list[Part], floor: float, confidence: float, multiplier: Multiplier | None
) -> pd.DataFrame:
    """Errors, intervals for each estimate, and a band for all of them at once.

    With a multiplier the quantiles are those of the draws: of each absolute t for the intervals,
    of the largest for the band (sup-t).  Without, they are those of t with clusters - 1 degrees of
    freedom, and the band rests on Šidák's inequality, which makes it somewhat too wide.

    Raises
    ------
    StudyError
        `confidence` is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        problems = Problems("intervals")
        problems.add(confidence, text.WANT_BETWEEN_NOUGHT_AND_ONE, column="confidence")
        problems.raise_if_any()
    estimate = np.array([p.estimate for p in parts])
    scores = np.column_stack([p.scores for p in parts])
    se = np.sqrt((scores**2).sum(0))
    note = [
        p.note if s > floor or p.note.startswith(("one_", "no_")) else "no_scatter"
        for p, s in zip(parts, se, strict=True)
    ]
    fine = np.array([not n.startswith(("one_", "no_")) for n in note])
    se[~fine] = np.nan
    point, p_value, band = np.full((2, len(se)), np.nan)[0], np.full(len(se), np.nan), np.nan
    if fine.any():
        t = np.abs(estimate / se)[fine]
        scaled = scores[:, fine] / se[fine]
        point[fine], band, p_value[fine] = _quantiles(t, scaled, confidence, multiplier)
    frame = pd.DataFrame({"estimate": estimate, "se": se})
    frame["low"], frame["high"] = estimate - point * se, estimate + point * se
    frame["p_value"] = p_value
    frame["band_low"], frame["band_high"] = estimate - band * se, estimate + band * se
    return frame.assign(cells=[p.cells for p in parts], note=note)


def _quantiles(
    t: FloatArray, scaled: FloatArray, confidence: float, multiplier: Multiplier | None
) -> tuple[FloatArray, float, FloatArray]:
    """Critical values of each |t| and of the largest, and p-values of each."""
    degrees = len(scaled) - 1
    if multiplier is None:
        one = stats.t.ppf((1 + confidence) / 2, degrees)
        most = stats.t.ppf((1 + confidence ** (1 / len(t))) / 2, degrees)
        return np.full(len(t), one), float(most), 2 * stats.t.sf(t, degrees)
    drawn = multiplier.absolute_t(scaled)
    p_value = (1 + (drawn >= t).sum(0)) / (1 + len(drawn))
    one = np.quantile(drawn, confidence, axis=0)
    return one, float(np.quantile(drawn.max(1), confidence)), p_value


def joint_test(
    estimate: FloatArray,
    scores: FloatArray,
    *,
    small: bool = False,
    multiplier: Multiplier | None = None,
) -> Joint:
    """Wald test that all are zero, and the test of the largest.

    Parameters
    ----------
    estimate : ndarray, shape (rows,)
    scores : ndarray, shape (clusters, rows)
        Each with some scatter.
    small : bool
        Judge by F with clusters - 1 denominator degrees of freedom, not by chi-square.
    multiplier : Multiplier, optional
        Draws for the p-value of the largest; without, Šidák's bound.
    """
    df, clusters = len(estimate), len(scores)
    if df == 0:
        return Joint(np.nan, 0, np.nan, np.nan, np.nan, np.nan, "nothing_to_test")
    se = np.sqrt((scores**2).sum(0))
    t, scaled = estimate / se, scores / se
    largest = float(np.abs(t).max())
    if multiplier is None:
        alone = min(2 * stats.t.sf(largest, clusters - 1), 1 - 1e-15)
        largest_p = float(-np.expm1(df * np.log1p(-alone)))
    else:
        drawn = multiplier.absolute_t(scaled).max(1)
        largest_p = float((1 + (drawn >= largest).sum()) / (1 + len(drawn)))
    note = "more_than_clusters" if df >= clusters else ""
    correlation = scaled.T @ scaled
    if not note and np.linalg.matrix_rank(correlation, hermitian=True) < df:
        note = "singular"
    if note:
        return Joint(np.nan, df, np.nan, np.nan, largest, largest_p, note)
    statistic = float(t @ np.linalg.solve(correlation, t))
    law = stats.f(df, clusters - 1, scale=df) if small else stats.chi2(df)
    hotelling = stats.f(df, clusters - df, scale=df * (clusters - 1) / (clusters - df))
    p_value, small_p = float(law.sf(statistic)), float(hotelling.sf(statistic))
    return Joint(statistic, df, p_value, small_p, largest, largest_p, "")


def small_sample(cluster: IntArray, rows: int, parameters: int) -> float:
    """Factor on a clustered variance; `parameters` without the levels of units, which nest."""
    clusters = len(np.unique(cluster))
    if clusters < 2 or rows <= parameters:
        return 1.0
    return clusters / (clusters - 1) * (rows - 1) / (rows - parameters)


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
