"""Which event source feeds which indicator; two are never mixed in one series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.indicators import INDICATORS, check_outcomes
from santitham_eval.study import Source, Study, nearest

EVENT_FORMATS = ("ucdp-ged", "incident-list")
_SINGLE = ("tambon-register", "roster", "dopa-population", "cod-ab")


def feeds(study: Study) -> dict[str, str]:
    """Indicator of each outcome to the name of the event source that feeds it.

    Raises
    ------
    StudyError
        Unknown indicators (with the nearest known), an indicator that two sources claim or
        none gives, a format that is declared twice or is needed and absent.
    """
    problems = [*_unknown(study), *_formats(study)]
    fed: dict[str, str] = {}
    for number, outcome in enumerate(study.outcomes):
        indicator = outcome.indicator
        if indicator not in INDICATORS:
            continue
        names = [
            n for n, s in event_sources(study) if not s.indicators or indicator in s.indicators
        ]
        if not names:
            wanted = text.WANT_FED.format(indicator=indicator)
            problems.append(
                Problem(study.file, indicator, wanted, column=f"outcomes.{number}.indicator")
            )
        for name in names[1:]:
            wanted = text.WANT_ONE_FEED.format(other=names[0], indicator=indicator)
            problems.append(Problem(study.file, name, wanted, column=f"sources.{name}.indicators"))
        fed[indicator] = names[0] if names else ""
    if problems:
        raise StudyError(problems)
    return fed


def event_sources(study: Study) -> list[tuple[str, Source]]:
    """Names and sources of event files, in the order of the study file."""
    return [(n, s) for n, s in study.sources.items() if s.format in EVENT_FORMATS]


def only(study: Study, kind: str) -> str | None:
    """Name of the one source of a format; None where there is none."""
    return next((n for n, s in study.sources.items() if s.format == kind), None)


def _unknown(study: Study) -> Iterator[Problem]:
    yield from check_outcomes(study.outcomes, study.file)
    listed = []
    for name, source in study.sources.items():
        listed += [(f"sources.{name}.indicators", i) for i in source.indicators]
    for key, indicator in listed:
        if indicator not in INDICATORS:
            near = nearest(indicator, INDICATORS)
            wanted = text.WANT_KNOWN_KEY.format(known=", ".join(INDICATORS))
            if near:
                wanted = text.WANT_NEAREST_KEY.format(near=near)
            yield Problem(study.file, indicator, wanted, column=key)


def _formats(study: Study) -> Iterator[Problem]:
    held: Counter[str] = Counter(source.format for source in study.sources.values())
    for kind in _SINGLE:
        if held[kind] > 1:
            wanted = text.WANT_ONE_SOURCE.format(format=kind)
            yield Problem(study.file, str(held[kind]), wanted, column="sources")
    for kind in _needed(study):
        if not held[kind]:
            wanted = text.WANT_SOURCE.format(format=kind)
            yield Problem(study.file, ", ".join(held) or "-", wanted, column="sources")


def _needed(study: Study) -> list[str]:
    """Formats that the study cannot do without."""
    needed = ["roster"]
    known = [INDICATORS[o.indicator] for o in study.outcomes if o.indicator in INDICATORS]
    if any("person_years" in (i.numerator, i.denominator) for i in known):
        needed.append("dopa-population")
    points = any(s.format == "ucdp-ged" or "latitude" in s.columns for _, s in event_sources(study))
    if points or study.comparison.exclude_neighbours:
        needed.append("cod-ab")
    return needed
