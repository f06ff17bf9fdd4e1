"""One indicator of a panel as arrays."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.indicators import SERIES, Indicator

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
    sampling : ndarray, shape (tambons, periods)
        Sampling variance of each numerator, from the source's standard errors; 0 without any.
    edition : ndarray of int, shape (periods,)
        How many changes of definition lie behind each period; only like is compared with like.
    """

    indicator: Indicator
    tambon: NDArray[np.str_]
    periods: pd.PeriodIndex
    first: IntArray
    last: IntArray
    numerator: FloatArray
    denominator: FloatArray
    observed: BoolArray
    sampling: FloatArray
    edition: IntArray


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

    declared = SERIES[indicator]
    error = np.full(shape, np.nan)
    if "se" in part and declared.family == "mean":
        error[row, column] = part["se"].to_numpy(float)
    year = np.array([p.year for p in periods])
    firsts = np.array([b.first for b in declared.breaks], int)
    return Series(
        indicator=declared,
        tambon=tambon,
        periods=periods,
        first=np.array([month_number(p.start_time) for p in periods]),
        last=np.array([month_number(p.end_time) for p in periods]),
        numerator=arranged("numerator"),
        denominator=arranged("denominator"),
        observed=observed,
        sampling=_sampling(error, arranged("denominator"), observed),
        edition=(year[:, None] >= firsts).sum(axis=1),
    )


def _sampling(error: FloatArray, denominator: FloatArray, observed: BoolArray) -> FloatArray:
    """Variance of numerators from standard errors of values.

    Where a source gives some and not others, the root mean square of the known stands in: not
    known is not 0.
    """
    known = error[observed & np.isfinite(error)]
    if not len(known):
        return np.zeros(error.shape)
    usual = np.sqrt(np.mean(known**2))
    filled = np.where(np.isfinite(error), error, usual)
    return np.where(observed, (denominator * filled) ** 2, 0.0)


def month_number(moment: pd.Period | datetime.date | str) -> int:
    """Months since 1970 of a Period, a date or a text date; of a long period, its first month."""
    if isinstance(moment, pd.Period):
        moment = moment.start_time
    return int(pd.Period(moment, "M").ordinal)


def month_of(ordinal: int) -> pd.Period:
    """The month that is so many months after January 1970."""
    return pd.Period(ordinal=ordinal, freq="M")
