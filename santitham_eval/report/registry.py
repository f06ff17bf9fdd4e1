"""Origin and licence of the raw files, as ``registry.csv`` in the raw folder tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from santitham_eval.sources.reading import read_csv, rows_of
from santitham_eval.study import Study

REGISTRY = "registry.csv"
COLUMNS = ("file", "sha256", "source", "licence")


@dataclass(frozen=True)
class Registered:
    """One raw file.

    Parameters
    ----------
    source : str
        Name of the source in the study file that reads it.
    sha256 : str
        Of the bytes that the tables were built of.
    origin, licence : str
        As registered; "" where the registry does not list the file.
    same : bool
        False where the registry lists other bytes under this name.
    """

    source: str
    sha256: str
    origin: str = ""
    licence: str = ""
    same: bool = True


def registered(study: Study, made_of: Mapping[str, str]) -> dict[str, Registered]:
    """Raw files that the tables were built of, with what the registry says of each.

    Parameters
    ----------
    study : Study
    made_of : mapping of str to str
        ``raw/FILE`` to sha256, as a built table names it.

    Raises
    ------
    StudyError
        A registry that is no table of its columns.
    """
    path = study.raw() / REGISTRY
    known = {}
    if path.is_file():
        known = {r.file: r for r in rows_of(read_csv(path, REGISTRY, COLUMNS, extra=True))}
    found = {}
    for key, sha256 in sorted(made_of.items()):
        if not key.startswith("raw/"):
            continue
        name = key.removeprefix("raw/")
        row = known.get(name)
        origin, licence = (row.source, row.licence) if row else ("", "")
        same = row is None or row.sha256 == sha256
        found[name] = Registered(_source_of(study, name), sha256, origin, licence, same)
    return found


def _source_of(study: Study, name: str) -> str:
    """The source whose glob finds a file; the parts of a shapefile go with its ``.shp``."""
    path = PurePosixPath("/", name)
    for tried in (path, path.with_suffix(".shp")):
        for source, declared in study.sources.items():
            whole = "" if "**" in declared.file else "/"  # else *.csv would match a/b.csv
            if tried.match(whole + declared.file):
                return source
    return ""
