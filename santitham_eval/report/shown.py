"""Tables of finished pages and notebooks, read back as a stranger would."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_UNSEEN = re.compile(r"<(head|style|script)\b.*?</\1>", re.DOTALL)
_IN_PLACE = re.compile(r'\b(?:aria-label|alt)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def rows_shown(name: str, content: bytes) -> Iterator[tuple[str, list[str], list[str]]]:
    """Caption, heads and cells of each row of each table; of a cell its first line."""
    for table in _TABLE.findall(_html(name, content)):
        reader = _Table()
        reader.feed(table)
        heads = reader.rows[0] if reader.rows else []
        yield from ((reader.caption.strip(), heads, row) for row in reader.rows[1:] if row)


def said_in_place(name: str, content: bytes) -> tuple[str, str]:
    """What is said in the place of pictures, and all other words of a page."""
    words = _UNSEEN.sub(" ", _html(name, content))
    return unescape(" ".join(_IN_PLACE.findall(words))), unescape(_TAG.sub(" ", words))


def _html(name: str, content: bytes) -> str:
    words = content.decode("utf-8")
    if not name.endswith(".ipynb"):
        return words
    outputs = (o for cell in json.loads(words)["cells"] for o in cell.get("outputs", ()))
    return "".join("".join(o.get("data", {}).get("text/html", "")) for o in outputs)


class _Table(HTMLParser):
    """Rows of one table as text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.caption = ""
        self._open = False
        self._above = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._above |= tag == "caption"
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._open = True
        elif tag == "br":
            self._open = False

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False
        if tag == "caption":
            self._above = False

    def handle_data(self, data: str) -> None:
        if self._above:
            self.caption += data
        if self._open:
            self.rows[-1][-1] = (self.rows[-1][-1] + data).replace("\u00a0", " ").strip()
