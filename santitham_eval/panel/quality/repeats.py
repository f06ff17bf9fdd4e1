"""Rows of an incident list that look like one event written twice: told, both still count."""

from __future__ import annotations

import pandas as pd

from santitham_eval import text
from santitham_eval.sources import Note, Reading
from santitham_eval.sources.reading import rows_of

ALIKE = ("day", "place", "latitude", "longitude", "deaths", "civilian_deaths", "injured",
         "event_type")  # fmt: skip
"""What two rows must share; two events may, so nothing is removed."""


def of_repeats(source: str, reading: Reading, placed: pd.DataFrame) -> list[Note]:
    """Notes of rows that have the same day, place and counts, with their files and rows.

    Parameters
    ----------
    source : str
    reading : Reading
        Of an event source; one whose rows have no day has an id for each event instead, and
        nothing is told.
    placed : DataFrame
        Its placed events, in the same order: says in which tambon they are.
    """
    frame = reading.frame
    if "day" not in frame:
        return []
    keys = [column for column in ALIKE if column in frame]
    again = frame.assign(area=placed["tambon"].to_numpy())[frame.duplicated(keys, keep=False)]
    notes = []
    for number, (_, same) in enumerate(again.groupby(keys, dropna=False, sort=False), start=1):
        rows = ", ".join(f"{r.file}:{r.row}" for r in rows_of(same))
        area = same["area"].iloc[0]
        words = text.NOTE_REPEATED.format(source=source, rows=rows)
        item = f"{source}/repeated/{number}"
        where = str(area) if isinstance(area, str) else "ALL"
        notes.append(Note("duplicates", where, item, float(len(same) - 1), words))
    return notes
