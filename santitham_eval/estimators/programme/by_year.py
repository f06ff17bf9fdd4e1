"""The headline year by year, beside what it was before anybody was chosen.

Textbook event studies measure leads in the years in which other tambons were chosen.  A tambon
of a later wave is then one that was passed over, quieter than it is, so that its earlier years seem
high: simulated without an effect and with parallel trends, their leads differed from nought.  Here
the leads are those years alone in which nobody had been chosen, against the same risk sets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from santitham_eval.estimators.programme.honest_input import Coefficients, coefficients
from santitham_eval.estimators.programme.risk_sets import Contrast, Roles, contrast, scores_of
from santitham_eval.estimators.programme.staggered import BoolArray, FloatArray, IntArray
from santitham_eval.estimators.programme.years import Years


@dataclass(frozen=True)
class ByYear:
    """Effects by calendar year, each less that of the last year before anybody was chosen.

    Attributes
    ----------
    column : ndarray of int, shape (k,)
        Columns of the years; leads first.
    leads : int
        So many of them are leads.
    beta : ndarray, shape (k,)
        Logs of ratios, or differences.
    scores : ndarray, shape (clusters, k)
        Their products summed are the covariance (delete-one jackknife over amphoe).
    level, level_scores : ndarray
        The leads and the reference year about the mean of these years, in order; and their scores.
    weight : ndarray, shape (k - leads,)
        Of the years in the programme in the overall effect; they sum to 1.
    reference : int
        Column of the reference.
    note : str
        "no_events": a year without any, so that its log is not finite; "few_comparisons": no tambon
        is never in the programme.
    """

    column: IntArray
    leads: int
    beta: FloatArray
    scores: FloatArray
    level: FloatArray
    level_scores: FloatArray
    weight: FloatArray
    reference: int
    note: str


def by_year(years: Years, scale: str, roles: Roles) -> ByYear:
    """Effects of the calendar years.

    Parameters
    ----------
    years : Years
    scale : {"ratio", "difference"}
    roles : Roles
        As of `roles_of`, without a note.
    """
    column = np.arange(len(years.year))
    ever: BoolArray = np.asarray(roles.inside.any(axis=1))[:, None]
    post = column[roles.inside.any(axis=0)]
    reference = roles.before - 1
    early = contrast(
        years, scale, roles, [ever & (column == t) for t in column[: roles.before]], before=True
    )
    late = contrast(years, scale, roles, [roles.inside & (column == t) for t in post])
    level, level_scores = _values(early, scale)
    after, after_scores = _values(late, scale)
    beta = np.append(level[:-1], after) - level[-1]
    scores = np.hstack([level_scores[:, :-1], after_scores]) - level_scores[:, -1:]
    note = "" if np.isfinite(np.append(level, after)).all() else "no_events"
    if ever.all():
        note = "few_comparisons"
    top = late.frame["numerator"].to_numpy()
    size = late.frame["denominator"].to_numpy()
    if scale == "ratio":  # what was expected, as in the headline's sum
        size = np.divide(top, late.frame["estimate"].to_numpy(), out=np.zeros(len(top)),
                         where=top > 0)  # fmt: skip
    return ByYear(
        np.append(column[:reference], post), reference, beta, scores, level, level_scores,
        size / size.sum() if size.sum() > 0 else size, reference, note,
    )  # fmt: skip


def _values(found: Contrast, scale: str) -> tuple[FloatArray, FloatArray]:
    value = found.frame["estimate"].to_numpy()
    with np.errstate(divide="ignore"):
        value = np.log(value) if scale == "ratio" else value
    return value, scores_of(found)


def honest_input(found: ByYear) -> tuple[Coefficients | None, str]:
    """The coefficients that honest intervals take, or why there are none.

    Years between the reference and the first whole year in the programme, in which trends may
    have moved too, stand among them without weight in the effect.

    Returns
    -------
    Coefficients or None
    str
        "no_events", "few_comparisons", "short_baseline" (no lead), "more_than_clusters" or
        "singular".
    """
    if found.note:
        return None, found.note
    if not found.leads:
        return None, "short_baseline"
    if len(found.beta) >= len(found.scores):
        return None, "more_than_clusters"
    whole = np.arange(found.column[-1] + 1)
    period = whole[whole != found.reference]
    had: BoolArray = np.isin(period, found.column)
    covariance = found.scores.T @ found.scores
    scale = np.sqrt(np.diag(covariance))
    if (scale <= 0).any() or np.linalg.eigvalsh(covariance / np.outer(scale, scale))[0] < 1e-8:
        return None, "singular"
    beta, weight = np.zeros(len(period)), np.zeros(len(period))
    beta[had] = found.beta
    full = np.diag(np.full(len(period), float(np.diag(covariance).mean())))
    full[np.ix_(had, had)] = covariance
    weight[np.isin(period, found.column[found.leads :])] = found.weight
    post = period > found.reference
    return coefficients(beta, full, period, reference=found.reference, weight=weight[post]), ""
