"""TPMAP: target poor of each tambon and the dimensions in which they are poor.

A target poor person is poor by จปฐ. and registered for state welfare.  The year on a release is
its label and not always the year of the survey behind it: release 2565 shows the survey of 2564.
Releases are not yearly, and a year without one is a gap and never a zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import melt, shown, tidy
from santitham_eval.sources.reading import Note, Reading, items_of, rows_of
from santitham_eval.sources.wide import be_years, calendar_years, read_wide, refuse_more, years
from santitham_eval.study import Source, Study

SURVEYS: MappingProxyType[int, int] = MappingProxyType(
    {2560: 2560, 2561: 2561, 2562: 2562, 2565: 2564}
)
"""Buddhist-era year on the label to that of the survey, where it is known for certain."""
DIMENSIONS = {
    "poor_health": "สุขภาพ",
    "poor_living": "ความเป็นอยู่",
    "poor_education": "การศึกษา",
    "poor_income": "รายได้",
    "poor_access": "การเข้าถึงบริการรัฐ",
}
LAYOUT = Layout(
    {"year": "ปี", "surveyed": "จำนวนสำรวจ", "poor": "คนจนเป้าหมาย"}, {**PLACE, **DIMENSIONS}
)


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read TPMAP tables.

    Returns
    -------
    Reading
        Measures poor, tpmap_surveyed and poor_<dimension> (persons) at the year of the survey.

    Raises
    ------
    StudyError
        A label whose survey is neither known nor declared in ``items``; more poor than
        surveyed, or than poor in a dimension; and all that is wrong with the cells.
    """
    surveys = _surveys(source, study.file)
    wide, notes = read_wide(paths, source, study, LAYOUT, lambda c: _shape(c, surveys))
    measures = ["poor", *(d for d in DIMENSIONS if d in wide), "tpmap_surveyed"]
    return tidy(melt(wide, measures), measures, [*notes, *_label_notes(wide)])


def _surveys(source: Source, file: str) -> dict[int, int]:
    """Label to year of survey; what the study declares comes first."""
    surveys, problems = dict(SURVEYS), Problems(file)
    for label, declared in source.items.items():
        column = f"items.{label}"
        try:
            year = thai.to_be(thai.parse_year(declared.get("survey", "")))
            surveys[thai.to_be(thai.parse_year(label))] = year
        except thai.UnreadableError:
            shown = ", ".join(f"{k} = {v}" for k, v in declared.items())
            problems.add(shown or "-", text.WANT_SURVEY_YEAR.format(label=label), column=column)
    problems.raise_if_any()
    return surveys


def _shape(columns: Columns, surveys: Mapping[int, int]) -> dict[str, pd.Series]:
    labels = be_years(years(columns, "year"))
    seen: set[int] = set()
    for row, label in items_of(labels.dropna().astype(int)):
        if label not in surveys and label not in seen:
            wanted = text.WANT_KNOWN_LABEL.format(label=label, known=", ".join(map(str, surveys)))
            columns.problems.add(label, wanted, row=row, column=columns.shown["year"])
            seen.add(label)
    found = labels.map(surveys)
    data = {
        "period": calendar_years(found),
        "label": labels,
        "tpmap_surveyed": columns.count("surveyed"),
        "poor": columns.count("poor"),
        **{d: columns.count(d) for d in DIMENSIONS if d in columns.table},
    }
    poor = ("poor", data["poor"])
    refuse_more(columns, poor, ("surveyed", data["tpmap_surveyed"]))
    for dimension in DIMENSIONS:
        if dimension in data:
            refuse_more(columns, (dimension, data[dimension]), poor)
    return data


def _label_notes(wide: pd.DataFrame) -> list[Note]:
    """Which survey each label was read as."""
    pairs = wide.groupby(["label", "period"], as_index=False).size()
    return [
        Note("note", "ALL", f"label_{r.label:.0f}", float(r.size),
             text.NOTE_LABEL_YEAR.format(label=f"{r.label:.0f}", survey=shown(r.period)))
        for r in rows_of(pairs)
    ]  # fmt: skip
