"""The headline: cases worked by hand, and properties that must hold whatever the data."""

import numpy as np
import pandas as pd
import pytest
from frames import MONTHS, START, effects, headline, panel, plan, roster, spread_over, windows

from santitham_eval import Comparison
from santitham_eval.estimators import comparative
from santitham_eval.simulate import Scenario, panel_of, roster_of, simulate
from santitham_eval.smallarea import SplitCount

HALVED = {f"99{a:02d}02": windows(48, 12, 18) for a in range(1, 31)}  # 1 a month, then 1/2
SMALL = Scenario(
    tambons=60, amphoe=8, months=96, waves=(("2016-10", 8), ("2017-10", 6)), volume=15.0,
    selection="random", shock=("2018-01", "2018-03", 0.8),
)  # fmt: skip


def test_two_by_two_by_hand():
    """40 before, 15 after; the comparison halves its rate (48 in 48 months, 18 in 36).

    Expected after: 40/48 * 36 * 1/2 = 15 events.  So nothing was gained: ratio 1.
    """
    data = panel({"990101": windows(40, 10, 15), **HALVED})
    row = headline(effects(data, roster(("990101", START)), plan()))
    assert (row["n_before"], row["n_after"]) == (40, 15)
    assert row["before"] == pytest.approx(40 / 48_000)
    assert row["after"] == pytest.approx(15 / 36_000)
    assert row["expected"] == pytest.approx(15 / 36_000)
    # Unbiased on the log scale, so a little above the plain ratio of 1: counts are skewed.
    assert row["estimate"] == pytest.approx(1.0, abs=0.03)
    assert row["p_value"] > 0.9


def test_ratio_of_ratios_by_hand():
    """60 before, 9 after against an expectation of 22.5: ratio 0.4, and its exact split."""
    data = panel({"990101": windows(60, 10, 9), **HALVED})
    row = headline(effects(data, roster(("990101", START)), plan()))
    assert row["expected"] * 36_000 == pytest.approx(22.5)
    odds = np.log(22.5 / 60)
    # The comparison tambons are all alike: no spread but the sampling error of their sums.
    error = 1 / (30 * 48) + 1 / (30 * 18)
    split = SplitCount(60, 9, odds, np.array([np.sqrt(error)]), np.ones(1))
    assert row["estimate"] == pytest.approx(np.exp(split.estimate()), rel=0.01)
    assert row["estimate"] == pytest.approx(9 / 22.5, rel=0.06)
    low, high = np.exp(split.interval(0.95))
    assert (row["low"], row["high"]) == (
        pytest.approx(low, rel=0.05),
        pytest.approx(high, rel=0.05),
    )
    assert row["state"] == "improved"


@pytest.mark.parametrize(("before", "after"), [(12, 0), (0, 9)])
def test_zero_counts_work(before, after):
    data = panel({"990101": windows(before, 3, after), **HALVED})
    row = headline(effects(data, roster(("990101", START)), plan()))
    assert np.isfinite(row["estimate"])
    assert row["low"] == 0 if after == 0 else row["low"] > 0
    assert row["high"] == np.inf if before == 0 else row["high"] < np.inf
    assert row["state"] in ("insufficient", "improved", "worsened")


def test_no_events_at_all_is_not_assessed():
    data = panel({"990101": windows(0, 3, 0), **HALVED})
    row = headline(effects(data, roster(("990101", START)), plan()))
    assert (row["note"], row["state"]) == ("no_events", "not_assessed")
    assert np.isnan(row["estimate"])


def test_a_quiet_comparison_gives_a_reason():
    quiet = {code: np.zeros(MONTHS) for code in HALVED}
    row = headline(
        effects(panel({"990101": windows(9, 3, 4), **quiet}), roster(("990101", START)), plan())
    )
    assert (row["note"], row["state"]) == ("no_comparison_events", "not_assessed")


def test_few_comparison_tambons_give_an_estimate_without_interval():
    few = dict(list(HALVED.items())[:2])
    row = headline(
        effects(panel({"990101": windows(40, 10, 15), **few}), roster(("990101", START)), plan())
    )
    assert row["estimate"] == pytest.approx(1.0, abs=0.03)
    assert np.isnan(row["low"])
    assert (row["note"], row["state"]) == ("few_comparisons", "not_assessed")


