"""Bad input: told by file, row, column, found and wanted, in both languages; nothing is written.

Each case overwrites one file of the tiny study (tiny_study.py) and names the problem expected.
"""

import json
import re
import shutil
import struct

import numpy as np
import pyogrio
import pytest
import shapely
from tiny_study import (
    GED,
    PERSONS,
    REGISTER,
    ROSTER,
    SQUARES,
    boundaries,
    list_source,
    population_file,
    square,
    tiny_study,
)

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.panel import build_tables

HTML = "<!DOCTYPE html>\n<html><table><tr><td>code</td></tr></table></html>"


def problems_of(study):
    """Problems of a build, after seeing that it left every file as it was."""
    before = {p: p.read_bytes() for p in study.folder.rglob("*") if p.is_file()}
    with pytest.raises(StudyError) as caught:
        build_tables(study)
    after = {p: p.read_bytes() for p in study.folder.rglob("*") if p.is_file()}
    assert after == before
    for problem in caught.value.problems:
        assert problem.wanted.th
        assert problem.wanted.en
        assert str(study.folder) not in problem.describe().both()
    return caught.value.problems


def only(problems, file, row, column, found, wanted):
    """The one problem expected; `found` and `wanted` are parts of what it says."""
    assert [(p.file, p.row, p.column) for p in problems] == [(file, row, column)]
    assert found in problems[0].found
    assert wanted in problems[0].wanted.en


