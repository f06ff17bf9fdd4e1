"""One tambon's own years since its start, each against what was expected of it."""

from __future__ import annotations

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import Indicator
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.programme import effect_or_alone
from santitham_eval.tables.rounding import differences, number, percent_change

SINCE_COLUMNS = ["at", "method", "scale", "estimate", "low", "high", "least", "most", "note"]


def years_since(course: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Differences from what was expected, by years since the start; nothing is estimated anew.

    Parameters
    ----------
    course : DataFrame
        year, window, value, expected, low, high, as ``Fit.course``.
    indicator : Indicator

    Returns
    -------
    DataFrame
        `SINCE_COLUMNS` and window, on the indicator's scale: `estimate` is what came over (less)
        what was expected; `least` and `most` are the range in which that would lie had nothing
        been done, known of the follow-up only.  No year has an interval of its own.
    """
    known = course[course["expected"].notna() & course["value"].notna()]
    if indicator.scale == "ratio":
        known = known[known["expected"] > 0]
        parts = {k: known[k] / known["expected"] for k in ("value", "low", "high")}
    else:
        parts = {k: known[k] - known["expected"] for k in ("value", "low", "high")}
    nothing = float("nan")
    frame = known[["window"]].assign(
        at=known["year"].astype(int), method="own", scale=indicator.scale, note="",
        estimate=parts["value"], low=nothing, high=nothing, least=parts["low"], most=parts["high"],
    )  # fmt: skip
    return frame[[*SINCE_COLUMNS, "window"]].reset_index(drop=True)


def since_table(frame: pd.DataFrame, indicator: Indicator) -> Table:
    """The figures of the chart.

    Parameters
    ----------
    frame : DataFrame
        From `years_since`.
    indicator : Indicator
    """
    windows = [text.WINDOWS[str(w)] for w in frame["window"]]
    shown = pd.DataFrame(
        {
            "at": [number(float(at), 0) for at in frame["at"]],
            "effect": [effect_or_alone(row, indicator) for row in frame.itertuples()],
            "range": [_range(row, indicator) for row in frame.itertuples()],
            "window": [w.th for w in windows],
            "window_en": [w.en for w in windows],
        },
        dtype=object,
    )
    columns = (
        Column("at", text.HEAD_SINCE, "row"),
        Column("effect", text.HEAD_SINCE_EFFECT, "number"),
        Column("range", text.HEAD_RANGE, "number"),
        Column("window", text.HEAD_WINDOW),
    )
    caption = text.CAPTION_SINCE.format(name=indicator.name)
    return Table(caption, columns, shown, (text.SINCE_NOTE,))


def _range(row: object, indicator: Indicator) -> str:
    ends = [float(getattr(row, name)) for name in ("least", "most")]
    if any(map(pd.isna, ends)):
        return text.MISSING
    if indicator.scale == "ratio":
        shown = [number(percent_change(end), 0, sign=True) for end in ends]
        return "[{}, {}]%".format(*shown)
    return "[{}, {}]".format(*differences(indicator, *ends))
