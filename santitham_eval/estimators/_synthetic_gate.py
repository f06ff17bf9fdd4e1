"""Which tambons a synthetic control suits: declared limits, for cases and placebos alike."""

from __future__ import annotations

import numpy as np

from santitham_eval.estimators._simplex import BoolArray, FloatArray
from santitham_eval.estimators._synthetic import Problem, Table
from santitham_eval.indicators import Family

LEAST_PERIODS = 8
"""Earlier periods (quarters, or years of a yearly series) without which nothing can be fitted: on
four, chance is fitted and what follows looks like an effect."""

LEAST_DONORS = 20
"""Donors, and as many placebos less one, as a p-value of 0.05 takes."""

MOST_DONORS = 200
"""Of more donors those count whose earlier course is nearest: a whole nation's add time and chance,
and no likeness."""

LEAST_EVENTS = 1.0
"""Events of a rate per earlier period on average; below it a quarter's count is chance alone."""

INSIDE = 0.8
"""Share of earlier periods in which the tambon must lie within its donors' range; so must its mean.
Outside their range is outside their convex hull."""

FIT_OF_LEVEL, FIT_OF_SPREAD = 0.5, 1.0
"""Largest root mean square gap of the weights alone in the earlier periods: in parts of the
tambon's own mean for rates, of its own standard deviation over those periods for the rest."""

ROUNDING = 1e-9
"""A spread below this part of the level is none."""

EXACT = 0.2
"""Gaps smaller than this part of the same measure count as this: too good a fit is chance too."""


def unfit(family: Family, table: Table, events: FloatArray, problem: Problem) -> str:
    """Why a tambon is refused before anything is fitted; empty when it is not."""
    row, donors = problem
    if len(donors) < LEAST_DONORS:
        return "few_comparisons"
    if family == "rate" and events[row].mean() < LEAST_EVENTS:
        return "sparse_baseline"
    own, others = table.before[row], table.before[donors]
    inside = (others.min(axis=0) <= own) & (own <= others.max(axis=0))
    means = others.mean(axis=1)
    within = means.min() <= own.mean() <= means.max()
    return "" if within and inside.mean() >= INSIDE else "outside_donors"


def scale_of(family: Family, before: FloatArray) -> FloatArray:
    """What the gaps of tambons are measured in; shape (tambons,)."""
    if family == "rate":
        return np.asarray(before.mean(axis=1))
    return np.asarray(before.std(axis=1))


def near(family: Family, gap: FloatArray, scale: FloatArray, before: FloatArray) -> BoolArray:
    """Whether the weights follow the tambons' earlier course closely enough."""
    rate = family == "rate"
    most = (FIT_OF_LEVEL if rate else FIT_OF_SPREAD) * scale
    return np.asarray(gap <= most + ROUNDING * np.abs(before).max(axis=1))
