"""Errors by cluster: what the methods of this room share on the way to an interval."""

from __future__ import annotations

from dataclasses import dataclass
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
