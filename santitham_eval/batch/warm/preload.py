"""What a warm process imports once for all notebooks."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import threading

MODULES = (
    "numpy", "pandas", "scipy.stats", "statsmodels.api", "matplotlib.pyplot", "seaborn",
    "pyarrow.parquet", "ipykernel.inprocess.ipkernel",
    "nbformat", "santitham_eval.report", "santitham_eval.evidence",
)  # fmt: skip


def can_fork() -> bool:
    """Whether a fork of this process is safe: it has one thread, on a system made for it.

    macOS has `os.fork`, but its own libraries do not survive it.
    """
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def preload() -> None:
    """Import all that notebooks use, and keep it out of the way of the children's collector."""
    for module in MODULES:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
