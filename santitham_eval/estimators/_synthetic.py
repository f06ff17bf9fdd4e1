"""Synthetic controls of many units of one table: weights, ridge correction, ranks, intervals.

The weights reproduce a unit's earlier course by donors (Abadie, Diamond & Hainmueller 2010, JASA
105, outcomes only).  What they leave is corrected by a ridge regression of later on earlier values
among donors (Ben-Michael, Feller & Rothstein 2021, JASA 116, eq. 13): the weights become

    v = w + Xc (Xc' Xc + penalty I)^-1 (x - X' w)

with `X` the donors' earlier values and `Xc` those less the donors' mean in each period.  The
correction vanishes where the fit is exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from santitham_eval.estimators._simplex import (
    FloatArray,
    IntArray,
    simplex_weights_of_many,
)

PENALTIES = np.array([np.inf, 100.0, 30.0, 10.0, 3.0, 1.0, 0.3, 0.1, 0.03])
"""Penalties tried, strongest first, in parts of the mean eigenvalue of ``Xc' Xc``; infinity is no
correction."""

FOLDS = 4
"""Runs of consecutive earlier periods that are foretold in turn to choose the penalty."""

Problem = tuple[int, IntArray]
"""Row of a unit and the rows that may stand in for it."""


@dataclass(frozen=True)
class Table:
    """Values of the units of one wave.

    Attributes
    ----------
    before : ndarray, shape (units, earlier periods)
    after : ndarray, shape (units, later periods)
    share : ndarray, shape (units, later periods)
        What each later period counts for in each unit; rows sum to 1.
    lowest, highest : float
        Bounds of the values.
    """

    before: FloatArray
    after: FloatArray
    share: FloatArray
    lowest: float = -np.inf
    highest: float = np.inf


@dataclass(frozen=True)
class Fits:
    """Synthetic controls of some problems; rows in their order.

    Attributes
    ----------
    plain : ndarray, shape (problems,)
        Root mean square of the earlier gaps before correction.
    gap, path : ndarray, shape (problems, earlier or later periods)
        Earlier gaps after correction; expected later values.
    penalty : float
    """

    plain: FloatArray
    gap: FloatArray
    path: FloatArray
    penalty: float

    @property
    def pre(self) -> FloatArray:
        """Root mean square of the earlier gaps; shape (problems,)."""
        return np.sqrt(np.mean(self.gap**2, axis=1))


def fit(table: Table, problems: list[Problem], weights: list[FloatArray], penalty: float) -> Fits:
    """Paths of some units from their donors' simplex weights and a penalty."""
    plain, gap, path = [], [], []
    for (row, donors), weight in zip(problems, weights, strict=True):
        before, own = table.before[donors], table.before[row]
        left = own - weight @ before
        corrected = weight + _shifts(before, left, np.array([penalty]))[0]
        plain.append(float(np.sqrt(np.mean(left**2))))
        gap.append(own - np.clip(corrected @ before, table.lowest, table.highest))
        path.append(np.clip(corrected @ table.after[donors], table.lowest, table.highest))
    return Fits(np.array(plain), np.array(gap), np.array(path), penalty)


def choose_penalty(
    table: Table, problems: list[Problem], weights: list[FloatArray], scale: FloatArray
) -> float:
    """The strongest penalty that foretells left-out earlier periods as well as the best does.

    One for all units of a wave, chosen on untreated units alone: a unit's few periods tell too
    little, and a choice by unit would be one more way to fit chance.  "As well" is within one
    standard error of the difference, over units.

    Parameters
    ----------
    table : Table
    problems : list
        Untreated units.
    weights : list of ndarray, shape (donors of the problem,)
        On all earlier periods: to start from.
    scale : ndarray, shape (problems,)
        What each unit's errors are measured in.
    """
    if len(problems) < 2:
        return np.inf
    loss = np.zeros((len(problems), len(PENALTIES)))
    for out in np.array_split(np.arange(table.before.shape[1]), FOLDS):
        kept = np.setdiff1d(np.arange(table.before.shape[1]), out)
        found = simplex_weights_of_many(table.before[:, kept], problems, weights)
        for number, (row, donors) in enumerate(problems):
            others = table.before[donors]
            gap = table.before[row] - found[number] @ others
            shift = _shifts(others[:, kept], gap[kept], PENALTIES)
            error = gap[out] - shift @ others[:, out]
            loss[number] += np.sum(error**2, axis=1) / scale[number] ** 2
    best = int(np.argmin(loss.mean(axis=0)))
    worse = loss - loss[:, [best]]
    unsure = worse.std(axis=0, ddof=1) / np.sqrt(len(problems))
    return float(PENALTIES[int(np.argmax(worse.mean(axis=0) <= unsure))])


def _shifts(donors: FloatArray, gap: FloatArray, penalties: FloatArray) -> FloatArray:
    """Corrections of the weights, shape (penalties, donors); each sums to 0."""
    centred = donors - donors.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    values = values.clip(0.0)
    usual = float(values.mean())
    if usual <= 0:  # donors do not differ
        return np.zeros((len(penalties), len(donors)))
    shrunk = (vectors.T @ gap) / (values + penalties[:, None] * usual)
    return np.asarray(shrunk @ (centred @ vectors).T)


def mean_gap(later: FloatArray, share: FloatArray, pre: FloatArray) -> FloatArray:
    """Mean later gap, without its sign, over the root mean square of the earlier ones.

    Parameters
    ----------
    later, share : ndarray, shape (problems, later periods)
    pre : ndarray, shape (problems,)
    """
    return np.asarray(np.abs(np.sum(share * later, axis=1)) / pre)


def square_gap(later: FloatArray, share: FloatArray, pre: FloatArray) -> FloatArray:
    """Root mean square of later gaps over that of the earlier ones (Abadie et al. 2010)."""
    return np.asarray(np.sqrt(np.sum(share * later**2, axis=1)) / pre)


def rank(own: float, placebos: FloatArray) -> float:
    """Share of placebos, the unit among them, whose statistic is at least the unit's own."""
    return float((1 + np.sum(placebos >= own * (1 - 1e-12))) / (1 + len(placebos)))


def critical(placebos: FloatArray, confidence: float) -> float:
    """Largest statistic that is not rejected; infinite with too few placebos."""
    least = int((1 - confidence) * (len(placebos) + 1) + 1e-9)
    return float(np.sort(placebos)[-least]) if least else np.inf


def ratio_range(after: float, expected: float, reach: float) -> tuple[float, float]:
    """Ratios `r` with ``|after - r expected| <= sqrt(r) reach``.

    The variance of a count goes with its level, so under a ratio the usual gap is `sqrt(r)` times
    what it is without one.
    """
    half = after * expected + reach**2 / 2
    room = float(np.sqrt(max(half**2 - (after * expected) ** 2, 0.0)))
    return max(half - room, 0.0) / expected**2, (half + room) / expected**2
