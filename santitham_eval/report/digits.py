"""Thai digits, in what is Thai.

A number is of the language of its run, and one in no run of that of the page.  Nothing that is
copied, typed or read by machines is touched: code, words that hold a Latin letter (SAF1,
incidents_2557.csv), codes of tambons and versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from santitham_eval.report.html import Node
from santitham_eval.report.languages import (
    BOTH,
    KEPT,
    LATIN,
    NAME,
    THAI,
    class_of,
    is_thai,
    lang_of,
    phrases,
    said,
)
from santitham_eval.thai import thai_digits

_WORD = re.compile(r"[\w./:#=+-]+", re.ASCII)
# Six digits in a row are a code of a tambon: a number of that size has a comma.
_CODE = re.compile(r"\d{6}|\d+(?:\.\d+){2,}")
_COUNTER = re.compile(r"\bcounter\(([\w-]+)\)")
_SIZE = re.compile(r"font-size: ([\d.]+)px")


def numbered(node: Node | str, lang: str) -> Node | str:
    """A tree with Thai digits in what is Thai."""
    if isinstance(node, str):
        return in_thai_digits(node) if lang == "th" else node
    if node.tag in KEPT or "st-code" in class_of(node).split():
        return node
    own = lang_of(node)
    if own == "th" or (own and LATIN.search(said(node))):  # else numbers, in no language
        lang = own
    write: Callable[[str, str], Node | str] = numbered
    if node.tag in BOTH:
        write = digits_of_both
    elif node.tag == "style":
        write = _digits_of_style
    children = tuple(
        write(c, lang) if isinstance(c, str) else numbered(c, lang) for c in node.children
    )
    attributes = {k: digits_of_both(v, lang) if k == NAME else v for k, v in node.attributes}
    if node.tag == "text" and children != node.children and not is_thai(node):
        attributes["style"] = _SIZE.sub(_smaller, attributes.get("style", ""))
    return Node(node.tag, tuple(attributes.items()), children)


def _smaller(size: re.Match[str]) -> str:
    """Numbers on an axis have no more room for being wider."""
    return f"font-size: {float(size[1]) * 0.9:g}px"


def digits_of_both(words: str, lang: str) -> str:
    """Words that may hold both languages, or none."""
    if found := phrases(words):
        halves = (map(_digits_of_thai, phrase) for phrase in found)
        return ": ".join(map("".join, halves))
    if THAI.search(words) or (lang == "th" and not LATIN.search(words)):
        return in_thai_digits(words)
    return words


def _digits_of_style(style: str, lang: str) -> str:
    """Numbers of figures and sections, which the style sheet counts."""
    return _COUNTER.sub(r"counter(\1, thai)", style) if lang == "th" else style


def _digits_of_thai(words: str) -> str:
    return in_thai_digits(words) if THAI.search(words) else words


def in_thai_digits(words: str) -> str:
    """Words of one language with Thai digits, but for codes and what Latin letters stand in."""
    return _WORD.sub(lambda m: m[0] if _is_copied(m[0]) else thai_digits(m[0]), words)


def _is_copied(word: str) -> bool:
    return bool(LATIN.search(word) or _CODE.fullmatch(word.rstrip(".:")))
