"""Folders that appear only when they are whole, and what a run that was killed leaves behind."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError

WORK = ".work"
_PARTIAL = re.compile(r"\..+\.\d+")  # how this library names what is not yet whole


@contextmanager
def at_work(reports: Path) -> Iterator[Path]:
    """Give a folder for what is not yet done, to one run at a time; see `alone`."""
    with alone(reports):
        scratch = reports / WORK
        remove(scratch)
        scratch.mkdir()
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one run at a time write below a folder, and first remove what was left half-written.

    Parameters
    ----------
    folder : Path
        Created if it is not there.

    Raises
    ------
    StudyError
        Another run is at work there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        _sweep(folder)
        yield


@contextmanager
def temporary(prefix: str) -> Iterator[Path]:
    """A folder where the system keeps such; those of processes that were killed are removed."""
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with suppress(OSError, StudyError), _locked(left):
            shutil.rmtree(left)
    made = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
    with made as folder, _locked(Path(folder)):
        yield Path(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder; the hold ends with this process, however it ends, and leaves no file."""
    try:
        import fcntl
    except ImportError:  # a system that has no such locks
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StudyError(Problem(folder.name, WORK, text.WANT_ONE_RUN)) from None
        except OSError:  # a file system that has none
            pass
        yield
    finally:
        os.close(held)


def _sweep(folder: Path) -> None:
    """Remove what was being written below a folder when its writer was killed."""
    for path in [p for p in folder.rglob(".*") if _PARTIAL.fullmatch(p.name)]:
        remove(path)


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files, which appears only when it is whole."""
    partial = folder.parent / f".{folder.name}.{os.getpid()}"
    remove(partial)
    partial.mkdir(parents=True)
    try:
        for name, content in files.items():
            (partial / name).write_bytes(content)
        remove(folder)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
