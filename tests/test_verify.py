"""Made anew elsewhere, every file is what the manifest says; whatever is not is named."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from small_study import tables, tree, write_notebook, write_study
from test_batch import OF_ALL
from tiny_study import tiny_study

from santitham_eval import StudyError, cli, load_study, panel
from santitham_eval.batch import folders, steps, whole
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.site import site
from santitham_eval.batch.verify import copy, verify

ROOT = Path(__file__).parents[1]
QUIET = Progress(quiet=True)
CHANGES = 'seen = __import__("time").time_ns() if tambon == "990103" else 0\nseen'


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A small study without pages of the whole; its raw files lie beside it."""
    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    monkeypatch.setattr(whole, "PAGES", {})
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "s").mkdir()
    path = write_study(tmp_path / "s")
    shutil.move(tmp_path / "s" / "data" / "raw", tmp_path / "raw")
    words = path.read_text("utf-8").replace("[area]", '[paths]\nraw = "../raw"\n[area]')
    path.write_text(words, "utf-8")
    return path


def made(path, *cells):
    write_notebook(path.parent, *cells)
    study = load_study(path)
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)
    steps.report(study, QUIET, values=["times=2"])
    assert site(study, QUIET) == []
    return study


def test_every_file_that_differs_is_missing_or_is_extra_is_named(small, monkeypatch, capsys):
    study = made(small, CHANGES)
    before = tree(small.parent)
    (study.reports() / "tambon" / "990101" / "index.html").write_text("by hand")
    (study.reports() / "tables" / "panel.csv").unlink()
    (study.reports() / "tambon" / "more.html").write_text("mine")
    manifest = json.loads((study.reports() / "manifest.json").read_bytes())
    manifest["raw"]["events/a.csv"] = "another"
    (study.reports() / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.chdir(small.parent)
    with pytest.raises(SystemExit) as ended:
        cli.main(["verify", "--quiet"])
    assert ended.value.code == 1
    told = re.findall(r"^    (\S+): (.*)$", capsys.readouterr().err, re.M)
    assert ("raw/events/a.csv", "this input is not what the manifest says") in told
    there = {(name, how) for name, how in told if "made anew" not in how and name[:4] != "raw/"}
    assert there == {
        ("reports/tambon/990101/index.html", "is not what the manifest says"),
        ("reports/tables/panel.csv", "is in the manifest and is missing"),
        ("reports/tambon/more.html", "is extra, not in the manifest"),
    }
    anew = {(name, how) for name, how in told if "made anew" in how}
    assert anew == {
        ("reports/tambon/990103/report.ipynb", "made anew it is not what the manifest says")
    }
    assert list((small.parent.parent / "tmp").iterdir()) == []
    assert set(tree(small.parent)) - set(before) == {"reports/tambon/more.html"}


@pytest.mark.proof
def test_a_study_as_it_was_made_is_verified_whole_or_for_some_tambons(small):
    study = made(small)
    before = tree(small.parent.parent)
    assert verify(study, QUIET) == []
    assert tree(small.parent.parent) == before
    (study.reports() / "index.html").write_text("by hand")
    assert verify(study, QUIET, tambons=["990103"]) == []


def test_without_a_manifest_or_for_a_tambon_that_it_does_not_list(small, monkeypatch):
    study = load_study(small)
    with pytest.raises(StudyError, match="run santitham-eval run first"):
        verify(study, QUIET)
    study.reports().mkdir()
    manifest = study.reports() / "manifest.json"
    for content in ("", "[]", "{}", '{"outputs": [], "tables": {}}'):
        manifest.write_text(content)
        with pytest.raises(StudyError, match="run santitham-eval run first"):
            verify(study, QUIET)
    manifest.write_text(json.dumps({"outputs": {}, "parameters": {}, "tables": {}}))
    for code in ("990101", "../x", ""):
        with pytest.raises(StudyError, match="whose report the manifest lists"):
            verify(study, QUIET, tambons=[code])


@pytest.mark.parametrize("place", ["/tmp/elsewhere", "../elsewhere"])
def test_what_would_be_written_outside_the_copy_is_refused(small, place):
    words = small.read_text("utf-8").replace("[paths]", f'[paths]\nreports = "{place}"')
    small.write_text(words, "utf-8")
    study = load_study(small)
    (study.reports()).mkdir(exist_ok=True)
    (study.reports() / "manifest.json").write_text(
        json.dumps({"outputs": {}, "parameters": {}, "tables": {}})
    )
    try:
        with pytest.raises(StudyError, match="below that of the study file"):
            verify(study, QUIET)
    finally:
        shutil.rmtree(study.reports())


def test_the_copy_gives_the_same_tables_and_holds_nothing_made(tmp_path):
    study = tiny_study(tmp_path / "s")
    for made_before in (study.processed(), study.reports()):
        made_before.mkdir(parents=True)
        (made_before / "old").write_text("old")
    again = copy(study, tmp_path / "copy")
    assert (again.hash, again.file) == (study.hash, study.file)
    assert not again.processed().exists() and not again.reports().exists()
    ours, theirs = panel.build_tables(study), panel.build_tables(again)
    assert all(theirs[name].equals(table) for name, table in ours.items())


def test_what_a_killed_verification_left_is_removed_by_the_next(small):
    left = Path(tempfile.gettempdir()) / "verifying-left"
    left.mkdir()
    (left / "x").write_text("x")
    with folders.temporary("verifying-") as at_work:
        assert not left.exists()
        with folders.temporary("verifying-") as other:
            assert at_work.exists() and other.exists()  # one that is at work is left alone
    assert list(left.parent.iterdir()) == []


# --- same bytes ------------------------------------------------------------------------------
HERE = {"TZ": "Asia/Bangkok", "LC_ALL": "C", "PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "2"}
THERE = {"TZ": "America/St_Johns", "LC_ALL": "th_TH.UTF-8", "LANG": "th_TH.UTF-8", "PYTHONHASHSEED": "2",
         "OPENBLAS_NUM_THREADS": "2"}  # fmt: skip
TELLS = "import os, time, locale\nprint(hash('a'), {'b', 'c', 'd'}, time.tzname, locale.getlocale(), open(__import__('os').devnull).encoding)"


def run(study, jobs, env):
    done = subprocess.run(
        [sys.executable, "-m", "santitham_eval.cli", "run", "--study", str(study.folder / study.file), "--jobs", jobs],
        env={**os.environ, **env, "PYTHONIOENCODING": "utf-8"}, capture_output=True, text=True, encoding="utf-8",
        cwd=study.folder.parent, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.proof
def test_other_folder_zone_language_and_number_at_once_give_the_same_bytes(tmp_path):
    found = []
    for place, jobs, env in (("a", "1", HERE), ("ที่อื่น {x}", "2", THERE)):
        (tmp_path / place).mkdir()
        study = tiny_study(tmp_path / place)
        write_notebook(study.folder, TELLS)
        for page in whole.PAGES.values():
            write_notebook(study.folder, TELLS, name=page.notebook.stem, **OF_ALL)
        run(study, jobs, env)
        found.append({**tree(study.reports()), **tree(study.processed())})
    assert set(found[0]) == set(found[1])
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
    assert len([name for name in found[0] if name.startswith("tambon/")]) == 4


@pytest.mark.proof
def test_the_demo_made_twice_elsewhere_is_the_same_bytes(tmp_path):
    """The whole demo with its own notebooks, and `verify` on it."""
    found = []
    for place, jobs, env in (("a", "2", HERE), ("ที่อื่น", "1", THERE)):
        folder = tmp_path / place
        folder.mkdir()
        shutil.copy(ROOT / "study.toml", folder)
        shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
        study = load_study(folder / "study.toml")
        run(study, jobs, env)
        found.append({**tree(study.reports()), **tree(study.processed())})
    assert [n for n in {*found[0], *found[1]} if found[0].get(n) != found[1].get(n)] == []
    assert verify(study, QUIET, jobs=2) == []
