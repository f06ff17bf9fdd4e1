"""Yearly household survey (จปฐ.) by item, the price index, and TPMAP's target poor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from santitham_eval import thai
from santitham_eval.demo.places import HEADER, Places
from santitham_eval.demo.population import persons_on
from santitham_eval.demo.sheets import Row, write_table
from santitham_eval.simulate import FloatArray, IntArray, Outcome, World

YEARS = range(2556, 2566)
_ITEMS = ("SAF7", "LIV3", "LIV1", "LIV4", "elderly", "disabled", "SOC1")
EDITIONS = {
    2556: dict(zip(_ITEMS, (14, 21, 23, 24, 28, 29, 30), strict=True)),
    2560: dict(zip(_ITEMS, (14, 20, 22, 23, 27, 28, 30), strict=True)),
    2565: dict(zip(_ITEMS, (16, 24, 27, 28, 32, 33, 36), strict=True)),
}
"""Item numbers; those of 2565 are made up, since the study file must state them."""
ELIGIBLE = {"LIV3": 0.60, "elderly": 0.14, "disabled": 0.03}
"""Share of persons that an item asks about; the other items ask about households."""
COVERED = 0.85  # of registered persons
HOUSEHOLD = 3.8  # persons
INCOME_SPREAD = 30_000.0  # baht between persons of a tambon
NOT_SURVEYED = 0.005  # of tambons, in a year
PRICES = (97.0, 98.8, 97.9, 98.1, 98.8, 99.8, 100.5, 99.7, 100.9, 107.0)
"""A made-up index of 2556-2565."""
TPMAP = {2560: 2560, 2561: 2561, 2562: 2562, 2565: 2564, 2566: 2565}
"""Year on the label to year of the survey."""
DIMENSIONS = ("health", "living", "education", "income", "access")
_PAGE = (2561,)  # years whose table is a web page named .xls, by names alone
_COUNTS = ("จำนวนสำรวจ", "ผ่านเกณฑ์", "ร้อยละผ่าน", "ไม่ผ่านเกณฑ์", "จำนวนคน", "รายได้เฉลี่ยต่อคนต่อปี")


def write_bmn(
    folder: Path,
    world: World,
    places: Places,
    outcomes: Mapping[str, Outcome],
    rng: np.random.Generator,
) -> list[Path]:
    """One table a year, with rows of subtotals, each year as another office sends it."""
    paths = []
    for be in YEARS:
        rows = list(_bmn_rows(be, world, places, outcomes, rng))
        page = be in _PAGE
        header = [*(() if page else ("รหัสตำบล",)), *HEADER, "ปี", "ข้อที่", *_COUNTS]
        if page:
            rows = [row[1:] for row in rows]
        if be == YEARS[0]:
            rows = [[thai.thai_digits(str(cell)) for cell in row] for row in rows]
        encoding = "cp874" if be <= 2562 else "utf-8-sig" if be == 2563 else "utf-8"
        name = f"bmn_{be}.{'xls' if page else 'csv'}"
        paths.append(write_table(folder / name, header, rows, encoding))
    return paths


def write_prices(path: Path) -> Path:
    """The price index that puts incomes into the prices of one year."""
    return write_table(path, ("ปี", "ดัชนีราคาผู้บริโภค"), zip(YEARS, PRICES, strict=True))


def write_tpmap(
    folder: Path,
    world: World,
    places: Places,
    outcomes: Mapping[str, Outcome],
    rng: np.random.Generator,
) -> list[Path]:
    """One table a label year; 2562 by names alone, some of them doubtful."""
    heads = ("ปี", "จำนวนสำรวจ", "คนจนเป้าหมาย", "สุขภาพ", "ความเป็นอยู่", "การศึกษา", "รายได้",
             "การเข้าถึงบริการรัฐ")  # fmt: skip
    paths = []
    for label, survey in TPMAP.items():
        year = thai.to_ce(survey)
        surveyed = np.round(persons_on(world, year) * COVERED).astype(int)
        share = outcomes["VUL1"].at(year)
        poor = rng.binomial(surveyed, share)
        parts = [
            rng.binomial(poor, np.minimum(outcomes[f"VUL2.{d}"].at(year) / share, 1.0))
            for d in DIMENSIONS
        ]
        named = label == 2562
        rows = [
            (*(places.names(k, k, doubt=True) if named else (code,)), label,
             f"{surveyed[k]:,}", poor[k], *(part[k] for part in parts))
            for k, code in enumerate(places.codes)
        ]  # fmt: skip
        header = (*(HEADER if named else ("รหัสตำบล",)), *heads)
        name = f"tpmap_{label}.{'xls' if named else 'csv'}"
        paths.append(write_table(folder / name, header, rows))
    return paths


def _bmn_rows(
    be: int,
    world: World,
    places: Places,
    outcomes: Mapping[str, Outcome],
    rng: np.random.Generator,
) -> Iterator[list[object]]:
    year = thai.to_ce(be)
    numbers = EDITIONS[max(first for first in EDITIONS if first <= be)]
    persons = np.round(persons_on(world, year) * COVERED)
    done = rng.random(len(persons)) >= NOT_SURVEYED
    baht = outcomes["LIV2"].at(year) * PRICES[be - YEARS[0]] / PRICES[-1]
    baht = np.round(baht + rng.normal(0, INCOME_SPREAD / np.sqrt(persons)), 2)
    for item, number in numbers.items():
        asked = np.round(persons * ELIGIBLE.get(item, 1 / HOUSEHOLD)).astype(int)
        share = outcomes[item if item in outcomes else "VUL5"].at(year)
        passed = rng.binomial(asked, 1 - share if item == "LIV1" else share)
        income = (persons, baht) if item == "LIV1" else None
        for province, amphoe, members in places.amphoes:
            inside = [k for k in members if done[k]]
            for k in inside:
                place = (places.codes[k], *places.names(k))
                yield [*place, be, number, *_figures(asked, passed, income, [k])]
            if inside:
                total = ("", province, amphoe, "รวม", be, number)
                yield [*total, *_figures(asked, passed, income, inside)]


def _figures(
    asked: IntArray,
    passed: IntArray,
    income: tuple[FloatArray, FloatArray] | None,
    members: list[int],
) -> Row:
    """Counts and share of some tambons together, and their income where the item asks it."""
    n, good = int(asked[members].sum()), int(passed[members].sum())
    counts = (f"{n:,}", f"{good:,}", f"{100 * good / n:.2f}" if n else "", f"{n - good:,}")
    if income is None:
        return (*counts, "", "")
    persons, baht = (values[members] for values in income)
    return (*counts, f"{persons.sum():,.0f}", f"{np.average(baht, weights=persons):,.2f}")
