"""Sensitivity to the difference in trends: published example, brute force, properties."""

import dataclasses
import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats
from scipy.special import ndtri

from santitham_eval.errors import StudyError
from santitham_eval.estimators.programme import honest, honest_relative, honest_smoothness

REFERENCE = Path(__file__).parents[1] / "santitham_eval" / "validation" / "data"
YEARS = [2008, 2009, 2010, 2011, 2012, 2014, 2015]
FIRST = np.array([1.0, 0.0])


def two_way_event_study(table, treated, reference):
    """Coefficients and clustered covariance of a balanced panel with one starting year."""
    y, d = table.to_numpy(float), np.asarray(treated, float)
    units, periods = y.shape
    keep = [i for i, year in enumerate(table.columns) if year != reference]
    x = np.zeros((units, periods, len(keep)))
    for column, i in enumerate(keep):
        x[:, i, column] = d
    inside = [
        a - a.mean(0, keepdims=True) - a.mean(1, keepdims=True) + a.mean((0, 1), keepdims=True)
        for a in (x, y[..., None])
    ]
    design, response = inside[0], inside[1][..., 0]
    flat = design.reshape(-1, len(keep))
    beta = np.linalg.solve(flat.T @ flat, flat.T @ response.ravel())
    score = np.einsum("itk,it->ik", design, response - design @ beta)
    bread = np.linalg.inv(flat.T @ flat)
    # Unit effects are nested in the clusters and not counted.
    rows, counted = units * periods, len(keep) + periods
    factor = units / (units - 1) * (rows - 1) / (rows - counted)
    return beta, factor * bread @ score.T @ score @ bread


@pytest.fixture(scope="module")
def medicaid_arrays():
    frame = pd.read_csv(REFERENCE / "medicaid.csv")
    frame = frame[(frame["year"] < 2016) & (frame["start"] != 2015)]
    table = frame.set_index(["state", "year"])["dins"].unstack()  # noqa: PD010 - no pair twice
    start = frame.groupby("state")["start"].first().reindex(table.index)
    return two_way_event_study(table, start == 2014, 2013)


@pytest.fixture(scope="module")
def medicaid(medicaid_arrays):
    return honest.coefficients(*medicaid_arrays, YEARS, reference=2013, weight=FIRST)


@pytest.fixture(scope="module")
def authors_draws():
    """The million draws from which the authors' package takes its folded normal quantile.

    R's set.seed(0) and rnorm: Mersenne Twister after 51 scrambling steps, inversion of two
    uniforms per draw.
    """
    seed, key = 0, []
    for step in range(675):
        seed = (69069 * seed + 1) % 2**32
        if step >= 51:
            key.append(seed)
    twister = np.random.MT19937()
    twister.state = {
        "bit_generator": "MT19937",
        "state": {"key": np.array(key, dtype=np.uint32), "pos": 624},
    }
    uniform = twister.random_raw(2 * 10**6) * 2.3283064365386963e-10
    return ndtri((np.floor(134217728 * uniform[::2]) + uniform[1::2]) / 134217728)


def random_study(rng, pre, post, weight=None):
    root = rng.normal(size=(pre + post, pre + post + 3))
    covariance = root @ root.T / 10
    beta = rng.normal(size=pre + post)
    when = np.r_[-pre - 1 : -1, 0:post]
    return honest.coefficients(beta, covariance, when, weight=weight)


# ---------------------------------------------------------------- published example


def test_medicaid_coefficients(medicaid):
    printed = [-0.00529, -0.01130, -0.00268, -0.00142, 0.00034, 0.04645, 0.06921]
    assert np.round(medicaid.beta, 5).tolist() == printed


SMOOTH = [
    (0.0, 0.0259, 0.0607),
    (0.01, 0.0132, 0.0787),
    (0.02, 0.0029, 0.0907),
    (0.03, -0.0071, 0.1010),
]


