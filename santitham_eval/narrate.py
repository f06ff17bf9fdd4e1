"""Effects to sentences and verdict words; every word comes from `text`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import INDICATORS, Indicator
from santitham_eval.study import Plan
from santitham_eval.tables import mde_text, month, number, q_value, reason
from santitham_eval.text import Text


@dataclass(frozen=True)
class Verdict:
    """What the card on top of a page says.

    Parameters
    ----------
    state : str
        One of the five states.
    word : Text
        The state in words.
    headline : Text
        One sentence.
    details : tuple of Text
        Further sentences: interval, what can be excluded, correction, reservations.
    reservations : tuple of Text
        Those of the details that even the shortest account must not leave out.
    technical : Text
        Figures in one line for the evaluator; empty when there are none.
    """

    state: str
    word: Text
    headline: Text
    details: tuple[Text, ...]
    reservations: tuple[Text, ...]
    technical: Text


def subject(indicator: Indicator) -> Text:
    """The indicator as the subject of a sentence."""
    form = text.RATE_OF if indicator.family == "rate" else text.FIGURE_OF
    return form.format(name=indicator.name)


def amount(value: float, scale: str, indicator: Indicator) -> Text:
    """Size of an effect without its direction.

    Parameters
    ----------
    value : float
        A ratio, or a difference in the panel's unit; finite.
    scale : {"ratio", "difference"}
    indicator : Indicator
    """
    if scale == "ratio":
        percent = number(abs(value - 1) * 100, 0)
        if value >= 2:
            return text.PERCENT_TIMES.format(n=percent, times=number(value, 1))
        return text.PERCENT.format(n=percent)
    size = number(abs(value) * indicator.per, 1)
    if indicator.family == "share" and indicator.per == 100:
        return text.POINTS.format(n=size)
    return text.IN_UNIT.format(n=size, unit=indicator.unit)


def change(value: float, scale: str, indicator: Indicator) -> Text:
    """An effect as a change: "ลดลงร้อยละ 48", "เพิ่มขึ้น 3.5 จุดร้อยละ"."""
    if math.isinf(value):
        return text.UNBOUNDED if value > 0 else text.UNBOUNDED_DOWN
    gap = _gap(value, scale)
    shown = round(gap * (100 if scale == "ratio" else indicator.per * 10))
    if shown == 0:
        return text.SAME
    form = text.UP if gap > 0 else text.DOWN
    return form.format(amount=amount(value, scale, indicator))


def _gap(value: float, scale: str) -> float:
    """Signed distance from no change; infinite stays infinite."""
    return value - 1 if scale == "ratio" else value


def verdict(
    effects: pd.DataFrame, tambon: str, indicator: str, plan: Plan, *, hidden: bool = False
) -> Verdict:
    """The main finding of one tambon on one indicator.

    Parameters
    ----------
    effects : DataFrame
        As `estimate_effects` returns it.
    tambon, indicator : str
    plan : Plan
    hidden : bool
        Whether the figures must be withheld (small counts of persons).

    Raises
    ------
    KeyError
        When `effects` has no headline row for this tambon and indicator.
    """
    rows = effects[
        (effects["tambon"] == tambon)
        & (effects["indicator"] == indicator)
        & (effects["method"] == "comparative")
    ]
    if rows.empty:
        raise KeyError((tambon, indicator))
    row = rows.iloc[0]
    declared = INDICATORS[indicator]
    headline = _headline(row, declared, hidden)
    details = _details(row, declared, plan, hidden)
    reserved = _reservations(row, declared, hidden)
    technical = Text("", "") if hidden else _technical(row, declared, plan)
    return Verdict(
        row["state"],
        text.STATES[row["state"]],
        headline,
        (*details, *reserved),
        reserved,
        technical,
    )


def _headline(row: pd.Series, indicator: Indicator, hidden: bool) -> Text:
    name = subject(indicator)
    if row["state"] == "not_assessed":
        return text.VERDICT_NOT_ASSESSED.format(name=name, reason=reason(row["note"]))
    if row["state"] == "insufficient":
        return text.VERDICT_INSUFFICIENT.format(name=name)
    if row["state"] == "no_large_change":
        return text.VERDICT_NO_LARGE_CHANGE.format(name=name)
    side = text.HIGHER if _gap(row["estimate"], row["scale"]) > 0 else text.LOWER
    if hidden:
        return text.VERDICT_CHANGED_HIDDEN.format(name=name, side=side)
    size = amount(row["estimate"], row["scale"], indicator)
    return text.VERDICT_CHANGED.format(name=name, side=side, amount=size)


def _details(row: pd.Series, indicator: Indicator, plan: Plan, hidden: bool) -> list[Text]:
    if hidden or row["state"] == "not_assessed":
        return []
    return [_interval(row, indicator, plan), *_correction(row, plan)]


def _reservations(row: pd.Series, indicator: Indicator, hidden: bool) -> tuple[Text, ...]:
    """What can be said where the evidence falls short, and why figures are withheld."""
    if row["state"] == "not_assessed":
        return ()
    withheld = (text.SUPPRESSED_VERDICT.format(reason=reason("suppressed")),) if hidden else ()
    if row["state"] != "insufficient":
        return withheld
    said = withheld or (_can_say(row, indicator), *_smallest(row, indicator))
    return (*said, text.NOT_NO_EFFECT)


def _interval(row: pd.Series, indicator: Indicator, plan: Plan) -> Text:
    low, high = (change(row[end], row["scale"], indicator) for end in ("low", "high"))
    confidence = number(plan.confidence * 100, 0)
    return text.INTERVAL.format(low=low, high=high, confidence=confidence)


def _can_say(row: pd.Series, indicator: Indicator) -> Text:
    """What the interval excludes, on either side."""
    excluded = []
    low, high = _gap(row["low"], row["scale"]), _gap(row["high"], row["scale"])
    nothing_below = math.isinf(low) or (row["scale"] == "ratio" and row["low"] <= 0)
    if not nothing_below:
        form = text.FALL_BEYOND if low < 0 else text.RISE_WITHIN
        excluded.append(form.format(amount=amount(row["low"], row["scale"], indicator)))
    if not math.isinf(high):
        form = text.RISE_BEYOND if high > 0 else text.FALL_WITHIN
        excluded.append(form.format(amount=amount(row["high"], row["scale"], indicator)))
    said = text.EXCLUDED_NONE
    if len(excluded) == 1:
        said = text.EXCLUDED_ONE.format(one=excluded[0])
    elif excluded:
        said = text.EXCLUDED_BOTH.format(low=excluded[0], high=excluded[1])
    return text.CAN_SAY.format(said=said)


def _smallest(row: pd.Series, indicator: Indicator) -> list[Text]:
    mde, scale = row["mde"], row["scale"]
    if not math.isfinite(mde):
        return []
    said = change(mde, scale, indicator) if scale == "ratio" else amount(mde, scale, indicator)
    return [text.SMALLEST_SEEN.format(mde=said)]


def _correction(row: pd.Series, plan: Plan) -> list[Text]:
    if math.isnan(row["q_value"]):
        return []
    clear = _gap(row["low"], row["scale"]) > 0 or _gap(row["high"], row["scale"]) < 0
    if row["state"] == "insufficient" and not clear:
        return []
    form = text.NOT_AFTER_CORRECTION if row["state"] == "insufficient" else text.CORRECTED
    return [form.format(q=_q(row["q_value"]), fdr=number(plan.fdr, 2))]


def _q(value: float) -> str:
    shown = q_value(value)
    return f"< {shown[1:]}" if shown.startswith("<") else f"= {shown}"


def _technical(row: pd.Series, indicator: Indicator, plan: Plan) -> Text:
    """Estimate, interval, q and MDE in one line, ratios as ratios."""
    if math.isnan(row["estimate"]):
        return Text("", "")
    if row["scale"] == "ratio":
        form, key, shown = text.RATIO_IS, "ratio", [number(row[k], 2) for k in _ENDS]
    else:
        form, key = text.DIFFERENCE_IS, "difference"
        shown = [number(row[k] * indicator.per, 1, sign=True) for k in _ENDS]
    return text.TECHNICAL.format(
        effect=form.format(**{key: shown[0]}),
        low=shown[1],
        high=shown[2],
        q=_q(row["q_value"]),
        mde=mde_text(row["mde"], row["scale"], indicator),
        confidence=number(plan.confidence * 100, 0),
    )


_ENDS = ("estimate", "low", "high")


def state_counts(effects: pd.DataFrame, **only: str) -> dict[str, int]:
    """How many headline rows are in each of the five states, in their fixed order.

    Parameters
    ----------
    effects : DataFrame
    **only : str
        Columns and the value that they must have, as ``tambon="990101"``.
    """
    rows = effects[effects["method"] == "comparative"]
    for column, value in only.items():
        rows = rows[rows[column] == value]
    found = rows["state"].value_counts()
    return {state: int(found.get(state, 0)) for state in text.STATES}


def programme_context(effects: pd.DataFrame, indicator: str) -> Text:
    """How the programme's tambons stand on one indicator: counts by state, never a ranking."""
    counts = state_counts(effects[effects["tambon"] != "ALL"], indicator=indicator)
    parts = [
        text.STATE_COUNT.format(state=text.STATES[s], count=number(n, 0)) for s, n in counts.items()
    ]
    listed = Text(" · ".join(p.th for p in parts), ", ".join(p.en.lower() for p in parts))
    return text.PROGRAMME_CONTEXT.format(n=number(sum(counts.values()), 0), counts=listed)


def course_alt(
    course: pd.DataFrame,
    effect: Mapping[str, Any],
    indicator: Indicator,
    place: Text,
    start: pd.Period,
    years: list[str],
    *,
    hidden: bool = False,
) -> Text:
    """What the before/after chart shows, in words from the data.

    Parameters
    ----------
    course : DataFrame
        The frame that is drawn, after `tables.safe_course`.
    effect : mapping
        before, after, expected in the panel's unit, as ``Fit.effect``; absent ones are missing.
    indicator : Indicator
    place : Text
        The tambon's name.
    start : Period
    years : list of str
        Names of the blocks, one per row of `course`.
    hidden : bool
        Whether the figures must be withheld.
    """
    levels = {
        k: text.SUPPRESSED if hidden else number(effect.get(k, math.nan) * indicator.per)
        for k in ("before", "after", "expected")
    }
    values = [
        f"{y} {number(v * indicator.per)}" for y, v in zip(years, course["value"], strict=True)
    ]
    return text.ALT_COURSE.format(
        name=subject(indicator),
        unit=indicator.unit,
        place=place,
        first=years[0],
        last=years[-1],
        start=month(start),
        values=", ".join(values),
        **levels,
    )
