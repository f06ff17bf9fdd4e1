"""Raw files to typed tables: one module per format, each read -> rename -> type -> check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from santitham_eval.sources.finding import files
from santitham_eval.sources.reading import (
    Note,
    Reading,
)
from santitham_eval.study import Source, Study

__all__ = ["Note", "Reading", "files", "read", "reader"]

Reader = Callable[[Sequence[Path], Source, Study], Reading]


def reader(name: str) -> Reader:
    """What reads a format: the function `read` of the module of its name.

    Only the modules of formats that are read are imported, since maps and workbooks need
    libraries that take long to load.

    Parameters
    ----------
    name : str
        One of `santitham_eval.study.FORMATS`.
    """
    module = name.replace("ereport-", "ereport.").replace("-", "_")
    read: Reader = import_module(f"{__name__}.{module}").read
    return read


def read(study: Study, source: Source) -> Reading:
    """Read all files of one source; `StudyError` holds every problem of every file."""
    reading = reader(source.format)(files(study, source), source, study)
    return replace(reading, covers=source.covers)
