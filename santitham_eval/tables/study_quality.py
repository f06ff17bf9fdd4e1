"""What the data of a whole study are worth, as display tables; and the frames of its figures.

Everything is read from the built table ``quality``; nothing is counted anew.
"""

from __future__ import annotations

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import SERIES
from santitham_eval.study import Study
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.quality_cells import (
    area_name,
    count_text,
    cut,
    levels,
    plain_table,
    runs_of_years,
    split,
)
from santitham_eval.tables.rounding import number
from santitham_eval.text import Text

SHOWN = 40
"""Rows by area of one table on the page; the rest stands in the table itself."""
NAMED = 5
"""Tambons named in one cell."""


# --- frames of the figures ----------------------------------------------------------------------
def coverage_shares(quality: pd.DataFrame, tambons: int) -> pd.DataFrame:
    """Share of tambons (%) that each source covers, by source and Buddhist year."""
    wide = split(quality, "by_year").pivot_table("count", "source", "rest", sort=False)
    return (wide / max(tambons, 1) * 100).sort_index(axis=1)


def level_shares(quality: pd.DataFrame) -> pd.DataFrame:
    """Share of the events of each source (%) by level of placement, the finest first."""
    wide = levels(quality)
    wide = wide.loc[wide.sum(axis=1) > 0, wide.sum() > 0]
    shares = wide.div(wide.sum(axis=1), axis=0) * 100
    return shares.rename(columns=lambda level: text.LEVELS[level].both("\n"))


def yearly_events(quality: pd.DataFrame) -> pd.DataFrame:
    """Events whose amphoe is known, by Buddhist year and source."""
    rows = split(quality, "events")
    return rows.pivot_table("count", "rest", "source", sort=False).sort_index()


# --- tables -------------------------------------------------------------------------------------
def sources_table(quality: pd.DataFrame, study: Study, tambons: int) -> Table:
    """Each source of the study, its years with data, and how many tambons it covers."""
    years = split(quality, "by_year")
    listed = split(quality, "coverage")
    held = listed[listed["rest"] == "tambons"].set_index("source")["count"]
    rows = []
    for name, source in study.sources.items():
        own = years[(years["source"] == name) & (years["count"] > 0)]
        low, high = own["count"].min(), own["count"].max()
        if name in held.index:
            low = high = held[name]
        few, many = number(low, 0), number(high, 0)
        rows.append(
            {
                "source": name,
                "format": source.format,
                "years": runs_of_years(own["rest"].astype(int)),
                "tambons": few if few == many else f"{few}–{many}",
            }
        )
    columns = (
        Column("source", text.HEAD_SOURCE, "row"),
        Column("format", text.HEAD_FORMAT, "code"),
        Column("years", text.HEAD_YEARS),
        Column("tambons", text.HEAD_TAMBONS, "number"),
    )
    caption = text.CAPTION_SOURCES.format(n=number(tambons, 0))
    return plain_table(caption, columns, rows)


def thin_table(quality: pd.DataFrame, register: pd.DataFrame) -> Table:
    """How many tambons have fewer periods of a source than the one that it covers best.

    One row a source and number of periods, so that a source of few tambons (a survey, or what
    only participants report) does not bury the gaps of the others.
    """
    rows = quality[quality["topic"] == "by_tambon"]
    rows = rows.assign(most=rows.groupby("item")["count"].transform("max"))
    shown = []
    for _, some in rows[rows["count"] < rows["most"]].groupby(["item", "count"], sort=True):
        names = [area_name(area, register) for area in some["area"].head(NAMED)]
        more = ", …" if len(some) > NAMED else ""
        held, most = (number(float(some[key].iloc[0]), 0) for key in ("count", "most"))
        shown.append(
            {
                "item": some["th"].iloc[0],
                "item_en": some["en"].iloc[0],
                "count": f"{held} / {most}",
                "tambons": number(len(some), 0),
                "area": ", ".join(n.th for n in names) + more,
                "area_en": ", ".join(n.en for n in names) + more,
            }
        )
    columns = (
        Column("item", text.HEAD_ITEM, "row"),
        Column("count", text.HEAD_PERIODS, "number"),
        Column("tambons", text.HEAD_TAMBONS_OF, "number"),
        Column("area", text.HEAD_AREA),
    )
    notes = () if shown else (text.NOTE_NOTHING.format(what=text.CAPTION_THIN),)
    return plain_table(text.CAPTION_THIN, columns, shown, notes)


def values_table(quality: pd.DataFrame) -> Table:
    """Cells of each indicator that are missing, a true zero, or any other value."""
    wide = split(quality, "values").pivot_table("count", "source", "rest", sort=False)
    rows = []
    for indicator, counts in wide.iterrows():
        cells = counts.sum()
        name = SERIES[str(indicator)].name
        rows.append(
            {
                "indicator": name.th,
                "indicator_en": name.en,
                **{kind: number(counts[kind], 0) for kind in ("missing", "zero", "other")},
                "share": f"{number(counts['missing'] / cells * 100, 0)}%" if cells else "–",
            }
        )
    columns = (
        Column("indicator", text.HEAD_INDICATOR, "row"),
        Column("missing", text.HEAD_MISSING, "number"),
        Column("zero", text.HEAD_ZERO, "number"),
        Column("other", text.HEAD_OTHER_VALUES, "number"),
        Column("share", text.HEAD_PARTS_MISSING, "number"),
    )
    return plain_table(text.CAPTION_VALUES, columns, rows)


