"""Tables of tambon by period to the rows of the panel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.indicators import Indicator
from santitham_eval.panel.measures import Measures

FloatArray = NDArray[np.float64]
PANEL_COLUMNS = (
    "tambon", "indicator", "period", "numerator", "denominator", "value", "observed", "se",
)  # fmt: skip


@dataclass(frozen=True)
class Block:
    """One series of every tambon.

    Parameters
    ----------
    indicator : str
    periods : PeriodIndex, shape (periods,)
    numerator, denominator, se : ndarray, shape (tambons, periods)
        NaN where not observed; `se` of the value, NaN where no source gives one.
    lost, spare : float
        Sum of the numerators that are known where the denominator is not, and of the
        denominators that are known where the numerator is not.
    """

    indicator: str
    periods: pd.PeriodIndex
    numerator: FloatArray
    denominator: FloatArray
    se: FloatArray
    lost: float = 0.0
    spare: float = 0.0


def of_indicator(indicator: Indicator, measures: Measures, tambons: int) -> Block:
    """One series out of the measures of its source; what is missing there is not observed."""
    shape = (tambons, len(measures.periods))
    nothing = np.full(shape, np.nan)

    def held(tables: dict[str, pd.DataFrame], measure: str) -> FloatArray:
        return tables[measure].to_numpy(float) if measure in tables else nothing

    top = held(measures.amounts, indicator.numerator)
    bottom = held(measures.amounts, indicator.denominator)
    observed = ~np.isnan(top) & ~np.isnan(bottom)
    error = held(measures.errors, indicator.numerator)
    se = np.divide(error, bottom, out=nothing.copy(), where=observed & (bottom > 0))
    return Block(
        indicator.id,
        measures.periods,
        np.where(observed, top, np.nan),
        np.where(observed, bottom, np.nan),
        se,
        float(top[~np.isnan(top) & np.isnan(bottom)].sum()),
        float(bottom[~np.isnan(bottom) & np.isnan(top)].sum()),
    )


def panel_of(blocks: list[Block], tambons: pd.Index) -> pd.DataFrame:
    """Rows of every series, tambon and period, in that order.

    A report reads one series of all tambons, so its rows lie together.

    Parameters
    ----------
    blocks : list of Block
        In order of their indicators.
    tambons : Index
        Codes, sorted.

    Returns
    -------
    DataFrame
        `PANEL_COLUMNS`; period is Period[M] where all series are monthly, else objects.
    """
    n = len(tambons)
    top, bottom, se = (
        np.concatenate([getattr(block, name).ravel() for block in blocks])
        for name in ("numerator", "denominator", "se")
    )
    value = np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 0)
    names = pd.Index([block.indicator for block in blocks])
    return pd.DataFrame(
        {
            "tambon": tambons.take(
                np.concatenate([np.repeat(np.arange(n), len(b.periods)) for b in blocks])
            ),
            "indicator": names.repeat([block.numerator.size for block in blocks]),
            "period": _tiled([block.periods for block in blocks], n),
            "numerator": top,
            "denominator": bottom,
            "value": value,
            "observed": ~np.isnan(top),
            "se": se,
        }
    )[list(PANEL_COLUMNS)]


def _tiled(periods: list[pd.PeriodIndex], times: int) -> pd.Series:
    """Periods of each series so many times, one series after the other."""
    if len({index.freqstr for index in periods}) == 1:
        freq = periods[0].freqstr
        ordinals = np.concatenate([np.tile(index.asi8, times) for index in periods])
        return pd.Series(pd.arrays.PeriodArray(ordinals, dtype=pd.PeriodDtype(freq)))
    objects = [np.tile(index.to_numpy(dtype=object), times) for index in periods]
    return pd.Series(np.concatenate(objects), dtype=object)
