"""Tables for reviewers as LaTeX, HTML and CSV, and the page that lists them.

Each exhibit is declared once, in `EXHIBITS`; what it is made of is read off its own function, so
the list cannot say anything else than what is made.
"""

from __future__ import annotations

import csv
import inspect
import io
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from santitham_eval import tables, text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.report.digits import in_thai_digits
from santitham_eval.report.exhibits_page import DOCUMENTS, Entry, exhibit_page, exhibits_html
from santitham_eval.report.latex import STYLE, latex_document, latex_table
from santitham_eval.report.page import TEMPLATES
from santitham_eval.report.release import neutral
from santitham_eval.report.typeface import letters
from santitham_eval.report.validation import measured_goals
from santitham_eval.study import Study
from santitham_eval.tables import LANGUAGES, Language, Plain, Table
from santitham_eval.text import Text

FOLDER = "exhibits"
_CALIBRATION = dict.fromkeys(("goals", "held"), "docs/calibration.csv")


@dataclass(frozen=True)
class Exhibit:
    """One table for reviewers.

    Parameters
    ----------
    name : str
        Of its files.
    title, note : Text
        What it shows; with which statistic, by which method.
    make : callable
        Gives the display table; its parameters name what it is made of.
    columns : tuple of str
        Which columns of that table, in order.
    wide : bool
        On paper it wants a page on its side.
    """

    name: str
    title: Text
    note: Text
    make: Callable[..., Table]
    columns: tuple[str, ...]
    wide: bool = False


EXHIBITS = (
    Exhibit(
        "effects", text.EXHIBIT_EFFECTS, text.EXHIBIT_EFFECTS_NOTE, tables.outcomes_table,
        ("indicator", "effect", "margin", "q", "tambons", "state"),
    ),
    Exhibit(
        "methods", text.EXHIBIT_METHODS, text.EXHIBIT_METHODS_NOTE, tables.all_methods_table,
        ("method", "asks", "effect", "p", "agrees"),
    ),
    Exhibit(
        "event-study", text.EXHIBIT_EVENT_STUDY, text.EXHIBIT_EVENT_STUDY_NOTE,
        tables.by_method_table, ("at", *text.EVENT_METHODS),
    ),
    Exhibit(
        "checks", text.EXHIBIT_CHECKS, text.EXHIBIT_CHECKS_NOTE, tables.whole_checks_table,
        ("check", "found", "verdict"),
    ),
    Exhibit(
        "honest", text.EXHIBIT_HONEST, text.EXHIBIT_HONEST_NOTE, tables.honest_table,
        ("allowed", "effect"),
    ),
    Exhibit(
        "balance", text.EXHIBIT_BALANCE, text.EXHIBIT_BALANCE_NOTE, tables.whole_balance_table,
        ("covariate", "own", "headline", "matched", "outside"),
    ),
    Exhibit(
        "tambons", text.EXHIBIT_TAMBONS, text.EXHIBIT_TAMBONS_NOTE, tables.findings_table,
        ("tambon", "name", "start", "before", "after", "expected", "effect", "q", "mde", "state",
         "why"), wide=True,
    ),
    Exhibit(
        "tambon-checks", text.EXHIBIT_TAMBON_CHECKS, text.EXHIBIT_TAMBON_CHECKS_NOTE,
        tables.check_counts_table, ("check", *text.CHECK_VERDICTS),
    ),
    Exhibit(
        "placebos", text.EXHIBIT_PLACEBOS, text.EXHIBIT_PLACEBOS_NOTE,
        tables.placebo_counts_table, ("start", "judged", "rejected", "share", "verdict"),
    ),
    Exhibit(
        "funnel", text.EXHIBIT_FUNNEL, text.EXHIBIT_FUNNEL_NOTE, tables.funnels_table,
        ("tambon", "name", "expected", "observed", "ratio", "limits_95", "limits_99.8", "state"),
    ),
    Exhibit(
        "goals", text.EXHIBIT_GOALS, text.EXHIBIT_GOALS_NOTE, tables.goals_table,
        ("goal", "bounds", "figure", "met"),
    ),
)  # fmt: skip
"""In the order of their numbers."""


def made_of(exhibit: Exhibit) -> tuple[str, ...]:
    """Built tables, and files, that an exhibit is made of."""
    asked = [name for name in _asked(exhibit) if name not in ("plan", "minimum")]
    return tuple(dict.fromkeys(_CALIBRATION.get(name, name) for name in asked))


def _asked(exhibit: Exhibit) -> list[str]:
    """Names of what its function asks for."""
    parameters = inspect.signature(exhibit.make).parameters.values()
    return [p.name for p in parameters if p.default is inspect.Parameter.empty]


def _entry(exhibit: Exhibit) -> Entry:
    function = f"santitham_eval.tables.{exhibit.make.__name__}"
    return Entry(exhibit.name, exhibit.title, exhibit.note, made_of(exhibit), function)


