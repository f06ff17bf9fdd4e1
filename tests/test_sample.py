import datetime

import numpy as np
import pandas as pd
import pytest
from frames import FIRST, MONTHS, START, panel, plan, roster, windows

from santitham_eval import Comparison, Outcome, StudyError
from santitham_eval.sample import draw_sample, draw_samples


def month(text):
    return pd.Period(text, "M").ordinal


def flat(*codes, months=MONTHS):
    return panel({code: np.ones(months) for code in codes})


def spans(sample, columns):
    periods = sample.series.periods[columns]
    return str(periods[0]), str(periods[-1]), len(columns)


def test_windows_count_from_the_start():
    sample = draw_sample(flat("990101", "990102"), roster(("990101", START)), plan(), "SAF1")
    case = sample.case(0, int(sample.start[0]))
    assert spans(sample, case.baseline) == ("2011-01", "2014-12", 48)
    assert spans(sample, case.follow_up) == ("2016-01", "2018-12", 36)
    assert case.note == ""


@pytest.mark.parametrize(
    ("start", "note"),
    [
        ("2012-06", "short_baseline"),
        ("2019-06", "short_follow_up"),
        ("2013-01", ""),
        ("2019-01", ""),
    ],
)
def test_a_window_too_short_is_said(start, note):
    sample = draw_sample(flat("990101", "990102"), roster(("990101", start)), plan(), "SAF1")
    assert sample.case(0, int(sample.start[0])).note == note


def test_years_ending_in_september_count_when_they_lie_whole_in_a_window():
    yearly = panel({"990101": np.ones(10), "990102": np.ones(10)}, first="2008", freq="Y-SEP")
    sample = draw_sample(yearly, roster(("990101", "2014-10")), plan(), "SAF1")
    case = sample.case(0, int(sample.start[0]))
    assert [str(p) for p in sample.series.periods[case.baseline]] == [
        "2010",
        "2011",
        "2012",
        "2013",
    ]
    assert [str(p) for p in sample.series.periods[case.follow_up]] == ["2015", "2016", "2017"]


def test_comparison_tambons_are_those_not_yet_in_the_programme():
    codes = [f"9901{k:02d}" for k in range(1, 8)]
    rows = roster(
        ("990101", START), ("990102", "2015-12"), ("990103", START), ("990104", "2017-01")
    )
    neighbours = pd.DataFrame({"tambon": ["990101"], "neighbour": ["990106"]})
    planned = plan(comparison=Comparison(exclude_neighbours=True, match=(), exclude=("990107",)))
    sample = draw_sample(flat(*codes), rows, planned, "SAF1", neighbours)
    pool = sample.series.tambon[sample.comparable(sample.case(0, month(START)))]
    assert list(pool) == ["990104", "990105"]


def test_a_later_starter_counts_until_its_own_start():
    rows = roster(("990101", START), ("990102", "2017-01"))
    sample = draw_sample(flat("990101", "990102", "990103"), rows, plan(), "SAF1")
    case = sample.case(0, month(START))
    at_risk = sample.at_risk(np.array([1, 2]), case.follow_up)
    assert at_risk.sum(axis=1).tolist() == [12, 36]


def test_baseline_stops_where_a_wave_was_chosen_but_keeps_the_least():
    """Forty tambons; ten start in 2016, ten in 2017, ten in 2019: choosing began in 2015-01."""
    codes = [f"99{a:02d}01" for a in range(1, 41)]
    starts = ["2016-01"] * 10 + ["2017-01"] * 10 + ["2019-01"] * 10
    sample = draw_sample(flat(*codes), roster(*zip(codes, starts, strict=False)), plan(), "SAF1")
    assert spans(sample, sample.case(0, month("2016-01")).baseline) == ("2011-01", "2014-12", 48)
    assert spans(sample, sample.case(10, month("2017-01")).baseline) == ("2012-01", "2014-12", 36)
    # Planned from 2014-01; only 12 months lie before 2015, so 24 are kept.
    assert spans(sample, sample.case(20, month("2019-01")).baseline) == ("2014-01", "2015-12", 24)


def test_scattered_starts_are_no_wave():
    codes = [f"99{a:02d}01" for a in range(1, 41)]
    rows = roster(("990101", "2016-01"), ("990201", "2017-01"))
    sample = draw_sample(flat(*codes), rows, plan(), "SAF1")
    assert sample.waves == []
    assert spans(sample, sample.case(1, month("2017-01")).baseline) == ("2012-01", "2015-12", 48)


