"""How far tambons scatter where nothing was done: between tambons, and by events in clusters.

Both are taken on one grid with a posterior weight for each point, over which all is averaged.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaln, expit, gammaln

from santitham_eval.smallarea.intervals import FloatArray

_SPREADS = np.concatenate([[0.0], np.geomspace(0.01, 2.0, 24)])
_CLUSTERS = np.geomspace(1.0, 10.0, 9)

SPREADS: FloatArray = np.repeat(_SPREADS, len(_CLUSTERS))
"""Grid: standard deviations of log rate ratios between tambons."""

CLUSTERS: FloatArray = np.tile(_CLUSTERS, len(_SPREADS))
"""Grid, beside `SPREADS`: variance of a count over its mean (1 is Poisson; deaths that come
several at a time have more)."""

_PRIOR: FloatArray = np.repeat(np.gradient(_SPREADS), len(_CLUSTERS))
"""Flat in the spread (Gelman 2006, Bayesian Analysis 1), flat in the log of the clustering."""


def beta_binomial_logpmf(
    count: ArrayLike, total: ArrayLike, log_odds: ArrayLike, spread: ArrayLike
) -> FloatArray:
    """Log probability of `count` of `total` when the log odds scatter by about `spread`.

    The beta has mean ``p = expit(log_odds)`` and precision ``1 / (spread**2 p (1 - p))``, so
    that the standard deviation of the log odds is about `spread` at any mean.  For gamma-mixed
    Poisson months of size ``k`` over windows of ``T0`` and ``T1`` months this is the exact
    conditional distribution, with ``spread**2 = 1/(k T0) + 1/(k T1)``, when levels are equal.
    """
    count, total = np.asarray(count, float), np.asarray(total, float)
    p = expit(np.asarray(log_odds, float))
    variance = np.asarray(spread, float) ** 2
    a, b = 1 / (variance * (1 - p)), 1 / (variance * p)
    choose = -np.log1p(total) - betaln(total - count + 1, count + 1)
    beta_ratio = (
        gammaln(a + count) - gammaln(a)
        + gammaln(b + total - count) - gammaln(b)
        + gammaln(a + b) - gammaln(a + b + total)
    )  # fmt: skip
    return choose + beta_ratio


def odds_spread(
    total: ArrayLike,
    log_odds: ArrayLike,
    variance: ArrayLike,
    concentration: ArrayLike,
    *,
    between: bool = True,
) -> FloatArray:
    """Spread of the log odds beyond the binomial's, at each point of the grid.

    Parameters
    ----------
    total, log_odds : float or ndarray, shape (tambons,)
        Events in both windows, and their expected log odds.
    variance : float or ndarray
        Poisson variance of the expectation, which clustering multiplies.
    concentration : float or ndarray
        Share of the between-tambon variance that the expectation keeps.
    between : bool
        Whether to count the variance between tambons; without it only chance is left.

    Returns
    -------
    ndarray, shape (grid, tambons) or (grid, 1)
        ``sqrt(spread**2 (1 + concentration) + clusters variance + (clusters - 1) / (n p q))``,
        not below 0.001.
    """
    p = expit(np.asarray(log_odds, float))
    binomial = 1 / np.maximum(np.asarray(total, float) * p * (1 - p), 1e-9)
    spread, clusters = between * SPREADS[:, None], CLUSTERS[:, None]
    squared = spread**2 * (1 + np.atleast_1d(concentration))
    squared = squared + clusters * np.atleast_1d(variance) + (clusters - 1) * binomial
    return np.sqrt(np.maximum(squared, 1e-6))


def spread_weights(
    count: FloatArray, total: FloatArray, log_odds: FloatArray, spread: FloatArray
) -> FloatArray:
    """Posterior weight of each point of the grid, from tambons where nothing was done.

    Parameters
    ----------
    count, total, log_odds : ndarray, shape (tambons,)
        Events in the second window, in both, and the log odds expected from the others.
    spread : ndarray, shape (grid, tambons)
        `odds_spread` of each.

    Returns
    -------
    ndarray, shape (grid,)
        Sums to 1.
    """
    return _posterior(beta_binomial_logpmf(count, total, log_odds, spread).sum(axis=1))


def difference_weights(
    error: FloatArray, sampling: FloatArray, concentration: FloatArray
) -> FloatArray:
    """Posterior weight of each point of the grid, from differences where nothing was done.

    Parameters
    ----------
    error, sampling, concentration : ndarray, shape (tambons,)
        Difference less what was expected, its binomial variance, and the share of the
        between-tambon variance that the expectation keeps.

    Returns
    -------
    ndarray, shape (grid,)
        Sums to 1; the errors are taken as normal with variance
        ``spread**2 (1 + concentration) + clusters * sampling``.
    """
    variance = SPREADS[:, None] ** 2 * (1 + concentration) + CLUSTERS[:, None] * sampling
    variance = np.maximum(variance, 1e-12)
    return _posterior(-0.5 * (np.log(variance) + error**2 / variance).sum(axis=1))


def _posterior(log_likelihood: FloatArray) -> FloatArray:
    weight = np.exp(log_likelihood - log_likelihood.max()) * _PRIOR
    return weight / weight.sum()
