"""The evaluator's own survey: trust in officials, with design weights and its standard error.

Linearised (Taylor) variance of a weighted mean, Särndal, Swensson and Wretman (1992), *Model
Assisted Survey Sampling*, section 5.7, with the variance between primary units within strata as
Wolter (2007), *Introduction to Variance Estimation*, section 6.11, has it; tambons are taken as
they were sampled, without a finite-population correction.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import refuse_copies
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import melt, tidy
from santitham_eval.sources.reading import MEASURE_COLUMNS, Note, Reading, items_of
from santitham_eval.sources.wide import read_wide
from santitham_eval.study import Source, Study

LAYOUT = Layout(
    {
        "date": "วันที่สำรวจ",
        "psu": "หมู่บ้าน",
        "weight": "น้ำหนัก",
        "trust": "ความเชื่อมั่นต่อเจ้าหน้าที่",
    },
    {**PLACE, "stratum": "ชั้นภูมิ"},
)
MEASURES = ("trust_sum", "trust_weight")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read answers to the survey, one row a respondent.

    Returns
    -------
    Reading
        By tambon and fiscal year of the interview, over those who answered: trust_weight (sum
        of weights) and trust_sum (sum of weight x answer), whose ``se`` is that of the weighted
        mean times trust_weight; unknown where a stratum has but one village.

    Raises
    ------
    StudyError
        A file that is another's copy; a weight that is not above zero; an answer outside 1 to 5;
        a blank village; and all that is wrong with the cells.
    """
    refuse_copies(paths, study)
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape)
    answered = wide[wide["trust"].notna()]
    answered = answered.assign(
        part="",
        trust_sum=answered["weight"] * answered["trust"],
        trust_weight=answered["weight"],
    )
    inside = answered["place"].str.len() == 6
    sums = [_estimate(some) for _, some in answered[inside].groupby(["place", "period"])]
    estimates = pd.DataFrame(sums)
    long = [melt(some, MEASURES) for some in (estimates, answered[~inside]) if len(some)]
    lonely = estimates["trust_sum_se"].isna().sum() if sums else 0
    notes += _notes(int(wide["trust"].isna().sum()), int(lonely))
    if not long:
        return Reading(pd.DataFrame(columns=list(MEASURE_COLUMNS)), tuple(notes), MEASURES)
    return tidy(pd.concat(long, ignore_index=True), MEASURES, notes)


def _shape(columns: Columns) -> dict[str, pd.Series]:
    weight = columns.number("weight", required=True)
    for row, cell in items_of(columns.table["weight"][weight == 0]):
        columns.problems.add(
            cell, text.WANT_POSITIVE_WEIGHT, row=row, column=columns.shown["weight"]
        )
    blank = pd.Series("", weight.index, dtype=object)
    has_strata = "stratum" in columns.table
    return {
        "period": columns.date("date").dt.to_period("Y-SEP"),
        "psu": columns.words("psu", required=True),
        "stratum": columns.words("stratum", required=True) if has_strata else blank,
        "weight": weight,
        "trust": columns.real("trust", 1, 5),
    }


def _estimate(some: pd.DataFrame) -> dict[str, object]:
    """Weighted sum of one tambon's answers in one year, with its standard error.

    The error is that of the ratio to the sum of weights, which is random too, times that sum:
    the residuals w (y - mean), summed within primary units, vary between units of a stratum.
    """
    weight = some["weight"]
    mean = some["trust_sum"].sum() / weight.sum()
    residuals = weight * (some["trust"] - mean)
    units = residuals.groupby([some["stratum"], some["psu"]]).sum().groupby(level=0)
    # A stratum of one unit has no variance between units: 0 / 0, unknown.
    variance = (units.size() * units.var(ddof=1)).sum(skipna=False)
    first = some.iloc[0]
    return {
        **{key: first[key] for key in ("place", "part", "period", "file", "row")},
        "trust_sum": some["trust_sum"].sum(),
        "trust_sum_se": float(np.sqrt(variance)),
        "trust_weight": weight.sum(),
    }


def _notes(silent: int, lonely: int) -> list[Note]:
    told = (("no_answer", silent, text.NOTE_NO_ANSWER), ("lonely", lonely, text.NOTE_LONELY))
    return [Note("coverage", "ALL", item, float(n), words) for item, n, words in told if n]
