"""Poisson event study, Goodman-Bacon weights, wild cluster bootstrap, randomisation."""

import itertools
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.optimize import linprog

from santitham_eval.errors import StudyError
from santitham_eval.estimators.programme.goodman_bacon import goodman_bacon
from santitham_eval.estimators.programme.poisson import poisson_effect, poisson_event_study
from santitham_eval.estimators.programme.randomisation import randomise, two_way_t
from santitham_eval.estimators.programme.staggered import Staggered, staggered
from santitham_eval.estimators.programme.wild_cluster import wild_cluster
from santitham_eval.sample import NEVER

REFERENCE = Path(__file__).parents[1] / "santitham_eval" / "validation" / "data"


def a_panel(outcome, start, cluster=None):
    outcome, start = np.asarray(outcome, dtype=float), np.asarray(start)
    units, periods = outcome.shape
    own = np.arange(units) if cluster is None else np.asarray(cluster)
    names = [f"{i:03d}" for i in range(units)]
    return Staggered(
        outcome, start, own, np.array(names, object), np.arange(periods).astype(object)
    )


def a_world(seed, units=20, periods=8, rate=3.0, clusters=7, effect=-0.5):
    """Counts with unit levels, a course and staggered starts, and their exposure."""
    rng = np.random.default_rng(seed)
    late = [periods // 2, periods // 2 + 1, periods - 2]
    start = np.where(np.arange(units) % 2, rng.choice(late, units), NEVER)
    size = rng.uniform(0.5, 2, (units, periods))
    level = rng.normal(0, 0.5, units)[:, None] + np.sin(np.arange(periods))
    treated = np.arange(periods) >= start[:, None]
    counts = rng.poisson(size * rate * np.exp(level + effect * treated))
    return a_panel(counts, start, rng.permutation(units) % clusters), size


def shuffled(data, order):
    return Staggered(
        data.outcome[order], data.start[order], data.cluster[order], data.unit[order], data.period
    )


@pytest.fixture(scope="module")
def castle():
    """Cheng & Hoekstra's states with the year in which the law came into force."""
    frame = pd.read_csv(REFERENCE / "castle.csv")
    return staggered(frame, unit="state", period="year", outcome="l_homicide")


# Poisson ---------------------------------------------------------------------------------------


def with_dummies(data, bins, number):
    """Dense design: units, periods but the first, event times."""
    units, periods = data.outcome.shape
    design = np.zeros((units * periods, units + periods + number))
    row = np.arange(units * periods)
    design[row, np.repeat(np.arange(units), periods)] = 1
    design[row, units + np.tile(np.arange(periods), units)] = 1
    held = bins.ravel() >= 0
    design[row[held], units + periods + bins.ravel()[held]] = 1
    return np.delete(design, units, axis=1)


def by_statsmodels(data, size, bins, number):
    """Coefficients and covariance of the event times; CR1 with unit effects not counted."""
    design = with_dummies(data, bins, number)
    periods = data.outcome.shape[1]
    cluster = np.repeat(data.cluster, periods)
    model = sm.GLM(data.outcome.ravel(), design, sm.families.Poisson(), offset=np.log(size).ravel())
    fit = model.fit(
        cov_type="cluster",
        cov_kwds={"groups": cluster, "use_correction": False},
        tol=1e-14,
        maxiter=200,
    )
    groups, cells = len(np.unique(cluster)), len(design)
    factor = groups / (groups - 1) * (cells - 1) / (cells - periods - number)
    return fit.params[-number:], factor * fit.cov_params()[-number:, -number:]


def test_poisson_effect_agrees_with_a_regression_on_dummies():
    data, size = a_world(1)
    found = poisson_effect(data, exposure=size)
    log, covariance = by_statsmodels(data, size, np.where(data.treated, 0, -1), 1)
    row = found.effects.iloc[0]
    assert row["estimate"] == pytest.approx(log[0], abs=1e-6)
    assert row["standard_error"] == pytest.approx(covariance[0, 0] ** 0.5, abs=1e-6)
    assert row["ratio"] == pytest.approx(np.exp(log[0]))
    assert row["low"] < row["ratio"] < row["high"]
    assert (found.units, found.periods, found.clusters) == (20, 8, 7)


def test_poisson_event_study_agrees_with_a_regression_on_dummies():
    data, size = a_world(2)
    found = poisson_event_study(data, exposure=size, first=-3, last=2)
    event = np.clip(np.arange(8) - np.where(data.never, 0, data.start)[:, None], -3, 2)
    number = found.effects["event"].to_numpy()
    assert list(number) == [-3, -2, 0, 1, 2]
    counted = (event != -1) & ~data.never[:, None]
    log, covariance = by_statsmodels(
        data, size, np.where(counted, np.searchsorted(number, event), -1), 5
    )
    assert found.effects["estimate"].to_numpy() == pytest.approx(log, abs=1e-6)
    assert found.covariance == pytest.approx(covariance, abs=1e-6)


def test_poisson_two_by_two_by_hand():
    """(12 / 8) / (30 / 10) of the counts, and half of it when exposure doubled where treated."""
    data = a_panel([[8, 12], [4, 18], [6, 12]], [1, NEVER, NEVER], [0, 1, 2])
    assert poisson_effect(data).effects["ratio"][0] == pytest.approx(0.5)
    doubled = poisson_effect(data, exposure=[[1, 2], [1, 1], [1, 1]])
    assert doubled.effects["ratio"][0] == pytest.approx(0.25)


def test_poisson_one_treated_cluster_has_no_interval():
    data = a_panel([[8, 12], [4, 18], [6, 12]], [1, NEVER, NEVER])
    row = poisson_effect(data).effects.iloc[0]
    assert row["note"] == "one_cluster"
    assert np.isnan(row[["standard_error", "low", "high", "p_value"]].astype(float)).all()


def test_poisson_constant_counts_have_a_ratio_of_one_and_no_interval():
    row = poisson_effect(a_panel([[2, 2], [3, 3], [4, 4], [1, 1]], [1, 1, NEVER, NEVER]))
    assert row.effects["ratio"][0] == pytest.approx(1)
    assert row.effects["note"][0] == "no_residuals"
    assert np.isnan(row.effects["p_value"][0])


def test_poisson_does_not_depend_on_order_or_on_levels():
    data, size = a_world(3)
    whole = poisson_event_study(data, exposure=size, first=-3).effects
    order = np.random.default_rng(0).permutation(20)
    other = poisson_event_study(shuffled(data, order), exposure=size[order], first=-3).effects
    pd.testing.assert_frame_equal(whole, other, rtol=1e-9)
    rng = np.random.default_rng(1)
    scaled = size * rng.uniform(0.1, 10, (20, 1)) * rng.uniform(0.1, 10, 8)
    pd.testing.assert_frame_equal(
        whole, poisson_event_study(data, exposure=scaled, first=-3).effects, rtol=1e-7
    )
    tenfold = replace(data, outcome=10 * data.outcome)
    columns = ["estimate", "standard_error", "p_value"]
    pd.testing.assert_frame_equal(
        whole[columns],
        poisson_event_study(tenfold, exposure=size, first=-3).effects[columns],
        rtol=1e-7,
    )


def test_poisson_leaves_out_what_says_nothing_and_tells():
    data, size = a_world(4)
    outcome = data.outcome.copy()
    outcome[[0, 5]], outcome[:, 1] = 0, 0
    found = poisson_effect(replace(data, outcome=outcome), exposure=size)
    assert list(found.dropped_units) == ["000", "005"]
    assert list(found.dropped_periods) == [1]
    assert (found.units, found.periods) == (18, 7)
    rows, columns = np.delete(np.arange(20), [0, 5]), np.delete(np.arange(8), 1)
    kept = Staggered(
        outcome[np.ix_(rows, columns)],
        np.where(data.start[rows] == NEVER, NEVER, data.start[rows] - 1),
        data.cluster[rows],
        data.unit[rows],
        data.period[columns],
    )
    same = poisson_effect(kept, exposure=size[np.ix_(rows, columns)]).effects
    pd.testing.assert_frame_equal(found.effects, same, rtol=1e-9)


def test_poisson_ratio_of_zero_and_of_infinity():
    counts = [[3, 2, 0, 0], [1, 4, 0, 0], [2, 3, 1, 2], [5, 1, 2, 2]]
    start = [2, 2, NEVER, NEVER]
    silent = poisson_effect(a_panel(counts, start)).effects.iloc[0]
    assert (silent["ratio"], silent["estimate"], silent["note"]) == (0, -np.inf, "no_events")
    before = poisson_effect(a_panel(np.fliplr(counts), start))
    assert before.effects["note"][0] == "separated"
    assert before.effects["ratio"][0] == np.inf
    assert before.separated == 4


@pytest.mark.parametrize(
    ("counts", "start", "note"),
    [
        ([[1, 2, 3], [2, 2, 1]], [1, 1], "collinear"),
        ([[1, 2, 3], [2, 2, 1]], [0, NEVER], "collinear"),
        ([[1, 2, 3], [2, 2, 1]], [NEVER, NEVER], "no_cells"),
        ([[0, 0, 0], [2, 2, 1]], [1, NEVER], "no_cells"),
        ([[0, 0, 0], [0, 0, 0]], [1, NEVER], "no_cells"),
    ],
)
def test_poisson_says_why_there_is_no_effect(counts, start, note):
    row = poisson_effect(a_panel(counts, start)).effects.iloc[0]
    assert row["note"] == note
    assert np.isnan(row["ratio"])


def test_poisson_event_study_without_never_treated_is_collinear_unless_ends_are_binned():
    data, size = a_world(5, units=30)
    start = np.random.default_rng(0).choice([3, 4, 5], 30)
    data = replace(data, start=start)
    assert (poisson_event_study(data, exposure=size).effects["note"] == "collinear").all()
    assert (poisson_event_study(data, exposure=size, first=-1, last=2).effects["note"] == "").all()


def test_poisson_finds_every_separated_cell():
    """Against a linear programme that finds all cells which some direction sends to zero."""
    told = set()
    for seed in range(60):
        rng = np.random.default_rng(seed)
        units, periods = rng.integers(3, 9), rng.integers(3, 8)
        start = np.where(rng.random(units) < 0.5, rng.integers(0, periods, units), NEVER)
        counts = rng.poisson(rng.choice([0.2, 0.5, 1.5]), (units, periods))
        if not counts.any():
            continue
        data = a_panel(counts, start)
        found = poisson_effect(data)
        design = with_dummies(data, np.where(data.treated, 0, -1), 1)
        silent = data.outcome.ravel() == 0
        slack = np.eye(silent.sum())
        answer = linprog(
            np.r_[np.zeros(design.shape[1]), -np.ones(silent.sum())],
            A_ub=np.hstack([design[silent], slack]),
            b_ub=np.zeros(silent.sum()),
            A_eq=np.hstack([design[~silent], np.zeros(((~silent).sum(), silent.sum()))]),
            b_eq=np.zeros((~silent).sum()),
            bounds=[(None, None)] * design.shape[1] + [(0, 1)] * silent.sum(),
        )
        kept = np.ones(silent.size, dtype=bool)
        kept[silent] = answer.x[design.shape[1] :] < 0.5
        rest = np.linalg.lstsq(design[kept][:, :-1], design[kept][:, -1])[0]
        left = design[kept][:, -1] - design[kept][:, :-1] @ rest
        assert np.isfinite(found.effects["estimate"][0]) == (np.abs(left).max() > 1e-9), seed
        plain = np.outer(counts.sum(1) > 0, counts.sum(0) > 0)
        assert (~kept).sum() == (~plain).sum() + found.separated, seed
        told.add(found.effects["note"][0])
    assert {"", "separated", "no_events", "collinear"} <= told


def test_poisson_recovers_the_effect_and_covers_it():
    errors, covered = [], []
    for seed in range(100):
        data, size = a_world(seed, units=60, periods=12, rate=1.0, clusters=20)
        row = poisson_effect(data, exposure=size).effects.iloc[0]
        errors.append(row["estimate"] + 0.5)
        covered.append(row["low"] < np.exp(-0.5) < row["high"])
    assert abs(np.mean(errors)) < 3 * np.std(errors) / 100**0.5
    assert np.mean(covered) > 0.88  # 95 % less three standard errors of 100 worlds


def test_poisson_event_times_can_be_years_of_months():
    data, size = a_world(6, units=40, periods=48, rate=1.0)
    found = poisson_event_study(data, exposure=size, width=12).effects
    assert list(found["event"]) == [-4, -3, -2, 0, 1]
    monthly = data.outcome[data.start == 24][:, 24:36].sum()
    assert found.set_index("event")["events"][0] >= monthly


def least(work, times=3):
    """Seconds of the processor that work takes where nothing else is in its way."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def test_poisson_event_study_is_fast():
    data, size = a_world(7, units=290, periods=120, clusters=33, rate=0.3)
    assert least(lambda: poisson_event_study(data, exposure=size, width=12)) < 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"exposure": np.ones((2, 2))}, "exposure"),
        ({"exposure": -np.ones((3, 2))}, "exposure"),
        ({"exposure": np.zeros((3, 2))}, "exposure"),
        ({"exposure": np.full((3, 2), np.nan)}, "exposure"),
        ({"confidence": 1.0}, "confidence"),
    ],
)
def test_poisson_refuses(change, told):
    data = a_panel([[8, 12], [4, 18], [6, 12]], [1, NEVER, NEVER])
    with pytest.raises(StudyError, match=told):
        poisson_effect(data, **change)


def test_poisson_refuses_negative_counts_and_a_reference_beyond_the_ends():
    data = a_panel([[8, -12], [4, 18]], [1, NEVER])
    with pytest.raises(StudyError, match=r"000 1: -12"):
        poisson_effect(data)
    for wrong in ({"reference": -3, "first": -2}, {"width": 0}):
        with pytest.raises(StudyError, match="reference"):
            poisson_event_study(data, **wrong)


# Goodman-Bacon ---------------------------------------------------------------------------------


def test_goodman_bacon_castle(castle):
    """Weights and estimates as printed in the vignette of the R package bacondecomp."""
    found = goodman_bacon(castle)
    kinds = found.kinds.set_index("kind").round(5)
    assert kinds.loc["earlier_vs_later"].tolist() == [0.05976, -0.00554]
    assert kinds.loc["later_vs_earlier"].tolist() == [0.03190, 0.07032]
    assert kinds.loc["treated_vs_untreated"].tolist() == [0.90834, 0.08796]
    assert round(found.total, 4) == 0.0818
    assert round(found.forbidden, 5) == 0.03190
    assert len(found.comparisons) == 5 + 2 * 10
    assert found.comparisons["control"].isna().sum() == 5


def two_way(data):
    treated = data.treated.astype(float)
    centred = treated - treated.mean(0) - treated.mean(1, keepdims=True) + treated.mean()
    return (centred * data.outcome).sum() / (centred**2).sum()


@pytest.mark.parametrize("seed", range(8))
def test_goodman_bacon_adds_up_to_the_coefficient(seed):
    rng = np.random.default_rng(seed)
    start = np.where(rng.random(25) < 0.3, NEVER, rng.integers(0, 7, 25))
    data = a_panel(rng.normal(size=(25, 7)), start)
    found = goodman_bacon(data)
    assert found.total == pytest.approx(two_way(data))
    assert found.comparisons["weight"].sum() == pytest.approx(1)
    assert (found.comparisons["weight"] > 0).all()
    order = rng.permutation(25)
    moved = replace(data, outcome=data.outcome + rng.normal(size=(25, 1)) + rng.normal(size=7))
    # A constant of a unit or of a period changes no comparison.
    for other in (shuffled(data, order), moved):
        pd.testing.assert_frame_equal(goodman_bacon(other).comparisons, found.comparisons)


def test_goodman_bacon_by_hand():
    """Two cohorts and no others: starts 1 and 2 of 3 periods, one unit each."""
    found = goodman_bacon(a_panel([[0, 3, 5], [1, 2, 7]], [1, 2]))
    table = found.comparisons.set_index("kind")
    # Weights 1/3 * 1/3 and 1/3 * 1/3: equal.  3 - 0 - (2 - 1) = 2; 7 - 2 - (5 - 3) = 3.
    assert table["weight"].tolist() == pytest.approx([0.5, 0.5])
    assert table["estimate"].tolist() == [2, 3]
    assert (found.total, found.forbidden) == (2.5, 0.5)


def test_goodman_bacon_always_treated_are_forbidden():
    found = goodman_bacon(a_panel([[0, 0, 0], [1, 2, 7]], [0, 2]))
    assert found.comparisons["kind"].tolist() == ["later_vs_always"]
    assert (found.total, found.forbidden) == (5.5, 1)


@pytest.mark.parametrize(
    ("start", "note"),
    [([NEVER, NEVER], "no_treated"), ([1, 1], "no_comparison"), ([0, 0], "no_comparison")],
)
def test_goodman_bacon_says_why_not(start, note):
    found = goodman_bacon(a_panel([[0, 1, 2], [1, 2, 7]], start))
    assert found.note == note
    assert np.isnan(found.total)
    assert found.kinds.empty


# Wild cluster bootstrap ------------------------------------------------------------------------


def test_wild_cluster_castle(castle):
    """Published p .173, whose own draws are not told: 9,999 scatter by .0038, 99,999 by .0012.

    Eight million draws give .1738 +- .00013, so .173 is one run, not the limit.  SE as by
    pyfixest 0.60 (CRV1).
    """
    found = wild_cluster(castle, rng=np.random.default_rng(5), draws=99_999)
    scatter = (0.1738 * (1 - 0.1738) / 99_999) ** 0.5
    assert abs(found.p_value - 0.1738) < 3 * scatter
    assert abs(found.p_value - 0.173) < 3 * scatter + 0.0005
    assert round(found.estimate, 4) == 0.0818
    assert round(found.standard_error, 6) == 0.058874
    assert (found.clusters, found.changing, found.enumerated) == (50, 21, False)
    assert found.low < 0 < found.high


def by_regression(data, signs, null, controls=()):
    """t of bootstrap samples, each by its own regression on dummies; the data's own first."""
    units, periods = data.outcome.shape
    treated = data.treated.astype(float).ravel()
    effects = np.hstack(
        [
            np.kron(np.eye(units), np.ones((periods, 1))),
            np.tile(np.eye(periods), (units, 1)),
            *(c.reshape(-1, 1) for c in controls),
        ]
    )
    design = np.column_stack([treated, effects])
    inverse = np.linalg.pinv(design.T @ design)
    cluster = np.repeat(data.cluster, periods)
    member = np.equal.outer(np.unique(cluster), cluster).astype(float)

    def t(outcome):
        beta = inverse @ (design.T @ outcome)
        score = member @ (design * (outcome - design @ beta)[:, None])
        return (beta[0] - null) / (inverse @ score.T @ score @ inverse)[0, 0] ** 0.5

    outcome = data.outcome.ravel()
    level = null * treated
    level = level + effects @ np.linalg.lstsq(effects, outcome - level)[0]
    rest = outcome - level
    own = np.unique(cluster, return_inverse=True)[1]
    return t(outcome), np.array([t(level + rest * s[own]) for s in signs])


@pytest.mark.parametrize("null", [0.0, 0.7])
def test_wild_cluster_agrees_with_running_every_regression(null):
    rng = np.random.default_rng(3)
    start = np.array([2, 2, 3, 3, 1, 4, *[NEVER] * 6])
    data = a_panel(rng.normal(size=(12, 5)), start, [0, 3, 1, 4, 2, 5, 0, 3, 1, 4, 2, 5])
    controls = rng.normal(size=(2, 12, 5))
    signs = np.array(list(itertools.product([-1.0, 1.0], repeat=6)))
    own, drawn = by_regression(data, signs, null, controls)
    found = wild_cluster(data, rng=rng, draws=64, controls=controls, null=null)
    assert found.enumerated
    assert found.draws == 64
    assert found.p_value == np.mean(np.abs(drawn) >= abs(own) * (1 - 1e-9))
    factor = 6 / 5 * (60 - 1) / (60 - 1 - 2 - 5)
    assert found.statistic == pytest.approx(own / factor**0.5)


def test_wild_cluster_interval_holds_the_nulls_that_are_not_rejected(castle):
    def p(null):
        rng = np.random.default_rng(0)
        return wild_cluster(castle, rng=rng, draws=999, null=null).p_value

    found = wild_cluster(castle, rng=np.random.default_rng(0), draws=999)
    for bound, out in ((found.low, -1), (found.high, 1)):
        assert p(bound) > 0.05
        assert p(bound + out * 1e-6) <= 0.05


def test_wild_cluster_does_not_depend_on_order_scale_or_levels(castle):
    def run(data, **more):
        return wild_cluster(data, rng=np.random.default_rng(1), draws=499, **more)

    found = run(castle)
    rng = np.random.default_rng(2)
    for data in (
        shuffled(castle, rng.permutation(50)),
        replace(castle, outcome=castle.outcome + rng.normal(size=(50, 1)) + rng.normal(size=11)),
    ):
        other = run(data)
        assert other.p_value == found.p_value
        assert (other.low, other.high) == pytest.approx((found.low, found.high))
    tenfold = run(replace(castle, outcome=-10 * castle.outcome))
    assert tenfold.p_value == found.p_value
    assert tenfold.low == pytest.approx(-10 * found.high)
    assert run(castle, regressor=castle.treated * 1.0) == found


def test_wild_cluster_rejects_at_its_level_with_twelve_clusters():
    rng = np.random.default_rng(11)
    start = np.where(np.arange(48) < 20, 4, NEVER)
    rejected = []
    for _ in range(300):
        noise = rng.normal(size=(48, 8)) + np.repeat(rng.normal(size=(12, 8)), 4, axis=0)
        data = a_panel(noise, start, np.arange(48) // 4)
        rejected.append(wild_cluster(data, rng=rng, draws=199).p_value <= 0.05)
    assert 0.01 < np.mean(rejected) < 0.09  # 5 % and three standard errors of 300 trials


def test_wild_cluster_webb_weights_have_mean_zero_and_variance_one(castle):
    from santitham_eval.estimators.programme._wild import WEIGHTS

    for points in WEIGHTS.values():
        assert points.mean() == pytest.approx(0)
        assert (points**2).mean() == pytest.approx(1)
    found = wild_cluster(castle, rng=np.random.default_rng(0), draws=9999, weights="webb")
    assert abs(found.p_value - 0.174) < 0.015


def test_wild_cluster_five_clusters_cannot_reject_at_five_per_cent():
    rng = np.random.default_rng(0)
    outcome = rng.normal(size=(10, 4)) / 100
    outcome[:4, 2:] += 5
    data = a_panel(outcome, [2] * 4 + [NEVER] * 6, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    found = wild_cluster(data, rng=rng)
    assert (found.enumerated, found.draws) == (True, 32)
    assert found.p_value >= 2 / 32
    assert (found.low, found.high) == (-np.inf, np.inf)


@pytest.mark.parametrize(
    ("outcome", "start", "cluster", "note"),
    [
        ("noise", [2, 2, 2, 2], None, "collinear"),
        ("noise", [NEVER] * 4, None, "collinear"),
        ("noise", [0, 0, NEVER, NEVER], None, "collinear"),
        ("noise", [2, 2, NEVER, NEVER], [0, 0, 0, 0], "one_cluster"),
        ("noise", [2, NEVER, NEVER, NEVER], None, "one_changing_cluster"),
        ("constant", [2, 2, NEVER, NEVER], None, "no_residuals"),
        ("exact", [2, 2, NEVER, NEVER], None, "no_residuals"),
    ],
)
def test_wild_cluster_says_why_not(outcome, start, cluster, note):
    values = {
        "noise": np.random.default_rng(0).normal(size=(4, 5)),
        "constant": np.full((4, 5), 7.3),
        "exact": np.arange(5.0) + (np.arange(5) >= np.array(start)[:, None]),
    }[outcome]
    found = wild_cluster(a_panel(values, start, cluster), rng=np.random.default_rng(0))
    assert found.note == note
    assert np.isnan(found.p_value)
    assert np.isnan(found.estimate) == (note == "collinear")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"weights": "normal"}, "weights"),
        ({"draws": 0}, "draws"),
        ({"confidence": 0.0}, "confidence"),
        ({"regressor": np.ones((2, 2))}, "regressor"),
        ({"regressor": np.full((50, 11), np.nan)}, "regressor"),
        ({"controls": np.ones((50, 11))}, "controls"),
    ],
)
def test_wild_cluster_refuses(castle, change, told):
    with pytest.raises(StudyError, match=told):
        wild_cluster(castle, rng=np.random.default_rng(0), **change)


