"""Tasks for a pool's processes, which import this module and little else."""

import os
import signal
import time
from pathlib import Path


def nothing():
    """What the processes of the tests do before their first task."""


def once_only(path):
    """Die the first time, by a signal that nobody can answer."""
    if not Path(path).exists():
        Path(path).write_text("was here")
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def by_name(name):
    if name == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "sleeps":
        time.sleep(600)
    return name
