"""Frames to display tables: the one place that rounds, and that withholds small counts.

A display table is a frame of strings with a caption, headings and notes; it knows nothing of
HTML.
"""

from santitham_eval.tables.balance import balance_table
from santitham_eval.tables.calibration import (
    cells_table,
    flags_table,
    given_table,
    goals_table,
    missed_table,
)
from santitham_eval.tables.checks import checks_table
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.effects import effect_text, effects_table, mde_text
from santitham_eval.tables.exhibits import (
    all_methods_table,
    check_counts_table,
    findings_table,
    funnels_table,
    placebo_counts_table,
    under_outcomes,
    whole_balance_table,
)
from santitham_eval.tables.funnel import (
    LIMITS,
    FunnelRows,
    follow_up_counts,
    funnel_rows,
    funnel_table,
    has_funnel,
    limit_names,
    outside,
)
from santitham_eval.tables.lessons import asked_states, done_table, goal_of, goal_states
from santitham_eval.tables.levels import description_table, yardsticks_table, yearly_levels
from santitham_eval.tables.methods import opinions_table
from santitham_eval.tables.places import (
    Place,
    donors_table,
    find_place,
)
from santitham_eval.tables.plain import LANGUAGES, Language, Plain, plain
from santitham_eval.tables.programme import (
    by_method_table,
    doses_table,
    effect_or_alone,
    groups_table,
    headline_of,
    judged,
    methods_table,
    nearby_table,
    of_part,
    outcomes_table,
    primary,
    provinces_table,
    rows_of,
    spread_table,
)
from santitham_eval.tables.programme_checks import honest_table, whole_checks_table
from santitham_eval.tables.programme_small import safe_programme
from santitham_eval.tables.quality import placement_table, quality_table
from santitham_eval.tables.quality_cells import runs_of_years, withheld
from santitham_eval.tables.release import withheld_levels
from santitham_eval.tables.returned import quotes_table, themes_table
from santitham_eval.tables.rounding import (
    block_years,
    day,
    differences,
    long_month,
    month,
    number,
    own_digits,
    percent_change,
    q_value,
    reason,
)
from santitham_eval.tables.searching import find_tambon, matching, matching_table
from santitham_eval.tables.since import since_table, years_since
from santitham_eval.tables.small import is_small, safe_course, withheld_figures
from santitham_eval.tables.study_quality import (
    agreement_table,
    coverage_shares,
    events_table,
    level_shares,
    placed_table,
    sources_table,
    thin_table,
    topic_table,
    values_table,
    yearly_events,
)
from santitham_eval.tables.tambon import (
    series_table,
    serves_table,
    shocks_table,
    yearly_values,
    years_table,
)
from santitham_eval.tables.validation import (
    accuracy_table,
    published_tables,
    truth_states_table,
)

__all__ = [
    "LANGUAGES", "LIMITS", "Column", "FunnelRows", "Language", "Place", "Plain", "Table",
    "accuracy_table", "agreement_table", "all_methods_table", "asked_states", "balance_table",
    "block_years", "by_method_table", "cells_table", "check_counts_table", "checks_table",
    "coverage_shares", "day", "description_table", "differences", "done_table", "donors_table",
    "doses_table", "effect_or_alone", "effect_text", "effects_table", "events_table", "find_place",
    "find_tambon", "findings_table", "flags_table", "follow_up_counts", "funnel_rows",
    "funnel_table", "funnels_table", "given_table", "goal_of", "goal_states", "goals_table",
    "groups_table", "has_funnel", "headline_of", "honest_table", "is_small", "judged",
    "level_shares", "limit_names", "long_month", "matching", "matching_table", "mde_text",
    "methods_table", "missed_table", "month", "nearby_table", "number", "of_part", "opinions_table",
    "outcomes_table", "outside", "own_digits", "percent_change", "placebo_counts_table",
    "placed_table", "placement_table", "plain", "primary", "provinces_table", "published_tables",
    "q_value", "quality_table", "quotes_table", "reason", "rows_of", "runs_of_years", "safe_course",
    "safe_programme", "series_table", "serves_table", "shocks_table", "since_table",
    "sources_table", "spread_table", "themes_table", "thin_table", "topic_table",
    "truth_states_table", "under_outcomes", "values_table", "whole_balance_table",
    "whole_checks_table", "withheld", "withheld_figures", "withheld_levels", "yardsticks_table",
    "yearly_events", "yearly_levels", "yearly_values", "years_since", "years_table",
]  # fmt: skip
