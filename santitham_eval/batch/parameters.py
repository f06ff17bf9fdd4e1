"""A notebook's declared parameters, and values for them: refused before anything runs.

papermill only warns of an unknown name, and writes names into the notebook as they come.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import nearest

Value = str | int | float | bool
KINDS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}


def declared(notebook: Path) -> dict[str, type]:
    """Names and types of the cell tagged ``parameters``.

    Parameters
    ----------
    notebook : Path
        Its parameters cell holds only lines ``name: type = value``.

    Raises
    ------
    StudyError
        No readable notebook, not exactly one such cell, or another kind of line in it.
    """
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        found = error.strerror if isinstance(error, OSError) else str(error)
        raise StudyError(Problem(notebook.name, str(found), text.WANT_NOTEBOOK)) from None
    tagged = [c for c in cells if "parameters" in c["metadata"].get("tags", [])]
    if len(tagged) != 1:
        raise StudyError(Problem(notebook.name, str(len(tagged)), text.WANT_PARAMETERS_CELL))
    try:
        lines = ast.parse("".join(tagged[0]["source"])).body
    except SyntaxError as error:
        found = str(error.text).strip()
        raise StudyError(Problem(notebook.name, found, text.WANT_PARAMETERS_CELL)) from None
    names: dict[str, type] = {}
    for line in lines:
        match line:
            case ast.AnnAssign(ast.Name(name), ast.Name(kind), value=ast.expr()) if kind in KINDS:
                names[name] = KINDS[kind]
            case _:
                wanted = text.WANT_PARAMETERS_CELL
                raise StudyError(Problem(notebook.name, ast.unparse(line), wanted))
    return names


def from_words(pairs: Iterable[str], known: Mapping[str, type]) -> dict[str, Value]:
    """Values from ``NAME=VALUE`` words of a command line, each read as its declared type.

    A value that cannot be read stays text, for `check` to refuse; so does an unknown name.
    """
    values: dict[str, Value] = {}
    problems = []
    for pair in pairs:
        name, sign, word = pair.partition("=")
        if not sign:
            problems.append(Problem("--parameter", pair, text.WANT_NAME_IS_VALUE))
        values[name.strip()] = _read(word.strip(), known.get(name.strip(), str))
    if problems:
        raise StudyError(problems)
    return values


def _read(word: str, kind: type) -> Value:
    if kind is bool:
        return {"true": True, "false": False}.get(word.lower(), word)
    try:
        value: Value = kind(word)
    except ValueError:
        return word
    return value


def check(
    values: Mapping[str, object], known: Mapping[str, type], *, fixed: Iterable[str] = ()
) -> None:
    """Refuse unknown names, with the nearest known one, and values of another type.

    Parameters
    ----------
    values : mapping
        What the notebook is to be run with.
    known : mapping
        From `declared`.
    fixed : iterable of str
        Names that the runner sets itself.

    Raises
    ------
    StudyError
        With every problem at once.
    """
    problems = []
    taken = set(fixed)
    for name, value in values.items():
        wanted = _wrong(name, value, known, taken)
        if wanted:
            problems.append(Problem("--parameter", f"{name}={value}", wanted, column=name))
    if problems:
        raise StudyError(problems)


def _wrong(
    name: str, value: object, known: Mapping[str, type], taken: set[str]
) -> text.Text | None:
    if name in taken:
        return text.WANT_FREE_PARAMETER
    if name not in known:
        near = nearest(name, set(known) - taken)
        if near:
            return text.WANT_NEAREST_PARAMETER.format(near=near)
        return text.WANT_PARAMETER.format(known=", ".join(sorted(set(known) - taken)))
    kind = known[name]
    whole_as_float = kind is float and type(value) is int
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        return text.WANT_LETTERS  # bytes of a command line that were no text
    if type(value) is kind or whole_as_float:
        return None
    rule = {str: "string", int: "int", float: "float", bool: "bool"}[kind]
    return text.RULES[rule]
