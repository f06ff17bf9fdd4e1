"""Least squares on the simplex: weights that are not negative and sum to one, exactly.

With ``sum(w) = 1``, ``|A w - b|^2 = |(A - b 1') w|^2``: the weights are the point nearest to the
origin in the hull of the donors' differences from the target (Wolfe 1976, Mathematical Programming
11).  It is found by an active set of positive weights; only their own Gram matrix is ever formed.
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
    points = (donors - target[:, None]).T
    if intercept:
        points = points - points.mean(axis=1, keepdims=True)
    scale = float(np.mean(np.sum(points**2, axis=1)))
    if scale <= 0:  # every donor is the target
        return np.full(len(points), 1 / len(points))
    whole = (ridge + RIDGE * scale) / scale
    points = np.ascontiguousarray(points) / np.sqrt(scale)
    weights = _nearest_point(points, whole, guess)
    return _stacked(points.T, whole) if weights is None else weights


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


def _nearest_point(points: FloatArray, ridge: float, guess: FloatArray | None) -> FloatArray | None:
    """Weights of the `points` (donors, rows) whose mean is nearest to the origin; None if lost."""
    size = len(points)
    weights = np.zeros(size)
    if guess is None:
        rows = np.array([int(np.einsum("ij,ij->i", points, points).argmin())])
        weights[rows] = 1.0
    else:
        rows = guess.nonzero()[0]
        weights[rows] = guess[rows] / guess.sum()
    for _ in range(_ROUNDS * (size + 10)):
        moved = _on_face(points, ridge, rows, weights[rows])
        if moved is None:
            return None
        rows, held = moved
        weights = np.zeros(size)
        weights[rows] = held
        slope = points @ (held @ points[rows])
        slope[rows] += ridge * held
        least = slope.min()
        if least - held @ slope[rows] >= -_SLACK:
            return weights
        enters = slope == least  # donors that are all alike come together
        if enters[rows].all():  # rounding: nothing better is to be had
            return None
        enters[rows] = True
        rows = enters.nonzero()[0]
    return None


def _on_face(
    points: FloatArray, ridge: float, rows: IntArray, held: FloatArray
) -> tuple[IntArray, FloatArray] | None:
    """Go to the optimum over the held weights, letting go of those that would turn negative."""
    while True:
        own = points[rows]
        gram = own @ own.T
        gram.flat[:: len(rows) + 1] += ridge
        best, failed = dposv(gram, np.ones(len(rows)))[1:]
        total = best.sum()
        if failed or not total > 0:
            return None
        best /= total
        least = best.min()
        if least > 0:
            return rows, best
        if least == 0:
            return rows[best > 0], best[best > 0]
        negative = best < 0
        reach = held[negative] / (held - best)[negative]
        step = reach.min()
        kept = np.ones(len(rows), bool)
        kept[negative] = reach > step
        held = (held + step * (best - held))[kept].clip(0.0)
        rows, held = rows[kept], held / held.sum()


def _stacked(away: FloatArray, ridge: float) -> FloatArray:
    """The same by scipy's non-negative least squares; slower, and sure."""
    size = away.shape[1]
    length = np.sqrt(np.mean(np.sum(away**2, axis=0)))
    rows = np.vstack([away, np.sqrt(ridge) * np.eye(size), np.full((1, size), length)])
    wanted = np.zeros(len(rows))
    wanted[-1] = length
    found = nnls(rows, wanted, maxiter=100 * size)[0]
    return found / found.sum()
