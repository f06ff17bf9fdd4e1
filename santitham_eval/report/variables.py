"""Variables of every built table: type, unit and meaning, each declared once."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from santitham_eval import text
from santitham_eval.checks import CHECKS, VERDICTS
from santitham_eval.estimators._matching import COVARIATES
from santitham_eval.geography import BASES, LEVELS
from santitham_eval.indicators import SERIES
from santitham_eval.panel.quality import TOPICS
from santitham_eval.programme import PARTS
from santitham_eval.text import Text

Kind = Literal["string", "number", "integer", "boolean"]


@dataclass(frozen=True)
class Variable:
    """One column of a built table.

    Parameters
    ----------
    name : str
    kind : str
        Type, as Data Package names it.
    meaning, unit : Text
        `unit` is None where there is none.
    required : bool
        Whether it is never blank.
    pattern : str
        Regular expression that every cell matches; "" for any.
    known : tuple of str
        All values that it may have; empty for any.
    """

    name: str
    kind: Kind
    meaning: Text
    unit: Text | None = None
    required: bool = False
    pattern: str = ""
    known: tuple[str, ...] = ()


_CODE, _AREA = r"[0-9]{6}", r"[0-9]{2}|[0-9]{4}|[0-9]{6}|ALL"
_MONTH, _PERIOD = r"[0-9]{4}-[0-9]{2}", r"[0-9]{4}(-[0-9]{2})?"


def _v(name: str, kind: Kind = "string", **more: object) -> Variable:
    meaning = text.VARIABLES[str(more.pop("words", name))]
    return Variable(name, kind, meaning, **more)  # type: ignore[arg-type]


def _code(name: str, pattern: str) -> Variable:
    return _v(name, required=True, pattern=pattern)


def _numbers(names: str, unit: Text | None = text.UNIT_OF_INDICATOR) -> tuple[Variable, ...]:
    return tuple(_v(name, "number", unit=unit) for name in names.split())


def _counts(names: str) -> tuple[Variable, ...]:
    return tuple(_v(name, "integer") for name in names.split())


_INDICATOR = _v("indicator", required=True, known=tuple(SERIES))

TABLES: MappingProxyType[str, tuple[Variable, ...]] = MappingProxyType(
    {
        "register": (
            _code("tambon", _CODE), _v("name_th", required=True), _v("name_en"),
            _code("amphoe", r"[0-9]{4}"), _v("amphoe_th", required=True), _v("amphoe_en"),
            _code("province", r"[0-9]{2}"), _v("province_th", required=True), _v("province_en"),
        ),
        "roster": (
            _code("tambon", _CODE), _code("start", _MONTH), *_numbers("dose", text.UNIT_BAHT),
        ),
        "events": (
            _v("event_id", required=True), _v("source", required=True), _code("period", _MONTH),
            *(_v(n, "integer", unit=text.UNIT_PERSONS)
              for n in ("deaths", "civilian_deaths", "injured")),
            _v("level", required=True, known=LEVELS), _v("tambon", pattern=_CODE),
            _v("amphoe", pattern=r"[0-9]{4}"), _v("province", pattern=r"[0-9]{2}"), _v("note"),
        ),
        "neighbours": (_code("tambon", _CODE), _code("neighbour", _CODE)),
        "map": (
            _code("tambon", _CODE), _v("basis", required=True, known=BASES),
            *_counts("x y"), _v("outline", required=True, pattern=r"[MLlz0-9 -]+"),
        ),
        "panel": (
            _code("tambon", _CODE), _INDICATOR, _code("period", _PERIOD),
            *_numbers("numerator denominator value"), _v("observed", "boolean", required=True),
            *_numbers("se"),
        ),
        "quality": (
            _v("topic", required=True, known=TOPICS), _code("area", _AREA),
            _v("item", required=True), *_numbers("count", None),
            _v("th", required=True), _v("en", required=True),
        ),
        "lessons": (
            _code("tambon", _CODE), _code("date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
            _v("goal", required=True, known=tuple(text.LESSON_GOALS)),
            _code("field", r"[A-Z]{3}-[0-9]"),
            _v("theme", required=True, known=tuple(text.LESSON_THEMES)), _v("text"),
            _v("consent", "boolean", required=True),
        ),
        "effects": (
            _code("tambon", r"[0-9]{6}|ALL"), _INDICATOR,
            _v("method", required=True), _v("scale", known=("ratio", "difference")),
            *_numbers("estimate low high"), *_numbers("p_value q_value", None),
            *_numbers("mde before after expected n_before n_after"),
            _v("state", known=tuple(text.STATES)), _v("note"),
        ),
        "diagnostics": (
            _code("tambon", _CODE), _INDICATOR,
            _v("baseline_first", pattern=_PERIOD), _v("baseline_last", pattern=_PERIOD),
            _v("baseline_periods", "integer", unit=text.UNIT_PERIODS),
            _v("follow_up_first", pattern=_PERIOD), _v("follow_up_last", pattern=_PERIOD),
            _v("follow_up_periods", "integer", unit=text.UNIT_PERIODS),
            *_counts("comparisons matched"),
            _v("level", "number", words="level_of_baseline", unit=text.UNIT_OF_INDICATOR),
            *_numbers("matched_level change spread"), *_counts("placebos"),
            *_numbers("margin_power equivalence", None),
        ),
        "checks": (
            _code("tambon", r"[0-9]{6}|ALL"), _INDICATOR, _v("check", required=True, known=CHECKS),
            *_numbers("estimate low high"), *_numbers("p_value", None), *_numbers("mde"),
            *_counts("judged rejected alike"), _v("verdict", required=True, known=VERDICTS),
            _v("note"),
        ),
        "balance": (
            _code("tambon", r"[0-9]{6}|ALL"), _INDICATOR, _v("method", required=True),
            _v("covariate", required=True, known=COVARIATES),
            *_numbers("own others outside apart apart_outside", None),
            *_numbers("variance_ratio variance_ratio_outside", None),
        ),
        "programme": (
            _INDICATOR, _v("part", required=True, known=PARTS),
            _v("item", required=True, words="item_of_part"), _v("method", required=True),
            _v("scale", known=("ratio", "difference")), *_numbers("estimate low high"),
            *_numbers("p_value q_value", None),
            _v("tambons", "integer"), _v("comparisons", "integer", words="comparisons_of_part"),
            *_numbers("numerator denominator"), _v("state", known=tuple(text.STATES)),
            _v("verdict", known=VERDICTS), _v("note"),
        ),
        "comparisons": (
            _code("tambon", _CODE), _INDICATOR,
            _v("comparison", required=True, pattern=_CODE), *_numbers("weight", None),
        ),
        "placebos": (
            _code("start", _MONTH), _INDICATOR, _code("tambon", _CODE),
            *_numbers("estimate"), *_numbers("p_value", None),
        ),
        "withheld": (_code("tambon", _CODE), _INDICATOR),
        "levels": (
            _code("tambon", _CODE), _INDICATOR, _v("year", "integer", required=True),
            *(_v(name, "number", words=f"{name}_of_year", unit=text.UNIT_OF_INDICATOR)
              for name in ("numerator", "denominator")),
            _v("periods", "integer", words="periods_of_year", unit=text.UNIT_PERIODS),
            _v("whole", "boolean", words="whole_year", required=True), _v("edition", "integer"),
        ),
    }
)  # fmt: skip
"""Built tables to their variables, in the order of their columns."""

WITHHELD = _v("withheld", "boolean", required=True)
"""Added to the released tables that hold figures of indicators."""
