"""One report: its notebook run by papermill in a kernel of its own, its page, both put in place.

Whatever fails stays its own: the notebook that stopped is kept apart, with the cell and the reason.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from santitham_eval import text
from santitham_eval.batch import paper
from santitham_eval.batch.folders import publish, remove
from santitham_eval.batch.parameters import Value
from santitham_eval.batch.pool import TRIES
from santitham_eval.batch.warm.preload import INLINE, can_fork, preload
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Study

SECONDS = 600.0  # a notebook that takes longer than this has gone wrong
_NAME = re.compile(r"[0-9]{6}|[a-z]+")


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
    tables : mapping
        Size and time of each built table when the task was made, by name of its file: a report
        during whose making one has changed is not signed.
    anew : bool
        Whether the notebook is run even where that of the report would give the page as it is.
    """

    tambon: str
    notebook: Path
    study: Study
    parameters: Mapping[str, Value]
    made_of: Mapping[str, str]
    place: str = "tambon"
    tables: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    anew: bool = False

    def __post_init__(self) -> None:
        """Refuse a name that would lead out of its folder, wherever it may come from."""
        if not _NAME.fullmatch(self.tambon):
            raise StudyError(Problem("--tambon", self.tambon, text.WANT_SIX_DIGITS))

    @property
    def folder(self) -> Path:
        """Where its notebook and page go."""
        return self.study.reports() / self.place / self.tambon

    @property
    def failed(self) -> Path:
        """Where its notebook goes when it has stopped."""
        return self.study.reports() / "failed" / self.tambon

    def current(self) -> bool:
        """Whether its report is there, whole, and was made of the same."""
        return self._made_alike(paper.signature(self.folder))

    def ran(self) -> bool:
        """Whether its notebook is there, whole, and ran on the same: only pages are to be made."""
        noted = paper.noted_in(self.folder)
        looks = {"templates": self.made_of.get("templates")}
        return not self.anew and self._made_alike(
            noted and noted | {"made_of": {**noted["made_of"], **looks}}
        )

    def _made_alike(self, noted: Mapping[str, object]) -> bool:
        return (noted.get("made_of"), noted.get("parameters")) == (self.made_of, self.parameters)


@dataclass(frozen=True)
class Failure:
    """Why one tambon has no report, and the cell that stopped."""

    tambon: str
    cell: text.Text
    reason: text.Text


def stamps(study: Study) -> dict[str, tuple[int, int]]:
    """Size and time of every built table, by name of its file."""
    found = {path.name: path.stat() for path in sorted(study.processed().glob("*.parquet"))}
    return {name: (file.st_size, file.st_mtime_ns) for name, file in found.items()}


def prepare(scratch: Path) -> None:
    """Make a process ready for tasks: all that it writes goes below `scratch`; then warm it up."""
    own = Path(tempfile.mkdtemp(dir=scratch))
    os.environ.update(
        IPYTHONDIR=str(own / "ipython"),  # what lies in a user's home stays out of the kernels
        JUPYTER_RUNTIME_DIR=str(own / "run"),
        JUPYTER_PREFER_ENV_PATH="1",
        MPLBACKEND="module://matplotlib_inline.backend_inline",
        TMPDIR=str(own),
    )
    tempfile.tempdir = None
    if can_fork():
        preload(INLINE, "papermill", "nbconvert", ready=True)


def run_one(task: Task, scratch: Path, seconds: float = SECONDS) -> Failure | None:
    """Run one notebook, make its page and put both in place; or keep what failed, apart.

    Parameters
    ----------
    task : Task
    scratch : Path
        Where what is not yet done may lie.
    seconds : float
        The notebook is ended when it takes longer.
    """
    try:
        with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as own:
            return _run(task, Path(own) / "report.ipynb", seconds)
    except Exception as error:  # whatever stopped one tambon is told at the end, with the rest
        return give_up(task, *paper.diagnose(error, None))


def _run(task: Task, executed: Path, seconds: float) -> Failure | None:
    from santitham_eval.report import export, restyle, sheet_files

    try:
        if task.ran():
            shutil.copyfile(task.folder / "report.ipynb", executed)
        else:
            _execute(task, executed, seconds)
    except Exception as error:
        cell, reason = paper.diagnose(error, executed)
        known = {
            "CellTimeoutError": text.BATCH_TOO_LONG.format(n=f"{seconds:g}"),
            "KilledError": text.BATCH_KILLED,
            "TooMuchOutputError": text.BATCH_TOO_MUCH,
        }
        return give_up(task, cell, known.get(type(error).__name__, reason), executed)
    if task.tables and stamps(task.study) != task.tables:
        return give_up(task, text.BATCH_NO_CELL, text.BATCH_INPUTS_CHANGED, executed)
    notebook = paper.read(executed)
    paper.clean(notebook, paper.read(task.notebook))
    restyle(notebook)
    try:
        files = {"index.html": export(notebook, task.study).encode()}
        files |= sheet_files(notebook, task.study, task.tambon)
    except Exception as error:
        return give_up(task, *paper.diagnose(error, None), executed)
    signed = paper.signed(notebook, files, task.made_of, task.parameters)
    publish(task.folder, {**files, "report.ipynb": signed})
    remove(task.failed)
    return None


def _execute(task: Task, executed: Path, seconds: float) -> None:
    """Have the notebook executed; tried again where its kernel was killed from outside."""
    from santitham_eval.batch.warm.kernel import KilledError

    until = time.monotonic() + seconds
    for tries in reversed(range(TRIES)):
        try:
            return _papermill(task, executed, until)
        except KilledError:
            if not tries:
                raise


def _papermill(task: Task, executed: Path, until: float) -> None:
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
        _plain(task.notebook),
        _plain(executed),
        parameters=dict(task.parameters),
        engine_name=NAME,
        cwd=task.study.folder,
        progress_bar=False,
        record_timing=False,
        start_timeout=120,
        timeout_func=lambda cell: max(until - time.monotonic(), 0.01),
        config=Config({"KernelManager": kernel}),
        extra_arguments=["--Application.log_level=50"],  # failures are told here, not there
    )


def _plain(path: Path) -> str:
    """A path in which papermill finds nothing to fill in."""
    return str(path).replace("{", "{{").replace("}", "}}")


def give_up(
    task: Task, cell: text.Text, reason: text.Text, executed: Path | None = None
) -> Failure:
    """Keep the notebook that stopped, and remove the report that it would have replaced.

    Where there is no room even for that, the failure is told all the same.
    """
    files = {"reason.txt": f"{cell.both()}\n{reason.both(chr(10))}\n".encode()}
    with suppress(OSError):
        remove(task.folder)
    with suppress(OSError, ValueError):
        if executed and executed.exists():
            notebook = paper.read(executed)
            paper.clean(notebook, paper.read(task.notebook))
            files["report.ipynb"] = paper.as_bytes(notebook)
    with suppress(OSError):
        publish(task.failed, files)
    return Failure(task.tambon, cell, reason)
