"""The pieces of the page of data quality: of the whole study, not of one tambon."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import itemgetter

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.figures import (
    draw_coverage,
    draw_events,
    draw_levels,
    quality_figure,
    to_svg,
)
from santitham_eval.figures.quality import Draw
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.parts import Part, section, table_part
from santitham_eval.report.table import scrolling
from santitham_eval.study import Study
from santitham_eval.tables import (
    agreement_table,
    coverage_shares,
    events_table,
    level_shares,
    number,
    placed_table,
    sources_table,
    thin_table,
    topic_table,
    values_table,
    yearly_events,
)
from santitham_eval.text import Text

LIMIT = 5  # of outliers, as the panel room declares it


def quality_heading(study: Study) -> Part:
    """What the page is about, and the way back."""
    named = Text(study.study.title.th, study.study.title.en)
    steps = el(
        "ol",
        el("li", el("a", *both(text.ALL_TAMBONS), href="../index.html")),
        el("li", *both(text.QUALITY_TITLE), aria_current="page"),
    )
    node = el(
        "header",
        el("nav", steps, class_="st-crumbs", aria_label=text.CRUMBS.both()),
        el("h1", *both(text.QUALITY_TITLE)),
        el("p", *both(named), class_="st-started"),
        el("p", *both(text.QUALITY_LEAD)),
        class_="st-part st-heading",
    )
    title = text.QUALITY_PAGE_TITLE.format(study=named)
    return Part("quality-heading", node, text.QUALITY_TITLE.both(), title)


def figures_part(study: Study, quality: pd.DataFrame, register: pd.DataFrame) -> Part:
    """The figures: source by year, level of placement, and two event sources side by side."""
    events = yearly_events(quality)
    if events.shape[1] < 2:
        events = events.iloc[:0]
    drawn = (
        ("coverage", draw_coverage, coverage_shares(quality, len(register)), text.FIGURE_COVERAGE),
        ("levels", draw_levels, level_shares(quality), text.FIGURE_LEVELS),
        ("events", draw_events, events, _with_part_years(text.FIGURE_EVENTS, study)),
    )
    nodes = [_figure(study, draw, frame, words, name) for name, draw, frame, words in drawn]
    shown = [node for node in nodes if node is not None]
    plain = "\n".join(words.both() for _, _, _, words in drawn)
    return section("figures", text.SECTION_FIGURES, *shown, plain=plain)


def coverage_part(study: Study, quality: pd.DataFrame, register: pd.DataFrame) -> Part:
    """Which years and tambons each source covers; what is missing, and what is a true zero."""
    tables = (
        sources_table(quality, study, len(register)),
        thin_table(quality, register),
        values_table(quality),
        topic_table(quality[quality["area"] == "ALL"], text.CAPTION_GAPS, register, "coverage"),
    )
    return table_part("coverage", text.SECTION_COVERAGE, *tables)


def levels_part(quality: pd.DataFrame) -> Part:
    """How finely the events of each source could be placed."""
    return table_part("levels", text.SECTION_PLACEMENT, placed_table(quality))


def agreement_part(quality: pd.DataFrame, register: pd.DataFrame) -> Part:
    """Two event sources beside each other."""
    tables = agreement_table(quality), events_table(quality, register)
    return table_part("agreement", text.SECTION_AGREEMENT, *tables)


def changes_part(quality: pd.DataFrame, register: pd.DataFrame) -> Part:
    """Definitions and codes that changed."""
    tables = (
        topic_table(quality, text.CAPTION_BREAKS, register, "breaks"),
        topic_table(quality, text.CAPTION_CODES, register, "codes", "code_changes"),
    )
    return table_part("changes", text.SECTION_CHANGES, *tables)


def doubts_part(quality: pd.DataFrame, register: pd.DataFrame) -> Part:
    """Values far from the usual, and rows that look alike."""
    caption = text.CAPTION_OUTLIERS.format(limit=LIMIT)
    tables = (
        topic_table(quality, caption, register, "outliers"),
        topic_table(quality, text.CAPTION_REPEATS, register, "duplicates"),
    )
    return table_part("doubts", text.SECTION_DOUBTS, *tables)


def left_out_part(study: Study, quality: pd.DataFrame, register: pd.DataFrame) -> Part:
    """What does not reach the panel, and why; and what each reader remarked."""
    minimum = study.disclosure.minimum_count
    # Rows and events stand before the many amounts of each, which would bury them.
    amounts = quality["item"].str.contains("/.*/(?!rows$)")
    quality = pd.concat([quality[~amounts], quality[amounts]])
    whole = quality[quality["area"] == "ALL"]
    tables = (
        topic_table(quality, text.CAPTION_LEFT_OUT, register, "left_out", minimum=minimum),
        topic_table(whole, text.CAPTION_REMARKS, register, "note", "population", minimum=minimum),
    )
    return table_part("left-out", text.SECTION_LEFT_OUT, *tables)


def _with_part_years(caption: Text, study: Study) -> Text:
    """A caption that tells which years the study holds only in part, and so look low."""
    months = pd.period_range(study.periods.first, study.periods.last, freq="M")
    for year, n in sorted(Counter(months.year).items()):
        if n < 12:
            caption = text.PART_YEAR.format(caption=caption, year=thai.to_be(int(year)), n=n)
    return caption


def _figure(study: Study, draw: Draw, frame: pd.DataFrame, caption: Text, name: str) -> Node | None:
    """A figure that says in words what it shows; nothing where there is nothing to draw."""
    if frame.empty:
        return None
    # In matplotlib a pair of dollar signs begins a formula; a source may be called anything.
    shown = frame.rename(index=_plain, columns=_plain)
    figure = quality_figure(draw, shown, rows=max(len(frame), 5), simulated=study.study.simulated)
    alt = text.ALT_FIGURE.format(
        caption=caption, values=Text(_values(frame, 0), _values(frame, -1))
    )
    return el(
        "figure",
        scrolling(drawing(to_svg(figure), alt, f"st-{name}"), f"st-{name}"),
        el("figcaption", *both(caption), id=f"st-{name}"),
    )


def _values(frame: pd.DataFrame, line: int) -> str:
    """Every value of a figure, equal ones that follow each other as one; 0 is Thai, -1 English."""
    rows = []
    for row, values in frame.iterrows():
        cells = [(str(c).splitlines()[line], number(v, 0)) for c, v in values.dropna().items()]
        runs = [(shown, [name for name, _ in run]) for shown, run in groupby(cells, itemgetter(1))]
        said = [f"{'–'.join(dict.fromkeys((n[0], n[-1])))} {shown}" for shown, n in runs]
        rows.append(f"{row}: {', '.join(said)}")
    return "; ".join(rows)


def _plain(word: object) -> str:
    return str(word).replace("$", r"\$")
