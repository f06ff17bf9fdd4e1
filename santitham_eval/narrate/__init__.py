"""Effects to sentences and verdict words; every word comes from `text`."""

from santitham_eval.narrate.amounts import amount, change, subject
from santitham_eval.narrate.funnel import funnel_alt, funnel_left_out, funnel_said
from santitham_eval.narrate.lessons import found_by_goal, questions
from santitham_eval.narrate.placebos import placebos_said
from santitham_eval.narrate.programme import (
    SHARE_NOTE,
    event_alt,
    meaning,
    of_the_whole,
    share_reservation,
    whole_verdict,
)
from santitham_eval.narrate.registration import (
    changed_fields,
    present,
    registered,
    registered_briefly,
)
from santitham_eval.narrate.scene import course_alt, pooled_said, programme_context, state_counts
from santitham_eval.narrate.verdict import Verdict, verdict

__all__ = [
    "SHARE_NOTE", "Verdict", "amount", "change", "changed_fields", "course_alt", "event_alt",
    "found_by_goal", "funnel_alt", "funnel_left_out", "funnel_said", "meaning", "of_the_whole",
    "placebos_said", "pooled_said", "present", "programme_context", "questions", "registered",
    "registered_briefly", "share_reservation", "state_counts", "subject", "verdict",
    "whole_verdict",
]  # fmt: skip
