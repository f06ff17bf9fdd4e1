"""Tables of a web page as rows of text, in one pass, however the page is spoilt.

A page that an office exports leaves cells and rows open, merges cells, and sets tables into
tables.  Nothing of it is run or fetched, and what covers more cells than any table is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from santitham_eval.thai.names import without_zero_width

MOST_COPIES, MOST_COLUMNS = 1_000_000, 2_000  # copies of merged cells in one page
DEEPEST = 100  # tables within tables
_SILENT = frozenset(["script", "style", "template", "noscript"])
Covered = dict[int, tuple[int, str]]
"""Columns of the next row that a merged cell covers: for how many rows, and its words."""


class VastError(Exception):
    """A page that unfolds to more than any table that a person kept; ``row`` is where."""

    def __init__(self, row: int | None = None) -> None:
        self.row = row
        super().__init__(row)


@dataclass
class _Cell:
    columns: int
    rows: int
    words: list[str] = field(default_factory=list)


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    open: _Cell | None = None


def tables(page: str) -> list[list[list[str]]]:
    """Rows of each table of a page, merged cells standing in each place that they cover.

    Raises
    ------
    VastError
        Tables nested beyond `DEEPEST`, rows of more than `MOST_COLUMNS`, or more than
        `MOST_COPIES` copies of merged cells.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    copies, unfolded = 0, []
    for table in reader.found:
        rows: list[list[str]] = []
        over: Covered = {}
        for number, row in enumerate(table.rows, start=1):
            cells, over = _spread(row, over, min(MOST_COLUMNS, MOST_COPIES - copies + len(row)))
            if cells is None:
                raise VastError(number)
            copies += len(cells) - len(row)
            rows.append(cells)
        unfolded.append(rows)
    return unfolded


class _Reader(HTMLParser):
    """Cells of every table; a cell or row left open ends where the next begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Table] = []
        self._within: list[_Table] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._within.append(_Table())
            self.found.append(self._within[-1])
            if len(self._within) > DEEPEST:
                raise VastError
        elif not self._within:
            return
        elif tag == "tr":
            self._within[-1].open = None
            self._within[-1].rows.append([])
        elif tag in ("td", "th"):
            self._begin(dict(attrs))
        else:
            self.handle_data(" ")  # words of two elements are two words

    def _begin(self, attributes: dict[str, str | None]) -> None:
        table = self._within[-1]
        if not table.rows:
            table.rows.append([])
        table.open = _Cell(
            _span(attributes.get("colspan"), 1000), _span(attributes.get("rowspan"), 65534)
        )
        table.rows[-1].append(table.open)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._within:
            return
        elif tag == "table":
            self._within.pop()
        elif tag in ("td", "th", "tr"):
            self._within[-1].open = None
        else:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        cell = self._within[-1].open if self._within else None
        if cell is not None and not self._silent:
            cell.words.append(data)


def _span(written: str | None, most: int) -> int:
    """Columns or rows that a cell covers, within what HTML allows."""
    plain = (written or "").strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        return 1
    return min(max(int(plain), 1), most)


def _spread(row: list[_Cell], over: Covered, most: int) -> tuple[list[str] | None, Covered]:
    """Cells of a row with what reaches into it (None beyond `most`), and what into the next."""
    cells: list[str] = []
    down: Covered = {}

    def put(words: str, rows: int) -> None:
        if rows > 1:
            down[len(cells)] = rows - 1, words
        cells.append(words)

    def from_above() -> None:
        while len(cells) in over and len(cells) <= most:
            rows, words = over[len(cells)]
            put(words, rows)

    for cell in row:
        from_above()
        words = " ".join(without_zero_width("".join(cell.words)).split())
        for _ in range(min(cell.columns, most + 1 - len(cells))):
            put(words, cell.rows)
    from_above()
    return (cells if len(cells) <= most else None), down
