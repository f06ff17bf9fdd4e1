"""Programme-wide rate ratio: events beside those imputed from untreated cells.

Unit and period effects of a Poisson model are fitted to the cells without the programme alone;
what they say of the treated cells is what was expected there:

    ratio = sum of events in treated cells / sum of expected events in them

the counterpart for counts of the imputation of Borusyak, Jaravel & Spiess (2024, Review of
Economic Studies 91), with the multiplicative parallel trends of Wooldridge (2023, Econometrics
Journal 26).  No treated cell serves as a comparison, whatever the effects.  With one cohort and
never treated units it is the ratio of rate ratios.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from santitham_eval.estimators.programme._poisson import Model, fit
from santitham_eval.estimators.programme.staggered import BoolArray, FloatArray, Staggered

FEWEST_CLUSTERS = 5
"""With fewer clusters left-out estimates are too few to tell an error."""


@dataclass(frozen=True)
class ImputedRatio:
    """The programme's rate ratio and what it rests on.

    Attributes
    ----------
    effects : DataFrame
        part ("overall", "event_time"), at, ratio, low, high, p_value, events, expected, note
        ("few_clusters", "no_events", "nothing_expected": no ratio or no interval).  `low`, `high`
        and `p_value` are Student's on the log scale, with clusters - 1 degrees of freedom.
    without : DataFrame
        cluster, ratio: the overall ratio with one cluster left out, which the errors come from
        (delete-one jackknife).
    """

    effects: pd.DataFrame
    without: pd.DataFrame


def impute_ratio(
    data: Staggered, exposure: FloatArray, *, anticipation: int = 0, confidence: float = 0.95
) -> ImputedRatio:
    """Rate ratio of the programme, overall and by time since the start.

    Parameters
    ----------
    data : Staggered
        Its outcome holds counts.
    exposure : ndarray, shape (units, periods)
        Person-years or the like, above 0.
    anticipation : int
        Periods before the start that count neither as untreated nor as treated: those in which
        units were chosen.
    confidence : float
    """
    at, whole = _ratios(data, exposure, anticipation, np.ones(len(data.unit), bool))
    clusters = np.unique(data.cluster)
    left = [_ratios(data, exposure, anticipation, data.cluster != c, at)[1] for c in clusters]
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(whole[0] / whole[1])
        logs = np.log(np.array([part[0] / part[1] for part in left]))
    error = _jackknife(logs)
    known = np.isfinite(logs).sum(axis=0)
    freedom = np.maximum(known - 1, 1)
    note = np.select(
        [whole[1] <= 0, whole[0] == 0, known < FEWEST_CLUSTERS],
        ["nothing_expected", "no_events", "few_clusters"], "",
    )  # fmt: skip
    error = np.where(note == "", error, np.nan)
    reach = stats.t.ppf((1 + confidence) / 2, freedom) * error
    effects = pd.DataFrame(
        {
            "part": np.where(np.arange(len(log)) == 0, "overall", "event_time"),
            "at": pd.array([pd.NA, *at], dtype="Int64"),
            "ratio": np.exp(log), "low": np.exp(log - reach), "high": np.exp(log + reach),
            "p_value": 2 * stats.t.sf(np.abs(log) / error, freedom),
            "events": whole[0], "expected": whole[1], "note": note,
        }
    )  # fmt: skip
    without = pd.DataFrame({"cluster": clusters, "ratio": np.exp(logs[:, 0])})
    return ImputedRatio(effects, without)


def _jackknife(logs: FloatArray) -> FloatArray:
    """Standard errors from estimates with one cluster left out each (Efron & Tibshirani 1993)."""
    finite = np.isfinite(logs)
    number = finite.sum(axis=0)
    held = np.where(finite, logs, 0.0)
    mean = held.sum(axis=0) / np.maximum(number, 1)
    squares = (np.where(finite, logs - mean, 0.0) ** 2).sum(axis=0)
    return np.sqrt(np.maximum(number - 1, 0) / np.maximum(number, 1) * squares)


def _ratios(
    data: Staggered,
    exposure: FloatArray,
    anticipation: int,
    used: BoolArray,
    at: list[int] | None = None,
) -> tuple[list[int], FloatArray]:
    """Event times, and events and expected events in all treated cells and in each of them."""
    column = np.arange(data.outcome.shape[1])
    # `NEVER` is the largest number there is: nothing may be added to it.
    since = column - np.minimum(data.start, 2**40)[:, None]
    untreated = (since < -anticipation) & used[:, None]
    count = np.where(untreated, data.outcome, 0.0)
    size = np.where(untreated, exposure, 0.0)
    rows = count.sum(axis=1) > 0
    seen = (size * rows[:, None]).sum(axis=0) > 0
    model = Model(count, size * rows[:, None], np.full(count.shape, -1), 0)
    course = np.where(seen, np.exp(fit(model).theta), np.nan)
    level = np.divide(count.sum(axis=1), size @ np.where(seen, course, 0.0), where=rows,
                      out=np.zeros(len(rows)))  # fmt: skip
    expected = exposure * np.where(seen, course, 0.0) * level[:, None]
    # A unit without any untreated cell, or a period without, leaves nothing to expect.
    cells = (since >= 0) & used[:, None] & seen & (size.sum(axis=1) > 0)[:, None]
    at = sorted(set(since[cells].tolist())) if at is None else at
    chosen = [cells, *(cells & (since == e) for e in at)]
    sums = [[data.outcome[c].sum(), expected[c].sum()] for c in chosen]
    return at, np.array(sums).T
