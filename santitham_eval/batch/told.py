"""All that a release tells of counts of persons, read from its files as they are.

Tables are read as CSV and Parquet, pages and notebooks as HTML, and nothing is asked of what made
them.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.batch import archive
from santitham_eval.batch.told_counts import NUMBER, Counts, is_marked
from santitham_eval.errors import Problem
from santitham_eval.indicators import SERIES
from santitham_eval.report.shown import rows_shown, said_in_place
from santitham_eval.study import Study
from santitham_eval.tables import disclosure
from santitham_eval.tables.computable import Shown
from santitham_eval.tables.disclosure import Frames

_TEXTS = (
    "tambon", "period", "area", "item", "withheld", "observed", "indicator", "method", "part",
    "baseline_first", "baseline_last", "follow_up_first", "follow_up_last",
)  # fmt: skip
# Pages are in one of two languages, or in both.
_BY_NAME = {w: s for s in SERIES.values() if s.counts_persons for w in (s.name.th, s.name.en)}
_CODE = re.compile(r"\d{6}")
_PROGRAMME = "programme"
_OBSERVED = (text.HEAD_OBSERVED.th, text.HEAD_OBSERVED.en)


@dataclass
class Told:
    """What a release tells.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        By file.
    shown : Shown
        Counts of persons, from tables and pages together.
    pages : int
        How many pages and notebooks were read.
    marks : mapping of str to int
        Pages with how many cells are marked as withheld.
    problems : list of Problem
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    shown: Shown = field(default_factory=Shown)
    pages: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(study: Study, members: archive.Members, minimum: int) -> Told:
    """All that the tables, pages and notebooks of a release tell of counts of persons."""
    folder = f"{study.paths.reports}/"
    told = Told()
    for name in sorted(members):
        if name.startswith(f"{folder}tables/"):
            told.tables[name] = _frame(name, _bytes(members[name]))
    frames = {Path(n).stem: frame for n, frame in told.tables.items() if n.endswith(".csv")}
    told.problems += _undeclared(folder, members, told.tables)
    told.shown = disclosure.shown_in_tables(frames, feeds(study))
    for name, frame in told.tables.items():
        if name.endswith(".parquet"):  # the same table once more; whatever it shows counts too
            again = {**frames, Path(name).stem: frame}
            told.shown = told.shown.with_other(disclosure.shown_in_tables(again, feeds(study)))
    for name, n in disclosure.told_beside_marks(told.tables).items():
        told.problems.append(Problem(name, str(n), text.GATE_RULE["marked"]))
    pages = {n: members[n] for n in sorted(members) if n.startswith(folder)}
    _read_pages(study, told, frames, pages, minimum)
    told.problems += _other_forms(pages)
    told.problems += _in_place_of_pictures(pages)
    return told


def feeds(study: Study) -> dict[str, str]:
    """Indicator to the source that is declared to feed it."""
    return {i: name for name, source in study.sources.items() for i in source.indicators}


def _bytes(content: archive.Content) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _frame(name: str, content: bytes) -> pd.DataFrame:
    if name.endswith(".parquet"):
        frame = pd.read_parquet(io.BytesIO(content))
        return frame.astype({c: str for c in _TEXTS if c in frame})
    columns = content.split(b"\n", 1)[0].decode().split(",")
    kinds = {c: str for c in _TEXTS if c in columns}
    return pd.read_csv(io.BytesIO(content), dtype=kinds, na_values=[""], keep_default_na=False)


def _undeclared(
    folder: str, members: archive.Members, tables: Mapping[str, pd.DataFrame]
) -> Iterator[Problem]:
    """Tables and columns that the description of the release does not know."""
    described = json.loads(_bytes(members[f"{folder}datapackage.json"]))
    known = {r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in described["resources"]}
    for name, frame in tables.items():
        columns = known.get(name.removeprefix(folder).replace(".parquet", ".csv"))
        if columns != list(frame):
            yield Problem(name, ", ".join(map(str, frame))[:200], text.GATE_RULE["undeclared"])


