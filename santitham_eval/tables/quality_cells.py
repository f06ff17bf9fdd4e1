"""Items, counts and areas of the quality table as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import SERIES
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.places import Place, find_place
from santitham_eval.tables.rounding import number
from santitham_eval.text import Text

PERSONS = frozenset(s.numerator for s in SERIES.values() if s.counts_persons)


def runs_of_years(years: Iterable[int]) -> str:
    """Years with their runs shortened: "2556–2559, 2561"; "–" where there is none."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    shown = [f"{a}" if a == b else f"{a}–{b}" for a, b in runs]
    return ", ".join(shown) or text.MISSING


def split(quality: pd.DataFrame, topic: str, area: str = "ALL") -> pd.DataFrame:
    """Rows of a topic and area, cut as `cut` does."""
    return cut(quality[(quality["topic"] == topic) & (quality["area"] == area)])


def cut(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with their item cut into ``source`` and the ``rest``."""
    parts = [str(item).partition("/") for item in rows["item"]]
    return rows.assign(source=[p[0] for p in parts], rest=[p[2] for p in parts])


def levels(quality: pd.DataFrame) -> pd.DataFrame:
    """Events of the study by source and level of placement, the finest first."""
    wide = split(quality, "placement").pivot_table("count", "source", "rest", sort=False)
    return wide[[level for level in text.LEVELS if level in wide]]


def count_text(item: str, count: float, minimum: int) -> str:
    """A count as it may be shown: few persons are withheld, and what counts nothing is blank."""
    if pd.isna(count):
        return ""
    if withheld(item, count, minimum):
        return text.SUPPRESSED.th
    return number(float(count), 0 if float(count).is_integer() else None)


def withheld(item: str, count: float, minimum: int) -> bool:
    """Whether an item of the quality table counts so few persons that it may not be shown."""
    parts = item.split("/")[1:]  # after the name of the source, which may be anything
    persons = any(p in PERSONS or (p in SERIES and SERIES[p].counts_persons) for p in parts)
    return persons and 0 < count < minimum


def area_name(area: str, register: pd.DataFrame) -> Text:
    """Name of a tambon, amphoe or province of the register by its code, or of the whole."""
    level = {6: "tambon", 4: "amphoe", 2: "province"}.get(len(area), "")
    if not area.isdigit() or not level:
        return text.AREA_ALL
    rows = register[register[level] == area]
    if rows.empty:
        return Text(area, area)
    place: Place = find_place(str(rows["tambon"].iloc[0]), register)
    names = {"tambon": place.name, "amphoe": place.amphoe_name, "province": place.province_name}
    return names[level]


def plain_table(
    caption: Text,
    columns: tuple[Column, ...],
    rows: list[dict[str, str]],
    notes: tuple[Text, ...] = (),
) -> Table:
    """A display table of rows; a column without any English is left out."""
    keys = dict.fromkeys(k for c in columns for k in (c.key, f"{c.key}_en"))
    frame = pd.DataFrame(rows, columns=[k for k in keys if not rows or k in rows[0]], dtype=object)
    return Table(caption, columns, frame, notes)
