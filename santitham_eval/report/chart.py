"""The chart of a tambon's main finding, with its words: what may be shown, on page and on paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from santitham_eval import narrate, text
from santitham_eval.estimators.comparative import Fit
from santitham_eval.figures import course_figure
from santitham_eval.report.parts import Subject
from santitham_eval.tables import block_years, number, safe_course
from santitham_eval.text import Text


@dataclass(frozen=True)
class Chart:
    """Before, after and expected.

    Parameters
    ----------
    figure : Figure
    shown : DataFrame
        The figures that it is drawn of.
    alt : Text
        What it shows, in words.
    captions : tuple of Text
        How it is to be read.
    """

    figure: Figure
    shown: pd.DataFrame
    alt: Text
    captions: tuple[Text, ...]


def chart_of(subject: Subject, fit: Fit, panel: pd.DataFrame, hidden: Collection[str]) -> Chart:
    """Draw the tambon's course; what must be withheld is left out of figure, words and table."""
    study, indicator = subject.study, subject.indicator
    minimum = study.disclosure.minimum_count
    own = panel[(panel["tambon"] == fit.tambon) & (panel["indicator"] == fit.indicator)]
    shown, changed = safe_course(fit.course, own, indicator, minimum, fit.windows)
    withheld, assessed = indicator.id in hidden, not fit.effect.get("note")
    if withheld or not assessed:
        shown = shown.assign(expected=float("nan"), low=float("nan"), high=float("nan"))
    alt = narrate.course_alt(
        shown,
        fit.effect if assessed else {},
        indicator,
        subject.place.name,
        subject.start,
        block_years(shown["first"])[0],
        hidden=withheld,
    )
    captions = [text.CAPTION_OBSERVED]
    if shown["expected"].notna().any():
        confidence = number(study.plan.confidence * 100, 0)
        captions.append(text.CAPTION_EXPECTED.format(confidence=confidence))
    if len(set(shown["edition"])) > 1:
        captions.append(text.CAPTION_BREAK)
    if changed:
        captions.append(text.CAPTION_HIDDEN.format(minimum=minimum))
    figure = course_figure(shown, indicator, subject.start, simulated=study.study.simulated)
    return Chart(figure, shown, alt, tuple(captions))
