"""Tiny files in, frames out: ACLED, population by age, night lights, and the quick way for CSV."""

from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st
from rasterio.transform import from_origin
from tiny_study import tiny_study

from santitham_eval import sources
from santitham_eval.errors import Problems, StudyError
from santitham_eval.geography import land_of, place_events
from santitham_eval.sources import plain_csv as plain_csv_way
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.reading import plain_csv, read_csv
from santitham_eval.sources.tambon_register import codebook
from santitham_eval.study import Source

# --- ACLED --------------------------------------------------------------------------------------
NEW = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,iso,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,notes,fatalities\n"
)
OLD = (
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,"
    "sub_event_type,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,notes,"
    "fatalities,iso3\n"
)


def new(
    number, where, precision, date="05 March 2019", kind="Battles,Armed clash", dead=1, iso=764
):
    """A row since March 2023; `where` is admin1, admin2, admin3."""
    return (
        f"THA{number},{date},2019,1,Political violence,{kind},{iso},Thailand,{where},Town,6.05,"
        f'101.05,{precision},"A line\nand another.",{dead}\n'
    )


ROWS = {
    "exact: its polygon": (new(1, "Chamlong,Su-ngai Kolok,Sakom", 1), "exact", "990101"),
    "part, admin3 named": (new(2, "Chamlong,Mueang Chamlong,Bara Ho", 2), "named", "990102"),
    "part, spelt otherwise": (new(3, "Chamlong,Muang Chamlong,Baraho", 2), "named", "990102"),
    "part, no admin3": (new(4, "Chamlong,Mueang Chamlong,", 2), "amphoe", "9901"),
    "part, unknown admin3": (new(5, "Chamlong,Mueang Chamlong,Nowhere", 2), "amphoe", "9901"),
    "region": (new(6, "Chamlong,Mueang Chamlong,Bara Ho", 3), "province", "99"),
    "another province": (new(7, "Elsewhere,Mueang Chamlong,Bara Ho", 3), "outside", None),
}  # fmt: skip


def acled(folder, body):
    study = tiny_study(folder, 'format = "acled"\nfile = "acled.csv"', acled_dot_csv=body)
    return study, sources.read(study, study.sources["events"])


@pytest.mark.parametrize("case", ROWS)
def test_an_acled_event_is_placed_by_its_precision(tmp_path, case):
    row, level, code = ROWS[case]
    study, reading = acled(tmp_path, NEW + row)
    shapes = sources.read(study, study.sources["boundaries"]).frame
    placed = place_events(reading.frame, "acled", land_of(shapes, codebook(study))).loc[0]
    finest = next((placed[k] for k in ("tambon", "amphoe", "province") if placed[k]), None)
    assert (placed["level"], finest) == (level, code)


def test_acled_keeps_dates_deaths_and_true_lines(tmp_path):
    rows = new(1, "Chamlong,,", 3) + new(2, "Chamlong,,", 3, date="2019-12-31", dead=0)
    reading = acled(tmp_path, NEW + rows)[1]
    shown = reading.frame[["event_id", "period", "deaths", "precision", "row"]].astype(str)
    assert shown.values.tolist() == [
        ["THA1", "2019-03", "1", "3", "2"],
        ["THA2", "2019-12", "0", "3", "4"],  # after the quoted line break
    ]
    assert reading.frame[["civilian_deaths", "injured"]].isna().all(axis=None)
    assert (reading.measures, reading.years) == (("events", "deaths"), (2019, 2019))


def test_the_layout_of_before_march_2023_gives_the_same(tmp_path):
    old = (
        OLD + "9,764,THA1,1,05 March 2019,2019,1,Battles,Armed clash,Thailand,Chamlong,"
        "Mueang Chamlong,Bara Ho,Town,6.05,101.05,2,x,1,THA\n"
    )
    one = acled(tmp_path / "old", old)[1].frame
    other = acled(tmp_path / "new", NEW + new(1, "Chamlong,Mueang Chamlong,Bara Ho", 2))[1].frame
    pd.testing.assert_frame_equal(one, other)


def test_peaceful_events_are_left_out_and_counted(tmp_path):
    kinds = (
        "Protests,Peaceful protest", "Protests,Excessive force against protesters",
        "Strategic developments,Arrests", "Riots,Mob violence",
    )  # fmt: skip
    body = NEW + "".join(new(n, "Chamlong,,", 3, kind=kind) for n, kind in enumerate(kinds))
    reading = acled(tmp_path, body + new(9, "Far,,", 1, iso=104))[1]
    assert reading.frame["event_id"].tolist() == ["THA1", "THA3"]
    notes = {(n.topic, n.item): n.count for n in reading.notes}
    assert notes["left_out", "not_violent"] == 2
    assert notes["note", "other_country"] == 1