def test_nobody_to_compare_with():
    row = headline(effects(panel({"990101": windows(9, 3, 4)}), roster(("990101", START)), plan()))
    assert (row["note"], row["state"]) == ("few_comparisons", "not_assessed")
    assert np.isnan(row["estimate"])


def test_difference_in_differences_by_hand():
    """Quiet months: 24 of 48 before, 27 of 36 after (+25 points); the comparison gains 10 points."""
    ones = {}
    for number in range(1, 31):
        before = spread_over(24, 48)
        after = spread_over(21 + (number % 5 < 3), 36)  # 21.6 quiet months on average
        ones[f"99{number:02d}02"] = np.concatenate(
            [np.ones(12), before, spread_over(6, 12), after, np.ones(12)]
        )
    own = np.concatenate(
        [np.ones(12), spread_over(24, 48), spread_over(6, 12), spread_over(27, 36), np.ones(12)]
    )
    everyone = {"990101": own, **ones}
    data = panel(everyone, {code: np.ones(MONTHS) for code in everyone}, indicator="SAF5")
    row = headline(effects(data, roster(("990101", START)), plan("SAF5", margin=0.1)))
    gained = np.mean([c[72:108].mean() - c[12:60].mean() for c in ones.values()])
    assert gained == pytest.approx(0.1)
    assert row["estimate"] == pytest.approx(0.25 - gained)
    assert row["expected"] == pytest.approx(0.5 + gained)
    # Comparison tambons differ less than coins would: only the binomial part is left.
    share = (24 + 27 + 0.5) / (48 + 36 + 1)
    own_variance = share * (1 - share) * (1 / 48 + 1 / 36)
    assert (row["high"] - row["low"]) / 2 / np.sqrt(own_variance) == pytest.approx(2.05, abs=0.1)


def test_a_share_of_too_few_is_not_judged():
    whole = {"990101": windows(4, 1, 9)} | {code: windows(30, 8, 20) for code in HALVED}
    data = panel({code: w * 0.0 for code, w in whole.items()}, whole, indicator="SAF4")
    row = headline(effects(data, roster(("990101", START)), plan("SAF4", margin=0.1)))
    assert (row["note"], row["state"]) == ("small_whole", "not_assessed")


@pytest.fixture(scope="module")
def world():
    return simulate(SMALL, np.random.default_rng(11))


MATCHED = plan(match=("baseline", "amphoe-stratum"))


@pytest.fixture(scope="module")
def result(world):
    return effects(panel_of(world), roster_of(world), MATCHED)


def same(left, right, columns=("estimate", "low", "high", "p_value", "mde", "expected", "state")):
    pd.testing.assert_frame_equal(
        left[list(columns)], right[list(columns)], check_exact=False, rtol=1e-7, atol=1e-12
    )


def old_names(renamed):
    return {"ALL": "ALL"} | {new: old for old, new in renamed.items()}


def undrawn(frame):
    """Effects in the order of their names, but for the programme's whose intervals are drawn."""
    drawn = frame["method"].isin(["callaway_santanna", "synthetic_did"])
    return frame[~drawn].sort_values(["tambon", "method"], ignore_index=True)


def test_row_order_does_not_matter(world, result):
    data, rows = panel_of(world), roster_of(world)
    shuffled = effects(
        data.sample(frac=1, random_state=3), rows.sample(frac=1, random_state=4), MATCHED
    )
    pd.testing.assert_frame_equal(shuffled, result)


def test_scaling_the_exposure_changes_rates_but_no_effect(world, result):
    data = panel_of(world)
    data["denominator"] = data["denominator"] * 7
    data["value"] = data["value"] / 7
    scaled = effects(data, roster_of(world), MATCHED)
    same(scaled, result, ("estimate", "low", "high", "p_value", "mde", "state"))
    np.testing.assert_allclose(scaled["expected"] * 7, result["expected"], rtol=1e-9)


