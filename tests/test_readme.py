"""The README is executed: its commands run, its links and figures resolve, what it names exists.

What it names is looked up at once.  Its blocks of commands run on the study of try_study.py, which
has the codes that the README names, in a proof: they make a whole site several times.
"""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from urllib.parse import urlsplit

import numpy as np
import pytest
import typer
from test_structure import ROOMS
from try_study import try_study
from written import FENCE, ROOT, blocks, copy_of_repository, run, sections

from santitham_eval import load_study, store
from santitham_eval.cli import app
from santitham_eval.study import FORMATS
from santitham_eval.study.model import StudyFile

DOCUMENTS = ["README.md", "README.th.md", "CONTRIBUTING.md", "CHANGELOG.md", "PROTOCOL.md",
             *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]  # fmt: skip
README = (ROOT / "README.md").read_text("utf-8")
READMES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.th.md")}
IN_ORDER = ["Overview", "Data availability and rights", "Dataset list", "Computational requirements",
            "Description of programs", "Instructions to replicators", "Exhibits", "Licence",
            "Citation", "References"]  # fmt: skip
MADE = (
    "reports/",
    "data/processed/",
    ".venv/",
    "tests/node_modules",
    "disclosure/",
    "data/raw-kept",
)
"""Folders of what a run, a release, or make writes."""
OF_OTHERS = {
    "--engine": ["papermill", "--help"],
    "--nbval-kernel-name": ["pytest", "--help"],
}
"""Options of other programs, and what tells of them."""
NOT_RUN = {
    "--scheduler": "needs a cluster; tests/test_cluster.py starts one",
    "santitham-eval fetch": "asks the network; tests/test_fetch.py has a server of its own",
    "make": "held to make -n: it installs, or takes minutes",
}
COMMANDS = typer.main.get_command(app).commands


def spoken(words):
    """Without blocks of code."""
    return FENCE.sub("", words)


def ticked(words):
    """What stands in backticks, outside blocks; a span may go over the end of a line."""
    found = re.findall(r"`((?:[^`\n]|\n(?!\n))+)`", spoken(words))
    return [" ".join(span.split()) for span in found]


def lines(words=README):
    """Lines of the command blocks, without their remarks."""
    found = [line for language, body in blocks(words) if language in ("", "sh")
             for line in body.splitlines()]  # fmt: skip
    return [stripped for line in found if (stripped := re.sub(r"\s+#.*", "", line).strip())]


def anchors(words):
    """Anchors of the headings, as the common hosts make them."""
    heads = re.findall(r"^#+ (.*)$", spoken(words), re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in heads}


def links(words):
    return re.findall(r"\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)\"", spoken(words))


# --- what it names ------------------------------------------------------------------------------
@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_figures_resolve(name):
    words = (ROOT / name).read_text("utf-8")
    for target in ("".join(pair) for pair in links(words)):
        parts = urlsplit(target)
        if parts.scheme:
            assert parts.scheme == "https" and "." in parts.netloc, target
            continue
        path = (ROOT / name).parent / parts.path if parts.path else ROOT / name
        assert path.exists(), target
        if parts.fragment:
            assert parts.fragment in anchors(path.read_text("utf-8")), target


def test_an_anchor_is_that_of_its_heading():
    assert anchors("# Runtime, memory, storage\n## study.toml\n```\n# no heading\n```\n") == {
        "runtime-memory-storage", "studytoml",
    }  # fmt: skip


def test_sections_stand_in_the_order_of_the_data_editors():
    assert list(sections(README)) == IN_ORDER


@pytest.mark.parametrize("name", DOCUMENTS[:4])
def test_files_that_it_names_exist(name):
    words = (ROOT / name).read_text("utf-8")
    suffix = r"\.(md|toml|py|yml|lock|cff|csv|txt|ipynb|svg|json|css|typ)"
    named = {t for t in ticked(words) if re.fullmatch(rf"[\w./-]*?(/|{suffix}|Dockerfile)", t)}
    own = {t for t in named if "/" in t or t[0].isupper()}
    assert own or name == "CHANGELOG.md"
    assert [t for t in own if not t.startswith(MADE) and not (ROOT / t).exists()] == []


