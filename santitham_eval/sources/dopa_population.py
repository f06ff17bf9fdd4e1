"""Registered population by tambon, ``stat_aYY.txt`` of the Department of Provincial Administration.

One file a year, at 31 December; a tambon that a municipality splits stands under two
registration offices and is summed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.reading import (
    Note,
    Reading,
    gather,
    items_of,
    read_text,
    rows_of,
    whole_sum,
)
from santitham_eval.study import Source, Study

FIELDS = (
    "YYMM", "cc", "ccDesc", "rcode", "rcodeDesc", "ccaatt", "ttDesc", "mm", "mmDesc",
    "male", "female", "total", "house",
)  # fmt: skip


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read population files.

    Returns
    -------
    Reading
        Frame of tambon (code as in the file), year (CE, at 31 December), population (NaN where
        blank), offices (how many were summed), file, row; for the provinces that the study
        area touches.  Notes tell how the sums agree with the province rows.
    """
    rows = gather(paths, lambda p: _read(p, file_name(p, study), study))
    _refuse_repeated_years(rows)
    tambon = rows[rows["whole"]]
    grouped = tambon.groupby(["ccaatt", "year"], sort=True)
    frame = (
        grouped.agg(
            offices=("rcode", "nunique"),
            file=("file", "first"),
            row=("row", "first"),
        )
        .assign(population=whole_sum(grouped["total"]))
        .reset_index()
    )
    notes = [*_province_notes(rows, tambon), *_blank_notes(tambon)]
    return Reading(frame.rename(columns={"ccaatt": "tambon"}), tuple(notes))


def _read(path: Path, name: str, study: Study) -> pd.DataFrame:
    problems = Problems(name)
    table = _table(read_text(path, name), problems)
    Columns(table, problems).code("cc", 2)
    problems.raise_if_any()
    table = table[table["cc"].map(thai.arabic_digits).isin({code[:2] for code in study.area.codes})]
    if table.empty:
        problems.add(text.EMPTY.both(), text.WANT_AREA_CODES, column="cc")
        problems.raise_if_any()
    keys = table[["cc", "rcode", "ccaatt", "mm"]].apply(lambda s: s.map(thai.arabic_digits))
    keys = keys.replace("", "0")
    keys["whole"] = (keys["ccaatt"] != "0") & (keys["mm"] == "0")
    _check_codes(keys, problems)
    _check_copies(table[keys["whole"]], problems)
    columns = Columns(table, problems)
    male, female = columns.count("male"), columns.count("female")
    total = columns.count("total")
    wrong = (male + female != total).fillna(False).astype(bool)
    for row in table.index[wrong]:
        wanted = text.WANT_SUM_OF_SEXES.format(total=male[row] + female[row])
        problems.add(table["total"][row], wanted, row=row, column="total")
    year = _year(table["YYMM"], problems)
    problems.raise_if_any()
    return keys.assign(
        year=year, total=total.astype(float), file=name, row=table.index
    ).reset_index(drop=True)


def _check_codes(keys: pd.DataFrame, problems: Problems) -> None:
    """Tambon codes are of six digits and of the row's province; a row of a whole tambon is there.

    A row whose code is spoilt would else be of no tambon, and lost.
    """
    for row in rows_of(keys[keys["ccaatt"] != "0"]):
        if not re.fullmatch(rf"{row.cc}[0-9]{{4}}", row.ccaatt):
            wanted = text.WANT_CODE_OF_PROVINCE.format(code=row.cc)
            problems.add(row.ccaatt, wanted, row=row.Index, column="ccaatt")
    if not keys["whole"].any():
        problems.add(text.EMPTY.both(), text.WANT_TAMBON_ROWS, column="ccaatt")


def _check_copies(table: pd.DataFrame, problems: Problems) -> None:
    """A row that is another's copy would count its people twice.

    One office may have two rows of a tambon, of two municipalities: their figures differ.
    """
    first: dict[tuple[str, ...], int] = {}
    for row, *cells in table.itertuples(name=None):
        earlier = first.setdefault(tuple(cells), row)
        if earlier != row and any(digit in cells[-2] for digit in "123456789๑๒๓๔๕๖๗๘๙"):
            found = text.ALREADY.format(found=f"{cells[5]} {cells[3]}", row=earlier).both()
            problems.add(found, text.WANT_UNIQUE_ROW, row=row, column="ccaatt")


def _table(words: str, problems: Problems) -> pd.DataFrame:
    """Fields of each line, indexed by line number; a line ends in a pipe."""
    rows, lines = [], []
    for number, line in enumerate(words.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split("|")]
        if cells == [""]:
            continue
        if not cells[-1]:
            cells.pop()
        if len(cells) == len(FIELDS):
            rows.append(cells)
            lines.append(number)
        else:
            found = text.N_FIELDS.format(n=len(cells)).both()
            problems.add(found, text.WANT_DOPA_FIELDS, row=number)
    problems.raise_if_any()
    return pd.DataFrame(rows, columns=list(FIELDS), index=pd.Index(lines, name="row"), dtype=object)


def _year(stamps: pd.Series, problems: Problems) -> pd.Series:
    """Common-era year of each stamp; the two digits of YYMM are Buddhist era by the format."""
    digits = stamps.map(thai.arabic_digits)
    for row, stamp in items_of(digits[~digits.str.fullmatch(r"[0-9]{2}12").astype(bool)]):
        problems.add(stamp, text.WANT_DECEMBER, row=row, column="YYMM")
    problems.raise_if_any()
    return thai.to_ce(2500) + digits.str[:2].astype(int)


def _refuse_repeated_years(rows: pd.DataFrame) -> None:
    first = rows.groupby("year")["file"].transform("first")
    again = rows[rows["file"] != first].drop_duplicates(["year", "file"])
    if len(again):
        raise StudyError(
            Problem(r.file, str(thai.to_be(r.year)), text.WANT_ONE_YEAR_ONCE, r.row, "YYMM")
            for r in rows_of(again)
        )


def _province_notes(rows: pd.DataFrame, tambon: pd.DataFrame) -> list[Note]:
    """How the summed tambons agree with each province row of the same file."""
    stated = rows[rows["rcode"] == "0"].set_index(["cc", "year"])["total"]
    summed = tambon.groupby(["cc", "year"])["total"].sum()
    apart = (summed - stated).dropna()
    notes = [Note("population", "ALL", "province_agrees", float((apart == 0).sum()),
                  text.NOTE_PROVINCE_AGREES)]  # fmt: skip
    for key, difference in apart[apart != 0].items():
        province, year = key if isinstance(key, tuple) else (key, 0)
        words = text.NOTE_PROVINCE_DIFFERENCE.format(year=thai.to_be(int(year)))
        notes.append(Note("population", str(province), "province_difference", difference, words))
    return notes


def _blank_notes(tambon: pd.DataFrame) -> list[Note]:
    blank = tambon[tambon["total"].isna()]
    return [
        Note("population", r.ccaatt, "blank", 1.0,
             text.NOTE_BLANK_POPULATION.format(year=thai.to_be(r.year)))
        for r in rows_of(blank)
    ]  # fmt: skip
