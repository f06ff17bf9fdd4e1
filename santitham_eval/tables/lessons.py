"""What a lessons-learned sheet shows of a tambon: findings by goal, and what was done by year."""

from __future__ import annotations

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import SERIES
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.levels import description_table
from santitham_eval.tables.rounding import long_month
from santitham_eval.text import Text

YEARS = 4
"""The last so many years stand on a sheet; the report has them all."""


def goal_of(indicator: str) -> str:
    """Letters of the goal of an indicator."""
    return indicator[:3]


def goal_states(effects: pd.DataFrame, tambon: str) -> dict[str, dict[str, list[str]]]:
    """Indicators of a tambon by goal and state, from the rows that its page judges by.

    Returns
    -------
    dict
        Goal, in the order of the sheet, to state, in its fixed order, to indicators; a goal
        without any outcome is empty.
    """
    own = (effects["tambon"] == tambon) & (effects["method"] == "comparative")
    rows = effects[own & (effects["note"] != "participants_only")]
    found = {(goal_of(i), s, i) for i, s in zip(rows["indicator"], rows["state"], strict=True)}
    return {
        goal: {
            state: named
            for state in text.STATES
            if (named := [i for i in SERIES if (goal, state, i) in found])
        }
        for goal in text.LESSON_GOALS
    }


def asked_states(by_state: dict[str, list[str]]) -> list[str]:
    """The states of a goal that are talked over: changes where there are any, else the next one."""
    changes: list[str] = [state for state in ("improved", "worsened") if state in by_state]
    return changes or list(by_state)[:1]


def done_table(
    levels: pd.DataFrame, roster: pd.DataFrame, tambon: str, minimum: int, start: pd.Period
) -> Table:
    """What only participants report of a tambon, a row an indicator and a column a year.

    Parameters
    ----------
    levels, roster, tambon, minimum
        As for `description_table`, whose figures these are.
    start : Period
        Month in which the tambon began.
    """
    long = description_table(levels, roster, tambon, minimum).frame
    long = long[long["here"] != text.MISSING]
    years = sorted(long["year"].unique())[-YEARS:]
    long = long[long["year"].isin(years)]
    names = long.drop_duplicates("indicator")[["indicator", "indicator_en"]]
    here = {
        (i, y): v for i, y, v in zip(long["indicator"], long["year"], long["here"], strict=True)
    }
    frame = names.reset_index(drop=True)
    for number, year in enumerate(years):
        cells = [here.get((name, year), text.MISSING) for name in frame["indicator"]]
        frame[f"year_{number}"] = pd.Series(cells, dtype=object)
    heads = dict(zip(long["year"], long["year_en"], strict=True))
    columns = [Column("indicator", text.HEAD_INDICATOR, "row")]
    columns += [
        Column(f"year_{number}", Text(year, heads[year]), "number")
        for number, year in enumerate(years)
    ]
    notes = [text.NOTE_DONE] if years else [text.NO_DONE]
    if (long["here"] == text.SUPPRESSED.th).any():
        notes.append(text.NOTE_SUPPRESSED.format(most=minimum - 1))
    caption = text.CAPTION_DONE.format(start=long_month(start))
    return Table(caption, tuple(columns), frame, tuple(notes))
