"""What a study file may say: its sections, and the whole `Study`."""

from __future__ import annotations

import re
from dataclasses import asdict, field
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from santitham_eval.study.plan import (
    STRICT,
    Areas,
    Comparison,
    Outcome,
    Plan,
    Positive,
    Share,
    digest,
)

Format = Literal[
    "tambon-register", "roster", "cod-ab", "dopa-population", "dopa-age", "price-index",
    "ucdp-ged", "acled", "incident-list",
    "ereport-activities", "ereport-completeness", "ereport-monthly", "ereport-results",
    "ereport-meetings",
    "bmn", "tpmap", "nrd2c", "nso-poverty", "unregistered", "survey", "night-lights",
    "lessons",
]  # fmt: skip
FORMATS: tuple[str, ...] = get_args(Format)
EVENT_FORMATS = ("ucdp-ged", "acled", "incident-list")
"""Formats whose rows are events, so that a month without any is a zero where it is covered."""

MONTH = r"^(19|20)\d\d-(0[1-9]|1[0-2])$"
CODE = r"^\d{2,6}$"
ID = r"^[a-z0-9][a-z0-9-]*$"
ADDRESS = r"^https?://[^\s/]+/\S*$"
FILE_NAME = r"^[^/\\:\s.][^/\\:\s]*$"
SHA256 = r"^([0-9a-f]{64})?$"
Month = Annotated[str, Field(pattern=MONTH)]


@dataclass(frozen=True, config=STRICT)
class Bilingual:
    """A name given by the user in both languages."""

    th: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class Shock:
    """Something else that happened, shown beside the result.

    Parameters
    ----------
    first, last : str
        Months.
    name : Bilingual
    codes : sequence of str
        Prefixes of the tambons that it struck; all of them, where none is given.
    modelled : bool
        Whether methods allow for it.  What struck some tambons only is told and never allowed for:
        it would be taken from all.
    """

    first: Month
    last: Month
    name: Bilingual
    codes: tuple[Annotated[str, Field(pattern=CODE)], ...] = ()
    modelled: bool = True

    def struck(self, code: str) -> bool:
        """Whether it reached a tambon."""
        return not self.codes or code.startswith(self.codes)


def _below_raw(file: str) -> str:
    """Keep a glob inside the raw folder."""
    parts = re.split(r"[\\/]", file)
    if ".." in parts or file.startswith(("/", "\\", "~")) or ":" in parts[0]:
        raise ValueError("below_raw")  # the name of a rule in the text room
    return file


@dataclass(frozen=True, config=STRICT)
class Source:
    """One kind of raw file.

    Parameters
    ----------
    format : str
        One of `FORMATS`.
    file : str
        Glob below the raw folder.
    columns : mapping
        Standard name to the file's own column name, where the format takes a mapping.
    items : mapping of str to mapping
        Buddhist-era year to the item numbers (or survey year) that hold from that year's
        edition on, where a format's numbering changed; in place of the library's.
    indicators : sequence of str
        Which indicators an event source feeds; empty means all it can.  Two event sources
        are never mixed in one series.
    covers : (str, str), optional
        First and last month that the files of an event source cover, where these are not whole
        calendar years: a month outside is not observed, and not without events.
    """

    format: Format
    file: Annotated[str, Field(min_length=1), AfterValidator(_below_raw)]
    columns: dict[str, str] = field(default_factory=dict)
    items: dict[str, dict[str, str]] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    covers: tuple[Month, Month] | None = None


@dataclass(frozen=True, config=STRICT)
class Public:
    """Where a publisher offers a raw file.

    Parameters
    ----------
    address : str
        Of an archive (zip), or of the file itself.
    members : sequence of str
        Names of the files in the archive that are wanted; without any, the download is the file.
    sha256 : str
        Of the whole download; "" where it is not known: what is first fetched is then what later
        fetches are held to.
    citation, licence : str
        What the registry of raw files will say.
    """

    address: Annotated[str, Field(pattern=ADDRESS)]
    members: tuple[Annotated[str, Field(pattern=FILE_NAME)], ...] = ()
    sha256: Annotated[str, Field(pattern=SHA256)] = ""
    citation: str = ""
    licence: str = ""


@dataclass(frozen=True, config=STRICT)
class Head:
    """Name of the study, whether its data are simulated, and the seed of its random draws.

    `contact` is where a reader may send a correction: an address, a number, an office.
    """

    id: Annotated[str, Field(pattern=ID)]
    title: Bilingual
    simulated: bool
    seed: Annotated[int, Field(ge=0)] = 2562
    contact: Annotated[str, Field(max_length=200)] = ""


