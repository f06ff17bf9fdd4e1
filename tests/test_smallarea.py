import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from santitham_eval.smallarea import (
    CLUSTERS,
    SPREADS,
    SplitCount,
    beta_binomial_logpmf,
    byar_interval,
    difference_weights,
    newcombe_difference,
    odds_spread,
    poisson_interval,
    rate_funnel,
    rate_ratio,
    share_funnel,
    smoothed_rates,
    spread_weights,
    standardised_rate,
    wilson_interval,
)

NONE = np.array([1e-3]), np.ones(1)


def test_rate_ratio_gives_the_published_values():
    """60/51477.5 against 30/54308.7 person-years; in the digits printed."""
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


@pytest.mark.parametrize("bad", [
    (-1, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, -2), (2.7, 1, 1.9, 1), (np.nan, 1, 2, 1),
    (np.inf, 1, 2, 1), (1, np.nan, 2, 1), (1, 1, 2, np.inf),
])  # fmt: skip
def test_rate_ratio_refuses_the_impossible(bad):
    with pytest.raises(ValueError, match=r"not negative|must be whole and known"):
        rate_ratio(*bad)


@pytest.mark.parametrize("confidence", [0, 1, 95, np.nan])
def test_rate_ratio_refuses_a_confidence_that_is_none(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        rate_ratio(5, 1, 3, 1, confidence)


@pytest.mark.parametrize(("one", "other"), [(3, 17), (0, 6), (40, 38), (12, 0)])
def test_rate_ratio_by_summing_over_all_outcomes(one, other):
    """At either bound the binomial tail is a half of 5 %; p adds what is no likelier."""
    found, years, years_other = rate_ratio(one, 7.5, other, 4.0), 7.5, 4.0
    outcome = np.arange(one + other + 1)
    for bound, tail in ((found.low, outcome >= one), (found.high, outcome <= one)):
        if 0 < bound < np.inf:
            share = bound * years / (bound * years + years_other)
            assert stats.binom.pmf(outcome[tail], one + other, share).sum() == pytest.approx(0.025)
    null = stats.binom.pmf(outcome, one + other, years / (years + years_other))
    p_value = null[null <= null[one] * (1 + 1e-7)].sum()
    assert found.p_value == pytest.approx(p_value)
    assert found.mid_p == pytest.approx(p_value - null[one] / 2)


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


# --- counts and rates -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0, 3.689),
        (1, 0.025, 5.572),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (100, 81.36, 121.63),
    ],
)
def test_garwoods_table(events, low, high):
    """Garwood (1936) Biometrika 28, table 1, 95 %, in the digits usually printed."""
    found = poisson_interval(events)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-3), pytest.approx(high, abs=6e-3))


@given(st.integers(1, 5000), st.floats(0.5, 0.999))
def test_exact_limits_are_where_the_poisson_tails_are(events, confidence):
    """The definition itself: as many or more at `low`, as few or fewer at `high`."""
    found, tail = poisson_interval(events, confidence=confidence), (1 - confidence) / 2
    assert stats.poisson.sf(events - 1, found.low) == pytest.approx(tail, rel=1e-6)
    assert stats.poisson.cdf(events, found.high) == pytest.approx(tail, rel=1e-6)


def test_byar_by_hand_and_beside_the_exact():
    """10 events: 10 (1 - 1/90 - 1.96/(3 sqrt 10))^3 and 11 (1 - 1/99 + 1.96/(3 sqrt 11))^3."""
    found = byar_interval(10)
    assert found.low == pytest.approx(10 * (1 - 1 / 90 - 1.959964 / (3 * 10**0.5)) ** 3, abs=1e-5)
    assert found.high == pytest.approx(11 * (1 - 1 / 99 + 1.959964 / (3 * 11**0.5)) ** 3, abs=1e-5)
    assert (round(float(found.low), 2), round(float(found.high), 2)) == (4.79, 18.39)
    events = np.arange(5, 300)
    exact, near = poisson_interval(events), byar_interval(events)
    np.testing.assert_allclose(near.low, exact.low, rtol=0.01)
    np.testing.assert_allclose(near.high, exact.high, rtol=0.001)


