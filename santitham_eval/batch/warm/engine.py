"""papermill's engine on a warm kernel: `papermill --engine santitham-warm`, and all batches.

papermill loads its engines while it is itself being imported, so nothing of it is imported here
before an engine is asked to do something, nor what others than this engine would wait for in vain.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from santitham_eval.batch.warm.preload import NAME as NAME
from santitham_eval.batch.warm.preload import can_fork


class WarmEngine:
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
        """Run a notebook; parameters as papermill's engines take them.

        It is written once, when it is done or has failed, and not after every cell.
        """
        from papermill.engines import NBClientEngine, NotebookExecutionManager

        from santitham_eval.batch.warm.kernel import ForkedKernel, KilledError

        managed = NotebookExecutionManager(nb, output_path, log_output, progress_bar, 0)
        managed.save = _not_yet
        managed.notebook_start()
        run = NBClientEngine.execute_managed_notebook
        try:
            if can_fork() and nb.metadata.get("kernelspec", {}).get("language") == "python":
                with ForkedKernel(Path.cwd()) as kernel:
                    try:
                        run(managed, kernel_name, log_output=log_output, km=kernel, **kwargs)
                    except Exception:
                        if kernel.killed:
                            raise KilledError from None
                        raise
            else:
                run(managed, kernel_name, log_output=log_output, **kwargs)
        except BaseException:
            del managed.save  # papermill itself writes what has ended, even by an error of a cell
            raise
        finally:
            managed.notebook_complete()
        return managed.nb

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """Name of the kernel, as papermill finds it."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """Language of the notebook, as papermill finds it."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))


def _not_yet(**_: Any) -> None:
    """In place of saving the notebook."""
