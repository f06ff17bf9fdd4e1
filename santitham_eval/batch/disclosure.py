"""The gate of a release: refused where it tells, or lets be worked out, what it may not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from santitham_eval import text
from santitham_eval.batch import archive
from santitham_eval.batch.checklist import CHECKLIST, LOG, checklist, log
from santitham_eval.batch.told import read
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Study
from santitham_eval.tables import computable, disclosure
from santitham_eval.tables.computable import Shown
from santitham_eval.text import Text

_SHOWN = 20  # findings in one refusal


def gate(
    study: Study,
    members: archive.Members,
    raw: Sequence[str],
    signed: str,
    previous: Sequence[Path] = (),
) -> dict[str, archive.Content]:
    """Checklist and log of a release; refused where it tells what it may not.

    Parameters
    ----------
    study : Study
    members : mapping
        Files of the release.
    raw : sequence of str
        Raw files among them, which are public by their licence and passed on as they are.
    signed : str
        Role of the second person, "" where nobody has signed.
    previous : sequence of Path
        Earlier releases.

    Raises
    ------
    StudyError
        With each table and page that tells of fewer persons than may be told of.
    """
    minimum = study.disclosure.minimum_count
    told = read(study, members, minimum)
    problems = [*told.problems, *_exposed(told.shown, minimum, text.GATE_RULE)]
    for path in previous:
        problems += _with_earlier(study, told.shown, path, minimum)
    if problems:
        raise StudyError(problems[:_SHOWN])
    words = checklist(study, told, raw, signed, [path.name for path in previous])
    return {CHECKLIST: words.encode(), LOG: log(told).encode()}


def _exposed(shown: Shown, minimum: int, words: Mapping[str, Text]) -> Iterator[Problem]:
    for cell, (low, high) in computable.small_figures(shown, minimum).items():
        yield Problem(disclosure.describe(cell), f"{low:g}–{high:g}", words["small"])
    try:
        exposed = computable.exposed_cells(shown, minimum)
    except ValueError:
        yield Problem("reports/tables", text.MISSING, words["contradict"])
        return
    for cell, (low, high) in exposed.items():
        yield Problem(disclosure.describe(cell), f"{low:g}–{high:g}", words["computable"])


def _with_earlier(study: Study, shown: Shown, path: Path, minimum: int) -> Iterator[Problem]:
    """What this release and an earlier one tell together, and neither alone."""
    with tempfile.TemporaryDirectory() as folder:
        spoilt = archive.unpack(path, Path(folder) / "earlier")
        if spoilt:
            raise StudyError(Problem(path.name, w.both(), text.WANT_RELEASE) for w in spoilt)
        root = Path(folder) / "earlier"
        files = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file()}
        earlier = read(study, files, minimum).shown
    words = {rule: wanted.format(file=path.name) for rule, wanted in text.GATE_EARLIER.items()}
    for mine, other in ((shown, earlier), (earlier, shown)):
        for cell in sorted(mine.hidden & set(other.known), key=disclosure.describe):
            low, high = other.known[cell]
            yield Problem(disclosure.describe(cell), f"{low:g}–{high:g}", words["shown"])
    yield from _exposed(shown.with_other(earlier), minimum, words)
