"""Counts of persons so small that someone might be recognised are withheld."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval.indicators import INDICATORS, Indicator
from santitham_eval.sample import draw_samples
from santitham_eval.study import Plan

_PERSONS = ("deaths", "civilian_deaths")


def is_small(numerator: Any, denominator: Any, indicator: Indicator, minimum: int) -> Any:
    """Whether counts of persons are too small to show; elementwise on arrays.

    From 1 to ``minimum - 1`` persons is too small, in the numerator and, where the denominator
    counts persons too, in it and in the rest (2 of 3 deaths tells of the third).  Zero is shown.
    """
    part, whole = np.asarray(numerator, float), np.asarray(denominator, float)
    small = (part > 0) & (part < minimum)
    if indicator.denominator in _PERSONS:
        rest = whole - part
        small |= ((whole > 0) & (whole < minimum)) | ((rest > 0) & (rest < minimum))
    return small & indicator.counts_persons


def suppressed(
    panel: pd.DataFrame, roster: pd.DataFrame, plan: Plan, tambon: str, minimum: int
) -> frozenset[str]:
    """Indicators whose figures before or after are too small to show for one tambon.

    Parameters
    ----------
    panel, roster : DataFrame
    plan : Plan
    tambon : str
    minimum : int
        Counts of persons from 1 to ``minimum - 1`` are withheld.

    Returns
    -------
    frozenset of str
        Ids of indicators.
    """
    persons = [o for o in plan.outcomes if INDICATORS[o.indicator].counts_persons]
    found = set()
    if not persons or tambon not in set(roster["tambon"]):
        return frozenset()
    # The windows depend on the whole roster, so all of it is looked at.
    for name, sample in draw_samples(panel, roster, replace(plan, outcomes=tuple(persons))).items():
        row = int(np.searchsorted(sample.series.tambon, tambon))
        case = sample.case(row, int(sample.start[row]))
        for window in (case.baseline, case.follow_up):
            part, whole = (sums[row] for sums in sample.sums(window))
            if is_small(part, whole, INDICATORS[name], minimum):
                found.add(name)
    return frozenset(found)


def safe_course(
    course: pd.DataFrame, own: pd.DataFrame, indicator: Indicator, minimum: int
) -> tuple[pd.DataFrame, bool]:
    """Yearly values of which none gives away a small count.

    Inside the baseline and the follow-up, whose totals are shown, leaving one year out would
    let it be had by subtraction; so where any year of such a window is small, every year shows
    the mean of the window, or nothing where the window itself is small.  Elsewhere the year is
    left out.

    Parameters
    ----------
    course : DataFrame
        year, first, last, window, value, ... as in ``Fit.course``.
    own : DataFrame
        This tambon's and indicator's rows of the panel.
    indicator : Indicator
    minimum : int

    Returns
    -------
    course : DataFrame
        A copy, with `value` (and what is expected, where a window is withheld) changed.
    changed : bool
        Whether anything was withheld.
    """
    shown = course.copy()
    if not indicator.counts_persons:
        return shown, False
    own = own[own["observed"].astype(bool)]
    months = pd.PeriodIndex(own["period"])
    counts = []
    for first, last in zip(course["first"], course["last"], strict=True):
        rows = own[(months >= first) & (months <= last)]
        counts.append((rows["numerator"].sum(), rows["denominator"].sum()))
    part, whole = np.array(counts, float).reshape(-1, 2).T
    small = is_small(part, whole, indicator, minimum)
    for window, rows in shown.groupby("window").indices.items():
        if not small[rows].any():
            continue
        if window not in ("baseline", "follow_up"):
            shown.loc[shown.index[rows[small[rows]]], "value"] = np.nan
            continue
        n, of = float(part[rows].sum()), float(whole[rows].sum())
        hidden = bool(is_small(n, of, indicator, minimum))
        shown.loc[shown.index[rows], "value"] = np.nan if hidden else n / of
    return shown, bool(small.any())
