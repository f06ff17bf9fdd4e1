"""Checks of a headline's assumptions as a display table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.checks import LEVEL
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.effects import mde_text
from santitham_eval.tables.rounding import differences, number, percent_change, q_value, reason
from santitham_eval.text import Text


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
    # A negative control is of another indicator and stands beside whatever else is checked.
    other = (checks["tambon"] == tambon) & (checks["check"] == "negative_control")
    controls = checks[other] if len(own) else checks[:0]
    rows = [_row(row, declared, scale) for row in own.itertuples()]
    rows += [
        _row(row, SERIES[str(row.indicator)], SERIES[str(row.indicator)].scale)
        for row in controls.itertuples()
    ]
    columns = (
        Column("check", text.HEAD_CHECK, "row"),
        Column("found", text.HEAD_FOUND),
        Column("verdict", text.HEAD_VERDICT),
    )
    caption = text.CAPTION_CHECKS.format(name=declared.name)
    notes = [text.NOTE_CHECKS]
    notes += [text.NOTE_SPECIFICATIONS] if (own["check"] == "specifications").any() else []
    notes += [text.NOTE_CONTROL.format(name=SERIES[i].name) for i in controls["indicator"]]
    return Table(caption, columns, pd.DataFrame(rows, dtype=object), tuple(notes))


def _row(row: Any, indicator: Indicator, scale: str) -> dict[str, str]:
    asked = text.CHECKS[str(row.check)].format(name=indicator.name)
    found, verdict = _found(row, indicator, scale), text.CHECK_VERDICTS[str(row.verdict)]
    return {
        "check": asked.th, "check_en": asked.en,
        "found": found.th, "found_en": found.en,
        "verdict": verdict.th, "verdict_en": verdict.en,
    }  # fmt: skip


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
    if row.check == "specifications":
        n, alike = number(row.judged, 0), number(row.alike, 0)
        return text.FOUND_SPECIFICATIONS.format(low=low, high=high, n=n, alike=alike)
    effect = f"{amount(row.estimate, scale, indicator)} [{low}, {high}]"
    mde, p_value = mde_text(row.mde, scale, indicator), q_value(row.p_value)
    words = text.FOUND_DRIFT if row.check == "pre_trend" else text.FOUND_PLACEBO
    if not np.isfinite(row.mde):
        return text.FOUND_BLIND.format(effect=effect, p=p_value)
    return words.format(effect=effect, p=p_value, mde=mde)


def amount(value: float, scale: str, indicator: Indicator) -> str:
    """A single effect with its sign: percent change of a ratio, or a difference in its unit."""
    if scale == "ratio":
        return f"{number(percent_change(value), 0, sign=True)}%"
    return differences(indicator, value)[0]
