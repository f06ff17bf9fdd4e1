"""The built tables as CSV for others, and ``datapackage.json`` that describes them.

What counts persons is withheld whole, series by series, since what one cell hides the rest of a
series would give back; rows of events and of returned sheets are not released at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.report.registry import Registered
from santitham_eval.report.variables import TABLES, WITHHELD, Variable
from santitham_eval.study import Study
from santitham_eval.tables import withheld
from santitham_eval.text import Text

KEPT = ("events", "lessons")
"""Tables of which no row is passed on: events, and what people wrote."""
RELEASED = tuple(name for name in TABLES if name not in KEPT)
_FIGURES = {
    "panel": ("numerator", "denominator", "value", "se"),
    "effects": ("estimate", "low", "high", "p_value", "q_value", "mde", "before", "after",
                "expected", "n_before", "n_after"),
    "diagnostics": ("level", "matched_level", "change", "spread", "margin_power", "equivalence"),
    "checks": ("estimate", "low", "high", "p_value", "mde"),
    "balance": ("own", "others", "outside", "apart", "apart_outside", "variance_ratio",
                "variance_ratio_outside"),
    "programme": ("estimate", "low", "high", "p_value", "q_value", "numerator", "denominator"),
    "comparisons": ("weight",),
    "placebos": ("estimate", "p_value"),
    "levels": ("numerator", "denominator"),
    "quality": ("count",),
}  # fmt: skip
_KEYS = {
    "register": ["tambon"],
    "roster": ["tambon"],
    "neighbours": ["tambon", "neighbour"],
    "map": ["tambon"],
    "panel": ["tambon", "indicator", "period"],
    "effects": ["tambon", "indicator", "method"],
    "diagnostics": ["tambon", "indicator"],
    "checks": ["tambon", "indicator", "check", "note"],
    "balance": ["tambon", "indicator", "method", "covariate"],
    "programme": ["indicator", "part", "item", "method"],
    "comparisons": ["tambon", "indicator", "comparison"],
    "placebos": ["start", "indicator", "tambon"],
    "withheld": ["tambon", "indicator"],
    "levels": ["tambon", "indicator", "year"],
}
_FORMULA = re.compile("^[=+@\uff1d\uff0b\uff0d\uff20\t\r\n-]")  # full-width signs too


def variables(name: str) -> tuple[Variable, ...]:
    """Variables of a released table."""
    return (*TABLES[name], WITHHELD) if name in _FIGURES else TABLES[name]


def released(name: str, frame: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """A built table as it may be passed on.

    Parameters
    ----------
    name : str
        One of `RELEASED`.
    frame : DataFrame
    minimum : int
        Counts of persons from 1 to ``minimum - 1`` are withheld from the table of quality.

    Returns
    -------
    DataFrame
        Periods as text; text that a spreadsheet would take for a formula begins with ``'``.
    """
    frame = frame.copy()
    if name in _FIGURES:
        hide = _hidden(name, frame, minimum)
        columns = list(_FIGURES[name])
        frame[columns] = frame[columns].mask(hide)
        frame["withheld"] = hide.to_numpy()
    for variable in variables(name):
        if variable.kind == "string":
            words = ["" if pd.isna(w) else neutral(str(w)) for w in frame[variable.name]]
            frame[variable.name] = pd.Series(words, frame.index, dtype=object)
        elif variable.kind == "integer":  # 36, and not 36.0 because another row has none
            frame[variable.name] = frame[variable.name].astype("Int64")
    return frame[[v.name for v in variables(name)]]


def neutral(cell: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _hidden(name: str, frame: pd.DataFrame, minimum: int) -> pd.Series:
    if name == "quality":
        pairs = zip(frame["item"], frame["count"], strict=True)
        return pd.Series([withheld(i, n, minimum) for i, n in pairs], frame.index, dtype=bool)
    persons = {s.id for s in SERIES.values() if s.counts_persons}
    return frame["indicator"].isin(persons)


def descriptor(study: Study, files: Mapping[str, Registered]) -> dict[str, Any]:
    """Content of ``datapackage.json``: resources, fields, sources and licences.

    Parameters
    ----------
    study : Study
    files : mapping of str to Registered
        Raw files of the study, by name.
    """
    title = Text(study.study.title.th, study.study.title.en)
    licences = sorted({f.licence for f in files.values() if f.licence})
    package: dict[str, Any] = {
        "name": study.study.id,
        "title": text.PACKAGE_TITLE.format(study=title).both(),
        "description": " ".join(
            [text.CODEBOOK_LEAD.both(), text.NOTE_EVENTS_KEPT.both(), text.NOTE_LESSONS_KEPT.both()]
        ),
        "resources": [_resource(name) for name in RELEASED],
        "indicators": [_indicator(i) for i in SERIES.values()],
        "sources": [
            {"title": f"{name} ({source.format})", "files": _files_of(name, files)}
            for name, source in study.sources.items()
        ],
    }
    if licences:
        package["licenses"] = [
            {"name": re.sub(r"[^A-Za-z0-9._-]+", "-", words) or "other", "title": words}
            for words in licences
        ]
    return package


def _indicator(i: Indicator) -> dict[str, Any]:
    """What is declared of a series, in both languages; `value` times `scale` is in its unit."""
    words = {"goal": i.goal, "name": i.name, "unit": i.unit, "formula": i.formula,
             "source": i.source}  # fmt: skip
    both = {f"{key}_{lang}": getattr(w, lang) for key, w in words.items() for lang in ("th", "en")}
    breaks = [{"first": b.first, "why_th": b.why.th, "why_en": b.why.en} for b in i.breaks]
    return {
        "id": i.id, **both, "family": i.family, "direction": i.direction, "scale": i.per,
        "time": i.time, "participants_only": i.participants_only,
        "counts_persons": i.counts_persons, "breaks": breaks,
    }  # fmt: skip


def _files_of(source: str, files: Mapping[str, Registered]) -> list[dict[str, str]]:
    return [
        {"name": name, "sha256": f.sha256, "licence": f.licence, "origin": f.origin}
        for name, f in files.items()
        if f.source == source
    ]


def _resource(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(v) for v in variables(name)], "missingValues": [""]}
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    return {
        "name": name,
        "path": f"tables/{name}.csv",
        "title": text.TABLES_ARE[name].both(),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(variable: Variable) -> dict[str, Any]:
    rules: dict[str, Any] = {}
    if variable.required:
        rules["required"] = True
    if variable.pattern:
        rules["pattern"] = f"^({variable.pattern})$"
    if variable.known:
        rules["enum"] = list(variable.known)
    field: dict[str, Any] = {
        "name": variable.name,
        "type": variable.kind,
        "description": variable.meaning.both(),
        "description_th": variable.meaning.th,
        "description_en": variable.meaning.en,
    }
    if variable.unit:
        field["unit"] = variable.unit.both()
    return field | ({"constraints": rules} if rules else {})


def contents(
    study: Study, tables: Mapping[str, pd.DataFrame], files: Mapping[str, Registered]
) -> dict[str, str]:
    """Files of the release, by their place below the reports, the same text for the same input."""
    minimum = study.disclosure.minimum_count
    found = {
        f"tables/{name}.csv": released(name, tables[name], minimum).to_csv(
            None, index=False, lineterminator="\n"
        )
        for name in RELEASED
    }
    package = json.dumps(descriptor(study, files), ensure_ascii=False, indent=1)
    return {**found, "datapackage.json": package + "\n"}


def write_release(
    study: Study, tables: Mapping[str, pd.DataFrame], files: Mapping[str, Registered]
) -> None:
    """Write ``reports/tables/*.csv``, effects as Parquet too, and ``reports/datapackage.json``."""
    for name, words in contents(study, tables, files).items():
        path: Path = study.reports() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="")
    shown = released("effects", tables["effects"], study.disclosure.minimum_count)
    shown.to_parquet(study.reports() / "tables" / "effects.parquet", index=False)
