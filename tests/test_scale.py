"""What keeps a nation's cost in bounds changes nothing in a study of today's size."""

import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pytest

from santitham_eval.batch import bench_growth, bench_peers, bench_reports
from santitham_eval.batch.progress import Progress
from santitham_eval.calibration import PLAN
from santitham_eval.estimators import _expected, comparative
from santitham_eval.estimators._expected import MOST_PLACEBOS, placebo_cases, spread_evenly
from santitham_eval.estimators._simplex import simplex_weights
from santitham_eval.sample import alike, arrange_alike, draw_sample
from santitham_eval.simulate import DEMO, panel_of, roster_of, simulate
from santitham_eval.study import Outcome

SMALL = replace(DEMO, tambons=90, amphoe=12, waves=(("2018-10", 15), ("2019-10", 10)))


def sample_of(indicator):
    world = simulate(SMALL, np.random.default_rng(8))
    settled = replace(PLAN, outcomes=(Outcome(indicator),))
    return draw_sample(panel_of(world), roster_of(world), settled, indicator)


@pytest.mark.parametrize(
    ("many", "most", "found"),
    [(5, 5, [0, 1, 2, 3, 4]), (5, 9, [0, 1, 2, 3, 4]), (9, 3, [0, 4, 8]), (10, 4, [0, 3, 6, 9])],
)
def test_rows_are_spread_evenly_and_kept_where_few(many, most, found):
    assert spread_evenly(np.arange(many), most).tolist() == found


def test_no_row_is_taken_twice():
    for many in range(MOST_PLACEBOS, 3 * MOST_PLACEBOS, 37):
        taken = spread_evenly(np.arange(many))
        assert len(np.unique(taken)) == min(many, MOST_PLACEBOS) == len(taken)


def test_a_nations_placebos_are_bounded(monkeypatch):
    sample = sample_of("SAF1")
    start = int(sample.start[sample.treated()].min())
    everybody = [case.row for case in placebo_cases(sample, start)]
    monkeypatch.setattr(_expected, "MOST_PLACEBOS", 7)
    monkeypatch.setattr(_expected.spread_evenly, "__defaults__", (7,))
    some = [case.row for case in placebo_cases(sample, start)]
    assert len(everybody) > 20 and some == [
        everybody[i] for i in spread_evenly(np.arange(len(everybody)), 7)
    ]
    assert comparative.scatter_at(sample, start, {}).tambons <= 7


@pytest.mark.parametrize("indicator", ["SAF1", "SAF5"])
@pytest.mark.parametrize("match", [("baseline",), ("amphoe-stratum", "baseline")])
def test_the_nearest_are_the_same_when_only_they_are_put_in_order(monkeypatch, indicator, match):
    """Ties of quiet tambons reach beyond those in order, and are still taken."""
    sample = sample_of(indicator)
    comparison = replace(sample.plan.comparison, match=match)
    sample = replace(sample, plan=replace(sample.plan, comparison=comparison))
    rows, every = np.arange(30), np.arange(len(sample.series.tambon))
    able = np.random.default_rng(3).random((30, len(every))) < 0.9
    least = np.full(30, 12)
    whole = arrange_alike(sample, rows, every, able, np.arange(24))
    monkeypatch.setattr(alike, "MOST_ORDERED", 25)
    part = arrange_alike(sample, rows, every, able, np.arange(24))
    assert part.order.shape == (30, 25)
    np.testing.assert_array_equal(part.take(least), whole.take(least))
    np.testing.assert_array_equal(part.rank, whole.rank[:, :25])
    assert (part.take(least).sum(axis=1) >= 12).all()
    if indicator == "SAF1":  # without ties the very order
        np.testing.assert_array_equal(part.order[:, :12], whole.order[:, :12])


def test_donors_that_are_all_alike_share_their_weight_however_many():
    donors = np.hstack([np.zeros((6, 150)), np.arange(6.0)[:, None]])
    weights = simplex_weights(donors, np.arange(6.0) / 4)
    assert weights[:150] == pytest.approx(0.75 / 150, abs=1e-6)
    assert weights[150] == pytest.approx(0.25, abs=1e-5)


def test_growth_is_the_slope_of_logs():
    sizes = (10, 100, 1000)
    assert bench_growth.slope(sizes, [n**1.5 for n in sizes]) == pytest.approx(1.5)


