"""What the checks of the whole programme's headline found, in words and in readers' units."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.programme import CHECKING
from santitham_eval.study import Plan
from santitham_eval.tables.checks import amount
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.programme import effect_or_alone, of_part, primary, rows_of
from santitham_eval.tables.rounding import number, q_value, reason
from santitham_eval.text import Text

BREAKDOWN = "breakdown:"


def whole_checks_table(programme: pd.DataFrame, plan: Plan, register: pd.DataFrame) -> Table:
    """What each check of the primary outcomes' headlines found, pass or caution.

    Leaving out one amphoe at a time is one row: the range, and the worst verdict.

    Parameters
    ----------
    programme : DataFrame
        `PROGRAMME_COLUMNS`.
    plan : Plan
    register : DataFrame
        For the names of amphoe.
    """
    rows = [
        {
            "of": SERIES[name].name.th, "of_en": SERIES[name].name.en,
            "check": asked.th, "check_en": asked.en,
            "found": found.th, "found_en": "" if found.en == found.th else found.en,
            "verdict": verdict.th, "verdict_en": "" if verdict.en == verdict.th else verdict.en,
        }
        for name in primary(plan)
        for asked, found, verdict in _checks(programme, SERIES[name], register)
    ]  # fmt: skip
    columns = (
        Column("check", text.HEAD_CHECK, "row"),
        Column("found", text.HEAD_FOUND),
        Column("verdict", text.HEAD_VERDICT),
    )
    notes = () if rows else (text.NO_CHECKS,)
    frame = pd.DataFrame(rows, dtype=object)
    return Table(text.CAPTION_WHOLE_CHECKS, columns, frame, notes, group="of")


def _checks(
    programme: pd.DataFrame, indicator: Indicator, register: pd.DataFrame
) -> Iterator[tuple[Text, Text, Text]]:
    """Question, answer and verdict of each check of one outcome."""
    own = programme[programme["indicator"] == indicator.id]
    for part in CHECKING:
        rows = of_part(own, part)
        # Others are no checks but say more of one: the drift that would have been seen does.
        rows = rows[(rows["verdict"] != "") | (rows["part"] == "pre_trend")]
        if part == "without_amphoe" and (rows["item"] != "-").any():
            worst = next((v for v in _WORST if v in set(rows["verdict"])), "not_possible")
            asked = text.WHOLE_CHECKS[part]
            yield asked, _amphoe(rows, indicator, register), text.CHECK_VERDICTS[worst]
            continue
        for row in rows_of(rows):
            verdict = text.CHECK_VERDICTS.get(str(row.verdict), _NONE)
            yield _asked(row), _found(row, indicator), verdict


_NONE = Text(text.MISSING, text.MISSING)
_WORST = ("caution", "not_possible", "pass")


def _asked(row: Any) -> Text:
    item = str(row.item)
    known = text.WHOLE_CHECKS.get(f"{row.part}/{item}")
    if known is None and item == "-":  # the part could not be had at all: its first question
        known = next((t for k, t in text.WHOLE_CHECKS.items() if k.startswith(row.part)), None)
    if known is None and row.part == "without_year" and item.isdigit():
        known = text.WHOLE_CHECKS["without_year"].format(item=str(thai.to_be(int(item))))
    return known or Text(item, item)


def _found(row: Any, indicator: Indicator) -> Text:
    """The answer to one check."""
    if row.note == "suppressed":
        return text.SUPPRESSED
    if row.part == "honest":
        return _breakdown(row, indicator)
    if row.verdict == "not_possible" or _empty(row):
        return reason(str(row.note)) if row.note else _NONE
    p_value = q_value(float(row.p_value))
    if row.part == "pre_trend" and row.item == "drift":
        return text.FOUND_SMALLEST_DRIFT.format(amount=amount(row.estimate, row.scale, indicator))
    if row.part == "pre_trend" and row.item == "slope":
        return text.FOUND_SLOPE.format(effect=effect_or_alone(row, indicator), p=p_value)
    if row.part == "pre_trend":
        return text.FOUND_JOINT.format(effect=effect_or_alone(row, indicator), p=p_value)
    if row.part == "persistence":
        found = text.FOUND_PERSISTENCE if row.verdict == "caution" else text.FOUND_NO_PERSISTENCE
        return found.format(n=number(row.estimate, 2), p=p_value)
    if row.part == "decomposition":
        return text.FOUND_SHARE.format(n=number(row.estimate * 100, 0))
    if row.part in ("randomisation", "wild"):
        return text.FOUND_P.format(p=p_value)
    effect = effect_or_alone(row, indicator)
    if math.isnan(row.p_value):
        return Text(effect, effect)
    return text.FOUND_EFFECT_P.format(effect=effect, p=p_value)


def _empty(row: Any) -> bool:
    return math.isnan(row.estimate) and math.isnan(row.p_value)


def _amphoe(rows: pd.DataFrame, indicator: Indicator, register: pd.DataFrame) -> Text:
    """The range of the headline over amphoe left out, and which give its ends."""
    if (rows["note"] == "suppressed").any():
        return text.SUPPRESSED
    known = rows[rows["estimate"].notna()]
    if known.empty:
        return reason(str(rows["note"].iloc[0]))
    known = known.sort_values("estimate", kind="stable")
    low, high = known.iloc[0], known.iloc[-1]
    return text.FOUND_AMPHOE.format(
        low=amount(low["estimate"], low["scale"], indicator),
        high=amount(high["estimate"], high["scale"], indicator),
        first=_amphoe_name(str(low["item"]), register),
        last=_amphoe_name(str(high["item"]), register),
        n=number(len(known), 0),
    )


def _amphoe_name(code: str, register: pd.DataFrame) -> Text:
    rows = register[register["amphoe"] == code]
    if rows.empty:
        return Text(code, code)
    name = Text(str(rows["amphoe_th"].iloc[0]), str(rows["amphoe_en"].iloc[0]))
    return text.AMPHOE_NAME.format(name=Text(thai.strip_prefix(name.th, "amphoe"), name.en))


def _breakdown(row: Any, indicator: Indicator) -> Text:
    """How far trends would have to diverge before the finding falls, in readers' units."""
    if row.note == "not_at_zero":
        finding = row.verdict == "caution"
        return text.FOUND_FALLS_AT_ONCE if finding else text.FOUND_NOTHING_TO_UNDO
    if math.isnan(row.estimate):
        return reason(str(row.note)) if row.note else _NONE
    relative = row.item.endswith("relative")
    times, size = row.estimate, row.estimate * row.low  # of the most that was seen before
    if not relative:
        times, size = row.estimate / row.low if row.low > 0 else math.nan, row.estimate
    form = text.FOUND_RELATIVE if relative else text.FOUND_SMOOTHNESS
    told = size_text(size, row.scale, indicator)
    return form.format(amount=told, n=number(times, 1))


