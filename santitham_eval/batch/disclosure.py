"""The gate of a release: refused where it tells, or lets be worked out, what it may not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from santitham_eval import store, text
from santitham_eval.batch import archive
from santitham_eval.batch.checklist import CHECKLIST, LOG, checklist, log
from santitham_eval.batch.told import feeds, read
from santitham_eval.errors import Problem, StudyError
from santitham_eval.estimators import HEADLINE
from santitham_eval.indicators import SERIES
from santitham_eval.smallarea import Sum
from santitham_eval.study import Study
from santitham_eval.tables import computable, disclosure
from santitham_eval.tables.computable import Shown
from santitham_eval.tables.small import programme_areas
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
    problems += _beside_programme(study, told.shown, minimum)
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


def _beside_programme(study: Study, shown: Shown, minimum: int) -> Iterator[Problem]:
    """Withheld tambons that the programme, less the tambons shown, would give back.

    Pages show estimates of the whole and of its parts and not the counts behind them; here
    whoever sees an estimate is taken to know the count.
    """
    effects, roster = (store.read(study.processed(), name) for name in ("effects", "roster"))
    areas = programme_areas(roster, study.plan)
    own = effects[(effects["method"] == HEADLINE) & (effects["tambon"] != "ALL")]
    for indicator, of in own.groupby("indicator"):
        declared = SERIES[str(indicator)]
        if not declared.counts_persons:
            continue
        source = feeds(study).get(declared.id, declared.id)
        what = f"{source}/{declared.numerator}"
        for window in ("before", "after"):
            counts = dict(zip(of["tambon"].astype(str), of[f"n_{window}"], strict=True))
            beside = _totals(shown, (what, window), counts, areas, minimum)
            try:
                exposed = computable.exposed_cells(beside, minimum)
            except ValueError:
                yield Problem("reports", text.MISSING, text.GATE_RULE["contradict"])
                continue
            for cell, (low, high) in exposed.items():
                words = text.GATE_RULE["computable"]
                yield Problem(disclosure.describe(cell), f"{low:g}–{high:g}", words)


def _totals(
    shown: Shown,
    of: tuple[str, str],
    counts: Mapping[str, float],
    areas: Mapping[str, Mapping[str, Sequence[str]]],
    minimum: int,
) -> Shown:
    """Tambons of the programme as pages show them, with the totals that they add up to."""
    what, window = of
    cells = {t: disclosure.Count(what, t, window) for t, n in counts.items() if n == n}
    known: dict[computable.Cell, computable.Bounds] = {
        c: shown.known[c] for c in cells.values() if c in shown.known
    }
    sums = []
    for name, parts in areas.items():
        for part, tambons in parts.items():
            inside = [cells[t] for t in tambons if t in cells]
            total = sum(counts[t] for t in tambons if t in cells)
            if inside and not 0 < total < minimum:  # else it is withheld itself
                whole = disclosure.Count(what, f"{name} {part}", window)
                known[whole] = (total, total)
                sums.append(Sum(whole, inside))
    return Shown(known, frozenset(set(cells.values()) - set(known)), sums)


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
