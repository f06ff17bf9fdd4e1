"""A page of the whole study that no notebook makes: heading, then what it is given."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from santitham_eval import text
from santitham_eval.report.html import Node, both, el, render
from santitham_eval.report.page import TEMPLATES, finished, policy, style
from santitham_eval.study import Study
from santitham_eval.text import Text


def plain_page(study: Study, title: Text, lead: Text, parts: Iterable[Node]) -> str:
    """The page as text; it lies in a folder of its own beside the index.

    Parameters
    ----------
    study : Study
    title, lead : Text
        Its name, and what it is for.
    parts : iterable of Node
    """
    named = Text(study.study.title.th, study.study.title.en)
    steps = el(
        "ol",
        el("li", el("a", *both(text.ALL_TAMBONS), href="../index.html")),
        el("li", *both(title), aria_current="page"),
    )
    heading = el(
        "header",
        el("nav", steps, class_="st-crumbs", aria_label=text.CRUMBS.both()),
        el("h1", *both(title)),
        el("p", *both(named), class_="st-started"),
        el("p", *both(lead)),
        class_="st-part st-heading",
    )
    page = environment().get_template("plain_page.html.j2").render(
        title=Text(f"{title.th}: {named.th}", f"{title.en}: {named.en}"),
        simulated=study.study.simulated,
        text=text,
        css=Markup(style()),
        policy=Markup(policy()),
        parts=[render(part) for part in (heading, *parts)],
    )  # fmt: skip
    return finished(page, study)


def environment() -> Environment:
    """Templates of pages, which escape what they are given."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
