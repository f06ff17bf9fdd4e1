"""What the data cover, as pictures: source by year, level of placement, two sources in time."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from santitham_eval import text
from santitham_eval.figures.course import BLUE, GREY, OCHRE, theme, watermark

_STYLES = ("-", (0, (5, 2)), (0, (1, 1)), (0, (5, 1, 1, 1)))
_MARKS = ("o", "s", "^", "D")
_COLOURS = (BLUE, OCHRE, GREY, "#8a2b6b")
Draw = Callable[[Axes, pd.DataFrame], Axes]


def quality_figure(draw: Draw, frame: pd.DataFrame, *, rows: int, simulated: bool) -> Figure:
    """One of the pictures below as a figure of its own, as high as its rows need.

    Parameters
    ----------
    draw : function
        One of `draw_coverage`, `draw_levels`, `draw_events`.
    frame : DataFrame
        What it draws.
    rows : int
        How many sources stand one above the other.
    simulated : bool
        Whether to write SIMULATED across it.
    """
    with theme():
        figure = Figure(figsize=(7.6, 1.5 + 0.42 * rows), layout="constrained")
        ax = draw(figure.add_subplot(), frame)
        if simulated:
            watermark(ax)
    return figure


def draw_coverage(ax: Axes, shares: pd.DataFrame) -> Axes:
    """Heat map of the share of tambons (%) that a source covers, by source and year.

    Parameters
    ----------
    ax : Axes
    shares : DataFrame, shape (sources, years)
        Percent; NaN where the year does not concern the source, and left blank.
    """
    sns.heatmap(
        shares, ax=ax, vmin=0, vmax=100, cmap=sns.light_palette(BLUE, as_cmap=True), annot=True,
        fmt=".0f", annot_kws={"fontsize": 10}, linewidths=1, linecolor="white", cbar=False,
    )  # fmt: skip
    ax.grid(False)
    ax.set_title(text.TITLE_COVERAGE.both("  "))
    ax.set_xlabel(text.AXIS_YEAR_BE.both("  "))
    ax.set_ylabel("")
    ax.tick_params(length=0, labelrotation=0)
    return ax


def draw_levels(ax: Axes, shares: pd.DataFrame) -> Axes:
    """Stacked bars of the share of events (%) at each level of placement, by source.

    Parameters
    ----------
    ax : Axes
    shares : DataFrame, shape (sources, levels)
        Percent of the events of each source, the finest level first.
    """
    colours = sns.color_palette("cividis", shares.shape[1])
    # Lines only: each dot of a hatch is drawn as a circle, and they would outweigh the figure.
    hatches = ("", "||", "//", "\\\\", "xx", "--")
    left = pd.Series(0.0, shares.index)
    for level, colour, hatch in zip(shares.columns, colours, hatches, strict=False):
        ax.barh(
            shares.index, shares[level], left=left, color=colour, hatch=hatch, label=level,
            edgecolor="white", height=0.62,
        )  # fmt: skip
        left = left + shares[level]
    ax.invert_yaxis()
    ax.set_xlim(0, 100)
    ax.grid(False, axis="y")
    ax.set_title(text.TITLE_LEVELS.both("  "))
    ax.set_xlabel(text.AXIS_SHARE_EVENTS.both("  "))
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False, fontsize=10)
    return ax


def draw_events(ax: Axes, counts: pd.DataFrame) -> Axes:
    """Lines of the events of each source by year, beside each other and never added up.

    Parameters
    ----------
    ax : Axes
    counts : DataFrame, shape (years, sources)
        NaN where a source does not cover the year.
    """
    for number, source in enumerate(counts.columns):
        at = number % len(_STYLES)
        ax.plot(
            counts.index, counts[source], color=_COLOURS[at], ls=_STYLES[at], marker=_MARKS[at],
            lw=2.2, label=source,
        )  # fmt: skip
    ax.set_ylim(bottom=0)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_title(text.TITLE_EVENTS.both("  "))
    ax.set_xlabel(text.AXIS_YEAR_BE.both("  "))
    ax.set_ylabel(text.AXIS_EVENTS.th)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False, fontsize=10)
    return ax
