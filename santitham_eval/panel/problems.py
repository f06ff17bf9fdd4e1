"""Everything that is wrong with a study's files, also where one of them hides the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from santitham_eval import sources, text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.geography import land_of, place_events
from santitham_eval.panel import lessons, population
from santitham_eval.panel.feeds import event_sources, feeds, only
from santitham_eval.sources import Reading
from santitham_eval.sources.places import DECISIONS
from santitham_eval.sources.tambon_register import Codebook, codebook
from santitham_eval.study import Area, Study

_FAR = ("58", "27", "39")  # provinces of which any one that a study does not touch will do


def problems_of(study: Study) -> list[Problem]:
    """All problems of all files of a study, each once, in the order of the study file.

    Without a readable register no code or name can be judged.  The other files are then read as
    if the study lay elsewhere, so that all their places are outside it: everything but the
    places is checked all the same, and one problem says so.
    """
    found: list[Problem] = []

    def attempt(call: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return call(*arguments)
        except StudyError as error:
            found.extend(error.problems)
            return None

    attempt(feeds, study)
    book = attempt(codebook, study)
    if book is None:
        found.append(_unchecked(study))
    readings = {
        name: attempt(sources.read, study if book else _elsewhere(study), source)
        for name, source in study.sources.items()
        if source.format != "tambon-register"
    }
    if book is None:  # what is said of codes was said against another register
        found = [p for p in found if p.file != DECISIONS and p.wanted != text.WANT_CURRENT_TAMBON]
    else:
        _together(study, book, {n: r for n, r in readings.items() if r is not None}, attempt)
    return list(dict.fromkeys(found))


def _together(
    study: Study, book: Codebook, readings: dict[str, Reading], attempt: Callable[..., Any]
) -> None:
    """What can only be told of files that are sound in themselves, held against each other."""
    boundaries, persons = only(study, "cod-ab"), only(study, "dopa-population")
    if boundaries in readings:
        land = attempt(land_of, readings[str(boundaries)].frame, book)
        for name, _ in event_sources(study):
            if land is not None and name in readings:
                attempt(place_events, readings[name].frame, name, land)
    attempt(lessons.returned, study, readings)
    if persons in readings:
        given = attempt(population.yearly, readings[str(persons)].frame, book)
        if given is not None:
            attempt(population.monthly, given[0], study, study.sources[str(persons)].file)


def _unchecked(study: Study) -> Problem:
    name = only(study, "tambon-register")
    file = study.sources[name].file if name else study.file
    return Problem(file, text.MISSING, text.CHECK_WITHOUT_REGISTER)


def _elsewhere(study: Study) -> Study:
    """The study, as if it lay in a province that it does not touch, of the official register."""
    far = next(c for c in _FAR if not any(a.startswith(c) for a in study.area.codes))
    others = {n: s for n, s in study.sources.items() if s.format != "tambon-register"}
    return replace(study, sources=others, area=Area((far,)))
