"""Neighbours, and events at the finest level that their precision supports."""

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_study import SQUARES, boundaries, square, tiny_study

from santitham_eval import sources
from santitham_eval.errors import StudyError
from santitham_eval.geography import TAMBON_LEVELS, land_of, neighbours, place_events
from santitham_eval.geography.transliteration import fold_area, fold_tambon, named_tambons
from santitham_eval.sources.tambon_register import codebook

ALL_PAIRS = {("990101", "990102"), ("990101", "990201"), ("990102", "990202"), ("990201", "990202")}


def land(folder, features=SQUARES):
    study = tiny_study(folder, boundaries_dot_geojson=boundaries(features))
    return land_of(sources.read(study, study.sources["boundaries"]).frame, codebook(study))


@pytest.fixture(scope="module")
def squares(tmp_path_factory):
    return land(tmp_path_factory.mktemp("land"))


def pairs(frame):
    return set(frame.itertuples(index=False, name=None))


# --- neighbours ---------------------------------------------------------------------------------
def test_neighbours_share_a_border_and_not_only_a_corner(squares):
    assert pairs(neighbours(squares)) == ALL_PAIRS | {(b, a) for a, b in ALL_PAIRS}


def moved(feature, by):
    ring = feature["geometry"]["coordinates"][0]
    ring = [[round(x + by, 7), y] for x, y in ring]
    return feature | {"geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.mark.parametrize("gap", [0.00005, -0.00005])
def test_a_border_drawn_twice_is_one_border(tmp_path, gap):
    features = [SQUARES[0], moved(SQUARES[1], gap), SQUARES[2], moved(SQUARES[3], gap)]
    assert pairs(neighbours(land(tmp_path, features))) >= ALL_PAIRS


def test_tambons_two_hundred_metres_apart_are_no_neighbours(tmp_path):
    features = [SQUARES[0], moved(SQUARES[1], 0.002), SQUARES[2], moved(SQUARES[3], 0.002)]
    assert ("990101", "990102") not in pairs(neighbours(land(tmp_path, features)))


def test_without_boundaries_there_are_no_neighbours(tmp_path):
    nothing = land_of(None, codebook(tiny_study(tmp_path)))
    assert neighbours(nothing).empty
    assert list(neighbours(nothing)) == ["tambon", "neighbour"]


def test_a_polygon_under_a_former_code_joins_its_successor(tmp_path):
    west, east = square(101.1, 6.0, "990102"), square(101.2, 6.0, "990103")
    joined = land(tmp_path, [SQUARES[0], west, east, *SQUARES[2:]])
    shape = joined.shapes.set_index("tambon")["geometry"]["990102"]
    assert shape.area == pytest.approx(0.02)
    assert [(n.topic, n.area) for n in joined.notes] == [("codes", "990102")]


# --- placing GED --------------------------------------------------------------------------------
def ged(**values):
    row = {
        "event_id": "1", "period": pd.Period("2019-02", "M"), "deaths": 1, "civilian_deaths": 0,
        "injured": pd.NA, "precision": 1, "latitude": 6.05, "longitude": 101.05,
        "adm_1": "Chamlong province", "adm_2": "Su-ngai Kolok district", "place": None,
        "basis": "ged", "file": "ged.csv", "row": 2,
    }  # fmt: skip
    return pd.DataFrame([row | values])


PLACED = [
    # what is known                                               level, finest code, note
    ({"precision": 1}, ("exact", "990101", "point")),
    ({"precision": 2}, ("near", "990101", "point")),
    ({"precision": 3}, ("amphoe", "9902", "")),
    ({"precision": 3, "adm_2": "Sungai Kolok district"}, ("amphoe", "9902", "")),
    ({"precision": 3, "adm_2": "Muang Chamlong district"}, ("amphoe", "9901", "")),
    ({"precision": 3, "place": "in Tambon Sakom"}, ("named", "990201", "name")),
    ({"precision": 3, "place": "Khok Sator subdistrict"}, ("named", "990202", "name")),
    ({"precision": 3, "place": "in tambon Baraho"}, ("amphoe", "9902", "name_unmatched")),
    ({"precision": 3, "place": "tambon Sakom, tambon Khok Sato"}, ("amphoe", "9902", "name_ambiguous")),
    ({"precision": 3, "place": "tambon Sakom, tambon Elsewhere"}, ("amphoe", "9902", "name_unmatched")),
    ({"precision": 3, "place": "Sakom village"}, ("amphoe", "9902", "")),
    ({"precision": 3, "adm_2": "Nowhere district"}, ("province", "99", "amphoe_unmatched")),
    ({"precision": 3, "adm_2": None}, ("province", "99", "no_amphoe")),
    ({"precision": 4}, ("province", "99", "")),
    ({"precision": 5}, ("province", "99", "")),
    ({"precision": 6, "adm_1": None}, ("outside", "", "no_province")),
    ({"precision": 3, "adm_1": "Tak province"}, ("outside", "", "not_in_area")),
    ({"precision": 1, "longitude": 104.0}, ("amphoe", "9902", "off_map")),
    ({"precision": 1, "longitude": 104.0, "adm_1": "Tak province"}, ("outside", "", "not_in_area")),
]  # fmt: skip


@pytest.mark.parametrize(("known", "expected"), PLACED)
def test_ged_is_placed_as_finely_as_its_precision_supports(squares, known, expected):
    placed = place_events(ged(**known), "events", squares).fillna("").iloc[0]
    finest = placed["tambon"] or placed["amphoe"] or placed["province"]
    assert (placed["level"], finest, placed["note"]) == expected


def test_part_of_a_province_is_not_the_province(tmp_path):
    """Only amphoe 9902 is studied: the province's other events are outside or undecided."""
    study = tiny_study(tmp_path)
    path = tmp_path / "study.toml"
    path.write_text(path.read_text("utf-8").replace('["99"]', '["9902"]'), "utf-8")
    from santitham_eval.study import load_study

    study = load_study(path)
    part = land_of(sources.read(study, study.sources["boundaries"]).frame, codebook(study))
    rows = [
        ged(precision=1),  # in 990101, outside
        ged(precision=3, adm_2="Mueang Chamlong district"),  # outside
        ged(precision=3),
        ged(precision=4),  # nobody can tell
    ]
    placed = place_events(pd.concat(rows, ignore_index=True), "events", part)
    assert placed["level"].tolist() == ["outside", "outside", "amphoe", "province"]
    assert placed["note"].tolist()[-1] == "province_partly_in_area"


@given(
    st.sampled_from([1, 2, 3, 4, 5, 6]),
    st.floats(100, 103),
    st.floats(5, 8),
    st.sampled_from([None, "Chamlong province", "Tak province", ""]),
    st.sampled_from([None, "Su-ngai Kolok district", "x district", ""]),
    st.sampled_from([None, "tambon Sakom", "tambon Foo", "x"]),
)
@settings(max_examples=200, deadline=None)
def test_every_event_is_placed_once_and_coarse_ones_never_by_their_point(
    squares, precision, longitude, latitude, province, amphoe, place
):
    known = {"longitude": longitude, "latitude": latitude, "adm_1": province, "adm_2": amphoe}
    placed = place_events(ged(precision=precision, place=place, **known), "events", squares)
    assert len(placed) == 1
    row = placed.fillna("").iloc[0]
    assert bool(row["tambon"]) == (row["level"] in TAMBON_LEVELS)
    assert row["tambon"][:4] in ("", row["amphoe"])
    assert row["amphoe"][:2] in ("", row["province"])
    if precision >= 3 and row["tambon"]:
        assert (row["level"], place) == ("named", "tambon Sakom")
    if precision >= 4:
        assert not row["amphoe"]


@given(st.integers(0, 20), st.integers(0, 20))
@settings(deadline=None)
def test_a_point_on_a_border_goes_to_the_lowest_code(squares, across, up):
    x, y = 101.0 + across / 100, 6.0 + up / 100
    placed = place_events(ged(longitude=x, latitude=y), "events", squares)["tambon"][0]
    touched = [
        c for c, g in squares.shapes.itertuples(index=False) if g.intersects(shapely.Point(x, y))
    ]
    assert placed == min(touched)


# --- placing incident lists -----------------------------------------------------------------------
def listed(place, latitude=float("nan"), longitude=float("nan")):
    return ged(
        place=place, latitude=latitude, longitude=longitude, basis="list", file="list.csv", row=7
    )


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (listed("990102"), ("exact", "990102", "code")),
        (listed("990103"), ("exact", "990102", "former_code")),
        (listed("9902"), ("amphoe", "9902", "name")),
        (listed("99"), ("province", "99", "name")),
        (listed(""), ("outside", "", "not_in_area")),
        (listed(None, 6.15, 101.15), ("exact", "990202", "point")),
    ],
)
def test_a_list_is_placed_where_it_says(squares, event, expected):
    placed = place_events(event, "list", squares).fillna("").iloc[0]
    finest = placed["tambon"] or placed["amphoe"] or placed["province"]
    assert (placed["level"], finest, placed["note"]) == expected


