"""All raw files of the demo study, written whole or not at all."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import store, text, thai
from santitham_eval.demo.acled import write_acled
from santitham_eval.demo.ages import write_ages
from santitham_eval.demo.ged import write_ged
from santitham_eval.demo.households import write_bmn, write_prices, write_tpmap
from santitham_eval.demo.incidents import draw_incidents, write_incidents
from santitham_eval.demo.land import Land, make_land, write_boundaries
from santitham_eval.demo.lessons import write_lessons
from santitham_eval.demo.lights import write_lights
from santitham_eval.demo.names import COLUMNS, current, register_of
from santitham_eval.demo.official import write_poverty, write_unregistered, write_villages
from santitham_eval.demo.places import Places, places_of, write_decisions
from santitham_eval.demo.population import write_population
from santitham_eval.demo.reports import (
    councils,
    write_activities,
    write_completeness,
    write_meetings,
    write_monthly,
    write_results,
)
from santitham_eval.demo.survey import write_survey
from santitham_eval.simulate import DEMO, Outcome, World, draw_outcomes, roster_of, simulate

SEED = 2562
"""Seed of the demo study, also in its study file."""
DOSES = (300_000, 1_000_000)
"""Budget of a tambon, baht: the programme's two tiers."""
LICENCE = "CC0-1.0"
_FORMATS = {
    "register.csv": "tambon-register", "roster.csv": "roster", "population": "dopa-population",
    "boundaries": "cod-ab", "incidents": "incident-list", "ged": "ucdp-ged",
    "name_decisions.csv": "name-decisions", "bmn": "bmn", "price_index.csv": "price-index",
    "tpmap": "tpmap", "nrd2c": "nrd2c", "poverty": "nso-poverty",
    "unregistered.csv": "unregistered", "survey": "survey", "lights": "night-lights",
    "acled": "acled", "population_age": "dopa-age", "activities": "ereport-activities",
    "completeness": "ereport-completeness", "monthly": "ereport-monthly",
    "meetings": "ereport-meetings", "results": "ereport-results",
    "lessons": "lessons",
}  # fmt: skip
"""Format of each file or folder of the raw folder; the folders of e-report stand in one."""
_OLDER, _NEWER = 7, 12
"""Streams of the files of the first demo, and of those that came later, in that order."""


def demo_world() -> World:
    """The world behind the demo study: the same at every call."""
    return simulate(DEMO, np.random.default_rng(SEED))


def demo_outcomes() -> dict[str, Outcome]:
    """Every outcome of the demo but incidents: the same at every call."""
    return draw_outcomes(demo_world(), _streams()[_OLDER])


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
    names, map_, people, events, lists, press, doses = _streams()[:_OLDER]
    world = demo_world()
    register = register_of(world, names)
    land = make_land(world, map_)
    incidents = draw_incidents(world, land, events)
    roster = _draw_roster(world, doses)
    files = [
        _write_csv(folder / "register.csv", COLUMNS, register.itertuples(index=False)),
        _write_roster(folder / "roster.csv", register, roster),
        *write_boundaries(folder / "boundaries", register, land),
        *write_population(folder / "population", world, register, people),
        *write_incidents(folder / "incidents", incidents, register, lists),
        write_ged(folder / "ged" / "ged_simulated.csv", incidents, register, land, press),
        *_write_outcomes(folder, Drawn(world, register, land, incidents, roster)),
    ]
    return [*files, _write_registry(folder / "registry.csv", folder, sorted(files))]


@dataclass(frozen=True)
class Drawn:
    """What the files of the first demo hold, which the others must fit."""

    world: World
    register: pd.DataFrame
    land: Land
    incidents: pd.DataFrame
    roster: pd.DataFrame


def _write_outcomes(folder: Path, drawn: Drawn) -> list[Path]:
    """Files of every outcome but incidents, each from a stream of its own."""
    outcomes = demo_outcomes()
    world, land = drawn.world, drawn.land
    places = places_of(world, drawn.register)
    _, homes, poor, moo, maps, status, trust, dark, far, ages, mails, said = _streams()[_OLDER:]
    return [
        write_decisions(folder / "name_decisions.csv", places),
        *write_bmn(folder / "bmn", world, places, outcomes, homes),
        write_prices(folder / "price_index.csv"),
        *write_tpmap(folder / "tpmap", world, places, outcomes, poor),
        *write_villages(folder / "nrd2c", world, places, outcomes["STR4"], moo),
        *write_poverty(folder / "poverty", world, places, outcomes["VUL3"], maps),
        write_unregistered(folder / "unregistered.csv", places, outcomes["VUL4"], status),
        *write_survey(folder / "survey", world, places, outcomes["SOC3"], trust),
        *write_lights(folder / "lights", land, outcomes["LIV6"], dark),
        *write_acled(folder / "acled", drawn.incidents, drawn.register, land, far),
        *write_ages(folder / "population_age", world, places, ages),
        *_write_reports(folder / "ereport", drawn, places, outcomes, mails),
        *write_lessons(folder / "lessons", world, places, said),
    ]


def _write_reports(
    folder: Path,
    drawn: Drawn,
    places: Places,
    outcomes: dict[str, Outcome],
    rng: np.random.Generator,
) -> list[Path]:
    listed, complete, monthly, meetings, results = rng.spawn(5)
    world = drawn.world
    some = councils(world, dict(zip(drawn.roster["tambon"], drawn.roster["dose"], strict=True)))
    return [
        *write_activities(folder / "activities", some, places, drawn.land, listed),
        *write_completeness(
            folder / "completeness", some, world, places, outcomes["STR2"], complete
        ),
        *write_monthly(folder / "monthly", some, world, places, outcomes["ADM1"], monthly),
        *write_meetings(folder / "meetings", some, world, places, outcomes, meetings),
        *write_results(folder / "results", some, places, outcomes, results),
    ]


def _streams() -> list[np.random.Generator]:
    """Every file's own stream, always from the beginning; later files take later streams."""
    return np.random.default_rng(SEED).spawn(_OLDER + _NEWER)


def _draw_roster(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Roster with each start's spelling and each budget."""
    roster = roster_of(world)
    spelling = rng.integers(0, len(_SPELLINGS), len(roster))
    return roster.assign(spelling=spelling, dose=rng.choice(DOSES, len(roster), p=(0.7, 0.3)))


def _write_roster(path: Path, register: pd.DataFrame, roster: pd.DataFrame) -> Path:
    """Roster with starts as officials write them, each in another way."""
    names = current(register).set_index("code")["name_th"]
    columns = (roster[key] for key in ("tambon", "start", "spelling", "dose"))
    rows = [
        (code, f"ตำบล{names[code]}", _start(start, _SPELLINGS[k]), dose)
        for code, start, k, dose in zip(*columns, strict=True)
    ]
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
        kind = _FORMATS[name.parts[1 if name.parts[0] == "ereport" else 0]]
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
