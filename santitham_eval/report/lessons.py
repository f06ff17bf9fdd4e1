"""The pieces of the page of returned lessons-learned sheets: what people said, never an effect."""

from __future__ import annotations

import shlex

import pandas as pd

from santitham_eval import text
from santitham_eval.report.html import both, el
from santitham_eval.report.parts import Part, section, table_part
from santitham_eval.report.provenance import provenance_of
from santitham_eval.study import Study
from santitham_eval.tables import number, quotes_table, themes_table
from santitham_eval.text import Text


def lessons_heading(study: Study) -> Part:
    """What the page is about, what it is not, and the way back."""
    named = Text(study.study.title.th, study.study.title.en)
    steps = el(
        "ol",
        el("li", el("a", *both(text.ALL_TAMBONS), href="../index.html")),
        el("li", *both(text.LESSONS_TITLE), aria_current="page"),
    )
    node = el(
        "header",
        el("nav", steps, class_="st-crumbs", aria_label=text.CRUMBS.both()),
        el("h1", *both(text.LESSONS_TITLE)),
        el("p", *both(named), class_="st-started"),
        el("p", *both(text.LESSONS_LEAD)),
        class_="st-part st-heading",
    )
    title = text.LESSONS_PAGE_TITLE.format(study=named)
    plain = f"{text.LESSONS_TITLE.both()}\n{text.LESSONS_LEAD.both()}"
    return Part("lessons-heading", node, plain, title)


def lessons_returned(study: Study, lessons: pd.DataFrame, roster: pd.DataFrame) -> Part:
    """How many tambons sent a sheet back, and how another is handed in."""
    said = text.LESSONS_NONE
    if len(lessons):
        sent, least = lessons["tambon"].nunique(), study.disclosure.minimum_count
        shown = Text(*[number(sent, 0)] * 2)
        if sent < least:
            shown = text.FEWER_THAN.format(n=least)
        said = text.LESSONS_RETURNED.format(n=shown, all=number(len(roster), 0))
    nodes = [el("p", *both(said)), el("p", *both(text.LESSONS_HOW), class_="st-note")]
    plain = f"{said.both()}\n{text.LESSONS_HOW.both()}"
    return section("returned", text.SECTION_RETURNED, *nodes, plain=plain)


def lessons_themes(study: Study, lessons: pd.DataFrame, effects: pd.DataFrame) -> Part:
    """Themes against findings, in the order of the sheet; small counts withheld."""
    if lessons.empty:
        return _nothing("themes", text.SECTION_THEMES)
    table = themes_table(lessons, effects, study.disclosure.minimum_count)
    return table_part("themes", text.SECTION_THEMES, table)


def lessons_quotes(lessons: pd.DataFrame) -> Part:
    """What may be quoted."""
    if lessons.empty:
        return _nothing("quotes", text.SECTION_QUOTES)
    return table_part("quotes", text.SECTION_QUOTES, quotes_table(lessons))


def lessons_limits() -> Part:
    """How to read the page."""
    said = text.LESSONS_LIMITS
    node = el("ul", *(el("li", *both(sentence)) for sentence in said), class_="st-method")
    plain = "\n".join(t.both() for t in said)
    return section("limits", text.SECTION_LESSONS_LIMITS, node, plain=plain)


def lessons_provenance(study: Study) -> Part:
    """Provenance of the page."""
    return provenance_of(study, f"santitham-eval site --study {shlex.quote(study.file)}")


def _nothing(name: str, title: Text) -> Part:
    return section(name, title, el("p", *both(text.LESSONS_NONE)), plain=text.LESSONS_NONE.both())
