"""Registered population by age, as the Department of Provincial Administration publishes it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from santitham_eval import thai
from santitham_eval.demo.places import Places
from santitham_eval.demo.population import persons_on
from santitham_eval.simulate import PROVINCE, IntArray, World

YEARS = (2560, 2565)
OLDEST = 101
"""Columns run from age 0 to 100, and one for those above."""
BESIDE = ("XLUNAR", "XHOUSE", "OTHER_NAT", "MOVE")
"""Beside the ages: unknown lunar birth dates, central register, non-Thai, between addresses."""
_SHARES = (0.0005, 0.004, 0.012, 0.001)
HEADER = (
    "YYMM", "CC", "CC_DESC", "RCODE", "RCODE_DESC", "CCAATT", "CCAATT_DESC", "CCAATTMM",
    "CCAATTMM_DESC",
    *(f"{sex}{age}" for age in range(OLDEST + 1) for sex in ("MALE", "FEMALE")),
    *(f"{sex}_{kind}" for kind in BESIDE for sex in ("MALE", "FEMALE")),
)  # fmt: skip


def write_ages(folder: Path, world: World, places: Places, rng: np.random.Generator) -> list[Path]:
    """One file for some years; a tambon's ages and the groups beside them add up to its people."""
    ages = np.arange(OLDEST + 1)
    shape = np.exp(-ages / 60) * (ages < 85) + 0.02 * (ages >= 85) * np.exp(-(ages - 85) / 5)
    shares = np.concatenate([np.repeat(shape, 2), np.repeat(_SHARES, 2) * shape.sum() * 2])
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for be in YEARS:
        persons = np.round(persons_on(world, thai.to_ce(be))).astype(int)
        counts = rng.multinomial(persons, shares / shares.sum())
        lines = ["|".join((*HEADER, ""))]
        head = (f"{be % 100}12", PROVINCE, places.amphoes[0][0])
        lines.append(_line((*head, "0", "", "0", "", "0", ""), counts.sum(axis=0)))
        for _, amphoe, members in places.amphoes:
            office = (places.codes[members[0]][:4], f"อำเภอ{amphoe}")
            lines.append(_line((*head, *office, "0", "", "0", ""), counts[members].sum(axis=0)))
            for k in members:
                tambon = (places.codes[k], f"ตำบล{places.names(k)[2]}", "0", "")
                lines.append(_line((*head, *office, *tambon), counts[k]))
        paths.append(folder / f"stat_age{be % 100}.txt")
        encoding = "cp874" if be <= 2560 else "utf-8"
        paths[-1].write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return paths


def _line(place: tuple[str, ...], counts: IntArray) -> str:
    return "|".join((*place, *(f"{n:,}" for n in counts), ""))
