"""What a funnel plot shows, in words: counts, and never which tambon."""

from __future__ import annotations

from santitham_eval import text
from santitham_eval.indicators import Indicator
from santitham_eval.narrate.amounts import amount, gap
from santitham_eval.tables import LIMITS, FunnelRows, limit_names, number, outside, percent_change
from santitham_eval.text import Text


def funnel_said(funnel: FunnelRows, indicator: Indicator) -> Text:
    """How many tambons lie outside the limits, and what all of them together have.

    Parameters
    ----------
    funnel : FunnelRows
        With at least one tambon that has figures.
    indicator : Indicator
    """
    n = int(funnel.rows["ratio"].notna().sum())
    inner, outer = (number(outside(funnel.rows, c), 0) for c in LIMITS)
    return text.FUNNEL_SAID.format(
        name=indicator.name, n=number(n, 0), inner=inner, outer=outer,
        by_chance=number((1 - LIMITS[0]) * n, 0), together=_together(funnel.target, indicator),
    )  # fmt: skip


def _together(target: float, indicator: Indicator) -> Text:
    if percent_change(target) == 0:
        return text.FUNNEL_TARGET_SAME
    side = text.FUNNEL_SIDES["higher" if gap(target, "ratio") > 0 else "lower"]
    return text.FUNNEL_TARGET.format(side=side, amount=amount(target, "ratio", indicator))


def funnel_left_out(funnel: FunnelRows) -> Text | None:
    """How many tambons have no point, and why; None where all have one."""
    rows = funnel.rows
    hidden = int(rows["hidden"].sum())
    absent = int(rows["ratio"].isna().sum()) - hidden
    if not hidden and not absent:
        return None
    return text.FUNNEL_LEFT_OUT.format(absent=number(absent, 0), hidden=number(hidden, 0))


def funnel_alt(funnel: FunnelRows, indicator: Indicator) -> Text:
    """The plot in words from the data; parameters as for `funnel_said`."""
    rows = funnel.rows[funnel.rows["ratio"].notna()].sort_values("expected", kind="stable")
    counts = rows["state"].value_counts()
    found = {s: int(counts[s]) for s in text.STATES if s in counts}
    states = [
        ", ".join(f"{getattr(text.STATES[s], lang)} {n}" for s, n in found.items())
        for lang in ("th", "en")
    ]
    low, high = (rows[name] for name in limit_names(LIMITS[0]))
    widest, narrowest = (
        f"{_change(low.iloc[at])} … {_change(high.iloc[at])}" for at in (0, -1)
    )  # fmt: skip
    return text.ALT_FUNNEL.format(
        said=funnel_said(funnel, indicator), least=number(rows["expected"].iloc[0], 1),
        most=number(rows["expected"].iloc[-1], 1), widest=widest, narrowest=narrowest,
        states=Text(*states),
    )  # fmt: skip


def _change(ratio: float) -> str:
    return f"{number(percent_change(float(ratio)), 0, sign=True)}%"
