"""Whatever is killed, full, read-only or wild: every healthy tambon's report arrives, in its bytes."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pandas as pd
import psutil
import pytest
from pool_tasks import by_name, nothing, once_only
from small_study import CODES, TREATED, tables, tree, write_notebook, write_study

from santitham_eval import StudyError, load_study, panel, store
from santitham_eval.batch import folders, inputs, parameters, pool, steps, task
from santitham_eval.batch.progress import Progress

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="prctl and /proc are Linux's")
QUIET = Progress(quiet=True)
MARK = "SANTITHAM_TEST"
ROSTER = CODES[:8]
WILD = {
    "990102": "time.sleep(600)",
    "990103": "held = []\n    while True: held.append(bytearray(1 << 28))",
    "990104": "for _ in range(100): print('x' * (1 << 20))",
    "990105": "Path('reports/tambon/990101').mkdir(parents=True, exist_ok=True)\n"
    "    Path('reports/tambon/990101/index.html').write_text('mine')\n    assert 0, 'wrote outside'",
    "990106": "subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
    "    os.fork() or time.sleep(600)\n    assert 0, 'forked'",
}


def made(folder, monkeypatch, *cells, roster=ROSTER):
    """A study whose tables are built, and whose notebook has these cells."""
    start = pd.Period("2018-10", "M")
    known = tables() | {"roster": pd.DataFrame({"tambon": roster, "start": start, "dose": 1e6})}
    monkeypatch.setattr(panel, "build_tables", lambda study: known)
    folder.mkdir(exist_ok=True)
    study = load_study(write_study(folder))
    write_notebook(folder, "import os, subprocess, time\nfrom pathlib import Path", *cells)
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)
    return study


def start(study, *words, mark="1", **more):
    """The command as a user's shell would start it, in a group of its own."""
    tmp = study.folder / "tmp"
    tmp.mkdir(exist_ok=True)
    env = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
    return subprocess.Popen(
        [sys.executable, "-m", "santitham_eval.cli", "report", "--study", str(study.folder / study.file), *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
        env=env | {MARK: str(study.folder) + mark, "TMPDIR": str(tmp), "PYTHONIOENCODING": "utf-8"}, **more,
    )  # fmt: skip


def ended(process, seconds=180):
    """Status and what was told, of a command that is left to its end."""
    out, err = process.communicate(timeout=seconds)
    return process.returncode, out, err


def marked(study, mark="1"):
    """Every process that came of a command, at whatever remove, and is not a zombie."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(study.folder) + mark:
                found.append(process)
        except psutil.Error:
            continue
    return found


def assert_nothing_is_left(study):
    until = time.monotonic() + 20
    while (left := marked(study)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [p.cmdline() for p in left] == []


def assert_no_stray_file(study):
    hidden = list(study.folder.rglob(".*"))
    assert hidden == [] and list((study.folder / "tmp").iterdir()) == []


def wait_for(found, seconds=90):
    until = time.monotonic() + seconds
    while not (hit := found()):
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)
    return hit


def reports(study):
    return tree(study.reports() / "tambon")


# --- the drill -------------------------------------------------------------------------------
SLOW = "time.sleep(0.4)"


def there(runner):
    """The runner, its workers, and their kernels, which are forks of them."""
    workers = [p for p in runner.children() if "resource_tracker" not in " ".join(p.cmdline())]
    kernels = [kernel for worker in workers for kernel in worker.children()]
    return {"runner": [runner] if workers else [], "worker": workers, "kernel": kernels}


def shoot(process, rng, victims):
    """Kill -9 one of a kind at a random moment after there is one; what it was, or "" at the end."""
    kind = rng.choice(victims)
    aimed = False
    while process.poll() is None:
        try:
            found = there(psutil.Process(process.pid))[kind]
            if found and aimed:
                rng.choice(found).kill()
                return kind
        except psutil.NoSuchProcess:
            continue
        aimed = aimed or bool(found)
        time.sleep(rng.uniform(0, 1.5) if found else 0.02)
    return ""


def drill(study, kills, seed, victims=("kernel", "kernel", "worker", "runner"), words=()):
    """Run, killing at random, and begin again, until so many were killed; what they were."""
    rng = random.Random(seed)
    killed = []
    while len(killed) < kills:
        process = start(study, "--jobs", "2", "--force", *words)
        while len(killed) < kills and (hit := shoot(process, rng, victims)):
            killed.append(hit)
        ended(process)
        assert_nothing_is_left(study)
        folder = study.reports() / "tambon"
        # What is there is whole, whenever it was made.
        assert all({f.name for f in p.iterdir()} == {"index.html", "report.ipynb"}
                   for p in folder.glob("[0-9]*") if (p / "report.ipynb").exists())  # fmt: skip
    return killed


def wild(wild=WILD):
    return "\n".join(
        ["pass", *(f"if tambon == '{code}':\n    {line}" for code, line in wild.items())]
    )


@pytest.mark.proof
def test_a_small_drill_among_wild_notebooks(tmp_path, monkeypatch):
    study = made(tmp_path / "s", monkeypatch, wild(), SLOW)
    healthy = [code for code in ROSTER if code not in WILD]
    drill(study, 4, seed=7, words=["--timeout", "40"])
    status, _, err = ended(start(study, "--jobs", "2", "--timeout", "40"))
    assert status == 1
    for code, why in {
        "990102": "longer than 40 seconds", "990103": "MemoryError", "990104": "more than one report",
        "990105": "wrote outside", "990106": "forked",
    }.items():  # fmt: skip
        assert any(
            code in line and "cell 4" in line and why in line for line in err.splitlines()
        ), err
    assert_nothing_is_left(study)
    assert_no_stray_file(study)
    kept = sorted(p.name for p in (study.reports() / "failed").iterdir())
    assert kept == sorted(WILD)
    after = reports(study)
    assert sorted({name.split("/")[0] for name in after}) == healthy
    shutil.rmtree(study.reports())
    quiet = ["--tambon", *healthy]
    assert ended(start(study, *quiet))[0] == 0
    assert reports(study) == after


@pytest.mark.proof
def test_fifty_kills(tmp_path, monkeypatch):
    study = made(tmp_path / "s", monkeypatch, SLOW)
    assert ended(start(study, "--jobs", "2"))[0] == 0
    quiet = reports(study)
    killed = drill(study, 50, seed=1)
    assert {"runner", "worker", "kernel"} <= set(killed)
    assert ended(start(study, "--jobs", "2"))[0] == 0
    assert reports(study) == quiet
    assert_nothing_is_left(study)
    assert_no_stray_file(study)


def test_ctrl_c_ends_in_order_and_is_gone_on_with(tmp_path, monkeypatch):
    study = made(tmp_path / "s", monkeypatch, SLOW)
    process = start(study, "--jobs", "2")
    wait_for(lambda: list((study.reports() / "tambon").glob("[0-9]*")))
    os.killpg(process.pid, signal.SIGINT)
    status, _, err = ended(process)
    assert status == 130
    assert "finished reports are kept" in err and "Traceback" not in err
    assert_nothing_is_left(study)
    assert_no_stray_file(study)
    first = {p: p.stat().st_mtime_ns for p in (study.reports() / "tambon").glob("*/*")}
    assert 0 < len(first) < 2 * len(ROSTER)
    status, out, _ = ended(start(study, "--jobs", "2"))
    assert status == 0 and f"reports of {len(first) // 2} tambons" in out
    assert {p: p.stat().st_mtime_ns for p in first} == first
    assert sorted(p.name for p in (study.reports() / "tambon").iterdir()) == ROSTER


# --- lost processes, in one's own process ----------------------------------------------------
def test_a_lost_process_is_replaced_and_takes_no_other_task_with_it(tmp_path):
    processes = pool.Processes(2, nothing, 60)
    assert dict(processes([str(tmp_path / "a")], once_only)) == {str(tmp_path / "a"): "done"}
    found = dict(processes(["a", "dies", "b", "c"], by_name))
    assert isinstance(found.pop("dies"), pool.Lost)
    assert found == {"a": "a", "b": "b", "c": "c"}


def test_a_process_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(pool, "GRACE", 10)
    found = dict(pool.Processes(2, nothing, 2)(["sleeps", "a"], by_name))
    assert found["a"] == "a" and "longer than 2 seconds" in found["sleeps"].reason.en


def test_a_kernel_killed_once_is_tried_again_and_a_failed_cell_is_not(tmp_path, monkeypatch):
    once = "\n".join([
        "seen = Path(f'seen-{tambon}')", "first = not seen.exists()", "seen.write_text('x' * (1 + len(seen.read_text() if not first else '')))",
        "if tambon == '990101' and first:", "    os.kill(os.getpid(), 9)",
        "assert tambon != '990102', 'deliberate'",
    ])  # fmt: skip
    study = made(tmp_path / "s", monkeypatch, once, roster=TREATED)
    [failure] = steps.report(study, QUIET)
    assert failure.tambon == "990102" and "deliberate" in failure.reason.en
    times = {c: len((study.folder / f"seen-{c}").read_text()) for c in TREATED}
    assert times == {"990101": 2, "990102": 1, "990103": 1}


@pytest.mark.proof
def test_tables_that_change_meanwhile_are_told_and_nothing_is_signed(tmp_path, monkeypatch):
    touch = "Path('data/processed/panel.parquet').touch()"
    study = made(tmp_path / "s", monkeypatch, touch, roster=TREATED[:1])
    [failure] = steps.report(study, QUIET)
    assert "changed while the report was being made" in failure.reason.en
    assert reports(study) == {}


def test_two_runs_do_not_write_the_same_reports(tmp_path):
    refused = pytest.raises(StudyError, match="no other santitham-eval")
    with folders.alone(tmp_path), refused, folders.alone(tmp_path):
        pass
    with folders.alone(tmp_path):
        pass


# --- a disk that takes no more ---------------------------------------------------------------
@pytest.mark.proof
def test_files_that_cannot_be_written_whole_are_none_and_come_with_room(tmp_path, monkeypatch):
    study = made(tmp_path / "s", monkeypatch, roster=TREATED[:1])
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))  # noqa: E731
    status, _, err = ended(start(study, preexec_fn=small))
    assert status == 1 and "Traceback" not in err and str(tmp_path) not in err
    assert all(f"tambon {code}, " in err for code in TREATED[:1]) and "File too large" in err
    assert reports(study) == {}
    assert_nothing_is_left(study)
    assert ended(start(study))[0] == 0
    assert sorted(p.name for p in (study.reports() / "tambon").iterdir()) == TREATED[:1]
    assert not list((study.reports() / "failed").iterdir())
    assert_no_stray_file(study)


@contextmanager
def mounted(folder, *options):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", folder],
                          capture_output=True, check=False)  # fmt: skip
    if done.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=False)


def remount(folder, option):
    subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)


@pytest.mark.proof
@pytest.mark.skipif(not shutil.which("mount"), reason="no mount")
def test_a_full_disk_and_a_read_only_folder(tmp_path, monkeypatch):
    study = made(tmp_path / "s", monkeypatch, roster=TREATED)
    study.reports().mkdir()
    with mounted(study.reports(), "size=50m"):
        assert ended(start(study))[0] == 0
        enough = shutil.disk_usage(study.reports()).used
        for path in study.reports().iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        remount(study.reports(), f"size={enough * 2 // 3}")
        status, _, err = ended(start(study))
        assert status == 1 and "No space left" in err and "Traceback" not in err
        assert_nothing_is_left(study)
        remount(study.reports(), "ro")
        status, _, err = ended(start(study))
        assert status == 2 and "Traceback" not in err and "Read-only" in err
        remount(study.reports(), "rw,size=50m")
        assert ended(start(study))[0] == 0
        assert sorted(p.name for p in (study.reports() / "tambon").iterdir()) == TREATED
        assert_no_stray_file(study)


# --- hostile names ---------------------------------------------------------------------------
NAMES = [
    "../x",
    "/etc/x",
    "a\0b",
    "9" * 300,
    "๙๙๐๑๐๑",
    "ตำบล",
    "",
    ".",
    "990101/..",
    "990101\n",
    "{tambon}",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_would_lead_elsewhere_is_no_task(tmp_path, monkeypatch, name):
    study = load_study(write_study(tmp_path))
    with pytest.raises(StudyError, match="6 digits"):
        task.Task(name, study.folder / "n.ipynb", study, {}, {})


def test_hostile_codes_are_refused_from_the_command_and_from_the_tables(tmp_path, monkeypatch):
    study = made(tmp_path / "s", monkeypatch, roster=TREATED)
    before = tree(tmp_path)
    with pytest.raises(StudyError) as caught:
        steps.report(study, QUIET, tambons=NAMES)
    assert len(caught.value.problems) == len(NAMES)
    roster = tables()["roster"].assign(tambon=["990101", "../../x", "๙๙๐๑๐๑"])
    store.write(study.processed(), "roster", roster, store.made_of(study.processed(), "roster"))
    for name in inputs.ESTIMATED:  # as if they had been made of it
        frame = store.read(study.processed(), name)
        store.write(study.processed(), name, frame, inputs.estimated_of(study))
    with pytest.raises(StudyError, match="6 digits"):
        steps.report(study, QUIET)
    assert set(tree(tmp_path)) == set(before)


EVIL = ["'; import os; os.abort() #", '"; raise SystemExit #', "\\", "\\\"\n1/0", "{study_file}", "\0\x1b",
        "ตำบล\u200b", "x" * 5000, "a=b", "${HOME}", "%s", "\u2028"]  # fmt: skip


@pytest.mark.proof
def test_values_reach_the_notebook_as_they_are_and_run_nothing(tmp_path, monkeypatch):
    """All in one run: the notebook holds each against what it must be."""
    typed = "\n".join(
        ['tambon: str = ""', 'study_file: str = ""', *(f"v{n}: str = ''" for n in range(len(EVIL)))]
    )
    folder = tmp_path / "ก {tambon} x"
    study = made(folder, monkeypatch, roster=TREATED[:1])
    held = "\n".join(f"assert v{n} == {value.strip()!r}, {n}" for n, value in enumerate(EVIL))
    write_notebook(folder, held, parameters=typed, shows="tambon")
    words = [f"v{n}={value}" for n, value in enumerate(EVIL)]
    assert steps.report(study, QUIET, values=words) == []
    page = (study.reports() / "tambon" / TREATED[0] / "index.html").read_text("utf-8")
    assert TREATED[0] in page
    assert steps.report(study, QUIET, values=words) == []  # and are taken for the same


@pytest.mark.parametrize("value", EVIL, ids=range(len(EVIL)))
def test_the_cell_that_papermill_adds_holds_a_value_as_it_is(value):
    from papermill.translators import PythonTranslator

    found: dict[str, object] = {}
    exec(PythonTranslator.codify({"v": value}), found)
    assert found["v"] == value


@pytest.mark.parametrize(
    "name",
    [
        "times;import os",
        "times\n1/0\n#",
        "__import__('os').abort()",
        "a.b",
        "ตัว",
        "class",
        "",
        "times=1;x",
    ],
)
def test_a_name_that_is_no_declared_one_is_refused(tmp_path, name):
    known = parameters.declared(write_notebook(tmp_path))
    with pytest.raises(StudyError):
        parameters.check(parameters.from_words([f"{name}=1"], known), known)


def test_a_value_that_no_file_can_hold_is_refused(tmp_path):
    known = parameters.declared(write_notebook(tmp_path))
    with pytest.raises(StudyError):
        parameters.check({"tambon": "\udcff"}, known)
