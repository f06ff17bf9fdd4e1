"""Tasks given to processes: one that is lost takes no other with it, and none is left over.

`Pool` is the seam: whatever takes tasks and a function, and gives each task with its outcome as it
ends, can stand in the place of `Processes`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from santitham_eval import text
from santitham_eval.batch.warm.preload import ALIKE

TRIES = 3  # of a task whose process was lost
GRACE = 120  # seconds that a process may take to start, and beyond what a notebook may take
_MARK = "SANTITHAM_PROCESS"
_ENVIRONMENT = threading.Lock()  # a worker of a cluster has several threads
BORN_WITH = {
    **ALIKE,
    "PYTHONUTF8": "1",  # another language or time zone would change what a notebook tells
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
}


@dataclass(frozen=True)
class Lost:
    """The outcome of a task that nobody could be brought to finish."""

    reason: text.Text


class Pool(Protocol):
    """Who runs tasks; a function of one task gives its outcome."""

    def __call__(
        self, tasks: Sequence[Any], run_one: Callable[[Any], Any]
    ) -> Iterator[tuple[Any, Any]]:
        """Each task with what `run_one` gave for it, or `Lost`, in the order in which they end."""


@dataclass(frozen=True)
class Processes:
    """A pool of processes of this machine.

    Parameters
    ----------
    jobs : int
        How many at once.
    prepare : callable
        What each does before its first task.
    seconds : float
        A task that takes longer, by far, is given up and its process ended.
    """

    jobs: int
    prepare: Callable[[], None]
    seconds: float

    def __call__(
        self, tasks: Sequence[Any], run_one: Callable[[Any], Any]
    ) -> Iterator[tuple[Any, Any]]:
        """Run the tasks; one whose process was lost is tried again in another."""
        waiting = deque((task, TRIES) for task in tasks)
        busy: dict[Connection, _Hand] = {}
        free: list[_Hand] = []
        try:
            while waiting or busy:
                while waiting and len(busy) < self.jobs:
                    hand = free.pop() if free else _Hand(self.prepare, run_one)
                    busy[hand.pipe] = hand
                    hand.take(*waiting.popleft(), time.monotonic() + self.seconds + GRACE)
                soonest = min(hand.until for hand in busy.values())
                for pipe in wait(list(busy), max(0.0, soonest - time.monotonic())):
                    hand = busy.pop(pipe)  # type: ignore[call-overload]
                    try:
                        outcome = hand.pipe.recv()
                    except (EOFError, OSError):  # its process is gone
                        hand.end()
                        if hand.tries > 1:
                            waiting.append((hand.task, hand.tries - 1))
                            continue
                        outcome = Lost(text.BATCH_PROCESS_ENDED)
                    else:
                        free.append(hand)
                    yield hand.task, outcome
                for hand in [h for h in busy.values() if h.until <= time.monotonic()]:
                    del busy[hand.pipe]
                    hand.end()
                    yield hand.task, Lost(text.BATCH_TOO_LONG.format(n=f"{self.seconds:g}"))
        finally:
            for hand in (*free, *busy.values()):
                hand.end()


class _Hand:
    """One process, and the task that it has in hand."""

    def __init__(self, prepare: Callable[[], None], run_one: Callable[[Any], Any]) -> None:
        self._mark = uuid.uuid4().hex
        fresh = multiprocessing.get_context("spawn")
        self.pipe, theirs = fresh.Pipe()
        self._process = fresh.Process(target=_serve, args=(theirs, prepare, run_one), daemon=True)
        resource_tracker.ensure_running()  # it serves all, so it must not be marked as of this one
        with _environment({**BORN_WITH, _MARK: self._mark}), _deaf():
            self._process.start()
        theirs.close()  # or the end of the process would not be seen

    def take(self, task: Any, tries: int, until: float) -> None:
        """Give it a task, to be done by a moment of the clock that only goes forward."""
        self.task, self.tries, self.until = task, tries, until
        with suppress(OSError):  # its process is gone, which the reader will see
            self.pipe.send(task)

    def end(self) -> None:
        """End the process, and all that came of it."""
        self._process.kill()
        self._process.join()
        self.pipe.close()
        _end_marked(self._mark)


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started takes no Ctrl-C: it is this process's to answer, and ends the other."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    """What a process must be born with; notebooks are its forks, and have it from it."""
    with _ENVIRONMENT:
        before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def _serve(pipe: Connection, prepare: Callable[[], None], run_one: Callable[[Any], Any]) -> None:
    """Do the tasks that come through the pipe, for as long as somebody is there to give them."""
    _end_with_parent()
    prepare()
    with suppress(EOFError):
        while True:
            pipe.send(run_one(pipe.recv()))


def _end_with_parent() -> None:
    """Leave nothing behind when the parent ends, even by kill -9."""
    from santitham_eval.batch.warm.strays import die_with_parent

    signal.signal(signal.SIGTERM, lambda *_: _leave())
    parent = multiprocessing.parent_process()
    if sys.platform == "linux":
        die_with_parent(signal.SIGTERM)
    elif parent:
        threading.Thread(target=lambda: (parent.join(), _leave()), daemon=True).start()
    if parent and sys.platform != "win32" and os.getppid() != parent.pid:
        _leave()  # it ended before it could be told of


def _leave() -> None:
    _end_marked(os.environ[_MARK])
    os._exit(1)


def _end_marked(mark: str) -> None:
    """End every other process that was started, at whatever remove, by the one with this mark."""
    import psutil

    for _ in range(10):  # what is being started while others end is seen on the next turn
        started = [p for p in psutil.process_iter() if p.pid != os.getpid() and _marked(p, mark)]
        if not started:
            return
        for process in started:
            with suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(started, timeout=1)


def _marked(process: Any, mark: str) -> bool:
    try:
        return bool(process.environ().get(_MARK) == mark)
    except Exception:  # another user's, or gone
        return False
