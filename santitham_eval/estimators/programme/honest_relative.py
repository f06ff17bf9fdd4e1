"""Interval that lets a trend differ as much as it did before: Delta^RM(Mbar), hybrid test.

The violation of parallel trends delta, nought in the reference period 0, may move after it by at
most Mbar times its largest move before: |delta(t+1) - delta(t)| <= Mbar max_s |delta(s+1) -
delta(s)| for t >= 0, s < 0.  Fixing which move s was the largest, and its sign, leaves a set of
linear inequalities; the restriction is their union over (s, sign), and so is the confidence set.

Each piece is tested by the conditional test with a least-favourable first stage.  Its linear
programme need not be solved: its dual polyhedron {gamma >= 0: gamma'X = 0, gamma'sd = 1} has known
corners here.  With r(t) = sum of the weights from t on, the effect is a weighted sum of moves,
weight @ beta = sum r(t) move(t); nuisance effects cancel only if the two inequalities of move t
carry weights that differ by c r(t), the same c for all t.  The extreme rays are therefore c = 1,
c = -1, and for each t both inequalities alike (which says only that the largest move, in its
own sign, is not negative).  With T = weight @ beta - effect, m the signed largest move, R =
sum |r| they give T - Mbar R m, -T - Mbar R m and -2 Mbar m, each divided by its scale.

Sources: Rambachan & Roth (2023), Review of Economic Studies 90(5), sections 2.4 and 3; Andrews,
Roth & Pakes (2023), "Inference for linear conditional moment inequalities", Review of Economic
Studies 90(6), sections 4 to 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize
from scipy.special import log_ndtr

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

# Share of the error probability spent on the first stage, as both papers advise.
FIRST_STAGE = 0.1
# Points between a piece's outermost possible effects; ends are then found by bisection.
GRID = 401
# Directions over which a probability is averaged; 64 times as many change no sixth digit.
ANGLES = 2 * np.pi * (np.arange(1024) + 0.5) / 1024


@dataclass(frozen=True)
class Pieces:
    """The tests of all pieces (s, sign), each about T = weight @ beta - effect and m.

    Attributes
    ----------
    move : ndarray, shape (pieces,)
        m: estimated move s, in the sign of the piece.
    corner : ndarray, shape (pieces, 4, 2)
        Weights on (T, m) of the corners of the dual; of the corners on m alone only the two of
        extreme scale are kept, as the others lie between them.
    covariance : ndarray, shape (pieces, 2, 2)
        Of (T, m).
    critical : ndarray, shape (pieces,)
        First-stage critical value.
    level : float
        Error probability left for the second stage.
    """

    move: FloatArray
    corner: FloatArray
    covariance: FloatArray
    critical: FloatArray
    level: float

    def only(self, some: BoolArray) -> Pieces:
        """The pieces where `some` holds."""
        return Pieces(
            self.move[some],
            self.corner[some],
            self.covariance[some],
            self.critical[some],
            self.level,
        )

    def accepts(self, distance: FloatArray) -> BoolArray:
        """Whether each piece keeps the effects at given distances T.

        Parameters
        ----------
        distance : ndarray, shape (pieces, k)

        Returns
        -------
        ndarray of bool, shape (pieces, k)
        """
        two = np.stack([distance, np.broadcast_to(self.move[:, None], distance.shape)], axis=-1)
        values = np.einsum("pkd,pcd->pkc", two, self.corner)
        best = values.argmax(axis=-1)[..., None]
        statistic = values.max(axis=-1)
        between = np.einsum("pcd,pde,pbe->pcb", self.corner, self.covariance, self.corner)
        own = np.take_along_axis(np.einsum("pcc->pc", between)[:, None], best, axis=-1)
        rows = np.arange(len(self.move))[:, None]
        # Slope of every corner's value on the best one's, and what does not move with it.
        slope = between[rows, best[..., 0]] / np.where(own > 0, own, 1)
        rest = values - slope * statistic[..., None]
        gap = 1 - slope
        # Equal slopes up to rounding bound nothing.
        edge = rest / np.where(np.abs(gap) > 1e-9, gap, 1)
        low = np.where(gap > 1e-9, edge, -np.inf).max(axis=-1)
        high = np.where(gap < -1e-9, edge, np.inf).min(axis=-1)
        high = np.minimum(high, self.critical[:, None])
        spread = np.sqrt(own[..., 0])
        # A corner without variance (Mbar = 0) has the value nought, which rejects nothing.
        scale = np.where(spread > 0, spread, 1)
        tail = _tail(statistic / scale, low / scale, high / scale)
        rejects = (statistic > 0) & ((statistic > self.critical[:, None]) | (tail < self.level))
        return ~rejects


def _tail(value: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    """P(Z > value | low <= Z <= high), in logarithms, so that far tails keep their digits."""
    # Beyond `high` the answer is nought; the first stage has rejected there.
    value = np.minimum(value, high)
    low = np.minimum(low, value)
    at, start, end = log_ndtr(-value), log_ndtr(-low), log_ndtr(-high)
    whole = -np.expm1(end - start)
    part = -np.expm1(end - at) * np.exp(at - start)
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), 1.0)


def pieces(
    beta: FloatArray, covariance: FloatArray, weight: FloatArray, bound: float, confidence: float
) -> Pieces:
    """Reduce every piece to its two normal variables; arguments as `relative_interval`."""
    pre, alpha = len(beta) - len(weight), 1 - confidence
    # Moves from period to period; the reference period's coefficient is nought.
    take = np.eye(len(beta)) - np.eye(len(beta), k=-1)
    take[:pre] = np.eye(pre, len(beta), k=1) - np.eye(pre, len(beta))
    take[pre - 1, pre:] = 0
    take[pre, :pre] = 0
    moves, spread = take @ beta, take @ covariance @ take.T
    sign = np.repeat([1.0, -1.0], pre)
    largest = np.tile(np.arange(pre), 2)
    reach = np.cumsum(weight[::-1])[::-1]
    own = spread[largest, largest]
    cross = sign[:, None] * spread[largest, pre:]
    # Standard deviations of the two inequalities, move - Mbar m <= 0 and -move - Mbar m <= 0.
    base = np.diag(spread)[None, pre:] + bound**2 * own[:, None]
    upper, lower = np.sqrt(base - 2 * bound * cross), np.sqrt(base + 2 * bound * cross)
    up, down = np.where(reach >= 0, upper, lower), np.where(reach >= 0, lower, upper)
    size = np.abs(reach)
    corner = np.zeros((len(sign), 4, 2))
    corner[:, 0] = np.array([1, -bound * size.sum()]) / (up @ size)[:, None]
    corner[:, 1] = np.array([-1, -bound * size.sum()]) / (down @ size)[:, None]
    corner[:, 2, 1] = -2 * bound / (upper + lower).min(axis=1)
    corner[:, 3, 1] = -2 * bound / (upper + lower).max(axis=1)
    both = np.empty((len(sign), 2, 2))
    both[:, 0, 0] = reach @ spread[pre:, pre:] @ reach
    both[:, 0, 1] = both[:, 1, 0] = cross @ reach
    both[:, 1, 1] = own
    first = FIRST_STAGE * alpha
    critical = np.array([_least_favourable(c, v, first) for c, v in zip(corner, both, strict=True)])
    return Pieces(sign * moves[largest], corner, both, critical, (alpha - first) / (1 - first))


def _least_favourable(corner: FloatArray, covariance: FloatArray, level: float) -> float:
    """Value that the largest corner of a centred normal exceeds with probability `level`.

    In whitened coordinates a direction is uniform on the circle and the squared length is
    chi-squared with two degrees: exceeding c along a direction whose largest corner is h > 0 has
    probability exp(-c^2 / (2 h^2)), averaged over the circle.  No draws are needed.
    """
    round_ = np.stack([np.cos(ANGLES), np.sin(ANGLES)])
    height = (corner @ np.linalg.cholesky(covariance) @ round_).max(axis=0)
    height = height[height > 0]
    top = height.max() * np.sqrt(-2 * np.log(level))

    def excess(value: float) -> float:
        return float(np.exp(-0.5 * (value / height) ** 2).sum()) / len(ANGLES) - level

    return float(optimize.brentq(excess, 0.0, top, xtol=1e-12 * top))


def relative_interval(
    beta: FloatArray, covariance: FloatArray, weight: FloatArray, bound: float, confidence: float
) -> tuple[float, float]:
    """Smallest and largest effect that some piece's test keeps.

    Parameters
    ----------
    beta : ndarray, shape (pre + post,)
        Coefficients in order of time without the reference period, which lies between pre and
        post.
    covariance : ndarray, shape (pre + post, pre + post)
        Positive definite.
    weight : ndarray, shape (post,)
        The effect of interest is `weight @ effects`.
    bound : float
        Mbar, at least 0.
    confidence : float
        Coverage, such as 0.95.

    Returns
    -------
    tuple of float
        low, high, in the unit of the coefficients.  `weight @ beta` is always between them.
    """
    test = pieces(beta, covariance, weight, bound, confidence)
    centre = float(weight @ beta[len(beta) - len(weight) :])
    # Beyond these the first stage rejects; a piece whose ends cross keeps nothing.
    up = (test.critical - test.corner[:, 0, 1] * test.move) / test.corner[:, 0, 0]
    down = (test.critical - test.corner[:, 1, 1] * test.move) / test.corner[:, 1, 0]
    some = (down <= up) & (test.corner[:, 2, 1] * test.move <= test.critical)
    kept = test.only(some)
    # With nought among the points the estimate itself is never missed.
    zero = np.clip(0.0, down[some], up[some])[:, None]
    grid = np.sort(np.hstack([np.linspace(down[some], up[some], GRID, axis=1), zero]), axis=1)
    inside = kept.accepts(grid)
    lowest = _ends(kept, grid, inside).min()
    highest = _ends(kept, grid[:, ::-1], inside[:, ::-1]).max()
    return centre - float(highest), centre - float(lowest)


def _ends(test: Pieces, line: FloatArray, inside: BoolArray) -> FloatArray:
    """Where each piece that keeps a point of its line, shape (pieces, k), begins to keep."""
    some: BoolArray = np.any(inside, axis=1)
    test, line, at = test.only(some), line[some], inside[some].argmax(axis=1)
    rows = np.arange(len(line))
    start, outer = line[rows, at], line[rows, np.maximum(at - 1, 0)]
    # A grid step halved thirty times is far under rounding in print.
    for _ in range(30):
        middle = (start + outer) / 2
        good = test.accepts(middle[:, None])[:, 0]
        start, outer = np.where(good, middle, start), np.where(good, outer, middle)
    return start
