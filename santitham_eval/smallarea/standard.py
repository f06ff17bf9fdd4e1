"""Rates made comparable between populations of different make-up."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from santitham_eval.smallarea.intervals import Interval, counted, poisson_interval, tail_of


def standardised_rate(
    events: ArrayLike,
    exposure: ArrayLike,
    standard: ArrayLike,
    confidence: float = 0.95,
    method: Literal["gamma", "dobson"] = "gamma",
) -> Interval:
    """Directly standardised rate: strata weighted as in a standard population.

    Parameters
    ----------
    events, exposure : array_like, shape (..., strata)
        Counts and exposures; any leading axes are areas.
    standard : array_like, shape (strata,)
        Standard population, or weights; only their proportions count.
    confidence : float
    method : {"gamma", "dobson"}
        Fay and Feuer's gamma interval holds however much weights differ, and is cautious.  Dobson
        and others scale the exact limits of the total count by the ratio of standard errors, as
        many tables do; their upper limit fails where a small stratum of much weight happens to
        have no events, so it is for counts that are not few.

    Returns
    -------
    Interval, shape (...)
        Per unit of exposure.  NaN where a stratum of some weight has no exposure, or anything
        is unknown.  With no events at all there is no variance to scale by: both methods then
        take the widest weight of any stratum, as the gamma interval does anyway.

    Raises
    ------
    ValueError
        A negative figure, events without exposure, weights that sum to nothing, a number of
        strata that differs.

    References
    ----------
    Dobson, Kuulasmaa, Eberle & Scherer (1991) Statistics in Medicine 10, 457-462.
    Fay & Feuer (1997) Statistics in Medicine 16, 791-801.
    """
    count, time = counted(events, exposure)
    weight = np.asarray(standard, float)
    if weight.ndim != 1 or count.ndim == 0 or count.shape[-1] != len(weight):
        raise ValueError("there must be one weight for each stratum")
    if not np.isfinite(weight).all() or (weight < 0).any() or weight.sum() <= 0:
        raise ValueError("weights must be finite, not negative, and not all 0")
    if ((count > 0) & (time == 0)).any():
        raise ValueError("events in a stratum without exposure")
    share = weight / weight.sum()
    each = np.where(share > 0, share / np.where(time > 0, time, np.nan), 0.0)
    rate, variance = (each * count).sum(axis=-1), (each**2 * count).sum(axis=-1)
    largest = each.max(axis=-1)
    tail = tail_of(confidence)
    upper_variance = variance + largest**2
    high = special.gammainccinv((rate + largest) ** 2 / upper_variance, tail)
    high = high * upper_variance / (rate + largest)
    some = np.where(variance > 0, variance, 1.0)
    low = special.gammaincinv(np.where(rate > 0, rate, 1.0) ** 2 / some, tail) * some
    low = np.where(rate > 0, low / np.where(rate > 0, rate, 1.0), 0.0 * rate)
    if method == "gamma":
        return Interval(rate, low, high)
    total = np.where(share > 0, count, 0.0).sum(axis=-1)
    exact = poisson_interval(total, 1.0, confidence)
    scale = np.sqrt(variance / np.where(total > 0, total, np.nan))
    return Interval(
        rate,
        np.where(total == 0, low, rate + scale * (exact.low - total)),
        np.where(total == 0, high, rate + scale * (exact.high - total)),
    )
