"""UCDP Georeferenced Event Dataset: events with at least one death, each with its precision.

Sundberg and Melander (2013), Journal of Peace Research 50(4); codebook of version 22.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.reading import (
    Note,
    Reading,
    gather,
    placed,
    read_csv,
    refuse_repeats,
)
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
    frame = gather(paths, lambda p: _read(p, file_name(p, study)))
    years = (int(frame["year"].min()), int(frame["year"].max()))
    thai = frame[frame["country_id"] == THAILAND]
    refuse_repeats(thai, "event_id", "id")
    spans = thai["period"] != thai["last"]
    vague = spans & (thai["date_prec"] == 5)
    notes = [
        Note(
            "left_out",
            "ALL",
            "no_month",
            float(vague.sum()),
            text.NOTE_NO_MONTH.format(events=", ".join(thai.loc[vague, "event_id"]) or "-"),
        ),
        Note("note", "ALL", "span", float((spans & ~vague).sum()), text.NOTE_SPAN),
    ]
    abroad = frame[frame["country_id"] != THAILAND].groupby("file").size()
    for name, count in abroad.items():
        words = text.NOTE_OTHER_COUNTRY.format(file=name)
        notes.append(Note("note", "ALL", "other_country", float(count), words))
    kept = thai[~vague].drop(columns=["year", "country_id", "date_prec", "last"])
    return Reading(kept.reset_index(drop=True), tuple(notes), MEASURES, years)


def _read(path: Path, name: str) -> pd.DataFrame:
    problems = Problems(name)
    columns = Columns(read_csv(path, name, COLUMNS, extra=True), problems)
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
        "year": columns.count("year", required=True),
        "country_id": columns.count("country_id", required=True),
        "period": start.dt.to_period("M"),
        "last": end.dt.to_period("M"),
        "date_prec": columns.count("date_prec", required=True),
        "deaths": deaths,
        "civilian_deaths": civilians,
        "injured": pd.Series(pd.NA, start.index, dtype="Int64"),
        "precision": columns.count("where_prec", required=True),
        "latitude": columns.real("latitude", -90, 90, required=True),
        "longitude": columns.real("longitude", -180, 180, required=True),
        "adm_1": columns.words("adm_1"),
        "adm_2": columns.words("adm_2"),
        "place": columns.words("where_description"),
        "basis": pd.Series(np.repeat("ged", len(start)), start.index, dtype=object),
    }
    problems.raise_if_any()
    return placed(pd.DataFrame(data), name)
