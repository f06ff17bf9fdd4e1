"""The programme as a whole: its effect, where it differs, and what would break it.

Each file asks one question of a sample; all of them give rows of one table (`model`).
"""

from santitham_eval.programme.again import confirm_whole, headlines
from santitham_eval.programme.model import CHECKING, JUDGED, PARTS, PROGRAMME_COLUMNS

__all__ = ["CHECKING", "JUDGED", "PARTS", "PROGRAMME_COLUMNS", "confirm_whole", "headlines"]
