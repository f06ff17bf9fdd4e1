"""Frames to Axes; nothing is estimated here.

Drawn so that it stays sharp, the same every time, and readable without colour: direct labels,
a solid line for what happened, dashes and a band for what was expected.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from santitham_eval import text
from santitham_eval.indicators import Indicator
from santitham_eval.tables import block_years, month

FONTS = ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf")
FAMILIES = ("Sarabun", "DejaVu Sans")
_UNTOLD = ("Creator", "Date", "Format", "Type")
INK, GREY, GRID, PALE = "#1f2933", "#52606d", "#e4e7eb", "#f1f3f5"
BLUE, OCHRE, BAND = "#0a66ad", "#7a5200", "#ecd9a8"
"""Blue and ochre stay apart in the common kinds of colour blindness and in grey."""


@contextmanager
def theme() -> Iterator[None]:
    """Fonts and style of every figure, for as long as the ``with`` lasts."""
    for name in FONTS:
        with resources.as_file(
            resources.files("santitham_eval") / "report" / "fonts" / name
        ) as path:
            _register(path)
    style = {
        **sns.axes_style("whitegrid"),
        **sns.plotting_context("notebook"),
        "font.family": list(FAMILIES),
        "font.size": 12,
        "axes.labelsize": 12,
        "axes.titlesize": 14,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.unicode_minus": True,
        "grid.color": GRID,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "svg.fonttype": "none",
        "svg.hashsalt": "santitham-eval",
    }
    with mpl.rc_context(style):
        yield


def _register(path: Path) -> None:
    known = {font.fname for font in font_manager.fontManager.ttflist}
    if str(path) not in known:
        font_manager.fontManager.addfont(str(path))


def course_figure(
    course: pd.DataFrame, indicator: Indicator, start: pd.Period, *, simulated: bool
) -> Figure:
    """The before/after/expected chart as a figure of its own.

    Parameters are those of `draw_course`.
    """
    with theme():
        figure = Figure(figsize=(7.6, 4.0))
        # Fixed margins: an automatic layout costs more than the drawing, and is less steady.
        ax = figure.add_axes((0.085, 0.15, 0.665, 0.76))
        draw_course(ax, course, indicator, start, simulated=simulated)
    return figure


def draw_course(
    ax: Axes, course: pd.DataFrame, indicator: Indicator, start: pd.Period, *, simulated: bool
) -> Axes:
    """Draw what happened against what was expected, by 12-month block.

    Parameters
    ----------
    ax : Axes
    course : DataFrame
        year, first, window, edition (if any), value, expected, low, high as in ``Fit.course``,
        in the panel's unit; NaN is left open.
    indicator : Indicator
        Gives the display scale and the names.
    start : Period
        First month of the programme.
    simulated : bool
        Whether to write SIMULATED across it.

    Returns
    -------
    Axes
    """
    shown = course.sort_values("year").reset_index(drop=True)
    shown[_SCALED] = shown[_SCALED].astype(float) * indicator.per
    years, axis_name = block_years(shown["first"])
    _windows(ax, shown, start)
    expected = shown[shown["window"].isin(["baseline", "follow_up"])]
    after = _widened(expected[expected["window"] == "follow_up"])
    ax.fill_between(
        after["year"], after["low"], after["high"], color=BAND, lw=0, zorder=2, gid="band"
    )
    for window, rows in expected.groupby("window"):
        part = _widened(rows)
        ax.plot(
            part["year"], part["expected"], color=OCHRE, lw=2, ls=(0, (4, 2)), zorder=3,
            gid=f"expected-{window}",
        )  # fmt: skip
    for _, part in _editions(shown):
        ax.plot(part["year"], part["value"], color=BLUE, lw=2.6, zorder=4, gid="observed")
    _points(ax, shown)
    ax.set_title(f"{indicator.name.th}  {indicator.name.en}")
    ax.set_ylabel(indicator.unit.th)
    ax.set_xlabel(axis_name.both("  "))
    if np.nanmax(np.abs(shown[_SCALED].to_numpy(float)), initial=0) >= 1000:
        ax.yaxis.set_major_formatter("{x:,.0f}")
    step = 1 if len(years) <= 12 else 2
    ax.set_xticks(shown["year"][::step], years[::step])
    low, high = ax.get_ylim()
    ax.set_ylim(0 if indicator.family == "rate" else low, high + 0.14 * (high - low))
    _labels(ax, shown)
    _breaks(ax, shown)
    if simulated:
        watermark(ax)
    return ax


_SCALED = ["value", "expected", "low", "high"]


def _widened(rows: pd.DataFrame) -> pd.DataFrame:
    """A single year drawn as a short level, since a line of one point cannot be seen."""
    if len(rows) != 1:
        return rows
    return pd.concat([rows.assign(year=rows["year"] + d) for d in (-0.35, 0.35)])


def _editions(shown: pd.DataFrame) -> Iterable[tuple[int, pd.DataFrame]]:
    """The years of each definition, which no line may join."""
    if "edition" not in shown:
        return [(0, shown)]
    return [(int(str(edition)), part) for edition, part in shown.groupby("edition")]


def _breaks(ax: Axes, shown: pd.DataFrame) -> None:
    """A dotted line where the definition changes."""
    for _, part in list(_editions(shown))[1:]:
        at = float(part["year"].iloc[0]) - 0.5
        ax.axvline(at, color=GREY, lw=1.3, ls=(0, (1, 2)), zorder=3, gid="break")
        ax.annotate(
            text.NEW_DEFINITION.both("\n"), (at, 0), (4, 4), xycoords=("data", "axes fraction"),
            textcoords="offset points", va="bottom", fontsize=10, color=GREY, linespacing=1.1,
        )  # fmt: skip


def _windows(ax: Axes, shown: pd.DataFrame, start: pd.Period) -> None:
    """Start line, grey follow-up, and the year that selection leaves out."""
    years = shown.loc[shown["window"] == "follow_up", "year"]
    right = float(years.max()) + 0.5 if len(years) else 0.5
    ax.axvspan(-0.5, right, color=PALE, lw=0, zorder=0)
    ax.axvline(-0.5, color=INK, lw=1.3, zorder=3, gid="start")
    # Where little follow-up is drawn the words would run into the margin, so they stand left.
    side = 1 if right > 1.5 else -1
    ax.annotate(
        text.START_LINE.format(month=month(start)).th, (-0.5, 1), (4 * side, -4),
        xycoords=("data", "axes fraction"), textcoords="offset points", va="top",
        ha="left" if side > 0 else "right",
    )  # fmt: skip


def _points(ax: Axes, shown: pd.DataFrame) -> None:
    """Filled where the year counts in the evaluation, hollow where it does not."""
    counts = shown["window"].isin(["baseline", "follow_up"])
    for rows, face in ((shown[counts], BLUE), (shown[~counts], "white")):
        ax.plot(
            rows["year"], rows["value"], "o", ms=6.5, mec=BLUE, mfc=face, mew=1.6, zorder=5, ls="",
        )  # fmt: skip


def _labels(ax: Axes, shown: pd.DataFrame) -> None:
    """Names beside the ends of both lines, kept apart, so that no legend is needed."""
    ends = []
    for column, words, colour in (
        ("value", text.OBSERVED, BLUE),
        ("expected", text.EXPECTED, OCHRE),
    ):
        known = shown.dropna(subset=[column])
        if len(known):
            ends.append((known[column].iloc[-1], words.both("\n"), colour))
    low, high = ax.get_ylim()
    apart = 0.2 * (high - low)
    heights = [end[0] for end in ends]
    if len(ends) == 2 and abs(heights[0] - heights[1]) < apart:
        middle, way = sum(heights) / 2, 1 if heights[0] >= heights[1] else -1
        heights = [middle + way * apart / 2, middle - way * apart / 2]
    heights = [max(height, low + 0.07 * (high - low)) for height in heights]
    last = float(shown["year"].max())
    for (_, label, colour), height in zip(ends, heights, strict=True):
        ax.annotate(
            label, (1, height), (5, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center",
            color=colour, fontweight="bold", linespacing=1.15, annotation_clip=False,
        )  # fmt: skip
    ax.set_xlim(float(shown["year"].min()) - 0.5, last + 0.5)


def watermark(ax: Axes) -> None:
    """Write SIMULATED across a figure."""
    ax.text(
        0.5, 0.5, text.SIMULATED.both(" "), transform=ax.transAxes, ha="center", va="center",
        fontsize=44, color=GREY, alpha=0.14, rotation=18, fontweight="bold", zorder=2.5,
        gid="watermark",
    )  # fmt: skip


def to_svg(figure: Figure, *, outlines: bool = False) -> bytes:
    """A figure as SVG: sharp, and the same bytes every time.

    Letters are text, which the reader's own program lays out; or outlines, laid out here.
    """
    stream = io.BytesIO()
    with theme(), mpl.rc_context({"svg.fonttype": "path" if outlines else "none"}):
        figure.savefig(stream, format="svg", metadata=dict.fromkeys(_UNTOLD))
    plt.close(figure)
    return stream.getvalue()
