"""From p-values and intervals to findings: q-values and the five states of PROTOCOL.md.

In order: an estimate that cannot be had, or has no interval, is *not assessed*; an interval that
lies whole inside the margin is *no large change*; an interval that leaves out no effect, with a
q-value at or below the false-discovery rate, is *improved* or *worsened* by its direction; the rest
is *insufficient* evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from santitham_eval.estimators import HEADLINE
from santitham_eval.indicators import SERIES, margin_of
from santitham_eval.study import Outcome, Plan

STATES = ("improved", "worsened", "no_large_change", "insufficient", "not_assessed")
CALLED = ("improved", "worsened")
"""States that say that something changed: what the false-discovery rate is the share of."""


def judge(effects: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Add q-values and states to the headline rows of an effects frame.

    q-values are Benjamini and Hochberg's (1995, JRSS B 57), over all tambons and primary
    outcomes together, and over tambons within each secondary outcome.  They hold where the
    p-values are independent, or positively dependent on each of the true nulls (Benjamini and
    Yekutieli 2001, Annals of Statistics 29); `hold_under_any_dependence` counts what would be left
    without that.
    """
    effects = effects.assign(q_value=q_values(effects, plan, "fdr_bh"))
    states = [
        state_of(row, plan.outcome(row["indicator"]), plan.fdr)
        if row["method"] == HEADLINE
        else None
        for row in effects.to_dict("records")
    ]
    return effects.assign(state=pd.array(states, dtype="string"))


def q_values(effects: pd.DataFrame, plan: Plan, method: str) -> pd.Series:
    """q-values of the headline rows, by families of outcomes; NaN elsewhere.

    Parameters
    ----------
    effects : DataFrame
        indicator, method, p_value.
    plan : Plan
    method : {"fdr_bh", "fdr_by"}
        Benjamini and Hochberg's, or Benjamini and Yekutieli's, which is right under any
        dependence and ``1 + 1/2 + ... + 1/m`` times as large.
    """
    found = pd.Series(np.nan, effects.index)
    headline = effects["method"] == HEADLINE
    primary = [o.indicator for o in plan.outcomes if o.role == "primary"]
    families = [primary, *([o.indicator] for o in plan.outcomes if o.role == "secondary")]
    for family in families:
        tested = headline & effects["indicator"].isin(family) & effects["p_value"].notna()
        if tested.any():
            p_values = effects.loc[tested, "p_value"].to_numpy(float)
            found[tested] = multipletests(p_values, method=method)[1]
    return found


def hold_under_any_dependence(effects: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """How many findings there are, and how many would be left whatever the dependence.

    Parameters
    ----------
    effects : DataFrame
        As `estimate_effects` returns it.
    plan : Plan

    Returns
    -------
    DataFrame
        indicator, called (tambons improved or worsened), held (those of them whose Benjamini and
        Yekutieli q-value too is at or below the plan's rate); one row per outcome of the plan.
    """
    strict = q_values(effects, plan, "fdr_by") <= plan.fdr
    called = (effects["method"] == HEADLINE) & effects["state"].isin(CALLED).fillna(False)
    rows = []
    for outcome in plan.outcomes:
        own = called & (effects["indicator"] == outcome.indicator)
        rows.append((outcome.indicator, int(own.sum()), int((own & strict).sum())))
    return pd.DataFrame(rows, columns=["indicator", "called", "held"])


def state_of(row: Mapping[Any, Any], outcome: Outcome, fdr: float) -> str:
    """State of one effect by the rule at the head of this room."""
    estimate, low, high = row["estimate"], row["low"], row["high"]
    if not np.isfinite(estimate) or np.isnan(low) or np.isnan(high):
        return "not_assessed"
    inner, outer = margin_of(outcome)
    if inner <= low and high <= outer:
        return "no_large_change"
    nothing = 1.0 if row["scale"] == "ratio" else 0.0
    if row["q_value"] <= fdr and not low <= nothing <= high:
        better = (estimate > nothing) == (SERIES[outcome.indicator].direction > 0)
        return "improved" if better else "worsened"
    return "insufficient"
