"""Two event sources beside each other; they count different things and are never mixed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.geography import TAMBON_LEVELS
from santitham_eval.sources import Note, Reading

KNOWN = (*TAMBON_LEVELS, "amphoe")
"""Levels at which the amphoe of an event is known."""


def of_agreement(
    placed: Mapping[str, pd.DataFrame],
    readings: Mapping[str, Reading],
    amphoes: pd.Index,
    months: pd.PeriodIndex,
) -> list[Note]:
    """Events of each source by amphoe and year, and how far each pair of sources agrees.

    Topic ``events`` counts the events of a source whose amphoe is known, for every amphoe and
    ALL, by calendar year (item ``source/year``, BE).  Topic ``agreement`` compares two sources
    over the amphoe-months that the files of both cover (item ``one+other/...``): months in which
    both have some events, both none, only one; the share in which they say the same (%); and
    Pearson's correlation of their counts by amphoe and year, NaN where one does not vary.

    Parameters
    ----------
    placed : mapping of str to DataFrame
        Source to its placed events.
    readings : mapping of str to Reading
    amphoes : Index
        Codes of the study area.
    months : PeriodIndex
        The study's.
    """
    tables = {n: _monthly(events, readings[n], amphoes, months) for n, events in placed.items()}
    notes: list[Note] = []
    for name, table in tables.items():
        notes += _years(name, table)
    for one, other in combinations(tables, 2):
        notes += _pair(one, other, tables[one], tables[other])
    return notes


def _monthly(
    events: pd.DataFrame, reading: Reading, amphoes: pd.Index, months: pd.PeriodIndex
) -> pd.DataFrame:
    """Events by amphoe and month of the study that the source covers."""
    covered = months[reading.covered(months)]
    known = events[events["level"].isin(KNOWN)]
    table = pd.crosstab(known["amphoe"], known["period"])
    return table.reindex(index=amphoes, columns=covered, fill_value=0)


def _by_year(table: pd.DataFrame) -> pd.DataFrame:
    return table.T.groupby(pd.PeriodIndex(table.columns).year).sum().T


def _years(source: str, table: pd.DataFrame) -> list[Note]:
    counts = _by_year(table)
    notes = []
    for year in counts.columns:
        be = thai.to_be(int(year))
        words = text.NOTE_EVENTS_IN_YEAR.format(source=source, year=be)
        areas = [("ALL", counts[year].sum()), *counts[year].items()]
        for area, n in areas:
            notes.append(Note("events", str(area), f"{source}/{be}", float(n), words))
    return notes


def _pair(one: str, other: str, a: pd.DataFrame, b: pd.DataFrame) -> list[Note]:
    common = a.columns.intersection(b.columns)
    if not len(common):
        words = text.NOTE_NO_COMMON_MONTHS.format(one=one, other=other)
        return [Note("agreement", "ALL", f"{one}+{other}/months", 0.0, words)]
    a, b = a[common], b[common]
    some, some_other = a.to_numpy() > 0, b.to_numpy() > 0
    counts = {
        "months": float(some.size),
        "both_some": float((some & some_other).sum()),
        "both_none": float((~some & ~some_other).sum()),
        "only_one": float((some & ~some_other).sum()),
        "only_other": float((~some & some_other).sum()),
        "same_share": float((some == some_other).mean() * 100),
        "correlation": _correlation(_by_year(a).to_numpy(float), _by_year(b).to_numpy(float)),
    }
    return [
        Note("agreement", "ALL", f"{one}+{other}/{what}", value,
             text.NOTE_AGREEMENT[what].format(one=one, other=other))
        for what, value in counts.items()
    ]  # fmt: skip


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    if np.ptp(a) == 0 or np.ptp(b) == 0:
        return float("nan")
    return float(np.corrcoef(a.ravel(), b.ravel())[0, 1])
