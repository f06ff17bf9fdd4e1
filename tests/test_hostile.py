"""A corpus of hostile files: each is read right or refused by name; nothing else happens.

hostile.py makes the files.  Whatever a file holds, reading it takes seconds, writes nothing, and
ends in the frame of the clean file or in a `StudyError` that names file, row and column.
"""

import csv
import html
import re
import signal
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import hostile
import numpy as np
import pandas as pd
import pytest
import rasterio
import test_sources_points as points
from hostile import SAME, Refused
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, new_output
from rasterio.transform import from_origin
from tiny_study import GED, PERSONS, REGISTER, STUDY, boundaries, population_file, tiny_study

from santitham_eval import report, sources, store, thai
from santitham_eval.errors import StudyError
from santitham_eval.evidence import estimate_effects
from santitham_eval.panel import build_tables
from santitham_eval.study import FORMATS, Source, load_study

SECONDS = 6
BY_OTHER_TESTS = {"dopa-population", "dopa-age", "cod-ab", "night-lights"}
IN_FULL = {"roster", "ucdp-ged", "tpmap"}
"""One format for each way of reading: kept text, the quick way, tables of all kinds."""
OWN = (
    "cp874", "cr", "NUL in a cell", "heading twice", "heading only", "Thai digits", "both eras",
    "names typed apart", "a command", "a reversed number",
    "bidirectional name", "spoilt after line ends",
    "page named xls", "cells left open", "workbook", "formula without result",
    "letters in a workbook",
)  # fmt: skip
"""What each format's own columns must stand."""
TABLES = {table.format: table for table in hostile.CLEAN if table.format in FORMATS}


def pairs(tables, ways):
    """Every way for the formats read in full; for the others those that try their columns."""
    for format in tables:
        for way in ways:
            if format in IN_FULL or way in OWN:
                yield pytest.param(format, way, id=f"{format}: {way}")


@contextmanager
def in_time():
    """Fails what takes too long instead of waiting for it."""

    def stop(number, frame):
        raise TimeoutError(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def study_with(folder, table, raw):
    """A study that has a register and the one file."""
    kept = STUDY[: STUDY.index("[sources.register]")], STUDY[STUDY.index("[periods]") :]
    columns = ", ".join(f'"{k}" = "{c}"' for k, c in table.columns.items())
    own = f'[sources.own]\nformat = "{table.format}"\nfile = "{table.file}"\ncolumns = {{ {columns} }}\n'
    if table.format != "tambon-register":
        own += '[sources.register]\nformat = "tambon-register"\nfile = "register.csv"\n'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(own.join(kept), "utf-8")
    (folder / "data" / "raw").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "raw" / "register.csv").write_text(REGISTER, "utf-8")
    (folder / "data" / "raw" / table.file).write_bytes(raw)
    return load_study(folder / "study.toml")


def listing(folder):
    return {p: p.lstat().st_mtime_ns for p in sorted(folder.rglob("*"))}


def come_of(study):
    """The frame that is read, or the problems; sees that nothing was written meanwhile."""
    source, before = study.sources["own"], listing(study.folder)
    try:
        with in_time():
            frame = sources.read(study, source).frame
    except StudyError as error:
        assert len(str(error)) < 100_000
        return list(error.problems)
    finally:
        assert listing(study.folder) == before
    # Rows stand elsewhere in a spoilt file, and a list's own event numbers name file and row.
    own = ["file", "row", *(["event_id"] if source.format == "incident-list" else [])]
    return frame.drop(columns=own)


def check(study, table, expected, right):
    found = come_of(study)
    if not isinstance(found, list):
        assert expected in (SAME, "safe"), found.to_dict("list")
        assert found.equals(right), found.to_dict("list")
        return
    assert expected != SAME, [p.describe().en for p in found]
    assert {p.file for p in found} == {table.file}
    for p in found:
        assert p.wanted.th
        assert p.wanted.en
        assert len(p.describe().both()) < 2000
    if isinstance(expected, Refused):
        tells(found, table, expected)


def tells(found, table, expected):
    own = {"number": table.number, "name": table.name}
    column = own.get(expected.column, expected.column)
    said = [(p.row, p.column, p.wanted.en) for p in found]
    assert any(
        (expected.row is None or row == expected.row)
        and (column is None or name == column)
        and expected.wanted in wanted
        for row, name, wanted in said
    ), said


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    """What the clean file of each format says."""
    known = {}

    def of(table):
        if table.format not in known:
            folder = tmp_path_factory.mktemp("clean")
            known[table.format] = come_of(study_with(folder, table, hostile.plain(table).encode()))
            assert not isinstance(known[table.format], list), [
                p.describe().en for p in known[table.format]
            ]
            assert len(known[table.format])
        return known[table.format]

    return of


