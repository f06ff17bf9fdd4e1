"""A notebook as a file: read, cleaned of what differs from run to run, signed, written."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from santitham_eval import text
from santitham_eval.batch.parameters import Value

if TYPE_CHECKING:  # a run that finds nothing changed needs none of it, and it takes a second
    from nbformat import NotebookNode

_OURS = "santitham"
_OWN = b'"sha256": "%s"'  # where a signed notebook names itself
_KERNEL_PATH = re.compile(r"[^\s\"']*ipykernel_\d+[/\\]\d+\.py")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def read(path: Path) -> NotebookNode:
    """Notebook of a file, in the current format."""
    import nbformat

    return nbformat.read(path, as_version=4)


def as_bytes(notebook: NotebookNode) -> bytes:
    """The notebook's file, the same bytes for the same content."""
    import nbformat

    return (nbformat.writes(notebook) + "\n").encode()


def clean(notebook: NotebookNode, source: NotebookNode) -> None:
    """Take out times, paths, process numbers, random ids and where printing was cut, in place.

    Parameters
    ----------
    notebook : NotebookNode
        As papermill left it.
    source : NotebookNode
        As it was before; cells that it does not have get ids by their place.
    """
    notebook.metadata.pop("papermill", None)
    known = {cell.get("id") for cell in source.cells}
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if cell.get("id") not in known:
            cell["id"] = f"added-{number}"
        if "outputs" in cell:
            cell.outputs = list(_whole(cell.outputs))
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = _KERNEL_PATH.sub("cell", output.text)


def _whole(outputs: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """What was printed, then what was warned, each in one piece up to the next other output.

    A kernel sends both in the pieces that a timer cuts, which no two runs share.
    """
    for printed, pieces in groupby(outputs, lambda output: output.output_type == "stream"):
        if not printed:
            yield from pieces
            continue
        first: dict[str, NotebookNode] = {}
        for piece in pieces:
            whole = first.setdefault(piece.name, piece)
            if whole is not piece:
                whole.text += piece.text
        for name in sorted(first, reverse=True):  # standard output before errors
            yield first[name]


def signed(
    notebook: NotebookNode,
    files: Mapping[str, bytes],
    made_of: Mapping[str, str],
    parameters: Mapping[str, Value],
) -> bytes:
    """The notebook's file, in which it is noted what it and its files were made of, and are."""
    notebook.metadata[_OURS] = {
        "made_of": dict(sorted(made_of.items())),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "parameters": dict(sorted(parameters.items())),
        "sha256": "",
    }
    before, _, after = as_bytes(notebook).rpartition(_OWN % b"")
    return before + _OWN % _own(before, after).encode() + after


def signature(folder: Path) -> dict[str, Any]:
    """What `signed` noted in a report's folder; empty unless notebook and files are all whole."""
    noted = noted_in(folder)
    try:
        files = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in noted["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return noted if noted["files"] == files else {}


def noted_in(folder: Path) -> dict[str, Any]:
    """What `signed` noted in a notebook that is whole, whatever became of its files; else empty."""
    try:
        content = (folder / "report.ipynb").read_bytes()
        noted: dict[str, Any] = json.loads(content)["metadata"][_OURS]
        before, _, after = content.rpartition(_OWN % noted["sha256"].encode())
        whole = noted["sha256"] == _own(before, after) and isinstance(noted["made_of"], dict)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return noted if whole else {}


def _own(before: bytes, after: bytes) -> str:
    """sha256 of a notebook's file but for the place where it stands."""
    return hashlib.sha256(before + after).hexdigest()


def diagnose(error: Exception, executed: Path | None) -> tuple[text.Text, text.Text]:
    """Which cell stopped, and why.

    Parameters
    ----------
    error : Exception
        What papermill raised, or what came after it.
    executed : Path or None
        What papermill left, when it was papermill that stopped.
    """
    # papermill's own error holds the one raised in the cell
    kind = getattr(error, "ename", type(error).__name__)
    message = getattr(error, "evalue", str(error))
    if isinstance(error, OSError) and error.filename:  # where a file lies is nobody's business
        message = f"{error.strerror}: {Path(os.fsdecode(error.filename)).name}"
    words = _COLOUR.sub("", f"{kind}: {message}").strip()
    stopped = _stopped(executed) if executed and executed.exists() else text.BATCH_NO_CELL
    return stopped, text.Text(words, words)


def _stopped(executed: Path) -> text.Text:
    """The cell that was the last to be started; none when the kernel did not start."""
    code = [cell for cell in read(executed).cells if cell.cell_type == "code"]
    notes = [cell.metadata.get("papermill", {}) for cell in code]
    # After an error papermill leaves a note without a time on the cells that it did not reach,
    # and calls the cell in which a kernel died completed like the rest.
    started = [number for number, note in enumerate(notes, start=1) if note.get("start_time")]
    if not started:
        return text.BATCH_NO_CELL
    line = next(iter(code[started[-1] - 1].source.strip().splitlines()), "")
    return text.BATCH_CELL.format(n=started[-1], source=line[:80])
