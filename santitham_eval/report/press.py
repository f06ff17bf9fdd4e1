"""A4 pages by typst: words come to it as data, never as its code; letters from the package."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl

from santitham_eval import text
from santitham_eval.report.copying import JOINER, SPACE, copyable
from santitham_eval.report.page import straight

TEMPLATE = "brief.typ"
PLAIN = "plain"
_THAI = "\u0e01-\u0e5b"
_MARKS = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
_BETWEEN = re.compile(f"(?<=[{_THAI}])(?=[{_THAI}])(?![{_MARKS}])")
_RUN = re.compile(f"[{_THAI}]+")
_CLOSING = ("ๆ", "ฯ")  # belong to the word before, also with a space between


def pdf(content: Mapping[str, Any], chart: bytes) -> bytes:
    """A tagged PDF of what the template shows of some content; the same bytes for the same."""
    return copyable(typeset(content, "pdf", chart))


def typeset(
    content: Mapping[str, Any],
    form: Literal["pdf", "png"],
    chart: bytes = b"",
    template: bytes | None = None,
) -> bytes:
    """What typst makes of some content.

    Parameters
    ----------
    content : mapping
        Words, numbers, lists and mappings, given to the template as JSON; words below ``plain``
        are no lines of text.
    form : str
        "pdf", or "png" to look at the first page.
    chart : bytes
        A drawing as SVG, with its letters as outlines.
    template : bytes
        Other than the library's own.
    """
    import typst  # eighty megabytes, which nothing else needs

    package = resources.files(__package__)
    with ExitStack() as stack:
        own = stack.enter_context(resources.as_file(package / "fonts"))
        fonts: list[Any] = [own, Path(mpl.get_data_path()) / "fonts" / "ttf"]
        made = typst.compile(
            template or (package / "templates" / TEMPLATE).read_bytes(),
            font_paths=fonts,
            ignore_system_fonts=True,
            format=form,
            sys_inputs={"content": json.dumps(_broken(content)), "chart": chart.decode()},
        )
    return made if isinstance(made, bytes) else made[0]


def breakable(words: str) -> str:
    """Words whose lines end between Thai words, and nowhere within one.

    typst guesses where Thai words end, and would part ตำบ|ล.  Signs without width, which nobody
    copies out of the PDF, say where a line may end and where it may not.
    """
    words = _RUN.sub(lambda run: _marked(run[0]), words)
    return re.sub(f" (?=[{''.join(_CLOSING)}])", f" {JOINER}", words)


def _marked(run: str) -> str:
    out = ""
    for word in _segment(run):
        between = JOINER if not out or word.startswith(_CLOSING) else SPACE
        out += (between if out else "") + _BETWEEN.sub(JOINER, word)
    return out


@cache
def _segment(run: str) -> tuple[str, ...]:
    # On import it makes a folder in the user's home, unless it is told not to write.
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    from pythainlp.tokenize import word_tokenize

    return tuple(word_tokenize(run, custom_dict=_dictionary(), engine="newmm-safe"))


@cache
def _dictionary() -> Any:
    """Thai words, and terms of the study that are not to be parted either."""
    from pythainlp.corpus.common import thai_words
    from pythainlp.util import dict_trie

    return dict_trie({*thai_words(), *(state.th for state in text.STATES.values()), "ตัวชี้วัด"})


def _broken(content: Any) -> Any:
    """The same content with every word of it breakable."""
    if isinstance(content, str):
        return breakable(straight(content))
    if isinstance(content, Mapping):
        return {k: v if k == PLAIN else _broken(v) for k, v in content.items()}
    if isinstance(content, (list, tuple)):
        return [_broken(value) for value in content]
    return content
