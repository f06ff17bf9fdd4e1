"""Display tables: rounding, months, suppression, and never a ranking."""

import math

import numpy as np
import pandas as pd
import pytest
import reading_frames as frames
from hypothesis import given
from hypothesis import strategies as st

from santitham_eval import tables, text
from santitham_eval.errors import StudyError
from santitham_eval.indicators import INDICATORS, SERIES

SAF1, SAF2, SAF4, SAF5 = (INDICATORS[i] for i in ("SAF1", "SAF2", "SAF4", "SAF5"))


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.write_study(tmp_path_factory.mktemp("study"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"), (0.04, "0.04"), (3.14, "3.1"), (-3.14, "−3.1"), (99.94, "99.9"), (410.4, "410"),
        (1234567.8, "1,234,568"), (math.nan, "–"), (math.inf, "∞"), (-math.inf, "−∞"),
        (-0.001, "0.00"), (pd.NA, "–"),
    ],
)  # fmt: skip
def test_numbers_for_readers(value, shown):
    assert tables.number(value) == shown


def test_a_sign_is_written_where_asked_but_not_before_zero():
    assert [tables.number(v, 0, sign=True) for v in (12, -12, 0.2, -0.2)] == [
        "+12",
        "−12",
        "0",
        "0",
    ]


def test_a_small_q_is_never_shown_as_zero():
    assert [tables.q_value(v) for v in (0.0001, 0.0049, 0.005, 0.5, math.nan)] == [
        "<0.01", "<0.01", "0.01", "0.50", "–",
    ]  # fmt: skip


@given(st.floats(-1e9, 1e9))
def test_a_shown_number_reads_back_within_its_rounding(value):
    shown = tables.number(value)
    assert "-" not in shown
    digits = len(shown.partition(".")[2])
    read = float(shown.replace(",", "").replace("−", "-"))
    assert abs(read - value) <= 0.5 * 10**-digits + 1e-6


def test_months_are_shown_in_the_buddhist_era():
    assert tables.month(pd.Period("2019-10", "M")).th == "ต.ค. 2562"
    assert tables.long_month(pd.Period("2019-10", "M")).th == "ตุลาคม 2562"
    assert tables.month(pd.Period("2019-10", "M")).en == "Oct 2019 (B.E. 2562)"


@pytest.mark.parametrize(
    ("first", "year", "axis"),
    [
        ("2018-10", "2562", "ปีงบประมาณ"),
        ("2019-01", "2562", "ปี พ.ศ."),
        ("2018-07", "2561", "กรกฎาคม"),
    ],
)
def test_blocks_are_named_by_the_month_they_begin_with(first, year, axis):
    years, name = tables.block_years([pd.Period(first, "M")])
    assert years == [year]
    assert axis in name.th


def test_a_ratio_is_shown_as_percent_change_and_as_ratio():
    row = pd.Series({"scale": "ratio", "estimate": 0.52, "low": 0.33, "high": 0.81})
    assert tables.effect_text(row, SAF1) == ("−48% [−67, −19]", "×0.52 [0.33, 0.81]")
    assert tables.mde_text(0.55, "ratio", SAF1) == "−45%"


def test_a_difference_is_shown_in_the_indicators_unit():
    row = pd.Series({"scale": "difference", "estimate": 0.035, "low": -0.01, "high": 0.08})
    assert tables.effect_text(row, SAF5) == ("+3.5 [−1.0, +8.0]", "")
    assert tables.mde_text(0.05, "difference", SAF5) == "±5.0"


def test_an_estimate_without_an_interval_is_not_shown():
    row = pd.Series({"scale": "difference", "estimate": 0.479, "low": math.nan, "high": math.nan})
    assert tables.effect_text(row, SAF5) == (text.MISSING, "")


