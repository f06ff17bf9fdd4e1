"""What may disturb a comparison: trends of their own, slow luck, spillover to neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

REACH = 2
"""A made-up tambon's neighbours are so many before and after it in code order, as on a ring."""


def own_trends(
    rng: np.random.Generator,
    belongs: IntArray,
    months: int,
    spread: float,
    level: FloatArray,
    tilt: float,
) -> FloatArray:
    """Ratio of each tambon's course to the common one; 1 at the middle of the series.

    Parameters
    ----------
    rng : numpy.random.Generator
    belongs : ndarray of int, shape (tambons,)
        Amphoe of each tambon.
    months : int
    spread : float
        Standard deviation between amphoe of the change of the log over ten years.
    level : ndarray, shape (tambons,)
    tilt : float
        Change of the log over ten years in an amphoe that lies one standard deviation above the
        others by the log of its level: trends that go with what tambons are chosen by.

    Returns
    -------
    ndarray, shape (tambons, months)
    """  # fmt: skip
    count = int(belongs.max()) + 1
    amphoe = np.log(np.bincount(belongs, level, count) / np.bincount(belongs, minlength=count))
    above = (amphoe - amphoe.mean()) / amphoe.std()
    slope = tilt * above + (rng.normal(0, spread, count) if spread else 0.0)
    decades = (np.arange(months) - (months - 1) / 2) / 120
    return np.exp(slope[belongs][:, None] * decades)


def slow_luck(
    rng: np.random.Generator, tambons: int, months: int, memory: float, spread: float
) -> FloatArray:
    """Luck that lasts: log-normal of mean 1, autoregressive from month to month.

    Parameters
    ----------
    rng : numpy.random.Generator
    tambons, months : int
    memory : float
        Correlation of the log from one month to the next.
    spread : float
        Standard deviation of the log.

    Returns
    -------
    ndarray, shape (tambons, months)
    """
    draws = rng.standard_normal((tambons, months))
    log = np.empty_like(draws)
    log[:, 0] = draws[:, 0]
    for month in range(1, months):
        log[:, month] = memory * log[:, month - 1] + np.sqrt(1 - memory**2) * draws[:, month]
    return np.exp(spread * log - spread**2 / 2)


def neighbours_on_ring(tambons: int) -> IntArray:
    """Rows of each tambon's neighbours, shape (tambons, 2 `REACH`)."""
    steps = [*range(-REACH, 0), *range(1, REACH + 1)]
    return (np.arange(tambons)[:, None] + np.array(steps)) % tambons
