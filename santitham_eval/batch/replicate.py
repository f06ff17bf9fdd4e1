"""A release taken apart in an empty folder: its bytes, and everything in it made anew.

Bytes are compared first.  Linear algebra may end in other last digits on another machine, so what
differs is compared once more by its numbers, and which files these are is told.
"""

from __future__ import annotations

import csv
import math
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.batch import archive, folders, inputs, verify
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.release import KEPT_BACK
from santitham_eval.batch.runner import SECONDS
from santitham_eval.errors import Problem, StudyError
from santitham_eval.evidence import estimate_effects
from santitham_eval.indicators import SERIES
from santitham_eval.report.crate import CRATE, main_entity
from santitham_eval.study import Study, load_study
from santitham_eval.text import Text

TOLERANCE = 1e-6
"""How far a number may lie from the released one, relative to it (or to 1, if that is larger)."""
METHOD = "comparative"
_SHOWN = 5  # files in one sentence
# A number, but for those inside words such as hashes and names.
_NUMBER = re.compile(r"(?<![\w.])[-\u2212+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)")
_OPAQUE = re.compile(r"base64,[A-Za-z0-9+/=\\n]+|\b(?:[0-9a-f]{64}|[0-9a-f]{12}(?=…))")


def replicate(
    path: Path, progress: Progress, *, jobs: int = 1, seconds: float = SECONDS
) -> list[Text]:
    """Hold a release to its own list, then make anew what can be, and compare.

    Parameters
    ----------
    path : Path
        The zip.
    progress : Progress
    jobs : int
        How many kernels at once.
    seconds : float
        How long one notebook may take.

    Returns
    -------
    list of Text
        One line for each file that is not as it should be; empty where all is.

    Raises
    ------
    StudyError
        No release at all.
    """
    with folders.temporary("santitham-release-") as folder:
        there = folder / "there"
        spoilt = archive.unpack(path, there)
        if spoilt:
            return spoilt
        progress.say(text.RELEASE_WHOLE.format(n=_count(there)))
        study = _study(path, there)
        manifest = verify.read(study)
        other = _tell_library(progress, manifest)
        missing = _missing(study, there, manifest["raw"])
        if missing:
            shown = ", ".join(missing[:_SHOWN]) + (", …" if len(missing) > _SHOWN else "")
            words = text.RELEASE_NOT_REBUILT.format(n=len(missing), files=shown)
            progress.say(words)
            return _estimates(study, progress)
        again = verify.as_written(_apart(study, there, folder / "again"), manifest)
        groups = verify.asked(manifest, verify.listed(manifest))
        failures = verify.make(again, progress, groups, False, jobs, seconds)
        found = [text.VERIFY_FAILED.format(name=f.tambon, reason=f.reason) for f in failures]
        return found + _compared(study, again, verify.listed(manifest), progress, other)


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _study(path: Path, folder: Path) -> Study:
    name = main_entity((folder / CRATE).read_text("utf-8")) if (folder / CRATE).is_file() else ""
    if not re.fullmatch(r"[^/\\:]+", name) or not (folder / name).is_file():
        raise StudyError(Problem(path.name, CRATE, text.WANT_RELEASE))
    study = load_study(folder / name)
    verify.refuse_outside(study, ("raw", "processed", "reports"))
    return study


def _tell_library(progress: Progress, manifest: Mapping[str, object]) -> bool:
    """Say which of library and versions are not those that made the release, if any."""
    now = {"library": inputs.library(), **inputs.versions()}
    library, versions = manifest.get("library"), manifest.get("versions")
    then = {
        "library": library.get("sha256") if isinstance(library, dict) else None,
        **(versions if isinstance(versions, dict) else {}),
    }
    other = [name for name in sorted({*now, *then}) if now.get(name) != then.get(name)]
    if other:
        progress.say(text.RELEASE_OTHER_LIBRARY.format(what=", ".join(other)))
    return bool(other)


def _missing(study: Study, folder: Path, raw: Sequence[str]) -> list[str]:
    """Raw files that the results were made of and that are not in the release."""
    missing = {name for name in raw if not (study.raw() / name).is_file()}
    if (folder / KEPT_BACK).is_file():
        with (folder / KEPT_BACK).open(encoding="utf-8", newline="") as stream:
            missing |= {row["file"] for row in csv.DictReader(stream)}
    return sorted(missing)


def _apart(study: Study, there: Path, again: Path) -> Study:
    """The same study without anything that was made of it."""
    shutil.copytree(there, again)
    shutil.rmtree(again / study.paths.reports)
    return load_study(again / study.file)


