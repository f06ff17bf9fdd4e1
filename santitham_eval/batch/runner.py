"""One notebook per tambon, by papermill, each in its own kernel; a failure stays its own.

Processes, not threads: papermill changes the working directory of its whole process.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from santitham_eval import text
from santitham_eval.batch import paper
from santitham_eval.batch.parameters import Value
from santitham_eval.batch.progress import Tick
from santitham_eval.batch.warm.preload import ALIKE, can_fork, preload
from santitham_eval.study import Study

CELL_SECONDS = 600  # a cell that takes longer than this has gone wrong


@dataclass(frozen=True)
class Task:
    """One report to make.

    Parameters
    ----------
    tambon : str
        Its code, or the name of a page of the whole study; also the name of its folder.
    notebook : Path
        What papermill runs.
    study : Study
        The kernel works in its folder.
    parameters : mapping
        All that the notebook is run with.
    made_of : mapping
        Hashes of the inputs, kept with the report.
    place : str
        Folder below the reports in which its own stands; "" for a page of the whole study.
    """

    tambon: str
    notebook: Path
    study: Study
    parameters: Mapping[str, Value]
    made_of: Mapping[str, str]
    place: str = "tambon"

    @property
    def folder(self) -> Path:
        """Where its notebook and page go."""
        return self.study.reports() / self.place / self.tambon

    def current(self) -> bool:
        """Whether its report is there, and was made of the same."""
        noted = paper.signature(self.folder)
        return (noted.get("made_of"), noted.get("parameters")) == (self.made_of, self.parameters)


@dataclass(frozen=True)
class Failure:
    """Why one tambon has no report, and the cell that stopped."""

    tambon: str
    cell: text.Text
    reason: text.Text


def run_all(tasks: Sequence[Task], jobs: int, tick: Tick) -> list[Failure]:
    """Run the tasks, `jobs` at a time; the failures come back in the order of the tasks."""
    failures: list[Failure] = []
    with tempfile.TemporaryDirectory(prefix="santitham-") as scratch, _born_alike():
        for task, failure in _in_order(tasks, jobs, Path(scratch)):
            tick(task.tambon, failure is None)
            if failure:
                failures.append(failure)
    return failures


@contextmanager
def _born_alike() -> Iterator[None]:
    """Notebooks are forks, and have what they must be born with from the pool's processes."""
    before = {name: os.environ.get(name) for name in ALIKE}
    os.environ.update(ALIKE)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _in_order(
    tasks: Sequence[Task], jobs: int, scratch: Path
) -> Iterator[tuple[Task, Failure | None]]:
    """Each task and how it ended, in the order given."""
    pool = _pool(max(1, min(jobs, len(tasks))), scratch)
    try:
        futures = [pool.submit(run_one, task, scratch) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                yield task, future.result()
            except BrokenProcessPool:  # who broke it is not known; alone it can harm no other
                yield task, _alone(task, scratch)
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(task: Task, scratch: Path) -> Failure | None:
    with _pool(1, scratch) as pool:
        try:
            return pool.submit(run_one, task, scratch).result()
        except BrokenProcessPool:
            return _failed(task, None, text.BATCH_NO_CELL, text.BATCH_PROCESS_ENDED)


def _pool(jobs: int, scratch: Path) -> ProcessPoolExecutor:
    fresh = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=fresh, initializer=_prepare, initargs=(scratch,))


def _prepare(scratch: Path) -> None:
    """Keep what lies in a user's home out of the kernels of this process, and warm it up."""
    own = Path(tempfile.mkdtemp(dir=scratch))
    os.environ.update(
        IPYTHONDIR=str(own / "ipython"),
        JUPYTER_RUNTIME_DIR=str(own / "run"),
        JUPYTER_PREFER_ENV_PATH="1",
        MPLBACKEND="module://matplotlib_inline.backend_inline",
    )
    if can_fork():
        preload()


def run_one(task: Task, scratch: Path) -> Failure | None:
    """Run one notebook, make its page and put both in place; or keep what failed, apart."""
    from santitham_eval.report import export

    executed = Path(tempfile.mkdtemp(dir=scratch)) / "report.ipynb"
    try:
        _execute(task, executed)
    except Exception as error:  # whatever stopped one tambon is told at the end, with the rest
        return _failed(task, executed, *paper.diagnose(error, executed))
    notebook = paper.read(executed)
    paper.clean(notebook, paper.read(task.notebook))
    try:
        page = export(notebook, task.study).encode()
    except Exception as error:
        return _failed(task, executed, *paper.diagnose(error, None))
    paper.sign(notebook, page, task.made_of, task.parameters)
    publish(task.folder, {"index.html": page, "report.ipynb": paper.as_bytes(notebook)})
    _remove(task.study.reports() / "failed" / task.tambon)
    return None


def _execute(task: Task, executed: Path) -> None:
    import papermill
    from papermill.engines import papermill_engines
    from traitlets.config import Config

    from santitham_eval.batch.warm.engine import NAME, WarmEngine

    # An installation from before it was declared would not know it.
    papermill_engines.register(NAME, WarmEngine)
    # Where there is no fork, kernels that start at once collide on TCP ports.  A unix socket of its
    # own for each is safe, but its path may not be long (and by default two kernels share one).
    socket = str(executed.with_name("socket"))
    own = os.name == "posix" and len(socket) < 90
    kernel = {"transport": "ipc", "ip": socket} if own else {"transport": "tcp"}
    papermill.execute_notebook(
        task.notebook,
        executed,
        parameters=dict(task.parameters),
        engine_name=NAME,
        cwd=task.study.folder,
        progress_bar=False,
        record_timing=False,
        start_timeout=120,
        execution_timeout=CELL_SECONDS,
        config=Config({"KernelManager": kernel}),
        extra_arguments=["--Application.log_level=50"],  # failures are told here, not there
    )


def _failed(task: Task, executed: Path | None, cell: text.Text, reason: text.Text) -> Failure:
    """Keep the notebook that stopped, and remove the report that it would have replaced."""
    files = {"reason.txt": f"{cell.both()}\n{reason.both(chr(10))}\n".encode()}
    if executed and executed.exists():
        notebook = paper.read(executed)
        paper.clean(notebook, paper.read(task.notebook))
        files["report.ipynb"] = paper.as_bytes(notebook)
    publish(task.study.reports() / "failed" / task.tambon, files)
    _remove(task.folder)
    return Failure(task.tambon, cell, reason)


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files, which appears only when it is whole."""
    partial = folder.parent / f".{folder.name}.{os.getpid()}"
    _remove(partial)
    partial.mkdir(parents=True)
    try:
        for name, content in files.items():
            (partial / name).write_bytes(content)
        _remove(folder)
        partial.rename(folder)
    finally:
        _remove(partial)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def sweep(reports: Path, pages: Iterable[str]) -> None:
    """Remove what a run that was killed left half-written, of tambons and of named pages."""
    for place in ("tambon/.*", "failed/.*", *(f".{page}.*" for page in pages)):
        for partial in reports.glob(place):
            shutil.rmtree(partial)
