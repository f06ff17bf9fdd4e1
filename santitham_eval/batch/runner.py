"""All reports of a batch: each made by a process of a pool, told as it ends, listed if it failed.

Processes, not threads: papermill changes the working directory of its whole process.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from santitham_eval import text
from santitham_eval.batch.folders import at_work
from santitham_eval.batch.pool import Lost, Pool, Processes
from santitham_eval.batch.progress import Tick
from santitham_eval.batch.task import SECONDS, Failure, Task, give_up, prepare, run_one
from santitham_eval.study import Study

__all__ = ["SECONDS", "Failure", "Task", "run_all"]


def run_all(
    study: Study,
    tasks: Sequence[Task],
    tick: Tick,
    *,
    beside: Sequence[Task] = (),
    jobs: int = 1,
    seconds: float = SECONDS,
    scheduler: str = "",
) -> list[Failure]:
    """Run the tasks of a study.

    Parameters
    ----------
    study : Study
        Only one run at a time writes its reports.
    tasks : sequence of Task
    tick : callable
        Told of each task as it ends.
    beside : sequence of Task
        Those whose reports are there already, and shall be when the run has ended.
    jobs : int
        How many at once.
    seconds : float
        How long one notebook may take.
    scheduler : str
        Address of a Dask cluster that runs them instead of processes of this machine.

    Returns
    -------
    list of Failure
        In the order of the tasks.

    Raises
    ------
    StudyError
        Another run is at work there; no such cluster, or one that is not fit.
    """
    with at_work(study.reports()) as scratch:
        begin = partial(prepare, scratch)
        pool: Pool = Processes(jobs, begin, seconds)
        if scheduler:
            from santitham_eval.batch.cluster import Cluster

            pool = Cluster(scheduler, scratch, begin, seconds)
        failed = _run(tasks, tick, pool, scratch, seconds)
        # Nothing keeps a notebook from writing over the report of another.
        every = [*tasks, *beside]
        spoilt = [task for task in every if task.tambon not in failed and not task.current()]
        failed |= _run(spoilt, lambda *_: None, pool, scratch, seconds)
        for task in spoilt:
            if task.tambon not in failed and not task.current():
                failed[task.tambon] = give_up(task, text.BATCH_NO_CELL, text.BATCH_SPOILT)
    return [failed[task.tambon] for task in every if task.tambon in failed]


def _run(
    tasks: Sequence[Task], tick: Tick, pool: Pool, scratch: Path, seconds: float
) -> dict[str, Failure]:
    """Failures by tambon."""
    failed = {}
    for task, outcome in pool(tasks, partial(run_one, scratch=scratch, seconds=seconds)):
        if isinstance(outcome, Lost):
            outcome = give_up(task, text.BATCH_NO_CELL, outcome.reason)
        tick(task.tambon, outcome is None)
        if outcome:
            failed[task.tambon] = outcome
    return failed
