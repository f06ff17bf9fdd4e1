"""The quick way through a plain CSV file; of anything odd it says that it is not plain.

A file is plain where it is UTF-8, its header stands on the first line, every quotation mark
opens, closes or is doubled as RFC 4180 has it, and every record has as many fields.  Such a file
means one thing only, so the quick way and the careful way of `reading.read_csv` give the same
table; what is wrong with another file the careful way tells, line by line.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from mmap import mmap
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from santitham_eval.sources import bits

BOM = b"\xef\xbb\xbf"
_QUOTE, _FEED, _RETURN = b'"\n\r'
# Bytes looked at together: what fits a processor's cache is quick, and takes little memory.
_PIECE = 2**21
_KEPT = 2**24
_SPACES = "".join(c for c in map(chr, range(0x10000)) if c.isspace())  # none lies above


class Coded(NamedTuple):
    """Cells of a column: the place of each row's cell among the distinct ones, stripped."""

    codes: np.ndarray
    distinct: np.ndarray


class _Layout(NamedTuple):
    """How a file is cut into fields."""

    delimiter: str
    width: int
    """Fields in a record."""
    wanted: list[int]
    """Which of them to keep, in their order."""
    returns: bool
    """Whether the file holds carriage returns."""


class _Piece(NamedTuple):
    """What a run of whole records holds."""

    begins: np.ndarray
    """Lines before each record."""
    lines: int
    columns: list[pa.Array]
    """Cells of the wanted columns as they stand, quotation marks among them."""


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
    line = header_line(raw)
    header, first = _header(line, delimiter), raw.find(b"\n") + 1
    if len(delimiter.encode()) != 1 or any(header.count(column) != 1 for column in wanted):
        return None
    if raw[:first].removeprefix(BOM) not in (line + b"\n", line + b"\r\n"):
        return None
    kept = sorted(set(wanted), key=header.index)
    layout = _Layout(delimiter, len(header), [*map(header.index, kept)], raw.find(b"\r") >= 0)
    read = partial(_piece, np.frombuffer(raw, np.uint8), layout)
    # The GNU C library learns from it to keep what a piece gives back for the next one.
    np.empty(_KEPT, np.uint8)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        pieces = list(threads.map(read, _bounds(raw, first, threads)))
        found = [piece for piece in pieces if piece is not None]
        if len(found) < len(pieces) or not any(len(piece.begins) for piece in found):
            return None
        columns = map(pa.chunked_array, zip(*(piece.columns for piece in found), strict=True))
        cells = dict(zip(kept, threads.map(_coded, columns), strict=True))
    # A row of delimiters only is none; the careful way leaves it out.
    if _any_blank_row(cells):
        return None
    before = np.cumsum([2, *(piece.lines for piece in found[:-1])])  # the header is line 1
    begins = (piece.begins + lines for piece, lines in zip(found, before, strict=True))
    return np.concatenate([*begins]), cells


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
def _bounds(raw: mmap | bytes, first: int, threads: Executor) -> list[tuple[int, int]]:
    """Bounds of runs of whole records from the first on, each about a piece long."""
    data = np.frombuffer(raw, np.uint8)
    starts = range(first, len(data), _PIECE)
    quotes = threads.map(lambda at: np.count_nonzero(data[at : at + _PIECE] == _QUOTE), starts)
    cuts = [first]
    for start, before in zip(starts, np.cumsum([0, *quotes]), strict=False):
        if start > cuts[-1]:
            cuts.append(_record_end(raw, start, quoted=before % 2 == 1))
    bounds = zip(cuts, [*cuts[1:], len(data)], strict=True)
    return [(start, end) for start, end in bounds if start < end]


def _record_end(raw: mmap | bytes, start: int, *, quoted: bool) -> int:
    """Where the record ends that holds a byte, which a quotation may hold."""
    while end := raw.find(b"\n", start) + 1:
        quoted ^= raw[start:end].count(b'"') % 2 == 1
        if not quoted:
            return end
        start = end
    return len(raw)


