"""Yearly night lights (VIIRS VNL, ``average_masked``): radiance over each tambon's land.

Elvidge et al. (2021), Remote Sensing 13(5), 922.  A pixel counts for a tambon by the share of
its area that lies in the tambon; within one pixel of 15 arc-seconds degrees are as good as
metres for that.  A pixel without a value is unknown, and never dark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import rasterio
import shapely
from rasterio.errors import RasterioError
from rasterio.windows import Window

from santitham_eval import text, thai
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.sources import cod_ab
from santitham_eval.sources.finding import file_name, files
from santitham_eval.sources.measures import melt, tidy
from santitham_eval.sources.reading import Note, Reading, gather, read_bytes, rows_of
from santitham_eval.sources.tambon_register import codebook
from santitham_eval.study import Source, Study

MEASURES = ("radiance", "lit_pixels")
MOST_PIXELS = 20_000_000  # over the study area; all Thailand at 15 arc-seconds has 7 million
_TOUCH = 1e-9  # a border that rounding moved into the next pixel
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Grid(NamedTuple):
    """Pixels that cover the land: west and north edge, width and height of one, rows, columns."""

    west: float
    north: float
    width: float
    height: float
    rows: int
    columns: int


class Shares(NamedTuple):
    """Shares of pixels: place among the tambons, row and column of the pixel, share of its area."""

    tambon: np.ndarray
    row: np.ndarray
    column: np.ndarray
    share: np.ndarray


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read yearly images.

    Returns
    -------
    Reading
        Tidy measures of the calendar year (Y-DEC): radiance (sum over pixels of nW/cm2/sr times
        the pixel's share in the tambon) and lit_pixels (sum of the shares), both over pixels
        with a value; unknown for a tambon without any.  Their ratio is the mean radiance.

    Raises
    ------
    StudyError
        No boundaries in the study; no readable GeoTIFF, another grid than WGS84 degrees, no
        single year in the file's name, a year twice, an image that misses the study area.
    """
    codes, shapes = _land(study)
    cut: dict[Grid, Shares] = {}
    frame = gather(paths, lambda p: _read(p, file_name(p, study), codes, shapes, cut))
    years = frame.drop_duplicates(["file", "period"])
    again = years[years["period"].duplicated()]
    if len(again):
        raise StudyError(
            Problem(r.file, str(r.period), text.WANT_YEAR_ONCE) for r in rows_of(again)
        )
    unknown = frame.groupby("period", as_index=False)["unknown"].sum().query("unknown > 0")
    notes = [
        Note("left_out", "ALL", f"pixels/{thai.to_be(r.period.year)}", float(r.unknown),
             text.NOTE_DARK_UNKNOWN.format(year=thai.to_be(r.period.year)))
        for r in rows_of(unknown)
    ]  # fmt: skip
    return tidy(melt(frame, MEASURES), MEASURES, notes)


def _land(study: Study) -> tuple[list[str], np.ndarray]:
    """Current codes of the study area's tambons, and their polygons."""
    source = next((s for s in study.sources.values() if s.format == "cod-ab"), None)
    if source is None:
        raise StudyError(Problem(study.file, "-", text.WANT_BOUNDARIES, column="sources"))
    frame, book = cod_ab.read(files(study, source), source, study).frame, codebook(study)
    frame["tambon"] = frame["tambon"].map(book.current)
    merged = frame.dropna(subset=["tambon"]).groupby("tambon")["geometry"]
    shapes = merged.agg(lambda parts: shapely.union_all(parts.to_numpy()))
    return shapes.index.tolist(), shapes.to_numpy()


def _read(
    path: Path, name: str, codes: list[str], shapes: np.ndarray, cut: dict[Grid, Shares]
) -> pd.DataFrame:
    problems = Problems(name)
    years = sorted(set(_YEAR.findall(path.name)))
    if len(years) != 1:
        problems.add(", ".join(years) or path.name, text.WANT_YEAR_IN_NAME)
    grid, values = _image(path, problems, shapely.total_bounds(shapes))
    if grid not in cut:  # images of one product share their grid
        cut[grid] = _shares(shapes, grid)
    at, row, column, share = cut[grid]
    found = values[row, column]
    known = np.isfinite(found)
    sums = {
        "radiance": np.bincount(at[known], (found * share)[known], len(codes)),
        "lit_pixels": np.bincount(at[known], share[known], len(codes)),
    }
    whole = shapely.area(shapes) / (grid.width * grid.height)
    # What rounding leaves of a share is no land without light.
    unknown = np.where(whole - sums["lit_pixels"] > 1e-6 * whole, whole - sums["lit_pixels"], 0.0)
    held = sums["lit_pixels"] > 0
    frame = pd.DataFrame({name: np.where(held, amounts, np.nan) for name, amounts in sums.items()})
    period = pd.PeriodIndex([pd.Period(year=int(years[0]), freq="Y-DEC")] * len(codes))
    return frame.assign(place=codes, part="", period=period, unknown=unknown, file=name, row=1)


