import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from santitham_eval.smallarea import (
    CLUSTERS,
    SPREADS,
    SplitCount,
    beta_binomial_logpmf,
    difference_weights,
    odds_spread,
    rate_ratio,
    spread_weights,
)

NONE = np.array([1e-3]), np.ones(1)


def test_rate_ratio_gives_the_published_values():
    """60/51477.5 against 30/54308.7 person-years; tests/reference values in the digits printed."""
    found = rate_ratio(60, 51477.5, 30, 54308.7)
    assert round(found.ratio, 4) == 2.1100
    assert round(found.p_value, 6) == 0.000675
    assert round(found.mid_p, 6) == 0.000557
    assert (round(found.low, 4), round(found.high, 4)) == (1.3397, 3.3884)


def test_rate_ratio_of_zero_counts():
    none_before = rate_ratio(4, 10.0, 0, 10.0)
    assert none_before.ratio == np.inf
    assert none_before.high == np.inf
    # Clopper-Pearson: with 4 of 4 the lower bound of the share is .025 ** (1/4).
    bound = 0.025**0.25
    assert none_before.low == pytest.approx(bound / (1 - bound))
    none_after = rate_ratio(0, 10.0, 4, 10.0)
    assert none_after.ratio == 0
    assert (none_after.low, none_after.high) == (0, pytest.approx(1 / none_before.low))
    neither = rate_ratio(0, 1.0, 0, 1.0)
    assert np.isnan(neither.ratio)
    assert (neither.low, neither.high, neither.p_value) == (0, np.inf, 1)


@pytest.mark.parametrize("bad", [(-1, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, -2)])
def test_rate_ratio_refuses_the_impossible(bad):
    with pytest.raises(ValueError, match="counts must not be negative"):
        rate_ratio(*bad)


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0.1, 50), st.floats(0.1, 50))
def test_swapping_the_two_sides_inverts_the_ratio(one, other, years, years_other):
    ab, ba = rate_ratio(one, years, other, years_other), rate_ratio(other, years_other, one, years)
    assert ab.p_value == pytest.approx(ba.p_value)
    if one and other:
        assert ab.ratio == pytest.approx(1 / ba.ratio)
        assert (ab.low, ab.high) == (pytest.approx(1 / ba.high), pytest.approx(1 / ba.low))


@given(st.integers(0, 60), st.floats(-3, 3), st.floats(0.05, 1.5))
def test_beta_binomial_agrees_with_scipy(total, odds, spread):
    p = 1 / (1 + np.exp(-odds))
    a, b = 1 / (spread**2 * (1 - p)), 1 / (spread**2 * p)
    count = np.arange(total + 1)
    ours = np.exp(beta_binomial_logpmf(count, total, odds, spread))
    np.testing.assert_allclose(ours, stats.betabinom(total, a, b).pmf(count), rtol=1e-6, atol=1e-12)
    assert ours.sum() == pytest.approx(1)


def test_beta_binomial_is_what_gamma_mixed_months_give():
    """Equal levels, size k, windows of 48 and 36 months: Beta(36k, 48k) exactly."""
    size, months = 0.7, (48, 36)
    spread = np.sqrt(1 / (size * months[0]) + 1 / (size * months[1]))
    ours = np.exp(beta_binomial_logpmf(np.arange(21), 20, np.log(36 / 48), spread))
    exact = stats.betabinom(20, size * 36, size * 48).pmf(np.arange(21))
    np.testing.assert_allclose(ours, exact, rtol=1e-9)


def test_without_spread_the_split_is_the_binomial_mid_p():
    split = SplitCount(20, 10, 0.0, *NONE)
    low, high = np.exp(split.interval(0.95))
    tail = stats.binom.cdf(9, 30, 0.5) + stats.binom.pmf(10, 30, 0.5) / 2
    assert split.p_value() == pytest.approx(2 * tail, rel=1e-4)
    for bound, side in ((high, 0), (low, 1)):
        share = bound / (1 + bound)
        below = stats.binom.cdf(9, 30, share) + stats.binom.pmf(10, 30, share) / 2
        assert (below, 1 - below)[side] == pytest.approx(0.025, rel=1e-3)
    # By symmetry the centre is 0, so the estimate is the plain empirical logit.
    assert np.exp(split.estimate()) == pytest.approx(10.5 / 20.5)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.integers(0, 30), st.floats(-2, 2))
def test_interval_holds_the_estimate_and_p_agrees_with_it(before, after, odds):
    if before + after == 0:
        return
    split = SplitCount(before, after, odds, np.array([0.02, 0.2, 0.9]), np.full(3, 1 / 3))
    low, high = split.interval(0.95)
    assert low <= split.estimate() <= high
    assert (low > 0 or high < 0) == (split.p_value() < 0.05)
    assert (low == -np.inf) == (after == 0)
    assert (high == np.inf) == (before == 0)


