"""The programme as a whole, as display tables: outcomes, places, methods, neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.estimators.programme import HEADLINE_OF_ALL
from santitham_eval.indicators import SERIES, USUAL_MARGIN, Indicator
from santitham_eval.judging import hold_under_any_dependence
from santitham_eval.study import Outcome, Plan
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.effects import effect_text
from santitham_eval.tables.rounding import differences, number, percent_change, q_value, reason
from santitham_eval.text import Text

DESCRIPTIONS = ("two_way",)
"""Methods that are shown because readers know them, and never held against the headline."""

SHARE_BIAS = "share_bias"
"""Note of a headline whose known error has a sentence of its own."""

_EFFECT = ("effect", "effect_en", "p", "tambons", "comparisons")


def of_part(programme: pd.DataFrame, part: str, indicator: str | None = None) -> pd.DataFrame:
    """Rows of one part, of one indicator where it is named."""
    rows = programme[programme["part"] == part]
    return rows if indicator is None else rows[rows["indicator"] == indicator]


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Rows, with columns as attributes."""
    return iter(frame.itertuples())


def headline_of(programme: pd.DataFrame, indicator: str) -> pd.Series | None:
    """The headline row of one outcome of the whole programme; None where the table has none."""
    rows = of_part(programme, "overall", indicator)
    rows = rows[rows["method"] == HEADLINE_OF_ALL]
    return rows.iloc[0] if len(rows) else None


def judged(plan: Plan) -> list[Outcome]:
    """Outcomes that can be judged, primary ones first, each in the plan's order."""
    shown = [o for o in plan.outcomes if not SERIES[o.indicator].participants_only]
    return sorted(shown, key=lambda o: o.role != "primary")


def primary(plan: Plan) -> list[str]:
    """Indicators of the primary outcomes."""
    return [o.indicator for o in plan.outcomes if o.role == "primary"]


def effect_cells(row: Any, indicator: Indicator) -> dict[str, str]:
    """Effect with interval, p, and how many tambons; withheld where the note says so.

    An estimate without an interval stands alone.
    """
    if row.note == "suppressed":
        hidden = {"effect": text.SUPPRESSED.th, "effect_en": text.SUPPRESSED.en}
        return {**dict.fromkeys(_EFFECT, text.MISSING), **hidden}
    return {
        "effect": effect_or_alone(row, indicator),
        "effect_en": effect_text(row, indicator)[1],
        "p": q_value(float(row.p_value)),
        "tambons": number(row.tambons, 0),
        "comparisons": number(row.comparisons, 0),
    }


def effect_or_alone(row: Any, indicator: Indicator) -> str:
    """An effect with its interval; alone where it has none."""
    effect, _ = effect_text(row, indicator)
    if effect != text.MISSING or not math.isfinite(row.estimate):
        return effect
    if row.scale == "ratio":
        return f"{number(percent_change(row.estimate), 0, sign=True)}%"
    return differences(indicator, row.estimate)[0]


def outcomes_table(programme: pd.DataFrame, plan: Plan) -> Table:
    """Every outcome of the whole programme: effect, margin, q and finding.

    Parameters
    ----------
    programme : DataFrame
        `PROGRAMME_COLUMNS`.
    plan : Plan
    """
    rows, why = [], []
    for outcome in judged(plan):
        indicator = SERIES[outcome.indicator]
        found = headline_of(programme, outcome.indicator)
        if found is None:
            why.append((indicator.name, text.WHOLE_NO_ROW))
        elif found["note"] and found["note"] != SHARE_BIAS:  # which stands below in full
            why.append((indicator.name, reason(str(found["note"]))))
        rows.append(_outcome_row(found, outcome, indicator))
    columns = (
        Column("indicator", text.HEAD_INDICATOR, "row", also="unit"),
        Column("effect", _head_effect(plan), "number"),
        Column("margin", text.HEAD_MARGIN, "number"),
        Column("q", text.HEAD_Q, "number"),
        Column("tambons", text.HEAD_BOTH_SIDES, "number"),
        Column("state", text.HEAD_STATE, "state"),
    )
    notes = [text.NOTE_WHOLE]
    notes += [text.NOTE_SECONDARY] if any(o.role == "secondary" for o in judged(plan)) else []
    frame = pd.DataFrame(rows, dtype=object)
    return Table(text.CAPTION_WHOLE, columns, frame, (*notes, *_reasons(why)))


