"""Returned lessons-learned sheets: one row an answer; what people said, and no measure.

No column but those of the form is taken, so that none with names or numbers of persons is kept
among the raw files unnoticed; a cell that looks like one is refused too, and never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.errors import Problem, StudyError, holds_identity
from santitham_eval.sources.columns import Columns
from santitham_eval.sources.ereport.common import marks
from santitham_eval.sources.finding import refuse_copies
from santitham_eval.sources.layout import PLACE, Layout
from santitham_eval.sources.reading import Note, Reading, items_of, rows_of
from santitham_eval.sources.wide import read_wide
from santitham_eval.study import Source, Study
from santitham_eval.text import Text

LAYOUT = Layout(
    {
        "date": "วันที่",
        "goal": "เป้าหมาย",
        "field": "ข้อ",
        "theme": "ประเด็น",
        "text": "ข้อความ",
        "consent": "ยินยอมให้อ้างข้อความ",
    },
    PLACE,
)
COLUMNS = ("tambon", "date", "goal", "field", "theme", "text", "consent")
LONGEST = 1000
"""Signs of an answer: the lines of the sheet hold far fewer."""
_FIELD = re.compile(r"(?:([A-Z]{3})[-. ]?)?([0-9])")
_CONSENT = text.LESSON_CONSENT | {"ใช่": True, "yes": True, "ไม่": False, "no": False}
# A title with a name behind it, but not นายก, นายอำเภอ and the like, nor ทนาย.
_TITLED = re.compile(
    r"(?<!ท)(?<!เจ้า)นาย(?!ก|อำเภอ|ทะเบียน|ช่าง|จ้าง|ทหาร|ตำรวจ|แพทย์|หน้า|ทุน|ด่าน)\s*[ก-ฮเแโใไ]"
    r"|นางสาว|น\.\s*ส\.|(?<![ก-๙])นาง\s*(?!พยาบาล|รำ|นวล)[ก-ฮเแโใไ]|ด\.\s*[ชญ]\."
    r"|\b(?:Mr|Mrs|Ms|Miss)\b\.?\s+[A-Z]"
)
_TELEPHONE = re.compile(r"(?<!\d)0(?:[-\s]?\d){8,9}(?!\d)")


def read(paths: Sequence[Path], source: Source, study: Study) -> Reading:
    """Read returned sheets.

    Returns
    -------
    Reading
        Frame of tambon, date (ISO), goal (SAF ...), field (SAF-1 ...), theme, text (may be ""),
        consent (bool), file, row.  A row of the form without theme and text is no answer.

    Raises
    ------
    StudyError
        A file that is another's copy, a column that the form does not have, a place that is no
        tambon of the area, a goal, question, theme or consent that is not known, an answer that
        seems to name a person; and all that is wrong with the cells.
    """
    refuse_copies(paths, study)
    wide, notes = read_wide(paths, source, study, LAYOUT, _shape, more=bool)
    _refuse_other_places(wide)
    answered = wide[wide["answered"]].rename(columns={"place": "tambon"})
    told = (
        ("empty", len(wide) - len(answered), text.NOTE_EMPTY_ANSWERS),
        ("no_consent_said", answered["silent"].sum(), text.NOTE_NO_CONSENT_SAID),
    )
    notes += [Note("note", "ALL", item, float(n), words) for item, n, words in told if n]
    frame = answered[[*COLUMNS, "file", "row"]].sort_values(
        ["tambon", "date", "field", "theme", "text"], kind="stable", ignore_index=True
    )
    return Reading(frame, tuple(notes))


def _shape(columns: Columns) -> dict[str, pd.Series]:
    _refuse_other_columns(columns)
    table = columns.table
    answered = (table["theme"] != "") | (table["text"] != "")
    some = Columns(table[answered], columns.problems, columns.shown)
    goal = _known(some, "goal", _goals(), text.WANT_LESSON_GOAL)
    consent = marks(some, "consent", {k: float(v) for k, v in _CONSENT.items()})
    data = {
        "date": some.date("date").dt.strftime("%Y-%m-%d"),
        "goal": goal,
        "field": _fields(some, goal),
        "theme": _known(some, "theme", _themes(), text.WANT_LESSON_THEME),
        "text": _answers(some),
        "consent": consent == 1,
        "silent": consent.isna(),
    }
    filled = {key: values.reindex(table.index) for key, values in data.items()}
    return {**filled, "answered": answered}


def _refuse_other_columns(columns: Columns) -> None:
    known = {**LAYOUT.required, **LAYOUT.optional}
    names = ", ".join(columns.shown.get(key, name) for key, name in known.items())
    for heading in columns.table:
        if heading not in known:
            wanted = text.WANT_NO_OTHER_COLUMN.format(known=names)
            columns.problems.add(heading, wanted, column=str(heading))


def _goals() -> dict[str, str]:
    named = {name: goal for goal, words in text.LESSON_GOALS.items() for name in _names(words)}
    return {goal.lower(): goal for goal in text.LESSON_GOALS} | named


def _themes() -> dict[str, str]:
    known: dict[str, str] = {}
    for number, (theme, words) in enumerate(text.LESSON_THEMES.items(), 1):
        known |= dict.fromkeys((str(number), theme, *_names(words)), theme)
    return known


def _names(words: Text) -> tuple[str, str]:
    return _plain(words.th), _plain(words.en)


def _plain(words: str) -> str:
    return thai.normalise_name(thai.arabic_digits(words)).replace(" ", "").lower()


def _known(columns: Columns, key: str, known: Mapping[str, str], wanted: Text) -> pd.Series:
    """Cells of a column by what they are known as; others, and blank ones, are told."""
    cells = columns.words(key, required=True)
    found = cells.map(lambda cell: known.get(_plain(cell), ""), na_action="ignore")
    ids = ", ".join(dict.fromkeys(known.values()))
    for row, cell in items_of(cells[found == ""]):
        column = columns.shown.get(key, key)
        columns.problems.add(cell, wanted.format(known=ids), row=row, column=column)
    return found


def _fields(columns: Columns, goal: pd.Series) -> pd.Series:
    """Ids of the questions; the number alone will do, and letters must be those of the goal."""
    cells = columns.words("field", required=True)
    found: dict[int, str] = {}
    for row, cell in items_of(cells.dropna()):
        match, own = _FIELD.fullmatch(thai.arabic_digits(cell).upper()), goal[row]
        if match and match[2] in text.LESSON_FIELDS and match[1] in (None, own):
            found[row] = f"{own}-{match[2]}"
            continue
        known = ", ".join(f"{own or 'SAF'}-{n}" for n in text.LESSON_FIELDS)
        wanted = text.WANT_LESSON_FIELD.format(known=known)
        columns.problems.add(cell, wanted, row=row, column=columns.shown.get("field", "field"))
    return pd.Series(found, cells.index, dtype=object)


def _answers(columns: Columns) -> pd.Series:
    """What people wrote, in one line; nothing that seems to name a person."""
    cells = columns.table["text"].map(lambda c: " ".join(thai.without_zero_width(c).split()))
    column = columns.shown.get("text", "text")
    for row, cell in items_of(cells):
        if not thai.is_fit_name(cell, LONGEST):
            wanted = text.WANT_ANSWER.format(most=LONGEST)
            columns.problems.add(cell, wanted, row=row, column=column)
        elif names_a_person(cell):
            columns.problems.add(
                text.HIDDEN_WORDS.both(), text.WANT_NO_PERSON, row=row, column=column
            )
    return cells


def names_a_person(words: str) -> bool:
    """Whether words seem to hold a person's name, identity number or telephone."""
    plain = thai.arabic_digits(words)
    return bool(holds_identity(plain) or _TELEPHONE.search(plain) or _TITLED.search(words))


def _refuse_other_places(wide: pd.DataFrame) -> None:
    """A sheet is of one tambon of the area; a total or an amphoe's is none."""
    strange = wide[wide["answered"] & (wide["place"].str.len() != 6)]
    if len(strange):
        raise StudyError(
            Problem(
                r.file,
                r.place or text.MISSING,
                text.WANT_SHEET_TAMBON,
                r.row,
                LAYOUT.optional["tambon"],
            )
            for r in rows_of(strange)
        )
