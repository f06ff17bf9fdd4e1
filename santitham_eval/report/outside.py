"""The pieces of the page of a tambon outside the programme: never an effect."""

from __future__ import annotations

import pandas as pd

from santitham_eval import text
from santitham_eval.figures import series_figure, to_svg
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.maps import map_figure
from santitham_eval.report.parts import Outside, Part, section
from santitham_eval.report.pieces import heading_of
from santitham_eval.report.table import scrolling, table_node
from santitham_eval.tables import number, series_table, serves_table, yearly_values


def outside_heading(subject: Outside) -> Part:
    """Where the reader is, and the tambon's name."""
    return heading_of(subject.place, text.OUTSIDE_CARD)


def outside_card(subject: Outside) -> Part:
    """That this tambon was not in the programme, and so has no effect of it."""
    words = el(
        "div",
        el("p", *both(text.OUTSIDE_CARD), class_="st-word"),
        el("p", text.OUTSIDE_LEAD.th),
        el("p", el("strong", text.IN_ENGLISH.en), " ", text.OUTSIDE_LEAD.en,
           class_="st-english", lang="en"),
    )  # fmt: skip
    node = el(
        "section", words, class_="st-part st-card st-plain",
        aria_label=text.OUTSIDE_LABEL.both(),
    )  # fmt: skip
    return Part("card", node, text.OUTSIDE_LEAD.both("\n"))


def series_part(subject: Outside, panel: pd.DataFrame) -> Part:
    """The tambon's own figures by year; `panel` holds its rows."""
    own = panel[panel["tambon"] == subject.place.tambon]
    values = yearly_values(own, subject.indicator)
    nodes: list[Node] = []
    if len(values) and not subject.indicator.counts_persons:
        nodes.append(_chart(subject, values))
    table = series_table(own, subject.study.plan)
    nodes.append(table_node(table, "st-series-0"))
    plain = table.frame.to_string(index=False)
    return section("series", text.SECTION_SERIES, *nodes, plain=plain)


def _chart(subject: Outside, values: pd.Series) -> Node:
    indicator = subject.indicator
    axis = text.AXIS_CALENDAR if indicator.time == "calendar year" else text.AXIS_FISCAL
    told = ", ".join(f"{year} {number(value)}" for year, value in values.items())
    alt = text.SERIES_ALT.format(
        name=indicator.name, unit=indicator.unit, place=subject.place.name, values=told
    )
    figure = series_figure(
        values, indicator, axis.both("  "), simulated=subject.study.study.simulated
    )
    return el(
        "figure",
        scrolling(drawing(to_svg(figure), alt, "st-series"), "st-series-caption"),
        el("figcaption", *both(text.NOTE_NOT_EFFECT), id="st-series-caption"),
    )


def serves_part(
    subject: Outside,
    comparisons: pd.DataFrame,
    register: pd.DataFrame,
    area: pd.DataFrame,
    neighbours: pd.DataFrame,
    roster: pd.DataFrame,
) -> Part:
    """Which tambons of the programme it is compared with; `area` is the table ``map``."""
    tambon = subject.place.tambon
    served = comparisons.loc[comparisons["comparison"] == tambon, "tambon"]
    beside = neighbours.loc[neighbours["tambon"] == tambon, "neighbour"]
    linked = {"served": served, "beside": beside, "treated": roster["tambon"]}
    said = text.MAP_SERVES.format(n=number(served.nunique(), 0))
    figure, words = map_figure(area, register, tambon, linked, said, beside_out=False)
    table = serves_table(comparisons, tambon, register, roster)
    plain = f"{words.both()}\n{table.frame.to_string(index=False)}"
    return section(
        "serves", text.SECTION_SERVES, figure, table_node(table, "st-serves-0"), plain=plain
    )
