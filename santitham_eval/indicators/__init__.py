"""Indicators: each declared once, with everything a reader, a codebook or a method needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

import numpy as np

from santitham_eval import text
from santitham_eval.errors import Problem
from santitham_eval.indicators.administration import ADMINISTRATION_INDICATORS
from santitham_eval.indicators.goals import PROGRAMME_GOALS, Goal
from santitham_eval.indicators.livelihood import LIVELIHOOD_INDICATORS
from santitham_eval.indicators.model import GOALS, Break, Family, Indicator, Time, Yardstick
from santitham_eval.indicators.plural import PLURAL_INDICATORS
from santitham_eval.indicators.safety import SAFETY_INDICATORS
from santitham_eval.indicators.strength import STRENGTH_INDICATORS
from santitham_eval.indicators.vulnerable import VULNERABLE_INDICATORS
from santitham_eval.study import Outcome, nearest
from santitham_eval.text import Text

__all__ = [
    "GOALS",
    "INDICATORS",
    "PROGRAMME_GOALS",
    "SERIES",
    "USUAL_MARGIN",
    "Break",
    "Family",
    "Goal",
    "Indicator",
    "Time",
    "Yardstick",
    "check_controls",
    "check_outcomes",
    "margin_of",
]

INDICATORS: MappingProxyType[str, Indicator] = MappingProxyType(
    {
        i.id: i
        for i in (
            *SAFETY_INDICATORS,
            *STRENGTH_INDICATORS,
            *LIVELIHOOD_INDICATORS,
            *VULNERABLE_INDICATORS,
            *PLURAL_INDICATORS,
            *ADMINISTRATION_INDICATORS,
        )
    }
)

SERIES: MappingProxyType[str, Indicator] = MappingProxyType(
    {part.id: part for i in INDICATORS.values() for part in i.opened()}
)
"""What a panel holds and an outcome may name: the indicators, opened into their parts."""

USUAL_MARGIN = 0.8
"""Ratio that matters for a rate where the plan names none."""


def check_outcomes(outcomes: Sequence[Outcome], file: str) -> list[Problem]:
    """Indicators that are not declared, and roles and margins that make no sense for them.

    Parameters
    ----------
    outcomes : sequence of Outcome
    file : str
        Where they stand, for the problems.
    """
    problems = []
    for number, outcome in enumerate(outcomes):
        key = f"outcomes.{number}"
        indicator = SERIES.get(outcome.indicator)
        if indicator is None:
            near = nearest(outcome.indicator, SERIES)
            wanted = text.WANT_KNOWN_KEY.format(known=", ".join(SERIES))
            if near:
                wanted = text.WANT_NEAREST_KEY.format(near=near)
            problems.append(Problem(file, outcome.indicator, wanted, column=f"{key}.indicator"))
            continue
        for field, found, wanted in _unfit(outcome, indicator):
            problems.append(Problem(file, found, wanted, column=f"{key}.{field}"))
    return problems


def margin_of(outcome: Outcome) -> tuple[float, float]:
    """Effects between these are not large, on the outcome's scale; NaN where none is declared."""
    margin = outcome.margin
    if SERIES[outcome.indicator].scale == "ratio":
        margin = USUAL_MARGIN if margin is None else margin
        return margin, 1 / margin
    return (np.nan, np.nan) if margin is None else (-margin, margin)


def check_controls(
    controls: Sequence[str], outcomes: Sequence[Outcome], file: str, key: str
) -> list[Problem]:
    """Negative controls that are not declared, are outcomes, or have nothing to compare with.

    Parameters
    ----------
    controls : sequence of str
    outcomes : sequence of Outcome
    file, key : str
        Where they stand, for the problems.
    """
    problems = []
    judged = {outcome.indicator for outcome in outcomes}
    for number, control in enumerate(controls):
        wanted = None
        if control not in SERIES:
            near = nearest(control, SERIES)
            wanted = text.WANT_KNOWN_KEY.format(known=", ".join(SERIES))
            wanted = text.WANT_NEAREST_KEY.format(near=near) if near else wanted
        elif control in judged:
            wanted = text.WANT_NO_OUTCOME
        elif SERIES[control].participants_only:
            wanted = text.WANT_COMPARABLE
        elif control in controls[:number]:
            wanted = text.WANT_ONCE
        if wanted:
            problems.append(Problem(file, control, wanted, column=f"{key}.{number}"))
    return problems


def _unfit(outcome: Outcome, indicator: Indicator) -> Iterator[tuple[str, str, Text]]:
    """What an outcome says that its indicator cannot bear."""
    margin = outcome.margin
    if margin is not None and indicator.family == "rate" and margin >= 1:
        yield "margin", str(margin), text.WANT_RATIO_MARGIN
    if margin is not None and indicator.family == "share" and margin > 0.5:
        yield "margin", str(margin), text.WANT_SHARE_MARGIN
    if indicator.participants_only and outcome.role == "primary":
        yield "role", outcome.role, text.WANT_NOT_PRIMARY
