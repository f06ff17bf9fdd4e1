"""Intervals of counts, rates and proportions that hold where counts are few.

All work elementwise on arrays.  Where nothing was seen (no exposure, none of none) there is
nothing to say, and the figures are NaN; zero events in a known exposure are a figure like any
other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

FloatArray = NDArray[np.float64]


class Interval(NamedTuple):
    """An estimate with its limits; each an array in the shape of the input (0-d for scalars)."""

    estimate: FloatArray
    low: FloatArray
    high: FloatArray


def poisson_interval(
    events: ArrayLike, exposure: ArrayLike = 1.0, confidence: float = 0.95
) -> Interval:
    """Exact (Garwood) interval of a Poisson count, or of a rate where an exposure is given.

    Parameters
    ----------
    events : array_like
        Counts; NaN where unknown.
    exposure : array_like
        In any unit, such as person-years; 0 gives NaN.
    confidence : float

    Returns
    -------
    Interval
        Events per unit of exposure; ``low`` is 0 for no events.

    Raises
    ------
    ValueError
        A negative or infinite count or exposure, or a confidence outside 0 to 1.

    References
    ----------
    Garwood (1936) Biometrika 28: quantiles of the gamma distribution (half those of chi-square).
    """
    count, time = counted(events, exposure)
    tail = tail_of(confidence)
    low = np.where(count > 0, special.gammaincinv(np.maximum(count, 1e-300), tail), 0.0)
    return _per(count, low, special.gammainccinv(count + 1, tail), time)


def byar_interval(
    events: ArrayLike, exposure: ArrayLike = 1.0, confidence: float = 0.95
) -> Interval:
    """Byar's approximation to `poisson_interval`, as public-health tables print it.

    Within a few per cent of the exact limits from 5 events on; parameters, result and errors as
    there.

    References
    ----------
    Breslow & Day (1987) Statistical Methods in Cancer Research II, eq. 2.13.
    """
    count, time = counted(events, exposure)
    z = special.ndtri(1 - tail_of(confidence))
    some = np.maximum(count, 1.0)
    low = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    more = count + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return _per(count, np.where(count > 0, np.maximum(low, 0), 0.0 * count), high, time)


def wilson_interval(part: ArrayLike, whole: ArrayLike, confidence: float = 0.95) -> Interval:
    """Score interval of a proportion.

    Parameters
    ----------
    part, whole : array_like
        Counts, the part at most the whole; NaN where unknown.
    confidence : float

    Returns
    -------
    Interval
        ``low`` is exactly 0 for none, ``high`` exactly 1 for all; NaN for none of none.

    Raises
    ------
    ValueError
        A negative count, a part above its whole, or a confidence outside 0 to 1.

    References
    ----------
    Wilson (1927) JASA 22; method 3 of Newcombe (1998) Statistics in Medicine 17, 857-872.
    """
    x, n = parted(part, whole)
    z2 = special.ndtri(1 - tail_of(confidence)) ** 2
    n = np.where(n > 0, n, np.nan)
    p = x / n
    half = np.sqrt(z2 * (z2 + 4 * n * p * (1 - p)))
    low = (2 * x + z2 - half) / (2 * (n + z2))
    high = (2 * x + z2 + half) / (2 * (n + z2))
    return Interval(p, np.where(x == 0, 0.0 * p, low), np.where(x == n, 1 + 0 * p, high))


def newcombe_difference(
    part: ArrayLike,
    whole: ArrayLike,
    part_ref: ArrayLike,
    whole_ref: ArrayLike,
    confidence: float = 0.95,
) -> Interval:
    """Difference of two independent proportions, first less second, from their score intervals.

    Parameters
    ----------
    part, whole, part_ref, whole_ref : array_like
        Counts, as for `wilson_interval`.
    confidence : float

    Returns
    -------
    Interval
        NaN where either whole is 0.

    Raises
    ------
    ValueError
        As `wilson_interval`.

    References
    ----------
    Newcombe (1998) Statistics in Medicine 17, 873-890, method 10 (without continuity correction).
    """
    p, low, high = wilson_interval(part, whole, confidence)
    q, low_ref, high_ref = wilson_interval(part_ref, whole_ref, confidence)
    return Interval(
        p - q, p - q - np.hypot(p - low, high_ref - q), p - q + np.hypot(high - p, q - low_ref)
    )


def counted(events: ArrayLike, exposure: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Counts and exposures of one shape; ValueError where one is negative or infinite."""
    count, time = np.broadcast_arrays(np.asarray(events, float), np.asarray(exposure, float))
    if (count < 0).any() or (time < 0).any() or np.isinf(count).any() or np.isinf(time).any():
        raise ValueError("counts and exposures must be finite and not negative")
    return count, time


def parted(part: ArrayLike, whole: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Parts and wholes of one shape; ValueError where a part is negative or above its whole."""
    x, n = counted(part, whole)
    if (x > n).any():
        raise ValueError("a part must not be above its whole")
    return x, n


def tail_of(confidence: float) -> float:
    """Probability left out on either side; ValueError outside 0 to 1."""
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    return (1 - confidence) / 2


def _per(count: FloatArray, low: FloatArray, high: FloatArray, time: FloatArray) -> Interval:
    time = np.where(time > 0, time, np.nan)
    known = np.where(np.isnan(count), np.nan, 1.0)
    return Interval(count / time, low * known / time, high * known / time)
