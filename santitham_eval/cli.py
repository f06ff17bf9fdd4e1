"""The commands: each reads its words and calls a step, nothing else."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError

if TYPE_CHECKING:
    from santitham_eval.batch.progress import Progress
    from santitham_eval.batch.runner import Failure
    from santitham_eval.study import Study

# Before numpy is imported: another number of threads changes the last digits of a result.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

app = typer.Typer(
    name="santitham-eval",
    help=text.HELP_APP.both(),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

File = Annotated[Path, typer.Option("--study", help=text.HELP_OPTION["study"].both())]
Force = Annotated[bool, typer.Option("--force", help=text.HELP_OPTION["force"].both())]
Over = Annotated[bool, typer.Option("--force", help=text.HELP_OPTION["over"].both())]
Quiet = Annotated[bool, typer.Option("--quiet", help=text.HELP_OPTION["quiet"].both())]
Log = Annotated[Path | None, typer.Option("--log", help=text.HELP_OPTION["log"].both())]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help=text.HELP_OPTION["jobs"].both())]
Tambons = Annotated[
    list[str] | None,
    typer.Option("--tambon", metavar="CODE...", help=text.HELP_OPTION["tambon"].both()),
]
Values = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter",
        metavar="NAME=VALUE",
        help=text.HELP_OPTION["parameter"].both(),
    ),
]
Seconds = Annotated[
    float, typer.Option("--timeout", min=1, metavar="SECONDS", help=text.HELP_TIMEOUT.both())
]
Scheduler = Annotated[
    str,
    typer.Option("--scheduler", metavar="ADDRESS", help=text.HELP_SCHEDULER.both()),
]
Lang = Annotated[
    str | None, typer.Option("--lang", metavar="th|en", help=text.HELP_PAGES["lang"].both())
]
Digits = Annotated[
    str | None,
    typer.Option("--digits", metavar="arabic|thai", help=text.HELP_PAGES["digits"].both()),
]
HERE = Path("study.toml")
LONG = 600.0
_HELP = text.HELP_REGISTER_OPTION
_RELEASE = text.HELP_RELEASE_OPTION


@app.command(help=text.HELP["check"].both())
def check(study: File = HERE, quiet: Quiet = False) -> None:
    """Read every file and tell every problem; writes nothing."""
    from santitham_eval.batch import steps

    steps.check(*_open(study, quiet))


@app.command(help=text.HELP_FETCH.both())
def fetch(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help=text.HELP_FETCH_NAMES.both()),
    ] = None,
    study: File = HERE,
    quiet: Quiet = False,
) -> None:
    """Fetch public files into the raw folder."""
    from santitham_eval.batch import fetch as fetching

    fetching.fetch(*_open(study, quiet), names or [])


@app.command(help=text.HELP["build"].both())
def build(study: File = HERE, force: Force = False, quiet: Quiet = False, log: Log = None) -> None:
    """Make the tables from the raw files."""
    from santitham_eval.batch import steps

    steps.build(*_open(study, quiet, log), force=force)


@app.command(help=text.HELP["estimate"].both())
def estimate(
    study: File = HERE, force: Force = False, quiet: Quiet = False, log: Log = None
) -> None:
    """Estimate the effects of all tambons."""
    from santitham_eval.batch import steps

    steps.estimate(*_open(study, quiet, log), force=force)


@app.command(help=text.HELP["report"].both())
def report(
    more: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", hidden=True)] = None,
    study: File = HERE,
    tambon: Tambons = None,
    outside: Annotated[
        bool, typer.Option("--outside", help=text.HELP_OPTION["outside"].both())
    ] = False,
    jobs: Jobs = 1,
    scheduler: Scheduler = "",
    timeout: Seconds = LONG,
    parameter: Values = None,
    lang: Lang = None,
    digits: Digits = None,
    force: Force = False,
    quiet: Quiet = False,
    log: Log = None,
) -> None:
    """Make the reports of tambons."""
    from santitham_eval.batch import steps

    codes = [*(tambon or []), *(more or [])]
    opened = _open(study, quiet, log, lang, digits)
    failures = steps.report(
        *opened, tambons=codes, jobs=jobs, force=force, values=parameter or [], seconds=timeout,
        scheduler=scheduler, outside=outside,
    )  # fmt: skip
    _tell(opened[1], failures)


@app.command("print", help=text.HELP_PRINT.both())
def print_(
    more: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", hidden=True)] = None,
    study: File = HERE,
    tambon: Tambons = None,
    jobs: Jobs = 1,
    timeout: Annotated[
        float,
        typer.Option("--timeout", min=1, metavar="SECONDS", help=text.HELP_PRINT_TIMEOUT.both()),
    ] = 60.0,
    lang: Lang = None,
    digits: Digits = None,
    force: Force = False,
    quiet: Quiet = False,
    log: Log = None,
) -> None:
    """Print the reports that are there as PDF."""
    from santitham_eval.batch import printing

    codes = [*(tambon or []), *(more or [])]
    opened = _open(study, quiet, log, lang, digits)
    failures = printing.print_reports(
        *opened, tambons=codes, jobs=jobs, force=force, seconds=timeout
    )
    _tell(opened[1], failures, text.PRINT_FAILURES)


@app.command(help=text.HELP["site"].both())
def site(
    study: File = HERE,
    lang: Lang = None,
    digits: Digits = None,
    force: Force = False,
    quiet: Quiet = False,
    log: Log = None,
) -> None:
    """Write the index of reports and the manifest."""
    from santitham_eval.batch.site import site as write_site

    opened = _open(study, quiet, log, lang, digits)
    _tell(opened[1], write_site(*opened, force=force))


@app.command(help=text.HELP_EXHIBITS.both())
def exhibits(
    name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...")] = None,
    study: File = HERE,
    lang: Lang = None,
    digits: Digits = None,
    quiet: Quiet = False,
) -> None:
    """Write the tables for reviewers, all or those named."""
    from santitham_eval.batch.site import exhibits as write_exhibits

    write_exhibits(*_open(study, quiet, None, lang, digits), names=name or [])


@app.command(help=text.HELP["run"].both())
def run(
    study: File = HERE,
    jobs: Jobs = 1,
    scheduler: Scheduler = "",
    timeout: Seconds = LONG,
    lang: Lang = None,
    digits: Digits = None,
    force: Force = False,
    quiet: Quiet = False,
    log: Log = None,
) -> None:
    """All steps: build, estimate, report, site."""
    from santitham_eval.batch import steps
    from santitham_eval.batch.site import site as write_site

    opened = _open(study, quiet, log, lang, digits)
    steps.build(*opened, force=force)
    steps.estimate(*opened, force=force)
    failures = steps.report(*opened, jobs=jobs, force=force, seconds=timeout, scheduler=scheduler)
    failures += write_site(*opened, jobs=jobs, force=force, seconds=timeout)
    _tell(opened[1], failures)


@app.command(help=text.HELP_VERIFY.both())
def verify(
    more: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", hidden=True)] = None,
    study: File = HERE,
    tambon: Tambons = None,
    release: Annotated[
        Path | None,
        typer.Option("--release", metavar="FILE.zip", help=text.HELP_VERIFY_RELEASE.both()),
    ] = None,
    jobs: Jobs = 1,
    timeout: Seconds = LONG,
    quiet: Quiet = False,
    log: Log = None,
) -> None:
    """Make everything anew elsewhere and compare with the manifest."""
    codes = [*(tambon or []), *(more or [])]
    zips = [code for code in codes if code.lower().endswith(".zip")]
    if zips and release is None:  # verify FILE.zip
        release = Path(zips[0])
        codes.remove(zips[0])
    if release is not None:
        from santitham_eval.batch import replicate
        from santitham_eval.batch.progress import Progress

        if codes:
            raise StudyError(Problem("--release", codes[0], text.WANT_RELEASE_ALONE))
        progress = Progress(quiet=quiet, log=log)
        found = replicate.replicate(release, progress, jobs=jobs, seconds=timeout)
        same, other = text.RELEASE_SAME, text.RELEASE_OTHER
    else:
        from santitham_eval.batch import verify as verifying

        opened, progress = _open(study, quiet, log)
        found = verifying.verify(opened, progress, tambons=codes, jobs=jobs, seconds=timeout)
        same, other = text.VERIFY_SAME, text.VERIFY_OTHER
    for line in found:
        print(line.both("\n    "), file=sys.stderr)
    progress.say(other.format(n=len(found)) if found else same)
    if found:
        raise typer.Exit(1)


@app.command(help=text.HELP_RELEASE.both())
def release(
    study: File = HERE,
    out: Annotated[Path | None, typer.Option("--out", help=_RELEASE["out"].both())] = None,
    date: Annotated[str | None, typer.Option("--date", help=_RELEASE["date"].both())] = None,
    by: Annotated[str, typer.Option("--by", help=_RELEASE["agent"].both())] = "",
    signed_by_role: Annotated[
        str, typer.Option("--signed-by-role", help=_RELEASE["signed"].both())
    ] = "",
    previous: Annotated[
        list[Path] | None,
        typer.Option("--previous", metavar="FILE.zip", help=_RELEASE["previous"].both()),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Put the study into one zip for others."""
    from santitham_eval.batch import release as releasing

    opened = _open(study, quiet)
    releasing.release(
        *opened, out=out, date=date, agent=by, signed=signed_by_role, previous=previous or ()
    )


