"""One draw of a cell: its sample, its truth, and what an oracle needs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.calibration.cells import Cell
from santitham_eval.calibration.tambons import PLAN
from santitham_eval.sample import Sample, draw_sample
from santitham_eval.simulate import World, roster_of, simulate
from santitham_eval.simulate.outcomes import draw_outcome
from santitham_eval.study import Outcome as PlannedOutcome
from santitham_eval.study import Plan

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

MARGINS = {"rate": 0.8, "share": 0.05, "mean": 0.1}
"""Margins of the plans under calibration, in the scale of each family."""


@dataclass(frozen=True)
class Drawn:
    """A drawn cell; rows are tambons in code order, columns periods.

    Attributes
    ----------
    cell : Cell
    world : World
    sample : Sample
    without : ndarray, shape (tambons, periods)
        True mean of the numerator without the programme (rates), or the true common course of
        the others, up to each tambon's level and what luck adds.
    effect : ndarray, shape (tambons,)
        True rate ratio or difference.
    start : ndarray of int, shape (tambons,)
        First column that lies whole in the programme; as many as there are columns if none.
    variance : ndarray, shape (tambons, periods)
        Of each value around its level, of shares and means: what luck and asking add.
    """

    cell: Cell
    world: World
    sample: Sample
    without: FloatArray
    effect: FloatArray
    start: IntArray
    variance: FloatArray

    @property
    def truth(self) -> FloatArray:
        """Effects on the scale of errors: log ratios, or differences."""
        return np.log(self.effect) if self.cell.family == "rate" else self.effect


def plan_of(cell: Cell) -> Plan:
    """The plan that a cell is judged by: the default windows and matching."""
    indicator = "SAF1" if cell.process is None else cell.process.indicator
    outcome = PlannedOutcome(indicator, role="primary", margin=MARGINS[cell.family])
    return replace(PLAN, outcomes=(outcome,))


def draw(cell: Cell, rng: np.random.Generator) -> Drawn:
    """Draw one world of a cell and arrange what would be seen of it."""
    world = simulate(cell.scenario, rng)
    plan, roster = plan_of(cell), roster_of(world)
    if cell.process is None:
        panel = _panel(world, "SAF1", world.periods, world.incidents, world.persons / 12)
        sample = draw_sample(panel, roster, plan, "SAF1")
        nothing = np.zeros(world.without.shape)
        return Drawn(cell, world, sample, world.without, world.effect, world.start, nothing)
    outcome = draw_outcome(world, cell.process, rng)
    shape, wobble = outcome.value.shape, cell.process.wobble**2
    level, years = outcome.without, outcome.periods.year.to_numpy(float)
    course = np.tile(cell.process.trend * (years - years[0]) / 10, (shape[0], 1))
    if cell.family == "share":
        whole = np.full(shape, float(cell.people))
        part = rng.binomial(cell.people, outcome.value).astype(float)
        variance = wobble + level * (1 - level) / cell.people
    else:
        whole = np.ones(shape)
        part = outcome.value + cell.error * rng.standard_normal(shape)
        variance = np.full(shape, wobble + cell.error**2)
    indicator = cell.process.indicator
    panel = _panel(world, indicator, outcome.periods, part, whole)
    if cell.family == "mean":
        panel["se"] = cell.error if cell.told else np.nan
    sample = draw_sample(panel, roster, plan, indicator)
    start = np.where(
        (outcome.share == 1).any(axis=1), (outcome.share == 1).argmax(axis=1), shape[1]
    )
    return Drawn(cell, world, sample, course, outcome.effect, start, variance)


def _panel(
    world: World,
    indicator: str,
    periods: pd.PeriodIndex,
    part: NDArray[np.floating | np.integer],
    whole: FloatArray,
) -> pd.DataFrame:
    """Panel of one indicator, with columns as in the study's."""
    number, columns = part.shape
    top, bottom = part.astype(float).ravel(), whole.ravel()
    return pd.DataFrame(
        {
            "tambon": np.repeat(world.tambon, columns),
            "indicator": indicator,
            "period": periods.take(np.tile(np.arange(columns), number)),
            "numerator": top,
            "denominator": bottom,
            "value": top / bottom,
            "observed": True,
        }
    )
