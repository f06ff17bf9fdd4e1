"""The headline: of the whole, by years since the start, and of every part of the programme.

All from the same risk sets and levels in one pass, so parts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from santitham_eval.estimators.programme.risk_sets import Contrast, Roles, contrast
from santitham_eval.estimators.programme.staggered import BoolArray
from santitham_eval.estimators.programme.years import Years
from santitham_eval.programme.model import Part
from santitham_eval.programme.rows import Row, row
from santitham_eval.sample.series import month_number
from santitham_eval.study import Plan

YEAR = 12


@dataclass(frozen=True)
class Cells:
    """Tambons and years that one row of the table is about."""

    part: Part
    item: str
    mask: BoolArray


@dataclass(frozen=True)
class Headline:
    """The headline of the whole and of all parts.

    Attributes
    ----------
    whole : Series
        Its figures.
    rows : list of dict
    found : Contrast
        Its first row is the whole.
    """

    whole: pd.Series
    rows: list[Row]
    found: Contrast


def headline(
    years: Years, scale: str, roles: Roles, plan: Plan, dose: Mapping[str, float] | None
) -> Headline:
    """Estimate the whole and its parts.

    Parameters
    ----------
    years : Years
    scale : {"ratio", "difference"}
    roles : Roles
    plan : Plan
        Says which groups of areas there are.
    dose : mapping of tambon to baht, optional
        NaN where it is not told.
    """
    cells = [Cells("overall", "risk_sets", roles.inside), *_parts(years, roles, plan, dose)]
    tiers = [n for n, c in enumerate(cells) if c.part == "dose" and c.item != "unknown"]
    pairs = [(i, j) for n, j in enumerate(tiers) for i in tiers[n + 1 :]]
    masks = [c.mask for c in cells]
    found = contrast(years, scale, roles, masks, pairs=pairs, confidence=plan.confidence)
    figures = found.frame.to_dict("records")
    rows: list[Row] = []
    for told, one in zip(figures, cells, strict=False):
        rows.append(row(one.part, one.item, figures=told, note=None if one.mask.any() else _EMPTY))
    rows += [
        row("dose_contrast", f"{cells[i].item}:{cells[j].item}", figures=told)
        for (i, j), told in zip(pairs, figures[len(cells) :], strict=True)
    ]
    if dose is None:
        rows.append(row("dose", "-", note="no_dose"))
    rows[1:1] = _leads(years, scale, roles, plan)
    return Headline(found.frame.iloc[0], rows, found)


_EMPTY = "nobody_there"


def _parts(
    years: Years, roles: Roles, plan: Plan, dose: Mapping[str, float] | None
) -> Iterator[Cells]:
    inside = roles.inside
    since = _since(years)
    for e in np.unique(since[inside]):
        yield Cells("event_time", str(int(e)), inside & (since == e))
    province = np.array([str(code)[:2] for code in years.tambon])
    for name in np.unique(province[inside.any(axis=1)]):
        yield Cells("province", str(name), inside & (province == name)[:, None])
    if dose is not None:
        told = np.array([dose.get(str(code), np.nan) for code in years.tambon], dtype=float)
        member = inside.any(axis=1)
        for tier in np.unique(told[member & np.isfinite(told)]):
            yield Cells("dose", f"{tier:.0f}", inside & (told == tier)[:, None])
        if (member & ~np.isfinite(told)).any():
            yield Cells("dose", "unknown", inside & ~np.isfinite(told)[:, None])
    for areas in plan.groups:
        within, without = _member(years, areas.codes, areas.first, areas.last)
        yield Cells("group", areas.id, inside & within)
        yield Cells("group", f"{areas.id}:outside", inside & without)


def _since(years: Years) -> np.ndarray:
    return np.arange(len(years.year)) - np.minimum(years.start, 2**40)[:, None]


def _member(
    years: Years, codes: tuple[str, ...], first: str | None, last: str | None
) -> tuple[BoolArray, BoolArray]:
    """Where tambons lie in a group all the year, and where at no time of it."""
    listed: BoolArray = np.array([str(code).startswith(codes) for code in years.tambon])
    opening = openings(years)
    since = -np.inf if first is None else month_number(first)
    until = np.inf if last is None else month_number(last)
    whole = (opening >= since) & (opening + YEAR - 1 <= until)
    part = (opening + YEAR - 1 >= since) & (opening <= until)
    return listed[:, None] & whole, ~(listed[:, None] & part)


def openings(years: Years) -> np.ndarray:
    """First month of each year, as months since 1970."""
    return np.array([month_number(p) for p in years.year], dtype=np.int64)


def _leads(years: Years, scale: str, roles: Roles, plan: Plan) -> list[Row]:
    """Years before anybody was chosen, by years to the start, about their mean."""
    ever: BoolArray = np.asarray(roles.inside.any(axis=1))[:, None]
    clean = ever & (np.arange(len(years.year)) < roles.before)
    since = _since(years)
    at = np.unique(since[clean])
    masks = [clean & (since == e) for e in at]
    found = contrast(years, scale, roles, masks, before=True, confidence=plan.confidence)
    figures = found.frame.to_dict("records")
    return [
        row("event_time", str(int(e)), figures=told) for e, told in zip(at, figures, strict=True)
    ]
