"""What a reader must know of the data: coverage, precision, what was left out and why.

One tidy table holds it all: ``topic`` (see `TOPICS`), ``area`` (a code, or ALL), ``item``
(``source/...`` or ``indicator/...``), ``count``, and the sentence in Thai and English.  Nothing
here changes the panel: an outlier or a likely duplicate is told, never removed.
"""

from santitham_eval.panel.quality.agreement import of_agreement
from santitham_eval.panel.quality.coverage import (
    of_codes,
    of_events_years,
    of_measures,
    of_places,
    of_population,
    of_prices,
    of_unpriced,
)
from santitham_eval.panel.quality.events import of_source, of_table
from santitham_eval.panel.quality.model import COLUMNS, as_frame, of_reader
from santitham_eval.panel.quality.outliers import of_outliers
from santitham_eval.panel.quality.repeats import of_repeats
from santitham_eval.panel.quality.series import of_breaks, of_lost, of_panel, of_values

TOPICS = (
    "placement", "left_out", "coverage", "by_year", "by_tambon", "values", "events", "agreement",
    "breaks", "codes", "code_changes", "population", "outliers", "duplicates", "note",
)  # fmt: skip
"""Every topic of the table, in the order in which a page tells them."""

__all__ = [
    "COLUMNS", "TOPICS", "as_frame", "of_agreement", "of_breaks", "of_codes", "of_events_years",
    "of_lost", "of_measures", "of_outliers", "of_panel", "of_places", "of_population",
    "of_prices", "of_reader", "of_repeats", "of_source", "of_table", "of_unpriced", "of_values",
]  # fmt: skip
