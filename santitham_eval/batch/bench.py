"""What each step of the study costs, measured on a copy of the demo: ``make bench``.

Wall seconds on a machine that may be busy with other things, so read the ratios.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from santitham_eval import store, text
from santitham_eval.batch import inputs, steps
from santitham_eval.batch.bench_growth import measure_growth
from santitham_eval.batch.bench_nation import measure_nation
from santitham_eval.batch.bench_pages import measure_pages
from santitham_eval.batch.bench_peers import measure_peers
from santitham_eval.batch.bench_reading import measure_reading
from santitham_eval.batch.bench_reports import measure_reports
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.site import site
from santitham_eval.sources import files
from santitham_eval.study import Study, load_study

TAMBONS = 6


def measure(study: Study, progress: Progress, tambons: int = TAMBONS) -> None:
    """Time every step from nothing, then again with nothing changed."""
    quiet = Progress(quiet=True)

    def timed(name: str, step: Callable[[], object]) -> float:
        began = time.perf_counter()
        step()
        seconds = time.perf_counter() - began
        progress.say(text.BENCH_LINE.format(name=name, seconds=f"{seconds:.2f}"))
        return seconds

    def report(jobs: int, force: bool) -> Callable[[], object]:
        return lambda: steps.report(study, quiet, tambons=codes, jobs=jobs, force=force)

    first = timed("build", lambda: steps.build(study, quiet))
    again = timed("build, unchanged", lambda: steps.build(study, quiet))
    timed("estimate", lambda: steps.estimate(study, quiet))
    codes = sorted(store.read(study.processed(), "roster")["tambon"])[:tambons]
    one = timed(f"report x {len(codes)}, --jobs 1", report(1, force=True))
    two = timed(f"report x {len(codes)}, --jobs 2", report(2, force=True))
    timed(f"report x {len(codes)}, unchanged", report(1, force=False))
    timed("site", lambda: site(study, quiet))
    progress.say(
        text.BENCH_RATIOS.format(
            same=f"{first / again:.0f}", jobs=f"{one / two:.2f}", each=f"{two / len(codes):.2f}"
        )
    )


def main() -> None:
    """Copy the demo's inputs into an empty folder and measure there."""
    root = inputs.PACKAGE.parent
    with tempfile.TemporaryDirectory(prefix="santitham-") as scratch:
        folder = Path(scratch)
        shutil.copy(root / "study.toml", folder)
        shutil.copytree(root / "data" / "raw", folder / "data" / "raw")
        study = load_study(folder / "study.toml")
        measure(study, Progress())
        measure_reports(study, folder / "others", Progress())
        measure_pages(study, Progress())
        ged = next(s for s in study.sources.values() if s.format == "ucdp-ged")
        measure_reading(files(study, ged)[0], folder, Progress())
        measure_nation(folder / "nation", Progress())
        measure_growth(Progress())
        measure_peers(root / "requirements-peers.lock", folder, Progress())


if __name__ == "__main__":
    main()
