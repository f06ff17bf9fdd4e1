"""Declared processes with known effects, behind the demo and every calibration.

`world`: who the tambons are, their incidents month by month, and who is chosen when.
`processes`: how every other outcome comes about, and what the programme truly does to it.
`outcomes`: one draw of them, on a world.
"""

from santitham_eval.simulate.outcomes import Outcome, draw_outcomes
from santitham_eval.simulate.processes import PROCESSES, Process
from santitham_eval.simulate.world import (
    DEMO,
    HALVING_EFFECT,
    HALVING_NULL,
    PROVINCE,
    SELECTED_NULL,
    FloatArray,
    IntArray,
    Scenario,
    World,
    panel_of,
    roster_of,
    simulate,
)

__all__ = [
    "DEMO",
    "HALVING_EFFECT",
    "HALVING_NULL",
    "PROCESSES",
    "PROVINCE",
    "SELECTED_NULL",
    "FloatArray",
    "IntArray",
    "Outcome",
    "Process",
    "Scenario",
    "World",
    "draw_outcomes",
    "panel_of",
    "roster_of",
    "simulate",
]
