"""Pages of the tables for reviewers: each by itself, to be copied into Word, and their list."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from santitham_eval import text
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.page import policy, straight, with_fonts
from santitham_eval.report.parts import section
from santitham_eval.report.plain import environment, plain_page
from santitham_eval.study import Study
from santitham_eval.tables import LANGUAGES, Language, Plain
from santitham_eval.text import Text
from santitham_eval.thai import thai_digits

DOCUMENTS: dict[Language, str] = {language: f"exhibits.{language}.tex" for language in LANGUAGES}
"""All tables as one document, in each language."""


@dataclass(frozen=True)
class Entry:
    """What the list says of one exhibit: its name, title and note, sources and function."""

    name: str
    title: Text
    note: Text
    made_of: tuple[str, ...]
    function: str


def exhibit_page(
    table: Plain, title: str, number: int, language: Language, digits: str = "arabic"
) -> str:
    """A page of its own with one table, which keeps its rules when it is copied into Word."""
    bodies = [
        (group, [list(zip(row, table.numeric, strict=True)) for _, row in rows])
        for group, rows in groupby(
            zip(table.groups, table.rows, strict=True), key=lambda pair: pair[0]
        )
    ]
    shown = thai_digits(str(number)) if digits == "thai" else str(number)
    page = environment().get_template("exhibit.html.j2").render(
        language=language,
        policy=Markup(policy()),
        number=text.EXHIBIT_NUMBER.format(n=shown).lang(language),
        title=title,
        caption=text.EXHIBIT_CAPTION.format(n=shown, title="{title}").lang(language).replace(
            "{title}", title
        ),
        heads=list(zip(table.heads, table.numeric, strict=True)),
        bodies=bodies,
        notes=table.notes,
    )  # fmt: skip
    # A reader's machine may have no Thai letters, and has all others.
    return with_fonts(page, digits) if language == "th" else straight(page)


def exhibits_html(study: Study, entries: Iterable[Entry]) -> str:
    """The page that lists exhibits with their source, function, command and files."""
    listed = (_listed(study, entry) for entry in entries)
    return plain_page(study, text.EXHIBITS_TITLE, text.EXHIBITS_LEAD, (_together(), *listed))


def _together() -> Node:
    """All tables as one document, and how it is made of LaTeX."""
    links: list[Node | str] = []
    for language, name in DOCUMENTS.items():
        links += [el("br")] if links else []
        links += [*both(text.EXHIBIT_LANGUAGES[language]), ": ", el("a", name, href=name)]
    commands = " ; ".join(f"xelatex {name}" for name in DOCUMENTS.values())
    facts = el(
        "dl",
        el("dt", *both(text.EXHIBIT_FILES)), el("dd", *links),
        el("dt", *both(text.EXHIBIT_COMMAND)), el("dd", el("code", commands)),
        class_="st-facts",
    )  # fmt: skip
    note = el("p", *both(text.EXHIBITS_LATEX_NOTE))
    return section("exhibits-latex", text.EXHIBITS_LATEX, note, facts, plain="").node


def _listed(study: Study, entry: Entry) -> Node:
    command = f"santitham-eval exhibits {entry.name} --study {shlex.quote(study.file)}"
    facts: list[tuple[Text, list[Node | str]]] = [
        (text.EXHIBIT_MADE_OF, [el("code", ", ".join(entry.made_of))]),
        (text.EXHIBIT_FUNCTION, [el("code", entry.function)]),
        (text.EXHIBIT_COMMAND, [el("code", command)]),
        (text.EXHIBIT_FILES, _links(entry.name)),
    ]
    pairs = [(el("dt", *both(name)), el("dd", *nodes)) for name, nodes in facts]
    body = el("dl", *(node for pair in pairs for node in pair), class_="st-facts")
    note = el("p", *both(entry.note))
    return section(f"exhibit-{entry.name}", entry.title, note, body, plain="").node


def _links(name: str) -> list[Node | str]:
    nodes: list[Node | str] = []
    for language in LANGUAGES:
        nodes += [el("br")] if nodes else []
        nodes += [*both(text.EXHIBIT_LANGUAGES[language]), ": "]
        for ending in ("html", "tex", "csv"):
            file = f"{name}.{language}.{ending}"
            nodes += [el("a", file, href=file), " "]
    return nodes
