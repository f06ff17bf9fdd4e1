"""The evaluator's own survey of trust in officials: sixty tambons, twenty respondents a year."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from santitham_eval import thai
from santitham_eval.demo.places import Places
from santitham_eval.demo.sheets import write_table
from santitham_eval.simulate import IntArray, Outcome, World

TREATED, OTHERS = 30, 30
STRATA = ("ในเขต", "นอกเขต")
VILLAGES, RESPONDENTS = 2, 5
"""Villages of each stratum in a tambon, and respondents of each village."""
VILLAGE_SPREAD = 0.15
SILENT = 0.04
HEADER = ("วันที่สำรวจ", "รหัสตำบล", "หมู่บ้าน", "ชั้นภูมิ", "น้ำหนัก", "ความเชื่อมั่นต่อเจ้าหน้าที่", "ผู้ตอบ")


def surveyed(world: World, rng: np.random.Generator) -> IntArray:
    """Rows of the world that are surveyed: as many in the programme as never in it."""
    treated = world.start < len(world.periods)
    chosen = [rng.choice(np.flatnonzero(part), count, replace=False)
              for part, count in ((treated, TREATED), (~treated, OTHERS))]  # fmt: skip
    return np.sort(np.concatenate(chosen))


def write_survey(
    folder: Path, world: World, places: Places, trust: Outcome, rng: np.random.Generator
) -> list[Path]:
    """One file a fiscal year; answers 1 to 5 whose mean is the tambon's level."""
    chosen = surveyed(world, rng)
    weights = rng.uniform(0.6, 1.8, (len(chosen), len(STRATA)))
    paths = []
    for column, period in enumerate(trust.periods):
        be = thai.to_be(period.year)
        rows: list[tuple[object, ...]] = []
        for k, at in enumerate(chosen):
            for psu in range(len(STRATA) * VILLAGES):
                stratum = psu // VILLAGES
                mean = np.clip(trust.value[at, column] + rng.normal(0, VILLAGE_SPREAD), 1, 5)
                answers = 1 + rng.binomial(4, (mean - 1) / 4, RESPONDENTS)
                for number, answer in enumerate(answers, 1):
                    month, day = int(rng.integers(2, 4)), int(rng.integers(1, 29))
                    rows.append((
                        _date(day, month, be), places.codes[at], f"ม.{psu + 1}",
                        STRATA[stratum], f"{weights[k, stratum]:.3f}",
                        "" if rng.random() < SILENT else answer, f"สมมุติ {number}",
                    ))  # fmt: skip
        encoding = "cp874" if be <= 2561 else "utf-8"
        paths.append(write_table(folder / f"survey_{be}.csv", HEADER, rows, encoding))
    return paths


def _date(day: int, month: int, be: int) -> str:
    if be % 2:
        return f"{be}-{month:02d}-{day:02d}"
    return f"{day} {thai.ABBREVIATIONS[month - 1]} {be}"
