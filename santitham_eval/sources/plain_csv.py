"""The quick way through a plain CSV file; of anything odd it says that it is not plain.

A file is plain where it is UTF-8, its header stands on the first line, every quotation mark
opens, closes or is doubled as RFC 4180 has it, and every record has as many fields.  Such a file
means one thing only, so the quick way and the careful way of `reading.read_csv` give the same
table; what is wrong with another file the careful way tells, line by line.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from mmap import mmap
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute
from pyarrow import csv as arrow_csv

BOM = b"\xef\xbb\xbf"
_QUOTE, _FEED, _RETURN = b'"\n\r'
# Bytes looked at together: what fits a processor's cache is quick, and takes little memory.
_PIECE = 2**20
_SPACES = "".join(c for c in map(chr, range(sys.maxunicode)) if c.isspace())


class Coded(NamedTuple):
    """Cells of a column: the place of each row's cell among the distinct ones, stripped."""

    codes: np.ndarray
    distinct: np.ndarray


class _Records(NamedTuple):
    """Positions where records end, and the count of lines up to there."""

    ends: np.ndarray
    passed: np.ndarray


def plain_cells(
    raw: mmap | bytes, delimiter: str, wanted: Sequence[str]
) -> tuple[np.ndarray, dict[str, Coded]] | None:
    """The line on which each record begins, and the cells of the wanted columns.

    Parameters
    ----------
    raw : mmap or bytes
        The whole file.
    delimiter : str
        One sign.
    wanted : sequence of str
        Columns to keep.

    Returns
    -------
    (array of int, dict of str to Coded) or None
        None where the file is not plain, a wanted column is missing or doubled, or there is
        no row.
    """
    data = np.frombuffer(raw, np.uint8)[len(BOM) if raw[:3] == BOM else 0 :]
    header = _header(header_line(raw), delimiter)
    if len(delimiter.encode()) != 1 or any(header.count(column) != 1 for column in wanted):
        return None
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        records = _records(data, ord(delimiter), raw.find(b"\r") >= 0, threads)
        # A line break within a quoted heading is for the careful way.
        if records is None or records.passed[0] != 1 or not _is_utf8(data):
            return None
        lines = _lines(data, records)[1:]
        if not len(lines):
            return None
        columns = _parse(data, records.ends, delimiter, header, wanted, threads)
        if columns is None or columns.num_rows != len(lines):
            return None
        cells = dict(zip(wanted, threads.map(_coded, columns.columns), strict=True))
    # A row of delimiters only is none; the careful way leaves it out.
    return None if _any_blank_row(cells) else (lines, cells)


def header_line(raw: mmap | bytes) -> bytes:
    """The first line of a file, without byte-order mark and line end."""
    start = len(BOM) if raw[:3] == BOM else 0
    feed = raw.find(b"\n", start)
    line = raw[start : feed if feed >= 0 else len(raw)]
    return line.split(b"\r", 1)[0]


def _header(line: bytes, delimiter: str) -> list[str]:
    try:
        rows = list(csv.reader([line.decode()], delimiter=delimiter, strict=True))
    except (csv.Error, UnicodeDecodeError):
        return []
    return [cell.strip() for cell in rows[0]] if len(rows) == 1 else []


def _is_utf8(data: np.ndarray) -> bool:
    """Whether the bytes are valid UTF-8, without making the text."""
    bounds = pa.py_buffer(np.array([0, len(data)], np.int64))
    whole = pa.Array.from_buffers(pa.large_string(), 1, [None, bounds, pa.py_buffer(data)])
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


# --- where records end --------------------------------------------------------------------------
def _records(
    data: np.ndarray, delimiter: int, returned: bool, threads: Executor
) -> _Records | None:
    """Line ends that no quotation holds; None where a mark stands where none can."""
    ends: list[np.ndarray] = []
    passed: list[np.ndarray] = []
    quotes = lines = 0
    signs = partial(_signs, data, delimiter, returned)
    for marks, breaks, opens, closes in threads.map(signs, range(0, len(data), _PIECE)):
        # Each mark opens after a border, closes before one, or doubles another.
        odd = quotes % 2
        if not (opens[odd::2].all() and closes[1 - odd :: 2].all()):
            return None
        # Within a quotation the count of marks before is odd.
        outside = (np.searchsorted(marks, breaks) + quotes) % 2 == 0
        ends.append(breaks[outside])
        passed.append(np.flatnonzero(outside) + lines + 1)
        quotes += len(marks)
        lines += len(breaks)
    if quotes % 2 or not any(len(part) for part in ends):
        return None
    return _Records(np.concatenate(ends), np.concatenate(passed))


