"""Yearly values far from a tambon's own median: told, so that somebody looks; never removed.

The rule, fixed beforehand: on the log scale (logit for shares), less the tambon's own median
between two breaks of the series, over 1.4826 times the median absolute deviation, the tambon's
own or that of all tambons, whichever is larger; told where that is above `LIMIT`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval import text, thai
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.panel.assemble import Block
from santitham_eval.sources import Note

FloatArray = NDArray[np.float64]
LIMIT = 5.0
LEAST = 4
"""Values that a tambon must have between two breaks for its median to say anything."""
FLOOR = 0.01
"""Smallest spread, about one percent: where all values are alike, rounding is no outlier."""
_NORMAL = 1.4826  # median absolute deviation to standard deviation of a normal distribution


def of_outliers(blocks: Iterable[Block], tambons: pd.Index) -> list[Note]:
    """Notes of the outliers of every yearly series, by tambon; the values are not repeated."""
    notes = []
    for block in blocks:
        if block.periods.freqstr == "M":
            continue
        declared = SERIES[block.indicator]
        scores = robust_z(scaled(block, declared), _segments(block, declared))
        for row, column in np.argwhere(np.abs(scores) > LIMIT):
            be = thai.to_be(int(block.periods[column].year))
            side = text.ABOVE_MEDIAN if scores[row, column] > 0 else text.BELOW_MEDIAN
            words = text.NOTE_OUTLIER.format(indicator=declared.name, year=be, side=side)
            item = f"{block.indicator}/{be}"
            notes.append(Note("outliers", str(tambons[row]), item, 1.0, words))
    return notes


def scaled(block: Block, indicator: Indicator) -> FloatArray:
    """Values on the scale of the rule; NaN where not observed or where there is no logarithm.

    A half is added to counts, so that none or all has a place on the scale.
    """
    part, whole = block.numerator, block.denominator
    with np.errstate(invalid="ignore", divide="ignore"):
        if indicator.family == "share":
            odds = (part + 0.5) / (whole - part + 0.5)
            return np.log(np.where((part >= 0) & (part <= whole), odds, np.nan))
        top = part + 0.5 if indicator.family == "rate" else part
        value = top / whole
        return np.log(np.where((value > 0) & (whole > 0), value, np.nan))


def robust_z(values: FloatArray, segments: FloatArray) -> FloatArray:
    """Distance of each value from the median of its row and segment, in robust deviations.

    Parameters
    ----------
    values : ndarray, shape (tambons, periods)
    segments : ndarray, shape (periods,)
        Number of the stretch between two breaks.

    Returns
    -------
    ndarray, shape (tambons, periods)
        NaN where a row has fewer than `LEAST` values in the segment.
    """
    scores = np.full_like(values, np.nan)
    for segment in np.unique(segments):
        columns = np.flatnonzero(segments == segment)
        part = values[:, columns]
        rows = np.flatnonzero((~np.isnan(part)).sum(axis=1) >= LEAST)
        if not len(rows):
            continue
        away = part[rows] - np.nanmedian(part[rows], axis=1, keepdims=True)
        own = np.nanmedian(np.abs(away), axis=1, keepdims=True)
        usual = np.maximum(own, np.nanmedian(np.abs(away)))
        scores[np.ix_(rows, columns)] = away / np.maximum(_NORMAL * usual, FLOOR)
    return scores


def _segments(block: Block, indicator: Indicator) -> FloatArray:
    years = block.periods.year.to_numpy()
    firsts = sorted(b.first for b in indicator.breaks)
    return np.searchsorted(np.array(firsts, float), years, side="right").astype(float)
