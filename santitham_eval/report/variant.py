"""A finished page in another dress: English before Thai, Thai digits.

Every page is made Thai first with 0-9.  The variants are made of that page as a whole, by rules
that know nothing of its parts, so that what is added to a page later follows them too:

- English beside Thai (a span of its own language behind it) changes places and dress with it;
  names of axes and cells that have room for one language only are said in English (`labels`);
  what else stands in Thai alone stays where it is and is marked as Thai.
- Thai digits are written in what is Thai (`digits`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TypeGuard

from santitham_eval import text
from santitham_eval.report.digits import numbered
from santitham_eval.report.html import Node, read, render
from santitham_eval.report.labels import english_first, in_english
from santitham_eval.report.languages import (
    BOTH,
    KEPT,
    LATIN,
    NAME,
    class_of,
    is_thai,
    lang_of,
    said,
)
from santitham_eval.study import Pages

_SENTENCE = re.compile(r"(?<=[.?!”]) +(?=[A-Z“])")
_STYLE = Path(__file__).parent / "templates" / "variant.css"
_COMMAND = re.compile("santitham-eval (report|site|run) ")
_COUNT = "count.textContent = shown;"
"""The one number that a script writes."""


def dressed(page: str, pages: Pages) -> str:
    """A finished page as a study wants its pages; as it is where that is the usual way.

    Nothing on it is lost but the words "In English", which would stand before English.
    """
    if pages == Pages():
        return page
    before, opening, rest = page.partition("<html")
    root = [_fitted(node, pages) for node in read(opening + rest)]
    if pages.language == "en":
        root = [_marked(_turned(node)) for node in root]
    if pages.digits == "thai":
        root = [numbered(node, pages.language) for node in root]
    return before + "".join(render(node) for node in root)


def scripted(script: str, pages: Pages) -> str:
    """The index's script, which writes its one number as the page writes it."""
    if pages != Pages(digits="thai"):
        return script
    digit = "function (digit) { return String.fromCharCode(0xE50 + Number(digit)); }"
    return script.replace(_COUNT, f"count.textContent = String(shown).replace(/[0-9]/g, {digit});")


def _fitted(node: Node | str, pages: Pages) -> Node | str:
    """A tree with room for what is wider, and whose commands ask for the same variant again."""
    if isinstance(node, str):
        return node
    if node.tag == "style":
        return replace(node, children=(*node.children, _STYLE.read_text("utf-8")))
    first = node.children[0] if node.children else ""
    if node.tag == "code" and isinstance(first, str) and _COMMAND.match(first):
        usual = Pages()
        asked = [f" --lang {pages.language}"] if pages.language != usual.language else []
        asked += [f" --digits {pages.digits}"] if pages.digits != usual.digits else []
        return replace(node, children=(first + "".join(asked),))
    return replace(node, children=tuple(_fitted(child, pages) for child in node.children))


def _turned(node: Node | str) -> Node | str:
    """A tree with English before Thai."""
    if isinstance(node, str):
        return node
    children = tuple(_turned(child) for child in node.children)
    attributes = {k: english_first(v) if k == NAME else v for k, v in node.attributes}
    if node.tag in ("td", "text") and len(children) == 1 and isinstance(children[0], str):
        children = (in_english(children[0]),)
    if node.tag == "html":
        attributes["lang"] = "en"
    elif node.tag == "style":
        children = tuple(_turned_style(str(child)) for child in children)
    elif node.tag in BOTH:
        children = tuple(english_first(c) if isinstance(c, str) else c for c in children)
    elif any(_is_summary(child) for child in node.children):
        children = tuple(_turned_summary(children))
    else:
        children = tuple(_turned_lines(_turned_pairs(children)))
    return Node(node.tag, tuple(attributes.items()), children)


def _turned_style(style: str) -> str:
    for words in text.STYLE_WORDS:
        style = style.replace(f'"{words.th}"', f'"{words.en}"')
    return style


def _turned_pairs(children: tuple[Node | str, ...]) -> list[Node | str]:
    """Each English span and the Thai before it (text, or an element of text) in turn."""
    out: list[Node | str] = []
    for child in children:
        at = next((n for n in reversed(range(len(out))) if not _parts(out[n])), -1)
        first = out[at] if at >= 0 else ""
        if not _is_beside(child) or not is_thai(first):
            out.append(child)
            continue
        english = Node("span", (("lang", "en"),), child.children)
        dress = tuple((k, "th" if k == "lang" else v) for k, v in child.attributes)
        between = out[at + 1 :]
        if isinstance(first, Node):
            lead, there = "", replace(first, children=(english,))
            thai = Node("span", dress, first.children)
        else:
            core = first.strip()
            lead, _, tail = first.partition(core)
            there, thai = english, Node("span", dress, (core,))
            between = [tail, *between] if tail else between
        out[at:] = [*([lead] if lead else []), there, *between, thai]
    return out


def _parts(node: Node | str) -> bool:
    """Whether something only parts two languages: space, or a new line."""
    return node.tag == "br" if isinstance(node, Node) else not node.strip()


def _is_beside(node: Node | str) -> TypeGuard[Node]:
    return (
        isinstance(node, Node) and node.tag == "span" and lang_of(node) == "en" and bool(said(node))
    )


def _is_summary(node: Node | str) -> TypeGuard[Node]:
    """A paragraph that says in English what the Thai paragraphs around it do."""
    return isinstance(node, Node) and node.tag == "p" and lang_of(node) == "en"


def _turned_summary(children: tuple[Node | str, ...]) -> Iterator[Node | str]:
    """The English of a verdict in the place and dress of the Thai, and the other way round."""
    summary = next(child for child in children if _is_summary(child))
    thai = [c for c in children if isinstance(c, Node) and class_of(c) in ("", "st-headline")]
    first = thai[0] if thai else summary
    words = "".join(c for c in summary.children if isinstance(c, str)).strip()
    headline, *rest = _SENTENCE.split(words)
    for child in children:
        if child is first:
            place = first.attributes if thai else ()
            yield Node("p", (*place, ("lang", "en")), (headline,))
            yield from (Node("p", (("lang", "en"),), (more,)) for more in rest)
        if child in thai:
            yield Node("p", (("class", class_of(summary)),), child.children)
        elif child is not summary:
            yield child


def _turned_lines(children: list[Node | str]) -> Iterator[Node | str]:
    """Lines of one label of a drawing, each an element that keeps its place."""
    for is_label, run in groupby(children, key=lambda c: isinstance(c, Node) and c.tag == "text"):
        lines = list(run)
        if not is_label or not is_thai(lines[0]):
            yield from lines
            continue
        labels = [line for line in lines if isinstance(line, Node)]
        words = sorted((line.children for line in labels), key=lambda c: any(map(is_thai, c)))
        yield from (replace(line, children=w) for line, w in zip(labels, words, strict=True))


def _marked(node: Node | str) -> Node | str:
    """A tree in which all that is Thai says so."""
    if isinstance(node, str) or node.tag in (*KEPT, "style"):
        return node
    if lang_of(node) and node.tag != "html":
        return node
    alone = all(isinstance(child, str) for child in node.children)
    if alone and is_thai(node):
        mixed = node.tag in BOTH and LATIN.search(said(node))
        return node if mixed else replace(node, attributes=(*node.attributes, ("lang", "th")))
    return replace(node, children=tuple(_in_thai(child) for child in node.children))


def _in_thai(child: Node | str) -> Node | str:
    if isinstance(child, str) and is_thai(child):
        return Node("span", (("lang", "th"),), (child,))
    return _marked(child)
