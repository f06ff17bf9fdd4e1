"""English spellings of Thai and Malay place names, folded so that one name has one key.

There is no one romanisation: of 290 tambons 55 are spelt otherwise in two official files, and
newspapers spell by ear.  The folding below is declared, ordered and the same for both sides;
it is used only within one amphoe, where a key that two tambons share matches neither.
"""

from __future__ import annotations

import re

SPELLING_RULES = (
    (r"[^a-z ]", ""),  # Su-ngai = Sungai, Sa-e = Sae
    (r"ch|j", "c"),  # Juab = Chuap
    (r"([kptbg])h", r"\1"),  # Phon = Pon, Kholo = Kolo
    (r"h(?![aeiou])", ""),  # Baroh = Baro
    (r"er(?![aeiou])", "oe"),  # Chalerm = Chaloem
    (r"or(?![aeiou])", "o"),  # Sakor = Sako
    (r"ee", "i"),  # Mudee = Mudi
    (r"oo|uo", "u"),  # Yoong = Yung
    (r"uea", "ua"),  # Phuak = Phueak
    (r"ae|ay(?![aeiou])", "e"),  # Putae = Pute
    (r"v", "w"),  # Savo = Sawo
    (r"(?<!n)g(?=[rl]|\b)", "k"),  # Magrood = Makrut
    (r"[ds]\b", "t"),  # Puyud = Puyut, Tanyongmas = Tanyong Mat
    (r"b\b", "p"),
    (r" ", ""),
    (r"(.)\1+", r"\1"),  # Lammai = Lam Mai
)
_FOLDING = tuple((re.compile(pattern), new) for pattern, new in SPELLING_RULES)

AMPHOE_SPELLINGS = {"krongpenang": "krongpinang", "thepah": "thepha", "thepa": "thepha"}
"""Spellings of amphoe in UCDP GED that differ by more than hyphens and spaces."""

LONGEST_DESCRIPTION = 2000
_NAME = r"([A-Z][A-Za-z'’-]*(?: +[A-Z][A-Za-z'’-]*)*)"
_BEFORE = re.compile(r"(?i:tambonn?|sub-?district(?: of)?) +" + _NAME)
_AFTER = re.compile(_NAME + r" +(?i:tambon|sub-?district)\b")


def fold_tambon(name: str) -> str:
    """Key of a tambon's English name, tolerant of romanisation."""
    key = " ".join(name.lower().split())
    for pattern, new in _FOLDING:
        key = pattern.sub(new, key)
    return key


def fold_area(name: str) -> str:
    """Key of an amphoe's or province's English name: letters only, Muang = Mueang."""
    bare = re.sub(r"\b(district|province)\b", "", name.lower())
    key = re.sub(r"[^a-z]", "", re.sub(r"\bmuang\b", "mueang", bare))
    return AMPHOE_SPELLINGS.get(key, key)


def named_tambons(words: str) -> list[str]:
    """Names that a description gives to a tambon: "in tambon Bukit", "Nam Dam subdistrict"."""
    words = words[:LONGEST_DESCRIPTION]  # the search takes the square of its length
    return _BEFORE.findall(words) or _AFTER.findall(words)
