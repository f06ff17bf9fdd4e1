"""Randomisation inference: how unusual a statistic is among rosters that could have been.

The starts are dealt out anew over the units, each cohort keeping its size.  Nothing is assumed
about how outcomes scatter; what is assumed is that within a stratum any unit was as likely as
any other to be taken in when it was.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.estimators.programme._wild import within
from santitham_eval.estimators.programme.clusters import cluster_sums
from santitham_eval.estimators.programme.staggered import FloatArray, IntArray, Staggered

TIE = 1e-9
"""Statistics that differ by less, relative to the observed, are equal but for rounding."""

Statistic = Callable[[Staggered], float]


@dataclass(frozen=True)
class Randomisation:
    """Where a statistic stands among those of other rosters.

    Attributes
    ----------
    observed : float
        The statistic under the roster as it is.
    p_value : float
        Two-sided: of absolute values, the share at least as large as the observed.
    drawn : ndarray, shape (draws,)
        The statistic under the other rosters; with `enumerated`, under all rosters.
    undefined : int
        How many of `drawn` are NaN; they count as at least as large, which is the safe side.
    assignments : float
        Number of different rosters, inf where beyond floating point; 1 over it is the smallest
        p-value that could be had (2 over it where a roster's mirror image is a roster too).
    enumerated : bool
        All rosters were tried, once each, instead of a random choice of them.
    note : str
        "" or why there is no p-value: "one_assignment" (no other roster exists),
        "no_statistic" (the observed one is NaN).
    """

    observed: float
    p_value: float
    drawn: FloatArray
    undefined: int
    assignments: float
    enumerated: bool
    note: str = ""


def randomise(
    data: Staggered,
    statistic: Statistic,
    *,
    rng: np.random.Generator,
    draws: int = 999,
    strata: NDArray[np.generic] | None = None,
) -> Randomisation:
    """Test Fisher's sharp null that the programme changed no unit's outcome in any period.

    ``p = (1 + number at least as large) / (1 + draws)``, which is exact for any number of draws
    (the roster as it is counts as one of them); where there are no more than `draws` different
    rosters they are tried one by one.  A studentised statistic keeps the test right in large
    samples also where the programme changes outcomes but not on average.

    Parameters
    ----------
    data : Staggered
    statistic : callable
        From a `Staggered` with other starts to a number, best one divided by its standard
        error (`two_way_t`); larger in absolute value is stronger evidence.
    rng : numpy.random.Generator
    draws : int
        At least 1.
    strata : ndarray, shape (units,), optional
        Amphoe, province or the like; starts are only dealt out within each.

    Raises
    ------
    StudyError
        Strata of another length than the units, or missing; fewer than one draw.

    References
    ----------
    Fisher (1935); Phipson & Smyth (2010) Stat. Appl. Genet. Mol. Biol. 9, 39 (the added one);
    Wu & Ding (2021) JASA 116 (studentising); Roth & Sant'Anna (2023) J. Polit. Econ.
    Microecon. 1 (staggered starts).
    """
    group = _strata(data, strata)
    if draws < 1:
        raise StudyError(Problem("randomise", str(draws), text.WANT_DRAWS, column="draws"))
    observed = float(statistic(data))
    count = _assignments(data.start, group)
    note = "one_assignment" if count == 1 else "no_statistic" if np.isnan(observed) else ""
    if note:
        return Randomisation(observed, np.nan, np.empty(0), 0, float(count), False, note)
    enumerated = count <= draws
    rosters = _every(data.start, group) if enumerated else _some(data.start, group, draws, rng)
    drawn = np.array([statistic(replace(data, start=start)) for start in rosters], dtype=float)
    missing = np.isnan(drawn)
    extreme = int((missing | (np.abs(drawn) >= abs(observed) * (1 - TIE))).sum())
    p_value = extreme / len(drawn) if enumerated else (1 + extreme) / (1 + len(drawn))
    number = float(count) if count < 10**300 else math.inf
    return Randomisation(observed, p_value, drawn, int(missing.sum()), number, enumerated)


def two_way_t(data: Staggered) -> float:
    """Clustered t of the programme in a regression on unit and period effects; NaN if none.

    The small-sample factor is left out: it is the same under every roster.
    """
    treated, outcome = (within(x) for x in (data.treated.astype(float), data.outcome))
    square = float((treated**2).sum())
    if square < 1e-10:
        return np.nan
    effect = float((treated * outcome).sum()) / square
    unit_score = (treated * (outcome - effect * treated)).sum(axis=1)
    noise = float((cluster_sums(unit_score, data.cluster) ** 2).sum())
    scale = square * float((data.outcome**2).sum())
    return effect * square / math.sqrt(noise) if noise > 1e-20 * scale else np.nan


def _strata(data: Staggered, strata: NDArray[np.generic] | None) -> IntArray:
    units = len(data.unit)
    if strata is None:
        return np.zeros(units, dtype=np.int64)
    named = np.asarray(strata, dtype=object)
    if named.shape != (units,) or pd.isna(named).any():
        raise StudyError(Problem("randomise", str(named.shape), text.WANT_STRATA, column="strata"))
    return np.unique(named.astype(str), return_inverse=True)[1].astype(np.int64)


def _assignments(start: IntArray, group: IntArray) -> int:
    """In how many different ways the starts of each stratum can be dealt out over its units."""
    ways = 1
    for g in np.unique(group):
        sizes = np.unique(start[group == g], return_counts=True)[1].tolist()
        ways *= math.factorial(sum(sizes)) // math.prod(map(math.factorial, sizes))
    return ways


def _some(
    start: IntArray, group: IntArray, draws: int, rng: np.random.Generator
) -> Iterator[IntArray]:
    """Rosters at random: the starts of each stratum in another order."""
    place = np.argsort(group, kind="stable")
    for _ in range(draws):
        dealt = np.empty_like(start)
        dealt[place] = start[np.lexsort((rng.random(len(start)), group))]
        yield dealt


def _every(start: IntArray, group: IntArray) -> Iterator[IntArray]:
    """Each different roster once."""
    places = [np.flatnonzero(group == g) for g in np.unique(group)]
    for choice in product(*(list(_arrangements(start[p])) for p in places)):
        dealt = np.empty_like(start)
        for place, values in zip(places, choice, strict=True):
            dealt[place] = values
        yield dealt


def _arrangements(values: IntArray) -> Iterator[IntArray]:
    """The different orders of values of which some are equal."""
    kinds, counts = np.unique(values, return_counts=True)
    if len(kinds) == 1:
        yield values
        return
    rest = np.repeat(kinds[1:], counts[1:])
    for chosen in combinations(range(len(values)), int(counts[0])):
        free = np.setdiff1d(np.arange(len(values)), chosen)
        for others in _arrangements(rest):
            order = np.full(len(values), kinds[0])
            order[free] = others
            yield order
