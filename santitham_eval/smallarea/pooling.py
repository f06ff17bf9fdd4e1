"""Effects of many tambons drawn from one population: each borrows from the others.

Two levels: an effect ``theta_i ~ N(mu, tau**2)``, and what is known of it from its own tambon.
Both ``mu`` and ``tau`` are integrated over, never plugged in, so that few tambons or little
information give wide intervals and not false confidence (Gelman et al. 2013, Bayesian Data
Analysis, ch. 5).  Priors are flat in ``mu`` and in ``tau`` (Gelman 2006, Bayesian Analysis 1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.special import logsumexp

from santitham_eval.smallarea.intervals import FloatArray

LOG_RATIOS: FloatArray = np.linspace(-5, 5, 401)
"""Grid of effects for `pool_likelihoods`: log rate ratios in steps of 0.025."""

_MEANS = np.linspace(-2, 2, 81)
_TAUS = np.concatenate([[0.0], np.geomspace(0.02, 2.0, 24)])
_FINEST, _BISECTIONS = 1e-3, 60


@dataclass(frozen=True)
class Pooled:
    """Posterior of each tambon's effect.

    Attributes
    ----------
    mean, low, high : ndarray, shape (tambons,)
        Posterior mean and the bounds of the central interval.
    centre, spread : float
        Posterior means of ``mu`` and of ``tau``: the population the tambons are drawn from.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    centre: float
    spread: float


def pool_likelihoods(log_likelihood: FloatArray, confidence: float) -> Pooled:
    """Pool effects that are known by their likelihoods on `LOG_RATIOS`.

    Parameters
    ----------
    log_likelihood : ndarray, shape (tambons, grid)
        At least two tambons; a row may be flat.
    confidence : float
    """
    grid, step = LOG_RATIOS, LOG_RATIOS[1] - LOG_RATIOS[0]
    mu, tau = (a.ravel() for a in np.meshgrid(_MEANS, _TAUS, indexing="ij"))
    # A tau below the grid's step is a point; the width of a step stands for it.
    prior = stats.norm.pdf(grid, mu[:, None], np.maximum(tau, step)[:, None])
    prior /= prior.sum(axis=1, keepdims=True)
    likelihood = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    # What no tambon could come from has no weight; a smallest number stands for its nought.
    marginal = np.maximum(likelihood @ prior.T, np.finfo(float).tiny)
    weight = np.log(marginal).sum(axis=0) + np.log(
        np.gradient(_TAUS)[np.tile(np.arange(len(_TAUS)), len(_MEANS))]
    )
    weight = np.exp(weight - logsumexp(weight))
    posterior = likelihood * ((weight / marginal) @ prior)
    cumulative = np.cumsum(posterior, axis=1)
    tail = (1 - confidence) / 2
    low, high = (
        np.array([np.interp(at, row, grid + step / 2) for row in cumulative])
        for at in (tail, 1 - tail)
    )
    return Pooled(posterior @ grid, low, high, float(weight @ mu), float(weight @ tau))


def pool_normal(estimate: FloatArray, error: FloatArray, confidence: float) -> Pooled:
    """Pool effects that are known as normal estimates with standard errors.

    Parameters
    ----------
    estimate, error : ndarray, shape (tambons,)
        At least three tambons; errors above 0.
    confidence : float

    Notes
    -----
    ``mu`` is integrated in closed form; ``tau`` over a grid that reaches far above the spread
    of the estimates (Gelman et al. 2013, equations 5.17-5.21).
    """
    reach = 4 * max(float(np.std(estimate)), float(error.min()))
    tau = np.concatenate([[0.0], np.geomspace(_FINEST * reach, reach, 200)])
    within, between = error**2, tau[:, None] ** 2
    total = between + within
    precision = 1 / total
    known = 1 / precision.sum(axis=1)
    centre = (precision * estimate).sum(axis=1) * known
    log = 0.5 * np.log(known) + stats.norm.logpdf(estimate, centre[:, None], np.sqrt(total)).sum(
        axis=1
    )
    weight = np.exp(log - log.max()) * np.gradient(tau)
    weight /= weight.sum()
    kept = within / total
    mean = kept * centre[:, None] + (1 - kept) * estimate
    sd = np.sqrt((1 - kept) * within + kept**2 * known[:, None])
    tail = (1 - confidence) / 2
    low, high = (_quantile(at, weight, mean, sd) for at in (tail, 1 - tail))
    return Pooled(weight @ mean, low, high, float(weight @ centre), float(weight @ tau))


def _quantile(at: float, weight: FloatArray, mean: FloatArray, sd: FloatArray) -> FloatArray:
    """Quantile of each column's mixture of normals, by bisection."""
    low, high = (mean - 10 * sd).min(axis=0), (mean + 10 * sd).max(axis=0)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below = weight @ stats.norm.cdf(middle, mean, sd) < at
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2
