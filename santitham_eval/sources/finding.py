"""Which raw files belong to a source, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from filecmp import cmp
from pathlib import Path

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Source, Study


def files(study: Study, source: Source) -> list[Path]:
    """Files of one source, sorted; `StudyError` when there is none or one lies elsewhere."""
    raw = study.raw()
    found = sorted(path for path in raw.glob(source.file) if path.is_file())
    if not found:
        wanted = text.WANT_FILE.format(folder=study.paths.raw)
        raise StudyError(Problem(source.file, "-", wanted))
    refuse_strays(found, study)
    return found


def refuse_copies(found: Sequence[Path], study: Study) -> None:
    """`StudyError` naming each file whose bytes are those of another: it would count twice."""
    sizes: dict[int, list[Path]] = {}
    problems = []
    for path in found:
        alike = sizes.setdefault(path.stat().st_size, [])
        first = next((p for p in alike if p.stat().st_size and cmp(p, path, shallow=False)), None)
        if first is not None:
            words = text.SAME_BYTES.format(file=file_name(first, study)).both()
            problems.append(Problem(file_name(path, study), words, text.WANT_NO_COPY))
        alike.append(path)
    if problems:
        raise StudyError(problems)


def refuse_strays(found: Sequence[Path], study: Study) -> None:
    """`StudyError` naming each file that a link takes out of the raw folder."""
    raw = study.raw().resolve()
    strays = [path for path in found if not path.resolve().is_relative_to(raw)]
    if strays:
        raise StudyError([Problem(file_name(p, study), "->", text.WANT_INSIDE) for p in strays])


def file_name(path: Path, study: Study) -> str:
    """A raw file's name as the user knows it: its path below the raw folder."""
    return path.relative_to(study.raw()).as_posix()
