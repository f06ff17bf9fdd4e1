"""The factorial: its design, its worlds, its oracles, its measures, its table and its goals."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from santitham_eval.calibration import __main__ as command
from santitham_eval.calibration.cells import CELLS, SEED
from santitham_eval.calibration.goals import held
from santitham_eval.calibration.measure import Replication, replicate
from santitham_eval.calibration.oracles import difference_moved, extra_variance, p_of, ratio_moved
from santitham_eval.calibration.page import MARK, page
from santitham_eval.calibration.table import COLUMNS, rows_of
from santitham_eval.calibration.worlds import draw
from santitham_eval.simulate import Scenario, simulate
from santitham_eval.simulate.disturbances import neighbours_on_ring, own_trends, slow_luck


# --- design ---------------------------------------------------------------------------------
@pytest.mark.parametrize(("prefix", "runs"), [("rate", 16), ("share", 8), ("mean", 8)])
def test_every_level_meets_every_other_equally_often(prefix, runs):
    cells = [c for c in CELLS.values() if c.name.startswith(f"{prefix}-")]
    assert len(cells) == runs
    levels = pd.DataFrame([dict(c.levels) for c in cells])
    for one, other in combinations(levels.columns, 2):
        met = levels.groupby([one, other]).size()
        assert len(met) == levels[one].nunique() * levels[other].nunique()
        assert met.min() == met.max(), (one, other)


def test_words_of_a_cell_are_what_it_does():
    cell = CELLS["rate-15"]
    scenario = cell.scenario
    assert cell.levels["effect"] == "0.5" and scenario.effects == ((0.5, 1.0),)
    assert cell.levels["trend"] == "-50%" and scenario.trend == 0.5
    assert cell.levels["volume"] == "sparse" and 290 * scenario.volume / 4 == pytest.approx(101.5)
    assert cell.levels["starts"] == "single" and len(scenario.waves) == 1
    assert sum(count for _, count in scenario.waves) == 100
    broken = [c for c in CELLS.values() if c.broken]
    assert len(broken) == 7 and {c.levels["effect"] for c in broken} == {"none"}
    assert len({c.number for c in CELLS.values()}) == len(CELLS) == 40


# --- worlds ---------------------------------------------------------------------------------
def test_slow_luck_lasts_and_has_mean_one():
    luck = slow_luck(np.random.default_rng(1), 4000, 120, 0.9, 0.5)
    assert luck.mean() == pytest.approx(1, abs=0.01)
    log = np.log(luck)
    assert log.std() == pytest.approx(0.5, rel=0.02)
    for lag in (1, 5):
        known = np.corrcoef(log[:, :-lag].ravel(), log[:, lag:].ravel())[0, 1]
        assert known == pytest.approx(0.9**lag, abs=0.02)


def test_trends_of_amphoe_go_with_level_only_when_tilted():
    belongs = np.repeat(np.arange(40), 5)
    level = np.exp(np.random.default_rng(2).normal(0, 1, 200))
    for tilt, expected in ((0.0, 0.0), (0.6, 0.6)):
        ratio = own_trends(np.random.default_rng(3), belongs, 121, 0.1, level, tilt)
        assert (ratio[:, 60] == 1).all()
        slope = (np.log(ratio[:, 120] / ratio[:, 0])).reshape(40, 5)
        assert np.ptp(slope, axis=1).max() < 1e-12
        above = np.log(level.reshape(40, 5).mean(axis=1))
        fitted = np.polyfit((above - above.mean()) / above.std(), slope[:, 0], 1)[0]
        assert fitted == pytest.approx(expected, abs=0.05)


def test_spillover_falls_on_untreated_neighbours_from_the_first_start_on():
    scenario = Scenario(
        volume=4_000, dispersion=None, selection="random", spill=0.5, tambons=200, amphoe=20,
        waves=(("2018-10", 20), ("2019-10", 20)), shock=("2020-04", "2020-09", 1.0),
    )  # fmt: skip
    world = simulate(scenario, np.random.default_rng(4))
    months = world.incidents.shape[1]
    since = world.start[neighbours_on_ring(200)].min(axis=1)
    untreated = world.start == months
    near = untreated & (since < months)
    assert near.sum() > 50 and (untreated & ~near).sum() > 10
    for row in np.flatnonzero(untreated):
        first = since[row]
        before, after = (world.incidents[row, c].sum() / max(world.without[row, c].sum(), 1.0)
                         for c in (slice(0, first), slice(first, None)))  # fmt: skip
        assert before == pytest.approx(1, abs=0.15)
        assert first == months or after == pytest.approx(0.5, abs=0.15)


@pytest.mark.parametrize("name", ["share-5", "mean-5"])
def test_a_share_or_mean_is_drawn_around_its_truth(name):
    cell = CELLS[name]
    drawn = draw(replace(cell, scenario=replace(cell.scenario, tambons=120)), rng(5))
    series = drawn.sample.series
    value = series.numerator / series.denominator
    inside = np.arange(value.shape[1]) >= drawn.start[:, None]
    error = value - drawn.without - np.where(inside, drawn.effect[:, None], 0)
    error -= error.mean(axis=1, keepdims=True)  # its own level
    free = error.shape[1] / (error.shape[1] - 1)
    # Not exactly: levels are clipped at their bounds, and luck is shared within a year.
    assert error.var() * free == pytest.approx(drawn.variance.mean(), rel=0.1)
    late = inside.any(axis=0) & (np.arange(inside.shape[1]) > 0)
    by_year = error[:, late][~inside.any(axis=1)].mean(axis=0)
    assert np.abs(by_year).max() < 4 * np.sqrt(drawn.variance.mean() / 60)
    assert (drawn.start[drawn.sample.treated()] < value.shape[1]).all()


def rng(seed):
    return np.random.default_rng(seed)


# --- oracles --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("size", "memory"), [(None, (0.0, 0.0)), (1.0, (0.0, 0.0)), (1.0, (0.7, 0.5))]
)
def test_the_variance_that_the_oracle_knows_is_that_of_the_worlds(size, memory):
    scenario = Scenario(dispersion=size, memory=memory)
    months, mean = np.arange(36), np.linspace(1, 3, 36)
    draws = rng(6)
    frailty = draws.gamma(size, 1 / size, (20_000, 36)) if size else np.ones((20_000, 36))
    if memory[1]:
        frailty = frailty * slow_luck(draws, 20_000, 36, *memory)
    seen = draws.poisson(frailty * mean).sum(axis=1)
    expected = mean.sum() + extra_variance(scenario, mean, months)
    assert seen.var() == pytest.approx(expected, rel=0.05)


def test_the_oracle_of_differences_rejects_as_often_as_it_says():
    draws, course = rng(7), np.linspace(0, 1, 8)
    variance = np.full((5, 8), 0.04)
    early = np.arange(3)
    windows = {row: (early, np.arange(4 + row % 3, 8)) for row in range(5)}
    p_values = [
        p_of(*difference_moved(course + draws.normal(0, 0.2, (5, 8)), np.tile(course, (5, 1)),
                               variance, windows))
        for _ in range(4000)
    ]  # fmt: skip
    assert np.mean(np.array(p_values) < 0.05) == pytest.approx(0.05, abs=0.012)


def test_the_oracle_of_ratios_rejects_as_often_as_it_says_and_finds_what_was_done():
    scenario = Scenario(volume=20, tambons=60, amphoe=6, selection="random", memory=(0.7, 0.5),
                        waves=(("2018-10", 20),))  # fmt: skip
    draws = rng(8)
    rejected = {}
    for ratio in (1.0, 0.7):
        p_values = []
        for _ in range(200):
            world = simulate(replace(scenario, effects=((ratio, 1.0),)), draws)
            rows = np.flatnonzero(world.start < 120)
            late = {int(row): np.arange(world.start[row], 120) for row in rows}
            p_values.append(p_of(*ratio_moved(scenario, world, 60, late)))
        rejected[ratio] = np.mean(np.array(p_values) < 0.05)
    assert rejected[1.0] == pytest.approx(0.05, abs=0.04)
    assert rejected[0.7] > 0.6


# --- one replication ------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["rate-15", "share-3"])
def test_a_replication_is_its_seeds_and_holds_what_it_should(name):
    seed = command.seeds_of(CELLS[name], 3)[2]
    first, again = (replicate(CELLS[name], s) for s in (seed, command.seeds_of(CELLS[name], 5)[2]))
    pd.testing.assert_frame_equal(first.tambons, again.tambons)
    pd.testing.assert_frame_equal(first.whole, again.whole)
    assert first.flags == again.flags
    assert len(first.tambons) == 100
    rate = name.startswith("rate")
    truth = np.log(0.5) if rate else 0.12
    assert first.tambons["truth"].to_numpy() == pytest.approx(truth)
    assert list(first.whole["method"]) == ["risk_sets", "ppml" if rate else "imputation"]
    assert first.whole["truth"].to_numpy() == pytest.approx(truth)
    known = first.tambons.dropna(subset="pooled")
    assert len(known) > 50
    assert known["pooled"].std() < known["estimate"].std()
    assert set(first.flags) == {"programme_placebo", "ring", "drift", "persistence", "leads"}


# --- the table ------------------------------------------------------------------------------
def world(states, truth, estimate=0.0, p_value=0.01):
    number = len(states)
    tambons = pd.DataFrame(
        {
            "estimate": estimate, "low": estimate - 1.0, "high": estimate + 1.0, "p_value": p_value,
            "state": states, "pooled": 0.0, "pooled_low": -0.1, "pooled_high": 0.1,
            "truth": truth, "volume": 25.0, "oracle_p": 0.2, "placebo_p": [0.001] * number,
            "drift_p": 0.5,
        }
    )  # fmt: skip
    whole = {
        "truth": -0.5,
        "estimate": -0.4,
        "low": -0.6,
        "high": -0.45,
        "p_value": 0.001,
        "oracle_p": 0.01,
        "learner_p": 0.3,
    }
    return Replication(tambons, pd.DataFrame([{"method": "risk_sets", **whole}]), {"ring": 0.2})


def test_measures_by_hand():
    one = world(["improved", "improved", "worsened", "insufficient"], [-0.5, 0.0, -0.5, 0.0])
    two = world(["insufficient"] * 4, [0.0, 0.0, -2.0, -0.5], p_value=0.5)
    table = rows_of(CELLS["rate-09"], [one, two], "abc")
    assert list(table.columns) == COLUMNS and set(table["method_hash"]) == {"abc"}
    row = table[(table["method"] == "comparative") & (table["group"] == "all")].iloc[0]
    assert row["judged"] == 8
    # Called three, wrong two (nothing there; better called worse); the other world calls none.
    assert row["false_discovery"] == pytest.approx((2 / 3 + 0) / 2)
    assert row["bias"] == pytest.approx(3.5 / 8)
    assert row["bias_se"] == pytest.approx(np.std([0.25, 0.625], ddof=1) / np.sqrt(2))
    assert row["coverage"] == pytest.approx(7 / 8)
    assert row["power"] == pytest.approx(2 / 4) and row["rejected"] == pytest.approx(2 / 4)
    assert row["oracle_power"] == 0
    assert (row["improved"], row["worsened"], row["insufficient"]) == (2 / 8, 1 / 8, 5 / 8)
    pooled = table[table["method"] == "pooled"].iloc[0]
    assert pooled["rmse"] == pooled["rmse_direct"] == pytest.approx(np.sqrt((3 * 0.25 + 4) / 8))
    assert pooled["coverage"] == pytest.approx(4 / 8)
    whole = table[table["method"] == "risk_sets"].iloc[0]
    assert (whole["coverage"], whole["power"], whole["oracle_power"]) == (1, 1, 1)
    assert whole["learner_power"] == 0
    assert np.isnan(whole["rejected"])
    placebo = table[table["method"] == "placebo_in_time"].set_index("group")["flagged"]
    assert dict(placebo) == {"all": 1.0, "worlds": 1.0}
    assert table[table["method"] == "ring"]["flagged"].item() == 0


def test_errors_of_shares_are_in_standard_deviations_and_higher_is_better():
    cell = CELLS["share-3"]
    table = rows_of(cell, [world(["improved", "worsened"], [0.08, 0.08], estimate=0.16)], "abc")
    row = table.iloc[0]
    assert row["bias"] == pytest.approx(0.08 / cell.process.spread) == 1
    assert row["false_discovery"] == pytest.approx(1 / 2)


def test_a_run_goes_on_where_it_was(tmp_path, monkeypatch):
    ran = []

    def run(cell, replications, workers):
        ran.append(cell.name)
        return command.written(rows_of(cell, [world(["insufficient"], [0.0])] * replications,
                                       command.method_hash()))  # fmt: skip

    monkeypatch.setattr(command, "run", run)
    out = tmp_path / "table.csv"
    asked = ["--out", str(out), "--replications", "3", "--cells"]
    command.main([*asked, "rate-02"])
    command.main([*asked, "rate-01", "rate-02"])
    assert ran == ["rate-02", "rate-01"]
    assert list(command.read(out)["cell"].unique()) == ["rate-01", "rate-02"]
    first = out.read_bytes()
    command.main(["--out", str(out), "--replications", "4", "--cells", "rate-01"])
    assert ran[2:] == ["rate-01"], "more replications are another result"
    monkeypatch.setattr(command, "method_hash", lambda: "another")
    command.main([*asked, "rate-01", "rate-02"])
    assert ran[3:] == ["rate-01", "rate-02"], "so is another method"
    monkeypatch.undo()
    monkeypatch.setattr(command, "run", run)
    command.main([*asked, "rate-01", "rate-02"])
    assert out.read_bytes() == first
    assert out.with_suffix(".md").read_text("utf-8").startswith(MARK)


def test_every_file_that_the_method_names_is_there():
    for pattern in command.METHOD:
        assert list(command.PACKAGE.glob(pattern)), pattern


# --- goals ----------------------------------------------------------------------------------
def test_a_goal_is_met_or_not():
    row = {"method": "comparative", "group": "all", "false_discovery": 0.02}
    table = pd.DataFrame(
        [
            {"cell": "rate-02", **row, "bias": -0.02, "coverage": 0.95},
            {"cell": "rate-01", **row, "bias": 0.04, "coverage": 0.98},
            {"cell": "rate-09", **row, "bias": 0.01, "coverage": 0.98},
            {"cell": "share-1", **row, "bias": 0.04, "coverage": 0.92},
            {"cell": "broken-slow", **row, "bias": 9.0, "coverage": 0.1},
        ]
    )
    found = held(table).set_index(["goal", "cell"])["met"]
    assert dict(found[~found].index.to_list()) == {
        "bias": "rate-01", "coverage": "share-1", "coverage, dense": "rate-09"
    }  # fmt: skip
    assert "broken-slow" not in found.index.get_level_values("cell")


# --- what is stored -------------------------------------------------------------------------
TABLE = Path(__file__).parents[1] / "docs" / "calibration.csv"
UNMET: dict[str, set[str]] = {
    "bias": {"rate-03", "rate-06", "rate-08", "rate-09", "rate-10", "rate-12", "rate-15"},
    "coverage of the whole": {"mean-4", "mean-8", "rate-09", "rate-12", "rate-16", "share-8"},
    "false discovery": {"mean-5", "rate-05", "rate-09", "share-5"},
    "power of the whole": {
        "rate-04",
        "rate-06",
        "rate-08",
        "rate-10",
        "rate-12",
        "rate-16",
        "share-8",
    },
}
"""Goals that the stored table does not meet, by cell; docs/calibration.md says why."""


@pytest.fixture(scope="module")
def stored():
    return command.figures(command.read(TABLE))


def test_the_stored_table_holds_every_cell_as_it_is_declared(stored):
    assert list(stored.columns) == COLUMNS
    assert list(stored["cell"].unique()) == list(CELLS)
    assert set(stored["replications"]) == {command.REPLICATIONS} and command.REPLICATIONS >= 500
    assert set(stored["seed"]) == {SEED}
    assert len(set(stored["method_hash"])) == 1
    for name, rows in stored.groupby("cell"):
        assert set(rows["design"]) == {CELLS[name].design}
        assert not rows.duplicated(["method", "group"]).any()
    worlds = stored[stored["method"].isin(["risk_sets", "ppml", "imputation"])]
    assert (worlds["judged"] > 0.99 * command.REPLICATIONS).all()


def test_the_goals_are_met_but_for_those_that_are_told(stored):
    found = held(stored)
    missed = found[~found["met"]].groupby("goal")["cell"].agg(set)
    assert missed.to_dict() == UNMET


def test_where_an_assumption_is_broken_a_check_says_so(stored):
    flagged = stored.set_index(["cell", "method", "group"])["flagged"]
    for check in ("programme_placebo", "ring", "drift", "persistence"):
        assert flagged["broken-none", check, "overall"] < 0.1
    faults = {"spillover": ("ring", 0.9), "tilted": ("drift", 0.6), "slow": ("persistence", 0.9)}
    for fault, (check, least) in faults.items():
        assert flagged[f"broken-{fault}", check, "overall"] > least
    # Where several are broken one may hide another, but some check sees that something is.
    broken = [name for name, cell in CELLS.items() if cell.broken]
    checks = ("programme_placebo", "ring", "drift", "persistence")
    for name in broken:
        assert max(flagged[name, check, "overall"] for check in checks) > 0.7


def test_the_page_is_that_of_the_table(stored):
    above, mark, below = TABLE.with_suffix(".md").read_text("utf-8").partition(MARK)
    assert above and mark + below == page(stored)
