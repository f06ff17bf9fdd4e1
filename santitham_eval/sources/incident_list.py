"""The evaluator's own incident list (csv or xlsx), through a mapping declared in the study file.

Only mapped columns are read, so names and identity numbers never leave this room.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name, refuse_copies
from santitham_eval.sources.geocoded import coverage_notes
from santitham_eval.sources.grids import read_rows
from santitham_eval.sources.places import NAMES, Places, places
from santitham_eval.sources.reading import (
    Note,
    Reading,
    as_table,
    gather,
    items_of,
    placed,
    refuse_repeats,
)
from santitham_eval.study import Source, Study, nearest

DATES: dict[str, thai.Era | None] = {"date": None, "date_be": "BE", "date_ce": "CE"}
POINT = ("latitude", "longitude")
COUNTS = {"killed": "deaths", "civilians_killed": "civilian_deaths", "injured": "injured"}
KEYS = (*DATES, "tambon", *NAMES, *POINT, *COUNTS, "event_type", "id")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read incident lists.

    Returns
    -------
    Reading
        Frame of event_id, period, day, deaths, civilian_deaths, injured (<NA> if unknown), place
        (finest code known; "" outside the study area, None where only a point is given),
        latitude, longitude, event_type, basis, file, row.

    Raises
    ------
    StudyError
        An incomplete mapping, a file that is another's copy, and all that is wrong with the cells
        of every file.
    """
    _check_mapping(source.columns, study.file)
    refuse_copies(paths, study)
    names = places(study)
    frame = gather(paths, lambda p: _read(p, file_name(p, study), source.columns, names))
    if "id" in source.columns:
        refuse_repeats(frame, "event_id", source.columns["id"])
    others = frame.groupby("file")["dropped"].first()
    notes = [
        Note("note", "ALL", "columns_dropped", float(n), text.NOTE_COLUMNS_DROPPED.format(file=f))
        for f, n in others[others > 0].items()
    ]
    notes += coverage_notes(frame["period"], source, study)
    measures = ["events", *(COUNTS[k] for k in COUNTS if k in source.columns)]
    years = (int(frame["period"].dt.year.min()), int(frame["period"].dt.year.max()))
    return Reading(frame.drop(columns="dropped"), tuple(notes), tuple(measures), years)


def _check_mapping(columns: Mapping[str, str], file: str) -> None:
    problems = Problems(file)
    for key in columns:
        if key not in KEYS:
            wanted = text.WANT_MAPPING_KEY.format(known=", ".join(KEYS))
            near = nearest(key, KEYS)
            if near:
                wanted = text.WANT_NEAREST_COLUMN.format(near=near)
            problems.add(key, wanted, column=f"columns.{key}")
    if sum(key in columns for key in DATES) != 1:
        wanted = text.WANT_MAPPING.format(keys=" | ".join(DATES))
        problems.add(", ".join(columns) or "-", wanted, column="columns")
    ways = ("tambon",), NAMES, POINT
    if not any(all(key in columns for key in way) for way in ways):
        wanted = text.WANT_MAPPING.format(keys=" | ".join(" + ".join(way) for way in ways))
        problems.add(", ".join(columns) or "-", wanted, column="columns")
    problems.raise_if_any()


def _read(path: Path, name: str, mapping: Mapping[str, str], names: Places) -> pd.DataFrame:
    problems = Problems(name)
    own = list(dict.fromkeys(mapping.values()))
    table, dropped = _table(path, name, own)
    table = pd.DataFrame({key: table[column] for key, column in mapping.items()})
    columns = Columns(table, problems, dict(mapping))
    when = next(key for key in DATES if key in mapping)
    days = columns.date(when, DATES[when])
    blank = pd.Series(pd.NA, table.index, dtype="Int64")
    data: dict[str, pd.Series] = {
        new: columns.count(key) if key in mapping else blank for key, new in COUNTS.items()
    }
    more = (data["civilian_deaths"] > data["deaths"]).fillna(False).astype(bool)
    for row in table.index[more]:
        wanted = text.WANT_AT_MOST_DEATHS.format(deaths=data["deaths"][row])
        column = mapping["civilians_killed"]
        problems.add(data["civilian_deaths"][row], wanted, row=row, column=column)
    for key, far in zip(POINT, (90, 180), strict=True):
        known = key in mapping
        data[key] = columns.real(key, -far, far) if known else blank.astype(float)
    data["place"] = _places(columns, names, data["latitude"].notna() & data["longitude"].notna())
    numbers = pd.Series([f"{name}:{row}" for row in table.index], table.index, dtype=object)
    data["event_id"] = _numbers(columns) if "id" in mapping else numbers
    if "event_type" in mapping:
        data["event_type"] = columns.words("event_type")
    problems.raise_if_any()
    frame = pd.DataFrame(
        {"period": days.dt.to_period("M"), "day": days, **data, "basis": "list", "dropped": dropped}
    )
    return placed(frame, name)


def _numbers(columns: Columns) -> pd.Series:
    """The list's own event numbers; a person's identity number is not let in."""
    numbers = columns.words("id", required=True)
    for row, number in items_of(numbers.dropna()):
        if _holds_identity_number(thai.arabic_digits(number).replace("-", "").replace(" ", "")):
            own = columns.shown["id"]
            columns.problems.add("*" * 13, text.WANT_EVENT_NUMBER, row=row, column=own)
    return numbers


def _holds_identity_number(words: str) -> bool:
    """Whether thirteen digits stand alone, the last the check digit of Thai civil registration."""
    for digits in re.findall(r"(?<![0-9])[0-9]{13}(?![0-9])", words):
        weighted = sum(int(d) * w for d, w in zip(digits[:12], range(13, 1, -1), strict=True))
        if (11 - weighted % 11) % 10 == int(digits[12]):
            return True
    return False


def _places(columns: Columns, names: Places, points: pd.Series) -> pd.Series:
    """Finest code of each row by its tambon code or else its names; None where a point serves.

    An abolished code stays as it stands: the geography room maps it and says so.
    """
    places = names.resolve(columns, points)
    if "tambon" not in columns.table:
        return places
    written = columns.table["tambon"].map(thai.arabic_digits).str[:6]
    return places.where((written == "") | (places.str.len() != 6), written)


# --- tables -------------------------------------------------------------------------------------
def _table(path: Path, name: str, wanted: list[str]) -> tuple[pd.DataFrame, int]:
    """The wanted columns, and how many others the file holds."""
    rows, lines = read_rows(path, name, wanted)
    table = as_table(rows, lines, name, wanted, extra=True)
    return table, len([cell for cell in rows[0] if cell.strip() and cell.strip() not in wanted])
