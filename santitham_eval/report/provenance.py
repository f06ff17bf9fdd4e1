"""Where a page comes from: hashes of its inputs, versions, and the command that re-makes it."""

from __future__ import annotations

import platform
import shlex
from importlib.metadata import version

from santitham_eval import __version__, narrate, store, text
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.parts import Outside, Part, Subject, section
from santitham_eval.study import Study, registration
from santitham_eval.text import Text

PACKAGES = ("numpy", "scipy", "pandas", "statsmodels", "matplotlib")
TABLES = ("panel", "effects")
SHORT = 12


def provenance(subject: Subject | Outside) -> Part:
    """Provenance of a tambon's page, and how to have it corrected."""
    command = (
        f"santitham-eval report --study {shlex.quote(subject.study.file)} "
        f"--tambon {subject.place.tambon} --parameter indicator={subject.indicator.id}"
    )
    return provenance_of(subject.study, command, subject.place.tambon)


def programme_provenance(study: Study) -> Part:
    """Provenance of the page of the whole programme."""
    return provenance_of(study, f"santitham-eval site --study {shlex.quote(study.file)}")


def provenance_of(study: Study, command: str, tambon: str = text.MISSING) -> Part:
    """Provenance of a page; of files only their names are shown, never where they lie."""
    software = ", ".join([f"Python {platform.python_version()}", *map(_versioned, PACKAGES)])
    hashes = _hashes(study)
    short = [pair for pair in hashes if not pair[0].startswith("raw/")]
    rows = [
        _row(text.PROV_STUDY, f"{study.study.title.th} ({study.study.id})"),
        _row(text.PROV_VERSION, el("code", __version__)),
        _row(text.PROV_SOFTWARE, el("code", software)),
        *(_row(_label(name), el("code", _short(value))) for name, value in short),
        registration_row(study),
        _row(text.PROV_COMMAND, el("code", command)),
        _correction(study, tambon),
    ]
    full = el(
        "details",
        el("summary", *both(text.PROV_FULL)),
        el(
            "ul", *(el("li", *both(_label(name)), " ", el("code", value)) for name, value in hashes)
        ),
        class_="st-hashes",
    )
    told = [sentence.both() for sentence in narrate.registered(registration(study))]
    plain = "\n".join([software, *(f"{n} {v}" for n, v in hashes), *told, command])
    body = el("dl", *(node for row in rows for node in row), class_="st-facts")
    return section("provenance", text.SECTION_PROVENANCE, body, full, plain=plain)


def _correction(study: Study, tambon: str) -> tuple[Node, Node]:
    """Whom to tell of a mistake, and what comes of it."""
    given = study.study.contact
    contact = Text(given, given) if given else text.CORRECT_MAKERS
    told = (text.CORRECT_TO.format(contact=contact, tambon=tambon), text.CORRECT_HOW)
    said = [el("p", *both(sentence)) for sentence in told]
    return el("dt", *both(text.PROV_CORRECT)), el("dd", *said, class_="st-registration")


def registration_row(study: Study) -> tuple[Node, Node]:
    """Whether the plan was fixed before outcomes were seen, and what is not as it was then."""
    standing = registration(study)
    said = [el("p", *both(sentence)) for sentence in narrate.registered(standing)]
    if standing.entries:
        sha256 = el("code", standing.entries[-1].sha256)
        said.append(el("p", *both(text.PLAN_NO_PROOF), " ", sha256))
    return el("dt", *both(text.PROV_REGISTRATION)), el("dd", *said, class_="st-registration")


def _hashes(study: Study) -> list[tuple[str, str]]:
    """Names and sha256 of everything that a page rests on."""
    inputs: dict[str, str] = {}
    for table in TABLES:
        inputs |= store.made_of(study.processed(), table)
    named = {"study": study.hash, "plan": study.plan.hash}
    rest = sorted((name, value) for name, value in inputs.items() if name not in named)
    return [*named.items(), *rest]


def _label(name: str) -> Text:
    """What an input is called; a table or a raw file keeps its own name."""
    kind, _, own = name.partition("/")
    return text.PROV_INPUTS.get(kind, Text("{name}", "{name}")).format(name=own or name)


def _short(value: str) -> str:
    return f"sha256:{value[:SHORT]}…" if len(value) == 64 else value


def _versioned(package: str) -> str:
    return f"{package} {version(package)}"


def _row(name: Text, value: Node | str) -> tuple[Node, Node]:
    return el("dt", *both(name)), el("dd", value)
