"""The headline of the whole made anew, and held against the stored one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.estimators.programme import HEADLINE_OF_ALL
from santitham_eval.estimators.programme.risk_sets import compare
from santitham_eval.estimators.programme.years import years_of
from santitham_eval.sample import draw_samples
from santitham_eval.study import Plan

FIGURES = ("estimate", "low", "high", "p_value")


def headlines(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    neighbours: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The whole programme's headline on every primary outcome, from the panel itself.

    Parameters
    ----------
    panel, roster, neighbours : DataFrame
        As for `estimate_effects`.
    plan : Plan

    Returns
    -------
    DataFrame
        indicator, `FIGURES` (on the outcome's scale; NaN where it cannot be had), one row per
        primary outcome in the plan's order.

    Raises
    ------
    StudyError
        As `draw_samples`.
    """
    rows: list[pd.DataFrame] = []
    samples = draw_samples(panel, roster, plan.of_primary, neighbours)
    for sample in samples.values():
        years, scale = years_of(sample), sample.series.indicator.scale
        found = compare(years, scale, left_out=years.anticipation, confidence=plan.confidence)
        overall = found.effects.head(1).reindex(columns=list(FIGURES))
        rows.append(overall if len(overall) else pd.DataFrame([dict.fromkeys(FIGURES, np.nan)]))
    found_all = pd.concat(rows, ignore_index=True).astype(float)
    found_all.insert(0, "indicator", list(samples))
    return found_all


def confirm_whole(found: pd.DataFrame, programme: pd.DataFrame) -> None:
    """Raise `StudyError` unless headlines made anew are the stored ones, to the last digits.

    Parameters
    ----------
    found : DataFrame
        From `headlines`.
    programme : DataFrame
        The stored table.

    Raises
    ------
    StudyError
        No stored headline of an outcome, more than one, or another figure.
    """
    overall = programme[(programme["part"] == "overall") & (programme["method"] == HEADLINE_OF_ALL)]
    problems = []
    for row in found.to_dict("records"):
        stored = overall[overall["indicator"] == row["indicator"]]
        if len(stored) != 1:
            told = f"{len(stored)} ({row['indicator']})"
            problems.append(Problem("programme", told, text.WANT_ONE_ROW))
            continue
        for column in FIGURES:
            now, before = float(row[column]), float(stored[column].iloc[0])
            if not np.isclose(now, before, rtol=1e-9, atol=1e-12, equal_nan=True):
                wanted = text.WANT_SAME.format(now=repr(now))
                problems.append(Problem("programme", repr(before), wanted, column=column))
    if problems:
        raise StudyError(problems)
