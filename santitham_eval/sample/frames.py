"""What makes a panel, a roster or a plan unfit for the estimators; everything is told at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.indicators import SERIES, check_controls, check_outcomes
from santitham_eval.study import Plan
from santitham_eval.text import Text

SHOWN = 20
"""So many rows of each kind of fault are told; their number is told in full."""

PANEL_COLUMNS = ("tambon", "indicator", "period", "numerator", "denominator", "observed")
FIRST_YEAR, LAST_YEAR = 1900, 2200
_ROUNDING = 1e-9


def check_frames(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    neighbours: pd.DataFrame | None = None,
) -> None:
    """Raise `StudyError` with everything that makes frames or plan unfit for the estimators.

    Only the panel's rows of the plan's outcomes and negative controls are looked at.
    """
    problems = Problems("plan")
    problems.found += check_outcomes(plan.outcomes, "plan")
    controls = plan.negative_controls
    problems.found += check_controls(controls, plan.outcomes, "plan", "negative_controls")
    _check_plan(plan, problems)
    for name, frame, columns in (
        ("panel", panel, PANEL_COLUMNS),
        ("roster", roster, ("tambon", "start")),
        ("neighbours", neighbours, ("tambon", "neighbour")),
    ):
        for column in [c for c in columns if frame is not None and c not in frame]:
            found = ", ".join(map(str, frame.columns)) if frame is not None else "-"
            Problems(name, problems.found).add(found, text.WANT_COLUMN.format(name=column))
    problems.raise_if_any()
    named = [*(o.indicator for o in plan.outcomes), *controls]
    asked = panel[panel["indicator"].isin(named)]
    _check_panel(asked, Problems("panel", problems.found))
    _check_roster(roster, panel, Problems("roster", problems.found))
    problems.raise_if_any()


def _check_plan(plan: Plan, problems: Problems) -> None:
    if not plan.outcomes:
        problems.add("-", text.WANT_OUTCOME, column="outcomes")
    seen: set[str] = set()
    for number, outcome in enumerate(plan.outcomes):
        if outcome.indicator in seen:
            column = f"outcomes.{number}.indicator"
            problems.add(outcome.indicator, text.WANT_ONCE, column=column)
        seen.add(outcome.indicator)
    for kind in ("baseline", "follow_up"):
        most, least = getattr(plan, kind), getattr(plan, f"minimum_{kind}")
        if least > most:
            problems.add(least, text.WANT_AT_MOST.format(most=most), column=f"minimum_{kind}")


def _check_panel(panel: pd.DataFrame, problems: Problems) -> None:
    known = _of_each(panel["tambon"], _is_code)
    _tell(problems, panel, ~known.astype(bool), "tambon", text.WANT_CODE_TEXT)
    period = _of_each(panel["period"], _frequency)
    last = ~panel["indicator"].duplicated(keep="last").to_numpy(bool)
    usual = panel["indicator"].map(dict(zip(panel["indicator"][last], period[last], strict=True)))
    odd = (period == "") | (period != usual.to_numpy())
    _tell(problems, panel, odd.astype(bool), "period", text.WANT_PERIOD)
    observed = _of_each(panel["observed"], lambda value: value in (True, False)).astype(bool)
    _tell(problems, panel, ~observed, "observed", text.WANT_BOOL)
    twice = panel.duplicated(["tambon", "indicator", "period"]).to_numpy(bool)
    _tell(problems, panel, twice, "period", text.WANT_ONE_ROW)
    if not observed.all() or panel.empty:
        return
    _check_figures(panel, panel["observed"].to_numpy(bool), problems)


def _check_figures(panel: pd.DataFrame, seen: NDArray[np.bool_], problems: Problems) -> None:
    family = panel["indicator"].map({i.id: i.family for i in SERIES.values()}).to_numpy(str)
    top, bottom = (
        pd.to_numeric(panel[column], errors="coerce").to_numpy(float)
        for column in ("numerator", "denominator")
    )
    mean = family == "mean"
    known = np.isfinite(top)
    _tell(problems, panel, seen & mean & ~known, "numerator", text.WANT_FINITE)
    _tell(problems, panel, seen & ~mean & ~(known & (top >= 0)), "numerator", text.WANT_COUNT)
    wrong = seen & ~(np.isfinite(bottom) & (bottom >= 0))
    _tell(problems, panel, wrong, "denominator", text.WANT_COUNT)
    if "se" in panel:
        error = pd.to_numeric(panel["se"], errors="coerce").to_numpy(float)
        given = panel["se"].notna().to_numpy()
        wrong = seen & given & ~(np.isfinite(error) & (error >= 0))
        _tell(problems, panel, wrong, "se", text.WANT_COUNT)
    fraction = np.abs(top - np.round(top)) > _ROUNDING * np.maximum(1, np.abs(top))
    _tell(problems, panel, seen & (family == "rate") & fraction, "numerator", text.WANT_WHOLE_COUNT)
    more = top > bottom * (1 + _ROUNDING)
    _tell(problems, panel, seen & (family == "share") & more, "numerator", text.WANT_PART)


def _check_roster(roster: pd.DataFrame, panel: pd.DataFrame, problems: Problems) -> None:
    held = set(panel["tambon"].unique())
    for code, start in zip(roster["tambon"], roster["start"], strict=True):
        if not _is_code(code):
            problems.add(repr(code), text.WANT_CODE_TEXT, column="tambon")
        elif code not in held:
            problems.add(code, text.WANT_IN_PANEL, column="tambon")
        if not _is_moment(start):
            problems.add(f"{start} ({code})", text.WANT_START, column="start")
    for code in roster.loc[roster["tambon"].duplicated(), "tambon"]:
        problems.add(code, text.WANT_ONE_ROW, column="tambon")


def _of_each(column: pd.Series, tell: Callable[[object], object]) -> NDArray[np.object_]:
    """What is told of each value; asked once of those that are alike."""
    # Unlike kinds may be equal (True is 1), so that the first of each would speak for the rest.
    if column.dtype == object and len({type(value) for value in column}) > 1:
        return np.array([tell(value) for value in column], dtype=object)
    number, values = pd.factorize(column, use_na_sentinel=False)
    return np.array([*map(tell, values), ""], dtype=object)[:-1][number]


def _frequency(value: object) -> str:
    """Frequency of a Period; empty for anything else."""
    return value.freqstr if isinstance(value, pd.Period) else ""


def _is_code(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_moment(value: object) -> bool:
    """Whether a start is a month or date of the common era."""
    if not isinstance(value, pd.Period | datetime.date | str) or value is pd.NaT:
        return False
    if isinstance(value, str) and not value[:4].isdigit():
        return False  # day or month first: which is which cannot be told
    try:
        year = value.year if not isinstance(value, str) else pd.Period(value, "M").year
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR


def _tell(
    problems: Problems,
    frame: pd.DataFrame,
    wrong: NDArray[np.bool_],
    column: str,
    wanted: Text,
) -> None:
    """Tell the first rows of a fault, and how many there are."""
    rows = np.flatnonzero(wrong)
    for number, where in enumerate(rows[:SHOWN]):
        at = frame.iloc[where]
        place = f"{at['tambon']} {at['indicator']} {at['period']}"
        rest = f" (1/{len(rows)})" if number == 0 and len(rows) > 1 else ""
        problems.add(f"{at[column]} ({place}){rest}", wanted, column=column)
