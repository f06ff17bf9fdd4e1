"""Synthetic control: a second opinion for tambons whose earlier course others can reproduce.

Donors are weighted so that together they follow the tambon's own course through its baseline; in
the follow-up they show what was to be expected (`_synthetic`).  Monthly series are taken by
quarters, counted from the start.  How far a gap means anything is seen from untreated tambons put
through the same (placebo in space).  A tambon that the method does not suit is refused, with the
reason: the gate is declared in `_synthetic_gate` and applied to the placebos too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from santitham_eval.estimators import _synthetic
from santitham_eval.estimators._expected import spread_evenly
from santitham_eval.estimators._simplex import (
    BoolArray,
    FloatArray,
    IntArray,
    simplex_weights_of_many,
)
from santitham_eval.estimators._synthetic import Problem, Table
from santitham_eval.estimators._synthetic_gate import (
    EXACT,
    LEAST_DONORS,
    LEAST_PERIODS,
    MOST_DONORS,
    ROUNDING,
    near,
    scale_of,
    unfit,
)
from santitham_eval.sample import Case, Sample

METHOD = "synthetic_control"

QUARTER = 3
"""Months that are taken together."""


@dataclass(frozen=True)
class _Wave:
    """Tambons of one start and one pair of windows, by periods.

    Attributes
    ----------
    table : Table
        Rows as in the series; 0 where a tambon is of no use.
    events : ndarray, shape (tambons, earlier periods)
    donors : ndarray of bool, shape (tambons,)
        Complete, not barred, and outside the programme through the follow-up.
    statistic : ndarray
        Of the placebos that pass the gate.
    penalty : float
    """

    table: Table
    events: FloatArray
    donors: BoolArray
    statistic: FloatArray
    penalty: float


def estimate(sample: Sample, rng: np.random.Generator) -> pd.DataFrame:
    """Estimate every treated tambon of a sample.

    Parameters
    ----------
    sample : Sample
    rng : numpy.random.Generator
        Not used: nothing is drawn; here so that all methods have one signature.

    Returns
    -------
    DataFrame
        tambon, method, and the columns estimate to note; one row per treated tambon.  `estimate`
        is the follow-up over the expected for rates, less it for the rest.  The p-value is the
        rank, among placebos, of the mean later gap over the root mean square of the earlier ones;
        the interval holds the effects that this test does not reject.
    """
    waves: dict[tuple[int, bytes, bytes], _Wave] = {}
    rows = []
    for row in map(int, sample.treated()):
        case = sample.case(row, int(sample.start[row]))
        effect = {"note": case.note} if case.note else _assess(sample, case, waves)
        rows.append({"tambon": sample.series.tambon[row], "method": METHOD, **effect})
    return pd.DataFrame(rows)


def _assess(
    sample: Sample, case: Case, waves: dict[tuple[int, bytes, bytes], _Wave]
) -> dict[str, object]:
    """Columns estimate to note of one case; `waves` keeps what cases share."""
    family = sample.series.indicator.family
    before, after = _periods(sample, case)
    if before.shape[1] < LEAST_PERIODS:
        return {"note": "short_series"}
    effect = _levels(sample, case, before, after)
    if not {"before", "after"} <= set(effect):
        return effect | {"note": "small_whole"}
    key = (case.start, before.tobytes(), after.tobytes())
    if key not in waves:
        waves[key] = _wave(sample, case, before, after)
    wave = waves[key]
    problem = _problem(sample, case, wave.table, wave.donors)
    note = unfit(family, wave.table, wave.events, problem)
    if note:
        return effect | {"note": note}
    weights = simplex_weights_of_many(wave.table.before, [problem])
    fits = _synthetic.fit(wave.table, [problem], weights, wave.penalty)
    own = wave.table.before[[case.row]]
    scale = scale_of(family, own)
    if not near(family, fits.plain, scale, own)[0]:
        return effect | {"note": "poor_pre_fit"}
    pre = max(float(fits.pre[0]), EXACT * float(scale[0]))
    return effect | _judge(sample, case, wave, fits.path[0], pre)


def _judge(
    sample: Sample, case: Case, wave: _Wave, path: FloatArray, pre: float
) -> dict[str, object]:
    """Estimate, rank and interval of a case that passed the gate."""
    value, share = wave.table.after[case.row], wave.table.share[case.row]
    rate = sample.series.indicator.family == "rate"
    expected, after = float(share @ path), float(share @ value)
    if rate and expected <= 0:
        return {"expected": expected, "note": "no_comparison_events"}
    result: dict[str, object] = {
        "expected": expected,
        "estimate": after / expected if rate else after - expected,
    }
    if pre <= ROUNDING * max(abs(expected), abs(after)):
        return result | {"note": "no_scatter"}
    if len(wave.statistic) + 1 < LEAST_DONORS:
        return result | {"note": "few_placebos"}
    own = _synthetic.mean_gap((value - path)[None], share[None], np.array([pre]))[0]
    result["p_value"] = _synthetic.rank(float(own), wave.statistic)
    reach = _synthetic.critical(wave.statistic, sample.plan.confidence) * pre
    if not np.isfinite(reach):
        return result | {"note": "few_placebos"}
    low, high = after - expected - reach, after - expected + reach
    if rate:
        low, high = _synthetic.ratio_range(after, expected, reach)
    return result | {"low": low, "high": high, "note": ""}


def _periods(sample: Sample, case: Case) -> tuple[FloatArray, FloatArray]:
    """Which columns of the series make up each earlier and each later period.

    Quarters are counted back from the end of the baseline and on from the start.  Of the earlier
    only whole ones count, of which the tambon is observed in most months; of the later all in
    which it is observed, the last of which may be shorter, and weighs less.

    Returns
    -------
    before, after : ndarray of 0 and 1, shape (columns, periods)
    """
    series = sample.series
    first, last, own = series.first, series.last, series.observed[case.row]
    alike = series.edition == series.edition[case.baseline[0]]
    opening = case.start - sample.plan.selection - sample.plan.baseline
    end = sample.baseline_end(case.start)
    windows = [
        (first >= opening) & (last < end) & alike,
        (first >= case.start) & (last < case.start + sample.plan.follow_up) & alike,
    ]
    number, size = np.arange(len(first)), 1
    if (first == last).all():
        # Counted from the end of the baseline for earlier months, from the start for later ones.
        size = QUARTER
        number = np.where(last < end, -((end - 1 - last) // size), (first - case.start) // size)
    members = []
    for inside, whole, least in ((windows[0], size, size // 2 + 1), (windows[1], 1, 1)):
        blocks = np.unique(number[inside])
        member = (number[:, None] == blocks) & inside[:, None]
        enough = (member.sum(axis=0) >= whole) & ((member & own[:, None]).sum(axis=0) >= least)
        members.append(member[:, enough].astype(float))
    return members[0], members[1]


def _levels(sample: Sample, case: Case, before: FloatArray, after: FloatArray) -> dict[str, object]:
    """Own counts and values in both windows; a value is left out where its whole is 0."""
    top, bottom = sample.series.numerator[case.row], sample.series.denominator[case.row]
    effect: dict[str, object] = {}
    for name, member in (("before", before), ("after", after)):
        columns = member.any(axis=1)
        part, whole = float(top[columns].sum()), float(bottom[columns].sum())
        if sample.series.indicator.family != "mean":
            effect[f"n_{name}"] = round(part)
        # Every period needs a value of its own.
        if (bottom @ member > 0).all():
            effect[name] = part / whole
    return effect


def _wave(sample: Sample, case: Case, before: FloatArray, after: FloatArray) -> _Wave:
    """Values of all tambons in a case's periods, and how untreated ones fare as placebos."""
    series = sample.series
    events = series.numerator @ before
    earlier, later = series.denominator @ before, series.denominator @ after
    parts = ((events, earlier), (series.numerator @ after, later))
    values = [np.divide(n, d, out=np.zeros_like(n), where=d > 0) for n, d in parts]
    share = later / np.where(later.sum(axis=1) > 0, later.sum(axis=1), 1.0)[:, None]
    lowest = -np.inf if series.indicator.family == "mean" else 0.0
    highest = 1.0 if series.indicator.family == "share" else np.inf
    table = Table(values[0], values[1], share, lowest, highest)
    complete = (earlier > 0).all(axis=1) & (later > 0).all(axis=1)
    outside = sample.start > series.last[after.any(axis=1)].max()
    donors = complete & outside & ~sample.barred
    problems = []
    for row in map(int, spread_evenly(np.flatnonzero(donors))):
        placebo = Case(row, case.start, case.baseline, case.follow_up, "")
        problem = _problem(sample, placebo, table, donors)
        if not unfit(sample.series.indicator.family, table, events, problem):
            problems.append(problem)
    statistic, penalty = _placebos(sample, table, problems)
    return _Wave(table, events, donors, statistic, penalty)


