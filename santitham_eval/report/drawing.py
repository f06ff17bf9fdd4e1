"""A figure as elements of the page: its letters can be selected, found and read aloud.

Only what matplotlib writes is looked for; ids, which a page may hold once, begin with the name of
the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from santitham_eval.report.html import Node, el
from santitham_eval.text import Text

_PLACE = re.compile(r"^\{[^}]*\}")
_LOCAL = re.compile(r"(?<=url\(#)[\w.-]+|(?<=^#)[\w.-]+")
_HOLDING = frozenset(["clippath", "defs", "g", "pattern", "text", "tspan"])
_REFERRED = frozenset(["clippath", "path", "pattern"])


def drawing(svg: bytes, alt: Text, name: str) -> Node:
    """An SVG of matplotlib inside the page, with its words.

    Parameters
    ----------
    svg : bytes
        As `figures.to_svg` makes it.
    alt : Text
        What it shows.
    name : str
        Unique on the page.
    """
    # Of a figure of our own, not of a file from elsewhere, so that it may be read as it is.
    root = ElementTree.fromstring(svg)
    return el(
        "svg", *_inside(root, name), role="img", aria_label=alt.both(), class_="st-drawing",
        viewbox=root.attrib["viewBox"],
    )  # fmt: skip


def _inside(element: ElementTree.Element, name: str) -> Iterator[Node]:
    """What stands in an element, without groups that hold nothing."""
    for child in element:
        tag = _PLACE.sub("", str(child.tag)).lower()
        if tag in ("style", "metadata"):
            continue
        words = [child.text] if tag in ("text", "tspan") else []
        within = [*words, *_inside(child, name)]
        if within or tag not in _HOLDING:
            yield el(tag, *within, **dict(_attributes(child, tag, name)))


def _attributes(element: ElementTree.Element, tag: str, name: str) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        key, value = _PLACE.sub("", key).lower(), " ".join(value.split())
        if key == "id":
            if tag in _REFERRED:
                yield key, f"{name}-{value}"
        elif key in ("href", "clip-path", "style"):
            yield key, _LOCAL.sub(lambda found: f"{name}-{found[0]}", value)
        else:
            yield key, value
