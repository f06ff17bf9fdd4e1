"""Thai writing as raw files hold it: digits, years, dates, names, encodings.

Nothing here guesses in silence: what cannot be told is an `UnreadableError` with its reason.
"""

from santitham_eval.thai.dates import (
    ABBREVIATIONS,
    MONTHS,
    OFFSET,
    Era,
    era_of,
    fiscal_year,
    fiscal_year_start,
    parse_date,
    parse_month,
    parse_year,
    to_be,
    to_ce,
)
from santitham_eval.thai.encodings import decode
from santitham_eval.thai.names import (
    LONGEST_NAME,
    Level,
    is_fit_name,
    name_key,
    normalise_name,
    strip_prefix,
    without_zero_width,
)
from santitham_eval.thai.numbers import (
    Reason,
    UnreadableError,
    arabic_digits,
    parse_number,
    thai_digits,
)

__all__ = [
    "ABBREVIATIONS",
    "LONGEST_NAME",
    "MONTHS",
    "OFFSET",
    "Era",
    "Level",
    "Reason",
    "UnreadableError",
    "arabic_digits",
    "decode",
    "era_of",
    "fiscal_year",
    "fiscal_year_start",
    "is_fit_name",
    "name_key",
    "normalise_name",
    "parse_date",
    "parse_month",
    "parse_number",
    "parse_year",
    "strip_prefix",
    "thai_digits",
    "to_be",
    "to_ce",
    "without_zero_width",
]
