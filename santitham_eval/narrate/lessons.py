"""What a lessons-learned sheet asks of each goal: each state has questions of its own."""

from __future__ import annotations

from santitham_eval import text
from santitham_eval.indicators import INDICATORS, SERIES
from santitham_eval.tables import asked_states, goal_of
from santitham_eval.text import Text

NAMED = 2
"""Indicators that a question names; of more it says how many."""


def questions(goal: str, by_state: dict[str, list[str]]) -> tuple[Text, Text]:
    """The two questions of a goal.

    Parameters
    ----------
    goal : str
    by_state : mapping of str to list of str
        Its indicators by state, as `tables.goal_states` gives them.
    """
    states = asked_states(by_state)
    if len(states) > 1:
        first, second = text.QUESTIONS["mixed"]
        better, worse = (_names(by_state[state]) for state in states)
        return first.format(better=better, worse=worse), second
    if not states:
        return text.QUESTIONS["described" if is_described(goal) else "not_assessed"]
    first, second = text.QUESTIONS[states[0]]
    return first.format(names=_names(by_state[states[0]])), second


def found_by_goal(goal: str, by_state: dict[str, list[str]]) -> list[tuple[str, Text]]:
    """States of a goal with how many indicators are in each; "" where none was an outcome."""
    if not by_state:
        return [("", text.SHEET_DESCRIBED if is_described(goal) else text.SHEET_NO_OUTCOME)]
    return [
        (state, text.SHEET_FOUND.format(state=text.STATES[state], n=len(named)))
        for state, named in by_state.items()
    ]


def is_described(goal: str) -> bool:
    """Whether all that is measured of a goal is of participants only, and so tells no effect."""
    own = [i for i in INDICATORS.values() if goal_of(i.id) == goal]
    return all(i.participants_only for i in own)


def _names(indicators: list[str]) -> Text:
    shown = [SERIES[i].name for i in indicators[:NAMED]]
    names = Text(
        " ".join(f"“{name.th}”" for name in shown), " and ".join(f"“{name.en}”" for name in shown)
    )
    more = len(indicators) - len(shown)
    return text.AND_MORE.format(names=names, n=more) if more else names