def test_an_open_interval_is_shown_as_open():
    row = pd.Series({"scale": "ratio", "estimate": 4.0, "low": 0.0, "high": math.inf})
    assert tables.effect_text(row, SAF1)[0] == "+300% [−100, ∞]"


# --- small counts ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("indicator", "part", "whole", "small"),
    [
        (SAF2, 0, 900, False), (SAF2, 1, 900, True), (SAF2, 2, 900, True), (SAF2, 3, 900, False),
        (SAF1, 1, 900, False), (SAF4, 3, 8, False), (SAF4, 3, 5, True), (SAF4, 0, 2, True),
        (SAF4, 5, 5, False), (SAF4, 0, 0, False),
    ],
)  # fmt: skip
def test_what_is_too_small_to_show(indicator, part, whole, small):
    assert bool(tables.is_small(part, whole, indicator, 3)) is small


def deaths_panel(monthly):
    months = pd.period_range("2012-10", periods=len(monthly), freq="M")
    return pd.DataFrame(
        {
            "tambon": "990101", "indicator": "SAF2", "period": months,
            "numerator": np.asarray(monthly, float), "denominator": 400.0, "observed": True,
        }
    )  # fmt: skip


def window_panel(before, after):
    """Deaths in the baseline (from 2013-10) and the follow-up (from 2018-10)."""
    monthly = np.zeros(120)
    monthly[12], monthly[72] = before, after
    return deaths_panel(monthly)


@pytest.mark.parametrize(
    ("before", "after", "hidden"),
    [(5, 3, False), (5, 0, False), (0, 0, False), (2, 30, True), (30, 1, True)],
)
def test_a_small_window_on_either_side_hides_the_row(study, before, after, hidden):
    roster = frames.roster().head(1)
    found = frames.hidden(window_panel(before, after), roster, study.plan.__class__(
        outcomes=[o for o in study.plan.outcomes if o.indicator == "SAF2"]), "990101", 3)  # fmt: skip
    assert found == ({"SAF2"} if hidden else set())


def test_deaths_outside_both_windows_hide_nothing(study):
    monthly = np.zeros(120)
    monthly[[3, 62, 110]] = 1  # before the baseline, in the year left out, after the follow-up
    plan = study.plan.__class__(outcomes=[o for o in study.plan.outcomes if o.indicator == "SAF2"])
    assert frames.hidden(deaths_panel(monthly), frames.roster().head(1), plan, "990101", 3) == set()


def test_small_counts_are_judged_in_the_months_that_are_used(study):
    """An earlier wave was being chosen from 2015-01, so the baseline stops there: 2 deaths, not 9."""
    deaths = np.zeros(120)
    deaths[[40, 60]] = 2, 7  # 2013-05 and 2015-01
    codes = [f"99{a:02d}01" for a in range(1, 41)]
    panel = pd.concat([deaths_panel(deaths).assign(tambon=code) for code in codes])
    panel["period"] = panel["period"] - (panel["period"].min() - pd.Period("2010-01", "M"))
    starts = [pd.Period(m, "M") for m in ["2016-01"] * 10 + ["2018-01"] * 10]
    roster = pd.DataFrame({"tambon": codes[:20], "start": starts, "dose": np.nan})
    plan = study.plan.__class__(outcomes=[o for o in study.plan.outcomes if o.indicator == "SAF2"])
    assert frames.hidden(panel, roster, plan, "991101", 3) == {"SAF2"}
    alone = roster[roster["tambon"] == "991101"]
    assert frames.hidden(panel, alone, plan, "991101", 3) == set()


def test_a_hidden_row_shows_nothing_that_gives_the_count_away(study):
    effects = frames.effects(study.plan)
    table = tables.effects_table(effects, "990103", study.plan, {"SAF2"}, 3)
    row = table.frame.set_index("indicator_en").loc["deaths"]
    shown = row[["before", "after", "expected", "effect", "q", "mde"]]
    assert set(shown) <= {text.SUPPRESSED.th, text.MISSING}
    assert text.SUPPRESSED.th in set(shown)
    assert row["state"] == "insufficient"
    assert any("ปกปิด" in note.th and "2 คน" in note.th for note in table.notes)
    open_table = tables.effects_table(effects, "990103", study.plan, set(), 3)
    assert not (open_table.frame == text.SUPPRESSED.th).any(axis=None)
    assert not any("ปกปิด" in note.th for note in open_table.notes)