@pytest.mark.parametrize("total", [1, 2, 5, 17])
@pytest.mark.parametrize("odds", [-1.2, 0.0, 0.6])
def test_estimate_is_unbiased_when_nothing_was_done(total, odds):
    """By construction, for every total however small; checked by summing over all outcomes."""
    spread, weight = np.array([0.3]), np.ones(1)
    chances = np.exp(beta_binomial_logpmf(np.arange(total + 1), total, odds, 0.3))
    estimates = [
        SplitCount(total - k, k, odds, spread, weight).estimate() for k in range(total + 1)
    ]
    assert chances @ np.array(estimates) == pytest.approx(0, abs=1e-9)


def placebo_weights(count, total, odds):
    odds = np.full(len(count), odds)
    spread = odds_spread(total, odds, np.zeros(len(count)), np.zeros(len(count)))
    return spread_weights(count.astype(float), total.astype(float), odds, spread)


def test_spread_between_tambons_is_recovered_from_placebos():
    rng = np.random.default_rng(5)
    total = rng.poisson(np.repeat([8, 60, 300], 150)) + 1
    truth, odds = 0.4, -0.5
    p = 1 / (1 + np.exp(-odds))
    count = rng.binomial(total, rng.beta(1 / (truth**2 * (1 - p)), 1 / (truth**2 * p), 450))
    weight = placebo_weights(count, total, odds)
    assert weight.sum() == pytest.approx(1)
    assert weight @ SPREADS == pytest.approx(truth, abs=0.06)
    assert weight @ CLUSTERS < 1.5


def test_clustering_is_told_from_spread_by_volume():
    """Three deaths at a time: variance three times the mean at every volume, and no more."""
    rng = np.random.default_rng(6)
    events = rng.poisson(np.repeat([4, 20, 100], 150)) + 1
    count = 3 * rng.binomial(events, 0.4)
    weight = placebo_weights(count, 3 * events, np.log(0.4 / 0.6))
    assert weight @ CLUSTERS == pytest.approx(3, abs=0.6)
    assert weight @ SPREADS < 0.12


def test_neither_is_found_where_there_is_none():
    rng = np.random.default_rng(7)
    total = rng.poisson(60, 400) + 1
    weight = placebo_weights(rng.binomial(total, 0.4), total, np.log(0.4 / 0.6))
    assert weight @ SPREADS < 0.1
    assert weight @ CLUSTERS < 1.25


def test_spread_of_the_odds_by_hand():
    """20 events at even odds: 1 / (n p q) = 0.2; clustering adds (c - 1) of it."""
    spread = odds_spread(20, 0.0, 0.01, 0.25)
    expected = np.sqrt(np.maximum(SPREADS**2 * 1.25 + CLUSTERS * 0.01 + (CLUSTERS - 1) * 0.2, 1e-6))
    np.testing.assert_allclose(spread[:, 0], expected)


def test_differences_tell_the_same_two_apart():
    rng = np.random.default_rng(8)
    sampling = np.repeat([0.0004, 0.004, 0.02], 200)
    error = rng.normal(0, np.sqrt(0.05**2 + 2 * sampling))
    weight = difference_weights(error, sampling, np.zeros(600))
    assert weight @ SPREADS == pytest.approx(0.05, abs=0.015)
    assert weight @ CLUSTERS == pytest.approx(2, abs=0.35)


def test_differences_that_agree_exactly_have_no_spread():
    weight = difference_weights(np.zeros(30), np.zeros(30), np.zeros(30))
    assert weight @ SPREADS < 1e-6


def test_many_events_are_quick_and_agree_with_the_sum_over_all_counts():
    """On either side of the limit the normal and the exact tails are the same to a per cent."""
    for scale in (1, 1.02):
        split = SplitCount(
            round(1100 * scale), round(880 * scale), np.log(0.75), np.array([0.1]), np.ones(1)
        )
        low, high = split.interval(0.95)
        assert np.exp([low, high]) == pytest.approx([0.858, 1.328], rel=0.01)
    huge = SplitCount(600_000, 500_000, np.log(0.75), np.array([0.05]), np.ones(1))
    assert huge.estimate() == pytest.approx(np.log(500 / 600 / 0.75), abs=1e-5)
    assert np.ptp(huge.interval(0.95)) == pytest.approx(2 * 1.96 * 0.05, rel=0.01)


@pytest.mark.parametrize("confidence", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(("before", "after"), [(0, 5), (5, 0), (1, 1), (40, 3)])
def test_intervals_at_any_confidence(confidence, before, after):
    split = SplitCount(before, after, -0.3, np.array([0.3]), np.ones(1))
    low, high = split.interval(confidence)
    assert low < high
    wider = split.interval((1 + confidence) / 2)
    assert wider[0] <= low and high <= wider[1]
