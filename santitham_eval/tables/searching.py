"""Which tambon is meant, however its name is written."""

from __future__ import annotations

import re

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, StudyError
from santitham_eval.geography.transliteration import fold_tambon
from santitham_eval.study import nearest
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.places import find_place
from santitham_eval.tables.rounding import month, number
from santitham_eval.text import Text

_LEFT_OUT = re.compile("[\u0e47-\u0e4c\u200b-\u200f .-]")
"""What typing often leaves out of Thai: tone marks, the silencer, spaces and hyphens."""
_SHOWN = 40


def matching(words: str, register: pd.DataFrame) -> pd.DataFrame:
    """Rows of the register that words may mean, by code, as the index of the site searches.

    Parameters
    ----------
    words : str
        Part of a code (in digits of either kind), or of a name of a tambon or amphoe in Thai, with
        or without tone marks, or in English, however romanised.  No words mean every tambon.
    register : DataFrame
    """
    asked = " ".join(thai.arabic_digits(words).lower().split())
    bare, key = _folded(thai.strip_prefix(asked, "tambon")), fold_tambon(asked)
    latin = len(key) > 2 and not re.search(r"\d", asked)
    found = []
    for row in register.itertuples():
        names = (row.name_en, row.amphoe_en)
        plain = f"{row.tambon} {row.name_th} {row.amphoe_th} {' '.join(map(str, names))}".lower()
        found.append(
            asked in plain
            or (bool(bare) and bare in _folded(plain))
            or (latin and any(key in fold_tambon(str(name)) for name in names))
        )
    return register[found].sort_values("tambon")


def find_tambon(words: str, register: pd.DataFrame) -> str:
    """The code of the one tambon that words mean.

    Raises
    ------
    StudyError
        When they may mean none or several, naming those.
    """
    found = matching(words, register)
    asked = thai.name_key(thai.arabic_digits(words), "tambon")
    names = [
        {row.tambon, *(thai.name_key(str(n), "tambon") for n in (row.name_th, row.name_en))}
        for row in found.itertuples()
    ]
    exact = found[[asked in each for each in names]]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) != 1:
        raise StudyError(Problem("register", words, _which(words, chosen, register)))
    return str(chosen["tambon"].iloc[0])


def _which(words: str, found: pd.DataFrame, register: pd.DataFrame) -> Text:
    if found.empty:
        near = nearest(words, [*register["name_th"], *register["name_en"]]) or text.MISSING
        return text.WANT_A_TAMBON.format(near=near)
    few = found.head(5)
    shown = ", ".join(
        f"{name} {code}" for name, code in zip(few["name_th"], few["tambon"], strict=True)
    )
    return text.WANT_ONE_TAMBON.format(n=number(len(found), 0), some=shown)


def matching_table(
    words: str, register: pd.DataFrame, roster: pd.DataFrame, states: dict[str, str]
) -> Table:
    """The tambons that words may mean, by code: when each began, and its finding."""
    found = matching(words, register)
    starts = dict(zip(roster["tambon"], roster["start"], strict=True))
    rows = []
    for code in found["tambon"].head(_SHOWN):
        place = find_place(code, register)
        began = month(pd.Period(starts[code], "M")) if code in starts else Text(*[text.MISSING] * 2)
        state = text.STATES.get(states.get(code, ""), text.STATE_NONE)
        cells = {"name": place.name, "amphoe": place.amphoe_name, "start": began, "state": state}
        row = {"tambon": code}
        for key, cell in cells.items():
            row |= {key: cell.th, f"{key}_en": cell.en}
        rows.append(row)
    columns = (
        Column("name", text.HEAD_TAMBON, "row"),
        Column("tambon", text.HEAD_CODE, "code"),
        Column("amphoe", text.HEAD_AMPHOE),
        Column("start", text.HEAD_START),
        Column("state", text.HEAD_STATE),
    )
    more = len(found) - len(rows)
    notes = (text.NOTE_MORE_TAMBONS.format(n=number(more, 0)),) if more else ()
    caption = text.CAPTION_MATCHING if words.strip() else text.CAPTION_ALL_TAMBONS
    caption = caption.format(words=" ".join(words.split()), n=number(len(found), 0))
    return Table(caption, columns, pd.DataFrame(rows, dtype=object), notes)


def _folded(words: str) -> str:
    return _LEFT_OUT.sub("", thai.normalise_name(words))
