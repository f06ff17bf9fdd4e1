"""Wild cluster bootstrap of a coefficient in a regression on unit and period effects.

With few clusters, or few treated ones, the usual clustered t rejects too often.  Here its
distribution is drawn by flipping the residuals of whole clusters, under the null hypothesis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.estimators.programme._wild import (
    WEIGHTS,
    Partialled,
    Tail,
    multipliers,
)
from santitham_eval.estimators.programme.clusters import small_sample
from santitham_eval.estimators.programme.staggered import FloatArray, Staggered


@dataclass(frozen=True)
class WildCluster:
    """A coefficient with its bootstrap p-value and interval.

    Attributes
    ----------
    estimate, standard_error : float
        Least squares, and clustered with the CR1 factor ``G/(G-1) (n-1)/(n-k)``; unit effects
        lie within clusters and are not counted in ``k``.
    statistic, p_value : float
        t of `null`, and the share of bootstrap t at least as large in absolute value.
    low, high : float
        Bounds of the values that the test does not reject; infinite where it never does, as
        with Rademacher weights and five clusters at 95 %.
    draws : int
        Bootstrap samples used; with `enumerated`, all ``2 ** clusters`` of them.
    enumerated : bool
    clusters, changing : int
        Clusters, and how many of them hold a unit whose regressor changes over time.  With few
        `changing` ones (under about five) the test hardly ever rejects; read the p-value as a
        limit of the data then, or use randomisation inference.
    note : str
        "" or why there is no p-value: "one_cluster", "collinear" (the regressor cannot be told
        from unit and period effects or controls), "one_changing_cluster", "no_residuals"
        (the fit is perfect, as with a constant outcome).
    """

    estimate: float
    standard_error: float
    statistic: float
    p_value: float
    low: float
    high: float
    draws: int
    enumerated: bool
    clusters: int
    changing: int
    note: str = ""


def wild_cluster(
    data: Staggered,
    *,
    rng: np.random.Generator,
    draws: int = 9999,
    weights: str = "rademacher",
    regressor: FloatArray | None = None,
    controls: FloatArray | None = None,
    null: float = 0.0,
    confidence: float = 0.95,
) -> WildCluster:
    """Restricted wild cluster bootstrap-t (WCR, "WCR11" of MacKinnon, Nielsen & Webb).

    Parameters
    ----------
    data : Staggered
        Residuals are flipped, and standard errors clustered, by its `cluster`.
    rng : numpy.random.Generator
    draws : int
        With Rademacher weights and ``2 ** clusters <= draws`` all sign patterns are tried
        once and the p-value holds no chance; otherwise ``(1 + number) / (1 + draws)``.
    weights : {"rademacher", "webb"}
        Webb's six points where clusters are fewer than about ten.
    regressor : ndarray, shape (units, periods), optional
        What the coefficient belongs to; being in the programme, unless given.
    controls : ndarray, shape (k, units, periods), optional
        Other regressors beside unit and period effects.
    null : float
        Tested value, in the outcome's unit.
    confidence : float

    Raises
    ------
    StudyError
        Unknown weights, fewer than one draw, a confidence outside (0, 1), or a regressor or
        control that is not finite or of another shape than the outcome.

    References
    ----------
    Cameron, Gelbach & Miller (2008) Rev. Econ. Stat. 90; Roodman, MacKinnon, Nielsen & Webb
    (2019) Stata Journal 19, section 5 (scores by cluster, inversion); MacKinnon, Nielsen &
    Webb (2023) J. Appl. Econometrics 38; Webb (2014) (six points).
    """
    own, others = _check(data, draws, weights, regressor, controls, confidence)
    cluster = np.unique(data.cluster, return_inverse=True)[1]
    part = Partialled.of(data.outcome, own, others, cluster)
    note = part.note(own)
    if note:
        estimate = part.estimate if note != "collinear" else np.nan
        blank = (np.nan,) * 5
        return WildCluster(estimate, *blank, 0, False, part.clusters, part.changing(own), note)
    every = weights == "rademacher" and 2**part.clusters <= draws
    tail = Tail.of(part, multipliers(part.clusters, draws, weights, every, rng), every)
    spent = 1 + len(others) + data.outcome.shape[1]
    factor = small_sample(cluster, data.outcome.size, spent)
    error = float(np.sqrt(factor * tail.noise)) / part.square
    low, high = (part.estimate + tail.reach(step, 1 - confidence) for step in (-error, error))
    return WildCluster(
        part.estimate,
        error,
        (part.estimate - null) / error,
        tail.p_value(null - part.estimate),
        low,
        high,
        len(tail.top),
        every,
        part.clusters,
        part.changing(own),
    )


def _check(
    data: Staggered,
    draws: int,
    weights: str,
    regressor: FloatArray | None,
    controls: FloatArray | None,
    confidence: float,
) -> tuple[FloatArray, FloatArray]:
    """Regressor and controls as arrays, once everything is usable."""
    problems = Problems("wild_cluster")
    shape = data.outcome.shape
    own = np.asarray(data.treated if regressor is None else regressor, dtype=float)
    others = np.empty((0, *shape)) if controls is None else np.asarray(controls, dtype=float)
    wanted = (("regressor", own, shape), ("controls", others, (len(others), *shape)))
    for name, array, size in wanted:
        if array.shape != size or not np.isfinite(array).all():
            problems.add(array.shape, text.WANT_SAME_SHAPE, column=name)
    if weights not in WEIGHTS:
        problems.add(weights, text.WANT_WILD_WEIGHTS, column="weights")
    if draws < 1:
        problems.add(draws, text.WANT_DRAWS, column="draws")
    if not 0 < confidence < 1:
        problems.add(confidence, text.WANT_CONFIDENCE, column="confidence")
    problems.raise_if_any()
    return own, others
