"""A release can be taken apart: every byte is listed, small counts stay hidden, all is made anew."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import frictionless
import numpy as np
import pandas as pd
import pytest
from scipy import optimize
from small_study import tables, tree, write_notebook, write_study

from santitham_eval import cli, load_study, panel, store, text
from santitham_eval.batch import archive, disclosure, inputs, replicate, steps, verify, whole
from santitham_eval.batch import release as releasing
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.site import list_prints, site
from santitham_eval.batch.told_counts import Counts
from santitham_eval.errors import StudyError
from santitham_eval.indicators import SERIES
from santitham_eval.report import release as tables_released
from santitham_eval.report.crate import Part, main_entity
from santitham_eval.report.crate import crate as write_crate
from santitham_eval.report.registry import Registered
from santitham_eval.smallarea import Sum
from santitham_eval.tables.computable import Shown, exposed_cells, small_figures
from santitham_eval.tables.disclosure import Count

QUIET = Progress(quiet=True)
DAY = "2026-11-26"
OUTCOME = '[[outcomes]]\nindicator = "SAF1"\n'
DEATHS = '[[outcomes]]\nindicator = "SAF2"\nrole = "secondary"\n'


def with_deaths():
    """The small study with deaths, one or two in most months that have any."""
    found = tables()
    deaths = found["panel"].assign(indicator="SAF2")
    deaths["numerator"] = np.random.default_rng(8).poisson(0.3, len(deaths)).astype(float)
    deaths["value"] = deaths["numerator"] / deaths["denominator"]
    found["panel"] = pd.concat([found["panel"], deaths], ignore_index=True)
    return found


def write(folder, licences=("CC0-1.0", "CC BY 4.0", "CC0-1.0")):
    """The small study with its registry; roster and two files of events."""
    path = write_study(folder)
    path.write_text(path.read_text("utf-8").replace(OUTCOME, OUTCOME + DEATHS), "utf-8")
    raw = folder / "data" / "raw"
    rows = [
        f"{name},{store.sha256(raw / name)},x,{name} of somebody,{licence},"
        for name, licence in zip(
            ("roster.csv", "events/a.csv", "events/b.csv"), licences, strict=True
        )
    ]
    lines = "\n".join(["file,sha256,format,source,licence,note", *rows])
    (raw / "registry.csv").write_text(lines + "\n", "utf-8")
    return path


def make(path):
    write_notebook(path.parent)
    study = load_study(path)
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)
    assert steps.report(study, QUIET, values=["times=2"]) == []
    assert site(study, QUIET) == []
    return study


@pytest.fixture(scope="module", autouse=True)
def patched():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panel, "build_tables", lambda study: with_deaths())
        patch.setattr(whole, "PAGES", {})
        yield patch


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The small study, run once; tests copy it."""
    return make(write(tmp_path_factory.mktemp("made")))


@pytest.fixture(scope="module")
def released(made, tmp_path_factory):
    """Its release; tests change copies of it."""
    out = tmp_path_factory.mktemp("released") / "r.zip"
    return releasing.release(made, QUIET, out=out, date=DAY, agent="สำนักประเมินผล")


@pytest.fixture
def study(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / "s")
    return load_study(tmp_path / "s" / "study.toml")