def test_what_is_matched_on_is_not_measured():
    sample = draw_sample(flat("990101", "990102"), roster(("990101", START)), plan(), "SAF1")
    case = sample.case(0, month(START))
    folds = sample.folds(case)
    assert len(folds) == 2
    for matching, measuring in folds:
        assert not set(matching) & set(measuring)
        assert set(range(12)) <= set(matching), "all that lies before the baseline helps matching"
    assert sorted(np.concatenate([m for _, m in folds])) == list(case.baseline)


def test_most_alike_come_first():
    counts = {"990101": 40, "990102": 4, "990103": 38, "990104": 80, "990105": 41}
    sample = draw_sample(
        panel({code: windows(n, 0, n) for code, n in counts.items()}),
        roster(("990101", START)),
        plan(match=("baseline",)),
        "SAF1",
    )
    case = sample.case(0, month(START))
    order, _ = sample.alike(case, np.array([1, 2, 3, 4]), case.baseline)
    assert list(sample.series.tambon[order]) == ["990105", "990103", "990104", "990102"]


def test_same_stratum_of_amphoe_comes_first():
    """Amphoe 9901 and 9902 are restless, 9903-9906 quiet; within a stratum the level decides."""
    counts = {"990101": 90, "990102": 95, "990201": 60, "990202": 96}
    counts |= {f"99{a:02d}01": 88 if a == 3 else 5 for a in range(3, 7)}
    counts |= {f"99{a:02d}02": 1 for a in range(3, 7)}
    sample = draw_sample(
        panel({code: windows(n, 0, n) for code, n in counts.items()}),
        roster(("990101", START)),
        plan(match=("baseline", "amphoe-stratum")),
        "SAF1",
    )
    case = sample.case(0, month(START))
    order, _ = sample.alike(case, np.arange(1, len(counts)), case.baseline)
    assert list(sample.series.tambon[order][:4]) == ["990102", "990202", "990201", "990301"]


def test_every_fault_of_the_frames_is_told_at_once():
    bad = flat("990101", "990102")
    bad.loc[3, "numerator"] = -1
    bad.loc[5, "denominator"] = np.inf
    bad = pd.concat([bad, bad.iloc[[0]]])
    rows = roster(("990101", START), ("990101", START), ("990199", START))
    with pytest.raises(StudyError) as caught:
        draw_sample(bad, rows, plan(), "SAF1")
    told = str(caught.value)
    for word in ("-1.0", "inf", f"990101 SAF1 {FIRST}", "990199"):
        assert word in told
    assert len(caught.value.problems) == 5


def test_missing_columns_and_unknown_indicator_are_told():
    neighbours = pd.DataFrame({"tambon": ["990101"], "next": ["990102"]})
    with pytest.raises(StudyError) as caught:
        draw_samples(
            flat("990101").drop(columns="observed"),
            roster().drop(columns="start"),
            plan("SAF9"),
            neighbours,
        )
    told = str(caught.value)
    for word in ("a column observed", "a column start", "a column neighbour", "SAF9"):
        assert word in told


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("tambon", 990101, "as text"),
        ("tambon", None, "as text"),
        ("period", pd.Timestamp("2010-04-01"), "Periods of one frequency"),
        ("period", pd.NaT, "Periods of one frequency"),
        ("period", pd.Period("2010", "Y"), "Periods of one frequency"),
        ("observed", "False", "True or False"),
        ("observed", None, "True or False"),
        ("numerator", "many", "not negative"),
        ("numerator", np.nan, "not negative"),
        ("numerator", 0.5, "a whole number"),
        ("denominator", -2, "not negative"),
    ],
)
def test_a_figure_of_the_wrong_kind_is_told_with_its_place(column, value, wanted):
    bad = flat("990101", "990102").astype(object)
    bad.loc[3, column] = value
    with pytest.raises(StudyError, match=wanted) as caught:
        draw_sample(bad, roster(("990102", START)), plan(), "SAF1")
    assert caught.value.problems[0].column == column
    assert caught.value.problems[0].file == "panel"


def test_a_share_above_one_is_told():
    data = panel(
        {"990101": np.full(MONTHS, 3.0)}, {"990101": np.full(MONTHS, 2.0)}, indicator="SAF4"
    )
    with pytest.raises(StudyError, match="not above its denominator") as caught:
        draw_sample(data, roster(), plan("SAF4", margin=0.1), "SAF4")
    assert f"(1/{MONTHS})" in str(caught.value)


@pytest.mark.parametrize(
    "start", ["ปีหน้า", "15/03/2563", pd.Period("2559-01", "M"), "2563-03", None, pd.NaT, 2019, ""]
)
def test_a_start_that_is_no_date_of_the_common_era_is_told(start):
    rows = pd.DataFrame({"tambon": ["990101"], "start": pd.Series([start], dtype=object)})
    with pytest.raises(StudyError, match="common era"):
        draw_sample(flat("990101", "990102"), rows, plan(), "SAF1")


