"""The pieces of the page of validation: of the methods, not of one tambon."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.calibration import goals
from santitham_eval.calibration.cells import CELLS
from santitham_eval.calibration.table import COLUMNS
from santitham_eval.errors import Problem, StudyError
from santitham_eval.figures import to_svg, truth_figure
from santitham_eval.indicators import SERIES
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.parts import Part, section, table_part
from santitham_eval.report.table import scrolling, table_node
from santitham_eval.study import Study
from santitham_eval.tables import (
    Table,
    accuracy_table,
    cells_table,
    flags_table,
    given_table,
    goals_table,
    missed_table,
    number,
    published_tables,
    truth_states_table,
)
from santitham_eval.text import Text
from santitham_eval.validation import accuracy, beside, declared_effects, states_by_truth
from santitham_eval.validation.recomputed import DATA, compare

CALIBRATION = Path(__file__).resolve().parents[2] / "docs" / "calibration.csv"
"""What ``python -m santitham_eval.calibration`` wrote, where it did."""


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
        scrolling(drawing(to_svg(figure), alt, place), place),
        el("figcaption", *both(caption), id=place),
    )


def truth_states_part(rows: pd.DataFrame | None) -> Part:
    """Which states the rule gave, by what truly happened."""
    if rows is None:
        said = text.TRUTH_UNKNOWN
        return section("states", text.SECTION_STATES, el("p", *both(said)), plain=said.both())
    return table_part("states", text.SECTION_STATES, truth_states_table(states_by_truth(rows)))


def calibration_part() -> Part:
    """What was measured over many simulations, goal by goal; or that nothing was.

    Raises
    ------
    StudyError
        A table that cannot be read, or is not one of the calibration.
    """
    measured = _measured(CALIBRATION)
    if measured is None or measured.empty:
        said = text.CALIBRATION_NOT_MEASURED
        return section(
            "calibration", text.SECTION_CALIBRATION, el("p", *both(said)), plain=said.both()
        )
    times = "–".join(number(n, 0) for n in sorted({*measured["replications"].agg(["min", "max"])}))
    seeds = ", ".join(map(str, sorted(set(measured["seed"]))))
    lead = text.CALIBRATION_LEAD.format(n=times, seed=seeds)
    tables = _calibration_tables(measured)
    nodes = [table_node(table, f"st-calibration-{n}") for n, table in enumerate(tables)]
    plain = "\n\n".join(f"{t.caption.both()}\n{t.frame.to_string(index=False)}" for t in tables)
    return section(
        "calibration", text.SECTION_CALIBRATION, el("p", *both(lead)), *nodes, plain=plain
    )


def _calibration_tables(measured: pd.DataFrame) -> list[Table]:
    """Goals and misses, then the cells: those whose assumptions hold by family, the others last."""
    bounds, found = _held(measured)
    groups: dict[str, list[str]] = {name: [] for name in text.GROUPS_OF_CELLS}
    for cell in CELLS.values():
        groups["broken" if cell.broken else cell.family].append(cell.name)
    designs = measured.drop_duplicates("cell").set_index("cell")["design"]
    made = [goals_table(bounds, found), missed_table(found, designs)]
    made += [cells_table(measured, groups[k], words) for k, words in text.GROUPS_OF_CELLS.items()]
    made += [flags_table(measured, groups["broken"]), given_table(measured, list(CELLS))]
    return [
        table for table in made if len(table.frame) or table.notes == (text.CAPTION_NONE_MISSED,)
    ]


def _held(measured: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Bounds of the goals, and what was measured of each in each cell."""
    bounds = pd.DataFrame(
        [(g.name, g.least, g.most) for g in goals.GOALS], columns=["goal", "least", "most"]
    )
    return bounds, goals.held(measured)


def measured_goals() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Goals with their bounds, and what was measured of each; empty where nothing was.

    Raises
    ------
    StudyError
        A table that cannot be read, or is not one of the calibration.
    """
    measured = _measured(CALIBRATION)
    if measured is None or measured.empty:
        return pd.DataFrame(columns=["goal", "least", "most"]), pd.DataFrame()
    return _held(measured)


def _measured(path: Path) -> pd.DataFrame | None:
    try:
        frame = pd.read_csv(path, dtype={"cell": str, "design": str, "method_hash": str})
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:  # pandas' own errors of reading are ValueErrors
        raise StudyError(Problem(path.name, str(error), text.WANT_CALIBRATION)) from None
    lacking = [name for name in COLUMNS if name not in frame]
    if lacking:
        raise StudyError(Problem(path.name, ", ".join(frame.columns[:5]), text.WANT_CALIBRATION))
    return frame