def test_each_exhibit_names_the_function_that_makes_it():
    rows = [line for line in sections(README)["Exhibits"].splitlines() if line.startswith("| `rep")]
    for row in rows:
        exhibit, command, made = (cell.strip() for cell in row.strip("|").split("|"))
        assert command == "the same" or "santitham-eval " in command, exhibit
        for path, function in re.findall(r"`([\w/]+\.py)`(?:, `(\w+)`)?", made):
            assert re.search(
                rf"^def {function or '-'}\(", (ROOT / path).read_text("utf-8"), re.M
            ), row


@pytest.mark.parametrize("name", DOCUMENTS[:3])
def test_targets_of_make_exist(name):
    words = (ROOT / name).read_text("utf-8")
    named = [t for t in ticked(words) if t.startswith("make ")] + [
        line for line in lines(words) if line.startswith("make ")
    ]
    assert named
    for line in {n for n in named if "=" not in n}:
        done = subprocess.run(
            ["make", "-n", *line.split()[1:]], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr


def test_all_targets_of_make_are_named():
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M)
    named = set(re.findall(r"\bmake (\w+)", README)) | set(ticked(README))
    assert set(targets) - named - {"help", "tables", "notebook"} == set()


def options(command):
    return {o for p in COMMANDS[command].params for o in p.opts}


def commands_of(line):
    """Commands of ours that a line calls; "report | site" calls two."""
    called = re.match(r"(?:\.venv/bin/)?santitham-eval (\w+)", line)
    return [called[1]] if called else []


@pytest.mark.parametrize("name", READMES)
def test_commands_and_their_options_exist(name):
    words = READMES[name]
    called = 0
    for line in [*ticked(words), *lines(words)]:
        for command in commands_of(line):
            called += 1
            assert command in COMMANDS, line
            unknown = set(re.findall(r"(?<!\S)--[a-z-]+", line)) - options(command) - {"--study"}
            assert not unknown, line
    assert called


def test_every_option_named_is_of_a_command_or_of_a_program_that_has_it():
    ours = {o for command in COMMANDS for o in options(command)}
    whole = [t for t in ticked(README) if not t.startswith(("docker", "pip ", "python -m"))]
    named = {o for t in whole for o in re.findall(r"(?<!\S)--[a-z][a-z-]+", t)}
    assert named - ours == set(OF_OTHERS)
    for option, tells in OF_OTHERS.items():
        done = subprocess.run([sys.executable, "-m", *tells], capture_output=True, text=True)
        assert option in done.stdout


def test_the_commands_are_those_that_there_are():
    listed = re.search(r"`santitham-eval (\w+(?: \| \w+)+)`", README)[1].split(" | ")
    assert sorted(listed) == sorted(COMMANDS)


def test_rooms_formats_and_sections_are_those_that_there_are():
    house = sections(README)["Description of programs"].split("\n### The house\n")[1]
    told = next(part for part in house.split("\n\n") if part.startswith("cli, "))
    assert re.findall(r"[a-z]+", re.sub(r"\([^()]*\)", "", told)) == ROOMS
    table = README.split("### Formats")[1].split("\n\n")[1]
    formats = set()
    for row in table.splitlines()[2:]:
        names = re.findall(r"`([a-z0-9-]+)`", row.split("|")[1])
        formats |= {n if not n.startswith("-") else f"ereport{n}" for n in names}
    assert formats == set(FORMATS)
    keys = README.split("### study.toml")[1]
    told = set(re.findall(r"^\| `\[+(\w+)", keys, re.M)) | set(re.findall(r"`\[+(\w+)", keys))
    told |= set(re.findall(r"`\[(\w+)\.", README))
    assert {f.name for f in fields(StudyFile)} <= told


def test_what_it_says_was_not_built_was_not_built_and_is_there():
    for name in ("Dockerfile", "binder/"):
        assert (ROOT / name).exists()
        [told] = [p for p in README.split("\n- ") if f"`{name}`" in p and "**not built**" in p]
        assert told


