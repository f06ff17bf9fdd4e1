"""One replication of a cell: every estimate beside its truth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats

from santitham_eval.calibration.cells import Cell
from santitham_eval.calibration.oracles import difference_moved, p_of, ratio_moved, split_of
from santitham_eval.calibration.worlds import Drawn, FloatArray, draw
from santitham_eval.checks.drifts import pre_trend
from santitham_eval.checks.placebos import placebo_p_values
from santitham_eval.estimators import comparative, pooled
from santitham_eval.estimators.programme.by_year import by_year
from santitham_eval.estimators.programme.imputation import impute
from santitham_eval.estimators.programme.imputation import pre_trend as leads_of_values
from santitham_eval.estimators.programme.poisson import poisson_effect, poisson_event_study
from santitham_eval.estimators.programme.risk_sets import compare, roles_of
from santitham_eval.estimators.programme.years import Years, years_of
from santitham_eval.judging import judge
from santitham_eval.programme import trends
from santitham_eval.programme.persistence import persistence
from santitham_eval.sample import NEVER, Case, Sample
from santitham_eval.simulate.disturbances import neighbours_on_ring

PLACEBO_YEARS = 2
"""Years before the choosing that the whole programme's placebo takes for its follow-up."""

CONFIDENCE = 0.95
"""Of intervals that no flag depends on."""

LEADS = 3
"""Years before the choosing that the textbook's pre-test looks at; the last stands for earlier."""


@dataclass(frozen=True)
class Replication:
    """What one world gave.

    Attributes
    ----------
    tambons : DataFrame
        One row per treated tambon: volume (expected baseline events, of rates), truth, estimate,
        low, high, p_value, state, oracle_p, pooled, pooled_low, pooled_high, placebo_p,
        drift_p; effects as log ratios or differences.
    whole : DataFrame
        method, truth, estimate, low, high, p_value, oracle_p, learner_p: the programme as one.
    flags : dict of str to float
        p-values of checks of the whole: "programme_placebo", "ring", "drift", "persistence",
        "leads".
    """

    tambons: pd.DataFrame
    whole: pd.DataFrame
    flags: dict[str, float]


def replicate(cell: Cell, seed: np.random.SeedSequence, checked: bool = True) -> Replication:
    """Draw one world of a cell and estimate it; where it is `checked`, check its tambons too."""
    rng = np.random.default_rng(seed)
    drawn = draw(cell, rng)
    tambons = _tambons(drawn, rng, checked)
    years = years_of(drawn.sample)
    return Replication(tambons, _whole(drawn, years), _flags(drawn, years))


def _tambons(drawn: Drawn, rng: np.random.Generator, checked: bool) -> pd.DataFrame:
    """The headline, its pooled second opinion and its checks of each treated tambon."""
    sample, plan = drawn.sample, drawn.sample.plan
    indicator = sample.series.indicator
    figures = ["estimate", "low", "high", "p_value"]
    effects = comparative.estimate(sample, rng).reindex(columns=["tambon", "method", *figures])
    effects[figures] = effects[figures].astype(float)
    effects = judge(effects.assign(indicator=indicator.id, scale=indicator.scale), plan)
    second = pooled.estimate(sample, rng).reindex(columns=figures[:3]).astype(float)
    second.columns = pd.Index(["pooled", "pooled_low", "pooled_high"])
    logs = [*figures[:3], *second.columns]
    found = pd.concat([effects[[*figures, "state"]], second], axis=1)
    if indicator.scale == "ratio":
        with np.errstate(divide="ignore"):  # an open end of an interval, at 0 events
            found[logs] = np.log(found[logs])
    rows = sample.treated()
    cases = [sample.case(row, int(sample.start[row])) for row in map(int, rows)]
    beside = pd.DataFrame([_beside(drawn, case) for case in cases])
    p_values = _checks(sample) if checked else dict.fromkeys(("placebo_p", "drift_p"), np.nan)
    return found.assign(**p_values, **beside)


