"""Which tambons and which years each source covers; population; codes that were abolished.

Topic ``by_year`` counts the tambons with any known figure in a year (item ``source/year``, BE),
``by_tambon`` the periods with any known figure in a tambon (item ``source/periods``).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.panel.measures import Measures
from santitham_eval.sources import Note, Reading
from santitham_eval.sources.tambon_register import Codebook


def of_measures(source: str, given: Measures, tambons: pd.Index) -> list[Note]:
    """Coverage of a source of measures: what it gives at all, whatever the measure."""
    known = np.zeros((len(tambons), len(given.periods)), dtype=bool)
    for table in given.amounts.values():
        known |= table.notna().to_numpy()
    years = given.periods.year
    fiscal = given.periods.freqstr == "Y-SEP"
    notes = [
        _year(source, int(year), int(known[:, years == year].any(axis=1).sum()), fiscal=fiscal)
        for year in dict.fromkeys(years)
    ]
    words = text.NOTE_PERIODS_GIVEN.format(source=source)
    counts = zip(tambons, known.sum(axis=1), strict=True)
    return notes + [
        Note("by_tambon", str(code), f"{source}/periods", float(n), words) for code, n in counts
    ]


def of_events_years(
    source: str, reading: Reading, months: pd.PeriodIndex, tambons: int
) -> list[Note]:
    """Years of the study that the files of an event source cover, for every tambon at once."""
    covered = set(months[reading.covered(months)].year)
    return [
        _year(source, year, tambons if year in covered else 0)
        for year in dict.fromkeys(months.year)
    ]


def of_prices(source: str, reading: Reading, months: pd.PeriodIndex, tambons: int) -> list[Note]:
    """Years of a price index, one figure for every tambon; the last is that of all prices."""
    held = pd.PeriodIndex(reading.frame["period"]).year
    years = dict.fromkeys(months.year)
    notes = [_year(source, year, tambons if year in held else 0) for year in years]
    if not len(held):
        return notes
    words = text.NOTE_PRICES_OF.format(source=source, year=thai.to_be(int(held.max())))
    return [*notes, Note("note", "ALL", f"{source}/base", float("nan"), words)]


def of_unpriced(source: str, amount: float) -> list[Note]:
    """Income (baht of the day) of years that the price index lacks."""
    words = text.NOTE_NO_PRICE.format(source=source)
    return (
        [Note("left_out", "ALL", f"{source}/income_baht/no_price", amount, words)] if amount else []
    )


def of_places(source: str, count: int) -> list[Note]:
    """Tambons of the study area that a register, roster or map holds."""
    words = text.NOTE_TAMBONS_HELD.format(source=source)
    return [Note("coverage", "ALL", f"{source}/tambons", float(count), words)]


def of_population(
    source: str, persons: pd.DataFrame, table: pd.DataFrame, months: pd.PeriodIndex
) -> list[Note]:
    """The rule of interpolation, tambons with months without a figure, and the years held.

    Parameters
    ----------
    source : str
    persons : DataFrame
        Index tambon, columns months; NaN where unknown.
    table : DataFrame
        Index tambon, columns year (CE): persons at 31 December.
    months : PeriodIndex
        The study's.
    """
    notes = [Note("population", "ALL", "interpolation", float("nan"), text.NOTE_INTERPOLATION)]
    lacking = persons.isna().sum(axis=1)
    for code, n in lacking[lacking > 0].items():
        notes.append(Note("population", str(code), "no_figure", float(n), text.NOTE_NO_POPULATION))
    held = table.notna().sum()
    wanted = range(months[0].year - 1, months[-1].year + 1)
    return notes + [_year(source, year, int(held.get(year, 0))) for year in wanted]


def of_codes(book: Codebook) -> list[Note]:
    """Abolished codes of the study area and what they became; a split one cannot be told apart."""
    notes = []
    for old, became in sorted(book.successors.items()):
        one = len(became) == 1
        area, form = (became[0], text.NOTE_CODE_BECAME) if one else ("ALL", text.NOTE_CODE_SPLIT)
        words = form.format(old=old, new=", ".join(became) or text.MISSING)
        notes.append(Note("code_changes", area, f"abolished/{old}", float("nan"), words))
    return notes


def _year(source: str, year: int, tambons: int, *, fiscal: bool = False) -> Note:
    be = thai.to_be(year)
    time = text.FISCAL_YEAR_OF if fiscal else text.YEAR_OF
    words = text.NOTE_TAMBONS_IN_YEAR.format(source=source, year=time.format(year=be))
    return Note("by_year", "ALL", f"{source}/{be}", float(tambons), words)
