"""A made-up map in open sea, so that nobody takes it for a real place.

Some thousand villages are strewn over a made-up island; each belongs to the nearest tambon
centre.  A tambon is the union of its villages' Voronoi cells, which gives ragged but exactly
matching boundaries, and a point inside for every event.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray

from santitham_eval.demo.names import current
from santitham_eval.simulate import FloatArray, IntArray, World

CENTRE = (103.5, 8.25)
"""Longitude and latitude of the island: open water of the Gulf, far from any coast."""

RADIUS = (0.72, 0.48)
APART = 0.011
"""Degrees between villages, on average (about 1.2 km)."""

DECIMALS = 5
WRITTEN_ON = "2022-09-30"
"""Date in the header of the .dbf; a fixed one, so that the bytes are the same on any day."""


@dataclass(frozen=True)
class Land:
    """The made-up map.

    Attributes
    ----------
    polygons : ndarray of shapely Polygon, shape (tambons,)
        In code order; WGS84 degrees.
    villages : tuple of ndarray, each of shape (villages, 2)
        Longitude and latitude of the villages of each tambon; all lie inside its polygon.
    """

    polygons: NDArray[np.object_]
    villages: tuple[FloatArray, ...]


def make_land(world: World, rng: np.random.Generator) -> Land:
    """Draw the map, with as many tambons in each amphoe as the world has."""
    villages, cells = _villages(rng)
    centres = _centres(villages, len(world.tambon), rng)
    _, sizes = np.unique(world.amphoe, return_counts=True)
    centres = centres[_cut(centres, sizes)]
    belongs = _nearest(villages, centres)
    members = [np.flatnonzero(belongs == k) for k in range(len(centres))]
    polygons = [shapely.normalize(shapely.coverage_union_all(cells[m])) for m in members]
    return Land(np.array(polygons, dtype=object), tuple(villages[m] for m in members))


def representative(polygons: NDArray[np.object_]) -> tuple[float, float]:
    """Point (longitude, latitude) inside the union of polygons, as gazetteers use for an area."""
    point = shapely.point_on_surface(shapely.coverage_union_all(polygons))
    return round(point.x, DECIMALS), round(point.y, DECIMALS)


def write_boundaries(folder: Path, register: pd.DataFrame, land: Land) -> list[Path]:
    """Write the map as a COD-AB adm3 shapefile; returns its parts."""
    rows = current(register)
    fields: dict[str, object] = {
        "Shape_Leng": np.round(shapely.length(land.polygons), 8),
        "Shape_Area": np.round(shapely.area(land.polygons), 8),
    }
    for level, name, code in ((3, "name", "code"), (2, "amphoe", "amphoe_code"),
                              (1, "province", "province_code")):  # fmt: skip
        fields[f"ADM{level}_EN"] = rows[f"{name}_en"].to_numpy(dtype=object)
        fields[f"ADM{level}_TH"] = rows[f"{name}_th"].to_numpy(dtype=object)
        fields[f"ADM{level}_PCODE"] = ("TH" + rows[code]).to_numpy(dtype=object)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "simulated_adm3.shp"
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(land.polygons),
        field_data=list(fields.values()),
        fields=list(fields),
        geometry_type="Polygon",
        crs="EPSG:4326",
        driver="ESRI Shapefile",
        ENCODING="UTF-8",
        RESIZE="YES",
        DBF_DATE_LAST_UPDATE=WRITTEN_ON,
    )
    return sorted(folder.glob("simulated_adm3.*"))


def _outline(rng: np.random.Generator) -> shapely.Polygon:
    """An island: an ellipse with a few smooth bays."""
    angle = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    radius = np.ones_like(angle)
    for waves, depth in ((2, 0.16), (3, 0.10), (5, 0.06), (9, 0.02)):
        radius += depth * np.sin(waves * angle + rng.uniform(0, 2 * np.pi))
    x = CENTRE[0] + RADIUS[0] * radius * np.cos(angle)
    y = CENTRE[1] + RADIUS[1] * radius * np.sin(angle)
    return shapely.Polygon(np.column_stack([x, y]))


def _villages(rng: np.random.Generator) -> tuple[FloatArray, NDArray[np.object_]]:
    """Villages and their Voronoi cells; cells that reach over the coast are left to the sea."""
    outline = _outline(rng)
    west, south, east, north = outline.bounds
    grid = np.stack(np.meshgrid(np.arange(west, east, APART), np.arange(south, north, APART)), -1)
    points = grid.reshape(-1, 2)
    points = np.round(points + rng.uniform(0, 0.9 * APART, points.shape), DECIMALS)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), ordered=True))
    inland = shapely.contains_properly(outline, cells)
    # Rounding vertex by vertex keeps neighbours' common vertices common.
    return points[inland], shapely.transform(cells[inland], lambda xy: np.round(xy, DECIMALS))


def _centres(villages: FloatArray, count: int, rng: np.random.Generator) -> FloatArray:
    """Tambon centres, moved a little apart (four of Lloyd's steps)."""
    centres = villages[rng.choice(len(villages), count, replace=False)]
    for _ in range(4):
        belongs = _nearest(villages, centres)
        centres = np.array([villages[belongs == k].mean(axis=0) for k in range(count)])
    return centres


def _nearest(points: FloatArray, centres: FloatArray) -> IntArray:
    squared = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    return squared.argmin(axis=1)


def _cut(points: FloatArray, sizes: IntArray) -> IntArray:
    """Order of the points in which runs of the given sizes are compact: cut, and cut again."""
    if len(sizes) == 1:
        return np.argsort(points[:, 0], kind="stable")
    half = len(sizes) // 2
    longest = np.ptp(points, axis=0).argmax()
    order = np.argsort(points[:, longest], kind="stable")
    first, second = np.split(order, [sizes[:half].sum()])
    return np.concatenate(
        [first[_cut(points[first], sizes[:half])], second[_cut(points[second], sizes[half:])]]
    )
