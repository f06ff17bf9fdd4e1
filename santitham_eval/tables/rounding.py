"""Numbers, months and reasons as a reader sees them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.indicators import Indicator
from santitham_eval.text import Text


def number(value: float, digits: int | None = None, *, sign: bool = False) -> str:
    """A number for readers: thousands separators, a true minus, "–" for what is missing.

    Parameters
    ----------
    value : float
        NaN is missing, and is never shown as zero; infinite shows as ∞.
    digits : int, optional
        Decimals; by default 0 from 100 up, 2 below 1 (but for zero), otherwise 1.
    sign : bool
        Whether to write + before what is above zero.
    """
    if value is None or value is pd.NA or math.isnan(value):
        return text.MISSING
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if digits is None:
        size = abs(value)
        digits = 0 if size >= 100 or size == 0 else 1 if size >= 1 else 2
    shown = f"{value:+,.{digits}f}" if sign else f"{value:,.{digits}f}"
    if not shown.strip("+-0.,"):
        shown = shown.lstrip("+-")
    return shown.replace("-", "−")


def own_digits(indicator: Indicator, *values: float) -> int | None:
    """Decimals of some values of a mean, the largest deciding; None for rates and shares.

    Parameters
    ----------
    indicator : Indicator
    *values : float
        In display units.
    """
    if indicator.family != "mean":
        return None
    size = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
    return 0 if size >= 100 else 1 if size >= 10 else 2


def differences(indicator: Indicator, *values: float, sign: bool = True) -> list[str]:
    """Differences of the panel's unit in display units, all with the same decimals."""
    scaled = [v * indicator.per for v in values]
    digits = own_digits(indicator, *scaled)
    return [number(v, 1 if digits is None else digits, sign=sign) for v in scaled]


def q_value(value: float) -> str:
    """A q- or p-value with two decimals; below 0.005 it says so rather than 0.00."""
    if not math.isnan(value) and value < 0.005:
        return "<0.01"
    return number(value, 2)


def percent_change(ratio: float) -> float:
    """A ratio as percent change, in whole percent (0.52 is −48); NaN and inf stay."""
    return float(np.round((ratio - 1) * 100)) if math.isfinite(ratio) else ratio


def month(period: pd.Period) -> Text:
    """A month: "ต.ค. 2562", "Oct 2019 (B.E. 2562)"."""
    return _month(period, thai.ABBREVIATIONS)


def long_month(period: pd.Period) -> Text:
    """A month for a sentence: "ตุลาคม 2562", "Oct 2019 (B.E. 2562)"."""
    return _month(period, thai.MONTHS)


def day(date: datetime.date) -> Text:
    """A day for a sentence: "26 พฤศจิกายน 2569", "26 Nov 2026 (B.E. 2569)"."""
    named = long_month(pd.Period(date, "M"))
    return Text(f"{date.day} {named.th}", f"{date.day} {named.en}")


def _month(period: pd.Period, names: tuple[str, ...]) -> Text:
    year, at = thai.to_be(period.year), period.month - 1
    return Text(f"{names[at]} {year}", f"{text.MONTHS_EN[at]} {period.year} (B.E. {year})")


def block_years(first: Iterable[pd.Period]) -> tuple[list[str], Text]:
    """Names of 12-month blocks by the month that they begin with, and what the axis is called.

    October blocks are Thai fiscal years and January blocks calendar years; any others go by
    the Buddhist year of their first month.
    """
    blocks = list(first)
    begins = blocks[0].month if blocks else 1
    if begins == 10:
        return [str(thai.fiscal_year(p.year, p.month)) for p in blocks], text.AXIS_FISCAL
    years = [str(thai.to_be(p.year)) for p in blocks]
    if begins == 1:
        return years, text.AXIS_CALENDAR
    name = Text(thai.MONTHS[begins - 1], text.MONTHS_EN[begins - 1])
    return years, text.AXIS_FROM.format(month=name)


def reason(code: str) -> Text:
    """What a note code of the effects table means; a code without a sentence is shown as it is."""
    return text.REASONS.get(code) or text.REASON_OTHER.format(code=code)
