"""Raw files to panel: the tiny study by hand, and what must hold for every study."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_study import GED, GED_HEADER, GED_SOURCE, list_source, population_file, tiny_study

from santitham_eval import build_panel, store
from santitham_eval.panel import build_tables

TABLES = ["register", "roster", "events", "neighbours", "map", "panel", "quality", "lessons"]
GIVEN = ["SAF1", "SAF2", "SAF4", "SAF5", "SAF6"]
"""What the panel holds of events: the four outcomes, and SAF6 that the files also give."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return build_tables(tiny_study(tmp_path_factory.mktemp("tiny")))


def cell(panel, tambon, indicator, month):
    rows = panel.query("tambon == @tambon and indicator == @indicator")
    return rows[rows["period"] == pd.Period(month, "M")].iloc[0]


def quality(tables, topic, area="ALL"):
    rows = tables["quality"].query("topic == @topic and area == @area")
    return dict(zip(rows["item"], rows["count"], strict=True))


# --- shape --------------------------------------------------------------------------------------
def test_tables_have_the_columns_that_other_rooms_rely_on(tables):
    assert list(tables) == TABLES
    columns = {name: list(frame) for name, frame in tables.items()}
    assert columns["roster"] == ["tambon", "start", "dose"]
    assert columns["events"] == [
        "event_id", "source", "period", "deaths", "civilian_deaths", "injured",
        "level", "tambon", "amphoe", "province", "note",
    ]  # fmt: skip
    assert columns["panel"] == [
        "tambon", "indicator", "period", "numerator", "denominator", "value", "observed", "se",
    ]  # fmt: skip
    assert columns["quality"] == ["topic", "area", "item", "count", "th", "en"]
    assert (
        str(tables["panel"]["period"].dtype) == str(tables["roster"]["start"].dtype) == "period[M]"
    )


def test_every_tambon_indicator_and_month_is_there_once(tables):
    panel = tables["panel"]
    assert len(panel) == 4 * len(GIVEN) * 24
    assert not panel.duplicated(["tambon", "indicator", "period"]).any()
    assert panel["observed"].dtype == bool


def test_tables_survive_being_stored(tables, tmp_path):
    for name, frame in tables.items():
        store.write(tmp_path, name, frame, {})
        pd.testing.assert_frame_equal(store.read(tmp_path, name), frame, check_dtype=False)


def test_the_same_input_gives_the_same_bytes(tmp_path, tables):
    again = build_tables(tiny_study(tmp_path / "study"))
    for name in TABLES:
        one = store.write(tmp_path / "one", name, tables[name], {})
        other = store.write(tmp_path / "other", name, again[name], {})
        assert one.read_bytes() == other.read_bytes()


# --- figures by hand ----------------------------------------------------------------------------
def test_events_and_deaths_stand_where_they_happened(tables):
    """Event 1 is exact in 990101, event 2 is named in 990102, event 6 is near 990202."""
    panel = tables["panel"]
    for indicator, expected in {
        "SAF1": {("990101", "2019-02"): 1, ("990102", "2019-02"): 1, ("990202", "2020-12"): 1},
        "SAF2": {("990101", "2019-02"): 2, ("990202", "2020-12"): 1},
        "SAF4": {("990101", "2019-02"): 1, ("990202", "2020-12"): 1},
    }.items():
        rows = panel[(panel["indicator"] == indicator) & (panel["numerator"] > 0)]
        found = {(r.tambon, str(r.period)): r.numerator for r in rows.itertuples()}
        assert found == expected
    busy = panel[(panel["indicator"] == "SAF5") & (panel["numerator"] == 0)]
    assert sorted(busy["tambon"]) == ["990101", "990102", "990202"]


def test_population_moves_in_a_straight_line_to_the_middle_of_the_month(tables):
    """990101: 1,200 at 31 December 2018 and 1,320 a year later; half of June's 30 days is 15."""
    share = (dt.datetime(2019, 6, 16) - dt.datetime(2018, 12, 31)) / dt.timedelta(days=365)
    years = cell(tables["panel"], "990101", "SAF1", "2019-06")["denominator"]
    assert years == pytest.approx((1200 + 120 * share) / 12)
    later = cell(tables["panel"], "990101", "SAF1", "2020-06")["denominator"]
    assert 1200 / 12 < later < 1320 / 12


def test_a_share_without_a_whole_has_no_value_but_is_observed(tables):
    row = cell(tables["panel"], "990101", "SAF4", "2019-03")
    assert (row["numerator"], row["denominator"], row["observed"]) == (0, 0, True)
    assert np.isnan(row["value"])


