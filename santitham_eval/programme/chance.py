"""Other ways to chance: starts dealt out anew, amphoe flipped; what a plain regression holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from santitham_eval.estimators.programme.goodman_bacon import goodman_bacon
from santitham_eval.estimators.programme.randomisation import randomise
from santitham_eval.estimators.programme.risk_sets import estimates, roles_of
from santitham_eval.estimators.programme.staggered import Staggered
from santitham_eval.estimators.programme.two_way import two_way
from santitham_eval.estimators.programme.wild_cluster import wild_cluster
from santitham_eval.estimators.programme.years import Years
from santitham_eval.programme.rows import LEVEL, Row, row
from santitham_eval.sample import NEVER
from santitham_eval.study import Plan

FORBIDDEN_SHARE = 0.10
"""A caution where more of the two-way coefficient compares with tambons already treated."""


def randomisation(
    years: Years, scale: str, whole: pd.Series, plan: Plan, rng: np.random.Generator
) -> Row:
    """The headline among those of rosters that could have been.

    Starts are dealt out anew within each amphoe, so that no more is assumed than that of its
    tambons any might have begun when another did; what amphoe differ in stays as it is.  A caution
    where it and the headline do not agree on p < `LEVEL`.
    """
    kinds, code = np.unique(
        np.column_stack([years.start, years.entered, years.chosen]), axis=0, return_inverse=True
    )
    code = code.reshape(-1)
    everybody = np.ones(len(code), bool)
    left_out = years.anticipation

    def statistic(dealt: Staggered) -> float:
        start, entered, chosen = kinds[dealt.start].T
        made = replace(years, start=start, entered=entered, chosen=chosen)
        roles, note = roles_of(made, left_out)
        if note:
            return np.nan
        found = float(estimates(made, scale, roles, [roles.inside], everybody)[0])
        with np.errstate(divide="ignore"):
            return float(np.log(found)) if scale == "ratio" else found

    roster = Staggered(years.numerator, code, years.amphoe, years.tambon, years.year)
    found = randomise(roster, statistic, rng=rng, draws=plan.draws, strata=years.amphoe)
    told = {"p_value": found.p_value, "note": found.note}
    return row("randomisation", "within_amphoe", figures=told,
               verdict=_agree(found.p_value, float(whole["p_value"])))  # fmt: skip


def wild(years: Years, scale: str, plan: Plan, rng: np.random.Generator) -> Row:
    """Wild cluster bootstrap of the two-way coefficient, beside the usual clustered p-value.

    Not for rates, which do not move alike by differences.
    """
    if scale == "ratio":
        return row("wild", "two_way", "two_way", note="not_by_differences", verdict="not_possible")
    values = years.values()
    found = wild_cluster(values, rng=rng, draws=plan.draws, confidence=plan.confidence)
    told = {"estimate": found.estimate, "low": found.low, "high": found.high,
            "p_value": found.p_value, "note": found.note}  # fmt: skip
    usual = float(two_way(values, confidence=plan.confidence)["p_value"].iloc[0])
    verdict = _agree(found.p_value, usual)
    return row("wild", "two_way", "two_way", told, verdict=verdict)


def _agree(p_value: float, usual: float) -> str:
    if np.isnan(p_value) or np.isnan(usual):
        return "not_possible"
    return "pass" if (p_value < LEVEL) == (usual < LEVEL) else "caution"


def decomposition(years: Years) -> Row:
    """Share of the two-way coefficient that compares with tambons already treated."""
    found = goodman_bacon(years.values())
    method = "goodman_bacon"
    if found.note:
        return row("decomposition", "forbidden", method, note=found.note, verdict="not_possible")
    verdict = "caution" if found.forbidden > FORBIDDEN_SHARE else "pass"
    told = {"estimate": found.forbidden}
    return row("decomposition", "forbidden", method, told, verdict=verdict)


def anybody(years: Years) -> bool:
    """Whether any tambon has a whole year in the programme."""
    return bool((years.start != NEVER).any())
