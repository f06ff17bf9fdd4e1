"""Second opinions beside the headline, and the checks of its assumptions, as display tables."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import pandas as pd

from santitham_eval import text
from santitham_eval.checks import LEVEL
from santitham_eval.estimators import ESTIMATORS, HEADLINE, before_after
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.study import Plan
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.effects import effect_text, mde_text
from santitham_eval.tables.rounding import differences, number, percent_change, q_value, reason
from santitham_eval.text import Text


def opinions_table(
    effects: pd.DataFrame, tambon: str, indicator: str, plan: Plan, hidden: Collection[str]
) -> Table:
    """One tambon's effect on one indicator by every method, and whether each agrees.

    Two methods differ when neither's interval holds the other's estimate; a description, and a
    method without an interval, are not compared.

    Parameters
    ----------
    effects : DataFrame
        As `estimate_effects` returns it.
    tambon, indicator : str
    plan : Plan
    hidden : collection of str
        Indicators to withhold.
    """
    own = effects[(effects["tambon"] == tambon) & (effects["indicator"] == indicator)]
    found = {row.method: row for row in own.itertuples()}
    known = [method for method in ESTIMATORS if method in found]
    declared, headline = SERIES[indicator], found[HEADLINE]
    rows = [
        {
            "method": text.METHODS[m].th, "method_en": text.METHODS[m].en,
            "asks": text.ASKS[m].th, "asks_en": text.ASKS[m].en,
            **_opinion(
                found[m], declared, indicator in hidden or _tells(found[m], headline, declared)
            ),
            **_agreement(found[m], headline),
        }
        for m in known
    ]  # fmt: skip
    confidence = number(plan.confidence * 100, 0)
    columns = (
        Column("method", text.HEAD_METHOD, "row"),
        Column("asks", text.HEAD_ASKS),
        Column("effect", text.HEAD_OPINION.format(confidence=confidence), "number"),
        Column("p", Text("p", "p"), "number"),
        Column("agrees", text.HEAD_AGREES),
    )
    why = [
        text.NOTE_NO_OPINION.format(method=text.METHODS[m], reason=reason(str(found[m].note)))
        for m in known if found[m].note
    ]  # fmt: skip
    caption = text.CAPTION_OPINIONS.format(name=declared.name)
    return Table(caption, columns, pd.DataFrame(rows, dtype=object), (text.NOTE_AGREES, *why))


def _opinion(row: Any, indicator: Indicator, hide: bool) -> dict[str, str]:
    effect, second = effect_text(row, indicator)
    if hide and effect != text.MISSING:
        return {"effect": text.SUPPRESSED.th, "effect_en": text.SUPPRESSED.en, "p": text.MISSING}
    return {"effect": effect, "effect_en": second, "p": q_value(row.p_value)}


def _tells(row: Any, headline: Any, indicator: Indicator) -> bool:
    """Whether a description counts persons of other months: less the headline's, of the rest."""
    if row.method != before_after.METHOD or not indicator.counts_persons:
        return False
    return (row.n_before, row.n_after) != (headline.n_before, headline.n_after)


def _agreement(row: Any, headline: Any) -> dict[str, str]:
    if row.method in (HEADLINE, before_after.METHOD) or not (_whole(row) and _whole(headline)):
        return {"agrees": text.MISSING, "agrees_en": ""}
    holds = row.low <= headline.estimate <= row.high
    held = headline.low <= row.estimate <= headline.high
    said = text.AGREES if holds or held else text.DISAGREES
    return {"agrees": said.th, "agrees_en": said.en}


def _whole(row: Any) -> bool:
    return not any(map(math.isnan, (row.estimate, row.low, row.high)))


def checks_table(
    checks: pd.DataFrame, tambon: str, indicator: str, start: pd.Period, scale: str
) -> Table:
    """What the checks of one tambon's headline found.

    Parameters
    ----------
    checks : DataFrame
        indicator and the columns of `check_headlines`.
    tambon, indicator : str
    start : Period
        Its first month in the programme.
    scale : {"ratio", "difference"}
    """
    own = checks[checks["indicator"] == indicator]
    space = (own["tambon"] == "ALL") & (own["note"] == str(start))
    own = own[(own["tambon"] == tambon) | space]
    declared = SERIES[indicator]
    rows = []
    for row in own.itertuples():
        found = _found(row, declared, scale)
        asked, verdict = text.CHECKS[str(row.check)], text.CHECK_VERDICTS[str(row.verdict)]
        rows.append(
            {
                "check": asked.th, "check_en": asked.en,
                "found": found.th, "found_en": found.en,
                "verdict": verdict.th, "verdict_en": verdict.en,
            }
        )  # fmt: skip
    columns = (
        Column("check", text.HEAD_CHECK, "row"),
        Column("found", text.HEAD_FOUND),
        Column("verdict", text.HEAD_VERDICT),
    )
    caption = text.CAPTION_CHECKS.format(name=declared.name)
    return Table(caption, columns, pd.DataFrame(rows, dtype=object))


def _found(row: Any, indicator: Indicator, scale: str) -> Text:
    if row.verdict == "not_possible":
        # The note of a placebo in space holds its month.
        return text.FOUND_NOBODY if row.check == "placebo_in_space" else reason(row.note)
    if row.check == "placebo_in_space":
        expected = number(LEVEL * row.judged, 0)
        judged, rejected = number(row.judged, 0), number(row.rejected, 0)
        return text.FOUND_SPACE.format(rejected=rejected, judged=judged, expected=expected)
    if indicator.counts_persons:  # what months of few persons show could give their number away
        return text.SUPPRESSED
    low, high = (amount(v, scale, indicator) for v in (row.low, row.high))
    if row.check == "leave_one_out":
        return text.FOUND_RANGE.format(low=low, high=high, n=number(row.judged, 0))
    effect = f"{amount(row.estimate, scale, indicator)} [{low}, {high}]"
    mde, p_value = mde_text(row.mde, scale, indicator), q_value(row.p_value)
    return text.FOUND_PLACEBO.format(effect=effect, p=p_value, mde=mde)


def amount(value: float, scale: str, indicator: Indicator) -> str:
    """A single effect with its sign: percent change of a ratio, or a difference in its unit."""
    if scale == "ratio":
        return f"{number(percent_change(value), 0, sign=True)}%"
    return differences(indicator, value)[0]
