"""Activity reports: money approved and disbursed, beneficiaries, income, and what was completed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval.sources.columns import Columns
from santitham_eval.sources.ereport.common import each_row, refuse_two_files, said, without_baht
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import melt, tidy
from santitham_eval.sources.reading import Reading
from santitham_eval.sources.wide import read_wide, refuse_more, years
from santitham_eval.study import Source, Study
from santitham_eval.thai import normalise_name

LAYOUT = Layout(
    {
        "year": "ปีงบประมาณ",
        "activity": "กิจกรรม",
        "approved": "re_ac_approve",
        "withdrawn": "re_ac_withdraw",
        "target": "re_ac_target",
        "income": "re_ac_income",
        "quality": "re_ac_quality",
    },
    {**PLACE, "problem": "re_ac_problem", "kind": "ประเภทกิจกรรม"},
)
MULTICULTURAL = "พหุวัฒนธรรม"
SUMS = (
    "baht_approved", "baht_disbursed", "activity_income", "beneficiaries", "activities_planned",
    "activities_completed", "multicultural_activities",
)  # fmt: skip
MEASURES = (*SUMS, "tambon_years")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read activity reports, one row an activity.

    Returns
    -------
    Reading
        By fiscal year, sums over a tambon's rows, each unknown where a row's is: baht_approved,
        baht_disbursed, activity_income (baht), beneficiaries (persons), activities_planned
        (rows), activities_completed (rows that disbursed something and whose quality is told;
        unknown where the disbursement is blank), multicultural_activities (completed rows whose
        kind or name holds พหุวัฒนธรรม); and tambon_years (one for each tambon and year).

    Raises
    ------
    StudyError
        More disbursed than approved; a tambon's year in two files; and all that is wrong with
        the cells.
    """
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape)
    refuse_two_files(wide)
    inside = wide[wide["place"].str.len() == 6].assign(tambon_years=1.0, part="")
    years_held = melt(inside.drop_duplicates(["place", "period"]), ["tambon_years"])
    long = pd.concat([melt(each_row(wide), SUMS), years_held], ignore_index=True)
    return tidy(long, MEASURES, notes)


def _shape(columns: Columns) -> dict[str, pd.Series]:
    columns = without_baht(columns, ["approved", "withdrawn", "income"])
    approved, withdrawn = columns.number("approved"), columns.number("withdrawn")
    refuse_more(columns, ("withdrawn", withdrawn), ("approved", approved))
    told = said(columns, "quality")
    completed = (told & (withdrawn > 0)).astype(float).where(~told | withdrawn.notna())
    words = columns.table["activity"] + " " + columns.table.get("kind", "")
    plural = words.map(lambda w: MULTICULTURAL in normalise_name(w).replace(" ", ""))
    return {
        "period": years(columns, "year", "Y-SEP"),
        "baht_approved": approved,
        "baht_disbursed": withdrawn,
        "activity_income": columns.number("income"),
        "beneficiaries": columns.count("target"),
        "activities_planned": pd.Series(1.0, words.index),
        "activities_completed": completed,
        "multicultural_activities": completed.where(plural, 0.0),
    }
