"""What stands behind a tambon's headline: others as if they had begun, and words explained."""

from __future__ import annotations

import pandas as pd

from santitham_eval import narrate, text
from santitham_eval.estimators.comparative import Fit
from santitham_eval.figures import placebo_figure, to_svg
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import both, el
from santitham_eval.report.parts import Part, Subject, section
from santitham_eval.report.table import scrolling
from santitham_eval.text import Text


def placebos_part(subject: Subject, fit: Fit, placebos: pd.DataFrame) -> Part:
    """How tambons outside the programme would have come out, in words and a picture.

    Parameters
    ----------
    subject, fit : Subject, Fit
    placebos : DataFrame
        The built table ``placebos``.
    """
    indicator = subject.indicator
    own = placebos[
        (placebos["start"] == str(subject.start)) & (placebos["indicator"] == indicator.id)
    ]
    if own.empty or indicator.counts_persons:
        said = text.PLACEBOS_PERSONS if indicator.counts_persons else text.PLACEBOS_NONE
        return section("placebos", text.SECTION_PLACEBOS, el("p", *both(said)), plain=said.both())
    estimate, p_value = (
        float(fit.effect.get(k, float("nan")))  # type: ignore[arg-type]
        for k in ("estimate", "p_value")
    )
    what, among = narrate.placebos_said(own, estimate, p_value, indicator, subject.start)
    alt = text.PLACEBOS_ALT.format(what=what, own=among)
    figure = placebo_figure(
        own["estimate"], estimate, indicator, simulated=subject.study.study.simulated
    )
    node = el(
        "figure",
        scrolling(drawing(to_svg(figure), alt, "st-placebos"), "st-placebos-caption"),
        el("figcaption", *both(text.PLACEBOS_CAPTION), id="st-placebos-caption"),
    )
    words = [el("p", *both(sentence)) for sentence in (what, among)]
    return section("placebos", text.SECTION_PLACEBOS, *words, node, plain=alt.both("\n"))


def glossary() -> Part:
    """The words of the page, explained for whoever has never read a statistic."""
    rows = [
        node
        for term, means in text.GLOSSARY
        for node in (el("dt", *both(_capital(term))), el("dd", *both(means)))
    ]
    plain = "\n".join(f"{term.both()}: {means.both()}" for term, means in text.GLOSSARY)
    body = el("dl", *rows, class_="st-facts st-glossary")
    return section("glossary", text.SECTION_GLOSSARY, body, plain=plain)


def _capital(term: Text) -> Text:
    return Text(term.th, term.en[:1].upper() + term.en[1:])
