"""The commands: exit status, words in both languages, progress, and real input end to end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from real_study import write_real_study
from small_study import TREATED, tables, tree, write_notebook, write_study

from santitham_eval import cli, load_study, panel, store
from santitham_eval.batch import bench, steps
from santitham_eval.batch.progress import Progress

ROOT = Path(__file__).parents[1]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A small study in the current folder."""
    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    write_study(tmp_path)
    write_notebook(tmp_path, 'assert tambon != "990102", "deliberate"')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def status(*words):
    """Exit status of a command."""
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    return ended.value.code


def test_run_tells_what_failed_and_ends_with_1(here, capsys):
    assert status("run", "--jobs", "2") == 1
    told = capsys.readouterr()
    assert "1 tambons failed" in told.err and "ตำบล 990102 เซลล์ที่ 3" in told.err
    assert "tambon 990102, cell 3 (assert tambon" in told.err
    assert "AssertionError: deliberate" in told.err
    assert (here / "reports" / "index.html").exists()
    assert (here / "reports" / "manifest.json").exists()
    write_notebook(here)
    assert status("run", "--quiet") == 0
    told = capsys.readouterr()
    assert told.out == "" and told.err == ""
    assert sorted(p.name for p in (here / "reports" / "tambon").iterdir()) == TREATED


def test_report_takes_one_code_or_more(here, capsys):
    assert status("build") == 0 and status("estimate") == 0
    assert status("report", "--tambon", "990101", "990103") == 0
    assert [p.name for p in sorted((here / "reports" / "tambon").iterdir())] == ["990101", "990103"]
    assert status("report", "--tambon", "990199", "--tambon", "12") == 2
    told = capsys.readouterr().err
    assert "990199" in told and "'12'" in told
    assert status("report", "--parameter", "tiems=2") == 2
    assert "did you mean “times”" in capsys.readouterr().err


def test_unusable_input_ends_with_2_in_both_languages_and_writes_nothing(here, capsys):
    (here / "study.toml").write_text("[study]\nid = 3\n", "utf-8")
    before = tree(here)
    for command in ("check", "build", "estimate", "report", "site", "run"):
        assert status(command) == 2
        told = capsys.readouterr()
        assert "text in quotation marks" in told.err and "ข้อความในเครื่องหมายคำพูด" in told.err
        assert told.out == ""
    assert tree(here) == before


@pytest.mark.parametrize(
    "words",
    [["report", "--jobs", "0"], ["reprot"], ["run", "--lang", "de"], ["build", "--stdy", "x"], []],
)
def test_unusable_words_end_with_2(here, words):
    assert status(*words) == 2


@pytest.mark.parametrize("command", ["estimate", "report", "site"])
def test_a_step_before_its_tables_says_what_to_run(here, capsys, command):
    assert status(command) == 2
    assert "run santitham-eval build" in capsys.readouterr().err
    assert not (here / "reports").exists()


