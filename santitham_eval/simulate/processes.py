"""How each outcome but incidents comes about, declared as data.

The true level of tambon ``i`` in period ``t`` is, for shares and means,

    level_i + trend_t + step_t + wobble_it + effect_i * (share of t in the programme)

and for rates the same sum on the log scale.  ``level_i`` is correlated with the tambon's incident
level, and ``wobble_it`` with the bad or good luck of its incidents in that year, so that tambons
chosen for being worst are worse in other things too, and partly only by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Family = Literal["rate", "share", "mean"]
Time = Literal["month", "fiscal year", "calendar year"]


@dataclass(frozen=True)
class Process:
    """One outcome's declared process.

    Parameters
    ----------
    indicator : str
        Its name in the panel.
    family : {"rate", "share", "mean"}
    time : {"month", "fiscal year", "calendar year"}
        How often there is a figure.
    centre : float
        Mean over tambons in the first period, in the outcome's own unit (shares from 0 to 1).
    spread : float
        Standard deviation between tambons; of the log for rates.
    trend : float
        What all tambons change by in ten years; a log ratio for rates.
    effects : sequence of (float, float)
        True effects and the share of treated tambons that has each: ratios for rates,
        differences for shares and means.
    violence : float
        Correlation of the level with the log of the incident level.
    wobble : float
        Standard deviation of what passes within a year.
    luck : float
        Correlation of the wobble with the luck of the year's incidents.
    low, high : float
        Bounds of the level before wobble and effect.
    steps : sequence of (int, float)
        First year (common era) of a new edition of the source, and by how much all figures
        jump with it: a break of the series, not a change of the world.
    participants_only : bool
        Whether only tambons in the programme report it; then nothing shows what would have
        been without, and the effect is against the tambons' common level.
    """

    indicator: str
    family: Family
    time: Time
    centre: float
    spread: float
    trend: float
    effects: tuple[tuple[float, float], ...]
    violence: float = 0.0
    wobble: float = 0.0
    luck: float = 0.0
    low: float = 0.0
    high: float = 1.0
    steps: tuple[tuple[int, float], ...] = ()
    participants_only: bool = False

    @property
    def scale(self) -> Literal["ratio", "difference"]:
        """Scale of the effect."""
        return "ratio" if self.family == "rate" else "difference"


def _dealt(good: float, bad: float, none: float = 0.0) -> tuple[tuple[float, float], ...]:
    """No effect in four of ten tambons, a good one in four, a bad one in two."""
    return ((none, 0.40), (good, 0.36), (bad, 0.24))


def _share(
    indicator: str, centre: float, spread: float, trend: float, good: float, bad: float,
    **more: object,
) -> Process:  # fmt: skip
    """A yearly share of what a survey asked, where higher is better unless told otherwise."""
    usual: dict[str, object] = {
        "time": "calendar year", "violence": -0.5, "wobble": 0.01, "luck": -0.3,
        "low": 0.05, "high": 0.90,
    }  # fmt: skip
    return Process(
        indicator, "share", centre=centre, spread=spread, trend=trend, effects=_dealt(good, bad),
        **{**usual, **more},  # type: ignore[arg-type]
    )  # fmt: skip


def _poor(indicator: str, centre: float, good: float, bad: float) -> Process:
    """Share of the surveyed who are poor in one dimension; more where there is violence."""
    return _share(
        indicator, centre, centre / 5, -centre / 6, good, bad,
        violence=0.5, wobble=centre / 20, luck=0.3, low=centre / 2, high=centre * 1.5,
    )  # fmt: skip


_REPORTED = {"time": "month", "violence": -0.3, "wobble": 0.0, "luck": 0.0, "high": 0.9,
             "participants_only": True}  # fmt: skip
_YEARLY = _REPORTED | {"time": "fiscal year"}
_WORSE = {"violence": 0.5, "luck": 0.3}

PROCESSES: MappingProxyType[str, Process] = MappingProxyType(
    {
        p.indicator: p
        for p in (
            _share("SAF7", 0.86, 0.04, 0.03, 0.05, -0.03),
            _share("STR1", 0.78, 0.06, 0.02, 0.08, -0.08, low=0.6, **_REPORTED),
            _share("STR2", 0.74, 0.06, 0.03, 0.08, -0.08, low=0.5, **_REPORTED),
            _share("STR3", 0.36, 0.05, 0.02, 0.08, -0.06, low=0.2, **_REPORTED | {"high": 0.5}),
            Process("STR4", "mean", "calendar year", 2.1, 0.2, 0.1, _dealt(0.2, -0.12),
                    violence=-0.4, wobble=0.03, luck=-0.3, low=1.5, high=2.6),
            _share("LIV1", 0.20, 0.05, -0.06, -0.05, 0.03, **_WORSE, low=0.12, high=0.5,
                   steps=((2017, 0.03), (2022, 0.02))),
            Process("LIV2", "mean", "calendar year", 62_000.0, 9_000.0, 6_000.0,
                    _dealt(5_000.0, -3_000.0), violence=-0.5, wobble=1_200.0, luck=-0.3,
                    low=35_000.0, high=120_000.0),
            _share("LIV3", 0.80, 0.05, 0.03, 0.05, -0.03, steps=((2017, -0.02),)),
            _share("LIV4", 0.60, 0.08, 0.05, 0.06, -0.04),
            Process("LIV5", "mean", "fiscal year", 900.0, 150.0, 100.0, _dealt(250.0, -150.0),
                    low=500.0, high=1_500.0, participants_only=True),
            Process("LIV6", "mean", "calendar year", 2.0, 0.5, 0.5, _dealt(0.4, -0.25),
                    violence=-0.2, wobble=0.04, low=0.8, high=5.0, steps=((2022, 0.1),)),
            _share("VUL1", 0.070, 0.010, -0.012, -0.015, 0.010, **_WORSE, wobble=0.003, low=0.055,
                   high=0.11, steps=((2022, 0.004),)),
            _poor("VUL2.health", 0.012, -0.004, 0.003),
            _poor("VUL2.living", 0.014, -0.004, 0.003),
            _poor("VUL2.education", 0.018, -0.005, 0.003),
            _poor("VUL2.income", 0.022, -0.006, 0.003),
            _poor("VUL2.access", 0.005, -0.002, 0.001),
            Process("VUL3", "mean", "calendar year", 0.24, 0.06, -0.06, _dealt(-0.05, 0.03),
                    violence=0.5, wobble=0.01, luck=0.3, low=0.10, high=0.5),
            _share("VUL4", 0.50, 0.08, 0.05, 0.12, -0.08, time="fiscal year", violence=-0.3),
            _share("VUL5", 0.84, 0.04, 0.03, 0.05, -0.03),
            _share("SOC1", 0.76, 0.06, 0.04, 0.06, -0.04),
            Process("SOC2", "rate", "fiscal year", 1.2, 0.3, 0.1, _dealt(1.6, 0.6, 1.0),
                    low=0.4, high=3.0, participants_only=True),
            Process("SOC3", "mean", "fiscal year", 3.1, 0.25, 0.1, _dealt(0.35, -0.2),
                    violence=-0.5, wobble=0.04, luck=-0.3, low=2.2, high=4.0),
            _share("ADM1", 0.72, 0.06, 0.03, 0.08, -0.08, low=0.5, **_REPORTED),
            _share("ADM2", 0.78, 0.05, 0.02, 0.08, -0.08, low=0.5, **_YEARLY),
            _share("ADM3", 0.72, 0.06, 0.02, 0.08, -0.08, low=0.5, **_YEARLY),
        )
    }
)  # fmt: skip
"""Every outcome of the demo but those of incidents; VUL3 is a share of persons with its error."""