def size_text(value: float, scale: str, indicator: Indicator) -> Text:
    """A bend or move of trends in readers' units, as fine as its own size asks.

    Parameters
    ----------
    value : float
        0 or more: on the log scale for ratios, else in the panel's unit.
    scale : {"ratio", "difference"}
    indicator : Indicator
    """
    size = math.expm1(value) * 100 if scale == "ratio" else value * indicator.per
    shown = number(size, None if size < 9.95 else 0)
    if scale == "ratio":
        return text.PERCENT.format(n=shown)
    if indicator.family == "share" and indicator.per == 100:
        return text.POINTS.format(n=shown)
    return text.IN_UNIT.format(n=shown, unit=indicator.unit)


def honest_table(programme: pd.DataFrame, plan: Plan) -> Table:
    """The whole's interval when trends may differ by ever more, as Rambachan and Roth limit it."""
    shown, why = [], []
    for name in primary(plan):
        indicator = SERIES[name]
        rows = of_part(programme, "honest", name)
        for row in rows_of(rows[~rows["item"].str.startswith((BREAKDOWN, "-"))]):
            allowed = _allowed(row, indicator)
            effect = text.MISSING
            if row.note == "suppressed":
                effect = text.SUPPRESSED.th
            elif not (math.isnan(row.low) or math.isnan(row.high)):
                low, high = (amount(v, row.scale, indicator) for v in (row.low, row.high))
                effect = f"[{low}, {high}]"
            elif row.note:
                why.append((allowed, reason(str(row.note))))
            shown.append(
                {
                    "of": indicator.name.th, "of_en": indicator.name.en,
                    "allowed": allowed.th, "allowed_en": allowed.en, "effect": effect,
                }
            )  # fmt: skip
    confidence = number(plan.confidence * 100, 0)
    columns = (
        Column("allowed", text.HEAD_ALLOWED, "row"),
        Column("effect", text.HEAD_HONEST.format(confidence=confidence), "number"),
    )
    notes = [text.NOTE_WHOLE_REASON.format(what=w, reason=r) for w, r in dict.fromkeys(why)]
    frame = pd.DataFrame(shown, dtype=object)
    return Table(text.CAPTION_HONEST, columns, frame, (text.NOTE_HONEST, *notes), group="of")


def _allowed(row: Any, indicator: Indicator) -> Text:
    kind, _, size = str(row.item).partition(":")
    value = float(size)
    if kind == "relative":
        return text.ALLOWED_RELATIVE.format(n=number(value, 1))
    if value == 0:
        return text.ALLOWED_STRAIGHT
    return text.ALLOWED_SMOOTHNESS.format(amount=size_text(value, row.scale, indicator))
