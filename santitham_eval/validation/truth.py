"""Estimates beside what the programme truly did, where that was declared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval.estimators import HEADLINE
from santitham_eval.indicators import SERIES
from santitham_eval.judging import CALLED, margin_of
from santitham_eval.study import Plan

SIDES = ("better", "none", "worse")


def declared_effects(roster: pd.DataFrame, simulated: bool) -> pd.DataFrame | None:
    """The demo's declared effects; None where the study is not the demo, and truth is unknown.

    Parameters
    ----------
    roster : DataFrame
        tambon, start.
    simulated : bool
        What the study file says.

    Returns
    -------
    DataFrame or None
        As `known_effects`, where the roster is that of the demo.
    """
    if not simulated:
        return None
    from santitham_eval.demo.truth import known_effects  # a study of real places has no use for it

    truth = known_effects()
    known = {(t, str(s)) for t, s in zip(truth["tambon"], truth["start"], strict=True)}
    ours = {
        (t, str(pd.Period(s, "M"))) for t, s in zip(roster["tambon"], roster["start"], strict=True)
    }
    return truth if ours and ours <= known else None


def beside(effects: pd.DataFrame, truth: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The headline of every tambon and outcome with its true effect.

    Parameters
    ----------
    effects : DataFrame
        The study's table of effects.
    truth : DataFrame
        tambon, indicator, effect: a ratio or a difference, as the indicator's scale is.
    plan : Plan

    Returns
    -------
    DataFrame
        tambon, indicator, truth, side (what the truth is for the better: "better", "none",
        "worse"), large (whether the truth lies outside the margin; False where there is none),
        estimate, low, high, state, error (estimate less truth; of logs for ratios; NaN where
        there is no finite estimate), covered (whether the interval holds the truth), in the
        order of the plan's outcomes and the tambons.
    """
    order = [o.indicator for o in plan.outcomes]
    known = truth.rename(columns={"effect": "truth"})[["tambon", "indicator", "truth"]]
    rows = effects[(effects["method"] == HEADLINE) & effects["indicator"].isin(order)]
    rows = rows.merge(known, on=["tambon", "indicator"], how="inner", validate="1:1")
    ratio = rows["scale"] == "ratio"
    better = rows["indicator"].map({i: SERIES[i].direction for i in order}).to_numpy()
    gain = better * (rows["truth"] - np.where(ratio, 1.0, 0.0))
    margins = {o.indicator: margin_of(o) for o in plan.outcomes}
    inner, outer = (rows["indicator"].map({k: m[n] for k, m in margins.items()}) for n in (0, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(rows["estimate"]) - np.log(rows["truth"])
    error = np.where(ratio, logs, rows["estimate"] - rows["truth"])
    rows = rows.assign(
        side=np.select([gain > 0, gain < 0], ["better", "worse"], "none"),
        large=(rows["truth"] < inner) | (rows["truth"] > outer),
        error=np.where(np.isfinite(error), error, np.nan),
        covered=(rows["low"] <= rows["truth"]) & (rows["truth"] <= rows["high"]),
    )
    rows["place"] = rows["indicator"].map(order.index)
    columns = ["tambon", "indicator", "truth", "side", "large", "estimate", "low", "high", "state",
               "error", "covered"]  # fmt: skip
    return rows.sort_values(["place", "tambon"])[columns].reset_index(drop=True)


def accuracy(rows: pd.DataFrame) -> pd.DataFrame:
    """How near the estimates of each outcome come to the truth.

    Parameters
    ----------
    rows : DataFrame
        From `beside`.

    Returns
    -------
    DataFrame
        One row per outcome: indicator, tambons, assessed (with an interval), error (mean; of logs
        for ratios), measured (tambons behind that mean), covered (of those assessed), called
        (improved or worsened), false (called though truly unchanged, or the other way), calm
        (named no large change), missed (of those, truly outside the margin).
    """
    found = []
    for indicator, own in rows.groupby("indicator", sort=False):
        assessed = own[own["state"] != "not_assessed"]
        called = own[own["state"].isin(CALLED)]
        right = called["side"].map({"better": "improved", "worse": "worsened", "none": ""})
        calm = own[own["state"] == "no_large_change"]
        found.append(
            {
                "indicator": indicator,
                "tambons": len(own),
                "assessed": len(assessed),
                "error": assessed["error"].mean(),
                "measured": int(assessed["error"].notna().sum()),
                "covered": int(assessed["covered"].sum()),
                "called": len(called),
                "false": sum(a != b for a, b in zip(called["state"], right, strict=True)),
                "calm": len(calm),
                "missed": int(calm["large"].sum()),
            }
        )
    return pd.DataFrame(found)


def states_by_truth(rows: pd.DataFrame) -> pd.DataFrame:
    """Which states the rule gave to tambons truly better, unchanged and worse off.

    Returns
    -------
    DataFrame
        One row per outcome and side that occurs: indicator, side, tambons and one column of
        counts for each state.
    """
    states = ["improved", "worsened", "no_large_change", "insufficient", "not_assessed"]
    counts = rows.groupby(["indicator", "side"], sort=False)["state"].value_counts()
    wide = counts.unstack(fill_value=0).reindex(columns=states, fill_value=0)  # noqa: PD010
    order = list(dict.fromkeys(rows["indicator"]))
    index = [(i, s) for i in order for s in SIDES if (i, s) in wide.index]
    wide = wide.loc[index]
    wide.insert(0, "tambons", wide.sum(axis=1))
    return wide.reset_index().rename_axis(columns=None)
