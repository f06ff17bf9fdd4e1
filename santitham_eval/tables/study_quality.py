"""What the data of a whole study are worth, as display tables; and the frames of its figures.

Everything is read from the built table ``quality``; nothing is counted anew.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import SERIES
from santitham_eval.study import Study
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.places import Place, find_place
from santitham_eval.tables.rounding import number
from santitham_eval.text import Text

SHOWN = 40
"""Rows by area of one table on the page; the rest stands in the table itself."""
NAMED = 5
"""Tambons named in one cell."""
PERSONS = frozenset(s.numerator for s in SERIES.values() if s.counts_persons)


def runs_of_years(years: Iterable[int]) -> str:
    """Years with their runs shortened: "2556–2559, 2561"; "–" where there is none."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    shown = [f"{a}" if a == b else f"{a}–{b}" for a, b in runs]
    return ", ".join(shown) or text.MISSING


# --- frames of the figures ----------------------------------------------------------------------
def coverage_shares(quality: pd.DataFrame, tambons: int) -> pd.DataFrame:
    """Share of tambons (%) that each source covers, by source and Buddhist year."""
    wide = _split(quality, "by_year").pivot_table("count", "source", "rest", sort=False)
    return (wide / max(tambons, 1) * 100).sort_index(axis=1)


def level_shares(quality: pd.DataFrame) -> pd.DataFrame:
    """Share of the events of each source (%) by level of placement, the finest first."""
    wide = _levels(quality)
    wide = wide.loc[wide.sum(axis=1) > 0, wide.sum() > 0]
    shares = wide.div(wide.sum(axis=1), axis=0) * 100
    return shares.rename(columns=lambda level: text.LEVELS[level].both("\n"))


def yearly_events(quality: pd.DataFrame) -> pd.DataFrame:
    """Events whose amphoe is known, by Buddhist year and source."""
    rows = _split(quality, "events")
    return rows.pivot_table("count", "rest", "source", sort=False).sort_index()


def _split(quality: pd.DataFrame, topic: str, area: str = "ALL") -> pd.DataFrame:
    """Rows of a topic, with their item cut into ``source`` and the ``rest``."""
    return _cut(quality[(quality["topic"] == topic) & (quality["area"] == area)])


def _cut(rows: pd.DataFrame) -> pd.DataFrame:
    parts = [str(item).partition("/") for item in rows["item"]]
    return rows.assign(source=[p[0] for p in parts], rest=[p[2] for p in parts])


def _levels(quality: pd.DataFrame) -> pd.DataFrame:
    wide = _split(quality, "placement").pivot_table("count", "source", "rest", sort=False)
    return wide[[level for level in text.LEVELS if level in wide]]


# --- tables -------------------------------------------------------------------------------------
def sources_table(quality: pd.DataFrame, study: Study, tambons: int) -> Table:
    """Each source of the study, its years with data, and how many tambons it covers."""
    years = _split(quality, "by_year")
    listed = _split(quality, "coverage")
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
    return _table(caption, columns, rows)


def thin_table(quality: pd.DataFrame, register: pd.DataFrame) -> Table:
    """How many tambons have fewer periods of a source than the one that it covers best.

    One row a source and number of periods, so that a source of few tambons (a survey, or what
    only participants report) does not bury the gaps of the others.
    """
    rows = quality[quality["topic"] == "by_tambon"]
    rows = rows.assign(most=rows.groupby("item")["count"].transform("max"))
    shown = []
    for key, some in rows[rows["count"] < rows["most"]].groupby(["item", "count"], sort=True):
        names = [area_name(area, register) for area in some["area"].head(NAMED)]
        more = ", …" if len(some) > NAMED else ""
        shown.append(
            {
                "item": some["th"].iloc[0],
                "item_en": some["en"].iloc[0],
                "count": f"{number(float(key[1]), 0)} / {number(some['most'].iloc[0], 0)}",
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
    return _table(text.CAPTION_THIN, columns, shown, notes)


def values_table(quality: pd.DataFrame) -> Table:
    """Cells of each indicator that are missing, a true zero, or any other value."""
    wide = _split(quality, "values").pivot_table("count", "source", "rest", sort=False)
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
    return _table(text.CAPTION_VALUES, columns, rows)


def placed_table(quality: pd.DataFrame) -> Table:
    """Events of the study's periods by source and level of placement."""
    wide = _levels(quality)
    rows = [
        {"source": str(source), **{str(level): number(n, 0) for level, n in counts.items()}}
        for source, counts in wide.iterrows()
    ]
    columns = [Column("source", text.HEAD_SOURCE, "row")]
    columns += [Column(level, text.LEVELS[level], "number") for level in wide.columns]
    notes = () if rows else (text.NOTE_NO_EVENTS,)
    return _table(text.CAPTION_ALL_PLACED, tuple(columns), rows, notes)


def agreement_table(quality: pd.DataFrame) -> Table:
    """How far two event sources say the same."""
    found = _split(quality, "agreement")
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
    wide = _cut(rows).pivot_table("count", ["source", "area"], "rest", sort=False)
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
    return _table(caption, columns, shown, tuple(notes))


def count_text(item: str, count: float, minimum: int) -> str:
    """A count as it may be shown: few persons are withheld, and what counts nothing is blank."""
    if pd.isna(count):
        return ""
    if withheld(item, count, minimum):
        return text.SUPPRESSED.th
    return number(float(count), 0 if float(count).is_integer() else None)


def withheld(item: str, count: float, minimum: int) -> bool:
    """Whether an item of the quality table counts so few persons that it may not be shown."""
    parts = item.split("/")[1:]  # after the name of the source, which may be anything
    persons = any(p in PERSONS or (p in SERIES and SERIES[p].counts_persons) for p in parts)
    return persons and 0 < count < minimum


def area_name(area: str, register: pd.DataFrame) -> Text:
    """Name of a tambon, amphoe or province of the register by its code, or of the whole."""
    level = {6: "tambon", 4: "amphoe", 2: "province"}.get(len(area), "")
    if not area.isdigit() or not level:
        return text.AREA_ALL
    rows = register[register[level] == area]
    if rows.empty:
        return Text(area, area)
    place: Place = find_place(str(rows["tambon"].iloc[0]), register)
    names = {"tambon": place.name, "amphoe": place.amphoe_name, "province": place.province_name}
    return names[level]


def _table(
    caption: Text,
    columns: tuple[Column, ...],
    rows: list[dict[str, str]],
    notes: tuple[Text, ...] = (),
) -> Table:
    keys = dict.fromkeys(k for c in columns for k in (c.key, f"{c.key}_en"))
    frame = pd.DataFrame(rows, columns=[k for k in keys if not rows or k in rows[0]], dtype=object)
    return Table(caption, columns, frame, notes)
