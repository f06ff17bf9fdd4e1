"""Pooled effects and interrupted series: against other code, by hand, and on known effects."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from frames import START, panel, plan, roster, windows
from scipy import stats

from santitham_eval.calibration import PLAN
from santitham_eval.estimators import comparative, interrupted_series, pooled
from santitham_eval.sample import draw_sample
from santitham_eval.simulate import (
    HALVING_EFFECT,
    SELECTED_NULL,
    Scenario,
    panel_of,
    roster_of,
    simulate,
)
from santitham_eval.smallarea import LOG_RATIOS, fit_counts, pool_likelihoods, pool_normal

RNG = np.random.default_rng(0)  # no method here draws


# --- regression of counts ------------------------------------------------------------------------
def counts(seed=1, alpha=0.5, months=90, level=4.0):
    rng = np.random.default_rng(seed)
    t = np.arange(months) / 12
    design = np.column_stack([np.ones(months), t, t > 4, np.sin(2 * np.pi * t)])
    mean = np.exp(np.log(level) - 0.1 * t - 0.5 * (t > 4) + 0.2 * design[:, 3])
    count = rng.poisson(mean * (rng.gamma(1 / alpha, alpha, months) if alpha else 1))
    return count.astype(float), design, np.full(months, 0.3)


def test_poisson_counts_are_those_of_statsmodels():
    count, design, offset = counts(alpha=0)
    fitted = fit_counts(count, design, offset)
    other = sm.GLM(count, design, family=sm.families.Poisson(), offset=offset).fit()
    assert fitted.alpha == 0
    np.testing.assert_allclose(fitted.coefficient, other.params, atol=1e-7)
    np.testing.assert_allclose(fitted.bread, other.cov_params(), rtol=1e-6)


def test_negative_binomial_counts_are_those_of_statsmodels():
    count, design, offset = counts()
    fitted = fit_counts(count, design, offset)
    family = sm.families.NegativeBinomial(alpha=fitted.alpha)
    other = sm.GLM(count, design, family=family, offset=offset).fit(tol=1e-12)
    np.testing.assert_allclose(fitted.coefficient, other.params, atol=1e-6)
    np.testing.assert_allclose(fitted.bread, other.cov_params() / other.scale, rtol=1e-5)
    assert fitted.dispersion == pytest.approx(other.pearson_chi2 / other.df_resid)
    # The size found is the one at which the likelihood is highest.
    likelihoods = [
        sm.GLM(count, design, family=sm.families.NegativeBinomial(alpha=a), offset=offset).fit().llf
        for a in (fitted.alpha * 0.8, fitted.alpha, fitted.alpha * 1.25)
    ]
    assert likelihoods[1] == max(likelihoods)
    assert fitted.alpha == pytest.approx(0.5, abs=0.35)


def test_a_column_that_separates_has_no_fit():
    count, design, offset = counts()
    count[design[:, 2] > 0] = 0
    assert fit_counts(count, design, offset) is None


def test_scores_add_up_to_nothing_and_exposure_only_moves_the_constant():
    count, design, offset = counts()
    fitted, moved = fit_counts(count, design, offset), fit_counts(count, design, offset + 1)
    np.testing.assert_allclose(fitted.score.sum(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(moved.coefficient - fitted.coefficient, [-1, 0, 0, 0], atol=1e-5)


# --- one population of effects -------------------------------------------------------------------
def by_brute_force(estimate, error):
    """Posterior means and intervals of three effects on a grid of mu and tau."""
    mu, tau = np.meshgrid(np.linspace(-8, 8, 641), np.linspace(1e-3, 8, 400), indexing="ij")
    total = error**2 + tau[..., None] ** 2
    log = stats.norm.logpdf(estimate, mu[..., None], np.sqrt(total)).sum(axis=-1)
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    kept = error**2 / total
    mean = kept * mu[..., None] + (1 - kept) * estimate
    return (weight[..., None] * mean).sum(axis=(0, 1))


def test_pooled_normal_is_the_integral_done_by_brute_force():
    estimate = np.array([-1.0, 0.2, 0.3, 0.9, 0.1, -0.4, 0.5, 0.0])
    error = np.array([0.5, 0.3, 0.6, 0.4, 0.2, 0.5, 0.9, 0.3])
    got = pool_normal(estimate, error, 0.95)
    np.testing.assert_allclose(got.mean, by_brute_force(estimate, error), atol=0.01)
    assert (got.low < got.mean).all() and (got.mean < got.high).all()


def test_pooled_likelihoods_agree_with_the_normal_where_they_are_normal():
    estimate, error = np.array([-1.0, 0.2, 0.3, 0.9, 0.1, -0.4]), np.full(6, 0.4)
    log = stats.norm.logpdf(LOG_RATIOS, estimate[:, None], error[:, None])
    by_grid, exact = pool_likelihoods(log, 0.9), pool_normal(estimate, error, 0.9)
    np.testing.assert_allclose(by_grid.mean, exact.mean, atol=0.03)
    np.testing.assert_allclose(by_grid.low, exact.low, atol=0.08)
    np.testing.assert_allclose(by_grid.high, exact.high, atol=0.08)


def test_pooling_keeps_order_scale_and_place():
    estimate, error = np.array([3.0, -2.0, 0.5, 7.0, 1.0]), np.array([1.0, 2.0, 1.5, 1.0, 3.0])
    once = pool_normal(estimate, error, 0.95)
    turned = pool_normal(estimate[::-1], error[::-1], 0.95)
    np.testing.assert_allclose(turned.mean[::-1], once.mean)
    scaled = pool_normal(1000 * estimate, 1000 * error, 0.95)
    np.testing.assert_allclose(scaled.low / 1000, once.low, rtol=1e-6)
    shifted = pool_normal(estimate + 5, error, 0.95)
    np.testing.assert_allclose(shifted.high - 5, once.high, rtol=1e-6)


def test_a_tambon_far_from_the_rest_and_well_known_still_has_an_estimate():
    log = stats.norm.logpdf(LOG_RATIOS, np.array([1.5, 0, 0, 0, 0.1])[:, None], 0.05)
    got = pool_likelihoods(log, 0.95)
    assert got.mean[0] == pytest.approx(1.5, abs=0.02)
    assert got.low[0] < 1.5 < got.high[0]


def test_a_flat_likelihood_leaves_the_population():
    log = np.vstack([stats.norm.logpdf(LOG_RATIOS, -0.5, 0.1)] * 9 + [np.zeros(len(LOG_RATIOS))])
    got = pool_likelihoods(log, 0.95)
    assert got.mean[-1] == pytest.approx(got.centre, abs=0.03)
    assert got.centre == pytest.approx(-0.5, abs=0.05)


# --- the estimators ------------------------------------------------------------------------------
def drawn(scenario, seed, **changes):
    world = simulate(scenario, np.random.default_rng(seed))
    sample = draw_sample(panel_of(world), roster_of(world), replace(PLAN, **changes), "SAF1")
    return world, sample


def error_of(frame, world):
    truth = np.log(world.effect[np.searchsorted(world.tambon, frame["tambon"].to_numpy(str))])
    return np.log(frame["estimate"]) - truth, truth


@pytest.mark.parametrize("scenario", [SELECTED_NULL, HALVING_EFFECT], ids=["null", "halving"])
def test_pooled_rates_are_nearer_the_truth_than_each_alone(scenario):
    squares, covered = [], []
    for seed in range(4):
        world, sample = drawn(scenario, seed)
        together, alone = pooled.estimate(sample, RNG), comparative.estimate(sample, RNG)
        mine, truth = error_of(together, world)
        squares.append([np.nanmean(mine**2), np.nanmean(error_of(alone, world)[0] ** 2)])
        known = together["estimate"].notna()
        covered.append((np.log(together["low"]) <= truth)[known].mean())
        assert abs(mine.mean()) < 0.25
    assert np.sqrt(np.mean(squares, axis=0)) @ [1, -0.8] < 0
    assert np.mean(covered) > 0.93


def few(treated):
    rng = np.random.default_rng(3)
    codes = [f"9901{n:02d}" for n in range(1, 31)]
    series = {c: windows(60, 15, 45) + rng.integers(0, 2, 120) for c in codes}
    return draw_sample(
        panel(series), roster(*((c, START) for c in codes[:treated])), plan(), "SAF1"
    )


def test_a_handful_of_tambons_is_no_population():
    frame = pooled.estimate(few(4), RNG)
    assert list(frame["note"]) == ["few_tambons"] * 4
    assert "estimate" not in frame or frame["estimate"].isna().all()
    assert (pooled.estimate(few(5), RNG)["note"] == "").all()


def interrupted(series, **changes):
    sample = draw_sample(panel(series), roster(("990101", START)), plan(**changes), "SAF1")
    return interrupted_series.estimate(sample, RNG).iloc[0]


def trend(level=20.0, slope=-0.1, effect=0.5, months=120):
    """Whole counts of a falling series that is cut at its start (month 72)."""
    t = (np.arange(months) - 72) / 12
    return np.round(level * 50 * np.exp(slope * t) * np.where(t >= 0, effect, 1.0))


@pytest.mark.parametrize("effect", [0.25, 0.5, 1.0, 2.0])
def test_a_series_without_chance_gives_its_effect(effect):
    found = interrupted({"990101": trend(effect=effect), "990102": trend(effect=1)})
    assert found["estimate"] == pytest.approx(effect, rel=0.01)
    assert found["low"] < effect < found["high"]


def test_a_declared_shock_is_not_taken_for_an_effect():
    series = trend(effect=1.0)
    series[78:90] = np.round(series[78:90] * 0.3)  # 2016-07 to 2017-06
    both = {"990101": series, "990102": trend(effect=1)}
    assert interrupted(both)["estimate"] < 0.9
    allowed = interrupted(both, shocks=(("2016-07", "2017-06"),))
    assert allowed["estimate"] == pytest.approx(1, rel=0.02)


def test_what_a_series_cannot_say_has_a_reason():
    plenty = {"990102": trend(effect=1)}
    assert interrupted({"990101": windows(5, 1, 5)} | plenty)["note"] == "few_events"
    assert interrupted({"990101": windows(60, 5, 0)} | plenty)["note"] == "no_events_after"
    yearly = panel({c: np.arange(12.0) + 20 for c in ("990101", "990102")}, freq="Y-SEP")
    sample = draw_sample(yearly, roster(("990101", "2016-10")), plan(), "SAF1")
    assert interrupted_series.estimate(sample, RNG).iloc[0]["note"] == "short_series"


def test_the_months_of_choosing_are_not_used():
    calm, chosen = trend(), trend()
    chosen[60:72] *= 3
    other = {"990102": trend(effect=1)}
    assert interrupted({"990101": calm} | other).equals(interrupted({"990101": chosen} | other))


def test_known_effects_are_covered():
    scenario = Scenario(volume=120.0, dispersion=2.0, selection="random", effects=((0.6, 1.0),))
    covered, errors = [], []
    for seed in range(3):
        world, sample = drawn(scenario, seed, shocks=(("2020-04", "2020-09"),))
        frame = interrupted_series.estimate(sample, RNG)
        error, truth = error_of(frame, world)
        known = frame["estimate"].notna()
        inside = (np.log(frame["low"]) <= truth) & (truth <= np.log(frame["high"]))
        covered.append(inside[known].mean())
        errors.append(error[known].median())
    assert np.mean(covered) > 0.90
    assert abs(np.mean(errors)) < 0.10


def shares(values):
    """A monthly share of a hundred in each of two tambons."""
    top = {c: np.asarray(v, float) for c, v in values.items()}
    bottom = {c: np.full(120, 100.0) for c in values}
    return panel(top, bottom, indicator="SAF5")


def share_of(top, bottom=None, **changes):
    top = np.asarray(top, float)
    bottom = np.full(120, 100.0) if bottom is None else bottom
    frame = panel(
        *(dict.fromkeys(("990101", "990102"), a) for a in (top, bottom)), indicator="SAF5"
    )
    sample = draw_sample(frame, roster(("990101", START)), plan("SAF5", 0.1, **changes), "SAF5")
    return interrupted_series.estimate(sample, RNG).iloc[0]


def test_a_month_of_a_share_of_nothing_is_missing():
    top, bottom = 30.0 + np.arange(120) % 7, np.full(120, 100.0)
    whole = share_of(top)
    top[[30, 90]] = bottom[[30, 90]] = 0
    found = share_of(top, bottom)
    assert found["note"] == "" and found["estimate"] == pytest.approx(whole["estimate"], abs=0.01)
    bottom[74:] = 0
    top[74:] = 0
    assert share_of(top, bottom)["note"] == "short_follow_up"


def test_one_month_of_follow_up_has_no_trend_of_its_own():
    found = share_of(30.0 + np.arange(120) % 7, follow_up=1, minimum_follow_up=1)
    assert found["note"] == "short_follow_up"


def test_a_step_without_chance_has_no_interval():
    assert share_of(np.where(np.arange(120) < 72, 80, 50))["note"] == "no_fit"
    assert share_of(np.full(120, 50))["note"] == "no_change_ever"


def test_a_difference_is_found_and_correlated_errors_widen_it():
    rng = np.random.default_rng(5)
    t = (np.arange(120) - 72) / 12
    line = 50 + 2 * t + 10 * (t >= 0)
    white = rng.normal(0, 3, 120)
    red = np.zeros(120)
    for month in range(1, 120):
        red[month] = 0.8 * red[month - 1] + white[month] * 0.6
    found = {}
    for name, noise in (("white", white), ("red", red)):
        frame = shares({"990101": np.clip(line + noise, 0, 100), "990102": line})
        sample = draw_sample(frame, roster(("990101", START)), plan("SAF5", 0.1), "SAF5")
        found[name] = interrupted_series.estimate(sample, RNG).iloc[0]
        assert found[name]["low"] < 0.10 < found[name]["high"]
    width = {name: row["high"] - row["low"] for name, row in found.items()}
    assert width["red"] > 1.3 * width["white"]


def test_autoregressive_errors_are_those_of_generalised_least_squares():
    rng = np.random.default_rng(2)
    design = np.column_stack([np.ones(60), np.arange(60) / 12])
    month = np.arange(60)
    noise = np.zeros(60)
    for i in range(1, 60):
        noise[i] = 0.6 * noise[i - 1] + rng.normal()
    value = design @ [3.0, 0.5] + noise
    coefficient, covariance = interrupted_series._autoregressive(value, design, month)
    # The same by statsmodels, given the correlation that makes its restricted likelihood highest.
    rhos = np.linspace(0, 0.94, 95)
    fits = [sm.GLS(value, design, sigma=r ** np.abs(month[:, None] - month)).fit() for r in rhos]
    restricted = [
        -(58 * np.log(f.ssr) + np.linalg.slogdet(r ** np.abs(month[:, None] - month))[1]
          + np.linalg.slogdet(f.model.wexog.T @ f.model.wexog)[1]) / 2
        for r, f in zip(rhos, fits, strict=True)
    ]  # fmt: skip
    best = fits[int(np.argmax(restricted))]
    np.testing.assert_allclose(coefficient, best.params, atol=0.02)
    np.testing.assert_allclose(covariance, best.cov_params(), rtol=0.08)


def test_order_of_rows_changes_nothing():
    world = simulate(SELECTED_NULL, np.random.default_rng(7))
    shuffled = panel_of(world).sample(frac=1, random_state=1)
    for method in (pooled, interrupted_series):
        one, other = (
            method.estimate(draw_sample(p, roster_of(world), PLAN, "SAF1"), RNG)
            for p in (panel_of(world), shuffled)
        )
        pd.testing.assert_frame_equal(one, other)
