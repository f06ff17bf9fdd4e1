"""ACLED: political violence and protest, each event with its precision, dead or not.

Raleigh, Kishi and Linke (2023), Humanities and Social Sciences Communications 10:74.  Both
layouts are read, that of before March 2023 and that since: what is wanted stands in both under
the same names.  ACLED covers Thailand from 2010.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.geocoded import coverage_notes, event_rows, thai_events, unknown
from santitham_eval.sources.reading import Note, Reading, gather
from santitham_eval.study import Source, Study

THAILAND = 764  # ISO 3166-1 numeric
FIRST_YEAR = 2010
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type", "iso",
    "admin1", "admin2", "admin3", "latitude", "longitude", "geo_precision", "fatalities",
)  # fmt: skip
MEASURES = ("events", "deaths")
_PEACEFUL = ("Protests", "Strategic developments")
_FORCE = "Excessive force against protesters"


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read ACLED files.

    Returns
    -------
    Reading
        Frame of event_id (``event_id_cnty``), period, deaths (``fatalities``), civilian_deaths
        and injured (unknown), precision (``geo_precision``), latitude, longitude, adm_1, adm_2,
        place (``admin3``), basis, file, row.  Protests without excessive force against them and
        strategic developments are no violent incidents; the notes tell how many are left out.
    """
    frame = gather(paths, lambda p: _read(p, file_name(p, study)))
    thai = frame["thai"].to_numpy(bool)
    peaceful = thai & frame["left_out"].to_numpy(bool)
    dead = int(frame.loc[peaceful, "deaths"].sum())
    rough = thai & ~peaceful & (frame["date_prec"] == 2).to_numpy(bool)
    notes = [
        Note("left_out", "ALL", "not_violent", float(peaceful.sum()),
             text.NOTE_NOT_VIOLENT.format(deaths=dead)),
        Note("note", "ALL", "week_only", float(rough.sum()), text.NOTE_WEEK_ONLY),
        *coverage_notes(frame["period"], source, study),
    ]  # fmt: skip
    reading = thai_events(frame, peaceful, "event_id_cnty", notes, MEASURES)
    first, last = reading.years or (FIRST_YEAR, FIRST_YEAR)
    return replace(reading, years=(max(first, FIRST_YEAR), max(last, FIRST_YEAR)))


def _read(path: Path, name: str) -> pd.DataFrame:
    columns = Columns.of_csv(path, name, COLUMNS, Problems(name))
    start = columns.date("event_date", "CE")
    kind, sub = columns.words("event_type", required=True), columns.words("sub_event_type")
    data = {
        "event_id": columns.words("event_id_cnty", required=True),
        "year": columns.count("year", required=True),
        "thai": columns.count("iso", required=True) == THAILAND,
        "left_out": kind.isin(_PEACEFUL) & (sub != _FORCE),
        "date_prec": columns.choice("time_precision", ("1", "2", "3")),
        "deaths": columns.count("fatalities", required=True),
        "civilian_deaths": unknown(start.index),
        "precision": columns.choice("geo_precision", ("1", "2", "3")),
        "adm_1": columns.words("admin1"),
        "adm_2": columns.words("admin2"),
        "place": columns.words("admin3"),
    }
    return event_rows(columns, name, start, data, "acled")
