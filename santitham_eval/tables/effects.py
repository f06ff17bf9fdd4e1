"""Effects of one tambon as a display table."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import INDICATORS, PROGRAMME_GOALS, SERIES, Goal, Indicator
from santitham_eval.study import Plan
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.rounding import (
    differences,
    number,
    own_digits,
    percent_change,
    q_value,
    reason,
)
from santitham_eval.text import Text


def effect_text(row: Any, indicator: Indicator) -> tuple[str, str]:
    """An effect with its interval, and its second line.

    Ratios are shown as percent change, with the ratio itself on the second line; differences in
    the indicator's own unit.  One without an interval says too little to be shown.
    """
    low, high, estimate = row.low, row.high, row.estimate
    if any(map(math.isnan, (low, high, estimate))):
        return text.MISSING, ""
    if row.scale == "ratio":
        changes = [number(percent_change(v), 0, sign=True) for v in (estimate, low, high)]
        ratios = [number(v, 2) for v in (estimate, low, high)]
        return f"{changes[0]}% [{changes[1]}, {changes[2]}]", "×{} [{}, {}]".format(*ratios)
    shown = differences(indicator, estimate, low, high)
    return "{} [{}, {}]".format(*shown), ""


def mde_text(mde: float, scale: str, indicator: Indicator) -> str:
    """Smallest detectable effect: percent change for ratios, ± in the unit for differences."""
    if not math.isfinite(mde):
        return text.MISSING
    if scale == "ratio":
        return f"{number(percent_change(mde), 0, sign=True)}%"
    return f"±{differences(indicator, abs(mde), sign=False)[0]}"


def effects_table(
    effects: pd.DataFrame, tambon: str, plan: Plan, hidden: Collection[str], minimum: int
) -> Table:
    """Every assessed indicator of one tambon: before, after, expected, effect, q, MDE and state.

    Grouped by the programme's goals, in the plan's order within each; a goal without any assessed
    indicator says so.

    Parameters
    ----------
    effects : DataFrame
        As `estimate_effects` returns it; only the headline method's rows are shown.
    tambon : str
    plan : Plan
    hidden : collection of str
        Indicators to withhold: those of the tambon in `withheld_figures`.
    minimum : int
    """
    own = effects[(effects["tambon"] == tambon) & (effects["method"] == "comparative")]
    order = [o.indicator for o in plan.outcomes if not SERIES[o.indicator].participants_only]
    own = own[own["indicator"].isin(order)]
    own = own.sort_values("indicator", key=lambda s: s.map(order.index), kind="stable")
    rows = []
    for goal in PROGRAMME_GOALS:
        held = [row for row in own.itertuples() if str(row.indicator).startswith(goal.begins)]
        told = [_effect_row(row, plan, row.indicator in hidden) for row in held]
        named = {"goal": goal.name.th, "goal_en": goal.name.en}
        rows += [named | row for row in told or [_unmeasured(goal)]]
    confidence = number(plan.confidence * 100, 0)
    columns = (
        Column("indicator", text.HEAD_INDICATOR, "row", also="unit"),
        Column("before", text.HEAD_BEFORE, "number"),
        Column("after", text.HEAD_AFTER, "number"),
        Column("expected", text.HEAD_EXPECTED, "number"),
        Column("effect", text.HEAD_EFFECT.format(confidence=confidence), "number"),
        Column("q", text.HEAD_Q, "number"),
        Column("mde", text.HEAD_MDE, "number"),
        Column("state", text.HEAD_STATE, "state"),
    )
    frame = pd.DataFrame(rows, columns=_EFFECT_KEYS, dtype=object)
    withheld = bool((frame == text.SUPPRESSED.th).any(axis=None))
    notes = [text.NOTE_EFFECTS, text.NOTE_EXPECTED, *_notes(own, plan)]
    notes += [text.NOTE_SUPPRESSED.format(most=minimum - 1)] if withheld else []
    return Table(text.CAPTION_EFFECTS, columns, frame, tuple(notes), group="goal", across="said")


_EFFECT_KEYS = [
    "goal", "goal_en", "indicator", "indicator_en", "unit", "unit_en", "before", "after",
    "expected", "effect", "effect_en", "q", "mde", "state", "said", "said_en",
]  # fmt: skip


def _unmeasured(goal: Goal) -> dict[str, str]:
    """The row of a goal of which nothing is assessed: why, and where else to look."""
    measures = [i for i in INDICATORS.values() if i.id.startswith(goal.begins)]
    said = text.GOAL_NOT_PLANNED if measures else text.GOAL_NOT_MEASURED
    if measures and all(i.participants_only for i in measures):
        said = text.GOAL_ONLY_DESCRIBED.format(section=text.SECTION_DESCRIPTION)
    return dict.fromkeys(_EFFECT_KEYS[2:], "") | {"said": said.th, "said_en": said.en}


def _effect_row(row: Any, plan: Plan, hide: bool) -> dict[str, str]:
    indicator = SERIES[row.indicator]
    mark = "" if plan.outcome(row.indicator).role == "primary" else "\u00a0†"
    effect, second = effect_text(row, indicator)
    levels = {k: getattr(row, k) * indicator.per for k in ("before", "after", "expected")}
    if row.state == "not_assessed":
        levels["expected"] = math.nan
    digits = own_digits(indicator, *levels.values())
    figures = {
        **{k: number(v, digits) for k, v in levels.items()},
        "effect": effect,
        "effect_en": second,
        "mde": mde_text(row.mde, row.scale, indicator),
        "q": q_value(row.q_value),
    }
    if hide:
        figures = {k: v if v == text.MISSING else text.SUPPRESSED.th for k, v in figures.items()}
        figures["effect_en"] = "" if effect == text.MISSING else text.SUPPRESSED.en
    return {
        "said": "",
        "said_en": "",
        "indicator": indicator.name.th + mark,
        "indicator_en": indicator.name.en,
        "unit": indicator.unit.th,
        "unit_en": indicator.unit.en,
        "state": row.state,
    } | figures


def _notes(own: pd.DataFrame, plan: Plan) -> Iterable[Text]:
    if any(plan.outcome(i).role == "secondary" for i in own["indicator"]):
        yield text.NOTE_SECONDARY
    shown = [SERIES[i] for i in own["indicator"]]
    if any(i.family == "mean" or (i.family == "share" and i.per != 100) for i in shown):
        yield text.NOTE_UNITS
    for code, rows in own[own["note"] != ""].groupby("note", sort=False):
        name = _names(SERIES[i] for i in rows["indicator"])
        yield text.NOTE_REASON.format(name=name, reason=reason(str(code)))
    yield from _times(shown)
    only = [SERIES[o.indicator] for o in plan.outcomes if SERIES[o.indicator].participants_only]
    if only:
        yield text.NOTE_PARTICIPANTS.format(names=_names(only), section=text.SECTION_DESCRIPTION)


def _times(shown: Sequence[Indicator]) -> Iterator[Text]:
    """Which series come by years, and which change their definition."""
    for time, note in (("fiscal year", text.NOTE_FISCAL), ("calendar year", text.NOTE_CALENDAR)):
        yearly = [i for i in shown if i.time == time]
        if yearly:
            yield note.format(names=_names(yearly))
    for why in dict.fromkeys(b.why for i in shown for b in i.breaks):
        broken = [i for i in shown if why in [b.why for b in i.breaks]]
        yield text.NOTE_BREAK.format(why=why, names=_names(broken))


def _names(indicators: Iterable[Indicator]) -> Text:
    names = [i.name for i in indicators]
    return Text(", ".join(n.th for n in names), ", ".join(n.en for n in names))
