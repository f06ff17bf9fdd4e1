"""Second opinion: the tambon's own series alone, interrupted at its start.

With ``t`` in years from the tambon's own start, ``after`` 1 from the start on,

    g(level_t) = a + b t + season_t + shocks_t + c after_t + d t after_t

fitted to the follow-up and to every month of the same definition before the left-out ones, since a
trend wants length (Bernal, Cummins & Gasparrini 2017, International
Journal of Epidemiology 46).  Rates: log link, counts negative binomial or Poisson, exposure as
offset.  Shares and means: identity link with first-order autocorrelation found by restricted
maximum likelihood (Turner et al. 2021, BMC Medical Research Methodology 21).  The effect is the
mean of ``c + d t`` over the months of follow-up: for rates a ratio, else a difference.

It needs no other tambon, and so cannot tell the programme from anything else that set in with
it; it believes that the trend of before would have gone on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import linalg, optimize, stats

from santitham_eval.estimators._expected import FloatArray, IntArray
from santitham_eval.sample import Case, Sample
from santitham_eval.sample.series import month_number
from santitham_eval.smallarea import CountFit, fit_counts

METHOD = "interrupted_series"

FEWEST_MONTHS = 24
"""Observed periods of baseline without which a trend cannot be told from a season."""

FEWEST_EVENTS = 20
"""Events of baseline without which a trend of them cannot be told from chance."""

FEWEST_AFTER = 2
"""Observed periods of follow-up without which a step cannot be told from a new trend."""

ROUNDING = 1e-9
"""A series nowhere further from its line than this part of its level shows no chance."""

HARMONICS = 2
"""Pairs of sine and cosine of the year."""

_YEAR = 12
_AUTOCORRELATIONS = (-0.8, 0.95)


@dataclass(frozen=True)
class _Line:
    """The regression of one case: its columns, and the contrast that is the effect."""

    columns: IntArray
    design: FloatArray
    contrast: FloatArray


def estimate(sample: Sample, rng: np.random.Generator) -> pd.DataFrame:
    """Estimate every treated tambon of a sample from its own series.

    Parameters
    ----------
    sample : Sample
    rng : numpy.random.Generator
        Not used: nothing is drawn; here so that all methods have one signature.

    Returns
    -------
    DataFrame
        tambon, method, estimate, low, high, p_value, note; one row per treated tambon.  Intervals
        and p-values are Student's.  Its months before are not the headline's, and levels or
        counts of both beside each other would tell those of single years: none are given.
    """
    rows = []
    for row in sample.treated():
        case = sample.case(int(row), int(sample.start[row]))
        effect = _assess(sample, case)
        rows.append({"tambon": sample.series.tambon[row], "method": METHOD, **effect})
    return pd.DataFrame(rows)


def _assess(sample: Sample, case: Case) -> dict[str, object]:
    if case.note:
        return {"note": case.note}
    monthly = (sample.series.first == sample.series.last).all()
    some = sample.series.denominator[case.row] > 0  # a month of a share of nothing says nothing
    early, late = (c[some[c]] for c in (_early(sample, case), case.follow_up))
    if not monthly or len(early) < FEWEST_MONTHS:
        return {"note": "short_series"}
    if len(late) < max(FEWEST_AFTER, sample.plan.minimum_follow_up):
        return {"note": "short_follow_up"}
    line = _line(sample, case, np.concatenate([early, late]))
    top = sample.series.numerator[case.row, line.columns]
    bottom = sample.series.denominator[case.row, line.columns]
    before = line.columns < late[0]
    if sample.series.indicator.family == "rate":
        return _of_counts(sample, line, top, bottom, before)
    return _of_values(sample, line, top / bottom)


def _early(sample: Sample, case: Case) -> IntArray:
    """Columns of all observed periods before those in which the tambon was chosen."""
    series = sample.series
    alike = series.edition == series.edition[case.follow_up[0]]
    before = series.last < case.start - sample.plan.selection
    return np.flatnonzero(series.observed[case.row] & before & alike)


def _line(sample: Sample, case: Case, columns: IntArray) -> _Line:
    """Design of a case; a shock or season that its months do not tell apart is left out."""
    month = sample.series.first[columns]
    years = (month - case.start) / _YEAR
    after = (month >= case.start).astype(float)
    wanted = [np.ones(len(month)), years, after, after * years]
    for k in range(1, HARMONICS + 1):
        angle = 2 * np.pi * k * month / _YEAR
        wanted += [np.sin(angle), np.cos(angle)]
    for first, last in sample.plan.shocks:
        wanted.append(
            ((month >= month_number(first)) & (month <= month_number(last))).astype(float)
        )
    kept = wanted[:4]
    for column in wanted[4:]:
        if np.linalg.matrix_rank(np.column_stack([*kept, column])) > len(kept):
            kept.append(column)
    contrast = np.zeros(len(kept))
    contrast[2:4] = 1, years[after == 1].mean()
    return _Line(columns, np.column_stack(kept), contrast)


def _of_counts(
    sample: Sample, line: _Line, count: FloatArray, exposure: FloatArray, before: np.ndarray
) -> dict[str, object]:
    if count[before].sum() < FEWEST_EVENTS:
        return {"note": "few_events"}
    if not count[~before].any():
        return {"note": "no_events_after"}
    fitted = fit_counts(count, line.design, np.log(exposure))
    if fitted is None:
        return {"note": "no_fit"}
    variance = _count_variance(fitted, line, sample.series.first[line.columns])
    log_ratio = float(line.contrast @ fitted.coefficient)
    effect = _student(log_ratio, np.sqrt(variance), line, sample.plan.confidence)
    p_value = effect.pop("p_value")
    ratios: dict[str, object] = {name: float(np.exp(value)) for name, value in effect.items()}
    return ratios | {"p_value": p_value, "note": ""}


def _count_variance(fitted: CountFit, line: _Line, month: IntArray) -> float:
    """Variance of the log ratio: the larger of the dispersion-corrected and Newey and West's.

    Neither alone is safe: the first leaves out what one month says of the next, the second is
    too small in short series.  Lags are counted in months across the gap before the start.
    """
    direct = max(1.0, fitted.dispersion) * line.contrast @ fitted.bread @ line.contrast
    observations, columns = line.design.shape
    reach = int(np.floor(4 * (observations / 100) ** (2 / 9)))
    apart = np.abs(month[:, None] - month[None, :])
    kernel = np.maximum(0, 1 - apart / (reach + 1))
    own = fitted.score @ (fitted.bread @ line.contrast)
    robust = own @ kernel @ own * observations / (observations - columns)
    return float(max(direct, robust))


def _of_values(sample: Sample, line: _Line, value: FloatArray) -> dict[str, object]:
    if np.ptp(value) == 0:
        return {"note": "no_change_ever"}
    line_of_best = line.design @ np.linalg.lstsq(line.design, value, rcond=None)[0]
    if np.abs(value - line_of_best).max() <= ROUNDING * np.abs(value).max():
        return {"note": "no_fit"}
    coefficient, covariance = _autoregressive(value, line.design, sample.series.first[line.columns])
    variance = float(line.contrast @ covariance @ line.contrast)
    change = float(line.contrast @ coefficient)
    effect = _student(change, np.sqrt(variance), line, sample.plan.confidence)
    return {**effect, "note": ""}


def _autoregressive(
    value: FloatArray, design: FloatArray, month: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Coefficients and covariance with errors correlated ``rho**gap``, `rho` by REML."""
    apart = np.abs(month[:, None] - month[None, :])
    free = len(value) - design.shape[1]

    def whitened(rho: float) -> tuple[FloatArray, FloatArray, float]:
        signs = np.where(apart % 2 == 1, np.sign(rho), 1.0)
        factor = linalg.cholesky(signs * np.abs(rho) ** apart, lower=True)
        both = linalg.solve_triangular(factor, np.column_stack([design, value]), lower=True)
        return both[:, :-1], both[:, -1], float(np.log(np.diag(factor)).sum())

    def solved(rho: float) -> tuple[FloatArray, FloatArray, float, float]:
        x, y, log_root = whitened(rho)
        coefficient = np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], float)
        return coefficient, x.T @ x, float(((y - x @ coefficient) ** 2).sum()), log_root

    def loss(rho: float) -> float:
        _, information, squares, log_root = solved(rho)
        return free * np.log(squares) / 2 + log_root + np.linalg.slogdet(information)[1] / 2

    rho = optimize.minimize_scalar(loss, bounds=_AUTOCORRELATIONS, method="bounded").x
    coefficient, information, squares, _ = solved(float(rho))
    return coefficient, np.linalg.inv(information) * squares / free


def _student(effect: float, error: float, line: _Line, confidence: float) -> dict[str, float]:
    student = stats.t(line.design.shape[0] - line.design.shape[1])
    reach = student.ppf((1 + confidence) / 2) * error
    p_value = float(2 * student.sf(abs(effect) / error)) if error > 0 else np.nan
    return {"estimate": effect, "low": effect - reach, "high": effect + reach, "p_value": p_value}