def _piece(data: np.ndarray, layout: _Layout, bounds: tuple[int, int]) -> _Piece | None:
    """Records of a run; None where it is not plain."""
    piece = data[slice(*bounds)]
    quotes, feeds = bits.standing(piece, _QUOTE), bits.standing(piece, _FEED)
    delimiters, inside = bits.standing(piece, ord(layout.delimiter)), bits.odd(quotes)
    if inside[-1] >> bits.LAST:  # the last quotation has no end
        return None
    borders, breaks = quotes | feeds | delimiters, feeds
    if layout.returns:
        returns = bits.standing(piece, _RETURN)
        alone = returns & ~bits.moved_back(feeds)
        if (alone & ~inside).any():
            return None
        borders, breaks = borders | returns, feeds | alone
    # Each mark opens after a border, closes before one, or doubles another.
    before, after = bits.moved_on(borders), bits.moved_back(borders)
    before[0] |= bits.ONE
    after[-1] |= bits.ONE << np.uint64((len(piece) - 1) % 64)
    if (quotes & ((inside & ~before) | (~inside & ~after))).any() or not _is_utf8(piece):
        return None
    lines = bits.places(breaks)
    ends, cuts = lines[~bits.at(inside, lines)], bits.places((feeds | delimiters) & ~inside)
    return _records(piece, layout, lines, ends, cuts)


def _records(
    piece: np.ndarray, layout: _Layout, lines: np.ndarray, ends: np.ndarray, cuts: np.ndarray
) -> _Piece | None:
    """Records, of the places where lines, records and fields end; None where one is ragged."""
    if piece[-1] != _FEED:  # the last line has no end of its own
        ends, cuts = np.append(ends, len(piece)), np.append(cuts, len(piece))
    starts = np.concatenate([[0], ends[:-1] + 1])
    # A carriage return before the line feed belongs to the line end; empty lines are no records.
    stops = ends - ((ends > starts) & (piece[ends - 1] == _RETURN))
    filled = stops > starts
    if not filled.all():
        cuts = np.setdiff1d(cuts, ends[~filled], assume_unique=True)
        starts, stops, ends = starts[filled], stops[filled], ends[filled]
    last = layout.width - 1
    if len(cuts) != len(ends) * layout.width or (cuts[last :: layout.width] != ends).any():
        return None
    cuts = cuts.reshape(-1, layout.width)
    bounds = np.empty((len(ends), len(layout.wanted), 2), np.int64)
    for place, at in enumerate(layout.wanted):
        bounds[:, place, 0] = cuts[:, at - 1] + 1 if at else starts
        bounds[:, place, 1] = cuts[:, at] if at < last else stops
    return _Piece(np.searchsorted(lines, starts), len(lines), _cells(piece, bounds))


def _cells(piece: np.ndarray, bounds: np.ndarray) -> list[pa.Array]:
    """Text of each column, of the bounds of each cell by row and column."""
    rows, columns, _ = bounds.shape
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(piece)]
    # Every other part of the piece is what lies between two cells.
    parts = pa.Array.from_buffers(pa.large_string(), max(bounds.size - 1, 0), buffers)
    order = np.arange(0, bounds.size, 2).reshape(rows, columns).T.ravel()
    cells = parts.take(pa.array(order))
    return [cells.slice(at * rows, rows) for at in range(columns)]


# --- cells --------------------------------------------------------------------------------------
def _coded(column: pa.ChunkedArray) -> Coded:
    coded = column.dictionary_encode().combine_chunks()
    array = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    codes, cells = array.indices.to_numpy(), array.dictionary
    quoted = compute.starts_with(cells, '"')
    if compute.any(quoted).as_py():
        within = compute.utf8_slice_codeunits(cells, 1, -1)
        cells = compute.if_else(quoted, compute.replace_substring(within, '""', '"'), cells)
    stripped = compute.utf8_trim(cells, characters=_SPACES)
    distinct = stripped.to_numpy(zero_copy_only=False)
    if stripped.equals(array.dictionary):
        return Coded(codes, distinct)
    again, distinct = pd.factorize(distinct)  # two cells may be one without marks and spaces
    return Coded(again[codes], np.asarray(distinct, dtype=object))


def _any_blank_row(cells: Mapping[str, Coded]) -> bool:
    blank: np.ndarray | bool = True
    for codes, distinct in sorted(cells.values(), key=lambda c: len(c.distinct)):
        empty = distinct == ""
        if not empty.any():
            return False
        blank = blank & empty[codes]
    return bool(np.any(blank))
