"""Reports a minute against papermill's usual ways and the limit: part of ``make bench``.

All on the same notebook, tambons and figures, two at a time, notebook and page included.  The
limit is a plain function: the notebook's cells run one after the other in a process that has
its imports behind it, without any kernel.
"""

from __future__ import annotations

import ast
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import psutil

from santitham_eval import store, text
from santitham_eval.batch import inputs, paper, steps
from santitham_eval.batch.parameters import Value
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.warm.preload import ALIKE, preload
from santitham_eval.study import Study, load_study

JOBS = 2
ROUNDS = 3
NATION = 7_425
OURS, LIMIT = "santitham-eval report", "plain function"
START = f"{OURS} ({JOBS} reports)"
_OURS = [sys.executable, "-m", "santitham_eval.cli"]
_EVERY = 0.25  # seconds between two looks at memory


@dataclass(frozen=True)
class Work:
    """What every way is given.

    Parameters
    ----------
    study : str
        The study file.
    notebook, out : Path
        What is run, and the folder for what it makes.
    indicator : str
    """

    study: str
    notebook: Path
    out: Path
    indicator: str

    def parameters(self, tambon: str) -> dict[str, Value]:
        """What the notebook is run with."""
        return {"tambon": tambon, "indicator": self.indicator, "study_file": self.study}

    def path(self, tambon: str) -> Path:
        """Where the executed notebook goes."""
        return self.out / f"{tambon}.ipynb"


@dataclass
class Memory:
    """Proportional set size of a process's descendants as time goes, in bytes.

    Those that it has started itself are warm processes; what they start in turn, notebooks.
    """

    warm: list[int] = field(default_factory=list)
    notebooks: list[int] = field(default_factory=list)

    def watch(self, process: psutil.Process, ended: threading.Event) -> None:
        """Look until it has ended."""
        while not ended.wait(_EVERY):
            sizes: dict[bool, list[int]] = {True: [0], False: [0]}
            for each in process.children(recursive=True):
                try:
                    sizes[each.ppid() == process.pid].append(each.memory_full_info().pss)
                except (psutil.Error, AttributeError):  # gone; or a system that cannot tell
                    continue
            self.warm.append(max(sizes[True]))
            self.notebooks.append(max(sizes[False]))


