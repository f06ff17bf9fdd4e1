"""The programme's own headline: by hand, on known effects, and where it cannot be had."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from frames import panel, plan, roster

from santitham_eval.calibration import PLAN
from santitham_eval.estimators.programme import PROGRAMME, estimate_programme
from santitham_eval.estimators.programme._chance import errors
from santitham_eval.estimators.programme.risk_sets import compare, roles_of
from santitham_eval.estimators.programme.years import Years, years_of
from santitham_eval.sample import NEVER, draw_sample
from santitham_eval.simulate import (
    HALVING_EFFECT,
    SELECTED_NULL,
    panel_of,
    roster_of,
    simulate,
)


def years(numerator, start, denominator=None, amphoe=None):
    numerator = np.asarray(numerator, float)
    n, columns = numerator.shape
    return Years(
        numerator,
        np.ones_like(numerator) if denominator is None else np.asarray(denominator, float),
        *[np.asarray(start)] * 3,
        np.arange(n) if amphoe is None else np.asarray(amphoe),
        np.array([f"9901{i:02d}" for i in range(n)], dtype=object),
        pd.period_range("2013-10", periods=columns, freq="12M").to_numpy(object),
        0,
    )


def overall(made, scale="ratio", **more):
    return compare(made, scale, **{"left_out": 0, **more}).effects.iloc[0]


COUNTS = [[10, 14, 6, 3], [20, 22, 9, 8], [8, 6, 7, 5], [30, 28, 29, 33]]


def test_one_cohort_is_the_ratio_of_rate_ratios():
    # One half of the two years before measures, then the other: the mean of both.
    found = overall(years(COUNTS, [2, 2, NEVER, NEVER]))
    after = 6 + 3 + 9 + 8
    expected = [
        (b * (7 + 29) / c + b * (5 + 33) / c) for b, c in ((10 + 20, 8 + 30), (14 + 22, 6 + 28))
    ]
    assert found["estimate"] == pytest.approx(np.mean([after / e for e in expected]))
    assert found["note"] == "few_clusters" and np.isnan(found["low"])


def test_those_who_start_later_compare_until_they_start():
    made = years([[10, 10, 10, 5], [10, 10, 20, 0], [10, 10, 20, 20]], [2, 3, NEVER])
    effects = compare(made, "ratio", left_out=0).effects.set_index("at")
    # Year 2: both others doubled, 10 where 20 were expected.  Year 3: the third alone compares.
    assert effects.loc[0, "estimate"] == pytest.approx((10 + 0) / (20 + 20))
    assert effects.loc[1, "estimate"] == pytest.approx(5 / 20)


def test_a_difference_moves_by_differences():
    share = [[0.50, 0.50, 0.70, 0.80], [0.50, 0.50, 0.55, 0.60]]
    made = years(100 * np.array(share), [2, NEVER], np.full((2, 4), 100.0))
    assert overall(made, "difference")["estimate"] == pytest.approx((0.15 + 0.20) / 2)


def test_the_years_of_choosing_measure_no_level_but_compare():
    spoilt = np.array(COUNTS, float)
    made = [years(c, [3, 3, NEVER, NEVER]) for c in (spoilt, spoilt * [[1, 1, 9, 1]] * 1)]
    one, other = (overall(m, left_out=1)["estimate"] for m in made)
    assert one == pytest.approx(other)


def test_a_year_cut_by_a_start_is_compared_with_nobody():
    own, later, never = (f"9901{n:02d}" for n in (1, 2, 3))
    even = {code: np.full(120, 6.0) for code in (own, later, never, "990104")}
    even[later][74:] = 0  # nothing from its own start in March on; years begin in January
    starts = roster((own, "2015-01"), ("990104", "2015-01"), (later, "2016-03"))
    made = years_of(draw_sample(panel(even), starts, plan(), "SAF1"))
    effects = compare(made, "ratio", left_out=made.anticipation).effects.set_index("at")
    assert effects.loc[[3, 4], "estimate"].tolist() == pytest.approx([1, 1])  # 2018 and 2019
    assert effects.loc[1, "estimate"] == pytest.approx(2 / 3)  # 2016 of two, 2018 of the third
    assert overall(made, left_out=made.anticipation)["estimate"] == pytest.approx(10 / 13)


@pytest.mark.parametrize("gap", [None, 40])
def test_a_programme_without_a_whole_year_has_a_reason_for_every_method(gap):
    shares = {f"99{n:02d}01": 30.0 + np.arange(120) % 5 for n in range(1, 8)}
    if gap:
        shares["990101"][gap] = np.nan
    start = "2016-01" if gap else "2019-06"
    frame = panel(shares, {c: np.full(120, 100.0) for c in shares}, indicator="SAF5")
    sample = draw_sample(frame, roster(("990101", start)), plan("SAF5", 0.1), "SAF5")
    frame = estimate_programme(sample, np.random.default_rng(1))
    assert list(frame["method"]) == list(PROGRAMME["difference"])
    assert set(frame["note"]) == {"not_observed"}


def world_of(scenario, seed):
    world = simulate(scenario, np.random.default_rng(seed))
    return world, draw_sample(panel_of(world), roster_of(world), PLAN, "SAF1")


@pytest.mark.parametrize(("scenario", "effect"), [(SELECTED_NULL, 1.0), (HALVING_EFFECT, 0.5)])
def test_where_waves_take_the_worst_the_known_effect_is_found(scenario, effect):
    errors, covered, bounds = [], [], []
    for seed in range(24):
        _, sample = world_of(scenario, seed)
        found = overall(years_of(sample), left_out=1)
        errors.append(np.log(found["estimate"] / effect))
        covered.append(found["low"] <= effect <= found["high"])
        bounds.append(np.log(found["high"] / found["low"]) / 4)
    assert abs(np.mean(errors)) < 3 * np.std(errors) / np.sqrt(24)
    assert np.std(errors) < 0.1
    assert np.mean(covered) >= 0.88  # of 24, at 95 %
    assert np.mean(bounds) == pytest.approx(np.std(errors), rel=0.6)


def test_relabelling_and_scale_change_nothing():
    _, sample = world_of(SELECTED_NULL, 2)
    made = years_of(sample)
    order = np.random.default_rng(5).permutation(len(made.start))
    starts = (made.start[order], made.entered[order], made.chosen[order])
    turned = Years(made.numerator[order], 100 * made.denominator[order], *starts,
                   made.amphoe[order], made.tambon[order], made.year, 0)  # fmt: skip
    one, other = overall(made, left_out=1), overall(turned, left_out=1)
    for column in ("estimate", "low", "high", "p_value"):
        assert one[column] == pytest.approx(other[column], rel=1e-9)


def test_leaving_one_amphoe_out_is_told():
    _, sample = world_of(SELECTED_NULL, 3)
    made = years_of(sample)
    kept = made.amphoe != 4
    starts = (made.start[kept], made.entered[kept], made.chosen[kept])
    fewer = Years(made.numerator[kept], made.denominator[kept], *starts,
                  made.amphoe[kept], made.tambon[kept], made.year, 0)  # fmt: skip
    without = compare(made, "ratio", left_out=1).without.set_index("cluster")["estimate"]
    assert without[4] == pytest.approx(overall(fewer, left_out=1)["estimate"], rel=1e-12)


@pytest.mark.parametrize(
    ("start", "left_out", "note"),
    [
        ([NEVER] * 4, 0, "not_observed"),
        ([2, 2, NEVER, NEVER], 1, "short_baseline"),
        ([2, 2, 2, 2], 0, "few_comparisons"),
    ],
)
def test_what_cannot_be_had_has_a_reason(start, left_out, note):
    assert compare(years(COUNTS, start), "ratio", left_out=left_out).note == note


@pytest.mark.parametrize(("inside", "note"), [(1, "few_clusters"), (4, "few_clusters"), (5, ""),
                                              (15, ""), (16, "few_clusters")])  # fmt: skip
def test_few_amphoe_on_either_side_give_no_interval(inside, note):
    rng = np.random.default_rng(inside)
    amphoe = np.repeat(np.arange(20), 3)
    counts = rng.poisson(9 * np.exp(rng.normal(0, 0.3, (60, 6))))
    found = overall(years(counts, np.where(amphoe < inside, 3, NEVER), amphoe=amphoe))
    assert found["note"] == note and np.isfinite(found["estimate"])
    assert np.isnan(found["low"]) == np.isnan(found["p_value"]) == bool(note)


def test_no_events_and_nothing_expected_are_told_apart():
    quiet = years([[4, 5, 0, 0], [3, 6, 0, 0], [5, 4, 6, 5], [7, 5, 4, 6]], [2, 2, NEVER, NEVER])
    assert overall(quiet)["note"] == "no_events"
    nobody = years([[0, 0, 3, 2], [0, 0, 1, 4], [5, 4, 6, 5], [7, 5, 4, 6]], [2, 2, NEVER, NEVER])
    assert overall(nobody)["note"] == "nothing_expected"


def test_every_method_gives_a_row_for_the_whole():
    _, sample = world_of(HALVING_EFFECT, 1)
    frame = estimate_programme(sample, np.random.default_rng(1))
    assert list(frame["method"]) == list(PROGRAMME["ratio"]) and set(frame["tambon"]) == {"ALL"}
    assert list(frame["note"]) == ["", "", "not_by_differences"]
    assert frame["low"].notna().tolist() == [True, True, False]
    planned = replace(PLAN, outcomes=(replace(PLAN.outcomes[0], indicator="SAF5", margin=0.1),))
    world = simulate(HALVING_EFFECT, np.random.default_rng(1))
    sample = draw_sample(panel_of(world), roster_of(world), planned, "SAF5")
    frame = estimate_programme(sample, np.random.default_rng(1))
    assert list(frame["method"]) == list(PROGRAMME["difference"])
    assert (frame["low"] < frame["estimate"]).all() and (frame["estimate"] > 0).all()


# --- errors -----------------------------------------------------------------------------------
def plain(effects, seed, tambons=200, level=40.0, luck=0.0):
    """Poisson counts of six years, half of the tambons in the programme from the fourth on."""
    draw = np.random.default_rng(seed)
    start = np.where(np.arange(tambons) % 2 == 0, 4, NEVER)
    ratio = np.where(start == 4, np.resize(effects, tambons), 1.0)
    mean = np.full((tambons, 6), level) * np.exp(draw.normal(0, luck, (tambons, 6)))
    mean[:, 4:] *= ratio[:, None]
    return years(draw.poisson(mean), start, amphoe=np.arange(tambons) // 10)


def roles_and_cells(made):
    roles = roles_of(made, 0)[0]
    return roles, [roles.inside]


def test_the_error_of_plain_counts_by_hand():
    # 100 tambons with 80 expected after and 160 before, on either side: four Poisson sums.
    found = [
        errors(m, "ratio", *roles_and_cells(m))[0] for m in (plain([1.0], s) for s in range(8))
    ]
    assert np.mean(found) == pytest.approx(np.sqrt(2 / 8_000 + 2 / 16_000), rel=0.15)


def test_effects_that_differ_are_no_error_and_leave_the_interval_right():
    inside, found = [], []
    for seed in range(60):
        made = plain([1.0, 0.3, 2.0, 0.7, 1.0], seed)
        told = overall(made)
        found.append(np.log(told["estimate"]))
        inside.append(told["low"] <= 1.0 <= told["high"])
    assert np.mean(inside) >= 0.9  # the mean effect is 1; of 60, at 95 %
    width = np.log(told["high"] / told["low"]) / 4
    assert width == pytest.approx(np.std(found), rel=0.5) and width < 0.03


def test_luck_and_what_amphoe_share_widen_the_error():
    calm, lucky = (np.mean([errors(m, "ratio", *roles_and_cells(m))[0]
                            for m in (plain([1.0], s, luck=luck) for s in range(4))])
                   for luck in (0.0, 0.4))  # fmt: skip
    assert lucky > 1.5 * calm
    made = plain([1.0], 1)
    # In each amphoe all are inside or all outside, and each moves by itself after the start.
    apart = replace(made, amphoe=np.argsort(np.argsort(made.start, kind="stable")) // 10)
    moved = np.exp(np.random.default_rng(2).normal(0, 0.3, 20))[apart.amphoe]
    shaken = replace(
        apart, numerator=apart.numerator * np.where(np.arange(6) >= 4, moved[:, None], 1)
    )
    one, other = (errors(m, "ratio", *roles_and_cells(m))[0] for m in (apart, shaken))
    assert other > 2.5 * one
    assert other == pytest.approx(0.3 * np.sqrt(2 / 10), rel=0.5)


def test_errors_of_differences_are_as_those_of_means():
    draw = np.random.default_rng(4)
    start = np.where(np.arange(200) % 2 == 0, 4, NEVER)
    found = []
    for _ in range(6):
        value = draw.normal(3.0, 0.5, (200, 6)) + draw.normal(0, 1, (200, 1))
        made = years(value, start, amphoe=np.arange(200) // 10)
        found.append(errors(made, "difference", *roles_and_cells(made))[0])
    assert np.mean(found) == pytest.approx(0.5 * np.sqrt(2 * (1 / 4 + 1 / 2) / 100), rel=0.25)


def test_one_set_against_another_and_a_set_without_anything():
    made = plain([1.0], 3)
    roles, (cells,) = roles_and_cells(made)
    half = np.arange(200)[:, None] < 100
    sets = [cells & half, cells & ~half, cells & False]
    one, two, none, apart = errors(made, "ratio", roles, sets, [(0, 1)])
    assert np.isnan(none)
    assert apart == pytest.approx(np.hypot(one, two), rel=0.35) and apart > max(one, two) * 0.9