def test_where_events_went_is_told(tables):
    assert quality(tables, "placement") == {
        "events/exact": 1, "events/near": 1, "events/named": 1,
        "events/amphoe": 1, "events/province": 1, "events/outside": 0,
    }  # fmt: skip
    assert quality(tables, "placement", "9902")["events/amphoe"] == 1
    assert quality(tables, "placement", "990101") == {
        "events/exact": 1, "events/near": 0, "events/named": 0,
    }  # fmt: skip
    left = quality(tables, "left_out")
    assert (left["events/no_month"], left["events/amphoe"], left["events/province"]) == (1, 1, 1)
    assert quality(tables, "population", "990101") == {"offices": 2}
    assert quality(tables, "coverage", "990101") == dict.fromkeys(GIVEN, 24)


# --- missing is never zero ------------------------------------------------------------------------
def test_months_that_the_files_do_not_cover_are_not_observed(tmp_path):
    only_2019 = GED_HEADER + GED.splitlines()[1] + "\n"
    tables = build_tables(tiny_study(tmp_path, ged_dot_csv=only_2019))
    panel = tables["panel"]
    late = panel["period"] >= pd.Period("2020-01", "M")
    assert not panel.loc[late, "observed"].any()
    assert panel.loc[late, ["numerator", "denominator", "value"]].isna().all(axis=None)
    assert panel.loc[~late, "observed"].all()
    assert quality(tables, "coverage")["events/months"] == 12


def test_months_that_the_study_file_says_are_not_covered_are_no_zeros(tmp_path):
    """A list that ends in June says nothing of July, whatever the calendar."""
    body = "d,t,k\n2019-02-05,990101,2\n2020-06-20,990101,1\n2020-09-01,990102,4\n"
    source = list_source(date="d", tambon="t", killed="k")
    study = tiny_study(tmp_path, f'{source}\ncovers = ["2019-02", "2020-06"]', list_dot_csv=body)
    tables = build_tables(study)
    panel = tables["panel"][tables["panel"]["indicator"].isin(["SAF1", "SAF2", "SAF5"])]
    inside = panel["period"].between(pd.Period("2019-02", "M"), pd.Period("2020-06", "M"))
    assert panel.loc[inside, "observed"].all() and not panel.loc[~inside, "observed"].any()
    assert panel.loc[panel["indicator"] == "SAF2", "numerator"].sum() == 3
    left = quality(tables, "left_out")
    assert left["events/not_covered"] == 1 and left["events/deaths/not_covered"] == 4
    coverage = quality(tables, "coverage")
    assert coverage["events/months"] == 17 and "events/edges" not in coverage
    calendar = build_tables(tiny_study(tmp_path / "all", source, list_dot_csv=body))
    everything = calendar["panel"][calendar["panel"]["indicator"] == "SAF1"]
    assert everything["observed"].all()
    assert quality(calendar, "coverage")["events/edges"] == 4


def test_an_unknown_count_makes_its_month_unknown(tmp_path):
    body = "d,t,k,c\n2019-01-05,990101,2,1\n2019-01-06,990101,,\n2020-12-01,990102,1,1\n"
    source = list_source(date="d", tambon="t", killed="k", civilians_killed="c")
    tables = build_tables(tiny_study(tmp_path, source, list_dot_csv=body))
    panel = tables["panel"]
    assert cell(panel, "990101", "SAF1", "2019-01")["numerator"] == 2
    row = cell(panel, "990101", "SAF2", "2019-01")
    assert not row["observed"]
    assert np.isnan(row["numerator"])
    assert cell(panel, "990101", "SAF2", "2019-02")["numerator"] == 0
    assert quality(tables, "coverage")["events/no_deaths"] == 1


def test_what_a_source_cannot_give_is_not_observed_and_told(tmp_path):
    body = "d,t\n2019-01-05,990101\n2020-12-01,990103\n"
    study = tiny_study(tmp_path, list_source(date="d", tambon="t"), list_dot_csv=body)
    tables = build_tables(study)
    seen = tables["panel"].groupby("indicator")["observed"].all()
    assert seen.to_dict() == {
        "SAF1": True,
        "SAF2": False,
        "SAF4": False,
        "SAF5": True,
        "SAF6": True,
    }
    assert {"SAF2/no_measure", "SAF4/no_measure"} <= set(quality(tables, "coverage"))
    assert cell(tables["panel"], "990102", "SAF1", "2020-12")["numerator"] == 1  # former code
    assert quality(tables, "codes", "990102") == {"events/former_code": 1}


