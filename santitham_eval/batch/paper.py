"""A notebook as a file: read, cleaned of what differs from run to run, signed, written."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from santitham_eval import text
from santitham_eval.batch.parameters import Value

_OURS = "santitham"
_KERNEL_PATH = re.compile(r"[^\s\"']*ipykernel_\d+[/\\]\d+\.py")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def read(path: Path) -> NotebookNode:
    """Notebook of a file, in the current format."""
    return nbformat.read(path, as_version=4)


def as_bytes(notebook: NotebookNode) -> bytes:
    """The notebook's file, the same bytes for the same content."""
    return (nbformat.writes(notebook) + "\n").encode()


def clean(notebook: NotebookNode, source: NotebookNode) -> None:
    """Take out times, paths, process numbers and random ids, in place.

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
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = _KERNEL_PATH.sub("cell", output.text)


def sign(
    notebook: NotebookNode, page: bytes, made_of: Mapping[str, str], parameters: Mapping[str, Value]
) -> None:
    """Note in the notebook what it and its page were made of."""
    notebook.metadata[_OURS] = {
        "made_of": dict(sorted(made_of.items())),
        "page": hashlib.sha256(page).hexdigest(),
        "parameters": dict(sorted(parameters.items())),
    }


def signature(folder: Path) -> dict[str, Any]:
    """What `sign` noted in a report's folder; empty unless notebook and page are both whole."""
    try:
        noted = json.loads((folder / "report.ipynb").read_bytes())["metadata"][_OURS]
        page = hashlib.sha256((folder / "index.html").read_bytes()).hexdigest()
    except (OSError, ValueError, KeyError):
        return {}
    return noted if noted["page"] == page else {}


def diagnose(executed: Path, error: Exception) -> tuple[text.Text, text.Text]:
    """Which cell stopped, and why, from what papermill left and raised."""
    # papermill's own error holds the one raised in the cell
    kind = getattr(error, "ename", type(error).__name__)
    message = getattr(error, "evalue", str(error))
    words = _COLOUR.sub("", f"{kind}: {message}").strip()
    return _stopped(executed), text.Text(words, words)


def _stopped(executed: Path) -> text.Text:
    if executed.exists():
        code = [c for c in read(executed).cells if c.cell_type == "code"]
        for number, cell in enumerate(code, start=1):
            if cell.metadata.get("papermill", {}).get("status") in ("failed", "running"):
                lines = cell.source.strip().splitlines() or [""]
                return text.BATCH_CELL.format(n=number, source=lines[0][:80])
    return text.BATCH_NO_CELL
