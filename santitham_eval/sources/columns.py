"""Text to typed columns; what does not fit is noted with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.plain_csv import Coded
from santitham_eval.sources.reading import plain_csv, read_csv
from santitham_eval.text import Text
from santitham_eval.thai.names import without_zero_width

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

    _cells: dict[str, Coded] = field(default_factory=dict, repr=False)

    @classmethod
    def of_csv(cls, path: Path, name: str, wanted: Sequence[str], problems: Problems) -> Columns:
        """The wanted columns of a long CSV file, other columns allowed; raises as `read_csv`.

        Of a plain file the cells never become a table of text: each distinct one is held once.
        """
        plain = plain_csv(path, wanted)
        if plain is None:
            return cls(read_csv(path, name, wanted, extra=True), problems)
        lines, cells = plain
        return cls(pd.DataFrame(index=pd.Index(lines, name="row")), problems, _cells=cells)

    def words(self, column: str, *, required: bool = False) -> pd.Series:
        """Text; blank is missing."""
        codes, cells = self._distinct(column)
        filled = self._filled(column)
        if required:
            self._blame(column, ~filled, text.WANT_FILLED)
        return self._series(_kept(cells, filled)[codes])

    def names(self, column: str, *, required: bool = False) -> pd.Series:
        """Names that can stand on a page: not too long, without signs that nobody sees."""
        _, cells = self._distinct(column)
        fit = np.array([not c or thai.is_fit_name(c) for c in cells], dtype=bool)
        self._blame(column, ~fit, text.WANT_FIT_NAME.format(most=thai.LONGEST_NAME))
        words = self.words(column, required=required)
        seen = [without_zero_width(w) if w is not None else None for w in words]
        return self._series(np.array(seen, dtype=object))

    def number(self, column: str, *, required: bool = False) -> pd.Series:
        """Figures that are not negative, as float; blank is NaN."""
        return self._series(self._figures(column, required)[self._distinct(column).codes])

    def count(self, column: str, *, required: bool = False) -> pd.Series:
        """Whole figures that are not negative, as Int64; blank is <NA>."""
        values = self._figures(column, required)
        broken, vast = values % 1 > 0, values > MOST
        self._blame(column, broken, text.WANT_WHOLE)
        self._blame(column, vast, text.WANT_NOT_VAST)
        unknown = np.isnan(values) | broken | vast | (values < 0)
        codes = self._distinct(column).codes
        whole = np.where(unknown, 0, values).astype(np.int64)
        return self._series(pd.arrays.IntegerArray(whole[codes], unknown[codes]))

    def choice(self, column: str, known: Sequence[str]) -> pd.Series:
        """Figures of which only these are known, as Int64; required."""
        codes, cells = self._distinct(column)
        plain = np.array([thai.arabic_digits(str(c)) for c in cells], dtype=object)
        strange = self._filled(column) & ~np.isin(plain, list(known))
        self._blame(column, ~self._filled(column), text.WANT_FILLED)
        self._blame(column, strange, text.WANT_ONE_OF_FIGURES.format(known=", ".join(known)))
        values = [int(c) if c in known else None for c in plain]
        return self._series(pd.array(values, dtype="Int64").take(codes))

    def real(self, column: str, low: float, high: float, *, required: bool = False) -> pd.Series:
        """Decimal figures from `low` to `high`, as float; blank is NaN."""
        values = self._read(column, thai.parse_number, required=required).astype(float)
        wanted = text.WANT_BETWEEN.format(low=f"{low:g}", high=f"{high:g}")
        self._blame(column, (values < low) | (values > high), wanted)
        return self._series(values[self._distinct(column).codes])

    def date(self, column: str, era: thai.Era | None = None) -> pd.Series:
        """Days, as datetime64; required."""
        days = self._read(column, lambda v: thai.parse_date(v, era), required=True, era=era)
        stamps = pd.to_datetime(pd.Series(days, dtype=object)).to_numpy()
        return self._series(stamps[self._distinct(column).codes])

    def month(self, column: str) -> pd.Series:
        """Months, as Period[M]; required."""
        months = self._read(column, thai.parse_month, required=True)
        periods = [pd.NaT if m is None else pd.Period(year=m[0], month=m[1], freq="M")
                   for m in months]  # fmt: skip
        codes = self._distinct(column).codes
        return self._series(pd.PeriodIndex(periods, freq="M").take(codes))

    def code(self, column: str, digits: int, *, required: bool = True) -> pd.Series:
        """Area codes of so many digits, as text; Thai digits are read."""
        codes, cells = self._distinct(column)
        filled = self._filled(column)
        if required:
            self._blame(column, ~filled, text.WANT_FILLED)
        read = [thai.arabic_digits(c) if f else "" for c, f in zip(cells, filled, strict=True)]
        fits = np.array([bool(re.fullmatch(rf"[0-9]{{{digits}}}", c)) for c in read], dtype=bool)
        self._blame(column, filled & ~fits, text.WANT_CODE.format(n=digits))
        return self._series(_kept(np.array(read, dtype=object), fits)[codes])

    def alone(self, column: str) -> pd.Series:
        """Whether no other row has the same text."""
        codes = self._distinct(column).codes
        return self._series((np.bincount(codes) == 1)[codes])

    def _figures(self, column: str, required: bool) -> np.ndarray:
        """Figures of the distinct cells; NaN where blank or told."""
        values = self._read(column, thai.parse_number, required=required).astype(float)
        self._blame(column, values < 0, text.WANT_NOT_NEGATIVE)
        return values

    def _series(self, values: Any) -> pd.Series:
        # Without the type named, pandas would take text for its own kind of text.
        kind = object if isinstance(values, np.ndarray) and values.dtype.kind == "O" else None
        return pd.Series(values, self.table.index, dtype=kind, copy=False)

    def _distinct(self, column: str) -> Coded:
        if column not in self._cells:
            cells = self.table[column].to_numpy(object)
            codes, distinct = pd.factorize(cells, use_na_sentinel=False)
            distinct = np.asarray(distinct, dtype=object)
            distinct[pd.isna(distinct)] = ""
            self._cells[column] = Coded(codes, distinct)
        return self._cells[column]

    def _filled(self, column: str) -> np.ndarray:
        return self._distinct(column).distinct != ""

    def _read(
        self,
        column: str,
        parse: Callable[[str], Any],
        *,
        required: bool,
        era: thai.Era | None = None,
    ) -> np.ndarray:
        """Values of the distinct cells; None where blank or told."""
        codes, cells = self._distinct(column)
        filled = self._filled(column)
        if required:
            self._blame(column, ~filled, text.WANT_FILLED)
        values = np.full(len(cells), None, dtype=object)
        reasons: dict[int, Text] = {}
        for at in np.flatnonzero(filled):
            try:
                values[at] = parse(cells[at])
            except thai.UnreadableError as error:
                reasons[int(at)] = _WANTED.get(error.reason, _ERA[era])
        name = self.shown.get(column, column)
        for place in np.flatnonzero(np.isin(codes, list(reasons))) if reasons else ():
            row, code = self._row(place), int(codes[place])
            self.problems.add(cells[code], reasons[code], row=row, column=name)
        return values

    def _blame(self, column: str, wrong: np.ndarray, wanted: Text) -> None:
        """Tell each row whose cell is one of the wrong ones among the distinct."""
        if not wrong.any():
            return
        codes, cells = self._distinct(column)
        name = self.shown.get(column, column)
        for place in np.flatnonzero(wrong[codes]):
            found = cells[codes[place]] or text.BLANK.both()
            self.problems.add(found, wanted, row=self._row(place), column=name)

    def _row(self, place: Any) -> int:
        return int(self.table.index.to_numpy()[place])


def _kept(cells: np.ndarray, keep: np.ndarray) -> np.ndarray:
    """The cells, None in place of those not to keep."""
    kept = cells.copy()
    kept[~keep] = None
    return kept
