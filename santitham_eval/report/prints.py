"""The page that lists what has been printed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from santitham_eval import text
from santitham_eval.report.html import Node, both, el, stacked
from santitham_eval.report.plain import plain_page
from santitham_eval.report.table import scrolling
from santitham_eval.study import Study
from santitham_eval.tables import find_place


def prints_html(
    study: Study, register: pd.DataFrame, printed: Mapping[str, Collection[str]]
) -> str:
    """Every tambon of which there is a print, by code, with a link to each.

    Parameters
    ----------
    study : Study
    register : DataFrame
    printed : mapping
        Tambons and the names of their prints; empty where nothing has been printed.
    """
    rows = [_row(code, names, register) for code, names in sorted(printed.items()) if names]
    if not rows:
        return plain_page(
            study, text.PRINTS_TITLE, text.PRINTS_LEAD, [el("p", *both(text.PRINTS_NONE))]
        )
    caption = el("span", *both(text.PRINTS_CAPTION), class_="st-caption")
    heads = (text.HEAD_TAMBON, *text.PRINTS.values())
    grid = el(
        "table",
        el("caption", caption, id="prints-caption"),
        el(
            "thead",
            el("tr", *(el("th", *stacked(head), scope="col", class_="st-print") for head in heads)),
        ),
        el("tbody", *rows),
    )
    table = el("div", scrolling(grid, "prints-caption"), class_="st-table")
    return plain_page(study, text.PRINTS_TITLE, text.PRINTS_LEAD, [table])


def _row(code: str, names: Collection[str], register: pd.DataFrame) -> Node:
    place = find_place(code, register)
    where = el("span", *both(place.amphoe_name), " ", el("code", code), class_="st-small")
    cells = []
    for name, words in text.PRINTS.items():
        said = text.PRINTS_LINK.format(what=words, name=place.name).both()
        link = el("a", "PDF", href=f"../tambon/{code}/{name}", aria_label=said)
        cells.append(el("td", link if name in names else text.MISSING, class_="st-print"))
    return el(
        "tr",
        el("th", *stacked(place.name), el("br"), where, scope="row", class_="st-row st-name"),
        *cells,
    )
