"""Maps as elements of the page, coloured by its style sheet so that they hold in the dark too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.table import shape
from santitham_eval.tables import find_place, number
from santitham_eval.text import Text

_NUMBER = re.compile(r"-?\d+")
OUTSIDE = "outside"
_MARKED = ("improved", "worsened", "no_large_change")
_ICON = 20
_EDGE = 6  # units of the drawing left free around it


def viewbox(area: pd.DataFrame) -> str:
    """What of its plane the drawing of a built table ``map`` fills."""
    low, high = np.array([0, 0]), np.array([0, 0])
    for outline in area["outline"]:
        for ring in str(outline).split("z")[:-1]:
            # A ring's first pair is its place, and each later one a step from the one before.
            corners = np.array(_NUMBER.findall(ring), int).reshape(-1, 2).cumsum(axis=0)
            low, high = np.minimum(low, corners.min(0)), np.maximum(high, corners.max(0))
    left, top = low - _EDGE
    width, height = high - low + 2 * _EDGE
    return f"{left} {top} {width} {height}"


def hatch(name: str) -> Node:
    """Slanting lines, which the style sheet fills a class of shapes with."""
    line = el("path", d="M0 8L8 0M-2 2L2 -2M6 10L10 6")
    pattern = el("pattern", line, id=name, patternunits="userSpaceOnUse", width="8", height="8")
    return el("defs", pattern)


def place_map(
    area: pd.DataFrame, register: pd.DataFrame, kinds: Mapping[str, str], alt: Text
) -> Node:
    """A map on which each tambon is of one kind, named where the pointer rests.

    Parameters
    ----------
    area : DataFrame
        The built table ``map``.
    register : DataFrame
    kinds : mapping
        Code to a key of `text.MAP_KINDS`; whoever is not there is "other".
    alt : Text
        What it shows.
    """
    order = list(text.MAP_KINDS)[::-1]  # who matters most is drawn last, over the others' borders
    rows = sorted(
        area.to_dict("records"),
        key=lambda row: (order.index(kinds.get(row["tambon"], "other")), row["tambon"]),
    )
    shapes = []
    for row in rows:
        kind = kinds.get(row["tambon"], "other")
        drawn = el("path", d=row["outline"], class_=f"st-{kind}")
        if kind not in ("other", "treated"):  # the page need not name all of a province
            place = find_place(row["tambon"], register)
            named = el("title", f"{place.name.both()}: {text.MAP_KINDS[kind].both()}")
            drawn = el("g", named, drawn)
        shapes.append(drawn)
    return el(
        "svg", hatch("st-hatch"), *shapes, role="img", aria_label=alt.both(),
        class_="st-map", viewbox=viewbox(area),
    )  # fmt: skip


def index_map(
    area: pd.DataFrame,
    register: pd.DataFrame,
    states: Mapping[str, str],
    written: Collection[str],
) -> Node:
    """Every tambon by its finding, by code; whoever has a page is a link to it.

    Parameters
    ----------
    area : DataFrame
        The built table ``map``.
    register : DataFrame
    states : mapping
        Code to its state; whoever is not there is outside the programme.
    written : collection of str
        Codes of tambons that have a page.
    """
    shapes = []
    for row in area.sort_values("tambon").to_dict("records"):
        code = str(row["tambon"])
        state, place = states.get(code, OUTSIDE), find_place(code, register)
        words = text.STATES.get(state, text.STATE_NONE)
        said = Text(f"{place.name.th} {words.th}", f"{place.name.en}: {words.en}").both()
        drawn: list[Node] = [el("title", said), el("path", d=row["outline"])]
        if state in _MARKED:
            corner = {"x": str(row["x"] - _ICON // 2), "y": str(row["y"] - _ICON // 2)}
            drawn.append(el("use", href=f"#st-i-{state}", **corner))
        there = code in written
        link = {"href": f"tambon/{code}/index.html", "aria_label": said} if there else {}
        shapes.append(
            el("a" if there else "g", *drawn, id=f"m{code}", class_=f"st-{state}", **link)
        )
    marks = [el("g", shape(state), id=f"st-i-{state}", class_="st-mark") for state in _MARKED]
    words = text.INDEX_MAP_TILES if (area["basis"] == "tile").any() else text.INDEX_MAP
    svg = el(
        "svg", hatch("st-hatch"), el("defs", *marks), *shapes, role="group",
        aria_label=words.both(), class_="st-map st-map-index", viewbox=viewbox(area),
    )  # fmt: skip
    named = {**text.STATES, OUTSIDE: text.STATE_NONE}
    here = [state for state in named if state in {states.get(c, OUTSIDE) for c in area["tambon"]}]
    samples = el("ul", *(_sample(s, named[s], "st-map-index") for s in here), class_="st-legend")
    return el("figure", svg, samples, el("figcaption", *both(words)))


def legend(kinds: Collection[str], instead: Mapping[str, Text]) -> Node:
    """What each kind on the map looks like, of those that are on it."""
    return el("ul", *(_sample(k, w) for k, w in _named(kinds, instead)), class_="st-legend")


def _named(kinds: Collection[str], instead: Mapping[str, Text]) -> Iterator[tuple[str, Text]]:
    for kind, words in text.MAP_KINDS.items():
        if kind in kinds:
            yield kind, instead.get(kind, words)


def _sample(kind: str, words: Text, more: str = "") -> Node:
    square = el("path", d="M1 1h18v18h-18z", class_=f"st-{kind}")
    drawn = el(
        "svg",
        square,
        viewbox="0 0 20 20",
        class_=f"st-map st-swatch {more}".strip(),
        aria_hidden="true",
    )
    return el("li", drawn, " ", *both(words))


def map_figure(
    area: pd.DataFrame,
    register: pd.DataFrame,
    tambon: str,
    linked: Mapping[str, Collection[str]],
    said: Text,
    beside_out: bool,
) -> tuple[Node, Text]:
    """The map of one tambon with its legend, and what it shows in words.

    Parameters
    ----------
    area, register : DataFrame
    tambon : str
        Whose map it is.
    linked : mapping
        Kind to the codes that are of it; where a tambon is of several, the first in
        `text.MAP_KINDS` holds.
    said : Text
        How many it is linked with.
    beside_out : bool
        Whether adjacent tambons are left out of comparisons.
    """
    kinds = {tambon: "own"}
    for kind in text.MAP_KINDS:
        for code in linked.get(kind, ()):
            kinds.setdefault(code, kind)
    place = find_place(tambon, register)
    alt = [text.MAP_TITLE.format(place=place.name), said]
    if len(linked.get("beside", ())):
        names = [find_place(code, register).name for code in sorted(linked["beside"])]
        listed = Text(", ".join(n.th for n in names), ", ".join(n.en for n in names))
        alt.append(text.MAP_BESIDE.format(n=number(len(names), 0), names=listed))
    if (area["basis"] == "tile").any():
        alt.append(text.MAP_TILES)
    words = Text(" ".join(t.th for t in alt), " ".join(t.en for t in alt))
    here = {kinds.get(code, "other") for code in area["tambon"]}
    instead = {} if beside_out else {"beside": text.MAP_BESIDE_IN}
    caption = el("figcaption", *both(words))
    figure = el("figure", place_map(area, register, kinds, alt[0]), legend(here, instead), caption)
    return figure, words
