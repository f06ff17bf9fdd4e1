"""The method part of a study, fixed beforehand; it can be made without any file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, field, replace
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

Role = Literal["primary", "secondary"]
MatchOn = Literal["baseline", "amphoe-stratum"]
STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
Positive = Annotated[int, Field(gt=0)]
Share = Annotated[float, Field(gt=0, lt=1)]
_LATER = ("shocks", "negative_controls", "groups")


@dataclass(frozen=True, config=STRICT)
class Outcome:
    """An outcome, its role and the smallest change that matters, fixed before results are seen.

    Parameters
    ----------
    indicator : str
        Id of a declared indicator.
    role : {"primary", "secondary"}
        Primary outcomes share one false-discovery correction and give the verdict.
    margin : float, optional
        For rates, a ratio below 1: changes inside ``[margin, 1/margin]`` are not large; 0.8 where
        none is given.  For shares and means, a difference in the panel's own unit (0.05 is five
        percentage points); where none is given, nothing is called "no large change".
    """

    indicator: str
    role: Role = "primary"
    margin: Annotated[float, Field(gt=0)] | None = None


@dataclass(frozen=True, config=STRICT)
class Comparison:
    """Who may be compared with a treated tambon.

    Parameters
    ----------
    exclude_neighbours : bool
        Leave out tambons that share a boundary with the treated one (spillover).
    match : sequence of {"baseline", "amphoe-stratum"}
        What "alike" means; empty compares with all.
    exclude : sequence of str
        Tambon codes (or prefixes) that are never used for comparison.
    """

    exclude_neighbours: bool = True
    match: tuple[MatchOn, ...] = ("baseline", "amphoe-stratum")
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Areas:
    """A group of areas in which the programme is looked at apart.

    Parameters
    ----------
    id : str
    codes : sequence of str
        Prefixes of tambon codes.
    first, last : str, optional
        Months (``YYYY-MM``) from which and until which they were in the group.
    """

    id: str
    codes: tuple[str, ...]
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, config=STRICT)
class Plan:
    """The method, fixed beforehand: windows in months from each tambon's own start ``s``.

    Baseline ``[s - selection - baseline, s - selection)``, left out ``[s - selection, s)``,
    follow-up ``[s, s + follow_up)``.  `shocks` are first and last months (``YYYY-MM``) of what
    struck everybody; an interrupted series allows for them.  `negative_controls` are indicators
    that the programme cannot plausibly move: a change there says that something else moved.
    `groups` are areas in which the programme is looked at apart.
    """

    outcomes: tuple[Outcome, ...]
    baseline: Positive = 48
    selection: Annotated[int, Field(ge=0)] = 12
    follow_up: Positive = 36
    minimum_baseline: Positive = 24
    minimum_follow_up: Positive = 12
    comparison: Comparison = field(default_factory=Comparison)
    confidence: Share = 0.95
    fdr: Share = 0.10
    draws: Positive = 999
    shocks: tuple[tuple[str, str], ...] = ()
    negative_controls: tuple[str, ...] = ()
    groups: tuple[Areas, ...] = ()

    def outcome(self, indicator: str) -> Outcome:
        """The declared outcome of one indicator; `KeyError` if it is not in the plan."""
        for outcome in self.outcomes:
            if outcome.indicator == indicator:
                return outcome
        raise KeyError(indicator)

    @property
    def of_primary(self) -> Plan:
        """The same plan with its primary outcomes alone."""
        return replace(self, outcomes=tuple(o for o in self.outcomes if o.role == "primary"))

    @property
    def hash(self) -> str:
        """sha256 of the plan, the same on every machine."""
        content = asdict(self)
        # A plan without these keeps the hash by which it was registered before there were any.
        return digest({k: v for k, v in content.items() if k not in _LATER or v})


def digest(content: object) -> str:
    """sha256 of plain data, the same on every machine."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
