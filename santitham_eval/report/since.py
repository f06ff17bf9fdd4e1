"""A tambon's own years since its start, as a chart and the same figures in a table."""

from __future__ import annotations

from collections.abc import Collection

from santitham_eval import narrate, text
from santitham_eval.estimators.comparative import Fit
from santitham_eval.figures import event_figure, to_svg
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import both, el
from santitham_eval.report.parts import Part, Subject, section
from santitham_eval.report.table import scrolling, table_node
from santitham_eval.tables import number, since_table, years_since


def since_start(subject: Subject, fit: Fit, hidden: Collection[str]) -> Part:
    """How far each year lay from what was expected, before the start and after it.

    Of an indicator that counts persons single years are not shown: they could give a few away.
    """
    indicator = subject.indicator
    frame = years_since(fit.course, indicator)
    if frame.empty or fit.effect.get("note") or indicator.counts_persons or indicator.id in hidden:
        said = text.SINCE_PERSONS if indicator.counts_persons else text.SINCE_NONE
        return section("since", text.SECTION_SINCE, el("p", *both(said)), plain=said.both())
    alt = narrate.event_alt(frame, indicator)
    figure = event_figure(frame, indicator, simulated=subject.study.study.simulated)
    confidence = number(subject.study.plan.confidence * 100, 0)
    caption = text.SINCE_CAPTION.format(confidence=confidence)
    node = el(
        "figure",
        scrolling(drawing(to_svg(figure), alt, "st-since"), "st-since-caption"),
        el("figcaption", *both(caption), id="st-since-caption"),
    )
    table = table_node(since_table(frame, indicator), "st-since-0")
    return section("since", text.SECTION_SINCE, node, table, plain=alt.both("\n"))