@pytest.mark.parametrize("indicator", ["SAF1", "SAF5"])
@pytest.mark.parametrize(
    "match", [("baseline", "amphoe-stratum"), ("amphoe-stratum",), ("baseline",), ()]
)
def test_relabelling_changes_nothing(world, indicator, match):
    """New codes in another order, amphoe kept together: the same effects under the new names."""
    data, rows = panel_of(world), roster_of(world)
    planned = plan(indicator, margin=0.1, match=match)
    renamed = {c: f"98{90 - int(c[2:4]):02d}{60 - int(c[4:]):02d}" for c in data["tambon"].unique()}
    before = effects(data, rows, planned)
    again = effects(
        data.assign(tambon=data["tambon"].map(renamed)),
        rows.assign(tambon=rows["tambon"].map(renamed)),
        planned,
    )
    back = again.assign(tambon=again["tambon"].map(old_names(renamed)))
    back, before = undrawn(back), undrawn(before)
    same(back, before, ("estimate", "low", "high", "p_value", "q_value", "state"))


def test_a_common_factor_drops_out(world, result):
    """If everybody's events double in the follow-up, so does the expectation."""
    data = panel_of(world)
    after = data["period"] >= pd.Period("2017-10", "M")
    data.loc[after, ["numerator", "value"]] *= 2
    rows = roster_of(world)
    rows = rows[rows["start"] == pd.Period("2017-10", "M")]
    single = effects(panel_of(world), rows, MATCHED)
    doubled = effects(data, rows, MATCHED)
    known = (single["method"] == "comparative") & (single["n_after"] > 8)
    assert known.sum() >= 3
    np.testing.assert_allclose(
        doubled.loc[known, "expected"], 2 * single.loc[known, "expected"], rtol=1e-9
    )


def test_future_of_the_treated_does_not_touch_the_others(world, result):
    data, rows = panel_of(world), roster_of(world)
    one = rows["tambon"].iloc[0]
    start = rows["start"].iloc[0]
    hit = (data["tambon"] == one) & (data["period"] >= start) & (data["indicator"] == "SAF1")
    data.loc[hit, ["numerator", "value"]] = data.loc[hit, ["numerator", "value"]] * 5 + 1
    again = effects(data, rows, MATCHED)
    # But for what takes from all: the pooled effects, and those of the programme.
    others = ~again["tambon"].isin([one, "ALL"]) & (again["method"] != "pooled")
    same(again[others], result[others.to_numpy()])


def test_neighbours_are_left_out():
    data = panel({"990101": windows(40, 10, 15), **HALVED, "993101": windows(48, 12, 360)})
    rows = roster(("990101", START))
    planned = plan(comparison=Comparison(exclude_neighbours=True, match=()))
    neighbours = pd.DataFrame({"tambon": ["993101"], "neighbour": ["990101"]})
    without = headline(effects(data, rows, planned, neighbours=neighbours))
    assert without["expected"] * 36_000 == pytest.approx(15)
    with pytest.warns(UserWarning, match="no neighbours were given"):
        among = headline(effects(data, rows, planned))
    assert among["expected"] > without["expected"]


def test_fit_is_the_stored_row_and_shows_what_it_rests_on(world, result):
    rows = roster_of(world)
    code = rows["tambon"].iloc[0]
    fit = comparative.fit(panel_of(world), rows, MATCHED, tambon=code, indicator="SAF1")
    stored = headline(result, code)
    for column in ("estimate", "low", "high", "p_value", "mde", "expected"):
        assert fit.effect[column] == pytest.approx(stored[column], rel=1e-12)
    assert fit.donors["weight"].sum() == pytest.approx(1)
    assert code not in set(fit.donors["tambon"])
    course = fit.course.set_index("year")
    assert list(course.loc[[-4, -1, 0, 2], "window"]) == [
        "baseline",
        "selection",
        "follow_up",
        "follow_up",
    ]
    assert fit.windows["follow_up"][2] == 36
    follow_up = course[course["window"] == "follow_up"]
    assert (follow_up["low"] <= follow_up["expected"]).all()
    assert (follow_up["expected"] <= follow_up["high"]).all()
    assert follow_up["expected"].mean() == pytest.approx(fit.effect["expected"], rel=0.05)


def test_fit_of_a_tambon_outside_the_programme_is_refused(world):
    rows = roster_of(world)
    outside = sorted(set(panel_of(world)["tambon"]) - set(rows["tambon"]))[0]
    for code in (outside, "000000"):
        with pytest.raises(KeyError):
            comparative.fit(panel_of(world), rows, MATCHED, tambon=code, indicator="SAF1")


