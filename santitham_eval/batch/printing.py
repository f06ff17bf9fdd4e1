"""Reports on paper: the brief of each tambon, and its pages where there is a browser to print them.

A print stands in the folder of its report, which is replaced as a whole when the report is made
anew, so none outlives what it was printed of.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from santitham_eval import store, text
from santitham_eval.batch import browser, inputs, paper, site
from santitham_eval.batch.folders import at_work
from santitham_eval.batch.pool import Lost, Processes
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.task import Failure
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Study

BRIEF, REPORT, SHEET = site.PRINTS
PAGES = {REPORT: "index.html", SHEET: "lessons.html"}
"""Print -> the page that it is of."""


@dataclass(frozen=True)
class Print:
    """What is to be printed of one report.

    Parameters
    ----------
    tambon : str
    study : Study
    indicator : str
        That of the report's main finding; "" for a tambon outside the programme, which has none
        and so no brief.
    names : tuple of str
        Files to make.
    program : str
        The browser; "" where there is none.
    seconds : float
        How long it may take for one page.
    """

    tambon: str
    study: Study
    indicator: str
    names: tuple[str, ...]
    program: str
    seconds: float

    @property
    def folder(self) -> Path:
        """Where the report is."""
        return self.study.reports() / "tambon" / self.tambon


def print_reports(
    study: Study,
    progress: Progress,
    *,
    tambons: Sequence[str] = (),
    jobs: int = 1,
    force: bool = False,
    seconds: float = browser.SECONDS,
) -> list[Failure]:
    """Print the reports that are there.

    Parameters
    ----------
    study, progress : Study, Progress
    tambons : sequence of str
        Codes; empty means every report that was made of the present inputs.
    jobs : int
        How many at once.
    force : bool
        Also what has been printed already.
    seconds : float
        How long the browser may take for one page.

    Returns
    -------
    list of Failure
        In the order of the codes; what else could be printed is.

    Raises
    ------
    StudyError
        Tables that are not built of the present inputs; a tambon without a present report.
    """
    inputs.refuse_stale(study)
    program = browser.find() or ""
    if not program:
        progress.say(text.PRINT_NO_BROWSER)
    prints = _prints(study, tambons, program, seconds)
    todo = [p for p in prints if force or not all((p.folder / n).is_file() for n in p.names)]
    if len(todo) < len(prints):
        same = text.PRINT_DONE.format(n=len(prints) - len(todo))
        progress.done("print", same, same=True)
    failed = {}
    with at_work(study.reports()) as scratch, progress.count(len(todo)) as tick:
        pool = Processes(jobs, partial(_prepare, scratch), seconds * (1 + len(PAGES)))
        for made, outcome in pool(todo, print_one):
            if isinstance(outcome, Lost):
                outcome = Failure(made.tambon, text.BATCH_NO_CELL, outcome.reason)
            tick(made.tambon, outcome is None)
            if outcome:
                failed[made.tambon] = outcome
    site.list_prints(study, site.current_reports(study)[0])
    if len(todo) > len(failed):
        progress.done("print", text.PRINT_DONE.format(n=len(todo) - len(failed)))
    return [failed[p.tambon] for p in todo if p.tambon in failed]


def print_one(made: Print) -> Failure | None:
    """Print what is wanted of one report; one print that fails stops no other."""
    failed = None
    for name in made.names:
        try:
            _write(made.folder / name, _how(name)(made, name))
        except browser.PrintError as error:
            failed = failed or Failure(made.tambon, text.Text(name, name), error.words)
        except Exception as error:
            why = paper.diagnose(error, None)[1]
            failed = failed or Failure(made.tambon, text.Text(name, name), why)
    return failed


def _prints(study: Study, tambons: Sequence[str], program: str, seconds: float) -> list[Print]:
    current, _ = site.current_reports(study)
    missing = [code for code in tambons if code not in current]
    if missing:
        wanted = text.WANT_CURRENT_REPORT
        raise StudyError([Problem("--tambon", c, wanted.format(code=c)) for c in missing])
    main = next(o.indicator for o in study.outcomes if o.role == "primary")
    treated = set(store.read(study.processed(), "roster")["tambon"])
    prints = []
    for code in sorted(set(tambons) or set(current)):
        folder = study.reports() / "tambon" / code
        pages = [n for n, page in PAGES.items() if program and (folder / page).is_file()]
        brief = [BRIEF] if code in treated else []
        indicator = str(current[code].get("indicator", main)) if brief else ""
        names = (*brief, *pages)
        prints.append(Print(code, study, indicator, names, program, seconds))
    if not prints:
        raise StudyError(Problem(study.paths.reports, text.MISSING, text.PRINT_NONE))
    return prints


def _how(name: str) -> Callable[[Print, str], bytes]:
    return _brief if name == BRIEF else _page


def _page(made: Print, name: str) -> bytes:
    return browser.page_pdf(made.program, made.folder / PAGES[name], made.seconds)


def _brief(made: Print, name: str) -> bytes:
    """The brief, of the same tables as the report; its main finding is worked out anew."""
    from santitham_eval import report, tables
    from santitham_eval.estimators import comparative
    from santitham_eval.evidence import confirm

    study, tambon, indicator = made.study, made.tambon, made.indicator
    read = partial(store.read, study.processed())
    roster = read("roster")
    panel = read("panel", indicator=indicator)
    effects = read("effects")
    subject = report.find_subject(study, tambon, indicator, read("register"), roster)
    fit = comparative.fit(
        panel, roster, study.plan, tambon=tambon, indicator=indicator, neighbours=read("neighbours")
    )
    confirm(fit, effects)
    minimum = study.disclosure.minimum_count
    return report.brief(
        subject, fit, panel, effects,
        hidden=set(read("withheld", tambon=tambon)["indicator"]),
        programme=tables.safe_programme(read("programme"), minimum),
        diagnostics=read("diagnostics", tambon=tambon),
    )  # fmt: skip


def _prepare(scratch: Path) -> None:
    """All that a process keeps for a while goes where it is removed at the end."""
    own = tempfile.mkdtemp(dir=scratch)
    os.environ.update(TMPDIR=own, MPLBACKEND="agg")
    tempfile.tempdir = None


def _write(path: Path, content: bytes) -> None:
    partial_ = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial_.write_bytes(content)
        partial_.replace(path)
    finally:
        partial_.unlink(missing_ok=True)
