"""One tambon year by year, what else happened in its windows, and whom it serves."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.study import Plan, Shock, Study
from santitham_eval.tables.display import Column, Table
from santitham_eval.tables.levels import by_year
from santitham_eval.tables.places import find_place
from santitham_eval.tables.rounding import block_years, month, number, own_digits
from santitham_eval.text import Text

Windows = Mapping[str, tuple[pd.Period, pd.Period, int]]
_YEARS = 6  # of the latest, that stand in a row


def years_table(course: pd.DataFrame, indicator: Indicator) -> Table:
    """The chart's figures: what happened and what was expected, 12 months at a time.

    Parameters
    ----------
    course : DataFrame
        As it is drawn, after `safe_course`.
    indicator : Indicator
    """
    scaled = {k: course[k].astype(float) * indicator.per for k in ("value", "expected")}
    digits = own_digits(indicator, *scaled["value"])
    ends = zip(course["low"] * indicator.per, course["high"] * indicator.per, strict=True)
    windows = [text.WINDOWS[str(w)] for w in course["window"]]
    years, named = block_years(course["first"])
    frame = pd.DataFrame(
        {
            "year": years,
            "value": [number(v, digits) for v in scaled["value"]],
            "expected": [number(v, digits) for v in scaled["expected"]],
            "range": [_range(*pair, digits) for pair in ends],
            "window": [w.th for w in windows],
            "window_en": [w.en for w in windows],
        },
        dtype=object,
    )
    columns = (
        Column("year", named, "row"),
        Column("value", text.HEAD_OBSERVED, "number"),
        Column("expected", text.HEAD_EXPECTED, "number"),
        Column("range", text.HEAD_RANGE, "number"),
        Column("window", text.HEAD_WINDOW),
    )
    caption = text.CAPTION_YEARS.format(name=indicator.name, unit=indicator.unit)
    return Table(caption, columns, frame)


def _range(low: float, high: float, digits: int | None) -> str:
    if pd.isna(low) and pd.isna(high):
        return text.MISSING
    return f"[{number(low, digits)}, {number(high, digits)}]"


def shocks_table(
    study: Study,
    windows: Windows | None = None,
    tambon: str = "",
    donors: pd.DataFrame | None = None,
) -> Table:
    """What else happened, as the study file declares it.

    Parameters
    ----------
    study : Study
    windows : mapping, optional
        A tambon's own, as ``Fit.windows``: then it is said into which each event falls.
    tambon : str
        Whose page it is; "" of the whole programme.
    donors : DataFrame, optional
        tambon, weight: with whom it is compared, as ``Fit.donors``.
    """
    rows = []
    for shock in study.periods.shock:
        first, last = (pd.Period(p, "M") for p in (shock.first, shock.last))
        told = {"event": Text(shock.name.th, shock.name.en), "first": month(first),
                "last": month(last), "overlap": _overlap(first, last, windows or {}),
                "struck": _struck(shock, tambon, donors)}  # fmt: skip
        rows.append({k: w.th for k, w in told.items()} | {f"{k}_en": w.en for k, w in told.items()})
    columns = [
        Column("event", text.HEAD_EVENT, "row"),
        Column("first", text.HEAD_FROM),
        Column("last", text.HEAD_TO),
        Column("struck", text.HEAD_STRUCK),
    ]
    if windows is not None:
        columns.append(Column("overlap", text.HEAD_OVERLAP))
    keys = [k for c in columns for k in (c.key, f"{c.key}_en")]
    notes = [*_modelled(study)] if rows else [text.NO_SHOCKS]
    notes += [text.NOTE_SHOCKS, text.NOTE_NOT_DECLARED] if windows is not None else []
    return Table(
        text.CAPTION_SHOCKS, tuple(columns), pd.DataFrame(rows, columns=keys), tuple(notes)
    )


def _struck(shock: Shock, tambon: str, donors: pd.DataFrame | None) -> Text:
    """Whom an event reached: where only one side of a comparison, it may pass for an effect."""
    if not shock.codes:
        return text.STRUCK_ALL
    if not tambon:
        return text.STRUCK_SOME
    here = text.STRUCK_HERE if shock.struck(tambon) else text.STRUCK_NOT_HERE
    if donors is None or donors.empty:
        return here
    share = donors["weight"][[shock.struck(code) for code in donors["tambon"]]].sum()
    return text.STRUCK_WEIGHT.format(here=here, weight=number(float(share) * 100, 0))


def _modelled(study: Study) -> list[Text]:
    """Which events the method that needs it allows for."""
    names = [s.name for s in study.periods.shock if s.modelled and not s.codes]
    if not names:
        return []
    named = Text(", ".join(n.th for n in names), ", ".join(n.en for n in names))
    return [text.NOTE_MODELLED.format(method=text.METHODS["interrupted_series"], names=named)]


def _overlap(first: pd.Period, last: pd.Period, windows: Windows) -> Text:
    """The windows that share a month with an event."""
    met = [
        text.WINDOWS[name]
        for name in ("baseline", "follow_up")
        if name in windows and first <= windows[name][1] and last >= windows[name][0]
    ]
    if not met:
        return text.OVERLAP_NONE
    return Text(" ".join(w.th for w in met), ", ".join(w.en for w in met))


def series_table(panel: pd.DataFrame, plan: Plan) -> Table:
    """A tambon's own figures on the plan's outcomes, of the latest years; never an effect.

    What counts persons is left out whole: no window decides here what would give a few away.

    Parameters
    ----------
    panel : DataFrame
        Rows of one tambon.
    plan : Plan
    """
    shown = [SERIES[o.indicator] for o in plan.outcomes]
    shown = [indicator for indicator in shown if not indicator.counts_persons]
    yearly = {indicator.id: yearly_values(panel, indicator) for indicator in shown}
    years = sorted({year for values in yearly.values() for year in values.index})[-_YEARS:]
    rows = []
    for indicator in shown:
        values = yearly[indicator.id].to_dict()
        digits = own_digits(indicator, *values.values())
        rows.append(
            {
                "indicator": f"{indicator.name.th} ({indicator.unit.th})",
                "indicator_en": f"{indicator.name.en} ({indicator.unit.en})",
                **{str(y): number(values.get(y, float("nan")), digits) for y in years},
            }
        )
    keys = ["indicator", "indicator_en", *map(str, years)]
    frame = pd.DataFrame(rows, columns=keys, dtype=object)
    columns = (
        Column("indicator", text.HEAD_INDICATOR, "row"),
        *(Column(str(y), Text(str(y), str(y)), "number") for y in years),
    )
    breaks = [
        text.NOTE_REASON_OF_BREAK.format(name=i.name, year=thai.to_be(b.first), why=b.why)
        for i in shown
        for b in i.breaks
    ]
    notes = (text.NOTE_SERIES, *breaks, text.NOTE_NOT_EFFECT)
    return Table(text.CAPTION_SERIES, columns, frame, notes)


def yearly_values(panel: pd.DataFrame, indicator: Indicator) -> pd.Series:
    """One indicator of a tambon in display units, by year (B.E.); whole years only."""
    own = panel[panel["indicator"] == indicator.id]
    if own.empty:
        return pd.Series(dtype=float)
    yearly = by_year(own, indicator)
    yearly = yearly[yearly["whole"]].set_index("year")
    top, bottom = (yearly[k].astype(float) for k in ("numerator", "denominator"))
    return indicator.per * top / bottom.where(bottom > 0)


def serves_table(
    comparisons: pd.DataFrame, tambon: str, register: pd.DataFrame, roster: pd.DataFrame
) -> Table:
    """Tambons of the programme that one outside it is compared with, by code.

    Parameters
    ----------
    comparisons : DataFrame
        tambon, indicator, comparison, weight.
    tambon : str
    register, roster : DataFrame
    """
    own = comparisons[comparisons["comparison"] == tambon].sort_values(["tambon", "indicator"])
    starts = dict(zip(roster["tambon"], roster["start"], strict=True))
    rows = []
    for row, weight in zip(own.itertuples(), own["weight"].astype(float), strict=True):
        place, name = find_place(str(row.tambon), register), SERIES[str(row.indicator)].name
        began = month(pd.Period(starts[row.tambon], "M"))
        rows.append(
            {
                "name": place.name.th, "name_en": place.name.en, "tambon": place.tambon,
                "start": began.th, "start_en": began.en, "indicator": name.th,
                "indicator_en": name.en, "weight": f"{number(weight * 100, 1)}%",
            }
        )  # fmt: skip
    columns = (
        Column("name", text.HEAD_TAMBON, "row"),
        Column("tambon", text.HEAD_CODE, "code"),
        Column("start", text.HEAD_START),
        Column("indicator", text.HEAD_INDICATOR),
        Column("weight", text.HEAD_WEIGHT, "number"),
    )
    keys = ["name", "name_en", "tambon", "start", "start_en", "indicator", "indicator_en", "weight"]
    caption = text.CAPTION_SERVES.format(n=number(own["tambon"].nunique(), 0))
    frame = pd.DataFrame(rows, columns=keys, dtype=object)
    notes = (text.NOTE_SERVES,) if len(frame) else (text.SERVES_NOBODY,)
    return Table(caption, columns, frame, notes)
