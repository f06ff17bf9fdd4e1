"""The lessons-learned sheet: the last part of a tambon's page, and two A4 pages by itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator

import pandas as pd

from santitham_eval import narrate, text
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.parts import Part, Subject, section
from santitham_eval.report.table import icon, table_node
from santitham_eval.sources.lessons import LAYOUT
from santitham_eval.tables import done_table, goal_states, number
from santitham_eval.text import Text

NAME = "sheet"
"""Name of the part, by which the print page finds it."""

PRINT_PAGE, FORM = "lessons.html", "lessons.csv"


def sheet(
    subject: Subject,
    effects: pd.DataFrame,
    hidden: Collection[str],
    levels: pd.DataFrame,
    roster: pd.DataFrame,
    diagnostics: pd.DataFrame | None = None,
) -> Part:
    """What changed and how sure, what was done, what to talk over, and room to write.

    Parameters
    ----------
    subject : Subject
    effects, diagnostics : DataFrame
        The finding is of the same row, and in the same words, as the verdict's.
    hidden : collection of str
        Indicators whose figures are withheld.
    levels, roster : DataFrame
        Of what only participants report.
    """
    by_goal = goal_states(effects, subject.place.tambon)
    links = (
        el("a", *both(words), href=address)
        for words, address in ((text.SHEET_PRINT, PRINT_PAGE), (text.SHEET_FORM, FORM))
    )
    lead = el("p", *both(text.SHEET_LEAD), " ", next(links), " · ", next(links), class_="st-note")
    read = el(
        "div",
        *_changed(subject, effects, hidden, by_goal, diagnostics),
        *_done(subject, levels, roster),
        el("p", *both(text.SHEET_RETURN), class_="st-sheet-return"),
        class_="st-sheet st-sheet-read",
    )
    write = el("div", *_asked(subject, by_goal), class_="st-sheet st-sheet-write")
    asked = [q for goal, states in by_goal.items() for q in narrate.questions(goal, states)]
    plain = "\n".join(question.both() for question in asked)
    return section(NAME, text.SECTION_SHEET, lead, read, write, plain=plain)


def form_csv(tambon: str) -> str:
    """The form of a tambon: a row for each question, to be filled in."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([LAYOUT.optional["tambon"], *LAYOUT.required.values()])
    for goal in text.LESSON_GOALS:
        for field in text.LESSON_FIELDS:
            writer.writerow([tambon, "", goal, f"{goal}-{field}", "", "", ""])
    return out.getvalue()


def _changed(
    subject: Subject,
    effects: pd.DataFrame,
    hidden: Collection[str],
    by_goal: dict[str, dict[str, list[str]]],
    diagnostics: pd.DataFrame | None,
) -> Iterator[Node]:
    main = subject.indicator.id
    found = narrate.verdict(
        effects, subject.place.tambon, main, subject.study.plan,
        hidden=main in hidden, diagnostics=diagnostics,
    )  # fmt: skip
    careful = text.SHEET_CAREFUL[found.state]
    # Where there are reservations they say in fewer words what the interval does.
    sure = found.reservations or found.details
    english = " ".join(t.en for t in (found.headline, *sure, careful))
    yield _head(text.SHEET_CHANGED)
    yield el(
        "div",
        icon(found.state),
        el(
            "div",
            el("p", *both(found.word), class_="st-word"),
            el("p", found.headline.th, class_="st-headline"),
            *(el("p", sentence.th) for sentence in (*sure, careful)),
            el("p", english, class_="st-english", lang="en"),
        ),
        class_=f"st-card st-{found.state}",
    )
    yield el("p", el("strong", *both(text.SHEET_BY_GOAL)))
    yield el("ul", *(el("li", *_goal(g, s)) for g, s in by_goal.items()), class_="st-by-goal")


def _goal(goal: str, by_state: dict[str, list[str]]) -> Iterator[Node | str]:
    yield el("strong", *both(text.LESSON_GOALS[goal]))
    for state, words in narrate.found_by_goal(goal, by_state):
        shape = (icon(state), " ") if state else ()
        yield el("span", *shape, *both(words), class_="st-found")


def _done(subject: Subject, levels: pd.DataFrame, roster: pd.DataFrame) -> Iterator[Node]:
    tambon = subject.place.tambon
    dose = roster.loc[roster["tambon"] == tambon, "dose"].iloc[0]
    said = text.SHEET_NO_BUDGET
    if not pd.isna(dose):
        said = text.SHEET_BUDGET.format(n=number(float(dose), 0))
    yield _head(text.SHEET_DONE)
    yield el("p", *both(said))
    minimum = subject.study.disclosure.minimum_count
    yield table_node(done_table(levels, roster, tambon, minimum, subject.start), "st-sheet-done")


def _asked(subject: Subject, by_goal: dict[str, dict[str, list[str]]]) -> Iterator[Node]:
    place = el("span", subject.place.name.th, " ", el("code", subject.place.tambon))
    yield _head(text.SHEET_ASKED)
    yield el(
        "p", place, " ", _box(text.SHEET_DATE), " ", *both(text.SHEET_CONSENT), ": ",
        _tick(text.SHEET_AGREES), " ", _tick(text.SHEET_DISAGREES), class_="st-sheet-who",
    )  # fmt: skip
    themes = [
        el("span", el("strong", str(number_)), " ", *both(words), class_="st-found")
        for number_, words in enumerate(text.LESSON_THEMES.values(), 1)
    ]
    yield el("p", *both(text.SHEET_THEMES), ": ", *themes, class_="st-themes")
    for goal, by_state in by_goal.items():
        yield el("h4", *both(text.LESSON_GOALS[goal]))
        for field, question in enumerate(narrate.questions(goal, by_state), 1):
            words = el("span", el("code", f"{goal}-{field}"), " ", *both(question))
            yield el("div", words, _box(text.SHEET_THEME), class_="st-question")
            yield el("div", class_="st-lines", aria_hidden="true")


def _head(words: Text) -> Node:
    return el("h3", *both(words))


def _box(words: Text) -> Node:
    """A word with room to write behind it."""
    blank = el("span", class_="st-blank", aria_hidden="true")
    return el("span", *both(words), " ", blank, class_="st-found")


def _tick(words: Text) -> Node:
    square = el("span", class_="st-tick", aria_hidden="true")
    return el("span", square, " ", *both(words), class_="st-found")
