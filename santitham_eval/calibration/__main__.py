"""Run the factorial: ``python -m santitham_eval.calibration --out docs/calibration.csv``.

Cell by cell, and the table and the page beside it are written after each: a run that is stopped
goes on where it was.  A
cell whose rows carry the same design, seed, replications and method is not run again.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval.calibration.cells import CELLS, SEED, Cell
from santitham_eval.calibration.measure import replicate
from santitham_eval.calibration.page import MARK, page
from santitham_eval.calibration.table import COLUMNS, KEYS, MEASURES, rows_of

REPLICATIONS = 500

CHECKED = 100
"""Replications in which the checks of every tambon are made too: they cost as much as the rest."""


PACKAGE = Path(__file__).parents[1]
METHOD = (
    "sample/*.py", "smallarea/scatter.py", "smallarea/splits.py", "smallarea/pooling.py",
    "estimators/_expected.py", "estimators/_ratio.py", "estimators/_difference.py",
    "estimators/comparative.py", "estimators/pooled.py", "estimators/programme/_poisson.py",
    "estimators/programme/clusters.py", "estimators/programme/imputation.py",
    "estimators/programme/poisson.py", "estimators/programme/*risk_sets.py",
    "estimators/programme/_chance.py", "estimators/programme/by_year.py",
    "programme/persistence.py", "programme/trends.py",
    "estimators/programme/staggered.py", "estimators/programme/years.py", "judging.py",
    "checks/placebos.py", "checks/drifts.py", "simulate/*.py", "calibration/cells.py",
    "calibration/measure.py",
    "calibration/oracles.py", "calibration/table.py", "calibration/tambons.py",
    "calibration/worlds.py",
)  # fmt: skip
"""Files that a figure rests on: the method, what is simulated, and how it is measured."""


def method_hash() -> str:
    """First digits of the SHA-256 of the files in `METHOD`, in order of their names."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in METHOD for path in PACKAGE.glob(pattern)}):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def seeds_of(cell: Cell, replications: int) -> list[np.random.SeedSequence]:
    """Seed of each replication; more of them begin with the same."""
    return np.random.SeedSequence(SEED, spawn_key=(cell.number,)).spawn(replications)


def run(cell: Cell, replications: int, workers: int) -> pd.DataFrame:
    """Rows of one cell, as they are written: to six digits."""
    seeds = seeds_of(cell, replications)
    with ProcessPoolExecutor(workers) as pool:
        checked = [number < CHECKED for number in range(replications)]
        found = list(pool.map(partial(replicate, cell), seeds, checked, chunksize=10))
    return written(rows_of(cell, found, method_hash()))


def written(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows as text, the way they stand in the file."""
    text = rows.astype(object).where(rows.notna(), "")
    return text.map(lambda value: f"{value:.6g}" if isinstance(value, float) else str(value))


def read(path: Path) -> pd.DataFrame:
    """The table as text; without rows where there is no file."""
    if not path.exists():
        return pd.DataFrame(columns=COLUMNS, dtype=str)
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def figures(table: pd.DataFrame) -> pd.DataFrame:
    """The table with numbers as numbers."""
    numbers = ["replications", "seed", *MEASURES]
    return table.assign(**{name: pd.to_numeric(table[name]) for name in numbers})


def show(table: Path) -> None:
    """Write the tables of the page beside a table anew, below what is written there by hand."""
    path = table.with_suffix(".md")
    above = path.read_text("utf-8").split(MARK)[0] if path.exists() else ""
    path.write_text(above + page(figures(read(table))), "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the cells asked for, those that are not there yet."""
    parser = argparse.ArgumentParser(prog="python -m santitham_eval.calibration")
    parser.add_argument("--out", type=Path, default=Path("docs/calibration.csv"))
    parser.add_argument("--cells", nargs="*", choices=list(CELLS), default=list(CELLS))
    parser.add_argument("--replications", type=int, default=REPLICATIONS)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args(arguments)
    if not read(chosen.out).empty:
        show(chosen.out)
    order = {name: place for place, name in enumerate(CELLS)}
    for cell in (CELLS[name] for name in chosen.cells):
        table = read(chosen.out)
        made = [cell.name, cell.design, str(SEED), str(chosen.replications), method_hash()]
        if made in table[KEYS].to_numpy().tolist():
            print(f"{cell.name}: there already", flush=True)
            continue
        rows = run(cell, chosen.replications, chosen.workers)
        table = pd.concat([table[table["cell"] != cell.name], rows], ignore_index=True)
        table = table.sort_values("cell", key=lambda names: names.map(order), kind="stable")
        table.to_csv(chosen.out, index=False, lineterminator="\n")
        show(chosen.out)
        print(f"{cell.name}: {cell.design}", flush=True)


if __name__ == "__main__":
    main()
