"""Public files fetched into the raw folder: held to a sha256, gone on with, never written over.

An archive is fetched beside the raw files, and what a study reads of it is put in place only when
its bytes are those expected: of the declared hash or, where none is declared, those that the
registry of raw files noted when they were first seen.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from santitham_eval import store, text
from santitham_eval.batch.folders import alone, remove
from santitham_eval.batch.progress import Progress
from santitham_eval.errors import Problem, StudyError
from santitham_eval.sources.public import PUBLIC
from santitham_eval.sources.reading import as_table, read_records
from santitham_eval.study import Public, Source, Study

REGISTRY = "registry.csv"
COLUMNS = ("file", "sha256", "format", "source", "licence", "note")
WORK = ".fetch"  # below the raw folder; holds what has not come whole
WAIT = (20.0, 60.0)  # seconds for a connection, and for the next bytes
_CHUNK = 1 << 16  # bytes; of what breaks off no more is lost


def fetch(study: Study, progress: Progress, names: Sequence[str] = ()) -> None:
    """Fetch the public files of a study that are not there.

    Parameters
    ----------
    study : Study
    progress : Progress
    names : sequence of str
        Sources to fetch; all that are offered, where none is named.

    Raises
    ------
    StudyError
        A simulated study, an unknown name, no connection, other bytes than expected, or an archive
        without the declared files; of these every source's, and what could be fetched is there.
    """
    offered = _offered(study, names)
    problems: list[Problem] = []
    with alone(study.raw()):
        _registry(study)  # one that cannot be read is told of before an hour's download
        for name, public in offered.items():
            try:
                _fetch(study, progress, name, public)
            except StudyError as error:
                problems += error.problems
        if not any((study.raw() / WORK).glob("*.part")):  # what is left is gone on with
            remove(study.raw() / WORK)
    if problems:
        raise StudyError(problems)


def _offered(study: Study, names: Sequence[str]) -> dict[str, Public]:
    """Sources with where each is offered; the study file's own word goes first."""
    if study.study.simulated:
        raise StudyError(Problem(study.file, "simulated = true", text.WANT_REAL_STUDY))
    known = {
        name: study.fetch.get(name) or PUBLIC[source.format]
        for name, source in study.sources.items()
        if name in study.fetch or source.format in PUBLIC
    }
    if not known:
        raise StudyError(Problem(study.file, "-", text.WANT_FETCH_ANY))
    wanted = text.WANT_FETCH_NAME.format(names=", ".join(known))
    unknown = [n for n in (*names, *study.fetch) if n not in known]
    if unknown:
        raise StudyError(Problem("fetch", name, wanted) for name in unknown)
    return {name: public for name, public in known.items() if not names or name in names}


def _fetch(study: Study, progress: Progress, name: str, public: Public) -> None:
    """One source: fetched, held to what is known of it, put in place and registered."""
    source = study.sources[name]
    files = _files(name, public, source)
    if not _absent(study, progress, name, files):
        return
    progress.say(text.FETCH_FROM.format(name=name, address=public.address))
    work = study.raw() / WORK
    archive = _download(progress, name, public, work, files)
    missing = _absent(study, progress, name, files)  # it may have taken an hour
    try:
        if not missing:
            return
        unpacked = _unpack(archive, name, public, missing, work)
        hashes = {path.as_posix(): store.sha256(unpacked[m]) for m, path in missing.items()}
        _held_to_registry(study, name, hashes)
        # First the registry: a file that it does not know would be taken for the user's own.
        _register(study, progress, name, public, hashes)
        for member, path in missing.items():
            target = study.raw() / path
            target.parent.mkdir(parents=True, exist_ok=True)
            unpacked[member].rename(target)
    finally:
        remove(archive)
        for member in files:
            remove(work / member)
    progress.say(text.FETCH_DONE.format(name=name, files=", ".join(hashes)))


def _absent(
    study: Study, progress: Progress, name: str, files: dict[str, PurePosixPath]
) -> dict[str, PurePosixPath]:
    """The wanted files that are not there; those that are stay as they are, and are told of."""
    absent = {}
    for member, path in files.items():
        if os.path.lexists(study.raw() / path):
            progress.say(text.FETCH_THERE.format(name=name, file=path.as_posix()))
        else:
            absent[member] = path
    return absent


def _files(name: str, public: Public, source: Source) -> dict[str, PurePosixPath]:
    """Where each wanted file goes below the raw folder: beside what the source's glob finds."""
    own = PurePosixPath(unquote(urlsplit(public.address).path)).name or name
    folder = PurePosixPath(source.file).parent
    while any(sign in folder.as_posix() for sign in "*?["):
        folder = folder.parent
    files = {member: folder / member for member in public.members or (own,)}
    if not any(path.match(source.file) for path in files.values()):
        wanted = text.WANT_FETCH_GLOB.format(glob=source.file, name=name)
        raise StudyError(Problem(f"[fetch.{name}]", ", ".join(files), wanted))
    return files


