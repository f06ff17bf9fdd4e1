"""Small panels made by hand for the tests of the method."""

import numpy as np
import pandas as pd

from santitham_eval import Comparison, Outcome, Plan

FIRST = "2010-01"
MONTHS = 120
START = "2016-01"  # baseline 2011-01 to 2014-12, left out 2015, follow-up 2016 to 2018


def plan(indicator="SAF1", margin=0.8, match=(), **changes):
    outcome = Outcome(indicator, role="primary", margin=margin)
    settings = {
        "outcomes": [outcome],
        "comparison": Comparison(exclude_neighbours=False, match=match),
    }
    return Plan(**{**settings, **changes})


def spread_over(count, months):
    """A whole count dealt as evenly as can be over some months."""
    edges = np.floor(np.arange(months + 1) * count / months + 1e-9)
    return np.diff(edges)


def panel(numerators, denominators=None, indicator="SAF1", first=FIRST, freq="M"):
    """A panel from {tambon: array of numerators}; denominators 1000 unless told."""
    parts = []
    for tambon, top in numerators.items():
        top = np.asarray(top, float)
        bottom = (
            np.full(len(top), 1000.0)
            if denominators is None
            else np.asarray(denominators[tambon], float)
        )
        parts.append(
            pd.DataFrame(
                {
                    "tambon": tambon,
                    "indicator": indicator,
                    "period": pd.period_range(first, periods=len(top), freq=freq),
                    "numerator": top,
                    "denominator": bottom,
                    "value": np.divide(
                        top, bottom, out=np.full(len(top), np.nan), where=bottom > 0
                    ),
                    "observed": ~np.isnan(top),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def windows(before, selection, after, lead=0, tail=0):
    """Monthly counts: `lead` in 2010, then baseline (4 years), selection (1), follow-up (3), 2019."""
    parts = [(lead, 12), (before, 48), (selection, 12), (after, 36), (tail, 12)]
    return np.concatenate([spread_over(count, months) for count, months in parts])


def roster(*rows):
    return pd.DataFrame(
        {
            "tambon": [tambon for tambon, _ in rows],
            "start": [pd.Period(start, "M") for _, start in rows],
            "dose": np.nan,
        }
    )


def effects(panel_, roster_, plan_, **more):
    from santitham_eval import estimate_effects

    return estimate_effects(panel_, roster_, plan_, rng=np.random.default_rng(1), **more)


def headline(frame, tambon=None):
    rows = frame[frame["method"] == "comparative"]
    return rows.iloc[0] if tambon is None else rows.set_index("tambon").loc[tambon]
