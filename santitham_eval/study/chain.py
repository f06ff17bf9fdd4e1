"""The plan as it was registered: a chain of entries in a file beside the study file.

Each entry fixes the one before it by its sha256, so that none but the last can be changed, taken
out or put between without being seen.  That tells of slips and of careless hands only: who cuts
the chain's end off, or writes all of it anew, leaves no trace in it.  What is to convince others
must be deposited with others.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

import pydantic.dataclasses
from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError, holds_identity
from santitham_eval.study.model import Study
from santitham_eval.study.plan import digest
from santitham_eval.study.planned import (
    PROTOCOL,
    Difference,
    differences,
    method_sha256,
    planned,
    protocol_sha256,
)
from santitham_eval.text import Text
from santitham_eval.thai import is_fit_name

FORMAT = "santitham-eval registration 1"
LONGEST_NOTE = 500
EARLIEST, LATEST = datetime.date(2000, 1, 1), datetime.date(2199, 12, 31)
When = Literal["before_data", "sealed", "before_estimates", "after"]
Sha = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def _fit_note(words: str) -> str:
    if not is_note(words):
        raise ValueError("note")
    return words


def is_note(words: str) -> bool:
    """Whether words may stand on every page: not too long, nothing unseen, nobody's number."""
    return is_fit_name(words, LONGEST_NOTE) and not holds_identity(words)


def _real_date(words: str) -> str:
    day = datetime.date.fromisoformat(words)
    if words != day.isoformat() or not EARLIEST <= day <= LATEST:
        raise ValueError("date")
    return words


def is_day(words: str) -> bool:
    """Whether words are a day of the common era that an entry may bear, as ``YYYY-MM-DD``."""
    try:
        return bool(_real_date(words))
    except ValueError:
        return False


@pydantic.dataclasses.dataclass(frozen=True, config=ConfigDict(extra="forbid", strict=True))
class Entry:
    """A plan as it was fixed on a day.

    Parameters
    ----------
    kind : {"registration", "amendment"}
        The first entry, or a deviation from the one before.
    date : str
        ``YYYY-MM-DD`` of the common era.
    date_from : {"clock", "given"}
        Whether the machine's clock gave the date, or whoever registered.
    note : str
        Why, in the words of whoever registered.
    plan_sha256, protocol_sha256, method_sha256 : str
        Of the plan, of the rule (None where there was no file), and of the method's code.
    version : str
        Of the library.
    planned : mapping
        The study's choices, readable.
    outcome_files : mapping of str to str
        sha256 of the files of outcomes that lay in the raw folder.
    estimates : sequence of str
        Tables of estimates and reports that were there.
    previous : str, optional
        sha256 of the entry before.
    sealed : mapping of str to mapping
        Source to sha256 of each of its files, which were not opened before the plan was fixed.
    sha256 : str
        Of all of this.
    """

    kind: Literal["registration", "amendment"]
    date: Annotated[str, AfterValidator(_real_date)]
    date_from: Literal["clock", "given"]
    note: Annotated[str, AfterValidator(_fit_note)]
    plan_sha256: Sha
    protocol_sha256: Sha | None
    version: str
    method_sha256: Sha
    planned: dict[str, Any]
    outcome_files: dict[str, Sha]
    estimates: list[str]
    previous: Sha | None
    sealed: dict[str, dict[str, Sha]] = field(default_factory=dict)
    sha256: Sha = "0" * 64

    @property
    def when(self) -> When:
        """What could be known when it was written."""
        if self.estimates:
            return "after"
        if not self.outcome_files:
            return "before_data"
        closed = {name for files in self.sealed.values() for name in files}
        # An amendment comes when what was sealed may have been built from.
        whole = self.kind == "registration" and closed >= set(self.outcome_files)
        return "sealed" if whole else "before_estimates"

    def seal(self) -> str:
        """sha256 of everything else in the entry."""
        return digest({k: v for k, v in _content(self).items() if k != "sha256"})


@dataclass(frozen=True)
class Standing:
    """How the present plan stands to the registered one.

    Parameters
    ----------
    entries : tuple of Entry
        Empty where nothing was registered.
    differences : tuple of Difference
        Fields of the present plan that are not as in the last entry.
    method_changed : bool
        Whether the method's code is another than that of the last entry.
    """

    entries: tuple[Entry, ...] = ()
    differences: tuple[Difference, ...] = ()
    method_changed: bool = False
    changes: tuple[tuple[Difference, ...], ...] = field(default=())
    """What each entry changed of the one before; nothing for the first."""


def registration_file(study: Study) -> Path:
    """Where the registration of a study lies: beside the study file, named after it."""
    return study.folder / f"{Path(study.file).stem}.registration.json"


def registration(study: Study) -> Standing:
    """Whether the plan was registered, when, and whether it still is the one in use.

    Raises
    ------
    StudyError
        A registration that cannot be read, or whose chain is broken.
    """
    entries = read_entries(study)
    if not entries:
        return Standing()
    last = entries[-1]
    changes = [_changes(a, b) for a, b in pairwise(entries)]
    now = new_entry(study, last.kind, last.date, last.date_from, "", sealed=last.sealed)
    return Standing(
        entries,
        _changes(last, now),
        last.method_sha256 != method_sha256(),
        ((), *changes),
    )


