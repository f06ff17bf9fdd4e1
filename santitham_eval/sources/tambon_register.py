"""Register of tambons: current codes and names, and what abolished codes became.

Without a file of its own a study takes DOPA's tables from the package ``geothai``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geothai
import pandas as pd
from geothai.abolished import abolished_areas

from santitham_eval import text
from santitham_eval.errors import Problem, Problems, StudyError
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name, files
from santitham_eval.sources.reading import (
    Reading,
    gather,
    placed,
    read_csv,
    rows_of,
)
from santitham_eval.study import Source, Study
from santitham_eval.text import Text

COLUMNS = (
    "code", "name_th", "name_en", "amphoe_code", "amphoe_th", "amphoe_en",
    "province_code", "province_th", "province_en", "successor",
)  # fmt: skip
_RENAME = {"code": "tambon", "amphoe_code": "amphoe", "province_code": "province"}


@dataclass(frozen=True)
class Codebook:
    """Codes of the study area.

    Parameters
    ----------
    register : DataFrame
        One row per current tambon, sorted by code: tambon, name_th, name_en, amphoe,
        amphoe_th, amphoe_en, province, province_th, province_en.
    successors : mapping of str to tuple of str
        What each abolished tambon code became; empty where no record says.
    area : sequence of str
        Code prefixes of the study area.
    """

    register: pd.DataFrame
    successors: Mapping[str, tuple[str, ...]]
    area: tuple[str, ...]

    def current(self, code: str) -> str | None:
        """The current code of a tambon, through its one successor; None where there is none."""
        if code in self._codes:
            return code
        became = self.successors.get(code, ())
        return became[0] if len(became) == 1 and became[0] in self._codes else None

    def wanted(self, code: str) -> Text:
        """What to write in place of a code that is not current."""
        if code not in self.successors:
            return text.WANT_CURRENT_TAMBON
        became = ", ".join(self.successors[code])
        return text.WANT_SUCCESSOR.format(successor=became) if became else (
            text.WANT_SUCCESSOR_UNKNOWN)  # fmt: skip

    def in_area(self, code: str) -> bool:
        """Whether a code of 2, 4 or 6 digits lies in the study area, wholly or for a part."""
        return any(code.startswith(a) or a.startswith(code) for a in self.area)

    def covers(self, code: str) -> bool:
        """Whether a whole province or amphoe lies in the study area."""
        return code.startswith(self.area)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(self.register["tambon"])


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read register files: current tambons, and abolished codes with their successors."""
    frame = gather(paths, lambda p: _read(p, file_name(p, study)))
    problems = []
    for row in rows_of(frame[frame["code"].duplicated()]):
        problems.append(Problem(row.file, row.code, text.WANT_UNIQUE, row.row, "code"))
    current = set(frame.loc[frame["successor"].isna(), "code"])
    for row in rows_of(frame[frame["successor"].notna()]):
        for code in row.successor.split():
            if code not in current and study.in_area(code):
                problems.append(
                    Problem(row.file, code, text.WANT_CURRENT_SUCCESSOR, row.row, "successor")
                )
    if problems:
        raise StudyError(problems)
    return Reading(frame)


def _read(path: Path, name: str) -> pd.DataFrame:
    problems = Problems(name)
    table = read_csv(path, name, COLUMNS, extra=False)
    columns = Columns(table, problems)
    abolished = table["successor"] != ""
    data = {"code": columns.code("code", 6), "successor": columns.words("successor")}
    data["amphoe_code"] = columns.code("amphoe_code", 4, required=False)
    data["province_code"] = columns.code("province_code", 2, required=False)
    living = Columns(table[~abolished], problems)
    for column in COLUMNS[1:-1]:
        if column.endswith(("_th", "_en")):
            living.words(column, required=True)
            data[column] = columns.names(column)
    for column, digits in (("amphoe_code", 4), ("province_code", 2)):
        wrong = ~abolished & (data[column] != data["code"].str[:digits]) & data["code"].notna()
        for row in table.index[wrong]:
            wanted = text.WANT_CODE_OF_TAMBON.format(code=data["code"][row][:digits])
            problems.add(table[column][row] or text.BLANK.both(), wanted, row=row, column=column)
    problems.raise_if_any()
    return placed(pd.DataFrame(data)[list(COLUMNS)], name)


def codebook(study: Study) -> Codebook:
    """Codes of the study area, from the study's register or else from ``geothai``.

    Raises
    ------
    StudyError
        As `read` does, and where the area's codes match no tambon.
    """
    sources = [s for s in study.sources.values() if s.format == "tambon-register"]
    if sources:
        frame = read(files(study, sources[0]), sources[0], study).frame
    else:
        frame = _official(study.area.codes)
    inside = frame[frame["code"].str.startswith(study.area.codes)]
    living = inside[inside["successor"].isna()].rename(columns=_RENAME)
    if living.empty:
        found = ", ".join(study.area.codes)
        raise StudyError(Problem(study.file, found, text.WANT_AREA_CODES, column="area.codes"))
    gone = inside[inside["successor"].notna()]
    register = living[[_RENAME.get(c, c) for c in COLUMNS[:-1]]]
    return Codebook(
        register.sort_values("tambon").reset_index(drop=True),
        {code: tuple(became.split()) for code, became in zip(gone["code"], gone["successor"],
                                                            strict=True)},
        study.area.codes,
    )  # fmt: skip


def _official(area: tuple[str, ...]) -> pd.DataFrame:
    """DOPA's current tambons and abolished tambon codes, as in a register file."""
    rows: list[tuple[str | None, ...]] = []
    for province in geothai.provinces():
        if not any(a.startswith(province.code) for a in area):
            continue
        for amphoe in geothai.districts(province.code):
            for tambon in geothai.subdistricts(amphoe.code):
                rows.append((
                    tambon.code, tambon.name_th, tambon.name_en,
                    amphoe.code, amphoe.name_th, amphoe.name_en,
                    province.code, province.name_th, province.name_en, None,
                ))  # fmt: skip
    for old in abolished_areas():
        if len(old.code) == 6:
            blank = (None,) * 7
            rows.append((old.code, old.name_th, *blank, " ".join(old.successors)))
    return pd.DataFrame(rows, columns=list(COLUMNS))