@pytest.mark.parametrize(("bound", "low", "high"), SMOOTH)
def test_medicaid_smoothness_as_printed(medicaid, authors_draws, bound, low, high):
    # With the quantile that the authors' package simulates every printed digit comes out.
    r = honest.smoothness(medicaid, bound)
    half = r.error * np.quantile(np.abs(authors_draws + r.bias / r.error), 0.95)
    # For M = 0 the package's solver stops 1.3e-6 from the optimum, across a rounding edge.
    solver = 2e-6 if bound == 0 else 0.0
    assert abs(r.estimate - half - low) <= 0.5e-4 + solver
    # Three digits are printed of .101.
    assert abs(r.estimate + half - high) <= (0.5e-3 if high > 0.1 else 0.5e-4)


@pytest.mark.parametrize(("bound", "low", "high"), SMOOTH)
def test_medicaid_smoothness_exact_quantile(medicaid, bound, low, high):
    r = honest.smoothness(medicaid, bound)
    # Half a printed unit, and what the simulated quantile is off.
    assert r.low == pytest.approx(low, abs=8e-5)
    assert r.high == pytest.approx(high, abs=8e-5 if high < 0.1 else 5e-4)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [(0.5, 0.0241, 0.0673), (1, 0.0171, 0.0720), (1.5, 0.0086, 0.0796), (2, -0.0011, 0.0883)],
)
def test_medicaid_relative(medicaid, bound, low, high):
    assert honest.relative(medicaid, bound) == pytest.approx((low, high), abs=5e-4)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        (0.5, "0.0240", "0.0672"),
        (1, "0.0170", "0.0720"),
        (1.5, "0.00824", "0.0797"),
        (2, "-0.000916", "0.0881"),
    ],
)
def test_medicaid_relative_on_the_authors_grid(medicaid, bound, low, high):
    # Their page prints the last accepted of 1000 points: every digit comes out.
    ends = honest.relative(medicaid, bound)
    reach = 20 * honest.original(medicaid).error
    grid = np.linspace(-reach, reach, 1000)
    kept = grid[(grid >= ends[0]) & (grid <= ends[1])]
    for value, printed in ((kept[0], low), (kept[-1], high)):
        digits = len(printed.split(".")[1])
        assert abs(value - float(printed)) <= 0.5001 * 10.0**-digits


def test_medicaid_breakdown(medicaid):
    bend = honest.breakdown(medicaid, "smoothness")
    assert 0.02 < bend.value < 0.03
    assert bend.amount == bend.value
    assert bend.observed == pytest.approx(0.01463, abs=1e-5)
    assert bend.multiple == pytest.approx(bend.value / bend.observed)
    move = honest.breakdown(medicaid, "relative")
    assert 1.5 < move.value < 2
    assert move.observed == pytest.approx(0.01130 - 0.00268, abs=1e-5)
    assert move.amount == pytest.approx(move.value * move.observed)
    assert honest.smoothness(medicaid, bend.value).low > 0
    assert honest.smoothness(medicaid, bend.value * 1.0002).low < 0
    assert honest.relative(medicaid, move.value)[0] > 0
    assert honest.relative(medicaid, move.value * 1.0002)[0] < 0


def test_medicaid_table(medicaid):
    table = honest.sensitivity(medicaid, smooth=[0.0, 0.03])
    assert list(table.columns) == ["restriction", "bound", "low", "high", "excludes"]
    assert table["excludes"].tolist() == [True, True, False, True, True, True, False]
    usual = honest.original(medicaid)
    assert usual.estimate == pytest.approx(0.04645, abs=1e-5)
    assert table.loc[0, ["low", "high"]].tolist() == [usual.low, usual.high]


# ---------------------------------------------------------------- smoothness


@pytest.mark.parametrize("confidence", [0.6, 0.9, 0.95])
@pytest.mark.parametrize("bias", [0.0, 1e-9, 0.3, 1.0, 4.0, 60.0])
def test_folded_quantile(bias, confidence):
    c = honest_smoothness.folded_quantile(bias, confidence)
    assert stats.norm.cdf(c - bias) - stats.norm.cdf(-c - bias) == pytest.approx(
        confidence, abs=1e-10
    )


