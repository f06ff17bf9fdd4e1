"""Labels of figures and cells as they are where English leads."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.indicators import SERIES
from santitham_eval.report.languages import THAI, phrases
from santitham_eval.tables import month

_STARTED = re.compile(
    text.START_LINE.th.format(month=rf"({'|'.join(map(re.escape, thai.ABBREVIATIONS))}) (\d{{4}})")
)


def english_first(label: str) -> str:
    """A label as it is where English leads; one that stands in Thai alone is said in English."""
    lines = label.split("\n")
    if len(lines) > 1:  # sorted, and so stable: English lines, then Thai ones
        return "\n".join(sorted(lines, key=lambda line: bool(THAI.search(line))))
    found = phrases(label)
    if found:
        thai_, between, english = zip(*found, strict=True)
        return f"{': '.join(english)}{between[0]}{': '.join(thai_)}"
    return in_english(label)


def in_english(label: str) -> str:
    """Thai that stands alone for want of room, in English; anything else as it is."""
    if started := _STARTED.fullmatch(label):
        year, at = int(started[2]) - thai.OFFSET, thai.ABBREVIATIONS.index(started[1])
        return text.START_LINE.format(month=month(pd.Period(year=year, month=at + 1, freq="M"))).en
    return _alone().get(label, label)


@cache
def _alone() -> dict[str, str]:
    units = [indicator.unit for indicator in SERIES.values()]
    differences = [text.AXIS_DIFFERENCE.format(unit=unit) for unit in units]
    alone = {words.th: words.en for words in (*units, *differences, *text.ALONE)}
    return alone | {words.both(" "): f"{words.en} {words.th}" for words in text.BESIDE}