# --- text ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(("format", "way"), list(pairs(TABLES, hostile.PLAIN)))
def test_text(tmp_path, right, format, way):
    table = TABLES[format]
    make, expected = hostile.PLAIN[way]
    raw = make(table)
    if raw is None:
        return
    check(study_with(tmp_path, table, raw), table, expected, right(table))


# --- any cells at all ---------------------------------------------------------------------------
ODD = st.one_of(
    st.sampled_from(["", "-", "รวม", "ไม่มี", "2562", "1e5", "990101.0", "นาย ก", "ต.หนึ่ง", "05/13/2562"]),
    st.text("0123456789๐๑๙.,-/ :=@<ก่ขมีำ\u200b\u0e4d\u202e\"\n\r\t", max_size=12),
)  # fmt: skip
CHANGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40), ODD), min_size=1, max_size=4)


@pytest.mark.parametrize("format", TABLES)
@settings(max_examples=8, deadline=None)  # in_time watches the time
@given(changes=CHANGES)
def test_any_cells_are_read_or_told_by_row(tmp_path_factory, format, changes):
    table = TABLES[format]
    rows = table.rows
    for line, column, cell in changes:
        rows[line % len(rows)][column % len(rows[0])] = cell
    words = hostile.written(rows)
    found = come_of(study_with(tmp_path_factory.mktemp("odd"), table, words.encode()))
    if isinstance(found, list):
        lines = len(words.splitlines())
        assert all(p.file == table.file and 1 <= (p.row or 1) <= lines for p in found)
        assert all(p.wanted.th and p.wanted.en for p in found)


# --- web pages and workbooks --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("format", "way"), list(pairs([f for f, t in TABLES.items() if t.rich], hostile.RICH))
)
def test_pages_and_workbooks(tmp_path, right, format, way):
    ending, make, expected = hostile.RICH[way]
    table = hostile.renamed(TABLES[format], ending)
    check(study_with(tmp_path, table, make(table)), table, expected, right(TABLES[format]))


def test_every_format_has_its_hostile_files():
    assert {t.format for t in hostile.CLEAN} | BY_OTHER_TESTS == set(FORMATS)


# --- population, boundaries, night lights -------------------------------------------------------
DOPA = population_file("6212", PERSONS)
POPULATION = {
    "byte-order mark": (DOPA.encode("utf-8-sig"), SAME),
    "cp874": (DOPA.encode("cp874"), SAME),
    "crlf": (DOPA.replace("\n", "\r\n").encode(), SAME),
    "cr": (DOPA.replace("\n", "\r").encode(), SAME),
    "blank lines": (DOPA.replace("\n", "\n\n").encode(), SAME),
    "Thai digits": (thai.thai_digits(DOPA).encode(), SAME),
    "no last pipe": (DOPA.replace("9|\n", "9\n").encode(), SAME),
    "utf-16": (DOPA.encode("utf-16"), Refused("UTF-8 or CP874")),
    "NUL": (DOPA.encode() + b"\0", Refused("UTF-8 or CP874")),
    "latin-1": (DOPA.encode() + "é".encode("latin-1"), Refused("UTF-8 or CP874")),
    "a field too few": (DOPA.replace("|990102|", "|").encode(), Refused("13 fields", row=4)),
    "a field too many": (DOPA.replace("|990102|", "|990102|x|").encode(), Refused("13 fields", row=4)),
    "a formula": (DOPA.replace("|2,400|2,400|", "|=1+1|2,400|").encode(), Refused("number", row=4, column="female")),
    "a script": (DOPA.replace("|2,400|2,400|", "|<script>|2,400|").encode(), Refused("number", row=4, column="female")),
    "a long cell": (DOPA.replace("|2,400|2,400|", f"|{'9' * 1_000_000}|2,400|").encode(), Refused("number", row=4, column="female")),
    "a page": (b"<!DOCTYPE html><html></html>", Refused("web page", row=1)),
    "a workbook": (hostile.workbook([["a"]]), Refused("CSV")),
    "empty": (b"", Refused("at least one row")),
    "1,000,000 pipes": (b"|" * 1_000_000, Refused("13 fields", row=1)),
}  # fmt: skip


@pytest.mark.parametrize("way", POPULATION)
def test_population(tmp_path, way):
    table = hostile.Table("dopa-population", "stat_a62.txt", "", "total")
    raw, expected = POPULATION[way]
    right = come_of(study_with(tmp_path / "right", table, DOPA.encode()))
    check(study_with(tmp_path / "way", table, raw), table, expected, right)