ACLED_PROBLEMS = {
    "precision": (new(1, "Chamlong,,", 4), "geo_precision", "4", "1, 2, 3"),
    "precision blank": (new(1, "Chamlong,,", ""), "geo_precision", "blank", "a value"),
    "BE year": (new(1, "Chamlong,,", 1, date="05 March 2562"), "event_date", "2562", "CE year"),
    "deaths in words": (new(1, "Chamlong,,", 1, dead="one"), "fatalities", "one", "a number"),
}  # fmt: skip


@pytest.mark.parametrize("case", ACLED_PROBLEMS)
def test_bad_acled(tmp_path, case):
    row, column, found, wanted = ACLED_PROBLEMS[case]
    with pytest.raises(StudyError) as caught:
        acled(tmp_path, NEW + row)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column) == ("acled.csv", 2, column)
    assert found in problem.found
    assert wanted in problem.wanted.en


# --- population by age --------------------------------------------------------------------------
AGES = range(102)
LIVED = (0, 4, 5, 84, 85, 101)  # ages of the figures in a row; of the others there is nobody
HEADER = "|".join(
    ["YYMM|CC|CC_DESC|RCODE|RCODE_DESC|CCAATT|CCAATT_DESC|CCAATTMM|CCAATTMM_DESC"]
    + [f"{sex}{age}" for age in AGES for sex in ("MALE", "FEMALE")]
    + [f"{sex}_{kind}" for kind in ("XHOUSE", "OTHER_NAT", "MOVE") for sex in ("MALE", "FEMALE")]
)


def age_row(
    code="990101", office="9901", village="0", figures="1|2|3|4|5|6|7|8|9|10|11|12|1|0|20|0|0|3"
):
    cells = figures.split("|")
    if len(cells) == 2 * len(LIVED) + 6:
        pairs = dict(zip(LIVED, zip(cells[::2], cells[1::2], strict=True), strict=False))
        cells = [c for age in AGES for c in pairs.get(age, "00")] + cells[2 * len(LIVED) :]
    return f"6212|99|จำลอง|{office}|ที่|{code}|ตำบล|{village}| |{'|'.join(cells)}|\n"


