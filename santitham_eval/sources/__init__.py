"""Raw files to typed tables: one module per format, each read -> rename -> type -> check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import MappingProxyType

from santitham_eval.sources import (
    cod_ab,
    dopa_population,
    incident_list,
    roster,
    tambon_register,
    ucdp_ged,
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
        "incident-list": incident_list.read,
        "dopa-population": dopa_population.read,
        "cod-ab": cod_ab.read,
    }
)


def read(study: Study, source: Source) -> Reading:
    """Read all files of one source; `StudyError` holds every problem of every file."""
    return SOURCES[source.format](files(study, source), source, study)
