"""Regression of a short series of counts: Poisson, and negative binomial with its size found.

Short series of rare events are where general packages stumble, so the two fits are made here by
iteratively reweighted least squares, the size by its profile likelihood on a bounded interval.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize
from scipy.special import gammaln, xlogy

from santitham_eval.smallarea.intervals import FloatArray

ALPHA = (1e-4, 20.0)
"""Bounds of the over-dispersion alpha (variance ``m + alpha m**2``); at the lower one the counts
are no more scattered than Poisson's and the fit is Poisson's."""

_ITERATIONS, _CONVERGED, _STEEPEST = 50, 1e-9, 30.0


@dataclass(frozen=True)
class CountFit:
    """A fitted log-linear regression of counts.

    Attributes
    ----------
    coefficient : ndarray, shape (columns,)
    mean : ndarray, shape (observations,)
    alpha : float
        Over-dispersion of the negative binomial; 0 for Poisson.
    dispersion : float
        Pearson's chi-square over its degrees of freedom, given `alpha`.
    bread : ndarray, shape (columns, columns)
        Inverse information.
    score : ndarray, shape (observations, columns)
        Contributions to the score.
    """

    coefficient: FloatArray
    mean: FloatArray
    alpha: float
    dispersion: float
    bread: FloatArray
    score: FloatArray


def fit_counts(count: FloatArray, design: FloatArray, offset: FloatArray) -> CountFit | None:
    """Fit counts by the negative binomial (NB2), or by Poisson where nothing asks for more.

    Parameters
    ----------
    count, offset : ndarray, shape (observations,)
        Counts, and the log of their exposure.
    design : ndarray, shape (observations, columns)
        Of full column rank, a constant among its columns.

    Returns
    -------
    CountFit or None
        None where no maximum was found (a column separates what has events from what has none).
    """
    poisson = _reweighted(count, design, offset, 0.0, None)
    if poisson is None:
        return None

    def loss(log_alpha: float) -> float:
        fitted = _reweighted(count, design, offset, np.exp(log_alpha), poisson[0])
        return np.inf if fitted is None else -_log_likelihood(count, fitted[1], np.exp(log_alpha))

    best = optimize.minimize_scalar(loss, bounds=np.log(ALPHA), method="bounded",
                                    options={"xatol": 0.01})  # fmt: skip
    alpha = float(np.exp(best.x))
    scattered = np.isfinite(best.fun) and best.fun < -_log_likelihood(count, poisson[1], 0.0)
    fitted = _reweighted(count, design, offset, alpha, poisson[0]) if scattered else poisson
    if fitted is None:
        fitted, scattered = poisson, False
    return _described(count, design, *fitted, alpha if scattered else 0.0)


def _reweighted(
    count: FloatArray,
    design: FloatArray,
    offset: FloatArray,
    alpha: float,
    start: FloatArray | None,
) -> tuple[FloatArray, FloatArray] | None:
    """Coefficients and means by iteratively reweighted least squares; None if it diverges."""
    mean = np.exp(design @ start + offset) if start is not None else (count + count.mean()) / 2
    linear = np.log(mean)
    coefficient = np.full(design.shape[1], np.inf)
    for _ in range(_ITERATIONS):
        weight = mean / (1 + alpha * mean)
        working = linear - offset + (count - mean) / mean
        root = np.sqrt(weight)[:, None]
        found, _, rank, _ = np.linalg.lstsq(design * root, working * root[:, 0], rcond=None)
        if rank < design.shape[1] or not np.isfinite(found).all():
            return None
        linear = design @ found + offset
        if np.ptp(linear - offset) > _STEEPEST:
            return None
        mean = np.exp(linear)
        if np.abs(found - coefficient).max() < _CONVERGED * (1 + np.abs(found).max()):
            return found, mean
        coefficient = found
    return None


def _log_likelihood(count: FloatArray, mean: FloatArray, alpha: float) -> float:
    if alpha == 0:
        return float((xlogy(count, mean) - mean - gammaln(count + 1)).sum())
    size = 1 / alpha
    return float(
        (gammaln(count + size) - gammaln(size) - gammaln(count + 1)
         + xlogy(count, alpha * mean) - (count + size) * np.log1p(alpha * mean)).sum()
    )  # fmt: skip


def _described(
    count: FloatArray, design: FloatArray, coefficient: FloatArray, mean: FloatArray, alpha: float
) -> CountFit:
    variance = mean * (1 + alpha * mean)
    information = (design * (mean**2 / variance)[:, None]).T @ design
    bread = np.asarray(np.linalg.inv(information), float)
    dispersion = float(((count - mean) ** 2 / variance).sum() / (len(count) - design.shape[1]))
    score = design * ((count - mean) * mean / variance)[:, None]
    return CountFit(coefficient, mean, alpha, dispersion, bread, score)
