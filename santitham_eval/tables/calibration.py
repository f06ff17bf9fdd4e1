"""What many simulations say of the methods, as display tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.rounding import number
from santitham_eval.text import Text

STATES = ("improved", "worsened", "no_large_change", "insufficient", "not_assessed")
_HEADLINE, _WHOLE = ("comparative", "all"), ("risk_sets", "overall")
_FLAGS = {
    "placebo": ("placebo_in_time", "all"),
    "worlds": ("placebo_in_time", "worlds"),
    "early": ("programme_placebo", "overall"),
    "ring": ("ring", "overall"),
}


def goals_table(goals: pd.DataFrame, held: pd.DataFrame) -> Table:
    """Each goal with its bounds, what was measured, and in how many cells it is met.

    Parameters
    ----------
    goals : DataFrame
        goal, least, most.
    held : DataFrame
        goal, cell, figure, met.
    """
    rows = []
    for goal in goals.to_dict("records"):
        own = held[held["goal"] == goal["goal"]]
        if own.empty:
            continue
        words = _called(goal["goal"])
        met, every = int(own["met"].sum()), len(own)
        said = text.GOAL_MET if met == every else text.GOAL_MISSED
        bounds = _bounds(goal["least"], goal["most"])
        rows.append(
            {
                "goal": words.th, "goal_en": words.en,
                "bounds": bounds.th, "bounds_en": bounds.en,
                "figure": f"{number(own['figure'].min(), 3)} – {number(own['figure'].max(), 3)}",
                "met": f"{said.th} {met}/{every}", "met_en": f"{said.en} {met}/{every}",
            }
        )  # fmt: skip
    columns = (
        Column("goal", text.HEAD_GOAL, "row"),
        Column("bounds", text.HEAD_BOUNDS),
        Column("figure", text.HEAD_MEASURED, "number"),
        Column("met", text.HEAD_CELLS_MET),
    )
    return Table(text.CAPTION_GOALS, columns, pd.DataFrame(rows, dtype=object))


def missed_table(held: pd.DataFrame, designs: pd.Series) -> Table:
    """Every goal that a cell misses.

    Parameters
    ----------
    held : DataFrame
        goal, cell, figure, met.
    designs : Series
        What each cell is made of, by its name.
    """
    rows = []
    for row in held[~held["met"].astype(bool)].to_dict("records"):
        words = _called(row["goal"])
        rows.append(
            {"goal": words.th, "goal_en": words.en, "cell": row["cell"],
             "figure": number(row["figure"], 3), "design": str(designs.get(row["cell"], ""))}
        )  # fmt: skip
    columns = (
        Column("goal", text.HEAD_GOAL, "row"),
        Column("cell", text.HEAD_CELL, "code"),
        Column("figure", text.HEAD_MEASURED, "number"),
        Column("design", text.HEAD_DESIGN, "code"),
    )
    caption = text.CAPTION_MISSED if rows else text.CAPTION_NONE_MISSED
    frame = pd.DataFrame(rows, dtype=object)
    return Table(caption, columns, frame, () if rows else (text.CAPTION_NONE_MISSED,))


def cells_table(measured: pd.DataFrame, cells: Sequence[str], caption: Text) -> Table:
    """Error, coverage, power and false findings of each cell.

    Parameters
    ----------
    measured : DataFrame
        Rows of the calibration: cell, design, method, group and measures.
    cells : sequence of str
        Which cells, in order; those that were not measured are left out.
    caption : Text
    """
    rows = []
    for cell in cells:
        own = measured[measured["cell"] == cell]
        if own.empty:
            continue
        headline, whole = _row(own, *_HEADLINE), _row(own, *_WHOLE)
        rows.append(
            {
                "cell": cell, "design": str(own["design"].iloc[0]), "design_en": "",
                "error": _figure(headline, "bias", sign=True),
                "covered": _percent(headline, "coverage"),
                "power": _pair(headline),
                "false": _percent(headline, "false_discovery"),
                "whole_error": _figure(whole, "bias", sign=True),
                "whole_covered": _percent(whole, "coverage"),
                "whole_power": _pair(whole),
            }
        )  # fmt: skip
    columns = (
        Column("cell", text.HEAD_CELL, "row", also="design"),
        Column("error", text.HEAD_CELL_ERROR, "number"),
        Column("covered", text.HEAD_CELL_COVERED, "number"),
        Column("power", text.HEAD_CELL_POWER, "number"),
        Column("false", text.HEAD_CELL_FALSE, "number"),
        Column("whole_error", text.HEAD_WHOLE_ERROR, "number"),
        Column("whole_covered", text.HEAD_WHOLE_COVERED, "number"),
        Column("whole_power", text.HEAD_WHOLE_POWER, "number"),
    )
    return Table(caption, columns, pd.DataFrame(rows, dtype=object), (text.NOTE_CELLS,))


def flags_table(measured: pd.DataFrame, cells: Sequence[str]) -> Table:
    """How often the checks flag what was broken on purpose; parameters as for `cells_table`."""
    rows = []
    for cell in cells:
        own = measured[measured["cell"] == cell]
        if own.empty:
            continue
        shown = {key: _percent(_row(own, *where), "flagged") for key, where in _FLAGS.items()}
        rows.append({"cell": cell, "design": str(own["design"].iloc[0]), "design_en": "", **shown})
    columns = (
        Column("cell", text.HEAD_CELL, "row", also="design"),
        *(Column(key, text.HEAD_FLAGS[key], "number") for key in _FLAGS),
    )
    return Table(text.CAPTION_FLAGS, columns, pd.DataFrame(rows, dtype=object), (text.NOTE_FLAGS,))


def given_table(measured: pd.DataFrame, cells: Sequence[str]) -> Table:
    """How often each state is given; parameters as for `cells_table`."""
    rows = []
    for cell in cells:
        row = _row(measured[measured["cell"] == cell], *_HEADLINE)
        if row is not None:
            shares = {state: _percent(row, state) for state in STATES}
            rows.append({"cell": cell, "design": str(row["design"]), "design_en": "", **shares})
    columns = (
        Column("cell", text.HEAD_CELL, "row", also="design"),
        *(Column(state, text.STATES[state], "number") for state in STATES),
    )
    return Table(text.CAPTION_GIVEN, columns, pd.DataFrame(rows, dtype=object))


def _called(goal: str) -> Text:
    return text.GOALS_WORDS.get(goal, Text(goal, goal))


def _bounds(least: float, most: float) -> Text:
    low, high = number(least, 2), number(most, 2)
    if np.isfinite(least) and np.isfinite(most):
        return Text(f"{low}–{high}", f"{low}–{high}")
    words = text.AT_LEAST if np.isfinite(least) else text.AT_MOST
    return words.format(bound=low if np.isfinite(least) else high)


def _row(own: pd.DataFrame, method: str, group: str) -> pd.Series | None:
    rows = own[(own["method"] == method) & (own["group"] == group)]
    return None if rows.empty else rows.iloc[0]


def _figure(row: pd.Series | None, measure: str, *, sign: bool = False) -> str:
    return text.MISSING if row is None else number(float(row[measure]), 3, sign=sign)


def _percent(row: pd.Series | None, measure: str) -> str:
    """A share in per cent; a dash where it was not measured."""
    if row is None or not np.isfinite(row[measure]):
        return text.MISSING
    return f"{number(float(row[measure]) * 100, 1)}%"


def _pair(row: pd.Series | None) -> str:
    """Power, that of one who learns the course from outside, and the oracle's."""
    if row is None or not np.isfinite(row["power"]):
        return text.MISSING
    names = ("power", "learner_power", "oracle_power")
    return " / ".join(_percent(row, name).removesuffix("%") for name in names)
