"""The programme's rate ratio: by hand, on known effects, and where it cannot be had."""

import numpy as np
import pytest

from santitham_eval.estimators.programme.poisson_imputation import impute_ratio
from santitham_eval.estimators.programme.staggered import Staggered
from santitham_eval.sample import NEVER


def data(outcome, start, cluster=None):
    outcome = np.asarray(outcome, float)
    n, periods = outcome.shape
    cluster = np.arange(n) if cluster is None else np.asarray(cluster)
    names = np.array([f"u{i}" for i in range(n)], dtype=object)
    return Staggered(outcome, np.asarray(start), cluster, names, np.arange(periods).astype(object))


def overall(result):
    return result.effects.iloc[0]


def test_one_cohort_is_the_ratio_of_rate_ratios():
    counts = data(
        [[10, 14, 6, 3], [20, 22, 9, 8], [8, 6, 7, 5], [30, 28, 29, 33]], [2, 2, NEVER, NEVER]
    )
    exposure = np.array([[1.0, 1, 1, 1], [2, 2, 2, 2], [1, 1, 1, 1], [3, 3, 3, 3]])
    found = overall(impute_ratio(counts, exposure))
    after, before = (6 + 3 + 9 + 8), (10 + 14 + 20 + 22)
    ratio = (after / before) / ((7 + 5 + 29 + 33) / (8 + 6 + 30 + 28))
    assert found["ratio"] == pytest.approx(ratio, rel=1e-8)
    assert found["events"] == after
    assert found["note"] == "few_clusters" and np.isnan(found["low"])


def test_by_event_time_adds_up_to_the_whole():
    rng = np.random.default_rng(1)
    start = np.repeat([3, 5, NEVER], 20)
    counts = data(rng.poisson(8, (60, 8)), start, np.arange(60) % 10)
    effects = impute_ratio(counts, np.ones((60, 8))).effects
    parts = effects[effects["part"] == "event_time"]
    for column in ("events", "expected"):
        assert parts[column].sum() == pytest.approx(effects[column][0])
    assert list(parts["at"]) == [0, 1, 2, 3, 4]


def simulated(rng, effect, growing=False):
    """Levels that differ tenfold, a common fall of a third, staggered starts of the higher ones."""
    n, periods = 120, 10
    level = np.exp(rng.normal(1.5, 0.7, n))
    order = np.argsort(-level + rng.normal(0, 1, n))
    start = np.full(n, NEVER)
    for wave, first in enumerate((5, 6, 7)):
        start[order[wave * 12 : wave * 12 + 12]] = first
    since = np.arange(periods) - np.minimum(start, 2**40)[:, None]
    log_effect = np.where(since >= 0, np.log(effect) * (1 + 0.5 * since * growing), 0.0)
    mean = level[:, None] * np.exp(-0.04 * np.arange(periods)) * np.exp(log_effect)
    mean = mean * rng.gamma(8, 1 / 8, (n, periods))
    cluster = rng.permutation(n) % 30
    return data(rng.poisson(mean), start, cluster), since, mean


@pytest.mark.parametrize("effect", [1.0, 0.7, 0.5])
def test_known_effects_are_found_and_covered(effect):
    rng = np.random.default_rng(11)
    logs, covered = [], []
    for _ in range(60):
        counts, _, _ = simulated(rng, effect)
        found = overall(impute_ratio(counts, np.ones(counts.outcome.shape)))
        logs.append(np.log(found["ratio"]))
        covered.append(found["low"] <= effect <= found["high"])
    assert np.mean(logs) == pytest.approx(np.log(effect), abs=3 * np.std(logs) / np.sqrt(60))
    assert np.mean(covered) >= 0.88  # of 60, at 95 %


def test_growing_effects_do_not_spoil_it_as_they_do_the_plain_regression():
    rng = np.random.default_rng(3)
    errors = []
    for _ in range(40):
        counts, since, mean = simulated(rng, 0.7, growing=True)
        found = overall(impute_ratio(counts, np.ones(counts.outcome.shape)))
        without = mean / np.exp(
            np.where(since >= 0, np.log(0.7) * (1 + 0.5 * np.maximum(since, 0)), 0)
        )
        true = mean[since >= 0].sum() / without[since >= 0].sum()
        errors.append(np.log(found["ratio"]) - np.log(true))
    assert abs(np.mean(errors)) < 3 * np.std(errors) / np.sqrt(40)


def test_the_periods_of_choosing_are_out_of_sight():
    rng = np.random.default_rng(4)
    counts, since, _ = simulated(rng, 0.7)
    spoilt = data(
        np.where(since == -1, counts.outcome * 5, counts.outcome), counts.start, counts.cluster
    )
    exposure = np.ones(counts.outcome.shape)
    one, other = (overall(impute_ratio(d, exposure, anticipation=1)) for d in (counts, spoilt))
    assert one["ratio"] == other["ratio"] and one["high"] == other["high"]
    assert overall(impute_ratio(spoilt, exposure))["ratio"] < 0.9 * one["ratio"]


def test_relabelling_and_scale_change_nothing():
    rng = np.random.default_rng(5)
    counts, _, _ = simulated(rng, 0.7)
    exposure = rng.uniform(1, 3, counts.outcome.shape)
    order = rng.permutation(len(counts.start))
    turned = data(counts.outcome[order], counts.start[order], counts.cluster[order])
    one = overall(impute_ratio(counts, exposure))
    other = overall(impute_ratio(turned, 100 * exposure[order]))
    for column in ("ratio", "low", "high", "p_value"):
        assert one[column] == pytest.approx(other[column], rel=1e-7)


def test_what_cannot_be_had_has_a_reason():
    quiet = data([[4, 5, 0, 0], [3, 6, 0, 0], [5, 4, 6, 5], [7, 5, 4, 6]], [2, 2, NEVER, NEVER])
    found = overall(impute_ratio(quiet, np.ones((4, 4))))
    assert found["note"] == "no_events" and found["ratio"] == 0 and np.isnan(found["high"])
    nobody = data([[0, 0, 3, 2], [0, 0, 1, 4], [5, 4, 6, 5], [7, 5, 4, 6]], [2, 2, NEVER, NEVER])
    assert overall(impute_ratio(nobody, np.ones((4, 4))))["note"] == "nothing_expected"


def test_leaving_one_cluster_out_is_told():
    rng = np.random.default_rng(6)
    counts, _, _ = simulated(rng, 0.7)
    exposure = np.ones(counts.outcome.shape)
    result = impute_ratio(counts, exposure)
    kept = counts.cluster != 4
    fewer = data(counts.outcome[kept], counts.start[kept], counts.cluster[kept])
    alone = overall(impute_ratio(fewer, exposure[kept]))["ratio"]
    assert result.without.set_index("cluster")["ratio"][4] == pytest.approx(alone, rel=1e-8)
