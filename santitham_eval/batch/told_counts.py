"""Counts of persons behind the rates, shares and years of charts that pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem
from santitham_eval.indicators import Indicator
from santitham_eval.smallarea import Sum
from santitham_eval.tables.computable import Bounds, Cell, Shown
from santitham_eval.tables.disclosure import REST, Count, Frames, divisors

NUMBER = re.compile(r"\d[\d,]*(\.\d+)?")
_MARKS = (text.SUPPRESSED.th, text.SUPPRESSED.en)
_WINDOWS = {
    word: window
    for words, window in ((text.HEAD_BEFORE, "before"), (text.HEAD_AFTER, "after"))
    for word in (words.th, words.en)
}
_BEGINS = dict.fromkeys((text.AXIS_FISCAL.th, text.AXIS_FISCAL.en), 10)
_BEGINS |= dict.fromkeys((text.AXIS_CALENDAR.th, text.AXIS_CALENDAR.en), 1)
_BEGINS |= {
    word: n
    for n, (th, en) in enumerate(zip(thai.MONTHS, text.MONTHS_EN, strict=True), 1)
    for word in (text.AXIS_FROM.th.format(month=th), text.AXIS_FROM.en.format(month=en))
}
Span = tuple[str, str]


@dataclass
class Counts:
    """What pages show of persons, by what it is divided by.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The released tables.
    divided_by : mapping of (tambon, indicator, window) to float
    withheld : set of (tambon, indicator)
        What the table of that name lists.
    feeds : mapping of str to str
        Indicator to its source.
    """

    frames: Frames
    divided_by: Mapping[tuple[str, str, str], float]
    withheld: set[tuple[str, str]]
    feeds: Mapping[str, str]
    known: dict[Cell, Bounds] = field(default_factory=dict)
    marked: set[Cell] = field(default_factory=set)
    _shares: list[tuple[Indicator, Count, Count, Bounds]] = field(default_factory=list)
    _years: dict[tuple[str, str], list[tuple[str, str, Indicator, Span]]] = field(
        default_factory=dict
    )

    def add(
        self, name: str, place: str, indicator: Indicator, heads: Sequence[str],
        cells: Sequence[str],
    ) -> Iterator[Problem]:  # fmt: skip
        """Take in a row of before and after; tell where it shows what is listed as withheld."""
        what = self._what(indicator)
        for head, cell in zip(heads, cells, strict=False):
            window = _WINDOWS.get(head)
            if window is None:
                continue
            at = Count(what, place, window)
            if is_marked(cell):
                self.marked.add(at)
            elif NUMBER.fullmatch(cell):
                if (place, indicator.id) in self.withheld:
                    yield Problem(name, f"{cells[0]}: {cell}", text.GATE_RULE["page"])
                under = self.divided_by.get((place, indicator.id, window))
                low, high = (end / indicator.per for end in _rounded(cell))
                if indicator.family == "share":
                    source = self.feeds.get(indicator.id, indicator.id)
                    whole = Count(f"{source}/{indicator.denominator}", place, window)
                    if under is not None:
                        self.known[whole] = (under, under)
                    self._shares.append((indicator, at, whole, (low, min(high, 1.0))))
                elif under is not None and indicator.family == "rate":
                    self.known[at] = (low * under, high * under)

    def add_year(
        self, place: str, indicator: Indicator, heads: Sequence[str], cells: Sequence[str]
    ) -> None:
        """Take in a row of the chart's figures: twelve months, what was observed, its window."""
        begins = _BEGINS.get(heads[0])
        if begins is None or indicator.family != "rate" or not NUMBER.fullmatch(cells[1]):
            return
        year = int(cells[0]) - thai.to_be(0) - (begins == 10)
        first = pd.Period(year=year, month=begins, freq="M")
        span = (str(first), str(first + 11))
        key = (self._what(indicator), place)
        self._years.setdefault(key, []).append((cells[-1], cells[1], indicator, span))

    def shown(self) -> Shown:
        """All that the pages show, with the sums that tie years and shares to the rest."""
        sums = [*self._of_shares(), *self._of_years()]
        hidden = {c for each in sums for c in (each.whole, *each.parts)} | self.marked
        return Shown(self.known, frozenset(hidden - set(self.known)), sums)

    def _what(self, indicator: Indicator) -> str:
        return f"{self.feeds.get(indicator.id, indicator.id)}/{indicator.numerator}"

    def _of_shares(self) -> Iterator[Sum]:
        """A percentage of a known whole tells its part, and what is left of the whole."""
        for _, part, whole, (low, high) in self._shares:
            least, most = self.known.get(whole, (0.0, float("inf")))
            if most == float("inf"):
                continue
            rest = Count(REST + part.what, part.place, part.time)
            self.known[part] = (low * least, high * most)
            self.known[rest] = ((1 - high) * least, (1 - low) * most)
            yield Sum(whole, (part, rest))

    def _of_years(self) -> Iterator[Sum]:
        """Years and windows as sums of the stretches of months that they have in common."""
        if not self._years:
            return
        panel = self.frames["panel"]
        below = divisors(panel)
        seen = panel[panel["observed"].astype(str) == "True"]
        for (what, place), rows in self._years.items():
            indicator = rows[0][2]
            own = seen[(seen["tambon"] == place) & (seen["indicator"] == indicator.id)]
            under = {m: below.get((indicator.denominator, place, m)) for m in own["period"]}
            spans = dict(self._windows(what, place, indicator))
            # Years of one window that all show its mean tell no more than their sum.
            alike: dict[tuple[str, str], list[Span]] = {}
            for window, cell, _, span in rows:
                alike.setdefault((window, cell), []).append(span)
            for (_, cell), twice in alike.items():
                some = sorted(set(twice))  # on the page and in its notebook
                months = [m for m in under if any(a <= m <= b for a, b in some)]
                exposed = [under[m] for m in months]
                if not months or any(v is None for v in exposed):
                    continue
                n = sum(v for v in exposed if v is not None)
                low, high = (end / indicator.per * n for end in _rounded(cell))
                at = Count(what, place, "+".join(f"{a}..{b}" for a, b in some))
                self.known[at] = (low, high)
                spans[at] = months
            yield from _stretches(what, place, spans)

    def _windows(
        self, what: str, place: str, indicator: Indicator
    ) -> Iterator[tuple[Cell, list[str]]]:
        known = self.frames["diagnostics"]
        panel = self.frames["panel"]
        rows = known[(known["tambon"] == place) & (known["indicator"] == indicator.id)]
        seen = panel[(panel["tambon"] == place) & (panel["indicator"] == indicator.id)]
        months = seen.loc[seen["observed"].astype(str) == "True", "period"]
        for row in rows.to_dict("records"):
            for window, name in (("before", "baseline"), ("after", "follow_up")):
                at = Count(what, place, window)
                inside = months.between(str(row[f"{name}_first"]), str(row[f"{name}_last"]))
                if at in self.known and inside.any():
                    yield at, list(months[inside])


def _stretches(what: str, place: str, spans: Mapping[Cell, Sequence[str]]) -> Iterator[Sum]:
    """Each span as the sum of stretches: months that lie in the same spans are one."""
    inside: dict[str, list[int]] = {}
    for number, months in enumerate(spans.values()):
        for month in months:
            inside.setdefault(month, []).append(number)
    kinds: dict[tuple[int, ...], list[str]] = {}
    for month, numbers in inside.items():
        kinds.setdefault(tuple(numbers), []).append(month)
    cells = {kind: Count(what, place, f"stretch from {m[0]}") for kind, m in kinds.items()}
    for number, span in enumerate(spans):
        yield Sum(span, tuple(cell for kind, cell in cells.items() if number in kind))


def is_marked(cell: str) -> bool:
    """Whether a cell is marked as withheld."""
    return any(mark in cell for mark in _MARKS)


def _rounded(shown: str) -> Bounds:
    """Least and greatest figure that is shown like this."""
    half = 0.5 * 10.0 ** -len(shown.partition(".")[2])
    value = float(shown.replace(",", ""))
    return max(0.0, value - half), value + half
