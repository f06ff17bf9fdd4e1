"""papermill's engine on a warm kernel: `papermill --engine santitham-warm`, and all batches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from papermill.engines import NBClientEngine, NotebookExecutionManager

from santitham_eval.batch.warm.kernel import ForkedKernel
from santitham_eval.batch.warm.preload import can_fork

NAME = "santitham-warm"


class _Once(NotebookExecutionManager):
    """Writes the notebook when it is done or has failed, and not after every cell."""

    def save(self, **kwargs: Any) -> None:
        if self.end_time is not None:
            super().save(**kwargs)


class WarmEngine(NBClientEngine):
    """Runs each notebook in a fork of this process; where there is no fork, in a usual kernel."""

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool | dict[str, Any] = True,
        log_output: bool = False,
        autosave_cell_every: int = 0,
        **kwargs: Any,
    ) -> NotebookNode:
        """Run a notebook; parameters as papermill's engines take them."""
        managed = _Once(nb, output_path, log_output, progress_bar, 0)
        managed.notebook_start()
        try:
            if can_fork() and nb.metadata.get("kernelspec", {}).get("language") == "python":
                with ForkedKernel(Path.cwd()) as kernel:
                    cls.execute_managed_notebook(
                        managed, kernel_name, log_output=log_output, km=kernel, **kwargs
                    )
            else:
                cls.execute_managed_notebook(managed, kernel_name, log_output=log_output, **kwargs)
        finally:
            managed.notebook_complete()
        return managed.nb
