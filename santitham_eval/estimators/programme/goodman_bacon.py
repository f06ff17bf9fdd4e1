"""What a two-way fixed effects coefficient is made of: all its two-by-two comparisons.

With staggered starts the coefficient also uses units that are already treated as if they were
untreated.  Where effects grow or fade with time these comparisons take the change of an effect
for a trend, so the weight that they carry is a warning and not an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval.estimators.programme.staggered import FloatArray, IntArray, Staggered
from santitham_eval.sample import NEVER

UNTREATED = "treated_vs_untreated"
EARLIER = "earlier_vs_later"
LATER = "later_vs_earlier"
ALWAYS = "later_vs_always"

KINDS = (UNTREATED, EARLIER, LATER, ALWAYS)
"""In `ALWAYS` the comparison is with units in the programme from the first period on."""

FORBIDDEN = (LATER, ALWAYS)
"""Kinds whose comparison units are already in the programme."""


@dataclass(frozen=True)
class GoodmanBacon:
    """The decomposition of a two-way fixed effects coefficient.

    Attributes
    ----------
    comparisons : DataFrame
        kind (one of `KINDS`), treated and control (first treated period of the two cohorts; control
        is None for the never treated), weight (positive; together 1), estimate (in the
        outcome's unit).
    kinds : DataFrame
        kind, weight (its sum) and estimate (its weighted mean); only kinds that occur.
    total : float
        Weighted sum of all estimates: the two-way fixed effects coefficient.
    forbidden : float
        Share of the weight on comparisons with units that are already treated.
    note : str
        "" or why there is nothing to decompose: "no_treated", "no_comparison" (all units start
        together, so the programme cannot be told from the period).
    """

    comparisons: pd.DataFrame
    kinds: pd.DataFrame
    total: float
    forbidden: float
    note: str = ""


def goodman_bacon(data: Staggered) -> GoodmanBacon:
    """Decompose the coefficient of the programme in a regression on unit and period effects.

    Of two cohorts the earlier is compared with the later before the later starts, and the later
    with the earlier from the earlier's start on.  With ``n`` the shares of the units and ``D``
    the shares of the periods in the programme, the weights are proportional to
    ``n_k n_l (D_k - D_l) (1 - D_k)`` and ``n_k n_l D_l (D_k - D_l)``; the never treated are a
    cohort with ``D = 0``, the always treated one with ``D = 1``.

    Parameters
    ----------
    data : Staggered

    Returns
    -------
    GoodmanBacon

    References
    ----------
    Goodman-Bacon (2021) Journal of Econometrics 225, theorem 1 and equations 10a-10g.
    """
    periods = data.outcome.shape[1]
    begin, member = np.unique(np.minimum(data.start, periods), return_inverse=True)
    size = np.bincount(member)
    mean = np.zeros((len(begin), periods))
    np.add.at(mean, member, data.outcome)
    table = _comparisons(begin, size / size.sum(), mean / size[:, None])
    if table.empty:
        note = "no_treated" if (data.start == NEVER).all() else "no_comparison"
        none = pd.DataFrame({"kind": [], "weight": [], "estimate": []})
        return GoodmanBacon(_named(table, data), none, np.nan, np.nan, note)
    table["weight"] /= table["weight"].sum()
    product = table.assign(product=table["weight"] * table["estimate"])
    kinds = product.groupby("kind")[["weight", "product"]].sum().reindex(KINDS).dropna()
    kinds["estimate"] = kinds.pop("product") / kinds["weight"]
    return GoodmanBacon(
        _named(table, data),
        kinds.reset_index(),
        float(product["product"].sum()),
        float(table["weight"][table["kind"].isin(FORBIDDEN)].sum()),
    )


def _comparisons(begin: IntArray, share: FloatArray, mean: FloatArray) -> pd.DataFrame:
    """All two-by-two comparisons of cohorts (rows in order of start), weights not yet scaled."""
    periods = mean.shape[1]
    dose = (periods - begin) / periods
    sums = np.hstack([np.zeros((len(begin), 1)), np.cumsum(mean, axis=1)])

    def table(
        kind: NDArray[np.str_],
        own: IntArray,
        other: IntArray,
        window: tuple[IntArray, IntArray, IntArray],
        dispersion: FloatArray,
    ) -> pd.DataFrame:
        first, middle, end = window
        change = [
            (sums[row, end] - sums[row, middle]) / (end - middle)
            - (sums[row, middle] - sums[row, first]) / (middle - first)
            for row in (own, other)
        ]
        return pd.DataFrame(
            {
                "kind": kind,
                "treated": begin[own],
                "control": begin[other],
                "weight": share[own] * share[other] * dispersion,
                "estimate": change[0] - change[1],
            }
        )

    k, j = np.triu_indices(len(begin), 1)
    # The earlier needs periods before its start, the later a start at all.
    a, b = k[begin[k] > 0], j[begin[k] > 0]
    kind = np.where(begin[b] == periods, UNTREATED, EARLIER)
    window = (np.zeros_like(a), begin[a], begin[b])
    first = table(kind, a, b, window, (dose[a] - dose[b]) * (1 - dose[a]))
    a, b = k[begin[j] < periods], j[begin[j] < periods]
    kind = np.where(begin[a] == 0, ALWAYS, LATER)
    window = (begin[a], begin[b], np.full_like(b, periods))
    second = table(kind, b, a, window, dose[b] * (dose[a] - dose[b]))
    return pd.concat([first, second], ignore_index=True)


def _named(table: pd.DataFrame, data: Staggered) -> pd.DataFrame:
    """Columns of periods replaced by the periods' names."""
    name = [*data.period, None]
    pick = {c: pd.Series([name[i] for i in table[c]], dtype=object) for c in ("treated", "control")}
    return table.assign(**pick)
