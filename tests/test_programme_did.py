"""Staggered difference in differences: published figures, hand sums, brute force, properties."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from santitham_eval.errors import StudyError
from santitham_eval.estimators.programme.clusters import Multiplier, Part, cluster_sums, intervals
from santitham_eval.estimators.programme.group_time import aggregate, bands, group_time, pre_test
from santitham_eval.estimators.programme.imputation import impute, pre_trend
from santitham_eval.estimators.programme.staggered import Staggered, staggered
from santitham_eval.estimators.programme.two_way import sun_abraham, two_way
from santitham_eval.sample import NEVER

REFERENCE = Path(__file__).parents[1] / "santitham_eval" / "validation" / "data"
AGGREGATES = ("simple", "dynamic", "group", "calendar")
FIGURES = ["estimate", "se", "low", "high", "p_value", "band_low", "band_high"]


def table(outcome, start, cluster=None):
    """A `Staggered` from plain lists; start None = never."""
    outcome = np.asarray(outcome, float)
    units, periods = outcome.shape
    return Staggered(
        outcome,
        np.array([NEVER if s is None else s for s in start], dtype=np.int64),
        np.arange(units) if cluster is None else np.asarray(cluster),
        np.array([f"u{i:04d}" for i in range(units)], dtype=object),
        np.arange(2000, 2000 + periods).astype(object),
    )


def world(seed=0, units=60, periods=8, waves=(3, 5), effect=0.0, clusters=None, never=0.5, rho=0.5):
    """Unit and period effects, serially correlated noise, an effect that grows and varies."""
    rng = np.random.default_rng(seed)
    start = np.where(rng.random(units) < never, NEVER, rng.choice(waves, units))
    noise = rng.normal(size=(units, periods))
    for t in range(1, periods):
        noise[:, t] += rho * noise[:, t - 1]
    outcome = rng.normal(size=(units, 1)) + rng.normal(size=periods) + noise
    cluster = np.arange(units)
    if clusters is not None:
        cluster = np.arange(units) % clusters
        outcome = outcome + rng.normal(size=(clusters, periods))[cluster] * 0.5
    made = replace(table(outcome, [None] * units, cluster), start=start)
    shift = effect * (1 + rng.normal(size=(units, 1)) * 0.5) * made.treated
    return replace(made, outcome=made.outcome + shift)


def all_frames(data):
    """Every estimate of every method, in one frame."""
    frames = {f"cs {by}": aggregate(group_time(data), by) for by in AGGREGATES}
    frames |= {"ny": aggregate(group_time(data, controls="not_yet"), "dynamic")}
    frames |= {"bjs": impute(data).frame, "sa": sun_abraham(data), "twfe": two_way(data)}
    frames |= {"lead": pre_trend(data, 2).frame}
    return pd.concat(frames)


# --- published figures ------------------------------------------------------------------------
@pytest.fixture(scope="module")
def mpdta():
    frame = pd.read_csv(REFERENCE / "mpdta.csv")
    return staggered(frame, unit="county", period="year", outcome="lemp")


@pytest.fixture(scope="module")
def castle():
    frame = pd.read_csv(REFERENCE / "castle.csv")
    return staggered(frame, unit="state", period="year", outcome="l_homicide")


def test_att_of_every_group_and_period_as_published(mpdta):
    att = group_time(mpdta).att
    wide = att.pivot_table(index="group", columns="period", values="att").round(4)
    error = att.pivot_table(index="group", columns="period", values="se").round(4)
    assert wide.loc[2004].tolist() == [-0.0105, -0.0704, -0.1373, -0.1008]
    assert wide.loc[2006].tolist() == [0.0065, -0.0028, -0.0046, -0.0412]
    assert wide.loc[2007].tolist() == [0.0305, -0.0027, -0.0311, -0.0261]
    assert error.loc[2004].tolist() == [0.0233, 0.0310, 0.0364, 0.0344]
    assert error.loc[2006].tolist() == [0.0233, 0.0196, 0.0178, 0.0202]
    assert error.loc[2007].tolist() == [0.0150, 0.0164, 0.0179, 0.0167]
    assert (att["note"] == "").all()


@pytest.mark.parametrize(
    ("by", "controls", "estimate", "se"),
    [
        ("simple", "never", -0.039951, 0.012034),
        ("dynamic", "never", -0.077240, 0.019965),
        ("group", "never", -0.031018, 0.012446),
        ("calendar", "never", -0.041700, 0.015972),
        ("simple", "not_yet", -0.039764, 0.012052),
    ],
)
def test_aggregates_as_published(mpdta, by, controls, estimate, se):
    overall = aggregate(group_time(mpdta, controls=controls), by).iloc[0]
    assert (round(overall["estimate"], 6), round(overall["se"], 6)) == (estimate, se)


def test_event_times_as_published(mpdta):
    dynamic = aggregate(group_time(mpdta), "dynamic")[1:]
    assert dynamic["at"].tolist() == list(range(-3, 4))
    assert dynamic["estimate"].round(4).tolist() == [
        0.0305, -0.0006, -0.0245, -0.0199, -0.0510, -0.1373, -0.1008,
    ]  # fmt: skip


def test_pre_test_as_published(mpdta):
    joint = pre_test(group_time(mpdta))
    assert (round(joint.statistic, 4), joint.df) == (7.7912, 5)
    assert round(joint.p_value, 5) == 0.16812
    assert joint.p_value < joint.small_p < 0.18


@pytest.mark.parametrize(
    ("method", "estimate", "se"),
    [
        (two_way, -0.036549, 0.013265),
        (sun_abraham, -0.039951, 0.011796),
        (lambda data: impute(data).frame, -0.047710, 0.013222),
    ],
)
def test_other_estimates_of_mpdta_as_published(mpdta, method, estimate, se):
    overall = method(mpdta).iloc[0]
    assert (round(overall["estimate"], 6), round(overall["se"], 6)) == (estimate, se)


def test_castle_as_published(castle):
    assert round(two_way(castle)["estimate"][0], 4) == 0.0818
    simple = aggregate(group_time(castle), "simple").iloc[0]
    assert (round(simple["estimate"], 4), round(simple["se"], 4)) == (0.1104, 0.0387)
    assert simple["note"] == "part_one_cluster"  # two cohorts of one state


# --- by hand ----------------------------------------------------------------------------------
def test_two_by_two_by_hand():
    data = table([[0, 3], [0, 5], [0, 1], [0, 2], [0, 0]], [1, 1, None, None, None])
    result = group_time(data)
    # (3 + 5) / 2 - (1 + 2 + 0) / 3; variance = sum of squares / n^2 on either side.
    variance = (1 + 1) / 2**2 + (0 + 1 + 1) / 3**2
    assert result.att["att"].tolist() == pytest.approx([3.0])
    assert result.att["se"].tolist() == pytest.approx([np.sqrt(variance)])
    assert result.influence[:, 0] == pytest.approx([-1 / 2, 1 / 2, 0, -1 / 3, 1 / 3])
    sample = group_time(data, unbiased=True).att["se"][0]
    assert sample == pytest.approx(
        np.sqrt(np.var([3, 5], ddof=1) / 2 + np.var([1, 2, 0], ddof=1) / 3)
    )
    for by in AGGREGATES:
        assert aggregate(result, by)["estimate"].iloc[0] == pytest.approx(3.0)
    assert impute(data).frame["estimate"][0] == pytest.approx(3.0)
    assert sun_abraham(data)["estimate"][0] == pytest.approx(3.0)
    assert two_way(data)["estimate"][0] == pytest.approx(3.0)
    assert impute(data).frame["se"][0] == pytest.approx(np.sqrt(variance))


def test_weights_by_hand():
    # Two cohorts, sizes 1 and 2, noiseless: effects 1 (start 1), and 4 (start 2).
    data = table([[0, 1, 1], [0, 0, 4], [0, 0, 4], [0, 0, 0], [0, 0, 0]], [1, 2, 2, None, None])
    result = group_time(data)
    overall = {by: aggregate(result, by)["estimate"][0] for by in AGGREGATES}
    assert overall["simple"] == pytest.approx((1 + 1 + 4 + 4) / 4)
    assert overall["group"] == pytest.approx((1 * 1 + 2 * 4) / 3)
    assert overall["dynamic"] == pytest.approx(((1 + 4 + 4) / 3 + 1) / 2)
    assert overall["calendar"] == pytest.approx((1 + (1 + 4 + 4) / 3) / 2)
    # Nothing scatters within a cohort: what is left is the weights' own influence.
    simple = aggregate(result, "simple").iloc[0]
    pull = [(1 - 2.5 + 1 - 2.5) / 4, (4 - 2.5) / 4, (4 - 2.5) / 4]
    assert simple["se"] == pytest.approx(np.sqrt(np.sum(np.square(pull))))


def test_base_periods_by_hand():
    data = table([[1, 2, 4, 8], [0, 0, 0, 0], [0, 0, 0, 0]], [2, None, None])
    varying = group_time(data).att.set_index("event_time")["att"]
    universal = group_time(data, base="universal").att.set_index("event_time")["att"]
    early = group_time(data, anticipation=1).att.set_index("event_time")["att"]
    assert varying.to_dict() == {-1: 1.0, 0: 2.0, 1: 6.0}
    assert universal.to_dict() == {-2: -1.0, 0: 2.0, 1: 6.0}
    assert early.to_dict() == {-1: 1.0, 0: 3.0, 1: 7.0}


def test_not_yet_treated_by_hand():
    data = table([[0, 5, 5], [0, 1, 9], [0, 3, 3]], [1, 2, None])
    att = group_time(data, controls="not_yet").att.set_index(["group", "period"])
    assert att.loc[(2001, 2001), ["att", "controls"]].tolist() == [5 - (1 + 3) / 2, 2]
    assert att.loc[(2001, 2002), ["att", "controls"]].tolist() == [5 - 3, 1]
    assert att.loc[(2002, 2001), ["att", "controls"]].tolist() == [1 - 3, 1]


# --- brute force ------------------------------------------------------------------------------
def dummies(data, cells):
    """Unit and period dummies of the cells (row, column), one dropped."""
    row, column = cells
    units = (row[:, None] == np.arange(len(data.start))).astype(float)
    periods = (column[:, None] == np.arange(1, data.outcome.shape[1])).astype(float)
    return np.hstack([units, periods])


def by_cluster(data, cells, design, nested):
    """Least squares with errors by cluster, without any correction but the one asked for."""
    fit = sm.OLS(data.outcome[cells], design).fit()
    groups = data.cluster[cells[0]]
    cov = fit.get_robustcov_results("cluster", groups=groups, use_correction=False)
    clusters, rows = len(np.unique(groups)), len(groups)
    factor = clusters / (clusters - 1) * (rows - 1) / (rows - (design.shape[1] - nested + 1))
    return fit.params, cov.bse * np.sqrt(factor), cov.cov_params() * factor


@pytest.mark.parametrize("clusters", [None, 12])
def test_regressions_are_those_with_dummies(clusters):
    data = world(3, units=40, effect=1.0, clusters=clusters)
    row, column = cells = np.nonzero(np.ones(data.outcome.shape, dtype=bool))
    plain = dummies(data, cells)
    params, error, _ = by_cluster(
        data, cells, np.column_stack([data.treated[cells], plain]), len(data.start)
    )
    ours = two_way(data).iloc[0]
    assert (ours["estimate"], ours["se"]) == pytest.approx((params[0], error[0]))
    names = [(g, e) for g in data.cohorts for e in range(-g, 8 - g) if e != -1]
    event = column - data.start[row]
    cross = np.column_stack([(data.start[row] == g) & (event == e) for g, e in names])
    design = np.column_stack([cross, plain]).astype(float)
    params, _, cov = by_cluster(data, cells, design, len(data.start))
    weight = np.zeros(len(params))
    weight[: len(names)] = [(e >= 0) * (data.start == g).sum() for g, e in names]
    weight /= weight.sum()
    ours = sun_abraham(data).iloc[0]
    error = np.sqrt(weight @ cov @ weight)
    assert (ours["estimate"], ours["se"]) == pytest.approx((weight @ params, error))


def test_leads_are_those_of_a_regression_with_dummies():
    data = world(4, units=40)
    cells = np.nonzero(~data.treated)
    event = cells[1] - data.start[cells[0]]
    leads = np.column_stack([event == -1, event == -2]).astype(float)
    params, error, cov = by_cluster(
        data, cells, np.column_stack([leads, dummies(data, cells)]), len(data.start)
    )
    ours = pre_trend(data, 2)
    assert ours.frame["estimate"].to_numpy() == pytest.approx(params[:2])
    assert ours.frame["se"].to_numpy() == pytest.approx(error[:2])
    wald = params[:2] @ np.linalg.solve(cov[:2, :2], params[:2])
    assert ours.joint.statistic == pytest.approx(wald)


@pytest.mark.parametrize("clusters", [None, 12])
def test_imputation_is_that_of_a_regression_on_untreated_cells(clusters):
    data = world(5, units=40, effect=1.0, clusters=clusters)
    cells = np.nonzero(~data.treated)
    whole = np.nonzero(np.ones(data.outcome.shape, dtype=bool))
    fitted, *_ = np.linalg.lstsq(dummies(data, cells), data.outcome[cells], rcond=None)
    expected = (dummies(data, whole) @ fitted).reshape(data.outcome.shape)
    result = impute(data)
    gap = np.where(data.treated, data.outcome - expected, np.nan)
    assert np.allclose(result.effects, gap, equal_nan=True)
    # Its error: weights of every outcome, times residuals about the mean of cohort and period.
    first = data.treated[whole] / data.treated.sum()
    design = dummies(data, cells)
    weight = np.array(first, dtype=float).reshape(data.outcome.shape)
    pulled = dummies(data, whole)[data.treated[whole]].sum(0) / data.treated.sum()
    weight[cells] = -design @ np.linalg.pinv(design.T @ design) @ pulled
    residual = data.outcome - expected
    for g in data.cohorts:
        for t in range(g, data.outcome.shape[1]):
            own = np.flatnonzero(data.start == g)
            size = np.bincount(data.cluster)[data.cluster[own]] * 0.0
            size += [np.sum(data.cluster[own] == c) for c in data.cluster[own]]
            residual[own, t] -= np.average(residual[own, t], weights=size)
    score = cluster_sums((weight * residual).sum(1, keepdims=True), data.cluster)
    assert result.frame["se"][0] == pytest.approx(np.sqrt((score**2).sum()))


def test_interaction_weighted_and_group_time_agree_after_the_start():
    data = world(6, effect=1.0)
    ours, other = sun_abraham(data).set_index("at"), aggregate(group_time(data), "dynamic")
    after = other[1:].set_index("at").loc[0:]
    assert ours.loc[after.index, "estimate"].tolist() == pytest.approx(after["estimate"].tolist())


def test_universal_base_is_the_sum_of_varying_steps():
    data = world(7)
    steps = group_time(data).att.set_index(["group", "event_time"])["att"]
    whole = group_time(data, base="universal").att.set_index(["group", "event_time"])["att"]
    for group, own in steps.groupby(level=0):
        before = own.droplevel(0).loc[:-1]
        for e in before.index[:-1]:
            assert whole[group, e] == pytest.approx(-before.loc[e + 1 :].sum())


# --- truth ------------------------------------------------------------------------------------
def test_a_known_effect_is_found_where_plain_two_way_fails():
    # Noiseless; the effect grows by 1 a period, and early and late cohorts differ.
    data = replace(world(8, units=40, never=0.3), outcome=np.zeros((40, 8)))
    since = np.where(data.treated, np.arange(8) - np.minimum(data.start, 99)[:, None] + 1, 0)
    data = replace(data, outcome=since + np.arange(40)[:, None] + np.arange(8) ** 2.0)
    truth = since[data.treated].mean()
    assert aggregate(group_time(data), "simple")["estimate"][0] == pytest.approx(truth)
    assert impute(data).frame["estimate"][0] == pytest.approx(truth)
    assert sun_abraham(data)["estimate"][0] == pytest.approx(truth)
    assert abs(two_way(data)["estimate"][0] - truth) > 0.3
    by_event = impute(data).frame[1:]
    assert by_event["estimate"].tolist() == pytest.approx(by_event["at"] + 1.0)


METHODS = {
    "cs": lambda d: aggregate(group_time(d), "simple"),
    "dynamic": lambda d: aggregate(group_time(d), "dynamic"),
    "not_yet": lambda d: aggregate(group_time(d, controls="not_yet"), "simple"),
    "bjs": lambda d: impute(d).frame,
    "sa": sun_abraham,
}


@pytest.mark.parametrize("method", METHODS)
def test_estimates_centre_on_the_truth_and_errors_on_their_spread(method):
    rows = [METHODS[method](world(s, effect=0.7)).iloc[0] for s in range(150)]
    estimate = np.array([r["estimate"] for r in rows])
    assert abs(estimate.mean() - 0.7) < 3.5 * estimate.std() / np.sqrt(150)
    # The effect of a unit is drawn anew each time, so the truth scatters with the sample too.
    ratio = np.mean([r["se"] for r in rows]) / estimate.std()
    assert 0.85 < ratio < 1.25


@pytest.mark.proof
@pytest.mark.parametrize("clusters", [None, 37])
@pytest.mark.parametrize("method", METHODS)
def test_coverage(method, clusters):
    rows = [
        METHODS[method](world(s, units=148, effect=0.7, clusters=clusters)).iloc[0]
        for s in range(1000)
    ]
    covered = np.mean([r["low"] <= 0.7 <= r["high"] for r in rows])
    # Errors as published take no account of small cohorts: 93.5 to 95 %, and 0.7 of Monte Carlo.
    assert 0.92 <= covered <= 0.98


@pytest.mark.proof
@pytest.mark.parametrize("clusters", [None, 37])
@pytest.mark.parametrize("weights", ["mammen", "rademacher"])
def test_band_covers_all_event_times_at_once(weights, clusters):
    hits = []
    for seed in range(600):
        m = Multiplier(np.random.default_rng(seed), 399, weights)
        data = world(seed, units=290, clusters=clusters)
        rows = aggregate(group_time(data), "dynamic", multiplier=m)[1:]
        hits.append(((rows["band_low"] <= 0) & (rows["band_high"] >= 0)).all())
    # Measured at 37 clusters over 1400 worlds: 92.5 %, a little under what is promised.
    assert (0.92 if clusters is None else 0.89) <= np.mean(hits) <= 0.98


@pytest.mark.proof
@pytest.mark.parametrize("clusters", [None, 37])
def test_pre_tests_hold_their_size(clusters):
    size = []
    for seed in range(600):
        data = world(seed, units=290, clusters=clusters)
        joint = pre_test(group_time(data), multiplier=Multiplier(np.random.default_rng(seed), 399))
        leads = pre_trend(data, 2).joint
        size.append([joint.p_value, joint.small_p, joint.largest_p, leads.p_value])
    published, small, largest, lead = (np.array(size) < 0.05).mean(0)
    assert published < (0.10 if clusters is None else 0.20)  # chi-square: too often
    for share in (small, largest, lead):
        assert 0.025 < share < 0.085


# --- properties -------------------------------------------------------------------------------
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6), factor=st.sampled_from([-3.0, 0.01, 250.0]))
def test_constants_order_and_scale_change_nothing(seed, factor):
    data = world(seed, units=30, clusters=10, effect=0.5)
    rng = np.random.default_rng(seed)
    base = all_frames(data)
    lifted = data.outcome + rng.normal(size=(30, 1)) * 100 + rng.normal(size=8) * 100
    moved = all_frames(replace(data, outcome=lifted))
    assert np.allclose(base[FIGURES], moved[FIGURES], equal_nan=True, atol=1e-9)
    order, names = rng.permutation(30), rng.permutation(10)
    shuffled = replace(
        data,
        outcome=data.outcome[order],
        start=data.start[order],
        cluster=names[data.cluster[order]],
    )
    again = all_frames(shuffled)
    assert np.allclose(base[FIGURES], again[FIGURES], equal_nan=True, atol=1e-9)
    assert base["note"].tolist() == again["note"].tolist()
    scaled = all_frames(replace(data, outcome=data.outcome * factor))
    assert np.allclose(base["estimate"] * factor, scaled["estimate"], equal_nan=True, atol=1e-9)
    assert np.allclose(base["se"] * abs(factor), scaled["se"], equal_nan=True, atol=1e-9)
    assert np.allclose(base["p_value"], scaled["p_value"], equal_nan=True, atol=1e-9)


def test_every_unit_twice_in_its_cluster_changes_nothing():
    data = world(9, units=30)
    twice = table(np.repeat(data.outcome, 2, 0), [None] * 60, np.repeat(np.arange(30), 2))
    twice = replace(twice, start=np.repeat(data.start, 2))
    for method in (*METHODS.values(), two_way):
        one, two = method(data).iloc[0], method(twice).iloc[0]
        assert two["estimate"] == pytest.approx(one["estimate"])
        assert two["se"] == pytest.approx(one["se"], rel=0.03)  # but for counted rows
    assert aggregate(group_time(twice), "dynamic")["se"].to_numpy() == pytest.approx(
        aggregate(group_time(data), "dynamic")["se"].to_numpy()
    )


def test_covariance_of_cells_is_that_of_their_errors():
    result = group_time(world(10, clusters=15))
    assert np.sqrt(np.diag(result.covariance)) == pytest.approx(result.att["se"].to_numpy())


def test_anticipation_leaves_its_periods_out():
    data = world(11, waves=(4, 6))
    dip = np.arange(8) == data.start[:, None] - 1  # chosen when things are bad
    dipped = replace(data, outcome=data.outcome + 5.0 * dip)
    for method in (
        lambda d, a: aggregate(group_time(d, anticipation=a), "simple"),
        lambda d, a: impute(d, anticipation=a).frame,
        lambda d, a: sun_abraham(d, anticipation=a),
    ):
        clean, same = method(data, 1)["estimate"][0], method(dipped, 1)["estimate"][0]
        assert same == pytest.approx(clean)
        assert abs(method(dipped, 0)["estimate"][0] - method(data, 0)["estimate"][0]) > 0.5
    assert pre_trend(dipped, 2, anticipation=1).frame["estimate"].tolist() == pytest.approx(
        pre_trend(data, 2, anticipation=1).frame["estimate"].tolist()
    )
    assert pre_test(group_time(dipped, anticipation=1)).statistic == pytest.approx(
        pre_test(group_time(data, anticipation=1)).statistic
    )


def test_window_of_event_times():
    result = group_time(world(12))
    some = aggregate(result, "dynamic", window=(-2, 1))
    whole = aggregate(result, "dynamic").set_index("at")["estimate"]
    assert some["at"].tolist() == [None, -2, -1, 0, 1]
    assert some["estimate"][0] == pytest.approx(whole.loc[[0, 1]].mean())


# --- bands ------------------------------------------------------------------------------------
@pytest.mark.parametrize(("weights", "values"), [("mammen", 2), ("rademacher", 2)])
def test_multiplier_has_mean_nought_and_variance_one(weights, values):
    drawn = Multiplier(np.random.default_rng(1), 20_000, weights).draw(10)
    assert len(np.unique(drawn)) == values
    assert abs(drawn.mean()) < 0.01
    assert abs(drawn.var() - 1) < 0.01
    assert abs((drawn**3).mean() - (weights == "mammen")) < 0.03


def test_bands_hold_intervals_and_draws_agree_with_formulas(mpdta):
    result = group_time(mpdta)
    m = Multiplier(np.random.default_rng(7), 20_000)
    drawn, analytic = aggregate(result, "dynamic", multiplier=m), aggregate(result, "dynamic")
    for frame in (drawn, analytic):
        assert (frame["band_low"] <= frame["low"]).all()
        assert (frame["band_high"] >= frame["high"]).all()
    assert np.allclose(drawn["low"], analytic["low"], atol=0.002)
    assert np.allclose(drawn["p_value"], analytic["p_value"], atol=0.02)
    # Šidák's band is a bound: the draws know how the estimates hang together.
    width = (drawn["band_high"] - drawn["low"])[1:] / (analytic["band_high"] - analytic["low"])[1:]
    assert ((width > 0.9) & (width < 1.01)).all()
    again = aggregate(result, "dynamic", multiplier=Multiplier(np.random.default_rng(7), 20_000))
    pd.testing.assert_frame_equal(drawn, again)


def test_bands_of_cells(mpdta):
    result = group_time(mpdta)
    drawn = bands(result, multiplier=Multiplier(np.random.default_rng(3)))
    assert drawn["se"].tolist() == pytest.approx(result.att["se"].tolist())
    assert (drawn["band_low"] < drawn["low"]).all()
    beyond = drawn[(drawn["band_low"] > 0) | (drawn["band_high"] < 0)]
    assert beyond[["group", "period"]].to_numpy().tolist() == [[2004, 2006], [2004, 2007]]
    one = bands(group_time(table([[0, 1], [0, 2], [0, 4]], [1, None, None])))
    assert one["note"].tolist() == ["one_treated_cluster"]
    assert one["low"].isna().all()


# --- edges ------------------------------------------------------------------------------------
def test_one_treated_unit_has_an_estimate_and_a_reason():
    data = table(np.random.default_rng(0).normal(size=(12, 6)), [3, *[None] * 11])
    frames = [aggregate(group_time(data), by) for by in AGGREGATES]
    for frame in [*frames, impute(data).frame, sun_abraham(data), two_way(data)]:
        assert np.isfinite(frame["estimate"]).all()
        assert frame["se"].isna().all()
        assert (frame["note"] == "one_treated_cluster").all()
    joint = pre_test(group_time(data))
    assert (joint.df, joint.note) == (0, "nothing_to_test")
    assert pre_trend(data, 1).joint.note == "nothing_to_test"


def test_one_control_unit_has_an_estimate_and_a_reason():
    data = table(np.random.default_rng(0).normal(size=(12, 6)), [*[3] * 11, None])
    for frame in (aggregate(group_time(data), "dynamic"), sun_abraham(data)):
        assert np.isfinite(frame["estimate"]).all()
        assert (frame["note"] == "one_control_cluster").all()


def test_without_never_treated():
    data = world(13, never=0.0, waves=(2, 4, 6))
    none = aggregate(group_time(data), "simple").iloc[0]
    assert np.isnan(none["estimate"])
    assert none["note"] == "no_cells"
    result = group_time(data, controls="not_yet")
    # In use until the last cohort starts; that one itself until the last but one does.
    stop = result.att["group"].map({2002: 2006, 2004: 2006, 2006: 2004})
    late = result.att["period"] >= stop
    assert result.att.loc[late, "att"].isna().all()
    assert (result.att.loc[late, "note"] == "no_controls").all()
    assert np.isfinite(result.att.loc[~late, "att"]).all()
    simple = aggregate(result, "simple").iloc[0]
    assert np.isfinite(simple["se"])
    assert simple["note"] == "part_left_out"
    imputed = impute(data)
    assert np.isnan(imputed.effects[:, 6:]).all()
    assert np.isnan(imputed.period_effect[6:]).all()
    assert imputed.frame["note"][0] == "part_left_out"
    # The interaction-weighted estimate takes the last cohort for its reference until it starts.
    cut = replace(
        data,
        outcome=data.outcome[:, :6],
        start=np.where(data.start == 6, NEVER, data.start),
        period=data.period[:6],
    )
    pd.testing.assert_frame_equal(sun_abraham(data), sun_abraham(cut))


def test_everybody_at_once_cannot_be_told_from_time():
    data = table(np.random.default_rng(0).normal(size=(6, 4)), [2] * 6)
    found = {
        "two_way": two_way(data),
        "sa": sun_abraham(data),
        "bjs": impute(data).frame,
        "cs": aggregate(group_time(data, controls="not_yet"), "group"),
    }
    for name, frame in found.items():
        assert frame["estimate"].isna().all(), name
        assert frame["note"].str.startswith("no_").all(), name
    assert pre_trend(data, 1).frame["note"].tolist() == ["no_variation"]


def test_a_cohort_before_the_first_base_is_named_and_left_out():
    data = world(14, waves=(3, 5))
    early = replace(data, start=np.where(data.start == 3, 0, data.start))
    result = group_time(early)
    own = result.att[result.att["group"] == 2000]
    assert (own["note"] == "no_baseline").all()
    assert own["att"].isna().all()
    keep = early.start > 0
    alone = replace(
        early, outcome=early.outcome[keep], start=early.start[keep], cluster=early.cluster[keep]
    )
    for by in AGGREGATES:
        some, whole = aggregate(group_time(alone), by), aggregate(result, by)
        assert whole["estimate"][0] == pytest.approx(some["estimate"][0])
        assert whole["se"][0] == pytest.approx(some["se"][0])
        assert whole["note"][0] == "part_left_out"
    assert impute(early).frame["estimate"][0] == pytest.approx(impute(alone).frame["estimate"][0])
    assert impute(early).frame["note"][0] == "part_left_out"
    assert sun_abraham(early)["se"][0] == pytest.approx(sun_abraham(alone)["se"][0])


def test_cohorts_of_one_unit_each_still_have_an_error():
    rng = np.random.default_rng(15)
    data = table(rng.normal(size=(30, 12)), [*range(2, 10), *[None] * 22])
    simple = aggregate(group_time(data), "simple").iloc[0]
    assert simple["note"] == "part_one_cluster"
    assert simple["se"] > 0.1
    frame = impute(data).frame
    assert frame["note"][0] == "part_one_cluster"  # the latest event times have one unit
    assert (frame["note"][1:-2] == "").all()
    assert frame["note"].iloc[-1] == "one_treated_cluster"
    assert (sun_abraham(data)["note"] == "one_treated_cluster").all()


@pytest.mark.parametrize("value", [0.0, 0.1, 1e6])
def test_a_constant_outcome_scatters_nowhere(value):
    data = replace(world(16), outcome=np.full((60, 8), value))
    frame = all_frames(data)
    assert np.allclose(frame["estimate"], 0, atol=1e-7)
    assert frame["se"].isna().all()
    assert (frame["note"] == "no_scatter").all()
    assert pre_test(group_time(data)).note == "nothing_to_test"


def test_more_cells_than_clusters_leave_the_test_of_the_largest():
    data = world(17, units=30, periods=20, waves=(8, 12, 16), clusters=6)
    joint = pre_test(group_time(data), multiplier=Multiplier(np.random.default_rng(0), 199))
    assert joint.note == "more_than_clusters"
    assert np.isnan([joint.p_value, joint.small_p]).all()
    assert 0 < joint.largest_p <= 1


def test_too_few_units_in_a_cohort_make_the_wald_test_singular():
    data = table(np.random.default_rng(0).normal(size=(40, 12)), [9, 9, *[None] * 38])
    data = replace(data, outcome=np.where(data.never[:, None], 0.0, data.outcome))
    assert pre_test(group_time(data)).note == "singular"


def test_more_leads_than_periods_say_which_cannot_be_had():
    frame = pre_trend(world(18, waves=(3, 5)), 9).frame
    assert frame["event_time"].tolist() == list(range(-1, -10, -1))
    assert np.isfinite(frame["estimate"][:4]).all()
    assert (frame["note"][4:] == "no_variation").all()


@pytest.mark.parametrize(
    "call",
    [
        lambda d: group_time(d, controls="all"),
        lambda d: group_time(d, base="first"),
        lambda d: group_time(d, anticipation=-1),
        lambda d: aggregate(group_time(d), "cohort"),
        lambda d: aggregate(group_time(d), "simple", confidence=95),
        lambda d: impute(d, anticipation=0.5),
        lambda d: pre_trend(d, 0),
        lambda d: sun_abraham(d, anticipation=-2),
        lambda d: two_way(d, confidence=0.0),
        lambda d: Multiplier(np.random.default_rng(0), 0),
        lambda d: Multiplier(np.random.default_rng(0), 99, "normal"),
    ],
)
def test_bad_options_are_refused(call):
    with pytest.raises(StudyError):
        call(world(0))


@pytest.mark.parametrize("method", [group_time, impute, sun_abraham, two_way])
def test_nobody_treated_is_refused(method):
    with pytest.raises(StudyError, match="at least one unit that starts"):
        method(table(np.zeros((3, 3)), [None] * 3))


def test_one_cluster_alone_has_no_error():
    data = replace(world(19), cluster=np.zeros(60, dtype=int))
    frame = all_frames(data)
    assert np.isfinite(frame["estimate"]).all()
    assert frame["se"].isna().all()
    assert (
        intervals([Part(None, 1.0, np.ones(1), "one_treated_cluster", 1)], 0, 0.9, None)["low"]
        .isna()
        .all()
    )
