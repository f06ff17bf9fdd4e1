"""Completeness of the monthly reports: four kinds of report, present or not, month by month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.ereport.common import marks
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import shown, tidy
from santitham_eval.sources.reading import Note, Reading, items_of
from santitham_eval.sources.wide import read_wide
from santitham_eval.study import Source, Study

LAYOUT = Layout(
    {"kind": "ประเภท"}, {**PLACE, "number": "ลำดับ", "budget": "งบ"}
)  # number and budget are known and not used
KINDS = ("รายงานการประชุม", "บันทึกการประชุม", "รูปภาพ", "อธิบายกิจกรรม")
MISSPELT = {"อธิบายกิจกกรม": "อธิบายกิจกรรม"}
"""As the export spells it."""
PRESENT = {"มี": 1.0, "ไม่มี": 0.0}
MEASURES = ("reports_present", "reports_due")
_MONTH = "month "


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read tables of completeness: four rows a tambon, a column a month.

    Headings of months are years and months of either era (2562-10, 2019-10, ตุลาคม 2562).

    Returns
    -------
    Reading
        By month, reports_present (cells มี) and reports_due (four).  A blank cell, or a kind
        whose row is missing, leaves the tambon's month unknown.

    Raises
    ------
    StudyError
        A kind that is none of the four, or is listed twice for a tambon; a month in two
        columns; no month at all; a cell that is neither มี nor ไม่มี.
    """
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape, more=is_month)
    whole, missing = _with_missing_kinds(wide)
    if missing:
        notes.append(Note("note", "ALL", "missing_kinds", float(missing), text.NOTE_MISSING_KIND))
    long = pd.concat([_by_month(some) for _, some in whole.groupby("file")], ignore_index=True)
    return tidy(long, MEASURES, [*notes, *_silent_months(long)])


def is_month(heading: str) -> bool:
    """Whether a heading is a month, be its year readable or not; a fiscal year is none."""
    if re.match(r"(?:ปี|FY|fiscal)", heading, re.IGNORECASE):
        return False
    try:
        return bool(thai.parse_month(heading))
    except thai.UnreadableError as error:
        return error.reason != "not_a_date"  # a month of some year: told, and not passed over


def _shape(columns: Columns) -> dict[str, pd.Series]:
    kinds = {thai.normalise_name(k): MISSPELT.get(k, k) for k in (*KINDS, *MISSPELT)}
    kind = columns.words("kind", required=True).map(
        lambda k: kinds.get(thai.normalise_name(k).replace(" ", ""), ""), na_action="ignore"
    )
    for row, cell in items_of(columns.table["kind"][kind == ""]):
        wanted = text.WANT_ONE_OF.format(known=" | ".join(KINDS))
        columns.problems.add(cell, wanted, row=row, column=columns.shown["kind"])
    data = {"part": kind.fillna(""), "kind": kind}
    for heading in filter(is_month, map(str, columns.table)):
        try:
            year, month = thai.parse_month(heading)
        except thai.UnreadableError:
            columns.problems.add(heading, text.WANT_MONTH_HEADING, column=heading)
            continue
        key = f"{_MONTH}{year}-{month:02d}"
        if key in data:
            columns.problems.add(heading, text.WANT_MONTH_ONCE, column=heading)
        data[key] = marks(columns, heading, PRESENT)
    if not any(key.startswith(_MONTH) for key in data):
        columns.problems.add("-", text.WANT_MONTH_COLUMNS)
    held = " ".join(key.removeprefix(_MONTH) for key in data if key.startswith(_MONTH))
    return {**data, "months": pd.Series(held, kind.index)}


def _with_missing_kinds(wide: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows, and a row of unknown marks for each kind that a tambon lacks; and how many."""
    unknown = {str(c): np.nan for c in wide if str(c).startswith(_MONTH)}
    inside = wide[wide["place"].str.len() == 6]
    lacking = []
    for _, some in inside.groupby(["file", "place", "former"]):
        for kind in [k for k in KINDS if k not in set(some["kind"])]:
            part = f"{some['former'].iloc[0]} {kind}".strip()
            lacking.append(some.iloc[[0]].assign(part=part, **unknown))
    return pd.concat([wide, *lacking], ignore_index=True), len(lacking)


def _by_month(wide: pd.DataFrame) -> pd.DataFrame:
    """Long rows of one file, of the months that it holds."""
    keep = wide[["place", "part", "file", "row"]].assign(se=np.nan)
    long = []
    for month in wide["months"].iloc[0].split():
        period = pd.Series(pd.Period(month, "M"), wide.index)
        due = pd.Series(1.0, wide.index)
        for measure, amount in zip(MEASURES, (wide[_MONTH + month], due), strict=True):
            long.append(keep.assign(period=period, measure=measure, amount=amount))
    return pd.concat(long, ignore_index=True)


def _silent_months(long: pd.DataFrame) -> list[Note]:
    """Months in which no one reported anything: perhaps after the day of the export."""
    marked = long[long["measure"] == MEASURES[0]].groupby("period")["amount"]
    present, known = marked.sum(), marked.count() > 0
    return [
        Note("coverage", "ALL", f"silent/{month}", 1.0,
             text.NOTE_SILENT_MONTH.format(month=shown(month)))
        for month in present.index[(present == 0) & known]
    ]  # fmt: skip
