"""The finding of the whole programme, what it means and does not, and what its figure shows."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.narrate.amounts import amount, gap, subject
from santitham_eval.narrate.verdict import (
    Verdict,
    can_say,
    interval,
    is_clear,
    q_words,
    technical,
)
from santitham_eval.study import Plan
from santitham_eval.tables import effect_or_alone, headline_of, number, reason, rows_of
from santitham_eval.text import Text

SHARE_BIAS = 0.02
"""What is left on shares near 0 or 1 where the worst are taken in first, without any effect:
incident-free months, simulated (docs/methods.md, risk sets)."""

SHARE_NOTE = "share_bias"
"""Note of the headlines to which that applies."""


def whole_verdict(programme: pd.DataFrame, indicator: str, plan: Plan) -> Verdict:
    """The finding of the whole programme on one outcome.

    Parameters
    ----------
    programme : DataFrame
        `PROGRAMME_COLUMNS`; without a headline row the outcome is not assessed.
    indicator : str
    plan : Plan
    """
    row, declared = _row(programme, indicator), SERIES[indicator]
    state = str(row["state"])
    hidden = row["note"] == "suppressed"
    reserved = _reservations(row, declared, plan, hidden)
    details: tuple[Text, ...] = ()
    figures = Text("", "")
    if not hidden and state != "not_assessed":
        details = (interval(row, declared, plan), *_correction(row, plan))
        figures = technical(row, declared, plan, text.WHOLE_TECHNICAL)
    words = text.STATES[state]
    return Verdict(state, words, _headline(row, declared), (*details, *reserved), reserved, figures)


def of_the_whole(programme: pd.DataFrame, indicator: str) -> Text:
    """What the whole programme shows of one outcome, in the one sentence of a tambon's page."""
    said = _headline(_row(programme, indicator), SERIES[indicator])
    return text.WHOLE_ONE_OF_MANY.format(said=said)


def _row(programme: pd.DataFrame, indicator: str) -> pd.Series:
    """The headline row, with a state that is known and the columns that sentences ask for."""
    found = headline_of(programme, indicator)
    if found is None:
        return pd.Series(
            {"state": "not_assessed", "note": "no_row", "scale": SERIES[indicator].scale}
            | dict.fromkeys(("estimate", "low", "high", "q_value", "mde"), np.nan)
        )
    known = found["state"] if found["state"] in text.STATES else "not_assessed"
    return pd.concat([found.drop("state"), pd.Series({"state": known, "mde": np.nan})])


def _headline(row: pd.Series, indicator: Indicator) -> Text:
    name = subject(indicator)
    if row["note"] == "suppressed":
        return text.WHOLE_HIDDEN.format(name=name, reason=reason("suppressed"))
    if row["state"] == "not_assessed":
        why = text.WHOLE_NO_ROW if row["note"] == "no_row" else reason(str(row["note"]))
        return text.WHOLE_NOT_ASSESSED.format(name=name, reason=why)
    if row["state"] == "insufficient":
        return text.WHOLE_INSUFFICIENT.format(name=name)
    if row["state"] == "no_large_change":
        return text.WHOLE_NO_LARGE_CHANGE.format(name=name)
    size = amount(row["estimate"], row["scale"], indicator)
    return text.WHOLE_CHANGED.format(name=name, side=_side(row), amount=size)


def _side(row: pd.Series) -> Text:
    return text.HIGHER if gap(row["estimate"], row["scale"]) > 0 else text.LOWER


def _correction(row: pd.Series, plan: Plan) -> tuple[Text, ...]:
    """That a change holds where several outcomes are looked at."""
    if row["state"] not in ("improved", "worsened") or math.isnan(row["q_value"]):
        return ()
    fdr = number(plan.fdr, 2)
    return (text.WHOLE_CORRECTED.format(q=q_words(row["q_value"]), fdr=fdr),)


def _reservations(
    row: pd.Series, indicator: Indicator, plan: Plan, hidden: bool
) -> tuple[Text, ...]:
    if hidden or row["state"] == "not_assessed":
        return ()
    said: tuple[Text, ...] = ()
    if row["state"] == "insufficient":
        short = can_say(row, indicator)
        if is_clear(row) and not math.isnan(row["q_value"]):
            q_value, fdr = q_words(row["q_value"]), number(plan.fdr, 2)
            short = text.WHOLE_NOT_AFTER_CORRECTION.format(side=_side(row), q=q_value, fdr=fdr)
        said = (short,)
    reserved = (share_reservation(indicator),) if row["note"] == SHARE_NOTE else ()
    return (*said, *reserved)


def share_reservation(indicator: Indicator) -> Text:
    """The known error on shares, in the indicator's unit."""
    points = amount(SHARE_BIAS, "difference", indicator)
    return text.SHARE_RESERVATION.format(points=Text(points.th.strip(), points.en))


def meaning(state: str) -> tuple[Text, Text]:
    """What a state of the whole programme means, and what it does not."""
    return text.MEANS[state], text.NOT_MEANS[state]


def event_alt(frame: pd.DataFrame, indicator: Indicator) -> Text:
    """What the event study shows, in words from the data; every point, and every one missing.

    Parameters
    ----------
    frame : DataFrame
        at, method, scale, estimate, low, high, note; as it is drawn.
    indicator : Indicator
    """
    said = []
    for row in rows_of(frame):
        at = number(float(row.at), 0)
        effect = effect_or_alone(row, indicator)
        if effect == text.MISSING and row.note:
            said.append(text.ALT_EVENT_NONE.format(at=at, reason=reason(str(row.note))))
        else:
            said.append(text.ALT_EVENT.format(at=at, effect=effect))
    values = Text("; ".join(s.th for s in said), "; ".join(s.en for s in said))
    return text.ALT_EVENT_STUDY.format(name=subject(indicator), values=values)
