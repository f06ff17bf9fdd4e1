"""Tiny files in, frames out: the readers of register, roster, population and boundaries."""

import pandas as pd
import pytest
from tiny_study import (
    PERSONS,
    REGISTER,
    ROSTER,
    SQUARES,
    boundaries,
    population_file,
    square,
    tiny_study,
)

from santitham_eval import sources
from santitham_eval.errors import StudyError
from santitham_eval.sources.gazetteer import gazetteer
from santitham_eval.sources.tambon_register import codebook
from santitham_eval.study import Source
from santitham_eval.text import Text


def read(study, name):
    return sources.read(study, study.sources[name]).frame


# --- register -----------------------------------------------------------------------------------
def test_register_holds_current_tambons_and_successors(tmp_path):
    book = codebook(tiny_study(tmp_path))
    assert book.register["tambon"].tolist() == ["990101", "990102", "990201", "990202"]
    assert list(book.register) == [
        "tambon", "name_th", "name_en", "amphoe", "amphoe_th", "amphoe_en",
        "province", "province_th", "province_en",
    ]  # fmt: skip
    assert book.successors == {"990103": ("990102",), "990104": ("990101", "990102")}
    assert book.current("990103") == "990102"
    assert book.current("990104") is None  # two successors: nobody can tell


def test_row_order_of_the_register_does_not_matter(tmp_path):
    lines = REGISTER.splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])]) + "\n"
    one = codebook(tiny_study(tmp_path / "one"))
    other = codebook(tiny_study(tmp_path / "other", register_dot_csv=turned))
    pd.testing.assert_frame_equal(one.register, other.register)


@pytest.mark.parametrize(
    ("tambon", "amphoe", "province", "code"),
    [
        ("ต.สะกอม", "อ.โก-ลก", "จ.จำลอง", "990201"),
        ("สะกอม", "โกลก", "จําลอง", "990201"),
        ("น้ําดํา", "โกลก", "จำลอง", "990202"),
        ("หนึ่ง", "เมือง", "จำลอง", "990101"),
        ("", "อำเภอโก-ลก", "จำลอง", "9902"),
        ("", "", "จำลอง", "99"),
        ("หนึ่ง", "เมือง", "กรุงเทพมหานคร", ""),
    ],
)
def test_thai_names_find_their_code(tmp_path, tambon, amphoe, province, code):
    assert gazetteer(codebook(tiny_study(tmp_path))).find(tambon, amphoe, province) == code


@pytest.mark.parametrize(
    ("tambon", "amphoe", "near"),
    [("สะกอง", "โก-ลก", "สะกอม"), ("สะกอม", "โก-ลล", "โกลก"), ("หนึ่ง", "โก-ลก", "")],
)
def test_a_wrong_thai_name_is_told_with_the_nearest(tmp_path, tambon, amphoe, near):
    found = gazetteer(codebook(tiny_study(tmp_path))).find(tambon, amphoe, "จำลอง")
    assert isinstance(found, Text)
    assert near in found.th