def members(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def refused(study, match, **asked):
    with pytest.raises(StudyError, match=match):
        releasing.release(study, QUIET, **{"date": DAY, **asked})
    assert not list(study.folder.glob("*.zip"))


# --- what is in it ------------------------------------------------------------------------------
def test_it_holds_the_study_its_results_and_the_program(made, released):
    names = set(members(released))
    assert {
        "study.toml", "PROTOCOL.md", "requirements.lock", "LICENSE", "CITATION.cff",
        "pyproject.toml", "santitham_eval/cli.py", "docs/calibration.csv",
        "notebooks/tambon_impact.ipynb", "data/raw/registry.csv", "data/raw/events/a.csv",
        "reports/index.html", "reports/manifest.json", "reports/codebook/index.html",
        "reports/tables/effects.csv", "reports/tambon/990101/report.ipynb",
        "disclosure/checklist.md", "disclosure/log.csv", "data/raw-kept-back.csv",
        "ro-crate-metadata.json", "MANIFEST.sha256",
    } <= names  # fmt: skip
    assert not [
        n for n in names if "__pycache__" in n or n.startswith(("data/processed", "tests/"))
    ]
    assert (
        members(released)["notebooks/tambon_impact.ipynb"]
        == (made.folder / "notebooks" / "tambon_impact.ipynb").read_bytes()
    )


def test_its_index_leads_only_to_what_is_in_it_though_prints_stay_behind(study, tmp_path):
    (study.reports() / "tambon" / "990101" / "brief.pdf").write_bytes(b"%PDF-")
    list_prints(study, ["990101"])
    found = members(releasing.release(study, QUIET, date=DAY, out=tmp_path / "r.zip"))
    links = re.findall(r'href="([^"#]+)"', found["reports/index.html"].decode())
    assert "prints/index.html" in links
    assert {f"reports/{link}" for link in links} <= set(found)
    assert b"brief.pdf" in (study.reports() / "prints" / "index.html").read_bytes()
    assert b"brief.pdf" not in found["reports/prints/index.html"]


def test_its_list_is_one_that_sha256sum_reads(released, tmp_path):
    with zipfile.ZipFile(released) as packed:
        packed.extractall(tmp_path)
    told = subprocess.run(
        ["sha256sum", "--strict", "--quiet", "-c", "MANIFEST.sha256"], cwd=tmp_path, check=False
    )
    assert told.returncode == 0
    listed = (tmp_path / "MANIFEST.sha256").read_text("utf-8").splitlines()
    assert len(listed) == len(members(released)) - 1


def test_its_tables_are_a_data_package(released, tmp_path):
    with zipfile.ZipFile(released) as packed:
        packed.extractall(tmp_path)
    found = frictionless.validate(str(tmp_path / "reports" / "datapackage.json"))
    assert found.valid, found.flatten(["name", "type", "message"])[:5]


def test_only_raw_files_whose_licence_allows_it_go_in(tmp_path):
    path = write(tmp_path, ("CC0-1.0", "ACLED Terms of Use", "CC0-1.0"))
    raw = tmp_path / "data" / "raw"
    (raw / "events" / "b.csv").write_text("b\nchanged\n", "utf-8")
    (raw / "events" / "c.csv").write_text("c\n", "utf-8")
    (raw / "name_decisions.csv").write_text("x\n", "utf-8")
    study = load_study(path)
    steps.build(study, QUIET)
    goes, stays = releasing._raw(study)
    assert set(goes) == {"registry.csv", "roster.csv"}
    rows = list(csv.DictReader(io.StringIO(releasing._kept_back(study, stays))))
    assert {row["file"]: (row["licence"], row["why_en"]) for row in rows} == {
        "events/a.csv": ("ACLED Terms of Use", "its licence is not one that lets it be passed on"),
        "events/b.csv": ("CC0-1.0", "its bytes are not those of the registry of raw files"),
        "events/c.csv": ("", "not in the registry of raw files, so its licence is not known"),
        "name_decisions.csv": ("", "not in the registry of raw files, so its licence is not known"),
    }
    assert rows[0]["sha256"] == store.sha256(raw / "events" / "a.csv")
    assert rows[0]["origin"] == "events/a.csv of somebody"


@pytest.mark.parametrize(
    ("words", "goes"),
    [
        ("CC0-1.0", True), ("CC BY 4.0", True), ("cc-by-4.0", True), ("MIT", True), ("PDDL-1.0", True),
        ("CC-BY-IGO (see the publisher's page)", True), ("CC-BY-NC-4.0", False), ("CC-BY-ND-4.0", False),
        ("own", False), ("ACLED", False), ("not CC0-1.0", False), ("CC0-1.0 and others", False), ("", False),
    ],
)  # fmt: skip
def test_licences_that_let_a_file_be_passed_on(words, goes):
    assert (releasing.licence_of(words) in releasing.REDISTRIBUTABLE) == goes


def test_acled_never_goes_in_whatever_the_registry_says(made):
    file = releasing.Registered("press", "0" * 64, "x", "CC0-1.0")
    press = replace(made.sources["events"], format="acled")
    real = replace(made, sources={"press": press}, study=replace(made.study, simulated=False))
    assert releasing._why_not(real, file) == "terms"
    assert releasing._why_not(replace(real, study=made.study), file) == ""


# --- who made what of what ------------------------------------------------------------------------
def registered_as(names):
    return {name: Registered("press", "0" * 64, "x", "all rights reserved") for name in names}


def crate(found):
    return json.loads(found["ro-crate-metadata.json"])


def test_the_crate_has_the_shapes_of_its_profile(released, made):
    """What the validators of RO-Crate 1.1 and Process Run Crate 0.5 require."""
    found = members(released)
    graph = {e["@id"]: e for e in crate(found)["@graph"]}
    assert len(graph) == len(crate(found)["@graph"])
    descriptor, root = graph["ro-crate-metadata.json"], graph["./"]
    assert descriptor["@type"] == "CreativeWork" and descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset" and root["datePublished"] == DAY
    assert {"name", "description", "license"} <= set(root)
    assert root["conformsTo"]["@id"] in graph
    files = {e["@id"] for e in graph.values() if e["@type"] == "File"}
    assert files == {p["@id"] for p in root["hasPart"]}
    assert files == set(found) - {"ro-crate-metadata.json", "MANIFEST.sha256"}
    assert all(archive.sha256(found[name]) == graph[name]["sha256"] for name in files)
    run = graph[root["mentions"]["@id"]]
    assert run["@type"] == "CreateAction" and run["endTime"] == DAY
    assert graph[run["instrument"]["@id"]]["@type"] == "SoftwareApplication"
    assert graph[run["agent"]["@id"]]["@type"] == "Organization"
    assert "Person" not in {e["@type"] for e in graph.values()}
    assert {"data/raw/events/a.csv", "study.toml"} <= {o["@id"] for o in run["object"]}
    assert all(o["@id"].startswith("reports/") for o in run["result"])

    def links(value):
        if isinstance(value, dict):
            return (
                {value["@id"]}
                if set(value) == {"@id"}
                else set().union(*map(links, value.values()))
            )
        return set().union(*map(links, value)) if isinstance(value, list) else set()

    known = set(graph) | {"https://w3id.org/ro/crate/1.1"}
    assert links(crate(found)["@graph"]) <= known
    licence = graph[graph["data/raw/events/a.csv"]["license"]["@id"]]
    assert licence["@type"] == "CreativeWork" and licence["name"] == "CC BY 4.0"
    assert licence["description"]


def test_names_with_signs_that_no_uri_holds_are_written_as_one(made):
    """Raw files are called what their publishers call them."""
    names = ["data/raw/กชช 2ค (1) 100%#?.xls", "data/raw/ข้อมูล[2].csv"]
    own = registered_as(names)
    words = write_crate(
        replace(made, file="my study.toml"),
        {name: Part("0" * 64, 1, "CC BY 4.0 (ดูหน้าเว็บ)") for name in (*names, "my study.toml")},
        own, raw=names, results=[], date=DAY, agent=text.RELEASE_AGENT,
    )  # fmt: skip
    found = [e["@id"] for e in json.loads(words)["@graph"]]
    assert "data/raw/กชช%202ค%20(1)%20100%25%23%3F.xls" in found
    assert "data/raw/ข้อมูล%5B2%5D.csv" in found
    assert not [i for i in found if re.search(r"[\s<>\[\]{}|\\^`\"]", i) or i.count("#") > 1]
    assert {unquote(i).removeprefix("#raw/") for i in found} > {*names, *own}
    assert main_entity(words) == "my study.toml"


def test_no_name_of_a_person_and_no_clock(study):
    for words in (
        "นายสมชาย ใจดี",
        "Mr Somchai",
        "โทร 081-234-5678",
        "1101700203451",
        "x" * 121,
        " ",
    ):
        refused(study, "a role or an organisation", agent=words)
        refused(study, "a role or an organisation", signed=words)
    refused(study, "say --date", date=None)
    for date in ("26-11-2026", "2569-11-26", "2026-11-31", "today", ""):
        refused(study, "Gregorian date", date=date)


# --- the same bytes -------------------------------------------------------------------------------
def test_the_same_bytes_elsewhere_later_and_in_another_zone(study, released, monkeypatch):
    before = dict(os.environ)
    monkeypatch.setenv("TZ", "America/St_Johns")
    time.tzset()
    try:
        for path in study.folder.rglob("*"):
            os.utime(path, (1e9, 1e9))
            path.chmod(0o700)
        out = study.folder / "elsewhere {x}.zip"
        releasing.release(study, QUIET, out=out, date=DAY, agent="สำนักประเมินผล")
    finally:
        monkeypatch.setenv("TZ", before.get("TZ", "UTC"))
        time.tzset()
    assert out.read_bytes() == released.read_bytes()
    infos = zipfile.ZipFile(out).infolist()
    assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(i.create_system, i.external_attr >> 16) for i in infos} == {(3, 0o100644)}
    assert [i.filename for i in infos] == sorted(i.filename for i in infos)
    assert str(study.folder).encode() not in out.read_bytes()


