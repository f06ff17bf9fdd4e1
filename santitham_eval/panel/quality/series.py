"""What of each series is known, what is zero, what is missing, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.indicators import SERIES
from santitham_eval.panel.assemble import Block
from santitham_eval.panel.measures import DEATHS
from santitham_eval.sources import Note, Reading


def of_lost(
    blocks: Iterable[Block], fed: Mapping[str, str], readings: Mapping[str, Reading]
) -> list[Note]:
    """What is known of one half of a value where the other half is not, and so does not count.

    Of denominators only those that the source itself gives: person-years are no part of a file
    of events.
    """
    notes = []
    for block in blocks:
        declared, source = SERIES[block.indicator], fed[block.indicator]
        halves = [("no_denominator", block.lost, text.NOTE_NO_DENOMINATOR)]
        if declared.denominator in readings[source].measures:
            halves.append(("no_numerator", block.spare, text.NOTE_NO_NUMERATOR))
        for why, amount, words in halves:
            if amount:
                item = f"{source}/{block.indicator}/{why}"
                told = words.format(indicator=declared.name)
                notes.append(Note("left_out", "ALL", item, amount, told))
    return notes


def of_panel(
    panel: pd.DataFrame, fed: Mapping[str, str], readings: Mapping[str, Reading]
) -> list[Note]:
    """Observed periods of every tambon and series, and series that a source cannot give."""
    notes = []
    for indicator, source in fed.items():
        declared = SERIES[indicator]
        lacking = set(DEATHS) - set(readings[source].measures)
        if lacking & {declared.numerator, declared.denominator}:
            words = text.NOTE_NO_MEASURE.format(source=source, indicator=declared.name)
            notes.append(Note("coverage", "ALL", f"{indicator}/no_measure", float("nan"), words))
    seen = panel.groupby(["tambon", "indicator"], sort=True)["observed"].sum()
    said = {i: _observed(str(i)) for i in seen.index.unique("indicator")}
    for key, count in seen.items():
        tambon, indicator = key if isinstance(key, tuple) else ("", "")
        words = said[indicator]
        notes.append(Note("coverage", str(tambon), str(indicator), float(count), words))
    return notes


def _observed(indicator: str) -> text.Text:
    declared = SERIES[indicator]
    return text.NOTE_PERIODS_OBSERVED.format(
        time=text.TIMES[declared.time], indicator=declared.name
    )


def of_values(blocks: Iterable[Block]) -> list[Note]:
    """Of each series: tambon-periods that are missing, that are a true zero, and all others."""
    notes = []
    for block in blocks:
        missing = np.isnan(block.numerator)
        zero = ~missing & (block.numerator == 0)
        counts = {"missing": missing, "zero": zero, "other": ~missing & ~zero}
        for kind, cells in counts.items():
            words = text.NOTE_VALUES[kind].format(indicator=SERIES[block.indicator].name)
            item = f"{block.indicator}/{kind}"
            notes.append(Note("values", "ALL", item, float(cells.sum()), words))
    return notes


def of_breaks(blocks: Iterable[Block]) -> list[Note]:
    """Changes of definition inside a series, and how many of its periods are of the new one."""
    notes = []
    for block in blocks:
        years = block.periods.year
        for broken in SERIES[block.indicator].breaks:
            after = int((years >= broken.first).sum())
            if not 0 < after < len(years):
                continue
            be = thai.to_be(broken.first)
            words = text.NOTE_BREAK_IN_WINDOW.format(
                indicator=SERIES[block.indicator].name, year=be, why=broken.why
            )
            item = f"{block.indicator}/{be}"
            notes.append(Note("breaks", "ALL", item, float(after), words))
    return notes
