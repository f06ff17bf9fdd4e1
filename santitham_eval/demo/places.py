"""Places as officials write them: with a code, or by Thai names alone and now and then wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval.demo.names import current
from santitham_eval.demo.sheets import write_table
from santitham_eval.simulate import World

HEADER = ("จังหวัด", "อำเภอ", "ตำบล")
CENTRAL = "ส่วนกลาง"
"""What stands for the tambon where an amphoe's own office reports."""
DECISIONS = ("province", "amphoe", "tambon", "code", "note")
_NAMED = ["code", "name_th", "amphoe_th", "province_th"]
_STYLES = ("{}", "ตำบล{}", "ต.{}", "อบต.{}", "\u200b{}", "{} ")


@dataclass(frozen=True)
class Places:
    """Names and codes of the fictional tambons, in code order.

    Attributes
    ----------
    table : DataFrame
        The current rows of the register.
    doubtful : mapping of str to str
        Code of a tambon to a spelling of it that no rule can settle.
    """

    table: pd.DataFrame
    doubtful: dict[str, str]

    @cached_property
    def codes(self) -> list[str]:
        """Six-digit codes."""
        return self.table["code"].tolist()

    @cached_property
    def _named(self) -> dict[int, tuple[str, ...]]:
        """Row to code and names; asked for once a written row, so no look-up in the table."""
        return {int(at): tuple(map(str, r)) for at, r in zip(self.table.index,
                                                            self.table[_NAMED].to_numpy(),
                                                            strict=True)}  # fmt: skip

    def names(self, at: int, style: int = 0, *, doubt: bool = False) -> tuple[str, str, str]:
        """Province, amphoe and tambon of a row; styles beyond the first are ways of typing."""
        code, name, amphoe, province = self._named[at]
        if doubt and code in self.doubtful:
            return province, amphoe, self.doubtful[code]
        tambon = _STYLES[style % len(_STYLES)].format(name)
        if style % 5 == 4:  # sara am typed as nikhahit and sara aa
            tambon = tambon.replace("\u0e33", "\u0e4d\u0e32")
        return province, f"อ.{amphoe}" if style % 3 == 1 else amphoe, tambon

    @cached_property
    def amphoes(self) -> list[tuple[str, str, list[int]]]:
        """Province, amphoe, and the rows of its tambons."""
        groups = self.table.groupby("amphoe_code", sort=True)
        return [
            (g["province_th"].iloc[0], g["amphoe_th"].iloc[0], g.index.tolist())
            for _, g in groups
        ]  # fmt: skip


def places_of(world: World, register: pd.DataFrame) -> Places:
    """The places, three tambons of the first wave having a doubtful spelling."""
    table = current(register)
    first = np.flatnonzero(world.start == world.start.min())[:3]
    codes = [str(code) for code in table.loc[first, "code"]]
    names = [str(name) for name in table.loc[first, "name_th"]]
    spelt = (f"บ้าน{names[0]}", f"{names[1]}ๆ", names[2].replace("จำลอง", "จำรอง"))
    return Places(table, dict(zip(codes, spelt, strict=True)))


def write_decisions(path: Path, places: Places) -> Path:
    """What a person decided on the doubtful spellings; the amphoe's own office is left out."""
    rows = []
    for code, spelling in places.doubtful.items():
        row = places.table[places.table["code"] == code].iloc[0]
        rows.append((row["province_th"], row["amphoe_th"], spelling, code,
                     f"ยืนยันแล้วว่าเป็นตำบล{row['name_th']} (จำลอง)"))  # fmt: skip
    province, amphoe, _ = places.amphoes[0]
    rows.append((province, amphoe, CENTRAL, "-", "กิจกรรมของอำเภอ ไม่ใช่ของตำบล (จำลอง)"))
    return write_table(path, DECISIONS, rows)