def test_stale_or_changed_results_are_refused(study):
    page = study.reports() / "tambon" / "990102" / "index.html"
    was = page.read_bytes()
    page.write_bytes(was + b" ")
    refused(study, "tambon/990102/index.html: is not what the manifest says")
    page.write_bytes(was)
    (study.reports() / "more.html").write_text("mine")
    refused(study, "more.html: is extra")
    (study.reports() / "more.html").unlink()
    (study.raw() / "events" / "a.csv").write_text("other\n")
    refused(study, "santitham-eval build")
    (study.raw() / "events" / "a.csv").write_text("a\n")
    (study.reports() / "manifest.json").unlink()
    refused(study, "run santitham-eval run first")


@pytest.mark.parametrize("place", ["reports/r.zip", "data/raw/r.zip", "data/processed/x/r.zip"])
def test_it_is_not_written_into_the_study(study, place):
    refused(study, "a place outside", out=study.folder / place)


def test_raw_files_that_lie_outside_the_study_are_refused(study):
    words = (study.folder / "study.toml").read_text("utf-8")
    (study.folder / "study.toml").write_text('[paths]\nraw = "../raw"\n' + words, "utf-8")
    refused(load_study(study.folder / "study.toml"), "below that of the study file")


# --- verification ---------------------------------------------------------------------------------
def verified(path, capsys=None):
    return [words.en for words in replicate.replicate(path, QUIET)]


def test_a_release_is_made_anew_in_an_empty_folder(released, capsys):
    assert replicate.replicate(released, Progress()) == []
    told = capsys.readouterr().out
    assert "made anew from the raw files" in told and " 0 the same numbers" in told
    assert "what verifies is not what made" not in told


def test_what_cannot_be_made_anew_is_said_and_the_rest_is_checked(study, tmp_path, capsys):
    registry = study.raw() / "registry.csv"
    registry.write_text(registry.read_text("utf-8").replace("CC BY 4.0", "own"), "utf-8")
    assert site(study, QUIET) == []
    out = releasing.release(study, QUIET, out=tmp_path / "r.zip", date=DAY)
    assert replicate.replicate(out, Progress()) == []
    told = capsys.readouterr().out
    assert "for lack of 1 raw files: events/a.csv" in told
    assert "data/raw/events/a.csv" not in members(out)
    [held] = [e for e in crate(members(out))["@graph"] if e["@id"].startswith("#raw/")]
    assert held["sha256"] == store.sha256(study.raw() / "events/a.csv")
    assert held["license"] == {"@id": "#licence/own"}
    assert re.search(r"from the released panel: [1-9]\d* figures", told)
    # An estimate that the released panel does not give, in a release whose list is true of it.
    found = members(out)
    effects = pd.read_csv(io.BytesIO(found["reports/tables/effects.csv"]), dtype={"tambon": str})
    at = effects.index[(effects["method"] == "comparative") & (effects["tambon"] == "990102")][0]
    effects.loc[at, "estimate"] *= 1.001
    found["reports/tables/effects.csv"] = effects.to_csv(index=False).encode()
    del found["MANIFEST.sha256"]
    archive.write(tmp_path / "other.zip", found)
    assert verified(tmp_path / "other.zip") == [
        "reports/tables/effects.csv: 990102 SAF1 comes out otherwise from the released panel"
    ]


