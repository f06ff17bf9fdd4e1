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
from santitham_eval.figures.programme import draw_event_study, event_figure
from santitham_eval.figures.quality import (
    draw_coverage,
    draw_events,
    draw_levels,
    quality_figure,
)

__all__ = [
    "BAND", "BLUE", "FAMILIES", "FONTS", "GREY", "GRID", "INK", "OCHRE", "PALE", "course_figure",
    "draw_course", "draw_coverage", "draw_event_study", "draw_events", "draw_levels",
    "event_figure", "quality_figure", "theme", "to_svg",
]  # fmt: skip
