"""Poverty maps of the National Statistical Office: headcount by tambon, with standard errors.

Small-area estimates of the editions 2553 and 2560, for the part of a tambon inside a
municipality and the part outside.  What is estimated is uncertain: the error is carried on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import left_out, melt, tidy
from santitham_eval.sources.reading import Reading, items_of
from santitham_eval.sources.wide import read_wide, years
from santitham_eval.study import Source, Study

LAYOUT = Layout(
    {
        "year": "ปี",
        "zone": "เขต",
        "headcount": "สัดส่วนคนจน",
        "se": "ค่าคลาดเคลื่อนมาตรฐาน",
        "persons": "ประชากร",
    },
    PLACE,
)
MEASURES = ("poverty_persons_poor", "poverty_persons")
FRACTIONS = 10
"""Rows from which on a file without any share above 1 % is one of fractions, not of per cent."""
WHOLE = ("", "รวม", "ทั้งตำบล")
ZONES = {
    "ในเขตเทศบาล": "municipal",
    "ในเขต": "municipal",
    "นอกเขตเทศบาล": "rural",
    "นอกเขต": "rural",
    **dict.fromkeys(WHOLE, ""),
}


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read poverty maps.

    Returns
    -------
    Reading
        Measures poverty_persons_poor (headcount times inhabitants, with its standard error in
        persons) and poverty_persons.  The zones of a tambon are summed, their errors taken as
        independent; a row of the whole tambon is left out where both its zones are there, and a
        zone whose other zone is not there is left out beside the whole tambon.

    Raises
    ------
    StudyError
        Unknown zones, shares outside 0 to 100 %, a file whose shares are all fractions, a zone
        listed twice, and all else that is wrong with the cells.
    """
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape)
    inside = wide["place"].str.len() == 6
    grouped = wide.assign(zone=~wide["whole"]).groupby(["place", "period", "former"], dropna=False)
    both = grouped["zone"].transform("sum") >= len(set(ZONES.values())) - 1
    doubled = inside & grouped["whole"].transform("any")
    beside = doubled & (wide["whole"] == both)
    cut = {"beside_parts": beside & wide["whole"], "beside_whole": beside & ~wide["whole"]}
    for why, rows in cut.items():
        notes += left_out(why, melt(wide[rows], MEASURES), text.WHY_COUNTED_ELSEWHERE[why])
    return tidy(melt(wide[~beside], MEASURES), MEASURES, notes)


def _shape(columns: Columns) -> dict[str, pd.Series]:
    zones = columns.table["zone"].str.replace(r"\s+", "", regex=True)
    for row, zone in items_of(columns.table["zone"][~zones.isin(list(ZONES))]):
        columns.problems.add(zone, text.WANT_ZONE, row=row, column=columns.shown["zone"])
    share = columns.real("headcount", 0, 100) / 100
    if share.count() >= FRACTIONS and 0 < share.max() <= 0.01:
        row = next(row for row, each in items_of(share) if each == share.max())
        found, shown = columns.table["headcount"][row], columns.shown["headcount"]
        columns.problems.add(found, text.WANT_PERCENT, row=row, column=shown)
    error = columns.real("se", 0, 100) / 100
    persons = columns.count("persons").astype(float)
    return {
        "period": years(columns, "year"),
        "part": zones.map(ZONES).fillna("").astype(object),
        "whole": zones.isin(WHOLE),
        "poverty_persons_poor": share * persons,
        "poverty_persons_poor_se": error * persons,
        "poverty_persons": persons,
        "poverty_persons_se": pd.Series(np.nan, zones.index),
    }
