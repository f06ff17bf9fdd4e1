"""The main finding of one tambon on one indicator."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import SERIES, Indicator, margin_of
from santitham_eval.narrate.amounts import amount, change, gap, subject
from santitham_eval.study import Plan
from santitham_eval.tables import differences, mde_text, number, q_value, reason
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


def verdict(
    effects: pd.DataFrame,
    tambon: str,
    indicator: str,
    plan: Plan,
    *,
    hidden: bool = False,
    diagnostics: pd.DataFrame | None = None,
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
    diagnostics : DataFrame, optional
        As `diagnose` returns it: says what a change of the margin would have shown.

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
    row = pd.Series({**rows.iloc[0], **_at_margin(diagnostics, tambon, indicator)}, dtype=object)
    declared = SERIES[indicator]
    headline = _headline(row, declared, hidden)
    details = _details(row, declared, plan, hidden)
    reserved = _reservations(row, declared, plan, hidden)
    figures = Text("", "") if hidden else technical(row, declared, plan)
    return Verdict(
        row["state"],
        text.STATES[row["state"]],
        headline,
        (*details, *reserved),
        reserved,
        figures,
    )


def _headline(row: pd.Series, indicator: Indicator, hidden: bool) -> Text:
    name = subject(indicator)
    if row["state"] == "not_assessed":
        return text.VERDICT_NOT_ASSESSED.format(name=name, reason=reason(row["note"]))
    if row["state"] == "insufficient":
        return text.VERDICT_INSUFFICIENT.format(name=name)
    if row["state"] == "no_large_change":
        return text.VERDICT_NO_LARGE_CHANGE.format(name=name)
    side = text.HIGHER if gap(row["estimate"], row["scale"]) > 0 else text.LOWER
    if hidden:
        return text.VERDICT_CHANGED_HIDDEN.format(name=name, side=side)
    size = amount(row["estimate"], row["scale"], indicator)
    return text.VERDICT_CHANGED.format(name=name, side=side, amount=size)


def _details(row: pd.Series, indicator: Indicator, plan: Plan, hidden: bool) -> list[Text]:
    if hidden or row["state"] == "not_assessed":
        return []
    return [interval(row, indicator, plan), *_correction(row, plan)]


def _reservations(
    row: pd.Series, indicator: Indicator, plan: Plan, hidden: bool
) -> tuple[Text, ...]:
    """What can be said where the evidence falls short, and why figures are withheld."""
    if row["state"] == "not_assessed":
        return ()
    withheld = (text.SUPPRESSED_VERDICT.format(reason=reason("suppressed")),) if hidden else ()
    if row["state"] != "insufficient":
        return withheld
    short = _falls_short(row, plan) if is_clear(row) else can_say(row, indicator)
    said = withheld or (short, *_smallest(row, indicator), *_margin(row, indicator, plan))
    return (*said, text.NOT_NO_EFFECT)


def interval(row: pd.Series, indicator: Indicator, plan: Plan) -> Text:
    """The interval in words, and what it means."""
    low, high = (change(row[end], row["scale"], indicator) for end in ("low", "high"))
    confidence = number(plan.confidence * 100, 0)
    return text.INTERVAL.format(low=low, high=high, confidence=confidence)


def can_say(row: pd.Series, indicator: Indicator) -> Text:
    """What the interval excludes, on either side."""
    excluded = []
    low, high = gap(row["low"], row["scale"]), gap(row["high"], row["scale"])
    nothing_below = math.isinf(low) or (row["scale"] == "ratio" and row["low"] <= 0)
    if not nothing_below:
        size = amount(row["low"], row["scale"], indicator)
        excluded.append(text.FALL_BEYOND.format(amount=size))
    if not math.isinf(high):
        excluded.append(
            text.RISE_BEYOND.format(amount=amount(row["high"], row["scale"], indicator))
        )
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


def _margin(row: pd.Series, indicator: Indicator, plan: Plan) -> list[Text]:
    """How often a change of the margin would have been found."""
    power = row["margin_power"]
    if not math.isfinite(power):
        return []
    low, high = margin_of(plan.outcome(indicator.id))
    at = change(high if indicator.direction > 0 else low, row["scale"], indicator)
    times = text.SO_MANY_TIMES.format(n=number(round(power * 10), 0))
    if power < 0.1:
        times = text.LESS_THAN_ONE
    elif power > 0.95:
        times = text.MORE_THAN_NINE
    return [text.MARGIN_POWER.format(name=subject(indicator), change=at, times=times)]


def _at_margin(diagnostics: pd.DataFrame | None, tambon: str, indicator: str) -> dict[str, float]:
    if diagnostics is None:
        return dict.fromkeys(_MARGINAL, math.nan)
    own = (diagnostics["tambon"] == tambon) & (diagnostics["indicator"] == indicator)
    return {name: float(diagnostics.loc[own, name].iloc[0]) for name in _MARGINAL}


def _correction(row: pd.Series, plan: Plan) -> list[Text]:
    """That the finding holds where many are looked at; only a change is put to that test."""
    if row["state"] not in ("improved", "worsened"):
        return []
    return [text.CORRECTED.format(q=q_words(row["q_value"]), fdr=number(plan.fdr, 2))]


def is_clear(row: pd.Series) -> bool:
    """Whether the interval alone leaves out no change."""
    return gap(row["low"], row["scale"]) > 0 or gap(row["high"], row["scale"]) < 0


def _falls_short(row: pd.Series, plan: Plan) -> Text:
    side = text.HIGHER if gap(row["estimate"], row["scale"]) > 0 else text.LOWER
    fdr = number(plan.fdr, 2)
    return text.NOT_AFTER_CORRECTION.format(side=side, q=q_words(row["q_value"]), fdr=fdr)


def q_words(value: float) -> str:
    """A q-value behind its sign: "= 0.03", "< 0.01"."""
    shown = q_value(value)
    return f"< {shown[1:]}" if shown.startswith("<") else f"= {shown}"


def technical(
    row: pd.Series, indicator: Indicator, plan: Plan, line: Text = text.TECHNICAL
) -> Text:
    """Estimate, interval, q and MDE in one line, ratios as ratios."""
    if row["state"] == "not_assessed" or math.isnan(row["estimate"]):
        return Text("", "")
    if row["scale"] == "ratio":
        form, key, shown = text.RATIO_IS, "ratio", [number(row[k], 2) for k in _ENDS]
    else:
        form, key = text.DIFFERENCE_IS, "difference"
        shown = differences(indicator, *(row[k] for k in _ENDS))
    said = line.format(
        effect=form.format(**{key: shown[0]}),
        low=shown[1],
        high=shown[2],
        q=q_words(row["q_value"]),
        mde=mde_text(row["mde"], row["scale"], indicator),
        confidence=number(plan.confidence * 100, 0),
    )
    equivalence = row.get("equivalence", math.nan)
    if math.isnan(equivalence):
        return said
    return text.EQUIVALENT.format(said=said, p=q_words(equivalence))


_ENDS = ("estimate", "low", "high")
_MARGINAL = ("margin_power", "equivalence")
