"""What a step is made of: sha256 of raw files, tables, code, and the versions underneath."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from santitham_eval import __version__, store, text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.study import Pages, Study, registration, registration_file

PACKAGE = Path(__file__).resolve().parents[1]
TEMPLATES = PACKAGE / "report" / "templates"
BUILT = ("register", "roster", "events", "neighbours", "map", "panel", "quality", "lessons")
ESTIMATED = (
    "effects", "diagnostics", "checks", "balance", "programme", "withheld", "levels",
    "comparisons", "placebos",
)  # fmt: skip
ESTIMATED_OF = ("panel", "roster", "neighbours")
_SHOWN = 5  # changed inputs in one sentence


def library() -> str:
    """sha256 of every file of the library but its templates, names and bytes; caches left out."""
    return _digest(path for path in PACKAGE.rglob("*") if TEMPLATES not in path.parents)


def templates() -> str:
    """sha256 of what gives pages their looks, which no figure or word of a notebook rests on."""
    return _digest(TEMPLATES.rglob("*"))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(bytes.fromhex(store.sha256(path)))
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """Version of Python and of each package that the library declares."""
    found = {"python": platform.python_version()}
    for line in metadata.requires("santitham-eval") or []:
        if "extra ==" not in line:
            name = re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]
            found[name] = metadata.version(name)
    return dict(sorted(found.items()))


def common(study: Study) -> dict[str, str]:
    """Hashes that every step is made of: the study file, the library, the versions."""
    words = "\n".join(f"{name} {version}" for name, version in versions().items())
    return {
        "study": study.hash,
        "library": library(),
        "versions": hashlib.sha256(words.encode()).hexdigest(),
    }


def registered(study: Study) -> dict[str, str]:
    """sha256 of the registration, checked, for the pages that tell of it.

    Raises
    ------
    StudyError
        A registration that cannot be read or whose chain is broken.
    """
    registration(study)
    path = registration_file(study)
    return {"registration": store.sha256(path) if path.is_file() else text.MISSING}


def pages(study: Study) -> dict[str, str]:
    """How the pages are written, for what is made of it; nothing where it is the usual way."""
    if study.pages == Pages():
        return {}
    return {"pages": f"{study.pages.language} {study.pages.digits}"}


def raw(study: Study) -> dict[str, str]:
    """sha256 of each raw file that a source of the study names, by its place below ``raw``.

    The parts that stand beside a shapefile count with it.
    """
    folder = study.raw()
    files: set[Path] = set()
    for source in study.sources.values():
        for path in folder.glob(source.file):
            files.add(path)
            if path.suffix.lower() == ".shp":
                files.update(p for p in path.parent.iterdir() if p.stem == path.stem)
    return {
        f"raw/{path.relative_to(folder).as_posix()}": store.sha256(path)
        for path in sorted(files)
        if path.is_file()
    }


def built_of(study: Study) -> dict[str, str]:
    """Hashes of all that the built tables are made of now."""
    return {**common(study), **raw(study)}


def estimated_of(study: Study) -> dict[str, str]:
    """Hashes of all that the effects are made of now."""
    return {
        **common(study),
        **tables(study, ESTIMATED_OF),
        "plan": study.plan.hash,
        "seed": str(study.study.seed),
    }


def refuse_stale(study: Study) -> None:
    """`StudyError` where tables or effects were made of other files, study or library than now.

    A page over tables that the raw files no longer give would be true of nothing.
    """
    tables(study, (*BUILT, *ESTIMATED))  # those that are not there say so first
    for names, now, wanted in (
        (BUILT, built_of(study), text.WANT_BUILT_ANEW),
        (ESTIMATED, estimated_of(study), text.WANT_ESTIMATED_ANEW),
    ):
        for name in names:
            then = store.made_of(study.processed(), name)
            changed = sorted(k for k in {*then, *now} if then.get(k) != now.get(k))
            if changed:
                shown = ", ".join(changed[:_SHOWN]) + (", …" if len(changed) > _SHOWN else "")
                file = f"{name}.parquet"
                raise StudyError(Problem(file, text.MISSING, wanted.format(changed=shown)))


def notebook_of(study: Study, notebook: Path) -> Path:
    """A notebook: the study's own where it has one, else the project's."""
    own = study.folder / notebook
    return own if own.is_file() else PACKAGE.parent / notebook


def tables(study: Study, names: Iterable[str]) -> dict[str, str]:
    """sha256 of built tables; `StudyError` where one has not been built."""
    folder = study.processed()
    found = {}
    for name in names:
        path = folder / f"{name}.parquet"
        if not path.is_file():
            store.read(folder, name)  # raises, saying what to run
        found[f"table/{name}"] = store.sha256(path)
    return found
