"""The issue's own questions, asked of real rows (kept outside the repository)."""

import pandas as pd
import pytest
import shapely

from santitham_eval import sources
from santitham_eval.geography import TAMBON_LEVELS
from santitham_eval.panel import build_tables
from santitham_eval.sources.tambon_register import codebook

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def study(real_study):
    return real_study


@pytest.fixture(scope="module")
def tables(study):
    return build_tables(study)


@pytest.fixture(scope="module")
def events(study):
    return pd.read_csv(next((study.raw() / "events").glob("*.csv")), dtype={"id": str})


def test_the_register_has_290_tambons_in_37_amphoe(tables):
    register = tables["register"]
    assert len(register) == 290
    assert register["amphoe"].nunique() == 37
    assert register["province"].value_counts().to_dict() == {
        "94": 115,
        "95": 58,
        "96": 77,
        "90": 40,
    }
    assert register.query("province == '90'")["amphoe"].value_counts().to_dict() == {
        "9003": 14, "9004": 10, "9006": 9, "9005": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [("950113", "950801"), ("940209", "941201"), ("950505", "950701"), ("960503", "961301")],
)
def test_codes_of_before_the_districts_were_split(study, old, new):
    assert codebook(study).current(old) == new


@pytest.mark.parametrize("year", range(2551, 2565))
def test_population_agrees_with_the_province_rows(study, year):
    """Summed here a second way, from the text of the file."""
    path = study.raw() / "population" / f"stat_a{year % 100}.txt"
    words = path.read_bytes().decode("utf-8" if year >= 2556 else "cp874")
    rows = [line.split("|") for line in words.splitlines()]
    stated = {r[1]: int(r[11].replace(",", "")) for r in rows if r[3] == "0"}
    reading = sources.read(study, study.sources["population"])
    frame = reading.frame[reading.frame["year"] == year - 543]
    summed = frame.groupby(frame["tambon"].str[:2])["population"].sum().astype(int).to_dict()
    assert summed == stated
    assert set(stated) == {"90", "94", "95", "96"}


def test_no_province_row_differs(study):
    notes = {n.item: n.count for n in sources.read(study, study.sources["population"]).notes}
    assert notes == {"province_agrees": 14 * 4}


def test_each_exact_event_is_in_its_polygons_tambon(study, tables, events):
    shapes = sources.read(study, study.sources["boundaries"]).frame
    points = events.set_index("id")
    exact = tables["events"].query("level == 'exact'")
    assert len(exact) == 459
    holds = dict(zip(shapes["tambon"], shapes["geometry"], strict=True))
    for event_id, tambon in zip(exact["event_id"], exact["tambon"], strict=True):
        row = points.loc[event_id]
        assert row["where_prec"] == 1
        assert holds[tambon].intersects(shapely.Point(row["longitude"], row["latitude"]))


def test_every_exact_event_inside_the_area_is_exact(study, tables, events):
    """The other way round: a precise point in a polygon of the area is never placed coarser."""
    shapes = sources.read(study, study.sources["boundaries"]).frame
    area = shapely.union_all(
        [g for t, g in zip(shapes["tambon"], shapes["geometry"], strict=True) if study.in_area(t)]
    )
    precise = events[events["where_prec"] == 1]
    inside = precise[shapely.contains_xy(area, precise["longitude"], precise["latitude"])]
    levels = tables["events"].set_index("event_id")["level"]
    assert set(levels[inside["id"]]) == {"exact"}


def test_events_by_level_add_up_to_all_events(tables, events):
    levels = tables["events"]["level"].value_counts().to_dict()
    assert levels == {"exact": 459, "near": 168, "named": 71, "amphoe": 1101, "province": 857,
                      "outside": 96}  # fmt: skip
    quality = tables["quality"]
    left = quality[(quality["topic"] == "left_out") & (quality["area"] == "ALL")]
    dead = left[left["item"].str.startswith("events/deaths/")]["count"].sum()
    saf2 = tables["panel"].query("indicator == 'SAF2'")["numerator"].sum()
    assert saf2 + dead == events["best"].sum()
    left = left[left["item"].str.count("/") == 1]  # of events, not of their deaths
    saf1 = tables["panel"].query("indicator == 'SAF1'")["numerator"].sum()
    assert saf1 + left["count"].sum() == len(events) == 2755
    assert left.set_index("item")["count"]["events/no_month"] == 3


def test_coarse_rows_never_land_on_the_tambon_of_their_point(tables, events):
    coarse = set(events.loc[events["where_prec"] >= 3, "id"])
    rows = tables["events"][tables["events"]["event_id"].isin(coarse)]
    assert set(rows.loc[rows["tambon"].notna(), "level"]) == {"named"}
    assert set(rows["level"]) & set(TAMBON_LEVELS) == {"named"}


def test_a_named_tambon_lies_in_the_district_that_ged_gives(tables, events):
    named = (
        tables["events"].query("level == 'named'").merge(events, left_on="event_id", right_on="id")
    )
    register = tables["register"].set_index("tambon")
    from santitham_eval.geography.transliteration import fold_area

    for row in named.itertuples():
        assert fold_area(register.loc[row.tambon, "amphoe_en"]) == fold_area(row.adm_2)


def test_neighbours_are_mutual_and_every_tambon_has_one(tables):
    pairs = set(tables["neighbours"].itertuples(index=False, name=None))
    assert {(b, a) for a, b in pairs} == pairs
    assert {a for a, _ in pairs} == set(tables["register"]["tambon"])
    assert ("900304", "900507") in pairs  # สะกอม of Chana and สะกอม of Thepha
