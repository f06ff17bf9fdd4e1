"""The programme as a whole: its effect, where it differs, and what would break it.

Each file asks one question of a sample; all of them give rows of one table (`model`).
"""

from santitham_eval.programme.again import confirm_whole, headlines
from santitham_eval.programme.analyse import analyse, overall
from santitham_eval.programme.assess import ALL, assess_programme, overall_of, rows_of_all
from santitham_eval.programme.model import (
    CHECKING,
    JUDGED,
    MEANING,
    PARTS,
    PROGRAMME_COLUMNS,
    VERDICTS,
)
from santitham_eval.programme.rows import NOTES

__all__ = [
    "ALL", "CHECKING", "JUDGED", "MEANING", "NOTES", "PARTS", "PROGRAMME_COLUMNS", "VERDICTS",
    "analyse", "assess_programme", "confirm_whole", "headlines", "overall", "overall_of",
    "rows_of_all",
]  # fmt: skip
