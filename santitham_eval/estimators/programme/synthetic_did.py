"""Synthetic difference in differences (Arkhangelsky et al. 2021, AER 111, 4088).

For one cohort of `N1` units treated in the last `T1` of `T0 + T1` periods, with weights `w` over
never-treated units and `l` over earlier periods,

    tau = (mean treated after - l' treated before) - w' (controls after - controls before l)

where `w` makes the controls' earlier course parallel to that of the treated (their eq. 4, with an
intercept and the ridge ``zeta^2 T0``, ``zeta = (N1 T1)^(1/4) s``, `s` the standard deviation of
the controls' period-to-period changes) and `l` makes the controls' earlier periods resemble their
later ones (eq. 6).  Equal weights give difference in differences; ``l = 0`` and `w` without
intercept and ridge a synthetic control.  Cohorts are averaged by their treated unit-periods
(Clarke, Pailanir, Athey & Imbens 2024, Stata Journal 24).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy import stats

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.estimators.programme._synthetic_did import (
    Cohort,
    Variant,
    average,
    clusters_error,
    fit_cohort,
    jackknife_error,
    placebo_estimates,
    ridges_of,
)
from santitham_eval.estimators.programme.staggered import FloatArray, IntArray, Staggered

Inference = Literal["placebo", "jackknife", "clusters"]

LEAST_BEFORE: dict[str, int] = {"sdid": 2, "did": 1, "sc": 1}
"""Periods before the start without which a cohort is left out: `s` needs a change."""

_ROUNDING = 1e-9


@dataclass(frozen=True)
class SyntheticDid:
    """An effect on those treated, averaged over their treated periods.

    Attributes
    ----------
    estimate, standard_error, low, high, p_value : float
        In the outcome's unit; interval and p-value by the normal distribution.  NaN where `note`
        says why.
    placebo_p : float
        Share of placebo rosters, the real one among them, whose estimate is at least as far from
        zero; NaN without placebos.
    cohorts : DataFrame
        start, units, periods (treated ones), estimate, share (in the average), note.
    unit_weights, time_weights : DataFrame
        start, unit, weight; start, period, weight.
    placebos : ndarray
        Estimates of the placebo rosters.
    note : str
        "short_baseline" (no cohort has periods enough before it), "few_comparisons" (too few
        never-treated units to play the treated), "single_treated" (no jackknife with a cohort of
        one), "one_treated_cluster", "no_scatter" (nothing varies by chance); empty otherwise.
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    p_value: float
    placebo_p: float
    cohorts: pd.DataFrame
    unit_weights: pd.DataFrame
    time_weights: pd.DataFrame
    placebos: FloatArray
    note: str