@pytest.mark.parametrize("interval", [poisson_interval, byar_interval])
def test_no_events_are_a_figure_and_no_exposure_is_none(interval):
    found = interval([0, 0, 3, np.nan, 3], [2.0, 0.0, 0.0, 1.0, np.nan])
    assert found.estimate[0] == found.low[0] == 0
    assert found.high[0] == pytest.approx(3.68 / 2, abs=0.01)
    for part in found:
        assert np.isnan(part[1:]).all()
    assert interval(np.ones((2, 3)), 4.0).low.shape == (2, 3)
    assert 0 <= interval(1, confidence=0.9999).low < 0.01


@pytest.mark.parametrize("interval", [poisson_interval, byar_interval])
@pytest.mark.parametrize("bad", [(-1, 1), (1, -1), (np.inf, 1), ([3, -1], 1)])
def test_impossible_counts_are_refused(interval, bad):
    with pytest.raises(ValueError, match="not negative"):
        interval(*bad)
    with pytest.raises(ValueError, match="confidence"):
        interval(1, 1, 95)


# --- proportions ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombes_examples(part, whole, low, high):
    """Newcombe (1998) Statistics in Medicine 17, 857-872, table I, method 3."""
    found = wilson_interval(part, whole)
    assert (round(float(found.low), 4), round(float(found.high), 4)) == (low, high)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062), ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775), ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1), ((10, 10, 0, 10), 0.6075, 1),
    ],
)  # fmt: skip
def test_difference_gives_newcombes_examples(counts, low, high):
    """Newcombe (1998) Statistics in Medicine 17, 873-890, table II, method 10."""
    found = newcombe_difference(*counts)
    assert (round(float(found.low), 4), round(float(found.high), 4)) == (low, high)


@given(st.integers(0, 90), st.integers(1, 90), st.integers(0, 90), st.integers(1, 90))
def test_proportions_agree_with_statsmodels(part, rest, part_ref, rest_ref):
    whole, whole_ref = part + rest, part_ref + rest_ref
    ours = wilson_interval(part, whole)
    assert (ours.low, ours.high) == pytest.approx(
        proportion_confint(part, whole, method="wilson"), abs=1e-12
    )
    ours = newcombe_difference(part, whole, part_ref, whole_ref)
    theirs = confint_proportions_2indep(part, whole, part_ref, whole_ref, method="newcomb")
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-9)


def test_none_all_and_none_of_none():
    found = wilson_interval([0, 7, 0, np.nan], [7, 7, 0, 4])
    assert (found.low[0], found.high[1]) == (0, 1)  # exactly, not nearly
    assert found.high[0] == pytest.approx(1 - found.low[1])
    for part in (*found, *newcombe_difference([0, 1], [0, 2], [1, 0], [2, 0])):
        assert np.isnan(part[-2:]).all()


@pytest.mark.parametrize("bad", [(3, 2), (-1, 2), (0, -1), ([1, 5], [4, 4])])
def test_a_part_above_its_whole_is_refused(bad):
    with pytest.raises(ValueError, match=r"above its whole|not negative"):
        wilson_interval(*bad)
    with pytest.raises(ValueError, match=r"above its whole|not negative"):
        newcombe_difference(1, 2, *bad)


# --- standardised rates ---------------------------------------------------------------------
# Down's syndrome by the mother's age, first births: Fleiss (1981), p. 249, as in table 1 of Fay &
# Feuer (1997) Statistics in Medicine 16, 791-801; the standard is all births.
CASES = [107, 141, 60, 40, 39, 25]
BIRTHS = [230061, 329449, 114920, 39487, 14208, 3052]
ALL_BIRTHS = [319933, 931318, 786511, 488235, 237863, 61313]


