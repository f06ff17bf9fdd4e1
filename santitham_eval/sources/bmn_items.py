"""Numbers of the จปฐ. items in each edition of the survey."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.reading import items_of
from santitham_eval.study import nearest

STEMS = ("safe", "work", "income", "saving", "public")
CARE = ("elderly", "disabled")
_NAMES = ("safe", "work", "income", "saving", "elderly", "disabled", "public")
EDITIONS: MappingProxyType[int, Mapping[str, int]] = MappingProxyType(
    {
        2555: dict(zip(_NAMES, (14, 21, 23, 24, 28, 29, 30), strict=True)),
        2560: dict(zip(_NAMES, (14, 20, 22, 23, 27, 28, 30), strict=True)),
        2565: {},  # 38 items; the numbers are the study's to state
    }
)
"""First Buddhist-era year of an edition to the numbers of its items, as far as known."""
_NUMBER = re.compile(r"(?:ตัวชี้วัด|ข้อ)?(?:ที่)?\s*(\d{1,2})(?:\s*[.:)]?\s*[^\d\s.].*|[.:)])?")


def editions(own: Mapping[str, Mapping[str, str]], file: str) -> dict[int, dict[str, int]]:
    """The editions, with the study's own in place of the library's of the same first year.

    Raises
    ------
    StudyError
        Unknown names, numbers that are none or stand twice, years that are none.
    """
    problems = Problems(file)
    numbering = {year: dict(items) for year, items in EDITIONS.items()}
    for key, items in own.items():
        try:
            year = thai.to_be(thai.parse_year(key, "BE"))
        except thai.UnreadableError:
            problems.add(key, text.WANT_EDITION_YEAR, column=f"items.{key}")
            continue
        numbering[year] = _own_items(items, f"items.{key}", problems)
    problems.raise_if_any()
    return dict(sorted(numbering.items()))


def _own_items(items: Mapping[str, str], column: str, problems: Problems) -> dict[str, int]:
    read: dict[str, int] = {}
    for name, number in items.items():
        if name not in _NAMES:
            near = nearest(name, _NAMES)
            wanted = text.WANT_ITEM_NAME.format(known=", ".join(_NAMES))
            wanted = text.WANT_NEAREST_COLUMN.format(near=near) if near else wanted
            problems.add(name, wanted, column=f"{column}.{name}")
            continue
        found = _NUMBER.fullmatch(thai.arabic_digits(number).strip())
        if found is None:
            problems.add(number, text.WANT_ITEM_NUMBER, column=f"{column}.{name}")
        elif int(found[1]) in read.values():
            problems.add(number, text.WANT_ITEM_ONCE, column=f"{column}.{name}")
        else:
            read[name] = int(found[1])
    return read


def item_numbers(columns: Columns) -> pd.Series:
    """Item numbers of "14", "๑๔", "ข้อที่ 14" or "14. ครัวเรือน..."; NaN where told."""
    cells = columns.words("item", required=True)
    numbers: list[float] = []
    for row, cell in items_of(cells):
        found = _NUMBER.fullmatch(thai.arabic_digits(cell).strip()) if cell else None
        if cell and found is None:
            shown = columns.shown["item"]
            columns.problems.add(cell, text.WANT_ITEM_NUMBER, row=row, column=shown)
        numbers.append(float(found[1]) if found else float("nan"))
    return pd.Series(numbers, cells.index)


def in_edition(
    years: pd.Series, numbers: pd.Series, numbering: Mapping[int, Mapping[str, int]]
) -> tuple[pd.Series, pd.Series]:
    """First year of each row's edition (0 before the first), and the name of its item or None."""
    starts = sorted(numbering)
    edition = years.fillna(0).map(lambda y: max((s for s in starts if s <= y), default=0))
    names = {year: {n: name for name, n in items.items()} for year, items in numbering.items()}
    found = [names.get(e, {}).get(n) for e, n in zip(edition, numbers, strict=True)]
    return edition, pd.Series(found, years.index, dtype=object)