def course_of(panel, windows):
    first = [pd.Period("2012-10", "M") + 12 * k for k in range(len(windows))]
    frame = pd.DataFrame({"year": range(len(windows)), "first": first, "window": windows})
    frame["last"] = [p + 11 for p in first]
    sums = panel.groupby(np.arange(len(panel)) // 12)[["numerator", "denominator"]].sum()
    return frame.assign(value=(sums["numerator"] / sums["denominator"]).to_numpy())


def test_a_small_year_cannot_be_had_by_subtraction():
    yearly = [9, 5, 2, 4, 7, 1, 6, 8, 9, 9]
    panel = deaths_panel(np.repeat(np.array(yearly) / 12, 12))
    windows = ["outside", *["baseline"] * 4, "selection", *["follow_up"] * 3, "outside"]
    course = course_of(panel, windows)
    shown, changed = tables.safe_course(course, panel, SAF2, 3)
    assert changed
    assert len(set(shown["value"][1:5])) == 1
    assert shown["value"][1] == pytest.approx(sum(yearly[1:5]) / 4 / 4800)
    assert math.isnan(shown["value"][5])
    assert (shown["value"][[0, 6, 7, 8, 9]] == course["value"][[0, 6, 7, 8, 9]]).all()


def test_a_small_window_is_not_drawn_at_all():
    panel = deaths_panel(np.repeat(np.array([9, 1, 0, 0, 1, 5]) / 12, 12))
    course = course_of(panel, ["outside", *["baseline"] * 4, "selection"])
    shown, _ = tables.safe_course(course, panel, SAF2, 3)
    assert shown["value"].isna().tolist() == [False, True, True, True, True, False]


def test_a_window_that_ends_within_a_year_gives_nothing_away():
    """Before: 20 months with 9 deaths.  Its first year shows 7, so 8 months would be had: 2."""
    monthly = np.zeros(36)
    monthly[[3, 15, 22]] = 7, 2, 5
    panel = deaths_panel(monthly)
    course = course_of(panel, ["baseline", "selection", "follow_up"])
    windows = {"baseline": (pd.Period("2012-10", "M"), pd.Period("2014-05", "M"), 20)}
    plain, _ = tables.safe_course(course, panel, SAF2, 3)
    assert plain["value"].notna().all()
    shown, changed = tables.safe_course(course, panel, SAF2, 3, windows)
    assert changed
    assert math.isnan(shown["value"][0])
    assert shown["value"][2] == 0  # a true zero stays
    # With 4 more deaths in the last four months of the window there is nothing to protect.
    monthly[18] = 4
    panel = deaths_panel(monthly)
    course = course_of(panel, ["baseline", "selection", "follow_up"])
    assert not tables.safe_course(course, panel, SAF2, 3, windows)[1]


def test_windows_of_whole_years_take_nothing_more(study):
    yearly = [9, 5, 4, 4, 7, 6]
    panel = deaths_panel(np.repeat(np.array(yearly) / 12, 12))
    course = course_of(panel, ["baseline"] * 4 + ["follow_up"] * 2)
    windows = {
        "baseline": (pd.Period("2012-10", "M"), pd.Period("2016-09", "M"), 48),
        "follow_up": (pd.Period("2016-10", "M"), pd.Period("2018-09", "M"), 24),
    }
    assert not tables.safe_course(course, panel, SAF2, 3, windows)[1]


def test_small_counts_are_judged_where_the_follow_up_is_cut_short(study):
    """After 24 months nobody is left to compare with: 2 deaths are shown, not the 9 of 36 months."""
    deaths = np.zeros(120)
    deaths[[30, 75, 100]] = 9, 2, 7
    codes = [f"99{a:02d}01" for a in range(1, 13)]
    panel = pd.concat([deaths_panel(deaths).assign(tambon=code) for code in codes])
    # Observed to the month before the others begin: the panel's months 0 to 119 from 2012-10.
    starts = [pd.Period("2018-10", "M")] + [pd.Period("2020-10", "M")] * 11
    roster = pd.DataFrame({"tambon": codes, "start": starts, "dose": np.nan})
    plan = study.plan.__class__(outcomes=[o for o in study.plan.outcomes if o.indicator == "SAF2"])
    assert frames.hidden(panel, roster, plan, "990101", 3) == {"SAF2"}
    assert frames.hidden(panel, roster.head(1), plan, "990101", 3) == set()


def test_the_whole_of_a_share_counts_persons_too():
    resolved = SERIES["VUL4"]
    assert tables.is_small([0, 4, 4, 9], [2, 5, 4, 14], resolved, 3).tolist() == [
        True, True, False, False,
    ]  # fmt: skip
    assert not tables.is_small(1, 2, SERIES["STR1"], 3)


# --- over all pages of a release --------------------------------------------------------------
def levels(*rows):
    return pd.DataFrame(rows, columns=["tambon", "time", "numerator", "denominator"])


def test_a_withheld_tambon_is_not_the_total_less_the_others():
    """Each tambon's page shows its own level, and every page that of all together."""
    shown = levels(
        ("990101", 2562, 2, 900), ("990102", 2562, 7, 900), ("990103", 2562, 30, 900),
        ("990101", 2563, 4, 900), ("990102", 2563, 0, 900), ("990103", 2563, 31, 900),
    )  # fmt: skip
    found = tables.withheld_levels(shown, SAF2, 3)
    assert found == {("990101", 2562), ("ALL", 2562)}
    assert tables.withheld_levels(shown, SAF1, 3) == set()


def test_the_total_stands_where_two_are_withheld_and_cannot_be_told_apart():
    shown = levels(("990101", 2562, 1, 9), ("990102", 2562, 2, 9), ("990103", 2562, 30, 9))
    assert tables.withheld_levels(shown, SAF2, 3) == {("990101", 2562), ("990102", 2562)}
    # Two of one person each can: 32 less 30 is 2.
    shown["numerator"] = [1, 1, 30]
    assert ("ALL", 2562) in tables.withheld_levels(shown, SAF2, 3)


def test_of_a_share_the_rest_is_protected_too():
    """9 of 10 cases resolved in one tambon tell of the one that was not."""
    resolved = SERIES["VUL4"]
    shown = levels(("990101", 2562, 9, 10), ("990102", 2562, 20, 40), ("990103", 2562, 0, 30))
    found = tables.withheld_levels(shown, resolved, 3)
    assert found == {("990101", 2562), ("ALL", 2562)}


def test_events_are_not_persons():
    panel = deaths_panel(np.repeat(np.array([1, 2]) / 12, 12))
    course = course_of(panel, ["baseline", "baseline"])
    shown, changed = tables.safe_course(course, panel, SAF1, 3)
    assert not changed
    pd.testing.assert_frame_equal(shown, course)


# --- whole tables ---------------------------------------------------------------------------
def test_effects_table_keeps_the_plans_order_and_says_why_something_is_missing(study):
    table = tables.effects_table(frames.effects(study.plan), "990106", study.plan, set(), 3)
    shown = table.frame[table.frame["said"] == ""]
    assert shown["indicator_en"].tolist() == [
        INDICATORS[o.indicator].name.en for o in study.plan.outcomes
    ]
    assert (shown[["before", "effect", "q", "mde"]] == text.MISSING).all(axis=None)
    why = text.REASONS["short_follow_up"]
    said = [note for note in table.notes if why.th in note.th]
    assert len(said) == 1, "one reason is told once, with all that it is the reason of"
    assert all(INDICATORS[o.indicator].name.en in said[0].en for o in study.plan.outcomes)
    assert all(isinstance(cell, str) for cell in table.frame.to_numpy().ravel())


def test_every_reason_that_the_method_gives_has_a_sentence(study):
    notes = set(frames.effects(study.plan)["note"]) - {""}
    assert notes
    assert notes <= set(text.REASONS)
    assert "odd_code" in tables.reason("odd_code").th


def test_donors_are_in_order_of_weight():
    donors = pd.DataFrame(
        {"tambon": ["990203", "990201", "990202"], "weight": [0.25, 0.5, 0.25],
         "before": [1e-3, 2e-3, math.nan], "after": 1e-4}
    )  # fmt: skip
    table = tables.donors_table(donors, frames.register(), SAF1)
    assert table.frame["tambon"].tolist() == ["990201", "990202", "990203"]
    assert table.frame["before"].tolist() == ["20.0", "–", "10.0"]
    assert table.frame["weight"].tolist() == ["50.0%", "25.0%", "25.0%"]


def test_a_tambon_that_is_not_in_the_register_names_the_nearest():
    with pytest.raises(StudyError, match="99010"):
        tables.find_place("990199", frames.register())


def test_place_names_say_what_they_are_once():
    register = frames.register()
    register.loc[0, ["name_th", "amphoe_th"]] = ["ต.ยะหา", "อำเภอยะหา"]
    place = tables.find_place("990101", register)
    assert (place.name.th, place.amphoe_name.th) == ("ตำบลยะหา", "อำเภอยะหา")


def test_placement_shows_what_an_area_cannot_hold_as_missing():
    rows = [
        ("placement", "990101", "ged/exact", 0.0), ("placement", "9901", "ged/exact", 4.0),
        ("placement", "9901", "ged/amphoe", 3.0), ("placement", "99", "ged/exact", 9.0),
        ("placement", "ALL", "ged/near", 0.0), ("placement", "9902", "ged/amphoe", 7.0),
    ]  # fmt: skip
    quality = pd.DataFrame(rows, columns=["topic", "area", "item", "count"]).assign(th="", en="")
    place = tables.find_place("990101", frames.register())
    table = tables.placement_table(quality, place)
    assert table.frame["level"].tolist() == [text.LEVELS[k].th for k in ("exact", "amphoe")]
    assert table.frame.filter(like="in_").to_numpy().tolist() == [
        ["0", "4", "9", "–"], ["–", "3", "–", "–"],
    ]  # fmt: skip


def test_notes_that_differ_only_in_their_file_stand_once():
    quality = pd.DataFrame(
        {"topic": "note", "area": "ALL", "item": "dropped", "count": [2.0, 3.0],
         "th": ["แฟ้ม ก", "แฟ้ม ข"], "en": ["file a", "file b"]}
    )  # fmt: skip
    table = tables.quality_table(quality, tables.find_place("990101", frames.register()))
    assert len(table.frame) == 1
    assert table.frame["count"][0] == "5"
    assert "แฟ้ม ก" in table.frame["item"][0]
    assert "อีก 1" in table.frame["item"][0]


def test_quality_shows_this_place_and_nobody_elses():
    place = tables.find_place("990101", frames.register())
    assert set(tables.quality_table(frames.quality(), place).frame["area_en"]) == {
        "This tambon", "whole study area",
    }  # fmt: skip


def test_shocks_are_those_of_the_study_file(study):
    table = tables.shocks_table(study)
    assert table.frame[["event", "first", "last"]].iloc[0].tolist() == [
        "โรคโควิด-19", "มี.ค. 2563", "ก.ย. 2565",
    ]  # fmt: skip
