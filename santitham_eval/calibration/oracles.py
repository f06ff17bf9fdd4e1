"""What the best possible judge would say: one who knows the course and how chance works.

It does not know levels, which each tambon's own months before must tell it, nor effects.  Of the
programme as a whole there is also a learner, who does not know the course and reads it from the
tambons outside: what no method can beat that learns from the same tambons.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from santitham_eval.sample import Case
from santitham_eval.simulate import Scenario, World
from santitham_eval.smallarea import SplitCount

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def split_of(scenario: Scenario, world: World, case: Case) -> SplitCount | None:
    """Count of one tambon against the true odds with the true dispersion; None without events."""
    before, after = (
        int(world.incidents[case.row, c].sum()) for c in (case.baseline, case.follow_up)
    )
    if before + after == 0:
        return None
    mean = world.without[case.row]
    windows = (case.baseline, case.follow_up)
    spread = np.sqrt(
        sum(extra_variance(scenario, mean[c], c) / mean[c].sum() ** 2 for c in windows)
    )
    odds = float(np.log(mean[case.follow_up].sum() / mean[case.baseline].sum()))
    return SplitCount(before, after, odds, np.array([max(spread, 1e-3)]), np.ones(1))


def extra_variance(scenario: Scenario, mean: FloatArray, months: IntArray) -> float:
    """Variance of a sum of monthly counts beyond the Poisson's: dispersion and lasting luck.

    Frailty and luck multiply: with ``c_st`` the covariance of the luck of two months, that of the
    means is ``m_s m_t ((1 + [s = t] / size)(1 + c_st) - 1)``.
    """
    own = 1 / scenario.dispersion if scenario.dispersion else 0.0
    memory, spread = scenario.memory
    if not spread:
        return float(np.sum(mean**2) * own)
    apart = np.abs(months[:, None] - months)
    luck = np.exp(spread**2 * float(memory) ** apart)
    return float(mean @ ((1 + own * (apart == 0)) * luck - 1) @ mean)


def p_of(moved: float, variance: float) -> float:
    """Two-sided p-value of a move that is normal with mean 0 where nothing was done."""
    return float(2 * stats.norm.sf(abs(moved) / np.sqrt(variance)))


def ratio_moved(
    scenario: Scenario, world: World, before: int, windows: Mapping[int, IntArray]
) -> tuple[float, float]:
    """How far some tambons' events lie from the true course, all together, and the variance.

    Parameters
    ----------
    scenario : Scenario
    world : World
    before : int
        Column up to which each tambon's level is told.
    windows : mapping of int to ndarray of int
        Row of each tambon to the columns that are then looked at.

    Returns
    -------
    moved, variance : float
        Log ratio of the events there over those expected from the columns before and the true
        course, and its true variance where nothing was done; NaN without events.
    """
    seen = promised = variance = expected = 0.0
    for row, late in windows.items():
        early, mean = np.arange(before), world.without[row]
        odds = mean[late].sum() / mean[early].sum()
        seen += world.incidents[row, late].sum()
        promised += odds * world.incidents[row, early].sum()
        expected += mean[late].sum()
        for columns, times in ((early, odds), (late, 1.0)):
            spread = mean[columns].sum() + extra_variance(scenario, mean[columns], columns)
            variance += times**2 * spread
    if not (seen and promised):
        return float("nan"), float("nan")
    return float(np.log(seen / promised)), float(variance / expected**2)


def difference_moved(
    value: FloatArray,
    course: FloatArray,
    variance: FloatArray,
    windows: Mapping[int, tuple[IntArray, IntArray]],
) -> tuple[float, float]:
    """How far some tambons' values lie from their known course, and the variance.

    Parameters
    ----------
    value, course, variance : ndarray, shape (tambons, periods)
        What was seen, its course without any effect (up to a level of each tambon), and the
        variance of each value around it.
    windows : mapping of int to (ndarray of int, ndarray of int)
        Row of each tambon to the columns that tell its level, and those looked at.
    """
    apart, weight, moves, errors = value - course, [], [], []
    for row, (early, late) in windows.items():
        weight.append(float(len(late)))
        moves.append(apart[row, late].mean() - apart[row, early].mean())
        errors.append(
            variance[row, late].mean() / len(late) + variance[row, early].mean() / len(early)
        )
    share = np.array(weight) / sum(weight)
    return float(share @ moves), float(share**2 @ errors)
