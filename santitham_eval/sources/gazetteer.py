"""Thai names of places to their codes; a tambon's name alone never tells.

What is not matched exactly, after normalising and within its amphoe and province, is told with
the nearest name and never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import geothai
from rapidfuzz import process

from santitham_eval import text, thai
from santitham_eval.sources.tambon_register import Codebook
from santitham_eval.text import Text

TWICE = "twice"
"""In place of a code: a name that two tambons of one amphoe share."""


@dataclass(frozen=True)
class Gazetteer:
    """Thai place names of the study area, to their codes.

    `find` never joins on a tambon's name alone: สะกอม is in Chana and in Thepha.
    """

    book: Codebook
    tambons: Mapping[tuple[str, str], str]
    amphoes: Mapping[tuple[str, str], str]
    provinces: Mapping[str, str]

    def find(self, tambon: str, amphoe: str, province: str) -> str | Text:
        """The finest code that the names give; "" outside the area; a `Text` of what is wanted.

        Blank names are unknown: an event may be known to the amphoe or province only.
        """
        p = self.provinces.get(thai.name_key(province, "province"))
        if not province.strip():  # a name without its province may be of anywhere
            return text.WANT_KNOWN_PLACE
        if p is None:
            return self._other_province(thai.name_key(province, "province"))
        key = thai.name_key(amphoe, "amphoe")
        if not key:
            return text.WANT_KNOWN_PLACE if tambon else p
        if key == "เมือง":
            key += thai.name_key(province, "province")
        a = self.amphoes.get((p, key))
        if a is None:  # of a province that lies in the area for a part, others are known too
            known = [n for q, n in self.amphoes if q == p]
            return "" if key in _thai_amphoes(p) else self._unknown(key, known)
        key = thai.name_key(tambon, "tambon")
        if not key:
            return a
        found = self.tambons.get((a, key))
        if found == TWICE:
            return text.WANT_ONE_OF_CODES.format(codes=", ".join(self._twins(a, key)))
        return found or self._unknown(key, [n for q, n in self.tambons if q == a])

    def _other_province(self, key: str) -> str | Text:
        """Blank for a province of Thailand outside the area; a word that is none is told."""
        if key in _thai_provinces():
            return ""
        near = process.extractOne(key, list(self.provinces), score_cutoff=60)
        return text.WANT_NEAREST_PLACE.format(near=near[0]) if near else text.WANT_KNOWN_PLACE

    def _twins(self, amphoe: str, key: str) -> list[str]:
        """Codes of the tambons of an amphoe whose names are the same."""
        r = self.book.register[self.book.register["amphoe"] == amphoe]
        return [t for t, n in zip(r.tambon, r.name_th, strict=True)
                if thai.name_key(n, "tambon") == key]  # fmt: skip

    def _unknown(self, key: str, known: list[str]) -> Text:
        near = process.extractOne(key, known, score_cutoff=60)
        return text.WANT_NEAREST_PLACE.format(near=near[0]) if near else text.WANT_KNOWN_PLACE


def gazetteer(book: Codebook) -> Gazetteer:
    """Names of a codebook's places."""
    r = book.register
    tambons: dict[tuple[str, str], str] = {}
    for code, name, amphoe in zip(r.tambon, r.name_th, r.amphoe, strict=True):
        key = amphoe, thai.name_key(name, "tambon")
        tambons[key] = TWICE if key in tambons else code
    return Gazetteer(
        book,
        tambons,
        {(p, thai.name_key(n, "amphoe")): a for a, n, p in zip(r.amphoe, r.amphoe_th, r.province,
                                                              strict=True)},
        {thai.name_key(n, "province"): p for p, n in zip(r.province, r.province_th, strict=True)},
    )  # fmt: skip


@cache
def _thai_amphoes(province: str) -> frozenset[str]:
    """Names of all amphoe of a province, for comparing; none of a code that is none of Thailand."""
    names = [amphoe.name_th for amphoe in geothai.districts(province)]
    return frozenset(thai.name_key(n, "amphoe") for n in names)


@cache
def _thai_provinces() -> frozenset[str]:
    """Names of Thailand's provinces, for comparing; of Bangkok also how it is shortened."""
    names = [province.name_th for province in geothai.provinces()]
    return frozenset(thai.name_key(n, "province") for n in (*names, "กรุงเทพ", "กรุงเทพฯ", "กทม"))
