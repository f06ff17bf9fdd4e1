"""Display tables and state marks as elements."""

from __future__ import annotations

from itertools import groupby

from santitham_eval import text
from santitham_eval.report.html import Node, both, el, stacked
from santitham_eval.tables import Column, Table
from santitham_eval.text import Text

_RING = " ".join(
    f"M{x1} {y1}A7 7 0 0 1 {x2} {y2}"
    for x1, y1, x2, y2 in (
        (10, 3, 13.5, 3.94), (16.06, 6.5, 17, 10), (16.06, 13.5, 13.5, 16.06),
        (10, 17, 6.5, 16.06), (3.94, 13.5, 3, 10), (3.94, 6.5, 6.5, 3.94),
    )
)  # fmt: skip
_SHAPES = {
    "improved": ("st-fill", "M10 3 18 17H2Z"),
    "worsened": ("st-fill", "M10 17 2 3H18Z"),
    "no_large_change": ("st-line", "M3 7H17M3 13H17"),
    "insufficient": ("st-line", _RING),
    "not_assessed": ("st-line", "M4 4 16 16M16 4 4 16"),
}


STATE_COLOURS = {
    "improved": "#0b6e4f",
    "worsened": "#a63c06",
    "no_large_change": "#1f5f99",
    "insufficient": "#5b6773",
    "not_assessed": "#5b6773",
}
"""Colours of the states on paper, as in the style sheet."""


def icon(state: str) -> Node:
    """The shape of a state; the word beside it says the same, so it is hidden from readers."""
    return el(
        "svg", shape(state), viewbox="0 0 20 20", class_=f"st-icon st-{state}", aria_hidden="true"
    )


def shape(state: str) -> Node:
    """The shape of a state alone, within 20 by 20 units."""
    kind, path = _SHAPES[state]
    return el("path", d=path, class_=kind)


def shape_svg(state: str) -> str:
    """The shape of a state as an SVG document of its own, in its colour."""
    kind, path = _SHAPES[state]
    filled, colour = kind == "st-fill", STATE_COLOURS[state]
    drawn = f'fill="{colour}"' if filled else f'fill="none" stroke="{colour}" stroke-width="2.6"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
        f'<path d="{path}" {drawn}/></svg>'
    )


def state_nodes(state: str) -> tuple[Node | str, ...]:
    """Shape and word of a state."""
    words = text.STATES[state]
    return (
        icon(state),
        el("span", words.th, el("br"), el("span", words.en, class_="en", lang="en")),
    )


def table_node(table: Table, name: str, on_screen: Text | None = None) -> Node:
    """A display table as an accessible table inside its own scrolling box.

    Parameters
    ----------
    table : Table
    name : str
        Unique on the page.
    on_screen : Text, optional
        Where it is to be read, of a table too long for paper; there only its caption is printed.
    """
    words = el("span", *both(table.caption), class_="st-caption")
    caption = el("caption", words, id=f"{name}-caption")
    head = el(
        "tr", *(el("th", *_head(c), scope="col", class_=f"st-head-{c.kind}") for c in table.columns)
    )
    grid = el("table", caption, el("thead", head), *_bodies(table))
    box = scrolling(grid, f"{name}-caption")
    notes = [el("p", *both(note), class_="st-note") for note in table.notes]
    if on_screen and len(table.frame):
        elsewhere = el("p", *both(on_screen), class_="st-note st-paper")
        return el("div", box, elsewhere, *notes, class_="st-table st-unprinted")
    return el("div", box if len(table.frame) else None, *notes, class_="st-table")


def scrolling(inside: Node, labelled_by: str) -> Node:
    """A box that scrolls by itself where the screen is narrow, by keyboard too."""
    return el(
        "div", inside, class_="st-scroll", role="region", tabindex="0", aria_labelledby=labelled_by
    )


def _head(column: Column) -> tuple[Node | str, ...]:
    if column.head.th == column.head.en:
        return (column.head.th,)
    return (column.head.th, el("br"), el("span", column.head.en, class_="en", lang="en"))


def _bodies(table: Table) -> list[Node]:
    """Rows, in one body for each run of the grouping column."""
    rows = [{str(k): str(v) for k, v in row.items()} for row in table.frame.to_dict("records")]
    key = table.group
    if key is None:
        return [el("tbody", *(_row(row, table) for row in rows))]
    bodies = []
    for _, run in groupby(rows, key=lambda row: row[key]):
        members = list(run)
        head = el(
            "th", members[0][key], " ", el("span", members[0][f"{key}_en"], class_="en", lang="en"),
            scope="rowgroup", colspan=str(len(table.columns)), class_="st-group",
        )  # fmt: skip
        bodies.append(el("tbody", el("tr", head), *(_row(row, table) for row in members)))
    return bodies


def _row(row: dict[str, str], table: Table) -> Node:
    if table.across and row[table.across]:
        words = Text(row[table.across], row[f"{table.across}_en"])
        cell = el("td", *stacked(words), colspan=str(len(table.columns)), class_="st-across")
        return el("tr", cell)
    return el("tr", *(_cell(row, column) for column in table.columns))


def _cell(row: dict[str, str], column: Column) -> Node:
    value = row[column.key]
    if column.kind == "state":
        return el("td", el("div", *state_nodes(value), class_="st-finding"), class_="st-state")
    content: list[Node | str] = [value if column.kind != "code" else el("code", value)]
    content += _second(row.get(f"{column.key}_en", ""))
    if column.also:
        english = el("span", row.get(f"{column.also}_en", ""), class_="en", lang="en")
        content += [el("br"), el("span", row[column.also], " ", english, class_="st-small")]
    if column.kind == "row":
        return el("th", *content, scope="row", class_="st-row")
    return el("td", *content, class_=f"st-{column.kind}")


def _second(english: str) -> list[Node | str]:
    return [el("br"), el("span", english, class_="en", lang="en")] if english else []