def exhibit_tables(study: Study, built: Mapping[str, pd.DataFrame]) -> dict[str, Table]:
    """The display table of every exhibit, by name; none where it has no rows.

    Parameters
    ----------
    study : Study
    built : mapping of str to DataFrame
        The built tables.  Small counts are withheld here, as on the pages.
    """
    minimum = study.disclosure.minimum_count
    goals, held = measured_goals()
    given: dict[str, Any] = {
        **built, "plan": study.plan, "minimum": minimum, "goals": goals, "held": held,
        "programme": tables.safe_programme(built["programme"], minimum),
    }  # fmt: skip
    found = {}
    for exhibit in EXHIBITS:
        table = exhibit.make(**{name: given[name] for name in _asked(exhibit)})
        if len(table.frame):
            found[exhibit.name] = table
    return found


def contents(
    study: Study, built: Mapping[str, pd.DataFrame], names: Collection[str] = ()
) -> dict[str, bytes]:
    """Files of some exhibits, by their place below ``reports/exhibits``; all by default.

    Raises
    ------
    StudyError
        A name that is no exhibit.
    """
    known = [exhibit.name for exhibit in EXHIBITS]
    wrong = [name for name in names if name not in known]
    if wrong:
        wanted = text.WANT_EXHIBIT.format(known=", ".join(known))
        raise StudyError([Problem(FOLDER, name, wanted) for name in wrong])
    made = exhibit_tables(study, built)
    found = {}
    shown = [exhibit for exhibit in EXHIBITS if exhibit.name in made]
    for number, exhibit in enumerate(shown, 1):
        if names and exhibit.name not in names:
            continue
        for language in LANGUAGES:
            table = _noted(study, exhibit, made[exhibit.name], language)
            digits = study.pages.digits if language == "th" else "arabic"
            for ending, words in _forms(exhibit, table, number, language, digits).items():
                found[f"{exhibit.name}.{language}.{ending}"] = words
    return found if names else found | _together(study, shown)


def _together(study: Study, shown: Collection[Exhibit]) -> dict[str, bytes]:
    """The list of exhibits, and all as one document of LaTeX with the letters that it wants."""
    found = {"index.html": exhibits_html(study, [_entry(exhibit) for exhibit in shown]).encode()}
    for language, name in DOCUMENTS.items():
        files = {f"{exhibit.name}.{language}.tex": exhibit.wide for exhibit in shown}
        found[name] = latex_document(files, language, study.pages.digits).encode()
    return found | letters() | {STYLE: (TEMPLATES / STYLE).read_bytes()}


def _noted(study: Study, exhibit: Exhibit, table: Table, language: Language) -> Plain:
    """One exhibit in one language, with what its statistic is and whether it is simulated."""
    shown = tables.plain(table, _present(exhibit, table), language)
    first = [text.EXHIBIT_SIMULATED.lang(language)] if study.study.simulated else []
    notes = (*first, exhibit.note.lang(language), *shown.notes)
    return Plain(shown.heads, shown.numeric, shown.rows, shown.groups, notes)


def _present(exhibit: Exhibit, table: Table) -> list[str]:
    """Declared columns, but for methods of the event study that were not run and empty remarks."""
    empty = [key for key in ("why",) if key in table.frame and (table.frame[key] == "").all()]
    unknown = set(text.EVENT_METHODS) - {column.key for column in table.columns}
    return [key for key in exhibit.columns if key not in {*empty, *unknown}]


def _forms(
    exhibit: Exhibit, table: Plain, number: int, language: Language, digits: str = "arabic"
) -> dict[str, bytes]:
    """Its files by their endings; Thai digits are for readers, and so in no CSV."""
    title = exhibit.title.lang(language)
    label = f"tab:santitham-{exhibit.name}-{language}"
    written = _in_thai_digits(table) if digits == "thai" else table
    forms = {
        "tex": latex_table(written, title, label, wide=exhibit.wide),
        "html": exhibit_page(written, title, number, language, digits),
        "csv": _csv(table, language),
    }
    # A spreadsheet takes a file without this mark for one of its own country's letters.
    return {k: words.encode("utf-8-sig" if k == "csv" else "utf-8") for k, words in forms.items()}


def _in_thai_digits(table: Plain) -> Plain:
    def write(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(in_thai_digits, words))

    rows = tuple(map(write, table.rows))
    return Plain(write(table.heads), table.numeric, rows, write(table.groups), write(table.notes))


def _csv(table: Plain, language: Language) -> str:
    grouped = any(table.groups)
    first = [text.EXHIBIT_OUTCOME.lang(language)] if grouped else []
    lines = [[*first, *table.heads]]
    for group, row in zip(table.groups, table.rows, strict=True):
        lines.append([*([group] if grouped else []), *row])
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([map(neutral, line) for line in lines])
    return stream.getvalue()


def write_exhibits(
    study: Study, built: Mapping[str, pd.DataFrame], names: Collection[str] = ()
) -> None:
    """Write exhibits below the reports, each file only when it is whole.

    Parameters are those of `contents`.
    """
    folder = study.reports() / FOLDER
    found = contents(study, built, names)
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in found.items():
        partial = folder / f".{name}.{os.getpid()}"
        try:
            partial.write_bytes(words)
            partial.replace(folder / name)
        finally:
            partial.unlink(missing_ok=True)