def _checks(sample: Sample) -> dict[str, FloatArray]:
    """p-values of each tambon's placebo in time and of its drift before the choosing."""
    drifts = [float(told.get("p_value", np.nan)) for told in pre_trend(sample)]  # type: ignore[arg-type]
    return {"placebo_p": placebo_p_values(sample), "drift_p": np.array(drifts)}


def _beside(drawn: Drawn, case: Case) -> dict[str, float]:
    """Truth, expected volume and the oracle's p-value of one tambon."""
    plan, row = drawn.sample.plan, case.row
    truth = float(drawn.truth[row])
    if drawn.cell.family == "rate":
        end = int(drawn.start[row]) - plan.selection
        whole = replace(case, baseline=np.arange(end - plan.baseline, end))
        split = split_of(drawn.cell.scenario, drawn.world, whole)
        p_value = np.nan if split is None else split.p_value()
        volume = float(drawn.without[row, whole.baseline].sum())
        return {"truth": truth, "volume": volume, "oracle_p": p_value}
    value = drawn.sample.series.numerator[row] / drawn.sample.series.denominator[row]
    moved = difference_moved(
        value[None], drawn.without[[row]], drawn.variance[[row]],
        {0: (case.baseline, case.follow_up)},
    )  # fmt: skip
    return {"truth": truth, "volume": np.nan, "oracle_p": p_of(*moved)}


def _whole(drawn: Drawn, years: Years) -> pd.DataFrame:
    """The programme as one: its headline and the textbook's second opinion."""
    plan, scale = drawn.sample.plan, drawn.sample.series.indicator.scale
    found = compare(years, scale, left_out=years.anticipation, confidence=plan.confidence)
    rows = [{"method": "risk_sets", **_figures(found.effects)}]
    if scale == "ratio":
        regression = poisson_effect(
            years.counts(), exposure=years.denominator, confidence=plan.confidence
        )
        table = regression.effects.drop(columns="estimate").rename(columns={"ratio": "estimate"})
        rows.append({"method": "ppml", **_figures(table)})
    else:
        values = impute(years.values(), anticipation=years.anticipation, confidence=plan.confidence)
        rows.append({"method": "imputation", **_figures(values.frame)})
    frame = pd.DataFrame(rows)
    if scale == "ratio":
        logs = ["estimate", "low", "high"]
        with np.errstate(divide="ignore"):  # a programme without any event
            frame[logs] = np.log(frame[logs])
    oracle, learner = _oracles(drawn, years)
    return frame.assign(truth=_truth(drawn), oracle_p=oracle, learner_p=learner)


def _figures(table: pd.DataFrame) -> dict[str, float]:
    """Figures of the first row; all missing where there is none."""
    names = ["estimate", "low", "high", "p_value"]
    if table.empty:
        return dict.fromkeys(names, np.nan)
    return {name: float(table[name].iloc[0]) for name in names}


def _truth(drawn: Drawn) -> float:
    """Effect on all the programme's tambons and months together, as the headline weighs them."""
    inside = np.arange(drawn.without.shape[1]) >= drawn.start[:, None]
    if drawn.cell.family != "rate":
        return float((inside * drawn.effect[:, None]).sum() / inside.sum())
    mean = np.where(inside, drawn.without, 0.0)
    return float(np.log((mean * drawn.effect[:, None]).sum() / mean.sum()))


