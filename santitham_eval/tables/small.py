"""Counts of persons so small that someone might be recognised are withheld."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.estimators import comparative
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.sample import draw_samples
from santitham_eval.smallarea import Sum, small_counts
from santitham_eval.study import Plan
from santitham_eval.tables.release import exposing_years, withheld_pairs

_Counts = dict[str, tuple[float, float]]


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
    """Of each tambon the indicators whose figures before or after are not shown.

    They are too small, or with the figures of the whole programme, its provinces, budgets and
    groups they would give those of another tambon that are.

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
        counts: tuple[_Counts, _Counts] = ({}, {})
        for row in map(int, sample.treated()):
            case = sample.case(row, int(sample.start[row]))
            windows = comparative.columns_used(sample, case)
            for told, window in zip(counts, windows, strict=True):
                part, whole = (float(sums[row]) for sums in sample.sums(window))
                told[str(sample.series.tambon[row])] = (part, whole)
        hidden = _hidden(counts, programme_areas(roster, plan), SERIES[name], minimum)
        found += [(tambon, name) for tambon in hidden]
    return pd.DataFrame(sorted(found), columns=["tambon", "indicator"], dtype="str")


def programme_areas(roster: pd.DataFrame, plan: Plan) -> dict[str, dict[str, list[str]]]:
    """Tambons of the programme by each division of it that is looked at: division, then part.

    Parameters
    ----------
    roster : DataFrame
    plan : Plan
    """
    tambons = sorted(roster["tambon"].astype(str))
    dosed = roster.dropna(subset="dose") if "dose" in roster else roster.iloc[:0]
    dose = {str(row.tambon): str(row.dose) for row in dosed.itertuples()}
    divisions = {
        "overall": dict.fromkeys(tambons, ""),
        "province": {t: t[:2] for t in tambons},
        "dose": dose,
    }
    for group in plan.groups:
        inside = tuple(group.codes)
        divisions[f"group {group.id}"] = {t: str(t.startswith(inside)) for t in tambons}
    return {
        name: {part: [t for t in tambons if of.get(t) == part] for part in sorted(set(of.values()))}
        for name, of in divisions.items()
    }


def _hidden(
    counts: Sequence[_Counts],
    areas: Mapping[str, Mapping[str, Sequence[str]]],
    indicator: Indicator,
    minimum: int,
) -> set[str]:
    """Tambons with too few persons, and those from which with the programme's figures they follow.

    Of one tambon alone that is withheld, the programme less all others would be the figure.
    """
    hidden = {
        t for told in counts for t, pair in told.items() if is_small(*pair, indicator, minimum)
    }
    for told in counts if hidden else ():
        cells: dict[Hashable, tuple[float, float]] = {}
        cells.update(told)
        for name, parts in areas.items():
            for part, tambons in parts.items():
                part_of, whole = (sum(told.get(t, (0, 0))[k] for t in tambons) for k in (0, 1))
                cells[name, part] = (float(part_of), float(whole))
        known = _known_totals(cells, areas, indicator, minimum)
        sums = [Sum((n, p), [t for t in areas[n][p] if t in told]) for n, p in known]
        cells = {k: v for k, v in cells.items() if k in told or k in known}
        try:
            more = withheld_pairs(cells, sums, indicator, minimum, latent=hidden, keep=known)
        except ValueError:  # only without any tambon is nothing told beyond the totals
            more = frozenset(told)
        hidden |= {str(name) for name in more if name in told}
    return hidden


def _known_totals(
    cells: Mapping[Hashable, tuple[float, float]],
    areas: Mapping[str, Mapping[str, Sequence[str]]],
    indicator: Indicator,
    minimum: int,
) -> list[tuple[str, str]]:
    """Parts of the programme whose figures are shown."""
    totals = [(name, part) for name, parts in areas.items() for part in parts]
    hidden = withheld_parts({key: cells[key] for key in totals}, indicator, minimum)
    return [key for key in totals if key not in hidden and sum(cells[key]) > 0]


def withheld_parts(
    totals: Mapping[tuple[str, str], tuple[float, float]], indicator: Indicator, minimum: int
) -> frozenset[Hashable]:
    """Parts of the programme that are too small, or from which with the others such a one follows.

    Parameters
    ----------
    totals : mapping of (division, part) to (float, float)
        Numerator and denominator; the parts of a division add up to ("overall", "").  Those of a
        division that does not are looked at by themselves.
    indicator : Indicator
    minimum : int
    """
    whole = ("overall", "")
    sums = []
    for name in sorted({name for name, _ in totals} - {"overall"}):
        parts = [key for key in totals if key[0] == name]
        added = np.sum([totals[key] for key in parts], axis=0)
        if whole in totals and np.allclose(added, totals[whole], rtol=1e-9, atol=1e-6):
            sums.append(Sum(whole, parts))
    cells: dict[Hashable, tuple[float, float]] = {key: totals[key] for key in totals}
    return withheld_pairs(cells, sums, indicator, minimum, cost={whole: 1e6})


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