# --- roster -------------------------------------------------------------------------------------
ROSTER_CASES = {
    "missing column": ("code,name_th,start\n990101,,2020-03\n", 1, "dose", "", "column named dose"),
    "extra column": ("code,name_th,start,dose,who\n990101,,2020-03,,x\n", 1, "who", "who", "only the columns"),
    "misspelt column": ("code,name_th,strat,dose\n990101,,2020-03,\n", 1, "start", "strat", "column named start"),
    "unknown code": ("code,name_th,start,dose\n990109,,2020-03,\n", 2, "code", "990109", "current code of a tambon"),
    "abolished code": ("code,name_th,start,dose\n990103,,2020-03,\n", 2, "code", "990103", "is now 990102"),
    "abolished, two successors": ("code,name_th,start,dose\n990104,,2020-03,\n", 2, "code", "990104", "990101, 990102"),
    "duplicate row": (ROSTER + "๙๙๐๑๐๑,,2020-04,\n", 4, "code", "990101 (also on row 2)", "no other row"),
    "start before the data": ("code,name_th,start,dose\n990101,,2018-12,\n", 2, "start", "2018-12", "2019-01 to 2020-12"),
    "start after the data": ("code,name_th,start,dose\n990101,,ปีงบประมาณ 2565,\n", 2, "start", "2021-10", "2019-01 to 2020-12"),
    "another tambon's name": ("code,name_th,start,dose\n990101,สะกอม,2020-03,\n", 2, "name_th", "สะกอม", "หนึ่ง"),
    "text in a number": ("code,name_th,start,dose\n990101,,2020-03,ล้านหนึ่ง\n", 2, "dose", "ล้านหนึ่ง", "a number"),
    "stray comma": ('code,name_th,start,dose\n990101,,2020-03,"1,00"\n', 2, "dose", "1,00", "a number"),
    "negative": ("code,name_th,start,dose\n990101,,2020-03,-5\n", 2, "dose", "-5", "not negative"),
    "two-digit year": ("code,name_th,start,dose\n990101,,1 มี.ค. 63,\n", 2, "start", "63", "four-digit year"),
    "no such day": ("code,name_th,start,dose\n990101,,31/02/2563,\n", 2, "start", "31/02/2563", "a day that exists"),
    "blank start": ("code,name_th,start,dose\n990101,,,\n", 2, "start", "blank", "a value"),
    "code that lost a digit": ("code,name_th,start,dose\n99010,,2020-03,\n", 2, "code", "99010", "6 digits"),
    "empty file": ("", None, None, "empty", "at least one row"),
    "only white space": (" \n\n", None, None, "empty", "at least one row"),
    "header only": ("code,name_th,start,dose\n", 1, None, "header", "at least one row"),
    "HTML": (HTML, 1, None, "<!DOCTYPE html>", "web page"),
    "Excel": (b"PK\x03\x04 and so on", None, None, "Excel", "CSV UTF-8"),
    "wrong encoding": ("code,name_th,start,dose\n990101,หนึ่ง,2020-03,\n".encode("utf-16"), None, None, "", "UTF-8 or CP874"),
    "Latin letters": ("code,name_th,start,dose\n990101,café,2020-03,\n".encode("latin-1"), None, None, "", "UTF-8 or CP874"),
    "ragged row": ("code,name_th,start,dose\n990101,,2020-03\n", 2, None, "3 fields", "4 fields"),
    "lost quotation mark": ('code,name_th,start,dose\n990101,"a,2020-03,\n', 2, None, "", "quotation marks"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROSTER_CASES)
def test_roster(tmp_path, case):
    body, *expected = ROSTER_CASES[case]
    only(problems_of(tiny_study(tmp_path, roster_dot_csv=body)), "roster.csv", *expected)


def test_every_problem_of_every_file_is_told_at_once(tmp_path):
    roster = "code,name_th,start,dose\n990109,,2018-12,x\n990101,สะกอม,2020-03,-1\n"
    ged = GED.replace(",1,2,\n", ",1,สอง,\n", 1)
    found = problems_of(tiny_study(tmp_path, roster_dot_csv=roster, ged_dot_csv=ged))
    assert {(p.file, p.row, p.column) for p in found} == {
        ("roster.csv", 2, "code"), ("roster.csv", 2, "start"), ("roster.csv", 2, "dose"),
        ("roster.csv", 3, "name_th"), ("roster.csv", 3, "dose"), ("ged.csv", 2, "best"),
    }  # fmt: skip


# --- register -----------------------------------------------------------------------------------
REGISTER_CASES = {
    "same code twice": (REGISTER + REGISTER.splitlines()[1] + "\n", 8, "code", "990101", "no other row"),
    "amphoe of another tambon": (REGISTER.replace("ส้อง,Bara Ho,9901", "ส้อง,Bara Ho,9902"), 3, "amphoe_code", "9902", "9901, as"),
    "unknown successor": (REGISTER.replace(",990102\n", ",990109\n"), 4, "successor", "990109", "current in this file"),
    "name missing": (REGISTER.replace("ส้อง", ""), 3, "name_th", "blank", "a value"),
}  # fmt: skip


@pytest.mark.parametrize("case", REGISTER_CASES)
def test_register(tmp_path, case):
    body, *expected = REGISTER_CASES[case]
    only(problems_of(tiny_study(tmp_path, register_dot_csv=body)), "register.csv", *expected)


# --- GED ----------------------------------------------------------------------------------------
LATER = "2019-02-03 00:00:00.000,2019-02-03 00:00:00.000"
GED_CASES = {
    "missing column": (GED.replace("where_prec", "precision", 1), 1, "where_prec", "precision", "where_prec"),
    "BE year in a CE column": (GED.replace(LATER, "15/03/2563,15/03/2563"), None, None, "15/03/2563", "CE year"),
    "negative count": (GED.replace(",1,2,\n", ",1,-2,\n", 1), 2, "best", "-2", "not negative"),
    "text in a number": (GED.replace(",1,2,\n", ",1,two,\n", 1), 2, "best", "two", "a number"),
    "half a death": (GED.replace(",1,2,\n", ",1,2.5,\n", 1), 2, "best", "2.5", "whole number"),
    "more civilians than dead": (GED.replace(",1,2,\n", ",3,2,\n", 1), 2, "deaths_civilians", "3", "no more than all deaths (2)"),
    "line after a quoted break": (GED.replace(",0,1,\n", ",0,many,\n", 1), 6, "best", "many", "a number"),
    "ends before it begins": (GED.replace(LATER, LATER[:-23] + "2019-02-01 00:00:00.000"), 2, "date_end", "2019-02-01", "not before 2019-02-03"),
    "latitude off the globe": (GED.replace("6.05,101.05", "96.05,101.05", 1), 2, "latitude", "96.05", "from -90 to 90"),
    "precision 0": (GED.replace("1,2019,1,Ban X", "1,2019,0,Ban X"), 2, "where_prec", "0", "one of 1, 2, 3, 4, 5, 6, 7"),
    "date precision 9": (GED.replace(",800,1,", ",800,9,", 1), 2, "date_prec", "9", "one of 1, 2, 3, 4, 5"),
    "same event twice": (GED + GED.splitlines()[1] + "\n", 9, "id", "1 (also on row 2)", "no other row"),
}  # fmt: skip


@pytest.mark.parametrize("case", GED_CASES)
def test_ged(tmp_path, case):
    body, row, column, found, wanted = GED_CASES[case]
    problems = problems_of(tiny_study(tmp_path, ged_dot_csv=body))
    if row is None:
        assert {(p.row, p.column) for p in problems} == {(2, "date_start"), (2, "date_end")}
        assert all(found in p.found and wanted in p.wanted.en for p in problems)
    else:
        only(problems, "ged.csv", row, column, found, wanted)


# --- incident list ------------------------------------------------------------------------------
POINTS = list_source(date="d", latitude="y", longitude="x", killed="k")
CODES = list_source(date_ce="d", tambon="t", killed="k")
NAMES = list_source(date="d", tambon_name="t", amphoe="a", province="p")
LIST_CASES = {
    "event in the sea": (POINTS, "d,y,x,k\n2019-01-01,6.05,101.05,1\n2019-01-01,9.0,103.0,1\n", 3, "latitude", "9.0, 103.0", "in the sea"),
    "BE year in a CE column": (CODES, "d,t,k\n15/03/2563,990101,1\n", 2, "d", "15/03/2563", "CE year"),
    "CE year in a BE column": (CODES.replace("date_ce", "date_be"), "d,t,k\n15/03/2020,990101,1\n", 2, "d", "15/03/2020", "BE year"),
    "negative count": (CODES, "d,t,k\n2019-01-01,990101,-1\n", 2, "k", "-1", "not negative"),
    "unknown code": (CODES, "d,t,k\n2019-01-01,990109,1\n", 2, "t", "990109", "current code of a tambon"),
    "abolished, two successors": (CODES, "d,t,k\n2019-01-01,990104,1\n", 2, "t", "990104", "is now 990101, 990102"),
    "no place": (CODES, "d,t,k\n2019-01-01,,1\n", 2, "t", "blank", "a tambon code"),
    "unknown name": (NAMES, "d,t,a,p\n2019-01-01,สะกอง,โก-ลก,จำลอง\n", 2, "t", "สะกอง", "did you mean"),
    "name in another amphoe": (NAMES, "d,t,a,p\n2019-01-01,หนึ่ง,โก-ลก,จำลอง\n", 2, "t", "หนึ่ง", "as in the register"),
    "identity number as event number": (list_source(date="d", tambon="t", id="k"), "d,t,k\n2019-01-01,990101,0-0000-00000-00-1\n", 2, "k", "*************", "not a person's"),
    "mapped column is missing": (CODES, "d,tambon,k\n2019-01-01,990101,1\n", 1, "t", "", "column named t"),
    "HTML": (CODES, HTML, 1, None, "<!DOCTYPE html>", "web page"),
}  # fmt: skip


@pytest.mark.parametrize("case", LIST_CASES)
def test_incident_list(tmp_path, case):
    source, body, *expected = LIST_CASES[case]
    only(problems_of(tiny_study(tmp_path, source, list_dot_csv=body)), "list.csv", *expected)


@pytest.mark.parametrize(
    ("columns", "found", "wanted"),
    [
        ({"date": "d", "tambon": "t", "kiled": "k"}, "kiled", "killed"),
        ({"tambon": "t"}, "tambon", "date | date_be | date_ce"),
        ({"date": "d", "latitude": "y"}, "date, latitude", "latitude + longitude"),
    ],
)
def test_a_mapping_that_cannot_work(tmp_path, columns, found, wanted):
    study = tiny_study(
        tmp_path, list_source(**columns), list_dot_csv="d,t,k\n2019-01-01,990101,1\n"
    )
    (problem,) = problems_of(study)
    assert problem.file == "study.toml"
    assert found in problem.found
    assert wanted in problem.wanted.en


def test_a_workbook_that_is_none(tmp_path):
    source = list_source("list.xlsx", date="d", tambon="t")
    problems = problems_of(tiny_study(tmp_path, source, list_dot_xlsx=HTML))
    only(problems, "list.xlsx", None, None, ".xlsx", "Excel workbook")


# --- population ---------------------------------------------------------------------------------
YEAR_62 = population_file("6212", PERSONS)
POPULATION_CASES = {
    "text in a number": (YEAR_62.replace("|2,400|2,400|", "|มาก|2,400|"), 4, "female", "มาก", "a number"),
    "negative": (YEAR_62.replace("|0|2,400|2,400|", "|-1|2,401|2,400|"), 4, "male", "-1", "not negative"),
    "sexes do not add up": (YEAR_62.replace("|0|2,400|2,400|", "|7|2,400|2,400|"), 4, "total", "2,400", "(2407)"),
    "a field too few": (YEAR_62.replace("|990102|", "|"), 4, None, "12 fields", "13 fields"),
    "not December": (YEAR_62.replace("6212|99|จำลอง|9901|ที่|990102", "6206|99|จำลอง|9901|ที่|990102"), 4, "YYMM", "6206", "December"),
    "unknown tambon": (YEAR_62.replace("990102", "990109"), 4, "ccaatt", "990109", "current code of a tambon"),
    "HTML": (HTML, 1, None, "<!DOCTYPE html>", "web page"),
    "empty file": ("", None, None, "empty", "at least one row"),
}  # fmt: skip


@pytest.mark.parametrize("case", POPULATION_CASES)
def test_population(tmp_path, case):
    body, *expected = POPULATION_CASES[case]
    study = tiny_study(tmp_path, population__stat_a62_dot_txt=body)
    only(problems_of(study), "population/stat_a62.txt", *expected)


def test_a_year_with_no_population_names_the_file_that_is_missing(tmp_path):
    study = tiny_study(tmp_path)
    (study.raw() / "population" / "stat_a62.txt").unlink()
    only(
        problems_of(study),
        "population/stat_a*.txt",
        None,
        "YYMM",
        "-",
        "31 December BE 2562; the file of that year is needed (such as stat_a62.txt)",
    )


def test_one_year_in_two_files(tmp_path):
    study = tiny_study(tmp_path, population__stat_a62b_dot_txt=YEAR_62)
    only(problems_of(study), "population/stat_a62b.txt", 1, "YYMM", "2562", "one file only")


# --- boundaries ---------------------------------------------------------------------------------
NO_CODE = json.loads(boundaries())
del NO_CODE["features"][1]["properties"]["ADM3_PCODE"]
METRES = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32647"}}}
BOUNDARY_CASES = {
    "cut off": (boundaries()[:-40], None, None, "", "whole shapefile or GeoJSON"),
    "empty file": ("", None, None, "empty", "whole shapefile or GeoJSON"),
    "HTML": (HTML, None, None, "", "whole shapefile or GeoJSON"),
    "other coordinates": (boundaries(**METRES), None, None, "32647", "WGS84"),
    "a tambon without code": (json.dumps(NO_CODE), 2, "ADM3_PCODE", "", "TH and 6 digits"),
    "unknown tambon": (boundaries([*SQUARES, square(102, 6, "990109")]), 5, "ADM3_PCODE", "990109", "current code"),
    "a tambon without polygon": (boundaries(SQUARES[:3]), None, None, "990202", "boundary of the tambon น้ำดำ"),
}  # fmt: skip


@pytest.mark.parametrize("case", BOUNDARY_CASES)
def test_boundaries(tmp_path, case):
    body, *expected = BOUNDARY_CASES[case]
    study = tiny_study(tmp_path, boundaries_dot_geojson=body)
    only(problems_of(study), "boundaries.geojson", *expected)


@pytest.fixture(scope="module")
def shapefile(tmp_path_factory):
    """A whole shapefile of the four squares."""
    folder = tmp_path_factory.mktemp("shape")
    shapes = [shapely.geometry.shape(s["geometry"]) for s in SQUARES]
    fields = list(SQUARES[0]["properties"])
    pyogrio.raw.write(
        folder / "b.shp",
        np.array([shapely.to_wkb(s) for s in shapes], dtype=object),
        [np.array([s["properties"][f] for s in SQUARES], dtype=object) for f in fields],
        fields,
        geometry_type="Polygon",
        crs="EPSG:4326",
        encoding="UTF-8",
    )
    return folder


def with_shapefile(folder, shapefile):
    study = tiny_study(folder)
    (study.raw() / "boundaries.geojson").unlink()
    for part in shapefile.iterdir():
        shutil.copy(part, study.raw() / part.name)
    written = folder / "study.toml"
    written.write_text(written.read_text("utf-8").replace("boundaries.geojson", "b.shp"), "utf-8")
    from santitham_eval.study import load_study

    return load_study(written)


def test_a_shapefile_gives_what_geojson_gives(tmp_path, shapefile):
    tables = build_tables(with_shapefile(tmp_path / "shp", shapefile))
    other = build_tables(tiny_study(tmp_path / "json"))
    for name in tables:
        assert tables[name].equals(other[name]), name


def emptied(path):
    path.write_bytes(b"")


def halved(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def misnumbered(path):
    path.write_bytes(struct.pack(">i", 1) + path.read_bytes()[4:])


SHAPE_CASES = {
    "0-byte shp": ("b.shp", emptied, "empty", "whole shapefile"),
    "cut shp": ("b.shp", halved, "B", "whole shapefile"),
    "another kind of file": ("b.shp", misnumbered, "B", "whole shapefile"),
    "cut dbf": ("b.dbf", halved, "b.dbf", "whole shapefile"),
    "0-byte dbf": ("b.dbf", emptied, "empty", "companion file b.dbf"),
    "no dbf": ("b.dbf", lambda p: p.unlink(), "-", "companion file b.dbf"),
    "no shx": ("b.shx", lambda p: p.unlink(), "-", "companion file b.shx"),
    "no prj": ("b.prj", lambda p: p.unlink(), "-", "companion file b.prj"),
}


@pytest.mark.parametrize("case", SHAPE_CASES)
def test_shapefile(tmp_path, shapefile, case):
    part, harm, *expected = SHAPE_CASES[case]
    study = with_shapefile(tmp_path, shapefile)
    harm(study.raw() / part)
    only(problems_of(study), "b.shp", None, None, *expected)


# --- the study file's sources ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "found", "wanted"),
    [
        ('indicator = "SAF1"', 'indicator = "SAF9"', "SAF9", "did you mean “SAF"),
        ('file = "ged.csv"', 'file = "ged.csv"\nindicators = ["SAF1", "SAF2", "SAF5"]', "SAF4", "feeds SAF4"),
        ('file = "ged.csv"', 'file = "ged.csv"\nindicators = ["SAF1", "SAF2", "SAF4", "SAF5", "SOF1"]', "SOF1", "did you mean"),
        ("[sources.events]", '[sources.more]\nformat = "ucdp-ged"\nfile = "x.csv"\nindicators = ["SAF2"]\n[sources.events]', "events", "more feeds SAF2 already"),
        ("[sources.events]", '[sources.more]\nformat = "roster"\nfile = "x.csv"\n[sources.events]', "2", "one source of the format roster"),
        ('[sources.roster]\nformat = "roster"\nfile = "roster.csv"\n', "", "", "source of the format roster"),
        ('codes = ["99"]', 'codes = ["98"]', "98", "begins with the study area"),
        ('file = "ged.csv"', 'file = "gone.csv"', "-", "folder data/raw"),
    ],
)  # fmt: skip
def test_sources_of_the_study_file(tmp_path, old, new, found, wanted):
    from santitham_eval.study import load_study

    tiny_study(tmp_path)
    path = tmp_path / "study.toml"
    written = path.read_text("utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), "utf-8")
    (problem,) = problems_of(load_study(path))
    assert found in problem.found
    assert wanted in problem.wanted.en


@pytest.mark.parametrize("number", ["1959900123456", "1-9599-00123-45-6", "๑๙๕๙๙๐๐๑๒๓๔๕๖"])
def test_a_message_passes_no_identity_number_on(tmp_path, number):
    """A column of them, mapped by mistake for the tambon's codes."""
    source = list_source(date="d", tambon="id", killed="k")
    with pytest.raises(StudyError) as error:
        build_tables(tiny_study(tmp_path, source, list_dot_csv=f"d,id,k\n2019-02-03,{number},1\n"))
    told = str(error.value)
    assert "13 digits" in told and "row 2" in told
    assert number not in told and "5990012345" not in told.replace("-", "")


@pytest.mark.parametrize("before", [0, 100, 116, 117, 130, 390, 399])
def test_of_a_long_cell_no_part_of_a_persons_number_is_told(before):
    cell = "a " * (before // 2) + "a" * (before % 2) + "1 2345 67890 12 3 " * 3 + "b" * 10_000_000
    told = Problem("x.csv", cell, text.WANT_SIX_DIGITS).describe()
    assert not re.search(r"[1-9]\d* ?\d{4}", told.en + told.th)
