"""What every check gives: its columns, its name and its verdict; and what several start from."""

from __future__ import annotations

from collections.abc import Sequence

from santitham_eval.estimators._expected import Expected, Scatter
from santitham_eval.estimators.comparative import assess_all
from santitham_eval.sample import Case, Sample

Assessed = tuple[Case, dict[str, object], Expected | None, Scatter | None]
"""A treated tambon's case with its headline, as `assess_all` gives them."""

CHECK_COLUMNS = [
    "tambon", "check", "estimate", "low", "high", "p_value", "mde", "judged", "rejected", "alike",
    "verdict", "note",
]  # fmt: skip
CHECKS = (
    "placebo_in_time",
    "pre_trend",
    "leave_one_out",
    "specifications",
    "placebo_in_space",
    "negative_control",
)
VERDICTS = ("pass", "caution", "not_possible")

LEVEL = 0.05
"""A check with a p-value below this is a caution."""


def assessed(sample: Sample, found: Sequence[Assessed] | None) -> Sequence[Assessed]:
    """Headlines that were made before, or else made now."""
    return list(assess_all(sample)) if found is None else found
