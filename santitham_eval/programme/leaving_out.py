"""The headline without a year of something else, and without one amphoe at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from santitham_eval.estimators.programme.risk_sets import (
    Contrast,
    contrast,
    roles_of,
    without_each,
)
from santitham_eval.estimators.programme.years import Years
from santitham_eval.programme.parts import YEAR, openings
from santitham_eval.programme.rows import Row, row
from santitham_eval.sample import NEVER
from santitham_eval.sample.series import month_number
from santitham_eval.study import Plan

PANDEMIC = 2020
"""Left out where the plan declares no shock: COVID-19, and the insurgents' ceasefire of April."""


def without_year(years: Years, scale: str, whole: pd.Series, plan: Plan) -> Iterator[Row]:
    """The headline without each year that something else touched.

    A caution where that carries the estimate beyond the interval of the whole.
    """
    opening = openings(years)
    columns = _touched(opening, plan)
    if not len(columns):
        yield row("without_year", str(PANDEMIC), verdict="not_possible", note="no_such_year")
    for column in columns:
        name = str((int(opening[column]) + YEAR - 1) // YEAR + 1970)
        fewer = dropped(years, int(column))
        roles, note = roles_of(fewer, fewer.anticipation)
        if note:
            yield row("without_year", name, verdict="not_possible", note=note)
            continue
        found = contrast(fewer, scale, roles, [roles.inside], confidence=plan.confidence)
        told = found.frame.iloc[0].to_dict()
        yield row("without_year", name, figures=told, verdict=_beyond(told["estimate"], whole))


def _touched(opening: np.ndarray, plan: Plan) -> np.ndarray:
    """Columns of the years that a declared shock touches; without any, that of the pandemic."""
    ending = opening + YEAR - 1
    if not plan.shocks:
        return np.flatnonzero(ending // YEAR + 1970 == PANDEMIC)
    touched = np.zeros(len(opening), bool)
    for first, last in plan.shocks:
        touched |= (ending >= month_number(first)) & (opening <= month_number(last))
    return np.flatnonzero(touched)


def dropped(years: Years, column: int) -> Years:
    """The years without one column: what starts in a later one starts a column earlier."""
    start, entered, chosen = (
        np.where((at != NEVER) & (at > column), at - 1, at)
        for at in (years.start, years.entered, years.chosen)
    )
    # What started in the last year, if that is the one left out, has no year in the programme.
    start = np.where(start == len(years.year) - 1, NEVER, start)
    return replace(
        years,
        numerator=np.delete(years.numerator, column, axis=1),
        denominator=np.delete(years.denominator, column, axis=1),
        year=np.delete(years.year, column),
        start=start,
        entered=entered,
        chosen=chosen,
    )


def without_amphoe(years: Years, scale: str, found: Contrast, whole: pd.Series) -> Iterator[Row]:
    """The headline without each amphoe; the same caution."""
    for number, estimate in without_each(found, scale).itertuples(index=False):
        rows = years.amphoe == number
        code = str(years.tambon[np.flatnonzero(rows)[0]])[:4]
        verdict = _beyond(estimate, whole)
        yield row("without_amphoe", code, figures={"estimate": estimate}, verdict=verdict,
                  note="" if np.isfinite(estimate) else "nothing_expected")  # fmt: skip


def _beyond(estimate: float, whole: pd.Series) -> str:
    """Whether an estimate lies beyond the interval of the whole."""
    if not np.isfinite(estimate) or not np.isfinite(whole["low"]):
        return "not_possible"
    return "pass" if whole["low"] <= estimate <= whole["high"] else "caution"