# --- roster -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2020-03", "2020-03"),
        ("2563-03-15", "2020-03"),
        ("15/03/2563", "2020-03"),
        ("๑๕ มีนาคม ๒๕๖๓", "2020-03"),
        ("มี.ค. 2563", "2020-03"),
        ("ปีงบประมาณ 2563", "2019-10"),
        ("FY2563", "2019-10"),
    ],
)
def test_roster_reads_every_way_to_write_a_start(tmp_path, written, start):
    roster = f"code,name_th,start,dose\n๙๙๐๑๐๑,อบต.หนึ่ง,{written},๓๐๐,๐๐๐\n".replace(
        "๓๐๐,๐๐๐", '"๓๐๐,๐๐๐"'
    )
    frame = read(tiny_study(tmp_path, roster_dot_csv=roster), "roster")
    assert frame[["tambon", "dose", "row"]].values.tolist() == [["990101", 300_000.0, 2]]
    assert frame["start"].tolist() == [pd.Period(start, "M")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_roster_is_the_same_in_every_encoding_and_delimiter(tmp_path, encoding, delimiter):
    body = ROSTER.replace('"1,000,000"', "1000000").replace(",", delimiter).encode(encoding)
    frame = read(tiny_study(tmp_path, roster_dot_csv=body), "roster")
    assert frame["tambon"].tolist() == ["990101", "990202"]
    assert frame["start"].astype(str).tolist() == ["2019-10", "2020-03"]
    assert frame["dose"].fillna(-1).tolist() == [1_000_000, -1]


# --- population ---------------------------------------------------------------------------------
def test_population_is_summed_over_registration_offices(tmp_path):
    frame = read(tiny_study(tmp_path), "population")
    first = frame[frame["tambon"] == "990101"]
    assert first[["year", "population", "offices"]].values.tolist() == [
        [2018, 1200, 2],
        [2019, 1320, 2],
        [2020, 1200, 2],
    ]


def test_a_blank_population_is_missing_and_not_zero(tmp_path):
    body = population_file("6212", {"990101": 3, "990102": 5}).replace("|0|5|5|9|", "||||9|")
    study = tiny_study(tmp_path, population__stat_a62_dot_txt=body)
    reading = sources.read(study, study.sources["population"])
    row = reading.frame.query("tambon == '990102' and year == 2019")
    assert row["population"].isna().all()
    assert ("blank", "990102") in {(n.item, n.area) for n in reading.notes}


def test_a_province_row_that_does_not_agree_is_told(tmp_path):
    body = population_file("6212", {"990101": 3, "990102": 5}).replace("|0|8|8|9|", "|0|10|10|9|")
    study = tiny_study(tmp_path, population__stat_a62_dot_txt=body)
    notes = sources.read(study, study.sources["population"]).notes
    assert [(n.area, n.count) for n in notes if n.item == "province_difference"] == [("99", -2.0)]


SPOILT_POPULATION = {
    "a row copied": (lambda w: w + w.splitlines()[-1], (7, "ccaatt", "990202 9902 (ซ้ำกับบรรทัด 6)")),
    "a province as a decimal": (lambda w: w.replace("|99|", "|99.0|", 1), (1, "cc", "99.0")),
    "a code as a decimal": (
        lambda w: w.replace("|990202|", "|990202.0|"), (6, "ccaatt", "990202.0")
    ),
    "a code that lost a digit": (
        lambda w: w.replace("|990202|", "|99022|"), (6, "ccaatt", "99022")
    ),
    "a code of another province": (
        lambda w: w.replace("|990202|", "|900202|"), (6, "ccaatt", "900202")
    ),
    "rows of the province only": (lambda w: w.splitlines()[0], (None, "ccaatt", "")),
    "rows of villages only": (lambda w: w.replace("|ตำบล|0|", "|ตำบล|01|"), (None, "ccaatt", "")),
}  # fmt: skip


@pytest.mark.parametrize("way", SPOILT_POPULATION)
def test_rows_of_population_are_neither_lost_nor_counted_twice(tmp_path, way):
    change, (row, column, found) = SPOILT_POPULATION[way]
    body = change(population_file("6212", PERSONS))
    study = tiny_study(tmp_path, population__stat_a62_dot_txt=body)
    with pytest.raises(StudyError) as caught:
        read(study, "population")
    (problem,) = caught.value.problems
    assert (problem.row, problem.column) == (row, column)
    assert problem.found.startswith(found)


def test_a_blank_field_of_a_level_means_that_there_is_none(tmp_path):
    blank = population_file("6212", PERSONS).replace("|ตำบล|0| |", "|ตำบล|| |")
    one = read(tiny_study(tmp_path / "a", population__stat_a62_dot_txt=blank), "population")
    body = population_file("6212", PERSONS)
    other = read(tiny_study(tmp_path / "b", population__stat_a62_dot_txt=body), "population")
    pd.testing.assert_frame_equal(one, other)


# --- boundaries ---------------------------------------------------------------------------------
def test_boundaries_read_from_geojson(tmp_path):
    frame = read(tiny_study(tmp_path), "boundaries")
    assert frame["tambon"].tolist() == ["990101", "990102", "990201", "990202"]
    assert [round(g.area, 6) for g in frame["geometry"]] == [0.01] * 4


def test_a_shape_that_crosses_itself_is_mended_and_told(tmp_path):
    bow = square(101.0, 6.0, "990101")
    ring = bow["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    study = tiny_study(tmp_path, boundaries_dot_geojson=boundaries([bow, *SQUARES[1:]]))
    reading = sources.read(study, study.sources["boundaries"])
    assert [n.count for n in reading.notes if n.item == "repaired"] == [1.0]


# --- which files --------------------------------------------------------------------------------
def test_a_glob_without_files_names_the_folder(tmp_path):
    study = tiny_study(tmp_path)
    with pytest.raises(StudyError) as caught:
        sources.files(study, Source("roster", "nothing*.csv"))
    assert "data/raw" in str(caught.value)
    assert caught.value.problems[0].file == "nothing*.csv"


def test_a_link_out_of_the_raw_folder_is_refused(tmp_path):
    study = tiny_study(tmp_path)
    secret = tmp_path / "secret.csv"
    secret.write_text(ROSTER, "utf-8")
    (study.raw() / "link.csv").symlink_to(secret)
    with pytest.raises(StudyError):
        sources.files(study, Source("roster", "link.csv"))


def test_every_declared_format_has_its_reader():
    from santitham_eval.study import FORMATS

    for name in FORMATS:
        assert sources.reader(name).__module__.endswith(name.split("-", 1)[-1].replace("-", "_"))