# --- over the network ---------------------------------------------------------------------------
def _download(
    progress: Progress, name: str, public: Public, work: Path, files: dict[str, PurePosixPath]
) -> Path:
    """The whole download, of the declared hash; pooch holds it to that."""
    import pooch
    import requests

    work.mkdir(exist_ok=True)
    pooch.get_logger().setLevel("ERROR")  # what happens is told here, in both languages
    whole = work / f"{name}.whole"
    remove(whole)  # of a run that was killed
    part = work / f"{name}.part"

    def get(url: str, to: str, _: object) -> None:
        _resume(url, part, progress, name)
        part.replace(to)

    try:
        known = f"sha256:{public.sha256}" if public.sha256 else None
        pooch.retrieve(public.address, known, whole.name, work, downloader=get)
    except (requests.exceptions.RequestException, ConnectionError) as error:
        folder = next(iter(files.values())).parent.as_posix()
        wanted = text.WANT_FETCH_NET.format(
            address=public.address, why=_why(error), files=", ".join(files), folder=folder
        )
        raise StudyError(Problem(f"fetch {name}", "-", wanted)) from None
    except ValueError:  # pooch's word for another hash
        wanted = text.WANT_FETCH_SAME.format(sha256=public.sha256, name=name)
        raise StudyError(Problem(f"fetch {name}", public.address, wanted)) from None
    return whole


def _resume(url: str, part: Path, progress: Progress, name: str) -> None:
    """Fetch what is missing of a file; from the start where the publisher's has changed.

    Raises
    ------
    requests.RequestException, ConnectionError
        What has come stays.
    """
    import requests

    edition = part.with_suffix(".edition")  # the publisher's mark of the bytes that have come
    held = part.stat().st_size if part.exists() and edition.exists() else 0
    headers = {"Accept-Encoding": "identity"}
    if held:
        headers |= {"Range": f"bytes={held}-", "If-Range": edition.read_text("utf-8")}
    with requests.get(url, headers=headers, stream=True, timeout=WAIT) as answer:
        goes_on = answer.status_code == requests.codes.partial_content
        begins = answer.headers.get("Content-Range", "").startswith(f"bytes {held}-")
        other = goes_on and not begins
        if held and (other or answer.status_code == requests.codes.range_not_satisfiable):
            remove(edition)
            return _resume(url, part, progress, name)  # from the start
        answer.raise_for_status()
        if goes_on:
            progress.say(text.FETCH_RESUMED.format(name=name, done=f"{held / 1e6:.1f}"))
        with part.open("ab" if goes_on else "wb") as file:
            mark = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
            if not goes_on and mark:  # not before what came of another edition is gone
                edition.write_text(mark, "utf-8")
            elif not goes_on:
                remove(edition)
            _copy(answer, file)
    expected = answer.headers.get("Content-Length")
    if expected is not None and part.stat().st_size != int(expected) + held * goes_on:
        raise ConnectionError(part.name)
    remove(edition)


def _copy(answer: Any, file: IO[bytes]) -> None:
    for chunk in answer.iter_content(_CHUNK):
        file.write(chunk)


def _why(error: Exception) -> str:
    """What went wrong, without addresses of this machine's memory or of a proxy."""
    answer = getattr(error, "response", None)
    return type(error).__name__ if answer is None else f"HTTP {answer.status_code}"


# --- what came ----------------------------------------------------------------------------------
def _unpack(
    archive: Path, name: str, public: Public, missing: dict[str, PurePosixPath], work: Path
) -> dict[str, Path]:
    """The wanted files, beside the archive; a name in an archive never says where one goes."""
    if not public.members:
        [member] = missing
        return {member: archive.rename(work / member)}
    found = {}
    try:
        with zipfile.ZipFile(archive) as zipped:
            names = {PurePosixPath(each).name: each for each in zipped.namelist()}
            for member in missing:
                if member not in names:
                    raise zipfile.BadZipFile(member)
                found[member] = work / member
                with zipped.open(names[member]) as source, found[member].open("wb") as target:
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        wanted = text.WANT_FETCH_MEMBER.format(member=", ".join(missing), name=name)
        raise StudyError(Problem(f"fetch {name}", str(error)[:80] or "-", wanted)) from None
    return found


def _held_to_registry(study: Study, name: str, hashes: dict[str, str]) -> None:
    """Refuse other bytes than were first seen."""
    noted = {row["file"]: row["sha256"] for row in _registry(study)}
    problems = []
    for path, found in hashes.items():
        known = noted.get(path, found)
        if found != known:
            wanted = text.WANT_FETCH_SAME.format(sha256=known, name=name)
            problems.append(Problem(REGISTRY, found, wanted, column=path))
    if problems:
        raise StudyError(problems)


def _registry(study: Study) -> list[dict[str, str]]:
    """Rows of the registry with all their columns; `StudyError` where it is no table of files."""
    path = study.raw() / REGISTRY
    if not path.is_file():
        return []
    needed = ("file", "sha256")
    rows, lines = read_records(path, REGISTRY, needed)
    if len(rows) > 1:
        as_table(rows, lines, REGISTRY, needed, extra=True)
    heads = [head.strip() for head in rows[0]]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def _register(
    study: Study, progress: Progress, name: str, public: Public, hashes: dict[str, str]
) -> None:
    """Add what will be put in place to the registry, which is written anew as a whole."""
    rows = _registry(study)
    known = {row["file"] for row in rows}
    form = study.sources[name].format
    for path, sha256 in hashes.items():
        if path in known:
            continue
        said = f"{public.citation} <{public.address}>".strip()
        values = (path, sha256, form, said, public.licence)
        rows.append(dict(zip(COLUMNS, (*values, text.FETCH_NOTE.both(" / ")), strict=True)))
        if not public.sha256:
            progress.say(text.FETCH_PINNED.format(name=name, sha256=sha256))
    columns = list(dict.fromkeys([*COLUMNS, *(key for row in rows for key in row)]))
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    partial = study.raw() / f".{REGISTRY}.{os.getpid()}"
    try:
        partial.write_text(written.getvalue(), "utf-8")
        partial.replace(study.raw() / REGISTRY)
    finally:
        partial.unlink(missing_ok=True)
