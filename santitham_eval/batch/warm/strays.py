"""Processes that a notebook has started, and that would outlive it."""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Collection
from contextlib import suppress

import psutil

_DIE_WITH_PARENT, _ADOPT_ORPHANS = 1, 36  # PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER of prctl


def adopt_orphans() -> None:
    """Have processes whose parent ends come to this one, where they can be found and ended."""
    _prctl(_ADOPT_ORPHANS, 1)


def die_with_parent(by: signal.Signals) -> None:
    """Have a signal sent to this process when its parent ends, however that comes about."""
    _prctl(_DIE_WITH_PARENT, by)


def children() -> set[int]:
    """Children of this process."""
    return {process.pid for process in psutil.Process().children()}


def end_children(but: Collection[int]) -> None:
    """End the children of this process but for some, and whatever they have started."""
    # What loses its parent on the way comes to this process, and is seen on the next turn.
    while started := [p for p in psutil.Process().children() if p.pid not in but]:
        for child in list(started):
            with suppress(psutil.NoSuchProcess):
                started += child.children(recursive=True)
        for process in started:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(started, timeout=10)


def _prctl(option: int, value: int) -> None:
    """Ask Linux for something that other systems do not have."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value)
