"""Second opinions beside the headline as a display table."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import pandas as pd

from santitham_eval import text
from santitham_eval.estimators import ESTIMATORS, HEADLINE, before_after
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.study import Plan
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.effects import effect_text
from santitham_eval.tables.rounding import number, q_value, reason
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
