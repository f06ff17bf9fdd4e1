"""What a reader must know of the data: coverage, precision, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.geography import LEVELS, TAMBON_LEVELS
from santitham_eval.indicators import INDICATORS
from santitham_eval.sources import Note, Reading
from santitham_eval.study import Study
from santitham_eval.text import Text

COLUMNS = ("topic", "area", "item", "count", "th", "en")
_AREAS: dict[str, tuple[str, ...]] = {
    "tambon": TAMBON_LEVELS,
    "amphoe": (*TAMBON_LEVELS, "amphoe"),
    "province": (*TAMBON_LEVELS, "amphoe", "province"),
}
_LISTED = 40  # ids in one sentence


def as_frame(notes: Iterable[Note]) -> pd.DataFrame:
    """Notes as the tidy quality table: topic, area, item, count, th, en."""
    rows = [(n.topic, n.area, n.item, n.count, n.words.th, n.words.en) for n in notes]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"count": float})


def of_source(
    name: str, placed: pd.DataFrame, reading: Reading, register: pd.DataFrame, study: Study
) -> list[Note]:
    """Where the events of one source went; levels and reasons add up to all its rows.

    ``placement`` counts the events of the study's periods by level, for every tambon, amphoe
    and province and for ALL; ``left_out`` tells why the others are not in the panel.
    """
    first, last = (pd.Period(m, "M") for m in (study.periods.first, study.periods.last))
    early, late = placed["period"] < first, placed["period"] > last
    within = placed[~early & ~late]
    notes = [_renamed(note, name) for note in reading.notes]
    for level in LEVELS:
        notes.append(_level(name, "ALL", level, int((within["level"] == level).sum())))
    for area, levels in _AREAS.items():
        counts = within.groupby([area, "level"]).size()
        for code in register[area].unique():
            for level in levels:
                notes.append(_level(name, code, level, int(counts.get((code, level), 0))))
    left = {"before_periods": early.sum(), "after_periods": late.sum()}
    left |= {level: (within["level"] == level).sum() for level in ("amphoe", "province", "outside")}
    for why, count in left.items():
        words = text.NOTE_LEFT_OUT.format(source=name, why=text.WHY_LEFT_OUT[why])
        notes.append(Note("left_out", "ALL", f"{name}/{why}", float(count), words))
    notes += _names(name, placed) + _months(name, reading, study)
    return notes + _unknown(name, within, reading)


def _unknown(source: str, within: pd.DataFrame, reading: Reading) -> list[Note]:
    """Events placed in a tambon whose deaths nobody noted: blank is not zero."""
    inside = within[within["level"].isin(TAMBON_LEVELS)]
    notes = []
    for measure in ("deaths", "civilian_deaths"):
        count = int(inside[measure].isna().sum()) if measure in reading.measures else 0
        if count:
            words = text.NOTE_UNKNOWN_COUNT.format(source=source)
            notes.append(Note("coverage", "ALL", f"{source}/no_{measure}", float(count), words))
    return notes


def _renamed(note: Note, source: str) -> Note:
    return Note(note.topic, note.area, f"{source}/{note.item}", note.count, note.words)


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


def _months(source: str, reading: Reading, study: Study) -> list[Note]:
    if reading.years is None:
        return []
    months = pd.period_range(study.periods.first, study.periods.last, freq="M")
    first, last = reading.years
    seen = int(((months.year >= first) & (months.year <= last)).sum())
    words = text.NOTE_MONTHS.format(
        source=source, first=thai.to_be(first), last=thai.to_be(last)
    )  # fmt: skip
    return [Note("coverage", "ALL", f"{source}/months", float(seen), words)]


def of_panel(
    panel: pd.DataFrame, fed: Mapping[str, str], readings: Mapping[str, Reading]
) -> list[Note]:
    """Observed months of every tambon and indicator, and indicators that a source cannot give."""
    notes = []
    for indicator, source in fed.items():
        declared = INDICATORS[indicator]
        lacking = {"deaths", "civilian_deaths"} - set(readings[source].measures)
        if lacking & {declared.numerator, declared.denominator}:
            words = text.NOTE_NO_MEASURE.format(source=source, indicator=declared.name)
            notes.append(Note("coverage", "ALL", f"{indicator}/no_measure", float("nan"), words))
    seen = panel.groupby(["tambon", "indicator"], sort=False)["observed"].sum()
    for key, count in seen.items():
        tambon, indicator = key if isinstance(key, tuple) else ("", "")
        words = text.NOTE_OBSERVED.format(indicator=_name(str(indicator)))
        notes.append(Note("coverage", str(tambon), str(indicator), float(count), words))
    return notes


def of_population(persons: pd.DataFrame) -> list[Note]:
    """The rule of interpolation, and tambons with months that have no figure."""
    notes = [Note("population", "ALL", "interpolation", float("nan"), text.NOTE_INTERPOLATION)]
    lacking = persons.isna().sum(axis=1)
    for code, months in lacking[lacking > 0].items():
        words = text.NOTE_NO_POPULATION
        notes.append(Note("population", str(code), "no_figure", float(months), words))
    return notes


def _name(indicator: str) -> Text:
    return INDICATORS[indicator].name
