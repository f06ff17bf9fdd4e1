"""The table of the programme as a whole: its columns, and what its rows say."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, get_args

PROGRAMME_COLUMNS = (
    "indicator", "part", "item", "method", "scale", "estimate", "low", "high", "p_value",
    "q_value", "tambons", "comparisons", "state", "verdict", "note",
)  # fmt: skip
"""`estimate`, `low` and `high` are on the `scale` ("ratio" or "difference", in the panel's unit)
but in the parts that say otherwise; `tambons` are those in the programme that count, `comparisons`
those outside it; `note` is a reason known to the text room, or ""."""

Part = Literal[
    "overall", "event_time", "province", "dose", "dose_contrast", "group", "ring", "displacement",
    "without_year", "without_amphoe", "pre_trend", "honest", "decomposition", "randomisation",
    "wild",
]  # fmt: skip
PARTS: tuple[Part, ...] = get_args(Part)

MEANING: MappingProxyType[Part, str] = MappingProxyType(
    {
        "overall": "The whole programme; item is the method, 'risk_sets' the headline (judged).",
        "event_time": "By years since the start; item '-2' .. '2', leads from a method with leads.",
        "province": "The programme in one province; item its two digits (judged).",
        "dose": "Tambons of one budget; item baht ('300000') or 'unknown'.",
        "dose_contrast": "Higher over (less) lower budget; item '1000000:300000'.",
        "group": "Inside a declared group of areas, item its id; outside it, 'id:outside'.",
        "ring": "Outside tambons, adjacent to the programme ('1') or to those ('2').",
        "displacement": "Programme and ring 1 together: the total change; item '1'.",
        "without_year": "Headline without a fiscal year; item its year CE ('2020').",
        "without_amphoe": "Headline without one amphoe; item its four digits.",
        "pre_trend": (
            "'joint': all leads at once, p_value; estimate the lead furthest from none. 'drift': "
            "the yearly drift that the test would have found four times in five, as a ratio or "
            "difference a year."
        ),
        "honest": (
            "'smoothness:M' and 'relative:M': interval when trends may differ that much (M on the "
            "log scale for ratios); 'breakdown:smoothness', 'breakdown:relative': estimate is the "
            "largest M that still leaves out no effect, low what was seen before the start."
        ),
        "decomposition": "Of the two-way coefficient; item 'forbidden', estimate a share 0 to 1.",
        "randomisation": "Item 'within_amphoe': the starts dealt out anew; p_value.",
        "wild": "Item 'two_way': wild cluster bootstrap of the two-way coefficient.",
    }
)
"""What the rows of each part say."""

JUDGED: tuple[Part, ...] = ("overall", "province")
"""Parts whose headline rows have a `state` and a `q_value`, each part a family of its own."""

VERDICTS = ("pass", "caution", "not_possible")
"""Of rows that check; "" on all others."""

CHECKING: tuple[Part, ...] = (
    "ring", "displacement", "without_year", "without_amphoe", "pre_trend", "honest",
    "decomposition", "randomisation", "wild",
)  # fmt: skip
"""Parts whose rows have a `verdict`."""
