"""Placebos in time and in space, and comparison tambons left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy import stats

from santitham_eval.checks.model import CHECK_COLUMNS, LEVEL
from santitham_eval.estimators._expected import Expected, FloatArray, Scatter, placebo_cases
from santitham_eval.estimators.comparative import (
    assess_all,
    assess_cases,
    core_of,
    expect_cases,
    scatter_at,
    scatters_of,
)
from santitham_eval.sample import Case, Sample, month_of

PLACEBO_MONTHS = 24
"""Months before the choosing that a placebo in time takes for a follow-up."""

HEAVIEST = 10
"""So many comparison tambons are left out, one at a time, the heaviest first."""

UNUSUAL = 0.01
"""So rarely would right intervals reject as many placebos in space as make a caution."""


def placebo_in_time(sample: Sample) -> Iterator[dict[str, object]]:
    """Each treated tambon as if it had started `PLACEBO_MONTHS` before it was chosen.

    The months in which tambons were chosen and all later ones are out of sight, so whatever is
    found is no effect: a trend of its own, or one that its comparison tambons do not share.  It is
    compared with tambons passed over as often as it was: those of earlier waves were at their
    worst in these months, and beside them a later wave would seem to fall.
    """
    told: dict[int, dict[str, object]] = {}
    for start in _starts(sample):
        earlier, cases = _earlier(sample, start)
        assessed_cases = zip(cases, assess_cases(earlier, cases, {}), strict=True)
        told |= {case.row: effect for case, (effect, _, _) in assessed_cases}
    for row in map(int, sample.treated()):
        effect = {k: v for k, v in told[row].items() if k in CHECK_COLUMNS}
        p_value = float(effect.get("p_value", np.nan))  # type: ignore[arg-type]
        verdict = "caution" if p_value < LEVEL else "pass"
        yield {
            "tambon": sample.series.tambon[row], "check": "placebo_in_time", **effect,
            "verdict": verdict if np.isfinite(p_value) else "not_possible",
        }  # fmt: skip


def placebo_p_values(sample: Sample) -> FloatArray:
    """p-values of `placebo_in_time` alone, in its order: a fraction of the work."""
    found: dict[int, float] = {}
    for start in _starts(sample):
        earlier, cases = _earlier(sample, start)
        scatters: dict[int, Scatter] = {}
        for case, told in zip(cases, expect_cases(earlier, cases), strict=True):
            found[case.row] = np.nan
            if not isinstance(told, str):
                scattered = scatter_at(earlier, case.start, scatters)
                found[case.row] = core_of(earlier).p_value(earlier, case, told, scattered)
    return np.array([found[row] for row in map(int, sample.treated())])


def _earlier(sample: Sample, start: int) -> tuple[Sample, list[Case]]:
    """The tambons of one start month, had they started before they were chosen."""
    plan = sample.plan
    shifted = replace(plan, selection=0, follow_up=PLACEBO_MONTHS,
                      minimum_follow_up=min(plan.minimum_follow_up, PLACEBO_MONTHS))  # fmt: skip
    passed_over = sample.barred | (sample.start < start)
    earlier = replace(sample, plan=shifted, barred=passed_over)
    supposed = start - plan.selection - PLACEBO_MONTHS
    rows = map(int, np.flatnonzero(sample.start == start))
    return earlier, [earlier.case(row, supposed) for row in rows]


def _starts(sample: Sample) -> list[int]:
    """Months in which tambons started."""
    return sorted({int(s) for s in sample.start[sample.treated()]})


def leave_one_out(sample: Sample) -> Iterator[dict[str, object]]:
    """The range of each headline's estimate with one comparison tambon left out at a time.

    Those with most weight are left out, `HEAVIEST` of them; the others matter less.  A caution
    where leaving one out carries the estimate beyond its own interval, or leaves none.
    """
    for case, effect, expected, scattered in assess_all(sample):
        tambon = sample.series.tambon[case.row]
        told: dict[str, object] = {"tambon": tambon, "check": "leave_one_out"}
        if effect["note"] or expected is None or scattered is None:
            yield told | {"verdict": "not_possible", "note": effect["note"]}
            continue
        each = _without_each(sample, case, expected, scattered)
        known = each[np.isfinite(each)]
        if not len(known):
            yield told | {"verdict": "not_possible", "note": "few_comparisons"}
            continue
        low, high = (float(effect[limit]) for limit in ("low", "high"))  # type: ignore[arg-type]
        inside = (low <= each) & (each <= high)  # false where none is left
        yield told | {
            "estimate": effect["estimate"], "low": known.min(), "high": known.max(),
            "judged": len(known), "verdict": "pass" if inside.all() else "caution", "note": "",
        }  # fmt: skip


def _without_each(sample: Sample, case: Case, expected: Expected, scattered: Scatter) -> FloatArray:
    """Estimates of a case without each of its heaviest; NaN where then too few are left."""
    order = np.argsort(-expected.weight, kind="stable")[:HEAVIEST]
    donors = expected.pool[order[expected.weight[order] > 0]]
    thinner = [replace(case, without=(int(donor),)) for donor in donors]
    return np.array(
        [
            np.nan if isinstance(told, str)
            else core_of(sample).estimate(sample, case, told, scattered)
            for told in expect_cases(sample, thinner)
        ]
    )  # fmt: skip


def placebo_in_space(sample: Sample) -> Iterator[dict[str, object]]:
    """Untreated tambons judged as if they had started with each wave, until their own start.

    A caution where more of them are rejected at `LEVEL` than independent right intervals would,
    but for one time in a hundred.  The scatter they are judged by is their own: what is seen is
    a scatter of another shape, not a large one.
    """
    for start in _starts(sample):
        cases = placebo_cases(sample, start)
        scattered = scatter_at(sample, start, scatters_of(sample))
        p_values = [
            core_of(sample).p_value(sample, case, told, scattered)
            for case, told in zip(cases, expect_cases(sample, cases), strict=True)
            if not isinstance(told, str)
        ]
        known = np.array(p_values)[np.isfinite(p_values)]
        told: dict[str, object] = {
            "tambon": "ALL", "check": "placebo_in_space", "judged": len(known),
            "note": str(month_of(start)),
        }  # fmt: skip
        if not len(known):
            yield told | {"verdict": "not_possible"}
            continue
        rejected = int((known < LEVEL).sum())
        chance = float(stats.binom.sf(rejected - 1, len(known), LEVEL))
        yield told | {
            "rejected": rejected, "p_value": chance,
            "verdict": "caution" if chance < UNUSUAL else "pass",
        }  # fmt: skip
