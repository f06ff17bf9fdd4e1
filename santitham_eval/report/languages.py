"""Which language a piece of a page is in: asked of its elements and of its words."""

from __future__ import annotations

import re

from santitham_eval.report.html import Node

THAI, LATIN = re.compile("[ก-๛]"), re.compile("[A-Za-z]")
BOTH = frozenset(["option", "text", "title", "tspan"])
"""Elements of words alone, in which both languages may stand in one."""
KEPT = frozenset(["code", "pre", "script"])
"""What is copied, typed or run, and so in no language."""
NAME = "aria-label"
"""An attribute that is read aloud, in both languages."""
_WORD = re.compile("[A-Za-z]{2}")


def phrases(words: str) -> list[tuple[str, str, str]]:
    """Each phrase of words that hold both languages: one, what is between, the other.

    There are two where a colon joins one phrase to the next, and none where one language is alone.
    """
    parts = words.split(" / ")
    if len(parts) == 3:
        english, colon, thai = parts[1].partition(": ")
        if colon and _are_two(parts[0], english) and _are_two(thai, parts[2]):
            return [(parts[0], " / ", english), (thai, " / ", parts[2])]
    for between in (" / ", "  "):
        parts = words.split(between)
        for at in range(1, len(parts)):
            first, second = between.join(parts[:at]), between.join(parts[at:])
            if _are_two(first, second) or _are_two(second, first):
                return [(first, between, second)]
    return []


def _are_two(thai: str, english: str) -> bool:
    return bool(THAI.search(thai) and _WORD.search(english)) and not THAI.search(english)


def is_thai(node: Node | str) -> bool:
    """Whether something is Thai, and no English stands in it in a run of its own."""
    if isinstance(node, Node) and (node.tag == "svg" or _holds_english(node)):
        return False
    return bool(THAI.search(said(node)))


def said(node: Node | str) -> str:
    """All the text of something."""
    return node if isinstance(node, str) else "".join(map(said, node.children))


def lang_of(node: Node) -> str:
    """The language that an element says it is in, if it does."""
    return dict(node.attributes).get("lang", "")


def class_of(node: Node) -> str:
    """The class of an element, if it has one."""
    return dict(node.attributes).get("class", "")


def _holds_english(node: Node) -> bool:
    inside = [child for child in node.children if isinstance(child, Node)]
    return any(lang_of(child) == "en" or _holds_english(child) for child in inside)
