"""Tables whose rows are of a place, to one typed wide table: what readers of measures begin with.

A reader declares its layout and a function that types the columns of one file; `read_wide` does
the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.grids import read_table
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import TOTAL, code_notes, dropped_notes
from santitham_eval.sources.places import NAMES, Places, places
from santitham_eval.sources.reading import Note, gather, items_of, placed
from santitham_eval.study import Source, Study

Shape = Callable[[Columns], Mapping[str, pd.Series]]
_TOTALS = frozenset(
    ["รวม", "รวมทั้งสิ้น", "รวมทั้งหมด", "รวมตำบล", "รวมอำเภอ", "รวมจังหวัด", "ยอดรวม", "total"]
)


def read_wide(
    paths: Sequence[Path],
    source: Source,
    study: Study,
    layout: Layout,
    shape: Shape,
    *,
    village: bool = False,
    more: Callable[[str], bool] | None = None,
) -> tuple[pd.DataFrame, list[Note]]:
    """Read tables whose rows are of a place.

    Parameters
    ----------
    paths, source, study : as every reader
    layout : Layout
        Usual columns, `PLACE` among them.
    shape : callable
        Types the columns of one file (`Columns` in, mapping of name to Series out).  Its column
        ``part`` tells rows of one tambon and period apart that are to be summed.
    village : bool
        Whether rows are of villages, by the eight digits of their column ``village``.
    more : callable, optional
        Which other headings `shape` is given too, under their own names.

    Returns
    -------
    wide : DataFrame
        What `shape` gives, with place (finest current code; "" outside the area, "total" for
        a row of totals), former (the abolished code by which the row was written, else ""),
        part (with `former`, since a current tambon may be listed under both), file, row.
    notes : list of Note
        Columns that were dropped, and abolished codes that were read as current.

    Raises
    ------
    StudyError
        Every problem of every file.
    """
    own, names = layout.named(source, study.file), places(study)
    dropped: dict[str, int] = {}

    def read(path: Path) -> pd.DataFrame:
        name = file_name(path, study)
        table, others = read_table(path, name, own, more)
        dropped[name] = len(others)
        columns = Columns(table, Problems(name), {**own.optional, **own.required})
        if village:
            columns = _by_village(columns)
        _check_place_columns(columns)
        where = place_rows(columns, names)
        data = pd.DataFrame({"part": "", **where, **shape(columns)}, index=columns.table.index)
        data["part"] = (data["former"] + " " + data["part"]).str.strip()
        columns.problems.raise_if_any()
        return placed(data, name)

    wide = gather(paths, read)
    return wide, [*dropped_notes(dropped), *code_notes(wide)]


def place_rows(columns: Columns, names: Places) -> dict[str, pd.Series]:
    """Columns place and former of a table, as `read_wide` tells; problems go to `columns`."""
    table = columns.table
    blank = pd.Series("", table.index, dtype=object)
    codes = table.get("tambon", blank).map(thai.arabic_digits)
    rough = codes.map(lambda code: _rough(code, names))
    totals = pd.Series(False, table.index)
    for key in NAMES:
        words = table.get(key, blank).str.lower().str.replace(" ", "")
        totals |= words.isin(_TOTALS) & (codes == "")
    known = totals | rough.notna()
    place = names.resolve(Columns(table[~known], columns.problems, columns.shown))
    place = place.reindex(table.index).where(~known, rough.fillna(TOTAL)).astype(object)
    written = codes.str[:6]
    former = (place.str.len() == 6) & (written != "") & (written != place)
    return {"place": place, "former": written.where(former, "")}


def _rough(code: str, names: Places) -> str | None:
    """Amphoe or province of a subtotal's code ("9401", "940100", "94"); None for others."""
    short = code
    if len(code) == 6:
        short = code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    if len(short) not in (2, 4) or not short.isascii() or not short.isdigit():
        return None
    if not names.book.in_area(short):
        return ""
    whole = set(names.book.register["tambon"].str[: len(short)])
    return short if short in whole else None


def _by_village(columns: Columns) -> Columns:
    """The table without the rows whose village code is no such code, which are told.

    The village's code stands as the tambon's, whose code begins it.
    """
    codes = columns.code("village", 8)
    table = columns.table.assign(tambon=codes)[codes.notna()]
    return Columns(table, columns.problems, {**columns.shown, "tambon": columns.shown["village"]})


def _check_place_columns(columns: Columns) -> None:
    table = columns.table
    if "tambon" in table or all(key in table for key in NAMES):
        return
    usual = {key: columns.shown.get(key, PLACE[key]) for key in PLACE}
    wanted = text.WANT_PLACE_COLUMNS.format(
        code=usual["tambon"], names=", ".join(usual[key] for key in NAMES)
    )
    columns.problems.add(", ".join(columns.shown.get(str(c), str(c)) for c in table), wanted)
    columns.problems.raise_if_any()


def years(columns: Columns, column: str, freq: str = "Y-DEC") -> pd.Series:
    """Years of a required column as Periods of a calendar (Y-DEC) or fiscal (Y-SEP) year."""
    cells = columns.words(column, required=True)
    read: dict[str, object] = {}
    for row, cell in items_of(cells.dropna()):
        if read.get(cell) is None:
            try:
                read[cell] = pd.Period(year=thai.parse_year(cell), freq=freq)
            except thai.UnreadableError:
                name = columns.shown.get(column, column)
                columns.problems.add(cell, text.WANT_YEAR, row=row, column=name)
    return pd.Series(pd.PeriodIndex([read.get(c, pd.NaT) for c in cells], freq=freq), cells.index)


def be_years(periods: pd.Series) -> pd.Series:
    """Buddhist-era years of yearly Periods, as float; NaN where one is missing."""
    return periods.dt.year.where(periods.notna()).astype(float) + thai.OFFSET


def calendar_years(be: pd.Series) -> pd.Series:
    """Buddhist-era years, missing ones too, as Periods of a calendar year."""
    periods = [pd.NaT if pd.isna(y) else pd.Period(year=thai.to_ce(int(y)), freq="Y-DEC")
               for y in be]  # fmt: skip
    return pd.Series(pd.PeriodIndex(periods, freq="Y-DEC"), index=be.index)


def refuse_more(
    columns: Columns, part: tuple[str, pd.Series], whole: tuple[str, pd.Series]
) -> None:
    """Tell each row where a part is more than its whole; both as (column, figures)."""
    (column, parts), (other, wholes) = part, whole
    more = (parts > wholes).fillna(False).astype(bool)
    for row in parts.index[more]:
        name = columns.shown.get(other, other)
        wanted = text.WANT_PART_OF.format(column=name, most=f"{wholes[row]:,}")
        shown = columns.shown.get(column, column)
        columns.problems.add(columns.table[column][row], wanted, row=int(row), column=shown)
