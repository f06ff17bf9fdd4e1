"""What the best possible judge would say: one who knows the course and how chance works.

It does not know levels, which each tambon's own months before must tell it, nor effects.
"""

from __future__ import annotations

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


def p_of_ratio(
    scenario: Scenario, world: World, treated: IntArray, before: int, start: IntArray
) -> float:
    """Two-sided p-value that the programme changed nothing, of all its tambons' events together.

    Events from each tambon's start on, over those expected from its months up to column `before`
    and the true course; the log ratio by its normal limit, with its true variance under no effect.
    """
    months = world.incidents.shape[1]
    seen = promised = variance = 0.0
    for row, first in zip(treated, start, strict=True):
        early, late = np.arange(before), np.arange(first, months)
        mean = world.without[row]
        odds = mean[late].sum() / mean[early].sum()
        seen += world.incidents[row, late].sum()
        promised += odds * world.incidents[row, early].sum()
        for columns, times in ((early, odds), (late, 1.0)):
            spread = mean[columns].sum() + extra_variance(scenario, mean[columns], columns)
            variance += times**2 * spread
    expected = sum(world.without[r, s:].sum() for r, s in zip(treated, start, strict=True))
    if not (seen and promised):
        return float("nan")
    distance = abs(np.log(seen / promised)) / (np.sqrt(variance) / expected)
    return float(2 * stats.norm.sf(distance))


def p_of_difference(
    value: FloatArray, course: FloatArray, variance: FloatArray, windows: list[tuple[int, IntArray]]
) -> float:
    """Two-sided p-value that nothing changed, of values less their known course.

    Parameters
    ----------
    value, course, variance : ndarray, shape (rows, periods)
        What was seen, its course without any effect (up to a level of each row), and the
        variance of each value around it.
    windows : list of (int, ndarray of int)
        For each row the column before which its level is measured, and those after.
    """
    moved = [(value - course)[i, c].mean() - (value - course)[i, :b].mean()
             for i, (b, c) in enumerate(windows)]  # fmt: skip
    error = [variance[i, c].mean() / len(c) + variance[i, :b].mean() / b
             for i, (b, c) in enumerate(windows)]  # fmt: skip
    weight = np.array([float(len(c)) for _, c in windows])
    distance = abs(weight @ moved) / np.sqrt(weight**2 @ error)
    return float(2 * stats.norm.sf(distance))
