"""Ours and other packages on the same data, timed in turn: part of ``make bench``.

The packages live in an environment of their own, made from `requirements-peers.lock` and thrown
away.  Each run is a process of its own on one core with one thread; the packages take turns, and
the median of each counts.  A ratio of times says nothing unless both found the same, so that is
looked at first.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from santitham_eval import text
from santitham_eval.batch.bench_peer_programs import (
    GROUP_TIME,
    HARNESS,
    OURS,
    POISSON,
    SYNTHETIC,
)
from santitham_eval.batch.progress import Progress

UNITS, MONTHS, QUARTERS = 290, 120, 40
ROUNDS = 5
AGREE = {"group-time": 1e-9, "synthetic": 1e-4, "poisson": 1e-6}
"""Largest relative difference of figures that are taken for the same.  Synthetic controls are
optima of which packages come more or less close."""

ONE_THREAD = {
    f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMBA", "RAYON")
} | {"POLARS_MAX_THREADS": "1"}

Found = dict[str, list[float]]


def measure_peers(lock: Path, folder: Path, progress: Progress, rounds: int = ROUNDS) -> None:
    """Time the three tasks beside the packages of a lock, and tell the ratios.

    Parameters
    ----------
    lock : Path
        Pinned and hashed requirements of the other packages.
    folder : Path
        Empty; environment and data are made in it.
    progress : Progress
    rounds : int
        Runs of each package.
    """
    python = _environment(lock, folder / "peers", progress)
    rng = np.random.default_rng(1)
    tasks = {
        "group-time": (GROUP_TIME, _panel(rng)),
        "synthetic": (SYNTHETIC, _factors(rng)),
        "poisson": (POISSON, _counts(rng)),
    }
    for task, (programs, data) in tasks.items():
        path = folder / f"{task}.npz"
        np.savez(path, y=data["y"], start=data["start"], cluster=data["cluster"])
        sides = {
            name: (program, Path(sys.executable) if name == OURS else python)
            for name, program in programs.items()
            if name == OURS or python is not None
        }
        compare(task, sides, path, progress, rounds)


def compare(
    task: str,
    sides: Mapping[str, tuple[str, Path | None]],
    data: Path,
    progress: Progress,
    rounds: int,
) -> dict[str, float]:
    """Processor seconds of each side of a task; told with ratios and whether they agree."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    found: dict[str, Found] = {}
    for _ in range(rounds):
        for name, (program, python) in sides.items():
            took, found[name] = _run(str(python), program, data)
            seconds[name].append(took)
    medians = {name: statistics.median(took) for name, took in seconds.items()}
    for name, took in medians.items():
        progress.say(
            text.BENCH_PEER.format(
                task=task, name=name, seconds=f"{took:.3f}", ratio=f"{took / medians[OURS]:.1f}",
                off=f"{difference(found[OURS], found[name]):.1e}", most=f"{AGREE[task]:.0e}",
            )
        )  # fmt: skip
    return medians


def difference(ours: Found, theirs: Found) -> float:
    """Largest relative difference of the figures that both have; NaN where they have none."""
    worst = 0.0 if ours.keys() & theirs.keys() else np.nan
    for name in ours.keys() & theirs.keys():
        both = min(len(ours[name]), len(theirs[name]))
        one, other = (np.array(side[name][:both]) for side in (ours, theirs))
        worst = max(worst, float(np.max(np.abs(one - other) / np.abs(one).clip(1e-300))))
    return worst


def _run(python: str, program: str, data: Path) -> tuple[float, Found]:
    """Seconds and figures of one run; where a program does a part, seconds of the whole."""
    done = subprocess.run(
        [python, "-c", HARNESS, str(data), program],
        capture_output=True, text=True, check=True, env={**os.environ, **ONE_THREAD},
    )  # fmt: skip
    told = json.loads(done.stdout.splitlines()[-1])
    times = told["found"].pop("times", 1.0)
    found = {k: v if isinstance(v, list) else [v] for k, v in told["found"].items()}
    return told["seconds"] * times, found


def _environment(
    lock: Path, folder: Path, progress: Progress, options: tuple[str, ...] = ()
) -> Path | None:
    """Python of an environment with the packages; None, told, where they cannot be had."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--require-hashes", *options, "-r", str(lock)],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode == 0:
        return python
    progress.say(text.BENCH_NO_PEERS.format(why=done.stderr.strip().splitlines()[-1]))
    return None


def _panel(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Half of the units never treated, the rest in eight cohorts; unit and period effects."""
    starts = np.linspace(0.4 * MONTHS, 0.8 * MONTHS, 8).astype(int)
    start = np.where(rng.random(UNITS) < 0.5, 0, rng.choice(starts, UNITS))
    y = rng.normal(size=(UNITS, 1)) + rng.normal(size=MONTHS) + rng.normal(size=(UNITS, MONTHS))
    return {"y": y, "start": start, "cluster": np.arange(UNITS)}


def _factors(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Three common factors and noise, in quarters."""
    load, course = rng.gamma(2.0, 1.0, (UNITS, 3)), 0.3 * rng.normal(size=(3, QUARTERS)).cumsum(1)
    y = 5 + load @ (course + np.array([[1], [2], [1]]))
    y += rng.normal(scale=0.3, size=y.shape)
    return {"y": y, "start": np.zeros(UNITS, int), "cluster": np.arange(UNITS)}


def _counts(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Events with units' and months' rates, a third treated in four yearly waves; 37 clusters."""
    start = np.where(rng.random(UNITS) < 0.65, 0, rng.choice([72, 84, 96, 108], UNITS))
    month = 0.2 * np.sin(np.arange(MONTHS) / 6) - np.arange(MONTHS) / 200
    y = rng.poisson(0.5 * np.exp(rng.normal(0, 0.8, (UNITS, 1)) + month)).astype(float)
    return {"y": y, "start": start, "cluster": np.arange(UNITS) // 8}
