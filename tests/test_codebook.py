"""The codebook says what is computed; the release matches its own description."""

import json
from pathlib import Path

import frictionless
import numpy as np
import pandas as pd
import pytest
from test_quality import BOTH, LIST
from test_report import Page
from tiny_study import tiny_study

from santitham_eval import estimate_effects, load_study, report, store, text
from santitham_eval.backing import back
from santitham_eval.errors import StudyError
from santitham_eval.evidence import assess_programme, balance, check, diagnose
from santitham_eval.indicators import INDICATORS, SERIES
from santitham_eval.panel import build_tables
from santitham_eval.panel.quality import TOPICS
from santitham_eval.report import codebook, release
from santitham_eval.report.registry import Registered, registered
from santitham_eval.report.variables import TABLES
from santitham_eval.tables import withheld_figures, yearly_levels

HOSTILE = "<script>alert(1)</script>"
REGISTRY = "file,sha256,format,source,licence,note\n{rows}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The tiny study with two event sources, its tables, and a registry of its files."""
    study = tiny_study(tmp_path_factory.mktemp("tiny"), BOTH, list_dot_csv=LIST)
    tables = build_tables(study)
    panel, roster = tables["panel"], tables["roster"]
    tables["effects"] = estimate_effects(
        panel, roster, study.plan, rng=np.random.default_rng(1), neighbours=tables["neighbours"]
    )
    tables["diagnostics"] = diagnose(panel, roster, study.plan, neighbours=tables["neighbours"])
    tables["checks"] = check(panel, roster, study.plan, neighbours=tables["neighbours"])
    tables["balance"] = balance(panel, roster, study.plan, neighbours=tables["neighbours"])
    tables["programme"] = assess_programme(
        panel, roster, study.plan, rng=np.random.default_rng(1), neighbours=tables["neighbours"]
    )
    tables["withheld"] = withheld_figures(panel, roster, study.plan, 3, tables["neighbours"])
    tables["levels"] = yearly_levels(panel)
    tables["comparisons"], tables["placebos"] = back(
        panel, roster, study.plan, neighbours=tables["neighbours"]
    )
    made_of = {f"raw/{n}": store.sha256(study.raw() / n) for n in ("ged.csv", "list.csv")}
    rows = [
        f"ged.csv,{made_of['raw/ged.csv']},ucdp-ged,UCDP,CC BY 4.0,",
        f"list.csv,0,x,{HOSTILE},own,",
    ]
    (study.raw() / "registry.csv").write_text(REGISTRY.format(rows="\n".join(rows)), "utf-8")
    return study, tables, registered(study, made_of)


# --- declarations -----------------------------------------------------------------------------
def test_every_column_of_every_built_table_is_declared_in_its_order(built):
    _, tables, _ = built
    assert {n: [v.name for v in variables] for n, variables in TABLES.items()} == {
        n: list(frame) for n, frame in tables.items()
    }


def test_every_variable_has_two_languages():
    for variables in TABLES.values():
        for v in variables:
            assert v.meaning.th != v.meaning.en
            assert v.unit is None or v.unit.th != v.unit.en


# --- page ---------------------------------------------------------------------------------------
def test_the_page_tells_every_indicator_with_its_formula_breaks_and_target(built):
    study, _, files = built
    html = report.codebook_html(study, files)
    page = Page(html)
    assert page.unclosed == []
    words = page.all("main")[0]["text"]
    for i in INDICATORS.values():
        assert i.id in words and i.formula.th in words and i.formula.en in words
        assert all(b.why.en in words for b in i.breaks)
        assert not i.yardstick or i.yardstick.words.th in words
    assert "VUL2.health" in words
    assert text.REMARK_PARTICIPANTS.en in words


