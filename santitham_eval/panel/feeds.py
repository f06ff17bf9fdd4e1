"""Which source feeds which indicator; two are never mixed in one series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.indicators import INDICATORS, SERIES, Indicator, check_controls, check_outcomes
from santitham_eval.study import EVENT_FORMATS, Source, Study, nearest

_EVENTS = (
    "events", "deaths", "quiet_months", "observed_months", "neighbour_events",
)  # fmt: skip

GIVES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "ucdp-ged": (*_EVENTS, "civilian_deaths"),
        "acled": _EVENTS,
        "incident-list": (*_EVENTS, "civilian_deaths", "injured"),
        "ereport-activities": ("activities_listed", "budget_listed", "budget_total"),
        "ereport-completeness": ("reports_present", "reports_due"),
        "ereport-monthly": ("missions_active", "missions_due"),
        "ereport-results": (
            "baht_approved", "baht_disbursed", "activity_income", "beneficiaries",
            "activities_planned", "activities_completed", "multicultural_activities",
            "tambon_years",
        ),
        "ereport-meetings": ("meeting_months", "guard_months", "months_due"),
        "bmn": (
            *(f"{item}_{part}" for item in ("safe", "work", "income", "saving", "public")
              for part in ("passed", "failed", "surveyed")),
            "care_passed", "care_surveyed", "income_baht", "income_persons", "real_income_baht",
        ),
        "tpmap": (
            "poor", "poor_health", "poor_living", "poor_education", "poor_income", "poor_access",
            "tpmap_surveyed",
        ),
        "nrd2c": ("strength_score", "strength_persons"),
        "nso-poverty": ("poverty_persons_poor", "poverty_persons"),
        "unregistered": ("unregistered_found", "unregistered_resolved"),
        "survey": ("trust_sum", "trust_weight"),
        "night-lights": ("radiance", "lit_pixels"),
    }
)  # fmt: skip
"""Measures that each format can give; of an incident list, those of its mapped columns."""

NEEDS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "person_years": ("dopa-population",),
        "neighbour_events": ("cod-ab",),
        "neighbour_person_years": ("dopa-population", "cod-ab"),
        "real_income_baht": ("price-index",),
    }
)
"""Formats without which a measure cannot be had, beside the source that feeds it."""

_SINGLE = (
    "tambon-register", "roster", "dopa-population", "dopa-age", "cod-ab", "price-index",
    "lessons",
)  # fmt: skip


def feeds(study: Study) -> dict[str, str]:
    """Series that the panel holds, to the name of the source that feeds each.

    Every outcome and negative control of the study; and of the other series those that just one
    source can feed, which are described and never judged.

    Returns
    -------
    dict of str to str
        In the order of the declarations.

    Raises
    ------
    StudyError
        Unknown indicators (with the nearest known), an outcome that two sources claim or
        none gives, a format that is declared twice or is needed and absent.
    """
    problems = [*_unknown(study), *_formats(study)]
    asked = {o.indicator: f"outcomes.{n}.indicator" for n, o in enumerate(study.outcomes)}
    controls = study.analysis.negative_controls
    asked |= {c: f"analysis.negative_controls.{n}" for n, c in enumerate(controls)}
    fed: dict[str, str] = {}
    for series, indicator in SERIES.items():
        names = _feeders(study, indicator)
        if series in asked:
            problems += _disputed(study, series, names, asked[series])
        elif len(names) != 1 or not _has(study, indicator):
            continue
        fed[series] = names[0] if names else ""
    if problems:
        raise StudyError(problems)
    return fed


def event_sources(study: Study) -> list[tuple[str, Source]]:
    """Names and sources of event files, in the order of the study file."""
    return [(n, s) for n, s in study.sources.items() if s.format in EVENT_FORMATS]


def only(study: Study, kind: str) -> str | None:
    """Name of the one source of a format; None where there is none."""
    return next((n for n, s in study.sources.items() if s.format == kind), None)


def _feeders(study: Study, indicator: Indicator) -> list[str]:
    """Sources that can feed a series and, where they name what they feed, name it."""
    family = indicator.id.split(".")[0]
    return [
        name
        for name, source in study.sources.items()
        if indicator.numerator in GIVES.get(source.format, ())
        and (not source.indicators or {indicator.id, family} & set(source.indicators))
    ]


def _has(study: Study, indicator: Indicator) -> bool:
    held = {source.format for source in study.sources.values()}
    return held.issuperset(_needed_by(indicator))


def _needed_by(indicator: Indicator) -> list[str]:
    return [kind for m in (indicator.numerator, indicator.denominator) for kind in NEEDS.get(m, ())]


def _disputed(study: Study, series: str, names: list[str], key: str) -> Iterator[Problem]:
    if not names:
        wanted = text.WANT_FED.format(indicator=series)
        yield Problem(study.file, series, wanted, column=key)
    for name in names[1:]:
        wanted = text.WANT_ONE_FEED.format(other=names[0], indicator=series)
        yield Problem(study.file, name, wanted, column=f"sources.{name}.indicators")


def _unknown(study: Study) -> Iterator[Problem]:
    yield from check_outcomes(study.outcomes, study.file)
    controls, key = study.analysis.negative_controls, "analysis.negative_controls"
    yield from check_controls(controls, study.outcomes, study.file, key)
    known = {**SERIES, **INDICATORS}
    for name, source in study.sources.items():
        for indicator in source.indicators:
            if indicator in known:
                continue
            near = nearest(indicator, known)
            wanted = text.WANT_KNOWN_KEY.format(known=", ".join(SERIES))
            if near:
                wanted = text.WANT_NEAREST_KEY.format(near=near)
            yield Problem(study.file, indicator, wanted, column=f"sources.{name}.indicators")


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
    for series in [*(o.indicator for o in study.outcomes), *study.analysis.negative_controls]:
        if series in SERIES:
            needed += _needed_by(SERIES[series])
    points = any(
        s.format in ("ucdp-ged", "acled") or "latitude" in s.columns
        for _, s in event_sources(study)
    )
    lights = only(study, "night-lights") is not None
    if points or lights or study.comparison.exclude_neighbours:
        needed.append("cod-ab")
    return list(dict.fromkeys(needed))
