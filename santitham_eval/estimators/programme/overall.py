"""The programme's effect as one figure, by its headline and by the methods that referees know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval.estimators.programme.clusters import Multiplier
from santitham_eval.estimators.programme.group_time import aggregate, group_time
from santitham_eval.estimators.programme.imputation import impute
from santitham_eval.estimators.programme.poisson import poisson_effect
from santitham_eval.estimators.programme.risk_sets import contrast, roles_of
from santitham_eval.estimators.programme.staggered import FloatArray, Staggered
from santitham_eval.estimators.programme.synthetic_did import LEAST_BEFORE, synthetic_did
from santitham_eval.estimators.programme.two_way import sun_abraham, two_way
from santitham_eval.estimators.programme.years import Years, years_of
from santitham_eval.sample import NEVER, Sample
from santitham_eval.study import Plan

Told = Mapping[str, Any]
Method = Callable[[Years, Plan, np.random.Generator], Told]

HEADLINE_OF_ALL = "risk_sets"
_FIGURES = (
    "estimate", "low", "high", "p_value", "tambons", "comparisons", "numerator", "denominator",
    "note",
)  # fmt: skip


def _risk_sets(scale: str) -> Method:
    def method(years: Years, plan: Plan, rng: np.random.Generator) -> Told:
        roles, note = roles_of(years, years.anticipation)
        if note:
            return {"note": note}
        found = contrast(years, scale, roles, [roles.inside], confidence=plan.confidence)
        return _told(found.frame.iloc[0])

    return method


def _poisson(years: Years, plan: Plan, rng: np.random.Generator) -> Told:
    counts, exposure = touched(years)
    found = poisson_effect(counts, exposure=exposure, confidence=plan.confidence)
    row = found.effects.iloc[0]
    return {**row[["low", "high", "p_value", "note"]], "estimate": row["ratio"]}


def touched(years: Years) -> tuple[Staggered, FloatArray]:
    """Counts and exposures without the years of choosing, in which nothing is measured."""
    column = np.arange(len(years.year))
    choosing = (column >= years.chosen[:, None]) & (column < years.start[:, None])
    choosing &= (years.start != NEVER)[:, None]
    counts = Staggered(
        np.where(choosing, 0.0, years.numerator), years.start, years.amphoe, years.tambon,
        years.year,
    )  # fmt: skip
    return counts, np.where(choosing, 0.0, years.denominator)


def _imputation(years: Years, plan: Plan, rng: np.random.Generator) -> Told:
    if not (years.chosen > 0).any():
        return {"note": "short_baseline"}
    found = impute(years.values(), anticipation=years.anticipation, confidence=plan.confidence)
    return _told(found.frame.iloc[0])


def _callaway_santanna(years: Years, plan: Plan, rng: np.random.Generator) -> Told:
    found = group_time(years.values(), controls="not_yet", anticipation=years.anticipation)
    draws = Multiplier(rng, plan.draws)
    overall = aggregate(found, "simple", confidence=plan.confidence, multiplier=draws)
    return _told(overall.iloc[0])


def _sun_abraham(years: Years, plan: Plan, rng: np.random.Generator) -> Told:
    found = sun_abraham(
        years.values(), anticipation=years.anticipation, confidence=plan.confidence
    )  # fmt: skip
    return _told(found.iloc[0])


def _two_way(years: Years, plan: Plan, rng: np.random.Generator) -> Told:
    return _told(two_way(years.values(), confidence=plan.confidence).iloc[0])


def _synthetic(years: Years, plan: Plan, rng: np.random.Generator) -> Told:
    values = years.values()
    note = _no_synthetic(values)
    if note:
        return {"note": note}
    # By amphoe, as all others here; placebo rosters of quieter tambons gave a tenth of its error.
    found = synthetic_did(values, rng, inference="clusters", confidence=plan.confidence)
    told = {"estimate": found.estimate, "low": found.low, "high": found.high}
    return {**told, "p_value": found.p_value, "note": found.note}


def _no_synthetic(values: Staggered) -> str:
    if not values.never.any():
        return "few_comparisons"
    usable = values.cohorts >= LEAST_BEFORE["sdid"]
    return "" if usable.any() else "short_baseline"


def _no_difference(years: Years, plan: Plan, rng: np.random.Generator) -> Told:
    return {"note": "not_by_differences"}


def _told(row: pd.Series) -> Told:
    """A row without its reservations: what has an interval needs no reason."""
    told = {str(name): value for name, value in row.items()}
    return told | ({"note": ""} if np.isfinite(told["low"]) else {})


PROGRAMME: MappingProxyType[str, Mapping[str, Method]] = MappingProxyType(
    {
        "ratio": {
            HEADLINE_OF_ALL: _risk_sets("ratio"),
            "poisson": _poisson,
            "synthetic_did": _no_difference,
        },
        "difference": {
            HEADLINE_OF_ALL: _risk_sets("difference"),
            "imputation": _imputation,
            "callaway_santanna": _callaway_santanna,
            "sun_abraham": _sun_abraham,
            "synthetic_did": _synthetic,
            "two_way": _two_way,
        },
    }
)
"""Methods of the whole programme by scale; the first of each is the headline.

Rates have no second opinion by differences: these credit the programme with the common trend, since
where rates fall alike in per cent, tambons with more events fall further.  Simulated without an
effect, a synthetic one showed -0.36 log points."""


def estimate_programme(
    sample: Sample,
    rng: np.random.Generator,
    *,
    methods: Sequence[str] | None = None,
    years: Years | None = None,
) -> pd.DataFrame:
    """The programme's effect on one outcome by every method.

    Parameters
    ----------
    sample : Sample
    rng : numpy.random.Generator
        For the multiplier bootstrap.
    methods : sequence of str, optional
        Some of the methods; by default all of the outcome's scale.
    years : Years, optional
        `years_of` the sample, where they are at hand.

    Returns
    -------
    DataFrame
        tambon ("ALL"), method, estimate, low, high, p_value, tambons, comparisons, numerator,
        denominator, note; one row per method.
    """
    indicator = sample.series.indicator
    known = PROGRAMME[indicator.scale]
    names = [name for name in known if methods is None or name in methods]
    note = "participants_only" if indicator.participants_only else ""
    if not note:
        years = years_of(sample) if years is None else years
        note = "not_observed" if (years.start == NEVER).all() else ""
    rows: list[Told] = [{"note": note} for _ in names]
    if not note and years is not None:
        rows = [known[name](years, sample.plan, rng) for name in names]
    frame = pd.DataFrame(rows, columns=list(_FIGURES))
    if not note and years is not None:
        frame = frame.fillna(
            {
                "tambons": int((years.start != NEVER).sum()),
                "comparisons": int((years.start == NEVER).sum()),
            }
        )
    frame.insert(0, "tambon", "ALL")
    frame.insert(1, "method", names)
    return frame