def test_one_period_each_side_by_hand():
    # Extrapolate the one earlier move: effect = beta(0) - (0 - beta(-2)), worst bias M.
    study = honest.coefficients([0.3, 1.0], np.diag([0.04, 0.12]), [-2, 0])
    r = honest.smoothness(study, 0.2)
    assert (r.estimate, r.bias) == pytest.approx((1.3, 0.2))
    assert r.error == pytest.approx(0.4)
    # Quantile of |Z + 0.5|: Phi(c - .5) - Phi(-c - .5) = .95 at 2.1815.
    assert r.high - r.estimate == pytest.approx(0.4 * 2.18148, abs=1e-5)
    assert honest.breakdown(study, "smoothness").multiple is None


def test_line_extrapolated_by_hand():
    # Equal variances: with M = 0 the trend through the reference is fitted by least squares.
    study = honest.coefficients([-2.0, -1.0, 4.0], 0.01 * np.eye(3), [-3, -2, 0])
    r = honest.smoothness(study, 0.0)
    assert r.estimate == pytest.approx(4 - 1)
    assert r.weight == pytest.approx([2 / 5, 1 / 5, 1])
    assert r.error == pytest.approx(0.1 * np.sqrt(1 + 1 / 5))


@pytest.mark.parametrize(("pre", "post"), [(1, 3), (4, 1), (5, 4)])
def test_worst_bias_is_the_programme_over_trends(pre, post):
    rng = np.random.default_rng(5)
    study = random_study(rng, pre, post, rng.normal(size=post))
    r = honest.smoothness(study, 0.07)
    # Second differences over pre, reference and post periods.
    bends = np.diff(np.eye(pre + post + 1), n=2, axis=0)
    trend = np.delete(bends, pre, axis=1)
    a = np.vstack([trend, -trend])
    worst = optimize.linprog(-r.weight, A_ub=a, b_ub=np.full(len(a), 0.07), bounds=(None, None))
    assert worst.status == 0
    assert -worst.fun == pytest.approx(r.bias, rel=1e-7)


@pytest.mark.parametrize("pre", [2, 6, 24])
def test_no_shorter_estimator(pre):
    rng = np.random.default_rng(11)
    study = random_study(rng, pre, 3)
    base, free, fixed = honest_smoothness._responses(pre, study.weight)
    for bound in (1e-6, 0.01, 0.1, 1.0):
        r = honest.smoothness(study, bound)
        found = np.cumsum(np.cumsum(r.weight[: pre - 1]))
        steps = rng.normal(size=(200, pre - 1)) * 10.0 ** rng.uniform(-6, 0, size=(200, 1))
        for u in found + steps:
            v = base + free @ u
            error = np.sqrt(v @ study.covariance @ v)
            ratio = bound * (np.abs(u).sum() + fixed) / error
            half = error * honest_smoothness.folded_quantile(ratio, 0.95)
            assert half >= (r.high - r.low) / 2 * (1 - 1e-9)


def test_ties_between_responses():
    # Equal variances and no correlation: many responses enter together.
    study = honest.coefficients(np.zeros(12), np.eye(12), np.r_[-11:-1, 0:2])
    lengths = []
    for bound in (0, 1e-9, 0.01, 0.1, 1, 10, 1e4):
        r = honest.smoothness(study, bound)
        lengths.append(r.high - r.low)
    assert np.all(np.diff(lengths) > -1e-12)
    assert np.all(np.diff(lengths[1:]) > 0)


def test_smoothness_ignores_straight_lines():
    rng = np.random.default_rng(2)
    study = random_study(rng, 5, 3)
    line = 0.4 * np.r_[-5:0, 1:4]
    tilted = dataclasses.replace(study, beta=study.beta + line)
    for bound in (0.0, 0.05):
        one, two = honest.smoothness(study, bound), honest.smoothness(tilted, bound)
        assert (two.low, two.high) == pytest.approx((one.low, one.high))


def test_smoothness_covers_the_worst_trend():
    # Exact: the estimator is normal with its worst bias.
    study = random_study(np.random.default_rng(3), 4, 2)
    r = honest.smoothness(study, 0.2)
    half = (r.high - r.low) / 2
    covered = np.diff(stats.norm.cdf([-half, half], loc=r.bias, scale=r.error))[0]
    assert covered == pytest.approx(0.95, abs=1e-9)


