"""The methods held against what is known, as display tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import SERIES
from santitham_eval.study import Plan
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.rounding import differences, number
from santitham_eval.text import Text

STATES = ("improved", "worsened", "no_large_change", "insufficient", "not_assessed")


def published_tables(found: pd.DataFrame) -> tuple[Table, Table]:
    """Published values that do not come out to every digit, with the reasons; then all of them.

    Parameters
    ----------
    found : DataFrame
        study, kind, at, printed, digits, within, ours, agrees, note; rows of a study together.
    """
    counts = found["agrees"].value_counts()
    exact, near, no = (int(counts.get(key, 0)) for key in ("digits", "within", "no"))
    caption = text.CAPTION_PUBLISHED.format(n=len(found), exact=exact, near=near, no=no)
    others = found[found["agrees"] != "digits"]
    notes = [text.PUBLISHED_NOTES[key] for key in dict.fromkeys(found["note"]) if key]
    notes += [text.PUBLISHED_NOTES["castle"]] if "castle" in set(found["study"]) else []
    return (
        _published(others, text.CAPTION_EXCEPTIONS.format(n=len(others)), tuple(notes)),
        _published(found, caption, ()),
    )


def _published(found: pd.DataFrame, caption: Text, notes: tuple[Text, ...]) -> Table:
    rows = [_value(row) for row in found.to_dict("records")]
    columns = (
        Column("quantity", text.HEAD_QUANTITY, "row"),
        Column("printed", text.HEAD_PRINTED, "number"),
        Column("ours", text.HEAD_OURS, "number"),
        Column("agrees", text.HEAD_AGREEMENT),
    )
    return Table(caption, columns, pd.DataFrame(rows, dtype=object), notes, group="study")


def _value(row: Mapping[Any, Any]) -> dict[str, str]:
    study = text.PUBLISHED_STUDIES[row["study"]]
    at = text.AT_WORDS.get(row["at"], Text(row["at"], row["at"]))
    quantity = text.QUANTITIES[row["kind"]].format(at=at)
    agrees = text.AGREEMENT[row["agrees"]].format(
        within=np.format_float_positional(row["within"], trim="-")
    )
    return {
        "study": study.th, "study_en": study.en,
        "quantity": quantity.th, "quantity_en": quantity.en,
        "printed": row["printed"].replace("-", "−"),
        "ours": number(row["ours"], row["digits"] + 1 if row["digits"] else 0),
        "agrees": agrees.th, "agrees_en": agrees.en,
    }  # fmt: skip


def accuracy_table(found: pd.DataFrame, plan: Plan) -> Table:
    """How near the headline comes to the truth, outcome by outcome and over all.

    Parameters
    ----------
    found : DataFrame
        indicator, tambons, assessed, error, measured, covered, called, false, calm, missed.
    plan : Plan
    """
    rows = [_accuracy(row, SERIES[str(row["indicator"])].name) for _, row in found.iterrows()]
    whole = found.drop(columns=["indicator", "error"]).sum()
    rows.append(_accuracy(whole, text.ALL_OUTCOMES))
    columns = (
        Column("name", text.HEAD_INDICATOR, "row"),
        Column("assessed", text.HEAD_ASSESSED, "number"),
        Column("error", text.HEAD_ERROR, "number"),
        Column("covered", text.HEAD_COVERED, "number"),
        Column("called", text.HEAD_CALLED, "number"),
        Column("false", text.HEAD_FALSE, "number"),
        Column("calm", text.HEAD_CALM, "number"),
        Column("missed", text.HEAD_MISSED, "number"),
    )
    notes = (
        text.NOTE_ERROR,
        text.NOTE_FALSE.format(fdr=number(plan.fdr * 100, 0)),
        text.NOTE_TRUTH_SAF5,
    )
    caption = text.CAPTION_TRUTH.format(confidence=number(plan.confidence * 100, 0))
    return Table(caption, columns, pd.DataFrame(rows, dtype=object), notes)


def _accuracy(row: pd.Series, name: Text) -> dict[str, str]:
    assessed, covered = int(row["assessed"]), int(row["covered"])
    share = covered / assessed * 100 if assessed else np.nan
    shown = {
        "name": name.th, "name_en": name.en,
        "assessed": _out_of(assessed, int(row["tambons"])),
        "error": _error(row),
        "covered": f"{number(share, 0)}% ({number(covered, 0)})" if assessed else text.MISSING,
    }  # fmt: skip
    for key in ("called", "false", "calm", "missed"):
        shown[key] = number(int(row[key]), 0)
    return shown


def _out_of(count: int, total: int) -> str:
    return f"{number(count, 0)}/{number(total, 0)}"


def _error(row: pd.Series) -> str:
    """Per cent of the true ratio, or a difference in the indicator's unit."""
    if "error" not in row or not np.isfinite(row["error"]):
        return text.MISSING
    indicator = SERIES[str(row["indicator"])]
    if indicator.scale == "ratio":
        return f"{number((np.exp(row['error']) - 1) * 100, 1, sign=True)}%"
    [shown] = differences(indicator, float(row["error"]))
    return shown


def truth_states_table(found: pd.DataFrame) -> Table:
    """States given to tambons truly better, unchanged and worse off.

    Parameters
    ----------
    found : DataFrame
        indicator, side, tambons and a column of counts for each state.
    """
    rows = []
    for _, row in found.iterrows():
        name, side = SERIES[str(row["indicator"])].name, text.SIDES[str(row["side"])]
        counts = {state: number(int(row[state]), 0) for state in ("tambons", *STATES)}
        rows.append(
            {"name": name.th, "name_en": name.en, "side": side.th, "side_en": side.en, **counts}
        )
    columns = (
        Column("side", text.HEAD_TRULY, "row"),
        Column("tambons", text.HEAD_HOW_MANY, "number"),
        *(Column(state, text.STATES[state], "number") for state in STATES),
    )
    frame = pd.DataFrame(rows, dtype=object)
    return Table(text.CAPTION_STATES, columns, frame, group="name")