def test_wild_cluster_is_fast():
    data, _ = a_world(8, units=290, periods=120, clusters=290)
    assert least(lambda: wild_cluster(data, rng=np.random.default_rng(0), draws=999)) < 2


# Randomisation ---------------------------------------------------------------------------------


def test_randomise_counts_every_roster_of_a_tiny_design():
    """One treated unit of five: its statistic is one of five equally likely."""
    outcome = np.array([[0, 9], [0, 1], [0, -3], [0, 2], [0, 4]])
    data = a_panel(outcome, [1, *[NEVER] * 4])

    def change(d):
        return d.outcome[~d.never, 1].mean() - d.outcome[d.never, 1].mean()

    found = randomise(data, change, rng=np.random.default_rng(0))
    assert found.enumerated
    assert found.assignments == len(found.drawn) == 5
    assert found.p_value == 1 / 5
    drawn = [outcome[i, 1] - np.delete(outcome[:, 1], i).mean() for i in range(5)]
    assert sorted(found.drawn) == pytest.approx(sorted(drawn))


def test_randomise_tries_each_roster_within_strata_once():
    start = np.array([1, 2, NEVER, 1, NEVER, NEVER])
    data = a_panel(np.zeros((6, 3)), start)
    seen = []
    found = randomise(
        data,
        lambda d: seen.append(tuple(d.start)) or 1.0,
        rng=np.random.default_rng(0),
        strata=np.array(list("aaabbb")),
    )
    rosters = seen[1:]  # the first is the roster as it is
    assert len(rosters) == len(set(rosters)) == found.assignments == 6 * 3
    assert all(sorted(r[:3]) == [1, 2, NEVER] for r in rosters)
    assert all(sorted(r[3:]) == [1, NEVER, NEVER] for r in rosters)
    assert found.p_value == 1


