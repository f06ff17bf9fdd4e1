"""The table of the programme as a whole: its columns, and what its rows say."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, get_args

PROGRAMME_COLUMNS = (
    "indicator", "part", "item", "method", "scale", "estimate", "low", "high", "p_value",
    "q_value", "tambons", "comparisons", "numerator", "denominator", "state", "verdict", "note",
)  # fmt: skip
"""`estimate`, `low` and `high` are on the `scale` ("ratio" or "difference", in the panel's unit)
but in the parts that say otherwise; `tambons` are those in the programme (or the ring) that count,
`comparisons` those outside it, `numerator` and `denominator` the sums that the estimate rests on:
events and person-years in the programme, from which small counts of persons are known.  They are
for that alone and are not to be shown where an indicator counts persons.  `note` is a reason known
to the text room, or ""; with an interval it is a reservation."""

Part = Literal[
    "overall", "event_time", "province", "dose", "dose_contrast", "group", "ring", "displacement",
    "without_year", "without_amphoe", "pre_trend", "persistence", "honest", "decomposition",
    "randomisation", "wild",
]  # fmt: skip
PARTS: tuple[Part, ...] = get_args(Part)

Note = Literal[
    # of the sample
    "participants_only", "no_whole_year", "short_baseline", "few_comparisons", "few_clusters",
    "nothing_expected", "no_events_in_programme", "share_bias", "choice_bias",
    # of the other methods
    "no_cells", "one_treated_cluster", "one_control_cluster", "one_cluster", "no_scatter",
    "no_variation", "collinear", "separated", "no_residuals", "not_converged", "single_treated",
    # of the parts
    "no_neighbours", "no_dose", "no_ring", "nobody_there", "no_such_year", "not_by_differences",
    "no_treated", "no_comparison", "one_changing_cluster", "one_assignment", "no_statistic",
    "nothing_to_test", "more_than_clusters", "singular", "not_at_zero",
]  # fmt: skip
"""Reasons and reservations that a row may have."""

MEANING: MappingProxyType[Part, str] = MappingProxyType(
    {
        "overall": "The whole programme; item is the method, 'risk_sets' the headline (judged).",
        "event_time": (
            "By years since the start; item '-2' .. '2'. Leads of 'risk_sets' are the years "
            "before anybody was chosen, about their mean; those of the textbook methods hold what "
            "choosing did."
        ),
        "province": "The programme in one province; item its two digits (judged).",
        "dose": "Tambons of one budget; item baht ('300000') or 'unknown'.",
        "dose_contrast": "Higher over (less) lower budget; item '1000000:300000'.",
        "group": "Inside a declared group of areas, item its id; outside it, 'id:outside'.",
        "ring": "Outside tambons, adjacent to the programme ('1') or to those ('2').",
        "displacement": (
            "Against tambons in no ring: the programme alone ('0'), programme and ring 1 together "
            "('1'), which is the total change."
        ),
        "without_year": "Headline without a year; item the year CE in which it ends ('2020').",
        "without_amphoe": "Headline without one amphoe; item its four digits.",
        "pre_trend": (
            "Years before anybody was chosen. 'joint': all at once; estimate the year furthest "
            "from none. 'slope': drift a year (ratio or difference), with interval and p. 'drift': "
            "the drift a year that 'slope' would have found four times in five."
        ),
        "persistence": (
            "Years before anybody was chosen; item 'year_to_year'. How much more two in a row "
            "resemble one another than any two: estimate, low and high are correlations."
        ),
        "honest": (
            "Interval of the effect when the difference in trends may bend by so much a year "
            "('smoothness:0.05', on the log scale for ratios) or move so many times the most it "
            "did before ('relative:1.0'). 'breakdown:smoothness', 'breakdown:relative': estimate "
            "is the largest of these that still leaves out no effect, low the largest bend or "
            "move seen before the start (log for ratios)."
        ),
        "decomposition": (
            "Share of the two-way coefficient, 0 to 1, that compares with tambons already in the "
            "programme; item 'forbidden'."
        ),
        "randomisation": "Item 'within_amphoe': the starts dealt out anew; p_value.",
        "wild": "Item 'two_way': wild cluster bootstrap of the two-way coefficient.",
    }
)
"""What the rows of each part say.  A part that is not possible at all has one row with item "-"."""

JUDGED: tuple[Part, ...] = ("overall", "province")
"""Parts whose headline rows have a `state` and a `q_value`, each part a family of its own."""

VERDICTS = ("pass", "caution", "not_possible")
"""Of rows that check; "" on all others."""

CHECKING: tuple[Part, ...] = (
    "ring", "displacement", "without_year", "without_amphoe", "pre_trend", "persistence",
    "honest", "decomposition", "randomisation", "wild",
)  # fmt: skip
"""Parts whose rows may have a `verdict`."""
