"""Registered population at 31 December of each year to person-years of each month."""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, StudyError
from santitham_eval.sources.reading import Note, rows_of, whole_sum
from santitham_eval.sources.tambon_register import Codebook
from santitham_eval.study import Study


def yearly(counted: pd.DataFrame, book: Codebook) -> tuple[pd.DataFrame, list[Note]]:
    """Population by current code and year.

    Parameters
    ----------
    counted : DataFrame
        As the ``dopa-population`` reader gives it.
    book : Codebook

    Returns
    -------
    table : DataFrame
        Index tambon, columns year (CE), values persons; NaN where there is no figure.
    notes : list of Note
        Former codes, and how many registration offices were summed.
    """
    inside = counted[counted["tambon"].str.startswith(book.area)]
    current = {code: book.current(code) for code in inside["tambon"].unique()}
    unknown = inside[inside["tambon"].map(current).isna()]
    if len(unknown):
        raise StudyError(
            Problem(r.file, r.tambon, book.wanted(r.tambon), r.row, "ccaatt")
            for r in rows_of(unknown.drop_duplicates("tambon"))
        )
    notes = [
        Note("codes", new, "former_code", 1.0, text.NOTE_OLD_CODE.format(old=old, new=new))
        for old, new in sorted(current.items())
        if new is not None and new != old
    ]
    inside = inside.assign(tambon=inside["tambon"].map(current))
    offices = inside.groupby("tambon")["offices"].max()
    notes += [
        Note("population", str(code), "offices", float(n), text.NOTE_OFFICES)
        for code, n in offices.items()
    ]
    summed = whole_sum(inside.groupby(["tambon", "year"])["population"])
    table = summed.unstack("year").reindex(book.register["tambon"])  # noqa: PD010
    return table, notes


def monthly(table: pd.DataFrame, study: Study, file: str) -> pd.DataFrame:
    """Persons in the middle of each month.

    The figure at 31 December of one year moves in a straight line, by days, to that at 31
    December of the next; a month takes the value at its middle.

    Parameters
    ----------
    table : DataFrame
        Index tambon, columns year (CE): persons at 31 December.
    study : Study
        Its periods say which months are wanted.
    file : str
        Name of the source's files, for problems.

    Returns
    -------
    DataFrame
        Index tambon, columns Period[M], persons; NaN next to a year without a figure.

    Raises
    ------
    StudyError
        A year that the periods need and no file holds.
    """
    months = pd.period_range(study.periods.first, study.periods.last, freq="M")
    needed = range(months[0].year - 1, months[-1].year + 1)
    held = table.columns[table.notna().any()]
    missing = [year for year in needed if year not in held]
    if missing:
        raise StudyError(Problem(file, "-", _wanted(year), column="YYMM") for year in missing)
    start, end = months.start_time, (months + 1).start_time
    middle = start + (end - start) / 2
    before = pd.to_datetime([f"{m.year - 1}-12-31" for m in months])
    after = pd.to_datetime([f"{m.year}-12-31" for m in months])
    share = np.asarray((middle - before) / (after - before), dtype=float)
    old = table[[m.year - 1 for m in months]].to_numpy(float)
    new = table[[m.year for m in months]].to_numpy(float)
    return pd.DataFrame(old + (new - old) * share, index=table.index, columns=months)


def _wanted(year: int) -> text.Text:
    be = thai.to_be(year)
    return text.WANT_POPULATION.format(year=be, file=f"stat_a{be % 100:02d}.txt")