def test_randomise_keeps_cohorts_and_strata_when_it_draws():
    data, _ = a_world(9, units=40)
    strata = np.arange(40) % 3
    seen = []
    found = randomise(
        data,
        lambda d: seen.append(d.start) or float(len(seen)),
        rng=np.random.default_rng(0),
        draws=50,
        strata=strata,
    )
    assert len(seen) == 51
    assert found.p_value == 1
    assert not found.enumerated
    for start in seen:
        for s in range(3):
            assert sorted(start[strata == s]) == sorted(data.start[strata == s])
    assert len({tuple(s) for s in seen}) == 51
    assert (data.start == seen[0]).all()


def test_randomise_p_value_counts_the_roster_as_it_is():
    data, _ = a_world(10, units=30)
    values = iter([2.0, *[1.0, -2.0, 2.0 - 1e-12, np.nan] * 5])
    found = randomise(data, lambda d: next(values), rng=np.random.default_rng(0), draws=20)
    assert found.p_value == (1 + 15) / 21
    assert found.undefined == 5


def test_randomise_rejects_at_its_level_and_finds_an_effect():
    rng = np.random.default_rng(4)
    start = np.where(np.arange(24) < 9, rng.integers(2, 5, 24), NEVER)
    null, effect = [], []
    for _ in range(120):
        data = a_panel(rng.standard_t(3, size=(24, 6)), start)
        null.append(randomise(data, two_way_t, rng=rng, draws=99).p_value)
        moved = replace(data, outcome=data.outcome + 2.5 * data.treated)
        effect.append(randomise(moved, two_way_t, rng=rng, draws=99).p_value)
    assert np.mean(np.array(null) <= 0.05) < 0.11  # 5 % and three standard errors of 120 trials
    assert abs(np.mean(null) - 0.5) < 0.08
    assert np.mean(np.array(effect) <= 0.05) > 0.5


