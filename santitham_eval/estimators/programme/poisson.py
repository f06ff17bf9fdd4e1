"""Poisson regression with unit and period effects: rate ratios of the programme as a whole.

Poisson pseudo-maximum likelihood needs only that the mean is right, so zero counts work and
over-dispersion goes into the clustered standard errors.  Unit effects are never estimated: given
a unit's total its events are multinomial over its periods, which leaves period effects and the
programme's, solved by Newton's method on small matrices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.estimators.programme._poisson import Fit, Model, clustered, fit
from santitham_eval.estimators.programme.clusters import clusters_with
from santitham_eval.estimators.programme.staggered import (
    FloatArray,
    IntArray,
    Staggered,
)
from santitham_eval.sample import NEVER

COLUMNS = [
    *("event", "estimate", "standard_error", "ratio", "low", "high", "p_value"),
    *("events", "clusters", "note"),
]


@dataclass(frozen=True)
class PoissonEffects:
    """Effects of the programme on the log scale and as rate ratios.

    Attributes
    ----------
    effects : DataFrame
        event (periods since the start, divided by `width` and rounded down; 0 where one
        effect stands for all periods in the programme), estimate and standard_error (log
        ratio), ratio, low, high, p_value (t with clusters - 1 degrees of freedom), events (in
        the cells of that event time), clusters (that hold such cells) and note: "",
        "no_cells" (no unit and period with events is left there), "no_events" (ratio 0, no
        interval), "separated" (the ratio runs to 0 or to infinity, as where treated units have
        no events in the reference), "collinear" (cannot be told from unit and period
        effects), "one_cluster" and "no_residuals" (a perfect fit; both have a ratio but no
        interval), "not_converged".
    covariance : ndarray, shape (effects, effects)
        Clustered covariance of the log ratios; NaN where there is no standard error.
    units, periods, clusters : int
        Used in the fit.
    dropped_units, dropped_periods : ndarray
        Names of those without a single event, which say nothing.
    separated : int
        Further cells, all without events, that could be fitted by a rate of 0 and were left out.
    """

    effects: pd.DataFrame
    covariance: FloatArray
    units: int
    periods: int
    clusters: int
    dropped_units: np.ndarray
    dropped_periods: np.ndarray
    separated: int


def poisson_effect(
    data: Staggered, *, exposure: FloatArray | None = None, confidence: float = 0.95
) -> PoissonEffects:
    """One rate ratio of all periods in the programme, over those before and the untreated.

    ``E[events] = exposure * exp(unit + period + effect * in the programme)``.  Like its
    linear sister it compares with units already treated where starts are staggered; see
    `goodman_bacon`.

    Parameters
    ----------
    data : Staggered
        Its outcome holds counts of events; standard errors are clustered by its `cluster`.
    exposure : ndarray, shape (units, periods), optional
        Person-years or the like, the same everywhere unless given.
    confidence : float

    Raises
    ------
    StudyError
        Negative counts, an exposure of the wrong shape, negative, or zero where there are
        events, a confidence outside (0, 1).

    References
    ----------
    Gourieroux, Monfort & Trognon (1984) Econometrica 52; Wooldridge (1999) J. Econometrics 90
    (unit effects); Correia, Guimaraes & Zylkin (2020) Stata Journal 20 (separation).
    """
    bins = np.where(data.treated, 0, -1)
    return _effects(data, exposure, confidence, bins, np.zeros(1, dtype=np.int64))


def poisson_event_study(
    data: Staggered,
    *,
    exposure: FloatArray | None = None,
    reference: int = -1,
    first: int | None = None,
    last: int | None = None,
    width: int = 1,
    confidence: float = 0.95,
) -> PoissonEffects:
    """Rate ratios by time since the start, each over that of the reference.

    Parameters
    ----------
    data, exposure, confidence
        As in `poisson_effect`.
    reference : int
        Event time whose ratio is 1 by definition.
    first, last : int, optional
        Ends: what lies beyond is taken together with them.  Without never treated units some
        binning is what tells event times from a trend.
    width : int
        Periods to one event time; with 12 and months, -1 is the year before the start.

    Raises
    ------
    StudyError
        As in `poisson_effect`; a reference outside the ends, a width below 1.
    """
    periods = data.outcome.shape[1]
    ends = (-periods if first is None else first, periods if last is None else last)
    problems = Problems("poisson_event_study")
    if not ends[0] <= reference <= ends[1] or width < 1:
        found = f"{ends[0]} <= {reference} <= {ends[1]}, {width}"
        problems.add(found, text.WANT_EVENT_REFERENCE, column="reference")
    problems.raise_if_any()
    since = np.arange(periods) - np.where(data.never, 0, data.start)[:, None]
    event = np.clip(since // width, *ends)
    counted = (event != reference) & (data.start != NEVER)[:, None]
    events = np.unique(event[counted])
    bins = np.where(counted, np.searchsorted(events, event), -1)
    return _effects(data, exposure, confidence, bins, events)


def _usable(data: Staggered, exposure: FloatArray | None, confidence: float) -> FloatArray:
    """The exposure of each cell, once everything can be used."""
    problems = Problems("poisson")
    count = data.outcome
    size = np.ones_like(count) if exposure is None else np.asarray(exposure, dtype=float)
    if size.shape != count.shape or not np.isfinite(size).all():
        problems.add(size.shape, text.WANT_SAME_SHAPE, column="exposure")
        size = np.ones_like(count)
    for i, j in np.argwhere(count < 0):
        found = f"{data.unit[i]} {data.period[j]}: {count[i, j]:g}"
        problems.add(found, text.WANT_COUNTS, column="outcome")
    for i, j in np.argwhere((size < 0) | ((size == 0) & (count > 0))):
        found = f"{data.unit[i]} {data.period[j]}: {size[i, j]:g}"
        problems.add(found, text.WANT_EXPOSURE, column="exposure")
    if not 0 < confidence < 1:
        problems.add(confidence, text.WANT_CONFIDENCE, column="confidence")
    problems.raise_if_any()
    return size


def _effects(
    data: Staggered,
    exposure: FloatArray | None,
    confidence: float,
    bins: IntArray,
    events: IntArray,
) -> PoissonEffects:
    count, size = data.outcome, _usable(data, exposure, confidence)
    rows, columns = count.sum(axis=1) > 0, count.sum(axis=0) > 0
    model = Model(count, size * rows[:, None] * columns, bins, len(events))
    seen = model.sums(count, 0).sum(axis=0)
    # An event time without events runs to a rate of 0; its cells tell nothing of the others.
    fitted = fit(replace(model, size=model.size * np.append(seen > 0, True)[bins]))
    cluster = data.cluster[rows]
    number = len(np.unique(cluster))
    covariance, flat = clustered(fitted, rows, cluster)
    held = model.sums((model.size > 0).astype(float), 0)[rows] > 0
    table = pd.DataFrame(
        {
            "event": events,
            "estimate": fitted.theta[-len(events) :] if len(events) else [],
            "events": seen,
            "clusters": clusters_with(held, cluster),
        }
    )
    table["note"] = _notes(table, flat, fitted, np.diag(covariance))
    table = _told(table, covariance, fitted.pull, number - 1, confidence)
    told = np.isfinite(table["standard_error"].to_numpy())
    return PoissonEffects(
        table,
        np.where(np.outer(told, told), covariance, np.nan),
        int(rows.sum()),
        int(columns.sum()),
        number,
        data.unit[~rows],
        data.period[~columns],
        int((model.size > 0).sum() - (fitted.model.size > 0).sum()),
    )


def _notes(
    table: pd.DataFrame, flat: FloatArray, fitted: Fit, variance: FloatArray
) -> NDArray[np.str_]:
    """Why an effect has no estimate or no interval; the first reason that holds."""
    unknown = flat > 1e-8
    reasons = {
        "no_cells": table["clusters"] == 0,
        "no_events": table["events"] == 0,
        "not_converged": np.full(len(table), not fitted.converged),
        "separated": unknown & (np.abs(fitted.pull) > 1e-3),
        "collinear": unknown,
        # A cluster alone in its event time fits its own mean, so its scores show no noise.
        "one_cluster": table["clusters"] == 1,
        "no_residuals": variance < 1e-16,
    }
    return np.select([np.asarray(r) for r in reasons.values()], list(reasons), "")


def _told(
    table: pd.DataFrame, covariance: FloatArray, pull: FloatArray, freedom: int, confidence: float
) -> pd.DataFrame:
    """The table with infinite, missing and finite effects each told as what they are."""
    note = table["note"]
    log = table["estimate"].mask(note.isin(["no_cells", "not_converged", "collinear"]))
    log = log.mask(note == "no_events", -np.inf)
    log = log.mask(note == "separated", pd.Series(np.copysign(np.inf, pull), index=log.index))
    error = pd.Series(np.sqrt(np.diag(covariance)), index=log.index).where(note == "")
    reach = stats.t.ppf((1 + confidence) / 2, max(freedom, 1)) * error
    table = table.assign(estimate=log, standard_error=error, ratio=np.exp(log))
    table["low"], table["high"] = np.exp(log - reach), np.exp(log + reach)
    table["p_value"] = 2 * stats.t.sf(np.abs(log / error), max(freedom, 1))
    return table[COLUMNS]
