"""Does the headline tell the truth?  Slow: `make proof`.  Every figure is printed.

Seeds are declared; standard errors are over replications, since tambons of one world share its
comparison tambons.
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest

from santitham_eval import Comparison, Outcome, Plan, estimate_effects
from santitham_eval.calibration import calibrate, summarise
from santitham_eval.panel import build_tables
from santitham_eval.simulate import DEMO, HALVING_EFFECT, HALVING_NULL, SELECTED_NULL

pytestmark = pytest.mark.proof

REPLICATIONS = 300
SEED = 25620101
ROSTERS = 200


def report(title, table):
    with pd.option_context("display.width", 200, "display.max_columns", 30):
        print(f"\n{title}\n{table.round(4).to_string()}")


def rejections(results):
    """Share of p-values below 0.05 and its standard error over replications."""
    by_world = (
        (results.dropna(subset="p_value")["p_value"] < 0.05).groupby(results["replication"]).mean()
    )
    return by_world.mean(), by_world.std() / np.sqrt(len(by_world))


@pytest.fixture(scope="module")
def selected_null():
    results = calibrate(SELECTED_NULL, REPLICATIONS, SEED)
    report("worst-first selection, falling trend, shock, no effect", summarise(results))
    known = results.assign(error=results["estimate"] - results["truth"])
    report("bias by wave", known.groupby("wave")["error"].agg(["mean", "count"]))
    return results, summarise(results).set_index("volume")


def test_the_headline_is_unbiased_under_selection_on_the_worst(selected_null):
    assert abs(selected_null[1].loc["all", "bias"]) <= 0.03


def test_intervals_cover_at_every_volume(selected_null):
    coverage = selected_null[1]["coverage"]
    assert (coverage[["0-4", "5-19", "20+"]] >= 0.93).all()
    assert coverage["20+"] <= 0.98


def test_intervals_are_hardly_wider_than_an_oracles(selected_null):
    assert selected_null[1].loc["20+", "width"] <= 1.3


@pytest.mark.parametrize(
    "scenario", [SELECTED_NULL, replace(DEMO, effects=((1.0, 1.0),))], ids=["null", "demo-null"]
)
def test_nobody_is_called_where_nothing_happened(selected_null, scenario):
    results = selected_null[0]
    if scenario is not SELECTED_NULL:
        results = calibrate(scenario, REPLICATIONS, SEED)
        report("the demo's own process without any effect", summarise(results))
    called = results["state"].isin(["improved", "worsened"])
    any_called = called.groupby(results["replication"]).any().mean()
    print(f"\ncalled {called.mean():.4f}; worlds with any call {any_called:.3f}")
    assert called.mean() <= 0.05
    # All effects are null, so a false-discovery rate of 10 % is a 10 % chance of any call.
    assert any_called <= 0.10 + 2 * np.sqrt(0.1 * 0.9 / REPLICATIONS)


def test_a_common_halving_is_no_effect():
    results = calibrate(HALVING_NULL, REPLICATIONS, SEED)
    report("a common 50 % decline, no effect", summarise(results))
    share, error = rejections(results)
    print(f"\np < .05: {share:.4f} (standard error {error:.4f})")
    assert share <= 0.05 + 2 * error


def test_power_beside_the_oracle():
    results = calibrate(HALVING_EFFECT, REPLICATIONS, SEED)
    table = summarise(results).set_index("volume")
    report("true rate ratio 0.5", table)
    dense = table.loc["20+"]
    print(f"\npower at 20+: {dense['rejected']:.3f}, oracle {dense['oracle_rejected']:.3f}")
    assert dense["rejected"] >= 0.8 * dense["oracle_rejected"]
    assert dense["coverage"] >= 0.93


REAL_PLAN = Plan(
    outcomes=[
        Outcome("SAF1"),
        Outcome("SAF2", role="secondary"),
        Outcome("SAF5", role="secondary", margin=0.1),
    ],
    comparison=Comparison(),
)


def placebo_roster(codes, rng):
    """A hundred tambons picked blindly, in four yearly waves that begin in a random month."""
    chosen = rng.choice(codes, 100, replace=False)
    first = pd.Period("2014-01", "M") + int(rng.integers(0, 48))
    starts = [first + 12 * wave for wave in np.repeat(np.arange(4), 25)]
    return pd.DataFrame({"tambon": chosen, "start": starts, "dose": np.nan})


def judged(panel, neighbours, codes, seed):
    rng = np.random.default_rng(seed)
    roster = placebo_roster(codes, rng)
    effects = estimate_effects(
        panel, roster, REAL_PLAN, rng=rng, methods=["comparative"], neighbours=neighbours
    )
    return effects[["indicator", "p_value", "state"]]


@pytest.mark.real
def test_nothing_happens_under_placebo_rosters_on_real_events(real_study):
    tables = build_tables(real_study)
    codes = tables["register"]["tambon"].to_numpy(str)
    one = partial(judged, tables["panel"], tables["neighbours"], codes)
    with ProcessPoolExecutor() as pool:
        parts = list(pool.map(one, np.random.SeedSequence(SEED).spawn(ROSTERS), chunksize=5))
    parts = [part.assign(replication=number) for number, part in enumerate(parts)]
    results = pd.concat(parts, ignore_index=True)
    shares = pd.crosstab(results["indicator"], results["state"])
    report(f"{ROSTERS} placebo rosters on real events: states", shares)
    for indicator, part in results.groupby("indicator"):
        called = part["state"].isin(["improved", "worsened"]).mean()
        share, error = rejections(part)
        print(f"{indicator}: called {called:.4f}; p < .05 {share:.4f} (standard error {error:.4f})")
        assert called <= 0.05
        assert share <= 0.05 + 2 * error