@pytest.fixture
def made_before(made, monkeypatch):
    """In the place of making all anew: what was made at first, from the same bytes."""

    def copied(study, *_):
        for folder in (made.paths.processed, made.paths.reports):
            shutil.copytree(made.folder / folder, study.folder / folder)
        return []

    monkeypatch.setattr(verify, "make", copied)


def test_results_that_the_raw_files_do_not_give_are_found(released, tmp_path, made_before):
    found = members(released)
    del found["MANIFEST.sha256"]
    name = "reports/tambon/990102/index.html"
    found[name] = found[name].replace(b"</body>", b"<p>mine</p></body>")
    found["reports/manifest.json"] = found["reports/manifest.json"].replace(
        archive.sha256(members(released)[name]).encode(), archive.sha256(found[name]).encode()
    )
    archive.write(tmp_path / "r.zip", found)
    assert verified(tmp_path / "r.zip") == [f"{name}: made anew it is not what the manifest says"]


def test_other_last_digits_are_the_same_numbers_and_are_told(
    released, tmp_path, capsys, made_before
):
    found = members(released)
    del found["MANIFEST.sha256"]
    name = "reports/tables/effects.csv"
    before = found[name]
    effects = pd.read_csv(io.BytesIO(before), dtype={"tambon": str})
    effects["estimate"] *= 1 + 1e-9
    found[name] = effects.to_csv(index=False, lineterminator="\n").encode()
    manifest = found["reports/manifest.json"].decode()
    found["reports/manifest.json"] = manifest.replace(
        archive.sha256(before), archive.sha256(found[name])
    ).encode()
    archive.write(tmp_path / "r.zip", found)
    assert replicate.replicate(tmp_path / "r.zip", Progress()) == []
    assert f"{name}: other bytes, the same numbers" in capsys.readouterr().out


@pytest.mark.parametrize("other_versions", [False, True])
def test_tables_that_are_not_released_are_held_to_their_hash_under_the_same_versions(
    made, released, monkeypatch, capsys, made_before, other_versions
):
    copied = verify.make

    def spoilt(study, *more):
        copied(study, *more)
        for name in ("events", "panel"):
            with (study.processed() / f"{name}.parquet").open("ab") as file:
                file.write(b"x")
        return []

    monkeypatch.setattr(verify, "make", spoilt)
    if other_versions:
        monkeypatch.setattr(inputs, "versions", lambda: {"python": "3.99"})
    found = [words.en for words in replicate.replicate(released, Progress())]
    told = capsys.readouterr().out
    assert "panel.parquet: other bytes, the same numbers" in told
    assert ("events.parquet: not compared" in told) == other_versions
    wrong = ["events.parquet: made anew it is not what the manifest says"]
    assert found == ([] if other_versions else wrong)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a 1.0000001 b", "a 1.0000002 b", True), ("a 1.0 b", "a 1.1 b", False),
        ("a 1 b", "a 1 c", False), ("−3.0000001", "−3.0", True), ("1 2", "1 2 3", False),
        ("1,678.00000001", "1,678.0", True), ("nan", "1", False), ("1e-12", "2e-12", True),
        ("ab12", "ab13", False), ("x" * 64, "y" * 64, False), ("a" * 64, "b" * 64, True),
    ],
)  # fmt: skip
def test_same_numbers(one, other, same):
    assert replicate.same_numbers(one, other) == same
    assert replicate.same_numbers(other, one) == same


# --- one byte -------------------------------------------------------------------------------------
def little(path):
    """A zip as a release is packed, small enough to spoil each of its bytes."""
    archive.write(
        path, {"a.txt": b"abc", "ข้อมูล/10:30\u2028.csv": b"1,2\n", "ro-crate-metadata.json": b"{}"}
    )
    return path


def spoilt(path, folder):
    shutil.rmtree(folder, ignore_errors=True)
    try:
        return [words.en for words in archive.unpack(path, folder)]
    except StudyError as error:
        return [str(error)]


def test_one_flipped_bit_anywhere_is_found_and_named(tmp_path):
    whole = little(tmp_path / "r.zip").read_bytes()
    assert spoilt(tmp_path / "r.zip", tmp_path / "there") == []
    other = tmp_path / "other.zip"
    for at in range(len(whole)):
        other.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert spoilt(other, tmp_path / "there"), at
    for name, content in members(tmp_path / "r.zip").items():
        at = whole.index(content)
        other.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert [w for w in spoilt(other, tmp_path / "there") if w.startswith(f"{name}: ")], name


def test_bytes_added_cut_or_put_in_another_order_are_found(tmp_path):
    whole = little(tmp_path / "r.zip").read_bytes()
    other = tmp_path / "other.zip"
    for content in (whole + b"x", b"x" + whole, whole[:-1], b"", whole[: len(whole) // 2]):
        other.write_bytes(content)
        assert spoilt(other, tmp_path / "there")
    found = members(tmp_path / "r.zip")
    for names in (sorted(found, reverse=True), sorted(found)):
        with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as packed:
            for name in names:
                packed.writestr(name, found[name])
        assert spoilt(other, tmp_path / "there")


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "c:/x", "a\\x", "a//x"])
def test_a_zip_that_would_write_elsewhere_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as packed:
        packed.writestr(name, "x")
    assert "wrote it" in spoilt(tmp_path / "r.zip", tmp_path / "in" / "there")[0]
    assert not (tmp_path / "x").exists() and not (tmp_path / "in" / "x").exists()


