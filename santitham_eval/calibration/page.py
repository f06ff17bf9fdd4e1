"""Tables of docs/calibration.md, from calibration.csv."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from santitham_eval.calibration.cells import CELLS, Cell
from santitham_eval.calibration.goals import GOALS, Goal, held

MARK = "<!-- from here on written from calibration.csv -->\n"
"""What stands above it in the page is written by hand."""


def page(table: pd.DataFrame) -> str:
    """The page from its mark on.

    Parameters
    ----------
    table : DataFrame
        Columns of `table.COLUMNS`, figures as numbers.
    """
    parts = [MARK, _goals(table)]
    for title, family, broken in (
        ("Rates", "rate", False), ("Assumptions broken", "rate", True), ("Shares", "share", False),
        ("Means", "mean", False),
    ):  # fmt: skip
        cells = [c for c in CELLS.values() if c.family == family and (_fault(c) == broken)]
        parts.append(f"\n## {title}\n" + _cells(table, cells))
    parts.append("\n## Main effects in rates\n" + _main_effects(table))
    return "".join(parts)


def _fault(cell: Cell) -> bool:
    return "fault" in cell.levels


def _table(header: list[str], rows: Iterable[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _goals(table: pd.DataFrame) -> str:
    """Each goal with its bounds and its worst cell, then every cell that misses one."""
    found = held(table)
    rows, missed = [], []
    for goal in GOALS:
        part = found[found["goal"] == goal.name]
        if part.empty:
            continue
        least, most = part["figure"].min(), part["figure"].max()
        rows.append(
            [
                f"{goal.name}: {goal.words}", _bounds(goal), f"{least:.3f} to {most:.3f}",
                f"{int(part['met'].sum())} of {len(part)}",
            ]
        )  # fmt: skip
        missed += [
            [goal.name, f"`{r.cell}`", f"{r.figure:.3f}", CELLS[str(r.cell)].design]
            for r in part[~part["met"]].itertuples()
        ]
    told = _table(["goal", "bounds", "measured", "met in cells"], rows)
    if missed:
        told += "\nNot met:\n\n" + _table(["goal", "cell", "measured", "design"], missed)
    return "\n## Goals\n" + told


def _bounds(goal: Goal) -> str:
    words = []
    if np.isfinite(goal.least):
        words.append(f"at least {goal.least:g}")
    if np.isfinite(goal.most):
        words.append(f"at most {goal.most:g}")
    return ", ".join(words)


_FIGURES: tuple[tuple[str, str, str, str], ...] = (
    ("error", "comparative/all", "bias", "+.3f"),
    ("covered", "comparative/all", "coverage", ".3f"),
    ("power", "comparative/all", "power", ".2f"),
    ("oracle", "comparative/all", "oracle_power", ".2f"),
    ("wrong calls", "comparative/all", "false_discovery", ".3f"),
    ("pooled RMSE", "pooled/all", "rmse", ".2f"),
    ("headline's", "pooled/all", "rmse_direct", ".2f"),
    ("whole: error", "risk_sets/overall", "bias", "+.3f"),
    ("covered", "risk_sets/overall", "coverage", ".3f"),
    ("power", "risk_sets/overall", "power", ".2f"),
    ("oracle", "risk_sets/overall", "oracle_power", ".2f"),
    ("learner", "risk_sets/overall", "learner_power", ".2f"),
    ("textbook: error", "ppml|imputation/overall", "bias", "+.3f"),
    ("covered", "ppml|imputation/overall", "coverage", ".3f"),
    ("placebo", "placebo_in_time/all", "flagged", ".3f"),
    ("worlds", "placebo_in_time/worlds", "flagged", ".2f"),
    ("drift", "pre_trend/all", "flagged", ".3f"),
    ("worlds", "pre_trend/worlds", "flagged", ".2f"),
    ("early", "programme_placebo/overall", "flagged", ".3f"),
    ("leads", "leads/overall", "flagged", ".3f"),
    ("ring", "ring/overall", "flagged", ".3f"),
)  # fmt: skip


def _cells(table: pd.DataFrame, cells: list[Cell]) -> str:
    """One line per cell that is in the table."""
    rows = []
    for cell in cells:
        own = table[table["cell"] == cell.name]
        if own.empty:
            continue
        line = [f"`{cell.name}`"]
        for _, where, measure, form in _FIGURES:
            methods, group = where.split("/")
            row = own[own["method"].isin(methods.split("|")) & (own["group"] == group)]
            value = float(row[measure].iloc[0]) if len(row) else np.nan
            line.append("" if np.isnan(value) else format(value, form))
        rows.append([*line, cell.design])
    return _table(["cell", *(name for name, *_ in _FIGURES), "design"], rows)


def _main_effects(table: pd.DataFrame) -> str:
    """Mean of the eight cells at the second level of each factor less that of the others."""
    cells = [c for c in CELLS.values() if c.name.startswith("rate-")]
    own = table[table["cell"].isin([c.name for c in cells])]
    measures: list[tuple[str, Callable[[pd.DataFrame], pd.Series]]] = [
        (f"{words} {measure}", _picked(method, group, measure))
        for method, group, words, measures in (
            ("comparative", "all", "headline", ("bias", "coverage")),
            ("risk_sets", "overall", "whole", ("bias", "coverage")),
            ("ppml", "overall", "textbook", ("bias", "coverage")),
        )
        for measure in measures
    ]
    rows = []
    for factor in [f for f in cells[0].levels if f != "effect"]:
        words = list(dict.fromkeys(c.levels[factor] for c in cells))
        sides = [[c.name for c in cells if c.levels[factor] == w] for w in words]
        line = [f"{factor}: {words[1]} less {words[0]}"]
        for _, pick in measures:
            values = pick(own)
            means = [values.reindex(side).mean(skipna=False) for side in sides]
            line.append("" if np.isnan(means[1] - means[0]) else f"{means[1] - means[0]:+.3f}")
        rows.append(line)
    return _table(["factor", *(name for name, _ in measures)], rows)


def _picked(method: str, group: str, measure: str) -> Callable[[pd.DataFrame], pd.Series]:
    def pick(table: pd.DataFrame) -> pd.Series:
        rows = table[(table["method"] == method) & (table["group"] == group)]
        return rows.set_index("cell")[measure]

    return pick
