"""A sample as years, for the methods of the whole programme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from santitham_eval.estimators.programme.staggered import FloatArray, IntArray, Staggered
from santitham_eval.sample import NEVER, Sample, month_of

MONTHS = 12


@dataclass(frozen=True)
class Years:
    """Every tambon's years, as far as they can be compared.

    Attributes
    ----------
    numerator, denominator : ndarray, shape (tambons, years)
        Sums over each year.
    start, entered, chosen : ndarray of int, shape (tambons,)
        First year that lies whole in the programme, that holds months of it, and that holds
        months in which it was chosen; `NEVER` if none lies whole in it (`start`).
    amphoe : ndarray of int, shape (tambons,)
    tambon, year : ndarray
        Codes of the rows; first month of each column, as Period.
    left_out : int
        Tambons without all years, or without any before their start, which are not among the rows.
    """

    numerator: FloatArray
    denominator: FloatArray
    start: IntArray
    entered: IntArray
    chosen: IntArray
    amphoe: IntArray
    tambon: np.ndarray
    year: np.ndarray
    left_out: int

    @property
    def anticipation(self) -> int:
        """Most years just before a start that hold months of choosing or of the programme."""
        treated = self.start != NEVER
        return int((self.start - self.chosen)[treated].max(initial=0))

    def counts(self) -> Staggered:
        """Numerators with staggered starts."""
        return Staggered(self.numerator, self.start, self.amphoe, self.tambon, self.year)

    def values(self) -> Staggered:
        """Values (rates, shares or means in the panel's unit) with staggered starts."""
        values = self.numerator / self.denominator
        return Staggered(values, self.start, self.amphoe, self.tambon, self.year)


def years_of(sample: Sample) -> Years:
    """Sum a sample's periods to years that begin in the month in which most tambons started.

    Yearly series keep their own years.  Only years of the definition that holds most years after
    the first start are kept, and only whole ones.  A year that a start cuts in two counts as one
    before the programme in which, as in those that hold months of choosing, nothing is measured.

    Parameters
    ----------
    sample : Sample

    Returns
    -------
    Years
        Rows are the tambons observed in all years, not barred by the plan and not in the
        programme from the first year on.
    """
    series = sample.series
    first, groups = _grouped(sample)
    shape = len(groups), len(series.tambon)
    numerator, denominator, seen = (
        np.array([array[:, g].sum(axis=1) for g in groups]).reshape(shape).T
        for array in (series.numerator, series.denominator, series.observed)
    )
    whole = seen == np.array([len(g) for g in groups])
    start = np.searchsorted(first, sample.start)
    start[start == len(first)] = NEVER
    last = series.last[[g[-1] for g in groups]]
    entered = np.searchsorted(last, sample.start)
    chosen = np.searchsorted(last, sample.start - sample.plan.selection)
    kept = (whole & (denominator > 0)).all(axis=1) & (entered > 0)
    used = kept & ~sample.barred
    return Years(
        numerator[used],
        denominator[used],
        start[used],
        entered[used],
        chosen[used],
        np.unique(sample.amphoe[used], return_inverse=True)[1],
        series.tambon[used].astype(object),
        np.array([month_of(int(m)) for m in first], dtype=object),
        int((~kept & ~sample.barred).sum()),
    )


def _grouped(sample: Sample) -> tuple[IntArray, list[IntArray]]:
    """First month of each year, and the columns that make it."""
    series = sample.series
    starts = sample.start[sample.start != NEVER]
    held = series.observed.any(axis=0) & (series.edition == _edition(sample, starts))
    if not (series.first == series.last).all():
        columns = np.flatnonzero(held)
        return series.first[columns], [columns[i : i + 1] for i in range(len(columns))]
    anchor = int(np.bincount(starts % MONTHS).argmax()) if len(starts) else 0
    year = (series.first - anchor) // MONTHS
    groups = [np.flatnonzero(held & (year == y)) for y in np.unique(year)]
    groups = [g for g in groups if len(g) == MONTHS]
    return np.array([series.first[g[0]] for g in groups], dtype=np.int64), groups


def _edition(sample: Sample, starts: IntArray) -> int:
    """Edition of most periods from the first start on; of all periods where there is none."""
    series = sample.series
    after = series.first >= (starts.min() if len(starts) else series.first.min())
    edition = series.edition[after & series.observed.any(axis=0)]
    return int(np.bincount(edition).argmax()) if len(edition) else 0
