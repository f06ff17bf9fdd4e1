"""Weights of one cohort and standard errors of synthetic difference in differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from santitham_eval.estimators._simplex import simplex_weights
from santitham_eval.estimators.programme.staggered import BoolArray, FloatArray, IntArray

Variant = Literal["sdid", "did", "sc"]

_TIME_RIDGE = 1e-6
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Cohort:
    """Weights and estimate of one cohort; `contrast` is each unit's after less before."""

    start: int
    treated: IntArray
    controls: IntArray
    units: FloatArray
    periods: FloatArray
    contrast: FloatArray

    @property
    def estimate(self) -> float:
        own = self.contrast[self.treated].mean()
        return float(own - self.units @ self.contrast[self.controls])


def ridges_of(before: FloatArray, cells: int) -> tuple[float, float]:
    """Ridges of unit and of time weights, from controls before the start (units, periods)."""
    units, periods = before.shape
    changes = np.diff(before, axis=1)
    noise = float(changes.var()) if changes.size else 0.0  # their eq. 5 divides by the number
    return np.sqrt(cells) * noise * periods, _TIME_RIDGE**2 * noise * units


def fit_cohort(
    outcome: FloatArray,
    start: int,
    treated: IntArray,
    controls: IntArray,
    ridge: tuple[float, float],
    variant: Variant,
    guess: Cohort | None = None,
) -> Cohort:
    """Weights of one cohort.  `guess` is a fit near this one, to start from."""
    before, after = outcome[:, :start], outcome[:, start:].mean(axis=1)
    own = before[treated].mean(axis=0)
    units = np.full(len(controls), 1 / len(controls))
    periods = np.full(start, 1 / start) if variant == "did" else np.zeros(start)
    if variant != "did":
        first = None
        if guess is not None:
            first = np.zeros(len(outcome))
            first[guess.controls] = guess.units
            first = first[controls] if first[controls].any() else None
        units = simplex_weights(
            before[controls].T,
            own,
            ridge=ridge[0] if variant == "sdid" else 0.0,
            intercept=variant == "sdid",
            guess=first,
        )
    if variant == "sdid":
        known = None if guess is None else guess.periods
        periods = simplex_weights(
            before[controls], after[controls], ridge=ridge[1], intercept=True, guess=known
        )
    return Cohort(start, treated, controls, units, periods, after - before @ periods)


def average(fits: list[Cohort], periods: int) -> float:
    """Mean over treated unit-periods."""
    weight = np.array([len(f.treated) * (periods - f.start) for f in fits], float)
    return float(weight @ [f.estimate for f in fits] / weight.sum())


def placebo_estimates(
    outcome: FloatArray,
    fits: list[Cohort],
    ridges: dict[int, tuple[float, float]],
    variant: Variant,
    draws: int,
    rng: np.random.Generator,
) -> FloatArray:
    """Estimates with never-treated units in place of the treated, whose rows are left out.

    None where fewer never-treated units would be left than play the treated.
    """
    never = fits[0].controls
    sizes = [len(f.treated) for f in fits]
    whole = sum(sizes)
    if len(never) <= max(whole, 2):
        return np.empty(0)
    if whole == 1:
        orders = [np.roll(never, -k) for k in range(len(never))]
    else:
        orders = [rng.permutation(never) for _ in range(draws)]
    edges = np.cumsum([0, *sizes])
    result = []
    for order in orders:
        rest = np.sort(order[whole:])
        placebo = [
            fit_cohort(outcome, f.start, order[a:b], rest, ridges[f.start], variant, f)
            for f, a, b in zip(fits, edges[:-1], edges[1:], strict=True)
        ]
        result.append(average(placebo, outcome.shape[1]))
    return np.array(result)


def jackknife_error(fits: list[Cohort], periods: int) -> tuple[float, str]:
    """Standard error from leaving out units one by one with the others' weights kept."""
    if min(len(f.treated) for f in fits) < 2:
        return np.nan, "single_treated"
    if max(f.units.max() for f in fits) >= 1 - _ROUNDING:  # without that one nobody is left
        return np.nan, "few_comparisons"
    size = np.array([len(f.treated) * (periods - f.start) for f in fits], float)
    tau = np.array([f.estimate for f in fits])
    whole = size @ tau / size.sum()
    errors = []
    control = np.array(
        [
            f.contrast[f.treated].mean()
            - (f.units @ f.contrast[f.controls] - f.units * f.contrast[f.controls]) / (1 - f.units)
            for f in fits
        ]
    )
    errors.append(size @ control / size.sum() - whole)
    for number, f in enumerate(fits):
        own = f.contrast[f.treated]
        change = (own.mean() - own) / (len(own) - 1)
        left = size.copy()
        left[number] *= 1 - 1 / len(own)
        moved = (left @ tau + left[number] * change) / left.sum()
        errors.append(moved - whole)
    off = np.concatenate(errors)
    return float(np.sqrt((len(off) - 1) / len(off) * np.sum(off**2))), ""


def clusters_error(fits: list[Cohort], periods: int, cluster: IntArray) -> tuple[float, str]:
    """Standard error from leaving out whole clusters with the weights of the others kept.

    Units of a cluster may move together, and treated ones need not scatter as controls do: leaving
    out single units, or letting controls play the treated, would not see that.
    """
    treated = np.concatenate([f.treated for f in fits])
    if len(np.unique(cluster[treated])) < 2:
        return np.nan, "one_treated_cluster"
    held = np.unique(cluster[np.concatenate([treated, fits[0].controls])])
    left = np.array([_without(fits, periods, cluster != c) for c in held])
    if not np.isfinite(left).all():
        return np.nan, "few_comparisons"
    number = len(left)
    return float(np.sqrt((number - 1) / number * np.sum((left - left.mean()) ** 2))), ""


def _without(fits: list[Cohort], periods: int, used: BoolArray) -> float:
    """The average from some of the units; NaN where no control has weight."""
    total = size = 0.0
    for f in fits:
        own, units = f.treated[used[f.treated]], f.units * used[f.controls]
        if not len(own):
            continue
        if units.sum() <= _ROUNDING:
            return np.nan
        weight = float(len(own) * (periods - f.start))
        other = float(units @ f.contrast[f.controls] / units.sum())
        total += weight * (float(f.contrast[own].mean()) - other)
        size += weight
    return total / size if size else np.nan
