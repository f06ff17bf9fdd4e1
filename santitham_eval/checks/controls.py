"""Negative control: the headline's method on an outcome that the programme cannot plausibly move.

Whatever parts the tambon from its comparison there (another measure in the same place, a change of
reporting, a storm) may have moved the outcomes that matter as well.
Lipsitch, Tchetgen Tchetgen & Cohen (2010), Epidemiology 21, 383-388.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from santitham_eval.checks.model import CHECK_COLUMNS, LEVEL
from santitham_eval.estimators.comparative import assess_all
from santitham_eval.sample import Sample


def negative_control(sample: Sample) -> Iterator[dict[str, object]]:
    """Each treated tambon's headline on a control; a caution below `LEVEL`."""
    for case, effect, _, _ in assess_all(sample):
        told = {k: v for k, v in effect.items() if k in CHECK_COLUMNS}
        p_value = float(told.get("p_value", np.nan))  # type: ignore[arg-type]
        verdict = "caution" if p_value < LEVEL else "pass"
        yield {
            "tambon": sample.series.tambon[case.row], "check": "negative_control", **told,
            "verdict": verdict if np.isfinite(p_value) else "not_possible",
        }  # fmt: skip
