"""What the public event datasets have in common: one row an event, a point, names, a precision."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.measures import shown
from santitham_eval.sources.reading import Note, Reading, placed, refuse_repeats
from santitham_eval.study import Source, Study

HELPERS = ("year", "thai", "last", "date_prec", "left_out", "alone")
"""Columns that a reader may need to choose events by, and that do not reach the event frame."""


def event_rows(
    columns: Columns, name: str, start: pd.Series, data: dict[str, pd.Series], basis: str
) -> pd.DataFrame:
    """The event frame of one file, `HELPERS` among it; raises the file's problems.

    Parameters
    ----------
    columns, name : Columns, str
        The file; latitude and longitude are read here.
    start : Series of datetime64
        Day on which each event began; it is counted in that month.
    data : dict of str to Series
        event_id, year, thai, deaths, civilian_deaths, precision, adm_1, adm_2, place, helpers.
    basis : {"ged", "acled"}
        By which rule events are placed.
    """
    data = {
        **data,
        "period": start.dt.to_period("M"),
        "injured": unknown(start.index),
        "latitude": columns.real("latitude", -90, 90, required=True),
        "longitude": columns.real("longitude", -180, 180, required=True),
        "basis": pd.Series(basis, start.index, dtype=object),
    }
    columns.problems.raise_if_any()
    return placed(pd.DataFrame(data, copy=False), name)


def unknown(index: pd.Index) -> pd.Series:
    """Counts that the dataset does not hold."""
    return pd.Series(pd.NA, index, dtype="Int64")


def coverage_notes(periods: pd.Series, source: Source, study: Study) -> list[Note]:
    """Months of the study in the files' calendar years that no event shows to be covered.

    They count as without events.  A list that ends in June says nothing of July, nor does one
    that skips a year; only the evaluator knows whether nothing happened.
    """
    if source.covers is not None:  # the evaluator has said it
        return []
    held = pd.PeriodIndex(periods.dropna().unique())
    first, last = held.min(), held.max()
    months = pd.period_range(study.periods.first, study.periods.last, freq="M")
    months = months[(months.year >= first.year) & (months.year <= last.year)]
    edges = int(((months < first) | (months > last)).sum())
    silent = [str(thai.to_be(y)) for y in months.year.unique() if y not in held.year]
    told = (
        ("edges", edges, text.NOTE_EDGES.format(first=shown(first), last=shown(last))),
        ("silent_years", len(silent), text.NOTE_SILENT_YEARS.format(years=", ".join(silent))),
    )
    return [Note("coverage", "ALL", item, float(n), words) for item, n, words in told if n]


def thai_events(
    frame: pd.DataFrame,
    left_out: np.ndarray,
    shown_id: str,
    notes: Sequence[Note],
    measures: Sequence[str],
) -> Reading:
    """The events in Thailand that are not left out, and how many lie in other countries.

    The first of `notes` tells why those of `left_out` are; their deaths are told beside it.

    Raises
    ------
    StudyError
        An event in Thailand whose number (the file's column `shown_id`) is listed twice.
    """
    ours = frame["thai"].to_numpy(bool)
    known = ours
    if "alone" in frame and (frame["file"] == frame["file"].iloc[0]).all():
        known = ours & ~frame["alone"].to_numpy(bool)  # none of one file has its number twice
    refuse_repeats(frame.loc[known, ["event_id", "file", "row"]], "event_id", shown_id)
    abroad = frame.loc[~ours, "file"].value_counts().sort_index()
    others = [
        Note("note", "ALL", "other_country", float(count),
             text.NOTE_OTHER_COUNTRY.format(file=file))
        for file, count in abroad.items()
    ]  # fmt: skip
    lost = frame[ours & left_out]
    dead = [
        Note("left_out", "ALL", f"{measure}/{notes[0].item}", float(lost[measure].sum()),
             text.NOTE_AMOUNT_LEFT_OUT.format(
                 measure=measure, why=text.WHY_LEFT_OUT[notes[0].item]))
        for measure in measures if measure in lost and lost[measure].sum()
    ]  # fmt: skip
    years = (int(frame["year"].min()), int(frame["year"].max()))
    wanted = frame.drop(columns=[c for c in HELPERS if c in frame])
    kept = wanted[ours & ~left_out].reset_index(drop=True)
    return Reading(kept, (*notes, *dead, *others), tuple(measures), years)
