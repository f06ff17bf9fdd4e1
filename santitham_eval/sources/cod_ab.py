"""Tambon boundaries of OCHA's COD-AB (level adm3), as shapefile or GeoJSON."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError, FieldError
from pyogrio.errors import GeometryError as ShapeError
from pyogrio.raw import read as read_features

from santitham_eval import text
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.reading import (
    Note,
    Reading,
    gather,
)
from santitham_eval.study import Source, Study

FIELDS = {
    "ADM3_PCODE": "tambon", "ADM3_TH": "name_th", "ADM3_EN": "name_en",
    "ADM2_PCODE": "amphoe", "ADM2_TH": "amphoe_th", "ADM2_EN": "amphoe_en",
    "ADM1_PCODE": "province", "ADM1_TH": "province_th", "ADM1_EN": "province_en",
}  # fmt: skip
_COMPANIONS = (".shx", ".dbf", ".prj")
_UNREADABLE = (DataSourceError, DataLayerError, CRSError, FeatureError, FieldError, ShapeError)
_WGS84 = ("EPSG:4326", "OGC:CRS84")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read boundary files.

    Returns
    -------
    Reading
        Frame of tambon, names, amphoe, province (codes without "TH"), geometry (shapely
        polygons in WGS84 degrees), file, row (number of the feature, from 1).

    Raises
    ------
    StudyError
        Empty, cut off or incomplete shapefile, other coordinates than WGS84, missing fields,
        codes or polygons.
    """
    frame = gather(paths, lambda p: _read(p, file_name(p, study)))
    notes = []
    repaired = int(frame.pop("repaired").sum())
    if repaired:
        notes.append(Note("note", "ALL", "repaired", float(repaired), text.NOTE_REPAIRED))
    return Reading(frame, tuple(notes))


def _read(path: Path, name: str) -> pd.DataFrame:
    problems = Problems(name)
    if path.stat().st_size == 0:
        problems.add(text.EMPTY.both(), text.WANT_SHAPE)
    elif path.suffix.lower() == ".shp":
        _check_shapefile(path, problems)
    elif not _is_json(path):
        # The library behind would open much else, also files that point to other files.
        problems.add(path.suffix, text.WANT_SHAPE)
    problems.raise_if_any()
    try:
        meta, _, shapes, values = read_features(path)
    except (*_UNREADABLE, ValueError, RecursionError) as error:
        found = str(error).replace(str(path), name)
        raise StudyError(Problem(name, found, text.WANT_SHAPE)) from None
    if shapes is None:
        raise StudyError(Problem(name, path.suffix, text.WANT_SHAPE))
    if meta["crs"] not in _WGS84:
        problems.add(meta["crs"] or "-", text.WANT_WGS84)
    columns = dict(zip(meta["fields"], values, strict=True))
    for field in FIELDS:
        if field not in columns:
            found = ", ".join(columns)
            problems.add(found, text.WANT_COLUMN_NAMED.format(name=field), column=field)
    if not len(shapes):
        problems.add(text.HEADER_ONLY.both(), text.WANT_ROWS_OF_DATA)
    problems.raise_if_any()
    frame = pd.DataFrame({new: columns[field] for field, new in FIELDS.items()}, dtype=object)
    return _checked(frame, shapes, problems)


def _is_json(path: Path) -> bool:
    """Whether a file begins as GeoJSON does."""
    with path.open("rb") as stream:
        return stream.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _checked(frame: pd.DataFrame, shapes: np.ndarray, problems: Problems) -> pd.DataFrame:
    rows = list(range(1, len(frame) + 1))
    for column, digits in (("tambon", 6), ("amphoe", 4), ("province", 2)):
        written = frame[column].astype("string").fillna("")
        wrong = ~written.str.fullmatch(rf"TH[0-9]{{{digits}}}").astype(bool)
        field = next(f for f, new in FIELDS.items() if new == column)
        for at in np.flatnonzero(wrong):
            problems.add(written[at], text.WANT_PCODE.format(n=digits), row=rows[at], column=field)
        frame[column] = written.str[2:].astype(object)
    polygons = np.array(
        [shapely.from_wkb(s, on_invalid="ignore") if s is not None else None for s in shapes]
    )
    broken = ~shapely.is_valid(polygons)
    polygons = np.where(broken, shapely.make_valid(polygons), polygons)
    for at in np.flatnonzero(~(shapely.area(polygons) > 0)):
        kind = getattr(polygons[at], "geom_type", "-")
        problems.add(kind, text.WANT_POLYGON, row=rows[at])
    low_x, low_y, high_x, high_y = shapely.total_bounds(polygons)
    if not (low_x >= -180 and high_x <= 180 and low_y >= -90 and high_y <= 90):
        problems.add(f"{low_x:.0f} {low_y:.0f} {high_x:.0f} {high_y:.0f}", text.WANT_WGS84)
    problems.raise_if_any()
    return frame.assign(geometry=polygons, repaired=broken, file=problems.file, row=rows)


def _check_shapefile(path: Path, problems: Problems) -> None:
    """The files that belong together are there, and none is shorter than its header says."""
    for ending in _COMPANIONS:
        companion = path.with_suffix(ending)
        if not companion.is_file() or companion.stat().st_size == 0:
            wanted = text.WANT_COMPANION.format(name=companion.name)
            problems.add("-" if not companion.is_file() else text.EMPTY.both(), wanted)
    problems.raise_if_any()
    head = path.read_bytes()[:100]
    # ESRI Shapefile Technical Description (1998): file code 9994; length in 16-bit words.
    whole = 2 * struct.unpack(">i", head[24:28])[0] if len(head) == 100 else -1
    if head[:4] != b"\x00\x00\x27\x0a" or whole > path.stat().st_size:
        problems.add(f"{path.stat().st_size} B", text.WANT_SHAPE)
    table = path.with_suffix(".dbf")
    head = table.read_bytes()[:32]
    # dBASE: number of records, length of the header, length of a record.
    if len(head) < 32:
        problems.add(f"{table.name} {len(head)} B", text.WANT_SHAPE)
        return
    records, first, width = struct.unpack("<IHH", head[4:12])
    if first + records * width > table.stat().st_size:
        problems.add(f"{table.name} {table.stat().st_size} B", text.WANT_SHAPE)
