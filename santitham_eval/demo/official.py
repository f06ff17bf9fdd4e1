"""Village scores (กชช.2ค), poverty maps, and counts of persons without registration."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from santitham_eval import thai
from santitham_eval.demo.places import HEADER, Places
from santitham_eval.demo.population import persons_on
from santitham_eval.demo.sheets import write_table
from santitham_eval.simulate import Outcome, World

VILLAGE_YEARS = (2556, 2558, 2560, 2562, 2564)
VILLAGES = (5, 10)
"""Fewest and most administrative villages of a tambon."""
MAP_YEARS = (2553, 2560)
MAP_ERROR = 0.035
"""Standard error of a poverty map's headcount, as a share, at half of 6,000 persons."""
FOUND = 12.0
"""Mean persons without registration found in a tambon in a year."""


def write_villages(
    folder: Path, world: World, places: Places, strength: Outcome, rng: np.random.Generator
) -> list[Path]:
    """One table every two years; the scores of villages have their tambon's level for a mean."""
    counts = rng.integers(VILLAGES[0], VILLAGES[1] + 1, len(places.codes))
    sizes = [rng.dirichlet(np.full(n, 8.0)) for n in counts]
    paths = []
    for be in VILLAGE_YEARS:
        year = thai.to_ce(be)
        whole, level = persons_on(world, year), strength.at(year)
        rows = []
        for k, code in enumerate(places.codes):
            # 1 + Binomial(2, p) has the wanted mean and only the scores that there are.
            scores = 1 + rng.binomial(2, (level[k] - 1) / 2, counts[k])
            for moo, (size, score) in enumerate(zip(sizes[k], scores, strict=True), 1):
                persons = round(whole[k] * size)
                rows.append((be, f"{code}{moo:02d}", f"{persons:,}", score))
        encoding = "cp874" if be <= 2558 else "utf-8"
        header = ("ปี", "รหัสหมู่บ้าน", "จำนวนประชากร", "ความเข้มแข็งของชุมชน")
        paths.append(write_table(folder / f"nrd2c_{be}.csv", header, rows, encoding))
    return paths


def write_poverty(
    folder: Path, world: World, places: Places, poor: Outcome, rng: np.random.Generator
) -> list[Path]:
    """Two editions, in and outside municipalities; the newer one is a workbook."""
    towns = rng.random(len(places.codes)) < 0.35
    inside = np.where(towns, rng.uniform(0.2, 0.6, len(towns)), 0.0)
    header = ("รหัสตำบล", *HEADER, "ปี", "เขต", "สัดส่วนคนจน", "ค่าคลาดเคลื่อนมาตรฐาน", "ประชากร")
    paths = []
    for be in MAP_YEARS:
        year = thai.to_ce(be)
        persons, share = persons_on(world, year), poor.at(year)
        rows: list[tuple[object, ...]] = []
        for k, code in enumerate(places.codes):
            for zone, part in (("ในเขตเทศบาล", inside[k]), ("นอกเขตเทศบาล", 1 - inside[k])):
                if part == 0:
                    continue
                n = round(persons[k] * part)
                error = MAP_ERROR * np.sqrt(3_000 / n)
                head = np.clip(share[k] + rng.normal(0, error), 0.001, 0.999)
                rows.append((code, *places.names(k), be, zone, round(100 * float(head), 2),
                             round(100 * float(error), 2), n))  # fmt: skip
        name = f"poverty_map_{be}.{'xlsx' if be == MAP_YEARS[-1] else 'csv'}"
        paths.append(write_table(folder / name, header, rows, "utf-8-sig"))
    return paths


def write_unregistered(
    path: Path, places: Places, resolved: Outcome, rng: np.random.Generator
) -> Path:
    """Counts by fiscal year, names typed in several ways beside the codes."""
    rows = []
    for column, period in enumerate(resolved.periods):
        found = rng.poisson(FOUND, len(places.codes))
        helped = rng.binomial(found, resolved.value[:, column])
        for k, code in enumerate(places.codes):
            rows.append((thai.to_be(period.year), code, *places.names(k, k)[1:], found[k],
                         helped[k]))  # fmt: skip
    header = ("ปีงบประมาณ", "รหัสตำบล", *HEADER[1:], "พบ", "แก้ไขแล้ว")
    return write_table(path, header, rows, "utf-8-sig")