@dataclass(frozen=True, config=STRICT)
class Paths:
    """Folders, relative to the study file."""

    raw: str = "data/raw"
    processed: str = "data/processed"
    reports: str = "reports"


@dataclass(frozen=True, config=STRICT)
class Area:
    """Prefixes of tambon codes that make the study area."""

    codes: Annotated[tuple[Annotated[str, Field(pattern=CODE)], ...], Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class Group:
    """Areas in which the programme is looked at apart, as those under an Emergency Decree.

    Parameters
    ----------
    id : str
    name : Bilingual
    codes : sequence of str
        Prefixes of tambon codes (province, amphoe or tambon).
    first, last : str, optional
        Months from which and until which they were in the group; always, where not told.
    """

    id: Annotated[str, Field(pattern=ID)]
    name: Bilingual
    codes: Annotated[tuple[Annotated[str, Field(pattern=CODE)], ...], Field(min_length=1)]
    first: Month | None = None
    last: Month | None = None


@dataclass(frozen=True, config=STRICT)
class Periods:
    """What the data cover, and the windows that count from each tambon's own start."""

    first: Month
    last: Month
    frequency: Literal["month"] = "month"
    baseline: Positive = 48
    selection: Annotated[int, Field(ge=0)] = 12
    follow_up: Positive = 36
    minimum_baseline: Positive = 24
    minimum_follow_up: Positive = 12
    shock: tuple[Shock, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Analysis:
    """Confidence of intervals, false-discovery rate, number of random draws, negative controls."""

    confidence: Share = 0.95
    fdr: Share = 0.10
    draws: Positive = 999
    negative_controls: tuple[str, ...] = ()


def _hides_more_than_one(count: int) -> int:
    """Refuse 2: a mark that can only stand for 1 gives it away."""
    if count == 2:
        raise ValueError("telling_mark")  # the name of a rule in the text room
    return count


@dataclass(frozen=True, config=STRICT)
class Disclosure:
    """Counts of persons from 1 to ``minimum_count - 1`` are not shown; 1 shows all."""

    minimum_count: Annotated[Positive, AfterValidator(_hides_more_than_one)] = 3


@dataclass(frozen=True, config=STRICT)
class Pages:
    """Which language leads on every page, and the digits of what is Thai there."""

    language: Literal["th", "en"] = "th"
    digits: Literal["arabic", "thai"] = "arabic"


@dataclass(frozen=True, config=STRICT)
class StudyFile:
    """Shape of the study file."""

    study: Head
    area: Area
    sources: dict[str, Source]
    periods: Periods
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    paths: Paths = field(default_factory=Paths)
    comparison: Comparison = field(default_factory=Comparison)
    analysis: Analysis = field(default_factory=Analysis)
    disclosure: Disclosure = field(default_factory=Disclosure)
    groups: tuple[Group, ...] = ()
    fetch: dict[str, Public] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)


@dataclass(frozen=True, config=STRICT)
class Study(StudyFile):
    """A validated study file; its name and `folder` are no part of its hash."""

    folder: Path = Path()
    file: str = "study.toml"

    @property
    def plan(self) -> Plan:
        """The method part of the study."""
        p = self.periods
        return Plan(
            outcomes=self.outcomes,
            baseline=p.baseline,
            selection=p.selection,
            follow_up=p.follow_up,
            minimum_baseline=p.minimum_baseline,
            minimum_follow_up=p.minimum_follow_up,
            comparison=self.comparison,
            confidence=self.analysis.confidence,
            fdr=self.analysis.fdr,
            draws=self.analysis.draws,
            negative_controls=self.analysis.negative_controls,
            shocks=tuple((s.first, s.last) for s in p.shock if s.modelled and not s.codes),
            groups=tuple(Areas(g.id, g.codes, g.first, g.last) for g in self.groups),
        )

    @property
    def hash(self) -> str:
        """sha256 of the study file, but for where its folders and files are and how pages look."""
        apart = ("folder", "file", "paths", "fetch", "pages")
        return digest({k: v for k, v in asdict(self).items() if k not in apart})

    def raw(self) -> Path:
        """Folder of raw files."""
        return self.folder / self.paths.raw

    def processed(self) -> Path:
        """Folder of built tables."""
        return self.folder / self.paths.processed

    def reports(self) -> Path:
        """Folder of reports."""
        return self.folder / self.paths.reports

    def in_area(self, code: str) -> bool:
        """Whether a code lies in the study area."""
        return code.startswith(self.area.codes)
