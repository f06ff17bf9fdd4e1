"""What a system of sums lets be worked out, and which further cells must go to prevent it.

Cells are told by their changes: whatever else the withheld cells may be, they differ from the
truth by whole numbers that leave every sum and every published cell as it is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from santitham_eval.smallarea.intervals import FloatArray

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

_ROUNDING = 1e-6
_USED = 1e-7
"""A change smaller than this is the solver's rounding."""


def connected(sums: sparse.csr_array, among: BoolArray, start: int) -> IntArray:
    """Cells joined to one through sums, over certain cells only."""
    touches = abs(sums)
    seen = np.zeros(sums.shape[1], bool)
    seen[start] = True
    while True:
        more = seen | (((touches.T @ (touches @ seen > 0)) > 0) & among)
        if (more == seen).all():
            return np.flatnonzero(seen)
        seen = more


def extremes(
    sums: sparse.csr_array, slack: FloatArray, withheld: BoolArray, target: int, reach: float
) -> FloatArray:
    """Changes that lower and that raise a withheld cell as far as it can go.

    Parameters
    ----------
    sums : csr_array, shape (sums, cells)
        +1 for the parts, -1 for the whole.
    slack : ndarray, shape (cells,)
        By how much a withheld cell may be smaller than it is, as far as is known.
    withheld : ndarray of bool, shape (cells,)
    target : int
    reach : float
        The target is not changed by more.

    Returns
    -------
    ndarray, shape (2, cells)
        Whole numbers; of all cells, since a change of one is a possible change of each.
    """
    cells = connected(sums, withheld, target)
    part = sums[:, cells].tocsr()
    part = part[np.flatnonzero(abs(part).sum(axis=1))]
    mine = int(np.searchsorted(cells, target))
    low, high = -slack[cells], np.full(len(cells), np.inf)
    low[mine], high[mine] = max(low[mine], -reach), reach
    changes = np.zeros((2, sums.shape[1]))
    for change, sign in zip(changes, (1.0, -1.0), strict=True):
        objective = np.zeros(len(cells))
        objective[mine] = sign
        found = optimize.milp(
            objective,
            constraints=[optimize.LinearConstraint(part, 0, 0)] if part.shape[0] else [],
            bounds=optimize.Bounds(low, high),
            integrality=np.ones(len(cells)),
        )
        if found.x is not None:  # no change at all is always possible
            change[cells] = np.round(found.x)
    return changes


def needed_cells(
    sums: sparse.csr_array, slack: FloatArray, cost: FloatArray, target: int, width: float
) -> IntArray:
    """Cheapest cells that must be free for one cell to have a range of a given width.

    Two changes are sought, one up and one down, that differ at the target by the width and cost
    least; what they change must be withheld (Kelly, Golden & Assad 1992, Networks 22).

    Parameters
    ----------
    sums, slack, target : as for `extremes`
    cost : ndarray, shape (cells,)
        Of a change by one; 0 where already withheld, inf where it may not be withheld.
    width : float

    Returns
    -------
    ndarray of int
        Cells, those already withheld among them; empty where it cannot be done.
    """
    cells = connected(sums, np.isfinite(cost), target)
    part = sums[:, cells].tocsr()
    part = part[np.flatnonzero(abs(part).sum(axis=1))]
    number, mine = len(cells), int(np.searchsorted(cells, target))
    nothing = sparse.csr_array(part.shape)
    # Columns: rises and falls of the upper change, then of the lower one.
    balance = sparse.block_array([[part, -part, nothing, nothing], [nothing, nothing, part, -part]])
    apart = np.zeros((1, 4 * number))
    apart[0, [mine, number + mine, 2 * number + mine, 3 * number + mine]] = -1, 1, 1, -1
    fall = slack[cells]
    most = np.concatenate([np.full(number, np.inf), fall, np.full(number, np.inf), fall])
    # Nothing is gained by going down in the upper change at the target, or up in the lower.
    most[[number + mine, 2 * number + mine]] = 0
    found = optimize.linprog(
        np.tile(cost[cells] + _USED, 4),
        A_ub=apart,
        b_ub=[-width],
        A_eq=balance,
        b_eq=np.zeros(balance.shape[0]),
        bounds=np.column_stack([np.zeros(4 * number), most]),
    )
    if found.x is None:
        return cells[:0]
    return cells[(found.x.reshape(4, number) > _ROUNDING).any(axis=0)]
