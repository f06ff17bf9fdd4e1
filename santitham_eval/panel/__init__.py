"""Tidy tables to the tambon x indicator x month panel; missing is never zero."""

from santitham_eval.panel.build import build_panel, build_tables
from santitham_eval.panel.problems import problems_of

__all__ = ["build_panel", "build_tables", "problems_of"]
