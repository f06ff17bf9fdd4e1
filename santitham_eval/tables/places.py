"""Which tambon, and with whom it is compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, StudyError
from santitham_eval.indicators import Indicator
from santitham_eval.study import nearest
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.rounding import number
from santitham_eval.text import Text


@dataclass(frozen=True)
class Place:
    """A tambon with the names that a reader sees, each with what it is (ตำบล, อำเภอ, จังหวัด)."""

    tambon: str
    amphoe: str
    province: str
    name: Text
    amphoe_name: Text
    province_name: Text


def find_place(tambon: str, register: pd.DataFrame) -> Place:
    """A tambon of the register by its code.

    Raises
    ------
    StudyError
        When the register lacks it, with the nearest code.
    """
    rows = register[register["tambon"] == tambon]
    if rows.empty:
        near = nearest(tambon, register["tambon"]) or text.MISSING
        raise StudyError(Problem("register", tambon, text.WANT_IN_REGISTER.format(near=near)))
    row = rows.iloc[0].astype(str)
    levels: tuple[thai.Level, ...] = ("tambon", "amphoe", "province")
    names = [
        _named(level, row["name_th" if level == "tambon" else f"{level}_th"],
               row["name_en" if level == "tambon" else f"{level}_en"])
        for level in levels
    ]  # fmt: skip
    return Place(row["tambon"], row["amphoe"], row["province"], *names)


def _named(level: thai.Level, name_th: str, name_en: str) -> Text:
    form = {
        "tambon": text.TAMBON_NAME,
        "amphoe": text.AMPHOE_NAME,
        "province": text.PROVINCE_NAME,
    }[level]
    return form.format(name=Text(thai.strip_prefix(name_th, level), name_en))


def donors_table(
    donors: pd.DataFrame, register: pd.DataFrame, indicator: Indicator, shown: int = 8
) -> Table:
    """Comparison tambons of most weight, with their levels.

    Not of what counts persons: a weight is proportional to the count that it comes of.
    """
    top = donors.sort_values(["weight", "tambon"], ascending=[False, True]).head(shown)
    places = [find_place(code, register) for code in top["tambon"]]
    levels = ("before", "after")
    frame = pd.DataFrame(
        {
            "name": [p.name.th for p in places],
            "name_en": [p.name.en for p in places],
            "amphoe": [p.amphoe_name.th for p in places],
            "amphoe_en": [p.amphoe_name.en for p in places],
            "tambon": [p.tambon for p in places],
            "weight": [f"{number(w * 100, 1)}%" for w in top["weight"]],
            **{k: [number(v * indicator.per) for v in top[k]] for k in levels},
        },
        dtype=object,
    )
    columns = (
        Column("name", text.HEAD_TAMBON, "row"),
        Column("amphoe", text.HEAD_AMPHOE),
        Column("tambon", text.HEAD_CODE, "code"),
        Column("weight", text.HEAD_WEIGHT, "number"),
        Column("before", text.HEAD_BEFORE, "number"),
        Column("after", text.HEAD_AFTER, "number"),
    )
    caption = text.CAPTION_DONORS.format(shown=len(top), all=number(len(donors), 0))
    return Table(caption, columns, frame, (text.NOTE_DONORS,))
