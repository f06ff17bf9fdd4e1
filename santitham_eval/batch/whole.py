"""Pages of the whole study: each a notebook of its own, declared once in `PAGES`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from santitham_eval import store, text
from santitham_eval.batch import inputs, parameters, runner
from santitham_eval.batch.parameters import Value
from santitham_eval.batch.progress import Progress
from santitham_eval.study import Study
from santitham_eval.text import Text


@dataclass(frozen=True)
class Page:
    """A page of the whole study.

    Parameters
    ----------
    notebook : Path
        Its only parameter is ``study_file``.
    words : Text
        What the index calls it.
    tables : tuple of str
        Built tables that it is made of: when one changes the page is made again.
    files : tuple of str
        Files of the project that it is made of too, where they are there.
    """

    notebook: Path
    words: Text
    tables: tuple[str, ...]
    files: tuple[str, ...] = ()


PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "programme": Page(
            Path("notebooks") / "programme_impact.ipynb",
            text.INDEX_PROGRAMME,
            (
                "register",
                "roster",
                "neighbours",
                "panel",
                "effects",
                "withheld",
                "balance",
                "programme",
            ),
        ),
        "lessons": Page(
            Path("notebooks") / "lessons_learned.ipynb",
            text.INDEX_LESSONS,
            ("roster", "effects", "lessons"),
        ),
        "quality": Page(Path("notebooks") / "data_quality.ipynb", text.INDEX_QUALITY, inputs.BUILT),
        "validation": Page(
            Path("notebooks") / "validation.ipynb",
            text.INDEX_VALIDATION,
            ("effects", "roster"),
            ("docs/calibration.csv",),
        ),
    }
)
"""Folder below the reports -> page, in the order of the index."""


def write_pages(
    study: Study,
    progress: Progress,
    *,
    jobs: int = 1,
    force: bool = False,
    seconds: float = runner.SECONDS,
) -> list[runner.Failure]:
    """Run the notebook of every page of the whole study whose inputs have changed.

    Parameters
    ----------
    study, progress : Study, Progress
    jobs : int
        How many kernels at once.
    force : bool
        Also those whose inputs have not changed.
    seconds : float
        How long one notebook may take.

    Returns
    -------
    list of Failure
        By the name of the page; one that failed stops no other.

    Raises
    ------
    StudyError
        Before anything runs: a notebook with other parameters, tables that are not built.
    """
    tasks = [replace(_task(study, name, page), anew=force) for name, page in PAGES.items()]
    todo = [task for task in tasks if force or not task.current()]
    for task in tasks:
        if task not in todo:
            progress.done("site", _called(task.tambon), same=True)
    failures = runner.run_all(study, todo, lambda name, ok: None, jobs=jobs, seconds=seconds)
    failed = {failure.tambon for failure in failures}
    for task in todo:
        if task.tambon not in failed:
            progress.done("site", _called(task.tambon))
    return failures


def _called(name: str) -> Text:
    return text.BATCH_WHOLE_PAGE.format(page=PAGES[name].words)


def _task(study: Study, name: str, page: Page) -> runner.Task:
    notebook = inputs.notebook_of(study, page.notebook)
    given: dict[str, Value] = {"study_file": study.file}
    parameters.check(given, parameters.declared(notebook))
    made_of = {
        **inputs.common(study),
        **inputs.tables(study, page.tables),
        **inputs.registered(study),
        **inputs.pages(study),
        **_files(page.files),
        "notebook": store.sha256(notebook),
        "templates": inputs.templates(),
    }
    return runner.Task(name, notebook, study, given, made_of, place="")


def _files(names: tuple[str, ...]) -> dict[str, str]:
    """sha256 of files of the project; a mark where one is not there."""
    paths = {name: inputs.PACKAGE.parent / name for name in names}
    return {k: store.sha256(p) if p.is_file() else text.MISSING for k, p in paths.items()}
