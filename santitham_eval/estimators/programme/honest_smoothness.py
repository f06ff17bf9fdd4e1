"""Interval that lets a trend bend a little: shortest fixed-length interval under Delta^SD(M).

The violation of parallel trends delta, nought in the reference period 0, may change its slope by
at most M from one period to the next: |delta(t+1) - 2 delta(t) + delta(t-1)| <= M.

Source: Rambachan & Roth (2023), "A more credible approach to parallel trends", Review of Economic
Studies 90(5), sections 2.4 and 4; Armstrong & Kolesar (2018) for affine estimators and the folded
normal quantile.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize
from scipy.special import expit, ndtr, ndtri

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class FixedLength:
    """An affine estimator with its honest interval.

    Attributes
    ----------
    estimate, low, high : float
        Centre and ends of the interval, in the unit of the coefficients.
    bias : float
        The worst bias any violation allowed by the restriction can give the estimator.
    error : float
        Standard error of the estimator.
    weight : ndarray, shape (pre + post,)
        The estimator is `weight @ beta`.
    """

    estimate: float
    low: float
    high: float
    bias: float
    error: float
    weight: FloatArray


def folded_quantile(bias: float, confidence: float) -> float:
    """Quantile of |Z + bias|, Z standard normal: the critical value of a biased estimator.

    Parameters
    ----------
    bias : float
        Worst bias in standard errors, at least 0.
    confidence : float
        Probability, between 0 and 1.

    Returns
    -------
    float
    """
    return bias + _beyond(bias, confidence)


def _beyond(bias: float, confidence: float) -> float:
    """The folded quantile less the bias, to all digits where the bias swamps it."""

    def excess(beyond: float) -> float:
        return float(ndtr(beyond) - ndtr(-beyond - 2 * bias)) - confidence

    # Both ends follow from dropping one tail, or counting both as large as the larger.
    low, high = (float(z) for z in ndtri([confidence, (1 + confidence) / 2]))
    if bias == 0 or excess(high) <= 0:
        return high
    if excess(low) >= 0:
        return low
    return float(optimize.brentq(excess, low, high, xtol=1e-13))


def fixed_length(
    beta: FloatArray, covariance: FloatArray, weight: FloatArray, bound: float, confidence: float
) -> FixedLength:
    """Shortest interval, among estimators affine in beta, that covers under every allowed trend.

    The estimator's post part must be `weight`, or effects would bias it without limit; its pre
    part must cancel straight lines.  What is left of the pre part is u, the response to each bend
    of the trend before the reference period, and the worst bias is M (|u|_1 + |u_post|_1), where
    u_post, the response to later bends, is fixed by `weight`.  The half length
    error * q(bias / error), q the folded quantile, is convex in u, and at its minimum u solves a
    lasso whose penalty is the ratio of the half length's slopes in bias and in error (times M):
    one root over one number.

    Parameters
    ----------
    beta : ndarray, shape (pre + post,)
        Coefficients in order of time without the reference period, which lies between pre and
        post; periods are one apart.
    covariance : ndarray, shape (pre + post, pre + post)
        Positive definite.
    weight : ndarray, shape (post,)
        The effect of interest is `weight @ effects`.
    bound : float
        M, in units of the coefficients per period per period.  0 allows straight lines only.
    confidence : float
        Coverage, such as 0.95.

    Returns
    -------
    FixedLength
    """
    # In standard errors all numbers are near one, as the tolerances of the solvers expect.
    unit = float(np.sqrt(np.diag(covariance).mean()))
    base, free, fixed = _responses(len(beta) - len(weight), weight)
    problem = _Problem(base, free, covariance / unit**2, fixed, bound / unit)
    u = problem.shortest(confidence)
    v, bias, error = base + free @ u, problem.bias(u) * unit, problem.error(u) * unit
    estimate = float(v @ beta)
    half = error * folded_quantile(bias / error, confidence)
    return FixedLength(estimate, estimate - half, estimate + half, bias, error, v)


def _responses(pre: int, weight: FloatArray) -> tuple[FloatArray, FloatArray, float]:
    """Estimators that straight lines do not bias, as base + free @ u, and |u_post|_1.

    A violation with reference value 0 is a line, plus a kinked line for each bend: (j - s)+ for
    a bend at j < 0 and (t - j)+ for one at j >= 0.  So the response to a bend before the
    reference is a doubly cumulated sum of the pre weights, and the pre weights are the second
    differences of those responses; the last response, at j = 0, is set by having no slope.
    """
    post = len(weight)
    ahead = np.arange(1, post + 1) - np.arange(post)[:, None]
    later = np.maximum(ahead, 0) @ weight
    second = np.eye(pre) - 2 * np.eye(pre, k=-1) + np.eye(pre, k=-2)
    base = np.concatenate([second[:, -1] * later[0], weight])
    free = np.vstack([second[:, :-1], np.zeros((post, pre - 1))])
    return base, free, float(np.abs(later).sum())


class _Problem:
    """Minimise the half length over u, all in standard errors."""

    def __init__(
        self,
        base: FloatArray,
        free: FloatArray,
        covariance: FloatArray,
        fixed: float,
        bound: float,
    ) -> None:
        self.base, self.free, self.covariance = base, free, covariance
        self.fixed, self.bound = fixed, bound
        # Up to a constant the variance is |root u + shift|^2.
        self.linear = free.T @ covariance @ base
        self.root = np.linalg.cholesky(free.T @ covariance @ free, upper=True)
        self.shift = np.linalg.solve(self.root.T, self.linear)

    def bias(self, u: FloatArray) -> float:
        """The worst bias."""
        return self.bound * (float(np.abs(u).sum()) + self.fixed)

    def error(self, u: FloatArray) -> float:
        """The standard error."""
        v = self.base + self.free @ u
        return float(np.sqrt(v @ self.covariance @ v))

    def least(self, target: float) -> FloatArray:
        """The u least in variance + (|u|_1 - target)^2, which solves the lasso of some penalty.

        Split by sign this is non-negative least squares, solved exactly in finitely many steps.
        The penalty is |u|_1 - target: a lower target is a dearer bias.
        """
        count = len(self.linear)
        columns = np.vstack([np.hstack([self.root, -self.root]), np.ones(2 * count)])
        split = optimize.nnls(columns, np.append(-self.shift, target), maxiter=100 * count)[0]
        u: FloatArray = split[:count] - split[count:]
        return u

    def shortest(self, confidence: float) -> FloatArray:
        """The u of the shortest interval."""
        none = np.zeros_like(self.linear)
        unbiased: FloatArray = -np.linalg.solve(self.root, self.shift)
        if self.bound == 0 or not self.linear.any():
            return unbiased

        def slack(target: float, u: FloatArray) -> float:
            error = self.error(u)
            ratio = self.bias(u) / error
            beyond = _beyond(ratio, confidence)
            # d q / d ratio of the folded quantile q is tanh(q ratio).
            inner = (ratio + beyond) * ratio
            steep, flat = float(np.tanh(inner)), float(2 * expit(-2 * inner))
            penalty = float(np.abs(u).sum()) - target
            return penalty - self.bound * error * steep / (beyond + ratio * flat)

        lowest, highest = -float(np.abs(self.linear).max()), float(np.abs(unbiased).sum())
        if slack(lowest, none) <= 0:
            return none
        if slack(highest, unbiased) >= 0:
            return unbiased
        target = optimize.brentq(lambda t: slack(t, self.least(t)), lowest, highest, xtol=1e-12)
        return self.least(float(target))
