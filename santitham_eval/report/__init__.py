"""Executed notebook to accessible, self-contained HTML; the index of a study's pages."""

from santitham_eval.report.behind import glossary, placebos_part
from santitham_eval.report.brief import brief
from santitham_eval.report.codebook import codebook_html, write_codebook
from santitham_eval.report.doubts import doubts
from santitham_eval.report.exhibits import EXHIBITS, write_exhibits
from santitham_eval.report.funnel import programme_funnel
from santitham_eval.report.lessons import (
    lessons_heading,
    lessons_limits,
    lessons_provenance,
    lessons_quotes,
    lessons_returned,
    lessons_themes,
)
from santitham_eval.report.outside import (
    outside_card,
    outside_heading,
    series_part,
    serves_part,
)
from santitham_eval.report.page import Style, export, restyle
from santitham_eval.report.parts import Outside, Part, Subject, find_outside, find_subject
from santitham_eval.report.pieces import (
    card,
    course,
    description,
    donors,
    effects_part,
    heading,
    method,
    quality_part,
    shocks,
    tiles,
)
from santitham_eval.report.prints import prints_html
from santitham_eval.report.programme import (
    event_study,
    programme_cards,
    programme_checks,
    programme_heading,
    programme_method,
    programme_methods,
    programme_nearby,
    programme_outcomes,
    programme_places,
    programme_shocks,
    programme_spread,
)
from santitham_eval.report.provenance import programme_provenance, provenance
from santitham_eval.report.quality import (
    agreement_part,
    changes_part,
    coverage_part,
    doubts_part,
    figures_part,
    left_out_part,
    levels_part,
    quality_heading,
)
from santitham_eval.report.registry import registered
from santitham_eval.report.release import write_release
from santitham_eval.report.sheet import sheet
from santitham_eval.report.sheet_page import sheet_files
from santitham_eval.report.since import since_start
from santitham_eval.report.site import index_html, write_index
from santitham_eval.report.start import listing
from santitham_eval.report.validation import (
    calibration_part,
    published_part,
    published_values,
    truth_figures,
    truth_part,
    truth_rows,
    truth_states_part,
    validation_heading,
)

__all__ = [
    "EXHIBITS", "Outside", "Part", "Style", "Subject", "agreement_part", "brief",
    "calibration_part", "card", "changes_part", "codebook_html", "course", "coverage_part",
    "description", "donors", "doubts", "doubts_part", "effects_part", "event_study", "export",
    "figures_part", "find_outside", "find_subject", "glossary", "heading", "index_html",
    "left_out_part", "lessons_heading", "lessons_limits", "lessons_provenance",
    "lessons_quotes", "lessons_returned", "lessons_themes", "levels_part", "listing", "method",
    "outside_card", "outside_heading", "placebos_part", "prints_html", "programme_cards",
    "programme_checks", "programme_funnel", "programme_heading", "programme_method",
    "programme_methods", "programme_nearby", "programme_outcomes", "programme_places",
    "programme_provenance", "programme_shocks", "programme_spread", "provenance",
    "published_part", "published_values", "quality_heading", "quality_part", "registered",
    "restyle", "series_part", "serves_part", "sheet", "sheet_files", "shocks", "since_start",
    "tiles", "truth_figures", "truth_part", "truth_rows", "truth_states_part",
    "validation_heading", "write_codebook", "write_exhibits", "write_index", "write_release",
]  # fmt: skip
