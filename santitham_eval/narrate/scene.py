"""What surrounds a verdict: counts by state, and what the chart shows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from santitham_eval import text
from santitham_eval.estimators import pooled
from santitham_eval.indicators import Indicator
from santitham_eval.narrate.amounts import change
from santitham_eval.tables import month, number, own_digits
from santitham_eval.text import Text


def state_counts(effects: pd.DataFrame, **only: str) -> dict[str, int]:
    """How many headline rows are in each of the five states, in their fixed order.

    Parameters
    ----------
    effects : DataFrame
    **only : str
        Columns and the value that they must have, as ``tambon="990101"``.
    """
    rows = effects[effects["method"] == "comparative"]
    for column, value in only.items():
        rows = rows[rows[column] == value]
    found = rows["state"].value_counts()
    return {state: int(found.get(state, 0)) for state in text.STATES}


def programme_context(effects: pd.DataFrame, indicator: str) -> Text:
    """How the programme's tambons stand on one indicator: counts by state, never a ranking."""
    counts = state_counts(effects[effects["tambon"] != "ALL"], indicator=indicator)
    parts = [
        text.STATE_COUNT.format(state=text.STATES[s], count=number(n, 0)) for s, n in counts.items()
    ]
    listed = Text(" · ".join(p.th for p in parts), ", ".join(p.en.lower() for p in parts))
    return text.PROGRAMME_CONTEXT.format(n=number(sum(counts.values()), 0), counts=listed)


def pooled_said(effects: pd.DataFrame, tambon: str, indicator: Indicator) -> list[Text]:
    """The estimate that draws on the programme's other tambons, called that; none where none is."""
    rows = effects[
        (effects["tambon"] == tambon)
        & (effects["indicator"] == indicator.id)
        & (effects["method"] == pooled.METHOD)
    ].dropna(subset=["estimate", "low", "high"])
    return [
        text.POOLED_SAID.format(
            **{
                end: change(row[column], row["scale"], indicator)
                for end, column in (("low", "low"), ("high", "high"), ("middle", "estimate"))
            }
        )
        for row in rows.to_dict("records")
    ]


def course_alt(
    course: pd.DataFrame,
    effect: Mapping[str, Any],
    indicator: Indicator,
    place: Text,
    start: pd.Period,
    years: list[str],
    *,
    hidden: bool = False,
) -> Text:
    """What the before/after chart shows, in words from the data.

    Parameters
    ----------
    course : DataFrame
        The frame that is drawn, after `tables.safe_course`.
    effect : mapping
        before, after, expected in the panel's unit, as ``Fit.effect``; empty where nothing could
        be assessed.
    indicator : Indicator
    place : Text
        The tambon's name.
    start : Period
    years : list of str
        Names of the blocks, one per row of `course`.
    hidden : bool
        Whether the figures must be withheld.
    """
    scaled = course["value"].astype(float) * indicator.per
    digits = own_digits(indicator, *scaled)
    levels = {
        k: text.SUPPRESSED if hidden else number(effect.get(k, math.nan) * indicator.per, digits)
        for k in ("before", "after", "expected")
    }
    said = text.ALT_LEVELS.format(**levels) if effect else text.ALT_NOTHING_EXPECTED
    values = [f"{y} {number(v, digits)}" for y, v in zip(years, scaled, strict=True)]
    return text.ALT_COURSE.format(
        name=indicator.name,
        unit=indicator.unit,
        place=place,
        first=years[0],
        last=years[-1],
        start=month(start),
        values=", ".join(values),
        levels=said,
    )
