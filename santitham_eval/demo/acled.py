"""A part of the incidents as ACLED would hold them: the layouts before and since March 2023."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval.demo.ged import ELSEWHERE
from santitham_eval.demo.land import DECIMALS, Land, representative
from santitham_eval.demo.names import current
from santitham_eval.demo.sheets import write_table

REPORTED = {True: 0.35, False: 0.04}
"""Share of incidents that it holds, by whether somebody died."""
PRECISION = ((1, 0.55), (2, 0.35), (3, 0.10))
"""geo_precision and its share: exact, part of a region (here the amphoe), region (province)."""
NEW_LAYOUT = 2018
"""First year (common era) of the file in the new layout."""
_NEW = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
_OLD = (
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,"
    "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,timestamp,iso3"
)
NEW, OLD = _NEW.split(","), _OLD.split(",")
_EVENT = {
    "ยิง": ("Violence against civilians", "Attack"),
    "ระเบิด": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "วางเพลิง": ("Riots", "Mob violence"),
    "ปะทะ": ("Battles", "Armed clash"),
    "ก่อกวน": ("Strategic developments", "Looting/property destruction"),
}
_SAME = {
    "time_precision": 1, "disorder_type": "Political violence", "actor1": "Simulated A",
    "inter1": 3, "actor2": "Simulated B", "inter2": 7, "interaction": 37, "iso": 764, "iso3": "THA",
    "region": "Southeast Asia", "country": "Thailand", "source": "Simulated Wire",
    "source_scale": "National", "timestamp": 1663545600,
}  # fmt: skip


def write_acled(
    folder: Path,
    incidents: pd.DataFrame,
    register: pd.DataFrame,
    land: Land,
    rng: np.random.Generator,
) -> list[Path]:
    """Write two files: the years before `NEW_LAYOUT` in the old layout, the rest in the new."""
    fatal = (incidents["deaths"] > 0).map(REPORTED)
    known = incidents[rng.random(len(incidents)) < fatal].reset_index(drop=True)
    rows = [*_rows(known, register, land, rng), *_elsewhere(known, rng)]
    rows.sort(key=lambda row: (row["when"], row["event_id_no_cnty"]))
    paths = []
    for name, layout, part in (
        ("acled_before_2018.csv", OLD, [r for r in rows if r["year"] < NEW_LAYOUT]),
        ("acled_from_2018.csv", NEW, [r for r in rows if r["year"] >= NEW_LAYOUT]),
    ):
        table = [[row.get(column, "") for column in layout] for row in part]
        paths.append(write_table(folder / name, layout, table))
    return paths


def _rows(
    known: pd.DataFrame, register: pd.DataFrame, land: Land, rng: np.random.Generator
) -> list[dict[str, Any]]:
    places = current(register)
    amphoe = places["amphoe_code"].to_numpy()
    points = {a: representative(land.polygons[amphoe == a]) for a in np.unique(amphoe)}
    whole = representative(land.polygons)
    levels, shares = zip(*PRECISION, strict=True)
    precisions = rng.choice(levels, len(known), p=shares)
    rows = []
    for number, (event, level) in enumerate(zip(_events(known), precisions, strict=True), 1):
        place = places.loc[event.at]
        x, y = {1: (event.longitude, event.latitude), 2: points[place["amphoe_code"]],
                3: whole}[int(level)]  # fmt: skip
        where = {
            "admin1": place["province_en"],
            "admin2": place["amphoe_en"] if level < 3 else "",
            "admin3": place["name_en"] if level == 1 else "",
            "location": (place["name_en"], place["amphoe_en"], place["province_en"])[level - 1],
            "geo_precision": int(level),
        }
        rows.append(_row(number, event, x, y) | where)
    return rows


def _elsewhere(known: pd.DataFrame, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Events far from the island, as the file of a whole country holds."""
    chosen = known.iloc[np.sort(rng.integers(0, len(known), ELSEWHERE))]
    where = {"admin1": "Elsewhere", "admin2": "Elsewhere", "admin3": "", "geo_precision": 1,
             "location": "Elsewhere town"}  # fmt: skip
    return [
        _row(len(known) + k, event, 102.0, 7.0) | where
        for k, event in enumerate(_events(chosen), 1)
    ]


def _events(incidents: pd.DataFrame) -> Iterator[Any]:
    yield from incidents.itertuples()


def _row(number: int, event: Any, x: float, y: float) -> dict[str, Any]:
    deadly = event.kind == "ก่อกวน" and event.deaths
    kind, sub = _EVENT["ยิง" if deadly else event.kind]  # what kills is no mere disturbance
    new = event.date.year >= NEW_LAYOUT
    return _SAME | {
        "when": event.date,
        "data_id": 9_900_000 + number,
        "event_id_cnty": f"THA{990_000 + number}",
        "event_id_no_cnty": 990_000 + number,
        # The file of the site has the month in words, that of the programming interface ISO.
        "event_date": f"{event.date:%Y-%m-%d}" if new else f"{event.date:%d %B %Y}",
        "year": event.date.year,
        "event_type": kind,
        "sub_event_type": sub,
        "civilian_targeting": "Civilian targeting" if event.civilians else "",
        "latitude": f"{y:.{DECIMALS}f}",
        "longitude": f"{x:.{DECIMALS}f}",
        "notes": f"Simulated event, {event.date:%d %B %Y}.",
        "fatalities": event.deaths,
    }
