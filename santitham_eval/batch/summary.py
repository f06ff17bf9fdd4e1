"""The end of `check`: in a few lines, what each source covers and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from santitham_eval import text
from santitham_eval.study import Study
from santitham_eval.tables import number, runs_of_years
from santitham_eval.text import Text


def lines(study: Study, tables: Mapping[str, pd.DataFrame]) -> Iterator[Text]:
    """Lines of the summary of a study's built tables.

    Parameters
    ----------
    study : Study
    tables : mapping of str to DataFrame
        As `build_tables` gives; only ``quality`` is looked at.
    """
    quality = tables["quality"]
    whole = quality[quality["area"] == "ALL"]
    for name, source in study.sources.items():
        covers = _covers(whole, name)
        yield text.CHECK_SOURCE.format(source=name, format=source.format, covers=covers)
    left = whole[(whole["topic"] == "left_out") & (whole["count"] > 0)]
    # Rows and events stand one by one; the amounts of many measures would bury them.
    rows = (left["item"].str.count("/") == 1) | left["item"].str.endswith("/rows")
    amounts = left.loc[~rows, "item"].str.split("/").str[0].value_counts(sort=False)
    left = left[rows]
    for _, same in left.groupby(["th", "en"], sort=False):
        words = Text(str(same["th"].iloc[0]), str(same["en"].iloc[0]))
        count = number(float(same["count"].sum()), 0)
        yield text.CHECK_LEFT_OUT.format(words=words, n=count)
    for own, n in amounts.items():
        yield text.CHECK_AMOUNTS.format(source=str(own), n=n)
    silent = whole[whole["item"].str.endswith("/silent_months")]
    for th, en, n in zip(silent["th"], silent["en"], silent["count"], strict=True):
        yield text.CHECK_SILENT.format(words=Text(str(th), str(en)), n=number(float(n), 0))
    counts = {topic: (quality["topic"] == topic).sum()
              for topic in ("outliers", "duplicates", "breaks")}  # fmt: skip
    yield text.CHECK_COUNTS.format(**counts)


def _covers(whole: pd.DataFrame, source: str) -> Text:
    """Years with any tambon and the most tambons of a year; or the tambons that it lists."""
    rows = whole[whole["item"].str.startswith(f"{source}/")]
    held = rows[rows["item"] == f"{source}/tambons"]
    if len(held):
        return text.CHECK_HOLDS.format(n=number(float(held["count"].iloc[0]), 0))
    years = rows[(rows["topic"] == "by_year") & (rows["count"] > 0)]
    if years.empty:
        return text.CHECK_NOTHING_COVERED
    shown = runs_of_years(int(item.partition("/")[2]) for item in years["item"])
    return text.CHECK_YEARS.format(years=shown, n=number(float(years["count"].max()), 0))
