"""How alike a tambon and its comparison were before, as a display table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.checks import ALIKE
from santitham_eval.estimators import HEADLINE, matched
from santitham_eval.estimators._matching import COVARIATES
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.rounding import differences, number, percent_change

MONTHS = 12


def balance_table(balance: pd.DataFrame, tambon: str, indicator: str) -> Table:
    """What a tambon and its comparison were like before, and how far apart.

    Parameters
    ----------
    balance : DataFrame
        indicator and the columns of `checks.balance_of`.
    tambon : str
        A code, or "ALL" for the programme's tambons taken together.
    indicator : str
        One that counts persons gives an empty table: halves of a few persons are too telling.
    """
    declared, everybody = SERIES[indicator], tambon == "ALL"
    own = balance[(balance["tambon"] == tambon) & (balance["indicator"] == indicator)]
    if declared.counts_persons:
        own = own[:0]
    found = {(r["method"], r["covariate"]): r for r in own.to_dict("records")}
    rows = [
        _row(name, found, declared)
        for name in COVARIATES
        if (HEADLINE, name) in found or (matched.METHOD, name) in found
    ]
    columns = (
        Column("covariate", text.HEAD_COVARIATE, "row"),
        Column("own", text.HEAD_OWN_ALL if everybody else text.HEAD_OWN, "number"),
        Column("headline", text.HEAD_HEADLINE_OTHERS, "number"),
        Column("matched", text.HEAD_MATCHED_OTHERS, "number"),
        Column("outside", text.HEAD_OUTSIDE, "number"),
    )
    caption = text.CAPTION_BALANCE_ALL if everybody else text.CAPTION_BALANCE
    notes = [text.NOTE_BALANCE.format(alike=number(ALIKE, 2))]
    notes += [text.NOTE_BALANCE_RATIO if everybody else text.NOTE_BALANCE_ONE]
    frame = pd.DataFrame(rows, dtype=object)
    return Table(caption.format(name=declared.name), columns, frame, tuple(notes))


def _row(
    name: str, found: Mapping[tuple[str, str], Mapping[Any, Any]], indicator: Indicator
) -> dict[str, str]:
    called = text.COVARIATES[name].format(unit=indicator.unit)
    told = [found.get((method, name)) for method in (HEADLINE, matched.METHOD)]
    any_row = next(row for row in told if row is not None)
    cells: dict[str, str] = {
        "covariate": called.th, "covariate_en": called.en,
        "own": _value(name, any_row["own"], indicator), "own_en": "",
    }  # fmt: skip
    for key, row in zip(("headline", "matched"), told, strict=True):
        shown = _value(name, row["others"], indicator) if row else text.MISSING
        cells |= {key: shown, f"{key}_en": _apart(row, "apart", "variance_ratio")}
    outside = _value(name, any_row["outside"], indicator)
    second = _apart(any_row, "apart_outside", "variance_ratio_outside")
    return cells | {"outside": outside, "outside_en": second}


def _value(name: str, value: float, indicator: Indicator) -> str:
    rate = indicator.family == "rate"
    if name == "size":
        return number(float(np.exp(value)) * MONTHS, 0)
    if name == "trend":
        if rate:
            return f"{number(percent_change(float(np.exp(value))), 0, sign=True)}%"
        return differences(indicator, value)[0]
    return number((float(np.exp(value)) if rate else value) * indicator.per)


def _apart(row: Mapping[Any, Any] | None, apart: str, ratio: str) -> str:
    """The second line of a cell: how far off it is."""
    if row is None or not np.isfinite(row[apart]):
        return ""
    far = abs(row[apart])
    distance = f"{number(far, 1 if far >= 1 else 2)} SD"
    return f"{distance}, ×{number(row[ratio], 1)}" if np.isfinite(row[ratio]) else distance
