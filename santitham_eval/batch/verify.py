"""Everything made anew in a temporary folder, and each file held against the manifest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from santitham_eval import store, text
from santitham_eval.batch import folders, inputs, steps, whole
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.runner import SECONDS, Failure
from santitham_eval.batch.site import MANIFEST, outputs, site, sources
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Pages, Study, in_pages, load_study, registration_file
from santitham_eval.study.planned import PROTOCOL
from santitham_eval.text import Text

Hashes = dict[str, str]


def verify(
    study: Study,
    progress: Progress,
    *,
    tambons: Sequence[str] = (),
    jobs: int = 1,
    seconds: float = SECONDS,
) -> list[Text]:
    """Hold the files that are there, and the same files made anew, against the manifest.

    Parameters
    ----------
    study, progress : Study, Progress
    tambons : sequence of str
        Only the tables and the reports of these; empty means every file of the manifest.
    jobs : int
        How many kernels at once.
    seconds : float
        How long one notebook may take.

    Returns
    -------
    list of Text
        One line for each input that has changed and each file that differs, is missing or is
        extra; empty where all is as the manifest says.

    Raises
    ------
    StudyError
        No readable manifest, a tambon that it does not list, or folders that cannot be copied.
    """
    refuse_outside(study)
    manifest = read(study)
    study = as_written(study, manifest)
    wanted = listed(manifest)
    if tambons:
        _refuse_unlisted(tambons, wanted)
        wanted = {k: v for k, v in wanted.items() if _is_of(k, tambons)}
    groups = asked(manifest, wanted)
    found = [text.VERIFY_INPUT.format(name=name) for name in changed_inputs(study, manifest)]
    here = there(study, tambons)
    with folders.temporary("santitham-verify-") as folder:
        again = copy(study, folder)
        failures = make(again, progress, groups, bool(tambons), jobs, seconds)
        made = there(again, tambons)
    found += differences(wanted, here, text.VERIFY_THERE)
    found += differences(wanted, made, text.VERIFY_MADE)
    return found + [text.VERIFY_FAILED.format(name=f.tambon, reason=f.reason) for f in failures]


def read(study: Study) -> dict[str, Any]:
    """The manifest; `StudyError` where there is none that can be read."""
    try:
        found = json.loads((study.reports() / MANIFEST).read_bytes())
        if all(isinstance(found[part], dict) for part in ("outputs", "parameters", "tables")):
            return dict(found)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise StudyError(Problem(MANIFEST, "-", text.WANT_MANIFEST))


def as_written(study: Study, manifest: Mapping[str, Any]) -> Study:
    """The study with its pages in the language and digits that the manifest tells of."""
    words = str(manifest.get("pages", "")).split()
    usual = replace(study, pages=Pages())
    return in_pages(usual, **dict(zip(("language", "digits"), words, strict=False)))


def listed(manifest: Mapping[str, Any]) -> Hashes:
    """sha256 of each table and each file below the reports that a manifest lists."""
    tables = {f"{name}.parquet": sha256 for name, sha256 in manifest["tables"].items()}
    return {**tables, **{f"reports/{k}": v for k, v in manifest["outputs"].items()}}


def _is_of(name: str, tambons: Sequence[str]) -> bool:
    """Whether a listed file is a table, or of the report of one of some tambons."""
    parts = name.split("/")
    return len(parts) == 1 or (parts[1] == "tambon" and parts[2] in tambons)


def _refuse_unlisted(tambons: Sequence[str], listed: Hashes) -> None:
    wrong = [code for code in tambons if f"reports/tambon/{code}/index.html" not in listed]
    if wrong:
        raise StudyError([Problem(MANIFEST, code, text.WANT_LISTED) for code in wrong])


def asked(manifest: Mapping[str, Any], names: Hashes) -> dict[tuple[str, ...], list[str]]:
    """Listed tambons by the parameters, as words, that their reports were made with."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for code in sorted({k.split("/")[2] for k in names if k.startswith("reports/tambon/")}):
        given = manifest["parameters"].get(code, {})
        words = (f"{k}={v}" for k, v in given.items() if k not in steps.SET_BY_RUNNER)
        groups.setdefault(tuple(words), []).append(code)
    return groups