def _signs(
    data: np.ndarray, delimiter: int, returned: bool, start: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Quotation marks and line ends in a piece; whether each mark may open, may close.

    A line ends in a line feed, or in a carriage return that none follows; `returned` tells
    whether the file holds any.
    """
    piece = data[start : start + _PIECE]
    end, last = start + len(piece), len(data) - 1
    quotes, feeds = piece == _QUOTE, piece == _FEED
    # Whether a byte may stand beside a quotation: those before, within and after the piece.
    border = np.empty(len(piece) + 2, dtype=bool)
    within = np.equal(piece, delimiter, out=border[1:-1])
    within |= quotes
    within |= feeds
    beside = (delimiter, _QUOTE, _FEED, _RETURN)
    border[0] = start == 0 or data[start - 1] in beside
    border[-1] = end > last or data[end] in beside
    marks, breaks = np.flatnonzero(quotes), np.flatnonzero(feeds) + start
    if returned:
        returns = np.flatnonzero(piece == _RETURN)
        within[returns] = True
        returns += start
        alone = returns[data[np.minimum(returns + 1, last)] != _FEED]
        breaks = np.sort(np.concatenate([breaks, alone])) if len(alone) else breaks
    return marks + start, breaks, border[:-2][marks], border[2:][marks]


def _lines(data: np.ndarray, records: _Records) -> np.ndarray:
    """Line on which each record begins, from 1; empty lines are no records."""
    ends, passed = records
    if ends[-1] < len(data) - 1:  # the last line has no end of its own
        ends, passed = np.append(ends, len(data)), np.append(passed, 0)
    starts = np.concatenate([[0], ends[:-1] + 1])
    length = ends - starts
    # A carriage return before the line feed belongs to the line end.
    length -= (length > 0) & (data[ends - 1] == _RETURN)
    begins = np.concatenate([[0], passed[:-1]]) + 1
    return begins[length > 0]


# --- fields -------------------------------------------------------------------------------------
def _parse(
    data: np.ndarray,
    ends: np.ndarray,
    delimiter: str,
    header: list[str],
    wanted: Sequence[str],
    threads: Executor,
) -> pa.Table | None:
    """Text of the wanted columns; pieces of whole records are parsed beside each other."""
    names = [str(at) for at in range(len(header))]
    kept = [names[header.index(column)] for column in wanted]
    parsing = arrow_csv.ParseOptions(delimiter=delimiter)
    converting = arrow_csv.ConvertOptions(
        include_columns=kept, column_types=dict.fromkeys(kept, pa.string()), check_utf8=False
    )

    def piece(bounds: tuple[int, int]) -> pa.Table:
        part = data[slice(*bounds)]
        # One block, so that no quoted line break is taken for the border of two.
        block = arrow_csv.ReadOptions(
            column_names=names, block_size=len(part) + 1, use_threads=False
        )
        return arrow_csv.read_csv(pa.BufferReader(pa.py_buffer(part)), block, parsing, converting)

    try:
        return pa.concat_tables(threads.map(piece, _pieces(ends, len(data))))
    except pa.ArrowInvalid:  # ragged rows, no rows
        return None


def _pieces(ends: np.ndarray, length: int) -> list[tuple[int, int]]:
    """Bounds of runs of whole records after the header, each about a piece long."""
    near = np.searchsorted(ends, np.arange(_PIECE, length, _PIECE))
    cuts = ends[np.minimum(near, len(ends) - 1)] + 1
    bounds = np.unique(np.concatenate([[ends[0] + 1], cuts, [length]]))
    return list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))


def _coded(column: pa.ChunkedArray) -> Coded:
    coded = column.dictionary_encode().combine_chunks()
    array = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    codes, cells = array.indices.to_numpy(), array.dictionary
    stripped = compute.utf8_trim(cells, characters=_SPACES)
    distinct = stripped.to_numpy(zero_copy_only=False)
    if stripped.equals(cells):
        return Coded(codes, distinct)
    again, distinct = pd.factorize(distinct)  # two cells may be one without their spaces
    return Coded(again[codes], np.asarray(distinct, dtype=object))


def _any_blank_row(cells: Mapping[str, Coded]) -> bool:
    blank: np.ndarray | bool = True
    for codes, distinct in sorted(cells.values(), key=lambda c: len(c.distinct)):
        empty = distinct == ""
        if not empty.any():
            return False
        blank = blank & empty[codes]
    return bool(np.any(blank))