def by_age(folder, *rows, header=HEADER, encoding="utf-8"):
    body = (header + "|\n" + "".join(rows)).encode(encoding)
    study = tiny_study(folder, **{"age.txt": body})
    return sources.read(study, Source("dopa-age", "age.txt"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_ages_are_grouped_by_five_years(tmp_path, encoding):
    frame = by_age(tmp_path, age_row(), encoding=encoding).frame
    assert set(frame["tambon"]) == {"990101"}
    assert set(frame["period"]) == {pd.Period("2019", "Y-DEC")}
    amounts = frame.set_index("measure")["amount"]
    assert amounts[amounts > 0].to_dict() == {
        "persons_0_4": 10.0, "persons_5_9": 11.0, "persons_80_84": 15.0, "persons_85_plus": 42.0,
        "central_register": 1.0, "non_thai": 20.0, "registered_total": 102.0,
    }  # fmt: skip


def test_offices_are_summed_and_rows_of_other_levels_are_not(tmp_path):
    rows = [
        age_row(code="0", office="0"), age_row(code="0"), age_row(village="99010101"),
        age_row(), age_row(office="9999"),
    ]  # fmt: skip
    amounts = by_age(tmp_path, *rows).frame.set_index("measure")["amount"]
    assert amounts["registered_total"] == 204.0


def test_a_blank_age_leaves_its_group_and_the_total_unknown(tmp_path):
    figures = "|2|3|4|5|6|7|8|9|10|11|12|1|0|20|0|0|3"
    amounts = by_age(tmp_path, age_row(figures=figures)).frame.set_index("measure")["amount"]
    assert amounts[["persons_0_4", "registered_total"]].isna().all()
    assert amounts["persons_5_9"] == 11.0


AGE_PROBLEMS = {
    "a field too few": ([age_row(figures="1|2")], HEADER, 2, "11 fields"),
    "text": ([age_row().replace("|12|", "|สิบ|")], HEADER, 2, "สิบ"),
    "June": ([age_row().replace("6212", "6206")], HEADER, 2, "6206"),
    "the same office twice": ([age_row(), age_row()], HEADER, 3, "990101"),
    "unknown tambon": ([age_row(code="990109")], HEADER, 2, "990109"),
    "no central register": ([age_row()], HEADER.replace("E_XHOUSE", "E_HOUSE"), 1, "YYMM"),
    "heading only": ([], HEADER, 1, "header"),
    "an age of one sex missing": ([age_row()], HEADER.replace("|MALE7|", "|MALES|"), 1, "YYMM"),
    "an age twice": ([age_row()], HEADER.replace("|MALE7|", "|MALE8|"), 1, "YYMM"),
    "ages to 101 but not 100": ([age_row()], HEADER.replace("E100", "E_OVER"), 1, "YYMM"),
    "one sex of those moving": ([age_row()], HEADER.replace("FEMALE_MOVE", "X"), 1, "YYMM"),
    "code of five digits": ([age_row(), age_row(code="99010")], HEADER, 3, "99010"),
    "villages only": ([age_row(village="99010101")], HEADER, None, "empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", AGE_PROBLEMS)
def test_bad_ages(tmp_path, case):
    rows, header, row, found = AGE_PROBLEMS[case]
    with pytest.raises(StudyError) as caught:
        by_age(tmp_path, *rows, header=header)
    assert {(p.file, p.row) for p in caught.value.problems} == {("age.txt", row)}
    assert all(found in p.found for p in caught.value.problems)


# --- night lights -------------------------------------------------------------------------------
# The four squares of the tiny study under pixels of 0.1 degree, moved east by half a pixel:
#
#   | a | b | c |    990201 lies half in a, half in b; 990202 half in b, half in c
#   | d | e | f |    990101 half in d, half in e; 990102 half in e, half in f
NAME = "VNL_v21_npp_2019_global_vcmslcfg_c202205302300.average_masked.dat.tif"


def image(path, values, west=100.95, north=6.2, size=0.1, crs="EPSG:4326", nodata=-99.0):
    values = np.array(values, dtype="float32")
    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(
        path, "w", driver="GTiff", width=values.shape[1], height=values.shape[0], count=1,
        dtype="float32", crs=crs, transform=from_origin(west, north, size, size), nodata=nodata,
    ) as file:  # fmt: skip
        file.write(values, 1)


def lights(folder, *images):
    study = tiny_study(folder)
    for name, values, more in images:
        image(study.raw() / "lights" / name, values, **more)
    return sources.read(study, Source("night-lights", "lights/*"))


PLAIN = [[1, 2, 3], [4, 5, 6]]


def amounts(reading):
    return reading.frame.pivot_table(
        "amount", "tambon", "measure", dropna=False, observed=False
    ).round(9)


def test_a_pixel_counts_by_the_share_of_its_area(tmp_path):
    reading = lights(tmp_path, (NAME, PLAIN, {}))
    assert set(reading.frame["period"]) == {pd.Period("2019", "Y-DEC")}
    table = amounts(reading)
    assert table["lit_pixels"].tolist() == [1.0] * 4
    assert table["radiance"].to_dict() == {
        "990101": 4.5, "990102": 5.5, "990201": 1.5, "990202": 2.5,
    }  # fmt: skip
    assert not [n for n in reading.notes if n.topic == "left_out"]


def test_a_larger_image_gives_the_same(tmp_path):
    wide = np.full((40, 60), 77.0)
    wide[20:22, 30:33] = PLAIN
    more = {"west": 100.95 - 3.0, "north": 6.2 + 2.0}
    one, other = (
        lights(tmp_path / "a", (NAME, PLAIN, {})),
        lights(tmp_path / "b", (NAME, wide, more)),
    )
    pd.testing.assert_frame_equal(amounts(one), amounts(other))


def test_a_pixel_without_value_is_unknown_and_not_dark(tmp_path):
    reading = lights(tmp_path, (NAME, [[-99, np.nan, 3], [0, 5, 6]], {}))
    table = amounts(reading)
    assert table.loc["990201"].isna().all()  # both its pixels
    assert table.loc["990202"].tolist() == [0.5, 1.5]  # half its land; mean 3
    assert table.loc["990101"].tolist() == [1.0, 2.5]  # a dark pixel is dark
    left = {n.item: round(n.count, 6) for n in reading.notes if n.topic == "left_out"}
    assert left["pixels/2562"] == 1.5


def test_two_years_stand_beside_each_other(tmp_path):
    later = NAME.replace("2019", "2020")
    frame = lights(tmp_path, (NAME, PLAIN, {}), (later, PLAIN, {})).frame
    assert sorted(map(str, set(frame["period"]))) == ["2019", "2020"]


LIGHT_PROBLEMS = {
    "metres": ([(NAME, PLAIN, {"crs": "EPSG:32647"})], "32647", "WGS84"),
    "no coordinates": ([(NAME, PLAIN, {"crs": None})], "-", "WGS84"),
    "no year": ([("lights.tif", PLAIN, {})], "lights.tif", "CE year"),
    "several years": ([("VNL_2012_2013.tif", PLAIN, {})], "2012, 2013", "CE year"),
    "elsewhere": ([(NAME, PLAIN, {"west": 10.0})], "10", "covers the study area"),
    "a year twice": ([(NAME, PLAIN, {}), ("b_2019.tif", PLAIN, {})], "2019", "one file only"),
}  # fmt: skip


@pytest.mark.parametrize("case", LIGHT_PROBLEMS)
def test_bad_lights(tmp_path, case):
    images, found, wanted = LIGHT_PROBLEMS[case]
    with pytest.raises(StudyError) as caught:
        lights(tmp_path, *images)
    (problem,) = caught.value.problems
    assert found in problem.found
    assert wanted in problem.wanted.en


@pytest.mark.parametrize(
    ("body", "wanted"), [(b"\x1f\x8b" + b"\0" * 2000, "unpacked"), (b"<html>" * 400, "GeoTIFF"),
                         (b"", "row of data"), (b"II*\0" + b"\0" * 3000, "GeoTIFF")],
)  # fmt: skip
def test_what_is_no_image_is_refused_without_paths(tmp_path, body, wanted):
    study = tiny_study(tmp_path, **{"vnl_2019.tif": body})
    with pytest.raises(StudyError) as caught:
        sources.read(study, Source("night-lights", "vnl_2019.tif"))
    (problem,) = caught.value.problems
    assert wanted in problem.wanted.en
    assert str(tmp_path) not in problem.found


# --- the quick way and the careful way ----------------------------------------------------------
CELLS = st.text(st.sampled_from('a,"\n\r กำ\t;|é'), max_size=4)


def cells(path):
    """Lines and cells of columns a and b as the quick way gives them; None where it does not."""
    plain = plain_csv(path, ("a", "b"))
    return plain and (plain[0].tolist(), *(
        plain[1][c].distinct[plain[1][c].codes].tolist() for c in ("a", "b")
    ))  # fmt: skip


SIZES = st.sampled_from([1, 7, 64, 2**21])
"""Bytes that the quick way looks at together: records begin and end in any of them."""


def careful(path):
    table = read_csv(path, "f", ("a", "b"), extra=True)
    return table.index.tolist(), table["a"].tolist(), table["b"].tolist()


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6),
       end=st.sampled_from(["\n", "\r\n"]), bom=st.booleans(), last=st.booleans(),
       size=SIZES)  # fmt: skip
def test_where_the_quick_way_goes_it_ends_where_the_careful_one_does(
    tmp_path_factory, rows, end, bom, last, size
):
    quoted = [['"' + c.replace('"', '""') + '"' for c in row] for row in rows]
    body = "".join(",".join(row) + end for row in [("a", "x", "b"), *quoted])
    path = tmp_path_factory.mktemp("csv") / "f.csv"
    body = body if last else body.removesuffix(end)
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + body.encode())
    with patch.object(plain_csv_way, "_PIECE", size):
        quick = cells(path)
    blank = any(not a.strip() and not b.strip() for a, _, b in rows)
    assert quick == careful(path) if not blank else quick is None


