"""Effect of the programme as a whole: staggered designs over all tambons, one file a method.

Pure: arrays in, results out; randomness only through a passed `numpy.random.Generator`.  What
`estimate_programme` gives of each outcome is listed in `PROGRAMME`; the other modules are for
those who look closer: event studies, decompositions, sensitivity, other ways to an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval.estimators.programme.clusters import Multiplier
from santitham_eval.estimators.programme.group_time import aggregate, group_time
from santitham_eval.estimators.programme.imputation import impute
from santitham_eval.estimators.programme.risk_sets import compare
from santitham_eval.estimators.programme.years import Years, years_of
from santitham_eval.sample import NEVER, Sample
from santitham_eval.study import Plan

Whole = Callable[[Years, str, Plan, np.random.Generator], Mapping[str, Any]]


def _risk_sets(years: Years, scale: str, plan: Plan, rng: np.random.Generator) -> Mapping[str, Any]:
    found = compare(years, scale, left_out=years.anticipation, confidence=plan.confidence)
    return {"note": found.note} if found.note else _told(found.effects.iloc[0])


def _callaway_santanna(
    years: Years, scale: str, plan: Plan, rng: np.random.Generator
) -> Mapping[str, Any]:
    found = group_time(years.values(), controls="not_yet", anticipation=years.anticipation)
    draws = Multiplier(rng, plan.draws)
    overall = aggregate(found, "simple", confidence=plan.confidence, multiplier=draws)
    return _told(overall.iloc[0])


def _imputation(
    years: Years, scale: str, plan: Plan, rng: np.random.Generator
) -> Mapping[str, Any]:
    found = impute(years.values(), anticipation=years.anticipation, confidence=plan.confidence)
    return _told(found.frame.iloc[0])


def _told(row: pd.Series) -> Mapping[str, Any]:
    """A row without its reservations: what has an interval needs no reason."""
    told = {str(name): value for name, value in row.items()}
    return told | ({"note": ""} if np.isfinite(told["low"]) else {})


PROGRAMME: MappingProxyType[str, Whole] = MappingProxyType(
    {"risk_sets": _risk_sets, "imputation": _imputation, "callaway_santanna": _callaway_santanna}
)
"""Methods of the whole programme; the first is its headline.

The textbook ones stand beside it on the scale of differences, for outcomes that are compared as
differences.  For rates they would credit the programme with the common trend: where rates fall
alike in per cent, tambons with more events fall further."""

HEADLINE_OF_ALL = "risk_sets"


def estimate_programme(sample: Sample, rng: np.random.Generator) -> pd.DataFrame:
    """The programme's effect on one outcome.

    Parameters
    ----------
    sample : Sample
    rng : numpy.random.Generator
        For the multiplier bootstrap.

    Returns
    -------
    DataFrame
        tambon ("ALL"), method, estimate, low, high, p_value, note; for rates one row, else one
        per method of `PROGRAMME`.
    """
    indicator = sample.series.indicator
    names = [HEADLINE_OF_ALL] if indicator.scale == "ratio" else list(PROGRAMME)
    if indicator.participants_only:
        return pd.DataFrame({"tambon": "ALL", "method": names, "note": "participants_only"})
    years = years_of(sample)
    if (years.start == NEVER).all():
        return pd.DataFrame({"tambon": "ALL", "method": names, "note": "not_observed"})
    rows = []
    for name in names:
        told = PROGRAMME[name](years, indicator.scale, sample.plan, rng)
        kept = {k: told[k] for k in ("estimate", "low", "high", "p_value", "note") if k in told}
        rows.append({"tambon": "ALL", "method": name, **kept})
    return pd.DataFrame(rows)
