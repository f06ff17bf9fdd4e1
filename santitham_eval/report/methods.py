"""Second opinions and checks: the parts of a tambon's page that doubt its headline."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from santitham_eval import text
from santitham_eval.report.html import both, el
from santitham_eval.report.parts import Part, Subject, section, table_part
from santitham_eval.tables import checks_table, opinions_table


def opinions(subject: Subject, effects: pd.DataFrame, hidden: Collection[str]) -> Part:
    """What other methods say of the main indicator, beside the headline."""
    plan, tambon = subject.study.plan, subject.place.tambon
    table = opinions_table(effects, tambon, subject.indicator.id, plan, hidden)
    return table_part("opinions", text.SECTION_OPINIONS, table)


def checks_part(subject: Subject, checks: pd.DataFrame) -> Part:
    """What was asked of the headline's assumptions, and what came of it."""
    indicator = subject.indicator
    table = checks_table(checks, subject.place.tambon, indicator.id, subject.start, indicator.scale)
    if table.frame.empty:
        said = text.CHECKS_PRIMARY_ONLY
        return section("checks", text.SECTION_CHECKS, el("p", *both(said)), plain=said.both())
    return table_part("checks", text.SECTION_CHECKS, table)
