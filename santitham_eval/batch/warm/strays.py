"""Processes that a notebook has started, and that would outlive it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Collection
from contextlib import suppress

import psutil

_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of prctl


def prctl(option: int, value: int) -> None:
    """Ask Linux for something that other systems do not have."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value)


def adopt_orphans() -> None:
    """Have processes whose parent ends come to this one, where they can be found and ended."""
    prctl(_ADOPT_ORPHANS, 1)


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
