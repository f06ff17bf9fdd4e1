"""Raw files to typed tables: one module per format, each read -> rename -> type -> check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from santitham_eval.sources import (
    acled,
    bmn,
    cod_ab,
    dopa_age,
    dopa_population,
    ereport,
    incident_list,
    lessons,
    night_lights,
    nrd2c,
    nso_poverty,
    price_index,
    roster,
    survey,
    tambon_register,
    tpmap,
    ucdp_ged,
    unregistered,
)
from santitham_eval.sources.finding import files
from santitham_eval.sources.reading import (
    Note,
    Reading,
)
from santitham_eval.study import Source, Study

__all__ = ["SOURCES", "Note", "Reading", "files", "read"]

Reader = Callable[[Sequence[Path], Source, Study], Reading]

SOURCES: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "tambon-register": tambon_register.read,
        "roster": roster.read,
        "ucdp-ged": ucdp_ged.read,
        "acled": acled.read,
        "incident-list": incident_list.read,
        "dopa-population": dopa_population.read,
        "dopa-age": dopa_age.read,
        "cod-ab": cod_ab.read,
        "night-lights": night_lights.read,
        "price-index": price_index.read,
        "bmn": bmn.read,
        "tpmap": tpmap.read,
        "nrd2c": nrd2c.read,
        "nso-poverty": nso_poverty.read,
        "ereport-activities": ereport.activities.read,
        "ereport-completeness": ereport.completeness.read,
        "ereport-monthly": ereport.monthly.read,
        "ereport-results": ereport.results.read,
        "ereport-meetings": ereport.meetings.read,
        "unregistered": unregistered.read,
        "survey": survey.read,
        "lessons": lessons.read,
    }
)


def read(study: Study, source: Source) -> Reading:
    """Read all files of one source; `StudyError` holds every problem of every file."""
    reading = SOURCES[source.format](files(study, source), source, study)
    return replace(reading, covers=source.covers)