def _changes(before: Entry, after: Entry) -> tuple[Difference, ...]:
    """Fields, and the protocol, that differ between two entries."""
    found = differences(before.planned, after.planned)
    hashes = [(PROTOCOL, before.protocol_sha256, after.protocol_sha256)]
    hashes += broken_seals(before.sealed, after.sealed)
    if not found:  # the plan's own hash would else repeat what its fields say
        hashes.append(("plan", before.plan_sha256, after.plan_sha256))
    return found + tuple(
        Difference(name, _short(was), _short(now)) for name, was, now in hashes if was != now
    )


def broken_seals(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str | None, str | None]]:
    """Sealed files with both sha256, of all sources that were sealed; equal where it holds."""
    return [
        (f"sealed.{source}.{name}", files.get(name), after.get(source, {}).get(name))
        for source, files in before.items()
        for name in sorted({*files, *after.get(source, {})})
    ]


def _content(entry: Entry) -> dict[str, Any]:
    """An entry as it is written and hashed; without seals, as it was before there were any."""
    return {k: v for k, v in asdict(entry).items() if k != "sealed" or v}


def _short(sha256: str | None) -> str:
    return f"sha256:{sha256[:12]}…" if sha256 else ""


def new_entry(
    study: Study,
    kind: Literal["registration", "amendment"],
    date: str,
    date_from: Literal["clock", "given"],
    note: str,
    *,
    version: str = "",
    outcome_files: dict[str, str] | None = None,
    estimates: Sequence[str] = (),
    previous: str | None = None,
    sealed: dict[str, dict[str, str]] | None = None,
) -> Entry:
    """The present plan as an entry, sealed."""
    parts: dict[str, Any] = {
        "kind": kind, "date": date, "date_from": date_from, "note": note,
        "plan_sha256": study.plan.hash, "protocol_sha256": protocol_sha256(study),
        "version": version, "method_sha256": method_sha256(), "planned": planned(study),
        "outcome_files": outcome_files or {}, "estimates": list(estimates), "previous": previous,
        "sealed": sealed or {},
    }  # fmt: skip
    return Entry(**parts, sha256=Entry(**parts).seal())


def read_entries(study: Study) -> tuple[Entry, ...]:
    """Every entry, checked; none where there is no file.

    Raises
    ------
    StudyError
        With every problem of the file at once.
    """
    path = registration_file(study)
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
        known = isinstance(content, dict) and content.get("format") == FORMAT
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        raise StudyError(Problem(path.name, str(error), text.WANT_REGISTRATION)) from None
    if not known:
        raise StudyError(Problem(path.name, _beginning(content), text.WANT_REGISTRATION))
    try:
        entries = TypeAdapter(tuple[Entry, ...]).validate_json(json.dumps(content.get("entries")))
    except (ValidationError, RecursionError, ValueError) as error:
        raise StudyError(_invalid(path.name, error)) from None
    problems = _broken(path.name, entries)
    if problems:
        raise StudyError(problems)
    return entries


def as_json(entries: Sequence[Entry]) -> str:
    """The file's content: the same for the same entries."""
    content = {
        "format": FORMAT,
        "th": text.REGISTRATION_LIMITS.th,
        "en": text.REGISTRATION_LIMITS.en,
        "entries": [_content(entry) for entry in entries],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _beginning(content: object) -> str:
    return json.dumps(content)[:60]


def _invalid(file: str, error: Exception) -> list[Problem]:
    """What does not fit an entry, by place; values are not repeated, they may be anything."""
    if not isinstance(error, ValidationError):
        return [Problem(file, type(error).__name__, text.WANT_REGISTRATION)]
    places = [".".join(map(str, ("entries", *e["loc"]))) for e in error.errors()]
    return [Problem(file, "-", text.WANT_ENTRY_FIELD, column=place) for place in places]


def _broken(file: str, entries: Sequence[Entry]) -> list[Problem]:
    """Where the chain does not hold."""
    problems = []

    def add(number: int, found: str, wanted: Text) -> None:
        problems.append(Problem(file, found, wanted, column=f"entries.{number}"))

    if not entries:
        add(0, "-", text.WANT_FIRST_ENTRY)
    for number, entry in enumerate(entries):
        former = entries[number - 1] if number else None
        if entry.sha256 != entry.seal():
            add(number, entry.sha256[:12], text.WANT_UNTOUCHED_ENTRY)
        if (entry.kind == "registration") != (former is None):
            add(number, entry.kind, text.WANT_FIRST_ENTRY)
        if entry.previous != (former.sha256 if former else None):
            add(number, str(entry.previous)[:12], text.WANT_WHOLE_CHAIN)
        if former and entry.date < former.date:
            add(number, entry.date, text.WANT_LATER_DATE.format(date=former.date))
    return problems
