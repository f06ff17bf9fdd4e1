"""Where lines of Thai may end: between words, which no space parts, and nowhere within one."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Any

from santitham_eval import text

SPACE, JOINER = "\u200b", "\u2060"
"""Signs without width that say where a line may end and where it may not; nobody's words."""
_THAI = "\u0e01-\u0e5b"
_MARKS = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
_BETWEEN = re.compile(f"(?<=[{_THAI}])(?=[{_THAI}])(?![{_MARKS}])")
_RUN = re.compile(f"[{_THAI}]+")
_LONGEST = 24
_LONG = re.compile(rf"[^\s{SPACE}]{{{_LONGEST}}}(?=[^\s{SPACE}{_MARKS}])")
_CLOSING = ("ๆ", "ฯ")  # belong to the word before, also with a space between


def breakable(words: str) -> str:
    """Words whose lines end between Thai words, and nowhere within one.

    typst guesses where Thai words end, and would part ตำบ|ล.  Signs without width, which nobody
    copies out of the PDF, say where a line may end and where it may not.
    """
    words = _RUN.sub(lambda run: _marked(run[0]), words)
    return re.sub(f" (?=[{''.join(_CLOSING)}])", f" {JOINER}", words)


def parted(words: str) -> str:
    """Words with a sign wherever a line may end but at spaces, also in words too long to keep."""
    words = breakable(words).replace(f" {JOINER}", "\u00a0").replace(JOINER, "")
    return _LONG.sub(rf"\g<0>{SPACE}", words)


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