def test_there_is_no_traceback_from_outside(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "santitham_eval.cli", "run", "--study", "nowhere.toml"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "there is no such file" in done.stderr


def test_help_is_quick_because_nothing_heavy_is_imported():
    code = (
        "import sys\nfrom santitham_eval import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('numpy', 'pandas', 'papermill', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True,
                          env={**os.environ, "PYTHONIOENCODING": "utf-8"})  # fmt: skip
    words = done.stdout.decode("utf-8")
    assert words.splitlines()[-1] == "[]"
    for command in ("check", "build", "estimate", "report", "site", "run", "demo"):
        assert f" {command} " in words


def test_one_thread_of_linear_algebra(here, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    assert status("check", "--quiet") == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere(monkeypatch, capsys):
    with Progress().count(2) as tick:
        tick("990101", True)
        tick("990102", False)
    told = capsys.readouterr()
    assert "tambon 990102 failed (2 of 2)" in told.out and told.err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress().count(2) as tick:
        tick("990101", True)
    told = capsys.readouterr()
    assert told.out == "" and "1/2" in told.err and "reports" in told.err
    assert "failed" not in told.err
    with Progress().count(3) as tick:
        tick("990101", True)
        tick("990102", False)
    told = capsys.readouterr().err
    assert "1 failed" in told and "/s" in told and "<" in told  # rate, and time left after "<"
    with Progress(quiet=True).count(1) as tick:
        tick("990101", True)
    told = capsys.readouterr()
    assert told.out + told.err == ""


def test_the_log_for_machines_has_a_line_for_each_event(here, capsys):
    assert status("build", "--log", "run.jsonl", "--quiet") == 0
    assert status("report", "--log", "run.jsonl", "--parameter", "nonsense=1", "--quiet") == 2
    events = [json.loads(line) for line in Path("run.jsonl").read_text("utf-8").splitlines()]
    assert [e["event"] for e in events][:2] == ["start", "step"]
    assert all(isinstance(e["seconds"], float) for e in events)
    told = Progress(log=Path("more.jsonl"), quiet=True)
    with told.count(2) as tick:
        tick("990101", True)
        tick("990102", False)
    last = json.loads(Path("more.jsonl").read_text("utf-8").splitlines()[-1])
    assert last.pop("seconds") >= 0
    assert last == {"event": "report", "tambon": "990102", "ok": False, "done": 2, "failed": 1, "total": 2}  # fmt: skip
    assert status("build", "--log", "no/such/folder.jsonl", "--quiet") == 2
    assert "folder.jsonl" in capsys.readouterr().err


def test_bench_times_every_step(here, capsys):
    write_notebook(here)
    bench.measure(load_study("study.toml"), Progress(), tambons=1)
    told = capsys.readouterr().out
    for step in ("build", "estimate", "report x 1, --jobs 2", "site", "s a report"):
        assert step in told


def test_demo_replaces_only_files_of_its_own(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert status("demo") == 0
    first = tree(tmp_path / "data" / "raw")
    shipped = tree(ROOT / "data" / "raw")
    assert first == {name: shipped[name] for name in first}
    assert set(shipped) - set(first) == {"README.md", ".gitattributes"}
    (tmp_path / "data" / "raw" / "roster.csv").write_text("mine", "utf-8")
    assert status("demo") == 2
    assert "your own" in capsys.readouterr().err
    assert (tmp_path / "data" / "raw" / "roster.csv").read_text("utf-8") == "mine"
    assert status("demo", "--force") == 0
    assert tree(tmp_path / "data" / "raw") == first


# --- real input, from raw files to pages ----------------------------------------------------
@pytest.fixture
def placebo(real, tmp_path, monkeypatch):
    """A study of the real rows in the working folder; codes of its placebo roster."""
    study = write_real_study(tmp_path, real, treated=8)
    monkeypatch.chdir(tmp_path)
    return sorted(pd.read_csv(study.raw() / "roster.csv", dtype=str)["code"])


@pytest.mark.real
def test_real_input_goes_all_the_way_under_a_placebo_roster(placebo):
    assert status("check") == 0
    assert status("build") == 0 and status("estimate") == 0
    study = load_study("study.toml")
    register = store.read(study.processed(), "register")
    assert (len(register), register["amphoe"].nunique()) == (290, 37)
    effects = store.read(study.processed(), "effects")
    assert set(effects["tambon"]) - {"ALL"} == set(placebo)
    assert status("report", "--tambon", *placebo[:2], "--jobs", "2") == 0
    assert status("site") == 0
    for code in placebo[:2]:
        page = (study.reports() / "tambon" / code / "index.html").read_text("utf-8")
        assert code in page and "SIMULATED" in page
    assert str(Path.cwd()) not in "".join(
        p.read_text("utf-8", "replace") for p in study.reports().rglob("*") if p.is_file()
    )


@pytest.mark.proof
@pytest.mark.real
def test_the_same_real_report_twice_is_the_same_bytes(placebo):
    study = load_study("study.toml")
    quiet = Progress(quiet=True)
    steps.build(study, quiet)
    steps.estimate(study, quiet)
    steps.report(study, quiet, tambons=placebo[:1])
    first = tree(study.reports())
    steps.build(study, quiet, force=True)
    steps.estimate(study, quiet, force=True)
    steps.report(study, quiet, tambons=placebo[:1], force=True)
    assert tree(study.reports()) == first
