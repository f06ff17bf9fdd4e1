"""Indicators: each declared once, with everything a reader, a codebook or a method needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from santitham_eval import text
from santitham_eval.errors import Problem
from santitham_eval.study import Outcome, nearest
from santitham_eval.text import Text

Family = Literal["rate", "share", "mean"]
Measure = Literal[
    "events", "deaths", "civilian_deaths", "quiet_months", "person_years", "observed_months"
]


@dataclass(frozen=True)
class Indicator:
    """What is measured, and how.

    Parameters
    ----------
    id : str
        Short name used in files.
    goal : Text
        Which of the programme's seven goals it speaks of.
    name, unit, formula, source : Text
        For readers and the codebook.
    family : {"rate", "share", "mean"}
        Count over exposure; part over whole; a quantity with its own unit.
    direction : {1, -1}
        1 where higher is better, -1 where lower is better.
    numerator, denominator : str
        Measures of the panel room that make the value.
    per : float
        Display scale: the panel's value times ``per`` is in `unit`.
    counts_persons : bool
        Whether the numerator counts persons, so that small counts are suppressed.
    """

    id: str
    goal: Text
    name: Text
    unit: Text
    formula: Text
    source: Text
    family: Family
    direction: Literal[1, -1]
    numerator: Measure
    denominator: Measure
    per: float
    counts_persons: bool = False

    @property
    def scale(self) -> Literal["ratio", "difference"]:
        """Scale of an effect: ratio of rates, or difference of shares and means."""
        return "ratio" if self.family == "rate" else "difference"


SAFETY = Text("ความปลอดภัย", "Safety")
_EVENTS_FILE = Text("แฟ้มเหตุการณ์", "events file")

INDICATORS: MappingProxyType[str, Indicator] = MappingProxyType(
    {
        i.id: i
        for i in (
            Indicator(
                id="SAF1",
                goal=SAFETY,
                name=Text("เหตุการณ์ความไม่สงบ", "violent incidents"),
                unit=Text("ครั้งต่อประชากร 10,000 คนต่อปี", "per 10,000 person-years"),
                formula=Text("จำนวนเหตุการณ์ ÷ คน-ปี", "events / person-years"),
                source=_EVENTS_FILE,
                family="rate",
                direction=-1,
                numerator="events",
                denominator="person_years",
                per=10_000,
            ),
            Indicator(
                id="SAF2",
                goal=SAFETY,
                name=Text("ผู้เสียชีวิต", "deaths"),
                unit=Text("คนต่อประชากร 100,000 คนต่อปี", "per 100,000 person-years"),
                formula=Text("จำนวนผู้เสียชีวิต ÷ คน-ปี", "deaths / person-years"),
                source=_EVENTS_FILE,
                family="rate",
                direction=-1,
                numerator="deaths",
                denominator="person_years",
                per=100_000,
                counts_persons=True,
            ),
            Indicator(
                id="SAF4",
                goal=SAFETY,
                name=Text("สัดส่วนพลเรือนในผู้เสียชีวิต", "civilian share of deaths"),
                unit=Text("ร้อยละ", "%"),
                formula=Text("ผู้เสียชีวิตที่เป็นพลเรือน ÷ ผู้เสียชีวิตทั้งหมด", "civilian deaths / all deaths"),
                source=_EVENTS_FILE,
                family="share",
                direction=-1,
                numerator="civilian_deaths",
                denominator="deaths",
                per=100,
                counts_persons=True,
            ),
            Indicator(
                id="SAF5",
                goal=SAFETY,
                name=Text("เดือนปลอดเหตุ", "incident-free months"),
                unit=Text("ร้อยละของเดือน", "% of months"),
                formula=Text(
                    "เดือนที่ไม่มีเหตุ ÷ เดือนที่มีข้อมูล", "months without an incident / months observed"
                ),
                source=_EVENTS_FILE,
                family="share",
                direction=1,
                numerator="quiet_months",
                denominator="observed_months",
                per=100,
            ),
        )
    }
)

USUAL_MARGIN = 0.8
"""Ratio that matters for a rate where the plan names none."""


def check_outcomes(outcomes: Sequence[Outcome], file: str) -> list[Problem]:
    """Indicators that are not declared, and margins that make no sense on their scale.

    Parameters
    ----------
    outcomes : sequence of Outcome
    file : str
        Where they stand, for the problems.
    """
    problems = []
    for number, outcome in enumerate(outcomes):
        key = f"outcomes.{number}"
        indicator = INDICATORS.get(outcome.indicator)
        if indicator is None:
            near = nearest(outcome.indicator, INDICATORS)
            wanted = text.WANT_KNOWN_KEY.format(known=", ".join(INDICATORS))
            if near:
                wanted = text.WANT_NEAREST_KEY.format(near=near)
            problems.append(Problem(file, outcome.indicator, wanted, column=f"{key}.indicator"))
        elif outcome.margin is not None and indicator.family == "rate" and outcome.margin >= 1:
            problems.append(
                Problem(file, str(outcome.margin), text.WANT_RATIO_MARGIN, column=f"{key}.margin")
            )
        elif outcome.margin is not None and indicator.family == "share" and outcome.margin > 0.5:
            problems.append(
                Problem(file, str(outcome.margin), text.WANT_SHARE_MARGIN, column=f"{key}.margin")
            )
    return problems
