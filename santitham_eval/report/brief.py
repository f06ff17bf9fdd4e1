"""The brief of a tambon: the finding on one page of paper, in the words of its report."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from santitham_eval import __version__, narrate, store, text
from santitham_eval.estimators.comparative import Fit
from santitham_eval.figures import to_svg
from santitham_eval.report import press
from santitham_eval.report.chart import Chart, chart_of
from santitham_eval.report.parts import Subject
from santitham_eval.report.table import STATE_COLOURS, shape_svg
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
    return press.pdf(content, to_svg(chart.figure, outlines=True))


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
    english = " ".join(t.en for t in (found.headline, *(found.reservations or found.details)))
    means = (text.BRIEF_MEANING[found.state], text.SHEET_CAREFUL[found.state], text.BRIEF_NO_RANK)
    whole = (
        narrate.of_the_whole(programme, indicator),
        narrate.programme_context(effects, indicator),
    )
    simulated = subject.study.study.simulated
    return {
        "simulated": _pair(text.SIMULATED_BANNER) if simulated else None,
        "kind": _pair(text.BRIEF_KIND),
        "name": _pair(subject.place.name),
        "place": _pair(_place(subject)),
        "verdict": {
            "word": _pair(found.word),
            "headline": found.headline.th,
            "details": [t.th for t in found.details],
            "english": english,
        },
        "means": _part(text.BRIEF_MEANS, means),
        "whole": _part(text.BRIEF_WHOLE, whole),
        "chart": {"title": _pair(text.BRIEF_CHART), "captions": _pairs(chart.captions)},
        "next": {
            "title": _pair(text.BRIEF_NEXT),
            "lead": _pair(text.BRIEF_SHEET),
            "questions": _pairs(_questions(effects, tambon, indicator)),
            "report": _pair(text.BRIEF_REPORT),
        },
        "source": {"title": _pair(text.BRIEF_SOURCE), "lines": _pairs(_source(subject))},
        press.PLAIN: {
            "title": text.BRIEF_TITLE.format(name=subject.place.name).both(),
            "alt": chart.alt.both(),
            "shape": shape_svg(found.state),
            "colour": STATE_COLOURS[found.state],
        },
    }


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
    return {"title": _pair(title), "points": _pairs(points)}


def _pairs(sentences: Iterable[Text]) -> list[dict[str, str]]:
    return [_pair(sentence) for sentence in sentences]


def _pair(words: Text) -> dict[str, str]:
    return {"th": words.th, "en": words.en}