def test_mde_is_found_four_times_in_five():
    """Draw follow-ups at the stated smallest detectable effect and count how many are called."""
    rng = np.random.default_rng(8)
    counts = {f"99{a:02d}02": windows(96, 24, 36) for a in range(1, 41)}
    rows = roster(("990101", START))
    first = headline(effects(panel({"990101": windows(60, 10, 22), **counts}), rows, plan()))
    mean = 60 / 48 * 36 * 0.5 * first["mde"]
    odds, spread = np.log(22.5 / 60), np.array([0.05])
    draws = rng.poisson(mean * rng.gamma(60.5, 1 / 60.5, 4000))
    called = {
        k: 2 * SplitCount(60, int(k), odds, spread, np.ones(1)).tails()[0] < 0.05
        for k in set(draws)
    }
    assert np.mean([called[k] for k in draws]) == pytest.approx(0.80, abs=0.06)
    assert first["mde"] < 1


def test_mde_is_nowhere_when_even_silence_would_say_nothing():
    row = headline(
        effects(panel({"990101": windows(3, 1, 1), **HALVED}), roster(("990101", START)), plan())
    )
    assert np.isnan(row["mde"])


def test_the_course_tells_what_is_left_out_because_others_were_being_chosen():
    """Ten of forty start in 2016, ten in 2018: of the latter 2013 and 2014 are left for a baseline."""
    data = panel({f"99{a:02d}01": windows(48, 12, 36, 12, 12) for a in range(1, 41)})
    rows = roster(*[(f"99{a:02d}01", "2016-01" if a <= 10 else "2018-01") for a in range(1, 21)])
    fit = comparative.fit(data, rows, plan(), tambon="991101", indicator="SAF1")
    first, last, periods = fit.windows["baseline"]
    assert (str(first), str(last), periods) == ("2013-01", "2014-12", 24)
    course = fit.course.set_index("year")["window"]
    assert course.loc[[-6, -5, -4, -3, -2, -1, 0, 1]].tolist() == [
        "outside", "baseline", "baseline", "selection", "selection", "selection", "follow_up",
        "follow_up",
    ]  # fmt: skip


def zeroed(counts, code, columns):
    """Denominators of 1000, but 0 for one tambon in some columns."""
    whole = {c: np.full(MONTHS, 1000.0) for c in counts}
    whole[code][columns] = 0
    return whole


def test_a_comparison_tambon_without_people_in_the_follow_up_harms_nobody():
    counts = {"990101": windows(40, 10, 15), **HALVED}
    counts["990102"] = np.where(np.arange(MONTHS) < 72, counts["990102"], 0)
    data = panel(counts, zeroed(counts, "990102", slice(72, 108)))
    row = headline(effects(data, roster(("990101", START)), plan()))
    assert (row["note"], row["state"]) == ("", "insufficient")


@pytest.mark.parametrize("columns", [slice(12, 60), slice(72, 108)])
def test_a_treated_tambon_without_people_in_a_window_is_not_assessed(columns):
    counts = {"990101": np.zeros(MONTHS), **HALVED}
    row = headline(
        effects(panel(counts, zeroed(counts, "990101", columns)), roster(("990101", START)), plan())
    )
    assert (row["note"], row["state"]) == ("not_observed", "not_assessed")


def test_events_only_in_months_without_own_exposure_expect_nothing():
    """Others had events in the first year of follow-up alone, in which nobody lived here."""
    others = {
        c: np.where(np.arange(120) < 84, 1.0, 0.0) for c in (f"9902{n:02d}" for n in range(20))
    }
    counts = {"990101": windows(30, 8, 0), **others}
    people = {c: np.full(120, 1000.0) for c in counts}
    people["990101"][72:84] = 0.0
    found = headline(effects(panel(counts, people), roster(("990101", START)), plan()))
    assert found["note"] == "no_comparison_events"
    assert np.isnan(found["estimate"])


def test_a_follow_up_that_nobody_is_left_to_compare_with_is_not_assessed():
    """All others start half a year later: six months are not the twelve that the plan asks for."""
    counts = {"990101": windows(40, 10, 15), **HALVED}
    rows = roster(("990101", START), *[(code, "2016-07") for code in HALVED])
    row = headline(effects(panel(counts), rows, plan()), "990101")
    assert (row["note"], row["state"]) == ("few_comparisons", "not_assessed")


