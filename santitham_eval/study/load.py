"""From a TOML file to a `Study`, with every problem told at once."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError
from rapidfuzz import process

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study.model import (
    ADDRESS,
    CODE,
    EVENT_FORMATS,
    FILE_NAME,
    ID,
    MONTH,
    SHA256,
    Group,
    Pages,
    Paths,
    Periods,
    Source,
    Study,
    StudyFile,
)
from santitham_eval.study.plan import Outcome

_RULES = {
    MONTH: text.RULE_MONTH,
    CODE: text.RULE_CODE,
    ID: text.RULE_ID,
    ADDRESS: text.RULE_ADDRESS,
    FILE_NAME: text.RULE_FILE_NAME,
    SHA256: text.RULE_SHA256,
}
_REQUIRED = [
    f.name for f in fields(StudyFile) if f.default is MISSING and f.default_factory is MISSING
]


def load_study(path: str | Path) -> Study:
    """Read and validate a study file.

    Parameters
    ----------
    path : str or Path
        A TOML file; the folders it names are relative to it.

    Returns
    -------
    Study

    Raises
    ------
    StudyError
        With every problem at once: the key, what was found, what is wanted; an unknown key
        comes with the nearest known one.
    """
    path = Path(path)
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise StudyError(Problem(path.name, "-", text.WANT_STUDY_FILE)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise StudyError(Problem(path.name, str(error), text.WANT_TOML)) from None
    problems = _take_unknown_keys(path.name, content, StudyFile, ())
    parts = {}
    for name, hint in get_type_hints(StudyFile, include_extras=True).items():
        if name not in content and name in _REQUIRED:
            problems.append(Problem(path.name, "-", text.WANT_KEY, column=name))
        elif name in content:
            try:
                parts[name] = TypeAdapter(hint).validate_python(content[name])
            except ValidationError as error:
                problems += _invalid(path.name, name, error)
    problems += _contradictions(path.name, parts)
    if problems:
        raise StudyError(problems)
    return Study(**parts, folder=path.resolve().parent, file=path.name)


def in_pages(study: Study, **wanted: str | None) -> Study:
    """The study with its pages in another language or other digits; None leaves one as it is.

    Raises
    ------
    StudyError
        A language or digits that there are not.
    """
    chosen = asdict(study.pages) | {k: v for k, v in wanted.items() if v is not None}
    try:
        return replace(study, pages=TypeAdapter(Pages).validate_python(chosen))
    except ValidationError as error:
        raise StudyError(_invalid(study.file, "pages", error)) from None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when none is alike."""
    hit = process.extractOne(word, sorted(known), score_cutoff=60)
    return hit[0] if hit else None


def _invalid(file: str, section: str, error: ValidationError) -> list[Problem]:
    """What pydantic found in one section, in words; consequences of another error left out."""
    errors = error.errors()
    places = [e["loc"] for e in errors]
    return [
        _problem(file, section, e)
        for e in errors
        if not any(len(p) > len(e["loc"]) and p[: len(e["loc"])] == e["loc"] for p in places)
    ]


def _problem(file: str, section: str, error: Mapping[str, Any]) -> Problem:
    key = ".".join([section, *(str(part) for part in error["loc"])])
    if error["type"] in ("missing", "missing_argument"):
        return Problem(file, "-", text.WANT_KEY, column=key)
    return Problem(file, str(error["input"]), _rule(error), column=key)


