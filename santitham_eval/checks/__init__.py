"""Checks of the headline: what would show that its assumptions do not hold.

Each check asks a question whose answer should be "nothing", and says how large an answer it could
have seen; one that could have seen little proves little.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from santitham_eval.checks.balance import ALIKE, BALANCE_COLUMNS, balance_of
from santitham_eval.checks.controls import negative_control
from santitham_eval.checks.curve import (
    SPECIFICATIONS,
    specification_curve,
    specifications,
)
from santitham_eval.checks.drifts import pre_trend
from santitham_eval.checks.model import CHECK_COLUMNS, CHECKS, LEVEL, VERDICTS
from santitham_eval.checks.placebos import (
    HEAVIEST,
    PLACEBO_MONTHS,
    UNUSUAL,
    leave_one_out,
    placebo_in_space,
    placebo_in_time,
)
from santitham_eval.sample import Sample

__all__ = [
    "ALIKE", "BALANCE_COLUMNS", "CHECKS", "CHECK_COLUMNS", "HEAVIEST", "LEVEL", "PLACEBO_MONTHS",
    "SPECIFICATIONS", "UNUSUAL", "VERDICTS", "balance_of", "check_headlines",
    "check_negative_control", "leave_one_out", "negative_control", "placebo_in_space",
    "placebo_in_time", "pre_trend", "specification_curve", "specifications",
]  # fmt: skip


def check_headlines(sample: Sample) -> pd.DataFrame:
    """All checks of a sample's headlines.

    Parameters
    ----------
    sample : Sample

    Returns
    -------
    DataFrame
        `CHECK_COLUMNS`, one row per treated tambon and check (`CHECKS`) but "placebo_in_space",
        which has one per start month, with tambon "ALL" and the month in ``note``, and
        "negative_control", which is of another indicator (`check_negative_control`).  What
        cannot be checked says why in ``note``.
    """
    return _arranged(
        [
            *placebo_in_time(sample), *pre_trend(sample), *leave_one_out(sample),
            *specifications(sample), *placebo_in_space(sample),
        ]
    )  # fmt: skip


def check_negative_control(sample: Sample) -> pd.DataFrame:
    """The check of a sample whose indicator the programme cannot plausibly move.

    Parameters
    ----------
    sample : Sample

    Returns
    -------
    DataFrame
        `CHECK_COLUMNS`, one row per treated tambon.
    """
    return _arranged(negative_control(sample))


def _arranged(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows)).reindex(columns=CHECK_COLUMNS).fillna({"note": ""})
    return frame.sort_values(["tambon", "check", "note"], ignore_index=True)