# --- pages and notebooks ------------------------------------------------------------------------
def _read_pages(
    study: Study, told: Told, frames: Frames, pages: archive.Members, minimum: int
) -> None:
    """Add what pages and notebooks show of persons: before, after, and counts of data quality."""
    counted = _labels(frames)
    seen = Counts(frames, disclosure.exposures(frames), _withheld(frames), feeds(study))
    for name, content in pages.items():
        if not name.endswith((".html", ".ipynb")):
            continue
        told.pages += 1
        table: list[str] = []
        group = ""
        for caption, heads, shown in rows_shown(name, _bytes(content)):
            cells = [thai.arabic_digits(cell) for cell in shown]
            label = cells[0].replace("†", "").strip()
            if heads is not table or len(cells) == 1:
                table, group = heads, label if len(cells) == 1 else ""
            marks = sum(map(is_marked, cells))
            if marks:
                told.marks[name] = told.marks.get(name, 0) + marks
            if label in counted and 1 <= _figure(cells[-1]) < minimum:
                rule = text.GATE_RULE["small"]
                told.problems.append(Problem(name, f"{label}: {cells[-1]}", rule))
            if label in _BY_NAME and _CODE.fullmatch(name.split("/")[-2]):
                place = name.split("/")[-2]
                told.problems += seen.add(name, place, _BY_NAME[label], heads, cells)
            elif group in _BY_NAME and _CODE.fullmatch(label):  # tables of tambons
                told.problems += seen.add(name, label, _BY_NAME[group], heads, cells)
            elif len(heads) > 1 and heads[1] in _OBSERVED and _CODE.fullmatch(name.split("/")[-2]):
                drawn = next((i for n, i in _BY_NAME.items() if caption.startswith(f"{n} (")), None)
                if drawn is not None:
                    seen.add_year(name.split("/")[-2], drawn, heads, cells)
    told.shown = told.shown.with_other(seen.shown())


def _other_forms(pages: archive.Members) -> Iterator[Problem]:
    """Figures of a table for reviewers in LaTeX or CSV that are not in it as a page."""
    for name, content in pages.items():
        stem, _, ending = name.rpartition(".")
        if "/exhibits/" not in name or ending not in ("csv", "tex"):
            continue
        words = _bytes(content).decode("utf-8-sig").rpartition("\\endfoot")[2]
        page = _bytes(pages[f"{stem}.html"]).decode() if f"{stem}.html" in pages else ""
        more = _figures(words) - _figures(page.partition("<body")[2])
        if more:
            yield Problem(name, ", ".join(sorted(more)[:5]), text.GATE_RULE["form"])


def _in_place_of_pictures(pages: archive.Members) -> Iterator[Problem]:
    """Figures that only the words in the place of a picture say, where tambons are told of."""
    for name, content in pages.items():
        folder = name.split("/")[-2]
        if name.endswith((".html", ".ipynb")) and (_CODE.fullmatch(folder) or folder == _PROGRAMME):
            said, shown = said_in_place(name, _bytes(content))
            if more := _figures(said) - _figures(shown):
                yield Problem(name, ", ".join(sorted(more)[:5]), text.GATE_RULE["place"])


def _figures(words: str) -> set[str]:
    """Numbers, those with a mark for thousands in pieces, since a comma divides cells of CSV."""
    return set(re.findall(r"\d+(?:\.\d+)?", thai.arabic_digits(words)))


def _figure(cell: str) -> float:
    return float(cell.replace(",", "")) if NUMBER.fullmatch(cell) else 0.0


def _withheld(frames: Frames) -> set[tuple[str, str]]:
    """Tambons and indicators that the released table says are withheld on pages."""
    rows = frames.get("withheld", pd.DataFrame(columns=["tambon", "indicator"]))
    return set(zip(rows["tambon"], rows["indicator"], strict=True))


def _labels(frames: Frames) -> set[str]:
    """What rows of the table of quality that count persons are called on pages."""
    if "quality" not in frames:
        return set()
    rows = frames["quality"]
    persons = [disclosure.counts_persons(item) for item in rows["item"]]
    return {thai.arabic_digits(w.lstrip("'")) for k in ("th", "en") for w in rows.loc[persons, k]}
