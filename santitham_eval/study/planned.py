"""What a registration fixes: the study's choices by field, the protocol, the method's code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from santitham_eval.study.model import Study

PACKAGE = Path(__file__).resolve().parents[1]
PROTOCOL = "PROTOCOL.md"
NO_METHOD = (
    "cli.py", "batch", "report", "validation", "calibration.py", "calibration", "demo",
    "simulate", "narrate", "figures", "tables", "text",
)  # fmt: skip
"""Rooms of the library that make no figure of files: words, pages, tries of the method."""

_NO_CHOICE = ("folder", "file", "paths", "disclosure", "fetch", "pages")
_WORDS = ("title", "name")
_OF_A_SOURCE = ("format", "indicators", "covers")


@dataclass(frozen=True)
class Difference:
    """One field that is not as it was: its name in the study file, and both values as shown."""

    field: str
    before: str
    after: str


def planned(study: Study) -> dict[str, Any]:
    """The study's choices as plain data: all of the study file that can move a result.

    Left out are places of files, their column names and item numbers, titles, which small counts
    are withheld, and how pages are written.
    """
    content = {k: v for k, v in asdict(study).items() if k not in _NO_CHOICE}
    content["sources"] = {
        name: {k: source[k] for k in _OF_A_SOURCE} for name, source in content["sources"].items()
    }
    plain: dict[str, Any] = json.loads(json.dumps(_without_words(content)))
    return plain


def _without_words(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _without_words(v) for k, v in value.items() if k not in _WORDS}
    return [_without_words(v) for v in value] if isinstance(value, list | tuple) else value


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Fields that differ between two plans, by name.

    What is empty counts as absent, so that a field which a later version of the library adds
    makes no difference before it is used.
    """
    was, now = dict(_fields(before)), dict(_fields(after))
    names = [k for k in {**was, **now} if was.get(k) != now.get(k)]
    return tuple(Difference(k, was.get(k, ""), now.get(k, "")) for k in sorted(names))


def _fields(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Dotted names and values; rows of a list by their indicator or id, else by number."""
    if value is None or value in ([], {}, ""):
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _fields(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and isinstance(value[0], Mapping):
        keys = [str(row.get("indicator", row.get("id", n))) for n, row in enumerate(value, 1)]
        yield name, ", ".join(keys)
        for key, row in zip(keys, value, strict=True):
            rest = {k: v for k, v in row.items() if k not in ("indicator", "id")}
            yield from _fields(rest, f"{name}.{key}")
    elif isinstance(value, list):
        yield name, ", ".join(map(_shown, value))
    else:
        yield name, _shown(value)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def protocol_sha256(study: Study) -> str | None:
    """sha256 of the rule in force: the study's own ``PROTOCOL.md``, else the project's, if any."""
    for folder in (study.folder, PACKAGE.parent):
        if (folder / PROTOCOL).is_file():
            return _digest([folder / PROTOCOL])
    return None


@cache
def method_sha256() -> str:
    """sha256 of the code that makes figures of files."""
    paths = [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] not in NO_METHOD
    ]
    return _digest(paths)


def _digest(paths: list[Path]) -> str:
    """sha256 of some texts; how a machine ends its lines makes no difference."""
    found = hashlib.sha256()
    for path in paths:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        found.update(hashlib.sha256(content).digest())
    return found.hexdigest()