def test_the_command_makes_and_verifies_and_says_what_differs(study, monkeypatch, capsys):
    monkeypatch.chdir(study.folder)

    def status(*words):
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        return ended.value.code

    assert status("release") == 2
    assert "say --date" in capsys.readouterr().err
    assert status("release", "--date", DAY, "--signed-by-role", "หัวหน้ากลุ่มข้อมูล") == 0
    told = capsys.readouterr().out
    assert store.sha256(study.folder / "small-release.zip") in told
    assert "no second person has signed" not in told
    checklist = members(study.folder / "small-release.zip")["disclosure/checklist.md"].decode()
    assert "signed by (role): หัวหน้ากลุ่มข้อมูล" in checklist and "[ ]" not in checklist
    monkeypatch.chdir(study.folder.parent)
    path = study.folder / "small-release.zip"
    whole = bytearray(path.read_bytes())
    whole[whole.index(b"<html") + 7] ^= 1
    path.write_bytes(whole)
    assert status("verify", "--release", str(path)) == 1
    assert re.search(r"^    reports/\S+\.html: cannot be read", capsys.readouterr().err, re.M)
    assert status("verify", "990101", "--release", str(path)) == 2
    assert status("verify", str(path)) == 1
    assert re.search(r"^    reports/\S+\.html: cannot be read", capsys.readouterr().err, re.M)
    assert status("verify", str(path), "990101") == 2
    assert "990101" in capsys.readouterr().err
    for wrong in (["--release", "none.zip"], ["none.zip"], ["--release", str(study.folder)]):
        assert status("verify", *wrong) == 2
        told = capsys.readouterr().err
        assert Path(wrong[-1]).name in told and "Traceback" not in told


# --- disclosure -----------------------------------------------------------------------------------
def frames(found):
    """Tables of a release as CSV, by name."""
    return {
        Path(name).stem: pd.read_csv(io.BytesIO(content), dtype={"tambon": str, "period": str})
        for name, content in found.items()
        if name.startswith("reports/tables/") and name.endswith(".csv")
    }


def attack(found, indicator="SAF2", minimum=3):
    """Withheld months of persons that whole numbers and published sums pin down, one by one.

    Knows nothing of the gate: for each tambon and window the published total is the sum of its
    months, and where any zero is shown a mark is no zero.
    """
    shown = frames(found)
    panel, effects, known = (shown[name] for name in ("panel", "effects", "diagnostics"))
    panel = panel[(panel["indicator"] == indicator) & panel["observed"]]
    least = float((panel["numerator"] == 0).any())
    got = []
    for row in known[known["indicator"] == indicator].itertuples():
        own = effects[(effects["tambon"] == row.tambon) & (effects["indicator"] == indicator)]
        own = own[own["method"] == "comparative"].iloc[0]
        for total, first, last in (
            (own["n_before"], row.baseline_first, row.baseline_last),
            (own["n_after"], row.follow_up_first, row.follow_up_last),
        ):
            months = panel[(panel["tambon"] == row.tambon) & panel["period"].between(first, last)]
            hidden = months["numerator"].isna().to_numpy()
            if np.isnan(total) or not hidden.any():
                continue
            rest = total - months["numerator"].sum()
            n = int(hidden.sum())
            ends = [
                optimize.milp(
                    sign * np.eye(n)[0], integrality=np.ones(n), bounds=optimize.Bounds(least, np.inf),
                    constraints=optimize.LinearConstraint(np.ones((1, n)), rest, rest),
                ).fun * sign
                for sign in (1, -1)
            ]  # fmt: skip
            if ends[1] - ends[0] < minimum - 2 and ends[0] < minimum:
                got.append((row.tambon, ends[0]))
    return got


def gate(study, found, previous=()):
    return disclosure.gate(study, found, [], "", previous)


def weakened(made, tmp_path, monkeypatch, hidden):
    """The study's release as it would be, were figures hidden by another rule."""
    monkeypatch.setattr(tables_released, "_hidden", hidden)
    shutil.copytree(made.folder, tmp_path / "weak")
    study = load_study(tmp_path / "weak" / "study.toml")
    assert site(study, QUIET, force=True) == []
    folder = study.folder
    found = {name: content for name, content in tree(folder).items() if name.startswith("reports/")}
    return study, found


def only_small(name, frame, minimum):
    """The fault: small cells alone are blanked, and what they can be had from is left."""
    persons = frame.get("indicator", pd.Series("", frame.index)) == "SAF2"
    count = frame.get("numerator", pd.Series(np.nan, frame.index))
    return persons & (count > 0) & (count < minimum)


def test_no_withheld_count_of_the_release_can_be_had(made, released):
    found = members(released)
    assert attack(found) == []
    panel = frames(found)["panel"]
    assert panel.loc[panel["indicator"] == "SAF2", "numerator"].isna().all()
    gate(made, found)


def test_a_release_that_hides_small_cells_alone_falls_to_the_attack_and_is_refused(
    made, tmp_path, monkeypatch
):
    study, found = weakened(made, tmp_path, monkeypatch, only_small)
    got = attack(found)
    assert got
    with pytest.raises(StudyError) as refusal:
        gate(study, found)
    told = str(refusal.value)
    assert "cannot be worked out" in told
    truth = store.read(study.processed(), "panel").set_index(["tambon", "indicator"])
    assert all(truth.loc[(t, "SAF2"), "numerator"].eq(n).any() for t, n in got)
    with pytest.raises(StudyError):
        releasing.release(study, QUIET, out=tmp_path / "r.zip", date=DAY)
    assert not (tmp_path / "r.zip").exists()


