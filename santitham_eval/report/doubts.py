"""Second opinions and checks: the part of a tambon's page that doubts its headline."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from santitham_eval import text
from santitham_eval.report.parts import Part, Subject, table_part
from santitham_eval.tables import checks_table, opinions_table


def doubts(
    subject: Subject,
    effects: pd.DataFrame,
    checks: pd.DataFrame,
    hidden: Collection[str],
) -> Part:
    """What other methods say of the main indicator, and what came of checking its assumptions.

    Only primary outcomes are checked; of another indicator the opinions stand alone.
    """
    plan, tambon, indicator = subject.study.plan, subject.place.tambon, subject.indicator
    said = opinions_table(effects, tambon, indicator.id, plan, hidden)
    asked = checks_table(checks, tambon, indicator.id, subject.start, indicator.scale)
    shown = [said, asked] if len(asked.frame) else [said]
    return table_part("doubts", text.SECTION_OPINIONS, *shown)
