"""The same tasks on a Dask cluster: ``report --scheduler ADDRESS``.

Each worker gives some tasks at a time to a process of its own, as one machine does.  Tasks of a
worker that is lost are given to another by Dask itself.  All workers need the same library and see
the study's folder under the same path, as on a cluster with a shared file system.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from santitham_eval import text
from santitham_eval.batch import inputs
from santitham_eval.batch.pool import Lost, Processes
from santitham_eval.errors import Problem, StudyError

if TYPE_CHECKING:
    from distributed import Client

TOGETHER = 8  # tasks given to a process at once: its start costs as much as a few of them
CONNECT = 30  # seconds


@dataclass(frozen=True)
class Cluster:
    """A pool of processes on the workers of a Dask cluster.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://10.0.0.1:8786``.
    folder : Path
        Where tasks read and write.
    prepare : callable
        What each process does before its first task.
    seconds : float
        A task that takes longer, by far, is given up and its process ended.
    """

    address: str
    folder: Path
    prepare: Callable[[], None]
    seconds: float

    def __call__(
        self, tasks: Sequence[Any], run_one: Callable[[Any], Any]
    ) -> Iterator[tuple[Any, Any]]:
        """Run the tasks; those of a worker that is lost are run again by another.

        Raises
        ------
        StudyError
            There is no such cluster, or its workers are not fit for the tasks.
        """
        with _connected(self.address) as client:
            _refuse_unfit(client, self.address, self.folder)
            yield from self._run(client, tasks, run_one)

    def _run(
        self, client: Client, tasks: Sequence[Any], run_one: Callable[[Any], Any]
    ) -> Iterator[tuple[Any, Any]]:
        from distributed import as_completed

        threads = sum(client.nthreads().values())
        size = max(1, min(TOGETHER, len(tasks) // max(threads, 1)))
        numbers = list(range(len(tasks)))
        parts = [numbers[at : at + size] for at in range(0, len(tasks), size)]

        def give(part: Sequence[int]) -> Any:
            chosen = [tasks[k] for k in part]
            return client.submit(_some, chosen, run_one, self.prepare, self.seconds, pure=False)

        held = {future.key: (future, part) for part in parts for future in [give(part)]}
        ended = as_completed([future for future, _ in held.values()], loop=client.loop)
        for future in ended:
            _, part = held.pop(future.key)
            if future.status == "finished":
                for k, outcome in zip(part, future.result(), strict=True):
                    yield tasks[k], outcome
            elif len(part) > 1:  # one of them has ended worker after worker: which?
                for k in part:
                    alone = give([k])
                    held[alone.key] = (alone, [k])
                    ended.add(alone)
            else:
                yield tasks[part[0]], Lost(text.BATCH_PROCESS_ENDED)


def _some(
    tasks: Sequence[Any],
    run_one: Callable[[Any], Any],
    prepare: Callable[[], None],
    seconds: float,
) -> list[Any]:
    """Outcomes of some tasks, in their order, from one process of this worker."""
    # Under a nanny it is a daemon, which may have no children; ours end with it by themselves.
    multiprocessing.current_process().daemon = False
    found = {id(task): outcome for task, outcome in Processes(1, prepare, seconds)(tasks, run_one)}
    return [found[id(task)] for task in tasks]


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise StudyError(Problem("--scheduler", address, text.WANT_CLUSTER_EXTRA)) from None
    try:
        return Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError):
        raise StudyError(Problem("--scheduler", address, text.WANT_SCHEDULER)) from None


def _refuse_unfit(client: Client, address: str, folder: Path) -> None:
    """`StudyError` unless there is a worker, and each has this library and sees this folder."""
    try:
        client.wait_for_workers(1, timeout=CONNECT)
        told = client.run(_fitness, folder, on_error="return")
    except OSError:  # a time-out among them
        raise StudyError(Problem("--scheduler", address, text.WANT_WORKERS)) from None
    own = _fitness(folder)
    wanted = {
        worker: text.WANT_SAME_LIBRARY if not isinstance(found, tuple) or found[0] != own[0]
        else text.WANT_SAME_FOLDER
        for worker, found in told.items() if found != own
    }  # fmt: skip
    if wanted:
        raise StudyError([Problem("--scheduler", w, want) for w, want in sorted(wanted.items())])


def _fitness(folder: Path) -> tuple[dict[str, str], int]:
    """Library and versions here, and which folder stands under a path."""
    there = folder.stat().st_ino if folder.is_dir() else -1
    return {
        "library": inputs.library(),
        "templates": inputs.templates(),
        **inputs.versions(),
    }, there
