"""The programme's tambons beside each other: how far apart they lie, and usually do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.estimators import HEADLINE, comparative
from santitham_eval.indicators import Indicator
from santitham_eval.sample import draw_sample
from santitham_eval.smallarea import rate_funnel
from santitham_eval.study import Plan
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.places import find_place
from santitham_eval.tables.rounding import number, percent_change

LIMITS = (0.95, 0.998)
"""Confidence of the inner and the outer limits: two and three standard errors."""


@dataclass(frozen=True)
class FunnelRows:
    """Tambons of the programme against what was expected of each, with limits of their spread.

    Attributes
    ----------
    rows : DataFrame
        tambon, observed, expected (events of the follow-up), state, hidden, ratio, and low and
        high of each of `LIMITS` (low_95, high_95, low_99.8, high_99.8), as ratios; by code.
        Figures of a tambon that is withheld or has no expectation are missing.
    target : float
        Observed over expected of all that are shown together.
    tau2 : float
        Variance between tambons beyond chance, on the scale of square roots.
    """

    rows: pd.DataFrame
    target: float
    tau2: float


def has_funnel(indicator: Indicator) -> bool:
    """Whether an outcome counts events, which is what these limits are for."""
    return indicator.family == "rate"


def follow_up_counts(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    effects: pd.DataFrame,
    plan: Plan,
    indicator: str,
    neighbours: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Events of each treated tambon in its follow-up, and how many were expected.

    Parameters
    ----------
    panel, roster, plan, neighbours
        As for `estimate_effects`: they decide which months are summed over.
    effects : DataFrame
        Gives the rate expected without the programme, and the finding.
    indicator : str
        One that `has_funnel`.

    Returns
    -------
    DataFrame
        tambon, observed, expected, state; expected is missing where the tambon is not assessed.
    """
    sample = draw_sample(panel, roster, plan, indicator, neighbours)
    own = effects[(effects["method"] == HEADLINE) & (effects["indicator"] == indicator)]
    found = {row["tambon"]: row for row in own.to_dict("records")}
    rows = []
    for row in map(int, sample.treated()):
        tambon = str(sample.series.tambon[row])
        told = found.get(tambon, {"expected": np.nan, "state": "not_assessed"})
        after = comparative.columns_used(sample, sample.case(row, int(sample.start[row])))[1]
        events, time = (sums[row] for sums in sample.sums(after))
        known = told["state"] != "not_assessed"
        rows.append((tambon, events, told["expected"] * time if known else np.nan, told["state"]))
    return pd.DataFrame(rows, columns=["tambon", "observed", "expected", "state"])


def funnel_rows(counts: pd.DataFrame, hidden: Collection[str] = ()) -> FunnelRows:
    """Limits around what all tambons together have, wide enough for their usual scatter.

    Parameters
    ----------
    counts : DataFrame
        As `follow_up_counts` gives it.
    hidden : collection of str
        Tambons whose figures are withheld; they take no part in target and limits either, from
        which they could otherwise be had.

    References
    ----------
    Spiegelhalter (2005) Statistics in Medicine 24, 1185-1202: observed over expected, additive
    over-dispersion, scores winsorised by a tenth.
    """
    rows = counts.sort_values("tambon", ignore_index=True)
    rows["hidden"] = rows["tambon"].isin(hidden)
    away = rows["hidden"] | ~(rows["expected"] > 0)
    rows[["observed", "expected"]] = rows[["observed", "expected"]].mask(away).astype(float)
    rows["ratio"] = rows["observed"] / rows["expected"]
    target, tau2 = np.nan, np.nan
    for confidence in LIMITS:
        low, high = limit_names(confidence)
        rows[low], rows[high] = np.nan, np.nan
        if not away.all():
            found = rate_funnel(rows["observed"], rows["expected"], confidence)
            rows[low], rows[high], target, tau2 = found.low, found.high, found.target, found.tau2
    return FunnelRows(rows, target, tau2)


def limit_names(confidence: float) -> tuple[str, str]:
    """Columns of one pair of limits."""
    return f"low_{confidence * 100:g}", f"high_{confidence * 100:g}"


def outside(rows: pd.DataFrame, confidence: float) -> int:
    """How many tambons lie outside one pair of limits."""
    low, high = limit_names(confidence)
    return int(((rows["ratio"] < rows[low]) | (rows["ratio"] > rows[high])).sum())


def funnel_table(funnel: FunnelRows, indicator: Indicator, register: pd.DataFrame) -> Table:
    """What the funnel plot shows, tambon by tambon in the order of codes; never by result."""
    rows = []
    for row in funnel.rows.to_dict("records"):
        place = find_place(row["tambon"], register)
        cells = {
            "expected": number(row["expected"], 1),
            "observed": number(row["observed"], 0),
            "ratio": _percent(row["ratio"]),
            **{f"limits_{c * 100:g}": _pair(row, c) for c in LIMITS},
        }
        if row["hidden"]:
            cells = dict.fromkeys(cells, text.SUPPRESSED.th)
        rows.append(
            {"tambon": row["tambon"], "name": place.name.th, "name_en": place.name.en, **cells,
             "state": row["state"]}
        )  # fmt: skip
    columns = (
        Column("name", text.HEAD_TAMBON, "row"),
        Column("tambon", text.HEAD_CODE, "code"),
        Column("expected", text.HEAD_FUNNEL_EXPECTED, "number"),
        Column("observed", text.HEAD_FUNNEL_OBSERVED, "number"),
        Column("ratio", text.HEAD_FUNNEL_RATIO, "number"),
        *(
            Column(f"limits_{n}", text.HEAD_FUNNEL_LIMITS.format(n=n), "number")
            for n in (f"{c * 100:g}" for c in LIMITS)
        ),
        Column("state", text.HEAD_STATE, "state"),
    )
    frame = pd.DataFrame(rows, dtype=object)
    notes = (text.NOTE_FUNNEL_TABLE,)
    return Table(text.CAPTION_FUNNEL_TABLE.format(name=indicator.name), columns, frame, notes)


def _percent(ratio: float) -> str:
    if not np.isfinite(ratio):
        return text.MISSING
    return f"{number(percent_change(ratio), 0, sign=True)}%"


def _pair(row: Mapping[Any, Any], confidence: float) -> str:
    low, high = (row[name] for name in limit_names(confidence))
    if not (np.isfinite(low) and np.isfinite(high)):
        return text.MISSING
    return f"[{_percent(low)[:-1]}, {_percent(high)[:-1]}]"
