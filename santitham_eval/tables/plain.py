"""A display table in one language and nothing but text, for LaTeX, Word and spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from santitham_eval import text
from santitham_eval.tables.display import Column, Table
from santitham_eval.text import Text

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("en", "th")
_THAI = re.compile("[\u0e00-\u0e7f]")
_SECONDARY = "\u00a0†"


@dataclass(frozen=True)
class Plain:
    """A table of strings.

    Attributes
    ----------
    heads : tuple of str
    numeric : tuple of bool
        Which columns hold figures.
    rows : tuple of tuple of str
    groups : tuple of str
        What heads each row's group; empty strings where rows have none.
    notes : tuple of str
    """

    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: tuple[str, ...]
    notes: tuple[str, ...]


def plain(table: Table, columns: Sequence[str], language: Language) -> Plain:
    """Some columns of a display table in one language.

    Parameters
    ----------
    table : Table
    columns : sequence of str
        Keys, in order.
    language : {"th", "en"}

    Raises
    ------
    KeyError
        A column that the table does not have.
    """
    known = {column.key: column for column in table.columns}
    chosen = [known[key] for key in columns]
    rows = table.frame.to_dict("records")
    return Plain(
        tuple(column.head.lang(language) for column in chosen),
        tuple(column.kind == "number" for column in chosen),
        tuple(tuple(_cell(row, column, language) for column in chosen) for row in rows),
        tuple(_worded(row, table.group, language) if table.group else "" for row in rows),
        tuple(note.lang(language) for note in table.notes),
    )


def _cell(row: Mapping[Any, Any], column: Column, language: Language) -> str:
    if column.kind == "state":
        return text.STATES[row[column.key]].lang(language)
    words = _worded(row, column.key, language)
    second = str(row.get(f"{column.key}_en", ""))
    if column.kind == "number" and second and not _THAI.search(str(row[column.key])):
        return f"{row[column.key]} ({second})"  # a second figure, as a ratio beside its percent
    if column.also and (below := _worded(row, column.also, language)):
        words = f"{words} ({below})"
    return words


def _worded(row: Mapping[Any, Any], key: str, language: Language) -> str:
    words = Text(str(row[key]), str(row.get(f"{key}_en", "")))
    if words.en and words.th.endswith(_SECONDARY):  # on a page it stands once, after the Thai
        words = Text(words.th, words.en + _SECONDARY)
    if words.th == text.SUPPRESSED.th:  # alone in a cell of figures
        words = text.SUPPRESSED
    return words.lang(language) or words.th
