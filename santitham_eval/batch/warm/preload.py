"""What a warm process imports once for all notebooks."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

NAME = "santitham-warm"  # of the engine, the kernelspec and its provisioner
MODULES = (
    "numpy", "pandas", "scipy.stats", "matplotlib.pyplot", "seaborn",
    "pyarrow.parquet", "ipykernel.inprocess.ipkernel",
    "nbformat", "santitham_eval.report", "santitham_eval.evidence",
    # What a kernel, the first figure and the first table would otherwise import in every fork.
    "IPython.core.application", "IPython.core.completerlib", "IPython.core.crashhandler",
    "IPython.core.magics", "ipykernel.debugger",
    "matplotlib.backends.backend_svg", "pyarrow.dataset", "sqlite3",
)  # fmt: skip

SLOW = "rfc3987_syntax"
"""jsonschema takes it up where it finds it, for a kind of address that notebooks have none of; a
third of all imports' time goes to the grammar that it makes."""

INLINE = "matplotlib_inline.backend_inline"
"""Of figures in notebooks.  What imports it hooks them to its own kernel, so only a kernel may that
hooks them anew, as those of a batch do; in others they would not be shown."""

# What a process must be born with, or another order of sets, or another number of threads of
# linear algebra, would change bytes.
ALIKE = {
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # the debugger asks for it in every kernel otherwise
}


def has_fork() -> bool:
    """Whether this system was made for forks: macOS has them, but its own libraries die of it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def can_fork() -> bool:
    """Whether a fork of this process is safe: it has one thread, on a system made for it."""
    return has_fork() and threading.active_count() == 1


@contextmanager
def _without(module: str) -> Iterator[None]:
    """What imports this module only where there is one finds none; later it is there again."""
    there = module in sys.modules
    if not there:
        sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not there:
            del sys.modules[module]


def preload(*more: str, ready: bool = False) -> None:
    """Import all that notebooks use, and keep it out of the way of the children's collector.

    Parameters
    ----------
    more : str
        Other modules.
    ready : bool
        Whether to make the kernel too in which the children of this process serve.
    """
    gc.disable()  # nothing of what is imported is garbage, and it is long to look through
    with _without(SLOW):
        for module in (*MODULES, *more):
            importlib.import_module(module)
    if ready:
        from santitham_eval.batch.warm import child

        child.ready()
    # pandas looks once, when it is imported, whether it is in a notebook, and there shows fewer.
    sys.modules["pandas"].set_option("display.max_columns", 20)
    gc.enable()
    gc.collect()
    gc.freeze()