def test_a_made_up_nation_can_be_estimated():
    sample = bench_growth.made_up(95, np.random.default_rng(1))
    told = comparative.estimate(sample, np.random.default_rng(1))
    assert len(told) == 32 and (told["note"] == "").mean() > 0.7
    assert (sample.adjacent.sum(axis=1) >= 1).all()
    assert (sample.adjacent == sample.adjacent.T).all()


# --- beside other packages --------------------------------------------------------------------
def test_packages_take_turns_and_their_figures_are_compared(tmp_path):
    """Two stand-ins: one finds the same and one does not."""
    ours = "def work():\n    return {'a': [1.0, 2.0], 'b': 4.0}"
    theirs = "def work():\n    sum(range(10**6))\n    return {'a': [1.0], 'b': 5.0, 'times': 1000}"
    path = tmp_path / "data.npz"
    np.savez(path, y=np.zeros((2, 2)), start=np.zeros(2), cluster=np.zeros(2))
    said = []
    progress = Progress(quiet=True)
    progress.say = lambda words: said.append(words.en)
    python = Path(bench_peers.sys.executable)
    sides = {bench_peers.OURS: (ours, python), "other": (theirs, python)}
    medians = bench_peers.compare("poisson", sides, path, progress, 1)
    assert medians["other"] > 1 > medians[bench_peers.OURS]  # a thousand times what it did
    assert "differ by 0.0e+00" in said[0] and "differ by 2.5e-01" in said[1]


@pytest.mark.parametrize("task", ["group-time", "synthetic", "poisson"])
def test_our_side_of_each_task_runs(tmp_path, task):
    rng = np.random.default_rng(1)
    programs, data = {
        "group-time": (bench_peers.GROUP_TIME, bench_peers._panel(rng)),
        "synthetic": (bench_peers.SYNTHETIC, bench_peers._factors(rng)),
        "poisson": (bench_peers.POISSON, bench_peers._counts(rng)),
    }[task]
    path = tmp_path / "data.npz"
    np.savez(path, **data)
    seconds, found = bench_peers._run(bench_peers.sys.executable, programs[bench_peers.OURS], path)
    assert 0 < seconds < 60
    assert all(np.isfinite(v).all() for v in found.values())


def test_packages_that_cannot_be_had_are_told(tmp_path, monkeypatch):
    def bare(folder, with_pip):  # an environment takes seconds to make
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").symlink_to(bench_peers.sys.executable)

    monkeypatch.setattr(bench_peers.venv, "create", bare)
    lock = tmp_path / "none.lock"
    lock.write_text("no-such-package-at-all==0.0.0 --hash=sha256:" + "0" * 64 + "\n", "utf-8")
    said = []
    progress = Progress(quiet=True)
    progress.say = lambda words: said.append(words.en)
    assert bench_peers._environment(lock, tmp_path / "peers", progress, ("--no-index",)) is None
    assert "could not be installed" in said[0]


def test_figures_are_compared_by_their_names():
    one = {"a": [2.0, 4.0], "only": [9.0]}
    assert bench_peers.difference(one, {"a": [2.0, 5.0, 7.0]}) == 0.25
    assert pd.isna(bench_peers.difference(one, {"other": [1.0]}))


def test_the_plain_function_shows_what_a_cell_shows(tmp_path):
    names = {}
    assert list(bench_reports._shown("from santitham_eval.report import Style\na = 1", names)) == []
    [shown] = bench_reports._shown("a += 1\nStyle()", names)
    assert names["a"] == 2 and shown.data["text/html"].startswith("<style>")
    assert list(bench_reports._shown("a", names)) == []  # a bare number is no part of a page


def test_memory_is_told_of_what_a_process_starts_and_of_what_that_starts():
    inner = "import time; held = bytearray(80 << 20); print('x', flush=True); time.sleep(60)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    # Of a process of its own: this one may have a browser among its children.
    first = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {outer!r}])"
    started = subprocess.Popen([sys.executable, "-c", first], stdout=subprocess.PIPE)
    started.stdout.read(1)
    memory, ended = bench_reports.Memory(), threading.Event()
    watcher = threading.Thread(target=memory.watch, args=(psutil.Process(started.pid), ended))
    try:
        watcher.start()
        time.sleep(3 * bench_reports._EVERY)
    finally:
        ended.set()
        watcher.join()
        for process in psutil.Process(started.pid).children(recursive=True):
            process.kill()
        started.wait()
    if max(memory.warm) == 0:
        pytest.skip("this system does not tell proportional set sizes")
    assert max(memory.notebooks) > 80 << 20 > max(memory.warm)
