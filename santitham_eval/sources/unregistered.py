"""Persons without civil registration: how many were found, and how many were helped to it.

The list of SBPAC is of persons; what is read here are its counts by tambon and fiscal year.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval.sources.columns import Columns
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import melt, tidy
from santitham_eval.sources.reading import Reading
from santitham_eval.sources.wide import read_wide, refuse_more, years
from santitham_eval.study import Source, Study

LAYOUT = Layout({"year": "ปีงบประมาณ", "found": "พบ", "resolved": "แก้ไขแล้ว"}, PLACE)
MEASURES = ("unregistered_found", "unregistered_resolved")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read counts of unregistered persons.

    Returns
    -------
    Reading
        Measures unregistered_found and unregistered_resolved (persons) by fiscal year.

    Raises
    ------
    StudyError
        More resolved than found; a tambon listed twice in a year; all that is wrong with cells.
    """
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape)
    return tidy(melt(wide, MEASURES), MEASURES, notes)


def _shape(columns: Columns) -> dict[str, pd.Series]:
    found, resolved = columns.count("found"), columns.count("resolved")
    refuse_more(columns, ("resolved", resolved), ("found", found))
    return {
        "period": years(columns, "year", "Y-SEP"),
        "unregistered_found": found,
        "unregistered_resolved": resolved,
    }