MAP = boundaries()
NESTED = '{"type":"FeatureCollection","features":' + "[" * 100_000
BOUNDARIES = {
    "byte-order mark": (MAP.encode("utf-8-sig"), "safe"),
    "utf-16": (MAP.encode("utf-16"), "safe"),
    "cut off": (MAP[:-40].encode(), Refused("whole shapefile")),
    "cut in half": (MAP[: len(MAP) // 2].encode(), Refused("whole shapefile")),
    "not numbers": (MAP.replace("101.0", '"x"', 1).encode(), "safe"),
    "beyond the world": (MAP.replace("101.0", "1e308").encode(), Refused()),
    "nothing at all": (MAP.replace("101.0", "NaN", 1).encode(), "safe"),
    "100,000 lists deep": (NESTED.encode(), Refused()),
    "no features": (b'{"type":"FeatureCollection","features":[]}', Refused()),
    "a page": (b"<!DOCTYPE html><html></html>", Refused("whole shapefile")),
    "an archive": (hostile.workbook([["a"]]), Refused("whole shapefile")),
    "a script for a code": (MAP.replace("TH990101", "<script>", 1).encode(), Refused("TH and 6", row=1, column="ADM3_PCODE")),
    "a virtual file": (b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>', Refused()),
    "empty": (b"", Refused()),
}  # fmt: skip


@pytest.mark.parametrize("way", BOUNDARIES)
def test_boundaries(tmp_path, way):
    table = hostile.Table("cod-ab", "map.geojson", "", "x")
    raw, expected = BOUNDARIES[way]
    right = come_of(study_with(tmp_path / "right", table, MAP.encode()))
    check(study_with(tmp_path / "way", table, raw), table, expected, right)


# --- population by age and night lights ---------------------------------------------------------
AGES = points.HEADER + "|\n" + points.age_row() + points.age_row(office="9999")
BY_AGE = {
    "byte-order mark": (AGES.encode("utf-8-sig"), SAME),
    "cp874": (AGES.encode("cp874"), SAME),
    "crlf": (AGES.replace("\n", "\r\n").encode(), SAME),
    "Thai digits": ((points.HEADER + "|\n" + thai.thai_digits(AGES.partition("\n")[2])).encode(), SAME),
    "utf-16": (AGES.encode("utf-16"), Refused("UTF-8 or CP874")),
    "NUL": (AGES.encode() + b"\0", Refused("UTF-8 or CP874")),
    "a command": (AGES.replace("|20|", "|=cmd|", 1).encode(), Refused("number", row=2)),
    "a script": (AGES.replace("|20|", "|<script>|", 1).encode(), Refused("number", row=2)),
    "a field too few": (AGES.replace("|20|", "|", 1).encode(), Refused("fields", row=2)),
    "a heading twice": (AGES.replace("|CC|", "|RCODE|", 1).encode(), Refused("column RCODE", row=1)),
    "a page": (b"<!DOCTYPE html><html></html>", Refused("web page", row=1)),
    "empty": (b"", Refused("at least one row")),
}  # fmt: skip


@pytest.mark.parametrize("way", BY_AGE)
def test_population_by_age(tmp_path, way):
    table = hostile.Table("dopa-age", "age.txt", "", "x")
    raw, expected = BY_AGE[way]
    right = come_of(study_with(tmp_path / "right", table, AGES.encode()))
    check(study_with(tmp_path / "way", table, raw), table, expected, right)


def _cut(share):
    return lambda path: path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def _vast(path):
    """A few bytes that claim a thousand million pixels over the study area."""
    more = {"driver": "GTiff", "count": 1, "dtype": "float32", "crs": "EPSG:4326", "nodata": -99.0}
    with rasterio.open(
        path, "w", width=40_000, height=40_000, transform=from_origin(100.95, 6.2, 1e-5, 1e-5),
        SPARSE_OK=True, tiled=True, **more,
    ):  # fmt: skip
        pass


def _virtual(path):
    path.write_text(f"<VRTDataset><SourceFilename>{__file__}</SourceFilename></VRTDataset>")


IMAGES = {
    "cut in half": _cut(0.5),
    "cut in the head": _cut(0.05),
    "empty": lambda path: path.write_bytes(b""),
    "a page": lambda path: path.write_bytes(b"<!DOCTYPE html>" + b" " * 2000),
    "an archive": lambda path: path.write_bytes(hostile.workbook([["a"]])),
    "packed": lambda path: path.write_bytes(b"\x1f\x8b" + bytes(2000)),
    "vast": _vast,
    "a virtual file": _virtual,
}


@pytest.mark.parametrize("way", IMAGES)
def test_images(tmp_path, way):
    study = tiny_study(tmp_path)
    path = study.raw() / "lights_2019.tif"
    points.image(path, np.ones((40, 40)), size=0.01)
    IMAGES[way](path)
    before = listing(study.folder)
    with in_time(), pytest.raises(StudyError) as caught:
        sources.read(study, Source("night-lights", "lights_2019.tif"))
    assert {p.file for p in caught.value.problems} == {"lights_2019.tif"}
    assert listing(study.folder) == before


# --- which files --------------------------------------------------------------------------------
def linked(folder, target):
    table = replace(TABLES["roster"], file="r*.csv")
    study = study_with(folder, replace(table, file="x.csv"), hostile.plain(table).encode())
    (study.raw() / "r.csv").symlink_to(target)
    (study.folder / "study.toml").write_text(
        (study.folder / "study.toml").read_text("utf-8").replace("x.csv", "r*.csv"), "utf-8"
    )
    return load_study(study.folder / "study.toml")


def test_a_link_out_of_the_raw_folder_is_refused(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text(hostile.plain(TABLES["roster"]), "utf-8")
    (problem,) = come_of_link(linked(tmp_path / "study", secret))
    assert problem.file in ("r.csv", "register.csv")


def come_of_link(study):
    """Problems of a roster whose glob also takes the register's name."""
    (study.raw() / "register.csv").rename(study.raw() / "codes.csv")
    words = (
        (study.folder / "study.toml").read_text("utf-8").replace('"register.csv"', '"codes.csv"')
    )
    (study.folder / "study.toml").write_text(words, "utf-8")
    found = come_of(load_study(study.folder / "study.toml"))
    assert isinstance(found, list)
    return found


def test_a_link_within_the_raw_folder_is_read(tmp_path):
    study = linked(tmp_path, tmp_path / "data" / "raw" / "x.csv")
    assert len(sources.read(study, study.sources["register"]).frame)
    assert [p.name for p in sources.files(study, study.sources["own"])] == ["r.csv", "register.csv"]


@pytest.mark.parametrize("target", ["r.csv", "/dev/zero", "/nonexistent", "."])
def test_links_to_nothing_are_no_files(tmp_path, target):
    (problem,) = come_of_link(linked(tmp_path, target))
    assert problem.file == "r*.csv"


@pytest.mark.parametrize(
    "glob", ["../*.csv", "a/../../x.csv", "/etc/passwd", "~/x.csv", "..\\x.csv", "C:/x.csv"]
)
def test_a_glob_never_leaves_the_raw_folder(tmp_path, glob):
    table = TABLES["roster"]
    study = study_with(tmp_path, table, b"x")
    words = (tmp_path / "study.toml").read_text("utf-8")
    shown = glob.replace("\\", "\\\\")
    (tmp_path / "study.toml").write_text(words.replace('"roster.csv"', f'"{shown}"'), "utf-8")
    with pytest.raises(StudyError) as caught:
        load_study(tmp_path / "study.toml")
    assert "sources.own.file" in str(caught.value)
    assert study.sources["own"].file == "roster.csv"


def test_decisions_on_names_are_not_read_through_a_link(tmp_path):
    (tmp_path / "secret.csv").write_text("province,amphoe,tambon,code,note\n", "utf-8")
    table = TABLES["tpmap"]
    study = study_with(tmp_path / "study", table, hostile.plain(table).encode())
    (study.raw() / "name_decisions.csv").symlink_to(tmp_path / "secret.csv")
    (problem,) = come_of(study)
    assert problem.file == "name_decisions.csv"


def test_a_folder_in_place_of_a_file(tmp_path):
    study = study_with(tmp_path, TABLES["roster"], b"x")
    (study.raw() / "roster.csv").unlink()
    (study.raw() / "roster.csv").mkdir()
    (problem,) = come_of(study)
    assert problem.file == "roster.csv"


@pytest.mark.parametrize("format", ["roster", "ucdp-ged", "tpmap"])
def test_a_file_that_may_not_be_opened(tmp_path, monkeypatch, format):
    table = TABLES[format]
    study = study_with(tmp_path, table, hostile.plain(table).encode())
    opened = Path.open

    def refuse(path, *args, **kwargs):
        if path.name == table.file:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = come_of(study)
    assert (problem.file, problem.found) == (table.file, "Permission denied")


def test_a_file_name_cannot_steer_the_terminal(tmp_path):
    table = replace(TABLES["roster"], file="r\x1b[31m\u202e.csv")
    study = study_with(tmp_path, replace(table, file="r.csv"), b"")
    words = (tmp_path / "study.toml").read_text("utf-8").replace('"r.csv"', '"r?*.csv"')
    (study.raw() / "r.csv").rename(study.raw() / table.file)
    (study.raw() / "register.csv").rename(study.raw() / "codes.csv")
    words = words.replace('"register.csv"', '"codes.csv"')
    (tmp_path / "study.toml").write_text(words, "utf-8")
    with pytest.raises(StudyError) as caught:
        sources.read(
            load_study(tmp_path / "study.toml"), load_study(tmp_path / "study.toml").sources["own"]
        )
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)
    assert "\\x1b[31m" in str(caught.value)


# --- built tables -------------------------------------------------------------------------------
def test_a_spoilt_built_table_is_told(tmp_path):
    store.write(tmp_path, "panel", pd.DataFrame({"a": range(1000), "b": ["ก"] * 1000}), {"x": "y"})
    path = tmp_path / "panel.parquet"
    whole = path.read_bytes()
    spoilt = [whole[: len(whole) * n // 20] for n in range(20)]
    spoilt += [hostile.page([["a"]]), b"PAR1", b"PAR1" * 1000, whole[4:], whole + b"x"]
    for raw in spoilt:
        path.write_bytes(raw)
        with pytest.raises(StudyError, match=r"panel\.parquet"):
            store.read(tmp_path, "panel")
        assert store.made_of(tmp_path, "panel") in ({}, {"x": "y"})
    for at in range(0, len(whole), max(1, len(whole) // 300)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with in_time():
            try:
                store.read(tmp_path, "panel")
            except StudyError as error:
                assert "panel.parquet" in str(error)


# --- active content -----------------------------------------------------------------------------
ACTIVE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>{{ 7*7 }}",
)


def active_study(folder):
    """The tiny study, whose names and cells are all of them code of some kind."""
    register = REGISTER
    for name, code in zip(("หนึ่ง", "ส้อง", "สะกอม", "น้ำดำ", "Nueng"), ACTIVE, strict=True):
        register = register.replace(f",{name},", ',"' + code.replace('"', '""') + '",')
    roster = "code,name_th,start,dose\n990101,,ปีงบประมาณ 2563,\n990202,,2020-03,\n"
    ged = GED.replace("two lines", ACTIVE[0]).replace(
        '"in tambon Barahoh, of"', f'"{ACTIVE[4]} in"'
    )
    return tiny_study(folder, register_dot_csv=register, roster_dot_csv=roster, ged_dot_csv=ged)


class Active(HTMLParser):
    """What of a page would do something."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "object", "embed", "form", "base", "link"):
            self.found.append(tag)
        for name, value in attrs:
            plain = (value or "").strip().lower()
            scheme = name in ("href", "src", "action") and ":" in plain.split("/")[0]
            if name.startswith("on") or (scheme and not plain.startswith("data:image/")):
                self.found.append((tag, name, value))


def test_names_full_of_code_reach_a_page_and_a_table_as_words(tmp_path):
    study = active_study(tmp_path)
    tables = build_tables(study)
    effects = estimate_effects(
        tables["panel"], tables["roster"], study.plan, rng=np.random.default_rng(1),
        neighbours=tables["neighbours"],
    )  # fmt: skip
    register, roster = tables["register"], tables["roster"]
    assert set(register["name_th"]) == set(ACTIVE[:4])
    index = report.write_index(study, effects, register, roster, ["990101"]).read_text("utf-8")
    subject = report.find_subject(study, "990101", "SAF1", register, roster)
    shown = [report.heading(subject), report.tiles(subject, effects),
             report.quality_part(subject, tables["quality"]), report.provenance(subject)]  # fmt: skip
    outputs = [new_output("execute_result", data, metadata=more, execution_count=1)
               for data, more in (part._repr_mimebundle_() for part in shown)]  # fmt: skip
    cells = [new_code_cell("x", outputs=[o], metadata={"tags": ["report"]}) for o in outputs]
    page = report.export(new_notebook(cells=cells), study)
    assert Active(page).found == []
    # The index has one script, its own, for searching.
    assert Active(index).found == ["script"]
    for words in (page, index):
        assert html.escape(ACTIVE[0]) in words or "&lt;script&gt;" in words
        assert "49" not in re.findall(r"onload=alert\(1\)&gt;(.{0,12})", words)
    for path in study.folder.rglob("*.csv"):
        if not path.is_relative_to(study.raw()):
            with path.open(encoding="utf-8", newline="") as stream:
                cells = [cell for row in csv.reader(stream) for cell in row]
            assert not [c for c in cells if c.startswith(("=", "+", "@", "\t", "\r"))]
