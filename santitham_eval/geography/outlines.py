"""Outlines of the study area for a small map: thinned together, so that no gap opens."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd
import shapely

WIDTH = 1000
"""Units from the westernmost to the easternmost point, and so the finest step of a border."""
BASES = ("boundary", "tile")
_THINNED = 3  # corners that cut off less than the square of so many units are left out
_TILE, _GAP, _PER_ROW = 40, 10, 20


def outlines(shapes: pd.DataFrame, tambons: Iterable[str]) -> pd.DataFrame:
    """Each tambon of the study area as the path of a drawing.

    Parameters
    ----------
    shapes : DataFrame
        As in `Land`; may hold others, or nobody.
    tambons : iterable of str
        Codes of the study area.

    Returns
    -------
    DataFrame
        tambon, basis, x, y (a point inside), outline; y counts downwards.  Where the study has
        boundaries, basis is "boundary": the outline, with fewer corners, of `WIDTH` units across
        all tambons, degrees of longitude shortened as they are in the middle of the area.  Where
        it has none, basis is "tile": one square each, a row of squares for each amphoe, which is
        nobody's true place.
    """
    codes = np.array(sorted(tambons), dtype=object)
    area = shapes[shapes["tambon"].isin(codes)]
    drawn = _drawn(area["geometry"].to_numpy()) if len(area) else _tiles(codes)
    basis = BASES[0] if len(area) else BASES[1]
    names = area["tambon"].to_numpy(dtype=object) if len(area) else codes
    inside = shapely.point_on_surface(drawn)
    frame = pd.DataFrame({"tambon": names, "basis": basis})
    frame["x"] = shapely.get_x(inside).round().astype(np.int64)
    frame["y"] = shapely.get_y(inside).round().astype(np.int64)
    frame["outline"] = [_path(shape) for shape in shapely.normalize(drawn)]  # however it was stored
    return frame.sort_values("tambon", ignore_index=True)


def _drawn(shapes: np.ndarray) -> np.ndarray:
    """Polygons in the units of the drawing, thinned."""
    west, south, east, north = shapely.total_bounds(shapes)
    shorter = math.cos(math.radians((south + north) / 2))
    unit = WIDTH / ((east - west) * shorter)
    moved = shapely.transform(
        shapes, lambda at: np.column_stack([(at[:, 0] - west) * shorter, north - at[:, 1]]) * unit
    )
    return shapely.coverage_simplify(moved, _THINNED)


def _tiles(codes: np.ndarray) -> np.ndarray:
    """A square for each code; an amphoe begins a row, and another where it is full."""
    boxes, row, column, amphoe = [], -1, _PER_ROW, ""
    for code in codes:
        if code[:4] != amphoe or column == _PER_ROW:
            row, column, amphoe = row + 1, 0, code[:4]
        left, top = column * (_TILE + _GAP), row * (_TILE + _GAP)
        boxes.append(shapely.box(left, top, left + _TILE, top + _TILE))
        column += 1
    return np.array(boxes)


def _path(shape: shapely.Geometry) -> str:
    """Rings as moves and lines between whole units; a place too small for that as a square."""
    parts = shapely.get_parts(shape)
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    drawn = [path for ring in rings if (path := _ring(np.rint(ring.coords).astype(int)))]
    if drawn:
        return "".join(drawn)
    x, y = (round(v) for v in shapely.get_coordinates(shapely.point_on_surface(shape))[0])
    return f"M{x} {y}l2 0l0 2l-2 0z"


def _ring(corners: np.ndarray) -> str:
    """Path of a ring, without points that fall on the one before; "" where no area is left."""
    moved = np.any(np.diff(corners, axis=0) != 0, axis=1)
    points = corners[:-1][moved]
    if len(points) < 3:
        return ""
    steps = np.diff(points, axis=0)
    lines = "".join(f"l{x} {y}" for x, y in steps)
    return f"M{points[0][0]} {points[0][1]}{lines}z".replace(" -", "-")
