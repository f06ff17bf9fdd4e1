"""What the starting notebook shows before a tambon has been chosen."""

from __future__ import annotations

import pandas as pd

from santitham_eval import text
from santitham_eval.report.parts import Part, table_part
from santitham_eval.tables import matching_table


def listing(
    words: str, indicator: str, register: pd.DataFrame, roster: pd.DataFrame, effects: pd.DataFrame
) -> Part:
    """Tambons that words may mean, with the finding of each; parameters as for `find_tambon`."""
    own = effects[(effects["method"] == "comparative") & (effects["indicator"] == indicator)]
    states = dict(zip(own["tambon"], own["state"], strict=True))
    return table_part(
        "matching", text.SECTION_MATCHING, matching_table(words, register, roster, states)
    )
