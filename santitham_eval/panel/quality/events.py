"""Where the events of a source went, and what a source of measures leaves out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.geography import LEVELS, TAMBON_LEVELS
from santitham_eval.panel.measures import DEATHS
from santitham_eval.panel.quality.model import of_reader
from santitham_eval.sources import Note, Reading
from santitham_eval.sources.measures import shown
from santitham_eval.study import Study

_AREAS: dict[str, tuple[str, ...]] = {
    "tambon": TAMBON_LEVELS,
    "amphoe": (*TAMBON_LEVELS, "amphoe"),
    "province": (*TAMBON_LEVELS, "amphoe", "province"),
}
_LISTED = 40  # ids in one sentence


def of_source(
    name: str, placed: pd.DataFrame, reading: Reading, register: pd.DataFrame, study: Study
) -> list[Note]:
    """Where the events of one source went; levels and reasons add up to all its rows.

    ``placement`` counts the events of the study's months that the source covers by level, for
    every tambon, amphoe and province and for ALL; ``left_out`` tells why the others are not in
    the panel.
    """
    first, last = (pd.Period(m, "M") for m in (study.periods.first, study.periods.last))
    early, late = placed["period"] < first, placed["period"] > last
    covered = reading.covered(pd.PeriodIndex(placed["period"], freq="M"))
    within = placed[~early & ~late & covered]
    notes = [of_reader(note, name) for note in reading.notes]
    for level in LEVELS:
        notes.append(_level(name, "ALL", level, int((within["level"] == level).sum())))
    for area, levels in _AREAS.items():
        counts = within.groupby([area, "level"]).size()
        for code in register[area].unique():
            for level in levels:
                notes.append(_level(name, code, level, int(counts.get((code, level), 0))))
    left = {"before_periods": placed[early], "after_periods": placed[late]}
    left["not_covered"] = placed[~early & ~late & ~covered]
    left |= {level: within[within["level"] == level] for level in ("amphoe", "province", "outside")}
    for why, rows in left.items():
        words = text.NOTE_LEFT_OUT.format(source=name, why=text.WHY_LEFT_OUT[why])
        notes.append(Note("left_out", "ALL", f"{name}/{why}", float(len(rows)), words))
    notes += _dead(name, {**left, "incomplete": within}, reading)
    notes += _largest(name, within, reading)
    notes += _names(name, placed) + _months(name, placed, reading, study)
    return notes + _unknown(name, within, reading)


def _dead(source: str, left: Mapping[str, pd.DataFrame], reading: Reading) -> list[Note]:
    """Known deaths of the events that are left out, and why.

    Under ``incomplete`` stand all events of the periods: those of a tambon's month whose sum is
    unknown because one of its events has no figure are left out.
    """
    notes = []
    for measure in DEATHS:
        for why, events in left.items() if measure in reading.measures else ():
            rows = events
            if why == "incomplete":
                inside = events[events["level"].isin(TAMBON_LEVELS)]
                blank = inside[measure].isna().groupby([inside["tambon"], inside["period"]])
                rows = inside[blank.transform("any").astype(bool)]
            if rows[measure].sum():
                words = text.NOTE_MEASURE_LEFT_OUT.format(
                    source=source, measure=measure, why=text.WHY_LEFT_OUT[why]
                )
                item = f"{source}/{measure}/{why}"
                notes.append(Note("left_out", "ALL", item, float(rows[measure].sum()), words))
    return notes


def _unknown(source: str, within: pd.DataFrame, reading: Reading) -> list[Note]:
    """Events placed in a tambon whose deaths nobody noted: blank is not zero."""
    inside = within[within["level"].isin(TAMBON_LEVELS)]
    notes = []
    for measure in DEATHS:
        count = int(inside[measure].isna().sum()) if measure in reading.measures else 0
        if count:
            words = text.NOTE_UNKNOWN_COUNT.format(source=source)
            notes.append(Note("coverage", "ALL", f"{source}/no_{measure}", float(count), words))
    return notes


def _largest(source: str, within: pd.DataFrame, reading: Reading) -> list[Note]:
    """The most persons of one event of the study area: a slip of the pen shows here first."""
    inside = within[within["level"] != "outside"]
    notes = []
    for measure in DEATHS:
        most = inside[measure].max() if measure in reading.measures else 0
        if pd.isna(most) or most == 0:
            continue
        event = inside.loc[(inside[measure] == most).fillna(False), "event_id"].iloc[0]
        words = text.NOTE_LARGEST.format(source=source, measure=measure, event=event)
        notes.append(Note("note", "ALL", f"{source}/{measure}/largest", float(most), words))
    return notes


def _level(source: str, area: str, level: str, count: int) -> Note:
    words = text.NOTE_LEVEL.format(source=source, level=text.LEVELS[level])
    return Note("placement", area, f"{source}/{level}", float(count), words)


def _names(source: str, placed: pd.DataFrame) -> list[Note]:
    """Events that name a tambon which cannot be told, and former codes that were read."""
    notes = []
    lost = placed[placed["note"].isin(["name_unmatched", "name_ambiguous"])]
    if len(lost):
        ids = ", ".join(lost["event_id"].iloc[:_LISTED]) + (", …" if len(lost) > _LISTED else "")
        words = text.NOTE_NAMED_UNMATCHED.format(source=source, events=ids)
        notes.append(Note("note", "ALL", f"{source}/name_unmatched", float(len(lost)), words))
    former = placed[placed["note"] == "former_code"].groupby("tambon").size()
    for code, count in former.items():
        words = text.NOTE_FORMER_EVENTS.format(source=source)
        notes.append(Note("codes", str(code), f"{source}/former_code", float(count), words))
    return notes


def _months(source: str, placed: pd.DataFrame, reading: Reading, study: Study) -> list[Note]:
    """Months that the files' years cover, and those of them without any event anywhere."""
    months = pd.period_range(study.periods.first, study.periods.last, freq="M")
    seen = months[reading.covered(months)]
    if reading.covers is not None:
        first, last = (shown(pd.Period(month, "M")) for month in reading.covers)
    elif reading.years is not None:
        first, last = (str(thai.to_be(year)) for year in reading.years)
    else:
        return []
    words = text.NOTE_MONTHS.format(source=source, first=first, last=last)
    notes = [Note("coverage", "ALL", f"{source}/months", float(len(seen)), words)]
    silent = seen.difference(pd.PeriodIndex(placed["period"], freq="M"))
    if not len(silent):
        return notes
    runs = pd.Series(silent).groupby(silent.asi8 - np.arange(len(silent)))
    longest = runs.get_group(runs.size().idxmax())
    words = text.NOTE_SILENT.format(
        source=source, first=shown(longest.iloc[0]), last=shown(longest.iloc[-1]), n=len(longest)
    )
    return [*notes, Note("note", "ALL", f"{source}/silent_months", float(len(silent)), words)]


def of_table(name: str, reading: Reading, left: Mapping[tuple[str, str], float]) -> list[Note]:
    """What a source of measures tells itself, and what lies outside the study's periods."""
    notes = [of_reader(note, name) for note in reading.notes]
    for (measure, why), amount in left.items():
        words = text.NOTE_MEASURE_LEFT_OUT.format(
            source=name, measure=measure, why=text.WHY_LEFT_OUT[why]
        )
        notes.append(Note("left_out", "ALL", f"{name}/{measure}/{why}", amount, words))
    return notes
