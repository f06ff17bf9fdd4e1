"""Placed events and tidy measures to tables of tambon by period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from santitham_eval.geography import TAMBON_LEVELS
from santitham_eval.indicators import SERIES, Time
from santitham_eval.sources import Reading
from santitham_eval.sources.reading import whole_sum

FREQUENCY: dict[Time, str] = {"month": "M", "fiscal year": "Y-SEP", "calendar year": "Y-DEC"}
DEATHS = ("deaths", "civilian_deaths", "injured")


@dataclass(frozen=True)
class Measures:
    """What one source gives, by tambon and period.

    Parameters
    ----------
    periods : PeriodIndex
        Columns of every table: the study's months, or the years that lie whole in them.
    amounts : dict of str to DataFrame
        Index tambon, columns periods; NaN where it is not known.
    errors : dict of str to DataFrame
        Standard errors, for measures of which the source gives one.
    """

    periods: pd.PeriodIndex
    amounts: dict[str, pd.DataFrame]
    errors: dict[str, pd.DataFrame]


def of_events(
    placed: pd.DataFrame,
    reading: Reading,
    tambons: pd.Index,
    months: pd.PeriodIndex,
    borders: pd.DataFrame,
    persons: pd.DataFrame | None,
) -> Measures:
    """Measures that one event source gives.

    Parameters
    ----------
    placed : DataFrame
        Its placed events; only those placed in a tambon count.
    reading : Reading
        Says which measures it can give and which months its files cover.
    tambons, months : Index
    borders : DataFrame
        tambon, neighbour; empty where the study has no boundaries.
    persons : DataFrame or None
        Persons by tambon and month.

    Returns
    -------
    Measures
        Without what the source lacks.  A month that the files do not cover is NaN, and so is a sum
        with an unknown part, and what lies around a tambon without known neighbours.
    """
    inside = placed[placed["level"].isin(TAMBON_LEVELS) & placed["period"].isin(months)]
    cells = inside.groupby(["tambon", "period"])
    seen = reading.covered(months)

    def table(sums: pd.Series) -> pd.DataFrame:
        wide = sums.astype(float).unstack("period").reindex(index=tambons, columns=months)  # noqa: PD010
        return wide.where(~quiet, 0.0).where(np.broadcast_to(seen, wide.shape))

    counts = cells.size().unstack("period").reindex(index=tambons, columns=months)  # noqa: PD010
    quiet = counts.isna()  # no event is a true zero; an event without a figure is not
    events = table(cells.size())
    known = events.notna()
    amounts = {
        "events": events,
        "quiet_months": quiet.astype(float).where(known),
        "observed_months": known.astype(float).where(known),
    }
    for measure in DEATHS:
        if measure in reading.measures:
            amounts[measure] = table(whole_sum(cells[measure]))
    amounts["neighbour_events"] = around(events, borders)
    if persons is not None:
        amounts["person_years"] = persons.reindex(tambons) / 12
        amounts["neighbour_person_years"] = around(amounts["person_years"], borders)
    return Measures(months, amounts, {})


def around(table: pd.DataFrame, borders: pd.DataFrame) -> pd.DataFrame:
    """Sum over the neighbours of each tambon; NaN where one is unknown or there is none."""
    beside = table.reindex(borders["neighbour"].to_numpy()).to_numpy(float)
    tambon, place = np.unique(borders["tambon"].to_numpy(str), return_inverse=True)
    sums = np.zeros((len(tambon), table.shape[1]))
    np.add.at(sums, place, beside)  # one unknown neighbour leaves the sum unknown
    return pd.DataFrame(sums, index=tambon, columns=table.columns).reindex(table.index)


def of_table(
    reading: Reading, tambons: pd.Index, months: pd.PeriodIndex
) -> tuple[Measures, dict[tuple[str, str], float]]:
    """Measures of a tidy source, and what lies outside the study's periods.

    Parameters
    ----------
    reading : Reading
        Its frame has `MEASURE_COLUMNS`.
    tambons, months : Index
        The study's.

    Returns
    -------
    measures : Measures
        Periods are the source's own (months, fiscal or calendar years) that lie whole in the
        study's months; a period without a row is NaN.
    left : dict of (str, str) to float
        Measure and ``before_periods`` or ``after_periods`` to the amount that does not count; a
        year that the study holds only in part lies outside it, before where it begins before.
    """
    frame = reading.frame
    index = pd.PeriodIndex(frame["period"], freq=_usual(reading) if frame.empty else None)
    periods = periods_within(months, index.freqstr)
    early = index.asfreq("M", "S") < months[0]
    late = ~early & (index.asfreq("M", "E") > months[-1])
    left: dict[tuple[str, str], float] = {}
    for why, outside in (("before_periods", early), ("after_periods", late)):
        sums = frame[outside].groupby("measure", sort=True)["amount"].sum()
        left |= {(str(measure), why): float(amount) for measure, amount in sums.items()}
    inside = frame[~early & ~late].assign(period=index[~early & ~late])
    amounts, errors = {}, {}
    for measure, rows in inside.groupby("measure", sort=True):
        amounts[str(measure)] = _wide(rows, "amount", tambons, periods)
        if rows["se"].notna().any():
            errors[str(measure)] = _wide(rows, "se", tambons, periods)
    return Measures(periods, amounts, errors), left


def _usual(reading: Reading) -> str:
    """Length of the periods of a source none of whose rows counts, by the series that it feeds."""
    times = [i.time for i in SERIES.values() if i.numerator in reading.measures]
    return FREQUENCY[times[0] if times else "month"]


def _wide(
    rows: pd.DataFrame, column: str, tambons: pd.Index, periods: pd.PeriodIndex
) -> pd.DataFrame:
    table = pd.DataFrame(np.nan, index=tambons, columns=periods)
    at = (
        tambons.get_indexer(pd.Index(rows["tambon"])),
        periods.get_indexer(pd.PeriodIndex(rows["period"])),
    )
    values = table.to_numpy(copy=True)
    values[at] = rows[column].to_numpy(float)
    return pd.DataFrame(values, index=tambons, columns=periods)


def periods_within(months: pd.PeriodIndex, freq: str) -> pd.PeriodIndex:
    """Periods of a length that lie whole in a run of months."""
    every = pd.period_range(months[0], months[-1], freq="M").asfreq(freq).unique()
    whole = (every.asfreq("M", "S") >= months[0]) & (every.asfreq("M", "E") <= months[-1])
    return pd.PeriodIndex(every[whole])


def deflated(amounts: dict[str, pd.DataFrame], prices: pd.DataFrame | None) -> float:
    """Add ``real_income_baht``: income at the prices of the last year that the index holds.

    Returns
    -------
    float
        Income of years that the index lacks, which so cannot count.
    """
    if prices is None or "income_baht" not in amounts:
        return 0.0
    index = prices.set_index("period")["index"].sort_index()
    income = amounts["income_baht"]
    factor = index.iloc[-1] / index.reindex(income.columns)
    amounts["real_income_baht"] = income * factor.to_numpy(float)
    return float(income.loc[:, factor.isna().to_numpy()].sum().sum())
