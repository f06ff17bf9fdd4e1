"""Places named in raw files to codes: by code, by names, or by what a person decided.

Names are matched exactly after normalising, and only within their amphoe and province: สะกอม is
in Chana and in Thepha.  What is not matched so is never guessed; it is listed, with the nearest
names, for a person to decide in ``name_decisions.csv`` in the raw folder:

    province,amphoe,tambon,code,note
    ปัตตานี,ยะหริ่ง,ตะลุโบ๊ะ,940916,spelling of the 2562 export

The names stand there as in the raw file; a code of two or four digits means known to the
province or amphoe only, and ``-`` leaves the rows out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name, refuse_strays
from santitham_eval.sources.gazetteer import Gazetteer, gazetteer
from santitham_eval.sources.reading import read_csv, rows_of
from santitham_eval.sources.tambon_register import Codebook, codebook
from santitham_eval.study import Study
from santitham_eval.text import Text

DECISIONS = "name_decisions.csv"
COLUMNS = ("province", "amphoe", "tambon", "code", "note")
LEFT_OUT = "-"
NAMES = ("tambon_name", "amphoe", "province")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Places:
    """Codes of the study area, names, and decisions on names.

    Parameters
    ----------
    book : Codebook
    names : Gazetteer
    decided : mapping of (str, str, str) to str
        Keys of tambon, amphoe and province to the code that a person chose; "" leaves out.
    """

    book: Codebook
    names: Gazetteer
    decided: Mapping[Key, str]

    def find(self, tambon: str, amphoe: str, province: str) -> str | Text:
        """As `Gazetteer.find`, but a decision comes first."""
        decided = self.decided.get(_key(tambon, amphoe, province))
        return self.names.find(tambon, amphoe, province) if decided is None else decided

    def by_code(self, code: str) -> str | Text:
        """A current code, "" outside the area; what is wanted where it is unknown there."""
        if not code.startswith(self.book.area):
            return ""
        return self.book.current(code) or self.book.wanted(code)

    def resolve(self, columns: Columns, points: pd.Series | None = None) -> pd.Series:
        """Finest current code of each row of a table.

        By its column ``tambon`` (six digits, or eight of a village) where that is filled, else
        by ``tambon_name``, ``amphoe`` and ``province``; blank names are coarser places.

        Parameters
        ----------
        columns : Columns
        points : Series of bool, optional
            Rows that have a point; they need neither code nor name.

        Returns
        -------
        Series of str
            Six, four or two digits; "" outside the study area or left out by a decision, or
            where a problem was noted; None where only a point is given.  One problem for each
            distinct place that is not known, on its first row, and for each row without any.
        """
        table = columns.table
        blank = pd.Series("", table.index, dtype=object)
        given = [table.get(key, blank) for key in ("tambon", *NAMES)]
        found: dict[tuple[str, ...], str] = {}
        places: list[str | None] = []
        for row, key in zip(table.index, zip(*given, strict=True), strict=True):
            if points is not None and points[row] and not any(key):
                places.append(None)
                continue
            if key not in found or not any(key):  # each row without a place is told
                found[key] = self._found(key, int(row), columns)
            places.append(found[key])
        return pd.Series(places, table.index, dtype=object)

    def _found(self, key: tuple[str, ...], row: int, columns: Columns) -> str:
        code = thai.arabic_digits(key[0])
        place: str | Text
        if code:
            fits = code.isascii() and code.isdigit() and len(code) in (6, 8)
            place = self.by_code(code[:6]) if fits else text.WANT_CODE.format(n=6)
        else:
            unfit = next((k for k, n in zip(NAMES, key[1:], strict=True)
                          if not thai.is_fit_name(n)), None)  # fmt: skip
            if unfit:
                wanted = text.WANT_FIT_NAME.format(most=thai.LONGEST_NAME)
                found, own = columns.table[unfit][row], columns.shown.get(unfit, unfit)
                columns.problems.add(found, wanted, row=row, column=own)
                return ""
            place = self.find(*key[1:]) if any(key[1:]) else text.WANT_PLACE
        if isinstance(place, str):
            return place
        ways = ("tambon", *NAMES) if code or not any(key[1:]) else NAMES
        column = next((k for k in ways if k in columns.table), "tambon")
        shown = key[0] or " ".join(filter(None, key[1:])) or text.BLANK.both()
        wanted = place if code or not any(key[1:]) else _decide(place, key)
        columns.problems.add(shown, wanted, row=row, column=columns.shown.get(column, column))
        return ""


def places(study: Study) -> Places:
    """Codes, names and decisions of a study.

    Raises
    ------
    StudyError
        As `codebook`, and all that is wrong with the file of decisions.
    """
    book = codebook(study)
    return Places(book, gazetteer(book), _decisions(study, book))


def _decide(place: Text, key: tuple[str, ...]) -> Text:
    """What is wanted, and the line by which a person settles it."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([*reversed(key[1:]), text.CODE_OF_SIX.both(), ""])
    return text.WANT_DECISION.format(wanted=place, file=DECISIONS, line=line.getvalue())


def _key(tambon: str, amphoe: str, province: str) -> Key:
    return (
        thai.name_key(tambon, "tambon"),
        thai.name_key(amphoe, "amphoe"),
        thai.name_key(province, "province"),
    )


def _decisions(study: Study, book: Codebook) -> dict[Key, str]:
    path = study.raw() / DECISIONS
    if not path.is_file():
        return {}
    refuse_strays([path], study)
    name = file_name(path, study)
    problems = Problems(name)
    decided: dict[Key, str] = {}
    table = read_csv(path, name, COLUMNS, extra=False)
    columns = Columns(table, problems)
    for column in COLUMNS[:3]:
        columns.names(column)
    problems.raise_if_any()
    for row in rows_of(table):
        key = _key(row.tambon, row.amphoe, row.province)
        if key in decided:
            problems.add(row.tambon, text.WANT_UNIQUE, row=row.Index, column="tambon")
        if not any(key):
            problems.add(text.BLANK.both(), text.WANT_FILLED, row=row.Index, column="tambon")
        code = _decided_code(thai.arabic_digits(row.code), book)
        if code is None:
            found = row.code or text.BLANK.both()
            problems.add(found, text.WANT_DECIDED_CODE, row=row.Index, column="code")
        decided[key] = code or ""
    problems.raise_if_any()
    return decided


def _decided_code(code: str, book: Codebook) -> str | None:
    if code == LEFT_OUT:
        return ""
    if len(code) == 6:
        return code if book.current(code) == code else None
    known = {c[:n] for c in book.register["tambon"] for n in (2, 4)}
    return code if code in known else None
