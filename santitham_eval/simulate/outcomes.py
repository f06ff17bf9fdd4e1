"""One draw of every declared outcome on a simulated world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.simulate.processes import PROCESSES, Process, Time
from santitham_eval.simulate.world import FloatArray, World

FIRST_YEAR = 2010
"""First calendar year (common era) of which there is a figure: the older poverty map."""
FREQUENCY: dict[Time, Literal["M", "Y-SEP", "Y-DEC"]] = {
    "month": "M",
    "fiscal year": "Y-SEP",
    "calendar year": "Y-DEC",
}


@dataclass(frozen=True)
class Outcome:
    """One outcome of a world; rows are tambons in code order, columns periods.

    Attributes
    ----------
    process : Process
    periods : PeriodIndex, shape (periods,)
        Months, fiscal years (Y-SEP) or calendar years (Y-DEC).
    without : ndarray, shape (tambons, periods)
        True level without the programme, in the outcome's own unit; shares from 0 to 1.
    value : ndarray, shape (tambons, periods)
        True level as it came about.
    effect : ndarray, shape (tambons,)
        True effect on the process's scale; none (0, or a ratio of 1) where never treated.
    share : ndarray, shape (tambons, periods)
        Share of the period that lies in the programme.
    """

    process: Process
    periods: pd.PeriodIndex
    without: FloatArray
    value: FloatArray
    effect: FloatArray
    share: FloatArray

    def at(self, year: int) -> FloatArray:
        """True level of each tambon in a year (common era, the year in which it ends)."""
        return self.value[:, int(np.flatnonzero(self.periods.year == year)[0])]

    @property
    def reported(self) -> NDArray[np.bool_]:
        """Whether a tambon's figure is reported at all, shape (tambons, periods)."""
        everybody = not self.process.participants_only
        return np.full(self.share.shape, True) if everybody else self.share > 0


def draw_outcomes(
    world: World,
    rng: np.random.Generator,
    processes: Mapping[str, Process] = PROCESSES,
) -> dict[str, Outcome]:
    """Draw every outcome, each from a stream of its own.

    Parameters
    ----------
    world : World
    rng : numpy.random.Generator
    processes : mapping of str to Process

    Returns
    -------
    dict
        Name of the indicator to its `Outcome`.
    """
    streams = rng.spawn(len(processes))
    return {
        name: draw_outcome(world, process, stream)
        for (name, process), stream in zip(processes.items(), streams, strict=True)
    }


def draw_outcome(world: World, process: Process, rng: np.random.Generator) -> Outcome:
    """Draw one outcome on a world."""
    periods = _periods(world, process.time)
    n, count = len(world.tambon), len(periods)
    level = _level(world, process, rng)
    years = periods.year.to_numpy(float) + (
        (periods.month.to_numpy() - 1) / 12 if process.time == "month" else 0
    )
    course = process.trend * (years - years[0]) / 10
    for first, step in process.steps:
        course = course + step * (years >= first)
    wobble = process.wobble * _mixed(_luck(world, periods), process.luck, rng, (n, count))
    without = level[:, None] + course + wobble
    share = in_programme(world, periods)
    effect = _effects(world, process, rng)
    if process.family == "rate":
        without = np.exp(without)
        return Outcome(process, periods, without, without * effect[:, None] ** share, effect, share)
    ceiling = np.inf if process.family == "mean" else 1.0
    value = without + effect[:, None] * share
    return Outcome(process, periods, np.clip(without, 0, ceiling), np.clip(value, 0, ceiling),
                   effect, share)  # fmt: skip


def in_programme(world: World, periods: pd.PeriodIndex) -> FloatArray:
    """Share of each period's months in which a tambon was in the programme."""
    first = periods.asfreq("M", how="S").astype("int64")
    last = periods.asfreq("M", how="E").astype("int64")
    start = world.periods[:1].astype("int64")[0] + world.start
    inside = np.clip(last.to_numpy()[None, :] - start[:, None] + 1, 0, None)
    share = np.minimum(inside / (last - first + 1).to_numpy(), 1.0)
    return np.where((world.start < len(world.periods))[:, None], share, 0.0)


def _periods(world: World, time: Time) -> pd.PeriodIndex:
    if time == "month":
        return world.periods
    last = world.periods[-1].year
    first = FIRST_YEAR if time == "calendar year" else world.periods[0].year + 1
    return pd.period_range(str(first), str(last), freq=FREQUENCY[time])


def _level(world: World, process: Process, rng: np.random.Generator) -> FloatArray:
    """Levels between the declared bounds; a log for rates."""
    violence = np.log(world.level)
    violence = (violence - violence.mean()) / violence.std()
    between = process.spread * _mixed(violence, process.violence, rng, violence.shape)
    if process.family == "rate":
        return np.log(np.clip(process.centre * np.exp(between), process.low, process.high))
    return np.clip(process.centre + between, process.low, process.high)


def _mixed(
    known: FloatArray, correlation: float, rng: np.random.Generator, shape: tuple[int, ...]
) -> FloatArray:
    """Standard normal draws of the given correlation with something known and standardised."""
    return correlation * known + np.sqrt(1 - correlation**2) * rng.standard_normal(shape)


def _luck(world: World, periods: pd.PeriodIndex) -> FloatArray:
    """How far each period's incidents were above their mean, in standard deviations."""
    effect = np.where(np.arange(len(world.periods)) >= world.start[:, None],
                      world.effect[:, None], 1.0)  # fmt: skip
    mean = world.without * effect
    luck = np.zeros((len(world.tambon), len(periods)))
    of = periods.get_indexer(world.periods.asfreq(periods.freqstr))
    for column in range(len(periods)):
        months = of == column
        if months.any():
            excess = (world.incidents - mean)[:, months].sum(axis=1)
            luck[:, column] = excess / np.sqrt(mean[:, months].sum(axis=1))
    spread = luck.std(axis=0)
    return luck / np.where(spread > 0, spread, 1.0)


def _effects(world: World, process: Process, rng: np.random.Generator) -> FloatArray:
    """Declared effects in their declared shares, dealt at random in each wave."""
    values = np.array([value for value, _ in process.effects])
    shares = np.cumsum([share for _, share in process.effects])
    effect = np.full(len(world.tambon), 1.0 if process.family == "rate" else 0.0)
    for start in np.unique(world.start[world.start < len(world.periods)]):
        wave = np.flatnonzero(world.start == start)
        edges = np.round(shares / shares[-1] * len(wave)).astype(int)
        effect[wave] = rng.permutation(np.repeat(values, np.diff([0, *edges])))
    return effect