@pytest.mark.parametrize(
    "start",
    [
        "2016-01",
        "2016-01-20",
        pd.Timestamp("2016-01-01"),
        datetime.date(2016, 1, 31),
        pd.Period("2016-01-05", "D"),
    ],
)
def test_a_start_may_be_a_period_a_date_or_its_text(start):
    rows = pd.DataFrame({"tambon": ["990101"], "start": pd.Series([start], dtype=object)})
    sample = draw_sample(flat("990101", "990102"), rows, plan(), "SAF1")
    assert sample.start[0] == month(START)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"outcomes": []}, "at least one outcome"),
        ({"outcomes": [Outcome("SAF1"), Outcome("SAF1")]}, "not listed before"),
        ({"outcomes": [Outcome("SAF1", margin=1.25)]}, "a ratio below 1"),
        ({"outcomes": [Outcome("SAF5", margin=0.8)]}, "at most 0.5"),
        ({"minimum_baseline": 60}, "at most 48"),
        ({"minimum_follow_up": 48}, "at most 36"),
    ],
)
def test_a_plan_that_contradicts_itself_is_told(changes, wanted):
    with pytest.raises(StudyError, match=wanted):
        draw_samples(flat("990101"), roster(), plan(**changes))


def test_monthly_and_yearly_indicators_may_stand_in_one_panel():
    yearly = panel(
        {"990101": np.zeros(9), "990102": np.zeros(9)}, first="2010", freq="Y-SEP", indicator="SAF5"
    )
    both = pd.concat([flat("990101", "990102"), yearly], ignore_index=True)
    outcomes = [Outcome("SAF1"), Outcome("SAF5", role="secondary", margin=0.1)]
    samples = draw_samples(both, roster(("990101", START)), plan(outcomes=outcomes))
    assert [len(s.series.periods) for s in samples.values()] == [MONTHS, 9]


def test_an_unobserved_month_is_not_a_zero():
    series = np.ones(MONTHS)
    series[20] = np.nan
    sample = draw_sample(
        panel({"990101": series, "990102": np.ones(MONTHS)}),
        roster(("990101", START)),
        plan(),
        "SAF1",
    )
    case = sample.case(0, month(START))
    assert 20 not in case.baseline
    assert len(case.baseline) == 47


def years(indicator, value, denominator=None, first="2010", freq="Y-DEC", **more):
    """A yearly panel from {tambon: values}."""
    whole = {code: np.full(len(v), 100.0) for code, v in value.items()}
    whole = denominator or whole
    tops = {code: np.asarray(v, float) * whole[code] for code, v in value.items()}
    return panel(tops, whole, indicator=indicator, first=first, freq=freq).assign(**more)


def test_calendar_years_count_when_they_lie_whole_in_a_window():
    """A start in October 2016: 2011 begins before the window, 2015 ends after it."""
    data = years("LIV2", {"990101": np.ones(10), "990102": np.ones(10)})
    sample = draw_sample(data, roster(("990101", "2016-10")), plan("LIV2", margin=1.0), "LIV2")
    case = sample.case(0, int(sample.start[0]))
    assert [str(p) for p in sample.series.periods[case.baseline]] == ["2012", "2013", "2014"]
    assert [str(p) for p in sample.series.periods[case.follow_up]] == ["2017", "2018"]


def test_a_survey_of_every_second_year_counts_twelve_months_a_time():
    """2011, 2013 and 2015 are observed; two of them in the baseline are the least."""
    biennial = np.where(np.arange(10) % 2, 2.0, np.nan)
    data = years("STR4", {"990101": biennial, "990102": biennial})
    sample = draw_sample(data, roster(("990101", "2016-01")), plan("STR4", margin=0.1), "STR4")
    case = sample.case(0, int(sample.start[0]))
    assert [str(p) for p in sample.series.periods[case.baseline]] == ["2011", "2013"]
    assert (sample.months(case.baseline), sample.months(case.follow_up)) == (24, 12)
    assert case.note == ""


def test_the_least_baseline_of_yearly_figures_is_made_of_whole_years():
    """Ten of forty start in October 2015, so 2014 on counts for nobody; 24 months are kept.

    Of the wave of October 2017 [2012-10, 2014-10) would hold the year 2013 alone.
    """
    codes = [f"99{a:02d}01" for a in range(1, 41)]
    rows = roster(*[(c, "2015-10" if k < 10 else "2017-10") for k, c in enumerate(codes[:20])])
    data = years("LIV2", {code: np.ones(11) for code in codes})
    sample = draw_sample(data, rows, plan("LIV2", margin=1.0), "LIV2")
    case = sample.case(10, month("2017-10"))
    assert [str(p) for p in sample.series.periods[case.baseline]] == ["2013", "2014"]


