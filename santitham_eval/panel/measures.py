"""Placed events to measures by tambon and month, and measures to indicators."""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval.geography import TAMBON_LEVELS
from santitham_eval.indicators import Indicator
from santitham_eval.sources import Reading
from santitham_eval.sources.reading import whole_sum

Measures = dict[str, pd.DataFrame]
"""Measure to a table: index tambon, columns Period[M]; NaN where it is not known."""


def of_events(
    placed: pd.DataFrame, reading: Reading, tambons: pd.Index, months: pd.PeriodIndex
) -> Measures:
    """Measures that one event source gives.

    Parameters
    ----------
    placed : DataFrame
        Its placed events; only those placed in a tambon count.
    reading : Reading
        Says which measures it can give and which years its files cover.
    tambons, months : Index

    Returns
    -------
    dict of str to DataFrame
        Without the measures that the source lacks.  A month outside the files' years is NaN,
        and so is a sum with an unknown part.
    """
    inside = placed[placed["level"].isin(TAMBON_LEVELS) & placed["period"].isin(months)]
    cells = inside.groupby(["tambon", "period"])
    first, last = reading.years or (0, -1)
    seen = (months.year >= first) & (months.year <= last)

    def table(sums: pd.Series) -> pd.DataFrame:
        wide = sums.astype(float).unstack("period").reindex(index=tambons, columns=months)  # noqa: PD010
        return wide.where(~quiet, 0.0).where(np.broadcast_to(seen, wide.shape))

    counts = cells.size().unstack("period").reindex(index=tambons, columns=months)  # noqa: PD010
    quiet = counts.isna()  # no event is a true zero; an event without a figure is not
    events = table(cells.size())
    known = events.notna()
    measures = {
        "events": events,
        "quiet_months": quiet.astype(float).where(known),
        "observed_months": known.astype(float).where(known),
    }
    for measure in ("deaths", "civilian_deaths"):
        if measure in reading.measures:
            measures[measure] = table(whole_sum(cells[measure]))
    return measures


def of_indicator(indicator: Indicator, measures: Measures, grid: pd.DataFrame) -> pd.DataFrame:
    """Panel rows of one indicator.

    Parameters
    ----------
    indicator : Indicator
    measures : dict
        Of its source, with person_years where there is a population.
    grid : DataFrame
        Any table with every tambon as index and every month as columns.

    Returns
    -------
    DataFrame
        tambon, indicator, period, numerator, denominator, value, observed; one row for every
        tambon and month.
    """
    nothing = pd.DataFrame(np.nan, index=grid.index, columns=grid.columns)
    top = measures.get(indicator.numerator, nothing).to_numpy(float)
    bottom = measures.get(indicator.denominator, nothing).to_numpy(float)
    observed = ~np.isnan(top) & ~np.isnan(bottom)
    top, bottom = np.where(observed, top, np.nan), np.where(observed, bottom, np.nan)
    value = np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 0)
    tambons, months = len(grid.index), len(grid.columns)
    return pd.DataFrame(
        {
            "tambon": np.repeat(grid.index.to_numpy(dtype=object), months),
            "indicator": indicator.id,
            "period": grid.columns.take(np.tile(np.arange(months), tambons)),
            "numerator": top.ravel(),
            "denominator": bottom.ravel(),
            "value": value.ravel(),
            "observed": observed.ravel(),
        }
    )
