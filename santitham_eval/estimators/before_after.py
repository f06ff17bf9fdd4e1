"""Before and after alone: description, never a verdict.

A change over time is not an effect: it holds the common trend, the season and what chance did.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from santitham_eval.sample import Case, Sample
from santitham_eval.smallarea import rate_ratio

METHOD = "before_after"


def estimate(sample: Sample, rng: np.random.Generator) -> pd.DataFrame:
    """Describe every treated tambon's change between its baseline and its follow-up.

    Rates: rate ratio with the exact conditional interval and central p-value (`rate_ratio`).
    Shares: difference with Newcombe's interval (Newcombe 1998, method 10).  Means: difference
    with the normal interval of the source's own standard errors; alone where there are none.

    Parameters
    ----------
    sample : Sample
    rng : numpy.random.Generator
        Not used: nothing is drawn; here so that all methods have one signature.

    Returns
    -------
    DataFrame
        tambon, method, and the columns estimate to note; one row per treated tambon.
    """
    rows = []
    for row in sample.treated():
        case = sample.case(row, int(sample.start[row]))
        effect = {"note": case.note} if case.note else _describe(sample, case)
        rows.append({"tambon": sample.series.tambon[row], "method": METHOD, **effect})
    return pd.DataFrame(rows)


def _describe(sample: Sample, case: Case) -> dict[str, object]:
    top, bottom = sample.series.numerator[case.row], sample.series.denominator[case.row]
    part = [float(top[c].sum()) for c in (case.baseline, case.follow_up)]
    whole = [float(bottom[c].sum()) for c in (case.baseline, case.follow_up)]
    family, confidence = sample.series.indicator.family, sample.plan.confidence
    effect: dict[str, object] = {}
    if family != "mean":
        effect |= {"n_before": round(part[0]), "n_after": round(part[1])}
    if min(whole) <= 0:
        return effect | {"note": "small_whole"}
    value = [p / w for p, w in zip(part, whole, strict=True)]
    effect |= {"before": value[0], "after": value[1], "note": ""}
    if family == "rate":
        if not any(part):
            return effect | {"note": "no_events"}
        exact = rate_ratio(part[1], whole[1], part[0], whole[0], confidence)
        return effect | {
            "estimate": exact.ratio,
            "low": exact.low,
            "high": exact.high,
            "p_value": exact.central_p,
        }
    effect["estimate"] = value[1] - value[0]
    if family == "share":
        low, high = confint_proportions_2indep(
            part[1], whole[1], part[0], whole[0], method="newcomb", alpha=1 - confidence
        )
        effect |= {"low": float(low), "high": float(high)}
    elif family == "mean":
        effect |= _of_standard_errors(sample, case, value[1] - value[0], whole)
    return effect


def _of_standard_errors(
    sample: Sample, case: Case, change: float, whole: list[float]
) -> dict[str, object]:
    noise = [sample.series.sampling[case.row, c].sum() for c in (case.baseline, case.follow_up)]
    error = float(np.sqrt(sum(n / w**2 for n, w in zip(noise, whole, strict=True))))
    if error <= 0:
        return {}
    reach = stats.norm.ppf((1 + sample.plan.confidence) / 2) * error
    p_value = float(2 * stats.norm.sf(abs(change) / error))
    return {"low": change - reach, "high": change + reach, "p_value": p_value}
