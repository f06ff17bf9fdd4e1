"""The study file: one TOML file to one frozen, validated, hashed `Study`.

`Plan` is the part of it that fixes the method (periods, outcomes, comparison, analysis).  It
can be made without any file, so that the method can be tried on any frame.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass
from rapidfuzz import process

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError

Role = Literal["primary", "secondary"]
MatchOn = Literal["baseline", "amphoe-stratum"]
Format = Literal[
    "ucdp-ged", "incident-list", "dopa-population", "cod-ab", "tambon-register", "roster"
]
FORMATS: tuple[str, ...] = get_args(Format)

_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
Month = Annotated[str, Field(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$")]
Positive = Annotated[int, Field(gt=0)]
Share = Annotated[float, Field(gt=0, lt=1)]


@dataclass(frozen=True, config=_STRICT)
class Bilingual:
    """A name given by the user in both languages."""

    th: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, config=_STRICT)
class Shock:
    """Something else that happened to everybody, shown beside the result."""

    first: Month
    last: Month
    name: Bilingual


@dataclass(frozen=True, config=_STRICT)
class Outcome:
    """An outcome, its role and the smallest change that matters, fixed before results are seen.

    Parameters
    ----------
    indicator : str
        Id of a declared indicator.
    role : {"primary", "secondary"}
        Primary outcomes share one false-discovery correction and give the verdict.
    margin : float
        For rates, a ratio below 1: changes inside ``[margin, 1/margin]`` are not large.  For
        shares and means, a difference in the panel's own unit (0.05 is five percentage points).
    """

    indicator: str
    role: Role = "primary"
    margin: Annotated[float, Field(gt=0)] = 0.8


@dataclass(frozen=True, config=_STRICT)
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


@dataclass(frozen=True, config=_STRICT)
class Plan:
    """The method, fixed beforehand: windows in months from each tambon's own start ``s``.

    Baseline ``[s - selection - baseline, s - selection)``, left out ``[s - selection, s)``,
    follow-up ``[s, s + follow_up)``.
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

    def outcome(self, indicator: str) -> Outcome:
        """The declared outcome of one indicator; `KeyError` if it is not in the plan."""
        for outcome in self.outcomes:
            if outcome.indicator == indicator:
                return outcome
        raise KeyError(indicator)

    @property
    def hash(self) -> str:
        """sha256 of the plan, the same on every machine."""
        return _digest(asdict(self))


@dataclass(frozen=True, config=_STRICT)
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
    indicators : sequence of str
        Which indicators an event source feeds; empty means all it can.  Two event sources
        are never mixed in one series.
    """

    format: Format
    file: Annotated[str, Field(min_length=1)]
    columns: dict[str, str] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, config=_STRICT)
class Head:
    """Name of the study, whether its data are simulated, and the seed of its random draws."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Bilingual
    simulated: bool
    seed: Annotated[int, Field(ge=0)] = 2562


@dataclass(frozen=True, config=_STRICT)
class Paths:
    """Folders, relative to the study file."""

    raw: str = "data/raw"
    processed: str = "data/processed"
    reports: str = "reports"


@dataclass(frozen=True, config=_STRICT)
class Area:
    """Prefixes of tambon codes that make the study area."""

    codes: Annotated[tuple[Annotated[str, Field(pattern=r"^\d{2,6}$")], ...], Field(min_length=1)]


@dataclass(frozen=True, config=_STRICT)
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


@dataclass(frozen=True, config=_STRICT)
class Analysis:
    """Confidence of intervals, false-discovery rate, number of random draws."""

    confidence: Share = 0.95
    fdr: Share = 0.10
    draws: Positive = 999


@dataclass(frozen=True, config=_STRICT)
class Disclosure:
    """Counts of persons from 1 to ``minimum_count - 1`` are not shown."""

    minimum_count: Positive = 3


@dataclass(frozen=True, config=_STRICT)
class _File:
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


@dataclass(frozen=True, config=_STRICT)
class Study(_File):
    """A validated study file; `folder` is where it lies and is no part of its hash."""

    folder: Path = Path(".")

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
        )

    @property
    def hash(self) -> str:
        """sha256 of everything in the study file but where its folders lie."""
        content = asdict(self)
        return _digest({k: v for k, v in content.items() if k not in ("folder", "paths")})

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