def test_a_point_in_the_sea_is_an_error_with_its_row(squares):
    with pytest.raises(StudyError) as caught:
        place_events(listed(None, 9.0, 103.0), "list", squares)
    problem = caught.value.problems[0]
    assert (problem.file, problem.row) == ("list.csv", 7)
    assert "event in the sea" in problem.wanted.th


# --- names --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Su-ngai Kolok", "Sungai Kolok"), ("Savo", "Sawo"), ("Jehheh", "Chehe"),
        ("Magrood", "Makrut"), ("Tanyongmas", "Tanyong Mat"), ("Pitumudee", "Pitu Mudi"),
        ("Chalerm", "Chaloem"), ("Kholor Tanyong", "Kholo Tanyong"), ("Lammai", "Lam Mai"),
        ("Juab", "Chuap"), ("Pulohpuyo", "Pulo Puyo"), ("Chang Phuak", "Chang Phueak"),
    ],
)  # fmt: skip
def test_one_tambon_by_ear_and_by_the_book(written, official):
    assert fold_tambon(written) == fold_tambon(official)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sakom", "Sako"), ("Bacho", "Bare Tai"), ("Ban Na", "Bana Nok"), ("Khuan", "Khuha")],
)
def test_other_tambons_stay_apart(one, other):
    assert fold_tambon(one) != fold_tambon(other)


@pytest.mark.parametrize(
    ("ged_name", "official"),
    [
        ("Rangae district", "Ra-Ngae"), ("Sungai Padi district", "Su-Ngai Padi"),
        ("Sungai Kolok district", "Su-Ngai Kolok"), ("Cho Ai Rong district", "Cho-Airong"),
        ("Krong Penang district", "Krong Pinang"), ("Yingo district", "Yi-Ngo"),
        ("Thepah district", "Thepha"), ("Muang Yala district", "Mueang Yala"),
    ],
)  # fmt: skip
def test_spellings_of_amphoe(ged_name, official):
    assert fold_area(ged_name) == fold_area(official)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Isatir village in Tambon Bukit in", ["Bukit"]),
        ("tambon Chabang Tiko,Muang district", ["Chabang Tiko"]),
        ("Nam Dam subdistrict, Thung Yang Daeng district", ["Nam Dam"]),
        ("Sakor tambon", ["Sakor"]),
        ("road\n tambon Tanor Putae\nYala", ["Tanor Putae"]),
        ("Rueso district (Yaba village in)", []),
        ("the victim's home tambon/moo?", []),
    ],
)
def test_names_that_a_description_gives_to_a_tambon(words, names):
    assert named_tambons(words) == names
