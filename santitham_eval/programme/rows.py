"""Rows of the table: one maker, which lets in no note that the text room does not know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, get_args

import numpy as np
import pandas as pd

from santitham_eval.estimators.programme import HEADLINE_OF_ALL
from santitham_eval.programme.model import PROGRAMME_COLUMNS, Note, Part

LEVEL = 0.05
"""A check whose p-value is below this is a caution."""

NOTES: tuple[str, ...] = get_args(Note)

_RENAMED: MappingProxyType[str, Note] = MappingProxyType(
    {"not_observed": "no_whole_year", "no_events": "no_events_in_programme"}
)
"""Reasons of the estimators whose words on a tambon's page are about one tambon."""

_FIGURES = (
    "estimate", "low", "high", "p_value", "tambons", "comparisons", "numerator", "denominator",
)  # fmt: skip

Row = dict[str, Any]


def row(
    part: Part,
    item: str,
    method: str = HEADLINE_OF_ALL,
    figures: Mapping[Any, Any] | None = None,
    *,
    verdict: str = "",
    note: str | None = None,
) -> Row:
    """One row: figures that are there, and why if they are not.

    Raises
    ------
    ValueError
        A note that the table does not know: a mistake of the code, never of the data.
    """
    told = figures or {}
    reason = str(told.get("note", "")) if note is None else note
    reason = _RENAMED.get(reason, reason)
    if reason and reason not in NOTES:
        raise ValueError(f"note {reason!r} of {part} {item}")
    kept = {k: told[k] for k in _FIGURES if k in told}
    return {"part": part, "item": item, "method": method, **kept,
            "verdict": verdict, "note": reason}  # fmt: skip


def table(rows: list[Row], scale: str) -> pd.DataFrame:
    """Rows as a frame of all columns but the indicator."""
    frame = pd.DataFrame(rows).reindex(columns=list(PROGRAMME_COLUMNS[1:]))
    frame["scale"] = scale
    figures = ["estimate", "low", "high", "p_value", "q_value", "numerator", "denominator"]
    frame[figures] = frame[figures].astype(float)
    counts = ["tambons", "comparisons"]
    frame[counts] = frame[counts].astype("Int64")
    return frame.assign(state=pd.array([None] * len(frame), dtype="string"))


def nothing(scale: str) -> float:
    """The effect that is none."""
    return 1.0 if scale == "ratio" else 0.0


def shown(value: float, scale: str) -> float:
    """A figure of the scale on which estimates are normal, as a reader sees it."""
    return float(np.exp(value)) if scale == "ratio" else float(value)


def leaves_out(figures: Mapping[Any, Any], none: float) -> bool:
    """Whether an interval leaves out no effect."""
    return bool(figures["low"] > none or figures["high"] < none)


def of_p(p_value: float) -> str:
    """Verdict of a check by its p-value."""
    if not np.isfinite(p_value):
        return "not_possible"
    return "caution" if p_value < LEVEL else "pass"
