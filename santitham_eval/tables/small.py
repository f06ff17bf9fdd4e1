"""Counts of persons so small that someone might be recognised are withheld."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.estimators import comparative
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.sample import draw_samples
from santitham_eval.smallarea import small_counts
from santitham_eval.study import Plan
from santitham_eval.tables.release import exposing_years


def is_small(numerator: Any, denominator: Any, indicator: Indicator, minimum: int) -> Any:
    """Whether counts of persons are too small to show; elementwise on arrays.

    From 1 to ``minimum - 1`` persons is too small, in the numerator and, in a share, whose
    denominator counts persons too, in it and in the rest (2 of 3 deaths tells of the third).  Zero
    is shown.
    """
    part, whole = np.asarray(numerator, float), np.asarray(denominator, float)
    small = small_counts(part, minimum)
    if indicator.family == "share":
        small |= small_counts(whole, minimum) | small_counts(whole - part, minimum)
    return small & indicator.counts_persons


def withheld_figures(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    minimum: int,
    neighbours: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Of each tambon the indicators whose figures before or after are too small to show.

    Parameters
    ----------
    panel, roster, neighbours : DataFrame
        As for `estimate_effects`: they decide which months the figures are summed over.
    plan : Plan
    minimum : int
        Counts of persons from 1 to ``minimum - 1`` are withheld.

    Returns
    -------
    DataFrame
        tambon, indicator; sorted by tambon.
    """
    found: list[tuple[str, str]] = []
    persons = tuple(o for o in plan.outcomes if SERIES[o.indicator].counts_persons)
    looked_at = replace(plan, outcomes=persons)
    samples = draw_samples(panel, roster, looked_at, neighbours) if persons else {}
    for name, sample in samples.items():
        for row in map(int, sample.treated()):
            case = sample.case(row, int(sample.start[row]))
            windows = comparative.columns_used(sample, case)
            before, after = ([sums[row] for sums in sample.sums(window)] for window in windows)
            part, whole = zip(before, after, strict=True)
            if is_small(part, whole, SERIES[name], minimum).any():
                found.append((str(sample.series.tambon[row]), name))
    return pd.DataFrame(sorted(found), columns=["tambon", "indicator"], dtype="str")


def safe_course(
    course: pd.DataFrame,
    own: pd.DataFrame,
    indicator: Indicator,
    minimum: int,
    windows: Mapping[str, tuple[pd.Period, pd.Period, int]] | None = None,
) -> tuple[pd.DataFrame, bool]:
    """Yearly values of which none gives away a small count.

    Inside the baseline and the follow-up, whose totals are shown, leaving one year out would
    let it be had by subtraction; so where any year of such a window is small, every year shows
    the mean of the window, or nothing where the window itself is small.  Elsewhere the year is
    left out.  Where a window does not begin or end with a year, a few months' count is the
    difference of two figures; the years from which a small one could be had are left out too.

    Parameters
    ----------
    course : DataFrame
        year, first, last, window, value, ... as in ``Fit.course``.
    own : DataFrame
        This tambon's and indicator's rows of the panel.
    indicator : Indicator
    minimum : int
    windows : mapping, optional
        First and last month of the baseline and the follow-up as their totals are shown, as
        ``Fit.windows``; by default they are made of whole years.

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
    months = pd.PeriodIndex(own["period"]).asfreq("M", how="S")
    counts = []
    for first, last in zip(course["first"], course["last"], strict=True):
        rows = own[(months >= first) & (months <= last)]
        counts.append((rows["numerator"].sum(), rows["denominator"].sum()))
    part, whole = np.array(counts, float).reshape(-1, 2).T
    small = is_small(part, whole, indicator, minimum)
    merged = []
    for window, rows in shown.groupby("window").indices.items():
        if not small[rows].any():
            continue
        if window not in ("baseline", "follow_up"):
            shown.loc[shown.index[rows[small[rows]]], "value"] = np.nan
            continue
        merged.append(str(window))
        n, of = float(part[rows].sum()), float(whole[rows].sum())
        hidden = bool(is_small(n, of, indicator, minimum))
        shown.loc[shown.index[rows], "value"] = np.nan if hidden else n / of
    lost = _exposing(shown, own, indicator, minimum, windows or {}, merged)
    shown.loc[lost, "value"] = np.nan
    return shown, bool(small.any() or lost.any())


def _exposing(
    shown: pd.DataFrame,
    own: pd.DataFrame,
    indicator: Indicator,
    minimum: int,
    windows: Mapping[str, tuple[pd.Period, pd.Period, int]],
    merged: Collection[str],
) -> NDArray[np.bool_]:
    """Years that are shown, and from which with the windows' totals a small count could be had."""
    known = np.flatnonzero(shown["value"].notna())
    if not windows or not len(known):
        return np.zeros(len(shown), bool)
    years: dict[Hashable, tuple[pd.Period, pd.Period]] = {}
    for row in map(int, known):
        window = shown["window"].iloc[row]
        # Years of a window that all show its mean tell no more than their sum.
        same = shown[shown["window"] == window] if window in merged else shown.iloc[[row]]
        years[row] = (same["first"].iloc[0], same["last"].iloc[-1])
    totals: dict[Hashable, tuple[pd.Period, pd.Period]] = {
        f"window {k}": (first, last) for k, (first, last, _) in windows.items()
    }
    told = exposing_years(own, years, totals, indicator, minimum)
    return np.isin(np.arange(len(shown)), [row for row in told if isinstance(row, int)])