def test_recovers_an_effect_under_a_bent_trend():
    rng = np.random.default_rng(8)
    units, pre, post, effect = 300, 5, 2, 0.5
    when = np.arange(-pre - 1, post)
    treated = np.arange(units) < 100
    hits = 0
    for _ in range(60):
        trend = 0.1 * (when + 1) + 0.02 * np.maximum(when + 1, 0)
        y = rng.normal(size=(units, 1)) + rng.normal(size=(units, len(when))) * 0.5
        y[treated] += trend + effect * (when >= 0)
        beta, covariance = two_way_event_study(pd.DataFrame(y, columns=when), treated, -1)
        study = honest.coefficients(beta, covariance, np.delete(when, pre))
        r = honest.smoothness(study, 0.02)
        hits += r.low <= effect <= r.high
    assert hits >= 53  # under 0.5 % of binomial(60, 0.95) lies below


# ---------------------------------------------------------------- relative magnitudes


def piece_by_definition(study, bound, s, sign):
    """Inequalities A (delta) <= 0 of one piece, as the paper writes them."""
    pre, post = study.pre, len(study.weight)
    steps = np.delete(np.diff(np.eye(pre + post + 1), axis=0), pre, axis=1)
    most = sign * steps[s]
    return np.vstack([steps[pre:] - bound * most, -steps[pre:] - bound * most])


def corners_by_brute_force(a, covariance, weight):
    """All corners of {gamma >= 0, gamma'X = 0, gamma'sd = 1}, from every choice of support."""
    post = len(weight)
    sd = np.sqrt(np.diag(a @ covariance @ a.T))
    # Nuisance: effects that the weights do not see.
    x = a[:, -post:] @ np.linalg.svd(weight[None, :])[2][1:].T
    equal = np.vstack([x.T, sd])
    found = []
    for support in itertools.combinations(range(len(a)), post):
        part = equal[:, support]
        if np.linalg.matrix_rank(part) < post:
            continue
        g = np.linalg.solve(part, np.eye(post)[-1])
        if (g >= -1e-11).all():
            gamma = np.zeros(len(a))
            gamma[list(support)] = np.maximum(g, 0)
            found.append(gamma)
    return np.array(found), x, sd


def accepted_by_definition(study, a, corners, x, sd, effect, critical, alpha):
    """The hybrid test: programme for the statistic, truncation by every other corner."""
    post = len(study.weight)
    shift = np.zeros(study.pre + post)
    shift[-post:] = study.weight * effect / (study.weight @ study.weight)
    y, covariance = a @ (study.beta - shift), a @ study.covariance @ a.T
    width = x.shape[1]
    solved = optimize.linprog(
        np.r_[1.0, np.zeros(width)],
        A_ub=np.column_stack([-sd, -x]),
        b_ub=-y,
        bounds=(None, None),
    )
    statistic = solved.fun
    values = corners @ y
    assert values.max() == pytest.approx(statistic, abs=1e-7)
    best = corners[values.argmax()]
    own = best @ covariance @ best
    slope = corners @ covariance @ best / own
    rest, gap = values - slope * statistic, 1 - slope
    low = (rest[gap > 1e-9] / gap[gap > 1e-9]).max(initial=-np.inf)
    high = (rest[gap < -1e-9] / gap[gap < -1e-9]).min(initial=critical)
    if statistic > critical:
        return False
    level = (alpha - alpha / 10) / (1 - alpha / 10)
    z = np.array([low, statistic, high]) / np.sqrt(own)
    cut = stats.truncnorm.ppf(1 - level, z[0], z[2]) if z[0] < z[2] else np.inf
    return bool(z[1] <= max(0.0, cut))


