"""What is declared of an indicator: everything a reader, a codebook or a method needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from santitham_eval.text import Text

Family = Literal["rate", "share", "mean"]
Time = Literal["month", "fiscal year", "calendar year"]

SAFETY = Text("ความปลอดภัย", "Safety")
STRENGTH = Text("ความเข้มแข็งของหมู่บ้านและตำบล", "Strength of villages and tambons")
LIVELIHOOD = Text("อาชีพและรายได้", "Livelihood")
VULNERABLE = Text("คนยากจนและผู้ไม่มีสถานะทางทะเบียน", "The poor and the unregistered")
PLURAL = Text("สังคมพหุวัฒนธรรม", "Plural society")
ADMINISTRATION = Text("การบริหารจัดการระดับตำบล", "Tambon administration")
GOALS = (SAFETY, STRENGTH, LIVELIHOOD, VULNERABLE, PLURAL, ADMINISTRATION)

PERCENT = Text("ร้อยละ", "%")


@dataclass(frozen=True)
class Break:
    """A change of definition: values from `first` on are not like those before.

    Parameters
    ----------
    first : int
        First year (CE) of the new series.
    why : Text
    """

    first: int
    why: Text


@dataclass(frozen=True)
class Yardstick:
    """An official target, for the whole area, shown beside the result and never a verdict.

    Parameters
    ----------
    words : Text
        The target as its document states it.
    kind : {"fewer", "tambons", "fall", "level"}
        The area's numerator falls; so many tambons with any; the area's numerator falls by so
        much; the area's value (in the display unit) reaches so much.
    target : float
        NaN where the document names no figure.
    """

    words: Text
    kind: Literal["fewer", "tambons", "fall", "level"]
    target: float = float("nan")


@dataclass(frozen=True)
class Indicator:
    """What is measured, and how.

    Parameters
    ----------
    id : str
        Short name used in files.
    goal : Text
        Which of the programme's goals it speaks of.
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
    time : {"month", "fiscal year", "calendar year"}
        Length of one period of its series.
    counts_persons : bool
        Whether the numerator counts persons, so that small counts are suppressed.
    participants_only : bool
        Whether only tambons in the programme are observed: described, never judged.
    breaks : tuple of Break
        Only what lies between two breaks is compared.
    yardstick : Yardstick, optional
    parts : mapping of str to (str, Text)
        Parts that are series of their own: suffix of the id to numerator and name.
    """

    id: str
    goal: Text
    name: Text
    unit: Text
    formula: Text
    source: Text
    family: Family
    direction: Literal[1, -1]
    numerator: str
    denominator: str
    per: float
    time: Time = "month"
    counts_persons: bool = False
    participants_only: bool = False
    breaks: tuple[Break, ...] = ()
    yardstick: Yardstick | None = None
    parts: Mapping[str, tuple[str, Text]] = field(default_factory=dict)

    @property
    def scale(self) -> Literal["ratio", "difference"]:
        """Scale of an effect: ratio of rates, or difference of shares and means."""
        return "ratio" if self.family == "rate" else "difference"

    def opened(self) -> tuple[Indicator, ...]:
        """The series that it stands for: itself, or its parts."""
        if not self.parts:
            return (self,)
        return tuple(
            replace(
                self,
                id=f"{self.id}.{suffix}",
                name=Text(f"{self.name.th}: {name.th}", f"{self.name.en}: {name.en}"),
                numerator=numerator,
                parts={},
            )
            for suffix, (numerator, name) in self.parts.items()
        )
