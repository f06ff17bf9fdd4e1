"""The exact ratio of two Poisson rates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from santitham_eval.smallarea.intervals import counted, tail_of


@dataclass(frozen=True)
class RateRatio:
    """Rate ratio of two Poisson counts with its exact conditional interval and p-values."""

    ratio: float
    low: float
    high: float
    p_value: float
    mid_p: float
    central_p: float


def rate_ratio(
    events: float, exposure: float, events_ref: float, exposure_ref: float, confidence: float = 0.95
) -> RateRatio:
    """Exact conditional comparison of two Poisson rates.

    Given the sum of both counts, the first is binomial; the interval inverts Clopper and
    Pearson's for that binomial.  The p-values are the exact two-sided one (sum of outcomes no
    likelier than the observed), the mid-p (the same, counting half of the observed) and the
    central one (twice the smaller tail), which agrees with the interval.

    Parameters
    ----------
    events, events_ref : float
        Whole counts, not negative.
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
        A count that is negative, unknown or no whole number; an exposure that is not positive or
        not finite; a confidence outside 0 to 1.

    References
    ----------
    Clopper & Pearson (1934) Biometrika 26; Przyborowski & Wilenski (1940) Biometrika 31.
    """
    counts, exposures = counted([events, events_ref], [exposure, exposure_ref])
    if (counts != np.round(counts)).any() or not (exposures > 0).all():
        raise ValueError("counts must be whole and known, and exposures positive")
    tail = tail_of(confidence)
    total = events + events_ref
    if total == 0:
        return RateRatio(np.nan, 0.0, np.inf, 1.0, 1.0, 1.0)
    share = exposure / (exposure + exposure_ref)
    low = stats.beta.ppf(tail, events, events_ref + 1) if events else 0.0
    high = stats.beta.ppf(1 - tail, events + 1, events_ref) if events_ref else 1.0
    scale = exposure_ref / exposure
    with np.errstate(divide="ignore"):
        low, high = scale * np.divide([low, high], [1 - low, 1 - high])
        ratio = float(np.divide(events, events_ref) * scale)
    exact = stats.binomtest(int(events), int(total), share).pvalue
    mid = exact - stats.binom.pmf(events, total, share) / 2
    binomial = stats.binom(total, share)
    central = min(1.0, 2 * min(binomial.cdf(events), binomial.sf(events - 1)))
    return RateRatio(ratio, float(low), float(high), float(exact), float(mid), float(central))
