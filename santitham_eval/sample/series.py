"""One indicator of a panel as arrays."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.indicators import INDICATORS, Indicator

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Series:
    """One indicator of every tambon: rows are tambons in code order, columns periods.

    Attributes
    ----------
    indicator : Indicator
    tambon : ndarray of str, shape (tambons,)
    periods : PeriodIndex, shape (periods,)
    first, last : ndarray of int, shape (periods,)
        First and last month of each period, as months since 1970.
    numerator, denominator : ndarray, shape (tambons, periods)
        0 where not observed; `observed` tells the two apart.
    observed : ndarray of bool, shape (tambons, periods)
    """

    indicator: Indicator
    tambon: NDArray[np.str_]
    periods: pd.PeriodIndex
    first: IntArray
    last: IntArray
    numerator: FloatArray
    denominator: FloatArray
    observed: BoolArray


def arrange(panel: pd.DataFrame, indicator: str) -> Series:
    """Arrange one indicator of a panel as arrays; a row that is absent is not observed."""
    part = panel[panel["indicator"] == indicator]
    tambon, row = np.unique(panel["tambon"].astype(str).to_numpy(str), return_inverse=True)
    row = row[(panel["indicator"] == indicator).to_numpy()]
    if part.empty:
        raise StudyError(Problem("panel", "-", text.WANT_ROWS.format(indicator=indicator)))
    ordinal = pd.PeriodIndex(part["period"])
    periods = ordinal.unique().sort_values()
    column = periods.get_indexer(ordinal)
    shape = (len(tambon), len(periods))
    observed = np.zeros(shape, bool)
    observed[row, column] = part["observed"].to_numpy(bool)

    def arranged(name: str) -> FloatArray:
        array = np.zeros(shape)
        array[row, column] = part[name].to_numpy(float)
        return np.where(observed, array, 0.0)

    return Series(
        indicator=INDICATORS[indicator],
        tambon=tambon,
        periods=periods,
        first=np.array([month_number(p.start_time) for p in periods]),
        last=np.array([month_number(p.end_time) for p in periods]),
        numerator=arranged("numerator"),
        denominator=arranged("denominator"),
        observed=observed,
    )


def month_number(moment: pd.Period | datetime.date | str) -> int:
    """Months since 1970 of a Period, a date or a text date; of a long period, its first month."""
    if isinstance(moment, pd.Period):
        moment = moment.start_time
    return int(pd.Period(moment, "M").ordinal)


def month_of(ordinal: int) -> pd.Period:
    """The month that is so many months after January 1970."""
    return pd.Period(ordinal=ordinal, freq="M")
