"""The site over what was written, and the manifest that ties it to the bytes of the raw files."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from santitham_eval import __version__, store, text
from santitham_eval.batch import inputs, reading, steps, whole
from santitham_eval.batch.parameters import Value
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.runner import SECONDS, Failure
from santitham_eval.study import Study

MANIFEST = "manifest.json"
PRINTS = tuple(text.PRINTS)
PRINTED = "prints/index.html"
"""The list of prints.  Both are made when asked for and of reports that are there, so neither
is in the manifest, and no page in it depends on them."""
_LINK = re.compile(r'href="\.\./tambon/([^"]+)"')
Written = Mapping[str, Mapping[str, Value]]
"""Tambons and the parameters that their reports were made with."""


def site(
    study: Study,
    progress: Progress,
    *,
    jobs: int = 1,
    force: bool = False,
    seconds: float = SECONDS,
) -> list[Failure]:
    """Write the pages of the whole study, the codebook, the index of reports, ``manifest.json``.

    Reports made of earlier inputs are counted and left out.

    Returns
    -------
    list of Failure
        Of pages of the whole study; the rest is written all the same.

    Raises
    ------
    StudyError
        When the tables have not been built, or of other inputs than now.
    """
    inputs.refuse_stale(study)
    failures = whole.write_pages(study, progress, jobs=jobs, force=force, seconds=seconds)

    written, stale = current_reports(study)
    if stale:
        progress.say(text.BATCH_STALE.format(n=stale))
    manifest = study.reports() / MANIFEST
    same = manifest.is_file() and manifest.read_text("utf-8") == _manifest(study, written)
    list_prints(study, written, force=force or not same)
    if force or not same:
        # Only now: what draws the pages takes seconds to import.
        from santitham_eval.report import (
            registered,
            write_codebook,
            write_exhibits,
            write_index,
            write_release,
        )

        tables = _tables(study)
        files = registered(study, store.made_of(study.processed(), "panel"))
        write_codebook(study, files)
        write_release(study, tables, files)
        write_exhibits(study, tables)
        effects, register, roster = (tables[n] for n in ("effects", "register", "roster"))
        there = [link for link in text.DOWNLOADS if link == MANIFEST or _is_there(study, link)]
        write_index(
            study, effects, register, roster, list(written), pages_of(study), tables["map"], there
        )
        _write(manifest, _manifest(study, written))
    first = text.BATCH_PAGE.format(path=(Path(study.paths.reports) / "index.html").as_posix())
    progress.done("site", first, same=same and not force)
    return failures


def list_prints(study: Study, written: Collection[str], *, force: bool = True) -> None:
    """Write the page of the prints that are there, if it does not list just these."""
    folder, page = study.reports() / "tambon", study.reports() / PRINTED
    there = {c: [n for n in PRINTS if (folder / c / n).is_file()] for c in sorted(written)}
    links = [f"{code}/{name}" for code, names in there.items() for name in names]
    listed = _LINK.findall(page.read_text("utf-8")) if page.is_file() else None
    if force or links != listed:
        from santitham_eval.report import prints_html

        page.parent.mkdir(parents=True, exist_ok=True)
        _write(page, prints_html(study, store.read(study.processed(), "register"), there))


def exhibits(study: Study, progress: Progress, names: Collection[str] = ()) -> None:
    """Write the tables for reviewers: some of them, or all with their list.

    Raises
    ------
    StudyError
        When the tables have not been built, or of other inputs than now; a name that is none.
    """
    from santitham_eval.report import write_exhibits

    inputs.refuse_stale(study)
    write_exhibits(study, _tables(study), names)
    progress.done("site", text.BATCH_EXHIBITS.format(path=f"{study.paths.reports}/exhibits"))


def _tables(study: Study) -> dict[str, pd.DataFrame]:
    names = (*inputs.BUILT, *inputs.ESTIMATED)
    return {name: store.read(study.processed(), name) for name in names}


def pages_of(study: Study) -> list[tuple[text.Text, str]]:
    """Names and addresses of the pages of the whole study that are there."""
    known = [(page.words, name) for name, page in whole.PAGES.items()]
    known += [(text.PRINTS_TITLE, "prints")]
    known += [(text.INDEX_EXHIBITS, "exhibits"), (text.INDEX_CODEBOOK, "codebook")]
    there = [(words, f"{name}/index.html") for words, name in known]
    return [(words, link) for words, link in there if _is_there(study, link)]


def is_current(study: Study) -> bool:
    """Whether the manifest tells of all that is there now, and no report is of other inputs."""
    written, stale = current_reports(study)
    manifest = study.reports() / MANIFEST
    return not stale and manifest.read_text("utf-8") == _manifest(study, written)


def _whole() -> list[Path]:
    return [page.notebook for page in whole.PAGES.values()]


def _is_there(study: Study, link: str) -> bool:
    return (study.reports() / link).is_file()


def current_reports(study: Study) -> tuple[Written, int]:
    """Reports that were made of the present inputs, and how many others there are."""
    treated = set(store.read(study.processed(), "roster")["tambon"])
    inside, outside = (
        reading.Signed(study, inputs.notebook_of(study, notebook))
        for notebook in (steps.NOTEBOOK, steps.OUTSIDE)
    )
    folders = sorted((study.reports() / "tambon").glob("[0-9]*"))
    known = {f.name: (inside if f.name in treated else outside).parameters(f) for f in folders}
    current = {code: given for code, given in known.items() if given is not None}
    return current, len(folders) - len(current)


def _manifest(study: Study, written: Written) -> str:
    return json.dumps(content(study, written), indent=1, sort_keys=True) + "\n"


def content(study: Study, written: Written) -> dict[str, object]:
    """What the manifest says: sha256 of every output and of all it was made of, without times.

    Parameters
    ----------
    study : Study
    written : mapping
        Tambons whose reports are of the site, and the parameters of each.
    """
    names = (*inputs.BUILT, *inputs.ESTIMATED)
    made_of = store.made_of(study.processed(), "panel")
    return {
        **sources(study),
        "parameters": {code: dict(given) for code, given in written.items()},
        "raw": {k.removeprefix("raw/"): v for k, v in made_of.items() if k.startswith("raw/")},
        "tables": {k.removeprefix("table/"): v for k, v in inputs.tables(study, names).items()},
        "outputs": {
            name: sha256
            for name, sha256 in outputs(study.reports()).items()
            if not name.startswith("tambon/") or name.split("/")[1] in written
        },
    }


def sources(study: Study) -> dict[str, object]:
    """What the manifest says of study, plan, library, lock, registration, pages and notebooks."""
    lock = inputs.PACKAGE.parent / "requirements.lock"
    registry = study.raw() / "registry.csv"
    return {
        "study": {"id": study.study.id, "sha256": study.hash, "plan": study.plan.hash},
        "library": {"version": __version__, "sha256": inputs.library()},
        "templates": inputs.templates(),
        **inputs.registered(study),
        **inputs.pages(study),
        "lock": store.sha256(lock) if lock.is_file() else None,
        "versions": inputs.versions(),
        "registry": store.sha256(registry) if registry.is_file() else None,
        "notebooks": {
            notebook.name: store.sha256(inputs.notebook_of(study, notebook))
            for notebook in (
                steps.NOTEBOOK,
                steps.OUTSIDE,
                *(page.notebook for page in whole.PAGES.values()),
            )
        },
    }


def _write(path: Path, content: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_text(content, encoding="utf-8")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def outputs(reports: Path) -> dict[str, str]:
    """sha256 of every file below the reports, by its place; not of prints and failed notebooks."""
    found = {}
    for path in sorted(reports.rglob("*")):
        parts = path.relative_to(reports).parts
        other = parts[0] in ("failed", "prints", "README.md", MANIFEST) or path.name in PRINTS
        if path.is_file() and not other and not any(part.startswith(".") for part in parts):
            found["/".join(parts)] = store.sha256(path)
    return found