def test_a_release_that_hides_nothing_or_counts_but_not_rates_is_refused(
    made, tmp_path, monkeypatch
):
    study, found = weakened(made, tmp_path, monkeypatch, lambda n, f, m: pd.Series(False, f.index))
    with pytest.raises(StudyError, match="fewer persons than may be told"):
        gate(study, found)
    # Rates are left, and what they are divided by stands in the rows of another series.
    panel = pd.read_csv(io.BytesIO(found["reports/tables/panel.csv"]), dtype={"tambon": str})
    rows = panel["indicator"] == "SAF2"
    panel.loc[rows, ["numerator", "denominator"]] = np.nan
    assert panel.loc[rows, "value"].notna().any()
    found["reports/tables/panel.csv"] = panel.to_csv(index=False).encode()
    with pytest.raises(StudyError, match=r"deaths 9901\d\d 20\d\d-\d\d"):
        gate(study, found)


def test_weights_from_which_counts_of_persons_follow_are_withheld(made, released):
    """A weight of what counts persons is a count times what is public."""
    built = pd.DataFrame(
        {"tambon": "990101", "indicator": ["SAF1", "SAF2"], "comparison": "990201", "weight": 0.5}
    )
    shown = tables_released.released("comparisons", built, 3)
    assert shown["weight"].isna().tolist() == shown["withheld"].tolist() == [False, True]
    found = members(released)
    for marked in (True, False):
        told = built.assign(withheld=[False, marked]).to_csv(index=False).encode()
        with pytest.raises(StudyError, match=r"comparisons\.csv"):
            gate(made, {**found, "reports/tables/comparisons.csv": told})


def test_figures_beside_a_mark_other_tables_and_other_columns_are_refused(made, released):
    found = members(released)
    panel = frames(found)["panel"]
    at = panel.index[panel["withheld"]][0]
    marked = panel.assign(se=np.where(panel.index == at, 0.5, panel["se"]))
    for changed, match in (
        ({"reports/tables/panel.csv": marked.to_csv(index=False).encode()}, "blank cells in rows"),
        ({"reports/tables/events.csv": b"event_id,deaths\n1,1\n"}, "only tables and columns"),
        ({"reports/tables/roster.csv": b"tambon,start,dose,who\n"}, "only tables and columns"),
    ):
        with pytest.raises(StudyError, match=match):
            gate(made, {**found, **changed})


PAGE = (
    "<table><thead><tr><th>ตัวชี้วัด</th><th>ก่อน<br>Before</th><th>หลัง</th></tr></thead>"
    "<tr><th>ผู้เสียชีวิต\u00a0†<br>deaths</th><td>{before}</td><td>{after}</td></tr></table>"
)


def on_page(made, found, before, after, notebook=False):
    html = PAGE.format(before=before, after=after)
    name = "reports/tambon/990101/index.html"
    if notebook:
        name = "reports/tambon/990101/report.ipynb"
        html = json.dumps({"cells": [{"outputs": [{"data": {"text/html": [html]}}]}]})
    return {**found, name: html.encode()}


@pytest.mark.parametrize("notebook", [False, True])
def test_a_rate_on_a_page_that_stands_for_few_persons_is_refused(made, released, notebook):
    found = members(released)
    shown = frames(found)
    found["reports/tables/withheld.csv"] = b"tambon,indicator\n"
    own = shown["diagnostics"].query("tambon == '990101' and indicator == 'SAF2'").iloc[0]
    rows = shown["panel"].query("tambon == '990101' and indicator == 'SAF1'")
    under = rows[rows["period"].between(own["baseline_first"], own["baseline_last"])]
    per = 100_000 / under["denominator"].sum()
    for n in (0, 3, 12):
        gate(made, on_page(made, found, f"{n * per:.1f}", "ปกปิด", notebook))
    for n in (1, 2):
        with pytest.raises(StudyError, match="deaths 990101 before"):
            gate(made, on_page(made, found, f"{n * per:.1f}", "ปกปิด", notebook))


@pytest.mark.parametrize(
    ("shown", "passes"), [("๙๙.๐", False), ("ปกปิด", True), ("suppressed", True)]
)
def test_pages_in_english_and_with_thai_digits_are_read_too(made, released, shown, passes):
    found = {n: c for n, c in members(released).items() if n.startswith("reports/")}
    found["reports/tables/withheld.csv"] = b"tambon,indicator\n990101,SAF2\n"
    page = on_page(made, found, shown, "suppressed")
    for words in (("ก่อน<br>Before", "Before"), ("ผู้เสียชีวิต\u00a0†<br>deaths", "deaths\u00a0†")):
        page = {n: c.replace(words[0].encode(), words[1].encode()) for n, c in page.items()}
    if passes:
        gate(made, page)
    else:
        with pytest.raises(StudyError, match="which the table withheld lists"):
            gate(made, page)


def test_tables_of_tambons_are_read_under_the_name_of_their_indicator(made, released):
    found = {n: c for n, c in members(released).items() if n.startswith("reports/")}
    found = {n: c for n, c in found.items() if not re.search(r"tambons\.en\.(csv|tex)$", n)}
    found["reports/tables/withheld.csv"] = b"tambon,indicator\n990102,SAF2\n"
    head = "<table><tr><th>Code</th><th>Before</th></tr><tr><th>{group}</th></tr>"
    row = "<tr><th>{code}</th><td>{shown}</td></tr></table>"

    def page(**of):
        return {**found, "reports/exhibits/tambons.en.html": (head + row).format(**of).encode()}

    for fine in (
        {"group": "deaths", "code": "990102", "shown": "suppressed"},
        {"group": "deaths", "code": "990101", "shown": "99.0"},
        {"group": "violent incidents", "code": "990102", "shown": "99.0"},
    ):
        gate(made, page(**fine))
    with pytest.raises(StudyError, match="which the table withheld lists"):
        gate(made, page(group="deaths", code="990102", shown="99.0"))


