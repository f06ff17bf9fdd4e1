"""The same reports on a Dask cluster of this machine: same bytes, lost workers, unfit ones."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from small_study import TREATED, tables, tree, write_notebook, write_study

from santitham_eval import StudyError, load_study, panel
from santitham_eval.batch import cluster, inputs, steps
from santitham_eval.batch.progress import Progress

distributed = pytest.importorskip("distributed", reason="pip install -e '.[dev]'")
QUIET = Progress(quiet=True)


@pytest.fixture(scope="module")
def workers():
    """Two workers under nannies, each a process of its own."""
    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    )
    with made:
        yield made


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    path = write_study(tmp_path)
    write_notebook(tmp_path, "import time\ntime.sleep(0.3)")
    study = load_study(path)
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)
    return study


def pids(workers):
    with distributed.Client(workers.scheduler_address, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


def ended(pid):
    """Whether a process is gone, or only waits to be told so."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_same_bytes_as_on_one_machine_though_a_worker_is_killed(study, workers):
    assert steps.report(study, QUIET, jobs=2) == []
    quiet = tree(study.reports())
    assert len(quiet) == 2 * len(TREATED)
    doomed = pids(workers)[0]
    told = []

    def kill():
        while not told:
            time.sleep(0.01)
        os.kill(doomed, signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    seen = Progress(quiet=True)
    seen.note = lambda event, **what: told.append(what) if event == "report" else None
    failures = steps.report(study, seen, force=True, scheduler=workers.scheduler_address)
    killer.join()
    assert failures == []
    assert [t["ok"] for t in told] == [True] * len(TREATED)
    assert tree(study.reports()) == quiet
    assert ended(doomed)


def test_one_tambon_fails_alone(study, workers):
    write_notebook(study.folder, f'assert tambon != "{TREATED[0]}", "deliberate"')
    [failure] = steps.report(study, QUIET, scheduler=workers.scheduler_address)
    assert failure.tambon == TREATED[0] and "deliberate" in failure.reason.en
    assert (study.reports() / "failed" / TREATED[0] / "report.ipynb").is_file()
    done = {p.name for p in (study.reports() / "tambon").iterdir()}
    assert done == set(TREATED[1:])


@pytest.mark.proof
def test_a_tambon_that_ends_every_worker_takes_no_other_with_it(study, workers):
    kills = (
        "import os\nimport psutil\n"
        f'if tambon == "{TREATED[0]}":\n    psutil.Process().parent().parent().kill()'
    )
    write_notebook(study.folder, kills)
    [failure] = steps.report(study, QUIET, scheduler=workers.scheduler_address)
    assert failure.tambon == TREATED[0]
    done = {p.name for p in (study.reports() / "tambon").iterdir()}
    assert done == set(TREATED[1:])


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:9", "http://127.0.0.1:1"])
def test_an_address_without_a_scheduler_is_said_to_be_so(study, monkeypatch, address):
    monkeypatch.setattr(cluster, "CONNECT", 1)
    with pytest.raises(StudyError, match="Dask scheduler answers"):
        steps.report(study, QUIET, scheduler=address)


def test_workers_with_another_library_are_refused(study, workers, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(inputs, "versions", lambda: {"numpy": "0.1"})
        with pytest.raises(StudyError, match="same versions") as told:
            cluster._refuse_unfit(
                distributed.Client(workers.scheduler_address, set_as_default=False),
                workers.scheduler_address,
                study.folder,
            )
    assert len(told.value.problems) == 2


class Told:
    """A client whose workers answer as they are told."""

    def __init__(self, answers):
        self.answers = answers

    def wait_for_workers(self, n, timeout):
        if not self.answers:
            raise TimeoutError

    def run(self, function, *args, on_error):
        return self.answers


def test_workers_that_do_not_see_the_folder_or_lack_the_library_are_refused(tmp_path):
    own = cluster._fitness(tmp_path)
    answers = {"a": own, "b": (own[0], -1), "c": ModuleNotFoundError("santitham_eval")}
    with pytest.raises(StudyError) as told:
        cluster._refuse_unfit(Told(answers), "tcp://x", tmp_path)
    first, second = told.value.problems
    assert "sees the study's folder" in str(first) and "b" in str(first)
    assert "same versions" in str(second) and "c" in str(second)
    with pytest.raises(StudyError, match="at least one worker"):
        cluster._refuse_unfit(Told({}), "tcp://x", tmp_path)
    cluster._refuse_unfit(Told({"a": own}), "tcp://x", tmp_path)
