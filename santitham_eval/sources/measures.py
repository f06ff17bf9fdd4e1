"""From a table of places and periods to tidy measures: what readers of measures end with.

What is of no tambon of the study area is left out, and the notes say how much that was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, StudyError
from santitham_eval.sources.reading import MEASURE_COLUMNS, Note, Reading, rows_of, whole_sum
from santitham_eval.text import Text

LEVELS = {6: "tambon", 4: "amphoe", 2: "province", 0: "outside"}
TOTAL = "total"
"""Place of a row of totals."""
_KEYS = ["place", "period", "measure"]


def melt(wide: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """One row per row and measure of a wide table; ``X_se`` is the standard error of ``X``."""
    keep = ["place", "part", "period", "file", "row"]
    parts = []
    for measure in measures:
        errors = wide.get(f"{measure}_se", pd.Series(np.nan, wide.index))
        amounts = wide[measure].astype(float)
        parts.append(wide[keep].assign(measure=measure, amount=amounts, se=errors.astype(float)))
    return pd.concat(parts, ignore_index=True)


def tidy(long: pd.DataFrame, measures: Sequence[str], notes: Iterable[Note] = ()) -> Reading:
    """Tidy measures of the tambons of the study area, and notes of all that is left out.

    Parameters
    ----------
    long : DataFrame
        place, part, period, measure, amount, se, file, row, as `melt` gives.  Rows of one
        tambon, period and measure that differ in ``part`` are parts of it and are summed (their
        errors as of independent amounts); the sum is unknown where a part is.
    measures : sequence of str
        All that the source can give.
    notes : iterable of Note
        Those of the reader; they come first.

    Raises
    ------
    StudyError
        A tambon listed twice for a period and measure under the same part.
    """
    inside = long["place"].str.len() == 6
    refuse_twice(long[inside])
    grouped = long[inside].assign(variance=long["se"] ** 2).groupby(_KEYS, sort=True)
    frame = grouped.agg(file=("file", "first"), row=("row", "first"))
    frame = frame.assign(
        amount=whole_sum(grouped["amount"]), se=np.sqrt(whole_sum(grouped["variance"])),
        known=grouped["amount"].sum(),
    ).reset_index()  # fmt: skip
    told = [
        *notes,
        *_rows_left_out(long[~inside]),
        *left_out("incomplete", frame[frame["amount"].isna()].assign(amount=frame["known"])),
        *_coverage(frame),
    ]
    frame = frame.rename(columns={"place": "tambon"})[list(MEASURE_COLUMNS)]
    return Reading(frame, tuple(told), tuple(measures))


def refuse_twice(long: pd.DataFrame) -> None:
    """`StudyError` naming each row that repeats a place, period, measure and part."""
    keys = [*_KEYS, "part"]
    again = long[long.duplicated(keys)].drop_duplicates(["file", "row"])
    if again.empty:
        return
    earliest = long.drop_duplicates(keys)
    first = {(r.place, r.period, r.measure, r.part): (r.file, r.row) for r in rows_of(earliest)}
    problems = []
    for r in rows_of(again):
        found = " ".join(filter(None, [r.place, r.part, shown(r.period)]))
        file, row = first[(r.place, r.period, r.measure, r.part)]
        words = text.ALREADY_IN.format(found=found, file=file, row=row)
        problems.append(Problem(r.file, words.both(), text.WANT_TAMBON_ONCE, r.row))
    raise StudyError(problems)


def left_out(why: str, rows: pd.DataFrame, words: Text | None = None) -> list[Note]:
    """Notes of the known amounts of each measure that do not reach the panel, and why."""
    reason = words or text.WHY_NOT_MEASURED[why]
    known = rows[rows["amount"].notna()]
    return [
        Note("left_out", "ALL", f"{why}/{measure}", float(amount),
             text.NOTE_AMOUNT_LEFT_OUT.format(measure=measure, why=reason))
        for measure, amount in known.groupby("measure")["amount"].sum().items() if amount
    ]  # fmt: skip


def dropped_notes(dropped: Mapping[str, int]) -> list[Note]:
    """How many columns of each file were not read."""
    return [
        Note("note", "ALL", "columns_dropped", float(n), text.NOTE_COLUMNS_DROPPED.format(file=f))
        for f, n in sorted(dropped.items()) if n
    ]  # fmt: skip


def code_notes(wide: pd.DataFrame) -> list[Note]:
    """Rows written under an abolished code."""
    former = wide[wide["former"] != ""].groupby(["place", "former"], as_index=False).size()
    words = text.NOTE_OLD_CODE
    return [
        Note("codes", r.place, r.former, float(r.size), words.format(old=r.former, new=r.place))
        for r in rows_of(former)
    ]


def gap_notes(periods: pd.Series) -> list[Note]:
    """The years without figures between those that have them, which are no zeros."""
    held = periods.dropna().drop_duplicates()
    if held.empty or not isinstance(held.dt.freq, pd.offsets.YearEnd):
        return []
    between = pd.period_range(held.min(), held.max(), freq=held.dt.freq)
    gaps = [shown(p) for p in between.difference(pd.PeriodIndex(held))]
    words = text.NOTE_GAP.format(years=", ".join(gaps))
    return [Note("coverage", "ALL", "gaps", float(len(gaps)), words)] if gaps else []


def _rows_left_out(rows: pd.DataFrame) -> list[Note]:
    level = rows["place"].map(lambda p: TOTAL if p == TOTAL else LEVELS[len(p)])
    notes: list[Note] = []
    for why, some in rows.groupby(level):
        words = text.NOTE_ROWS_LEFT_OUT.format(why=text.WHY_NOT_MEASURED[str(why)])
        n = len(some.drop_duplicates(["file", "row"]))
        notes.append(Note("left_out", "ALL", f"{why}/rows", float(n), words))
        notes += left_out(str(why), some)
    return notes


def _coverage(frame: pd.DataFrame) -> list[Note]:
    """What is unknown; the panel tells which tambons and periods are there."""
    known = frame["amount"].notna()
    notes = [
        Note("coverage", "ALL", f"blank/{measure}", float(n),
             text.NOTE_BLANK_AMOUNT.format(measure=measure))
        for measure, n in frame[~known].groupby("measure").size().items()
    ]  # fmt: skip
    return [*notes, *gap_notes(frame.loc[known, "period"])]


def shown(period: object) -> str:
    """A period as a reader of Thai files writes it: BE year, or month and BE year."""
    assert isinstance(period, pd.Period)
    be = thai.to_be(period.year)
    return f"{be}-{period.month:02d}" if period.freqstr == "M" else str(be)
