"""Tables for reviewers that no page shows in this form: all methods, all tambons, counts of checks.

Each takes built tables by their names, so that a list of exhibits can tell what each is made of.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from santitham_eval import text
from santitham_eval.estimators import HEADLINE
from santitham_eval.indicators import SERIES
from santitham_eval.study import Plan
from santitham_eval.tables.balance import balance_table
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.effects import effects_table
from santitham_eval.tables.funnel import follow_up_counts, funnel_rows, funnel_table, has_funnel
from santitham_eval.tables.places import find_place
from santitham_eval.tables.programme import judged, methods_table, primary, rows_of
from santitham_eval.tables.rounding import month, number, reason
from santitham_eval.text import Text

_SPACE = "placebo_in_space"


def under_outcomes(caption: Text, parts: Sequence[tuple[str, Table]]) -> Table:
    """Tables of several outcomes as one, in a group of rows for each.

    Parameters
    ----------
    caption : Text
    parts : sequence of (str, Table)
        Indicators and tables with the same columns; at least one.
    """
    frames = []
    for indicator, table in parts:
        name = SERIES[indicator].name
        frames.append(table.frame.assign(of=name.th, of_en=name.en))
    notes = tuple(dict.fromkeys(note for _, table in parts for note in table.notes))
    frame = pd.concat(frames, ignore_index=True)
    return Table(caption, parts[0][1].columns, frame, notes, group="of")


def all_methods_table(programme: pd.DataFrame, plan: Plan) -> Table:
    """Every outcome of the whole programme by every method, primary outcomes first."""
    return methods_table(programme, plan, [o.indicator for o in judged(plan)])


def findings_table(
    effects: pd.DataFrame,
    register: pd.DataFrame,
    roster: pd.DataFrame,
    withheld: pd.DataFrame,
    plan: Plan,
    minimum: int,
) -> Table:
    """Each treated tambon's findings on the primary outcomes, by code; never by result."""
    starts = {str(t): month(pd.Period(s, "M")) for t, s in roster[["tambon", "start"]].to_numpy()}
    hidden = withheld.groupby("tambon")["indicator"].agg(set).to_dict()
    tables = {t: effects_table(effects, t, plan.of_primary, hidden.get(t, set()), minimum)
              for t in sorted(starts)}  # fmt: skip
    own = effects[effects["method"] == HEADLINE]
    notes = own.set_index(["tambon", "indicator"])["note"].to_dict()
    rows = []
    for indicator in primary(plan):
        name = SERIES[indicator].name
        for tambon, table in tables.items():
            place, start = find_place(tambon, register), starts[tambon]
            note = str(notes.get((tambon, indicator), ""))
            why = reason(note) if note else Text("", "")
            told = {"of": name.th, "of_en": name.en, "tambon": tambon,
                    "name": place.name.th, "name_en": place.name.en,
                    "start": start.th, "start_en": start.en,
                    "why": why.th, "why_en": why.en}  # fmt: skip
            shown = table.frame[table.frame["indicator"] == name.th]
            rows += [row | told for row in shown.to_dict("records")]
    columns = (
        Column("tambon", text.HEAD_CODE, "code"),
        Column("name", text.HEAD_TAMBON, "row"),
        Column("start", text.HEAD_START),
        *(c for c in next(iter(tables.values())).columns if c.key != "indicator"),
        Column("why", text.HEAD_REMARKS),
    )
    frame = pd.DataFrame(rows, dtype=object)
    return Table(text.CAPTION_EFFECTS, columns, frame, (text.NOTE_EXPECTED,), group="of")


def check_counts_table(checks: pd.DataFrame, plan: Plan) -> Table:
    """How many tambons pass each check of their headline, and how many are to be read with care."""
    own = checks[(checks["tambon"] != "ALL")]
    rows = []
    for indicator in primary(plan):
        name = SERIES[indicator].name
        for check, asked in text.CHECKS.items():
            verdicts = own.loc[
                (own["check"] == check) & (own["indicator"] == indicator), "verdict"
            ].value_counts()
            if verdicts.empty:
                continue
            counts = {v: number(int(verdicts.get(v, 0)), 0) for v in text.CHECK_VERDICTS}
            rows.append(
                {"of": name.th, "of_en": name.en, "check": asked.th, "check_en": asked.en, **counts}
            )
    columns = [Column("check", text.HEAD_CHECK, "row")]
    columns += [Column(v, words, "number") for v, words in text.CHECK_VERDICTS.items()]
    frame = pd.DataFrame(rows, dtype=object)
    return Table(text.CAPTION_CHECK_COUNTS, tuple(columns), frame, (text.NOTE_CHECKS,), group="of")


def placebo_counts_table(checks: pd.DataFrame, plan: Plan) -> Table:
    """How many tambons outside the programme would have been called, had they begun with it."""
    own = checks[checks["check"] == _SPACE].sort_values("note", kind="stable")
    rows = []
    for indicator in primary(plan):
        name = SERIES[indicator].name
        for row in rows_of(own[own["indicator"] == indicator]):
            start, verdict = month(pd.Period(row.note, "M")), text.CHECK_VERDICTS[row.verdict]
            rows.append(
                {
                    "of": name.th, "of_en": name.en, "start": start.th, "start_en": start.en,
                    "judged": number(row.judged, 0), "rejected": number(row.rejected, 0),
                    "share": _share(row.rejected, row.judged),
                    "verdict": verdict.th, "verdict_en": verdict.en,
                }
            )  # fmt: skip
    columns = (
        Column("start", text.HEAD_START, "row"),
        Column("judged", text.HEAD_PLACEBOS_JUDGED, "number"),
        Column("rejected", text.HEAD_PLACEBOS_CALLED, "number"),
        Column("share", text.HEAD_PLACEBOS_SHARE, "number"),
        Column("verdict", text.HEAD_VERDICT),
    )
    frame = pd.DataFrame(rows, dtype=object)
    return Table(text.CAPTION_PLACEBO_COUNTS, columns, frame, (), group="of")


def _share(part: float, whole: float) -> str:
    return f"{number(part / whole * 100, 1)}%" if whole > 0 else text.MISSING


def whole_balance_table(balance: pd.DataFrame, plan: Plan) -> Table:
    """How alike the programme's tambons and their comparisons were before, by primary outcome."""
    parts = [(name, balance_table(balance, "ALL", name)) for name in primary(plan)]
    return under_outcomes(text.CAPTION_BALANCE_WHOLE, parts)


def funnels_table(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    effects: pd.DataFrame,
    register: pd.DataFrame,
    withheld: pd.DataFrame,
    neighbours: pd.DataFrame,
    plan: Plan,
) -> Table:
    """The figures of the funnel plots, one primary outcome after the other."""
    parts = []
    for name in filter(lambda i: has_funnel(SERIES[i]), primary(plan)):
        counts = follow_up_counts(panel, roster, effects, plan, name, neighbours)
        hidden = set(withheld.loc[withheld["indicator"] == name, "tambon"])
        parts.append((name, funnel_table(funnel_rows(counts, hidden), SERIES[name], register)))
    if not parts:
        return Table(text.CAPTION_FUNNELS, (), pd.DataFrame())
    return under_outcomes(text.CAPTION_FUNNELS, parts)