def synthetic_did(
    data: Staggered,
    rng: np.random.Generator,
    *,
    variant: Variant = "sdid",
    inference: Inference = "placebo",
    draws: int = 200,
    confidence: float = 0.95,
) -> SyntheticDid:
    """Estimate the effect of a programme that units enter at different times.

    Parameters
    ----------
    data : Staggered
        Controls are its never-treated units.
    rng : numpy.random.Generator
        Draws the placebo rosters; not used where there is one treated unit or no placebo.
    variant : {"sdid", "did", "sc"}
        The method, or one of its special cases: equal weights, or a synthetic control.
    inference : {"placebo", "jackknife", "clusters"}
        Placebo (their algorithm 4): never-treated units play the treated, cohort by cohort in the
        same numbers; all of them in turn where there is one treated unit.  Jackknife (algorithm
        3): units left out one by one, weights kept.  Clusters: the same with whole clusters, where
        units of one move together or the treated scatter more than the others.
    draws : int
        Placebo rosters, at least 2.
    confidence : float

    Returns
    -------
    SyntheticDid

    Raises
    ------
    StudyError
        No unit that is ever treated, or none that never is.
    ValueError
        An unknown variant or inference, or fewer than two draws.
    """
    if variant not in LEAST_BEFORE or inference not in get_args(Inference) or draws < 2:
        raise ValueError(f"variant {variant!r}, inference {inference!r}, draws {draws}")
    _check(data)
    never = np.flatnonzero(data.never)
    groups = {int(c): np.flatnonzero(data.start == c) for c in data.cohorts}
    usable = {c: rows for c, rows in groups.items() if c >= LEAST_BEFORE[variant]}
    ridges = {c: ridges_of(data.outcome[never, :c], len(rows) * (data.outcome.shape[1] - c))
              for c, rows in usable.items()}  # fmt: skip
    fits = [
        fit_cohort(data.outcome, c, rows, never, ridges[c], variant) for c, rows in usable.items()
    ]
    cohorts = _cohort_table(data, groups, fits)
    if not fits:
        return _result(data, np.nan, np.nan, np.empty(0), cohorts, fits, "short_baseline", 0.95)
    estimate = average(fits, data.outcome.shape[1])
    placebos = np.empty(0)
    if inference == "placebo":
        placebos = placebo_estimates(data.outcome, fits, ridges, variant, draws, rng)
        error = float(placebos.std()) if len(placebos) else np.nan
        note = "" if len(placebos) else "few_comparisons"
    elif inference == "jackknife":
        error, note = jackknife_error(fits, data.outcome.shape[1])
    else:
        error, note = clusters_error(fits, data.outcome.shape[1], data.cluster)
    return _result(data, estimate, error, placebos, cohorts, fits, note, confidence)


def _check(data: Staggered) -> None:
    problems = Problems("frame")
    if data.never.all():
        problems.add("-", text.WANT_A_TREATED_UNIT, column="start")
    if not data.never.any():
        problems.add("-", text.WANT_A_NEVER_TREATED_UNIT, column="start")
    problems.raise_if_any()


def _cohort_table(data: Staggered, groups: dict[int, IntArray], fits: list[Cohort]) -> pd.DataFrame:
    periods = data.outcome.shape[1]
    known = {f.start: f.estimate for f in fits}
    cells = sum(len(f.treated) * (periods - f.start) for f in fits)
    rows = [
        {
            "start": data.period[c],
            "units": len(rows),
            "periods": periods - c,
            "estimate": known.get(c, np.nan),
            "share": len(rows) * (periods - c) / cells if c in known else 0.0,
            "note": "" if c in known else "short_baseline",
        }
        for c, rows in groups.items()
    ]
    return pd.DataFrame(rows)


def _result(
    data: Staggered,
    estimate: float,
    error: float,
    placebos: FloatArray,
    cohorts: pd.DataFrame,
    fits: list[Cohort],
    note: str,
    confidence: float,
) -> SyntheticDid:
    scale = float(np.abs(data.outcome).max())
    p_value = placebo_p = np.nan
    if np.isfinite(error) and error <= _ROUNDING * scale:
        error, note = np.nan, "no_scatter"
    if np.isfinite(error):
        p_value = float(2 * stats.norm.sf(abs(estimate) / error))
        far = np.abs(placebos) >= abs(estimate) * (1 - _ROUNDING)
        placebo_p = float((1 + far.sum()) / (1 + len(far))) if len(placebos) else np.nan
    reach = float(stats.norm.ppf((1 + confidence) / 2)) * error
    units = [
        {"start": data.period[f.start], "unit": data.unit[row], "weight": weight}
        for f in fits
        for row, weight in zip(f.controls, f.units, strict=True)
    ]
    times = [
        {"start": data.period[f.start], "period": data.period[column], "weight": weight}
        for f in fits
        for column, weight in enumerate(f.periods)
    ]
    return SyntheticDid(
        estimate, error, estimate - reach, estimate + reach, p_value, placebo_p, cohorts,
        pd.DataFrame(units, columns=["start", "unit", "weight"]),
        pd.DataFrame(times, columns=["start", "period", "weight"]), placebos, note,
    )  # fmt: skip
