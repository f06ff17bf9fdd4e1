"""Fixing the plan before outcomes are read, and telling whether it is still the one in use."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from santitham_eval import __version__, narrate, text, thai
from santitham_eval.batch import inputs, sealed
from santitham_eval.batch.progress import Progress
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Entry, Standing, Study, registration, registration_file
from santitham_eval.study.chain import (
    EARLIEST,
    LATEST,
    LONGEST_NOTE,
    as_json,
    is_note,
    new_entry,
)
from santitham_eval.text import Text


def register(
    study: Study,
    progress: Progress,
    *,
    note: str = "",
    amend: str | None = None,
    date: str | None = None,
    seal: Sequence[str] = (),
    today: datetime.date | None = None,
) -> Entry:
    """Fix the present plan, or add a changed one as a deviation from it.

    Parameters
    ----------
    study, progress : Study, Progress
    note : str
        Shown with the registration.
    amend : str, optional
        Reason of a deviation; only with it is a registration followed by another entry.
    date : str, optional
        ``YYYY-MM-DD``, Gregorian; without it, the day of the machine's clock.
    seal : sequence of str
        Sources of outcomes whose files lie there and were not opened; with the first entry only.
    today : datetime.date, optional
        In the clock's place.

    Returns
    -------
    Entry
        The last one: of now, or of before where nothing is to be written.

    Raises
    ------
    StudyError
        A registration that cannot be read or whose chain is broken; a plan that differs from the
        registered one, without `amend`; words or a date that cannot be used.
    """
    standing = registration(study)
    words = _note(study, "--note" if amend is None else "--amend", note if amend is None else amend)
    if seal and (amend is not None or standing.entries):
        raise StudyError(Problem("--seal", ", ".join(seal), text.WANT_SEAL_FIRST))
    if amend is None and standing.entries:
        sealed.refuse_broken(study)
        if standing.differences:
            raise StudyError(_differing(study, standing))
        last = standing.entries[-1]
        _say(study, progress, text.REGISTERED_SAME, last)
        return last
    if amend is not None and not standing.entries:
        raise StudyError(Problem(study.file, "--amend", text.WANT_REGISTERED_FIRST))
    if amend is not None and not words:
        raise StudyError(Problem("--amend", amend, text.WANT_REASON))
    entry = new_entry(
        study,
        "registration" if amend is None else "amendment",
        *_date(standing, date, today),
        words,
        version=__version__,
        outcome_files=outcome_files(study),
        estimates=estimates(study),
        previous=standing.entries[-1].sha256 if standing.entries else None,
        sealed=sealed.again(study, standing) if standing.entries else sealed.seal(study, seal),
    )
    _write(study, (*standing.entries, entry))
    _say(study, progress, text.REGISTERED_NOW, entry)
    found = Text(*[", ".join(entry.estimates)] * 2)
    progress.say(
        text.REGISTRATION_REMARK[entry.when].format(n=len(entry.outcome_files), found=found)
    )
    progress.say(text.REGISTRATION_LIMITS)
    return entry


def check(study: Study, progress: Progress) -> bool:
    """Tell how the present plan stands to the registered one; whether they are the same.

    Raises
    ------
    StudyError
        A registration that cannot be read or whose chain is broken.
    """
    standing = registration(study)
    for sentence in narrate.registered(standing):
        progress.say(sentence)
    sealed.refuse_broken(study)
    return bool(standing.entries) and not standing.differences


def outcome_files(study: Study) -> dict[str, str]:
    """sha256 of each file of outcomes in the raw folder, by its place there."""
    sources = {k: v for k, v in study.sources.items() if v.format not in sealed.NO_OUTCOMES}
    found = inputs.raw(replace(study, sources=sources))
    return {name.removeprefix("raw/"): sha256 for name, sha256 in found.items()}


def estimates(study: Study) -> list[str]:
    """Tables of estimates and reports that are there already, whatever they were made of."""
    tables = [f"{name}.parquet" for name in inputs.ESTIMATED]
    found = [name for name in tables if (study.processed() / name).is_file()]
    reports = ("index.html", "manifest.json", "tambon", "programme")
    return found + [f"reports/{r}" for r in reports if (study.reports() / r).exists()]


def _note(study: Study, option: str, words: str) -> str:
    """Words in one line, without marks that nobody sees."""
    line = " ".join(thai.without_zero_width(words).split())
    if not is_note(line):
        raise StudyError(Problem(option, line, text.WANT_NOTE.format(most=LONGEST_NOTE)))
    return line


def _date(
    standing: Standing, given: str | None, today: datetime.date | None
) -> tuple[str, Literal["clock", "given"]]:
    day = today or datetime.date.today()
    try:
        day = datetime.date.fromisoformat(given) if given is not None else day
    except ValueError:
        raise StudyError(Problem("--date", str(given), text.WANT_ISO_DAY)) from None
    if not EARLIEST <= day <= LATEST:
        raise StudyError(Problem("--date", str(given), text.WANT_ISO_DAY))
    if standing.entries and day.isoformat() < standing.entries[-1].date:
        wanted = text.WANT_LATER_DATE.format(date=standing.entries[-1].date)
        raise StudyError(Problem("--date", day.isoformat(), wanted))
    return day.isoformat(), "clock" if given is None else "given"


def _differing(study: Study, standing: Standing) -> list[Problem]:
    """Each field that is not as registered."""
    return [
        Problem(study.file, d.after or text.MISSING, wanted, column=d.field)
        for d in standing.differences
        for wanted in [text.WANT_AMENDMENT.format(before=d.before or text.MISSING)]
    ]


def _write(study: Study, entries: Sequence[Entry]) -> None:
    """Replace the file by a whole one, or leave it as it is."""
    path = registration_file(study)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_text(as_json(entries), encoding="utf-8", newline="\n")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _say(study: Study, progress: Progress, words: Text, entry: Entry) -> None:
    progress.say(words.format(file=registration_file(study).name, sha256=entry.sha256))
