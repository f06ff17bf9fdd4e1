"""Whether what makes a tambon bad in one year lasts into the next.

The months of choosing are left out, because tambons are chosen when things are bad.  That removes
what passes within them.  What fades more slowly is still there when the programme starts, or was
there in the years before, and then passes for an effect.  So: in the years before anybody was
chosen, do two years in a row resemble one another more than any two years do?

With ``r_it`` the residuals of tambon ``i`` from its own level and the common course, over ``T``
years, what two in a row share over what any two share is

    D_i = sum_t r_it r_i,t+1 - ((sum_t r_it)^2 - sum_t r_it^2) / T,

of mean 0 if the years of a tambon could as well have come in any other order (Wald & Wolfowitz
1943, Annals of Mathematical Statistics 14).  It is told as a correlation,
``sum D_i / sum_i sum_t (r_it - mean r_i)^2``, with an error from its scatter between amphoe.
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from santitham_eval.estimators.programme.risk_sets import FEWEST_CLUSTERS, Roles
from santitham_eval.estimators.programme.staggered import FloatArray
from santitham_eval.estimators.programme.years import Years
from santitham_eval.programme.rows import LEVEL, Row, row

FEWEST_YEARS = 3
"""Fewer have no two years that are not in a row."""


def persistence(years: Years, scale: str, roles: Roles, confidence: float) -> Row:
    """How much more two years in a row resemble one another than any two, before the choosing.

    Parameters
    ----------
    years : Years
    scale : {"ratio", "difference"}
    roles : Roles
    confidence : float

    Returns
    -------
    dict
        A row whose estimate, low and high are correlations; a caution where it is above 0 with p
        below `LEVEL`.
    """
    if roles.before < FEWEST_YEARS:
        return row("persistence", "year_to_year", note="short_baseline", verdict="not_possible")
    left = _residuals(years, scale, roles.before)
    if len(np.unique(years.amphoe)) < FEWEST_CLUSTERS:
        return row("persistence", "year_to_year", note="few_clusters", verdict="not_possible")
    shared, size = _resemblance(left)
    by_amphoe = np.array(
        [[np.sum(a[years.amphoe == c]) for a in (shared, size)] for c in np.unique(years.amphoe)]
    )
    top, bottom = by_amphoe.sum(axis=0)
    if not bottom > 0:
        return row("persistence", "year_to_year", note="no_scatter", verdict="not_possible")
    found = top / bottom
    number = len(by_amphoe)
    apart = by_amphoe[:, 0] - found * by_amphoe[:, 1]
    error = float(np.sqrt(number / (number - 1) * np.sum(apart**2)) / bottom)
    student = stats.t(number - 1)
    reach = float(student.ppf((1 + confidence) / 2)) * error
    p_value = float(2 * student.sf(abs(found) / error)) if error > 0 else np.nan
    told = {"estimate": found, "low": found - reach, "high": found + reach, "p_value": p_value,
            "comparisons": len(left)}  # fmt: skip
    verdict = "caution" if found > 0 and p_value < LEVEL else "pass"
    return row(
        "persistence",
        "year_to_year",
        figures=told,
        verdict=verdict if error > 0 else "not_possible",
    )


def _residuals(years: Years, scale: str, before: int) -> FloatArray:
    """What each tambon's years differ by from its level and the common course, standardised."""
    top, bottom = years.numerator[:, :before], years.denominator[:, :before]
    if scale == "difference":
        value = top / bottom
        return value - value.mean(axis=1, keepdims=True) - value.mean(axis=0) + value.mean()
    course = top.sum(axis=0) / bottom.sum(axis=0)
    promised = bottom * course
    mean = promised * (top.sum(axis=1) / promised.sum(axis=1))[:, None]
    return np.divide(top - mean, np.sqrt(mean), out=np.zeros_like(mean), where=mean > 0)


def _resemblance(left: FloatArray) -> tuple[FloatArray, FloatArray]:
    """`D_i` and the sum of squares of each tambon."""
    total, squares = left.sum(axis=1), (left**2).sum(axis=1)
    periods = left.shape[1]
    in_a_row = (left[:, :-1] * left[:, 1:]).sum(axis=1)
    return in_a_row - (total**2 - squares) / periods, squares - total**2 / periods