@pytest.mark.parametrize(
    ("start", "baseline", "follow_up", "note"),
    [
        # The income line changes in 2017 and in 2022.
        ("2014-01", ["2009", "2010", "2011", "2012"], ["2014", "2015", "2016"], ""),
        # Of the follow-up 2016 is of the old line, 2017 and 2018 of the new: the more count.
        ("2016-01", [], ["2017", "2018"], "series_break"),
        ("2021-01", ["2017", "2018", "2019"], ["2021"], ""),
        ("2015-01", ["2010", "2011", "2012", "2013"], ["2015", "2016"], ""),
    ],
)
def test_only_years_of_one_definition_are_compared(start, baseline, follow_up, note):
    data = years("LIV1", {c: np.full(15, 0.5) for c in ("990101", "990102")}, first="2008")
    planned = plan("LIV1", margin=0.1)
    sample = draw_sample(data, roster(("990101", start)), planned, "LIV1")
    case = sample.case(0, month(start))
    assert [str(p) for p in sample.series.periods[case.baseline]] == baseline
    assert [str(p) for p in sample.series.periods[case.follow_up]] == follow_up
    assert case.note == note


def test_of_two_definitions_with_as_many_months_the_earlier_counts():
    data = years("LIV1", {c: np.full(15, 0.5) for c in ("990101", "990102")}, first="2008")
    planned = plan("LIV1", margin=0.1, follow_up=24)
    case = draw_sample(data, roster(), planned, "LIV1").case(0, month("2016-01"))
    sample = draw_sample(data, roster(), planned, "LIV1")
    assert [str(p) for p in sample.series.periods[case.follow_up]] == ["2016"]
    assert case.note == ""


def test_matching_looks_at_one_definition_too():
    data = years("LIV1", {c: np.full(15, 0.5) for c in ("990101", "990102")}, first="2008")
    sample = draw_sample(data, roster(), plan("LIV1", margin=0.1), "LIV1")
    for matching, _ in sample.folds(sample.case(0, month("2021-01"))):
        assert (sample.series.edition[matching] == 1).all()


def test_short_windows_are_told_before_a_change_of_definition():
    data = years("LIV1", {c: np.full(15, 0.5) for c in ("990101", "990102")}, first="2015")
    sample = draw_sample(data, roster(), plan("LIV1", margin=0.1), "LIV1")
    assert sample.case(0, month("2017-01")).note == "short_baseline"


def test_what_only_participants_have_is_never_a_case():
    data = years("ADM2", {c: np.full(10, 0.5) for c in ("990101", "990102")}, freq="Y-SEP")
    planned = plan(outcomes=[Outcome("ADM2", role="secondary", margin=0.1)])
    sample = draw_sample(data, roster(("990101", "2016-10")), planned, "ADM2")
    case = sample.case(0, month("2016-10"))
    assert case.note == "participants_only"
    assert [str(p) for p in sample.series.periods[case.follow_up]] == ["2017", "2018", "2019"]


def test_a_mean_may_be_negative_and_a_share_of_money_need_not_be_whole():
    income = years("LIV2", {"990101": np.full(10, -3.5), "990102": np.full(10, 0.25)})
    money = years("LIV4", {"990101": np.full(10, 0.123), "990102": np.full(10, 0.5)})
    outcomes = [Outcome("LIV2"), Outcome("LIV4", margin=0.1)]
    samples = draw_samples(
        pd.concat([income, money]), roster(("990101", START)), plan(outcomes=outcomes)
    )
    assert samples["LIV2"].series.numerator[0, 0] == -350


@pytest.mark.parametrize(("se", "told"), [(-0.1, "-0.1"), (np.inf, "inf"), ("wide", "wide")])
def test_an_impossible_standard_error_is_told(se, told):
    data = years("SOC3", {"990101": np.full(10, 3.0)}, freq="Y-SEP", se=0.2).astype({"se": object})
    data.loc[3, "se"] = se
    with pytest.raises(StudyError, match="not negative") as caught:
        draw_sample(data, roster(), plan("SOC3", margin=0.1), "SOC3")
    assert told in str(caught.value)
    assert caught.value.problems[0].column == "se"


def test_an_unknown_standard_error_is_the_usual_one_and_not_zero():
    """Root mean square of 0.3 and 0.1; denominators of 100."""
    data = years("SOC3", {"990101": np.full(3, 3.0)}, freq="Y-SEP", se=[0.3, np.nan, 0.1])
    series = draw_sample(data, roster(), plan("SOC3", margin=0.1), "SOC3").series
    np.testing.assert_allclose(series.sampling[0], 100**2 * np.array([0.09, 0.05, 0.01]))
