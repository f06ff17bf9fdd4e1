"""The brief of a tambon: the finding on one page of paper, in the words of its report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text as Label

from santitham_eval import __version__, narrate, store, text
from santitham_eval.estimators.comparative import Fit
from santitham_eval.figures import to_svg
from santitham_eval.report import press
from santitham_eval.report.chart import Chart, chart_of
from santitham_eval.report.digits import digits_of_both
from santitham_eval.report.labels import english_first
from santitham_eval.report.parts import Subject
from santitham_eval.report.table import STATE_COLOURS, shape_svg
from santitham_eval.study import Pages
from santitham_eval.tables import goal_of, goal_states, long_month
from santitham_eval.text import Text

SHORT = 12


def brief(
    subject: Subject,
    fit: Fit,
    panel: pd.DataFrame,
    effects: pd.DataFrame,
    hidden: Collection[str],
    programme: pd.DataFrame,
    diagnostics: pd.DataFrame,
) -> bytes:
    """One page of A4 as a tagged PDF, the same bytes for the same tables.

    Parameters are those of the parts of the tambon's page.
    """
    chart = chart_of(subject, fit, panel, hidden)
    content = brief_content(subject, chart, effects, hidden, programme, diagnostics)
    figure = _in_pages(chart.figure, subject.study.pages)
    return press.pdf(content, to_svg(figure, outlines=True))


def brief_content(
    subject: Subject,
    chart: Chart,
    effects: pd.DataFrame,
    hidden: Collection[str],
    programme: pd.DataFrame,
    diagnostics: pd.DataFrame,
) -> dict[str, Any]:
    """What the brief says, by part; each sentence is one of the report's, or in `text.brief`."""
    tambon, indicator = subject.place.tambon, subject.indicator.id
    found = narrate.verdict(
        effects, tambon, indicator, subject.study.plan,
        hidden=indicator in hidden, diagnostics=diagnostics,
    )  # fmt: skip
    beside = (found.headline, *(found.reservations or found.details))
    means = (text.BRIEF_MEANING[found.state], text.SHEET_CAREFUL[found.state], text.BRIEF_NO_RANK)
    whole = (
        narrate.of_the_whole(programme, indicator),
        narrate.programme_context(effects, indicator),
    )
    simulated, pages = subject.study.study.simulated, subject.study.pages
    content = {
        "simulated": text.SIMULATED_BANNER if simulated else None,
        "kind": text.BRIEF_KIND,
        "name": subject.place.name,
        "place": _place(subject),
        "verdict": {
            "word": found.word,
            "headline": _spoken(found.headline, pages)[0],
            "details": [_spoken(t, pages)[0] for t in found.details],
            "beside": " ".join(_spoken(t, pages)[1] for t in beside),
        },
        "means": _part(text.BRIEF_MEANS, means),
        "whole": _part(text.BRIEF_WHOLE, whole),
        "chart": {"title": text.BRIEF_CHART, "captions": chart.captions},
        "next": {
            "title": text.BRIEF_NEXT,
            "lead": text.BRIEF_SHEET,
            "questions": _questions(effects, tambon, indicator),
            "report": text.BRIEF_REPORT,
        },
        "source": {"title": text.BRIEF_SOURCE, "lines": _source(subject)},
        press.PLAIN: {
            "title": text.BRIEF_TITLE.format(name=subject.place.name).both(),
            "alt": chart.alt.both(),
            "shape": shape_svg(found.state),
            "colour": STATE_COLOURS[found.state],
            "numbers": [_label(f"{n}.", pages) for n in (1, 2)],
            "languages": ["en", "th"] if pages.language == "en" else ["th", "en"],
        },
    }
    said: dict[str, Any] = _said(content, pages)
    return said


def _place(subject: Subject) -> Text:
    place = subject.place
    said = (
        place.amphoe_name,
        place.province_name,
        text.BRIEF_CODE.format(code=place.tambon),
        text.STARTED.format(month=long_month(subject.start)),
    )
    return Text(" · ".join(t.th for t in said), " · ".join(t.en for t in said))


def _questions(effects: pd.DataFrame, tambon: str, indicator: str) -> tuple[Text, Text]:
    """What the lessons-learned sheet asks of the goal of the main finding."""
    goal = goal_of(indicator)
    return narrate.questions(goal, goal_states(effects, tambon).get(goal, {}))


def _source(subject: Subject) -> list[Text]:
    study, indicator = subject.study, subject.indicator
    title = Text(study.study.title.th, study.study.title.en)
    panel = store.made_of(study.processed(), "effects").get("table/panel", text.MISSING)
    contact = study.study.contact
    return [
        text.BRIEF_OF.format(title=title, study=study.study.id),
        text.BRIEF_MEASURED.format(
            name=indicator.name, unit=indicator.unit, formula=indicator.formula,
            source=indicator.source,
        ),
        text.BRIEF_MADE.format(version=__version__, study=study.hash[:SHORT], panel=panel[:SHORT]),
        text.CORRECT_TO.format(
            contact=Text(contact, contact) if contact else text.CORRECT_MAKERS,
            tambon=subject.place.tambon,
        ),
    ]  # fmt: skip


def _part(title: Text, points: Iterable[Text]) -> dict[str, Any]:
    return {"title": title, "points": list(points)}


def _said(content: Any, pages: Pages) -> Any:
    """Content with each of its phrases in the order and the digits that pages are to have."""
    if isinstance(content, Text):
        return dict(zip(("first", "second"), _spoken(content, pages), strict=True))
    if isinstance(content, Mapping):
        return {key: _said(value, pages) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_said(value, pages) for value in content]
    return content


def _spoken(words: Text, pages: Pages) -> tuple[str, str]:
    """A phrase in the language that leads, and in the other."""
    thai = digits_of_both(words.th, "th") if pages.digits == "thai" else words.th
    return (words.en, thai) if pages.language == "en" else (thai, words.en)


def _in_pages(figure: Figure, pages: Pages) -> Figure:
    """A figure in the language and with the digits that pages are to have."""
    if pages == Pages():
        return figure
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = axis.get_view_interval()
            places = [at for at in axis.get_majorticklocs() if low <= at <= high]
            labels = axis.get_major_formatter().format_ticks(places)
            axis.set_ticks(places, [_label(label, pages) for label in labels])
            axis.set_view_interval(low, high, ignore=True)
    for label in figure.findobj(Label):
        if isinstance(label, Label):
            label.set_text(_label(label.get_text(), pages))
    return figure


def _label(words: str, pages: Pages) -> str:
    said = english_first(words) if pages.language == "en" else words
    return digits_of_both(said, pages.language) if pages.digits == "thai" else said
