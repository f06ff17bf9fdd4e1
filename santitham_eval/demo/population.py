"""Registered population as the Department of Provincial Administration publishes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import thai
from santitham_eval.demo.names import MOTHER_AMPHOE, RENAMED_UNTIL, current, old_codes
from santitham_eval.simulate import FloatArray, World

TOWN_EVERY, TOWN_SHARE = 3, 0.35
"""Every third amphoe has a municipality; it holds this share of a tambon that it splits."""
BLANK_YEAR = 2012
"""Year (common era) in which one figure is blank, as one is in the real files."""


@dataclass(frozen=True)
class Count:
    """Persons by sex, and houses; a blank number of men is a blank, not a zero."""

    male: int
    female: int
    house: int
    male_blank: bool = False

    def __add__(self, other: Count) -> Count:
        return Count(
            self.male + other.male, self.female + other.female, self.house + other.house
        )  # fmt: skip

    def cells(self) -> str:
        """The last four fields of a row."""
        male = " " if self.male_blank else f"{self.male:,}"
        return f"{male}|{self.female:,}|{self.male + self.female:,}|{self.house:,}|"


@dataclass(frozen=True)
class Row:
    """One tambon's people at one registration office."""

    office: str
    office_name: str
    code: str
    name: str
    count: Count


def persons_on(world: World, year: int) -> FloatArray:
    """Persons on 31 December of a year (common era), shape (tambons,).

    The world gives mid-month figures that grow by a constant rate.
    """
    first, months = world.periods[0], len(world.periods)
    rate = np.log(world.persons[:, -1] / world.persons[:, 0]) / (months - 1)
    since = (year - first.year) * 12 + 12 - first.month + 0.5
    return world.persons[:, 0] * np.exp(rate * since)


def write_population(
    folder: Path, world: World, register: pd.DataFrame, rng: np.random.Generator
) -> list[Path]:
    """Write ``stat_aYY.txt`` for each 31 December that the world's months need."""
    folder.mkdir(parents=True, exist_ok=True)
    male = rng.uniform(0.47, 0.51, len(world.tambon))
    house = rng.uniform(3.2, 4.6, len(world.tambon))
    paths = []
    for year in range(world.periods[0].year - 1, world.periods[-1].year + 1):
        total = np.round(persons_on(world, year))
        men = np.round(total * male)
        counts = [
            Count(int(m), int(t - m), int(h))
            for m, t, h in zip(men, total, np.round(total / house), strict=True)
        ]
        be = thai.to_be(year)
        lines = _lines(be, list(_rows(register, counts, year)), register)
        paths.append(folder / f"stat_a{be % 100}.txt")
        paths[-1].write_bytes("".join(f"{line}\n" for line in lines).encode(_encoding(be)))
    return paths


def _encoding(be: int) -> str:
    if be <= 2555:
        return "cp874"
    return "utf-8-sig" if be == 2560 else "utf-8"


def _rows(register: pd.DataFrame, counts: list[Count], year: int) -> Iterator[Row]:
    """Tambons at their registration offices; of a town's amphoe one is the town's, one is split."""
    former = old_codes(register) if year <= RENAMED_UNTIL else {}
    towns = {a for k, a in enumerate(current(register)["amphoe_code"].unique())
             if k % TOWN_EVERY == 0}  # fmt: skip
    names = dict(zip(register["amphoe_code"], register["amphoe_th"], strict=True))
    for code, name, count in zip(current(register)["code"], current(register)["name_th"], counts,
                                 strict=True):  # fmt: skip
        amphoe = MOTHER_AMPHOE if code in former else code[:4]
        shown = former.get(code, code)
        town = f"{amphoe[:2]}{int(amphoe[2:]) + 50}"
        inside = _of_town(code, count, code[:4] in towns and code not in former)
        if year == BLANK_YEAR and code == f"{MOTHER_AMPHOE}02":
            inside = Count(0, 1, 1, male_blank=True)
        if inside.house:
            yield Row(town, f"ท้องถิ่นเทศบาลในอำเภอ{names[amphoe]}", shown, name, inside)
        outside = Count(
            count.male - inside.male, count.female - inside.female, count.house - inside.house
        )
        if outside.house:
            yield Row(amphoe, f"อำเภอ{names[amphoe]}", shown, name, outside)


def _of_town(code: str, count: Count, in_town: bool) -> Count:
    """The part of a tambon that a town's office registers."""
    share = {"01": 1.0, "02": TOWN_SHARE}.get(code[4:], 0.0) if in_town else 0.0
    return Count(round(count.male * share), round(count.female * share), round(count.house * share))


def _lines(be: int, rows: list[Row], register: pd.DataFrame) -> Iterator[str]:
    """Province row, then each office and its tambons, in code order."""
    head = f"{be % 100}12|{register['province_code'][0]}|{register['province_th'][0]}"
    whole = sum((r.count for r in rows), Count(0, 0, 0))
    yield f"{head}|0| |0| |0| |{whole.cells()}"
    for office in sorted({r.office for r in rows}):
        here = sorted((r for r in rows if r.office == office), key=lambda r: r.code)
        name = here[0].office_name
        total = sum((r.count for r in here), Count(0, 0, 0))
        yield f"{head}|{office}|{name}|0| |0| |{total.cells()}"
        for r in here:
            yield f"{head}|{office}|{name}|{r.code}|ตำบล{r.name}|0| |{r.count.cells()}"