def test_a_page_that_shows_what_the_table_withheld_lists_is_refused(made, released):
    found = members(released)
    found["reports/tables/withheld.csv"] = b"tambon,indicator\n990101,SAF2\n"
    gate(made, on_page(made, found, "ปกปิด", "ปกปิด"))
    with pytest.raises(StudyError, match="which the table withheld lists"):
        gate(made, on_page(made, found, "99.0", "ปกปิด"))


def test_a_small_count_of_data_quality_is_refused_in_its_table_and_on_a_page(made, released):
    found = members(released)
    head = "topic,area,item,count,th,en,withheld\n"
    row = "left_out,ALL,events/deaths/amphoe,{n},ผู้เสียชีวิตที่รู้เพียงอำเภอ,deaths,{marked}\n"
    page = "<table><tr><th>ก</th><th>ข</th></tr><tr><th>ผู้เสียชีวิตที่รู้เพียงอำเภอ</th><td>{n}</td></tr></table>"

    def at(n, shown, marked="False"):
        return {
            **found,
            "reports/tables/quality.csv": (head + row.format(n=n, marked=marked)).encode(),
            "reports/quality/index.html": page.format(n=shown).encode(),
        }

    gate(made, at("7.0", "7"))
    gate(made, at("", "ปกปิด", "True"))
    for wrong in (at("2.0", "ปกปิด"), at("", "2", "True")):
        with pytest.raises(StudyError, match="fewer persons"):
            gate(made, wrong)


YEARS = (
    "<table><caption>ผู้เสียชีวิต (คนต่อประชากร 100,000 คนต่อปี) ทีละ 12 เดือน</caption><tr>"
    "<th>ปี พ.ศ.<br>year</th><th>เกิดขึ้นจริง<br>Observed</th><th>ใช้เป็น</th></tr>{rows}</table>"
)


def years(made, found, *shown, before="ปกปิด"):
    """A page whose chart shows years, each with as many deaths as are said."""
    panel = frames(found)["panel"].query("tambon == '990101' and indicator == 'SAF1'")
    of_year = panel.groupby(panel["period"].str[:4])["denominator"].sum()
    rows = "".join(
        f"<tr><td>{int(year) + 543}</td><td>{n / of_year[year] * 1e5:.1f}</td><td>ช่วงก่อน</td></tr>"
        for year, n in shown
    )
    page = {**found, "reports/tables/withheld.csv": b"tambon,indicator\n"}
    name = "reports/tambon/990101/index.html"
    page = on_page(made, page, before, "ปกปิด")
    return {**page, name: page[name] + YEARS.format(rows=rows).encode()}


def test_the_years_of_a_chart_are_read(made, released):
    found = members(released)
    gate(made, years(made, found, ("2014", 3), ("2015", 0)))
    for year in ("2014", "2013"):
        with pytest.raises(StudyError, match=f"deaths 990101 {year}-01..{year}-12"):
            gate(made, years(made, found, (year, 2)))


def test_what_a_window_and_the_years_of_the_chart_leave_is_worked_out(made, released):
    found = members(released)
    shown = frames(found)
    own = shown["diagnostics"].query("tambon == '990101' and indicator == 'SAF2'").iloc[0]
    first, last = own["baseline_first"], own["baseline_last"]
    rows = shown["panel"].query("tambon == '990101' and indicator == 'SAF1'")
    under = rows[rows["period"].between(first, last)]["denominator"].sum()
    inside = [str(y) for y in range(int(first[:4]), int(last[:4]) + 1)
              if first <= f"{y}-01" and f"{y}-12" <= last]  # fmt: skip
    counts = list(zip(inside, (4, 5, 6, 7, 8), strict=False))
    total = sum(n for _, n in counts)
    for left, told in ((8, False), (2, True)):
        before = f"{(total + left) / under * 1e5:.2f}"
        page = years(made, found, *counts, before=before)
        if told:
            with pytest.raises(StudyError, match="deaths 990101 stretch from"):
                gate(made, page)
        else:
            gate(made, page)


def test_a_percentage_of_a_known_whole_tells_its_part():
    """12.5 % of 16 deaths are two."""
    counts = Counts({}, {("990101", "SAF4", "before"): 16.0}, set(), {})
    row = (["x", "Before"], ["civilian share of deaths", "12.5"])
    assert list(counts.add("page", "990101", SERIES["SAF4"], *row)) == []
    small = small_figures(counts.shown(), 3)
    assert {cell.what: bounds for cell, bounds in small.items()} == {"SAF4/civilian_deaths": (2, 2)}
    unknown = Counts({}, {}, set(), {})
    assert list(unknown.add("page", "990101", SERIES["SAF4"], *row)) == []
    assert small_figures(unknown.shown(), 3) == {}


@pytest.mark.parametrize(("shown", "exposed"), [(("b", "c"), {"a": (2, 2)}), (("c",), {})])
def test_the_programme_less_the_tambons_that_are_shown_is_worked_out(shown, exposed):
    counts = {"a": 2.0, "b": 7.0, "c": 9.0}
    cells = {t: Count("w", t, "after") for t in counts}
    pages = Shown({cells[t]: (counts[t], counts[t]) for t in shown}, frozenset(cells.values()))
    areas = {"overall": {"": ["a", "b", "c"]}, "dose": {"1": ["a"], "2": ["b", "c"]}}
    beside = disclosure._totals(pages, ("w", "after"), counts, {"overall": areas["overall"]}, 3)
    assert {cell.place: bounds for cell, bounds in exposed_cells(beside, 3).items()} == exposed
    known = disclosure._totals(pages, ("w", "after"), counts, areas, 3).known
    assert {c.place for c in known} - set(counts) == {"overall ", "dose 2"}  # not the small one