def _placebos(sample: Sample, table: Table, problems: list[Problem]) -> tuple[FloatArray, float]:
    """Statistics of the placebos that pass the gate, and the penalty that serves them best."""
    rows = np.array([row for row, _ in problems], dtype=int)
    weights = simplex_weights_of_many(table.before, problems)
    scale = scale_of(sample.series.indicator.family, table.before[rows])
    fits = _synthetic.fit(table, problems, weights, np.inf)
    close = near(sample.series.indicator.family, fits.plain, scale, table.before[rows])
    close &= scale > ROUNDING * np.abs(table.before[rows]).max(axis=1)
    kept = np.flatnonzero(close)
    problems, weights = [problems[k] for k in kept], [weights[k] for k in kept]
    rows, scale = rows[kept], scale[kept]
    if not problems:
        return np.empty(0), np.inf
    penalty = _synthetic.choose_penalty(table, problems, weights, scale)
    fits = _synthetic.fit(table, problems, weights, penalty)
    pre = np.maximum(fits.pre, EXACT * scale)
    gaps = table.after[rows] - fits.path
    return _synthetic.mean_gap(gaps, table.share[rows], pre), penalty


def _problem(sample: Sample, case: Case, table: Table, donors: BoolArray) -> Problem:
    """A tambon and its donors: of many those whose earlier course is nearest, ties with them."""
    pool: IntArray = sample.comparable(case)
    pool = pool[donors[pool]]
    if len(pool) > MOST_DONORS:
        away = np.sum((table.before[pool] - table.before[case.row]) ** 2, axis=1)
        pool = pool[away <= np.partition(away, MOST_DONORS - 1)[MOST_DONORS - 1]]
    return case.row, pool
