"""One zip of a study for others: plan, program, results, and the raw files that may go with them.

Everything in it follows from the study and the command's own words; no clock is read, and the same
study gives the same bytes wherever it is released.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from santitham_eval import store, text
from santitham_eval.batch import archive, disclosure, inputs, site, verify
from santitham_eval.batch.checklist import CHECKLIST
from santitham_eval.batch.progress import Progress
from santitham_eval.errors import Problem, StudyError, holds_identity
from santitham_eval.report import prints_html
from santitham_eval.report.crate import CRATE, Part, crate
from santitham_eval.report.registry import REGISTRY, Registered, registered
from santitham_eval.sources.lessons import names_a_person
from santitham_eval.sources.places import DECISIONS
from santitham_eval.study import Study, registration, registration_file
from santitham_eval.study.chain import is_day
from santitham_eval.text import Text
from santitham_eval.thai import is_fit_name

REDISTRIBUTABLE = (
    "CC0-1.0", "CC-BY-3.0", "CC-BY-3.0-IGO", "CC-BY-4.0", "CC-BY-IGO", "CC-BY-SA-3.0",
    "CC-BY-SA-3.0-IGO", "CC-BY-SA-4.0", "ODC-BY-1.0", "ODBL-1.0", "PDDL-1.0", "MIT",
)  # fmt: skip
"""Licences under which a raw file is passed on; what is not in this list stays at home."""
KEPT_BACK = "data/raw-kept-back.csv"
PROJECT = (
    "PROTOCOL.md", "requirements.lock", "LICENSE", "CITATION.cff", "README.md", "README.th.md",
    "pyproject.toml", "Makefile", "environment.yml",
)  # fmt: skip
FOLDERS = ("santitham_eval", "notebooks", "docs")
LONGEST_ROLE = 120


def release(
    study: Study,
    progress: Progress,
    *,
    out: Path | None = None,
    date: str | None = None,
    agent: str = "",
    signed: str = "",
    previous: Sequence[Path] = (),
) -> Path:
    """Write the release of a study.

    Parameters
    ----------
    study, progress : Study, Progress
    out : Path, optional
        File to write; by default beside the study file, named after the study.
    date : str, optional
        ``YYYY-MM-DD``; by default that of the last entry of the registration.
    agent, signed : str
        Role or organisation that releases it, and role of who signed the checklist; no persons.
    previous : sequence of Path
        Earlier releases of the study.

    Returns
    -------
    Path

    Raises
    ------
    StudyError
        Results that are not of the present inputs or not as the manifest says; a table or page
        that gives a small count away; no date; a name in the place of a role.
    """
    by = Text(_role("--by", agent), agent) if agent else text.RELEASE_AGENT
    signed = _role("--signed-by-role", signed) if signed else ""
    day = _date(study, date)
    to = _place(study, out)
    study = verify.as_written(study, verify.read(study))
    refuse_stale(study)
    raw, kept_back = _raw(study)
    results = _results(study)
    members: dict[str, archive.Content] = {**_project(study), **results}
    members |= {f"{study.paths.raw}/{name}": study.raw() / name for name in raw}
    members[KEPT_BACK] = _kept_back(study, kept_back).encode()
    members |= disclosure.gate(study, members, list(raw), signed, previous)
    files = {name: file for name, file in raw.items() if file}
    members[CRATE] = _crate(study, members, files, kept_back, list(results), day, by).encode()
    archive.write(to, members)
    _tell(progress, to, members, kept_back, signed)
    return to


def refuse_stale(study: Study) -> None:
    """`StudyError` where results are not of the present inputs, or not what the manifest says."""
    inputs.refuse_stale(study)
    manifest = verify.read(study)
    listed = verify.listed(manifest)
    found = [text.VERIFY_INPUT.format(name=n) for n in verify.changed_inputs(study, manifest)]
    found += verify.differences(listed, verify.there(study), text.VERIFY_THERE)
    if not found and not site.is_current(study):
        found.append(text.VERIFY_INPUT.format(name=site.MANIFEST))
    if found:
        raise StudyError(
            Problem(site.MANIFEST, words.both(), text.WANT_RELEASABLE) for words in found
        )


def _role(option: str, words: str) -> str:
    """A role or an organisation in one line; nothing that seems to name a person."""
    line = " ".join(words.split())
    if (
        not line
        or not is_fit_name(line, LONGEST_ROLE)
        or holds_identity(line)
        or names_a_person(line)
    ):
        wanted = text.WANT_ROLE.format(most=LONGEST_ROLE)
        raise StudyError(Problem(option, text.HIDDEN_WORDS.both(), wanted))
    return line


def _date(study: Study, given: str | None) -> str:
    if given is None:
        entries = registration(study).entries
        if not entries:
            raise StudyError(Problem("--date", text.MISSING, text.WANT_RELEASE_DATE))
        return entries[-1].date
    if not is_day(given):
        raise StudyError(Problem("--date", given, text.WANT_ISO_DAY))
    return given


def _place(study: Study, out: Path | None) -> Path:
    """Where the zip goes: nowhere that it would be part of the study itself."""
    verify.refuse_outside(study, ("raw", "processed", "reports"))
    to = out or study.folder / f"{study.study.id}-release.zip"
    for folder in (study.raw(), study.processed(), study.reports()):
        if to.resolve().is_relative_to(folder.resolve()):
            raise StudyError(Problem("--out", to.name, text.WANT_FREE_PLACE))
    return to


# --- what goes in -------------------------------------------------------------------------------
def _results(study: Study) -> dict[str, archive.Content]:
    """Everything that the manifest lists below the reports, and the manifest.

    Prints stay behind, so the page of prints, to which the index leads, lists none.
    """
    names = [*verify.read(study)["outputs"], site.MANIFEST]
    found: dict[str, archive.Content] = {name: study.reports() / name for name in names}
    found[site.PRINTED] = prints_html(study, store.read(study.processed(), "register"), {}).encode()
    return {f"{study.paths.reports}/{name}": content for name, content in found.items()}


def _project(study: Study) -> dict[str, archive.Content]:
    """The program, and the study's own files in the place of the project's."""
    root = inputs.PACKAGE.parent
    found = {name: root / name for name in PROJECT}
    for folder in FOLDERS:
        for path in (root / folder).rglob("*"):
            if not any(p == "__pycache__" or p.startswith(".") for p in path.parts[-3:]):
                found[path.relative_to(root).as_posix()] = path
    own = [study.folder / name for name in (*PROJECT, study.file)]
    own += [registration_file(study), *(study.folder / "notebooks").glob("*.ipynb")]
    found |= {path.relative_to(study.folder).as_posix(): path for path in own if path.is_file()}
    return {name: path for name, path in found.items() if path.is_file()}


def _raw(study: Study) -> tuple[dict[str, Registered | None], dict[str, tuple[Registered, str]]]:
    """Raw files that may go in, and those that may not with the reason, by name.

    The registry itself goes in, and is registered nowhere.
    """
    made_of = store.made_of(study.processed(), "panel")
    decided = study.raw() / DECISIONS
    if decided.is_file():
        made_of[f"raw/{DECISIONS}"] = store.sha256(decided)
    raw: dict[str, Registered | None] = {}
    kept_back = {}
    if (study.raw() / REGISTRY).is_file():
        raw[REGISTRY] = None
    for name, file in registered(study, made_of).items():
        why = _why_not(study, file)
        if why:
            kept_back[name] = (file, why)
        else:
            raw[name] = file
    return raw, kept_back


def _why_not(study: Study, file: Registered) -> str:
    """Why a raw file may not be passed on; "" where it may."""
    source = study.sources.get(file.source)
    if source and source.format == "acled" and not study.study.simulated:
        return "terms"
    if not file.licence:
        return "unregistered"
    if not file.same:
        return "bytes"
    return "" if licence_of(file.licence) in REDISTRIBUTABLE else "licence"


def licence_of(words: str) -> str:
    """A licence as it is registered, in the spelling of `REDISTRIBUTABLE`: ``CC BY 4.0``."""
    plain = re.sub(r"\(.*?\)", "", words).strip()
    return re.sub(r"[\s_-]+", "-", plain).upper()


def _kept_back(study: Study, kept_back: Mapping[str, tuple[Registered, str]]) -> str:
    """Raw files that are not in the release, as CSV, by which who has one can tell it."""
    dates = _dates(study)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["file", "source", "date", "sha256", "licence", "origin", "why_th", "why_en"])
    for name, (file, why) in sorted(kept_back.items()):
        words = text.RELEASE_WHY[why]
        row = (name, file.source, dates.get(name, ""), file.sha256, file.licence, file.origin)
        writer.writerow([*row, words.th, words.en])
    return written.getvalue()


def _dates(study: Study) -> dict[str, str]:
    """Dates of the raw files, where the registry has a column of them."""
    path = study.raw() / REGISTRY
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row.get("file", ""): row.get("date") or "" for row in csv.DictReader(stream)}


def _crate(
    study: Study,
    members: archive.Members,
    raw: Mapping[str, Registered],
    kept_back: Mapping[str, tuple[Registered, str]],
    results: Sequence[str],
    date: str,
    agent: Text,
) -> str:
    licences = {f"{study.paths.raw}/{name}": file.licence for name, file in raw.items()}
    parts = {
        name: Part(archive.sha256(content), _size(content), licences.get(name, ""))
        for name, content in members.items()
    }
    held = {name: file for name, (file, _) in kept_back.items()}
    return crate(study, parts, held, raw=list(licences), results=results, date=date, agent=agent)


def _size(content: archive.Content) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _tell(
    progress: Progress, to: Path, members: archive.Members, kept_back: Mapping[str, object],
    signed: str,
) -> None:  # fmt: skip
    words = text.RELEASE_DONE.format(file=to.name, n=len(members) + 1, sha256=store.sha256(to))
    progress.say(words)
    if kept_back:
        progress.say(text.RELEASE_KEPT.format(n=len(kept_back), file=KEPT_BACK))
    if not signed:
        progress.say(text.RELEASE_UNSIGNED.format(file=CHECKLIST))