def test_standardised_rate_of_fay_and_feuers_example():
    """Rate 92.3 per 100,000 and variance 3.919e-9; limits from scipy's own distributions."""
    weight = np.array(ALL_BIRTHS) / sum(ALL_BIRTHS) / np.array(BIRTHS)
    rate, variance, most = 0.00092305, 3.918983e-9, weight.max()
    gamma = standardised_rate(CASES, BIRTHS, ALL_BIRTHS, method="gamma")
    assert gamma.estimate == pytest.approx(rate, abs=5e-9)
    low = stats.chi2.ppf(0.025, 2 * rate**2 / variance) * variance / (2 * rate)
    above, wider = rate + most, variance + most**2
    high = stats.gamma.ppf(0.975, above**2 / wider, scale=wider / above)
    assert (gamma.low, gamma.high) == (pytest.approx(low, rel=1e-5), pytest.approx(high, rel=1e-5))
    dobson = standardised_rate(CASES, BIRTHS, ALL_BIRTHS, method="dobson")
    count = sum(CASES)
    scale = np.sqrt(variance / count)
    ends = stats.chi2.ppf([0.025, 0.975], [2 * count, 2 * count + 2]) / 2
    assert dobson.low == pytest.approx(rate + scale * (ends[0] - count), rel=1e-5)
    assert dobson.high == pytest.approx(rate + scale * (ends[1] - count), rel=1e-5)


@pytest.mark.parametrize(
    ("expected", "years", "standard"),
    [
        ((10, 1), (1000, 100), (1, 1)),
        ((20, 0.5), (1000, 20), (1, 1)),
        ((3, 20), (300, 3000), (1, 2)),
    ],
)
def test_standardised_rate_covers_where_a_small_stratum_weighs_much(expected, years, standard):
    """Over all pairs of counts; Dobson's interval covers 74, 40 and 94 % here."""
    counts = np.stack(np.meshgrid(np.arange(80), np.arange(80), indexing="ij"), axis=-1)
    chance = stats.poisson.pmf(counts, expected).prod(axis=-1)
    found = standardised_rate(counts, np.broadcast_to(years, counts.shape), standard)
    truth = np.average(np.divide(expected, years), weights=standard)
    assert chance[(found.low <= truth) & (truth <= found.high)].sum() >= 0.95


@given(st.integers(0, 50), st.floats(10, 1e5))
def test_one_stratum_is_the_exact_interval(events, years):
    exact = poisson_interval(events, years)
    for method in ("dobson", "gamma"):
        found = standardised_rate([events], [years], [3.0], method=method)
        assert [found.low, found.high] == pytest.approx([exact.low, exact.high], rel=1e-6)


def test_standardising_several_areas_at_once_and_what_cannot_be():
    events, years = np.array([[1, 4], [0, 0], [0, 2], [2, 0]]), np.array([[10, 20.0]] * 4)
    years[2, 0] = 0
    found = standardised_rate(events, years, [1, 1])
    assert found.estimate[[0, 1]] == pytest.approx([0.5 * 0.1 + 0.5 * 0.2, 0])
    assert found.low[1] == 0 and 0 < found.high[1] < np.inf
    assert np.isnan([part[2] for part in found]).all()
    # A stratum that the standard does not hold need not have been seen.
    assert standardised_rate([0, 2], [0, 20.0], [0, 1]).estimate == pytest.approx(0.1)
    for bad in (([1], [1.0], [1, 2]), ([-1], [1.0], [1]), ([1], [0.0], [1]), ([1], [1.0], [0])):
        with pytest.raises(ValueError):
            standardised_rate(*bad)


