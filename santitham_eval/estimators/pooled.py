"""Second opinion: every treated tambon's effect, drawn towards what all of them show together.

A tambon's own count says little, a hundred of them say more.  Effects are taken as one
population, whose mean and spread are integrated over (`smallarea.pooling`); what each tambon
says itself is the headline's own likelihood: for rates the conditional beta-binomial, from which
its level drops out, for shares and means the normal difference in differences.

The interval is a posterior one and there is no p-value.  A tambon far from the rest is drawn
towards them, so this is not the place to look for exceptions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval.estimators import _difference, _ratio
from santitham_eval.estimators.comparative import assess_all, core_of
from santitham_eval.sample import Sample
from santitham_eval.smallarea import LOG_RATIOS, pool_likelihoods, pool_normal

METHOD = "pooled"
_DESCRIBED = ("before", "after", "expected", "n_before", "n_after")

FEWEST = 5
"""With fewer tambons that have an interval of their own there is no population to draw on."""


def estimate(sample: Sample, rng: np.random.Generator) -> pd.DataFrame:
    """Estimate every treated tambon of a sample from all of them.

    Parameters
    ----------
    sample : Sample
    rng : numpy.random.Generator
        Not used: nothing is drawn; here so that all methods have one signature.

    Returns
    -------
    DataFrame
        tambon, method, estimate (posterior mean; for rates its exponential), low, high, before,
        after, expected, n_before, n_after, note; one row per treated tambon.
    """
    rows, known, likelihoods, normals = [], [], [], []
    for number, (case, effect, expected, scattered) in enumerate(assess_all(sample)):
        described = {name: effect[name] for name in _DESCRIBED if name in effect}
        tambon = sample.series.tambon[case.row]
        rows.append({"tambon": tambon, "method": METHOD, **described, "note": effect["note"]})
        if effect["note"] or expected is None or scattered is None:
            continue
        known.append(number)
        if core_of(sample) is _ratio:
            likelihoods.append(_ratio.log_likelihood(sample, case, expected, scattered, LOG_RATIOS))
        else:
            error = _difference.standard_error(sample, case, expected, scattered)
            normals.append((effect["estimate"], error))
    frame = pd.DataFrame(rows)
    if len(known) < FEWEST:
        for number in known:
            frame.loc[number, "note"] = "few_tambons"
        return frame
    confidence = sample.plan.confidence
    if likelihoods:
        pooled = pool_likelihoods(np.array(likelihoods), confidence)
        bounds = [np.exp(values) for values in (pooled.mean, pooled.low, pooled.high)]
    else:
        estimates, errors = np.array(normals, float).T
        pooled = pool_normal(estimates, errors, confidence)
        bounds = [pooled.mean, pooled.low, pooled.high]
    frame.loc[known, ["estimate", "low", "high"]] = np.transpose(bounds)
    return frame