def _rule(error: Mapping[str, Any]) -> text.Text:
    """The broken rule in words of both languages."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        kind = str(context["error"])
    if kind == "string_pattern_mismatch":
        return _RULES[context["pattern"]]
    if kind in text.RULES:
        return text.RULES[kind].format(**context)
    if kind.startswith(("int_", "float_", "bool_", "string_")):
        return text.RULES[kind.split("_")[0]]
    return text.WANT_VALUE.format(rule=error["msg"])


def _take_unknown_keys(file: str, content: Any, model: Any, at: tuple[str, ...]) -> list[Problem]:
    """Keys that no model knows, each with the nearest known one; they are taken out.

    The rest is then judged as if they were not there, so that one slip hides no other.
    """
    model = _model_of(model)
    if model is None or not isinstance(content, dict):
        return []
    hints = get_type_hints(model)
    problems = []
    for key, value in list(content.items()):
        if key not in hints:
            near = nearest(key, hints)
            wanted = text.WANT_KNOWN_KEY.format(known=", ".join(sorted(hints)))
            if near:
                wanted = text.WANT_NEAREST_KEY.format(near=near)
            problems.append(Problem(file, key, wanted, column=".".join((*at, key))))
            del content[key]
            continue
        hint = hints[key]
        if isinstance(value, list):
            for number, item in enumerate(value):
                problems += _take_unknown_keys(file, item, _item_of(hint), (*at, key, str(number)))
        elif _model_of(hint) is None and isinstance(value, Mapping):
            for name, item in value.items():
                problems += _take_unknown_keys(file, item, _item_of(hint), (*at, key, name))
        else:
            problems += _take_unknown_keys(file, value, hint, (*at, key))
    return problems


def _model_of(hint: Any) -> Any:
    return hint if isinstance(hint, type) and is_dataclass(hint) else None


def _item_of(hint: Any) -> Any:
    """The model inside ``tuple[Model, ...]`` or ``dict[str, Model]``, if there is one."""
    return next((a for a in get_args(hint) if _model_of(a)), None)


def _contradictions(file: str, parts: Mapping[str, Any]) -> list[Problem]:
    """What each key allows but the whole does not, in the sections that could be read."""
    problems: list[Problem] = []

    def add(column: str, found: object, wanted: text.Text) -> None:
        problems.append(Problem(file, str(found), wanted, column=column))

    if "periods" in parts:
        _contradictory_periods(parts["periods"], add)
    for name, source in parts.get("sources", {}).items():
        _contradictory_cover(name, source, add)
    if "outcomes" in parts:
        _contradictory_outcomes(parts["outcomes"], add)
    if "groups" in parts:
        _contradictory_groups(parts["groups"], add)
    if "paths" in parts:
        _overlapping_folders(parts["paths"], add)
    return problems


_Add = Callable[[str, object, text.Text], None]


def _contradictory_periods(periods: Periods, add: _Add) -> None:
    if periods.first > periods.last:
        add("periods.last", periods.last, text.WANT_AFTER.format(first=periods.first))
    for number, shock in enumerate(periods.shock):
        if shock.first > shock.last:
            add(f"periods.shock.{number}.last", shock.last,
                text.WANT_AFTER.format(first=shock.first))  # fmt: skip
    for kind in ("baseline", "follow_up"):
        least, most = getattr(periods, f"minimum_{kind}"), getattr(periods, kind)
        if least > most:
            add(f"periods.minimum_{kind}", least, text.WANT_AT_MOST.format(most=most))


def _contradictory_groups(groups: tuple[Group, ...], add: _Add) -> None:
    seen: set[str] = set()
    for number, group in enumerate(groups):
        if group.id in seen:
            add(f"groups.{number}.id", group.id, text.WANT_GROUP_ONCE)
        seen.add(group.id)
        if group.first and group.last and group.first > group.last:
            add(f"groups.{number}.last", group.last, text.WANT_AFTER.format(first=group.first))


def _contradictory_cover(name: str, source: Source, add: _Add) -> None:
    if source.covers is None:
        return
    first, last = source.covers
    if source.format not in EVENT_FORMATS:
        add(f"sources.{name}.covers", source.format, text.WANT_EVENT_SOURCE)
    elif first > last:
        add(f"sources.{name}.covers", last, text.WANT_AFTER.format(first=first))


def _overlapping_folders(paths: Paths, add: _Add) -> None:
    """Built tables and reports are replaced and removed: nothing else may lie in their folders."""
    folders = {
        key: Path(os.path.normpath(getattr(paths, key))) for key in ("raw", "processed", "reports")
    }
    for key, folder in folders.items():
        for other in [f for name, f in folders.items() if name != key]:
            if folder == other or other in folder.parents:
                add(f"paths.{key}", getattr(paths, key), text.WANT_APART)
                break


def _contradictory_outcomes(outcomes: tuple[Outcome, ...], add: _Add) -> None:
    seen: set[str] = set()
    for number, outcome in enumerate(outcomes):
        if outcome.indicator in seen:
            add(f"outcomes.{number}.indicator", outcome.indicator, text.WANT_ONCE)
        seen.add(outcome.indicator)
    if not any(o.role == "primary" for o in outcomes):
        add("outcomes", "-", text.WANT_PRIMARY)
