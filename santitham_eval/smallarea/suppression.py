"""Small counts of persons withheld so that none can be had from all that is published.

All tables of one release are taken together as cells, some of which are sums of others.  Whoever
reads the release knows the published cells, the sums, that counts are whole and never negative,
and, since a true zero is shown, that a withheld cell is at least 1.  All that is withheld bears
one mark, so which of it is small and which protects another is not known.  A small cell is
exposed where that knowledge leaves fewer possible values than declared.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from santitham_eval.smallarea._linear import connected, extremes, needed_cells
from santitham_eval.smallarea.intervals import FloatArray

BoolArray = NDArray[np.bool_]

_ADDS_UP = 1e-6
_NO_CELLS: tuple[Hashable, ...] = ()
_NO_GROUPS: tuple[Collection[Hashable], ...] = ()


class Sum(NamedTuple):
    """A cell that is the sum of others."""

    whole: Hashable
    parts: Sequence[Hashable]


def small_counts(counts: ArrayLike, minimum: int) -> BoolArray:
    """Which counts of persons are too small to show: 1 to ``minimum - 1``; elementwise.

    Zero is a figure and unknown (NaN) is no count: neither is small.
    """
    count = np.asarray(counts, float)
    return (count > 0) & (count < minimum)


def margins(
    rows: Iterable[Hashable], columns: Iterable[Hashable], total: Hashable = "ALL"
) -> list[Sum]:
    """Sums of a table whose cells are ``(row, column)``, with its totals under one name."""
    rows, columns = list(rows), list(columns)
    across = [Sum((r, total), [(r, c) for c in columns]) for r in [*rows, total]]
    return across + [Sum((total, c), [(r, c) for r in rows]) for c in [*columns, total]]


def withheld_cells(
    counts: Mapping[Hashable, float],
    sums: Iterable[Sum],
    minimum: int,
    *,
    latent: Collection[Hashable] = _NO_CELLS,
    keep: Collection[Hashable] = _NO_CELLS,
    together: Iterable[Collection[Hashable]] = _NO_GROUPS,
    cost: Mapping[Hashable, float] | None = None,
    choices: int | None = None,
) -> frozenset[Hashable]:
    """Cells to withhold so that no small count can be had from the others.

    Small cells first; then, for each in turn that is still exposed, the cheapest further cells
    that free it.  The same input gives the same cells.

    Parameters
    ----------
    counts : mapping of cell to float
        Every cell of every table of the release; a cell that stands in several tables has one
        name.  NaN where unknown: such a cell is in no sum.
    sums : iterable of Sum
        All relations between cells, over all tables.
    minimum : int
        Counts from 1 to ``minimum - 1`` are small; at least 1.
    latent : collection of cell
        Cells that stand in no table but could be worked out, such as what remains of a whole;
        small ones are protected too.
    keep : collection of cell
        Cells that will be published whatever happens.
    together : iterable of collections of cell
        Cells that can only be withheld together, such as one row of a table, zeros with them.
    cost : mapping of cell to float, optional
        Loss by withholding, positive; by default larger counts cost more.
    choices : int, optional
        Fewest values that must remain possible for a small cell; as many as there are small
        counts by default, and at least 2.

    Returns
    -------
    frozenset of cell
        Without latent cells.

    Raises
    ------
    ValueError
        A negative count, a sum that does not add up or names an unknown cell, or cells to keep
        that give a small one away.
    """
    system = _System.of(counts, sums, latent, keep, together, cost)
    width = max(2, minimum - 1 if choices is None else choices) - 1
    small = small_counts(system.value, minimum)
    hidden = system.closed(system.latent | small)
    if (hidden & system.kept).any():
        raise ValueError("small cells cannot be kept")
    # A change once found stays possible when more is withheld, and frees all that it touches.
    least, most = np.zeros(len(small)), np.zeros(len(small))
    for target in np.flatnonzero(small):
        while most[target] - least[target] < width:
            changes = extremes(system.sums, system.slack, hidden, int(target), width)
            least = np.minimum(least, changes.min(axis=0))
            most = np.maximum(most, changes.max(axis=0))
            if most[target] - least[target] < width:
                hidden = system.closed(hidden | system.more(hidden, int(target), width))
    return frozenset(system.names[i] for i in np.flatnonzero(hidden & ~system.latent))


def possible_values(
    counts: Mapping[Hashable, float],
    sums: Iterable[Sum],
    withheld: Collection[Hashable],
    *,
    latent: Collection[Hashable] = _NO_CELLS,
    together: Iterable[Collection[Hashable]] = _NO_GROUPS,
    of: Collection[Hashable] | None = None,
) -> dict[Hashable, tuple[float, float]]:
    """Least and greatest value that a reader can work out for each cell that is not published.

    Parameters as for `withheld_cells`, and in `of` the only cells to work out; the greatest is
    inf where nothing bounds it.
    """
    system = _System.of(counts, sums, latent, (), together, None)
    names = set(withheld)
    hidden = system.latent | np.array([name in names for name in system.names], bool)
    reach = 2 * np.nansum(system.value, initial=0.0) + 1000
    found = {}
    for target in np.flatnonzero(hidden & np.isfinite(system.value)):
        name, value = system.names[target], float(system.value[target])
        if of is not None and name not in of:
            continue
        low, high = extremes(system.sums, system.slack, hidden, int(target), reach)[:, target]
        found[name] = value + float(low), value + float(high) if high < reach else np.inf
    return found


class _System(NamedTuple):
    """Cells in a fixed order, with what a reader knows of them."""

    names: list[Hashable]
    value: FloatArray
    sums: sparse.csr_array
    slack: FloatArray
    cost: FloatArray
    latent: BoolArray
    kept: BoolArray
    groups: list[BoolArray]

    @classmethod
    def of(
        cls,
        counts: Mapping[Hashable, float],
        sums: Iterable[Sum],
        latent: Collection[Hashable],
        keep: Collection[Hashable],
        together: Iterable[Collection[Hashable]],
        cost: Mapping[Hashable, float] | None,
    ) -> _System:
        names = list(counts)
        value = np.array([counts[name] for name in names], float)
        if (value < 0).any() or np.isinf(value).any():
            raise ValueError("counts must be finite and not negative")

        def mask(some: Collection[Hashable]) -> BoolArray:
            some = set(some)
            return np.array([name in some for name in names], bool)

        groups = [mask(group) for group in together]
        unseen = mask(latent)
        alone = ~(unseen | np.any(groups, axis=0)) if groups else ~unseen
        # Zeros are shown unless they stand in a row that is withheld, so one that is not is >= 1.
        slack = np.nan_to_num(np.where(alone, np.maximum(value - 1, 0), value))
        price = np.log(2 + np.nan_to_num(value))
        if cost is not None:
            price = np.array([cost.get(n, p) for n, p in zip(names, price, strict=True)], float)
        kept = mask(keep) & ~unseen
        price = np.where(kept | np.isnan(value) | (alone & (value == 0)), np.inf, price)
        relations = _relations(names, value, sums)
        return cls(names, value, relations, slack, price, unseen, kept, groups)

    def closed(self, hidden: BoolArray) -> BoolArray:
        """With the rest of each row of which something is withheld."""
        hidden = hidden.copy()
        while True:
            before = hidden.sum()
            for group in self.groups:
                hidden |= group & bool((hidden & group).any())
            if hidden.sum() == before:
                return hidden

    def more(self, hidden: BoolArray, target: int, width: int) -> BoolArray:
        """Further cells to withhold so that a cell that is exposed becomes less so."""
        free = np.where(hidden, 0.0, self.cost)
        found = np.zeros(len(hidden), bool)
        found[needed_cells(self.sums, self.slack, free, target, width)] = True
        if not (found & ~hidden).any():
            # Whole numbers can need more than the fractions that the programme allows itself.
            able = np.isfinite(free)
            near = [i for i in connected(self.sums, able, target) if not hidden[i]]
            if not near:
                raise ValueError("the cells to keep give a small one away")
            found[min(near, key=lambda i: (free[i], i))] = True
        return found & ~hidden


def _relations(
    names: Sequence[Hashable], value: FloatArray, sums: Iterable[Sum]
) -> sparse.csr_array:
    """Rows with +1 for the parts and -1 for the whole, without unknown cells."""
    place = {name: i for i, name in enumerate(names)}
    known = np.isfinite(value)
    rows: list[tuple[list[int], list[float]]] = []
    for whole, parts in sums:
        missing = [name for name in (whole, *parts) if name not in place]
        if missing:
            raise ValueError(f"no count of {missing[0]!r}")
        cells = [place[name] for name in parts if known[place[name]]]
        if not known[place[whole]] or not cells:
            continue
        gap = value[cells].sum() - value[place[whole]]
        if abs(gap) > _ADDS_UP * max(1.0, value[place[whole]]):
            raise ValueError(f"the parts of {whole!r} do not add up to it")
        rows.append(([*cells, place[whole]], [1.0] * len(cells) + [-1.0]))
    data = np.concatenate([[], *(v for _, v in rows)])
    columns = np.concatenate([np.array([], int), *(c for c, _ in rows)]).astype(int)
    starts = np.concatenate([[0], np.cumsum([len(c) for c, _ in rows])]).astype(int)
    return sparse.csr_array((data, columns, starts), shape=(len(rows), len(names)))
