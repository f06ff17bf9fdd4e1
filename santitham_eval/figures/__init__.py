"""Frames to Axes; nothing is estimated here."""

from santitham_eval.figures.course import (
    BAND,
    BLUE,
    FAMILIES,
    FONTS,
    GREY,
    GRID,
    INK,
    OCHRE,
    PALE,
    course_figure,
    draw_course,
    theme,
    to_svg,
)
from santitham_eval.figures.funnel import draw_funnel, funnel_figure
from santitham_eval.figures.programme import draw_event_study, event_figure
from santitham_eval.figures.quality import (
    draw_coverage,
    draw_events,
    draw_levels,
    quality_figure,
)
from santitham_eval.figures.tambon import draw_placebos, placebo_figure, series_figure
from santitham_eval.figures.validation import draw_truth, truth_figure

__all__ = [
    "BAND", "BLUE", "FAMILIES", "FONTS", "GREY", "GRID", "INK", "OCHRE", "PALE", "course_figure",
    "draw_course", "draw_coverage", "draw_event_study", "draw_events", "draw_funnel",
    "draw_levels", "draw_placebos", "draw_truth", "event_figure", "funnel_figure",
    "placebo_figure", "quality_figure", "series_figure", "theme", "to_svg", "truth_figure",
]  # fmt: skip
