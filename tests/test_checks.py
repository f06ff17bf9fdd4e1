"""Checks of the headline: they see what they should, and only what they may."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from frames import START, effects, panel, plan, roster, spread_over, windows

from santitham_eval import text
from santitham_eval.calibration import PLAN
from santitham_eval.checks import (
    CHECK_COLUMNS,
    CHECKS,
    HEAVIEST,
    check_headlines,
    leave_one_out,
    placebo_in_space,
    placebo_in_time,
)
from santitham_eval.estimators import ESTIMATORS, programme
from santitham_eval.evidence import check, estimate_effects
from santitham_eval.programme import PARTS
from santitham_eval.sample import draw_sample
from santitham_eval.simulate import SELECTED_NULL, Scenario, panel_of, roster_of, simulate
from santitham_eval.tables import checks_table, opinions_table, withheld_figures

OTHERS = {f"9902{n:02d}": windows(40 + n % 7, 10, 30 - n % 5, 10, 10) for n in range(30)}


def sample_of(own, **changes):
    series = {"990101": own} | OTHERS
    return draw_sample(panel(series), roster(("990101", START)), plan(**changes), "SAF1")


def one(rows):
    return pd.DataFrame(list(rows)).iloc[0]


def course(*levels):
    """Monthly counts from 2010: a level for each year."""
    return np.concatenate([windows(0, 0, 0)[:0], *(np.full(12, level) for level in levels)])


def test_a_tambon_that_parted_from_the_others_before_it_was_chosen_is_a_caution():
    # The placebo's follow-up is 2013-2014: two years before the months of choosing.
    found = one(placebo_in_time(sample_of(course(1, 1, 1, 6, 6, 1, 1, 1, 1, 1))))
    assert found["verdict"] == "caution"
    assert found["estimate"] > 3 and found["low"] > 1
    steady = one(placebo_in_time(sample_of(course(1, 1, 1, 1, 1, 1, 1, 1, 1, 1))))
    assert steady["verdict"] == "pass" and steady["low"] < 1 < steady["high"]


def test_a_placebo_in_time_sees_nothing_from_the_choosing_on():
    calm, wild = (course(1, 2, 1, 2, 1, *rest) for rest in ([1] * 5, [9, 30, 0, 7, 50]))
    assert one(placebo_in_time(sample_of(calm))).equals(one(placebo_in_time(sample_of(wild))))


def test_a_placebo_in_time_compares_with_those_passed_over_as_often():
    steady = course(*[1] * 10)
    peak = np.concatenate([np.ones(40), np.full(16, 30.0), np.ones(64)])  # chosen by its worst

    def found(series):
        starts = roster(("990101", START), ("990203", "2014-09"))
        frame = panel({"990101": steady} | OTHERS | {"990203": series})
        rows = pd.DataFrame(list(placebo_in_time(draw_sample(frame, starts, plan(), "SAF1"))))
        return rows.set_index("tambon").loc["990101"]

    assert np.isfinite(found(peak)["p_value"])
    assert found(peak).equals(found(steady))


def test_where_each_wave_takes_the_worst_no_wave_seems_to_fall_before_it_was_chosen():
    logs = []
    for seed in range(4):
        world = simulate(replace(SELECTED_NULL, tambons=150), np.random.default_rng(seed))
        sample = draw_sample(panel_of(world), roster_of(world), PLAN, "SAF1")
        found = pd.DataFrame(list(placebo_in_time(sample)))
        last = sample.start[sample.treated()] == sample.start[sample.treated()].max()
        logs.extend(np.log(found["estimate"][last]))
    assert abs(np.nanmedian(logs)) < 0.25


def test_a_placebo_that_has_no_baseline_left_says_so():
    found = one(placebo_in_time(sample_of(course(*[1] * 10), minimum_baseline=48)))
    assert found["verdict"] == "not_possible" and found["note"] == "short_baseline"


def test_leaving_one_out_is_barring_each_in_turn():
    sample = sample_of(windows(50, 12, 30, 10, 10))
    found = one(leave_one_out(sample))
    # Without matching, those with most events before weigh most; of equals the earlier rows.
    heaviest = sorted(range(30), key=lambda n: (-(n % 7), n))[:HEAVIEST]
    estimates = []
    for code in (f"9902{n:02d}" for n in heaviest):
        barred = replace(plan(), comparison=replace(plan().comparison, exclude=(code,)))
        series = panel({"990101": windows(50, 12, 30, 10, 10)} | OTHERS)
        frame = effects(series, roster(("990101", START)), barred, methods=["comparative"])
        estimates.append(frame["estimate"].iloc[0])
    assert found["judged"] == HEAVIEST
    # The scatter stays that of all tambons, so estimates agree but for their centring.
    assert found["low"] == pytest.approx(min(estimates), rel=0.01)
    assert found["high"] == pytest.approx(max(estimates), rel=0.01)
    assert found["verdict"] == "pass"


def test_right_intervals_pass_in_space_and_each_wave_is_told():
    world = simulate(replace(SELECTED_NULL, tambons=150), np.random.default_rng(4))
    sample = draw_sample(panel_of(world), roster_of(world), PLAN, "SAF1")
    found = pd.DataFrame(list(placebo_in_space(sample)))
    assert list(found["note"]) == ["2018-10", "2019-10", "2020-10", "2021-10"]
    assert set(found["verdict"]) == {"pass"}
    assert (found["judged"] <= [125, 100, 75, 50]).all()
    assert (found["rejected"] / found["judged"] < 0.12).all()


def test_a_placebo_in_space_stops_at_its_own_start():
    rng = np.random.default_rng(3)
    series = {code: rng.poisson(3, 120).astype(float) for code in OTHERS}
    first, *later = list(series)[:13]
    starts = [(first, START), *((code, "2017-01") for code in later)]

    def found():
        sample = draw_sample(panel(series), roster(*starts), plan(), "SAF1")
        return one(placebo_in_space(sample))

    calm = found()
    for code in later:  # what the programme does to them is no false alarm
        series[code] = np.concatenate([series[code][:84], rng.poisson(30, 36)])
    assert found()["rejected"] == calm["rejected"] and calm["verdict"] == "pass"


def near(pool, quiet=()):
    """A sample whose tambon has but `pool` to compare with: the rest share its boundary."""
    own = {"990101": windows(50, 12, 30, 10, 10)}
    silent = {code: windows(40, 10, 0, 10, 10) for code in quiet}
    shared = [code for code in OTHERS if code not in pool]
    neighbours = pd.DataFrame({"tambon": "990101", "neighbour": shared})
    planned = plan(comparison=replace(plan().comparison, exclude_neighbours=True))
    frames = panel(own | OTHERS | silent), roster(("990101", START)), planned
    return draw_sample(*frames, "SAF1", neighbours)


def test_a_headline_that_rests_on_one_tambon_alone_is_told():
    alone = one(leave_one_out(near(["990201"])))
    assert (alone["verdict"], alone["note"]) == ("not_possible", "few_comparisons")
    assert alone["note"] in text.REASONS
    # Of two, one without any event later: without the other nothing can be expected.
    held = one(leave_one_out(near(["990201", "990202"], quiet=["990202"])))
    assert held["verdict"] == "caution" and held["judged"] == 1
    assert np.isfinite([held["low"], held["high"]]).all()


def test_where_nobody_can_be_judged_the_page_gives_no_wrong_reason():
    # Its definition changed in 2017: what cannot be judged is not for want of tambons.
    series = panel({code: np.arange(9.0) + 5 for code in ("990101", *OTHERS)}, indicator="LIV1",
                   first="2012", freq="Y-DEC")  # fmt: skip
    starts = roster(("990101", "2017-10"))
    found = check(series, starts, plan("LIV1", 0.1))
    space = found[found["check"] == "placebo_in_space"].iloc[0]
    assert (space["verdict"], space["note"]) == ("not_possible", "2017-10")
    table = checks_table(found, "990101", "LIV1", pd.Period("2017-10", "M"), "difference")
    assert table.frame["found"].iloc[-1] == text.FOUND_NOBODY.th
    assert text.REASONS["few_comparisons"].th not in set(table.frame["found"])


def test_few_placebos_in_time_reject_where_nothing_was_done():
    scenario = Scenario(selection="random", shock=("2020-04", "2020-09", 1.0))
    rejected = []
    for seed in range(4):
        world = simulate(scenario, np.random.default_rng(seed))
        sample = draw_sample(panel_of(world), roster_of(world), PLAN, "SAF1")
        found = pd.DataFrame(list(placebo_in_time(sample)))
        rejected.append((found["verdict"] == "caution").mean())
    assert np.mean(rejected) < 0.09


@pytest.fixture(scope="module")
def study():
    """A study of one primary and one secondary outcome, with its effects and checks."""
    world = simulate(replace(SELECTED_NULL, tambons=80, amphoe=10), np.random.default_rng(1))
    second = replace(PLAN.outcomes[0], indicator="SAF5", role="secondary", margin=0.1)
    planned = replace(PLAN, outcomes=(PLAN.outcomes[0], second))
    frames = panel_of(world), roster_of(world), planned
    rng = np.random.default_rng(1)
    return frames[1], planned, estimate_effects(*frames, rng=rng), check(*frames)


def test_primary_outcomes_are_checked_one_row_a_tambon_and_check(study):
    treated, _, _, checks = study
    assert list(checks.columns) == ["tambon", "indicator", *CHECK_COLUMNS[1:]]
    assert set(checks["indicator"]) == {"SAF1"}
    own = checks[checks["tambon"] != "ALL"]
    assert own.groupby("tambon").size().eq(4).all() and own["tambon"].nunique() == len(treated)
    assert set(checks["check"]) == set(CHECKS) - {"negative_control"}
    assert not checks[["check", "verdict", "note"]].isna().any(axis=None)
    assert not checks.duplicated(["tambon", "indicator", "check", "note"]).any()


def test_a_page_tells_the_checks_of_its_own_tambon_and_wave(study):
    treated, _, _, checks = study
    row = treated.iloc[0]
    table = checks_table(checks, row["tambon"], "SAF1", row["start"], "ratio")
    assert list(table.frame["check_en"]) == [
        text.CHECKS[c].en
        for c in (
            "leave_one_out",
            "placebo_in_time",
            "pre_trend",
            "specifications",
            "placebo_in_space",
        )
    ]
    assert "tambons had p below 0.05" in table.frame["found_en"].iloc[4]
    assert checks_table(checks, row["tambon"], "SAF5", row["start"], "difference").frame.empty


def test_a_page_tells_every_method_and_whether_it_agrees(study):
    _, planned, found, _ = study
    tambon = found["tambon"].iloc[0]
    table = opinions_table(found, tambon, "SAF1", planned, ())
    assert list(table.frame["method_en"]) == [words.en for words in text.METHODS.values()]
    assert list(table.frame["agrees"].iloc[[0, -1]]) == [text.MISSING] * 2
    withheld = opinions_table(found, tambon, "SAF1", planned, {"SAF1"})
    assert set(withheld.frame["effect"]) <= {text.SUPPRESSED.th, text.MISSING}
    assert set(withheld.frame["p"]) == {text.MISSING}


@pytest.mark.parametrize(("everybody_in", "withheld"), [("2018-01", True), ("2019-01", False)])
def test_a_description_of_more_months_than_the_headline_gives_no_persons_away(
    everybody_in, withheld
):
    # 13 persons until 2017, 2 in 2018: shown beside the headline's 13, the ratio of 15 tells of 2.
    own = np.concatenate([windows(60, 12, 0, 10)[:72], spread_over(13, 24), spread_over(2, 24)])
    series = panel({"990101": own} | OTHERS, indicator="SAF2")
    starts = roster(("990101", START), *((code, everybody_in) for code in OTHERS))
    planned = plan("SAF2")
    found = effects(series, starts, planned, methods=["comparative", "before_after"])
    hidden = set(withheld_figures(series, starts, planned, 3)["indicator"])
    shown = opinions_table(found, "990101", "SAF2", planned, hidden).frame
    assert not hidden and shown["effect"].iloc[0] != text.SUPPRESSED.th
    assert (shown["effect"].iloc[-1] == text.SUPPRESSED.th) == withheld


@pytest.mark.parametrize(
    ("low", "estimate", "high", "said"),
    [
        (0.5, 0.6, 0.7, text.DISAGREES), (0.5, 0.6, 1.1, text.AGREES), (0.85, 0.9, 2.0, text.AGREES),
        (np.nan, 0.6, np.nan, None),
    ],
)  # fmt: skip
def test_methods_differ_when_neither_interval_holds_the_other(low, estimate, high, said):
    base = {"tambon": "990101", "indicator": "SAF1", "scale": "ratio", "p_value": 0.5, "note": ""}
    frame = pd.DataFrame(
        [
            base | {"method": "comparative", "estimate": 1.0, "low": 0.8, "high": 1.2},
            base | {"method": "pooled", "estimate": estimate, "low": low, "high": high},
        ]
    )
    table = opinions_table(frame, "990101", "SAF1", plan(), ())
    assert table.frame["agrees"].iloc[1] == (said.th if said else text.MISSING)


def test_every_reason_and_method_has_words(study):
    _, _, found, checks = study
    assert set(found["note"]) - {""} <= set(text.REASONS)
    whole = found["tambon"] == "ALL"
    assert set(found.loc[~whole, "method"]) == set(text.METHODS) == set(text.ASKS)
    assert set(found.loc[whole, "method"]) <= set(text.PROGRAMME_METHODS)
    assert set(text.PROGRAMME_METHODS) == set(text.PROGRAMME_ASKS)
    assert set(checks["check"]) <= set(text.CHECKS)


def test_checks_do_not_depend_on_the_order_of_rows():
    world = simulate(replace(SELECTED_NULL, tambons=80, amphoe=10), np.random.default_rng(2))
    frames = [panel_of(world), panel_of(world).sample(frac=1, random_state=3)]
    first, second = (
        check_headlines(draw_sample(f, roster_of(world), PLAN, "SAF1")) for f in frames
    )
    pd.testing.assert_frame_equal(first, second)


def test_the_document_of_methods_tells_of_every_method_and_names_no_other():
    words = (Path(__file__).parents[1] / "docs" / "methods.md").read_text("utf-8")
    told = words.split("## Checks")[0]
    named = set(re.findall(r"^### .*?\(`(\w+)`\)", told, re.M))
    assert named == set(ESTIMATORS)
    files = Path(programme.__file__).parent.glob("[!_]*.py")
    public = {name for f in files for name in re.findall(r"^def ([a-z]\w+)\(", f.read_text(), re.M)}
    for name in re.findall(r"`([a-z_]+)`", " ".join(re.findall(r"^### (.*)$", words, re.M))):
        assert name in public | set(ESTIMATORS) | {"honest"} | set(PARTS), name
