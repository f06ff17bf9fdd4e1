"""Notes as the tidy table of quality: topic, area, item, count, words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from santitham_eval.sources import Note

COLUMNS = ("topic", "area", "item", "count", "th", "en")


def as_frame(notes: Iterable[Note]) -> pd.DataFrame:
    """Notes as the tidy quality table: topic, area, item, count, th, en."""
    rows = [(n.topic, n.area, n.item, n.count, n.words.th, n.words.en) for n in notes]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"count": float})


def of_reader(note: Note, source: str) -> Note:
    """A reader's own note, under the name of its source."""
    return Note(note.topic, note.area, f"{source}/{note.item}", note.count, note.words)