def _outcome_row(found: Any, outcome: Outcome, indicator: Indicator) -> dict[str, str]:
    mark = "" if outcome.role == "primary" else "\u00a0†"
    cells = dict.fromkeys(_EFFECT, text.MISSING) | {"effect_en": "", "q": text.MISSING}
    state = "not_assessed"
    if found is not None:
        cells = effect_cells(found, indicator) | {"q": q_value(float(found["q_value"]))}
        # Only an estimate that was judged has a state.
        state = found["state"] if found["state"] in text.STATES else state
    if cells["tambons"] != text.MISSING:
        cells["tambons"] += f" / {cells['comparisons']}"
    return {
        "indicator": indicator.name.th + mark,
        "indicator_en": indicator.name.en,
        "unit": indicator.unit.th,
        "unit_en": indicator.unit.en,
        **cells,
        "margin": margin_text(outcome, indicator),
        "state": state,
    }


def margin_text(outcome: Outcome, indicator: Indicator) -> str:
    """Changes that are not large, from one end to the other: "−20% … +25%"."""
    margin = outcome.margin
    if indicator.scale == "ratio":
        margin = USUAL_MARGIN if margin is None else margin
        low, high = (number(percent_change(value), 0, sign=True) for value in (margin, 1 / margin))
        return f"{low}% … {high}%"
    return text.MISSING if margin is None else f"±{differences(indicator, margin, sign=False)[0]}"


def spread_table(effects: pd.DataFrame, plan: Plan) -> Table:
    """How many of the programme's tambons are in each state, outcome by outcome.

    Parameters
    ----------
    effects : DataFrame
        As `estimate_effects` returns it.
    plan : Plan
    """
    own = effects[(effects["method"] == "comparative") & (effects["tambon"] != "ALL")]
    rows = []
    for outcome in judged(plan):
        indicator = SERIES[outcome.indicator]
        counts = own.loc[own["indicator"] == outcome.indicator, "state"].value_counts()
        mark = "" if outcome.role == "primary" else "\u00a0†"
        rows.append(
            {
                "indicator": indicator.name.th + mark,
                "indicator_en": indicator.name.en,
                **{state: number(int(counts.get(state, 0)), 0) for state in text.STATES},
            }
        )
    columns = [Column("indicator", text.HEAD_INDICATOR, "row")]
    columns += [Column(state, words, "number") for state, words in text.STATES.items()]
    frame = pd.DataFrame(rows, dtype=object)
    told = hold_under_any_dependence(effects, plan)[["called", "held"]].sum()
    notes = [text.NOTE_SPREAD]
    if told["called"]:
        called, held = (number(int(told[name]), 0) for name in ("called", "held"))
        notes.append(text.NOTE_DEPENDENCE.format(called=called, held=held))
    return Table(text.CAPTION_SPREAD, tuple(columns), frame, tuple(notes))


def methods_table(
    programme: pd.DataFrame, plan: Plan, outcomes: Sequence[str] | None = None
) -> Table:
    """Outcomes of the whole programme by every method, and whether each agrees.

    Two methods differ when neither's interval holds the other's estimate, as on the pages of
    tambons.  A method that is only description is not held against the headline.

    Parameters
    ----------
    programme : DataFrame
        `PROGRAMME_COLUMNS`.
    plan : Plan
    outcomes : sequence of str, optional
        Indicators; by default those of the primary outcomes.
    """
    rows, why = [], []
    for name in primary(plan) if outcomes is None else outcomes:
        indicator, headline = SERIES[name], headline_of(programme, name)
        found = {row.method: row for row in rows_of(of_part(programme, "overall", name))}
        known = [m for m in text.PROGRAMME_METHODS if m in found]
        for method in [*known, *(m for m in found if m not in known)]:
            words = text.PROGRAMME_METHODS.get(method, Text(method, method))
            asks = text.PROGRAMME_ASKS.get(method, Text(text.MISSING, ""))
            row = found[method]
            said = _agreement(row, headline)
            rows.append(
                {
                    **_group(indicator),
                    "method": words.th, "method_en": words.en,
                    "asks": asks.th, "asks_en": asks.en,
                    **effect_cells(row, indicator),
                    "agrees": said.th, "agrees_en": said.en,
                }
            )  # fmt: skip
            if row.note:
                why.append((words, reason(str(row.note))))
    columns = (
        Column("method", text.HEAD_METHOD, "row"),
        Column("asks", text.HEAD_ASKS),
        Column("effect", _head_effect(plan), "number"),
        Column("p", Text("p", "p"), "number"),
        Column("agrees", text.HEAD_AGREES),
    )
    return Table(
        text.CAPTION_METHODS_OF_ALL, columns, pd.DataFrame(rows, dtype=object),
        (text.NOTE_AGREES, *_reasons(why)), group="of",
    )  # fmt: skip