def test_deaths_known_in_one_half_of_the_baseline_only():
    whole = {"990101": windows(60, 12, 60)} | {code: windows(60, 12, 60) for code in HALVED}
    odd = np.arange(MONTHS) % 2 == 1
    whole = {code: np.where(odd, w, 0) for code, w in whole.items()}
    data = panel({code: np.floor(w / 2) for code, w in whole.items()}, whole, indicator="SAF4")
    row = headline(
        effects(
            data,
            roster(("990101", START)),
            plan("SAF4", margin=0.1, match=("baseline", "amphoe-stratum")),
        )
    )
    assert row["note"] == ""
    assert row["low"] <= row["estimate"] <= row["high"]


def test_a_share_without_tambons_near_its_level_is_not_judged():
    own = np.concatenate([np.ones(12), np.zeros(60), np.ones(48)])
    others = {code: np.ones(MONTHS) for code in HALVED}
    everyone = {"990101": own, **others}
    data = panel(everyone, {code: np.ones(MONTHS) for code in everyone}, indicator="SAF5")
    row = headline(effects(data, roster(("990101", START)), plan("SAF5", margin=0.1)))
    assert (row["note"], row["state"]) == ("poor_match", "not_assessed")
    assert np.isfinite(row["estimate"])


def test_deaths_that_come_together_are_no_spread_between_tambons():
    """Three at a time everywhere: a tambon with many deaths keeps its power and its estimate."""
    rng = np.random.default_rng(4)
    counts = {
        f"99{a:02d}02": 3 * rng.poisson(np.repeat([level, level * 0.5], [60, 60]))
        for a, level in enumerate(np.geomspace(0.02, 0.5, 60), start=1)
    }
    counts["990101"] = 3 * windows(60, 12, 9)
    row = headline(
        effects(panel(counts, indicator="SAF2"), roster(("990101", START)), plan("SAF2"))
    )
    assert row["estimate"] == pytest.approx(row["after"] / row["expected"], rel=0.08)
    assert row["p_value"] < 0.05


def test_yearly_periods_that_straddle_the_start_are_still_shown():
    counts = {code: np.full(12, 30.0) for code in ("990101", *HALVED)}
    data = panel(counts, {c: np.full(12, 1000.0) for c in counts}, first="2009", freq="Y-SEP")
    fit = comparative.fit(
        data, roster(("990101", "2016-01")), plan(), tambon="990101", indicator="SAF1"
    )
    assert fit.course["value"].notna().all()
    assert fit.course["window"].tolist() == [
        "outside", "outside", "outside", "baseline", "baseline", "baseline", "selection",
        "selection", "follow_up", "follow_up", "outside", "outside",
    ]  # fmt: skip
    assert fit.effect["note"] == ""


YEARS = range(2009, 2020)


def yearly(value, indicator="SOC3", se=None, whole=None, freq="Y-SEP"):
    """A yearly panel from {tambon: values of 2009 to 2019}; denominators of 100 unless told."""
    whole = whole or {code: np.full(len(YEARS), 100.0) for code in value}
    tops = {code: np.asarray(v, float) * whole[code] for code, v in value.items()}
    data = panel(tops, whole, indicator=indicator, first="2009", freq=freq)
    return data if se is None else data.assign(se=np.concatenate([se[code] for code in value]))


def steps(before, after):
    """One level up to 2014 and another from 2015, the fiscal years before and after 2014-10."""
    return np.array([before if year < 2015 else after for year in YEARS], float)


ALIKE = {f"99{a:02d}02": steps(3.0, 3.2 + (0.1 if a % 2 else -0.1)) for a in range(1, 31)}
OPENED = roster(("990101", "2014-10"))  # baseline 2010 to 2013, follow-up 2015 to 2017
# Each of the thirty is 0.1 off the common change and is judged by the 29 others; under a flat
# prior on the standard deviation the mean of the variance is n / (n - 3) that of the errors.
BETWEEN = 30 / 27 * (0.1 + 0.1 / 29) ** 2 / (1 + 1 / 29)


