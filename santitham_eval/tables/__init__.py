"""Frames to display tables: the one place that rounds, and that withholds small counts.

A display table is a frame of strings with a caption, headings and notes; it knows nothing of
HTML.
"""

from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.effects import effect_text, effects_table, mde_text
from santitham_eval.tables.places import (
    Place,
    donors_table,
    find_place,
    shocks_table,
)
from santitham_eval.tables.quality import placement_table, quality_table
from santitham_eval.tables.rounding import (
    block_years,
    long_month,
    month,
    number,
    percent_change,
    q_value,
    reason,
)
from santitham_eval.tables.small import is_small, safe_course, suppressed

__all__ = [
    "Column", "Place", "Table", "block_years", "donors_table", "effect_text", "effects_table",
    "find_place", "is_small", "long_month", "mde_text", "month", "number", "percent_change",
    "placement_table", "q_value", "quality_table", "reason", "safe_course", "shocks_table",
    "suppressed",
]  # fmt: skip
