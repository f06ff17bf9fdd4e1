"""Who made what, from which files, with which software: ``ro-crate-metadata.json`` of a release.

RO-Crate 1.1 with the profile Process Run Crate 0.5: one action, whose instrument is the library,
whose objects are the raw files (also those that may not be passed on) and whose results are the
files that came of them.  No clock is read: dates are those that were declared.
"""

from __future__ import annotations

import json
import mimetypes
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from santitham_eval import __version__, text
from santitham_eval.report.registry import Registered
from santitham_eval.study import Study
from santitham_eval.text import Text

CRATE = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
_BASE = "https://w3id.org/ro/crate/1.1"
_SHA256 = "https://w3id.org/ro/terms/workflow-run#sha256"
_SOFTWARE = "#software"
_AGENT = "#agent"
_RUN = "#run"
_NO_PATH = re.compile(r"[\x00-\x20%#?<>\[\]{}|\\^`\"]")  # signs that no path of a URI may hold
_TYPES = {
    ".ipynb": "application/x-ipynb+json", ".toml": "application/toml", ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
}  # fmt: skip
Entity = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A file of the release.

    Parameters
    ----------
    sha256 : str
    size : int
    licence : str
        As registered; "" for that of the release.
    """

    sha256: str
    size: int
    licence: str = ""


def crate(
    study: Study,
    parts: Mapping[str, Part],
    kept_back: Mapping[str, Registered],
    *,
    raw: Sequence[str],
    results: Sequence[str],
    date: str,
    agent: Text,
) -> str:
    """Content of ``ro-crate-metadata.json``.

    Parameters
    ----------
    study : Study
    parts : mapping of str to Part
        Every other file of the release whose bytes are known, by its place in it.
    kept_back : mapping of str to Registered
        Raw files that are not in it.
    raw, results : sequence of str
        Which of `parts` went in, and which came out.
    date : str
        ``YYYY-MM-DD``, as declared.
    agent : Text
        Organisation or role, never a person.
    """
    title = Text(study.study.title.th, study.study.title.en)
    held = {f"raw/{name}": file for name, file in kept_back.items()}
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": text.RELEASE_NAME.format(study=title).both(),
        "description": text.RELEASE_ABOUT.both(),
        "datePublished": date,
        "license": {"@id": "LICENSE"},
        "author": {"@id": _AGENT},
        "publisher": {"@id": _AGENT},
        "conformsTo": {"@id": PROFILE},
        "mainEntity": {"@id": _path(study.file)},
        "hasPart": _ids(parts),
        "mentions": {"@id": _RUN},
    }
    run: Entity = {
        "@id": _RUN,
        "@type": "CreateAction",
        "name": text.RELEASE_RUN.both(),
        "description": text.RELEASE_RUN_ABOUT.both(),
        "instrument": {"@id": _SOFTWARE},
        "agent": {"@id": _AGENT},
        "object": [
            *_ids([study.file, *raw]),
            *({"@id": f"#{_path(name)}"} for name in sorted(held)),
        ],
        "result": _ids(results),
        "endTime": date,
    }
    graph = [
        _descriptor(), root, *_contexts(agent), run,
        *(_file(name, part) for name, part in sorted(parts.items())),
        *(_kept_back(name, file) for name, file in sorted(held.items())),
        *_licences([part.licence for part in parts.values()] + [f.licence for f in held.values()]),
    ]  # fmt: skip
    content = {"@context": [f"{_BASE}/context", {"sha256": _SHA256}], "@graph": graph}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def main_entity(content: str) -> str:
    """Name of the study file that a crate was written for; "" where it says none."""
    try:
        graph = json.loads(content)["@graph"]
        [root] = [e for e in graph if e.get("@id") == "./"]
        return unquote(str(root["mainEntity"]["@id"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""


def _ids(names: Iterable[str]) -> list[Entity]:
    return [{"@id": _path(name)} for name in sorted(names)]


def _path(name: str) -> str:
    """A name as the path of a URI; letters of any script may stand in it as they are."""
    return _NO_PATH.sub(lambda sign: quote(sign[0], safe=""), name)


def _licence(words: str) -> Entity:
    return {"@id": f"#licence/{_path(words)}"}


def _licences(found: Iterable[str]) -> list[Entity]:
    """Each licence of a raw file, as the registry has it."""
    return [
        {
            **_licence(words),
            "@type": "CreativeWork",
            "name": words,
            "description": text.RELEASE_LICENCE.both(),
        }
        for words in sorted({*found} - {""})
    ]


def _descriptor() -> Entity:
    return {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _BASE},
    }


def _contexts(agent: Text) -> list[Entity]:
    """What is no file: the profile, who made it, with what."""
    return [
        {
            "@id": PROFILE,
            "@type": "CreativeWork",
            "name": "Process Run Crate",
            "version": "0.5",
        },
        {"@id": _AGENT, "@type": "Organization", "name": agent.both()},
        {
            "@id": _SOFTWARE,
            "@type": "SoftwareApplication",
            "name": "santitham-eval",
            "version": __version__,
            "softwareRequirements": {"@id": "requirements.lock"},
            "runtimePlatform": f"Python {platform.python_version()}",
            "license": {"@id": "LICENSE"},
        },
    ]


def _file(name: str, part: Part) -> Entity:
    suffix = f".{name.rsplit('.', 1)[-1]}"
    found: Entity = {
        "@id": _path(name),
        "@type": "File",
        "name": name,
        "encodingFormat": _TYPES.get(suffix)
        or mimetypes.guess_type(name)[0]
        or "application/octet-stream",
        "contentSize": str(part.size),
        "sha256": part.sha256,
    }
    return found | ({"license": _licence(part.licence)} if part.licence else {})


def _kept_back(name: str, file: Registered) -> Entity:
    """A raw file that may not be passed on, so that who has it can tell that it is the same."""
    return {
        "@id": f"#{_path(name)}",
        "@type": "CreativeWork",
        "name": name,
        "description": file.origin or text.MISSING,
        "sha256": file.sha256,
        "license": _licence(file.licence) if file.licence else text.MISSING,
        "conditionsOfAccess": text.RELEASE_KEPT_BACK.both(),
    }
