"""Power and equivalence at the margin: consistent with the rule, and true where simulated."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from frames import START, effects, panel, plan, roster, windows
from test_narrate import PLAN as NARRATED
from test_narrate import row

from santitham_eval import narrate
from santitham_eval.calibration import PLAN
from santitham_eval.estimators import _difference, _ratio, comparative
from santitham_eval.evidence import diagnose
from santitham_eval.sample import draw_sample
from santitham_eval.simulate import SELECTED_NULL, Scenario, panel_of, roster_of, simulate

EVEN = Scenario(
    tambons=120,
    amphoe=12,
    volume=60.0,
    dispersion=None,
    waves=(("2018-10", 30),),
    selection="random",
)


def world_sample(scenario, seed, indicator="SAF1", margin=0.8):
    world = simulate(scenario, np.random.default_rng(seed))
    outcome = replace(PLAN.outcomes[0], indicator=indicator, margin=margin)
    frames = panel_of(world), roster_of(world)
    return world, draw_sample(*frames, replace(PLAN, outcomes=(outcome,)), indicator)


@pytest.mark.parametrize(("indicator", "margin"), [("SAF1", 0.5), ("SAF5", 0.3)])
def test_equivalence_is_the_interval_inside_the_margin(indicator, margin):
    _, sample = world_sample(EVEN, 1, indicator, margin)
    found = comparative.estimate(sample, None)
    told = comparative.diagnose(sample)
    low, high = (margin, 1 / margin) if indicator == "SAF1" else (-margin, margin)
    inside = (found["low"] >= low) & (found["high"] <= high)
    assert 0 < inside.mean() < 1
    pd.testing.assert_series_equal(told["equivalence"] <= 0.05, inside, check_names=False)


def test_a_wider_margin_is_easier_both_ways():
    _, sample = world_sample(replace(SELECTED_NULL, tambons=80, amphoe=10), 2)
    for case, effect, expected, scattered in comparative.assess_all(sample):
        if effect["note"]:
            continue
        near = _ratio.at_margin(sample, case, expected, scattered, 0.9)
        far = _ratio.at_margin(sample, case, expected, scattered, 0.5)
        assert near[0] <= far[0] and near[1] >= far[1]
        if np.isfinite(effect["mde"]):
            power, _ = _ratio.at_margin(sample, case, expected, scattered, effect["mde"])
            assert power == pytest.approx(0.8, abs=1e-6)
        else:
            assert effect["n_before"] == 0 or far[0] == 0


def test_the_power_of_a_difference_at_its_smallest_detectable_is_four_in_five():
    _, sample = world_sample(replace(SELECTED_NULL, tambons=80, amphoe=10), 2, "SAF5", 0.1)
    case, effect, expected, scattered = next(
        a for a in comparative.assess_all(sample) if not a[1]["note"]
    )
    power, _ = _difference.at_margin(sample, case, expected, scattered, abs(effect["mde"]))
    assert power == pytest.approx(0.8, abs=1e-9)


def found_with(world, sample, pick, draws, rng, least=0.0):
    """How often each tambon's own follow-up, drawn anew under an effect, is called better.

    `pick` gives the ratio from a case's row of effects; what was before stays as it was.
    """
    shares = []
    size = 1.0  # of the scenario's monthly negative binomial
    for case, effect, expected, scattered in comparative.assess_all(sample):
        ratio = pick(case, effect, expected, scattered)
        if effect["note"] or not np.isfinite(ratio) or effect["n_before"] < least:
            continue
        mean = world.without[case.row, expected.columns] * ratio
        frailty = rng.gamma(size, 1 / size, (draws, len(mean)))
        after = rng.poisson(frailty * mean).sum(axis=1)
        odds = _ratio.log_odds(sample, case, expected)
        before, weight = int(effect["n_before"]), scattered.weight
        called = {
            n: 2 * _ratio._split_counts(before, int(n), odds, expected, weight).tails()[0] < 0.05
            for n in np.unique(after)
        }
        shares.append(np.mean([called[n] for n in after]))
    return np.array(shares)


def test_the_smallest_detectable_effect_is_found_about_four_times_in_five():
    world, sample = world_sample(replace(SELECTED_NULL, tambons=150, volume=30.0), 5)
    shares = found_with(
        world, sample, lambda c, e, *_: e.get("mde", np.nan), 40, np.random.default_rng(1), 5
    )
    assert len(shares) > 50
    assert shares.mean() == pytest.approx(0.8, abs=0.07)


@pytest.mark.proof
def test_power_is_what_it_says():
    """Mean share found at the stated smallest effect, and at 0.5 beside the stated power."""
    rng = np.random.default_rng(3)
    at_mde, found, stated = [], [], []
    for seed in range(20):
        world, sample = world_sample(SELECTED_NULL, seed)
        at_mde.extend(found_with(world, sample, lambda c, e, *_: e.get("mde", np.nan), 200, rng))
        half = found_with(world, sample, lambda *_: 0.5, 200, rng, 1)
        found.append(half.mean())
        stated.append(
            np.mean([
                _ratio.at_margin(sample, c, e, s, 0.5)[0]
                for c, told, e, s in comparative.assess_all(sample)
                if not told["note"] and told["n_before"] >= 1
            ])
        )  # fmt: skip
    print("at the smallest:", np.mean(at_mde), "at 0.5:", np.mean(found), "stated", np.mean(stated))
    assert np.mean(at_mde) == pytest.approx(0.8, abs=0.05)
    assert np.mean(found) == pytest.approx(np.mean(stated), abs=0.03)


def test_without_a_margin_there_is_neither():
    others = {f"9902{n:02d}": windows(40 + n % 7, 10, 30 - n % 5) for n in range(30)}
    data = panel({"990101": windows(40, 10, 15)} | others)
    told = diagnose(data, roster(("990101", START)), plan(margin=None)).iloc[0]
    assert 0 < told["margin_power"] < 1 and 0 < told["equivalence"] <= 1  # rates: the usual one
    quiet = {c: np.minimum(v, 1) for c, v in others.items()} | {"990101": np.ones(120)}
    share = panel(quiet, dict.fromkeys(quiet, np.ones(120)), "SAF5")
    bare = diagnose(share, roster(("990101", START)), plan("SAF5", None)).iloc[0]
    assert np.isnan(bare["margin_power"]) and np.isnan(bare["equivalence"])


def test_events_without_any_before_have_no_power_to_tell():
    others = {f"9902{n:02d}": windows(40, 10, 30) for n in range(30)}
    data = panel({"990101": windows(0, 10, 15)} | others)
    told = diagnose(data, roster(("990101", START)), plan()).iloc[0]
    assert np.isnan(told["margin_power"]) and told["equivalence"] == pytest.approx(1, abs=0.5)
    found = effects(data, roster(("990101", START)), plan(), methods=["comparative"]).iloc[0]
    assert np.isnan(found["mde"])


@pytest.mark.parametrize(
    ("power", "times"),
    [(0.03, "less than once"), (0.34, "about 3 times"), (0.97, "more than 9 times in 10")],
)
def test_an_insufficient_finding_says_what_would_have_been_seen(power, times):
    told = pd.DataFrame(
        {"tambon": ["990101"], "indicator": ["SAF1"], "margin_power": [power], "equivalence": [0.3]}
    )
    frame = row("insufficient", 0.9, 0.5, 1.6)
    found = narrate.verdict(frame, "990101", "SAF1", NARRATED, diagnostics=told)
    said = " ".join(t.en for t in found.reservations)
    assert times in said and "down 20%" in said
    assert "Equivalence within the margin: p = 0.30." in found.technical.en
    withheld = narrate.verdict(frame, "990101", "SAF1", NARRATED, hidden=True, diagnostics=told)
    assert times not in " ".join(t.en for t in withheld.reservations)
