"""What a page is made of: parts that show themselves in a notebook and are exported to a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.report.html import Node, both, el, render
from santitham_eval.report.table import table_node
from santitham_eval.study import Study
from santitham_eval.tables import Place, Table, find_place
from santitham_eval.text import Text

MARK = "santitham"
"""Key in an output's metadata by which the exporter knows a part of ours."""


@dataclass(frozen=True)
class Part:
    """One piece of a page.

    Parameters
    ----------
    name : str
        Short name of the piece.
    node : Node
        Its elements.
    plain : str
        The same in plain text, for a terminal.
    title : Text, optional
        What the page is about; only the heading has one.
    """

    name: str
    node: Node
    plain: str
    title: Text | None = None

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        mark = {"part": self.name}
        if self.title:
            mark |= {"th": self.title.th, "en": self.title.en}
        return {"text/html": str(render(self.node)), "text/plain": self.plain}, {MARK: mark}


@dataclass(frozen=True)
class Subject:
    """What a page is about: one tambon of a study, and the indicator that gives its verdict."""

    study: Study
    place: Place
    start: pd.Period
    indicator: Indicator


@dataclass(frozen=True)
class Outside:
    """What the page of a tambon outside the programme is about; it has no start and no verdict."""

    study: Study
    place: Place
    indicator: Indicator


def find_subject(
    study: Study, tambon: str, indicator: str, register: pd.DataFrame, roster: pd.DataFrame
) -> Subject:
    """Look up what a page is about.

    Raises
    ------
    StudyError
        A tambon that is not in the register or not in the programme; an indicator that is not
        in the plan.
    """
    place = find_place(tambon, register)
    rows = roster[roster["tambon"] == tambon]
    if rows.empty:
        raise StudyError(Problem("roster", tambon, text.WANT_IN_ROSTER))
    start = pd.Period(rows["start"].iloc[0], "M")
    return Subject(study, place, start, _planned(study, indicator))


def find_outside(
    study: Study, tambon: str, indicator: str, register: pd.DataFrame, roster: pd.DataFrame
) -> Outside:
    """Look up a tambon outside the programme.

    Raises
    ------
    StudyError
        A tambon that is not in the register, or is in the programme; an indicator that is not in
        the plan.
    """
    place = find_place(tambon, register)
    if tambon in set(roster["tambon"]):
        raise StudyError(Problem("roster", tambon, text.WANT_OUTSIDE))
    return Outside(study, place, _planned(study, indicator))


def _planned(study: Study, indicator: str) -> Indicator:
    known = [o.indicator for o in study.plan.outcomes]
    if indicator not in known:
        wanted = text.WANT_IN_PLAN.format(known=", ".join(known))
        raise StudyError(Problem("study", indicator, wanted, column="indicator"))
    return SERIES[indicator]


def table_part(
    name: str,
    title: Text,
    *tables: Table,
    after: Node | None = None,
    on_screen: Mapping[int, Text] = MappingProxyType({}),
) -> Part:
    """A section that holds tables, and what stands after them.

    Parameters
    ----------
    name : str
    title : Text
    *tables : Table
    after : Node, optional
    on_screen : mapping of int to Text
        Which of the tables are too long for paper, and where they are to be read.
    """
    nodes = [table_node(t, f"st-{name}-{n}", on_screen.get(n)) for n, t in enumerate(tables)]
    nodes += [after] if after else []
    plain = [f"{t.caption.both()}\n{t.frame.to_string(index=False)}" for t in tables]
    return section(name, title, *nodes, plain="\n\n".join(plain))


def section(name: str, title: Text, *nodes: Node, plain: str) -> Part:
    """A section with its heading."""
    node = el(
        "section",
        el("h2", *both(title), id=f"st-{name}-title"),
        *nodes,
        class_="st-part st-section",
        aria_labelledby=f"st-{name}-title",
    )
    return Part(name, node, f"{title.both()}\n{plain}")
