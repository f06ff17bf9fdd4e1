"""The declared process behind the demo and every calibration: known effects, no real place.

Tambon ``i`` in month ``t`` has

    incidents ~ Poisson(frailty * level_i * course_t * population_it / population_i0 * effect_it)

with ``frailty`` gamma of mean 1 (so counts are negative binomial), a common falling trend with a
season and a shock, and ``effect_it`` the declared rate ratio from the tambon's own start on.
Each wave takes the tambons that were worst in the year before, as programmes do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.simulate.disturbances import neighbours_on_ring, own_trends, slow_luck

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

PROVINCE = "99"
"""Code of the made-up province; no real province has it."""


@dataclass(frozen=True)
class Scenario:
    """What is simulated.

    Parameters
    ----------
    tambons, amphoe : int
        How many fictional tambons, in how many amphoe.
    first : str
        First month, ``YYYY-MM`` in the common era.
    months : int
        Length of the series.
    waves : sequence of (str, int)
        First month of each wave and how many tambons start in it.
    selection : {"worst", "random"}
        How a wave is chosen from those not yet in the programme.
    looking_back : int
        Months before a wave's start on which "worst" is judged.
    volume : float
        Mean incidents per tambon in the first 48 months.
    amphoe_spread, tambon_spread : float
        Standard deviation of the log level between amphoe and between tambons of an amphoe.
    trend : float
        Ratio of the last month's common level to the first's.
    season : float
        Amplitude of the yearly season, as a share of the level.
    shock : (str, str, float)
        First and last month of a common shock and its ratio.
    dispersion : float or None
        Size of the monthly negative binomial (variance ``m + m**2 / size``); None is Poisson.
    effects : sequence of (float, float)
        True rate ratios and the share of treated tambons that has each.
    drift, tilt : float
        How far the trends of amphoe part over ten years (`own_trends`).
    memory : (float, float)
        Correlation from month to month and spread of slow luck (`slow_luck`).
    spill : float
        Rate ratio of an untreated tambon next to one in the programme, on a made-up ring
        (`neighbours_on_ring`), from that one's start on.
    """

    tambons: int = 290
    amphoe: int = 37
    first: str = "2012-10"
    months: int = 120
    waves: tuple[tuple[str, int], ...] = (
        ("2018-10", 25),
        ("2019-10", 25),
        ("2020-10", 25),
        ("2021-10", 25),
    )
    selection: Literal["worst", "random"] = "worst"
    looking_back: int = 12
    volume: float = 12.0
    amphoe_spread: float = 0.4
    tambon_spread: float = 0.8
    trend: float = 0.5
    season: float = 0.15
    shock: tuple[str, str, float] = ("2020-04", "2020-09", 0.6)
    dispersion: float | None = 1.0
    effects: tuple[tuple[float, float], ...] = ((1.0, 1.0),)
    drift: float = 0.0
    tilt: float = 0.0
    memory: tuple[float, float] = (0.0, 0.0)
    spill: float = 1.0


DEMO = Scenario(
    volume=36.0,
    dispersion=2.0,
    effects=((1.0, 0.40), (0.7, 0.20), (0.45, 0.20), (0.25, 0.12), (2.5, 0.08)),
)
"""Demo study: known effects of several sizes and signs, and none."""

SELECTED_NULL = Scenario()
"""Worst-first selection, a falling trend, over-dispersion, a shock, and no effect at all."""

HALVING_NULL = Scenario(selection="random", shock=("2020-04", "2020-09", 1.0), season=0.0)
"""A common 50 % decline and no effect."""

HALVING_EFFECT = Scenario(effects=((0.5, 1.0),))
"""As the selected null, but the programme halves the rate in every treated tambon."""


@dataclass(frozen=True)
class World:
    """One simulated world; rows are tambons in code order, columns months.

    Attributes
    ----------
    tambon, amphoe : ndarray of str, shape (tambons,)
        Six- and four-digit codes.
    periods : PeriodIndex, shape (months,)
    level : ndarray, shape (tambons,)
        Mean incidents a month in the first 48 months, before trend and season.
    without : ndarray, shape (tambons, months)
        Mean incidents without the programme.
    incidents : ndarray of int, shape (tambons, months)
        What happened.
    persons : ndarray, shape (tambons, months)
        Population at the middle of each month.
    start : ndarray of int, shape (tambons,)
        Column of the first month in the programme; ``months`` for those never in it.
    effect : ndarray, shape (tambons,)
        True rate ratio; 1 for those never in the programme.
    """

    tambon: NDArray[np.str_]
    amphoe: NDArray[np.str_]
    periods: pd.PeriodIndex
    level: FloatArray
    without: FloatArray
    incidents: IntArray
    persons: FloatArray
    start: IntArray
    effect: FloatArray


def simulate(scenario: Scenario, rng: np.random.Generator) -> World:
    """Draw one world.

    Parameters
    ----------
    scenario : Scenario
    rng : numpy.random.Generator

    Returns
    -------
    World
    """
    n, months = scenario.tambons, scenario.months
    periods = pd.period_range(scenario.first, periods=months, freq="M")
    belongs, tambon, amphoe = _codes(scenario, rng)
    level = np.exp(
        rng.normal(0, scenario.amphoe_spread, scenario.amphoe)[belongs]
        + rng.normal(0, scenario.tambon_spread, n)
    )
    level *= scenario.volume / 48 / level.mean()
    persons = _persons(rng, n, months)
    without = level[:, None] * _course(scenario, periods) * persons / persons[:, :1]
    size = scenario.dispersion
    if scenario.drift or scenario.tilt:
        without *= own_trends(rng, belongs, months, scenario.drift, level, scenario.tilt)
    frailty = rng.gamma(size, 1 / size, (n, months)) if size else np.ones((n, months))
    if scenario.memory[1]:
        frailty *= slow_luck(rng, n, months, *scenario.memory)
    incidents = rng.poisson(frailty * without)
    start, near_since = np.full(n, months), np.full(n, months)
    effect = np.ones(n)
    for first, count in scenario.waves:
        column = int(np.flatnonzero(periods == pd.Period(first, "M"))[0])
        chosen = _choose(scenario, rng, incidents, start, column, count)
        start[chosen] = column
        effect[chosen] = _effects(scenario, rng, len(chosen))
        mean = (frailty * without)[chosen, column:] * effect[chosen, None]
        incidents[chosen, column:] = rng.poisson(mean)
        if scenario.spill != 1:
            near = np.unique(neighbours_on_ring(n)[chosen])
            near = near[(start[near] == months) & (near_since[near] == months)]
            near_since[near] = column
            incidents[near, column:] = rng.poisson(
                (frailty * without)[near, column:] * scenario.spill
            )
    return World(
        tambon, amphoe, periods, level, without, incidents, persons, start, effect
    )  # fmt: skip


def panel_of(world: World) -> pd.DataFrame:
    """Panel of SAF1 (incidents over person-years) and SAF5 (incident-free months) of a world.

    Returns
    -------
    DataFrame
        Columns as in the study's panel: tambon, indicator, period, numerator, denominator,
        value, observed; tambons x months rows for each indicator.
    """
    n, months = world.incidents.shape
    index = {
        "tambon": np.repeat(world.tambon, months),
        "period": world.periods.take(np.tile(np.arange(months), n)),
    }
    parts = []
    for indicator, numerator, denominator in (
        ("SAF1", world.incidents, world.persons / 12),
        ("SAF5", world.incidents == 0, np.ones((n, months))),
    ):
        top, bottom = numerator.astype(float).ravel(), denominator.ravel()
        parts.append(
            pd.DataFrame(
                index
                | {
                    "indicator": indicator,
                    "numerator": top,
                    "denominator": bottom,
                    "value": top / bottom,
                    "observed": True,
                }
            )
        )
    columns = ["tambon", "indicator", "period", "numerator", "denominator", "value", "observed"]
    return pd.concat(parts, ignore_index=True)[columns]


def roster_of(world: World) -> pd.DataFrame:
    """Roster (tambon, start, dose) of a world; one row per tambon in the programme."""
    treated = np.flatnonzero(world.start < len(world.periods))
    return pd.DataFrame(
        {
            "tambon": world.tambon[treated],
            "start": world.periods.take(world.start[treated]),
            "dose": np.nan,
        }
    )


def _codes(
    scenario: Scenario, rng: np.random.Generator
) -> tuple[IntArray, NDArray[np.str_], NDArray[np.str_]]:
    """Amphoe of each tambon (every amphoe has at least one) and the codes, in code order."""
    extra = rng.integers(0, scenario.amphoe, scenario.tambons - scenario.amphoe)
    belongs = np.sort(np.concatenate([np.arange(scenario.amphoe), extra]))
    amphoe = np.array([f"{PROVINCE}{a + 1:02d}" for a in belongs])
    number = np.arange(scenario.tambons) - np.searchsorted(belongs, belongs)
    return (
        belongs,
        np.array([f"{a}{k + 1:02d}" for a, k in zip(amphoe, number, strict=True)]),
        amphoe,
    )


def _persons(rng: np.random.Generator, n: int, months: int) -> FloatArray:
    """Populations of a few thousand, each growing or shrinking slowly."""
    first = np.exp(rng.normal(np.log(6_000), 0.45, n))
    growth = rng.normal(0.008, 0.006, n)
    return first[:, None] * np.exp(growth[:, None] * np.arange(months) / 12)


def _course(scenario: Scenario, periods: pd.PeriodIndex) -> FloatArray:
    """Common monthly course: trend, season and shock; mean 1 over the first 48 months."""
    t = np.arange(len(periods))
    course = np.exp(np.log(scenario.trend) * t / (len(periods) - 1))
    course = course * (1 + scenario.season * np.sin(2 * np.pi * t / 12))
    first, last, ratio = scenario.shock
    shocked = (periods >= pd.Period(first, "M")) & (periods <= pd.Period(last, "M"))
    course = np.where(shocked, course * ratio, course)
    return course / course[:48].mean()


def _choose(
    scenario: Scenario,
    rng: np.random.Generator,
    incidents: IntArray,
    start: IntArray,
    column: int,
    count: int,
) -> IntArray:
    """Tambons of one wave, from those not in the programme yet; ties broken at random."""
    waiting = np.flatnonzero(start == incidents.shape[1])
    if scenario.selection == "random":
        return np.sort(rng.choice(waiting, count, replace=False))
    if column < scenario.looking_back:
        raise ValueError(
            f"a wave in month {column} has no {scenario.looking_back} months before it"
        )
    recent = incidents[waiting, column - scenario.looking_back : column].sum(axis=1)
    order = np.lexsort((rng.random(len(waiting)), -recent))
    return np.sort(waiting[order[:count]])


def _effects(scenario: Scenario, rng: np.random.Generator, count: int) -> FloatArray:
    """Declared effects in their declared shares, dealt at random."""
    ratios = np.array([ratio for ratio, _ in scenario.effects])
    shares = np.array([share for _, share in scenario.effects])
    edges = np.round(np.cumsum(shares) / shares.sum() * count).astype(int)
    dealt = np.repeat(ratios, np.diff(np.concatenate([[0], edges])))
    return rng.permutation(dealt)
