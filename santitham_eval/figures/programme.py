"""Differences by years since the start, of the programme or of one tambon: points and ranges."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from santitham_eval import text
from santitham_eval.figures.course import BAND, BLUE, GREY, INK, OCHRE, PALE, theme, watermark
from santitham_eval.indicators import Indicator
from santitham_eval.tables import number

_LOOKS = ((BLUE, "o"), (OCHRE, "s"), (GREY, "^"))
_APART = 0.16
"""Distance of two methods' points of one year."""
_FURTHEST = 50.0
"""Ratios beyond this, either way, are drawn to the edge."""


def event_figure(frame: pd.DataFrame, indicator: Indicator, *, simulated: bool) -> Figure:
    """The event study as a figure of its own; parameters are those of `draw_event_study`."""
    with theme():
        figure = Figure(figsize=(7.6, 3.9))
        # Fixed margins, as those of the tambons' charts.
        ax = figure.add_axes((0.105, 0.155, 0.775, 0.745))
        draw_event_study(ax, frame, indicator)
        if simulated:
            watermark(ax)
    return figure


def draw_event_study(ax: Axes, frame: pd.DataFrame, indicator: Indicator) -> Axes:
    """Draw effects by years since the start, hollow before it and filled after.

    Parameters
    ----------
    ax : Axes
    frame : DataFrame
        at (int, years since the start), method, estimate, low, high on the outcome's scale.  What
        is NaN, and a ratio of nought, is left open.  Where there are `least` and `most`, they are
        the range that chance alone would give, drawn behind the points.
    indicator : Indicator
        Gives the scale and the names.  Ratios stand on a logarithmic axis, named in percent.

    Returns
    -------
    Axes
    """
    ratio = indicator.scale == "ratio"
    shown = frame.copy()
    drawn = [name for name in (*_ENDS, *_RANGE) if name in shown]
    shown[drawn] = shown[drawn].astype(float) * (1 if ratio else indicator.per)
    if ratio:
        shown["estimate"] = shown["estimate"].where(shown["estimate"] > 0)
    _grounds(ax, shown, 1.0 if ratio else 0.0)
    edge = _FURTHEST if ratio else np.inf
    if set(_RANGE) <= set(drawn):
        _ranges(ax, shown, edge)
    methods = list(dict.fromkeys(shown["method"]))
    for n, method in enumerate(methods):
        aside = (n - (len(methods) - 1) / 2) * _APART
        _points(ax, shown[shown["method"] == method], aside, *_LOOKS[n % len(_LOOKS)], edge=edge)
    _scale(ax, shown, indicator)
    ax.set_title(f"{indicator.name.th}  {indicator.name.en}")
    ax.set_xlabel(text.AXIS_SINCE.both("  "))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, 0)))
    ax.grid(False, axis="x")
    return ax


_ENDS = ["estimate", "low", "high"]
_RANGE = ["least", "most"]


def _ranges(ax: Axes, shown: pd.DataFrame, edge: float) -> None:
    """Bands behind the years of which it is known how far chance alone would carry them."""
    known = shown.dropna(subset=_RANGE)
    least = known["least"].clip(lower=1 / edge if np.isfinite(edge) else -np.inf)
    ax.bar(
        known["at"], known["most"].clip(upper=edge) - least, 0.72, bottom=least, color=BAND,
        zorder=1, gid="range",
    )  # fmt: skip


def _grounds(ax: Axes, shown: pd.DataFrame, nothing: float) -> None:
    """The line of no difference, the start, and the grey of the years in the programme."""
    left, right = (float(v) for v in (shown["at"].min() - 0.5, shown["at"].max() + 0.5))
    left, right = min(left, -0.5), max(right, 0.5)
    ax.set_xlim(left, right)
    ax.axvspan(-0.5, right, color=PALE, lw=0, zorder=0)
    ax.axvline(-0.5, color=INK, lw=1.3, zorder=2)
    ax.axhline(nothing, color=INK, lw=1.3, ls=(0, (4, 2)), zorder=2, gid="nothing")
    ax.annotate(
        text.EVENT_START.both("  "), (-0.5, 1), (4, -4), xycoords=("data", "axes fraction"),
        textcoords="offset points", va="top",
    )  # fmt: skip
    ax.annotate(
        text.EVENT_NOTHING.both("\n"), (right, nothing), (5, 0), xycoords="data",
        textcoords="offset points", va="center", fontsize=10.5, color=INK, linespacing=1.15,
        annotation_clip=False,
    )  # fmt: skip


def _points(
    ax: Axes, rows: pd.DataFrame, aside: float, colour: str, mark: str, *, edge: float
) -> None:
    """Intervals as bars that stop at the edge, points on them."""
    known = rows[rows["estimate"].notna()]
    bars = known[known["low"].notna() & known["high"].notna()]
    floor = 1 / edge if np.isfinite(edge) else -np.inf
    ax.vlines(
        bars["at"] + aside, bars["low"].clip(lower=floor), bars["high"].clip(upper=edge),
        color=colour, lw=2, zorder=3, gid="interval",
    )  # fmt: skip
    for part, face in ((known[known["at"] < 0], "white"), (known[known["at"] >= 0], colour)):
        ax.plot(
            part["at"] + aside, part["estimate"], mark, ms=7.5, mec=colour, mfc=face, mew=1.8,
            zorder=4, ls="",
        )  # fmt: skip


def _scale(ax: Axes, shown: pd.DataFrame, indicator: Indicator) -> None:
    """Limits that hold what is drawn, and an axis in readers' units."""
    if indicator.scale != "ratio":
        ax.margins(y=0.16)
        ax.set_ylabel(text.AXIS_DIFFERENCE.format(unit=indicator.unit).th)
        ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, None, sign=True)))
        return
    values = shown[[name for name in (*_ENDS, *_RANGE) if name in shown]].to_numpy(float)
    values = values[np.isfinite(values) & (values > 0)].clip(1 / _FURTHEST, _FURTHEST)
    reach = max(float(np.abs(np.log(values)).max(initial=0.0)), np.log(1.25)) * 1.15
    ax.set_yscale("log")
    ax.set_ylim(np.exp(-reach), np.exp(reach))
    steps = [s for s in _STEPS if np.exp(-reach) <= s <= np.exp(reach)]
    while len(steps) > 7:
        steps = [s for s in steps if s == 1 or steps.index(s) % 2 == steps.index(1) % 2]
    ax.set_yticks(steps, [f"{number((s - 1) * 100, 0, sign=True)}" for s in steps])
    ax.yaxis.set_minor_locator(MaxNLocator(1))
    ax.minorticks_off()
    ax.set_ylabel(text.AXIS_CHANGE.th)


_STEPS = (
    0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4,
    6, 10, 20, 50,
)  # fmt: skip