@given(body=st.text(st.sampled_from('a,"\n\r 1'), max_size=30), size=SIZES)
def test_of_a_file_that_is_not_plain_the_quick_way_says_so(tmp_path_factory, body, size):
    path = tmp_path_factory.mktemp("csv") / "f.csv"
    path.write_bytes(b"a,b\n" + body.encode())
    with patch.object(plain_csv_way, "_PIECE", size):
        quick = cells(path)
    if quick is not None:
        assert quick == careful(path)


@pytest.mark.parametrize(
    "body",
    ["a,b\n1,2\n3\n", "a,b\n1,2,3\n", 'a,b\n"1,2\n', 'a,b\n1"x,2\n', "a,a,b\n1,2,3\n", "b\n1\n",
     "a,b\n", "", "\na,b\n1,2\n", "a,b\n,\n"],
)  # fmt: skip
def test_odd_files_are_for_the_careful_way(tmp_path, body):
    path = tmp_path / "f.csv"
    path.write_text(body, "utf-8")
    assert cells(path) is None


def test_problems_of_a_plain_file_name_the_line(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text('a,b\n"1\n",x\n2,y\n-3,z\nmany,\n', "utf-8")
    assert plain_csv(path, ("a", "b")) is not None
    problems = Problems("f.csv")
    columns = Columns.of_csv(path, "f.csv", ("a", "b"), problems)
    columns.count("a")
    columns.words("b", required=True)
    with pytest.raises(StudyError) as caught:
        problems.raise_if_any()
    assert [(p.row, p.column) for p in caught.value.problems] == [(6, "a"), (5, "a"), (6, "b")]
