"""What is wrong with an input, told so that an official can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from santitham_eval.text import Text

_IDENTITY = re.compile(r"(?<!\d)\d(?:[-\s]?\d){12}(?!\d)")
"""What may be a person's number; a message passes it on to nobody."""
_LOOKED_THROUGH = 400  # letters, of which some 120 are shown


def holds_identity(words: str) -> bool:
    """Whether words hold what may be a person's number."""
    return _IDENTITY.search(words) is not None


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place.

    Parameters
    ----------
    file : str
        Name of the file (or of the frame) as the user knows it; never an absolute path.
    found : str
        What stands there now.
    wanted : Text
        What should stand there instead, and where it helps, how to get it.
    row : int, optional
        Line number in the file as a text editor or spreadsheet counts it (the header is line 1).
    column : str, optional
        Column name, or key of the study file.
    """

    file: str
    found: str
    wanted: Text
    row: int | None = None
    column: str | None = None

    def describe(self) -> Text:
        """The problem as one sentence in each language."""
        file, column = _seen(self.file), _seen(self.column or "")
        place_th = "".join(
            [
                file,
                f" บรรทัด {self.row}" if self.row is not None else "",
                f" คอลัมน์ {column}" if self.column is not None else "",
            ]
        )
        place_en = "".join(
            [
                file,
                f", row {self.row}" if self.row is not None else "",
                f", column {column}" if self.column is not None else "",
            ]
        )
        # No more is looked through than could be shown: a file may be one line of megabytes.
        found = _IDENTITY.sub("(เลข 13 หลัก / 13 digits)", self.found[:_LOOKED_THROUGH])
        found = found if len(found) <= 120 else found[:117] + "..."
        return Text(
            f"{place_th}: พบ {found!r} ต้องการ{self.wanted.th}",
            f"{place_en}: found {found!r}, wanted {self.wanted.en}",
        )


def _seen(name: str) -> str:
    """A name with signs that steer a terminal or turn the direction of writing made visible."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
    return shown if len(shown) <= 200 else shown[:197] + "..."


class StudyError(Exception):
    """Input that cannot be used; holds every problem found, not only the first.

    Parameters
    ----------
    problems : Problem or iterable of Problem
        At least one.
    """

    SHOWN = 50

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__(self.__str__())

    def __str__(self) -> str:
        lines = [p.describe().both("\n    ") for p in self.problems[: self.SHOWN]]
        rest = len(self.problems) - self.SHOWN
        if rest > 0:
            lines.append(f"และอีก {rest} ข้อ / and {rest} more")
        return "\n".join(lines)


@dataclass
class Problems:
    """Gathers the problems of one file, to raise them all at once."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(
        self, found: object, wanted: Text, *, row: int | None = None, column: str | None = None
    ) -> None:
        """Note one problem."""
        self.found.append(Problem(self.file, str(found), wanted, row, column))

    def raise_if_any(self) -> None:
        """Raise `StudyError` with everything gathered, if there is anything."""
        if self.found:
            raise StudyError(self.found)
