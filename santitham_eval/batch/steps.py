"""The steps of a study; each is run only when what it is made of has changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import store, text
from santitham_eval.batch import (
    folders,
    inputs,
    paper,
    parameters,
    reading,
    runner,
    sealed,
    task,
    whole,
)
from santitham_eval.batch.parameters import Value
from santitham_eval.batch.progress import Progress
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Study, nearest
from santitham_eval.text import Text

NOTEBOOK = Path("notebooks") / "tambon_impact.ipynb"
OUTSIDE = Path("notebooks") / "tambon_outside.ipynb"
SET_BY_RUNNER = ("tambon", "study_file")


def check(study: Study, progress: Progress) -> None:
    """Read every file and tell every problem of all of them; nothing is written.

    Where nothing is wrong it ends with what each source covers and what was left out.

    Raises
    ------
    StudyError
        With all problems of all files.
    """
    from santitham_eval.batch import summary
    from santitham_eval.panel import build_tables, problems_of

    problems: list[Problem] = []
    tables: dict[str, pd.DataFrame] = {}
    try:
        tables = build_tables(study)
    except StudyError as error:
        problems += dict.fromkeys([*problems_of(study), *error.problems])
    try:
        sealed.refuse_broken(study)
    except StudyError as error:
        problems += error.problems
    for notebook in (NOTEBOOK, OUTSIDE, *(page.notebook for page in whole.PAGES.values())):
        try:
            parameters.declared(inputs.notebook_of(study, notebook))
        except StudyError as error:
            problems += error.problems
    if problems:
        raise StudyError(problems)
    for line in summary.lines(study, tables):
        progress.say(line)
    progress.done("check", text.BATCH_FINE)


def build(study: Study, progress: Progress, *, force: bool = False) -> None:
    """Raw files to ``register, roster, events, neighbours, map, panel, quality``."""
    made_of = inputs.built_of(study)
    what = text.BATCH_TABLES.format(n=len(inputs.BUILT))
    if not force and _fresh(study, inputs.BUILT, made_of):
        return progress.done("build", what, same=True)
    sealed.refuse_broken(study)
    from santitham_eval.panel import build_tables

    tables = build_tables(study)
    with folders.alone(study.processed()):
        for name in inputs.BUILT:
            store.write(study.processed(), name, tables[name], made_of)
    return progress.done("build", what)


def estimate(study: Study, progress: Progress, *, force: bool = False) -> None:
    """Panel and roster to the effects of every tambon, indicator and method, and their checks."""
    wanted = inputs.ESTIMATED_OF
    made_of = inputs.estimated_of(study)
    if not force and _fresh(study, inputs.ESTIMATED, made_of):
        rows = text.BATCH_ROWS.format(n=len(store.read(study.processed(), "effects")))
        return progress.done("estimate", rows, same=True)
    from santitham_eval.backing import back
    from santitham_eval.evidence import assess_programme, balance, check, diagnose, estimate_effects
    from santitham_eval.tables import withheld_figures, yearly_levels

    panel, roster, neighbours = (store.read(study.processed(), name) for name in wanted)
    # Each from the seed, so that neither's draws depend on what else is made.
    rng, own = (np.random.default_rng(study.study.seed) for _ in range(2))
    whole = assess_programme(panel, roster, study.plan, rng=own, neighbours=neighbours)
    effects = estimate_effects(
        panel, roster, study.plan, rng=rng, neighbours=neighbours, whole=whole
    )
    diagnostics = diagnose(panel, roster, study.plan, neighbours=neighbours)
    checks = check(panel, roster, study.plan, neighbours=neighbours)
    alike = balance(panel, roster, study.plan, neighbours=neighbours)
    minimum = study.disclosure.minimum_count
    withheld = withheld_figures(panel, roster, study.plan, minimum, neighbours)
    behind = back(panel, roster, study.plan, neighbours=neighbours)
    frames = (effects, diagnostics, checks, alike, whole, withheld, yearly_levels(panel), *behind)
    with folders.alone(study.processed()):
        for name, frame in zip(inputs.ESTIMATED, frames, strict=True):
            store.write(study.processed(), name, frame, made_of)
    return progress.done("estimate", text.BATCH_ROWS.format(n=len(effects)))


def report(
    study: Study,
    progress: Progress,
    *,
    tambons: Sequence[str] = (),
    jobs: int = 1,
    force: bool = False,
    values: Sequence[str] = (),
    outside: bool = False,
    seconds: float = runner.SECONDS,
    scheduler: str = "",
) -> list[runner.Failure]:
    """Run the notebook for each treated tambon, or for those named.

    A tambon outside the programme has another notebook, which gives no effect.

    Parameters
    ----------
    study, progress : Study, Progress
        What to run, and where to tell how far it is.
    tambons : sequence of str
        Codes; empty means every tambon of the roster.
    jobs : int
        How many kernels at once.
    force : bool
        Also those whose inputs have not changed.
    values : sequence of str
        ``NAME=VALUE`` for further parameters of the notebook.
    outside : bool
        Where no tambons are named, also those outside the programme.
    seconds : float
        How long one notebook may take.
    scheduler : str
        Address of a Dask cluster, in whose place `jobs` processes of this machine would work.

    Returns
    -------
    list of Failure
        In the order of the codes.

    Raises
    ------
    StudyError
        Before anything runs: tables not built, unknown code, parameter or type, no such cluster.
    """
    tasks = _tasks(study, tambons, values, outside, force)
    todo = [task for task in tasks if force or not task.current()]
    if len(todo) < len(tasks):
        same = text.BATCH_REPORTS.format(n=len(tasks) - len(todo))
        progress.done("report", same, same=True)
    ran = sum(task.ran() for task in todo)
    if ran:
        progress.say(text.BATCH_RAN.format(n=ran))
    with progress.count(len(todo)) as tick:
        beside = [task for task in tasks if task not in todo] if todo else []
        failures = runner.run_all(
            study, todo, tick, beside=beside, jobs=jobs, seconds=seconds, scheduler=scheduler
        )
    failures.sort(key=lambda failure: failure.tambon)
    if len(todo) > len(failures):
        progress.done("report", text.BATCH_REPORTS.format(n=len(todo) - len(failures)))
    if not tambons:
        _forget(study, [task.tambon for task in tasks])
    return failures


def _tasks(
    study: Study, tambons: Sequence[str], values: Sequence[str], outside: bool, anew: bool
) -> list[runner.Task]:
    """What is to be run, all of it checked."""
    _given(study, NOTEBOOK, values)  # words that cannot be meant are told first
    inputs.refuse_stale(study)
    codes = _codes(study, tambons, outside)
    treated = set(store.read(study.processed(), "roster")["tambon"])
    inside = [code for code in codes if code in treated]
    tasks = _tasks_of(study, NOTEBOOK, inside, values)
    others = [code for code in codes if code not in treated]
    if others:
        tasks += _tasks_of(study, OUTSIDE, others, values)
    return sorted((replace(made, anew=anew) for made in tasks), key=lambda made: made.tambon)


def _tasks_of(
    study: Study, which: Path, codes: Sequence[str], values: Sequence[str]
) -> list[runner.Task]:
    """Tasks of one notebook."""
    notebook = inputs.notebook_of(study, which)
    known, given = _given(study, which, values)
    signed = reading.Signed(study, notebook)
    stamps = task.stamps(study)
    main = next(o.indicator for o in study.outcomes if o.role == "primary")
    usual: dict[str, Value] = {"indicator": main} if "indicator" in known else {}
    tasks = []
    for code in codes:
        chosen = {**usual, **given, "tambon": code, "study_file": study.file}
        parameters.check(chosen, known)
        indicator = _indicator(study, chosen.get("indicator", main))
        made_of = signed.of(code, indicator)
        tasks.append(runner.Task(code, notebook, study, chosen, made_of, tables=stamps))
    return tasks


def _given(
    study: Study, which: Path, values: Sequence[str]
) -> tuple[dict[str, type], dict[str, Value]]:
    """A notebook's parameters, and those that the user gave, checked."""
    known = parameters.declared(inputs.notebook_of(study, which))
    given = parameters.from_words(values, known)
    parameters.check(given, known, fixed=SET_BY_RUNNER)
    return known, given


