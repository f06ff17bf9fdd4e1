"""UCDP Georeferenced Event Dataset: events with at least one death, each with its precision.

Sundberg and Melander (2013), Journal of Peace Research 50(4); codebook of version 22.1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.geocoded import event_rows, thai_events
from santitham_eval.sources.reading import Note, Reading, gather
from santitham_eval.study import Source, Study

THAILAND = 800  # country_id
COLUMNS = (
    "id", "year", "where_prec", "where_description", "adm_1", "adm_2", "latitude", "longitude",
    "country_id", "date_prec", "date_start", "date_end", "deaths_civilians", "best",
)  # fmt: skip
MEASURES = ("events", "deaths", "civilian_deaths")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read GED files.

    Returns
    -------
    Reading
        Frame of event_id, period, deaths (``best``), civilian_deaths, injured (unknown),
        precision (``where_prec``), latitude, longitude, adm_1, adm_2, place
        (``where_description``), basis, file, row.  An event whose days span months counts in
        the month of its start; with date precision 5 (known to the year only) its month cannot
        be told, so it is left out and listed in the notes.
    """
    return read_files(paths, lambda p: file_name(p, study))


def read_files(paths: Sequence[Path], named: Callable[[Path], str]) -> Reading:
    """As `read`, of files outside a study; `named` tells what a file is called."""
    frame = gather(paths, lambda p: _read(p, named(p)))
    thai = frame["thai"].to_numpy(bool)
    spans = thai & (frame["period"] != frame["last"]).to_numpy()
    vague = spans & (frame["date_prec"] == 5).to_numpy(bool)
    notes = [
        Note(
            "left_out",
            "ALL",
            "no_month",
            float(vague.sum()),
            text.NOTE_NO_MONTH.format(events=", ".join(frame.loc[vague, "event_id"]) or "-"),
        ),
        Note("note", "ALL", "span", float((spans & ~vague).sum()), text.NOTE_SPAN),
    ]
    return thai_events(frame, vague, "id", notes, MEASURES)


def _read(path: Path, name: str) -> pd.DataFrame:
    problems = Problems(name)
    columns = Columns.of_csv(path, name, COLUMNS, problems)
    start, end = columns.date("date_start", "CE"), columns.date("date_end", "CE")
    for row in end.index[end < start]:
        wanted = text.WANT_END_AFTER_START.format(start=f"{start[row]:%Y-%m-%d}")
        problems.add(f"{end[row]:%Y-%m-%d}", wanted, row=row, column="date_end")
    deaths = columns.count("best", required=True)
    civilians = columns.count("deaths_civilians", required=True)
    more = (civilians > deaths).fillna(False).astype(bool)
    for row in deaths.index[more]:
        wanted = text.WANT_AT_MOST_DEATHS.format(deaths=deaths[row])
        problems.add(civilians[row], wanted, row=row, column="deaths_civilians")
    data = {
        "event_id": columns.words("id", required=True),
        "alone": columns.alone("id"),
        "year": columns.count("year", required=True),
        "thai": columns.count("country_id", required=True) == THAILAND,
        "last": end.dt.to_period("M"),
        "date_prec": columns.choice("date_prec", "12345"),
        "deaths": deaths,
        "civilian_deaths": civilians,
        "precision": columns.choice("where_prec", "1234567"),
        "adm_1": columns.words("adm_1"),
        "adm_2": columns.words("adm_2"),
        "place": columns.words("where_description"),
    }
    return event_rows(columns, name, start, data, "ged")
