"""Tambons of the programme within the limits of how far they usually lie apart; none is named."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.ticker import NullLocator

from santitham_eval import text
from santitham_eval.figures.course import BLUE, GREY, INK, OCHRE, PALE, theme, watermark
from santitham_eval.indicators import Indicator
from santitham_eval.tables import LIMITS, FunnelRows, limit_names, number

_BARS = Path([(-1, 0.45), (1, 0.45), (-1, -0.45), (1, -0.45)], [1, 2, 1, 2])
_LOOKS = {
    "improved": ("^", BLUE, BLUE),
    "worsened": ("v", OCHRE, OCHRE),
    "no_large_change": (_BARS, BLUE, BLUE),
    "insufficient": ("o", GREY, "none"),
}
"""Mark, colour and filling of a state: shapes as everywhere on the pages."""
_DASHES = ((0, (4, 2)), "-")
_ROOM = 1.08
_STEPS = (0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 11, 16, 21, 31, 51)


def funnel_figure(funnel: FunnelRows, indicator: Indicator, *, simulated: bool) -> Figure:
    """The funnel plot as a figure of its own; parameters are those of `draw_funnel`."""
    with theme():
        figure = Figure(figsize=(7.6, 4.9))
        # Fixed margins, as those of the tambons' charts.
        ax = figure.add_axes((0.105, 0.265, 0.775, 0.65))
        draw_funnel(ax, funnel, indicator)
        if simulated:
            watermark(ax)
    return figure


def draw_funnel(ax: Axes, funnel: FunnelRows, indicator: Indicator) -> Axes:
    """Draw each tambon's events over those expected, by the number expected, with limits.

    Parameters
    ----------
    ax : Axes
    funnel : FunnelRows
        Tambons without figures have no point.
    indicator : Indicator
        Gives the name.

    Returns
    -------
    Axes
    """
    shown = funnel.rows[funnel.rows["ratio"].notna()].sort_values("expected", kind="stable")
    ax.set_xscale("log")
    ax.set_yscale("function", functions=(np.sqrt, np.square))  # on which the limits lie even
    ax.set_xlim(shown["expected"].min() / _ROOM, shown["expected"].max() * _ROOM)
    ax.set_ylim(0, _ceiling(shown))
    _limits(ax, shown)
    _lines(ax, funnel.target)
    for state, (mark, edge, face) in _LOOKS.items():
        rows = shown[shown["state"] == state]
        if len(rows):
            ax.plot(
                rows["expected"], rows["ratio"], ls="", marker=mark, ms=7, mec=edge, mfc=face,
                mew=1.6, zorder=4, clip_on=False, gid=state, label=text.STATES[state].both("  "),
            )  # fmt: skip
    _axes(ax, indicator)
    return ax


def _ceiling(shown: pd.DataFrame) -> float:
    """Height that holds every point, and the inner limit of all but the smallest tambons."""
    upper = shown[limit_names(LIMITS[0])[1]].quantile(0.9)
    return float(max(shown["ratio"].max(), upper, 1.5)) * _ROOM


def _limits(ax: Axes, shown: pd.DataFrame) -> None:
    """Both pairs of limits, through every tambon's own size; the inner one is shaded."""
    low, high = limit_names(LIMITS[0])
    ax.fill_between(shown["expected"], shown[low], shown[high], color=PALE, lw=0, zorder=0)
    for confidence, dash in zip(LIMITS, _DASHES, strict=True):
        for name in limit_names(confidence):
            ax.plot(
                shown["expected"], shown[name], color=GREY, lw=1.3, ls=dash, zorder=2,
                gid=f"limit-{name}",
            )  # fmt: skip
        _beside(ax, float(shown[name].iloc[-1]), f"{confidence * 100:g}%", GREY)


def _lines(ax: Axes, target: float) -> None:
    """What was expected, and what all tambons together have."""
    ax.axhline(1, color=INK, lw=1, zorder=1, gid="nothing")
    ax.axhline(target, color=OCHRE, lw=1.8, zorder=2, gid="target")
    _beside(ax, target, text.FUNNEL_TOGETHER.both("\n"), OCHRE)


def _beside(ax: Axes, at: float, words: str, colour: str) -> None:
    ax.annotate(
        words, (1, at), (5, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
        va="center", color=colour, fontsize=10.5, linespacing=1.15, annotation_clip=False,
    )  # fmt: skip


def _axes(ax: Axes, indicator: Indicator) -> None:
    left, right = ax.get_xlim()
    steps = [s * 10.0**k for k in range(-2, 5) for s in (1, 2, 5)]
    known = [s for s in steps if left <= s <= right]
    ax.set_xticks(known, [number(s, None if s < 1 else 0) for s in known])
    ax.xaxis.set_minor_locator(NullLocator())
    known = [s for s in _STEPS if s <= ax.get_ylim()[1]]
    ax.set_yticks(known, [number((s - 1) * 100, 0, sign=True) for s in known])
    ax.set_title(f"{indicator.name.th}  {indicator.name.en}")
    ax.set_xlabel(text.AXIS_FUNNEL.both("  "))
    ax.set_ylabel(text.AXIS_FUNNEL_RATIO.th)
    ax.grid(False, axis="x")
    ax.legend(
        loc="upper center", bbox_to_anchor=(0.5, -0.155), ncols=2, frameon=False, fontsize=10.5,
        handletextpad=0.2, columnspacing=1.4,
    )  # fmt: skip