def test_the_thai_page_keeps_step_in_the_newcomers_part():
    """The same first commands, pages, findings and steps with one's own data."""
    thai = READMES["README.th.md"]
    assert lines(thai) == lines(README)[: len(lines(thai))]
    pages = {t for t in ticked(thai) if t.startswith("reports/")}
    assert pages <= {t.replace("CODE", "รหัสตำบล") for t in ticked(README)}
    assert len(re.findall(r"^\d\. ", thai, re.M)) >= 5


def test_no_count_of_what_is_declared_is_told_that_can_drift():
    counted = r"(\d+|[a-z]+ty-[a-z]+) (indicators|formats)\b|ทั้ง \d+ (ตัว|รูปแบบ)"
    told = [*READMES.values(), (ROOT / "CHANGELOG.md").read_text("utf-8")]
    assert [m[0] for words in told for m in re.finditer(counted, words, re.I)] == []
    assert re.search(counted, "28 indicators") and re.search(counted, "Twenty-two formats", re.I)


# --- what it commands ---------------------------------------------------------------------------
def why_not(line):
    return next((why for sign, why in NOT_RUN.items() if sign in line), "")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A copy of the repository with a small study in the demo's place, run once."""
    folder = copy_of_repository(tmp_path_factory.mktemp("readme"), but=("data/raw/", "docs/pict"))
    (folder / "study.toml").unlink()
    try_study(folder)
    small = (folder / "study.toml").read_text("utf-8").replace('id = "tiny"', 'id = "demo"', 1)
    (folder / "study.toml").write_text(small, "utf-8")  # so is the release's file named
    done = run(".venv/bin/python -m santitham_eval.cli run", folder, 600)
    assert done.returncode == 0, done.stdout
    return folder


@pytest.mark.proof
def test_the_command_blocks_run(place):
    ran = 0
    for line in lines():
        if why_not(line):
            continue
        words = line.replace("santitham-eval", ".venv/bin/python -m santitham_eval.cli", 1)
        words = words.replace("FOLDER", shlex.quote(str(place / "demo")))
        if "register --check" in line:
            noted = run(".venv/bin/python -m santitham_eval.cli register --note x", place)
            assert noted.returncode == 0, noted.stdout
        done = run(words, place, 600)
        assert done.returncode == 0, f"{line}\n{done.stdout}"
        ran += 1
    assert ran >= 12


@pytest.mark.proof
def test_the_block_of_python_runs(place):
    study = load_study(place / "study.toml")
    space = {name: store.read(study.processed(), name) for name in ("panel", "roster")}
    [block] = [body for language, body in blocks(README) if language == "python"]
    exec(block, space)
    assert len(space["effects"]) and np.isfinite(space["effects"]["estimate"]).any()


@pytest.mark.proof
def test_the_pages_that_it_names_are_there_after_a_run(place):
    """Pages on paper need a Chromium; what stopped has a folder only where something did."""
    shutil.rmtree(place / "demo", ignore_errors=True)
    for command in ("run", "print --tambon 990102"):
        done = run(f".venv/bin/python -m santitham_eval.cli {command}", place, 600)
        assert done.returncode == 0, done.stdout
    named = {t for words in READMES.values() for t in ticked(words) if t.startswith("reports")}
    named -= {"reports/failed/CODE/"}
    assert len(named) > 10
    code = re.compile("CODE|รหัสตำบล")
    assert [t for t in sorted(named) if not (place / code.sub("990102", t)).exists()] == []
    there = {p.name for p in (place / "reports").iterdir() if not p.name.startswith(".")}
    there -= {"README.md"}  # was there before any run: it says what the folder is for
    assert [n for n in sorted(there) if f"`reports/{n}" not in sections(README)["Exhibits"]] == []


def test_what_is_not_run_has_its_reason():
    assert all(len(why.split()) > 3 for why in NOT_RUN.values())
    assert [line for line in lines() if why_not(line)]
    assert (
        tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["readme"]
        == "README.md"
    )
