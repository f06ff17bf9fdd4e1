"""Boundaries joined to the register: polygons by current code, neighbours, English names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.geography.transliteration import fold_area, fold_tambon
from santitham_eval.sources.reading import Note, rows_of

if TYPE_CHECKING:
    from santitham_eval.sources.tambon_register import Codebook

GAP = 1e-4
"""Degrees (about 11 m): two borders this near are one border drawn twice."""
EDGE = 1e-3
"""Degrees (about 110 m): a border drawn twice counts from this length on, so that four tambons
that meet in a corner are not all neighbours."""
_TOUCH = 1e-6


@dataclass(frozen=True)
class Land:
    """The study area and what lies around it.

    Parameters
    ----------
    book : Codebook
    shapes : DataFrame
        tambon, geometry: one polygon per code, sorted by code; those of the study area by
        current code, and those around it, so that an event there is known to be outside.
    provinces, amphoes, tambons : mapping
        Folded English names to codes: of provinces; of amphoe by province; of tambons by
        amphoe (every code that the name may mean).
    notes : sequence of Note
    """

    book: Codebook
    shapes: pd.DataFrame
    provinces: Mapping[str, str]
    amphoes: Mapping[tuple[str, str], str]
    tambons: Mapping[tuple[str, str], frozenset[str]]
    notes: tuple[Note, ...] = ()


def land_of(boundaries: pd.DataFrame | None, book: Codebook) -> Land:
    """Join boundaries to the register.

    Parameters
    ----------
    boundaries : DataFrame or None
        As the ``cod-ab`` reader gives it; None where the study has no boundaries.
    book : Codebook

    Raises
    ------
    StudyError
        A code of the study area that is in no register, or a tambon without a polygon.
    """
    if boundaries is None:
        shapes = pd.DataFrame({"tambon": [], "geometry": []}, dtype=object)
        return _with_names(book, shapes, book.register, ())
    codes, notes = _current(boundaries, book)
    merged = boundaries.assign(tambon=codes).groupby("tambon", sort=True)["geometry"]
    shapes = merged.agg(lambda g: shapely.union_all(g.to_numpy())).reset_index()
    missing = book.register[~book.register["tambon"].isin(shapes["tambon"])]
    if len(missing):
        files = ", ".join(sorted(set(boundaries["file"])))
        raise StudyError(
            Problem(files, r.tambon, text.WANT_BOUNDARY_OF.format(name=r.name_th))
            for r in rows_of(missing)
        )
    names = pd.concat([book.register, boundaries.assign(tambon=codes)], ignore_index=True)
    return _with_names(book, shapes, names, notes)


def _current(boundaries: pd.DataFrame, book: Codebook) -> tuple[list[str], tuple[Note, ...]]:
    codes: list[str] = []
    notes: list[Note] = []
    problems: list[Problem] = []
    for row in rows_of(boundaries):
        code = row.tambon
        if book.covers(code):
            current = book.current(code)
            if current is None:
                problems.append(
                    Problem(row.file, code, book.wanted(code), row.row, "ADM3_PCODE")
                )  # fmt: skip
            elif current != code:
                words = text.NOTE_OLD_CODE.format(old=code, new=current)
                notes.append(Note("codes", current, "former_code", 1.0, words))
            code = current or code
        codes.append(code)
    if problems:
        raise StudyError(problems)
    return codes, tuple(notes)


def _with_names(
    book: Codebook, shapes: pd.DataFrame, names: pd.DataFrame, notes: tuple[Note, ...]
) -> Land:
    """Folded English names of the register and of the boundaries, both spellings."""
    tambons: dict[tuple[str, str], set[str]] = defaultdict(set)
    amphoes: dict[tuple[str, str], str] = {}
    provinces: dict[str, str] = {}
    for r in rows_of(names[["tambon", "name_en", "amphoe_en", "province_en"]].fillna("")):
        tambons[r.tambon[:4], fold_tambon(r.name_en)].add(r.tambon)
        amphoes.setdefault((r.tambon[:2], fold_area(r.amphoe_en)), r.tambon[:4])
        provinces.setdefault(fold_area(r.province_en), r.tambon[:2])
    known = {key: frozenset(codes) for key, codes in tambons.items()}
    return Land(book, shapes, provinces, amphoes, known, notes)


def neighbours(land: Land) -> pd.DataFrame:
    """Pairs of tambons of the study area that share a border, both directions, sorted.

    A border has length: tambons that meet in a point are no neighbours.  Borders that were
    drawn twice a few metres apart are one border.
    """
    area = land.shapes[land.shapes["tambon"].isin(land.book.register["tambon"])]
    codes, shapes = area["tambon"].to_numpy(dtype=object), area["geometry"].to_numpy()
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=GAP)
    one, other = one[one < other], other[one < other]
    shared = shapely.length(shapely.intersection(shapes[one], shapes[other])) > _TOUCH
    apart = np.flatnonzero(~shared)
    near = shapely.buffer(shapes[other[apart]], GAP)
    along = shapely.length(shapely.intersection(shapely.boundary(shapes[one[apart]]), near))
    shared[apart] = along > EDGE
    pairs = np.array([codes[one[shared]], codes[other[shared]]], dtype=object)
    frame = pd.DataFrame(np.hstack([pairs, pairs[::-1]]).T, columns=["tambon", "neighbour"])
    return frame.sort_values(["tambon", "neighbour"]).reset_index(drop=True)