def test_a_mean_of_unequal_years_by_hand():
    """Baseline (100 x 2 + 300 x 4 + 100 x 3 + 100 x 3) / 600 = 3 1/3; follow-up 4 throughout."""
    own = np.array([9, 2, 4, 3, 3, 9, 4, 4, 4, 9, 9], float)
    people = np.array([1, 100, 300, 100, 100, 1, 50, 50, 100, 1, 1], float)
    whole = {code: np.full(len(YEARS), 100.0) for code in ALIKE} | {"990101": people}
    row = headline(effects(yearly({"990101": own, **ALIKE}, whole=whole), OPENED, plan("SOC3")))
    assert row["before"] == pytest.approx(10 / 3)
    assert row["expected"] == pytest.approx(10 / 3 + 0.2)
    assert row["estimate"] == pytest.approx(4 - 10 / 3 - 0.2)
    assert np.isnan(row["n_before"]), "the numerator of a mean counts nothing"


def test_the_standard_error_of_a_mean_by_hand():
    """sum(d^2 se^2) / (sum d)^2: (100^2 + 300^2 + 100^2 + 100^2) 0.06^2 / 600^2 before."""
    own = steps(3.0, 3.5)
    people = np.array([1, 100, 300, 100, 100, 1, 50, 50, 100, 1, 1], float)
    whole = {code: np.full(len(YEARS), 100.0) for code in ALIKE} | {"990101": people}
    se = {code: np.zeros(len(YEARS)) for code in ALIKE} | {"990101": np.full(len(YEARS), 0.06)}
    found = effects(yearly({"990101": own, **ALIKE}, se=se, whole=whole), OPENED, plan("SOC3"))
    before = 0.06**2 * (100**2 + 300**2 + 100**2 + 100**2) / 600**2
    after = 0.06**2 * (50**2 + 50**2 + 100**2) / 200**2
    alone = found[found["method"] == "before_after"].iloc[0]
    assert alone["estimate"] == pytest.approx(0.5)
    assert alone["high"] - 0.5 == pytest.approx(1.959964 * np.sqrt(before + after))
    row = headline(found)
    assert row["estimate"] == pytest.approx(0.3)
    error = np.sqrt(BETWEEN * (1 + 1 / 30) + before + after)
    assert (row["high"] - row["low"]) / 2 == pytest.approx(2.0452 * error, rel=0.01)


def test_without_standard_errors_all_is_scatter_between_tambons():
    found = effects(yearly({"990101": steps(3, 3.5), **ALIKE}), OPENED, plan("SOC3"))
    row, error = headline(found), np.sqrt(BETWEEN * (1 + 1 / 30))
    assert (row["high"] - row["low"]) / 2 == pytest.approx(2.0452 * error, rel=0.01)
    assert np.isnan(found.loc[found["method"] == "before_after", "low"]).all()


def test_a_mean_whose_comparison_never_moves_apart_is_not_judged():
    still = {code: steps(3.0, 3.2) for code in ALIKE}
    row = headline(effects(yearly({"990101": steps(3, 3.5), **still}), OPENED, plan("SOC3")))
    assert (row["note"], row["state"]) == ("no_scatter", "not_assessed")
    assert row["estimate"] == pytest.approx(0.3)


@pytest.fixture(scope="module")
def survey():
    """Sixty tambons, eight in the programme, standard errors of their own."""
    rng = np.random.default_rng(5)
    codes = [f"99{a:02d}{t:02d}" for a in range(1, 11) for t in range(1, 7)]
    value, se = {}, {}
    for code in codes:
        se[code] = np.full(len(YEARS), rng.uniform(0.05, 0.2))
        drift = np.cumsum(rng.normal(0, 0.03, len(YEARS)))
        value[code] = 3 + rng.normal(0, 0.3) + drift + rng.normal(size=len(YEARS)) * se[code]
    return value, se, roster(*[(code, "2014-10") for code in codes[3::8]])


def test_the_unit_of_a_mean_changes_no_finding(survey):
    """In satang or in thousands, and from another zero: the same effect in the new unit."""
    value, se, rows = survey
    planned = plan("SOC3", margin=None, match=("baseline", "amphoe-stratum"))
    first = effects(yearly(value, se=se), rows, planned)
    for times, shift in ((100.0, 0.0), (1e-3, 0.0), (1.0, -50.0)):
        changed = {code: v * times + shift for code, v in value.items()}
        errors = {code: v * times for code, v in se.items()}
        again = effects(yearly(changed, se=errors), rows, planned)
        same(again, first, ("p_value", "state"))
        for column in ("estimate", "low", "high", "mde"):
            np.testing.assert_allclose(again[column], first[column] * times, rtol=1e-6)


