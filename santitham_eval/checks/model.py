"""What every check gives: its columns, its name and its verdict."""

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
