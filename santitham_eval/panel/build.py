"""Study to its built tables; nothing is written here, and nothing is returned half-made."""

from __future__ import annotations

from typing import Any

import pandas as pd

from santitham_eval import sources
from santitham_eval.errors import Problem, StudyError
from santitham_eval.geography import EVENT_COLUMNS, land_of, neighbours, outlines, place_events
from santitham_eval.indicators import SERIES
from santitham_eval.panel import assemble, lessons, measures, population, quality
from santitham_eval.panel.feeds import event_sources, feeds, only
from santitham_eval.panel.measures import Measures
from santitham_eval.sources import Note, Reading
from santitham_eval.sources.reading import MEASURE_COLUMNS
from santitham_eval.sources.tambon_register import Codebook, codebook
from santitham_eval.study import EVENT_FORMATS, Study


def build_panel(study: Study) -> pd.DataFrame:
    """The tambon x indicator x period panel of a study.

    Returns
    -------
    DataFrame
        tambon, indicator, period, numerator, denominator, value, observed, se; see
        `build_tables`.

    Raises
    ------
    StudyError
        Any input that cannot be used.
    """
    return build_tables(study)["panel"]


def build_tables(study: Study) -> dict[str, pd.DataFrame]:
    """Every built table: register, roster, events, neighbours, map, panel, quality, lessons.

    The panel holds each tambon, each series that the study's sources feed, and each period of
    that series that lies whole in the study's months: months, fiscal years (ending September)
    or calendar years, as the source has them; ``period`` is Period[M] where all are months,
    else Periods of mixed lengths.  Only events placed in a tambon count; months that an event
    source's files do not cover are not observed, and neither is a period with an unknown count
    or no population: there numerator, denominator and value are NaN.  Person-years of a month
    are a twelfth of the population, interpolated linearly in time between two 31 Decembers to
    the month's middle.

    Raises
    ------
    StudyError
        Any input that cannot be used, with every problem of every file that can be told at
        that point.
    """
    fed = feeds(study)
    book = codebook(study)
    readings = _read_all(study)
    boundaries = only(study, "cod-ab")
    land = land_of(readings[boundaries].frame if boundaries else None, book)
    borders = neighbours(land)
    placed = _place_all(study, readings, land)
    persons, notes = _persons(study, readings, book)
    notes += _coverage(study, readings, book)
    given, more = _measures(study, readings, placed, borders, persons, book)
    fed = _given(fed, given, study)
    tambons = pd.Index(book.register["tambon"], name="tambon")
    blocks = [assemble.of_indicator(SERIES[s], given[name], len(tambons))
              for s, name in fed.items()]  # fmt: skip
    panel = assemble.panel_of(sorted(blocks, key=lambda b: b.indicator), tambons)
    notes = [*land.notes, *(readings[boundaries].notes if boundaries else ()), *notes, *more]
    for name, events in placed.items():
        notes += quality.of_source(name, events, readings[name], book.register, study)
    notes += _of_series(blocks, panel, fed, readings, tambons)
    notes += _of_events(study, placed, readings, book)
    roster = readings[str(only(study, "roster"))].frame[["tambon", "start", "dose"]]
    return {
        "register": book.register,
        "roster": roster.sort_values("tambon").reset_index(drop=True),
        "events": _all_events(placed),
        "neighbours": borders,
        "map": outlines(land.shapes, book.register["tambon"]),
        "panel": panel,
        "quality": quality.as_frame(notes),
        "lessons": lessons.returned(study, readings),
    }


def _of_series(
    blocks: list[assemble.Block],
    panel: pd.DataFrame,
    fed: dict[str, str],
    readings: dict[str, Reading],
    tambons: pd.Index,
) -> list[Note]:
    """What the quality table says of the series themselves."""
    return [
        *quality.of_panel(panel, fed, readings),
        *quality.of_lost(blocks, fed, readings),
        *quality.of_values(blocks),
        *quality.of_breaks(blocks),
        *quality.of_outliers(blocks, tambons),
    ]


def _of_events(
    study: Study, placed: dict[str, pd.DataFrame], readings: dict[str, Reading], book: Codebook
) -> list[Note]:
    """Events of each source by year and amphoe, how far two agree, and likely repeats."""
    amphoes = pd.Index(sorted(set(book.register["amphoe"])), name="amphoe")
    notes = quality.of_agreement(placed, readings, amphoes, _months(study))
    for name, events in placed.items():
        notes += quality.of_repeats(name, readings[name], events)
    return notes


