"""The programme's goals as a tambon's page lists them, and what measures each.

An indicator's own `goal` is the family that its letters name; the strength of villages and tambons
is two goals of the programme, and one goal has no indicator.
"""

from __future__ import annotations

from dataclasses import dataclass

from santitham_eval import text
from santitham_eval.indicators.model import (
    ADMINISTRATION,
    LIVELIHOOD,
    PLURAL,
    SAFETY,
    VULNERABLE,
)
from santitham_eval.text import Text


@dataclass(frozen=True)
class Goal:
    """A goal, and the letters with which the ids of its indicators begin."""

    name: Text
    begins: tuple[str, ...] = ()


PROGRAMME_GOALS = (
    Goal(SAFETY, ("SAF",)),
    Goal(text.GOAL_COMMITTEES, ("STR4",)),
    Goal(text.GOAL_COUNCILS, ("STR1", "STR2", "STR3")),
    Goal(text.GOAL_SHARED),
    Goal(LIVELIHOOD, ("LIV",)),
    Goal(VULNERABLE, ("VUL",)),
    Goal(PLURAL, ("SOC",)),
    Goal(ADMINISTRATION, ("ADM",)),
)
"""Safety, which all of them serve, and the seven; each indicator belongs to one."""