@app.command(help=text.HELP["demo"].both())
def demo(
    folder: Annotated[Path, typer.Argument()] = Path("data/raw"),
    force: Over = False,
    quiet: Quiet = False,
) -> None:
    """Write the simulated demo into a raw folder."""
    from santitham_eval.batch import demo_files
    from santitham_eval.batch.progress import Progress

    demo_files.write(folder, Progress(quiet=quiet), force=force)


@app.command(help=text.HELP_REGISTER.both())
def register(
    study: File = HERE,
    note: Annotated[str, typer.Option("--note", help=_HELP["note"].both())] = "",
    amend: Annotated[str | None, typer.Option("--amend", help=_HELP["amend"].both())] = None,
    date: Annotated[str | None, typer.Option("--date", help=_HELP["date"].both())] = None,
    seal: Annotated[
        list[str] | None, typer.Option("--seal", metavar="SOURCE", help=_HELP["seal"].both())
    ] = None,
    check: Annotated[bool, typer.Option("--check", help=_HELP["check"].both())] = False,
    quiet: Quiet = False,
) -> None:
    """Fix the plan before outcomes are read, or tell whether it is still the same."""
    from santitham_eval.batch import register as registering

    opened = _open(study, quiet)
    others = note or amend is not None or date is not None or seal
    if (check and others) or (amend is not None and note):
        raise StudyError(Problem("register", "-", text.WANT_ONE_OF_REGISTER))
    if check and not registering.check(*opened):
        raise typer.Exit(1)
    if not check:
        registering.register(*opened, note=note, amend=amend, date=date, seal=seal or ())


