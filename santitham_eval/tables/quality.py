"""What the data of one tambon are worth: where events could be placed, and what to know."""

from __future__ import annotations

import pandas as pd

from santitham_eval import text
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.places import Place
from santitham_eval.tables.rounding import number
from santitham_eval.text import Text


def placement_table(quality: pd.DataFrame, place: Place) -> Table:
    """Events by source and level of placement, in a tambon, its amphoe, its province and all.

    A level that no event of any of the four has is left out; one that an area cannot hold (an
    event known to the province lies in no tambon) is shown as missing, never as zero.

    Parameters
    ----------
    quality : DataFrame
        topic, area, item (``source/level``), count, th, en.
    place : Place
    """
    areas = _areas(place)
    rows = quality[(quality["topic"] == "placement") & quality["area"].isin(list(areas))]
    every = rows.pivot_table(index="item", columns="area", values="count", sort=False)
    every = every.reindex(columns=list(areas))
    counts = every.loc[every.sum(axis=1) > 0]
    words = rows.drop_duplicates("item").set_index("item").reindex(counts.index)
    parts = [str(item).partition("/") for item in counts.index]
    labels = [
        text.LEVELS.get(level, Text(th, en))
        for (_, _, level), th, en in zip(parts, words["th"], words["en"], strict=True)
    ]
    frame = pd.DataFrame(
        {
            "source": [text.EVENTS_FROM.format(source=source).th for source, _, _ in parts],
            "source_en": [text.EVENTS_FROM.format(source=source).en for source, _, _ in parts],
            "level": [label.th for label in labels],
            "level_en": [label.en for label in labels],
            **{f"in_{a}": [number(v, 0) for v in counts[a]] for a in areas},
        },
        dtype=object,
    )
    columns = [Column("level", text.HEAD_LEVEL, "row")]
    columns += [Column(f"in_{a}", name, "number") for a, name in areas.items()]
    return Table(text.CAPTION_PLACEMENT, tuple(columns), frame, group="source")


def quality_table(quality: pd.DataFrame, place: Place) -> Table:
    """Everything else that a reader should know of the data of a tambon and of the whole.

    Counts of nothing are left out; notes that differ only in their file stand once, saying how
    many more there are.

    Parameters
    ----------
    quality : DataFrame
        topic, area, item, count, th, en.
    place : Place
    """
    areas = _areas(place)
    # Placement has a table of its own, and some topics are of the whole study only.
    topics = [topic for topic in text.TOPICS if topic != "placement"]
    here = quality[quality["area"].isin(list(areas)) & quality["topic"].isin(topics)]
    here = here[here["count"].isna() | (here["count"] > 0)].assign(
        topic=lambda f: pd.Categorical(f["topic"], list(text.TOPICS), ordered=True),
        area=lambda f: pd.Categorical(f["area"], list(areas), ordered=True),
    )
    here = here.sort_values(["topic", "area"], kind="stable")
    rows: list[dict[str, str]] = []
    for (topic, area, _), same in here.groupby(
        ["topic", "area", "item"], sort=False, observed=True
    ):
        words, more = Text(same["th"].iloc[0], same["en"].iloc[0]), len(same) - 1
        if more:
            words = text.AND_SIMILAR.format(words=words, n=number(more, 0))
        total = same["count"].sum(min_count=1)
        rows.append(
            {
                "topic": text.TOPICS[str(topic)].th,
                "topic_en": text.TOPICS[str(topic)].en,
                "item": words.th,
                "item_en": words.en,
                "area": areas[str(area)].th,
                "area_en": areas[str(area)].en,
                "count": "" if pd.isna(total) else number(float(total), 0),
            }
        )
    keys = ["topic", "topic_en", "item", "item_en", "area", "area_en", "count"]
    columns = (
        Column("item", text.HEAD_ITEM, "row"),
        Column("area", text.HEAD_AREA),
        Column("count", text.HEAD_COUNT, "number"),
    )
    frame = pd.DataFrame(rows, columns=keys, dtype=object)
    return Table(text.CAPTION_QUALITY, columns, frame, group="topic")


def _areas(place: Place) -> dict[str, Text]:
    return {
        place.tambon: text.HEAD_HERE,
        place.amphoe: place.amphoe_name,
        place.province: place.province_name,
        "ALL": text.WHOLE_AREA,
    }