def test_two_way_t_is_the_clustered_t_without_its_factor(castle):
    full = wild_cluster(castle, rng=np.random.default_rng(0), draws=9)
    factor = 50 / 49 * (550 - 1) / (550 - 12)
    assert two_way_t(castle) == pytest.approx(full.statistic * factor**0.5)


@pytest.mark.parametrize(
    ("outcome", "start", "note"),
    [
        ("noise", [2, 2, 2], "one_assignment"),
        ("noise", [NEVER] * 3, "one_assignment"),
        ("constant", [1, 2, NEVER], "no_statistic"),
        ("additive", [1, 2, NEVER], "no_statistic"),
        ("noise", [0, 0, NEVER], "no_statistic"),
    ],
)
def test_randomise_says_why_not(outcome, start, note):
    values = np.random.default_rng(0).normal(size=(3, 4))
    additive = 0.1 * np.arange(3)[:, None] + np.arange(4) / 3
    data = a_panel(
        {"noise": values, "constant": values * 0 + 0.1, "additive": additive}[outcome], start
    )
    found = randomise(data, two_way_t, rng=np.random.default_rng(0))
    assert found.note == note
    assert np.isnan(found.p_value)


@pytest.mark.parametrize("strata", [np.zeros(2), np.array(["a", None, "b"], dtype=object)])
def test_randomise_refuses_bad_strata(strata):
    data = a_panel(np.zeros((3, 4)), [1, 2, NEVER])
    with pytest.raises(StudyError, match="strata"):
        randomise(data, two_way_t, rng=np.random.default_rng(0), strata=strata)
    with pytest.raises(StudyError, match="draws"):
        randomise(data, two_way_t, rng=np.random.default_rng(0), draws=0)


def test_randomise_is_fast():
    data, _ = a_world(12, units=290, periods=120, clusters=33)
    began = time.process_time()
    found = randomise(data, two_way_t, rng=np.random.default_rng(0), strata=data.cluster)
    assert time.process_time() - began < 3
    assert len(found.drawn) == 999