def placed_table(quality: pd.DataFrame) -> Table:
    """Events of the study's periods by source and level of placement."""
    wide = levels(quality)
    rows = [
        {"source": str(source), **{str(level): number(n, 0) for level, n in counts.items()}}
        for source, counts in wide.iterrows()
    ]
    columns = [Column("source", text.HEAD_SOURCE, "row")]
    columns += [Column(level, text.LEVELS[level], "number") for level in wide.columns]
    notes = () if rows else (text.NOTE_NO_EVENTS,)
    return plain_table(text.CAPTION_ALL_PLACED, tuple(columns), rows, notes)


def agreement_table(quality: pd.DataFrame) -> Table:
    """How far two event sources say the same."""
    found = split(quality, "agreement")
    rows = [
        {
            "pair": pair.replace("+", " – "),
            "pair_en": "",
            "item": th,
            "item_en": en,
            "count": number(count, 2 if what == "correlation" else 0),
        }
        for pair, what, th, en, count in zip(
            *(found[c] for c in ("source", "rest", "th", "en", "count")), strict=True
        )
    ]
    columns = (Column("item", text.HEAD_ITEM, "row"), Column("count", text.HEAD_COUNT, "number"))
    notes = () if rows else (text.NOTE_ONE_EVENT_SOURCE,)
    keys = ["pair", "pair_en", "item", "item_en", "count"]
    frame = pd.DataFrame(rows, columns=keys, dtype=object)
    return Table(text.CAPTION_AGREEMENT, columns, frame, notes, group="pair")


def events_table(quality: pd.DataFrame, register: pd.DataFrame) -> Table:
    """Events of each source by amphoe and year, where there is more than one source."""
    rows = quality[(quality["topic"] == "events") & (quality["area"] != "ALL")]
    wide = cut(rows).pivot_table("count", ["source", "area"], "rest", sort=False)
    wide = wide.sort_index(axis=1)
    shown = []
    for key, counts in wide.iterrows():
        source, area = key if isinstance(key, tuple) else (str(key), "")
        name = area_name(str(area), register)
        shown.append(
            {
                "source": str(source),
                "source_en": "",
                "area": name.th,
                "area_en": name.en,
                **{f"y{year}": number(n, 0) for year, n in counts.items()},
            }
        )
    columns = [Column("area", text.HEAD_AMPHOE, "row")]
    columns += [Column(f"y{y}", Text(y, y), "number") for y in wide.columns]
    keys = ["source", "source_en", "area", "area_en", *(f"y{y}" for y in wide.columns)]
    frame = pd.DataFrame(shown, columns=keys, dtype=object)
    notes = () if shown else (text.NOTE_NO_EVENTS,)
    return Table(text.CAPTION_EVENTS, tuple(columns), frame, notes, group="source")


def topic_table(
    quality: pd.DataFrame,
    caption: Text,
    register: pd.DataFrame,
    *topics: str,
    minimum: int = 1,
) -> Table:
    """Everything that the table tells of some topics: words, area, count.

    Parameters
    ----------
    quality : DataFrame
    caption : Text
    register : DataFrame
        For the names of areas.
    *topics : str
    minimum : int
        Counts of persons from 1 to ``minimum - 1`` are withheld.
    """
    rows = quality[quality["topic"].isin(topics)]
    rows = rows[rows["count"].isna() | (rows["count"] != 0)]
    whole = rows["area"] == "ALL"  # as many as there are sources and reasons: none is cut off
    listed = rows[whole | ((~whole).cumsum() <= SHOWN)]
    shown = []
    for row in listed.to_dict("records"):
        name = area_name(row["area"], register)
        shown.append(
            {
                "item": row["th"],
                "item_en": row["en"],
                "area": name.th,
                "area_en": name.en,
                "count": count_text(row["item"], row["count"], minimum),
            }
        )
    columns = (
        Column("item", text.HEAD_ITEM, "row"),
        Column("area", text.HEAD_AREA),
        Column("count", text.HEAD_COUNT, "number"),
    )
    notes: list[Text] = [] if shown else [text.NOTE_NOTHING.format(what=caption)]
    if any(row["count"] == text.SUPPRESSED.th for row in shown):
        notes.append(text.NOTE_WITHHELD.format(most=minimum - 1))
    if len(rows) > len(listed):
        notes.append(text.NOTE_MORE_ROWS.format(n=number(len(rows) - len(listed), 0)))
    return plain_table(caption, columns, shown, tuple(notes))
