"""Effects to evidence: q-values and the five states, by the rule of PROTOCOL.md.

In order: an estimate that cannot be had, or has no interval, is *not assessed*; an interval that
lies whole inside the margin is *no large change*; a q-value at or below the false-discovery rate
is *improved* or *worsened* by its direction; the rest is *insufficient* evidence.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from santitham_eval import checks, text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.estimators import ESTIMATORS, HEADLINE, comparative
from santitham_eval.estimators.comparative import Fit
from santitham_eval.indicators import SERIES, USUAL_MARGIN
from santitham_eval.sample import Sample, draw_samples
from santitham_eval.study import Outcome, Plan, nearest

EFFECT_COLUMNS = [
    "tambon", "indicator", "method", "scale", "estimate", "low", "high", "p_value", "q_value",
    "mde", "before", "after", "expected", "n_before", "n_after", "state", "note",
]  # fmt: skip
_FIGURES = EFFECT_COLUMNS[4:15]
STATES = ("improved", "worsened", "no_large_change", "insufficient", "not_assessed")


def estimate_effects(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    rng: np.random.Generator,
    methods: Sequence[str] | None = None,
    neighbours: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Estimate and judge every treated tambon, outcome and method.

    Parameters
    ----------
    panel : DataFrame
        tambon, indicator, period, numerator, denominator, value, observed, and se (of value)
        where the source of a mean gives one.
    roster : DataFrame
        tambon, start (Period or date).
    plan : Plan
    rng : numpy.random.Generator
        For methods that draw; the headline does not.
    methods : sequence of str, optional
        Names from `ESTIMATORS`; all of them by default.
    neighbours : DataFrame, optional
        tambon, neighbour; a warning is given where the plan leaves neighbours out and there
        are none.

    Returns
    -------
    DataFrame
        `EFFECT_COLUMNS`, sorted by tambon, indicator (in the plan's order) and method.  An
        estimate that cannot be had is a row with NaN and the reason in ``note``.

    Raises
    ------
    StudyError
        Frames that lack columns or hold impossible figures; an unknown indicator or method.
    """
    chosen = list(dict.fromkeys(ESTIMATORS if methods is None else methods))
    for method in chosen:
        if method not in ESTIMATORS:
            near = nearest(method, ESTIMATORS) or ", ".join(ESTIMATORS)
            raise StudyError(Problem("methods", method, text.WANT_METHOD.format(near=near)))
    if not chosen:
        wanted = text.WANT_METHOD.format(near=", ".join(ESTIMATORS))
        raise StudyError(Problem("methods", "-", wanted))
    if plan.comparison.exclude_neighbours and neighbours is None:
        warnings.warn(text.WARN_NO_NEIGHBOURS.both(), UserWarning, stacklevel=2)
    parts = []
    for indicator, sample in draw_samples(panel, roster, plan, neighbours).items():
        for method in chosen:
            part = ESTIMATORS[method](sample, rng)
            parts.append(part.assign(indicator=indicator, scale=SERIES[indicator].scale))
    effects = pd.concat(parts, ignore_index=True).reindex(columns=EFFECT_COLUMNS)
    effects[_FIGURES] = effects[_FIGURES].astype(float)
    return _arranged(judge(effects, plan), plan)


