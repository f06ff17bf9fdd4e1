"""Consumer price index by year, with which incomes are put into the prices of one year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.grids import read_table
from santitham_eval.sources.layout import Layout
from santitham_eval.sources.measures import dropped_notes, gap_notes
from santitham_eval.sources.reading import Reading, gather, items_of, placed, rows_of
from santitham_eval.sources.wide import years
from santitham_eval.study import Source, Study

LAYOUT = Layout({"year": "ปี", "index": "ดัชนีราคาผู้บริโภค"})


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read tables of the index.

    Returns
    -------
    Reading
        Frame of period (Y-DEC), index (above zero, of any base), file, row, by period.  Years
        whose index is blank, as before it is published, are not there.

    Raises
    ------
    StudyError
        A year listed twice, an index that is not above zero, and all else that is wrong with
        the cells.
    """
    own = LAYOUT.named(source, study.file)
    dropped: dict[str, int] = {}

    def one(path: Path) -> pd.DataFrame:
        name = file_name(path, study)
        table, others = read_table(path, name, own)
        dropped[name] = len(others)
        columns = Columns(table, Problems(name), dict(own.required))
        data = pd.DataFrame({"period": years(columns, "year"), "index": columns.number("index")})
        for row, _ in items_of(data["index"][data["index"] == 0]):
            shown = columns.shown["index"]
            columns.problems.add(
                table["index"][row], text.WANT_POSITIVE_INDEX, row=row, column=shown
            )
        columns.problems.raise_if_any()
        return placed(data, name)

    frame = gather(paths, one)
    _refuse_repeated_years(frame, own.required["year"])
    frame = frame[frame["index"].notna()].sort_values("period", ignore_index=True)
    return Reading(frame, (*dropped_notes(dropped), *gap_notes(frame["period"])))


def _refuse_repeated_years(frame: pd.DataFrame, column: str) -> None:
    first = frame.drop_duplicates("period").set_index("period")
    problems = []
    for r in rows_of(frame[frame["period"].duplicated()]):
        before = first.loc[r.period]
        year = thai.to_be(r.period.year)
        words = text.ALREADY_IN.format(found=year, file=before["file"], row=before["row"])
        problems.append(Problem(r.file, words.both(), text.WANT_UNIQUE, r.row, column))
    if problems:
        raise StudyError(problems)
