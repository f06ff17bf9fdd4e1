"""The site over what was written, and the manifest that ties it to the bytes of the raw files."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from santitham_eval import __version__, store, text
from santitham_eval.batch import inputs, paper, steps, whole
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.runner import Failure
from santitham_eval.study import Study

MANIFEST = "manifest.json"


def site(study: Study, progress: Progress, *, jobs: int = 1, force: bool = False) -> list[Failure]:
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
    from santitham_eval.report import registered, write_codebook, write_index, write_release

    inputs.refuse_stale(study)
    failures = whole.write_pages(study, progress, jobs=jobs, force=force)

    written, stale = _written(study)
    if stale:
        progress.say(text.BATCH_STALE.format(n=stale))
    manifest = study.reports() / MANIFEST
    same = manifest.is_file() and manifest.read_text("utf-8") == _manifest(study, written)
    if force or not same:
        names = (*inputs.BUILT, *inputs.ESTIMATED)
        tables = {name: store.read(study.processed(), name) for name in names}
        files = registered(study, store.made_of(study.processed(), "panel"))
        write_codebook(study, files)
        write_release(study, tables, files)
        effects, register, roster = (tables[n] for n in ("effects", "register", "roster"))
        write_index(study, effects, register, roster, written, pages=pages_of(study))
        _write(manifest, _manifest(study, written))
    first = text.BATCH_PAGE.format(path=(Path(study.paths.reports) / "index.html").as_posix())
    progress.done("site", first, same=same and not force)
    return failures


def pages_of(study: Study) -> list[tuple[text.Text, str]]:
    """Names and addresses of the pages of the whole study that are there."""
    known = [(page.words, name) for name, page in whole.PAGES.items()]
    known.append((text.INDEX_CODEBOOK, "codebook"))
    there = [(words, f"{name}/index.html") for words, name in known]
    return [(words, link) for words, link in there if (study.reports() / link).is_file()]


def _written(study: Study) -> tuple[list[str], int]:
    """Codes whose report was made of the present inputs, and how many others there are."""
    made_of = steps.report_inputs(study)
    folders = sorted((study.reports() / "tambon").glob("[0-9]*"))
    current = [f.name for f in folders if paper.signature(f).get("made_of") == made_of]
    return current, len(folders) - len(current)


def _manifest(study: Study, written: Sequence[str]) -> str:
    """sha256 of every output and of everything it was made of; sorted, and without times."""
    lock = inputs.PACKAGE.parent / "requirements.lock"
    registry = study.raw() / "registry.csv"
    names = (*inputs.BUILT, *inputs.ESTIMATED)
    made_of = store.made_of(study.processed(), "panel")
    content = {
        "study": {"id": study.study.id, "sha256": study.hash, "plan": study.plan.hash},
        "library": {"version": __version__, "sha256": inputs.library()},
        **inputs.registered(study),
        "lock": store.sha256(lock) if lock.is_file() else None,
        "versions": inputs.versions(),
        "registry": store.sha256(registry) if registry.is_file() else None,
        "raw": {k.removeprefix("raw/"): v for k, v in made_of.items() if k.startswith("raw/")},
        "tables": {k.removeprefix("table/"): v for k, v in inputs.tables(study, names).items()},
        "notebooks": {
            notebook.name: store.sha256(inputs.notebook_of(study, notebook))
            for notebook in (steps.NOTEBOOK, *(page.notebook for page in whole.PAGES.values()))
        },
        "outputs": _outputs(study.reports(), set(written)),
    }
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def _write(path: Path, content: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_text(content, encoding="utf-8")
    partial.replace(path)


def _outputs(reports: Path, written: set[str]) -> dict[str, str]:
    """Every file of the site; failed notebooks and reports of earlier inputs are none of it."""
    found = {}
    for path in sorted(reports.rglob("*")):
        parts = path.relative_to(reports).parts
        mine = parts[0] != "tambon" or (len(parts) > 1 and parts[1] in written)
        other = parts[0] in ("failed", "README.md", MANIFEST) or parts[-1].startswith(".")
        if path.is_file() and mine and not other:
            found["/".join(parts)] = store.sha256(path)
    return found