# --- smoothing ------------------------------------------------------------------------------
def test_smoothing_by_a_double_integral_with_scipy():
    """Three areas; posterior of mean and spread on a far finer and wider grid than ours."""
    events, years = np.array([0, 3, 20]), np.array([10.0, 10.0, 25.0])
    spreads = np.arange(0.005, 3.0, 0.01)[:, None]
    means = np.exp(np.linspace(-9, 8, 1200))[None, :]
    shape = 1 / spreads**2
    logp = np.zeros((len(spreads), means.shape[1]))
    for x, t in zip(events, years, strict=True):
        logp += stats.nbinom.logpmf(x, shape, shape / (shape + means * t))
    weight = np.exp(logp - logp.max())
    weight /= weight.sum()
    found = smoothed_rates(events, years)
    for area, (x, t) in enumerate(zip(events, years, strict=True)):
        expected = (weight * (shape + x) / (shape / means + t)).sum()
        assert found.mean[area] == pytest.approx(expected, rel=0.01)
        for end, tail in ((found.low[area], 0.025), (found.high[area], 0.975)):
            below = (weight * stats.gamma.cdf(end, shape + x, scale=1 / (shape / means + t))).sum()
            assert below == pytest.approx(tail, abs=0.001)


def test_small_areas_are_drawn_in_more_than_large_ones():
    rng = np.random.default_rng(3)
    years = np.repeat([5.0, 500.0], 60)
    truth = rng.gamma(4, 0.05, 120)  # mean 0.2, relative standard deviation 0.5
    events = rng.poisson(truth * years)
    found = smoothed_rates(events, years)
    crude = events / years
    assert found.overall == pytest.approx(0.2, rel=0.15)
    assert found.spread == pytest.approx(0.5, abs=0.1)
    kept = np.abs(found.mean - found.overall) / np.maximum(np.abs(crude - found.overall), 1e-9)
    assert kept[:60].max() < 0.8 and np.median(kept[60:]) > 0.9
    assert ((truth - found.mean) ** 2).mean() < 0.5 * ((truth - crude) ** 2).mean()
    assert ((found.low < truth) & (truth < found.high)).mean() == pytest.approx(0.95, abs=0.05)


def test_areas_of_which_nothing_is_known_change_nothing():
    found = smoothed_rates([4, 6, 0, np.nan], [20.0, 30.0, 0.0, 9.0])
    alone = smoothed_rates([4, 6], [20.0, 30.0])
    for ours, theirs in (
        (found.mean, alone.mean),
        (found.low, alone.low),
        (found.high, alone.high),
    ):
        assert ours[:2].tolist() == theirs.tolist()
        assert np.isnan(ours[2:]).all()
    assert 0.1 < found.overall < 0.4
    assert np.isnan(smoothed_rates([0, 0], [5.0, 9.0]).mean).all()
    # One area alone, hardly any exposure, and vast counts: finite, and in order.
    for events, years in (([3], [10.0]), ([0, 0, 1], [1e-3, 5e3, 3e4]), ([0, 10**6], [10.0, 1e6])):
        found = smoothed_rates(events, years)
        assert (found.low >= 0).all() and (found.low < found.high).all()
        assert (found.high < 1e6).all()
    for bad in (([-1], [1.0]), ([1], [0.0]), ([], []), ([1], [np.inf])):
        with pytest.raises(ValueError):
            smoothed_rates(*bad)


# --- funnels --------------------------------------------------------------------------------
def test_funnel_by_hand():
    """Four areas of 25: roots of (count + 3/8) / 25 about that of 1.02 + 0.015; variance 1/100."""
    found = rate_funnel([25, 36, 16, 25], [25.0] * 4, confidence=0.95, winsorise=0)
    assert found.target == pytest.approx(1.02)
    middle = 1.035**0.5
    score = (np.sqrt([1.015, 1.455, 0.655, 1.015]) - middle) * 10
    assert found.phi == pytest.approx((score**2).mean())
    # DerSimonian-Laird: (4 phi - 3) / (400 - 4 * 100**2 / 400)
    assert found.tau2 == pytest.approx((4 * (score**2).mean() - 3) / 300)
    width = 1.959964 * np.sqrt(0.01 + found.tau2)
    assert found.low == pytest.approx([(middle - width) ** 2 - 0.015] * 4, rel=1e-5)
    assert found.high == pytest.approx([(middle + width) ** 2 - 0.015] * 4, rel=1e-5)
    assert found.score == pytest.approx(score * 0.1 / np.sqrt(0.01 + found.tau2))