def _agreement(row: Any, headline: Any) -> Text:
    compared = row.method != HEADLINE_OF_ALL and row.method not in DESCRIPTIONS
    if not compared or headline is None or not (_whole(row) and _whole(headline)):
        return Text(text.MISSING, "")
    holds = row.low <= headline.estimate <= row.high
    held = headline.low <= row.estimate <= headline.high
    return text.AGREES if holds or held else text.DISAGREES


def _whole(row: Any) -> bool:
    shown = row.note != "suppressed"
    return shown and not any(math.isnan(v) for v in (row.estimate, row.low, row.high))


def provinces_table(programme: pd.DataFrame, plan: Plan, register: pd.DataFrame) -> Table:
    """The programme in each province, by code; never by result."""
    names = {
        str(code): text.PROVINCE_NAME.format(name=Text(str(th), str(en)))
        for code, th, en in register[["province", "province_th", "province_en"]]
        .drop_duplicates("province").itertuples(index=False)
    }  # fmt: skip
    rows = of_part(programme, "province").sort_values("item", kind="stable")

    def named(item: str) -> Text:
        return names.get(item, Text(item, item))

    return _divided(
        rows, plan, text.CAPTION_PROVINCES, text.HEAD_PROVINCE, named, text.NO_PROVINCES, state=True
    )


def doses_table(programme: pd.DataFrame, plan: Plan) -> Table:
    """The programme by budget of a tambon, smallest first, and one budget against another."""
    tiers = of_part(programme, "dose")
    order = pd.to_numeric(tiers["item"], errors="coerce")
    tiers = tiers.iloc[np.argsort(order.fillna(np.inf).to_numpy(), kind="stable")]
    rows = pd.concat([tiers, of_part(programme, "dose_contrast")])
    if tiers["item"].nunique() < 2:
        rows = rows.iloc[:0]
    return _divided(rows, plan, text.CAPTION_DOSES, text.HEAD_DOSE, _budget, text.NO_DOSES)


def _budget(item: str) -> Text:
    if ":" in item:
        high, _, low = item.partition(":")
        return text.DOSE_CONTRAST.format(high=_budget(high), low=_budget(low))
    try:
        return text.DOSE_BAHT.format(n=number(float(item), 0))
    except ValueError:
        return text.DOSE_UNKNOWN


def groups_table(programme: pd.DataFrame, plan: Plan, names: dict[str, Text]) -> Table:
    """The programme inside and outside each declared group of areas.

    Parameters
    ----------
    programme : DataFrame
    plan : Plan
    names : dict of str to Text
        What the study file calls each group, by id.
    """

    def named(item: str) -> Text:
        own, _, side = item.partition(":")
        form = text.GROUP_OUTSIDE if side == "outside" else text.GROUP_INSIDE
        return form.format(name=names.get(own, Text(own, own)))

    rows = of_part(programme, "group")
    return _divided(rows, plan, text.CAPTION_GROUPS, text.HEAD_GROUP, named, text.NO_GROUPS)


