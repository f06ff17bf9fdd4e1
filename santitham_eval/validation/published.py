"""Values printed in publications, each with what it is of and how near ours must come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Study = Literal["mpdta", "proposition99", "castle", "medicaid", "rates"]
STUDIES: tuple[Study, ...] = ("mpdta", "proposition99", "castle", "medicaid", "rates")


@dataclass(frozen=True)
class Published:
    """One printed value.

    Parameters
    ----------
    study : str
        One of `STUDIES`.
    kind : str
        What it is; the text room knows its words.
    at : str
        Of which group, period, unit or bound.
    printed : str
        The digits as they are printed.
    within : float
        How far ours may lie from it; 0 where every printed digit must come out.
    note : str
        Why ours need not, or does not, come out to the digit; a key known to the text room.
    """

    study: Study
    kind: str
    at: str
    printed: str
    within: float = 0.0
    note: str = ""

    @property
    def digits(self) -> int:
        """Decimals printed."""
        return len(self.printed.partition(".")[2])


def _many(
    study: Study, kind: str, at: Sequence[object], printed: str, within: float = 0.0, note: str = ""
) -> Iterator[Published]:
    for place, value in zip(at, printed.split(), strict=True):
        yield Published(study, kind, str(place), value, within, note)


def _mpdta() -> Iterator[Published]:
    """Callaway & Sant'Anna (2021, Journal of Econometrics 225), as their package did prints."""
    att = {
        2004: ("-0.0105 -0.0704 -0.1373 -0.1008", "0.0233 0.0310 0.0364 0.0344"),
        2006: ("0.0065 -0.0028 -0.0046 -0.0412", "0.0233 0.0196 0.0178 0.0202"),
        2007: ("0.0305 -0.0027 -0.0311 -0.0261", "0.0150 0.0164 0.0179 0.0167"),
    }
    for group, (values, errors) in att.items():
        at = [f"{group}, {year}" for year in range(2004, 2008)]
        yield from _many("mpdta", "att", at, values)
        yield from _many("mpdta", "att_se", at, errors)
    by = ("simple", "dynamic", "group", "calendar", "simple, not yet treated")
    yield from _many("mpdta", "aggregate", by, "-0.039951 -0.077240 -0.031018 -0.041700 -0.039764")
    yield from _many("mpdta", "aggregate_se", by, "0.012034 0.019965 0.012446 0.015972 0.012052")
    event = "0.0305 -0.0006 -0.0245 -0.0199 -0.0510 -0.1373 -0.1008"
    yield from _many("mpdta", "event_time", range(-3, 4), event)
    yield Published("mpdta", "pre_test", "", "7.7912")
    yield Published("mpdta", "pre_test_df", "", "5")
    yield Published("mpdta", "pre_test_p", "", "0.16812")
    others = ("TWFE", "Sun & Abraham", "imputation")
    yield from _many("mpdta", "overall", others, "-0.036549 -0.039951 -0.047710")
    yield from _many("mpdta", "overall_se", others, "0.013265 0.011796 0.013222")


def _proposition99() -> Iterator[Published]:
    """Arkhangelsky et al. (2021, American Economic Review 111) and their package synthdid."""
    of = ("synthetic control", "synthetic DiD", "DiD")
    yield from _many("proposition99", "overall", of, "-19.514 -15.604 -27.349")
    yield Published("proposition99", "overall_se", "synthetic DiD", "9.37")
    units = ("Nevada", "New Hampshire", "Connecticut", "Delaware", "Illinois")
    yield from _many("proposition99", "unit_weight", units, ".124 .105 .078 .070 .053")
    yield Published("proposition99", "unit_weight", "Colorado", ".058", note="colorado")
    yield from _many("proposition99", "time_weight", (1986, 1987, 1988), ".366 .206 .427")
    yield Published("proposition99", "placebo_rank", "", "3")


def _castle() -> Iterator[Published]:
    """Goodman-Bacon (2021) and bacondecomp; Cheng & Hoekstra (2013, J. Human Resources 48)."""
    yield Published("castle", "overall", "TWFE", "0.0818")
    kinds = ("earlier_vs_later", "later_vs_earlier", "treated_vs_untreated")
    yield from _many("castle", "bacon_weight", kinds, ".05976 .03190 .90834")
    yield from _many("castle", "bacon_estimate", kinds, "-.00554 .07032 .08796")
    yield Published("castle", "aggregate", "simple", "0.1104")
    yield Published("castle", "aggregate_se", "simple", "0.0387")
    yield Published("castle", "wild_p", "", ".173", WILD_REACH, "wild")


def _medicaid() -> Iterator[Published]:
    """Rambachan & Roth (2023, Review of Economic Studies 90) and their package HonestDiD."""
    years = (2008, 2009, 2010, 2011, 2012, 2014, 2015)
    beta = "-.00529 -.01130 -.00268 -.00142 .00034 .04645 .06921"
    yield from _many("medicaid", "coefficient", years, beta)
    bounds = ("0", "0.01", "0.02", "0.03")
    for kind, ends in (("low", ".0259 .0132 .0029 -.0071"), ("high", ".0607 .0787 .0907 .101")):
        yield from _many("medicaid", f"smooth_{kind}", bounds, ends, SMOOTH_REACH, "quantile")
    bounds = ("0.5", "1", "1.5", "2")
    for kind, ends in (("low", ".0241 .0171 .0086 -.0011"), ("high", ".0673 .0720 .0796 .0883")):
        yield from _many("medicaid", f"relative_{kind}", bounds, ends, RELATIVE_REACH, "grid")


def _rates() -> Iterator[Published]:
    """60 events in 51,477.5 person-years against 30 in 54,308.7; R's poisson.test, epitools."""
    kinds = ("rate_ratio", "exact_p", "mid_p", "ratio_low", "ratio_high")
    printed = "2.1100 .000675 .000557 1.3397 3.3884"
    for kind, value in zip(kinds, printed.split(), strict=True):
        yield Published("rates", kind, "", value)


SMOOTH_REACH = 8e-5
"""Half a printed unit, and what the quantile that the authors simulate is off."""

RELATIVE_REACH = 5e-4
"""Their ends are the last accepted of a grid's points."""

WILD_REACH = 0.0042
"""Three standard errors of 99,999 draws about a share of .174, and half a printed unit."""

PUBLISHED: tuple[Published, ...] = (
    *_mpdta(), *_proposition99(), *_castle(), *_medicaid(), *_rates()
)  # fmt: skip
"""Every published value that the library is held to."""
