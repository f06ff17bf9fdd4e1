"""The headline: each tambon's change against that of comparable untreated tambons.

Ratio of rate ratios for rates (`_ratio`), difference in differences for shares and means
(`_difference`); what they share is in `_expected` and in the room `sample`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import numpy as np
import pandas as pd

from santitham_eval.estimators import _difference, _ratio
from santitham_eval.estimators._expected import Expected, IntArray, Scatter, value_in
from santitham_eval.indicators import margin_of
from santitham_eval.sample import Case, Sample, draw_sample, month_of
from santitham_eval.study import Plan

METHOD = "comparative"
YEAR = 12
DIAGNOSTIC_COLUMNS = [
    "tambon", "baseline_first", "baseline_last", "baseline_periods",
    "follow_up_first", "follow_up_last", "follow_up_periods",
    "comparisons", "matched", "level", "matched_level", "change", "spread", "placebos",
    "margin_power", "equivalence",
]  # fmt: skip
COURSE_COLUMNS = [
    "year", "first", "last", "window", "edition", "value", "expected", "low", "high",
]  # fmt: skip
Windows = dict[str, tuple[pd.Period, pd.Period, int]]
Assessed = tuple[Case, dict[str, object], Expected | None, Scatter | None]


@dataclass(frozen=True)
class Fit:
    """One tambon's headline with what it rests on.

    Attributes
    ----------
    tambon, indicator : str
    effect : dict
        Columns estimate to note of the effects frame.
    windows : dict of str to (Period, Period, int)
        First and last month of ``"baseline"`` and ``"follow_up"`` and the observed periods in
        each, as they were used; a window without any is not there.
    donors : DataFrame
        tambon, weight, before, after: comparison tambons with a weight, heaviest first; values
        in the panel's unit.
    course : DataFrame
        One row per 12 months counted from the tambon's own start: year (0 is the first year of
        the programme), first, last (months), window, edition (changes of definition that lie
        behind it; another than the windows' is not compared), value, expected, low, high.  `low`
        and `high` are the range, at the plan's confidence, in which the value would fall had
        nothing been done.
    """

    tambon: str
    indicator: str
    effect: dict[str, object]
    windows: Windows
    donors: pd.DataFrame
    course: pd.DataFrame


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
        tambon, method, and the columns estimate to note; one row per treated tambon.
    """
    rows = [
        {"tambon": sample.series.tambon[case.row], "method": METHOD, **effect}
        for case, effect, _, _ in assess_all(sample)
    ]
    return pd.DataFrame(rows)


def diagnose(sample: Sample) -> pd.DataFrame:
    """What each treated tambon's headline rests on, for those who check it.

    Parameters
    ----------
    sample : Sample

    Returns
    -------
    DataFrame
        One row per treated tambon, `DIAGNOSTIC_COLUMNS`: first and last month and number of
        observed periods of both windows; how many tambons it may be compared with and how many
        have a weight; its own baseline value and that of those matched together (balance);
        their change (ratio or difference); the spread between tambons (standard deviation of log
        ratios or of differences) and from how many placebo tambons it comes; how often a change
        of the plan's margin for the better would have been found (before correction for looking
        at many), and the p-value of equivalence: at most ``1 - confidence`` exactly where the
        interval lies inside the margin.
    """
    rows = []
    for case, _, expected, scattered in assess_all(sample):
        row: dict[str, object] = {"tambon": sample.series.tambon[case.row]}
        for window, (first, last, periods) in _windows(sample, case, expected).items():
            row |= {f"{window}_first": first, f"{window}_last": last, f"{window}_periods": periods}
        if expected is not None and scattered is not None:
            row |= {
                "comparisons": len(expected.pool),
                "matched": int((expected.weight > 0).sum()),
                "level": value_in(sample, case.row, case.baseline),
                "matched_level": _matched_level(sample, case, expected),
                "change": core_of(sample).change(sample, case, expected),
                "spread": scattered.spread,
                "placebos": scattered.tambons,
                **_at_margin(sample, case, expected, scattered),
            }
        rows.append(row)
    return pd.DataFrame(rows).reindex(columns=DIAGNOSTIC_COLUMNS)


def fit(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    tambon: str,
    indicator: str,
    neighbours: pd.DataFrame | None = None,
) -> Fit:
    """Estimate one tambon and show what the estimate rests on.

    Parameters
    ----------
    panel, roster, neighbours : DataFrame
        As for `estimate_effects`.
    plan : Plan
    tambon, indicator : str
        A tambon of the roster and an indicator of the panel.

    Raises
    ------
    StudyError
        As `draw_sample`.
    KeyError
        The tambon is not in the roster.
    """
    sample = draw_sample(panel, roster, plan, indicator, neighbours)
    if tambon not in set(sample.series.tambon[sample.treated()]):
        raise KeyError(tambon)
    row = int(np.searchsorted(sample.series.tambon, tambon))
    case = sample.case(row, int(sample.start[row]))
    effect, expected, scattered = assess(sample, case, {})
    windows = _windows(sample, case, expected)
    donors = _donors(sample, case, expected)
    return Fit(
        tambon, indicator, effect, windows, donors, _course(sample, case, expected, scattered)
    )


def columns_used(sample: Sample, case: Case) -> tuple[IntArray, IntArray]:
    """Columns that the levels before and after are summed over.

    The follow-up may stop short of the case's own, where later nobody was left to compare with.
    """
    expected = "" if case.note else core_of(sample).expect(sample, case)
    after = case.follow_up if isinstance(expected, str) else expected.columns
    return case.baseline, after


def core_of(sample: Sample) -> ModuleType:
    """The scale on which a sample is judged: `_ratio` or `_difference`."""
    return _ratio if sample.series.indicator.family == "rate" else _difference


def assess_all(sample: Sample) -> list[Assessed]:
    """Each treated tambon's case, effect, expectation and scatter; found once for a sample."""

    def found() -> list[Assessed]:
        cases = [sample.case(row, int(sample.start[row])) for row in map(int, sample.treated())]
        assessed = assess_cases(sample, cases, scatters_of(sample))
        return [(case, *each) for case, each in zip(cases, assessed, strict=True)]

    return sample.once("comparative", found)


def scatters_of(sample: Sample) -> dict[int, Scatter]:
    """Where the scatter of each start month is kept, once it is known."""
    return sample.once("scatters", dict)


def _at_margin(
    sample: Sample, case: Case, expected: Expected, scattered: Scatter
) -> dict[str, float]:
    """Power and equivalence at the plan's margin; NaN where it has none."""
    low, high = margin_of(sample.plan.outcome(sample.series.indicator.id))
    margin = low if sample.series.indicator.family == "rate" else high
    if not np.isfinite(margin):
        return {}
    power, p_value = core_of(sample).at_margin(sample, case, expected, scattered, margin)
    return {"margin_power": power, "equivalence": p_value}


def _windows(sample: Sample, case: Case, expected: Expected | None) -> Windows:
    """First and last month and number of the observed periods that count."""
    follow_up = case.follow_up if expected is None else expected.columns
    return {
        name: (
            month_of(int(sample.series.first[columns[0]])),
            month_of(int(sample.series.last[columns[-1]])),
            len(columns),
        )
        for name, columns in (("baseline", case.baseline), ("follow_up", follow_up))
        if len(columns)
    }


def _matched_level(sample: Sample, case: Case, expected: Expected) -> float:
    """Baseline value of the matched comparison tambons taken together."""
    used = expected.pool[expected.weight > 0]
    part, whole = (sums[used].sum() for sums in sample.sums(case.baseline))
    return float(part / whole)


def assess(
    sample: Sample, case: Case, scatters: dict[int, Scatter]
) -> tuple[dict[str, object], Expected | None, Scatter | None]:
    """Effect of a case, what was expected, and the scatter it was judged by.

    `scatters` keeps the scatter of each start month, since tambons of one wave share it.
    """
    return assess_cases(sample, [case], scatters)[0]


def assess_cases(
    sample: Sample, cases: Sequence[Case], scatters: dict[int, Scatter]
) -> list[tuple[dict[str, object], Expected | None, Scatter | None]]:
    """As `assess`, of many cases: much faster than one by one."""
    core = core_of(sample)
    found: list[tuple[dict[str, object], Expected | None, Scatter | None]] = []
    for case, expected in zip(cases, expect_cases(sample, cases), strict=True):
        if isinstance(expected, str):
            found.append(({"note": expected}, None, None))
            continue
        scattered = scatter_at(sample, case.start, scatters)
        found.append((core.judge(sample, case, expected, scattered), expected, scattered))
    return found


def scatter_at(sample: Sample, start: int, scatters: dict[int, Scatter]) -> Scatter:
    """How untreated tambons scatter at a start month, from `scatters` if it is kept there."""
    if start not in scatters:
        scatters[start] = core_of(sample).scatter(sample, start)
    return scatters[start]


def expect_cases(sample: Sample, cases: Sequence[Case]) -> list[Expected | str]:
    """What comparison tambons say of cases; where one cannot be assessed, the reason."""
    fit_for = [case for case in cases if not case.note]
    told = iter(core_of(sample).expect_all(sample, fit_for))
    return [case.note or _fit_or_reason(sample, case, next(told)) for case in cases]


def _fit_or_reason(sample: Sample, case: Case, expected: Expected | str) -> Expected | str:
    if isinstance(expected, str):
        return expected
    whole = (sample.sums(columns)[1][case.row] for columns in (case.baseline, expected.columns))
    if min(whole) <= 0:
        return "small_whole" if sample.series.indicator.family == "share" else "not_observed"
    if sample.months(expected.columns) < sample.plan.minimum_follow_up:
        return "few_comparisons"  # later, nobody was left to compare with
    return expected


def _donors(sample: Sample, case: Case, expected: Expected | None) -> pd.DataFrame:
    """Comparison tambons with a weight, heaviest first, with their own before and after."""
    if expected is None:
        return pd.DataFrame({"tambon": [], "weight": [], "before": [], "after": []})
    top, bottom = sample.series.numerator, sample.series.denominator
    at_risk = sample.at_risk(expected.pool, expected.columns)
    cells = np.ix_(expected.pool, expected.columns)
    with np.errstate(invalid="ignore"):
        frame = pd.DataFrame(
            {
                "tambon": sample.series.tambon[expected.pool],
                "weight": expected.weight,
                "before": np.divide(*(sums[expected.pool] for sums in sample.sums(case.baseline))),
                "after": (top[cells] * at_risk).sum(axis=1) / (bottom[cells] * at_risk).sum(axis=1),
            }
        )
    frame = frame[frame["weight"] > 0]
    return frame.sort_values(["weight", "tambon"], ascending=[False, True], ignore_index=True)


def _course(
    sample: Sample, case: Case, expected: Expected | None, scattered: Scatter | None
) -> pd.DataFrame:
    """The tambon's own series by years from its start, beside what was expected.

    Longer periods than months are shown as they are.
    """
    rows = []
    used = np.concatenate([case.baseline, case.follow_up])
    compared = sample.series.edition[used[:1]]
    for year, opening, closing in _years(sample, case):
        inside = (sample.series.first >= opening) & (sample.series.last < closing)
        edition = int(sample.series.edition[inside].max(initial=0))
        inside &= sample.series.edition == edition
        columns = np.flatnonzero(inside & sample.series.observed[case.row])
        window = _window(sample, case, opening, closing)
        if not (compared == edition).all():
            window = "outside"
        row: dict[str, object] = {
            "year": year,
            "first": month_of(opening),
            "last": month_of(closing - 1),
            "window": window,
            "edition": edition,
            "value": value_in(sample, case.row, columns),
        }
        comparable = expected is not None and (compared == edition).all()
        if comparable and np.isfinite(value_in(sample, case.row, columns)):
            row |= core_of(sample).path(
                sample, case, expected, scattered if window == "follow_up" else None, columns
            )
        rows.append(row)
    return pd.DataFrame(rows, columns=COURSE_COLUMNS)


def _years(sample: Sample, case: Case) -> list[tuple[int, int, int]]:
    """Number, first month and month after the last of each year, counted from the start."""
    first, last = sample.series.first, sample.series.last
    if (first == last).all():
        years = range(
            int((first.min() - case.start) // YEAR), int((last.max() - case.start) // YEAR) + 1
        )
        return [(y, case.start + y * YEAR, case.start + (y + 1) * YEAR) for y in years]
    held = sample.series.observed.any(axis=0)  # a survey of every second year has no others
    return [
        (int((opening - case.start) // YEAR), int(opening), int(closing) + 1)
        for opening, closing in zip(first[held], last[held], strict=True)
    ]


def _window(sample: Sample, case: Case, opening: int, closing: int) -> str:
    """Which window some months lie in; what is left out before the start is "selection"."""
    plan = sample.plan
    if opening >= case.start:
        return "follow_up" if closing <= case.start + plan.follow_up else "outside"
    if opening < case.start - plan.selection - plan.baseline:
        return "outside"
    return "baseline" if closing <= sample.baseline_end(case.start) else "selection"
