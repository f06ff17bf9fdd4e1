"""กชช.2ค: strength of each village's community, every two years, from villages to tambons.

Scores run from 1 (a problem) to 3 (good).  A tambon's score is the mean of its villages weighted
by their inhabitants, so that the measures are sums and stay additive.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval.sources.columns import Columns
from santitham_eval.sources.layout import Layout
from santitham_eval.sources.measures import melt, tidy
from santitham_eval.sources.reading import Reading
from santitham_eval.sources.wide import read_wide, years
from santitham_eval.study import Source, Study

LAYOUT = Layout(
    {
        "year": "ปี",
        "village": "รหัสหมู่บ้าน",
        "persons": "จำนวนประชากร",
        "score": "ความเข้มแข็งของชุมชน",
    }
)
MEASURES = ("strength_score", "strength_persons")
LOWEST, HIGHEST = 1, 3


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read tables of villages.

    Returns
    -------
    Reading
        Measures strength_score (sum of score times inhabitants) and strength_persons.  A
        tambon's sum is unknown where a village with inhabitants has no score or no number of
        inhabitants.

    Raises
    ------
    StudyError
        A village listed twice in a year, scores outside 1 to 3, codes that are not of eight
        digits, and all else that is wrong with the cells.
    """
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape, village=True)
    return tidy(melt(wide, MEASURES), MEASURES, notes)


def _shape(columns: Columns) -> dict[str, pd.Series]:
    persons = columns.count("persons").astype(float)
    score = columns.real("score", LOWEST, HIGHEST)
    # A village where nobody lives has no score, and none is missed.
    weighted = (score * persons).where(persons != 0, 0.0)
    return {
        "period": years(columns, "year"),
        "part": columns.table["tambon"].astype(object),
        "strength_score": weighted,
        "strength_persons": persons,
    }
