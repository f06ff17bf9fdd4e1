"""Truth and estimates of many tambons in one picture."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from santitham_eval import text
from santitham_eval.figures.course import BLUE, INK, OCHRE, theme, watermark

GAP = 4
"""Empty places between two groups."""


def truth_figure(rows: pd.DataFrame, *, ratio: bool, simulated: bool) -> Figure:
    """Estimates with intervals in groups of equal true effect, as a figure of its own.

    Parameters
    ----------
    rows : DataFrame
        truth, estimate, low, high, covered, of one indicator; rows without an interval are left
        out.
    ratio : bool
        Whether effects are ratios, which are drawn on a logarithmic axis.
    simulated : bool
        Whether to write SIMULATED across it.
    """
    with theme():
        figure = Figure(figsize=(7.6, 4.2), layout="constrained")
        ax = draw_truth(figure.add_subplot(), rows, ratio=ratio)
        if simulated:
            watermark(ax)
    return figure


def draw_truth(ax: Axes, rows: pd.DataFrame, *, ratio: bool) -> Axes:
    """Estimates, intervals and true effects on some axes; parameters as for `truth_figure`."""
    shown = rows[rows["low"].notna() & rows["high"].notna()]
    shown = shown.sort_values(["truth", "estimate"], kind="stable").reset_index(drop=True)
    floor, ceiling = _frame(shown, ratio)
    at = 0.0
    ticks, labels = [], []
    for truth, group in ((float(str(t)), g) for t, g in shown.groupby("truth", sort=True)):
        places = at + np.arange(len(group))
        ends = (group["low"].clip(floor, ceiling), group["high"].clip(floor, ceiling))
        ax.vlines(places, *ends, color=BLUE, lw=1.1, alpha=0.55)
        for held, face in ((True, BLUE), (False, "white")):
            own = (group["covered"] == held).to_numpy() & group["estimate"].gt(floor).to_numpy()
            ax.plot(
                places[own], group["estimate"].to_numpy()[own], "o", ms=4, mfc=face, mec=BLUE,
                gid="held" if held else "missed",
            )  # fmt: skip
        edge = (places[0] - 1, places[-1] + 1)
        ax.plot(edge, [truth, truth], color=OCHRE, lw=2.4, ls=(0, (3, 1.5)), gid="truth")
        ticks.append(places.mean())
        labels.append(f"{truth:g}")
        at = places[-1] + GAP
    ax.axhline(1.0 if ratio else 0.0, color=INK, lw=0.8)
    if ratio:
        ax.set_yscale("log")
        known = [v for v in (0.1, 0.25, 0.5, 1, 2, 4, 8) if floor <= v <= ceiling]
        ax.set_yticks(known, [f"{v:g}" for v in known])
        ax.minorticks_off()
    ax.set_ylim(floor, ceiling)
    ax.set_xticks(ticks, labels)
    ax.grid(False, axis="x")
    axis = text.AXIS_TRUTH if ratio else text.AXIS_TRUTH_DIFFERENCE
    ax.set_xlabel(axis.both("  "))
    ax.set_ylabel(text.AXIS_ESTIMATE.both("  "))
    return ax


def _frame(rows: pd.DataFrame, ratio: bool) -> tuple[float, float]:
    """Ends of the axis: what holds nine in ten ends of intervals, and every truth."""
    ends = rows[["low", "high"]].to_numpy(float).ravel()
    ends = ends[np.isfinite(ends) & ((ends > 0) | (not ratio))]
    known = np.concatenate([ends, rows["truth"].to_numpy(float), [1.0 if ratio else 0.0]])
    low, high = np.quantile(known, [0.05, 0.95])
    low, high = min(low, rows["truth"].min()), max(high, rows["truth"].max())
    if ratio:
        return float(low / 1.15), float(high * 1.15)
    room = 0.05 * (high - low)
    return float(low - room), float(high + room)
