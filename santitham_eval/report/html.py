"""The only HTML that a page is made of: a small tree of allowed elements, all text escaped.

`clean` brings HTML from elsewhere (an executed notebook) through the same gate: it is read into
a tree of allowed elements and written out anew, so nothing else can reach a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup, escape

from santitham_eval.text import Text

_TAGS = """a br caption code dd details div dl dt figcaption figure h1 h2 h3 h4 header li nav ol
p section span strong summary table tbody td tfoot th thead tr ul
svg circle clippath defs g path pattern rect text title tspan use"""
_ATTRIBUTES = """aria-current aria-hidden aria-label aria-labelledby class colspan cx cy d fill
height id lang patternunits r role scope stroke stroke-linecap stroke-linejoin stroke-width
tabindex transform viewbox width x y"""
_DROPPED = "script style template iframe object noscript title textarea"
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
EMPTY = frozenset(["circle", "path", "rect", "use"])
"""Elements of drawings that hold nothing; unless closed, what follows would be inside them."""
VOID = EMPTY | {"br", "input", "meta"}
RAW = frozenset(["script", "style"])
"""Of the library's own pages alone: what stands in them is no text."""
_DROPPED_WHOLE = frozenset(_DROPPED.split())
_LINK = re.compile(r"#[\w-]*|(?:\.\./)*[\w][\w./-]*")
_WITHIN = re.compile(r"#[\w.-]+")
_CLIP = re.compile(r"url\(#[\w.-]+\)")
_STYLE = re.compile(
    r"(?:(?:fill|stroke|opacity|font|text-anchor)[a-z-]*: "
    r"(?:url\(#[\w.-]+\)|[\w#.,' -]+)(?:; |$))+"
)


@dataclass(frozen=True)
class Node:
    """One element; children are elements or plain text."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Node | str, ...]


def el(tag: str, *children: Node | str | None, **attributes: str | None) -> Node:
    """Make an element; ``class_`` stands for class, ``aria_label`` for aria-label.

    Raises
    ------
    ValueError
        For an element or attribute that pages do not use, or an address that leaves the site.
    """
    named = {
        key.rstrip("_").replace("_", "-"): value
        for key, value in attributes.items()
        if value is not None
    }
    if tag not in TAGS or not all(_allowed(tag, *pair) for pair in named.items()):
        raise ValueError(f"<{tag}> {named}")
    return Node(tag, tuple(named.items()), tuple(c for c in children if c is not None))


def render(node: Node | str) -> Markup:
    """Write a tree out, every text and attribute escaped."""
    pieces: list[str] = []
    _write(node, pieces)
    return Markup("".join(pieces))


def _write(node: Node | str, pieces: list[str]) -> None:
    """Add a tree as text; names of elements and attributes are of the lists above."""
    if isinstance(node, str):
        pieces.append(escape(str(node)))
        return
    attributes = [f' {name}="{escape(str(value))}"' for name, value in node.attributes]
    pieces.append(f"<{node.tag}{''.join(attributes)}{'/' if node.tag in EMPTY else ''}>")
    if node.tag not in VOID:
        for child in node.children:
            if isinstance(child, str) and node.tag in RAW:
                pieces.append(child)
            else:
                _write(child, pieces)
        pieces.append(f"</{node.tag}>")


def clean(html: str) -> Markup:
    """Foreign HTML with only allowed elements, attributes and addresses left."""
    return Markup("").join(render(child) for child in _Gate().read(html))


def read(html: str) -> list[Node | str]:
    """The tree of the library's own HTML, as it is."""
    return _Reader().read(html)


def both(words: Text, separator: str = " ") -> tuple[Node | str, ...]:
    """Thai, then English in a run of its own language."""
    return (words.th, separator, el("span", words.en, class_="en", lang="en"))


def stacked(words: Text) -> tuple[Node | str, ...]:
    """Thai, with English on the line below."""
    return (words.th, el("br"), el("span", words.en, class_="en", lang="en"))


def _allowed(tag: str, name: str, value: str) -> bool:
    pattern = {
        "href": _WITHIN if tag == "use" else _LINK, "clip-path": _CLIP, "style": _STYLE,
    }.get(name)  # fmt: skip
    return name in ATTRIBUTES if pattern is None else pattern.fullmatch(value) is not None


class _Reader(HTMLParser):
    """Reads HTML into a tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, tuple[tuple[str, str], ...], list[Node | str]]] = [("", (), [])]

    def read(self, html: str) -> list[Node | str]:
        """The tree of some HTML; what is left open in it is closed."""
        self.feed(html)
        self.close()
        while len(self._open) > 1:
            self._shut()
        return self._open[0][2]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((k, v or "") for k, v in attrs)
        if tag in VOID:
            self._open[-1][2].append(Node(tag, attributes, ()))
        else:
            self._open.append((tag, attributes, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _, _ in self._open]:
            while self._shut() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1][2].append(data)

    def _shut(self) -> str:
        tag, attributes, children = self._open.pop()
        self._open[-1][2].append(Node(tag, attributes, tuple(children)))
        return tag


class _Gate(_Reader):
    """Reads HTML into a tree of allowed elements."""

    def __init__(self) -> None:
        super().__init__()
        self._dropping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED_WHOLE and not self._names_a_shape(tag):
            self._dropping += 1
        if tag in TAGS and not self._dropping and self._open[-1][0] != "title":
            super().handle_starttag(tag, [(k, v) for k, v in attrs if _allowed(tag, k, v or "")])

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED_WHOLE and not self._names_a_shape(tag):
            self._dropping = max(0, self._dropping - 1)
        if not self._dropping:
            super().handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            super().handle_data(data)

    def _names_a_shape(self, tag: str) -> bool:
        """Whether a title is one of a drawing, which holds words alone; a page's own is dropped."""
        drawn = any(name == "svg" for name, _, _ in self._open)
        return tag == "title" and drawn and not self._dropping
