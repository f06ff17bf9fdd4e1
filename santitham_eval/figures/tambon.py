"""One tambon among placebos, and the plain course of a tambon outside the programme."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from numpy.typing import ArrayLike

from santitham_eval import text
from santitham_eval.figures.course import BLUE, GREY, INK, OCHRE, theme, watermark
from santitham_eval.indicators import Indicator
from santitham_eval.tables import number, percent_change

_BINS = 24
_FURTHEST = 8.0
"""Ratios beyond this, either way, count in the outermost bars."""


def placebo_figure(
    estimates: ArrayLike, own: float, indicator: Indicator, *, simulated: bool
) -> Figure:
    """The distribution of placebos as a figure; parameters are those of `draw_placebos`."""
    with theme():
        figure = Figure(figsize=(7.6, 3.0))
        ax = figure.add_axes((0.085, 0.2, 0.88, 0.68))
        draw_placebos(ax, estimates, own, indicator)
        if simulated:
            watermark(ax)
    return figure


def draw_placebos(ax: Axes, estimates: ArrayLike, own: float, indicator: Indicator) -> Axes:
    """Draw how tambons outside came out as if they had begun, and where one of it stands.

    Parameters
    ----------
    ax : Axes
    estimates : array_like
        Effects of placebos on the indicator's scale.
    own : float
        The tambon's own; NaN where it has none.
    indicator : Indicator
        Ratios stand on a logarithmic axis, named in percent.
    """
    values = np.append(np.asarray(estimates, float), own)
    ratio = indicator.scale == "ratio"
    with np.errstate(divide="ignore"):
        at = np.log2(values) if ratio else values * indicator.per
    furthest = np.log2(_FURTHEST) if ratio else float(np.nanquantile(np.abs(at[:-1]), 0.98)) or 1.0
    at = np.clip(at, -furthest, furthest)
    edges = np.linspace(-furthest, furthest, _BINS + 1).tolist()
    ax.hist(at[:-1], edges, color=GREY, alpha=0.55, ec="white", lw=0.6, zorder=2)
    ax.axvline(0, color=INK, lw=1, zorder=1)
    top = ax.get_ylim()[1]
    ax.set_ylim(0, 1.3 * top)
    if np.isfinite(at[-1]):
        _mark(ax, float(at[-1]), furthest)
    ax.set_xlim(-1.02 * furthest, 1.02 * furthest)
    if ratio:
        ax.xaxis.set_major_locator(FixedLocator(range(-3, 4)))
        ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: _tick(v, ratio)))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.set_xlabel(text.AXIS_PLACEBOS.both("  "))
    ax.set_ylabel(text.AXIS_TAMBONS.th)
    ax.grid(False, axis="x")
    return ax


def _mark(ax: Axes, at: float, furthest: float) -> None:
    """The tambon itself, named on the side that has room."""
    ax.axvline(at, color=OCHRE, lw=2.6, zorder=4, gid="own")
    side = -1 if at > 0.4 * furthest else 1
    ax.annotate(
        text.MAP_KINDS["own"].both(" "), (at, 1), (5 * side, -4), va="top",
        ha="left" if side > 0 else "right", xycoords=("data", "axes fraction"),
        textcoords="offset points", color=OCHRE, fontweight="bold",
    )  # fmt: skip


def _tick(value: float, ratio: bool) -> str:
    if ratio:
        return f"{number(percent_change(2.0**value), 0, sign=True)}%"
    return number(value, None, sign=True)


def series_figure(values: pd.Series, indicator: Indicator, axis: str, *, simulated: bool) -> Figure:
    """One tambon's yearly figures as a line, without any before and after.

    Parameters
    ----------
    values : Series
        In display units by year; NaN is left open.
    indicator : Indicator
    axis : str
        What the years are.
    simulated : bool
        Whether to write SIMULATED across it.
    """
    with theme():
        figure = Figure(figsize=(7.6, 3.4))
        ax = figure.add_axes((0.085, 0.175, 0.88, 0.715))
        ax.plot(
            values.index, values, "o-", color=BLUE, lw=2.6, ms=6.5, clip_on=False, gid="observed"
        )
        ax.set_title(f"{indicator.name.th}  {indicator.name.en}")
        ax.set_ylabel(indicator.unit.th)
        ax.set_xlabel(axis)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:.0f}"))
        if indicator.family == "rate":
            ax.set_ylim(0)
        if simulated:
            watermark(ax)
    return figure
