"""How far parallel trends may fail before an effect is no longer shown.

Coefficients of an event study mix the effect with whatever difference in trends there was anyway.
Here they are read under two limits on that difference, each with one number that says how much is
allowed: a trend may bend by at most M a period (`smoothness`), or move at most Mbar times as much
as it ever moved before (`relative`).  The breakdown value is the most that can be allowed with an
interval that still leaves out no effect.

Source: Rambachan & Roth (2023), "A more credible approach to parallel trends", Review of Economic
Studies 90(5), 2555-2591.

Checked against the published Medicaid example, whose digits depend on choices outside the paper.
- Covariance: clustered by state with the factor G/(G-1) (N-1)/(N-K), where K = 15 counts the seven
  coefficients and the eight years but not the states, which are nested in the clusters.
- Smoothness: the authors' package takes the folded normal quantile from a million draws (up to
  0.12 % off); with those draws the printed digits come out, M = 0 within 2e-6 (its solver stops
  short).  Here the quantile is exact, and the ends differ by up to 2.5e-5.
- Relative magnitudes: the package reports the last accepted of 1000 points within 20 standard
  errors of 0; the ends found here by bisection, moved in to those points, give every printed
  digit.  The package's first stage takes a thousand draws, here a quadrature.  With two or more
  periods after the start it leaves out, as is done here always, inequalities on early ones alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import ndtri

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.estimators.programme.honest_input import Coefficients, coefficients
from santitham_eval.estimators.programme.honest_relative import relative_interval
from santitham_eval.estimators.programme.honest_smoothness import FixedLength, fixed_length

Restriction = Literal["smoothness", "relative"]
RESTRICTIONS = ("smoothness", "relative")

__all__ = [
    "RESTRICTIONS", "Breakdown", "Coefficients", "FixedLength", "Restriction", "breakdown",
    "coefficients", "original", "relative", "sensitivity", "smoothness",
]  # fmt: skip


@dataclass(frozen=True)
class Breakdown:
    """The most that can be allowed before the interval takes in no effect.

    Attributes
    ----------
    restriction : str
        "smoothness" or "relative".
    value : float
        Largest bound such that this and every smaller one tried leaves out no effect, to one part
        in 10,000: M in units of the outcome per period per period, or Mbar, a multiple.
    observed : float or None
        The largest bend (smoothness) or move (relative) estimated before the start, in units of
        the outcome; None where there are too few periods to see a bend.
    note : str
        "" or "not_at_zero": even with nothing allowed the interval takes in no effect.
    """

    restriction: Restriction
    value: float
    observed: float | None
    note: str = ""

    @property
    def amount(self) -> float:
        """The breakdown in units of the outcome: a bend, or a move, per period."""
        if self.restriction == "smoothness" or self.observed is None:
            return self.value
        return self.value * self.observed

    @property
    def multiple(self) -> float | None:
        """The breakdown as a multiple of the largest seen before; None where nothing was seen."""
        if self.restriction == "relative":
            return self.value
        return self.value / self.observed if self.observed else None


def original(study: Coefficients, confidence: float = 0.95) -> FixedLength:
    """The usual interval: parallel trends hold exactly; `bias` is nought.

    Raises
    ------
    StudyError
        A confidence outside (0.5, 1).
    """
    _check(0.0, confidence)
    v = np.concatenate([np.zeros(study.pre), study.weight])
    estimate, error = float(v @ study.beta), float(np.sqrt(v @ study.covariance @ v))
    half = error * float(ndtri((1 + confidence) / 2))
    return FixedLength(estimate, estimate - half, estimate + half, 0.0, error, v)


def smoothness(study: Coefficients, bound: float, confidence: float = 0.95) -> FixedLength:
    """Shortest fixed-length interval where a trend's slope may change by `bound` a period.

    Parameters
    ----------
    study : Coefficients
    bound : float
        M, in units of the coefficients; with 0 any straight difference in trends is allowed for,
        which is not the `original` interval.
    confidence : float
        Coverage.

    Raises
    ------
    StudyError
        A bound under 0 or not finite; a confidence outside (0.5, 1).
    """
    _check(bound, confidence)
    return fixed_length(study.beta, study.covariance, study.weight, bound, confidence)


def relative(study: Coefficients, bound: float, confidence: float = 0.95) -> tuple[float, float]:
    """Ends of the set where trends may move `bound` times as much as at most before.

    Parameters and errors as for `smoothness`; `bound` is Mbar, a multiple.
    """
    _check(bound, confidence)
    return relative_interval(study.beta, study.covariance, study.weight, bound, confidence)


def _check(bound: float, confidence: float) -> None:
    problems = Problems("sensitivity")
    if not (np.isfinite(bound) and bound >= 0):
        problems.add(bound, text.WANT_TREND_BOUND, column="bound")
    if not 0.5 < confidence < 1:
        problems.add(confidence, text.WANT_COVERAGE, column="confidence")
    problems.raise_if_any()


def sensitivity(
    study: Coefficients,
    *,
    smooth: Sequence[float] = (0.0,),
    relative_to_pre: Sequence[float] = (0.5, 1.0, 1.5, 2.0),
    confidence: float = 0.95,
) -> pd.DataFrame:
    """All intervals as a table.

    Returns
    -------
    DataFrame
        restriction ("original", "smoothness", "relative"), bound (0 for the original), low,
        high, excludes (whether the interval leaves out no effect); one row per bound.

    Raises
    ------
    StudyError
        As for `smoothness`.
    """
    usual = original(study, confidence)
    rows: list[tuple[str, float, float, float]] = [("original", 0.0, usual.low, usual.high)]
    for bound in smooth:
        r = smoothness(study, bound, confidence)
        rows.append(("smoothness", bound, r.low, r.high))
    rows += [("relative", b, *relative(study, b, confidence)) for b in relative_to_pre]
    table = pd.DataFrame(rows, columns=["restriction", "bound", "low", "high"])
    return table.assign(excludes=(table["low"] > 0) | (table["high"] < 0))


def breakdown(study: Coefficients, restriction: Restriction, confidence: float = 0.95) -> Breakdown:
    """Find the bound at which the interval first takes in no effect.

    Parameters
    ----------
    study : Coefficients
    restriction : {"smoothness", "relative"}
    confidence : float
        Coverage of the intervals.

    Raises
    ------
    StudyError
        Another restriction; a confidence outside (0.5, 1).
    """
    if restriction not in RESTRICTIONS:
        problems = Problems("sensitivity")
        problems.add(restriction, text.WANT_RESTRICTION, column="restriction")
        problems.raise_if_any()
    seen = np.abs(study.moves if restriction == "relative" else np.diff(study.moves))
    observed = float(seen.max()) if seen.size else None

    def excludes(bound: float) -> bool:
        if restriction == "relative":
            low, high = relative(study, bound, confidence)
        else:
            interval = smoothness(study, bound, confidence)
            low, high = interval.low, interval.high
        return low > 0 or high < 0

    if not excludes(0.0):
        return Breakdown(restriction, 0.0, observed, "not_at_zero")
    first = 1.0 if restriction == "relative" else original(study, confidence).error
    return Breakdown(restriction, _last_true(excludes, first), observed)


def _last_true(holds: Callable[[float], bool], first: float) -> float:
    """Largest bound up to which `holds`, true at 0; both intervals grow without end with it."""
    outer = first
    while holds(outer):
        outer *= 2
    # The centre moves with the bound, so an earlier failure could hide: look before bisecting.
    inner = 0.0
    for step in np.linspace(0, outer, 13)[1:]:
        if not holds(float(step)):
            outer = float(step)
            break
        inner = float(step)
    for _ in range(60):
        if outer - inner <= 1e-4 * outer:
            break
        middle = (inner + outer) / 2
        inner, outer = (middle, outer) if holds(middle) else (inner, middle)
    return inner