def test_the_page_is_accessible_and_asks_the_network_for_nothing(built):
    study, _, files = built
    page = Page(report.codebook_html(study, files))
    assert [e["lang"] for e in page.all("html")] == ["th"]
    assert len(page.all("h1")) == 1 and len(page.all("main")) == 1
    ids = [e["id"] for e in page.elements if "id" in e]
    assert len(ids) == len(set(ids))
    assert all(e.get("scope") for e in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    labels = [e["aria-labelledby"] for e in page.elements if "aria-labelledby" in e]
    assert set(labels) <= set(ids)
    assert not [e for e in page.elements if e["tag"] in ("script", "link", "img", "iframe")]
    assert page.all("aside")[0]["aria-label"] == "SIMULATED"


def test_no_html_of_a_data_cell_reaches_the_page(built):
    study, _, files = built
    odd = {HOSTILE: Registered(HOSTILE, "0" * 64, HOSTILE, HOSTILE)}
    html = report.codebook_html(study, files | odd)
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html


def test_a_file_that_is_not_the_registered_one_is_told(built):
    _, _, files = built
    assert files["ged.csv"] == Registered(
        "events", files["ged.csv"].sha256, "UCDP", "CC BY 4.0", True
    )
    assert not files["list.csv"].same
    table = codebook.files_table(built[0], files).frame.set_index("file")
    assert table.loc["list.csv", "origin_en"] == text.OTHER_BYTES.en
    assert table.loc["ged.csv", "origin"] == "UCDP"


def test_a_study_without_a_registry_says_so(tmp_path):
    study = tiny_study(tmp_path)
    files = registered(study, {"raw/ged.csv": "0" * 64, "study": "1"})
    assert list(files) == ["ged.csv"]
    assert text.NOTE_NO_REGISTRY.en in report.codebook_html(study, files)


def test_a_broken_registry_is_refused_with_its_columns(tmp_path):
    study = tiny_study(tmp_path, registry_dot_csv="a,b\n1,2\n")
    with pytest.raises(StudyError, match=r"registry\.csv"):
        registered(study, {})


@pytest.mark.parametrize(
    ("boundaries", "roster", "file", "source"),
    [
        ("map/*.shp", "roster.csv", "map/a.dbf", "boundaries"),
        ("map/*.shp", "roster.csv", "population/stat_a61.txt", "population"),
        ("area.shp", "roster.csv", "ged.csv", "events"),  # beside the map, and no part of it
        ("area.shp", "roster.csv", "area.prj", "boundaries"),
        ("map/*.shp", "*.csv", "lists/x.csv", ""),  # a star finds no file of a folder below
        ("map/**/*.shp", "roster.csv", "map/2020/a.shp", "boundaries"),
    ],
)
def test_each_file_belongs_to_the_source_that_finds_it(tmp_path, boundaries, roster, file, source):
    tiny_study(tmp_path)
    path = tmp_path / "study.toml"
    words = path.read_text("utf-8").replace("boundaries.geojson", boundaries)
    path.write_text(words.replace("roster.csv", roster), "utf-8")
    found = registered(load_study(path), {f"raw/{file}": "0"})
    assert found[file].source == source


# --- release ------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def folder(built):
    study, tables, files = built
    report.write_release(study, tables, files)
    return study.reports()


def test_the_package_and_every_table_are_valid_under_frictionless(folder):
    found = frictionless.validate(str(folder / "datapackage.json"))
    assert found.valid, found.flatten(["taskName", "rowNumber", "fieldName", "message"])
    assert len(found.tasks) == len(release.RELEASED) == 15


def test_a_cell_that_breaks_the_description_is_seen(folder, tmp_path):
    """Else the test above could not fail."""
    (tmp_path / "tables").mkdir()
    for path in folder.glob("tables/*.csv"):
        (tmp_path / "tables" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "datapackage.json").write_bytes((folder / "datapackage.json").read_bytes())
    roster = tmp_path / "tables" / "roster.csv"
    roster.write_text(roster.read_text("utf-8").replace("2019-10", "ต.ค."), "utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_the_package_tells_sources_licences_and_both_languages(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {"name": "CC-BY-4.0", "title": "CC BY 4.0"} in package["licenses"]
    assert [s["title"] for s in package["sources"]][-1] == "list (incident-list)"
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description_th"] and field["description_en"]


def test_fields_know_their_words_and_counts_are_whole(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    fields = {
        (r["name"], f["name"]): f for r in package["resources"] for f in r["schema"]["fields"]
    }
    for table in ("panel", "effects", "diagnostics", "checks", "balance", "programme"):
        assert fields[table, "indicator"]["constraints"]["enum"] == list(SERIES)
    assert fields["quality", "topic"]["constraints"]["enum"] == list(TOPICS)
    words = pd.read_csv(folder / "tables" / "diagnostics.csv", dtype=str)
    for name in ("comparisons", "matched", "placebos", "baseline_periods"):
        assert fields["diagnostics", name]["type"] == "integer"
        assert not words[name].dropna().str.contains(".", regex=False).any()


def test_what_counts_persons_is_withheld_whole_and_events_are_not_released(folder):
    assert not (folder / "tables" / "events.csv").exists()
    panel = pd.read_csv(folder / "tables" / "panel.csv", dtype={"tambon": str})
    persons = panel["indicator"].map(lambda i: SERIES[i].counts_persons)
    assert persons.any() and not persons.all()
    assert panel.loc[persons, ["numerator", "denominator", "value"]].isna().all(axis=None)
    assert (panel["withheld"] == persons).all()
    assert panel.loc[~persons, "numerator"].sum() > 0


def test_released_figures_are_those_of_the_tables(built, folder):
    _, tables, _ = built
    panel = pd.read_csv(folder / "tables" / "panel.csv", dtype={"tambon": str})
    shown = ~panel["withheld"]
    kept = tables["panel"][shown.to_numpy()]
    np.testing.assert_array_equal(panel.loc[shown, "value"], kept["value"])
    assert panel.loc[shown, "period"].tolist() == kept["period"].astype(str).tolist()


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(built):
    _, tables, _ = built
    odd = tables["register"].assign(name_en=["=1+1", "+1", "-1", "@x"], amphoe_en="a=b")
    frame = release.released("register", odd, 3)
    assert frame["name_en"].tolist() == ["'=1+1", "'+1", "'-1", "'@x"]
    assert set(frame["amphoe_en"]) == {"a=b"}


def test_few_persons_left_out_are_withheld_from_the_quality_table(built):
    _, tables, _ = built
    row = {"topic": "left_out", "area": "ALL", "th": "ก", "en": "a"}
    rows = [("poor/outside/poor", 2.0), ("poor/outside/poor", 3.0), ("poor/outside/rows", 2.0),
            ("poor/VUL1/no_denominator", 1.0)]  # fmt: skip
    quality = pd.DataFrame([{**row, "item": item, "count": n} for item, n in rows])
    frame = release.released("quality", quality[list(tables["quality"])], 3)
    assert frame["withheld"].tolist() == [True, False, False, True]
    assert frame["count"].isna().tolist() == [True, False, False, True]


def test_the_same_input_gives_the_same_bytes(built, folder):
    study, tables, files = built
    for name, words in release.contents(study, tables, files).items():
        assert Path(folder / name).read_bytes() == words.encode()


def test_the_package_declares_every_indicator_in_both_languages(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    declared = {i["id"]: i for i in package["indicators"]}
    assert list(declared) == list(SERIES)
    for entry in declared.values():
        assert all(
            entry[f"{k}_{lang}"] for k in ("name", "unit", "formula") for lang in ("th", "en")
        )
    years = [b["first"] for b in declared["LIV1"]["breaks"]]
    assert years == [2017, 2022] and declared["SAF2"]["scale"] == 100_000