def measure_reports(study: Study, folder: Path, progress: Progress, runs: int = 10) -> None:
    """Time the ways, then `runs` times all reports of the study, and tell it.

    Parameters
    ----------
    study : Study
        Built and estimated.
    folder : Path
        For what the other ways make.
    progress : Progress
    runs : int
    """
    codes = sorted(store.read(study.processed(), "roster")["tambon"])
    notebook = inputs.notebook_of(study, steps.NOTEBOOK)
    work = Work(str(study.folder / study.file), notebook, folder, study.outcomes[0].indicator)
    folder.mkdir(parents=True)
    few = codes[:JOBS]
    ways: dict[str, Callable[[], float]] = {
        "papermill + jupyter nbconvert": lambda: _by_commands(work, codes[:4]),
        "papermill.execute_notebook": lambda: _by_processes(_papermill, work, codes[:10]),
        OURS: lambda: _ours(study) / len(codes),
        START: lambda: _ours(study, few) / len(few),
        LIMIT: lambda: _by_processes(_plain, work, codes),
    }
    # In turns, since what else a machine does in these minutes changes.
    rounds = [{name: measure() for name, measure in ways.items()} for _ in range(ROUNDS)]
    each = {name: median(taken[name] for taken in rounds) for name in ways}
    first = each[OURS] * len(codes)
    for name, seconds in each.items():
        ratio = f"{seconds / each[OURS]:.2f}"
        progress.say(text.BENCH_WAY.format(name=name, each=f"{seconds:.2f}", ratio=ratio))
    # The plain function's processes are warm before its time begins.
    warm = (first - each[START] * len(few)) / (len(codes) - len(few))
    ratios = {"all": f"{each[OURS] / each[LIMIT]:.2f}", "warm": f"{warm / each[LIMIT]:.2f}"}
    progress.say(text.BENCH_LIMIT.format(each=f"{warm:.2f}", **ratios))
    progress.say(text.BENCH_ALL.format(n=len(codes), seconds=f"{first:.0f}"))
    more = first + sum(_ours(study) for _ in range(runs - 1))
    nation = more / (runs * len(codes)) * NATION / 60
    progress.say(
        text.BENCH_MANY.format(n=f"{runs * len(codes):,}", seconds=f"{more:.0f}",
                               nation=f"{NATION:,}", minutes=f"{nation:.0f}")
    )  # fmt: skip
    memory = Memory()
    _ours(study, memory=memory)
    for name, sizes in (("warm", memory.warm), ("notebook", memory.notebooks)):
        third = max(len(sizes) // 3, 1)
        early, late = (f"{max(part) / 1e6:.0f}" for part in (sizes[:third], sizes[-third:]))
        progress.say(text.BENCH_MEMORY.format(name=name, early=early, late=late))


def _ours(study: Study, tambons: Sequence[str] = (), memory: Memory | None = None) -> float:
    """Seconds of the command for some tambons, or all; longer where its memory is watched."""
    how = ["--study", study.file, "--jobs", str(JOBS), "--force", "--quiet"]
    command = [*_OURS, "report", *how, *tambons]
    began = time.perf_counter()
    process = psutil.Popen(command, cwd=study.folder)
    ended = threading.Event()
    watcher = threading.Thread(target=(memory or Memory()).watch, args=(process, ended))
    if memory:
        watcher.start()
    status = process.wait()
    seconds = time.perf_counter() - began
    ended.set()
    if memory:
        watcher.join()
    if status:
        raise subprocess.CalledProcessError(status, command)
    return seconds


# --- the other ways -----------------------------------------------------------------------------
def _by_commands(work: Work, codes: Sequence[str]) -> float:
    """Seconds a report of a loop of commands, so many loops at a time."""
    return _each(ThreadPoolExecutor(JOBS), partial(_commands, work), codes)


def _commands(work: Work, code: str) -> None:
    path = str(work.path(code))
    given = [word for key, value in work.parameters(code).items() for word in ("-r", key, value)]
    folder = str(Path(work.study).parent)
    for command in (
        ["papermill", str(work.notebook), path, "--cwd", folder, *given],
        ["nbconvert", "--to", "html", path],
    ):
        words = [sys.executable, "-m", *map(str, command)]
        subprocess.run(words, check=True, capture_output=True)


def _by_processes(make: Callable[[Work, str], None], work: Work, codes: Sequence[str]) -> float:
    """Seconds a report of a pool of processes that have their imports behind them."""
    os.environ.update(ALIKE)
    fresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(JOBS, mp_context=fresh, initializer=preload)
    list(pool.map(partial(make, work), codes[:JOBS]))  # until the processes are there
    return _each(pool, partial(make, work), codes)


def _each(
    pool: ThreadPoolExecutor | ProcessPoolExecutor,
    make: Callable[[str], None],
    codes: Sequence[str],
) -> float:
    began = time.perf_counter()
    with pool:
        list(pool.map(make, codes))
        return (time.perf_counter() - began) / len(codes)


def _papermill(work: Work, code: str) -> None:
    """Papermill's API with a usual kernel; the page by an exporter that is made once."""
    import papermill

    path, folder = work.path(code), Path(work.study).parent
    papermill.execute_notebook(
        work.notebook, path, parameters=work.parameters(code), cwd=folder, progress_bar=False,
        extra_arguments=["--Application.log_level=50"],
    )  # fmt: skip
    _page(nbformat.read(path, as_version=4), work, code)


def _plain(work: Work, code: str) -> None:
    """The notebook's code as a function, what its cells show kept as a kernel would keep it."""
    notebook = nbformat.read(work.notebook, as_version=4)
    names: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = list(_shown(cell.source, names))
            if "parameters" in cell.metadata.get("tags", []):
                names.update(work.parameters(code))
    work.path(code).write_bytes(paper.as_bytes(notebook))
    _page(notebook, work, code)


def _shown(source: str, names: dict[str, Any]) -> Iterable[nbformat.NotebookNode]:
    """Run the code of a cell; what its last line gives is its output."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # a notebook is code to be run
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        if hasattr(value, "_repr_mimebundle_"):
            data, metadata = value._repr_mimebundle_()
            yield nbformat.v4.new_output("execute_result", data=data, metadata=metadata)
        elif hasattr(value, "_repr_html_"):
            data = {"text/html": value._repr_html_(), "text/plain": repr(value)}
            yield nbformat.v4.new_output("execute_result", data=data)


def _page(notebook: nbformat.NotebookNode, work: Work, code: str) -> None:
    """The page, and the files that stand beside it."""
    from santitham_eval.report import export, sheet_files

    study = load_study(work.study)
    files = sheet_files(notebook, study, code)
    for name, content in {"html": export(notebook, study).encode(), **files}.items():
        work.path(code).with_suffix(f".{name}").write_bytes(content)
