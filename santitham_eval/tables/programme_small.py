"""Figures of the whole programme that rest on so few persons that they are withheld."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.estimators.programme import HEADLINE_OF_ALL
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.tables.small import is_small, withheld_parts

_FIGURES = ["estimate", "low", "high", "p_value", "q_value"]


def safe_programme(programme: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The programme's table with what could give away a small count of persons left out.

    A row is withheld where it rests on too few persons; with it, what the same tambons or years
    show by another method, and what holds them against others.  Where the whole rests on too
    few, every row of the indicator is.

    Parameters
    ----------
    programme : DataFrame
        `PROGRAMME_COLUMNS`; `numerator` is missing where a row rests on no one sum.
    minimum : int
        Counts of persons from 1 to ``minimum - 1`` are withheld.

    Returns
    -------
    DataFrame
        A copy; figures of withheld rows are missing, and their note is "suppressed".
    """
    shown = programme.copy()
    for name, rows in programme.groupby("indicator", sort=False):
        indicator = SERIES[str(name)]
        if not indicator.counts_persons:
            continue
        small = is_small(rows["numerator"], rows["denominator"], indicator, minimum)
        small &= rows["numerator"].notna().to_numpy()
        small |= _follows(rows, indicator, minimum)
        if (small & (rows["part"] == "overall").to_numpy()).any():
            small = np.ones(len(rows), bool)
        told = {(part, item) for part, item in rows.loc[small, ["part", "item"]].to_numpy()}
        hidden = [_tells(str(p), str(i), told) for p, i in rows[["part", "item"]].to_numpy()]
        at = rows.index[small | np.array(hidden, bool)]
        shown.loc[at, _FIGURES] = np.nan
        shown.loc[at, "note"] = "suppressed"
    return shown


def _follows(rows: pd.DataFrame, indicator: Indicator, minimum: int) -> NDArray[np.bool_]:
    """Rows from which, as the whole is known, the count of one that is withheld would follow."""
    direct = rows[(rows["method"] == HEADLINE_OF_ALL) & rows["numerator"].notna()]
    figures = direct[["part", "item", "numerator", "denominator"]].to_numpy()
    totals = {_division(p, i): (float(top), float(below)) for p, i, top, below in figures}
    hidden = withheld_parts({k: v for k, v in totals.items() if k[0]}, indicator, minimum)
    return np.array([_division(p, i) in hidden for p, i in rows[["part", "item"]].to_numpy()], bool)


def _division(part: str, item: str) -> tuple[str, str]:
    """Of what division of the programme a row is which part; ("", item) of none."""
    if part == "overall":
        return "overall", ""
    if part == "group":
        return f"group {item.partition(':')[0]}", item
    since = part == "event_time" and item.isdigit()  # not the years before the start
    return part if since or part in ("province", "dose") else "", item


def _tells(part: str, item: str, told: set[tuple[str, str]]) -> bool:
    """Whether a row shows what a withheld one would."""
    if part == "dose_contrast":
        return any(("dose", tier) in told for tier in item.split(":"))
    return (part, item) in told
