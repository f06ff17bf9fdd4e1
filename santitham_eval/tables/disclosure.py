"""The tables of a release as a stranger reads them: which counts of persons they show or imply.

Nothing here asks what was meant to be withheld: a mark is a mark, a figure is a figure.  Where a
rate is shown and what it is divided by stands in another row, the count follows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from santitham_eval import thai
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.smallarea import Sum
from santitham_eval.tables.computable import Bounds, Cell, Shown
from santitham_eval.tables.quality_cells import withheld

ALL = "ALL"
REST = "rest of "
_SPANS = (("before", "baseline"), ("after", "follow_up"))
FIGURES = frozenset(
    {
        "numerator", "denominator", "value", "se", "estimate", "low", "high", "p_value", "q_value",
        "mde", "before", "after", "expected", "n_before", "n_after", "level", "matched_level",
        "change", "spread", "own", "others", "count", "weight",
    }
)  # fmt: skip
"""Columns that hold figures of an indicator, or that figures follow from."""
Frames = Mapping[str, pd.DataFrame]


class Count(NamedTuple):
    """Who is counted, of which source, where and when."""

    what: str
    place: str
    time: str


def told_beside_marks(tables: Frames) -> dict[str, int]:
    """Tables with how many figures stand in rows that are, or ought to be, marked as withheld."""
    found = {}
    for name, frame in tables.items():
        if "withheld" in frame:
            columns = sorted(FIGURES & set(frame))
            marked = frame["withheld"].astype(str) == "True"
            if "weight" in frame:  # in whole multiples of which persons could be counted
                marked |= frame["indicator"].map(lambda name: SERIES[name].counts_persons)
            rows = frame[marked]
            if told := int(rows[columns].notna().sum().sum()):
                found[name] = told
    return found


def suppressed(tables: Frames) -> dict[tuple[str, str], int]:
    """Table and indicator (or item) with how many of its rows are marked as withheld."""
    found: dict[tuple[str, str], int] = {}
    for name, frame in tables.items():
        if "withheld" in frame:
            rows = frame[frame["withheld"].astype(str) == "True"]
            key = "indicator" if "indicator" in rows else "item"
            counts = rows[key].value_counts()
            found |= {(name, str(of)): int(counts[of]) for of in sorted(counts.index)}
    return found


def shown_in_tables(tables: Frames, feeds: Mapping[str, str]) -> Shown:
    """Counts of persons in the released tables, and the sums between them.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        As they were read from the release; codes and periods are text.
    feeds : mapping of str to str
        Indicator to the source that feeds it: deaths of two sources are not the same deaths.
    """
    found = _Found()
    if "panel" in tables:
        panel = tables["panel"]
        rows = panel[panel["observed"].astype(str) == "True"]
        _read(found, rows, "period", feeds, divisors(panel))
        if "levels" in tables:
            _read(found, tables["levels"], "year", feeds, {})
            _years(found, rows, tables["levels"], feeds)
    if "effects" in tables:
        _windows(found, tables, feeds)
    if "programme" in tables:
        _programme(found, tables["programme"], feeds)
    if "quality" in tables:
        _quality(found, tables["quality"])
    hidden = frozenset(found.hidden - set(found.known))
    return Shown(found.known, hidden, found.sums, hidden & frozenset(found.positive))


class _Found:
    def __init__(self) -> None:
        self.known: dict[Cell, Bounds] = {}
        self.hidden: set[Cell] = set()
        self.sums: list[Sum] = []
        self.positive: set[Cell] = set()
        self._times: dict[tuple[str, str], list[Count]] = {}

    def months(self, what: str, place: str, first: str, last: str) -> tuple[Cell, ...]:
        """Cells of the periods from one to another."""
        if not self._times:
            for cell in (*self.known, *self.hidden):
                if isinstance(cell, Count):
                    self._times.setdefault((cell.what, cell.place), []).append(cell)
        own = self._times.get((what, place), ())
        return tuple(sorted(c for c in own if c.time[:1].isdigit() and first <= c.time <= last))

    def add(self, cell: Cell, figure: float) -> None:
        if np.isnan(figure):
            self.hidden.add(cell)
        else:
            self.known[cell] = (figure, figure)


def divisors(panel: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    """What counts are divided by, where some series shows it: by its name, tambon and period.

    What divides one rate divides others too, so a rate that is shown without it has it here.
    """
    found: dict[tuple[str, str, str], float] = {}
    for name, rows in panel.dropna(subset=["denominator"]).groupby("indicator"):
        if SERIES[str(name)].counts_persons:
            continue
        keys = zip(rows["tambon"], rows["period"], rows["denominator"], strict=True)
        of = SERIES[str(name)].denominator
        found |= {(of, str(t), str(p)): float(d) for t, p, d in keys}
    return found


def _persons(frame: pd.DataFrame) -> Iterator[tuple[Indicator, pd.DataFrame]]:
    for name, rows in frame.groupby("indicator", sort=True):
        if SERIES[str(name)].counts_persons:
            yield SERIES[str(name)], rows


def _names(indicator: Indicator, feeds: Mapping[str, str]) -> tuple[str, str]:
    source = feeds.get(indicator.id, indicator.id)
    return f"{source}/{indicator.numerator}", f"{source}/{indicator.denominator}"


def _read(
    found: _Found,
    frame: pd.DataFrame,
    time: str,
    feeds: Mapping[str, str],
    divided_by: Mapping[tuple[str, str, str], float],
) -> None:
    """Cells of the rows of a table: the count, and in a share the whole and what is left of it."""
    for indicator, rows in _persons(frame):
        part, whole = _names(indicator, feeds)
        value = rows["value"] if "value" in rows else pd.Series(np.nan, rows.index)
        below = rows["denominator"] if "denominator" in rows else pd.Series(np.nan, rows.index)
        columns = (rows["tambon"], rows[time], rows["numerator"], below, value)
        cells: list[Count] = []
        for place, when, above, under, level in zip(*columns, strict=True):
            key = (str(place), str(when))
            if np.isnan(under):
                under = divided_by.get((indicator.denominator, *key), np.nan)
            count = above if not np.isnan(above) else round(level * under, 6)
            found.add(Count(part, *key), count)
            cells.append(Count(part, *key))
            if indicator.family == "share":
                found.add(Count(whole, *key), under)
                found.add(Count(REST + part, *key), under - count)
                parts = (Count(part, *key), Count(REST + part, *key))
                found.sums.append(Sum(Count(whole, *key), parts))
        if any(found.known.get(cell) == (0.0, 0.0) for cell in cells):
            found.positive.update(cells)  # whoever shows zeros says that a mark is none


def _years(
    found: _Found, panel: pd.DataFrame, levels: pd.DataFrame, feeds: Mapping[str, str]
) -> None:
    """A year is the sum of its months."""
    for indicator, rows in _persons(panel):
        part, _ = _names(indicator, feeds)
        years = rows["period"].astype(str).map(_year_of)
        wanted = set(levels.loc[levels["indicator"] == indicator.id, "tambon"])
        for (place, year), months in rows.groupby([rows["tambon"], years]):
            if place in wanted and set(months["period"].astype(str)) != {str(year)}:
                parts = tuple(Count(part, str(place), str(m)) for m in months["period"])
                found.sums.append(Sum(Count(part, str(place), str(year)), parts))


def _year_of(period: str) -> str:
    """Buddhist-era year of a period: fiscal of a month, calendar of a year."""
    year, _, month = period.partition("-")
    if not month:
        return str(thai.to_be(int(year)))
    return str(thai.fiscal_year(int(year), int(month)))


def exposures(tables: Frames) -> dict[tuple[str, str, str], float]:
    """What the rates of each tambon before and after are divided by: tambon, indicator, window."""
    if "diagnostics" not in tables or "panel" not in tables:
        return {}
    known = divisors(tables["panel"])
    panel = tables["panel"]
    seen = panel[panel["observed"].astype(str) == "True"]
    periods = seen.groupby(["tambon", "indicator"])["period"].agg(list).to_dict()
    found = {}
    for row in tables["diagnostics"].itertuples():
        place, of = str(row.tambon), SERIES[str(row.indicator)].denominator
        for window, name in _SPANS:
            first, last = str(getattr(row, f"{name}_first")), str(getattr(row, f"{name}_last"))
            inside = [p for p in periods.get((place, row.indicator), ()) if first <= p <= last]
            under = [known[of, place, p] for p in inside if (of, place, p) in known]
            if inside and len(under) == len(inside):
                found[place, str(row.indicator), window] = sum(under)
    return found


def _windows(found: _Found, tables: Frames, feeds: Mapping[str, str]) -> None:
    """Sums before and after of each tambon; a rate tells the count, where its divisor is known."""
    own = tables["effects"]
    own = own[(own["tambon"] != ALL) & own["method"].isin(["comparative", "before_after"])]
    divided_by = exposures(tables)
    for indicator, rows in _persons(own):
        part, _ = _names(indicator, feeds)
        for window in ("before", "after"):
            columns = (rows["tambon"], rows[f"n_{window}"], rows[window])
            for place, count, level in zip(*columns, strict=True):
                under = divided_by.get((str(place), indicator.id, window), np.nan)
                known = count if not np.isnan(count) else np.round(level * under)
                found.add(Count(part, str(place), window), float(known))
    for indicator, rows in _persons(tables.get("diagnostics", own.iloc[:0])):
        part, _ = _names(indicator, feeds)
        for row in rows.itertuples():
            for window, name in _SPANS:
                first, last = str(getattr(row, f"{name}_first")), str(getattr(row, f"{name}_last"))
                inside = found.months(part, str(row.tambon), first, last)
                if inside and len(inside) == getattr(row, f"{name}_periods"):
                    found.sums.append(Sum(Count(part, str(row.tambon), window), inside))


def _programme(found: _Found, programme: pd.DataFrame, feeds: Mapping[str, str]) -> None:
    """Sums of the whole: its provinces, tiers of budget, years since the start, groups."""
    direct = programme[programme["method"] == "risk_sets"]
    for indicator, rows in _persons(direct):
        part, _ = _names(indicator, feeds)
        cells: dict[tuple[str, str], Count] = {}
        items = zip(rows["part"], rows["item"], rows["numerator"], strict=True)
        for of, item, count in items:
            cell = Count(part, f"{ALL}/{of}", str(item).lstrip("'"))
            cells[str(of), cell.time] = cell
            found.add(cell, float(count))
        whole = next((c for (of, _), c in cells.items() if of == "overall"), None)
        if whole is None:
            continue
        tambons = dict(zip(zip(rows["part"], rows["item"].astype(str).str.lstrip("'"), strict=True),
                           rows["tambons"], strict=True))  # fmt: skip
        everybody = next(n for (of, _), n in tambons.items() if of == "overall")
        for of in ("province", "dose"):
            inside = [key for key in cells if key[0] == of]
            if inside and sum(tambons[key] for key in inside) == everybody:
                found.sums.append(Sum(whole, tuple(cells[key] for key in inside)))
        since = tuple(c for (of, n), c in cells.items() if of == "event_time" and n.isdigit())
        if since:
            found.sums.append(Sum(whole, since))
        for (of, item), cell in cells.items():
            other = cells.get(("group", f"{item}:outside"))
            if of == "group" and other is not None:
                found.sums.append(Sum(whole, (cell, other)))


def _quality(found: _Found, quality: pd.DataFrame) -> None:
    """Counts of the table of quality whose item names persons."""
    for topic, area, item, count in zip(
        quality["topic"], quality["area"], quality["item"], quality["count"], strict=True
    ):
        if counts_persons(item):
            found.add(Count(f"{topic}/{item}", str(area), ""), float(count))


def counts_persons(item: object) -> bool:
    """Whether an item of the table of quality counts persons."""
    return withheld(str(item).lstrip("'"), 1, 2)


def describe(cell: Hashable) -> str:
    """A cell in one line, as the log names it."""
    return " ".join(part for part in cell if part) if isinstance(cell, tuple) else str(cell)
