"""Funnel limits: how far areas may lie apart by chance and by the scatter they usually have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from santitham_eval.smallarea.intervals import FloatArray, counted, parted, tail_of

Dispersion = Literal["additive", "multiplicative"]

_ADDED = 3 / 8
"""Anscombe's addition to a count, which keeps the variance of its root (or arcsine) the same down
to means of about 2; without it small counts are taken for scatter, and zeros for outliers."""


@dataclass(frozen=True)
class Funnel:
    """Limits around a common target, wide enough for the scatter that areas usually have.

    Attributes
    ----------
    target : float
        What all areas together have.
    phi : float
        Mean square of the winsorised scores; where there is chance only about 1, and 0.7 with a
        tenth drawn in at either end, so that a little scatter beyond chance goes unseen.
    tau2 : float
        Variance between areas, on the working scale (square root of a rate, arcsine of the
        square root of a share); 0 where the scatter is no more than chance.
    score : ndarray, shape (areas,)
        How many standard errors each area lies from the target, over-dispersion counted in.
    low, high : ndarray, shape (areas,)
        Limits at each area's own size.
    """

    target: float
    phi: float
    tau2: float
    score: FloatArray
    low: FloatArray
    high: FloatArray


def rate_funnel(
    events: ArrayLike,
    exposure: ArrayLike,
    confidence: float = 0.998,
    dispersion: Dispersion = "additive",
    winsorise: float = 0.1,
) -> Funnel:
    """Over-dispersed funnel of rates, worked out on their square roots.

    Parameters
    ----------
    events, exposure : array_like, shape (areas,)
        Counts and exposures; an area without exposure, or unknown, has NaN.
    confidence : float
        Of the limits; 0.998 is the outer pair of three standard errors.
    dispersion : {"additive", "multiplicative"}
        Whether the extra scatter is a variance between areas (``tau2``, the same for large and
        small) or a factor of the sampling variance (``phi``).
    winsorise : float
        Share of scores drawn in at either end before the scatter is measured, so that the
        very areas looked for do not hide themselves.

    Raises
    ------
    ValueError
        A negative or infinite figure; no area with an exposure; `winsorise` outside 0 to 0.5.

    References
    ----------
    Spiegelhalter (2005) Statistics in Medicine 24, 1185-1202; Spiegelhalter, Sherlaw-Johnson,
    Bardsley, Blunt, Wood & Grigg (2012) JRSS A 175, 1-47; DerSimonian & Laird (1986) Controlled
    Clinical Trials 7, truncated at zero; Anscombe (1948) Biometrika 35, 246-254.
    """
    count, time = counted(events, exposure)
    size = np.where((time > 0) & np.isfinite(count), time, np.nan)
    # The square root makes the variance of a Poisson count about 1/4 at any mean.
    target = _target(count, size)
    added = _ADDED / size
    middle = np.sqrt(target + added)
    score, phi, tau2, width = _scatter(
        np.sqrt(count / size + added), middle, 1 / (4 * size), confidence, dispersion, winsorise
    )
    low, high = (np.maximum(middle + s * width, 0) ** 2 - added for s in (-1, 1))
    return Funnel(target, phi, tau2, score, np.maximum(low, 0), high)


def share_funnel(
    part: ArrayLike,
    whole: ArrayLike,
    confidence: float = 0.998,
    dispersion: Dispersion = "additive",
    winsorise: float = 0.1,
) -> Funnel:
    """Over-dispersed funnel of shares, worked out on the arcsine of their square roots.

    Parameters, errors and sources as `rate_funnel`; a part above its whole is refused too.
    """
    count, of = parted(part, whole)
    size = np.where((of > 0) & np.isfinite(count), of, np.nan)
    target = _target(count, size)
    more = size + 2 * _ADDED
    middle = np.arcsin(np.sqrt((target * size + _ADDED) / more))
    value = np.arcsin(np.sqrt((count + _ADDED) / more))
    score, phi, tau2, width = _scatter(
        value, middle, 1 / (4 * size + 2), confidence, dispersion, winsorise
    )
    ends = (np.sin(np.clip(middle + s * width, 0, np.pi / 2)) ** 2 for s in (-1, 1))
    low, high = (np.clip((end * more - _ADDED) / size, 0, 1) for end in ends)
    return Funnel(target, phi, tau2, score, low, high)


def _target(count: FloatArray, size: FloatArray) -> float:
    if count.ndim != 1 or not np.isfinite(size).any():
        raise ValueError("at least one area must have a known count and an exposure")
    return float(count[np.isfinite(size)].sum() / np.nansum(size))


def _scatter(
    value: FloatArray,
    target: FloatArray,
    variance: FloatArray,
    confidence: float,
    dispersion: Dispersion,
    winsorise: float,
) -> tuple[FloatArray, float, float, FloatArray]:
    """Scores, phi, tau2, and half the width of the limits on the working scale."""
    naive = (value - target) / np.sqrt(variance)
    phi, tau2 = _over_dispersion(naive, variance, winsorise)
    wider = variance * max(phi, 1.0) if dispersion == "multiplicative" else variance + tau2
    width = special.ndtri(1 - tail_of(confidence)) * np.sqrt(wider)
    return (value - target) / np.sqrt(wider), phi, tau2, width


def _over_dispersion(
    score: FloatArray, variance: FloatArray, winsorise: float
) -> tuple[float, float]:
    """Mean square of the winsorised scores, and the variance between areas that explains it.

    Scores are about a target that is taken as known, so all of them count as degrees of
    freedom less one, as in the sources.
    """
    if not 0 <= winsorise < 0.5:
        raise ValueError("winsorise must lie between 0 and 0.5")
    known = np.isfinite(score)
    ends = np.quantile(score[known], [winsorise, 1 - winsorise])
    phi = float(np.mean(np.clip(score[known], *ends) ** 2))
    number, weight = int(known.sum()), 1 / variance[known]
    room = weight.sum() - (weight**2).sum() / weight.sum()
    if number < 2 or room <= 0:
        return phi, 0.0
    return phi, float(max(0.0, (number * phi - (number - 1)) / room))
