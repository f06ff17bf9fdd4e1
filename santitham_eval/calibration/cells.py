"""The cells of the factorial, declared: an orthogonal fraction, and assumptions broken on purpose.

Rates have one factor of four levels and eight of two.  All their combinations are 1,024; the 16
here are an orthogonal array (Taguchi's L16 with three columns joined to one of four levels): each
level of a factor meets each level of every other equally often, so the main effect of each can be
read from all 16.  Interactions of two factors are aliased with main effects and with one another
(resolution III): a cell that fails says that something in it fails, not which pair.  Shares and
means have 8 cells (L8) each, with four factors of two levels.

The cells of `BROKEN` take the assumptions away, alone and together: all eight combinations of
three faults, without any effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from santitham_eval.simulate import Process, Scenario

SEED = 25650101
"""Of everything: each cell takes its child by its number, each replication one of that."""

Effects = tuple[tuple[float, float], ...]

_BITS = (1, 2)
"""The two columns of the array that, with their sum, make the factor of four levels."""

_RATIOS: tuple[tuple[str, Effects], ...] = (
    ("none", ((1.0, 1.0),)),
    ("0.7", ((0.7, 1.0),)),
    ("0.5", ((0.5, 1.0),)),
    ("mixed", ((1.0, 0.4), (0.7, 0.25), (0.4, 0.2), (1.6, 0.15))),
)

_SINGLE = (("2018-10", 100),)
_STAGGERED = Scenario().waves
_QUIET, _SHOCK = ("2020-04", "2020-09", 1.0), Scenario().shock

_RATE_FACTORS: Mapping[str, tuple[int, tuple[str, str], tuple[dict[str, object], ...]]] = {
    # name: (column of the array as a set of bits, words of the levels, what they set)
    "trend": (4, ("flat", "-50%"), ({"trend": 1.0}, {"trend": 0.5})),
    "dispersion": (8, ("Poisson", "NB1"), ({"dispersion": None}, {"dispersion": 1.0})),
    "volume": (13, ("sparse", "dense"), ({"volume": 1.4}, {"volume": 36.0})),
    "selection": (14, ("random", "worst"), ({"selection": "random"}, {"selection": "worst"})),
    "shock": (5, ("off", "on"), ({"shock": _QUIET}, {"shock": _SHOCK})),
    "starts": (10, ("single", "staggered"), ({"waves": _SINGLE}, {"waves": _STAGGERED})),
    "trends": (11, ("common", "by amphoe"), ({}, {"drift": 0.3})),
    "luck": (7, ("fresh", "lasting"), ({}, {"memory": (0.7, 0.5)})),
}

_FAULTS: Mapping[str, dict[str, object]] = {
    "spillover": {"spill": 0.7},
    "tilted": {"tilt": 0.6},
    "slow": {"memory": (0.92, 0.6)},
}


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    name : str
    number : int
        Of its seed.
    family : {"rate", "share", "mean"}
    levels : dict of str to str
        Factor to level, in words.
    scenario : Scenario
    process : Process, optional
        How a share or mean comes about.
    people : int
        Persons asked per tambon and year, of shares.
    error : float
        Standard error of each mean.
    told : bool
        Whether the panel tells that error.
    broken : bool
        Whether an assumption of the method is broken on purpose.
    """

    name: str
    number: int
    family: str
    levels: Mapping[str, str]
    scenario: Scenario
    process: Process | None = None
    people: int = 0
    error: float = 0.0
    told: bool = True
    broken: bool = False

    @property
    def design(self) -> str:
        """Its levels in one line."""
        return " ".join(f"{k}={v}" for k, v in self.levels.items())


def bit(run: int, column: int) -> int:
    """Level (0 or 1) of a two-level column in a run: the parity of the bits they share."""
    return (run & column).bit_count() % 2


def _four(run: int) -> int:
    return bit(run, _BITS[0]) + 2 * bit(run, _BITS[1])


def _rates() -> list[Cell]:
    cells = []
    for run in range(16):
        word, effects = _RATIOS[_four(run)]
        levels, settings = {"effect": word}, {"effects": effects}
        for name, (column, words, sets) in _RATE_FACTORS.items():
            level = bit(run, column)
            levels[name] = words[level]
            settings |= sets[level]  # type: ignore[arg-type]
        scenario = Scenario(**settings)  # type: ignore[arg-type]
        cells.append(Cell(f"rate-{run + 1:02d}", run, "rate", levels, scenario))
    return cells


_SHARE = Process("VUL4", "share", "fiscal year", centre=0.5, spread=0.08, trend=0.0,
                 effects=((0.0, 1.0),), violence=-0.3, wobble=0.03, low=0.3, high=0.7)  # fmt: skip
_MEAN = Process("SOC3", "mean", "fiscal year", centre=3.1, spread=0.25, trend=0.0,
                effects=((0.0, 1.0),), violence=-0.5, wobble=0.06, low=2.2, high=4.0)  # fmt: skip
_DIFFERENCES = (("none", 0.0), ("small", 1.0), ("large", 2.0), ("mixed", 1.0))


def _additive(process: Process, unit: float, noise: str, levels: tuple[str, str]) -> list[Cell]:
    """Eight cells of a share or mean; effects are multiples of `unit`."""
    cells = []
    for run in range(8):
        word, size = _DIFFERENCES[_four(run)]
        effects: Effects = ((size * unit, 1.0),)
        if word == "mixed":
            effects = ((0.0, 0.4), (unit, 0.25), (2 * unit, 0.2), (-unit, 0.15))
        trend, noisy, worst, luck = (bit(run, column) for column in (4, 5, 6, 7))
        family = process.family
        cell = Cell(
            f"{family}-{run + 1}", (100 if family == "share" else 200) + run, family,
            {
                "effect": word, "trend": ("flat", "falling")[trend], noise: levels[noisy],
                "selection": ("random", "worst")[worst], "luck": ("apart", "shared")[luck],
            },
            Scenario(selection="worst" if worst else "random"),
            replace(process, effects=effects, trend=-1.5 * process.spread * trend,
                    luck=-0.6 * luck),
            people=(40, 300)[noisy], error=0.08, told=bool(noisy),
        )  # fmt: skip
        cells.append(cell)
    return cells


def _broken() -> list[Cell]:
    cells = []
    for number, chosen in enumerate(product((False, True), repeat=len(_FAULTS))):
        faults = [name for name, there in zip(_FAULTS, chosen, strict=True) if there]
        settings: dict[str, object] = {"volume": 36.0}
        for name in faults:
            settings |= _FAULTS[name]
        words = {"effect": "none", "fault": "+".join(faults) or "none"}
        scenario = Scenario(**settings)  # type: ignore[arg-type]
        name = f"broken-{'-'.join(faults) or 'none'}"
        cells.append(Cell(name, 300 + number, "rate", words, scenario, broken=bool(faults)))
    return cells


CELLS: MappingProxyType[str, Cell] = MappingProxyType(
    {
        cell.name: cell
        for cell in (
            *_rates(),
            *_broken(),
            *_additive(_SHARE, 0.06, "people", ("40", "300")),
            *_additive(_MEAN, 0.12, "error", ("untold", "told")),
        )
    }
)
"""Every cell, in the order in which they are run."""
