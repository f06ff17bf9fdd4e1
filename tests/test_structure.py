"""The house keeps its order: imports look down, pure rooms open no file, nothing undeclared."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "santitham_eval"
ROOMS = (
    "cli batch report validation calibration demo simulate narrate figures tables evidence backing programme "
    "checks judging estimators sample panel indicators smallarea geography sources store study errors text thai"
).split()
TOUCH_FILES = {
    "sources",
    "panel",
    "store",
    "study",
    "batch",
    "report",
    "demo",
    "cli",
    "calibration",
}
FILE_MODULES = {"shutil", "tempfile", "subprocess", "socket", "urllib", "pyogrio", "rasterio"}
FILE_CALLS = set(
    "open read_text write_text read_bytes write_bytes read_csv read_excel read_parquet read_table "
    "to_csv to_excel to_parquet to_json savefig fromfile tofile loadtxt savetxt unlink mkdir "
    "rename touch glob rglob iterdir rmtree urlopen".split()
)
# Used, but not by an import of ours.
APPLICATIONS = {
    "jupyterlab": "a program of its own",
    "ipykernel": "started by the notebooks",
    "nbval": "a plugin of pytest",
    "pytest-xdist": "a plugin of pytest",
    "ruff": "a program of its own",
    "mypy": "a program of its own",
    "pandas-stubs": "read by mypy",
    "setuptools": "the build backend",
}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules():
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def imported(tree, package):
    """Dotted names that a module imports; relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*parents, node.module or ""]).strip(".") if node.level else node.module
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def looks_up(source, room, package="santitham_eval"):
    """Rooms above `room` that the source imports."""
    names = {n.split(".")[1] for n in imported(ast.parse(source), package)
             if n.startswith("santitham_eval.")}  # fmt: skip
    return sorted(n for n in names & set(ROOMS) if ROOMS.index(n) < ROOMS.index(room))


def opens(source):
    """Signs in a source of touching files."""
    tree = ast.parse(source)
    found = {n for n in imported(tree, "santitham_eval") if n.split(".")[0] in FILE_MODULES}
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(attr="rename"), keywords=[ast.keyword(arg="columns")]):
                pass  # of a table
            case ast.Call(ast.Attribute(attr=name) | ast.Name(name)):
                found |= {name} & FILE_CALLS
            case ast.Attribute(ast.Name("os"), name) if name != "cpu_count":
                found.add(f"os.{name}")
    if "BytesIO" in source:  # a picture written to memory
        found.discard("savefig")
    return sorted(found)


def package_of(path):
    return ".".join(path.relative_to(ROOT).parts[:-1])


def test_every_module_stands_in_a_known_room():
    assert {room_of(p) for p in modules()} <= set(ROOMS)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_below_it(path):
    assert looks_up(path.read_text("utf-8"), room_of(path), package_of(path)) == []


@pytest.mark.parametrize(
    ("source", "room", "found"),
    [
        ("from santitham_eval import batch", "report", ["batch"]),
        ("import santitham_eval.cli as c", "batch", ["cli"]),
        ("def f():\n    from santitham_eval.panel import x", "store", ["panel"]),
        ("from ..batch import x", "report", ["batch"]),
        ("from .parts import x\nfrom santitham_eval.text import Text", "report", []),
        ("from santitham_eval import text, thai", "store", []),
    ],
)
def test_looking_up_is_seen(source, room, found):
    package = f"santitham_eval.{room}"
    assert looks_up(source, room, package) == found


@pytest.mark.parametrize(
    "path",
    [p for p in modules() if room_of(p) not in TOUCH_FILES],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_a_pure_room_touches_no_file(path):
    assert opens(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("open('x')", ["open"]),
        ("Path('x').read_text()", ["read_text"]),
        ("pd.read_csv('x')", ["read_csv"]),
        ("figure.savefig('x')", ["savefig"]),
        ("import shutil", ["shutil"]),
        ("os.remove('x')", ["os.remove"]),
        ("f.savefig(io.BytesIO()); os.cpu_count()", []),
        ("frame.rename_axis('x'); np.sort(frame)", []),
        ("frame.rename(columns={'a': 'b'})", []),
        ("path.rename('x')", ["rename"]),
    ],
)
def test_touching_files_is_seen(source, found):
    assert opens(source) == found


# --- dependencies ---------------------------------------------------------------------------
def declared(*extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def third_party(paths):
    """Distributions behind the imports of some modules."""
    owners = packages_distributions()
    tops = set()
    for path in paths:
        names = imported(ast.parse(path.read_text("utf-8")), package_of(path))
        tops |= {n.split(".")[0] for n in names}
    tops -= {"santitham_eval", "tests", *sys.stdlib_module_names}
    tops -= {p.stem for p in (ROOT / "tests").glob("*.py")}
    return {canonicalize_name(owners.get(top, [top])[0]) for top in tops}


def test_the_library_imports_only_what_it_declares():
    assert third_party(PACKAGE.rglob("*.py")) - declared("cluster") == set()


def test_the_tests_import_only_what_is_declared():
    assert third_party((ROOT / "tests").rglob("*.py")) - declared("dev") == set()


def test_what_is_declared_is_used():
    used = third_party([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
    assert declared("dev") - used - set(APPLICATIONS) == set()
    assert declared() - third_party(PACKAGE.rglob("*.py")) - set(APPLICATIONS) == set()


# --- size and words -------------------------------------------------------------------------
def test_a_sentence_has_one_name_and_a_name_one_sentence():
    """Many hands add to the text room; a name given twice would silently win over the first."""
    names = Counter(
        target.id
        for path in modules()
        if room_of(path) == "text"
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    )
    assert [n for n, times in names.items() if times > 1] == []


# --- what a clone may not hold --------------------------------------------------------------
def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


# Written in pieces, so that this file is not among what it finds.
FOREIGN = re.compile(
    r"(?<![\w./~-])/(?:ho" r"me|ro" r"ot|Us" r"ers|wo" r"rk|mn" r"t)/\w"
    r"|[A-Z]:\\\\?Us" r"ers"
    r"|py" r"pi\.org|python" r"hosted|registry\.n" r"pmjs|deb\.de" r"bian|bash_" r"jobs"
)  # fmt: skip


def test_no_tracked_file_names_this_machine_or_a_registry():
    found = []
    for path in tracked():
        words = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {m[0]}" for m in FOREIGN.finditer(words)]
    assert found == []


@pytest.mark.parametrize(
    "pieces",
    [["in /", "home/x"], ["'/", "work/main'"], ["C:\\", "Users"], ["https://py", "pi.org/x"]],
)
def test_a_foreign_path_is_seen(pieces):
    assert FOREIGN.search("".join(pieces))


@pytest.mark.parametrize("words", ["reports/home/x", "../place/x", "and/or", "/", "~/root/x"])
def test_an_ordinary_path_is_none(words):
    assert not FOREIGN.search(words)
