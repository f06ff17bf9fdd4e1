"""The study file: one TOML file to one frozen, validated, hashed `Study`.

`Plan` is the part of it that fixes the method (periods, outcomes, comparison, analysis).  It
can be made without any file, so that the method can be tried on any frame.
"""

from santitham_eval.study.chain import Entry, Standing, registration, registration_file
from santitham_eval.study.load import in_pages, load_study, nearest
from santitham_eval.study.model import (
    EVENT_FORMATS,
    FORMATS,
    Analysis,
    Area,
    Bilingual,
    Disclosure,
    Format,
    Group,
    Head,
    Pages,
    Paths,
    Periods,
    Public,
    Shock,
    Source,
    Study,
)
from santitham_eval.study.plan import Areas, Comparison, MatchOn, Outcome, Plan, Role
from santitham_eval.study.planned import Difference

__all__ = [
    "EVENT_FORMATS",
    "FORMATS",
    "Analysis",
    "Area",
    "Areas",
    "Bilingual",
    "Comparison",
    "Difference",
    "Disclosure",
    "Entry",
    "Format",
    "Group",
    "Head",
    "MatchOn",
    "Outcome",
    "Pages",
    "Paths",
    "Periods",
    "Plan",
    "Public",
    "Role",
    "Shock",
    "Source",
    "Standing",
    "Study",
    "in_pages",
    "load_study",
    "nearest",
    "registration",
    "registration_file",
]
