"""Meetings of the peace councils: in which months one was held, and guard duty reported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text
from santitham_eval.sources import roster
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.ereport.common import said
from santitham_eval.sources.finding import files
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import left_out, melt, tidy
from santitham_eval.sources.reading import Note, Reading, rows_of
from santitham_eval.sources.wide import read_wide
from santitham_eval.study import Source, Study

LAYOUT = Layout(
    {"meeting_date": "meeting_date", "guard": "guard"},
    {
        **PLACE,
        "round": "round",
        **{key: key for key in ("unrest", "narcotics", "home", "elder", "education")},
    },
)
MEASURES = ("meeting_months", "guard_months", "months_due")
_KEYS = ["place", "period"]


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read lists of meetings, one row a meeting.

    A month is due for a tambon from the earlier of its first meeting and its start in the
    roster, in the months that the files of its province cover (each from its first meeting to
    its last).  A year whose file is missing is so no year without meetings.

    Returns
    -------
    Reading
        By month that is due: months_due (1), meeting_months and guard_months (1 where a
        meeting was held, and where one told of guard duty; else 0).

    Raises
    ------
    StudyError
        All that is wrong with the cells, or with the roster.
    """
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape)
    held = _by_month(wide)
    within, beyond = _in_periods(held, study)
    held = held[within]
    inside = held["place"].str.len() == 6
    covered = _covered(wide[wide["period"].isin(held["period"])])
    due = _due(held[inside], covered, _starts(study))
    long = [melt(due, MEASURES), melt(held[~inside], MEASURES[:2])]
    notes = [*notes, *beyond, *_never_met(due, set(held["place"]))]
    return tidy(pd.concat(long, ignore_index=True), MEASURES, notes)


def _shape(columns: Columns) -> dict[str, pd.Series]:
    names = [columns.table[key] for key in PLACE if key in columns.table]
    return {
        "period": columns.date("meeting_date").dt.to_period("M"),
        "guard_months": said(columns, "guard").astype(float),
        "named": pd.concat(names, axis=1).agg(" ".join, axis=1),
    }


def _never_met(due: pd.DataFrame, met: set[str]) -> list[Note]:
    """Tambons whose months all count as without a meeting; perhaps their file is missing."""
    months = due[~due["place"].isin(met)].groupby("place").size()
    return [Note("coverage", str(place), "never_met", float(n), text.NOTE_NEVER_MET)
            for place, n in months.items()]  # fmt: skip


def _by_month(wide: pd.DataFrame) -> pd.DataFrame:
    """One row a place and month in which meetings were held."""
    holder = wide["place"].where(wide["place"].str.len() == 6, wide["named"])
    grouped = wide.groupby([holder.rename("holder"), "period"], as_index=False)
    held = grouped.agg(
        place=("place", "first"), guard_months=("guard_months", "max"), file=("file", "first"),
        row=("row", "first"),
    )  # fmt: skip
    return held.assign(meeting_months=1.0, part="")


def _in_periods(held: pd.DataFrame, study: Study) -> tuple[pd.Series, list[Note]]:
    """Which rows are of the study's months, and notes of the others.

    A slip in a year would else make years without meetings of every tambon.
    """
    first, last = (pd.Period(m, "M") for m in (study.periods.first, study.periods.last))
    cuts = {"before_periods": held["period"] < first, "after_periods": held["period"] > last}
    notes: list[Note] = []
    for why, cut in cuts.items():
        notes += left_out(why, melt(held[cut], MEASURES[:2]), text.WHY_LEFT_OUT[why])
    return ~cuts["before_periods"] & ~cuts["after_periods"], notes


def _covered(wide: pd.DataFrame) -> dict[str, set[pd.Period]]:
    """Months that the files of each province cover, from a file's first meeting to its last."""
    covered: dict[str, set[pd.Period]] = {}
    inside = wide[wide["place"].str.len() == 6]
    for _, some in inside.groupby("file"):
        months = pd.period_range(some["period"].min(), some["period"].max(), freq="M")
        for province in some["place"].str[:2].unique():
            covered.setdefault(province, set()).update(months)
    return covered


def _starts(study: Study) -> pd.DataFrame:
    """Tambons of the study's rosters and their starts: tambon, start, file, row."""
    rosters = [s for s in study.sources.values() if s.format == "roster"]
    frames = [roster.read(files(study, s), s, study).frame for s in rosters]
    columns = ["tambon", "start", "file", "row"]
    return pd.concat(frames)[columns] if frames else pd.DataFrame(columns=columns)


def _due(
    held: pd.DataFrame, covered: dict[str, set[pd.Period]], starts: pd.DataFrame
) -> pd.DataFrame:
    """The months that are due, with what was held in them, and where that stands.

    A month without a meeting stands where its tambon was first met, in a file or the roster.
    """
    known = pd.concat([held[["place", "period", "file", "row"]],
                       starts.set_axis(["place", "period", "file", "row"], axis=1)])  # fmt: skip
    known["period"] = pd.PeriodIndex(known["period"], freq="M")
    begins = known.groupby("place").agg(
        start=("period", "min"), file=("file", "first"), row=("row", "first")
    )
    rows = [
        (r.Index, month, r.file, r.row)
        for r in rows_of(begins)
        for month in sorted(covered.get(str(r.Index)[:2], ()))
        if month >= r.start
    ]
    due = pd.DataFrame(rows, columns=["place", "period", "file", "row"]).set_index(_KEYS)
    due = held.set_index(_KEYS)[["file", "row"]].combine_first(due)
    amounts = held.set_index(_KEYS)[["meeting_months", "guard_months"]].reindex(due.index)
    return due.join(amounts.fillna(0.0)).assign(months_due=1.0, part="").reset_index()
