"""Text to typed columns; what does not fit is noted with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.reading import items_of
from santitham_eval.text import Text

_WANTED = {
    "not_a_date": text.WANT_DATE,
    "no_such_day": text.WANT_DAY,
    "no_such_year": text.WANT_YEAR,
    "ambiguous_year": text.WANT_FOUR_DIGIT_YEAR,
    "not_a_number": text.WANT_NUMBER,
}
_ERA = {None: text.WANT_SAME_ERA, "BE": text.WANT_BE, "CE": text.WANT_CE}


MOST = 1_000_000_000
"""No count of events or persons is above this."""


@dataclass
class Columns:
    """Typed columns of one table; what does not fit is noted with its line.

    Each distinct text is read once, so long files are quick.
    """

    table: pd.DataFrame
    problems: Problems
    shown: dict[str, str] = field(default_factory=dict)
    """The file's own names of renamed columns, for problems."""

    def words(self, column: str, *, required: bool = False) -> pd.Series:
        """Text; blank is missing."""
        cells = self.table[column]
        if required:
            self._blame(column, cells[cells == ""], text.WANT_FILLED)
        return cells.where(cells != "", None)

    def number(self, column: str, *, required: bool = False) -> pd.Series:
        """Figures that are not negative, as float; blank is NaN."""
        values = self._read(column, thai.parse_number, required=required).astype(float)
        self._blame(column, self.table[column][values < 0], text.WANT_NOT_NEGATIVE)
        return values

    def count(self, column: str, *, required: bool = False) -> pd.Series:
        """Whole figures that are not negative, as Int64; blank is <NA>."""
        values = self.number(column, required=required)
        broken = values.notna() & (values % 1 != 0)
        self._blame(column, self.table[column][broken], text.WANT_WHOLE)
        vast = values > MOST
        self._blame(column, self.table[column][vast], text.WANT_NOT_VAST)
        return values.where(~broken & ~vast & ~(values < 0)).astype("Int64")

    def real(self, column: str, low: float, high: float, *, required: bool = False) -> pd.Series:
        """Decimal figures from `low` to `high`, as float; blank is NaN."""
        values = self._read(column, thai.parse_number, required=required).astype(float)
        wanted = text.WANT_BETWEEN.format(low=f"{low:g}", high=f"{high:g}")
        self._blame(column, self.table[column][(values < low) | (values > high)], wanted)
        return values

    def date(self, column: str, era: thai.Era | None = None) -> pd.Series:
        """Days, as datetime64; required."""
        days = self._read(column, lambda v: thai.parse_date(v, era), required=True, era=era)
        return pd.to_datetime(days)

    def month(self, column: str) -> pd.Series:
        """Months, as Period[M]; required."""
        months = self._read(column, thai.parse_month, required=True)
        periods = [pd.NaT if m is None else pd.Period(year=m[0], month=m[1], freq="M")
                   for m in months]  # fmt: skip
        return pd.Series(pd.PeriodIndex(periods, freq="M"), index=months.index)

    def code(self, column: str, digits: int, *, required: bool = True) -> pd.Series:
        """Area codes of so many digits, as text; Thai digits are read."""
        cells = self.words(column, required=required)
        codes = cells.map(thai.arabic_digits, na_action="ignore")
        fits = codes.isna() | codes.str.fullmatch(rf"[0-9]{{{digits}}}").fillna(False).astype(bool)
        self._blame(column, cells[~fits], text.WANT_CODE.format(n=digits))
        return codes.where(fits, None)

    def _read(
        self,
        column: str,
        parse: Callable[[str], Any],
        *,
        required: bool,
        era: thai.Era | None = None,
    ) -> pd.Series:
        cells = self.words(column, required=required)
        values: dict[str, Any] = {}
        reasons: dict[str, Text] = {}
        for cell in cells.dropna().unique():
            try:
                values[cell] = parse(cell)
            except thai.UnreadableError as error:
                values[cell] = None
                reasons[cell] = _WANTED.get(error.reason, _ERA[era])
        name = self.shown.get(column, column)
        for row, cell in items_of(cells[cells.isin(reasons)]):
            self.problems.add(cell, reasons[cell], row=row, column=name)
        read = [values.get(cell) if cell is not None else None for cell in cells]
        return pd.Series(read, index=cells.index, dtype=object)

    def _blame(self, column: str, cells: pd.Series, wanted: Text) -> None:
        name = self.shown.get(column, column)
        for row, cell in items_of(cells):
            found = cell if cell not in ("", None) else text.BLANK.both()
            self.problems.add(found, wanted, row=row, column=name)
