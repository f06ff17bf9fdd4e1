"""The demo's raw files, put in place without touching an evaluator's own."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from santitham_eval import store, text
from santitham_eval.batch.progress import Progress
from santitham_eval.errors import Problem, StudyError

REGISTRY = "registry.csv"


def write(folder: Path, progress: Progress, *, force: bool = False) -> None:
    """Write the demo into a raw folder.

    Raises
    ------
    StudyError
        Naming each file there that is in the way and is not the demo's; `force` replaces them.
    """
    from santitham_eval.demo import write_demo

    unknown = [] if force else _unknown(folder)
    if unknown:  # are they in the way?
        with tempfile.TemporaryDirectory(prefix="santitham-") as scratch:
            made = {path.relative_to(scratch) for path in write_demo(Path(scratch))}
        problems = [
            Problem(name.as_posix(), store.sha256(folder / name)[:12], text.WANT_DEMO_FILE)
            for name in unknown
            if name in made
        ]
        if problems:
            raise StudyError(problems)
    write_demo(folder)
    progress.say(text.BATCH_DEMO.format(path=folder.as_posix()))


def _unknown(folder: Path) -> list[Path]:
    """Files whose bytes the folder's registry does not hold."""
    noted = _registered(folder / REGISTRY)
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [
        name
        for name in names
        if name.as_posix() != REGISTRY and store.sha256(folder / name) != noted.get(name.as_posix())
    ]


def _registered(registry: Path) -> dict[str, str]:
    """File names and sha256 of a registry; empty where there is none."""
    if not registry.is_file():
        return {}
    with registry.open(encoding="utf-8", newline="") as stream:
        return {row["file"]: row["sha256"] for row in csv.DictReader(stream)}
