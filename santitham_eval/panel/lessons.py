"""Returned lessons-learned sheets, held against the roster."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.panel.feeds import only
from santitham_eval.sources import Reading
from santitham_eval.sources.lessons import COLUMNS, LAYOUT
from santitham_eval.sources.reading import rows_of
from santitham_eval.study import Study


def returned(study: Study, readings: Mapping[str, Reading]) -> pd.DataFrame:
    """Answers of all returned sheets; no row where the study has no source of them.

    Returns
    -------
    DataFrame
        tambon, date, goal, field, theme, text, consent.

    Raises
    ------
    StudyError
        An answer of a tambon that is not in the programme, which has no sheet.
    """
    name, roster = only(study, "lessons"), only(study, "roster")
    if name not in readings:
        return pd.DataFrame(columns=list(COLUMNS), dtype=object).astype({"consent": bool})
    frame = readings[str(name)].frame
    if roster in readings:
        strange = frame[~frame["tambon"].isin(readings[str(roster)].frame["tambon"])]
        if len(strange):
            column = LAYOUT.optional["tambon"]
            raise StudyError(
                Problem(r.file, r.tambon, text.WANT_SHEET_TREATED, r.row, column)
                for r in rows_of(strange)
            )
    return frame[list(COLUMNS)]
