"""What stands behind the headlines of primary outcomes, tambon by tambon, for those who look.

Who was compared with whom, and how tambons outside the programme would have come out, had each of
them begun with a wave.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from santitham_eval.estimators._expected import placebo_cases
from santitham_eval.estimators.comparative import (
    assess_all,
    core_of,
    expect_cases,
    scatter_at,
    scatters_of,
)
from santitham_eval.sample import Sample, draw_samples, month_of
from santitham_eval.study import Plan

COMPARISON_COLUMNS = ["tambon", "indicator", "comparison", "weight"]
PLACEBO_COLUMNS = ["start", "indicator", "tambon", "estimate", "p_value"]


def back(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    neighbours: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Comparison tambons with their weights, and placebos in space.

    Parameters
    ----------
    panel, roster, plan, neighbours
        As for `estimate_effects`.

    Returns
    -------
    comparisons : DataFrame
        `COMPARISON_COLUMNS`: each treated tambon and whoever has a weight in its comparison; the
        weights of one tambon sum to 1.
    placebos : DataFrame
        `PLACEBO_COLUMNS`: for each month in which tambons began, each tambon outside the programme
        that could be judged as if it had begun then, on the scale of the effects.
    """
    samples = draw_samples(panel, roster, plan.of_primary, neighbours)
    compared = [row for name, s in samples.items() for row in _comparisons(s, name)]
    placebos = [row for name, s in samples.items() for row in _placebos(s, name)]
    return (
        pd.DataFrame(compared, columns=COMPARISON_COLUMNS).sort_values(
            COMPARISON_COLUMNS[:3], ignore_index=True
        ),
        pd.DataFrame(placebos, columns=PLACEBO_COLUMNS),
    )


def _comparisons(sample: Sample, indicator: str) -> Iterator[tuple[str, str, str, float]]:
    tambons = sample.series.tambon
    for case, _, expected, _ in assess_all(sample):
        if expected is not None:
            for row, weight in zip(expected.pool, expected.weight, strict=True):
                if weight > 0:
                    yield str(tambons[case.row]), indicator, str(tambons[row]), float(weight)


def _placebos(sample: Sample, indicator: str) -> Iterator[tuple[str, str, str, float, float]]:
    core, scatters = core_of(sample), scatters_of(sample)
    for start in sorted({int(s) for s in sample.start[sample.treated()]}):
        cases = placebo_cases(sample, start)
        scattered = scatter_at(sample, start, scatters)
        for case, told in zip(cases, expect_cases(sample, cases), strict=True):
            if isinstance(told, str):
                continue
            estimate = float(core.estimate(sample, case, told, scattered))
            p_value = float(core.p_value(sample, case, told, scattered))
            if np.isfinite(estimate) and np.isfinite(p_value):
                tambon = str(sample.series.tambon[case.row])
                yield str(month_of(start)), indicator, tambon, estimate, p_value
