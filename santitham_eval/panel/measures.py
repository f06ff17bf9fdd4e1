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
        Every tambon and month of the study.

    Returns
    -------
    dict of str to DataFrame
        A month outside the files' years is NaN, and so is a sum with an unknown part.  A
        measure that the source lacks is not in the dict.
    """
    inside = placed[placed["level"].isin(TAMBON_LEVELS) & placed["period"].isin(months)]
    cells = [inside["tambon"], inside["period"]]
    seen = np.zeros(len(months), dtype=bool)
    if reading.years is not None:
        seen = (months.year >= reading.years[0]) & (months.year <= reading.years[1])

    def table(sums: pd.Series) -> pd.DataFrame:
        wide = sums.astype(float).unstack("period")  # noqa: PD010
        known = wide.reindex(index=tambons, columns=months)
        # A cell without events is a true zero; a cell whose sum is unknown is not.
        empty = ~counted.reindex(index=tambons, columns=months).fillna(0).astype(bool)
        return known.where(~empty, 0.0).where(np.broadcast_to(seen, empty.shape))

    counts = inside.groupby(cells).size()
    counted = counts.unstack("period")  # noqa: PD010
    events = table(counts)
    measures = {
        "events": events,
        "quiet_months": (events == 0).astype(float).where(events.notna()),
        "observed_months": events.notna().astype(float).where(events.notna()),
    }
    for measure in ("deaths", "civilian_deaths"):
        if measure in reading.measures:
            values = inside[measure].astype(float)
            measures[measure] = table(whole_sum(values.groupby(cells)))
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
