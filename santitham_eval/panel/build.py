"""Study to its built tables; nothing is written here, and nothing is returned half-made."""

from __future__ import annotations

from typing import Any

import pandas as pd

from santitham_eval import sources
from santitham_eval.errors import Problem, StudyError
from santitham_eval.geography import land_of, neighbours, place_events
from santitham_eval.indicators import INDICATORS
from santitham_eval.panel import measures, population, quality
from santitham_eval.panel.feeds import event_sources, feeds, only
from santitham_eval.sources import Note, Reading
from santitham_eval.sources.tambon_register import Codebook, codebook
from santitham_eval.study import Study


def build_panel(study: Study) -> pd.DataFrame:
    """The tambon x indicator x month panel of a study.

    Returns
    -------
    DataFrame
        tambon, indicator, period (Period[M]), numerator, denominator, value, observed; see
        `build_tables`.

    Raises
    ------
    StudyError
        Any input that cannot be used.
    """
    return build_tables(study)["panel"]


def build_tables(study: Study) -> dict[str, pd.DataFrame]:
    """Every built table of a study: register, roster, events, neighbours, panel, quality.

    The panel holds each tambon, each indicator of the study's outcomes and each month of its
    periods.  Only events placed in a tambon count; months that an event source's files do not
    cover are not observed, and neither is a month with an unknown count or no population:
    there numerator, denominator and value are NaN.  Person-years of a month are a twelfth of
    the population, interpolated linearly in time between two 31 Decembers to the month's
    middle.

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
    placed = _place_all(study, readings, land)
    persons, notes = _persons(study, readings, book)
    panel = _panel(study, fed, readings, placed, persons, book)
    notes = [*land.notes, *(readings[boundaries].notes if boundaries else ()), *notes]
    for name, events in placed.items():
        notes += quality.of_source(name, events, readings[name], book.register, study)
    notes += quality.of_panel(panel, fed, readings)
    roster = readings[str(only(study, "roster"))].frame[["tambon", "start", "dose"]]
    return {
        "register": book.register,
        "roster": roster.sort_values("tambon").reset_index(drop=True),
        "events": pd.concat(placed.values(), ignore_index=True),
        "neighbours": neighbours(land),
        "panel": panel,
        "quality": quality.as_frame(notes),
    }


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
    return persons, [*readings[name].notes, *notes, *quality.of_population(persons)]


def _panel(
    study: Study,
    fed: dict[str, str],
    readings: dict[str, Reading],
    placed: dict[str, pd.DataFrame],
    persons: pd.DataFrame | None,
    book: Codebook,
) -> pd.DataFrame:
    tambons = pd.Index(book.register["tambon"].to_numpy(dtype=object), name="tambon")
    months = pd.period_range(study.periods.first, study.periods.last, freq="M")
    grid = pd.DataFrame(index=tambons, columns=months, dtype=float)
    given = {
        name: measures.of_events(events, readings[name], tambons, months)
        for name, events in placed.items()
    }
    if persons is not None:
        for held in given.values():
            held["person_years"] = persons.reindex(tambons) / 12
    rows = [
        measures.of_indicator(INDICATORS[indicator], given[source], grid)
        for indicator, source in fed.items()
    ]
    panel = pd.concat(rows, ignore_index=True)
    return panel.sort_values(["tambon", "indicator", "period"]).reset_index(drop=True)