def nearby_table(programme: pd.DataFrame, plan: Plan) -> Table:
    """Rings around the programme, and programme and neighbours together."""
    rows = pd.concat([of_part(programme, "ring"), of_part(programme, "displacement")])
    rows = rows.assign(item=rows["part"] + "/" + rows["item"])

    def named(item: str) -> Text:
        return text.NEARBY.get(item, Text(item, item))

    table = _divided(rows, plan, text.CAPTION_NEARBY, text.HEAD_WHO, named, text.WHOLE_NO_ROW)
    counted = [replace(c, head=text.HEAD_COUNTED) if c.key == "tambons" else c
               for c in table.columns]  # fmt: skip
    first = () if table.frame.empty else (text.NOTE_NEARBY,)
    return replace(table, columns=tuple(counted), notes=(*first, *table.notes))


def _divided(
    rows: pd.DataFrame,
    plan: Plan,
    caption: Text,
    head: Text,
    named: Any,
    nothing: Text,
    *,
    state: bool = False,
) -> Table:
    """Primary outcomes by the items of a part, in the order given, with reasons below."""
    shown, why = [], []
    for name in primary(plan):
        indicator = SERIES[name]
        for row in rows_of(rows[rows["indicator"] == name]):
            if str(row.item).endswith("-"):  # the part could not be had at all
                why.append((indicator.name, reason(str(row.note))))
                continue
            words = named(str(row.item))
            cells = effect_cells(row, indicator)
            if state:
                cells["state"] = row.state if row.state in text.STATES else "not_assessed"
            english = "" if words.en == words.th else words.en
            shown.append({**_group(indicator), "item": words.th, "item_en": english, **cells})
            if row.note:
                why.append((words, reason(str(row.note))))
    columns = [
        Column("item", head, "row"),
        Column("effect", _head_effect(plan), "number"),
        Column("p", Text("p", "p"), "number"),
        Column("tambons", text.HEAD_WHOLE_TAMBONS, "number"),
        Column("comparisons", text.HEAD_OUTSIDE_TAMBONS, "number"),
    ]
    columns += [Column("state", text.HEAD_STATE, "state")] if state else []
    notes = tuple(_reasons(why)) or (() if shown else (nothing,))
    frame = pd.DataFrame(shown, dtype=object)
    return Table(caption, tuple(columns), frame, notes, group="of")


def _head_effect(plan: Plan) -> Text:
    return text.HEAD_OPINION.format(confidence=number(plan.confidence * 100, 0))


def by_method_table(programme: pd.DataFrame, plan: Plan) -> Table:
    """Effects by years since the start: a row a year, a column a method."""
    rows, why = [], []
    found = of_part(programme, "event_time")
    found = found[found["indicator"].isin(primary(plan))]
    methods = [m for m in text.EVENT_METHODS if m in set(found["method"])]
    for name in primary(plan):
        indicator, own = SERIES[name], found[found["indicator"] == name]
        given = {(int(r.item), r.method): r for r in rows_of(own) if str(r.item) != "-"}
        for at in sorted({year for year, _ in given}):
            row = {**_group(indicator), "at": number(at, 0)}
            for method in methods:
                cell = given.get((at, method))
                told = effect_cells(cell, indicator) if cell is not None else {}
                row |= {method: told.get("effect", text.MISSING),
                        f"{method}_en": told.get("effect_en", "")}  # fmt: skip
            rows.append(row)
        for r in rows_of(own[own["note"] != ""]):
            why.append((text.EVENT_METHODS.get(r.method, indicator.name), reason(str(r.note))))
    columns = [Column("at", text.HEAD_SINCE, "row")]
    columns += [Column(method, text.EVENT_METHODS[method], "number") for method in methods]
    notes = (text.NOTE_BY_METHOD, *_reasons(why)) if rows else tuple(_reasons(why))
    frame = pd.DataFrame(rows, dtype=object)
    return Table(text.CAPTION_BY_METHOD, tuple(columns), frame, notes, group="of")


def _group(indicator: Indicator) -> dict[str, str]:
    return {"of": indicator.name.th, "of_en": indicator.name.en}


def _reasons(why: Sequence[tuple[Text, Text]]) -> Iterable[Text]:
    """Footnotes that say why something is not there, each reason once."""
    found: dict[Text, list[Text]] = {}
    for what, said in dict.fromkeys(why):
        found.setdefault(said, []).append(what)
    for said, of in found.items():
        what = Text(", ".join(w.th for w in of), "; ".join(w.en for w in of))
        yield text.NOTE_WHOLE_REASON.format(what=what, reason=said)
