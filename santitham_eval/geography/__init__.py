"""Where things are: boundaries, neighbours, and events at the finest level they support."""

from santitham_eval.geography.land import Land, land_of, neighbours
from santitham_eval.geography.placing import COLUMNS as EVENT_COLUMNS
from santitham_eval.geography.placing import LEVELS, TAMBON_LEVELS, place_events

__all__ = [
    "EVENT_COLUMNS",
    "LEVELS",
    "TAMBON_LEVELS",
    "Land",
    "land_of",
    "neighbours",
    "place_events",
]
