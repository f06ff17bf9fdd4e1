"""Rates of small areas drawn together by as much as they are found to be alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from santitham_eval.smallarea.intervals import FloatArray, counted, tail_of

_SPREAD_GRID = np.geomspace(0.01, 3.0, 40)
"""Grid: standard deviation of true rates between areas, relative to their mean."""

_MEAN_STEPS = np.linspace(-5, 5, 41)
"""Grid of the log mean, in its standard errors around the overall rate."""

_NEGLIGIBLE, _CLOSE, _STEPS = 1e-4, 1e-8, 80


@dataclass(frozen=True)
class Smoothed:
    """Smoothed rates.

    Attributes
    ----------
    mean, low, high : ndarray, shape (areas,)
        Posterior mean and equal-tailed interval of each area's rate, per unit of exposure; NaN
        where the area has none.
    overall : float
        Posterior geometric mean of the rate between areas; with few areas its plain mean would be
        ruled by a tail of which the data say nothing.
    spread : float
        Posterior mean of the standard deviation between areas, relative to `overall`.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    overall: float
    spread: float


def smoothed_rates(events: ArrayLike, exposure: ArrayLike, confidence: float = 0.95) -> Smoothed:
    """Gamma-Poisson rates with the mean and the spread between areas integrated over.

    Counts are Poisson given each area's rate; rates are gamma with mean ``m`` and standard
    deviation ``s m``.  The posterior of ``(m, s)`` is taken on a grid (flat in ``s`` and in
    ``log m``; Gelman 2006, Bayesian Analysis 1), and each area's rate is the mixture of its
    gamma posteriors over that grid, so that not knowing ``m`` and ``s`` widens its interval,
    as plugging in one estimate would not (Clayton & Kaldor 1987, Biometrics 43).

    Parameters
    ----------
    events, exposure : array_like, shape (areas,)
        Counts and exposures; areas without exposure, or unknown, are left out.
    confidence : float

    Returns
    -------
    Smoothed
        All NaN where no area has an exposure, or no event was seen anywhere: then nothing tells
        how large rates are.

    Raises
    ------
    ValueError
        A negative or infinite figure, events without exposure, no area at all.
    """
    count, time = counted(events, exposure)
    if count.ndim != 1 or not len(count):
        raise ValueError("one count and one exposure for each of at least one area")
    if ((count > 0) & (time == 0)).any():
        raise ValueError("events in an area without exposure")
    known = np.isfinite(count) & np.isfinite(time) & (time > 0)
    count, time = count[known], time[known]
    tail = tail_of(confidence)
    if count.sum() == 0:
        none = np.full(len(known), np.nan)
        return Smoothed(none, none.copy(), none.copy(), np.nan, np.nan)
    shape, rate, weight = _grid_posterior(count, time)
    # The posterior of an area at each point of the grid: gamma of these two.
    shapes, rates = shape[:, None] + count, rate[:, None] + time
    return Smoothed(
        mean=_spread_out(weight @ (shapes / rates), known),
        low=_spread_out(_mixture_quantile(shapes, rates, weight, tail), known),
        high=_spread_out(_mixture_quantile(shapes, rates, weight, 1 - tail), known),
        overall=float(np.exp(weight @ np.log(shape / rate))),
        spread=float(weight @ (1 / np.sqrt(shape))),
    )


def _grid_posterior(
    count: FloatArray, time: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Shape, rate and weight of the gamma between areas at the grid points that weigh anything."""
    total = count.sum()
    spread = _SPREAD_GRID[:, None]
    # Half an event keeps a single one from being taken as certain; a wider grid for a wider spread.
    error = np.sqrt(1 / (total + 0.5) + spread**2 / len(time))
    step = error * _MEAN_STEPS
    mean = total / time.sum() * np.exp(step)
    shape = np.broadcast_to(1 / spread**2, mean.shape).ravel()
    rate = shape / mean.ravel()
    a, b = shape[:, None], rate[:, None]
    # Negative binomial probability of every count, constants left out.
    logp = special.gammaln(a + count) - special.gammaln(a)
    logp = (logp + a * np.log(b / (b + time)) - count * np.log(b + time)).sum(axis=1)
    # Each point stands for its part of the grid: flat in the spread, flat in the log mean.
    gaps = np.diff(_SPREAD_GRID, prepend=_SPREAD_GRID[0], append=_SPREAD_GRID[-1])
    stands_for = (gaps[1:] + gaps[:-1])[:, None] * np.broadcast_to(error, mean.shape)
    weight = np.exp(logp - logp.max()) * stands_for.ravel()
    kept = weight > _NEGLIGIBLE * weight.max()
    return shape[kept], rate[kept], weight[kept] / weight[kept].sum()


def _spread_out(figures: FloatArray, known: NDArray[np.bool_]) -> FloatArray:
    """Figures of the known areas among all, NaN for the rest."""
    everywhere = np.full(len(known), np.nan)
    everywhere[known] = figures
    return everywhere


def _mixture_quantile(
    shapes: FloatArray, rates: FloatArray, weight: FloatArray, probability: float
) -> FloatArray:
    """Quantile of each area's mixture of gammas.

    By Newton's steps from the quantile of the gamma with the mixture's mean and variance, and by
    halving where a step would leave the bracket.
    """
    mean = weight @ (shapes / rates)
    variance = weight @ (shapes * (shapes + 1) / rates**2) - mean**2
    x = special.gammaincinv(mean**2 / variance, probability) * variance / mean
    x = np.maximum(x, 1e-12 * mean)
    low, high = np.zeros(len(x)), np.full(len(x), np.inf)
    constant = shapes * np.log(rates) - special.gammaln(shapes)
    for _ in range(_STEPS):
        gap = weight @ special.gammainc(shapes, rates * x) - probability
        low, high = np.where(gap < 0, x, low), np.where(gap < 0, high, x)
        density = weight @ np.exp(constant + (shapes - 1) * np.log(x) - rates * x)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = x - gap / density
        middle = np.where(np.isinf(high), 2 * x, (low + high) / 2)
        following = np.where((step > low) & (step < high), step, middle)
        done = np.abs(following - x) <= _CLOSE * x
        x = following
        if done.all():
            break
    return x
