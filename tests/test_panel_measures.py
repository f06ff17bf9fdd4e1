"""Tidy measures to the panel: units of time, standard errors, neighbours, prices."""

import numpy as np
import pandas as pd
import pytest

from santitham_eval import StudyError, store
from santitham_eval.indicators import INDICATORS, SERIES
from santitham_eval.panel.assemble import of_indicator, panel_of
from santitham_eval.panel.feeds import GIVES, NEEDS
from santitham_eval.panel.measures import Measures, around, deflated, of_table, periods_within
from santitham_eval.sources import Reading
from santitham_eval.sources.reading import MEASURE_COLUMNS

MONTHS = pd.period_range("2012-10", "2022-09", freq="M")
TAMBONS = pd.Index(["990101", "990102", "990103"], name="tambon")


def reading(*rows, freq):
    """Rows of (tambon, year, measure, amount, se)."""
    frame = pd.DataFrame(
        [
            (t, pd.Period(str(p), freq), m, a, se, "f.csv", n)
            for n, (t, p, m, a, se) in enumerate(rows)
        ],
        columns=list(MEASURE_COLUMNS),
    )
    return Reading(frame)


@pytest.mark.parametrize(
    ("freq", "first", "last", "many"),
    [
        ("M", "2012-10", "2022-09", 120),
        ("Y-SEP", "2013", "2022", 10),  # FY2556 begins in October 2555
        ("Y-DEC", "2013", "2021", 9),  # 2555 and 2565 lie only partly in the study
    ],
)
def test_a_period_counts_when_it_lies_whole_in_the_study(freq, first, last, many):
    periods = periods_within(MONTHS, freq)
    assert (str(periods[0]), str(periods[-1]), len(periods)) == (first, last, many)


def test_a_gap_is_a_gap_and_what_lies_outside_is_told():
    given, left = of_table(
        reading(
            ("990101", 2010, "poor", 5.0, np.nan),
            ("990101", 2017, "poor", 7.0, np.nan),
            ("990101", 2019, "poor", 0.0, np.nan),
            ("990102", 2022, "poor", 2.0, np.nan),
            ("990102", 2018, "poor", np.nan, np.nan),
            freq="Y-DEC",
        ),
        TAMBONS,
        MONTHS,
    )
    table = given.amounts["poor"]
    assert table.loc["990101"].dropna().to_dict() == {
        pd.Period("2017", "Y-DEC"): 7.0,
        pd.Period("2019", "Y-DEC"): 0.0,
    }
    assert table.loc["990102"].isna().all()
    assert left == {("poor", "before_periods"): 5.0, ("poor", "after_periods"): 2.0}
    assert given.errors == {}


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2019-12", "2020-11", {"before_periods": 5.0}),  # begins before the study, ends within
        ("2019-09", "2020-08", {"before_periods": 2.0, "after_periods": 3.0}),
        ("2020-02", "2020-07", {"before_periods": 5.0}),  # encloses the study
    ],
)
def test_a_study_in_which_no_year_lies_whole_leaves_all_out_and_tells_it(first, last, why):
    rows = [("990101", 2019, "found", 2.0, np.nan), ("990102", 2020, "found", 3.0, np.nan)]
    months = pd.period_range(first, last, freq="M")
    given, left = of_table(reading(*rows, freq="Y-SEP"), TAMBONS, months)
    assert len(given.periods) == 0
    assert left == {("found", reason): amount for reason, amount in why.items()}


def test_a_survey_that_nobody_answered_has_its_years_and_nothing_in_them():
    silent = Reading(pd.DataFrame(columns=list(MEASURE_COLUMNS)), measures=("trust_sum",))
    given, left = of_table(silent, TAMBONS, MONTHS)
    assert (given.periods.freqstr, len(given.periods), left) == ("Y-SEP", 10, {})
    panel = panel_of([of_indicator(SERIES["SOC3"], given, 3)], TAMBONS)
    assert (len(panel), panel["observed"].sum()) == (30, 0)


def test_the_error_of_a_value_is_the_error_of_its_sum_over_its_weight():
    given, _ = of_table(
        reading(
            ("990101", 2020, "trust_sum", 60.0, 4.0),
            ("990101", 2020, "trust_weight", 20.0, np.nan),
            freq="Y-SEP",
        ),
        TAMBONS,
        MONTHS,
    )
    panel = panel_of([of_indicator(SERIES["SOC3"], given, 3)], TAMBONS)
    row = panel[panel["observed"]].iloc[0]
    assert (row["period"], row["value"], row["se"]) == (pd.Period("2020", "Y-SEP"), 3.0, 0.2)
    assert panel["observed"].sum() == 1
    assert len(panel) == 3 * 10


def test_what_lies_around_is_unknown_where_one_neighbour_is():
    table = pd.DataFrame([[1.0, 2.0], [3.0, np.nan], [5.0, 6.0]], TAMBONS)
    borders = pd.DataFrame(
        [("990101", "990102"), ("990101", "990103"), ("990102", "990101")],
        columns=["tambon", "neighbour"],
    )
    summed = around(table, borders)
    np.testing.assert_array_equal(summed, [[8, np.nan], [1, 2], [np.nan, np.nan]])


