"""What the factorial must show, and where it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from santitham_eval.calibration.cells import CELLS, Cell

TOLERANCE: Mapping[str, float] = {"rate": 0.03, "share": 0.1, "mean": 0.1}
"""Largest mean error: log points, or standard deviations between tambons."""

LEAST, MOST = 0.93, 0.97
"""Share of 95 % intervals that hold the truth."""

FDR, GAIN, POWER = 0.10, 0.8, 0.9
"""Declared false-discovery rate; pooled error over the headline's; power over the oracle's."""


@dataclass(frozen=True)
class Goal:
    """One goal.

    Attributes
    ----------
    name, words : str
    method, group : str
        Rows that it is read from.
    applies : callable
        Whether it is asked of a cell.
    measure : callable
        Row and cell to the figure.
    least, most : float
        Bounds of the figure.
    """

    name: str
    words: str
    method: str
    group: str
    applies: Callable[[Cell], bool]
    measure: Callable[[pd.Series, Cell], float]
    least: float = -np.inf
    most: float = np.inf


def _sound(cell: Cell) -> bool:
    return not cell.broken


def _volume(volume: str) -> Callable[[Cell], bool]:
    return lambda cell: _sound(cell) and cell.levels.get("volume") == volume


def _changed(cell: Cell) -> bool:
    return _sound(cell) and cell.levels["effect"] != "none"


def _bias(row: pd.Series, cell: Cell) -> float:
    return abs(row["bias"]) / TOLERANCE[cell.family]


def _coverage(row: pd.Series, cell: Cell) -> float:
    return float(row["coverage"])


def _over(part: str, whole: str) -> Callable[[pd.Series, Cell], float]:
    """One measure over another; NaN, which meets no goal, over nothing."""
    return lambda row, cell: row[part] / row[whole] if row[whole] > 0 else np.nan


GOALS = (
    Goal("bias", "mean error of the headline, over what is allowed", "comparative", "all",
         _sound, _bias, most=1.0),
    Goal("bias of the whole", "mean error of the programme's headline, over what is allowed",
         "risk_sets", "overall", _sound, _bias, most=1.0),
    Goal("coverage", "intervals of the headline that hold the truth", "comparative", "all",
         _sound, _coverage, least=LEAST),
    Goal("coverage, dense", "the same where events are many: not too wide either", "comparative",
         "all", _volume("dense"), _coverage, LEAST, MOST),
    Goal("coverage of the whole", "intervals of the programme's headline that hold the truth",
         "risk_sets", "overall", _sound, _coverage, LEAST, MOST),
    Goal("false discovery", "share wrong of those called improved or worsened", "comparative",
         "all", _sound, lambda row, cell: float(row["false_discovery"]), most=FDR),
    Goal("pooled error", "root mean square error, pooled over the headline's", "pooled", "all",
         _volume("sparse"), _over("rmse", "rmse_direct"), most=GAIN),
    Goal("power of the whole", "power of the programme's headline over the oracle's", "risk_sets",
         "overall", _changed, _over("power", "oracle_power"), least=POWER),
)  # fmt: skip


def held(table: pd.DataFrame) -> pd.DataFrame:
    """Every goal in every cell that it is asked of.

    Parameters
    ----------
    table : DataFrame
        Columns of `table.COLUMNS`, figures as numbers.

    Returns
    -------
    DataFrame
        goal, cell, figure, met; cells that are not in the table are not there.
    """
    rows = {(r["cell"], r["method"], r["group"]): r for _, r in table.iterrows()}
    found = []
    for goal in GOALS:
        for cell in CELLS.values():
            key = (cell.name, goal.method, goal.group)
            if goal.applies(cell) and key in rows:
                figure = goal.measure(rows[key], cell)
                met = goal.least <= figure <= goal.most
                found.append((goal.name, cell.name, figure, bool(met)))
    return pd.DataFrame(found, columns=["goal", "cell", "figure", "met"])
