"""Reproducible evaluation of the tambon Santitham programme (ตำบลสันติธรรม).

What an evaluator calls is importable from here; a name brings its room in when it is first
used, so that importing the package alone costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from santitham_eval.errors import StudyError
    from santitham_eval.evidence import estimate_effects
    from santitham_eval.panel import build_panel
    from santitham_eval.study import Comparison, Outcome, Plan, Study, load_study

__version__ = "0.1.0"
__all__ = [
    "Comparison",
    "Outcome",
    "Plan",
    "Study",
    "StudyError",
    "build_panel",
    "estimate_effects",
    "load_study",
]

_ROOMS = {"StudyError": "errors", "build_panel": "panel", "estimate_effects": "evidence"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'study')}"), name)