def _open(
    study: Path,
    quiet: bool,
    log: Path | None = None,
    language: str | None = None,
    digits: str | None = None,
) -> tuple[Study, Progress]:
    from santitham_eval.batch.progress import Progress
    from santitham_eval.study import in_pages, load_study

    opened = in_pages(load_study(study), language=language, digits=digits)
    return opened, Progress(quiet=quiet, log=log)


def _tell(
    progress: Progress, failures: Sequence[Failure], heading: text.Text = text.BATCH_FAILURES
) -> None:
    """List what failed, and end with status 1."""
    for f in failures:
        progress.note("failure", tambon=f.tambon, cell=f.cell.en, reason=f.reason.en)
    progress.note("end", failures=len(failures))
    if not failures:
        return
    tambons = sum(f.tambon.isdigit() for f in failures)
    if tambons:
        print(heading.format(n=tambons).both("\n"), file=sys.stderr)
    for f in failures:
        form = text.BATCH_FAILURE if f.tambon.isdigit() else text.BATCH_FAILED_PAGE
        words = form.format(code=f.tambon, page=f.tambon, cell=f.cell, reason=f.reason)
        print(words.both("\n    "), file=sys.stderr)
    raise typer.Exit(1)


class _Interrupted(BaseException):
    """Ctrl-C; by another name, since the command line's library has words of its own for it."""


def _interrupt(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is under way is ended in order
    raise _Interrupted


def main(args: Sequence[str] | None = None) -> None:
    """Run a command: status 0 done, 1 some tambons failed, 2 unusable input, 130 stopped."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    before = signal.signal(signal.SIGINT, _interrupt)
    try:
        app(args=args, prog_name="santitham-eval")
    except _Interrupted:
        print(text.BATCH_INTERRUPTED.both("\n"), file=sys.stderr)
        sys.exit(128 + signal.SIGINT)
    except StudyError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        name = Path(error.filename).name if error.filename else "-"
        said = text.WANT_WRITABLE.format(name=name, why=error.strerror or type(error).__name__)
        print(said.both("\n"), file=sys.stderr)
        sys.exit(2)
    finally:
        signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    main()