@pytest.mark.parametrize("ending", ["csv", "tex"])
def test_a_figure_that_a_table_has_only_in_another_form_is_refused(made, released, ending):
    found = members(released)
    name = f"reports/exhibits/tambons.en.{ending}"
    with pytest.raises(StudyError, match="only figures that the same table has as a page"):
        gate(made, {**found, name: found[name] + b"\n77.25"})


@pytest.mark.parametrize(("said", "passes"), [("12.5", True), ("๑๒.๕", True), ("2", False)])
def test_what_is_said_in_the_place_of_a_picture_is_read(made, released, said, passes):
    found = {n: c for n, c in members(released).items() if n.startswith("reports/")}
    found["reports/tables/withheld.csv"] = b"tambon,indicator\n"
    page = '<head><style>a { width: 2px }</style></head><svg aria-label="before {said}"></svg><p>12.5</p>'
    told = {**found, "reports/tambon/990101/index.html": page.replace("{said}", said).encode()}
    if passes:
        gate(made, told)
    else:
        with pytest.raises(StudyError, match="in the place of a picture"):
            gate(made, told)


def test_two_releases_together_tell_no_more_than_each(made, released, tmp_path):
    found = {n: c for n, c in members(released).items() if n.startswith("reports/")}
    withheld = {**found, "reports/tables/withheld.csv": b"tambon,indicator\n"}
    hides, shows = (on_page(made, withheld, before, "ปกปิด") for before in ("ปกปิด", "99.0"))
    archive.write(tmp_path / "hides.zip", hides)
    archive.write(tmp_path / "shows.zip", shows)
    gate(made, hides, [tmp_path / "hides.zip"])
    gate(made, shows, [tmp_path / "shows.zip"])
    for now, then in ((hides, "shows.zip"), (shows, "hides.zip")):
        with pytest.raises(StudyError, match=f"withheld both here and in {then}"):
            gate(made, now, [tmp_path / then])
    (tmp_path / "spoilt.zip").write_bytes((tmp_path / "hides.zip").read_bytes() + b"x")
    with pytest.raises(StudyError, match="the files in it are whole"):
        gate(made, hides, [tmp_path / "spoilt.zip"])


def test_a_sum_that_only_the_earlier_release_shows_gives_a_cell_of_this_one(made):
    """Neither alone: here the months without the total, there the total without the months."""
    now = Shown({"b": (4, 4)}, frozenset({"a", "all"}), [Sum("all", ("a", "b"))])
    then = Shown({"all": (6, 6)}, frozenset({"a", "b"}), [])
    assert exposed_cells(now, 3) == exposed_cells(then, 3) == {}
    assert exposed_cells(now.with_other(then), 3) == {"a": (2, 2)}


def test_what_is_left_of_rounded_and_of_contradicting_figures():
    sums = [Sum("all", ("a", "b"))]
    near, wide = (
        Shown({"all": (10 - by, 10 + by), "b": (8 - by, 8 + by)}, frozenset({"a"}), sums)
        for by in (0.4, 0.6)
    )
    assert small_figures(Shown({"x": (0.6, 1.4), "y": (1.6, 3.4), "z": (0, 0)}), 3) == {"x": (1, 1)}
    assert exposed_cells(near, 3) == {"a": (2, 2)}
    assert exposed_cells(wide, 3) == {}
    with pytest.raises(ValueError, match="contradict"):
        exposed_cells(Shown({"all": (3, 3), "b": (8, 8)}, frozenset({"a"}), sums), 3)


def test_the_log_says_what_was_withheld_and_why(released):
    rows = list(csv.DictReader(io.StringIO(members(released)["disclosure/log.csv"].decode())))
    found = {(row["file"], row["of"]): int(row["withheld"]) for row in rows}
    assert found["reports/tables/panel.csv", "SAF2"] == 12 * 120
    assert all(row["why_th"] and row["why_en"] for row in rows)
    checklist = members(released)["disclosure/checklist.md"].decode()
    assert "UNSIGNED" in checklist and "[ ]" in checklist


# --- proof ----------------------------------------------------------------------------------------
ROOT = Path(__file__).parents[1]


@pytest.mark.proof
def test_the_release_of_the_demo_twice_elsewhere_and_verified(tmp_path):
    """The whole demo, run and released in two folders and zones, then verified by the command."""
    made = []
    for place, zone, jobs in (("a", "Asia/Bangkok", "2"), ("ที่อื่น", "America/St_Johns", "1")):
        folder = tmp_path / place
        folder.mkdir()
        shutil.copy(ROOT / "study.toml", folder)
        shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
        env = {**os.environ, "TZ": zone}
        for words in (["run", "--jobs", jobs], ["release", "--date", DAY]):
            run = [sys.executable, "-m", "santitham_eval.cli", *words, "--quiet"]
            subprocess.run(run, cwd=folder, env=env, check=True)
        made.append(folder / "demo-release.zip")
    assert store.sha256(made[0]) == store.sha256(made[1])
    (tmp_path / "empty").mkdir()
    run = [
        sys.executable,
        "-m",
        "santitham_eval.cli",
        "verify",
        "--release",
        str(made[0]),
        "--jobs",
        "2",
    ]
    done = subprocess.run(run, cwd=tmp_path / "empty", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert " 0 the same numbers" in done.stdout
