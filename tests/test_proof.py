"""Does the headline tell the truth?  Slow: `make proof`.  Every figure is printed.

Seeds are declared; standard errors are over replications, since tambons of one world share its
comparison tambons.
"""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from santitham_eval.calibration import __main__ as factorial
from santitham_eval.calibration import calibrate, summarise
from santitham_eval.calibration.cells import CELLS
from santitham_eval.simulate import DEMO, HALVING_EFFECT, HALVING_NULL, SELECTED_NULL

pytestmark = pytest.mark.proof

REPLICATIONS = 300
SEED = 25620101


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


@pytest.mark.parametrize("name", ["rate-15", "mean-5"])
def test_the_stored_factorial_comes_out_again(name):
    """Same seeds, same method, same figures: to the six digits that are stored."""
    stored = factorial.read(Path(__file__).parents[1] / "docs" / "calibration.csv")
    stored = stored[stored["cell"] == name].drop(columns="method_hash").reset_index(drop=True)
    found = factorial.run(CELLS[name], int(stored["replications"][0]), os.cpu_count() or 1)
    found = found.drop(columns="method_hash")
    report(
        f"{name}: {CELLS[name].design}", factorial.figures(found).drop(columns=["cell", "design"])
    )
    pd.testing.assert_frame_equal(found, stored)
