"""The declared process does what it declares; each tolerance is four Monte-Carlo errors."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from santitham_eval.indicators import SERIES
from santitham_eval.simulate import (
    DEMO,
    HALVING_EFFECT,
    HALVING_NULL,
    PROCESSES,
    SELECTED_NULL,
    Scenario,
    draw_outcomes,
    panel_of,
    roster_of,
    simulate,
)
from santitham_eval.simulate.outcomes import in_programme

UNTREATED = replace(SELECTED_NULL, waves=(), effects=((1.0, 1.0),))
FLAT = replace(UNTREATED, trend=1.0, season=0.0, shock=("2020-04", "2020-09", 1.0))


def world_of(scenario, seed=1):
    return simulate(scenario, np.random.default_rng(seed))


def mean_is(values, wanted, errors=4.0):
    """Whether the mean of independent values is what is wanted, within Monte-Carlo error."""
    error = values.std(ddof=1) / np.sqrt(values.size)
    return abs(values.mean() - wanted) < errors * error


def same(a, b):
    return all(np.array_equal(getattr(a, f), getattr(b, f)) for f in a.__dataclass_fields__)


# --- one world ----------------------------------------------------------------------------------
def test_the_same_seed_gives_the_same_world_and_another_seed_another():
    assert same(world_of(DEMO), world_of(DEMO))
    assert not same(world_of(DEMO), world_of(DEMO, seed=2))


@pytest.mark.parametrize("scenario", [DEMO, SELECTED_NULL, HALVING_NULL, HALVING_EFFECT])
def test_shapes_and_codes(scenario):
    world = world_of(scenario)
    assert world.incidents.shape == world.without.shape == world.persons.shape == (290, 120)
    assert len(set(world.tambon)) == 290 and list(world.tambon) == sorted(world.tambon)
    assert len(set(world.amphoe)) == 37
    assert all(t.startswith(a) for t, a in zip(world.tambon, world.amphoe, strict=True))
    assert all(t.startswith("99") for t in world.tambon)
    assert (world.persons > 0).all() and (world.without > 0).all()
    assert (world.start < 120).sum() == 100
    assert (world.effect[world.start == 120] == 1).all()


# --- means, dispersion, course ------------------------------------------------------------------
@pytest.mark.parametrize("size", [None, 0.5, 2.0])
def test_the_mean_is_the_declared_mean(size):
    world = world_of(replace(UNTREATED, dispersion=size))
    residual = (world.incidents - world.without) / np.sqrt(world.without)
    assert mean_is(residual, 0.0)


@pytest.mark.parametrize("size", [None, 0.5, 2.0])
def test_the_variance_is_that_of_the_declared_negative_binomial(size):
    world = world_of(replace(UNTREATED, dispersion=size, volume=100.0))
    mean = world.without
    # E[(x - m)^2 - m] = m^2 / size, so the ratio to m^2 has mean 1 / size (0 for Poisson).
    ratio = ((world.incidents - mean) ** 2 - mean) / mean**2
    use = mean > 1  # where the ratio has a variance worth the name
    assert mean_is(ratio[use], 0.0 if size is None else 1 / size)


def test_the_volume_is_the_mean_of_the_first_four_years():
    world = world_of(replace(FLAT, volume=30.0))
    assert world.level.mean() * 48 == pytest.approx(30.0)


def test_levels_vary_by_the_declared_spreads():
    scenario = replace(FLAT, tambons=5_000, amphoe=500, amphoe_spread=0.4, tambon_spread=0.8)
    level = np.log(world_of(scenario).level)
    assert level.std() == pytest.approx(np.hypot(0.4, 0.8), rel=0.05)


def test_the_common_course_falls_as_declared_and_dips_in_the_shock():
    plain = world_of(replace(FLAT, trend=0.5))
    shocked = world_of(replace(FLAT, trend=0.5, shock=("2020-04", "2020-09", 0.6)))
    course = plain.without / plain.persons * plain.persons[:, :1] / plain.level[:, None]
    assert np.allclose(course, course[0])
    assert course[0, -1] / course[0, 0] == pytest.approx(0.5)
    assert course[0, :48].mean() == pytest.approx(1.0)
    inside = (plain.periods >= "2020-04") & (plain.periods <= "2020-09")
    assert inside.sum() == 6
    ratio = (shocked.without / plain.without)[0]
    assert np.allclose(ratio[inside], 0.6) and np.allclose(ratio[~inside], 1.0)


def test_the_season_repeats_every_year_and_cancels_over_it():
    world = world_of(replace(FLAT, season=0.3))
    course = (world.without / world.persons)[0] / (world.without / world.persons)[0, :12].mean()
    assert np.allclose(course[:12], course[-12:])
    assert course.max() == pytest.approx(1.3)


def test_cells_are_independent_of_their_neighbours_in_time_and_space():
    world = world_of(replace(UNTREATED, volume=60.0))
    scale = np.sqrt(world.without + world.without**2 / UNTREATED.dispersion)
    residual = (world.incidents - world.without) / scale
    assert mean_is(residual[:, 1:] * residual[:, :-1], 0.0)
    assert mean_is(residual[1:] * residual[:-1], 0.0)


# --- who is chosen, and what it does ------------------------------------------------------------
@pytest.mark.parametrize("scenario", [DEMO, SELECTED_NULL])
def test_each_wave_takes_the_worst_of_those_still_waiting(scenario):
    world = world_of(scenario)
    for first, count in scenario.waves:
        column = int(np.flatnonzero(world.periods == pd.Period(first, "M"))[0])
        recent = world.incidents[:, column - scenario.looking_back : column].sum(axis=1)
        chosen, left = world.start == column, world.start > column
        assert chosen.sum() == count
        assert recent[chosen].min() >= recent[left].max()


def test_choosing_the_worst_picks_bad_luck_and_choosing_at_random_does_not():
    def excess(scenario):
        """Mean residual of the chosen in the year before their start."""
        out = []
        for seed in range(8):
            world = world_of(replace(scenario, waves=(("2018-10", 60),)), seed)
            chosen = world.start < 120
            before = slice(60, 72)
            out.append((world.incidents - world.without)[chosen, before].mean(axis=1))
        return np.concatenate(out)

    assert excess(SELECTED_NULL).mean() > 0.1
    assert mean_is(excess(HALVING_NULL), 0.0)


def test_effects_are_dealt_in_the_declared_shares_in_every_wave():
    world = world_of(DEMO)
    for column in np.unique(world.start[world.start < 120]):
        dealt = world.effect[world.start == column]
        for ratio, share in DEMO.effects:
            assert (dealt == ratio).sum() == round(share * 25)


def test_effects_begin_at_the_start_and_multiply_the_rate():
    scenario = replace(HALVING_EFFECT, volume=60.0, waves=(("2016-10", 200),), selection="random")
    treated = world_of(scenario)
    untreated = world_of(replace(scenario, effects=((1.0, 1.0),)))
    column = 48
    assert np.array_equal(treated.incidents[:, :column], untreated.incidents[:, :column])
    chosen = treated.start == column
    after = treated.without[chosen, column:]
    residual = (treated.incidents[chosen, column:] - 0.5 * after) / np.sqrt(after)
    assert mean_is(residual, 0.0)


# --- the tables of a world ----------------------------------------------------------------------
def test_the_panel_says_what_the_world_says_whatever_its_row_order():
    world = world_of(Scenario(tambons=12, amphoe=4, waves=(("2018-10", 3),)))
    panel = panel_of(world)
    assert len(panel) == 2 * 12 * 120 and panel["observed"].all()
    shuffled = panel.sample(frac=1, random_state=3)
    for table in (panel, shuffled):
        cells = table.set_index(["indicator", "tambon", "period"]).unstack("period")  # noqa: PD010
        wide = {indicator: cells.loc[indicator] for indicator in ("SAF1", "SAF5")}
        assert np.array_equal(wide["SAF1"]["numerator"], world.incidents)
        assert np.allclose(wide["SAF1"]["denominator"] * 12, world.persons)
        assert np.array_equal(wide["SAF5"]["numerator"], world.incidents == 0)
        assert (wide["SAF5"]["denominator"] == 1).all(axis=None)
    assert np.allclose(panel["value"], panel["numerator"] / panel["denominator"])


def test_the_roster_lists_the_treated_with_their_starts():
    world = world_of(DEMO)
    roster = roster_of(world)
    assert roster["start"].value_counts().to_dict() == {
        pd.Period(first, "M"): count for first, count in DEMO.waves
    }
    assert set(roster["tambon"]) == set(world.tambon[world.start < 120])


# --- outcomes of every goal ---------------------------------------------------------------------
@pytest.fixture(scope="module")
def demo_world():
    return world_of(DEMO)


@pytest.fixture(scope="module")
def outcomes(demo_world):
    return draw_outcomes(demo_world, np.random.default_rng(7))


def test_there_are_outcomes_in_every_goal_of_every_family_and_unit_of_time():
    goals = {name[:3] for name in PROCESSES}
    assert goals == {"SAF", "STR", "LIV", "VUL", "SOC", "ADM"}
    assert {p.family for p in PROCESSES.values()} == {"rate", "share", "mean"}
    assert {p.time for p in PROCESSES.values()} == {"month", "fiscal year", "calendar year"}


def test_processes_agree_with_the_indicators_that_they_are_of():
    for name, process in PROCESSES.items():
        declared = SERIES[name]
        assert (process.family, process.time) == (declared.family, declared.time), name
        assert process.participants_only == declared.participants_only, name


def test_outcomes_are_the_same_for_a_seed_and_a_further_process_changes_no_other(demo_world):
    both = {k: PROCESSES[k] for k in ("LIV1", "SOC2")}
    first = draw_outcomes(demo_world, np.random.default_rng(7), {"LIV1": PROCESSES["LIV1"]})
    second = draw_outcomes(demo_world, np.random.default_rng(7), both)
    assert np.array_equal(first["LIV1"].value, second["LIV1"].value)
    other = draw_outcomes(demo_world, np.random.default_rng(8), both)
    assert not np.array_equal(second["LIV1"].value, other["LIV1"].value)


@pytest.mark.parametrize("name", PROCESSES)
def test_the_programme_adds_its_declared_effect_from_the_start_on_and_nothing_before(
    demo_world, outcomes, name
):
    outcome = outcomes[name]
    share, effect = outcome.share, outcome.effect[:, None]
    if outcome.process.family == "rate":
        assert np.allclose(np.log(outcome.value / outcome.without), share * np.log(effect))
    else:
        inside = (outcome.value > 0) & (outcome.value < 1) | (outcome.process.family == "mean")
        assert inside.mean() > 0.995  # all but a few stay clear of the bounds
        change = outcome.value - outcome.without
        assert np.allclose(change[inside], (share * effect)[inside])
    assert (share[demo_world.start == 120] == 0).all()


def test_a_year_counts_by_its_share_in_the_programme():
    world = world_of(Scenario(tambons=12, amphoe=4, waves=(("2018-10", 3),)))
    treated = world.start < 120
    for periods, shares in (
        (pd.period_range("2017", "2020", freq="Y-DEC"), [0, 0.25, 1, 1]),
        (pd.period_range("2017", "2020", freq="Y-SEP"), [0, 0, 1, 1]),
        (pd.period_range("2018-09", "2018-12", freq="M"), [0, 1, 1, 1]),
    ):
        assert (in_programme(world, periods)[treated] == shares).all()
        assert (in_programme(world, periods)[~treated] == 0).all()


@pytest.mark.parametrize("name", PROCESSES)
def test_every_wave_has_the_declared_effects_in_the_declared_shares(demo_world, outcomes, name):
    outcome = outcomes[name]
    for column in np.unique(demo_world.start[demo_world.start < 120]):
        dealt = outcome.effect[demo_world.start == column]
        for effect, share in outcome.process.effects:
            assert (dealt == effect).sum() == round(share * 25)


@pytest.mark.parametrize("name", ["SAF7", "LIV1", "VUL1", "SOC3"])
def test_violent_tambons_are_worse_in_other_things_too(demo_world, outcomes, name):
    outcome = outcomes[name]
    found = np.corrcoef(np.log(demo_world.level), outcome.without.mean(axis=1))[0, 1]
    assert found == pytest.approx(outcome.process.violence, abs=4 / np.sqrt(290))


def test_a_year_of_bad_luck_in_incidents_is_a_bad_year_in_other_things(demo_world):
    process = replace(PROCESSES["SOC3"], luck=-0.8, spread=0.0, trend=0.0)
    outcome = draw_outcomes(demo_world, np.random.default_rng(3), {"SOC3": process})["SOC3"]
    year = demo_world.periods.asfreq("Y-SEP")
    excess = demo_world.incidents - demo_world.without
    untreated = demo_world.start == 120
    found = [
        np.corrcoef(
            outcome.without[untreated, k],
            (
                excess[:, year == p].sum(axis=1)
                / np.sqrt(demo_world.without[:, year == p].sum(axis=1))
            )[untreated],
        )[0, 1]
        for k, p in enumerate(outcome.periods)
    ]
    assert np.mean(found) == pytest.approx(-0.8, abs=0.05)


def test_the_common_trend_and_the_steps_of_new_editions_are_common(demo_world):
    process = replace(PROCESSES["LIV1"], wobble=0.0)
    outcome = draw_outcomes(demo_world, np.random.default_rng(3), {"LIV1": process})["LIV1"]
    change = np.diff(outcome.without, axis=1)
    assert np.allclose(change, change[0])
    expected = process.trend / 10 + np.isin(outcome.periods.year[1:], (2017,)) * 0.03
    expected = expected + np.isin(outcome.periods.year[1:], (2022,)) * 0.02
    assert np.allclose(change[0], expected)


def test_what_only_participants_report_is_reported_from_their_start_on(demo_world, outcomes):
    for outcome in outcomes.values():
        if outcome.process.participants_only:
            assert np.array_equal(outcome.reported, outcome.share > 0)
        else:
            assert outcome.reported.all()
