"""How the present plan stands to the registered one, in sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from santitham_eval import text
from santitham_eval.study import Difference, Entry, Standing
from santitham_eval.tables import day, number
from santitham_eval.text import Text


def registered(standing: Standing) -> list[Text]:
    """The first thing to know of a plan, then what changed since.

    Returns
    -------
    list of Text
        Not registered; or registered before or after outcomes, each deviation with its fields
        and its reason, and whether the plan in use is the registered one.
    """
    if not standing.entries:
        return [text.PLAN_NOT_REGISTERED]
    first, *later = standing.entries
    said = [text.PLAN_REGISTERED[first.when].format(
        date=_date(first), n=number(len(first.outcome_files), 0)
    )]  # fmt: skip
    if first.sealed:
        n = number(sum(map(len, first.sealed.values())), 0)
        names = ", ".join(first.sealed)
        said.append(text.PLAN_SEALED.format(names=names, n=n))
    if first.note:
        said.append(text.PLAN_NOTE.format(note=first.note))
    for entry, changes in zip(later, standing.changes[1:], strict=True):
        fields = changed_fields(changes) if changes else text.PLAN_NO_FIELD
        words = text.PLAN_AMENDED[entry.when]
        said.append(words.format(date=_date(entry), fields=fields, note=entry.note))
    said.append(present(standing))
    if standing.method_changed:
        said.append(text.PLAN_METHOD_CHANGED)
    return said


def registered_briefly(standing: Standing) -> list[Text]:
    """When a plan was fixed, whether it was changed since, and whether it is the one in use."""
    first = registered(standing)[:1]
    if not standing.entries:
        return first
    later = standing.entries[1:]
    late = number(sum(entry.when == "after" for entry in later), 0)
    changed = text.PLAN_AMENDED_BRIEFLY.format(n=number(len(later), 0), late=late)
    return [*first, *([changed] if later else []), present(standing)]


def present(standing: Standing) -> Text:
    """Whether the plan in use is the registered one, and if not, in which fields."""
    if not standing.entries:
        return text.PLAN_NOT_REGISTERED
    if not standing.differences:
        return text.PLAN_SAME
    return text.PLAN_DIFFERS.format(fields=changed_fields(standing.differences))


def changed_fields(changes: Iterable[Difference]) -> Text:
    """Fields with what they were and what they are."""
    said = [
        text.FIELD_CHANGED.format(
            field=c.field, before=c.before or text.MISSING, after=c.after or text.MISSING
        )
        for c in changes
    ]
    return Text("; ".join(t.th for t in said), "; ".join(t.en for t in said))


def _date(entry: Entry) -> Text:
    date = day(datetime.date.fromisoformat(entry.date))
    return text.DATE_GIVEN.format(date=date) if entry.date_from == "given" else date
