"""Events placed at the finest level that their precision supports; none is dropped.

Rows of UCDP GED that are precise to the district or province sit on one representative point
each, so a point in a polygon says nothing about them: they are placed by name.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import shapely

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.geography.land import Land
from santitham_eval.geography.transliteration import fold_area, fold_tambon, named_tambons
from santitham_eval.sources.reading import rows_of

LEVELS = ("exact", "near", "named", "amphoe", "province", "outside")
TAMBON_LEVELS = ("exact", "near", "named")
COLUMNS = (
    "event_id", "source", "period", "deaths", "civilian_deaths", "injured",
    "level", "tambon", "amphoe", "province", "note",
)  # fmt: skip


class Place(NamedTuple):
    """Level, finest code ("" outside) and a short reason."""

    level: str
    code: str
    note: str


def place_events(events: pd.DataFrame, source: str, land: Land) -> pd.DataFrame:
    """Place the events of one source.

    Parameters
    ----------
    events : DataFrame
        As the ``ucdp-ged``, ``acled`` or ``incident-list`` reader gives it.
    source : str
        Name of the source in the study file.
    land : Land

    Returns
    -------
    DataFrame
        As many rows, in the same order: event_id, source, period, deaths, civilian_deaths,
        injured, level, tambon, amphoe, province, note.

    Raises
    ------
    StudyError
        An incident list's point that lies in no polygon, by file and row.
    """
    inside = _polygons(events, land)
    rule = _RULES.get(next(iter(events["basis"]), ""), _by_list)
    places: list[Place] = []
    problems: list[Problem] = []
    for row, polygon in zip(rows_of(events), inside, strict=True):
        place = rule(row, polygon, land)
        if place is None:
            found = f"{row.latitude}, {row.longitude}"
            problems.append(Problem(row.file, found, text.WANT_ON_LAND, row.row, "latitude"))
        else:
            places.append(place)
    if problems:
        raise StudyError(problems)
    return _table(events, source, places)


def _table(events: pd.DataFrame, source: str, places: list[Place]) -> pd.DataFrame:
    codes = [p.code for p in places]
    return events.assign(
        event_id=events["event_id"].tolist(),
        source=source,
        level=[p.level for p in places],
        tambon=_cut(codes, 6),
        amphoe=_cut(codes, 4),
        province=_cut(codes, 2),
        note=[p.note for p in places],
    )[list(COLUMNS)].reset_index(drop=True)


def _cut(codes: list[str], digits: int) -> pd.Series:
    return pd.Series([c[:digits] if len(c) >= digits else None for c in codes])


def _polygons(events: pd.DataFrame, land: Land) -> list[str | None]:
    """Code of the polygon that holds each point; on a border the lowest code; None in no one."""
    points = shapely.points(events["longitude"].to_numpy(float), events["latitude"].to_numpy(float))
    points = np.where(np.isnan(events["latitude"].to_numpy(float)), None, points)
    codes = land.shapes["tambon"].to_numpy(dtype=object)
    if not len(codes):
        return [None] * len(events)
    tree = shapely.STRtree(land.shapes["geometry"].to_numpy())
    point, shape = tree.query(points, predicate="intersects")
    lowest = pd.Series(codes[shape]).groupby(point).min()
    return [lowest.get(i) for i in range(len(events))]


def _at(level: str, code: str, note: str, land: Land) -> Place:
    """A tambon of the study area, or outside it."""
    return Place(level, code, note) if land.book.covers(code) else Place("outside", "", note)


# --- incident lists: what the evaluator declares ------------------------------------------------
def _by_list(row: Any, polygon: str | None, land: Land) -> Place | None:
    code = row.place
    if code is None:
        return None if polygon is None else _at("exact", polygon, "point", land)
    if len(code) == 6:
        current = land.book.current(code) or code
        return Place("exact", current, "code" if current == code else "former_code")
    level = {4: "amphoe", 2: "province", 0: "outside"}[len(code)]
    return Place(level, code, "name" if code else "not_in_area")


# --- UCDP GED: by where_prec --------------------------------------------------------------------
def _by_precision(row: Any, polygon: str | None, land: Land) -> Place:
    if row.precision <= 2:
        if polygon is None:
            return _by_name(row, land, "off_map", named_tambons)
        return _at("exact" if row.precision == 1 else "near", polygon, "point", land)
    if row.precision == 3:
        return _by_name(row, land, "", named_tambons)
    return _province(row, land)[0]


# --- ACLED: by geo_precision --------------------------------------------------------------------
def _by_geo_precision(row: Any, polygon: str | None, land: Land) -> Place:
    """An exact point by its polygon; a part of a region by its names; a region by its province.

    The point of an event that is known to a part of a region is that of the nearest town.
    """
    if row.precision == 1 and polygon is not None:
        return _at("exact", polygon, "point", land)
    if row.precision <= 2:
        note = "off_map" if row.precision == 1 else ""
        return _by_name(row, land, note, lambda admin3: [admin3] if admin3 else [])
    return _province(row, land)[0]


def _province(row: Any, land: Land) -> tuple[Place, str]:
    if not row.adm_1:
        return Place("outside", "", "no_province"), ""
    code = land.provinces.get(fold_area(row.adm_1), "")
    if not code or not land.book.in_area(code):
        return Place("outside", "", "not_in_area"), ""
    note = "" if land.book.covers(code) else "province_partly_in_area"
    return Place("province", code, note), code


def _by_name(row: Any, land: Land, note: str, named: Callable[[str], list[str]]) -> Place:
    """The tambon that `named` finds in the place's words, else the amphoe, else the province."""
    place, province = _province(row, land)
    if place.level == "outside":
        return place
    if not row.adm_2:
        return place._replace(note=note or "no_amphoe")
    amphoe = land.amphoes.get((province, fold_area(row.adm_2)))
    if amphoe is None:
        return place._replace(note=note or "amphoe_unmatched")
    if not land.book.covers(amphoe):
        return Place("outside", "", "not_in_area")
    names = named(row.place or "")
    if not names:
        return Place("amphoe", amphoe, note)
    keys = [(amphoe, fold_tambon(name)) for name in names]
    codes = {code for key in keys for code in land.tambons.get(key, ())}
    if len(codes) == 1 and all(key in land.tambons for key in keys):
        return Place("named", codes.pop(), note or "name")
    return Place("amphoe", amphoe, "name_ambiguous" if len(codes) > 1 else "name_unmatched")


_RULES: MappingProxyType[str, Callable[[Any, str | None, Land], Place | None]] = MappingProxyType(
    {"ged": _by_precision, "acled": _by_geo_precision}
)