def test_relabelling_changes_nothing_for_a_mean(survey):
    value, se, rows = survey
    planned = plan("SOC3", margin=None, match=("baseline", "amphoe-stratum"))
    first = effects(yearly(value, se=se), rows, planned)
    renamed = {c: f"98{90 - int(c[2:4]):02d}{60 - int(c[4:]):02d}" for c in value}
    data = yearly(value, se=se)
    again = effects(
        data.assign(tambon=data["tambon"].map(renamed)),
        rows.assign(tambon=rows["tambon"].map(renamed)),
        planned,
    )
    back = again.assign(tambon=again["tambon"].map(old_names(renamed)))
    back, first = undrawn(back), undrawn(first)
    same(back, first, ("estimate", "low", "high", "p_value", "q_value", "state"))


def calls_of_nothing(indicator, make, replications=12):
    """Share of p-values below 0.05, and of intervals that hold 0, where nothing was done."""
    p_values, held = [], []
    for seed in range(replications):
        value, se, whole, rows = make(np.random.default_rng([31, seed]))
        freq = "Y-SEP" if indicator == "SOC3" else "Y-DEC"
        data = yearly(value, indicator, se, whole, freq)
        planned = plan(indicator, margin=None, match=("baseline", "amphoe-stratum"))
        found = effects(data, rows, planned, methods=["comparative"])
        assert set(found["note"]) <= {"", "poor_match"}
        found = found[found["note"] == ""]
        p_values.append((found["p_value"] < 0.05).mean())
        held.append(((found["low"] <= 0) & (found["high"] >= 0)).mean())
    return np.mean(p_values), np.mean(held)


def test_a_mean_with_standard_errors_is_seldom_called_where_nothing_was_done():
    """96 tambons, of which 20 enter at random; 240 judgements (standard error about 0.02)."""

    def make(rng):
        codes = [f"99{a:02d}{t:02d}" for a in range(1, 13) for t in range(1, 9)]
        common = np.cumsum(rng.normal(0, 0.1, len(YEARS)))
        value, se = {}, {}
        for code in codes:
            se[code] = np.full(len(YEARS), rng.uniform(0.05, 0.3))
            moved = rng.normal(0, 0.05, len(YEARS)) + rng.normal(size=len(YEARS)) * se[code]
            value[code] = 3 + rng.normal(0, 0.3) + common + moved
        chosen = sorted(rng.choice(codes, 20, replace=False))
        return value, se, None, roster(*[(code, "2014-10") for code in chosen])

    called, held = calls_of_nothing("SOC3", make)
    assert 0.01 <= called <= 0.10
    assert 0.90 <= held <= 0.99


def test_a_share_whose_definition_breaks_is_seldom_called_where_nothing_was_done():
    """The new income line of 2017 lifts each tambon by an amount of its own, inside the follow-up.

    Starting in 2015, years of the old line alone are compared.
    """

    def make(rng):
        codes = [f"99{a:02d}{t:02d}" for a in range(1, 13) for t in range(1, 9)]
        common = np.cumsum(rng.normal(-0.02, 0.03, len(YEARS)))
        value, whole = {}, {}
        for code in codes:
            whole[code] = np.full(len(YEARS), float(rng.integers(300, 2000)))
            odds = rng.normal(-0.5, 0.4) + common + rng.normal(0, 0.1, len(YEARS))
            odds = odds + np.array([year >= 2017 for year in YEARS]) * rng.normal(1, 1)
            people = rng.binomial(whole[code].astype(int), 1 / (1 + np.exp(-odds)))
            value[code] = people / whole[code]
        chosen = sorted(rng.choice(codes, 20, replace=False))
        return value, None, whole, roster(*[(code, "2015-01") for code in chosen])

    called, held = calls_of_nothing("LIV1", make)
    assert 0.01 <= called <= 0.10
    assert 0.90 <= held <= 0.99
