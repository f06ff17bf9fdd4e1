"""What reading a national event file costs, beside pandas' own reading of the same columns.

Each is measured in a process of its own, the two in turn, and the best of each counts: other
programs on the machine can only make either slower.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from itertools import islice
from pathlib import Path

from santitham_eval import text
from santitham_eval.batch.progress import Progress
from santitham_eval.sources.ucdp_ged import COLUMNS, THAILAND

ROWS = 350_000
BYTES = 250_000_000
TIMES = 3
_MEMORY = """
import resource
scale = 1 if sys.platform == "darwin" else 1024
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale)
"""
_PANDAS = """
import sys, time
import pandas as pd
columns = sys.argv[2].split(",")
began = time.perf_counter()
pd.read_csv(sys.argv[1], usecols=columns)
seconds = time.perf_counter() - began
"""
_OURS = """
import sys, time
from pathlib import Path
from santitham_eval.sources.ucdp_ged import read_files
path = Path(sys.argv[1])
began = time.perf_counter()
read_files([path], lambda p: p.name)
seconds = time.perf_counter() - began
"""


def measure_reading(sample: Path, folder: Path, progress: Progress) -> None:
    """Time the reading of a file of `ROWS` events in Thailand and `BYTES`, and tell it.

    Parameters
    ----------
    sample : Path
        A GED file whose rows are repeated, each time under new numbers.
    folder : Path
        Where the file is made.
    """
    path = folder / "ged.csv"
    national_file(sample, path)
    runs = [(_run(_PANDAS, path), _run(_OURS, path)) for _ in range(TIMES)]
    pandas, ours = (min(run[side][0] for run in runs) for side in (0, 1))
    peak = max(run[1][1] for run in runs)
    progress.say(
        text.BENCH_READING.format(
            rows=f"{ROWS:,}", megabytes=f"{path.stat().st_size / 1e6:.0f}", ours=f"{ours:.2f}",
            pandas=f"{pandas:.2f}", ratio=f"{ours / pandas:.2f}", peak=f"{peak / 1e6:.0f}",
        )
    )  # fmt: skip


def national_file(sample: Path, path: Path, rows: int = ROWS, size: int = BYTES) -> None:
    """Write a GED file of so many rows and about so many bytes, all of events in Thailand."""
    with sample.open(encoding="utf-8", newline="") as stream:
        header, *known = csv.reader(stream)
    at = {name: header.index(name) for name in ("id", "country_id", "source_article")}
    short = size // rows - sum(len(",".join(row).encode()) for row in known) // len(known)
    with path.open("w", encoding="utf-8", newline="") as stream:
        written = csv.writer(stream, lineterminator="\n")
        written.writerow(header)
        for number in range(rows):
            row = list(known[number % len(known)])
            row[at["id"]], row[at["country_id"]] = str(number + 1), str(THAILAND)
            row[at["source_article"]] += ' "The Paper, a day"' * max(0, short // 20)
            written.writerow(row)


def _run(program: str, path: Path) -> tuple[float, float]:
    """Seconds and peak memory in bytes of a program that reads the file."""
    done = subprocess.run(
        [sys.executable, "-c", program + _MEMORY, str(path), ",".join(COLUMNS)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, peak = islice(map(float, done.stdout.split()), 2)
    return seconds, peak
