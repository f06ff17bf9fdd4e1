"""The pieces of the page of validation: of the methods, not of one tambon."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.figures import to_svg, truth_figure
from santitham_eval.indicators import SERIES
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.parts import Part, section, table_part
from santitham_eval.report.pieces import picture
from santitham_eval.report.table import scrolling, table_node
from santitham_eval.study import Study
from santitham_eval.tables import accuracy_table, number, published_tables, truth_states_table
from santitham_eval.text import Text
from santitham_eval.validation import accuracy, beside, declared_effects, states_by_truth
from santitham_eval.validation.recomputed import DATA, compare


def validation_heading(study: Study) -> Part:
    """What the page is about, and the way back."""
    named = Text(study.study.title.th, study.study.title.en)
    steps = el(
        "ol",
        el("li", el("a", *both(text.ALL_TAMBONS), href="../index.html")),
        el("li", *both(text.VALIDATION_TITLE), aria_current="page"),
    )
    node = el(
        "header",
        el("nav", steps, class_="st-crumbs", aria_label=text.CRUMBS.both()),
        el("h1", *both(text.VALIDATION_TITLE)),
        el("p", *both(named), class_="st-started"),
        el("p", *both(text.VALIDATION_LEAD)),
        class_="st-part st-heading",
    )
    title = text.VALIDATION_PAGE_TITLE.format(study=named)
    return Part("validation-heading", node, text.VALIDATION_TITLE.both(), title)


def published_values(study: Study) -> pd.DataFrame:
    """Every published value beside ours, computed now from the data that come with the library."""
    folder = resources.files("santitham_eval") / "validation" / "data"
    frames: dict[str, pd.DataFrame] = {}
    for name, file in DATA.items():
        with resources.as_file(folder / f"{file}.csv") as path:
            frames[name] = pd.read_csv(path)
    return compare(frames, np.random.default_rng(study.study.seed))


def published_part(found: pd.DataFrame) -> Part:
    """The published values, and what does not come out to the digit."""
    return table_part("published", text.SECTION_PUBLISHED, *published_tables(found))


def truth_rows(study: Study, effects: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame | None:
    """The headline of every tambon beside its true effect; None where truth is unknown."""
    truth = declared_effects(roster, study.study.simulated)
    return None if truth is None else beside(effects, truth, study.plan)


def truth_part(study: Study, rows: pd.DataFrame | None) -> Part:
    """How near the headline comes to the truth, or that the truth is unknown."""
    if rows is None:
        said = text.TRUTH_UNKNOWN
        return section("truth", text.SECTION_TRUTH, el("p", *both(said)), plain=said.both())
    table = accuracy_table(accuracy(rows), study.plan)
    plain = f"{table.caption.both()}\n{table.frame.to_string(index=False)}"
    lead = el("p", *both(text.TRUTH_LEAD))
    return section("truth", text.SECTION_TRUTH, lead, table_node(table, "st-truth-0"), plain=plain)


def truth_figures(study: Study, rows: pd.DataFrame | None) -> Part:
    """Each primary outcome's estimates against the truth, as pictures with words."""
    primary = [o.indicator for o in study.outcomes if o.role == "primary"]
    parts = [] if rows is None else [(i, rows[rows["indicator"] == i]) for i in primary]
    nodes = [_truth(study, i, own) for i, own in parts if own["low"].notna().any()]
    if not nodes:
        nodes = [el("p", *both(text.TRUTH_UNKNOWN))]
    return section(
        "truth-figure", text.SECTION_TRUTH_FIGURE, *nodes, plain=text.SECTION_TRUTH_FIGURE.both()
    )


def _truth(study: Study, name: str, rows: pd.DataFrame) -> Node:
    indicator = SERIES[name]
    figure = truth_figure(rows, ratio=indicator.scale == "ratio", simulated=study.study.simulated)
    caption = text.FIGURE_TRUTH.format(name=indicator.name)
    said = []
    for truth, group in rows[rows["low"].notna()].groupby("truth", sort=True):
        median = float(group["estimate"].median())
        said.append(
            text.ALT_TRUTH_GROUP.format(
                truth=f"{truth:g}", n=len(group), median=number(median, 2),
                covered=int(group["covered"].sum()),
            )
        )  # fmt: skip
    values = Text("; ".join(t.th for t in said), "; ".join(t.en for t in said))
    alt = text.ALT_FIGURE.format(caption=caption, values=values)
    place = f"st-truth-{name}"
    return el(
        "figure",
        scrolling(picture(to_svg(figure), alt), place),
        el("figcaption", *both(caption), id=place),
    )


def truth_states_part(rows: pd.DataFrame | None) -> Part:
    """Which states the rule gave, by what truly happened."""
    if rows is None:
        said = text.TRUTH_UNKNOWN
        return section("states", text.SECTION_STATES, el("p", *both(said)), plain=said.both())
    return table_part("states", text.SECTION_STATES, truth_states_table(states_by_truth(rows)))


def calibration_part() -> Part:
    """What was measured over many simulations, or that nothing was."""
    said = text.CALIBRATION_NOT_MEASURED
    return section("calibration", text.SECTION_CALIBRATION, el("p", *both(said)), plain=said.both())