def _image(path: Path, problems: Problems, bounds: np.ndarray) -> tuple[Grid, np.ndarray]:
    """Values of the pixels over the bounds, NaN where unknown; raises the file's problems."""
    if read_head(path, problems.file).startswith(b"\x1f\x8b"):
        problems.add(".gz", text.WANT_UNPACKED)
        problems.raise_if_any()
    try:
        with rasterio.open(path, driver="GTiff") as image:
            _check(image, problems)
            window = _window(image, bounds, problems)
            values = image.read(1, window=window).astype(float)
            empty = image.nodata
            west, north = image.transform @ (window.col_off, window.row_off)
            size = image.transform
    except RasterioError as error:
        problems.add(str(error).replace(str(path), problems.file), text.WANT_RASTER)
        problems.raise_if_any()
        raise
    problems.raise_if_any()
    unknown = ~np.isfinite(values) | (values == empty if empty is not None else False)
    rows, columns = values.shape
    grid = Grid(west, north, size.a, -size.e, rows, columns)
    return grid, np.where(unknown, np.nan, values)


def read_head(path: Path, name: str) -> bytes:
    """First bytes of a file that may be far too long to read whole."""
    if path.stat().st_size < 1000:
        return read_bytes(path, name)
    with path.open("rb") as stream:
        return stream.read(2)


def _check(image: Any, problems: Problems) -> None:
    if image.count != 1:
        problems.add(str(image.count), text.WANT_ONE_BAND)
    if image.crs is None or image.crs.to_epsg() != 4326:
        problems.add(str(image.crs or "-"), text.WANT_WGS84)
    size = image.transform
    if size.b or size.d or size.a <= 0 or size.e >= 0:
        problems.add(f"{size.a:g} {size.b:g} {size.d:g} {size.e:g}", text.WANT_NORTH_UP)
    problems.raise_if_any()


def _window(image: Any, bounds: np.ndarray, problems: Problems) -> Window:
    """The image's pixels over the bounds; a problem where there are none."""
    west, south, east, north = bounds
    first_column, first_row = ~image.transform @ (west, north)
    last_column, last_row = ~image.transform @ (east, south)
    top, bottom = max(0, int(np.floor(first_row))), min(image.height, int(np.ceil(last_row)))
    left, right = max(0, int(np.floor(first_column))), min(image.width, int(np.ceil(last_column)))
    if bottom <= top or right <= left:
        box = image.bounds
        found = f"{box.left:g} {box.bottom:g} {box.right:g} {box.top:g}"
        problems.add(found, text.WANT_COVERED)
        problems.raise_if_any()
    if (bottom - top) * (right - left) > MOST_PIXELS:
        problems.add(f"{bottom - top:,} x {right - left:,}", text.WANT_SMALLER_FILE)
        problems.raise_if_any()
    return Window(left, top, right - left, bottom - top)


def _shares(shapes: np.ndarray, grid: Grid) -> Shares:
    """How much of each pixel lies in each tambon, where it is more than nothing."""
    parts = []
    for at, shape in enumerate(shapes):
        west, south, east, north = shape.bounds
        rows = _span((grid.north - north) / grid.height, (grid.north - south) / grid.height,
                     grid.rows)  # fmt: skip
        columns = _span((west - grid.west) / grid.width, (east - grid.west) / grid.width,
                        grid.columns)  # fmt: skip
        row, column = (m.ravel() for m in np.meshgrid(rows, columns, indexing="ij"))
        left, top = grid.west + column * grid.width, grid.north - row * grid.height
        boxes = shapely.box(left, top - grid.height, left + grid.width, top)
        shapely.prepare(shape)
        share = shapely.contains_properly(shape, boxes).astype(float)
        edge = np.flatnonzero((share == 0) & shapely.intersects(shape, boxes))
        inside = shapely.area(shapely.intersection(shape, boxes[edge]))
        share[edge] = inside / (grid.width * grid.height)
        held = np.flatnonzero(share > _TOUCH)
        parts.append((np.full(len(held), at), row[held], column[held], share[held]))
    return Shares(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _span(low: float, high: float, most: int) -> np.ndarray:
    return np.arange(max(0, int(np.floor(low))), min(most, int(np.ceil(high))))
