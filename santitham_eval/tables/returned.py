"""Returned lessons-learned sheets beside the estimates: counts of themes, and words to quote."""

from __future__ import annotations

import pandas as pd

from santitham_eval import text
from santitham_eval.smallarea import small_counts
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.lessons import asked_states, goal_states
from santitham_eval.tables.rounding import number

DESCRIBED = "described"
"""Stands for the state of a goal of which a tambon has no outcome."""


def themes_table(lessons: pd.DataFrame, effects: pd.DataFrame, minimum: int) -> Table:
    """How many tambons named each theme, by the finding on the goal under which they did.

    No totals are shown: from them a withheld count could be had.

    Parameters
    ----------
    lessons, effects : DataFrame
    minimum : int
        Counts from 1 to ``minimum - 1`` are withheld.
    """
    named = lessons.drop_duplicates(["tambon", "goal", "theme"])
    states = {t: goal_states(effects, t) for t in named["tambon"].unique()}
    pairs = [
        (theme, state)
        for tambon, goal, theme in named[["tambon", "goal", "theme"]].itertuples(index=False)
        for state in asked_states(states[tambon][goal]) or [DESCRIBED]
    ]
    counts = pd.Series(pairs, dtype=object).value_counts()
    heads = {**text.STATES, DESCRIBED: text.HEAD_DESCRIBED}
    held = [state for state in heads if any(state == s for _, s in pairs)]
    rows = [
        {"theme": words.th, "theme_en": words.en}
        | {state: _count(int(counts.get((theme, state), 0)), minimum) for state in held}
        for theme, words in text.LESSON_THEMES.items()
    ]
    columns = [Column("theme", text.HEAD_THEME, "row")]
    columns += [Column(state, heads[state], "number") for state in held]
    notes = [text.NOTE_THEMES]
    frame = pd.DataFrame(rows, dtype=object)
    if (frame == text.SUPPRESSED.th).any(axis=None):
        notes.append(text.NOTE_FEW_TAMBONS.format(most=minimum - 1))
    return Table(text.CAPTION_THEMES, tuple(columns), frame, tuple(notes))


def _count(n: int, minimum: int) -> str:
    return text.SUPPRESSED.th if small_counts(n, minimum) else number(n, 0)


def quotes_table(lessons: pd.DataFrame) -> Table:
    """Words whose givers agreed to be quoted, by goal and theme; of which tambon is not said."""
    agreed = lessons[lessons["consent"].astype(bool) & (lessons["text"] != "")]
    themes = list(text.LESSON_THEMES)
    shown = sorted(
        {
            (list(text.LESSON_GOALS).index(goal), themes.index(theme), words)
            for goal, theme, words in agreed[["goal", "theme", "text"]].itertuples(index=False)
        }
    )
    rows = []
    for goal, theme, words in shown:
        named = [*text.LESSON_GOALS.values()][goal], text.LESSON_THEMES[themes[theme]]
        rows.append(
            {"goal": named[0].th, "goal_en": named[0].en, "theme": named[1].th,
             "theme_en": named[1].en, "words": words}
        )  # fmt: skip
    columns = (Column("theme", text.HEAD_THEME, "row"), Column("words", text.HEAD_WORDS))
    keys = ["goal", "goal_en", "theme", "theme_en", "words"]
    frame = pd.DataFrame(rows, columns=keys, dtype=object)
    notes = () if rows else (text.NO_QUOTES,)
    return Table(text.CAPTION_QUOTES, columns, frame, notes, group="goal")
