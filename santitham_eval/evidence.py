"""A study's evidence: effects by every method, judged, with what they rest on and their checks."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from santitham_eval import checks, text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.estimators import ESTIMATORS, HEADLINE, comparative
from santitham_eval.estimators.comparative import Fit
from santitham_eval.estimators.programme import PROGRAMME
from santitham_eval.indicators import SERIES
from santitham_eval.judging import judge
from santitham_eval.programme import assess_programme, overall_of, rows_of_all
from santitham_eval.sample import Sample, draw_samples
from santitham_eval.study import Outcome, Plan, nearest

EFFECT_COLUMNS = [
    "tambon", "indicator", "method", "scale", "estimate", "low", "high", "p_value", "q_value",
    "mde", "before", "after", "expected", "n_before", "n_after", "state", "note",
]  # fmt: skip
_FIGURES = EFFECT_COLUMNS[4:15]
_METHODS_OF_ALL = tuple(dict.fromkeys(name for known in PROGRAMME.values() for name in known))

__all__ = [
    "EFFECT_COLUMNS", "assess_programme", "check", "confirm", "diagnose", "estimate_effects",
]  # fmt: skip


def estimate_effects(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    rng: np.random.Generator,
    methods: Sequence[str] | None = None,
    neighbours: pd.DataFrame | None = None,
    whole: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Estimate and judge every treated tambon, the programme, every outcome and method.

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
        Names from `ESTIMATORS`, or of methods of the whole programme; all of them by default.
    neighbours : DataFrame, optional
        tambon, neighbour; a warning is given where the plan leaves neighbours out and there
        are none.
    whole : DataFrame, optional
        What `assess_programme` made with a generator in the same state: its rows of part "overall"
        are taken, and not made again.

    Returns
    -------
    DataFrame
        `EFFECT_COLUMNS`, tambon "ALL" for the programme, sorted by tambon, indicator (in the
        plan's order) and method.  An estimate that cannot be had is a row with NaN and the reason
        in ``note``.

    Raises
    ------
    StudyError
        Frames that lack columns or hold impossible figures; an unknown indicator or method.
    """
    chosen = _methods(methods)
    if plan.comparison.exclude_neighbours and neighbours is None:
        warnings.warn(text.WARN_NO_NEIGHBOURS.both(), UserWarning, stacklevel=2)
    samples = draw_samples(panel, roster, plan, neighbours)
    found = []
    of_all = [method for method in chosen if method in _METHODS_OF_ALL]
    if of_all and len(roster):
        whole = overall_of(samples, plan, rng) if whole is None else whole
        found.append(_as_effects([rows_of_all(whole[whole["method"].isin(of_all)])]))
    parts = [
        ESTIMATORS[method](sample, rng).assign(indicator=name, scale=SERIES[name].scale)
        for name, sample in samples.items()
        for method in chosen
        if method in ESTIMATORS
    ]
    if parts:
        found.append(judge(_as_effects(parts), plan))
    return _arranged(pd.concat(found, ignore_index=True), plan)


def _as_effects(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    effects = pd.concat(parts, ignore_index=True).reindex(columns=EFFECT_COLUMNS)
    effects[_FIGURES] = effects[_FIGURES].astype(float)
    return effects


def _methods(wanted: Sequence[str] | None) -> list[str]:
    """The methods asked for, each known."""
    known = [*ESTIMATORS, *_METHODS_OF_ALL]
    chosen = list(dict.fromkeys(known if wanted is None else wanted))
    for method in chosen:
        if method not in known:
            near = nearest(method, known) or ", ".join(known)
            raise StudyError(Problem("methods", method, text.WANT_METHOD.format(near=near)))
    if not chosen:
        known_words = text.WANT_METHOD.format(near=", ".join(known))
        raise StudyError(Problem("methods", "-", known_words))
    return chosen


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
    """Check the headlines of the primary outcomes, and the negative controls.

    Parameters
    ----------
    panel, roster, plan, neighbours
        As for `estimate_effects`.

    Returns
    -------
    DataFrame
        tambon, indicator and the columns of `checks.check_headlines`, sorted by tambon, the plan's
        outcomes and check; a negative control stands under its own indicator.
    """
    samples = draw_samples(panel, roster, plan.of_primary, neighbours)
    parts = [_of_each(samples, checks.check_headlines, checks.CHECK_COLUMNS)]
    if plan.negative_controls:
        controls = tuple(Outcome(c, role="secondary") for c in plan.negative_controls)
        asked = replace(plan, outcomes=controls, negative_controls=())
        samples = draw_samples(panel, roster, asked, neighbours)
        parts.append(_of_each(samples, checks.check_negative_control, checks.CHECK_COLUMNS))
    frame = pd.concat([part.astype({"alike": float}) for part in parts], ignore_index=True)
    return frame.sort_values("tambon", kind="stable", ignore_index=True)


def balance(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    neighbours: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How alike tambons and their comparison were before, on the primary outcomes.

    Parameters
    ----------
    panel, roster, plan, neighbours
        As for `estimate_effects`.

    Returns
    -------
    DataFrame
        tambon, indicator and the columns of `checks.balance_of`, sorted by tambon and outcome.
    """
    samples = draw_samples(panel, roster, plan.of_primary, neighbours)
    return _of_each(samples, checks.balance_of, checks.BALANCE_COLUMNS)


def _of_each(
    samples: Mapping[str, Sample], table: Callable[[Sample], pd.DataFrame], columns: Sequence[str]
) -> pd.DataFrame:
    """A table of every outcome, by tambon and, within each, in the order of the outcomes."""
    parts = [table(sample).assign(indicator=indicator) for indicator, sample in samples.items()]
    frame = pd.concat(parts, ignore_index=True)
    frame = frame.sort_values("tambon", kind="stable", ignore_index=True)
    return frame[["tambon", "indicator", *columns[1:]]]


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


def _arranged(effects: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Order rows by tambon, the plan's outcomes and method, whatever order they came in."""
    order = {o.indicator: n for n, o in enumerate(plan.outcomes)}
    effects = effects.assign(
        _order=effects["indicator"].map(order), note=effects["note"].fillna("")
    )
    effects = effects.sort_values(["tambon", "_order", "method"], ignore_index=True)
    return effects[EFFECT_COLUMNS]
