"""Executed notebook to accessible, self-contained HTML; the index of a study's pages."""

from santitham_eval.report.page import Style, export
from santitham_eval.report.parts import Part, Subject, find_subject
from santitham_eval.report.pieces import (
    card,
    course,
    donors,
    effects_part,
    heading,
    method,
    quality_part,
    shocks,
    tiles,
)
from santitham_eval.report.provenance import provenance
from santitham_eval.report.site import index_html, write_index

__all__ = [
    "Part", "Style", "Subject", "card", "course", "donors", "effects_part", "export",
    "find_subject", "heading", "index_html", "method", "provenance", "quality_part", "shocks",
    "tiles", "write_index",
]  # fmt: skip
