"""Least squares on the simplex: weights that are not negative and sum to one, exactly.

With ``sum(w) = 1``, ``|A w - b|^2 = |(A - b 1') w|^2``: the weights are the point nearest to the
origin in the hull of the donors' differences from the target (Wolfe 1976, Mathematical Programming
11).  It is found by an active set of positive weights, over the Gram matrix of those differences.
The same weights solve a problem without the sum, non-negative least squares of the stacked system
``[A - b 1'; k 1'] u = [0; k]``, ``w = u / sum(u)``: for any `w` the best length of `u` leaves
``f k^2 / (f + k^2)`` of ``f = |A w - b|^2``, which rises with `f`.  That is what is fallen back on.

A ridge makes the optimum one point, so that donors which are all alike share their weight.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dposv
from scipy.optimize import nnls

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

RIDGE = 1e-8
"""Ridge in parts of the donors' mean squared distance from the target: shares a tie, moves no
digit that is shown."""

_SLACK = 1e-14
_ROUNDS = 12


def simplex_weights(
    donors: FloatArray,
    target: FloatArray,
    *,
    ridge: float = 0.0,
    intercept: bool = False,
    guess: FloatArray | None = None,
) -> FloatArray:
    """Weights ``w >= 0``, ``sum(w) = 1`` that minimise ``|a + D w - t|^2 + ridge |w|^2``.

    Parameters
    ----------
    donors : ndarray, shape (rows, donors)
        One column a donor; finite.
    target : ndarray, shape (rows,)
    ridge : float
        In squared units of the rows.  `RIDGE` is added to it, in parts of the donors' mean squared
        distance, so that there is one answer.
    intercept : bool
        Whether a constant `a` may lie between target and donors (rows are then centred).
    guess : ndarray, shape (donors,), optional
        Weights to start from; they change the time taken and nothing else.

    Returns
    -------
    ndarray, shape (donors,)

    Raises
    ------
    ValueError
        No donor.
    """
    if not donors.shape[1]:
        raise ValueError("no donor")
    away = donors - target[:, None]
    if intercept:
        away = away - away.mean(axis=0)
    scale = float(np.mean(np.sum(away**2, axis=0)))
    if scale <= 0:  # every donor is the target
        return np.full(donors.shape[1], 1 / donors.shape[1])
    whole = (ridge + RIDGE * scale) / scale
    gram = away.T @ away / scale
    gram[np.diag_indices_from(gram)] += whole
    weights = _nearest_point(gram, guess)
    return _stacked(away / np.sqrt(scale), whole) if weights is None else weights


def simplex_weights_of_many(
    series: FloatArray,
    problems: Sequence[tuple[int, IntArray]],
    guesses: Sequence[FloatArray] | None = None,
) -> list[FloatArray]:
    """Weights of many units of one table, each fitted by others of its rows.

    Parameters
    ----------
    series : ndarray, shape (units, periods)
    problems : sequence of (int, ndarray of int)
        Row that is fitted and rows that may fit it.
    guesses : sequence of ndarray, optional
        Weights to start from, as returned.

    Returns
    -------
    list of ndarray, shape (donors of the problem,)
        In the order of the problems.
    """
    starts: Sequence[FloatArray | None] = [None] * len(problems) if guesses is None else guesses
    return [
        simplex_weights(series[allowed].T, series[row], guess=start)
        for (row, allowed), start in zip(problems, starts, strict=True)
    ]


def _nearest_point(gram: FloatArray, guess: FloatArray | None) -> FloatArray | None:
    """Minimiser of ``w' G w`` on the simplex for a positive definite `gram`; None if not found."""
    size = len(gram)
    weights = np.zeros(size)
    if guess is None:
        weights[int(np.argmin(np.diag(gram)))] = 1.0
    else:
        weights[:] = guess / guess.sum()
    held = weights > 0
    slope = gram @ weights
    value = float(weights @ slope)
    many = True
    for _ in range(_ROUNDS * (size + 10)):
        moved = _on_face(gram, weights, held)
        if moved is None:
            return None
        weights, held = moved
        slope = gram @ weights
        now = float(weights @ slope)
        # Several may enter at once as long as that gets on; one alone always does.
        many = now < value or not many
        value = now
        excess = slope - value
        worst = float(excess.min())
        if worst >= -_SLACK:
            return weights
        held = held | (excess <= (worst))
    return None


def _on_face(
    gram: FloatArray, weights: FloatArray, held: BoolArray
) -> tuple[FloatArray, BoolArray] | None:
    """Go to the optimum over the held weights, letting go of those that would turn negative."""
    while True:
        rows = np.flatnonzero(held)
        _, best, failed = dposv(gram[rows[:, None], rows], np.ones(len(rows)))
        if failed or not best.sum() > 0:
            return None
        best = best / best.sum()
        result = np.zeros(len(gram))
        if (best >= 0).all():
            result[rows] = best
            return result, result > 0
        old = weights[rows]
        reach = np.full(len(rows), np.inf)
        reach[best < 0] = old[best < 0] / (old - best)[best < 0]
        step = float(reach.min())
        gone = reach <= step
        new = np.where(gone, 0.0, np.maximum(old + step * (best - old), 0.0))
        result[rows] = new / new.sum()
        weights = result
        held = np.zeros(len(gram), bool)
        held[rows[~gone]] = True


def _stacked(away: FloatArray, ridge: float) -> FloatArray:
    """The same by scipy's non-negative least squares; slower, and sure."""
    size = away.shape[1]
    length = np.sqrt(np.mean(np.sum(away**2, axis=0)))
    rows = np.vstack([away, np.sqrt(ridge) * np.eye(size), np.full((1, size), length)])
    wanted = np.zeros(len(rows))
    wanted[-1] = length
    found = nnls(rows, wanted, maxiter=100 * size)[0]
    return found / found.sum()
