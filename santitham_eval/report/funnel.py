"""The funnel plot on the page of the whole programme."""

from __future__ import annotations

import pandas as pd

from santitham_eval import narrate, text
from santitham_eval.figures import funnel_figure, to_svg
from santitham_eval.indicators import SERIES
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.parts import Part, section
from santitham_eval.report.table import scrolling, table_node
from santitham_eval.study import Study
from santitham_eval.tables import (
    FunnelRows,
    follow_up_counts,
    funnel_rows,
    funnel_table,
    has_funnel,
    primary,
)


def programme_funnel(
    study: Study,
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    effects: pd.DataFrame,
    register: pd.DataFrame,
    withheld: pd.DataFrame,
    neighbours: pd.DataFrame | None = None,
) -> Part:
    """Whether tambons lie further apart than usual, for each primary outcome that counts events.

    Parameters
    ----------
    study : Study
    panel, roster, effects, register, neighbours : DataFrame
    withheld : DataFrame
        tambon, indicator: figures that are not shown.
    """
    nodes, plain = [], []
    for name in primary(study.plan):
        if not has_funnel(SERIES[name]):
            said = text.NO_FUNNEL_KIND.format(name=SERIES[name].name)
            nodes.append(el("p", *both(said)))
            plain.append(said.both())
            continue
        counts = follow_up_counts(panel, roster, effects, study.plan, name, neighbours)
        hidden = withheld.loc[withheld["indicator"] == name, "tambon"]
        shown, words = _of_outcome(study, name, funnel_rows(counts, set(hidden)), register)
        nodes += shown
        plain.append(words)
    nodes += [el("p", *both(said)) for said in (text.FUNNEL_MEANS, text.FUNNEL_MEANS_NOT)]
    return section("funnel", text.SECTION_FUNNEL, *nodes, plain="\n".join(plain))


def _of_outcome(
    study: Study, name: str, funnel: FunnelRows, register: pd.DataFrame
) -> tuple[list[Node], str]:
    """Sentence, figure and table of one outcome, and the same in plain text."""
    indicator = SERIES[name]
    if funnel.rows["ratio"].isna().all():
        said = text.NO_FUNNEL.format(name=indicator.name)
        return [el("p", *both(said))], said.both()
    said, left_out = narrate.funnel_said(funnel, indicator), narrate.funnel_left_out(funnel)
    figure = to_svg(funnel_figure(funnel, indicator, simulated=study.study.simulated))
    drawn = drawing(figure, narrate.funnel_alt(funnel, indicator), f"st-funnel-{name}")
    caption = both(text.CAPTION_FUNNEL.format(name=indicator.name))
    table = funnel_table(funnel, indicator, register)
    nodes = [
        el("p", *both(said)),
        *([el("p", *both(left_out), class_="st-note")] if left_out else []),
        el(
            "figure",
            scrolling(drawn, f"st-funnel-{name}"),
            el("figcaption", *caption, id=f"st-funnel-{name}"),
        ),
        el(
            "details",
            el("summary", *both(text.FUNNEL_FIGURES)),
            table_node(table, f"st-funnel-{name}-figures"),
            class_="st-more",
        ),
    ]
    return nodes, f"{said.both()}\n{table.frame.to_string(index=False)}"
