"""How alike a tambon and its comparison were before: what any matching has to show.

Standardised differences and ratios of variances, before and after matching (Austin 2009, Statistics
in Medicine 28, 3083-3107).  They are no test: a small sample would pass one for being small.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from santitham_eval.estimators import comparative, matched
from santitham_eval.estimators._expected import Expected, FloatArray
from santitham_eval.estimators._matching import COVARIATES, covariates
from santitham_eval.sample import Case, Sample

BALANCE_COLUMNS = [
    "tambon", "method", "covariate", "own", "others", "outside", "apart", "apart_outside",
    "variance_ratio", "variance_ratio_outside",
]  # fmt: skip

ALIKE = 0.25
"""A standardised difference up to this is usually taken for alike (Austin 2009; Stuart 2010)."""


def balance_of(sample: Sample) -> pd.DataFrame:
    """Balance of both matched methods on what they could know before.

    Parameters
    ----------
    sample : Sample

    Returns
    -------
    DataFrame
        `BALANCE_COLUMNS`: one row per treated tambon with a comparison, method ("comparative",
        "matched") and covariate (`COVARIATES`, over the whole baseline; on the log scale for
        rates and for size), then the same over all tambons as "ALL".  `own` is the tambon's
        value, `others` its matches' weighted mean, `outside` the mean of all that it may be
        compared with; `apart` and `apart_outside` are its distance from either in standard
        deviations of the latter.  For "ALL" these are Austin's standardised differences, in the
        root mean square of both groups' deviations before matching, and there are ratios of
        variances (the programme's over the others').
    """
    known = {case.row: (case, told) for case, _, told, _ in comparative.assess_all(sample) if told}
    other = {case.row: told for case, told in matched.match_all(sample)}
    rows: list[dict[str, object]] = []
    for method in (comparative.METHOD, matched.METHOD):
        found = []
        for row, (case, headline) in known.items():
            told = headline if method == comparative.METHOD else other[row]
            if not isinstance(told, str):
                found.append(_measured(sample, case, headline, told))
        rows += [
            {"tambon": sample.series.tambon[row], "method": method, **told}
            for row, measured in found
            for told in _of_one(*measured)
        ]
        rows += [
            {"tambon": "ALL", "method": method, **told} for told in _of_all([m for _, m in found])
        ]
    frame = pd.DataFrame(rows, columns=BALANCE_COLUMNS)
    order = frame["covariate"].map({name: n for n, name in enumerate(COVARIATES)})
    frame = frame.assign(_order=order).sort_values(["tambon", "method", "_order"])
    return frame[BALANCE_COLUMNS].reset_index(drop=True)


Measured = tuple[FloatArray, FloatArray, FloatArray]


def _measured(
    sample: Sample, case: Case, headline: Expected, told: Expected
) -> tuple[int, Measured]:
    """Covariates of a case, of all that it may be compared with, and the weight of each."""
    columns = case.baseline
    values = sample.once(("covariates", columns.tobytes()), lambda: covariates(sample, columns))
    weight = np.zeros(len(values))
    weight[told.pool] = told.weight
    return case.row, (values[case.row], values[headline.pool], weight[headline.pool])


def _mean(values: FloatArray, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weighted means and variances by column, over what is known; NaN where nothing is."""
    known = np.isfinite(values)
    share = np.where(known, weight[:, None], 0.0)
    total = share.sum(axis=0)
    share = np.divide(share, total, out=np.full_like(share, np.nan), where=total > 0)
    mean = (share * np.where(known, values, 0)).sum(axis=0)
    return mean, (share * np.where(known, values - mean, 0) ** 2).sum(axis=0)


def _of_one(
    own: FloatArray, outside: FloatArray, weight: FloatArray
) -> Iterator[dict[str, object]]:
    everyone, variance = _mean(outside, np.ones(len(outside)))
    others, _ = _mean(outside, weight)
    for n, name in enumerate(COVARIATES):
        spread = np.sqrt(variance[n])
        if not (np.isfinite(own[n]) and spread > 1e-12 * max(abs(everyone[n]), 1)):
            continue
        yield {
            "covariate": name, "own": own[n], "others": others[n], "outside": everyone[n],
            "apart": (own[n] - others[n]) / spread,
            "apart_outside": (own[n] - everyone[n]) / spread,
        }  # fmt: skip


def _of_all(measured: list[Measured]) -> Iterator[dict[str, object]]:
    """The same over all tambons: each brings its own matches, and its share of those outside."""
    if len(measured) < 2:
        return
    own = np.array([m[0] for m in measured])
    outside = np.concatenate([m[1] for m in measured])
    alike = np.concatenate([np.full(len(m[1]), 1 / len(m[1])) for m in measured])
    weight = np.concatenate([m[2] for m in measured])
    (mine, mine_variance), (everyone, variance), (others, others_variance) = (
        _mean(own, np.ones(len(own))), _mean(outside, alike), _mean(outside, weight),
    )  # fmt: skip
    for n, name in enumerate(COVARIATES):
        spread = np.sqrt((mine_variance[n] + variance[n]) / 2)
        if not (np.isfinite(mine[n]) and spread > 1e-12 * max(abs(everyone[n]), 1)):
            continue
        ratios = [
            mine_variance[n] / v if v > 0 else np.nan for v in (others_variance[n], variance[n])
        ]
        yield {
            "covariate": name, "own": mine[n], "others": others[n], "outside": everyone[n],
            "apart": (mine[n] - others[n]) / spread,
            "apart_outside": (mine[n] - everyone[n]) / spread,
            "variance_ratio": ratios[0], "variance_ratio_outside": ratios[1],
        }  # fmt: skip
