"""Registered population by age, by tambon, of the Department of Provincial Administration.

Delimited by pipes under a heading, at 31 December.  Beside each year of age stand those without
a solar birth date, in the central house register, of other nationality, and between addresses.
The heading's names are told by third parties: a study file may give others in ``columns``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.finding import file_name
from santitham_eval.sources.layout import Layout
from santitham_eval.sources.measures import code_notes, melt, tidy
from santitham_eval.sources.reading import Note, Reading, gather, placed, read_text
from santitham_eval.sources.tambon_register import Codebook, codebook
from santitham_eval.sources.wide import calendar_years
from santitham_eval.study import Source, Study

LAYOUT = Layout(
    {"stamp": "YYMM", "province": "CC", "office": "RCODE", "tambon": "CCAATT",
     "village": "CCAATTMM", "central": "XHOUSE", "non_thai": "OTHER_NAT"},
    {"lunar": "XLUNAR", "no_birthday": "TDOB", "moving": "MOVE", "total": "TOT"},
)  # fmt: skip
"""Of the last two lines the names after MALE_ and FEMALE_."""
_KEYS = ("stamp", "province", "office", "tambon", "village")
_BESIDE = ("central", "non_thai", "lunar", "no_birthday", "moving")
_SEXES = ("MALE", "FEMALE")
_ABSENT = ("0", "")  # a level that a row has not
_AGE = re.compile(r"(?:FE)?MALE_?(\d{1,3})")
GROUPS = tuple((low, low + 4) for low in range(0, 85, 5))
"""Ages of each group; above the last they are one group."""
MEASURES = (
    *(f"persons_{low}_{high}" for low, high in GROUPS), "persons_85_plus",
    "registered_total", "central_register", "non_thai",
)  # fmt: skip


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read by-age files.

    Returns
    -------
    Reading
        Tidy measures at 31 December (Y-DEC), in persons: `MEASURES`.  A tambon under several
        registration offices is their sum.  ``registered_total`` holds also those without a
        solar birth date or between addresses, who are in no age group.

    Raises
    ------
    StudyError
        Missing columns, ragged rows, a month other than December, what is no count, a total
        that is not the sum of its parts.
    """
    layout, book = LAYOUT.named(source, study.file), codebook(study)
    wide = gather(paths, lambda p: _read(p, file_name(p, study), layout, book))
    other = float(wide.loc[wide["place"].str.len() == 6, "other"].sum())
    notes = [Note("note", "ALL", "no_age", other, text.NOTE_OTHER_REGISTERED), *code_notes(wide)]
    return tidy(melt(wide, MEASURES), MEASURES, notes)


def _read(path: Path, name: str, layout: Layout, book: Codebook) -> pd.DataFrame:
    problems = Problems(name)
    table = _table(read_text(path, name), layout, problems)
    own = {**layout.required, **layout.optional}
    digits = {key: table[own[key]].map(thai.arabic_digits) for key in _KEYS}
    # Rows of provinces, of offices and of villages repeat what the tambons hold.
    rows = ~digits["tambon"].isin(_ABSENT) & digits["village"].isin(_ABSENT)
    if not rows.any():
        problems.add(text.EMPTY.both(), text.WANT_TAMBON_ROWS, column=own["tambon"])
        problems.raise_if_any()
    columns = Columns(table[rows].rename(columns={own[k]: k for k in _KEYS}), problems)
    codes = columns.code("tambon", 6).fillna("")
    data = _persons(columns, layout)
    year = _years(columns)
    place = codes.map({c: _place(c, book, codes, columns) for c in codes.unique()})
    problems.raise_if_any()
    former = codes.where((place != "") & (place != codes), "")
    part = (digits["office"][rows] + " " + former).str.strip()
    more = {"place": place, "former": former, "part": part, "period": calendar_years(year)}
    return placed(pd.DataFrame(more, dtype=object).assign(**data), name)


def _table(words: str, layout: Layout, problems: Problems) -> pd.DataFrame:
    """Fields of each line under the heading, indexed by line number."""
    filled = [(n, [c.strip() for c in line.split("|")])
              for n, line in enumerate(words.splitlines(), start=1) if line.strip()]  # fmt: skip
    lines = [(n, cells[:-1] if not cells[-1] else cells) for n, cells in filled]
    first, header = lines[0][0], [cell.upper() for cell in lines[0][1]]
    _check_heading(header, first, layout, problems)
    for number, cells in lines[1:]:
        if len(cells) != len(header):
            found = text.N_FIELDS.format(n=len(cells)).both()
            problems.add(found, text.WANT_AGE_FIELDS.format(n=len(header)), row=number)
    if len(lines) == 1:
        problems.add(text.HEADER_ONLY.both(), text.WANT_ROWS_OF_DATA, row=first)
    problems.raise_if_any()
    index = pd.Index([n for n, _ in lines[1:]], name="row")
    return pd.DataFrame([cells for _, cells in lines[1:]], index, header, dtype=object)


