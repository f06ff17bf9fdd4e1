"""Small counts: exact rate ratios, and the beta-binomial that carries over-dispersion.

Given ``n`` events in two windows together, the number that falls in the second is binomial when
both windows are Poisson, and beta-binomial when the rates also vary between windows from tambon
to tambon; the tambon's own level drops out of both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, stats
from scipy.special import betaln, expit, gammaln, logit

FloatArray = NDArray[np.float64]

SPREADS: FloatArray = np.concatenate([[0.01], np.linspace(0.05, 1.5, 30)])
"""Grid on which the spread of log rate ratios is integrated (0.01 is as good as none)."""


@dataclass(frozen=True)
class RateRatio:
    """Rate ratio of two Poisson counts with its exact conditional interval and p-values."""

    ratio: float
    low: float
    high: float
    p_value: float
    mid_p: float


def rate_ratio(
    events: float, exposure: float, events_ref: float, exposure_ref: float, confidence: float = 0.95
) -> RateRatio:
    """Exact conditional comparison of two Poisson rates.

    Given the sum of both counts, the first is binomial; the interval inverts Clopper and
    Pearson's for that binomial, and the p-values are the exact two-sided one (sum of outcomes
    no likelier than the observed) and the mid-p (the same, counting half of the observed).

    Parameters
    ----------
    events, events_ref : float
        Counts, not negative.
    exposure, exposure_ref : float
        Exposures in the same unit, positive.
    confidence : float

    Returns
    -------
    RateRatio
        ``ratio`` is inf where only the reference count is 0, NaN where both are 0.

    Raises
    ------
    ValueError
        For a negative count or an exposure that is not positive.

    References
    ----------
    Clopper & Pearson (1934) Biometrika 26; Przyborowski & Wilenski (1940) Biometrika 31.
    """
    if min(events, events_ref) < 0 or min(exposure, exposure_ref) <= 0:
        raise ValueError("counts must not be negative and exposures must be positive")
    total = events + events_ref
    if total == 0:
        return RateRatio(np.nan, 0.0, np.inf, 1.0, 1.0)
    share = exposure / (exposure + exposure_ref)
    tail = (1 - confidence) / 2
    low = stats.beta.ppf(tail, events, events_ref + 1) if events else 0.0
    high = stats.beta.ppf(1 - tail, events + 1, events_ref) if events_ref else 1.0
    scale = exposure_ref / exposure
    with np.errstate(divide="ignore"):
        low, high = scale * np.divide([low, high], [1 - low, 1 - high])
        ratio = float(np.divide(events, events_ref) * scale)
    exact = stats.binomtest(int(events), int(total), share).pvalue
    mid = exact - stats.binom.pmf(events, total, share) / 2
    return RateRatio(ratio, float(low), float(high), float(exact), float(mid))


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
    return choose + _log_beta_ratio(count, total, a, b)


def _log_beta_ratio(
    count: FloatArray, total: FloatArray, a: FloatArray, b: FloatArray
) -> FloatArray:
    """``log B(a + count, b + total - count) - log B(a, b)``."""
    return (
        gammaln(a + count) - gammaln(a)
        + gammaln(b + total - count) - gammaln(b)
        + gammaln(a + b) - gammaln(a + b + total)
    )  # fmt: skip


def spread_weights(
    count: FloatArray, total: FloatArray, log_odds: FloatArray, extra: FloatArray
) -> FloatArray:
    """Posterior weight of each spread in `SPREADS`, from tambons where nothing was done.

    Parameters
    ----------
    count, total, log_odds : ndarray, shape (tambons,)
        Events in the second window, in both, and the log odds expected from the others.
    extra : ndarray, shape (len(SPREADS), tambons)
        Variance of the expectation itself, added to the squared spread.

    Returns
    -------
    ndarray, shape (len(SPREADS),)
        Sums to 1.  The prior is flat in the spread (Gelman 2006, Bayesian Analysis 1).
    """
    spread = np.sqrt(SPREADS[:, None] ** 2 + extra)
    likelihood = beta_binomial_logpmf(count, total, log_odds, spread).sum(axis=1)
    weight = np.exp(likelihood - likelihood.max()) * np.gradient(SPREADS)
    return weight / weight.sum()


@dataclass(frozen=True)
class SplitCount:
    """Events before and after, judged against the odds expected if nothing had been done.

    Parameters
    ----------
    before, after : int
        Events in the two windows; at least one in all.
    log_odds : float
        Expected log odds of an event falling in the second window.
    spread, weight : ndarray, shape (grid,)
        Possible spreads of the log odds and their weights, over which all is averaged.
    """

    before: int
    after: int
    log_odds: float
    spread: FloatArray
    weight: FloatArray

    def _pmf(self, effect: float) -> FloatArray:
        """Probabilities of 0..n events in the second window under a log rate ratio."""
        total = self.before + self.after
        count = np.arange(total + 1)[None, :]
        odds = np.array([[self.log_odds + effect]])
        return self.weight @ np.exp(
            beta_binomial_logpmf(count, total, odds, self.spread[:, None])
        )  # fmt: skip

    def tails(self, effect: float = 0.0) -> tuple[float, float]:
        """Mid-p probabilities of as few and of as many events after, under a log rate ratio."""
        pmf = self._pmf(effect)
        half = pmf[self.after] / 2
        return float(pmf[: self.after].sum() + half), float(pmf[self.after + 1 :].sum() + half)

    def p_value(self) -> float:
        """Two-sided mid-p value of no effect."""
        return min(1.0, 2 * min(self.tails()))

    def estimate(self) -> float:
        """Log rate ratio, centred so that its mean is 0 when nothing was done.

        The empirical logit ``log((after + 1/2) / (before + 1/2))`` (Haldane 1956) less its own
        expectation under no effect given the total; finite for zero counts.
        """
        count = np.arange(self.before + self.after + 1)
        empirical = np.log((count + 0.5) / (count[::-1] + 0.5))
        return float(empirical[self.after] - self._pmf(0.0) @ empirical)

    def interval(self, confidence: float) -> tuple[float, float]:
        """Interval of the log rate ratio by inverting the mid-p tails; may be open-ended."""
        tail = (1 - confidence) / 2
        centre = float(logit((self.after + 0.5) / (self.before + self.after + 1)) - self.log_odds)
        low = -np.inf
        if self.after:
            low = _root(lambda effect: self.tails(effect)[1] - tail, centre, -1)
        high = np.inf
        if self.before:
            high = _root(lambda effect: self.tails(effect)[0] - tail, centre, 1)
        return low, high


def _root(gap: Callable[[float], float], start: float, direction: int) -> float:
    """Where `gap`, positive at `start`, first falls to zero going in `direction`."""
    step = 0.5
    while gap(start + direction * step) > 0:
        step *= 2
        if step > 64:
            return direction * np.inf
    return float(optimize.brentq(gap, start + direction * step, start, xtol=1e-8))


def spread_of_differences(error: FloatArray, variance: FloatArray) -> float:
    """Variance between tambons beyond the sampling variance of each (Paule and Mandel 1982).

    Solves ``sum(error**2 / (variance + t)) = tambons - 1`` for ``t``, truncated at zero.
    """
    dof = len(error) - 1

    def gap(between: float) -> float:
        return float(np.sum(error**2 / (variance + between)) - dof)

    smallest = 1e-12 * max(float(np.var(error)), 1e-300)
    top = float(np.sum(error**2)) / max(dof, 1) + smallest
    if not np.any(error) or gap(smallest) <= 0:
        return 0.0
    return float(optimize.brentq(gap, smallest, top))
