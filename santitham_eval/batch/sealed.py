"""Files of outcomes that lay there unopened when the plan was fixed, held to their sha256.

Whether somebody opened them with another program nobody can tell; that their bytes are still the
same can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from santitham_eval import text
from santitham_eval.batch import inputs
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Standing, Study, registration
from santitham_eval.study.chain import broken_seals

NO_OUTCOMES = (
    "tambon-register", "roster", "cod-ab", "dopa-population", "dopa-age", "price-index",
    "lessons",
)  # fmt: skip
"""Formats that say who, where, how many, or what people said, but no outcome."""
Sealed = dict[str, dict[str, str]]


def seal(study: Study, names: Sequence[str]) -> Sealed:
    """sha256 of each file of some sources; nothing is read but bytes.

    Raises
    ------
    StudyError
        A source that is none or has no outcomes or no files, or tables that were built already.
    """
    found = _files(study, [name for name in names if name in study.sources])
    able = [k for k, v in study.sources.items() if v.format not in NO_OUTCOMES]
    wanted = text.WANT_SEALABLE.format(known=", ".join(able))
    problems = [
        Problem("--seal", name, wanted) for name in names if name not in able or not found[name]
    ]
    built = [f"{n}.parquet" for n in inputs.BUILT if (study.processed() / f"{n}.parquet").is_file()]
    if names and built:
        problems.append(Problem("--seal", ", ".join(built), text.WANT_UNOPENED))
    if problems:
        raise StudyError(problems)
    return found


def again(study: Study, standing: Standing) -> Sealed:
    """The sources that were sealed, with their files as they are now."""
    names = standing.entries[-1].sealed
    there = _files(study, [name for name in names if name in study.sources])
    return {name: there.get(name, {}) for name in names}


def refuse_broken(study: Study) -> None:
    """`StudyError` with each sealed file whose bytes are not those of the last entry."""
    standing = registration(study)
    if not standing.entries:
        return
    problems = []
    for name, before, now in broken_seals(standing.entries[-1].sealed, again(study, standing)):
        if before != now:
            wanted = text.WANT_SEALED.format(before=before or text.MISSING)
            file = f"{study.paths.raw}/{name.split('.', 2)[2]}"  # after sealed.SOURCE.
            found = f"sha256 {now}" if now else text.MISSING
            problems.append(Problem(file, found, wanted))
    if problems:
        raise StudyError(problems)


def _files(study: Study, names: Iterable[str]) -> Sealed:
    found = {}
    for name in names:
        own = inputs.raw(replace(study, sources={name: study.sources[name]}))
        found[name] = {file.removeprefix("raw/"): sha256 for file, sha256 in own.items()}
    return found