def _indicator(study: Study, indicator: object) -> str:
    """Refuse an indicator that is no outcome of the study, before anything runs."""
    planned = [o.indicator for o in study.outcomes]
    if indicator not in planned:
        wanted = text.WANT_OUTCOME_OF.format(known=", ".join(planned))
        raise StudyError(Problem(study.file, str(indicator), wanted, column="indicator"))
    return str(indicator)


def _fresh(study: Study, names: Sequence[str], made_of: Mapping[str, str]) -> bool:
    return all(store.made_of(study.processed(), name) == made_of for name in names)


def _codes(study: Study, wanted: Sequence[str], outside: bool) -> list[str]:
    """Tambons wanted, else all treated (or all); `StudyError` naming every code that is none."""
    register = store.read(study.processed(), "register")["tambon"]
    treated = store.read(study.processed(), "roster")["tambon"]
    problems = []
    for code in wanted:
        rule = _not_a_report(code, register)
        if rule:
            problems.append(Problem("--tambon", code, rule))
    if problems:
        raise StudyError(problems)
    return sorted(set(wanted) or set(register if outside else treated))


def _not_a_report(code: str, register: pd.Series) -> Text | None:
    if not re.fullmatch(r"[0-9]{6}", code):
        return text.WANT_SIX_DIGITS
    if code not in set(register):
        return text.WANT_IN_REGISTER.format(near=nearest(code, register) or text.MISSING)
    return None


def _forget(study: Study, codes: Iterable[str]) -> None:
    """Remove reports of tambons that left the roster or the register; of outside ones keep both.

    A page of effects of a tambon that is no longer in the programme would be true of nothing.
    """
    outside = store.sha256(inputs.notebook_of(study, OUTSIDE))
    register = set(store.read(study.processed(), "register")["tambon"])
    kept = set(codes)
    for place in ("tambon", "failed"):
        for folder in sorted((study.reports() / place).glob("*")):
            if not re.fullmatch(r"[0-9]{6}", folder.name) or folder.name in kept:
                continue
            made_of = paper.signature(folder).get("made_of", {})
            if folder.name not in register or made_of.get("notebook") != outside:
                shutil.rmtree(folder)
