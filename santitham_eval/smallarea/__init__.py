"""Small counts: exact and score intervals, standardisation, smoothing, funnels, suppression."""

from santitham_eval.smallarea.counts import CountFit, fit_counts
from santitham_eval.smallarea.funnel import Funnel, rate_funnel, share_funnel
from santitham_eval.smallarea.intervals import (
    FloatArray,
    Interval,
    byar_interval,
    newcombe_difference,
    poisson_interval,
    wilson_interval,
)
from santitham_eval.smallarea.pooling import LOG_RATIOS, Pooled, pool_likelihoods, pool_normal
from santitham_eval.smallarea.ratio import RateRatio, rate_ratio
from santitham_eval.smallarea.scatter import (
    CLUSTERS,
    SPREADS,
    beta_binomial_logpmf,
    difference_weights,
    odds_spread,
    spread_weights,
)
from santitham_eval.smallarea.smoothing import Smoothed, smoothed_rates
from santitham_eval.smallarea.splits import SplitCount
from santitham_eval.smallarea.standard import standardised_rate
from santitham_eval.smallarea.suppression import (
    Sum,
    margins,
    possible_values,
    small_counts,
    withheld_cells,
)

__all__ = [
    "CLUSTERS", "LOG_RATIOS", "SPREADS", "CountFit", "FloatArray", "Funnel", "Interval", "Pooled",
    "RateRatio", "Smoothed", "SplitCount", "Sum", "beta_binomial_logpmf", "byar_interval",
    "difference_weights", "fit_counts", "margins", "newcombe_difference", "odds_spread",
    "poisson_interval", "pool_likelihoods", "pool_normal", "possible_values", "rate_funnel",
    "rate_ratio", "share_funnel", "small_counts", "smoothed_rates", "spread_weights",
    "standardised_rate", "wilson_interval", "withheld_cells",
]  # fmt: skip
