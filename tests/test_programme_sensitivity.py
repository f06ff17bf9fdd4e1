"""Spillover, doses and trends that are there are found; those that are not seldom are."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from frames import panel, plan, roster
from test_programme_whole import years

from santitham_eval.calibration import PLAN
from santitham_eval.estimators.programme.by_year import by_year, honest_input
from santitham_eval.estimators.programme.clusters import joint_test
from santitham_eval.estimators.programme.risk_sets import roles_of
from santitham_eval.estimators.programme.staggered import Staggered
from santitham_eval.estimators.programme.synthetic_did import synthetic_did
from santitham_eval.estimators.programme.years import years_of
from santitham_eval.programme import analyse, overall
from santitham_eval.programme.persistence import persistence
from santitham_eval.programme.trends import honest_rows, pre_trend
from santitham_eval.sample import NEVER, draw_sample
from santitham_eval.simulate import (
    HALVING_EFFECT,
    HALVING_NULL,
    SELECTED_NULL,
    panel_of,
    roster_of,
    simulate,
)

ONE_WAVE = replace(HALVING_EFFECT, waves=(("2018-10", 45),), selection="random", volume=40.0)


def rng(seed=1):
    return np.random.default_rng(seed)


def part_of(frame, part):
    return frame[frame["part"] == part].set_index("item")


def neighbours_of(world, each=2):
    """Each treated tambon next to two others that are not in the programme."""
    treated = np.flatnonzero(world.start < len(world.periods))
    others = np.setdiff1d(np.arange(len(world.tambon)), treated)[: each * len(treated)]
    pairs = zip(np.repeat(treated, each), others, strict=True)
    frame = pd.DataFrame([(world.tambon[a], world.tambon[b]) for a, b in pairs])
    return frame.set_axis(["tambon", "neighbour"], axis=1), others


def moved_to(world, data, near, share, seed):
    """As many incidents as were averted, times a share, happen in the neighbours instead."""
    months = world.periods[world.start.min() :]
    treated = world.start < len(world.periods)
    averted = world.without[treated][:, -len(months) :].sum() * 0.5 * share
    rows = data["tambon"].isin(world.tambon[near]) & data["period"].isin(months)
    rows &= data["indicator"] == "SAF1"
    more = rng(seed).poisson(averted / rows.sum(), int(rows.sum()))
    data = data.copy()
    data.loc[rows, "numerator"] += more
    return data


@pytest.mark.parametrize(
    ("share", "total", "verdict"), [(1.0, 1.0, "caution"), (0.0, 0.75, "pass")]
)
def test_what_only_moved_next_door_cancels_in_the_total(share, total, verdict):
    told = []
    for seed in range(4):
        world = simulate(ONE_WAVE, rng(seed))
        pairs, near = neighbours_of(world)
        data = moved_to(world, panel_of(world), near, share, seed)
        sample = draw_sample(data, roster_of(world), replace(PLAN, draws=9), "SAF1", pairs)
        found = analyse(sample, rng())
        told.append(part_of(found, "displacement"))
        if share:
            assert part_of(found, "ring").loc["1", "estimate"] > 1.1
        assert part_of(found, "displacement").loc["0", "estimate"] == pytest.approx(0.5, abs=0.12)
    frame = pd.concat(told)
    alone = frame.loc["1", "estimate"]
    # Two neighbours to a tambon, alike on average: half averted in a third is a sixth of the whole.
    expected = {1.0: 1.0, 0.75: 5 / 6}[total]
    assert np.mean(np.log(alone)) == pytest.approx(np.log(expected), abs=0.07)
    assert (frame.loc["1", "verdict"] == verdict).sum() >= 3


def test_a_larger_budget_that_does_more_is_seen():
    logs = []
    for seed in range(4):
        world = simulate(replace(ONE_WAVE, effects=((0.9, 0.5), (0.4, 0.5))), rng(seed))
        starts = roster_of(world)
        own = world.effect[np.searchsorted(world.tambon, starts["tambon"].to_numpy(str))]
        dose = dict(zip(starts["tambon"], np.where(own < 0.5, 1e6, 3e5), strict=True))
        sample = draw_sample(panel_of(world), starts, replace(PLAN, draws=9), "SAF1")
        found = analyse(sample, rng(), dose=dose)
        contrast = part_of(found, "dose_contrast").loc["1000000:300000"]
        assert contrast["high"] < 1 and contrast["p_value"] < 0.05
        logs.append(np.log(contrast["estimate"]))
    assert np.mean(logs) == pytest.approx(np.log(0.4 / 0.9), abs=0.15)


# --- trends -------------------------------------------------------------------------------------
def of_years(scenario, seed, indicator="SAF1", drift=0.0):
    """A world's years; the programme's tambons drift by so much a year before and after."""
    world = simulate(scenario, rng(seed))
    planned = replace(PLAN, outcomes=(replace(PLAN.outcomes[0], indicator=indicator, margin=0.1),))
    made = years_of(draw_sample(panel_of(world), roster_of(world), planned, indicator))
    treated = (made.start != NEVER)[:, None]
    factor = np.where(treated, np.exp(drift * np.arange(len(made.year))), 1.0)
    return replace(made, numerator=made.numerator * factor)


def joint_of(made, scale):
    found = by_year(made, scale, roles_of(made, made.anticipation)[0])
    return found, joint_test(found.beta[: found.leads], found.scores[:, : found.leads])


@pytest.mark.parametrize(("indicator", "scale"), [("SAF1", "ratio"), ("SAF5", "difference")])
def test_where_waves_take_the_worst_no_trend_is_seen_that_is_not_there(indicator, scale):
    rejected = [
        joint_of(of_years(SELECTED_NULL, seed, indicator), scale)[1].small_p < 0.05
        for seed in range(24)
    ]
    assert sum(rejected) <= 4  # of 24, at 5 %; a binomial exceeds this once in 150


def test_a_drift_as_large_as_said_is_found_four_times_in_five():
    found, seen = [], []
    for seed in range(20):
        plain = of_years(HALVING_NULL, seed)
        told = pre_trend(joint_of(plain, "ratio")[0], "ratio", 0.95)
        found.append(float(np.log({r["item"]: r for r in told}["drift"]["estimate"])))
    size = float(np.mean(found))
    for seed in range(20):
        told = pre_trend(
            joint_of(of_years(HALVING_NULL, seed, drift=size), "ratio")[0], "ratio", 0.95
        )
        seen.append({r["item"]: r for r in told}["slope"])
    assert 11 <= sum(r["verdict"] == "caution" for r in seen) <= 20  # 16 expected
    assert np.mean([np.log(r["estimate"]) for r in seen]) == pytest.approx(size, rel=0.35)


def test_coefficients_by_year_are_ratios_of_rate_ratios_by_hand():
    made = years([[10, 20, 10, 6], [10, 10, 20, 24]], [3, NEVER])
    found = by_year(made, "ratio", roles_of(made, 0)[0])
    assert found.column.tolist() == [0, 1, 3] and found.leads == 2
    # Against the third year, in which the one had 10 and the other 20.
    hand = np.log([(10 / 10) / (10 / 20), (20 / 10) / (10 / 20)])
    assert found.beta[:2] == pytest.approx(hand)
    assert found.weight == pytest.approx([1])


def test_a_gap_between_the_last_year_and_the_start_counts_as_years_of_trend():
    made = of_years(HALVING_EFFECT, 3)
    roles, _ = roles_of(made, made.anticipation)
    found = by_year(made, "ratio", roles)
    study, note = honest_input(found)
    assert note == "" and len(study.beta) == len(made.year) - 1
    assert study.weight[0] == 0 and study.weight.sum() == pytest.approx(1)  # the year of choosing
    assert study.weight @ study.beta[study.pre :] == pytest.approx(
        found.weight @ found.beta[found.leads :]
    )


def test_a_halving_withstands_what_was_seen_before_and_a_null_has_nothing_to_undo():
    by_item = {}
    for scenario in (replace(ONE_WAVE, volume=80.0), HALVING_NULL):
        made = of_years(scenario, 4)
        found = by_year(made, "ratio", roles_of(made, made.anticipation)[0])
        rows = {r["item"]: r for r in honest_rows(found, "ratio", 0.95)}
        by_item[scenario.selection, scenario.volume] = rows
        widths = [np.log(r["high"] / r["low"]) for i, r in rows.items() if i.startswith("smooth")]
        assert widths == sorted(widths)
    halved, null = by_item.values()
    assert halved["breakdown:relative"]["estimate"] > 0.5
    assert halved["breakdown:relative"]["note"] == ""
    assert null["breakdown:relative"]["note"] == "not_at_zero"


# --- what cannot be had ---------------------------------------------------------------------------
def test_one_amphoe_in_the_programme_gives_rows_with_reasons():
    counts = {f"99{a:02d}{k:02d}": np.full(120, 2.0 + (a + k) % 3) for a in range(1, 9)
              for k in range(1, 4)}  # fmt: skip
    starts = roster(*((f"9901{k:02d}", "2016-01") for k in range(1, 4)))
    found = analyse(draw_sample(panel(counts), starts, plan(draws=19), "SAF1"), rng())
    assert part_of(found, "overall").loc["risk_sets", "note"] == "few_clusters"
    assert part_of(found, "without_amphoe").loc["9901", "note"] == "nothing_expected"
    assert set(found.loc[found["part"] == "without_amphoe", "verdict"]) == {"not_possible"}
    assert part_of(found, "randomisation")["note"].item() == "one_assignment"


@pytest.mark.parametrize(
    ("start", "note"), [("2010-06", "no_whole_year"), ("2011-01", "short_baseline")]
)
def test_a_programme_too_early_to_judge_says_why_everywhere(start, note):
    counts = {f"99{a:02d}01": np.full(120, 2.0 + a % 3) for a in range(1, 13)}
    starts = roster(*((f"99{a:02d}01", start) for a in range(1, 7)))
    found = analyse(draw_sample(panel(counts), starts, plan(draws=19), "SAF1"), rng())
    assert part_of(found, "overall").loc["risk_sets", "note"] == note
    for part in ("province", "ring", "pre_trend", "honest", "randomisation", "without_year"):
        assert part_of(found, part)["note"].tolist() == [note], part
    pd.testing.assert_frame_equal(
        overall(draw_sample(panel(counts), starts, plan(draws=19), "SAF1"), rng()),
        found[found["part"] == "overall"],
    )


def test_everybody_in_the_programme_at_once_has_nobody_to_compare_with():
    counts = {f"99{a:02d}01": np.full(120, 20.0 + a % 3) for a in range(1, 9)}
    starts = roster(*((c, "2016-01") for c in counts))
    data = panel(counts, {c: np.full(120, 100.0) for c in counts}, indicator="SAF5")
    found = analyse(draw_sample(data, starts, plan("SAF5", 0.1, draws=19), "SAF5"), rng())
    notes = part_of(found, "overall")["note"]
    assert (notes != "").all() and found["estimate"].isna().all()
    assert part_of(found, "decomposition")["note"].item() == "no_comparison"
    assert part_of(found, "wild")["note"].item() == "collinear"


# --- the amphoe jackknife of the synthetic difference in differences ---------------------------
def test_leaving_out_clusters_by_brute_force():
    outcome = rng(3).normal(size=(14, 8)).cumsum(axis=1)
    start = np.array([5, 5, 6, 6, *[NEVER] * 10])
    cluster = np.array([0, 1, 0, 2, 0, 1, 2, 3, 3, 4, 4, 1, 5, 5])
    names = np.arange(14).astype(object)
    data = Staggered(outcome, start, cluster, names, np.arange(8).astype(object))
    found = synthetic_did(data, rng(), variant="did", inference="clusters")

    def estimate(used):
        total = size = 0.0
        for c in (5, 6):
            after = outcome[:, c:].mean(axis=1) - outcome[:, :c].mean(axis=1)
            own = used & (start == c)
            if own.any():
                weight = own.sum() * (8 - c)
                total += weight * (after[own].mean() - after[used & (start == NEVER)].mean())
                size += weight
        return total / size

    left = np.array([estimate(cluster != c) for c in range(6)])
    error = np.sqrt(5 / 6 * ((left - left.mean()) ** 2).sum())
    assert found.estimate == pytest.approx(estimate(np.ones(14, bool)))
    assert found.standard_error == pytest.approx(error)


def test_treated_in_one_cluster_tell_no_error_of_clusters():
    outcome = rng(3).normal(size=(8, 6))
    data = Staggered(outcome, np.array([3, 3, *[NEVER] * 6]), np.array([0, 0, 0, 1, 1, 2, 2, 3]),
                     np.arange(8).astype(object), np.arange(6).astype(object))  # fmt: skip
    found = synthetic_did(data, rng(), inference="clusters")
    assert found.note == "one_treated_cluster" and np.isnan(found.low)
    assert np.isfinite(found.estimate)


def before_choosing(counts, starts_at=5):
    """Counts of one tambon an amphoe, none of them in the programme before a column."""
    made = years(counts, [starts_at] + [NEVER] * (len(counts) - 1))
    return made, replace(roles_of(made, 0)[0], before=starts_at)


def test_persistence_by_hand():
    # Means alike in all tambons and years, so residuals are counts less 10 over the root of 10.
    counts = np.array([[12, 12, 8, 8, 9], [8, 8, 12, 12, 9], [12, 8, 8, 12, 9], [8, 12, 12, 8, 9]])
    made, roles = before_choosing(counts[[0, 0, 1, 1, 2, 3]], 4)
    told = persistence(made, "ratio", roles, 0.95)
    # In tenths, in a row: 4 four times, -4 twice; any two: (0 - 16) / 4 each; squares 16 each.
    assert told["estimate"] == pytest.approx((4 * (4 + 4) + 2 * (-4 + 4)) / (6 * 16))


@pytest.mark.parametrize("scale", ["ratio", "difference"])
def test_persistence_sees_luck_that_lasts_and_none_that_does_not(scale):
    draw = rng(7)
    level = draw.uniform(20, 60, (120, 1))
    fresh = draw.normal(0, 0.3, (120, 8))
    lasting = np.repeat(fresh[:, ::4], 4, axis=1)[:, :8]
    verdicts = {}
    for name, luck in (("fresh", fresh), ("lasting", lasting)):
        made, roles = before_choosing(draw.poisson(level * np.exp(luck)), 6)
        verdicts[name] = persistence(made, scale, roles, 0.95)["verdict"]
    assert verdicts == {"fresh": "pass", "lasting": "caution"}


def test_persistence_does_not_hang_on_the_order_of_rows_and_needs_years_and_amphoe():
    counts = rng(3).poisson(30, (40, 8))
    made, roles = before_choosing(counts, 6)
    turned = replace(
        made, numerator=made.numerator[::-1], start=made.start[::-1], amphoe=made.amphoe[::-1]
    )
    first, second = (persistence(m, "ratio", roles, 0.95) for m in (made, turned))
    assert first["estimate"] == pytest.approx(second["estimate"], rel=1e-12)
    assert first["p_value"] == pytest.approx(second["p_value"], rel=1e-9)
    assert persistence(made, "ratio", replace(roles, before=2), 0.95)["note"] == "short_baseline"
    few = replace(made, amphoe=made.amphoe % 4)
    assert persistence(few, "ratio", roles, 0.95)["note"] == "few_clusters"
    still = replace(made, numerator=np.full_like(made.numerator, 5.0))
    assert persistence(still, "ratio", roles, 0.95)["note"] == "no_scatter"
