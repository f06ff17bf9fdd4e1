"""Spillover: did the programme move things next door, or only move them there.

Ring 1 are tambons outside the programme adjacent to one in it, ring 2 those adjacent to ring 1,
each from the first whole year after the earliest such neighbour began, until it joins itself.  They
and the programme are compared with tambons that were then in no ring.

- ring: what the ring's tambons came to over (less) what they would have come to.
- displacement "0": the same for the programme, now that no neighbour stands among those compared.
- displacement "1": programme and ring 1 as one area.  What was only moved next door cancels in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from santitham_eval.estimators.programme.risk_sets import Roles, contrast
from santitham_eval.estimators.programme.staggered import BoolArray, IntArray
from santitham_eval.estimators.programme.years import Years
from santitham_eval.programme.parts import YEAR, openings
from santitham_eval.programme.rows import Row, leaves_out, nothing, row
from santitham_eval.sample import NEVER, Sample

FEWEST_FAR = 20
"""Years with fewer tambons in no ring have nobody to compare with, and are left out."""

_ITEMS = (("ring", "1"), ("ring", "2"), ("displacement", "0"), ("displacement", "1"))


def spillover(sample: Sample, years: Years, scale: str, roles: Roles) -> Iterator[Row]:
    """Rows of the rings and of displacement."""
    if not sample.adjacent.any():
        yield from _nothing("no_neighbours")
        return
    one, two, far = rings(sample, years)
    enough = far.sum(axis=0) >= FEWEST_FAR
    one, two, inside = (cells & enough for cells in (one, two, roles.inside))
    if not inside.any():
        yield from _nothing("few_comparisons")
        return
    both = inside | one
    apart = Roles(both, far, roles.before)
    masks = [one, two, inside, both]
    found = contrast(years, scale, apart, masks, confidence=sample.plan.confidence)
    figures = found.frame.to_dict("records")
    for n, ((part, item), told) in enumerate(zip(_ITEMS, figures, strict=True)):
        if not masks[n].any():
            yield row(part, item, note="no_ring", verdict="not_possible")  # type: ignore[arg-type]
            continue
        verdict = _verdict(part, item, told, figures, nothing(scale))
        yield row(part, item, figures=told, verdict=verdict)  # type: ignore[arg-type]


def _nothing(note: str) -> Iterator[Row]:
    for part, item in _ITEMS:
        yield row(part, item, note=note, verdict="not_possible")  # type: ignore[arg-type]


def _verdict(
    part: str, item: str, told: Mapping[Any, Any], figures: list[dict[Any, Any]], none: float
) -> str:
    """A caution where a ring moved; of the total, where ring 1 moved against the programme."""
    if part == "displacement" and item == "0":
        return ""
    ring = told if part == "ring" else figures[0]
    if not np.isfinite(ring["low"]) or not np.isfinite(told["low"]):
        return "not_possible"
    moved = leaves_out(ring, none)
    if part == "displacement":
        moved &= (ring["estimate"] > none) != (figures[2]["estimate"] > none)
    return "caution" if moved else "pass"


def rings(sample: Sample, years: Years) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Where tambons are in ring 1, in ring 2, and outside in neither.

    Returns
    -------
    three ndarray of bool, shape (tambons, years)
        Years of `years`; a year in which a tambon came into a ring or into the programme
        counts in none of the three.
    """
    near = _earliest(sample.adjacent, sample.start)
    next_to_near = _earliest(sample.adjacent, near)
    place = np.searchsorted(sample.series.tambon, years.tambon.astype(str))
    column = np.arange(len(years.year))
    waiting = column < years.entered[:, None]
    (one, before_one), (two, before_two) = (
        _since(month[place], years, column) for month in (near, next_to_near)
    )
    return waiting & one, waiting & before_one & two, waiting & before_one & before_two


def _earliest(adjacent: BoolArray, month: IntArray) -> IntArray:
    """Earliest month of any neighbour of each tambon; `NEVER` without one."""
    return np.where(adjacent, month, NEVER).min(axis=1, initial=NEVER)


def _since(month: IntArray, years: Years, column: IntArray) -> tuple[BoolArray, BoolArray]:
    """Years that lie whole after a month, and whole before it."""
    opening = openings(years)
    whole = np.searchsorted(opening, month)
    touched = np.searchsorted(opening + YEAR - 1, month)
    return column >= whole[:, None], column < touched[:, None]
