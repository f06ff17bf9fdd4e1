"""Counts of persons over all pages of one release: what one page withholds no other gives back."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping

import numpy as np
import pandas as pd

from santitham_eval.indicators import Indicator
from santitham_eval.smallarea import Sum, withheld_cells

ALL = "ALL"
_TOTALS_FIRST = 1e-3
"""A total over tambons is given up before the figure of a tambon that is not small itself."""

_DIGITS = 9


def withheld_levels(
    levels: pd.DataFrame, indicator: Indicator, minimum: int
) -> frozenset[tuple[str, Hashable]]:
    """Which levels to withhold where each tambon's page shows its own and all show the total's.

    Without this, the total less what the other pages show would be the figure withheld.

    Parameters
    ----------
    levels : DataFrame
        tambon, time (a year or a window), numerator, denominator; one row for each level shown.
    indicator : Indicator
    minimum : int
        Counts of persons from 1 to ``minimum - 1`` are withheld.

    Returns
    -------
    frozenset of (str, time)
        Tambons, and "ALL" for the total, with the times at which their level is withheld.
    """
    found: set[tuple[str, Hashable]] = set()
    if not indicator.counts_persons:
        return frozenset()
    for time, rows in levels.groupby("time", sort=True):
        columns = (rows["numerator"], rows["denominator"])
        pairs: dict[Hashable, tuple[float, float]] = {
            str(t): (float(n), float(d)) for t, n, d in zip(rows["tambon"], *columns, strict=True)
        }
        sums = [Sum(ALL, list(pairs))]
        part, whole = (float(sum(pair[k] for pair in pairs.values())) for k in (0, 1))
        counts = {**pairs, ALL: (part, whole)}
        hidden = withheld_pairs(counts, sums, indicator, minimum, cost={ALL: _TOTALS_FIRST})
        found |= {(str(name), time) for name in hidden}
    return frozenset(found)


def exposing_years(
    own: pd.DataFrame,
    years: Mapping[Hashable, tuple[pd.Period, pd.Period]],
    windows: Mapping[Hashable, tuple[pd.Period, pd.Period]],
    indicator: Indicator,
    minimum: int,
) -> frozenset[Hashable]:
    """Years that cannot be shown beside the totals of the windows, which are.

    Windows and years may overlap in part; then a few months' count is the difference of two
    figures, neither of them small.

    Parameters
    ----------
    own : DataFrame
        Rows of the panel of one tambon and indicator.
    years, windows : mapping of name to (Period, Period)
        First and last month of each sum that is to be shown, and of those that are shown.
    indicator : Indicator
    minimum : int

    Returns
    -------
    frozenset
        Names of years.
    """
    own = own[own["observed"].astype(bool)]
    months = pd.PeriodIndex(own["period"]).asfreq("M", how="S")
    figures = own[["numerator", "denominator"]].to_numpy(float)
    spans = {**years, **windows}
    inside = np.array(
        [(months >= first) & (months <= last) for first, last in spans.values()], bool
    ).reshape(len(spans), len(months))
    # Periods that lie in the same years and windows cannot be told apart, so they are one cell.
    kinds, number = np.unique(inside.T, axis=0, return_inverse=True)
    number = number.reshape(-1)
    counts: dict[Hashable, tuple[float, float]] = {}
    for k in range(len(kinds)):
        part, whole = figures[number == k].sum(axis=0)
        counts["stretch", k] = (float(part), float(whole))
    latent = list(counts)
    sums = []
    for name, mask in zip(spans, inside, strict=True):
        part, whole = figures[mask].sum(axis=0)
        counts[name] = (float(part), float(whole))
        stretches = [("stretch", int(k)) for k in np.unique(number[mask])]
        sums += [Sum(name, stretches)] if stretches else []
    small = withheld_pairs(counts, [], indicator, minimum, latent=latent)
    keep = [name for name in windows if name not in small]
    try:
        hidden = withheld_pairs(counts, sums, indicator, minimum, latent=latent, keep=keep)
    except ValueError:  # only without any year is nothing told beyond the windows
        return frozenset(years)
    return frozenset(name for name in hidden if name in years)


def withheld_pairs(
    counts: Mapping[Hashable, tuple[float, float]],
    sums: Iterable[Sum],
    indicator: Indicator,
    minimum: int,
    *,
    latent: Collection[Hashable] = (),
    keep: Collection[Hashable] = (),
    cost: Mapping[Hashable, float] | None = None,
) -> frozenset[Hashable]:
    """As `withheld_cells`, for figures made of a part and a whole.

    The whole of a share counts persons too, and so does what is left of it; a share is shown or
    withheld as one.  The whole of a rate is exposure, which is public.
    """
    share = indicator.family == "share"
    shown = ("part", "whole") if share else ("part",)
    kinds = (*shown, "rest") if share else shown
    cells: dict[Hashable, float] = {}
    relations = [Sum((s.whole, k), [(p, k) for p in s.parts]) for s in sums for k in kinds]
    for name, (part, whole) in counts.items():
        figures = (part, whole, max(0.0, whole - part))
        cells |= {(name, k): round(v, _DIGITS) for k, v in zip(kinds, figures, strict=False)}
        if share:
            relations.append(Sum((name, "whole"), [(name, "part"), (name, "rest")]))
    unseen = set(latent)
    hidden = withheld_cells(
        cells,
        relations,
        minimum,
        latent={(n, k) for n in counts for k in kinds if n in unseen or k == "rest"},
        keep={(n, k) for n in keep for k in shown},
        together=[[(n, k) for k in shown] for n in counts if n not in unseen] if share else [],
        cost={(n, k): v for n, v in cost.items() for k in kinds} if cost else None,
    )
    return frozenset(cell[0] for cell in hidden if isinstance(cell, tuple))
