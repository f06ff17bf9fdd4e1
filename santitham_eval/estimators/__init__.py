"""Estimators: one file a method, one signature, listed here.

Each takes a `Sample` and a `numpy.random.Generator` and gives a frame with one row per treated
tambon: tambon, method, and any of estimate, low, high, p_value, mde, before, after, expected,
n_before, n_after, note.  What cannot be had is left out and the reason put into ``note``.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import numpy as np
import pandas as pd

from santitham_eval.estimators import (
    before_after,
    comparative,
    interrupted_series,
    matched,
    pooled,
    synthetic_control,
)
from santitham_eval.sample import Sample

Estimator = Callable[[Sample, np.random.Generator], pd.DataFrame]

HEADLINE = comparative.METHOD
"""The method whose result is judged; the others are description or second opinions."""

ESTIMATORS: MappingProxyType[str, Estimator] = MappingProxyType(
    {
        comparative.METHOD: comparative.estimate,
        matched.METHOD: matched.estimate,
        pooled.METHOD: pooled.estimate,
        interrupted_series.METHOD: interrupted_series.estimate,
        synthetic_control.METHOD: synthetic_control.estimate,
        before_after.METHOD: before_after.estimate,
    }
)
