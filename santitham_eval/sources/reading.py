"""What every reader shares: bytes to a table of text, and text to typed columns, by the line.

A reader collects the problems of a file and raises them all at once; each names the line as a
text editor or spreadsheet counts it, also after quoted line breaks.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rapidfuzz import process

from santitham_eval import text, thai
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.sources.plain_csv import Coded, header_line, plain_cells
from santitham_eval.text import Text

MEASURE_COLUMNS = ("tambon", "period", "measure", "amount", "se", "file", "row")
"""Tidy measures: current code of a tambon of the study area; Period of a month (M), a fiscal
year (Y-SEP) or a calendar year (Y-DEC), one kind in a source; name of the measure; its amount,
NaN where unknown; standard error of the amount where the source gives one, else NaN."""
CSV_LIMIT = 2**24  # a quoted cell longer than this is a lost quotation mark
_HTML = re.compile(r"\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|table|meta)\b", re.I)


@dataclass(frozen=True)
class Note:
    """One thing that a reader of the quality tables should know.

    Parameters
    ----------
    topic, area, item : str
        As in the quality table.
    count : float
        How many; NaN where nothing is counted.
    words : Text
        The sentence.
    """

    topic: str
    area: str
    item: str
    count: float
    words: Text


@dataclass(frozen=True)
class Reading:
    """What a reader hands on.

    Parameters
    ----------
    frame : DataFrame
        Typed rows; ``file`` and ``row`` tell where each stood.  Of a source of measures
        (all but events, register, roster, boundaries and population) the columns are
        `MEASURE_COLUMNS`: one row per tambon, period and measure.
    notes : sequence of Note
        For the quality tables.
    measures : sequence of str
        Which measures an event file can give.
    years : (int, int), optional
        First and last calendar year (CE) that an event file covers.
    covers : (str, str), optional
        First and last month that it covers, where the study file says so.
    """

    frame: pd.DataFrame
    notes: tuple[Note, ...] = ()
    measures: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    covers: tuple[str, str] | None = None

    def covered(self, months: pd.PeriodIndex) -> np.ndarray:
        """Which months an event file covers: a month outside is not observed, and no zero."""
        if self.covers is not None:
            first, last = (pd.Period(month, "M") for month in self.covers)
            return np.asarray((months >= first) & (months <= last))
        first_year, last_year = self.years or (0, -1)
        return np.asarray((months.year >= first_year) & (months.year <= last_year))


# --- bytes to text ------------------------------------------------------------------------------
def read_text(path: Path, name: str) -> str:
    """Text of a file in UTF-8 or CP874; `StudyError` where it is empty, HTML or neither."""
    return _text(read_bytes(path, name), name)


def _text(raw: bytes, name: str) -> str:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise StudyError(Problem(name, "Excel", text.WANT_CSV_NOT_EXCEL))
    try:
        words, _ = thai.decode(raw)
    except thai.UnreadableError:
        raise StudyError(Problem(name, text.ODD_BYTES.both(), text.WANT_ENCODING)) from None
    if not words.strip():
        raise StudyError(Problem(name, text.EMPTY.both(), text.WANT_ROWS_OF_DATA))
    if _HTML.match(words):
        first = words.strip().splitlines()[0]
        raise StudyError(Problem(name, first, text.WANT_CSV_NOT_HTML, row=1))
    return words


def is_html(raw: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    return bool(_HTML.match(raw[:1000].decode("latin-1").removeprefix("\u00ef\u00bb\u00bf")))


def read_bytes(path: Path, name: str) -> bytes:
    """Bytes of a file; `StudyError` where it is empty or cannot be opened."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise StudyError(Problem(name, str(error.strerror), text.WANT_READABLE)) from None
    if not raw:
        raise StudyError(Problem(name, text.EMPTY.both(), text.WANT_ROWS_OF_DATA))
    return raw


# --- text to a table of text --------------------------------------------------------------------
def read_csv(path: Path, name: str, wanted: Sequence[str], *, extra: bool) -> pd.DataFrame:
    """The wanted columns of a delimited file as text, indexed by line number.

    Parameters
    ----------
    path, name : Path, str
        The file, and its name for problems.
    wanted : sequence of str
        Columns that must be there; only they are kept.
    extra : bool
        Whether other columns are allowed (they are dropped).

    Raises
    ------
    StudyError
        Missing, doubled or (where refused) extra columns; ragged rows; no rows; not CSV.
    """
    return as_table(*read_records(path, name, wanted), name, wanted, extra=extra)


def plain_csv(path: Path, wanted: Sequence[str]) -> tuple[np.ndarray, dict[str, Coded]] | None:
    """Lines and cells of a plain file, quickly; None where only `read_csv` will do."""
    try:
        with path.open("rb") as stream:
            raw = mmap(stream.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError):  # cannot be opened, or is empty
        return None
    first = header_line(raw).decode("utf-8", "replace")
    if not first.strip() or is_html(raw[:1000]) or raw.find(b"\x00") >= 0:
        return None
    return plain_cells(raw, _delimiter(first, wanted), wanted)


