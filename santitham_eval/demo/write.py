"""All raw files of the demo study, written whole or not at all."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import store, text, thai
from santitham_eval.demo.ged import write_ged
from santitham_eval.demo.incidents import draw_incidents, write_incidents
from santitham_eval.demo.land import make_land, write_boundaries
from santitham_eval.demo.names import COLUMNS, current, register_of
from santitham_eval.demo.population import write_population
from santitham_eval.simulate import DEMO, World, roster_of, simulate

SEED = 2562
"""Seed of the demo study, also in its study file."""
DOSES = (300_000, 1_000_000)
"""Budget of a tambon, baht: the programme's two tiers."""
LICENCE = "CC0-1.0"
_FORMATS = {
    "register.csv": "tambon-register", "roster.csv": "roster", "population": "dopa-population",
    "boundaries": "cod-ab", "incidents": "incident-list", "ged": "ucdp-ged",
}  # fmt: skip


def demo_world() -> World:
    """The world behind the demo study: the same at every call."""
    return simulate(DEMO, np.random.default_rng(SEED))


def known_effects() -> pd.DataFrame:
    """What the programme truly did in the demo; no raw file tells it.

    Returns
    -------
    DataFrame
        tambon, start (Period[M]), rate_ratio (of incidents, and of deaths alike; 1 is no
        effect); one row per tambon in the programme.
    """
    world = demo_world()
    truth = pd.Series(world.effect, index=world.tambon)
    roster = roster_of(world)
    return roster[["tambon", "start"]].assign(rate_ratio=truth[roster["tambon"]].to_numpy())


def write_demo(folder: Path) -> list[Path]:
    """Write the demo's raw files, and the registry of them.

    Files of the same names are replaced once all new ones are whole; others are left alone.

    Parameters
    ----------
    folder : Path
        Created if it is not there.

    Returns
    -------
    list of Path
        The files, sorted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".demo-") as partial:
        made = _write_all(Path(partial))
        written = [folder / path.relative_to(partial) for path in made]
        for source, target in zip(made, written, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    return sorted(written)


def _write_all(folder: Path) -> list[Path]:
    # A stream of its own for each file: one file's changes leave the others as they are.
    names, map_, people, events, lists, press, doses = np.random.default_rng(SEED).spawn(7)
    world = demo_world()
    register = register_of(world, names)
    land = make_land(world, map_)
    incidents = draw_incidents(world, land, events)
    files = [
        _write_csv(folder / "register.csv", COLUMNS, register.itertuples(index=False)),
        _write_roster(folder / "roster.csv", world, register, doses),
        *write_boundaries(folder / "boundaries", register, land),
        *write_population(folder / "population", world, register, people),
        *write_incidents(folder / "incidents", incidents, register, lists),
        write_ged(folder / "ged" / "ged_simulated.csv", incidents, register, land, press),
    ]
    return [*files, _write_registry(folder / "registry.csv", folder, sorted(files))]


def _write_roster(
    path: Path, world: World, register: pd.DataFrame, rng: np.random.Generator
) -> Path:
    """Roster with starts as officials write them, each in another way."""
    names = current(register).set_index("code")["name_th"]
    roster = roster_of(world)
    spelling = rng.integers(0, len(_SPELLINGS), len(roster))
    doses = rng.choice(DOSES, len(roster), p=(0.7, 0.3))
    rows = [
        (code, f"ตำบล{names[code]}", _start(start, _SPELLINGS[k]), dose)
        for code, start, k, dose in zip(roster["tambon"], roster["start"], spelling, doses,
                                        strict=True)
    ]  # fmt: skip
    return _write_csv(path, ("code", "name_th", "start", "dose"), rows, encoding="utf-8-sig")


_SPELLINGS = (
    "1 {month} {be}", "{be}-{m:02d}-01", "ปีงบประมาณ {fiscal}", "1 {short} {be}", "01/{m:02d}/{be}",
    "{month} {be}",
)  # fmt: skip


def _start(start: pd.Period, spelling: str) -> str:
    return spelling.format(
        m=start.month,
        be=thai.to_be(start.year),
        fiscal=thai.fiscal_year(start.year, start.month),
        month=thai.MONTHS[start.month - 1],
        short=thai.ABBREVIATIONS[start.month - 1],
    )


def _write_registry(path: Path, folder: Path, files: Sequence[Path]) -> Path:
    rows = []
    for file in files:
        name = file.relative_to(folder)
        kind = _FORMATS[name.parts[0]]
        source, note = text.DEMO_SOURCE.both(), text.DEMO_NOTES[kind].both()
        rows.append((name.as_posix(), store.sha256(file), kind, source, LICENCE, note))
    header = ("file", "sha256", "format", "source", "licence", "note")
    return _write_csv(path, header, rows)


def _write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], encoding: str = "utf-8"
) -> Path:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path
