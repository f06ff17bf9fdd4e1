"""Whether trends differed before anybody was chosen, and how far they might before all falls."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

from santitham_eval.estimators.programme import honest
from santitham_eval.estimators.programme.by_year import ByYear, by_year, honest_input
from santitham_eval.estimators.programme.clusters import joint_test
from santitham_eval.estimators.programme.group_time import aggregate, group_time
from santitham_eval.estimators.programme.honest_input import Coefficients
from santitham_eval.estimators.programme.poisson import poisson_event_study
from santitham_eval.estimators.programme.risk_sets import Roles
from santitham_eval.estimators.programme.years import Years
from santitham_eval.programme.rows import Row, leaves_out, of_p, row, shown

POWER = 0.80
BENDS = (0.0, 0.5, 1.0)
"""How much the difference in trends may bend, in times the largest bend seen before."""
MOVES = (0.5, 1.0, 2.0)
"""How much it may move a year, in times the largest move seen before."""


def trends(years: Years, scale: str, roles: Roles, confidence: float) -> Iterator[Row]:
    """Rows of the pre-trend and of the honest intervals."""
    found = by_year(years, scale, roles)
    yield from pre_trend(found, scale, confidence)
    yield from honest_rows(found, scale, confidence)


def pre_trend(found: ByYear, scale: str, confidence: float) -> Iterator[Row]:
    """All leads at once, their drift, and the drift that would have been seen.

    ``slope = sum (t - mean t) level_t / sum (t - mean t)^2`` over the years before anybody was
    chosen, with the jackknife's error and Student's law.  The drift that it finds with power 0.8
    is ``(t_(1+confidence)/2 + t_0.8)`` errors.
    """
    scores = found.scores[:, : found.leads]
    flat = bool((scores == 0).all(axis=0).any())
    note = found.note or ("no_scatter" if flat else "")
    if note:
        for item in ("joint", "slope", "drift"):
            yield row("pre_trend", item, note=note, verdict="not_possible")
        return
    beta = found.beta[: found.leads]
    joint = joint_test(beta, scores)
    p_value = joint.largest_p if np.isnan(joint.small_p) else joint.small_p
    far = int(np.argmax(np.abs(beta) / np.sqrt((scores**2).sum(axis=0))))
    told = {"estimate": shown(beta[far], scale), "p_value": p_value}
    yield row("pre_trend", "joint", figures=told, verdict=of_p(p_value))
    when = np.arange(len(found.level)) - (len(found.level) - 1) / 2
    when = when / (when @ when)
    slope, error = float(when @ found.level), float(np.linalg.norm(found.level_scores @ when))
    freedom = len(scores) - 1
    reach = float(stats.t.ppf((1 + confidence) / 2, freedom))
    p_value = float(2 * stats.t.sf(abs(slope) / error, freedom))
    ends = (slope, slope - reach * error, slope + reach * error)
    told = dict(zip(("estimate", "low", "high"), (shown(e, scale) for e in ends), strict=True))
    yield row("pre_trend", "slope", figures=told | {"p_value": p_value}, verdict=of_p(p_value))
    drift = (reach + float(stats.t.ppf(POWER, freedom))) * error
    yield row("pre_trend", "drift", figures={"estimate": shown(drift, scale)})


def honest_rows(found: ByYear, scale: str, confidence: float) -> Iterator[Row]:
    """Intervals under limits on how trends may differ, and the limits at which a finding falls."""
    study, note = honest_input(found)
    bends = np.abs(np.diff(study.moves)) if study else np.empty(0)
    if study is None or not bends.size or not bends.max() > 0:
        for item in ("breakdown:smoothness", "breakdown:relative"):
            yield row("honest", item, note=note or "short_baseline", verdict="not_possible")
        return
    largest = float(bends.max())
    for times in BENDS:
        size = f"{times * largest:.2g}"
        interval = honest.smoothness(study, float(size), confidence)
        told = {"estimate": interval.estimate, "low": interval.low, "high": interval.high}
        yield row("honest", f"smoothness:{size}", figures=_shown(told, scale))
    for times in MOVES:
        low, high = honest.relative(study, times, confidence)
        yield row("honest", f"relative:{times}", figures=_shown({"low": low, "high": high}, scale))
    for restriction in ("smoothness", "relative"):
        yield _breakdown(study, restriction, scale, confidence)


def _breakdown(
    study: Coefficients, restriction: honest.Restriction, scale: str, confidence: float
) -> Row:
    """A caution where less than what was seen before is enough to undo the finding."""
    found = honest.breakdown(study, restriction, confidence)
    item = f"breakdown:{restriction}"
    if found.note:
        usual = honest.original(study, confidence)
        finding = leaves_out({"low": usual.low, "high": usual.high}, 0.0)
        verdict = "caution" if finding else "not_possible"
        told = {"estimate": 0.0, "low": found.observed}
        return row("honest", item, figures=told, note=found.note, verdict=verdict)
    told = {"estimate": found.value, "low": found.observed}
    enough = found.multiple is not None and found.multiple >= 1
    return row("honest", item, figures=told, verdict="pass" if enough else "caution")


def _shown(told: dict[str, float], scale: str) -> dict[str, float]:
    return {name: shown(value, scale) for name, value in told.items()}


def textbook(years: Years, scale: str, confidence: float, *, waves: int) -> Iterator[Row]:
    """Event studies that readers know, with leads and lags around the last untouched year.

    With several waves they hold what choosing did, and say so (`choice_bias`).
    """
    method = "poisson_event_study" if scale == "ratio" else "callaway_santanna"
    if not (years.start > years.anticipation).any():
        yield row("event_time", "-", method, note="short_baseline")
        return
    table = _poisson(years, confidence) if scale == "ratio" else _dynamic(years, confidence)
    for told in table.to_dict("records"):
        note = told["note"] or ("choice_bias" if waves > 1 else "")
        yield row("event_time", str(int(told["event"])), method, told, note=note)


def _poisson(years: Years, confidence: float) -> pd.DataFrame:
    found = poisson_event_study(
        years.counts(), exposure=years.denominator, reference=-1 - years.anticipation,
        confidence=confidence,
    )  # fmt: skip
    return found.effects.drop(columns="estimate").rename(columns={"ratio": "estimate"})


def _dynamic(years: Years, confidence: float) -> pd.DataFrame:
    found = group_time(
        years.values(), controls="not_yet", base="universal", anticipation=years.anticipation
    )
    table = aggregate(found, "dynamic", confidence=confidence).iloc[1:]
    table = table.rename(columns={"at": "event"})
    # What has an interval needs no reason.
    return table.assign(note=table["note"].where(table["low"].isna(), ""))
