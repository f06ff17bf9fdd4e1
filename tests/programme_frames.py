"""A table `programme` made by hand, for the tests of the page of the whole."""

import numpy as np
import pandas as pd
import reading_frames as frames

NAN = float("nan")
COLUMNS = [
    "indicator", "part", "item", "method", "scale", "estimate", "low", "high", "p_value",
    "q_value", "tambons", "comparisons", "numerator", "denominator", "state", "verdict", "note",
]  # fmt: skip


def row(indicator, part, item, estimate=NAN, low=NAN, high=NAN, p=NAN, **more):
    """One row; what is not told is missing."""
    scale = "difference" if indicator in ("SAF4", "SAF5") else "ratio"
    base = {
        "indicator": indicator, "part": part, "item": item, "method": "risk_sets", "scale": scale,
        "estimate": estimate, "low": low, "high": high, "p_value": p, "q_value": NAN,
        "tambons": 6, "comparisons": 34, "numerator": NAN, "denominator": NAN, "state": None, "verdict": "", "note": "",
    }  # fmt: skip
    return base | more


def overall(indicator, estimate, low, high, p, state, q=None, **more):
    given = {"q_value": p if q is None else q, "state": state} | more
    return row(indicator, "overall", "risk_sets", estimate, low, high, p, **given)


def method(indicator, name, *figures, **more):
    return row(indicator, "overall", name, *figures, method=name, **more)


def rows_of(indicator="SAF1"):
    """Everything that the table holds of one primary outcome."""
    return [
        method(indicator, "poisson", 0.9, 0.7, 1.15, 0.4),
        method(indicator, "synthetic_did", note="few_comparisons"),
        *(row(indicator, "event_time", str(at), *figures) for at, figures in (
            (-4, (1.05, 0.8, 1.4, 0.7)), (-3, (0.97, 0.75, 1.2, 0.8)), (0, (0.8, 0.6, 1.0, 0.06)),
            (1, (0.7, 0.5, 0.9, 0.01)), (2, (0.0,)))),
        *(row(indicator, "event_time", str(at), *figures, method="poisson_event_study")
          for at, figures in ((-2, (1.2, 0.9, 1.6, 0.2)), (0, (0.8, 0.6, 1.0, 0.06)))),
        row(indicator, "province", "99", 0.7, 0.5, 0.9, 0.01, q_value=0.01, state="improved"),
        row(indicator, "province", "98", note="few_clusters", state="not_assessed", tambons=1),
        row(indicator, "dose", "1000000", 0.7, 0.4, 1.1, 0.1, tambons=2),
        row(indicator, "dose", "300000", 0.75, 0.5, 1.0, 0.05, tambons=4),
        row(indicator, "dose_contrast", "1000000:300000", 0.93, 0.5, 1.8, 0.8),
        row(indicator, "group", "decree", 0.6, 0.4, 0.9, 0.02, tambons=2),
        row(indicator, "group", "decree:outside", 0.9, 0.6, 1.3, 0.6, tambons=4),
        row(indicator, "ring", "1", 1.1, 0.9, 1.4, 0.3, verdict="pass", tambons=8),
        row(indicator, "ring", "2", note="few_clusters", verdict="not_possible"),
        row(indicator, "displacement", "0", 0.7, 0.5, 0.9, 0.01),
        row(indicator, "displacement", "1", 0.88, 0.7, 1.1, 0.2, verdict="caution"),
        row(indicator, "without_year", "2020", 0.72, 0.5, 0.95, 0.02, verdict="pass"),
        row(indicator, "without_amphoe", "9901", 0.6, 0.4, 0.9, 0.01, verdict="pass"),
        row(indicator, "without_amphoe", "9902", 0.95, 0.7, 1.3, 0.6, verdict="caution"),
        row(indicator, "without_amphoe", "9903", 0.7, 0.5, 0.9, 0.01, verdict="pass"),
        row(indicator, "pre_trend", "joint", 1.05, 0.8, 1.4, 0.66, verdict="pass"),
        row(indicator, "pre_trend", "slope", 1.02, 0.95, 1.1, 0.5, verdict="pass"),
        row(indicator, "pre_trend", "drift", 1.08),
        row(indicator, "persistence", "year_to_year", 0.12, 0.05, 0.19, p_value=0.001, verdict="caution"),
        row(indicator, "honest", "smoothness:0", 0.7, 0.5, 0.95),
        row(indicator, "honest", "smoothness:0.05", 0.7, 0.45, 1.05),
        row(indicator, "honest", "relative:0.5", NAN, 0.45, 1.05),
        row(indicator, "honest", "breakdown:smoothness", 0.03, 0.075, verdict="caution"),
        row(indicator, "honest", "breakdown:relative", 1.4, 0.08, verdict="pass"),
        row(indicator, "decomposition", "forbidden", 0.12, verdict="pass", method="goodman_bacon"),
        row(indicator, "decomposition", "earlier vs later", 0.3, method="goodman_bacon"),
        row(indicator, "randomisation", "within_amphoe", 0.7, NAN, NAN, 0.02, verdict="pass"),
        row(indicator, "wild", "two_way", 0.02, 0.01, 0.03, 0.04, verdict="caution"),
    ]  # fmt: skip


def frame_of(rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype(dict.fromkeys(COLUMNS[5:14], float))


def programme():
    """Two primary outcomes (one improved, one not assessed) and two secondary ones."""
    return frame_of(
        [
            overall("SAF1", 0.7, 0.55, 0.9, 0.005, "improved", 0.01),
            *rows_of(),
            overall("SAF2", NAN, NAN, NAN, NAN, "not_assessed", note="few_clusters"),
            row("SAF2", "dose", "-", note="few_clusters"),
            row("SAF2", "honest", "-", note="few_clusters", verdict="not_possible"),
            overall("SAF4", 0.01, -0.05, 0.07, 0.7, "no_large_change", note="share_bias"),
            overall("SAF5", 0.03, -0.01, 0.07, 0.2, "insufficient", note="share_bias"),
        ]
    )


def effects(plan):
    return frames.effects(plan)


def with_state(state, indicator="SAF1"):
    """A table of one headline in one of the five states."""
    figures = {
        "improved": (0.7, 0.55, 0.9, 0.005),
        "worsened": (1.6, 1.2, 2.1, 0.005),
        "no_large_change": (1.0, 0.9, 1.1, 0.9),
        "insufficient": (0.9, 0.6, 1.4, 0.6),
        "not_assessed": (np.nan,) * 4,
    }[state]
    note = "few_clusters" if state == "not_assessed" else ""
    return frame_of([overall(indicator, *figures, state, note=note)])
