"""Matched comparison and its balance: by hand, without an effect, and with one that is known."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from frames import START, effects, panel, plan, roster, windows

from santitham_eval import text
from santitham_eval.calibration import PLAN
from santitham_eval.checks import BALANCE_COLUMNS, balance_of
from santitham_eval.estimators import matched
from santitham_eval.estimators._matching import (
    CALIPER,
    COVARIATES,
    nearest,
    slope_of_change,
    slope_of_odds,
    space,
)
from santitham_eval.sample import draw_sample
from santitham_eval.simulate import (
    HALVING_EFFECT,
    SELECTED_NULL,
    Scenario,
    panel_of,
    roster_of,
    simulate,
)
from santitham_eval.tables import balance_table

RNG = np.random.default_rng(0)  # the method draws nothing
CODES = [f"9902{n:02d}" for n in range(40)]


def world_sample(scenario, seed, indicator="SAF1", margin=0.8):
    world = simulate(scenario, np.random.default_rng(seed))
    planned = replace(
        PLAN, outcomes=(replace(PLAN.outcomes[0], indicator=indicator, margin=margin),)
    )
    return world, draw_sample(panel_of(world), roster_of(world), planned, indicator)


def sample_of(series, denominators=None, indicator="SAF1", neighbours=None, **changes):
    frame = panel(series, denominators, indicator)
    return draw_sample(
        frame, roster(("990101", START)), plan(indicator, 0.1, **changes), indicator, neighbours
    )


# --- covariates and distances ------------------------------------------------------------------
def test_covariates_by_hand():
    flat, rising = np.ones(120), np.where(np.arange(120) < 36, 1.0, 3.0)
    series = {"990101": rising, "990201": flat, "990202": 2 * flat, "990203": rising}
    sizes = {code: np.full(120, 500.0 * (n + 1)) for n, code in enumerate(series)}
    near = pd.DataFrame({"tambon": ["990101", "990101"], "neighbour": ["990201", "990202"]})
    sample = sample_of(series, sizes, neighbours=near)
    case = sample.case(0, int(sample.start[0]))
    found = space(sample, case.baseline, np.array([1, 2, 3]))
    level, trend, size, around = found.raw[0]
    months = case.baseline
    assert list(months[[0, -1]]) == [12, 59]
    assert level == pytest.approx(np.log((24 + 72 + 0.5) / (48 * 500)))
    # The first 24 months hold 24 events, the other 24 hold 72.
    assert trend == pytest.approx(np.log((72 + 0.5) / (24 + 0.5)))
    assert size == pytest.approx(np.log(500))
    assert around == pytest.approx(np.log((48 + 96 + 0.5) / (48 * 2500)))
    assert np.isnan(found.raw[3, 3]) and found.standard[3, 3] == 0  # nobody adjoins it
    assert found.standard[[1, 2, 3]].std(axis=0)[:3] == pytest.approx(np.ones(3))


def test_distances_are_mahalanobis_and_the_caliper_holds():
    _, sample = world_sample(replace(SELECTED_NULL, tambons=80, amphoe=10), 3)
    row = int(sample.treated()[0])
    case = sample.case(row, int(sample.start[row]))
    outside = np.flatnonzero(sample.start > case.start)
    found = space(sample, case.baseline, outside)
    used = found.standard[:, :3]  # without neighbours there are three
    assert not found.standard[:, 3].any()
    inverse = np.linalg.inv(used[outside].T @ used[outside] / len(outside))
    gap = used[outside] - used[row]
    by_hand = np.einsum("ij,jk,ik->i", gap, inverse, gap)
    order, rank = nearest(found, case, outside)
    inside = np.flatnonzero(np.abs(gap[:, 0]) <= CALIPER)
    assert list(order) == list(inside[np.argsort(by_hand[inside], kind="stable")])
    assert list(rank) == list(range(len(order)))


def test_those_equally_near_share_a_rank():
    flat = {code: np.ones(120) for code in CODES}
    sample = sample_of({"990101": np.ones(120)} | flat)
    case = sample.case(0, int(sample.start[0]))
    found = space(sample, case.baseline, np.arange(1, 41))
    assert set(nearest(found, case, np.arange(1, 41))[1]) == {0}


def test_slopes_of_odds_are_those_of_statsmodels_but_for_the_prior():
    rng = np.random.default_rng(4)
    x = rng.normal(size=(150, 3))
    whole = rng.poisson(60, 150) + 1.0
    offset = rng.normal(0, 0.2, 150)
    after = rng.binomial(whole.astype(int), 1 / (1 + np.exp(-(x @ [0.3, -0.2, 0.0] + offset))))
    found = slope_of_odds(x, after.astype(float), whole, offset)
    other = sm.GLM(
        np.column_stack([after, whole - after]), sm.add_constant(x),
        family=sm.families.Binomial(), offset=offset,
    ).fit()  # fmt: skip
    np.testing.assert_allclose(found, other.params[1:], atol=0.002)
    sparse = slope_of_odds(x[:4], np.array([0, 0, 1.0, 1.0]), np.ones(4), np.zeros(4))
    assert np.isfinite(sparse).all() and (np.abs(sparse) < 1).all()  # separated, yet finite


def test_slopes_of_change_are_least_squares_but_for_the_prior():
    rng = np.random.default_rng(5)
    x, weight = rng.normal(size=(400, 2)), rng.uniform(1, 3, 400)
    change = 1 + x @ [0.5, -1.0] + rng.normal(0, 0.1, 400)
    other = sm.WLS(change, sm.add_constant(x), weights=weight).fit().params[1:]
    np.testing.assert_allclose(slope_of_change(x, change, weight), other, rtol=0.01)
    assert not slope_of_change(np.ones((5, 2)), change[:5], weight[:5]).any()


# --- the estimate --------------------------------------------------------------------------------
def test_matches_of_the_same_level_give_the_ratio_by_hand():
    # Twenty like it fall to a half, twenty far from it do not; it falls to a quarter.
    like = {code: windows(48, 12, 18, 12) for code in CODES[:20]}
    unlike = {code: windows(480, 120, 360, 120) for code in CODES[20:]}
    sample = sample_of({"990101": windows(48, 12, 9, 12)} | like | unlike)
    row = matched.estimate(sample, RNG).iloc[0]
    assert row["expected"] == pytest.approx(18 / 36_000, rel=0.02)
    assert row["before"] == pytest.approx(48 / 48_000)
    assert row["estimate"] == pytest.approx(0.5, rel=0.15)


def test_what_is_left_unlike_is_corrected():
    """Where change goes with size, matches of another size are no fair comparison."""
    rng = np.random.default_rng(6)
    size = np.exp(np.linspace(0, 2, 40))
    fall = 0.4 * np.log(size)
    series, sizes = {}, {}
    for n, code in enumerate(CODES):
        later = np.where(np.arange(120) >= 72, np.exp(-fall[n]), 1.0)
        series[code] = rng.poisson(4 * size[n] * later).astype(float)
        sizes[code] = np.full(120, 1000 * size[n])
    own = np.exp(2.3)  # beyond the largest of them
    later = np.where(np.arange(120) >= 72, np.exp(-0.4 * 2.3), 1.0)
    series["990101"], sizes["990101"] = (
        rng.poisson(4 * own * later).astype(float),
        sizes[CODES[0]] * own,
    )
    sample = sample_of(series, sizes)
    case, told = matched.match_all(sample)[0]
    plain = sample_of(series, sizes, match=())
    row = matched.estimate(sample, RNG).iloc[0]
    headline = effects(
        panel(series, sizes), roster(("990101", START)), plan(), methods=["comparative"]
    ).iloc[0]
    assert abs(np.log(row["estimate"])) < abs(np.log(headline["estimate"]))
    assert row["estimate"] == pytest.approx(1, abs=0.12)
    assert plain.plan.comparison.match == () and not isinstance(told, str) and case.row == 0


def summary(scenario, seeds, indicator="SAF1", margin=0.8):
    parts = []
    for seed in seeds:
        world, sample = world_sample(scenario, seed, indicator, margin)
        found = matched.estimate(sample, RNG)
        parts.append(found.assign(truth=world.effect[sample.treated()]))
    found = pd.concat(parts)
    return found[found["p_value"].notna()]


def test_without_an_effect_the_worst_chosen_show_none():
    found = summary(SELECTED_NULL, range(3))
    assert abs(np.log(found["estimate"]).mean()) < 0.12
    assert ((found["low"] <= 1) & (found["high"] >= 1)).mean() > 0.92


def test_a_halving_is_found():
    found = summary(replace(HALVING_EFFECT, volume=60.0), [1])
    assert np.log(found["estimate"]).mean() == pytest.approx(np.log(0.5), abs=0.15)
    assert ((found["low"] <= 0.5) & (found["high"] >= 0.5)).mean() > 0.88


def test_shares_too_show_nothing_where_nothing_was_done():
    scenario = Scenario(selection="random", shock=("2020-04", "2020-09", 1.0))
    found = summary(scenario, range(2), "SAF5", 0.1)
    assert abs(found["estimate"].mean()) < 0.03
    assert ((found["low"] <= 0) & (found["high"] >= 0)).mean() > 0.92


@pytest.mark.proof
@pytest.mark.parametrize("indicator", ["SAF1", "SAF5"])
def test_calibration_of_the_matched_comparison(indicator):
    found = summary(SELECTED_NULL, range(60), indicator, 0.8 if indicator == "SAF1" else 0.1)
    rate = indicator == "SAF1"
    error = np.log(found["estimate"]) if rate else found["estimate"]
    nothing = 1.0 if rate else 0.0
    covered = (found["low"] <= nothing) & (nothing <= found["high"])
    assert abs(error.mean()) < (0.03 if rate else 0.01)
    assert covered.mean() > 0.94


def test_order_names_and_exposure_change_nothing():
    world = simulate(replace(SELECTED_NULL, tambons=80, amphoe=10), np.random.default_rng(9))
    frame, starts = panel_of(world), roster_of(world)
    frame = frame[frame["indicator"] == "SAF1"]
    first = matched.estimate(draw_sample(frame, starts, PLAN, "SAF1"), RNG)
    turned = frame.sample(frac=1, random_state=1)
    again = matched.estimate(draw_sample(turned, starts, PLAN, "SAF1"), RNG)
    pd.testing.assert_frame_equal(first, again)
    scaled = frame.assign(denominator=frame["denominator"] * 3)
    other = matched.estimate(draw_sample(scaled, starts, PLAN, "SAF1"), RNG)
    np.testing.assert_allclose(first["estimate"], other["estimate"], rtol=1e-9)


def test_the_far_future_of_others_does_not_choose_them():
    """Tambons that start later count until then, whatever comes of them."""
    world, sample = world_sample(replace(SELECTED_NULL, tambons=80, amphoe=10), 11)
    wild = world.incidents.copy()
    for row in np.flatnonzero(world.start < 120):
        wild[row, world.start[row] + 12 :] *= 9
    last = int(sample.start[sample.treated()].max())
    moved = draw_sample(panel_of(replace(world, incidents=wild)), roster_of(world), PLAN, "SAF1")
    for (case, one), (_, other) in zip(
        matched.match_all(sample), matched.match_all(moved), strict=True
    ):
        if case.start == last and not isinstance(one, str):
            np.testing.assert_allclose(one.weight, other.weight)


@pytest.mark.parametrize(
    ("own", "others", "note"),
    [
        (windows(480, 120, 360, 120), [windows(48 + n, 12, 36, 12) for n in range(30)], "poor_match"),
        (windows(0, 0, 0), [windows(n % 4, 1, 2, 1) for n in range(30)], "no_events"),
        (windows(48, 12, 36), [windows(48, 12, 0, 12)] * 30, "no_comparison_events"),
        (windows(48, 12, 36), [], "few_comparisons"),
    ],
)  # fmt: skip
def test_what_cannot_be_matched_says_why(own, others, note):
    series = {"990101": own} | {f"9903{n:02d}": other for n, other in enumerate(others)}
    row = matched.estimate(sample_of(series), RNG).iloc[0]
    assert row["note"] == note and note in text.REASONS
    assert "p_value" not in row or np.isnan(row["p_value"])


# --- balance -------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def balanced():
    _, sample = world_sample(replace(SELECTED_NULL, tambons=120, amphoe=12), 2)
    return sample, balance_of(sample)


def test_balance_by_hand(balanced):
    sample, found = balanced
    assert list(found.columns) == BALANCE_COLUMNS
    case, told = next((c, t) for c, t in matched.match_all(sample) if not isinstance(t, str))
    rows = found[found["tambon"] == sample.series.tambon[case.row]].set_index(
        ["method", "covariate"]
    )
    level = sample.level(case.baseline)
    row = rows.loc[("matched", "level")]
    assert row["own"] == pytest.approx(level[case.row])
    assert row["others"] == pytest.approx(told.weight @ level[told.pool])
    assert row["apart"] == pytest.approx(
        (level[case.row] - told.weight @ level[told.pool]) / level[told.pool].std()
    )
    assert row["apart_outside"] == pytest.approx(
        (level[case.row] - level[told.pool].mean()) / level[told.pool].std()
    )
    assert np.isnan(row["variance_ratio"])


def test_balance_over_all_is_austin_s(balanced):
    sample, found = balanced
    whole = found[(found["tambon"] == "ALL") & (found["method"] == "matched")]
    row = whole.set_index("covariate").loc["level"]
    pairs = [(c, t) for c, t in matched.match_all(sample) if not isinstance(t, str)]
    levels = [sample.level(case.baseline) for case, _ in pairs]
    own = np.array([v[case.row] for v, (case, _) in zip(levels, pairs, strict=True)])
    outside = np.concatenate([v[t.pool] for v, (_, t) in zip(levels, pairs, strict=True)])
    share = np.concatenate([np.full(len(t.pool), 1 / len(t.pool)) for _, t in pairs]) / len(pairs)
    mean = share @ outside
    variance = share @ (outside - mean) ** 2
    spread = np.sqrt((own.var() + variance) / 2)
    assert row["apart_outside"] == pytest.approx((own.mean() - mean) / spread)
    assert row["variance_ratio_outside"] == pytest.approx(own.var() / variance)


def test_matching_brings_them_nearer(balanced):
    _, found = balanced
    own = found[(found["tambon"] != "ALL") & (found["covariate"] != "trend")]
    apart = own.groupby(["method", "covariate"])[["apart", "apart_outside"]].agg(
        lambda v: v.abs().median()
    )
    assert apart.loc[("matched", "level"), "apart"] < 0.3
    assert apart.loc[("matched", "size"), "apart"] < apart.loc[("comparative", "size"), "apart"]
    assert (apart["apart"] <= apart["apart_outside"] * 1.1).all()


def test_a_page_shows_what_was_alike_and_gives_no_persons_away(balanced):
    sample, found = balanced
    frame = found.assign(indicator="SAF1")
    tambon = sample.series.tambon[sample.treated()[0]]
    table = balance_table(frame, tambon, "SAF1")
    assert len(table.frame) == 3 and table.frame["outside_en"].str.endswith(" SD").all()
    assert "×" in balance_table(frame, "ALL", "SAF1").frame["matched_en"].iloc[0]
    assert balance_table(frame.assign(indicator="SAF2"), tambon, "SAF2").frame.empty
    assert balance_table(frame, "000000", "SAF1").frame.empty
    assert set(text.COVARIATES) == set(COVARIATES)
