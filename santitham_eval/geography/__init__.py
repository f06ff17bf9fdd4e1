"""Where things are: boundaries, neighbours, and events at the finest level they support."""

from santitham_eval.geography.land import Land, land_of, neighbours
from santitham_eval.geography.outlines import BASES, outlines
from santitham_eval.geography.placing import COLUMNS as EVENT_COLUMNS
from santitham_eval.geography.placing import LEVELS, TAMBON_LEVELS, place_events
from santitham_eval.geography.transliteration import SPELLING_RULES

__all__ = [
    "BASES",
    "EVENT_COLUMNS",
    "LEVELS",
    "SPELLING_RULES",
    "TAMBON_LEVELS",
    "Land",
    "land_of",
    "neighbours",
    "outlines",
    "place_events",
]
