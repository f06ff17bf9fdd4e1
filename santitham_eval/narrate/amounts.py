"""Sizes of effects in words."""

from __future__ import annotations

import math

from santitham_eval import text
from santitham_eval.indicators import Indicator
from santitham_eval.tables import differences, number
from santitham_eval.text import Text


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
        # A fall short of everything is not rounded up to everything.
        percent = number(min(abs(value - 1) * 100, 99 if 0 < value < 1 else math.inf), 0)
        if value >= 2:
            return text.PERCENT_TIMES.format(n=percent, times=number(value, 1))
        return text.PERCENT.format(n=percent)
    size = differences(indicator, abs(value), sign=False)[0]
    if indicator.family == "share" and indicator.per == 100:
        return text.POINTS.format(n=size)
    return text.IN_UNIT.format(n=size, unit=indicator.unit)


def change(value: float, scale: str, indicator: Indicator) -> Text:
    """An effect as a change: "ลดลงร้อยละ 48", "เพิ่มขึ้น 3.5 จุดร้อยละ"."""
    if math.isinf(value):
        return text.UNBOUNDED if value > 0 else text.UNBOUNDED_DOWN
    distance = gap(value, scale)
    shown = number(distance * 100, 0) if scale == "ratio" else differences(indicator, distance)[0]
    if not shown.strip("+−0.,"):
        return text.SAME
    form = text.UP if distance > 0 else text.DOWN
    return form.format(amount=amount(value, scale, indicator))


def gap(value: float, scale: str) -> float:
    """Signed distance from no change; infinite stays infinite."""
    return value - 1 if scale == "ratio" else value