def _oracles(drawn: Drawn, years: Years) -> tuple[float, float]:
    """p-values of the oracle of the whole programme, and of the learner beside it."""
    start = drawn.start
    months = drawn.without.shape[1]
    first = int(start.min())
    inside = {
        row: np.arange(start[row], months) for row in map(int, np.flatnonzero(start < months))
    }
    outside = {row: np.arange(first, start[row]) for row in map(int, np.flatnonzero(start > first))}
    if drawn.cell.family == "rate":
        before = first - drawn.sample.plan.selection
        moved = [
            ratio_moved(drawn.cell.scenario, drawn.world, before, w) for w in (inside, outside)
        ]
    else:
        early = np.arange(first - years.anticipation)
        value = drawn.sample.series.numerator / drawn.sample.series.denominator
        moved = [
            difference_moved(
                value, drawn.without, drawn.variance, {r: (early, late) for r, late in w.items()}
            )
            for w in (inside, outside)
        ]
    apart, variance = moved[0][0] - moved[1][0], moved[0][1] + moved[1][1]
    return p_of(*moved[0]), p_of(apart, variance)


def _flags(drawn: Drawn, years: Years) -> dict[str, float]:
    """p-values of checks of the whole programme.

    The first three are by the headline's own method.  The placebo supposes that all its tambons
    started `PLACEBO_YEARS` before the first were chosen, and sees nothing later.  The ring
    supposes that tambons next to the programme, which are outside it, are in it.  The drift is the
    slope of its years before the choosing; persistence counts where it is above 0.  The leads are
    the textbook's, of all years but those in which somebody was chosen, all at once.
    """
    scale = drawn.sample.series.indicator.scale
    treated = years.start != NEVER
    before = int(years.start[treated].min()) - years.anticipation
    supposed = np.where(treated, before - PLACEBO_YEARS, NEVER)
    early = replace(
        years, numerator=years.numerator[:, :before], denominator=years.denominator[:, :before],
        start=supposed, entered=supposed, chosen=supposed, year=years.year[:before],
    )  # fmt: skip
    near = years.start[neighbours_on_ring(len(years.start))].min(axis=1)[~treated]
    ring = replace(
        years, numerator=years.numerator[~treated], denominator=years.denominator[~treated],
        start=near, entered=near, chosen=near, amphoe=years.amphoe[~treated],
        tambon=years.tambon[~treated],
    )  # fmt: skip
    told = {
        "programme_placebo": compare(early, scale, left_out=0),
        "ring": compare(ring, scale, left_out=years.anticipation),
    }
    p_values = {name: _figures(found.effects)["p_value"] for name, found in told.items()}
    return p_values | _before_choosing(years, scale) | {"leads": _leads(years, scale)}


def _before_choosing(years: Years, scale: str) -> dict[str, float]:
    """p-values of the checks that look at the years before anybody was chosen."""
    roles, note = roles_of(years, years.anticipation)
    if note:
        return {"drift": np.nan, "persistence": np.nan}
    before = [*trends.pre_trend(by_year(years, scale, roles), scale, CONFIDENCE)]
    slope = next(told for told in before if told["item"] == "slope")
    lasting = persistence(years, scale, roles, CONFIDENCE)
    p_value = lasting.get("p_value", np.nan)
    above = lasting.get("estimate", np.nan) > 0
    return {"drift": slope.get("p_value", np.nan),
            "persistence": p_value if above or np.isnan(p_value) else 1.0}  # fmt: skip


def _leads(years: Years, scale: str) -> float:
    """p-value that all leads before the choosing are none, by Hotelling's law over amphoe."""
    earliest = years.anticipation + 1
    if scale == "difference":
        values = leads_of_values(years.values(), LEADS, anticipation=years.anticipation)
        return float(values.joint.small_p)
    found = poisson_event_study(
        years.counts(), exposure=years.denominator, reference=-earliest, first=-earliest - LEADS
    )
    leads = np.flatnonzero(found.effects["event"] < -earliest)
    estimate = found.effects["estimate"].to_numpy()[leads]
    covariance = found.covariance[np.ix_(leads, leads)]
    if not (len(leads) and np.isfinite(covariance).all()):
        return np.nan
    number, clusters = len(leads), found.clusters
    distance = float(estimate @ np.linalg.solve(covariance, estimate))
    scaled = distance * (clusters - number) / (number * (clusters - 1))
    return float(stats.f.sf(scaled, number, clusters - number))
