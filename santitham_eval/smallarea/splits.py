"""A count split between two windows, judged against how tambons scatter where nothing was done.

Given ``n`` events in two windows together, the number that falls in the second is binomial when
both windows are Poisson, and beta-binomial when the rates also vary between windows from tambon
to tambon; the tambon's own level drops out of both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import optimize, stats
from scipy.special import expit, logsumexp

from santitham_eval.smallarea.intervals import FloatArray
from santitham_eval.smallarea.scatter import beta_binomial_logpmf

_NEGLIGIBLE, _STEP = 1e-5, 0.1
_LARGE = 2_000
"""With more events than this in both windows the normal limit of the log odds is used."""


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
    chance : ndarray, shape (grid,), optional
        The part of each spread that is chance and no difference between tambons; the estimate
        is centred by it.  All of it by default.
    """

    before: int
    after: int
    log_odds: float
    spread: FloatArray
    weight: FloatArray
    chance: FloatArray | None = None

    @cached_property
    def _mixture(self) -> tuple[FloatArray, FloatArray]:
        return _merged(self.spread, self.weight)

    @property
    def total(self) -> int:
        """Events in both windows."""
        return self.before + self.after

    def _pmf(self, effect: float, mixture: tuple[FloatArray, FloatArray]) -> FloatArray:
        """Probabilities of 0..n events in the second window under a log rate ratio."""
        spread, weight = mixture
        count = np.arange(self.total + 1)[None, :]
        odds = np.array([[self.log_odds + effect]])
        return weight @ np.exp(beta_binomial_logpmf(count, self.total, odds, spread[:, None]))

    def tails(self, effect: float = 0.0) -> tuple[float, float]:
        """Mid-p probabilities of as few and of as many events after, under a log rate ratio."""
        if self.total > _LARGE:
            return self._normal_tails(effect)
        pmf = self._pmf(effect, self._mixture)
        half = pmf[self.after] / 2
        return float(pmf[: self.after].sum() + half), float(pmf[self.after + 1 :].sum() + half)

    def _normal_tails(self, effect: float) -> tuple[float, float]:
        """Tails when both windows together hold so many events that the log odds are normal."""
        p = expit(self.log_odds + effect)
        spread, weight = self._mixture
        error = np.sqrt(spread**2 + 1 / (self.total * p * (1 - p)))
        below = float(weight @ stats.norm.cdf((self._empirical() - effect) / error))
        return below, 1 - below

    def _empirical(self) -> float:
        return float(np.log((self.after + 0.5) / (self.before + 0.5)) - self.log_odds)

    def log_likelihood(self, effect: FloatArray) -> FloatArray:
        """Log likelihood of log rate ratios, averaged over the possible spreads."""
        spread, weight = self._mixture
        odds = self.log_odds + effect[None, :]
        each = beta_binomial_logpmf(self.after, self.total, odds, spread[:, None])
        return logsumexp(each, axis=0, b=weight[:, None])

    def p_value(self) -> float:
        """Two-sided mid-p value of no effect."""
        return min(1.0, 2 * min(self.tails()))

    def estimate(self) -> float:
        """Log rate ratio, centred so that its mean is 0 when nothing was done.

        The empirical logit ``log((after + 1/2) / (before + 1/2))`` (Haldane 1956) less its own
        expectation under no effect given the total; finite for zero counts.
        """
        if self.total > _LARGE:
            return self._empirical()
        count = np.arange(self.total + 1)
        empirical = np.log((count + 0.5) / (count[::-1] + 0.5))
        chance = self.spread if self.chance is None else self.chance
        centre = self._pmf(0.0, _merged(chance, self.weight)) @ empirical
        return float(empirical[self.after] - centre)

    def interval(self, confidence: float) -> tuple[float, float]:
        """Interval of the log rate ratio by inverting the mid-p tails; may be open-ended."""
        tail = (1 - confidence) / 2
        low, high = -np.inf, np.inf
        if self.after:
            low = _crossing(lambda effect: tail - self.tails(effect)[1], self._empirical())
        if self.before:
            high = _crossing(lambda effect: self.tails(effect)[0] - tail, self._empirical())
        return low, high


def _merged(spread: FloatArray, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Spreads within a tenth of one another taken together, and what weighs nothing left out.

    So that averaging over a grid costs what it is worth.
    """
    alike = np.unique(np.round(np.log(spread) / _STEP), return_inverse=True)[1]
    together = np.bincount(alike, weight)
    squared = np.bincount(alike, weight * spread**2)
    kept = together > _NEGLIGIBLE * together.max()
    return np.sqrt(squared[kept] / together[kept]), together[kept] / together[kept].sum()


def _crossing(gap: Callable[[float], float], near: float) -> float:
    """Where `gap`, falling from positive to negative, crosses zero; inf or -inf if nowhere."""
    left = right = near
    step = 0.5
    while gap(left) <= 0:
        left, step = left - step, 2 * step
        if step > 128:
            return -np.inf
    step = 0.5
    while gap(right) >= 0:
        right, step = right + step, 2 * step
        if step > 128:
            return np.inf
    return float(optimize.brentq(gap, left, right, xtol=1e-8))