@pytest.mark.parametrize(
    ("pre", "weight"),
    [
        (3, [1.0]),
        (2, [1.0, 0.0]),
        (2, [0.5, 0.5]),
        (1, [0.0, 1.0]),
        (2, [1.0, -1.0]),
        (2, [0.3, -0.8, 0.4]),
    ],
)
def test_hybrid_test_equals_its_definition(pre, weight):
    rng = np.random.default_rng(17)
    rejected = []
    for bound in (0.4, 1.0, 2.5):
        study = random_study(rng, pre, len(weight), weight)
        w = study.weight
        test = honest_relative.pieces(study.beta, study.covariance, w, bound, 0.95)
        centre = w @ study.beta[pre:]
        reach = np.sqrt(w @ study.covariance[pre:, pre:] @ w)
        distance = np.linspace(-9, 9, 13) * reach * (1 + bound)
        mine = test.accepts(np.tile(distance, (2 * pre, 1)))
        for row, (sign, s) in enumerate(itertools.product((1, -1), range(pre))):
            a = piece_by_definition(study, bound, s, sign)
            corners, x, sd = corners_by_brute_force(a, study.covariance, w)
            for column, d in enumerate(distance):
                told = accepted_by_definition(
                    study, a, corners, x, sd, centre - d, test.critical[row], 0.05
                )
                assert mine[row, column] == told
                rejected.append(not told)
    assert 0.1 < np.mean(rejected) < 0.9


def test_first_stage_value_agrees_with_draws():
    rng = np.random.default_rng(23)
    study = random_study(rng, 2, 3, [0.2, 0.5, 0.3])
    test = honest_relative.pieces(study.beta, study.covariance, study.weight, 1.0, 0.95)
    for row, (sign, s) in enumerate(itertools.product((1, -1), range(2))):
        a = piece_by_definition(study, 1.0, s, sign)
        corners, _, _ = corners_by_brute_force(a, study.covariance, study.weight)
        draws = rng.multivariate_normal(np.zeros(5), study.covariance, size=200_000)
        over = ((draws @ a.T @ corners.T).max(axis=1) > test.critical[row]).mean()
        assert over == pytest.approx(0.005, abs=4 * np.sqrt(0.005 / 200_000))


@pytest.mark.parametrize("moved", [0.0, 0.05, 1.0])
def test_piece_keeps_the_truth_at_its_level(moved):
    # The trend moves as much as allowed, all in one direction: the hardest truth.
    rng = np.random.default_rng(31)
    study = random_study(rng, 1, 2)
    bound, draws = 1.5, 4000
    test = honest_relative.pieces(study.beta, study.covariance, study.weight, bound, 0.95).only(
        np.array([True, False])
    )
    # Effects nought; delta = (-moved, bound moved, 2 bound moved).
    truth = np.array([-moved, bound * moved, 2 * bound * moved])
    beta = rng.multivariate_normal(truth, study.covariance, size=draws)
    many = honest_relative.Pieces(
        -beta[:, 0],
        np.repeat(test.corner, draws, axis=0),
        np.repeat(test.covariance, draws, axis=0),
        np.repeat(test.critical, draws),
        test.level,
    )
    kept = many.accepts((beta[:, 1:] @ study.weight)[:, None]).mean()
    assert kept >= 0.95 - 3 * np.sqrt(0.05 * 0.95 / draws)


def test_no_move_allowed_is_the_usual_interval():
    study = random_study(np.random.default_rng(4), 3, 2)
    usual = honest.original(study)
    assert honest.relative(study, 0.0) == pytest.approx((usual.low, usual.high), abs=1e-6)


def test_relative_grows_with_the_bound():
    study = random_study(np.random.default_rng(6), 4, 3)
    ends = np.array([honest.relative(study, b) for b in (0, 0.25, 0.5, 1, 2, 50)])
    assert np.all(np.diff(ends[:, 0]) < 0)
    assert np.all(np.diff(ends[:, 1]) > 0)
    centre = study.weight @ study.beta[4:]
    assert np.all((ends[:, 0] < centre) & (centre < ends[:, 1]))


@pytest.mark.proof
def test_relative_interval_covers():
    rng = np.random.default_rng(37)
    pre, post, bound, draws = 4, 2, 1.0, 1000
    study = random_study(rng, pre, post)
    covariance = study.covariance * 0.05
    delta = np.array([-0.3, -0.2, -0.3, -0.1, 0.1, 0.2])
    truth = delta + np.r_[np.zeros(pre), np.full(post, 0.7)]
    hits = 0
    for beta in rng.multivariate_normal(truth, covariance, size=draws):
        low, high = honest_relative.relative_interval(beta, covariance, study.weight, bound, 0.95)
        hits += low <= 0.7 <= high
    assert hits / draws >= 0.95 - 3 * np.sqrt(0.05 * 0.95 / draws)