def read_records(path: Path, name: str, wanted: Sequence[str]) -> tuple[list[list[str]], list[int]]:
    """Header and rows of a delimited file, and the line on which each begins."""
    return _careful(read_bytes(path, name), name, wanted)


def _careful(raw: bytes, name: str, wanted: Sequence[str]) -> tuple[list[list[str]], list[int]]:
    words = _text(raw, name)
    problems = Problems(name)
    rows, lines = _records(words, _delimiter(words, wanted), problems)
    if not rows and not problems.found:
        problems.add(text.EMPTY.both(), text.WANT_ROWS_OF_DATA)
    problems.raise_if_any()
    return rows, lines


def as_table(
    rows: list[list[str]], lines: list[int], name: str, wanted: Sequence[str], *, extra: bool
) -> pd.DataFrame:
    """Header and rows of text to the wanted columns; problems as in `read_csv`."""
    problems = Problems(name)
    header = [cell.strip() for cell in rows[0]]
    _check_header(problems, header, wanted, lines[0], extra=extra)
    for row, line in zip(rows[1:], lines[1:], strict=True):
        if len(row) != len(header):
            problems.add(
                text.N_FIELDS.format(n=len(row)).both(),
                text.WANT_N_FIELDS.format(n=len(header)),
                row=line,
            )
    if len(rows) == 1:
        problems.add(text.HEADER_ONLY.both(), text.WANT_ROWS_OF_DATA, row=lines[0])
    problems.raise_if_any()
    at = {column: header.index(column) for column in wanted}
    index = pd.Index(lines[1:], name="row")
    data = {c: pd.Series([r[i].strip() for r in rows[1:]], index, dtype=object)
            for c, i in at.items()}  # fmt: skip
    return pd.DataFrame(data, index=index)


def _records(words: str, delimiter: str, problems: Problems) -> tuple[list[list[str]], list[int]]:
    """Records and the line on which each begins; blank lines are left out."""
    csv.field_size_limit(CSV_LIMIT)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begins = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                rows.append(record)
                lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        problems.add(str(error), text.WANT_QUOTES, row=begins)
    return rows, lines


def _delimiter(words: str, wanted: Sequence[str]) -> str:
    """The sign that cuts the first line into the most of the wanted columns."""
    first = next(line for line in words.splitlines() if line.strip())

    def hits(sign: str) -> int:
        return len(set(wanted) & {c.strip().strip('"') for c in first.split(sign)})

    return max(",;\t|", key=lambda sign: (hits(sign), first.count(sign)))


def _check_header(
    problems: Problems, header: list[str], wanted: Sequence[str], line: int, *, extra: bool
) -> None:
    others = [c for c in header if c not in wanted]
    for column in wanted:
        if column in header:
            if header.count(column) > 1:
                problems.add(column, text.WANT_COLUMN_ONCE, row=line, column=column)
            continue
        near = process.extractOne(column, others, score_cutoff=60)
        found = near[0] if near else ", ".join(header)
        others = [c for c in others if c != found]  # one slip, told once
        problems.add(found, text.WANT_COLUMN_NAMED.format(name=column), row=line, column=column)
    if extra:
        return
    for column in others:
        near = process.extractOne(column, list(wanted), score_cutoff=60)
        wants = text.WANT_NO_EXTRA_COLUMN.format(known=", ".join(wanted))
        if near:
            wants = text.WANT_NEAREST_COLUMN.format(near=near[0])
        problems.add(column, wants, row=line, column=column)


def placed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The frame with ``file`` and ``row`` columns in place of its line-number index."""
    rows = frame.index.to_numpy()
    frame = frame.reset_index(drop=True)
    frame["file"], frame["row"] = name, rows
    return frame


def gather(paths: Iterable[Path], read: Callable[[Path], pd.DataFrame]) -> pd.DataFrame:
    """Read each file; raise the problems of all files together."""
    frames: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            frames.append(read(path))
        except StudyError as error:
            problems += error.problems
    if problems:
        raise StudyError(problems)
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def whole_sum(grouped: Any) -> pd.Series:
    """Sum of each group of a column; unknown where a part is unknown."""
    return grouped.sum().where(grouped.count() == grouped.size())


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Rows as named tuples."""
    yield from frame.itertuples()


def items_of(series: pd.Series) -> Iterator[tuple[int, Any]]:
    """Line numbers and values."""
    return zip(series.index.tolist(), series.tolist(), strict=True)


def refuse_repeats(frame: pd.DataFrame, column: str, shown: str) -> None:
    """`StudyError` naming each row whose `column` stands in an earlier row."""
    twice = frame[frame[column].duplicated()]
    if len(twice):
        first = frame.groupby(column)[["file", "row"]].transform("first")
        problems = []
        for r in rows_of(twice):
            file, row = first.loc[r.Index]
            words = text.ALREADY if file == r.file else text.ALREADY_IN
            found = words.format(found=frame[column][r.Index], file=file, row=row)
            problems.append(Problem(r.file, found.both(), text.WANT_UNIQUE, r.row, shown))
        raise StudyError(problems)