def changed_inputs(study: Study, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Names of what the manifest says all was made of, and is no longer so."""
    raw = {name.removeprefix("raw/"): sha256 for name, sha256 in inputs.raw(study).items()}
    now = {**sources(study), "raw": raw}
    for name in sorted(now):
        then, here = manifest.get(name), now[name]
        if isinstance(here, dict) and isinstance(then, dict):
            yield from (f"{name}/{k}" for k in sorted({*then, *here}) if then.get(k) != here.get(k))
        elif then != here:
            yield name


def there(study: Study, tambons: Sequence[str] = ()) -> Hashes:
    """Files that the manifest lists, or ought to, as they are."""
    names = (*inputs.BUILT, *inputs.ESTIMATED)
    tables = [study.processed() / f"{name}.parquet" for name in names]
    found = {path.name: store.sha256(path) for path in tables if path.is_file()}
    found |= {f"reports/{name}": sha256 for name, sha256 in outputs(study.reports()).items()}
    return {k: v for k, v in found.items() if not tambons or _is_of(k, tambons)}


def differences(wanted: Hashes, made: Hashes, words: Mapping[str, Text]) -> list[Text]:
    """One line, by name, for each file whose sha256 is not the one that is wanted."""
    found = []
    for name in sorted({*wanted, *made}):
        if wanted.get(name) != made.get(name):
            how = "extra" if name not in wanted else "differs" if name in made else "missing"
            found.append(words[how].format(name=name))
    return found


def make(
    study: Study,
    progress: Progress,
    asked: Mapping[tuple[str, ...], Sequence[str]],
    only_these: bool,
    jobs: int,
    seconds: float,
) -> list[Failure]:
    """Make tables, reports and, unless only some are asked for, the site."""
    steps.build(study, progress)
    steps.estimate(study, progress)
    failures = []
    for words, tambons in asked.items():
        failures += steps.report(
            study, progress, tambons=tambons, jobs=jobs, values=words, seconds=seconds
        )
    if not only_these:
        failures += site(study, progress, jobs=jobs, seconds=seconds)
    return failures


def refuse_outside(study: Study, names: Sequence[str] = ("processed", "reports")) -> None:
    """Refuse folders that would lie outside any copy of the study."""
    for name in names:
        place = getattr(study.paths, name)
        if Path(place).is_absolute() or ".." in Path(place).parts:
            raise StudyError(Problem(study.file, place, text.WANT_BELOW, column=f"paths.{name}"))


def copy(study: Study, folder: Path) -> Study:
    """The same study in another folder, with its raw files and nothing yet made of them."""
    here = folder.joinpath(*("x" for part in Path(study.paths.raw).parts if part == ".."), "x")
    here.mkdir(parents=True)
    notebooks = (steps.NOTEBOOK, *(page.notebook for page in whole.PAGES.values()))
    (here / steps.NOTEBOOK.parent).mkdir()
    own = [registration_file(study), study.folder / PROTOCOL]
    own += [study.folder / notebook for notebook in notebooks]
    for path in own:
        if path.is_file():
            shutil.copyfile(path, here / path.relative_to(study.folder))
    shutil.copyfile(study.folder / study.file, here / study.file)
    again = replace(load_study(here / study.file), pages=study.pages)
    if again.raw() != study.raw():  # as it is where its path is absolute
        _link(study.raw(), again.raw(), (study.processed().resolve(), study.reports().resolve()))
    return again


def _link(raw: Path, there: Path, without: Sequence[Path]) -> None:
    """Have every file of a folder, but for what lies in some folders below it, in another too.

    Not by symbolic links, since readers of raw files rightly refuse those that lead elsewhere.
    """
    for path in sorted(raw.rglob("*")):
        if path.is_file() and not any(path.resolve().is_relative_to(other) for other in without):
            to = there / path.relative_to(raw)
            to.parent.mkdir(parents=True, exist_ok=True)
            try:
                to.hardlink_to(path.resolve())
            except OSError:  # another disk, or a system that has none
                shutil.copyfile(path, to)
