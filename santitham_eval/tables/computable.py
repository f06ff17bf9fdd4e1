"""What a reader can work out of published counts: each withheld one between its least and most.

Written for the gate of a release, apart from what chooses the cells to withhold
(`smallarea.suppression`), and by another way: a linear program over the figures as published.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import optimize, sparse

from santitham_eval.smallarea import Sum

Cell = Hashable
Bounds = tuple[float, float]
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Shown:
    """Counts of persons of one release, as a reader has them.

    Parameters
    ----------
    known : mapping of cell to (float, float)
        Least and greatest number that a published figure can stand for; both the same where it
        was not rounded.
    hidden : frozenset of cell
        Withheld, or not in any table but part of a sum.
    sums : sequence of Sum
    positive : frozenset of cell
        Withheld cells that are no zeros, since zeros beside them are shown.
    """

    known: Mapping[Cell, Bounds] = field(default_factory=dict)
    hidden: frozenset[Cell] = frozenset()
    sums: Sequence[Sum] = ()
    positive: frozenset[Cell] = frozenset()

    def with_other(self, other: Shown) -> Shown:
        """What is known to who has both; a count that both publish is narrowed down."""
        known = dict(self.known)
        for cell, (low, high) in other.known.items():
            mine = known.get(cell, (low, high))
            known[cell] = max(low, mine[0]), min(high, mine[1])
        hidden = (self.hidden | other.hidden) - set(known)
        sums = list(dict.fromkeys(_fixed((*self.sums, *other.sums))))
        return Shown(known, hidden, sums, self.positive | other.positive)


def _fixed(sums: Sequence[Sum]) -> Iterator[Sum]:
    return (Sum(s.whole, tuple(s.parts)) for s in sums)


def small_figures(shown: Shown, minimum: int) -> dict[Cell, Bounds]:
    """Published figures that can only stand for 1 to ``minimum - 1`` persons."""
    found = {}
    for cell, bounds in shown.known.items():
        low, high = _whole(bounds)
        if 1 <= low <= high < minimum:
            found[cell] = (low, high)
    return found


def exposed_cells(shown: Shown, minimum: int) -> dict[Cell, Bounds]:
    """Withheld cells that the published ones narrow down too far, with what is left for each.

    As many values must be left as there are small counts, and at least two; a cell that cannot be
    small protects others and may be known.

    Raises
    ------
    ValueError
        Figures that contradict each other, of which nothing can be worked out.
    """
    enough = max(2, minimum - 1)
    found: dict[Cell, Bounds] = {}
    for cells, sums in _components(shown):
        unknown = [cell for cell in cells if cell in shown.hidden]
        if len(unknown) == len(cells):  # nothing is published that says anything of them
            continue
        for cell, bounds in _ranges(cells, unknown, sums, shown).items():
            low, high = _whole(bounds)
            if low < minimum and high >= 1 and high - low + 1 < enough and high > 0:
                found[cell] = (low, high)
    return found


def _whole(bounds: Bounds) -> Bounds:
    """The same bounds, of whole numbers."""
    low, high = bounds
    return math.ceil(low - _ROUNDING), math.floor(high + _ROUNDING) if high < np.inf else high


def _components(shown: Shown) -> Iterator[tuple[list[Cell], list[Sum]]]:
    """Cells that hang together through sums, and their sums."""
    named = list(dict.fromkeys(c for s in shown.sums for c in (s.whole, *s.parts)))
    number = {cell: n for n, cell in enumerate(named)}
    pairs = [(number[s.whole], number[part]) for s in shown.sums for part in s.parts]
    if not pairs:
        return
    rows, columns = zip(*pairs, strict=True)
    size = len(named)
    graph = sparse.coo_array((np.ones(len(pairs)), (rows, columns)), shape=(size, size))
    count, label = sparse.csgraph.connected_components(graph, directed=False)
    cells: list[list[Cell]] = [[] for _ in range(count)]
    sums: list[list[Sum]] = [[] for _ in range(count)]
    for cell, k in zip(named, label, strict=True):
        cells[k].append(cell)
    for each in shown.sums:
        sums[label[number[each.whole]]].append(each)
    yield from zip(cells, sums, strict=True)


def _ranges(
    cells: Sequence[Cell], unknown: Collection[Cell], sums: Sequence[Sum], shown: Shown
) -> dict[Cell, Bounds]:
    """Least and greatest value of each unknown cell, whole or not."""
    number = {cell: n for n, cell in enumerate(cells)}
    matrix = sparse.lil_array((len(sums), len(cells)))
    signs: list[list[tuple[int, float]]] = [[] for _ in cells]
    for row, each in enumerate(sums):
        for cell, sign in ((each.whole, -1.0), *((part, 1.0) for part in each.parts)):
            matrix[row, number[cell]] = sign
            signs[number[cell]].append((row, sign))
    bounds = [shown.known.get(c, (float(c in shown.positive), np.inf)) for c in cells]
    found = {}
    alike: dict[Hashable, Bounds] = {}  # cells in the same sums, of which as much is known
    for cell in unknown:
        at = number[cell]
        key = (tuple(signs[at]), bounds[at])
        if key not in alike:
            alike[key] = _ends(at, matrix.tocsr(), bounds)
        found[cell] = alike[key]
    return found


def _ends(at: int, matrix: sparse.csr_array, bounds: Sequence[Bounds]) -> Bounds:
    """Least and greatest value of one cell under all sums."""
    ends = []
    for sign in (1.0, -1.0):
        aim = np.zeros(len(bounds))
        aim[at] = sign
        zero = np.zeros(matrix.shape[0])
        done = optimize.linprog(aim, A_eq=matrix, b_eq=zero, bounds=bounds, method="highs")
        if done.status == 2:
            raise ValueError("the figures contradict each other")
        ends.append(sign * done.fun if done.status == 0 else np.inf)
    return ends[0], ends[1]
