"""Which tambons are most alike, for many cases of one wave at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from santitham_eval.sample.series import BoolArray, FloatArray, IntArray

if TYPE_CHECKING:
    from santitham_eval.sample.cases import Sample

STRATA = 3
"""Amphoe are grouped into this many strata by their level."""

_NO_USE = 2


MOST_ORDERED = 1000
"""Of more candidates only this many, the most alike, are put in order: a nation's others are never
reached."""


@dataclass(frozen=True)
class Alike:
    """Comparison tambons of some cases, most alike first.

    Attributes
    ----------
    order : ndarray of int, shape (cases, candidates or `MOST_ORDERED`)
        Places among the candidates, in order; those that cannot be used come last.
    apart : ndarray of int, shape (cases, candidates)
        By place, what counts first: 0, 1 of another stratum, from 2 on of no use.
    gap : ndarray, shape (cases, candidates)
        By place, what counts next.
    """

    order: IntArray
    apart: IntArray
    gap: FloatArray

    @property
    def number(self) -> IntArray:
        """How many can be used, of those in order; shape (cases,)."""
        return np.minimum((self.apart < _NO_USE).sum(axis=1), self.order.shape[1])

    @property
    def rank(self) -> IntArray:
        """In that order, the same for candidates that are equally alike; shape as `order`."""
        differs = np.zeros(self.order.shape, bool)
        for key in (self.gap, self.apart):
            differs[:, 1:] |= np.diff(np.take_along_axis(key, self.order, axis=1), axis=1) != 0
        return np.cumsum(differs, axis=1)

    def take(self, least: IntArray) -> BoolArray:
        """The first `least` of each case, and all that are as alike as the last of them.

        So codes never decide.  Shape (cases, candidates), by place and not in order.
        """
        place = np.minimum(least, self.order.shape[1])[:, None] - 1
        last = np.take_along_axis(self.order, place, axis=1)
        apart, gap = (np.take_along_axis(key, last, axis=1) for key in (self.apart, self.gap))
        nearer = (self.apart < apart) | ((self.apart == apart) & (self.gap <= gap))
        return nearer & (self.apart < _NO_USE)


def arrange_alike(
    sample: Sample,
    rows: IntArray,
    candidates: IntArray,
    able: BoolArray,
    columns: IntArray,
    usable: BoolArray | None = None,
) -> Alike:
    """Comparison tambons of each case, most alike first, by their level in some columns.

    With "amphoe-stratum" in the plan those whose amphoe is in the same third by level come first;
    with "baseline" they are in order of the gap between levels (of logs for rates).

    Parameters
    ----------
    sample : Sample
    rows : ndarray of int, shape (cases,)
        Row of each case's tambon.
    candidates : ndarray of int, shape (candidates,)
        Rows of the tambons to put in order.
    able : ndarray of bool, shape (cases, candidates)
        Whether each may be compared with the case; those that may also say where strata part.
    columns : ndarray of int
    usable : ndarray of bool, shape (candidates,), optional
        Whether each can be used at all.

    Returns
    -------
    Alike
        Those that have a level there; none where the case itself has none.
    """
    level = sample.level(columns)
    own, others = level[rows], level[candidates]
    able = able & np.isfinite(others)
    use = able & np.isfinite(own)[:, None]
    if usable is not None:
        use = use & usable
    apart = np.where(use, 0, _NO_USE)
    match = sample.plan.comparison.match
    if "amphoe-stratum" in match:
        stratum = _strata(sample, rows, candidates, able, columns)
        apart = apart + (stratum[:, :-1] != stratum[:, -1:])
    # Rounded, so that equal gaps on either side stay equal.
    near = "baseline" in match
    gap = np.where(use & near, np.round(np.abs(others - own[:, None]), 12), 0.0)
    return Alike(_in_order(apart, gap), apart, gap)


def _in_order(apart: IntArray, gap: FloatArray) -> IntArray:
    """Places of each row by `apart`, then by `gap`; no more than `MOST_ORDERED`."""
    if apart.shape[1] <= MOST_ORDERED:
        return np.lexsort((gap, apart))
    both = apart + gap / (1 + gap.max(axis=1, keepdims=True))
    first = np.argpartition(both, MOST_ORDERED - 1, axis=1)[:, :MOST_ORDERED]
    first.sort(axis=1)
    keys = [np.take_along_axis(key, first, axis=1) for key in (gap, apart)]
    return np.take_along_axis(first, np.lexsort(keys), axis=1)


def _strata(
    sample: Sample, rows: IntArray, candidates: IntArray, able: BoolArray, columns: IntArray
) -> IntArray:
    """Third of each candidate's amphoe by the level of the tambons that count in it.

    Shape (cases, candidates + 1); the last column is the case's own.
    """
    number, size = len(rows), int(sample.amphoe.max()) + 1
    tambon = np.column_stack([np.broadcast_to(candidates, able.shape), rows])
    counted = np.column_stack([able, np.ones(number, bool)])
    cell = (np.arange(number)[:, None] * size + sample.amphoe[tambon])[counted]
    parts, wholes = (
        np.bincount(cell, sums[tambon[counted]], number * size).astype(float).reshape(number, size)
        for sums in sample.sums(columns)
    )
    level: FloatArray = sample.level_of(parts, wholes)
    known = np.isfinite(level).sum(axis=1)[:, None]
    cuts = np.take_along_axis(np.sort(level, axis=1), known * np.arange(1, STRATA) // STRATA, 1)
    with np.errstate(invalid="ignore"):
        third = (level[:, :, None] >= cuts[:, None, :]).sum(axis=2)
    return np.take_along_axis(third, sample.amphoe[tambon], axis=1)