def _check_heading(header: list[str], line: int, layout: Layout, problems: Problems) -> None:
    """Each column once; of both sexes every age from 0 to the oldest, which is 85 or more.

    A column that is not there would make its group smaller, or nought, in silence.
    """
    wanted = [layout.required[key] for key in _KEYS]
    for key, column in {**layout.required, **layout.optional}.items():
        pair = [f"{sex}_{column}" for sex in _SEXES]
        if key not in _KEYS and (key in layout.required or any(c in header for c in pair)):
            wanted += pair if key in _BESIDE else []
    ages = [int(match[1]) for match in map(_AGE.fullmatch, header) if match]
    link = "_" if any(column.startswith(("MALE_0", "FEMALE_0")) for column in header) else ""
    oldest = max([*ages, GROUPS[-1][1] + 1])
    wanted += [f"{sex}{link}{age}" for age in range(oldest + 1) for sex in _SEXES]
    for column in wanted:
        if header.count(column) != 1:
            wants = text.WANT_AGE_COLUMN.format(name=column)
            problems.add(", ".join(header[:12]), wants, row=line, column=column)


def _persons(columns: Columns, layout: Layout) -> dict[str, pd.Series]:
    """Measures, and ``other`` (in the total, in no measure); unknown where a part is blank."""
    header = [str(column) for column in columns.table]
    ages: dict[str, list[pd.Series]] = {name: [] for name in MEASURES[: len(GROUPS) + 1]}
    for column in header:
        match = _AGE.fullmatch(column)
        if match:
            at = min(int(match[1]) // 5, len(GROUPS))
            ages[MEASURES[at]].append(columns.count(column).astype(float))
    own = {**layout.required, **layout.optional}
    beside = {}
    for kind in _BESIDE:
        pair = [f"{sex}_{own[kind]}" for sex in _SEXES]
        if all(column in header for column in pair):
            beside[kind] = sum((columns.count(c).astype(float) for c in pair[1:]),
                               start=columns.count(pair[0]).astype(float))  # fmt: skip
    groups = {name: _sum(parts, columns) for name, parts in ages.items()}
    total = _sum([*groups.values(), *beside.values()], columns)
    _check_total(columns, total, own["total"])
    others = [beside[k] for k in _BESIDE[2:] if k in beside]
    return {**groups, "registered_total": total, "central_register": beside["central"],
            "non_thai": beside["non_thai"], "other": _sum(others, columns)}  # fmt: skip


def _sum(parts: list[pd.Series], columns: Columns) -> pd.Series:
    values = np.sum([p.to_numpy() for p in parts], axis=0) if parts else 0.0
    return pd.Series(values, columns.table.index, dtype=float)


def _check_total(columns: Columns, total: pd.Series, own: str) -> None:
    stated = f"TOTAL_{own}"
    if stated not in columns.table:
        return
    figures = columns.count(stated).astype(float)
    for row in total.index[(figures - total).abs() > 0]:
        wanted = text.WANT_TOTAL_OF_AGES.format(total=f"{total[row]:.0f}")
        columns.problems.add(columns.table[stated][row], wanted, row=row, column=stated)


def _years(columns: Columns) -> pd.Series:
    """Buddhist-era years; the two digits of YYMM are Buddhist era by the format."""
    stamps = columns.words("stamp", required=True).fillna("").map(thai.arabic_digits)
    december = stamps.str.fullmatch(r"[0-9]{2}12").astype(bool)
    for row in stamps.index[~december & (stamps != "")]:
        columns.problems.add(stamps[row], text.WANT_DECEMBER, row=row, column="YYMM")
    return (2500 + stamps.str[:2].where(december, "0").astype(float)).where(december)


def _place(code: str, book: Codebook, codes: pd.Series, columns: Columns) -> str:
    """The current code; "" outside the study area."""
    if not code or not book.covers(code):
        return ""
    current = book.current(code)
    if current is None:
        row = int(codes.index[codes == code][0])
        columns.problems.add(code, book.wanted(code), row=row, column="CCAATT")
    return current or ""