# ---------------------------------------------------------------- all


@pytest.mark.parametrize("factor", [1e-4, 100.0, -1.0])
def test_scales_with_the_outcome(factor):
    study = random_study(np.random.default_rng(9), 4, 2)
    other = honest.Coefficients(study.beta * factor, study.covariance * factor**2, study.weight)
    one, two = honest.smoothness(study, 0.1), honest.smoothness(other, 0.1 * abs(factor))
    assert (two.low, two.high) == pytest.approx(sorted([one.low * factor, one.high * factor]))
    ends = np.sort(np.array(honest.relative(study, 1.0)) * factor)
    assert honest.relative(other, 1.0) == pytest.approx(tuple(ends), rel=1e-6)


@pytest.mark.parametrize("restriction", honest.RESTRICTIONS)
def test_nothing_to_break_down(restriction):
    study = honest.coefficients([0.1, -0.1, 0.05], 0.04 * np.eye(3), [-3, -2, 0])
    result = honest.breakdown(study, restriction)
    assert (result.value, result.note) == (0.0, "not_at_zero")


@pytest.mark.parametrize("restriction", honest.RESTRICTIONS)
def test_breakdown_where_nothing_moved_before(restriction):
    # All earlier coefficients nought: a bound times nothing is still not certain to be nothing.
    study = honest.coefficients([0.0, 0.0, 2.0], 0.01 * np.eye(3), [-3, -2, 0])
    result = honest.breakdown(study, restriction)
    assert result.observed == 0
    assert result.value > 0
    assert result.amount == (0 if restriction == "relative" else result.value)


def test_default_weights_are_the_mean():
    study = honest.coefficients([0.1, 1.0, 3.0], np.eye(3), [-2, 0, 1])
    assert honest.original(study).estimate == pytest.approx(2.0)
    assert study.pre == 1


GOOD = ([0.0, 0.1, 0.5], np.eye(3), [-3, -2, 0])
BAD = {
    "nan": ([np.nan, 0.1, 0.5], np.eye(3), [-3, -2, 0]),
    "sizes": ([0.1, 0.5], np.eye(3), [-3, -2, 0]),
    "table": ([[0.1, 0.5]], np.eye(2), [[-2, 0]]),
    "gap": ([0.0, 0.1, 0.5], np.eye(3), [-4, -2, 0]),
    "reference kept": ([0.0, 0.1, 0.5], np.eye(3), [-2, -1, 0]),
    "order": ([0.0, 0.1, 0.5], np.eye(3), [-2, -3, 0]),
    "no early period": ([0.0, 0.1], np.eye(2), [0, 1]),
    "no late period": ([0.0, 0.1], np.eye(2), [-3, -2]),
    "nothing": ([], np.zeros((0, 0)), []),
    "constant outcome": ([0.0, 0.1, 0.5], np.zeros((3, 3)), [-3, -2, 0]),
    "too few clusters": ([0.0, 0.1, 0.5], np.outer([1, 2, 3], [1, 2, 3]), [-3, -2, 0]),
    "not symmetric": ([0.0, 0.1, 0.5], np.eye(3) + np.eye(3, k=1) / 2, [-3, -2, 0]),
    "infinite": ([0.0, 0.1, 0.5], np.diag([1, np.inf, 1]), [-3, -2, 0]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_event_study(name):
    with pytest.raises(StudyError):
        honest.coefficients(*BAD[name])


@pytest.mark.parametrize("weight", [[0.0], [1.0, 1.0], [np.nan]])
def test_bad_weights(weight):
    with pytest.raises(StudyError):
        honest.coefficients(*GOOD, weight=weight)


@pytest.mark.parametrize("call", [honest.smoothness, honest.relative])
@pytest.mark.parametrize(
    ("bound", "confidence"), [(-0.1, 0.95), (np.inf, 0.95), (np.nan, 0.95), (1, 1.0), (1, 0.5)]
)
def test_bad_bounds(call, bound, confidence):
    with pytest.raises(StudyError):
        call(honest.coefficients(*GOOD), bound, confidence)


def test_bad_restriction():
    with pytest.raises(StudyError, match="smoothness"):
        honest.breakdown(honest.coefficients(*GOOD), "monotone")