def _coverage(study: Study, readings: dict[str, Reading], book: Codebook) -> list[Note]:
    """Years or tambons of the sources that give no measures, and codes that changed."""
    months, n = _months(study), len(book.register)
    notes = quality.of_codes(book)
    for name, source in study.sources.items():
        if source.format in EVENT_FORMATS:
            notes += quality.of_events_years(name, readings[name], months, n)
        elif source.format == "price-index":
            notes += quality.of_prices(name, readings[name], months, n)
        elif source.format == "roster":
            notes += quality.of_places(name, len(readings[name].frame))
        elif source.format == "lessons":
            notes += quality.of_places(name, readings[name].frame["tambon"].nunique())
            notes += [quality.of_reader(note, name) for note in readings[name].notes]
        elif source.format in ("tambon-register", "cod-ab"):
            notes += quality.of_places(name, n)  # else the study would have been refused
    return notes


def _months(study: Study) -> pd.PeriodIndex:
    return pd.period_range(study.periods.first, study.periods.last, freq="M")


def _given(fed: dict[str, str], given: dict[str, Measures], study: Study) -> dict[str, str]:
    """The series without those that are no outcome and that their source does not give."""
    outcomes = {outcome.indicator for outcome in study.outcomes}
    return {
        series: name
        for series, name in fed.items()
        if series in outcomes or SERIES[series].numerator in given[name].amounts
    }


def _all_events(placed: dict[str, pd.DataFrame]) -> pd.DataFrame:
    if not placed:
        return pd.DataFrame(columns=list(EVENT_COLUMNS), dtype=object)
    return pd.concat(placed.values(), ignore_index=True)


def _measures(
    study: Study,
    readings: dict[str, Reading],
    placed: dict[str, pd.DataFrame],
    borders: pd.DataFrame,
    persons: pd.DataFrame | None,
    book: Codebook,
) -> tuple[dict[str, Measures], list[Note]]:
    """Measures of every source that gives any, and what of them does not count."""
    tambons = pd.Index(book.register["tambon"], name="tambon")
    months = _months(study)
    given = {
        name: measures.of_events(events, readings[name], tambons, months, borders, persons)
        for name, events in placed.items()
    }
    prices = only(study, "price-index")
    notes: list[Note] = []
    for name, reading in readings.items():
        tidy = set(MEASURE_COLUMNS) <= set(reading.frame)
        if study.sources[name].format in EVENT_FORMATS or not tidy:
            continue
        given[name], left = measures.of_table(reading, tambons, months)
        bare = measures.deflated(given[name].amounts, readings[prices].frame if prices else None)
        notes += quality.of_table(name, reading, left) + quality.of_unpriced(name, bare)
        notes += quality.of_measures(name, given[name], tambons)
    return given, notes


def _read_all(study: Study) -> dict[str, Reading]:
    return _each({n: (sources.read, study, s) for n, s in study.sources.items()
                  if s.format != "tambon-register"})  # fmt: skip


def _place_all(study: Study, readings: dict[str, Reading], land: Any) -> dict[str, pd.DataFrame]:
    return _each({n: (place_events, readings[n].frame, n, land) for n, _ in event_sources(study)})


def _each(calls: dict[str, tuple[Any, ...]]) -> dict[str, Any]:
    """Run each call; raise the problems of all of them together."""
    done: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, (call, *arguments) in calls.items():
        try:
            done[name] = call(*arguments)
        except StudyError as error:
            problems += error.problems
    if problems:
        raise StudyError(problems)
    return done


def _persons(
    study: Study, readings: dict[str, Reading], book: Codebook
) -> tuple[pd.DataFrame | None, list[Note]]:
    """Persons by tambon and month; None where the study has no population files."""
    name = only(study, "dopa-population")
    if name is None:
        return None, []
    table, notes = population.yearly(readings[name].frame, book)
    persons = population.monthly(table, study, study.sources[name].file)
    told = quality.of_population(name, persons, table, _months(study))
    return persons, [*readings[name].notes, *notes, *told]