# --- compared -----------------------------------------------------------------------------------
def _compared(
    study: Study, again: Study, listed: Mapping[str, str], progress: Progress, other_versions: bool
) -> list[Text]:
    """What differs, after what was made anew was held against what was released.

    A built table names the versions that made it.  Under others its bytes say nothing, and of one
    that is not released nothing else is there to compare.
    """
    made = verify.there(again)
    other = [name for name in sorted({*listed, *made}) if listed.get(name) != made.get(name)]
    near = [name for name in other if name in listed and name in made and _near(study, again, name)]
    for name in near:
        progress.say(text.RELEASE_NEAR.format(name=name))
    progress.say(
        text.RELEASE_REBUILT.format(
            n=len(listed), same=len(listed) - len({*other} & {*listed}), near=len(near),
            tolerance=TOLERANCE,
        )
    )  # fmt: skip
    rest = [name for name in other if name not in near]
    if other_versions:
        unknown = [n for n in rest if n in made and n in listed and not n.startswith("reports/")]
        for name in unknown:
            progress.say(text.RELEASE_NOT_COMPARED.format(name=name))
        rest = [name for name in rest if name not in unknown]
    wanted = {name: listed[name] for name in rest if name in listed}
    return verify.differences(
        wanted, {name: made[name] for name in rest if name in made}, text.VERIFY_MADE
    )


def _near(study: Study, again: Study, name: str) -> bool:
    """Whether two files are the same but for the last digits of their numbers."""
    released, made = (s.folder / _place(s, name) for s in (study, again))
    if not name.startswith("reports/"):  # not in the release; its CSV, if it has one, is
        return (study.reports() / "tables" / f"{Path(name).stem}.csv").is_file()
    if name.endswith(".parquet"):
        a, b = (pd.read_parquet(path).to_csv(index=False) for path in (released, made))
        return same_numbers(a, b)
    try:
        return same_numbers(released.read_text("utf-8"), made.read_text("utf-8"))
    except UnicodeDecodeError:
        return False


def _place(study: Study, name: str) -> str:
    return f"{study.paths.reports}/{name.removeprefix('reports/')}"


def same_numbers(one: str, other: str, tolerance: float = TOLERANCE) -> bool:
    """Whether two texts say the same, numbers to a tolerance; pictures and hashes left out."""
    return all(
        a == b or _close(a, b, tolerance)
        for a, b in zip_longest(_pieces(one), _pieces(other), fillvalue="")
    )


def _pieces(words: str) -> Iterator[str]:
    """Numbers and what stands between them, in turns."""
    plain, at = _OPAQUE.sub("…", words), 0
    for number in _NUMBER.finditer(plain):
        yield plain[at : number.start()]
        yield number[0]
        at = number.end()
    yield plain[at:]


def _close(one: str, other: str, tolerance: float) -> bool:
    try:
        a, b = (float(w.replace("\u2212", "-")) for w in (one, other))
    except ValueError:
        return False
    return math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance * max(1.0, abs(a)))


# --- without raw files --------------------------------------------------------------------------
def _estimates(study: Study, progress: Progress) -> list[Text]:
    """Headline estimates that differ when they are computed anew from the released panel."""
    tables = study.reports() / "tables"
    panel, roster, neighbours, effects = (
        _table(tables / f"{n}.csv") for n in ("panel", "roster", "neighbours", "effects")
    )
    outcomes = tuple(o for o in study.plan.outcomes if not SERIES[o.indicator].counts_persons)
    effects = effects[(effects["method"] == METHOD) & ~effects["withheld"]]
    found: list[Text] = []
    told = 0
    if outcomes:
        plan = replace(study.plan, outcomes=outcomes)
        rng = np.random.default_rng(study.study.seed)
        panel = panel[panel["indicator"].isin([o.indicator for o in outcomes])]
        made = estimate_effects(
            _with_periods(panel, "period"), _with_periods(roster, "start"), plan, rng=rng,
            methods=[METHOD], neighbours=neighbours,
        )  # fmt: skip
        keys = ["tambon", "indicator", "method"]
        both = effects.merge(made, on=keys, suffixes=("", "_made"))
        for column in ("estimate", "low", "high", "p_value"):
            then, now = both[column].to_numpy(float), both[f"{column}_made"].to_numpy(float)
            told += int(np.isfinite(then).sum())
            off = ~np.isclose(then, now, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
            pairs = both.loc[off, ["tambon", "indicator"]].itertuples(index=False)
            found += [text.RELEASE_ESTIMATE_DIFFERS.format(**pair._asdict()) for pair in pairs]
    if not found:
        progress.say(text.RELEASE_ESTIMATES.format(n=told, tolerance=TOLERANCE))
    return list(dict.fromkeys(found))


def _table(path: Path) -> pd.DataFrame:
    kinds = dict.fromkeys(("tambon", "neighbour", "period", "start"), str)
    columns = pd.read_csv(path, nrows=0).columns
    return pd.read_csv(path, dtype={c: k for c, k in kinds.items() if c in columns})


def _with_periods(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Text as Periods, of months or of years as the indicator counts them."""
    if column == "start":
        return frame.assign(start=pd.PeriodIndex(frame["start"], freq="M"))
    known = {}
    for name, word in frame[["indicator", "period"]].drop_duplicates().itertuples(index=False):
        freq = {"month": "M", "fiscal year": "Y-SEP"}.get(SERIES[name].time, "Y-DEC")
        known[name, word] = pd.Period(word, freq)
    pairs = zip(frame["indicator"], frame["period"], strict=True)
    return frame.assign(period=pd.Series([known[p] for p in pairs], frame.index, dtype=object))
