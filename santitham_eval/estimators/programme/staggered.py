"""A balanced outcome of units over periods with staggered starts: what every method here takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.sample import NEVER

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Staggered:
    """A balanced outcome with staggered starts.

    Attributes
    ----------
    outcome : ndarray, shape (units, periods)
        Finite, without gaps.
    start : ndarray of int, shape (units,)
        Column of the first treated period; `NEVER` where there is none.
    cluster : ndarray of int, shape (units,)
        Number of the cluster (amphoe) of each unit, from 0.
    unit, period : ndarray
        Names of the rows and of the columns, sorted.
    """

    outcome: FloatArray
    start: IntArray
    cluster: IntArray
    unit: NDArray[np.object_]
    period: NDArray[np.object_]

    @property
    def treated(self) -> BoolArray:
        """Where a unit is in the programme; shape (units, periods)."""
        return np.arange(self.outcome.shape[1]) >= self.start[:, None]

    @property
    def never(self) -> BoolArray:
        """Units that are never in the programme; shape (units,)."""
        return self.start == NEVER

    @property
    def cohorts(self) -> IntArray:
        """Columns in which some unit starts, in order."""
        return np.unique(self.start[~self.never])


def staggered(
    frame: pd.DataFrame,
    *,
    unit: str = "tambon",
    period: str = "period",
    outcome: str = "value",
    start: str = "start",
    cluster: str | None = None,
) -> Staggered:
    """Arrange a long table.

    Parameters
    ----------
    frame : DataFrame
        One row per unit and period.
    unit, period, outcome, start : str
        Names of its columns; `start` holds the first treated period, missing where a unit is
        never treated.
    cluster : str, optional
        Column of the cluster of each unit; without one each unit is its own.

    Raises
    ------
    StudyError
        A pair of unit and period that is missing, stands twice or has no finite value; a unit
        with two starts; a start that is no period.
    """
    problems = Problems("frame")
    starts = frame.groupby(unit)[start]
    first, different = starts.first(), starts.nunique(dropna=False)
    for name in different.index[different > 1]:
        problems.add(name, text.WANT_ONE_START, column=start)
    periods = np.sort(frame[period].unique())
    column = {p: i for i, p in enumerate(periods)}
    for name, moment in first.dropna().items():
        if moment not in column:
            problems.add(f"{name}: {moment}", text.WANT_START_PERIOD, column=start)
    twice = frame.duplicated([unit, period])
    for row in frame[twice].itertuples():
        found = f"{getattr(row, unit)} {getattr(row, period)}"
        problems.add(found, text.WANT_BALANCED, column=period)
    problems.raise_if_any()
    wide = frame.pivot(index=unit, columns=period, values=outcome).sort_index()[list(periods)]  # noqa: PD010
    values = wide.to_numpy(float)
    for i, j in np.argwhere(~np.isfinite(values)):
        problems.add(f"{wide.index[i]} {periods[j]}", text.WANT_BALANCED, column=outcome)
    problems.raise_if_any()
    moments = first.reindex(wide.index)
    number = np.arange(len(wide))
    if cluster is not None:
        named = frame.drop_duplicates(unit).set_index(unit)[cluster].reindex(wide.index)
        number = np.unique(named.to_numpy(), return_inverse=True)[1]
    return Staggered(
        values,
        np.array([NEVER if pd.isna(m) else column[m] for m in moments]),
        number,
        wide.index.to_numpy(object),
        np.asarray(periods, dtype=object),
    )