def test_income_is_at_the_prices_of_the_last_year_of_the_index():
    years = pd.period_range("2018", "2020", freq="Y-DEC")
    amounts = {"income_baht": pd.DataFrame([[100.0, 100.0, 100.0]], TAMBONS[:1], years)}
    prices = pd.DataFrame({"period": years[[0, 2]], "index": [80.0, 100.0]})
    assert deflated(amounts, prices) == 100.0  # of 2019, whose prices are not known
    np.testing.assert_allclose(amounts["real_income_baht"], [[125.0, np.nan, 100.0]])
    assert deflated(without := {"income_baht": amounts["income_baht"]}, None) == 0
    assert "real_income_baht" not in without


def mixed_panel():
    months = pd.period_range("2020-01", periods=2, freq="M")
    years = pd.period_range("2020", periods=1, freq="Y-SEP")
    count = pd.DataFrame([[1.0, 0.0], [2.0, np.nan], [0.0, 4.0]], TAMBONS, months)
    one = pd.DataFrame(1.0, TAMBONS, years)
    blocks = [
        of_indicator(
            SERIES["SAF5"],
            Measures(months, {"quiet_months": count, "observed_months": count}, {}),
            3,
        ),
        of_indicator(
            SERIES["SOC2"],
            Measures(years, {"multicultural_activities": one, "tambon_years": one}, {}),
            3,
        ),
    ]
    return panel_of(blocks, TAMBONS)


def test_a_panel_of_several_units_is_in_order_and_survives_being_stored(tmp_path):
    panel = mixed_panel()
    assert panel["tambon"].tolist() == [*(t for t in TAMBONS for _ in range(2)), *TAMBONS]
    assert panel["indicator"].tolist() == ["SAF5"] * 6 + ["SOC2"] * 3
    assert [str(p) for p in panel["period"]] == ["2020-01", "2020-02"] * 3 + ["2020"] * 3
    assert panel["numerator"].fillna(-1).tolist() == [1, 0, 2, -1, 0, 4, 1, 1, 1]
    store.write(tmp_path, "panel", panel, {})
    pd.testing.assert_frame_equal(store.read(tmp_path, "panel"), panel)


def test_a_panel_of_months_alone_has_a_period_column(tmp_path):
    panel = mixed_panel().query("indicator == 'SAF5'")
    alone = panel.assign(period=pd.PeriodIndex(panel["period"])).reset_index(drop=True)
    store.write(tmp_path, "panel", alone, {})
    assert store.read(tmp_path, "panel")["period"].dtype == "period[M]"


# --- declarations -------------------------------------------------------------------------------
def test_the_indicators_of_the_programmes_goals_are_declared():
    many = {"SAF": 7, "STR": 4, "LIV": 6, "VUL": 5, "SOC": 3, "ADM": 3}
    assert list(INDICATORS) == [f"{goal}{n}" for goal, k in many.items() for n in range(1, k + 1)]
    assert len(SERIES) == len(INDICATORS) - 1 + 5  # VUL2 is opened into five


@pytest.mark.parametrize("series", SERIES)
def test_every_indicator_can_be_fed(series):
    indicator = SERIES[series]
    feeding = [g for g in GIVES.values() if indicator.numerator in g]
    assert feeding
    assert all(indicator.denominator in (*given, *NEEDS) for given in feeding if series != "SAF4")


@pytest.mark.parametrize("series", SERIES)
def test_an_indicator_says_everything_in_both_languages(series):
    i = SERIES[series]
    for words in (i.goal, i.name, i.unit, i.formula, i.source, *(b.why for b in i.breaks)):
        assert words.th.strip()
        assert words.en.strip()
    assert i.per in {1, 100, 1000, 10_000, 100_000}


def test_rows_of_one_series_or_tambon_are_read_as_from_the_whole(tmp_path):
    panel = mixed_panel()
    store.write(tmp_path, "panel", panel, {})
    for only in ({"indicator": "SAF5"}, {"tambon": ["990101", "990103"], "indicator": "SOC2"}):
        wanted = panel
        for column, values in only.items():
            wanted = wanted[wanted[column].isin([values] if isinstance(values, str) else values)]
        found = store.read(tmp_path, "panel", **only)
        assert len(found) > 0
        assert found["period"].tolist() == wanted["period"].tolist()
        pd.testing.assert_frame_equal(
            found.drop(columns="period"), wanted.drop(columns="period").reset_index(drop=True)
        )
    assert store.read(tmp_path, "panel", tambon="000000").empty


def test_a_missing_period_stays_missing(tmp_path):
    for periods in (["2012-10", "2012"], ["2012-10", "2013-01"]):
        frame = pd.DataFrame({"at": pd.Series([pd.Period(p) for p in periods], dtype=object)})
        frame = pd.concat([frame, pd.DataFrame({"at": [None]}, dtype=object)], ignore_index=True)
        store.write(tmp_path, "some", frame, {})
        found = store.read(tmp_path, "some")["at"]
        assert found[:2].tolist() == frame["at"][:2].tolist() and pd.isna(found[2])


def test_a_column_that_is_not_there_is_a_table_of_before(tmp_path):
    store.write(tmp_path, "some", pd.DataFrame({"a": ["x"]}), {})
    with pytest.raises(StudyError, match=r"some\.parquet"):
        store.read(tmp_path, "some", tambon="990101")
