"""The index page over all tambons of a study."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from santitham_eval import narrate, text
from santitham_eval.indicators import SERIES
from santitham_eval.report.html import Node, both, el, render, stacked
from santitham_eval.report.page import TEMPLATES, page_css
from santitham_eval.report.table import icon, state_nodes
from santitham_eval.study import Study, registration
from santitham_eval.tables import effect_text, find_place, month, number
from santitham_eval.text import Text

OUTSIDE = "outside"


def write_index(
    study: Study,
    effects: pd.DataFrame,
    register: pd.DataFrame,
    roster: pd.DataFrame,
    written: Collection[str],
    pages: Sequence[tuple[Text, str]] = (),
) -> Path:
    """Write ``reports/index.html``: every tambon by code, never by result.

    Parameters
    ----------
    study : Study
    effects, register, roster : DataFrame
    written : collection of str
        Codes of the tambons whose page has been made; only these are linked.
    pages : sequence of (Text, str)
        Other pages of the study, by name and address.

    Returns
    -------
    Path
        The page.  It appears only when it is whole.
    """
    path = study.reports() / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".index.html.{os.getpid()}")
    try:
        partial.write_text(index_html(study, effects, register, roster, written, pages), "utf-8")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path


def index_html(
    study: Study,
    effects: pd.DataFrame,
    register: pd.DataFrame,
    roster: pd.DataFrame,
    written: Collection[str],
    pages: Sequence[tuple[Text, str]] = (),
) -> str:
    """The index page as text; parameters as for `write_index`."""
    main = next(o.indicator for o in study.plan.outcomes if o.role == "primary")
    own = effects[(effects["method"] == "comparative") & (effects["indicator"] == main)]
    found = {row["tambon"]: row for _, row in own.iterrows()}
    starts = dict(zip(roster["tambon"], roster["start"], strict=True))
    codes = sorted(register["tambon"])
    rows = [_row(c, found.get(c), starts.get(c), register, c in written) for c in codes]
    counts = narrate.state_counts(own[own["tambon"] != "ALL"])
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("index_page.html.j2").render(
        study=study.study,
        text=text,
        title=text.INDEX_TITLE.format(
            n=number(len(codes), 0), treated=number(len(starts), 0)
        ),
        caption=text.INDEX_CAPTION.format(name=SERIES[main].name),
        css=page_css(),
        script=(TEMPLATES / "index.js").read_text("utf-8"),
        legend=[render(_legend(state, n)) for state, n in counts.items()],
        states={**text.STATES, OUTSIDE: text.STATE_NONE},
        heads=_heads(study),
        rows=[render(row) for row in rows],
        shown=len(codes),
        pages=pages,
        registered=narrate.registered_briefly(registration(study)),
    )  # fmt: skip


def _heads(study: Study) -> list[Text]:
    effect = text.HEAD_EFFECT.format(confidence=number(study.plan.confidence * 100, 0))
    return [
        text.HEAD_TAMBON, text.HEAD_CODE, text.HEAD_AMPHOE, text.HEAD_START, effect,
        text.HEAD_STATE,
    ]  # fmt: skip


def _legend(state: str, count: int) -> Node:
    return el(
        "li",
        el("span", icon(state), " ", number(count, 0), class_="st-count"),
        el("span", text.STATES[state].th, class_="st-label"),
        el("span", text.STATES[state].en, class_="en", lang="en"),
    )


def _row(
    code: str, effect: pd.Series | None, start: Any, register: pd.DataFrame, written: bool
) -> Node:
    """One tambon; outside the programme it has neither effect nor finding."""
    place = find_place(code, register)
    link = f"tambon/{code}/index.html"
    name = el("a", place.name.th, href=link) if written else place.name.th
    state, shown = OUTSIDE, text.MISSING
    if effect is not None:
        state = str(effect["state"])
        indicator = SERIES[effect["indicator"]]
        # Small counts cannot be told here from the effects alone, so none of persons is shown.
        shown = text.MISSING if indicator.counts_persons else effect_text(effect, indicator)[0]
    began = stacked(month(pd.Period(start, "M"))) if start is not None else (text.MISSING,)
    if start is not None and not written:
        began += (el("br"), el("span", *both(text.INDEX_NO_PAGE), class_="st-small"))
    finding = state_nodes(state) if state != OUTSIDE else (el("span", *stacked(text.STATE_NONE)),)
    return el(
        "tr",
        el("th", name, el("br"), el("span", place.name.en, class_="en", lang="en"), scope="row",
           class_="st-row"),
        el("td", el("code", code)),
        el("td", *stacked(place.amphoe_name)),
        el("td", *began),
        el("td", shown, class_="st-number"),
        el("td", el("div", *finding, class_="st-finding"), class_=f"st-state st-{state}"),
    )  # fmt: skip