def test_scatter_below_chance_makes_no_funnel_narrower_than_chance():
    """Where others' DerSimonian-Laird variance turns negative, ours stays at zero."""
    additive = rate_funnel([50] * 6, [50.0] * 6)
    factor = rate_funnel([50] * 6, [50.0] * 6, dispersion="multiplicative")
    assert (additive.tau2, additive.phi) == (0, 0)
    width = 3.0902 / (2 * 50**0.5)
    assert additive.high[0] == pytest.approx((1.0075**0.5 + width) ** 2 - 0.0075, rel=1e-4)
    assert factor.high == pytest.approx(additive.high)


@pytest.mark.parametrize("mean", [0.3, 1, 2, 3, 4, 5, 8, 15, 60])
def test_few_areas_of_small_counts_leave_the_funnel_by_chance(mean):
    """Exact Poisson and binomial chances; no events among 3 expected are no alarm."""
    count = np.arange(200)
    found = rate_funnel([mean] * 6, [1.0] * 6)
    outside = (count < found.low[0]) | (count > found.high[0])
    assert stats.poisson.pmf(count, mean)[outside].sum() < 0.008
    found = share_funnel([mean] * 6, [100] * 6)
    outside = (count / 100 < found.low[0]) | (count / 100 > found.high[0])
    assert stats.binom.pmf(count, 100, mean / 100)[outside].sum() < 0.008


@pytest.mark.parametrize("mean", [0.5, 1, 2, 4, 20])
def test_chance_alone_is_not_taken_for_over_dispersion(mean):
    rng = np.random.default_rng(11)
    years = rng.uniform(0.5, 1.5, 290)
    found = rate_funnel(rng.poisson(mean * years), years)
    share = share_funnel(rng.binomial(40, mean / 40, 290), [40] * 290)
    assert (found.tau2, share.tau2) == (0, 0)
    assert max(found.phi, share.phi) < 0.9


@pytest.mark.parametrize("dispersion", ["additive", "multiplicative"])
def test_over_dispersion_is_found_and_an_outlier_still_seen(dispersion):
    rng = np.random.default_rng(9)
    years = rng.uniform(50, 400, 400)
    events = rng.poisson(years * rng.gamma(25, 1 / 25, 400))  # relative sd 0.2
    events[0] = 3 * years[0]
    found = rate_funnel(events, years, dispersion=dispersion)
    # On the root scale a relative sd of 0.2 is 0.1; winsorising takes some of it away.
    assert 0.06 < found.tau2**0.5 < 0.11
    assert found.score[0] > 4
    assert (np.abs(found.score[1:]) > 3.09).mean() < 0.03
    share = share_funnel(rng.binomial(200, rng.beta(8, 8, 300)), [200] * 300, dispersion=dispersion)
    assert share.phi > 3 and (np.abs(share.score) > 3.09).mean() < 0.05
    assert (share.low >= 0).all() and (share.high <= 1).all()


def test_funnels_of_nothing_and_of_the_impossible():
    found = rate_funnel([4, 0, 5, np.nan], [8.0, 0.0, 9.0, 3.0])
    assert np.isnan(found.score).tolist() == [False, True, False, True]
    none = share_funnel([0, 0], [10, 20])
    assert (none.target, none.tau2) == (0, 0)
    assert (none.low == 0).all()
    one = rate_funnel([3], [2.0])
    assert one.tau2 == 0
    for bad in (([1], [0.0]), ([-1], [1.0])):
        with pytest.raises(ValueError):
            rate_funnel(*bad)
    with pytest.raises(ValueError):
        share_funnel([3], [2])
    with pytest.raises(ValueError):
        rate_funnel([3, 4], [2, 2], winsorise=0.5)