def test_a_tambon_without_a_population_figure_is_not_observed_next_to_it(tmp_path):
    persons = {"990101": 1320, "990201": 3720, "990202": 4920}
    study = tiny_study(tmp_path, population__stat_a62_dot_txt=population_file("6212", persons))
    tables = build_tables(study)
    panel = tables["panel"]
    seen = panel[panel["indicator"] == "SAF1"].groupby("tambon")["observed"].sum()
    assert seen.to_dict() == {"990101": 24, "990102": 0, "990201": 24, "990202": 24}
    assert panel[panel["indicator"] == "SAF5"]["observed"].all()
    assert quality(tables, "population", "990102")["no_figure"] == 24


# --- two sources ----------------------------------------------------------------------------------
def test_each_indicator_is_fed_by_one_source(tmp_path):
    body = "d,t\n2019-01-05,990101\n2019-01-09,990101\n2020-12-01,990102\n"
    own = list_source(date="d", tambon="t") + '\nindicators = ["SAF1", "SAF5"]'
    second = (
        '\n[sources.fatal]\nformat = "ucdp-ged"\nfile = "ged.csv"\nindicators = ["SAF2", "SAF4"]'
    )
    tables = build_tables(tiny_study(tmp_path, own + second, list_dot_csv=body))
    panel = tables["panel"]
    assert cell(panel, "990101", "SAF1", "2019-01")["numerator"] == 2
    assert cell(panel, "990101", "SAF1", "2019-02")["numerator"] == 0  # GED's event is not mixed in
    assert cell(panel, "990101", "SAF2", "2019-02")["numerator"] == 2
    assert set(tables["events"]["source"]) == {"events", "fatal"}


# --- none lost, none made up ------------------------------------------------------------------------
EVENT = st.tuples(
    st.integers(1, 6),
    st.sampled_from([100.9, 101.05, 101.1, 101.15]),
    st.sampled_from(["Chamlong province", "Tak province", ""]),
    st.sampled_from(["Su-ngai Kolok district", "Mueang Chamlong district", "x district", ""]),
    st.sampled_from(["", "tambon Sakom", "tambon Foo"]),
    st.integers(2017, 2022),
    st.sampled_from([("02-03", "02-03", 1), ("02-27", "03-02", 2), ("01-01", "11-30", 5)]),
    st.integers(0, 4),
)


@given(
    st.lists(EVENT, min_size=1, max_size=25),
    st.sampled_from([None, ("2019-03", "2020-02"), ("2020-01", "2020-12")]),
)
@settings(max_examples=30, deadline=None)
def test_panel_and_left_out_add_up_to_the_raw_file(events, covers):
    lines = [
        f'{i},{year},{precision},"{place}",{adm_1},{adm_2},6.05,{x},800,{days[2]},'
        f"{year}-{days[0]} 00:00:00.000,{year}-{days[1]} 00:00:00.000,0,{deaths},\n"
        for i, (precision, x, adm_1, adm_2, place, year, days, deaths) in enumerate(events)
    ]
    years = [GED.splitlines()[1].replace("1,2019", f"y{y},{y}", 1).replace(",800,", ",850,") + "\n"
             for y in (2019, 2020)]  # fmt: skip
    with TemporaryDirectory() as folder:
        source = GED_SOURCE + (f"\ncovers = {list(covers)}" if covers else "")
        study = tiny_study(Path(folder), source, ged_dot_csv=GED_HEADER + "".join(lines + years))
        tables = build_tables(study)
    panel = tables["panel"]
    counted = panel.loc[panel["indicator"] == "SAF1", "numerator"].sum()
    left = quality(tables, "left_out")  # "events/why", and "events/deaths/why"
    assert counted + sum(n for why, n in left.items() if why.count("/") == 1) == len(events)
    placed = quality(tables, "placement")
    assert counted == placed["events/exact"] + placed["events/near"] + placed["events/named"]
    unknown = quality(tables, "left_out")["events/no_month"]
    assert len(tables["events"]) + unknown == len(events)
    inside = tables["events"][tables["events"]["level"].isin(["exact", "near", "named"])]
    first, last = covers or ("2019-01", "2020-12")
    study_months = inside["period"].between(pd.Period(first, "M"), pd.Period(last, "M"))
    deaths = panel.loc[panel["indicator"] == "SAF2", "numerator"].sum()
    assert deaths == inside.loc[study_months, "deaths"].sum()


def test_row_order_of_the_event_file_does_not_matter(tmp_path):
    body = [f"2019-0{m}-05,99010{1 + m % 2},{m}\n" for m in range(1, 10)]
    source = list_source(date="d", tambon="t", killed="k")
    turned = "d,t,k\n" + "".join(reversed(body))
    one = build_panel(tiny_study(tmp_path / "1", source, list_dot_csv="d,t,k\n" + "".join(body)))
    other = build_panel(tiny_study(tmp_path / "2", source, list_dot_csv=turned))
    pd.testing.assert_frame_equal(one, other)