def load_study(path: str | Path) -> Study:
    """Read and validate a study file.

    Parameters
    ----------
    path : str or Path
        A TOML file; the folders it names are relative to it.

    Returns
    -------
    Study

    Raises
    ------
    StudyError
        With every problem at once: the key, what was found, what is wanted; an unknown key
        comes with the nearest known one.
    """
    path = Path(path)
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise StudyError(Problem(path.name, "-", text.WANT_STUDY_FILE)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise StudyError(Problem(path.name, str(error), text.WANT_TOML)) from None
    problems = _unknown_keys(path.name, content, _File, ())
    try:
        parsed = TypeAdapter(_File).validate_python(content)
    except ValidationError as error:
        problems += [_problem(path.name, e) for e in error.errors() if not _is_extra(e)]
        raise StudyError(problems) from None
    problems += _contradictions(path.name, parsed)
    if problems:
        raise StudyError(problems)
    values = {f.name: getattr(parsed, f.name) for f in fields(parsed)}
    return Study(**values, folder=path.resolve().parent)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when none is alike."""
    hit = process.extractOne(word, sorted(known), score_cutoff=60)
    return hit[0] if hit else None


def _digest(content: object) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _is_extra(error: Mapping[str, Any]) -> bool:
    return error["type"] in ("unexpected_keyword_argument", "extra_forbidden")


def _problem(file: str, error: Mapping[str, Any]) -> Problem:
    key = ".".join(str(part) for part in error["loc"])
    missing = error["type"] in ("missing", "missing_argument")
    found = "-" if missing else str(error["input"])
    wanted = text.WANT_KEY if missing else text.WANT_VALUE.format(rule=error["msg"])
    return Problem(file, found, wanted, column=key)


def _unknown_keys(file: str, content: Any, model: Any, at: tuple[str, ...]) -> list[Problem]:
    """Keys of the file that no model knows, each with the nearest known one."""
    model = _model_of(model)
    if model is None or not isinstance(content, Mapping):
        return []
    known = {f.name: f.type for f in fields(model)}
    hints = _hints(model)
    problems = []
    for key, value in content.items():
        if key not in known:
            near = nearest(key, known)
            wanted = text.WANT_KNOWN_KEY.format(known=", ".join(sorted(known)))
            if near:
                wanted = text.WANT_NEAREST_KEY.format(near=near)
            problems.append(Problem(file, key, wanted, column=".".join((*at, key))))
            continue
        hint = hints[key]
        if isinstance(value, list):
            for number, item in enumerate(value):
                problems += _unknown_keys(file, item, _item_of(hint), (*at, key, str(number)))
        elif _model_of(hint) is None and isinstance(value, Mapping):
            for name, item in value.items():
                problems += _unknown_keys(file, item, _item_of(hint), (*at, key, name))
        else:
            problems += _unknown_keys(file, value, hint, (*at, key))
    return problems


def _hints(model: Any) -> dict[str, Any]:
    from typing import get_type_hints

    return get_type_hints(model)


def _model_of(hint: Any) -> Any:
    return hint if isinstance(hint, type) and is_dataclass(hint) else None


def _item_of(hint: Any) -> Any:
    """The model inside ``tuple[Model, ...]`` or ``dict[str, Model]``, if there is one."""
    return next((a for a in get_args(hint) if _model_of(a)), None)


def _contradictions(file: str, parsed: _File) -> list[Problem]:
    """What each key allows but the whole does not."""
    problems = []

    def add(column: str, found: object, wanted: text.Text) -> None:
        problems.append(Problem(file, str(found), wanted, column=column))

    p = parsed.periods
    if p.first > p.last:
        add("periods.last", p.last, text.WANT_AFTER.format(first=p.first))
    for kind in ("baseline", "follow_up"):
        if getattr(p, f"minimum_{kind}") > getattr(p, kind):
            most = getattr(p, kind)
            add(f"periods.minimum_{kind}", getattr(p, f"minimum_{kind}"),
                text.WANT_AT_MOST.format(most=most))  # fmt: skip
    seen: set[str] = set()
    for number, outcome in enumerate(parsed.outcomes):
        if outcome.indicator in seen:
            add(f"outcomes.{number}.indicator", outcome.indicator, text.WANT_ONCE)
        seen.add(outcome.indicator)
    if not any(o.role == "primary" for o in parsed.outcomes):
        add("outcomes", "-", text.WANT_PRIMARY)
    for name, source in parsed.sources.items():
        parts = re.split(r"[\\/]", source.file)
        if ".." in parts or source.file.startswith(("/", "\\", "~")) or ":" in parts[0]:
            add(f"sources.{name}.file", source.file, text.WANT_BELOW_RAW)
    return problems
