"""Roster: which tambon entered the programme when, and with what budget."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.reading import (
    Reading,
    gather,
    items_of,
    placed,
    read_csv,
    refuse_repeats,
)
from santitham_eval.sources.tambon_register import Codebook, codebook
from santitham_eval.study import Source, Study

COLUMNS = ("code", "name_th", "start", "dose")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read roster files.

    Returns
    -------
    Reading
        Frame of tambon, start (Period[M]), dose (baht, NaN where blank), file, row.

    Raises
    ------
    StudyError
        Unknown or abolished code (with its successor), tambon listed twice, name of another
        tambon, start outside the study's periods, and all that is wrong with the cells.
    """
    book = codebook(study)
    frame = gather(paths, lambda p: _read(p, file_name(p, study), book, study))
    refuse_repeats(frame, "tambon", "code")
    return Reading(frame)


def _read(path: Path, name: str, book: Codebook, study: Study) -> pd.DataFrame:
    problems = Problems(name)
    columns = Columns(read_csv(path, name, COLUMNS, extra=False), problems)
    codes = columns.code("code", 6)
    starts = columns.month("start")
    doses = columns.number("dose")
    _check_codes(codes, columns.names("name_th"), book, problems)
    first, last = (pd.Period(m, "M") for m in (study.periods.first, study.periods.last))
    wanted = text.WANT_MONTH_WITHIN.format(first=first, last=last)
    for row, start in starts[(starts < first) | (starts > last)].items():
        problems.add(start, wanted, row=int(str(row)), column="start")
    problems.raise_if_any()
    return placed(pd.DataFrame({"tambon": codes, "start": starts, "dose": doses}), name)


def _check_codes(codes: pd.Series, names: pd.Series, book: Codebook, problems: Problems) -> None:
    known = dict(zip(book.register["tambon"], book.register["name_th"], strict=True))
    for line, code in items_of(codes.dropna()):
        name = names[line]
        if code not in known:
            problems.add(code, book.wanted(code), row=line, column="code")
        elif name and thai.name_key(name, "tambon") != thai.name_key(known[code], "tambon"):
            wanted = text.WANT_NAME_OF_CODE.format(name=known[code], code=code)
            problems.add(name, wanted, row=line, column="name_th")
