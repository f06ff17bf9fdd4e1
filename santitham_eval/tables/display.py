"""What a display table is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from santitham_eval.text import Text

Kind = Literal["row", "text", "number", "state", "code"]


@dataclass(frozen=True)
class Column:
    """One column: its key in the frame, its heading, and what kind of cell it holds.

    ``"row"`` cells head their row; ``"state"`` cells hold one of the five state ids.  Where the
    frame has a column ``x_en`` beside ``x``, it is the English second line.  `also` names a
    column (with its own ``_en``) that stands below, in small letters.
    """

    key: str
    head: Text
    kind: Kind = "text"
    also: str = ""


@dataclass(frozen=True)
class Table:
    """A display table.

    Parameters
    ----------
    caption : Text
    columns : tuple of Column
    frame : DataFrame
        Strings only, in the order shown.
    notes : tuple of Text
        Footnotes.
    group : str, optional
        Column (with its ``_en``) whose runs of equal values head groups of rows.
    across : str, optional
        Column (with its ``_en``) whose words, where a row has any, stand alone across all columns.
    """

    caption: Text
    columns: tuple[Column, ...]
    frame: pd.DataFrame
    notes: tuple[Text, ...] = ()
    group: str | None = None
    across: str | None = None