def diagnose(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    neighbours: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """What the headline of every treated tambon and outcome rests on.

    Parameters
    ----------
    panel, roster, plan, neighbours
        As for `estimate_effects`.

    Returns
    -------
    DataFrame
        indicator and the columns of `comparative.diagnose`, sorted by tambon and the plan's
        outcomes.
    """
    samples = draw_samples(panel, roster, plan, neighbours)
    return _of_each(samples, comparative.diagnose, comparative.DIAGNOSTIC_COLUMNS)


def check(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    neighbours: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Check the headlines of the primary outcomes.

    Parameters
    ----------
    panel, roster, plan, neighbours
        As for `estimate_effects`.

    Returns
    -------
    DataFrame
        tambon, indicator and the columns of `checks.check_headlines`, sorted by tambon, the plan's
        outcomes and check.
    """
    primary = replace(plan, outcomes=tuple(o for o in plan.outcomes if o.role == "primary"))
    samples = draw_samples(panel, roster, primary, neighbours)
    return _of_each(samples, checks.check_headlines, checks.CHECK_COLUMNS)


def _of_each(
    samples: Mapping[str, Sample], table: Callable[[Sample], pd.DataFrame], columns: Sequence[str]
) -> pd.DataFrame:
    """A table of every outcome, by tambon and, within each, in the order of the outcomes."""
    parts = [table(sample).assign(indicator=indicator) for indicator, sample in samples.items()]
    frame = pd.concat(parts, ignore_index=True)
    frame = frame.sort_values("tambon", kind="stable", ignore_index=True)
    return frame[["tambon", "indicator", *columns[1:]]]


def judge(effects: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Add q-values and states to the headline rows of an effects frame.

    q-values are Benjamini and Hochberg's (1995, JRSS B 57), over all tambons and primary
    outcomes together, and over tambons within each secondary outcome.
    """
    effects = effects.copy()
    headline = effects["method"] == HEADLINE
    primary = [o.indicator for o in plan.outcomes if o.role == "primary"]
    families = [primary, *([o.indicator] for o in plan.outcomes if o.role == "secondary")]
    for family in families:
        tested = headline & effects["indicator"].isin(family) & effects["p_value"].notna()
        if tested.any():
            p_values = effects.loc[tested, "p_value"]
            effects.loc[tested, "q_value"] = multipletests(p_values, method="fdr_bh")[1]
    states = [
        _state(row, plan.outcome(row["indicator"]), plan.fdr) if row["method"] == HEADLINE else None
        for row in effects.to_dict("records")
    ]
    return effects.assign(state=pd.array(states, dtype="string"))


def confirm(fit: Fit, effects: pd.DataFrame) -> None:
    """Raise `StudyError` unless a headline made anew is the stored one, to the last digits.

    Parameters
    ----------
    fit : Fit
        Made from the panel in front of the reader.
    effects : DataFrame
        The stored effects.
    """
    stored = effects[
        (effects["tambon"] == fit.tambon)
        & (effects["indicator"] == fit.indicator)
        & (effects["method"] == HEADLINE)
    ]
    if len(stored) != 1:
        found = f"{len(stored)} ({fit.tambon} {fit.indicator})"
        raise StudyError(Problem("effects", found, text.WANT_ONE_ROW))
    for column in [c for c in _FIGURES if c != "q_value"]:
        now = float(fit.effect.get(column, np.nan))  # type: ignore[arg-type]
        before = float(stored[column].iloc[0])
        if not np.isclose(now, before, rtol=1e-9, atol=1e-12, equal_nan=True):
            wanted = text.WANT_SAME.format(now=repr(now))
            raise StudyError(Problem("effects", repr(before), wanted, column=column))


def _state(row: Mapping[Any, Any], outcome: Outcome, fdr: float) -> str:
    """State of one effect by the rule at the head of this room."""
    estimate, low, high = row["estimate"], row["low"], row["high"]
    if not np.isfinite(estimate) or np.isnan(low) or np.isnan(high):
        return "not_assessed"
    nothing, margin = 0.0, outcome.margin
    inner, outer = (np.nan, np.nan) if margin is None else (-margin, margin)
    if row["scale"] == "ratio":
        margin = USUAL_MARGIN if margin is None else margin
        nothing, inner, outer = 1.0, margin, 1 / margin
    if inner <= low and high <= outer:
        return "no_large_change"
    if row["q_value"] <= fdr:
        better = (estimate > nothing) == (SERIES[outcome.indicator].direction > 0)
        return "improved" if better else "worsened"
    return "insufficient"


def _arranged(effects: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Order rows by tambon, the plan's outcomes and method, whatever order they came in."""
    order = {o.indicator: n for n, o in enumerate(plan.outcomes)}
    effects = effects.assign(
        _order=effects["indicator"].map(order), note=effects["note"].fillna("")
    )
    effects = effects.sort_values(["tambon", "_order", "method"], ignore_index=True)
    return effects[EFFECT_COLUMNS]
