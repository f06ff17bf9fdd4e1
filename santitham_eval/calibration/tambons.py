"""The headline in many worlds of one scenario: estimates beside the truth and an oracle.

The oracle knows the common course and the dispersion, and so has only the tambon's own chance to
fight; no method that has to learn them from comparison tambons can do better.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from santitham_eval.calibration.oracles import split_of
from santitham_eval.estimators import comparative
from santitham_eval.indicators import INDICATORS
from santitham_eval.judging import judge
from santitham_eval.sample import Sample, draw_sample
from santitham_eval.simulate import Scenario, World, panel_of, roster_of, simulate
from santitham_eval.study import Comparison, Outcome, Plan

PLAN = Plan(
    outcomes=(Outcome("SAF1", role="primary", margin=0.8),),
    comparison=Comparison(exclude_neighbours=False),
)
"""The plan under calibration: the default windows and matching."""

CLASSES = {"0-4": (0, 5), "5-19": (5, 20), "20+": (20, np.inf)}
"""Classes of expected baseline events, by the simulation's own mean."""


def calibrate(
    scenario: Scenario, replications: int, seed: int, plan: Plan = PLAN, workers: int | None = None
) -> pd.DataFrame:
    """Estimate incidents (SAF1) in many simulated worlds.

    Parameters
    ----------
    scenario : Scenario
    replications : int
    seed : int
        Each replication draws from its own child of this seed, so the order does not matter.
    plan : Plan
    workers : int, optional
        Processes; all cores by default.

    Returns
    -------
    DataFrame
        One row per replication and treated tambon: replication, wave, volume (expected events in
        the baseline), truth, estimate, low, high (log rate ratios), p_value, state, and the
        oracle's oracle_low, oracle_high, oracle_p.
    """
    seeds = np.random.SeedSequence(seed).spawn(replications)
    one = partial(_replicate, scenario, plan)
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        parts = list(pool.map(one, seeds, chunksize=1))
    return pd.concat(
        [part.assign(replication=number) for number, part in enumerate(parts)], ignore_index=True
    )


def summarise(results: pd.DataFrame) -> pd.DataFrame:
    """Bias, coverage, width against the oracle, rejection and calls, by class of volume.

    Returns
    -------
    DataFrame
        One row per class and one for all: tambons, not_assessed (share), bias (mean log error)
        with its standard error, coverage, width (median over the oracle's, where both are
        finite), rejected (share of p-values below 0.05), oracle_rejected, called (share improved
        or worsened).
    """
    rows = {name: _summary(part) for name, part in _by_class(results)}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("volume").reset_index()


def _by_class(results: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for name, (low, high) in CLASSES.items():
        yield name, results[(results["volume"] >= low) & (results["volume"] < high)]
    yield "all", results


def _summary(part: pd.DataFrame) -> dict[str, float]:
    known = part[part["estimate"].notna()]
    error = known["estimate"] - known["truth"]
    by_world = error.groupby(known["replication"]).mean()
    covered = (known["low"] <= known["truth"]) & (known["truth"] <= known["high"])
    width, oracle = known["high"] - known["low"], known["oracle_high"] - known["oracle_low"]
    finite = np.isfinite(width) & np.isfinite(oracle)
    return {
        "tambons": len(part),
        "not_assessed": 1 - len(known) / max(len(part), 1),
        "bias": error.mean(),
        "bias_se": by_world.std() / np.sqrt(max(len(by_world), 1)),
        "coverage": covered.mean(),
        "width": (width[finite].median() / oracle[finite].median()) if finite.any() else np.nan,
        "rejected": (known["p_value"] < 0.05).mean(),
        "oracle_rejected": (known["oracle_p"] < 0.05).mean(),
        "called": known["state"].isin(["improved", "worsened"]).mean(),
    }


def _replicate(scenario: Scenario, plan: Plan, seed: np.random.SeedSequence) -> pd.DataFrame:
    """One world: draw it, estimate it, and set the truth and the oracle beside."""
    rng = np.random.default_rng(seed)
    world = simulate(scenario, rng)
    sample = draw_sample(panel_of(world), roster_of(world), plan, "SAF1")
    columns = ["estimate", "low", "high", "p_value", "q_value"]
    effects = comparative.estimate(sample, rng).reindex(
        columns=["tambon", "method", "note", *columns]
    )
    effects = effects.assign(indicator="SAF1", scale=INDICATORS["SAF1"].scale)
    effects[columns] = effects[columns].astype(float)
    effects = judge(effects, plan)
    with np.errstate(divide="ignore"):
        effects[["estimate", "low", "high"]] = np.log(effects[["estimate", "low", "high"]])
    rows = np.searchsorted(world.tambon, effects["tambon"].to_numpy(str))
    beside = [_beside(scenario, world, sample, row) for row in rows]
    return pd.concat(
        [effects.drop(columns=["indicator", "scale", "method"]), pd.DataFrame(beside)], axis=1
    )


def _beside(scenario: Scenario, world: World, sample: Sample, row: int) -> dict[str, object]:
    """Truth, expected volume and the oracle's interval and p-value of one treated tambon."""
    case = sample.case(row, int(sample.start[row]))
    # The whole planned baseline, whatever part of it the method makes use of.
    end = int(world.start[row]) - sample.plan.selection
    if end < sample.plan.baseline:
        raise ValueError("a wave starts before the whole baseline is in the series")
    case = replace(case, baseline=np.arange(end - sample.plan.baseline, end))
    beside: dict[str, object] = {
        "wave": str(world.periods[world.start[row]]),
        "volume": world.without[row, case.baseline].sum(),
        "truth": np.log(world.effect[row]),
    }
    split = split_of(scenario, world, case)
    if split is None:
        return beside
    low, high = split.interval(sample.plan.confidence)
    return beside | {"oracle_low": low, "oracle_high": high, "oracle_p": split.p_value()}
