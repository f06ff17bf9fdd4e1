"""จปฐ. (basic minimum needs): how many pass each item, by tambon and year.

Items are renumbered with each edition of the survey, so that the same number means different
things in different years: an item is found by its number in the edition of its year, never by
its number alone.  The numbering from 2565 on is not declared here; a study that has those years
states it in ``[sources.NAME.items]``, and without it their rows are left out and told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.sources.bmn_items import CARE, STEMS, editions, in_edition, item_numbers
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.measures import tidy
from santitham_eval.sources.reading import Note, Reading, items_of
from santitham_eval.sources.wide import be_years, read_wide, years
from santitham_eval.study import Source, Study

COUNTS = {"surveyed": "จำนวนสำรวจ", "passed": "ผ่านเกณฑ์", "failed": "ไม่ผ่านเกณฑ์"}
SHARES = {"passed_share": "ร้อยละผ่าน", "failed_share": "ร้อยละไม่ผ่าน"}
INCOME = {"persons": "จำนวนคน", "income": "รายได้เฉลี่ยต่อคนต่อปี"}
LAYOUT = Layout({"year": "ปี", "item": "ข้อที่", **COUNTS}, {**PLACE, **SHARES, **INCOME})
_ID = ["place", "part", "period", "file", "row"]


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read tables of items.

    Returns
    -------
    Reading
        Measures X_passed, X_failed, X_surveyed (households or persons, as the item counts) of
        safe, work, income, saving and public; care_passed and care_surveyed (elderly and
        disabled persons together, unknown where one of the two is); income_persons and
        income_baht (mean income times persons, in baht of the year).

    Raises
    ------
    StudyError
        Passed and failed that are not all surveyed, a share that its counts contradict, an item
        of a tambon listed twice, unknown names in ``items``, and all else that is wrong with
        the cells.
    """
    numbering = editions(source.items, study.file)
    wide, notes = read_wide(paths, source, study, LAYOUT, lambda c: _shape(c, numbering))
    used = wide[wide["name"].notna()]
    long = [_passes(used[~used["name"].isin(CARE)]), _care(used[used["name"].isin(CARE)])]
    measures = [f"{stem}_{count}" for stem in STEMS for count in COUNTS]
    measures += ["care_passed", "care_surveyed"]
    if wide["has_income"].any():
        long.append(_income(used[used["name"] == "income"]))
        measures += ["income_persons", "income_baht"]
    tidied = pd.concat(long, ignore_index=True)
    return tidy(tidied, measures, [*notes, *_item_notes(wide, numbering)])


def _shape(columns: Columns, numbering: Mapping[int, Mapping[str, int]]) -> dict[str, pd.Series]:
    table = columns.table
    period = years(columns, "year")
    year = be_years(period)
    edition, name = in_edition(year, item_numbers(columns), numbering)
    counts = {key: columns.count(key) for key in COUNTS}
    _check_counts(columns, counts, name.notna())
    for key in SHARES:
        if key in table:
            _check_share(columns, key, counts, name.notna())
    data = {"period": period, "year": year, "edition": edition, "name": name, **counts}
    unknown = pd.Series(np.nan, table.index)
    for key in INCOME:
        data[key] = columns.number(key) if key in table else unknown
    data["has_income"] = pd.Series(all(key in table for key in INCOME), table.index)
    return data


# --- checks -------------------------------------------------------------------------------------
def _check_counts(columns: Columns, counts: dict[str, pd.Series], used: pd.Series) -> None:
    total = counts["passed"] + counts["failed"]
    wrong = (total != counts["surveyed"]).fillna(False).astype(bool)
    # More that pass or fail than were surveyed is wrong also where the other figure is blank.
    for key in ("passed", "failed"):
        total = total.fillna(counts[key])
        wrong |= (counts[key] > counts["surveyed"]).fillna(False).astype(bool)
    for row, cell in items_of(columns.table["surveyed"][wrong & used]):
        wanted = text.WANT_PASSED_AND_FAILED.format(total=f"{total[row]:,}")
        columns.problems.add(cell, wanted, row=row, column=columns.shown["surveyed"])


def _check_share(columns: Columns, key: str, counts: dict[str, pd.Series], used: pd.Series) -> None:
    """Tell shares that the counts contradict by more than rounding or cutting off allows."""
    written = columns.real(key, 0, 100)
    count, surveyed = counts[key.removesuffix("_share")], counts["surveyed"]
    share = 100 * count.astype(float) / surveyed.astype(float).replace(0, np.nan)
    decimals = columns.table[key].str.partition(".")[2].str.len()
    apart = (written - share).abs() > 10.0 ** -decimals.astype(float) + 1e-9
    for row, cell in items_of(columns.table[key][apart & used]):
        wanted = text.WANT_SHARE_OF_COUNTS.format(share=f"{share[row]:.2f}")
        columns.problems.add(cell, wanted, row=row, column=columns.shown[key])


# --- rows of items to measures ------------------------------------------------------------------
def _melted(rows: pd.DataFrame, measure: pd.Series, amount: pd.Series) -> pd.DataFrame:
    return rows[_ID].assign(measure=measure, amount=amount.astype(float), se=np.nan)


def _passes(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([_melted(rows, rows["name"] + f"_{key}", rows[key]) for key in COUNTS])


def _income(rows: pd.DataFrame) -> pd.DataFrame:
    baht = rows["income"] * rows["persons"]
    named = {"income_persons": rows["persons"], "income_baht": baht}
    return pd.concat([_melted(rows, pd.Series(m, rows.index), a) for m, a in named.items()])


def _care(rows: pd.DataFrame) -> pd.DataFrame:
    """The elderly and the disabled as two parts of one sum; a part without a row is unknown."""
    keys = ["place", "part", "period"]
    alone = rows.drop_duplicates([*keys, "name"])
    alone = alone[~alone.duplicated(keys, keep=False)]
    other = dict(zip(CARE, reversed(CARE), strict=True))
    absent = alone.assign(name=alone["name"].map(other), passed=np.nan, surveyed=np.nan)
    both = pd.concat([rows, absent])
    both["part"] = (both["part"] + " " + both["name"]).str.strip()
    return pd.concat(
        [_melted(both, pd.Series(f"care_{k}", both.index), both[k]) for k in ("passed", "surveyed")]
    )


# --- notes --------------------------------------------------------------------------------------
def _item_notes(wide: pd.DataFrame, numbering: Mapping[int, Mapping[str, int]]) -> list[Note]:
    """Which numbering was used for how many rows, and which rows no indicator uses."""
    notes = []
    for edition, n in wide[wide["name"].notna()].groupby("edition").size().items():
        year = int(str(edition))
        items = ", ".join(f"{name} {number}" for name, number in numbering[year].items())
        words = text.NOTE_EDITION.format(year=year, items=items)
        notes.append(Note("note", "ALL", f"edition_{year}", float(n), words))
    unknown = ~wide["edition"].map(lambda e: bool(numbering.get(int(e)))).astype(bool)
    for missed, n in wide[unknown].groupby(wide["year"].astype(int)).size().items():
        words = text.NOTE_NO_EDITION.format(year=missed)
        notes.append(Note("left_out", "ALL", f"no_edition_{missed}/rows", float(n), words))
    others = int((~unknown & wide["name"].isna()).sum())
    if others:
        words = text.NOTE_OTHER_ITEMS
        notes.append(Note("left_out", "ALL", "other_items/rows", float(others), words))
    return notes
