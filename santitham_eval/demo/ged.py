"""Fatal incidents as UCDP GED would hold them: 49 columns, and few known to the tambon."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval.demo.land import DECIMALS, Land, representative
from santitham_eval.demo.names import current

REPORTED = 0.65
"""Share of fatal incidents that reach the press."""
PRECISION = ((1, 0.175), (2, 0.064), (3, 0.440), (4, 0.321))
"""where_prec and its share, as in the four southern provinces of version 22.1."""
NAMES_TAMBON = 0.08  # of rows known to the district, those whose description names the tambon
ELSEWHERE = 20
"""Rows from outside the study area."""

HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low,gwnoa,gwnob"
)
_CONFLICT = {
    "code_status": "Clear", "conflict_dset_id": 9901, "conflict_new_id": 9901,
    "conflict_name": "Simulated: Chamlong", "dyad_dset_id": 9902, "dyad_new_id": 9902,
    "dyad_name": "Simulated A - Simulated B", "side_a_dset_id": 9903, "side_a_new_id": 9903,
    "side_a": "Simulated A", "side_b_dset_id": 9904, "side_b_new_id": 9904,
    "side_b": "Simulated B", "active_year": 1, "country": "Thailand", "country_id": 800,
    "region": "Asia", "event_clarity": 1, "gwnoa": 800, "gwnob": "",
}  # fmt: skip
_ARTICLES = (
    "Simulated Wire {date}",
    "Simulated Wire {date}\nsecond line, with a comma",
    'Simulated Post, {date}, "quoted"',
    "Simulated â€œPostâ€\x9d {date}",  # mojibake, as in the real file
)
_ARTICLE_SHARES = (0.93, 0.03, 0.03, 0.01)


def write_ged(
    path: Path,
    incidents: pd.DataFrame,
    register: pd.DataFrame,
    land: Land,
    rng: np.random.Generator,
) -> Path:
    """Write the fatal incidents that are reported, and some events elsewhere, as a GED file."""
    fatal = incidents[incidents["deaths"] > 0]
    known = fatal[rng.random(len(fatal)) < REPORTED]
    places = _places(known, register, land, rng)
    far = _elsewhere(incidents, rng)
    rows = pd.concat([places, far]).sort_values("date", kind="stable").reset_index(drop=True)
    rows["article"] = rng.choice(_ARTICLES, len(rows), p=_ARTICLE_SHARES)
    rows["longer"] = np.where(rng.random(len(rows)) < 0.012, rng.integers(1, 6, len(rows)), 0)
    rows["sources"] = np.where(rows["date"].dt.year < 2013, -1, rng.integers(1, 5, len(rows)))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER.split(","), lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(number, row) for number, row in enumerate(_records(rows), 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue().encode("utf-8"))
    return path


def grid_cell(longitude: float, latitude: float) -> int:
    """PRIO-GRID cell of half a degree (Tollefsen et al. 2012): rows from the south pole."""
    return int((latitude + 90) // 0.5) * 720 + int((longitude + 180) // 0.5) + 1


def _places(
    known: pd.DataFrame, register: pd.DataFrame, land: Land, rng: np.random.Generator
) -> pd.DataFrame:
    """What the press says of where each event was."""
    rows = current(register)
    amphoe = rows["amphoe_code"].to_numpy()
    points = {a: representative(land.polygons[amphoe == a]) for a in np.unique(amphoe)}
    whole = representative(land.polygons)
    levels, shares = zip(*PRECISION, strict=True)
    precisions = rng.choice(levels, len(known), p=shares)
    named = rng.random(len(known)) < NAMES_TAMBON
    places, named_rows = [], rows.to_dict("index")
    for event, precision, names in zip(_records(known), precisions, named, strict=True):
        place = named_rows[event["at"]]
        district = f"{place['amphoe_en']} district"
        spot = f"Ban {place['name_en']} village"
        where, told, point = {
            1: (spot, spot, (event["longitude"], event["latitude"])),
            2: (spot, f"{spot} (near)", (event["longitude"], event["latitude"])),
            3: (district, district, points[place["amphoe_code"]]),
            4: (f"{place['province_en']} province",) * 2 + (whole,),
        }[int(precision)]
        if precision == 3 and names:
            told = f"{district} (tambon {place['name_en']}, in)"
        places.append({"where": where, "told": told, "precision": precision, "point": point,
                       "province": f"{place['province_en']} province",
                       "district": district if precision < 4 else ""})  # fmt: skip
    return pd.concat([known, pd.DataFrame(places, index=known.index)], axis=1)


def _elsewhere(incidents: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Events far from the island, as the file of a whole country holds."""
    n = ELSEWHERE
    return pd.DataFrame(
        {
            "date": incidents["date"].to_numpy()[rng.integers(0, len(incidents), n)],
            "deaths": 1,
            "civilians": rng.integers(0, 2, n),
            "where": "Elsewhere town",
            "told": "Elsewhere town",
            "precision": 1,
            "point": [(102.0, 7.0)] * n,
            "province": "Elsewhere province",
            "district": "Elsewhere district",
        }
    )


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in rows.to_dict("records")]


def _row(number: int, event: dict[str, Any]) -> dict[str, Any]:
    date, deaths, civilians = event["date"], event["deaths"], event["civilians"]
    longitude, latitude = event["point"]
    x, y = f"{longitude:.{DECIMALS}f}", f"{latitude:.{DECIMALS}f}"
    end = date + pd.Timedelta(days=event["longer"])
    against = 3 if civilians == deaths else 1
    return _CONFLICT | {
        "id": 9_900_000 + number,
        "relid": f"SIM-{date.year}-{against}-9901-{number}",
        "year": date.year,
        "type_of_violence": against,
        "number_of_sources": event["sources"],
        "source_article": event["article"].format(date=f"{date:%Y-%m-%d}"),
        "where_prec": event["precision"],
        "where_coordinates": event["where"],
        "where_description": event["told"],
        "adm_1": event["province"],
        "adm_2": event["district"],
        "latitude": y,
        "longitude": x,
        "geom_wkt": f"POINT ({x} {y})",
        "priogrid_gid": grid_cell(longitude, latitude),
        "date_prec": 2 if event["longer"] else 1,
        "date_start": f"{date:%Y-%m-%d} 00:00:00.000",
        "date_end": f"{end:%Y-%m-%d} 00:00:00.000",
        "deaths_a": 0,
        "deaths_b": deaths - civilians,
        "deaths_civilians": civilians,
        "deaths_unknown": 0,
        "best": deaths,
        "high": deaths,
        "low": deaths,
    }
