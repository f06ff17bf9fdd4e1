"""Digits and numbers, and what is raised where something cannot be read."""

from __future__ import annotations

import re
from typing import Literal

Reason = Literal[
    "not_a_date", "no_such_day", "ambiguous_year", "wrong_era", "no_such_year", "not_a_number",
    "binary", "unknown_encoding",
]  # fmt: skip

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(_THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", _THAI_DIGITS)


class UnreadableError(ValueError):
    """A value that cannot be read, with the reason as a short code."""

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(reason)


def arabic_digits(value: str) -> str:
    """Thai digits to 0-9; everything else as it stands."""
    return value.translate(_TO_ARABIC)


def thai_digits(value: str) -> str:
    """0-9 to Thai digits; everything else as it stands."""
    return value.translate(_TO_THAI)


LONGEST_VALUE = 64
"""Signs of a number or date; what is longer is something else, and costs time to try."""
_NUMBER = re.compile(r"[-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)


def parse_number(value: str) -> float | None:
    """A number in Thai or 0-9 digits, with or without thousands commas.

    Returns
    -------
    float or None
        None where the cell is blank; a blank is never zero.

    Raises
    ------
    UnreadableError
        ``not_a_number``; a stray comma ("1,23") is not silently dropped.
    """
    plain = arabic_digits(value).strip()
    if not plain:
        return None
    if len(plain) > LONGEST_VALUE or not _NUMBER.fullmatch(plain):
        raise UnreadableError("not_a_number")
    return float(plain.replace(",", "").replace("−", "-"))
