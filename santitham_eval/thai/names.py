"""Names of places, however they were typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Level = Literal["tambon", "amphoe", "province"]

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
LONGEST_NAME = 100
"""Signs of a place's name; the longest in Thailand is not half as long."""
# Unassigned and private signs, controls, surrogates, line ends, and what turns the direction.
_UNFIT = frozenset(["Cc", "Cn", "Co", "Cs", "Zl", "Zp"])
_TURNS = re.compile("[\u061c\u202a-\u202e\u2066-\u206f]")
_HYPHENS = re.compile("[-\u2010-\u2015\u2212]")
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_AM = re.compile(f"(?:\u0e4d([{_MARKS}]*)\u0e32|\u0e33)([{_MARKS}]*)")
_RUN = re.compile(f"[{_MARKS}]+")
# Vowels stand before tone marks, and the silencer and the nikhahit last.
_ORDER = "".join(map(chr, [0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4D), 0xE4E, 0xE4D]))

_PREFIXES: dict[Level, str] = {
    "tambon": r"องค์การบริหารส่วนตำบล|เทศบาล(?:ตำบล|เมือง|นคร)|อบต\.?|ท[ตมน]\.|ตำบล|ต\.",
    "amphoe": r"(?:ท้องถิ่น)?(?:เทศบาล(?:ตำบล|เมือง|นคร)?ใน)?(?:กิ่งอำเภอ|กิ่งอ\.|อำเภอ|อ\.)|ท้องถิ่น",
    "province": r"จังหวัด|จ\.",
}


def without_zero_width(words: str) -> str:
    """The words without marks that nobody sees."""
    return _ZERO_WIDTH.sub("", words)


def is_fit_name(name: str, longest: int = LONGEST_NAME) -> bool:
    """Whether words may be a place's name: not too long, and nothing in them that is not seen.

    Zero-width spaces are let pass, since Thai typing leaves many and they are dropped anyway.
    """
    if len(name) > longest or _TURNS.search(name):
        return False
    return not any(unicodedata.category(sign) in _UNFIT for sign in name)


def normalise_name(name: str) -> str:
    """One spelling for names that differ only in how they were typed.

    Mends nikhahit + sara aa typed for sara am, double sara e typed for sara ae, doubled and
    misplaced combining marks; drops zero-width marks and hyphens; folds spaces.
    """
    if len(name) > LONGEST_NAME:  # no name; putting many marks in order takes minutes
        return name
    before, after = None, unicodedata.normalize("NFC", name)
    while before != after:  # one mend may lay another bare
        before, after = after, _mend(after)
    return after


def _mend(name: str) -> str:
    name = _HYPHENS.sub("", without_zero_width(name))
    name = re.sub(r"\s+", " ", name).strip().replace("เเ", "แ")
    name = _AM.sub(lambda m: f"\u0e4d{m[1] or ''}{m[2]}\u0e32", name)
    name = _RUN.sub(lambda m: "".join(sorted(set(m[0]), key=_ORDER.index)), name)
    return name.replace("\u0e4d\u0e32", "\u0e33")


def strip_prefix(name: str, level: Level) -> str:
    """A place's bare name: ต.ยะหา, ตำบลยะหา, อบต.ยะหา are all ยะหา.

    A name that is nothing but the prefix is left as it stands.
    """
    bare = normalise_name(name)
    rest = re.sub(rf"^(?:{_PREFIXES[level]})\s*", "", bare)
    return rest or bare


def name_key(name: str, level: Level) -> str:
    """What two spellings of one place's name have in common, for comparing only."""
    return strip_prefix(name, level).replace(" ", "").replace(".", "").casefold()
