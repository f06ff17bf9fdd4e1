"""Dockerfile and Binder's folder hold to the repository; neither can be built here."""

import json
import os
import re
import subprocess
import tomllib

from packaging.specifiers import SpecifierSet
from test_structure import FOREIGN
from written import ROOT

DOCKER = (ROOT / "Dockerfile").read_text("utf-8")
BINDER = ROOT / "binder"
PYTHON = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]


def steps(words=DOCKER):
    """(instruction, rest) of each step of a Dockerfile."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", words, flags=re.M))
    return [tuple(line.split(" ", 1)) for line in joined.splitlines() if line.strip()]


def copied(words=DOCKER):
    """Files and folders of the repository that the steps take in."""
    found = []
    for name, rest in steps(words):
        if name in ("COPY", "ADD"):
            found += [w for w in rest.split()[:-1] if not w.startswith("--")]
    return found


def test_python_is_in_range_in_both():
    [image] = [rest for name, rest in steps() if name == "FROM"]
    assert re.fullmatch(r"python:(3\.\d+)-slim", image)[1] + ".0" in SpecifierSet(PYTHON)
    runtime = (BINDER / "runtime.txt").read_text("utf-8").strip()
    assert runtime.removeprefix("python-") + ".0" in SpecifierSet(PYTHON)


def test_what_is_copied_exists_and_nothing_is_fetched_by_address():
    assert copied() and all((ROOT / name).exists() for name in copied())
    assert copied("COPY a b c /x\nADD --chown=y d .\n") == ["a", "b", "c", "d"]
    for path in (ROOT / "Dockerfile", ROOT / ".dockerignore", *BINDER.iterdir()):
        words = path.read_text("utf-8")
        assert "://" not in words and not FOREIGN.search(words), path.name


def test_it_does_not_run_as_root():
    names = [name for name, _ in steps()]
    [user] = [rest for name, rest in steps() if name == "USER"]
    assert user not in ("root", "0") and f"--uid 1000 {user} " in DOCKER
    assert names.index("USER") < names.index("COPY") and f"--chown={user} " in DOCKER


def test_packages_come_only_by_the_make_target_that_holds_them_to_hashes():
    assert "pip" not in DOCKER
    [ready] = [rest for name, rest in steps() if name == "RUN" and rest.startswith("make ")]
    target, setting = ready.split()[1:]
    made = subprocess.run(
        ["make", "-n", "-B", target, setting], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "--require-hashes -r requirements.lock" in made
    assert "santitham_eval.batch.warm install" in made  # the kernel


def test_what_it_does_is_a_target_of_the_makefile():
    command = json.loads(dict(steps())["CMD"])
    assert command[0] == "make"
    subprocess.run(["make", "-n", *command[1:]], cwd=ROOT, capture_output=True, check=True)


def test_what_git_and_reports_hold_stays_outside():
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".git", ".venv", "data/processed/*", "reports/*"} <= set(lines)
    kept = [line[1:] for line in lines if line.startswith("!")]
    assert all((ROOT / name).is_file() for name in kept)


def test_binder_installs_the_same_lock_and_calls_what_there_is():
    [line] = (BINDER / "requirements.txt").read_text("utf-8").splitlines()
    assert (BINDER / line.removeprefix("-r ")).resolve() == ROOT / "requirements.lock"
    assert os.access(BINDER / "postBuild", os.X_OK)
    after = (BINDER / "postBuild").read_text("utf-8")
    assert (
        "--no-deps" in after
        and subprocess.run(["bash", "-n", BINDER / "postBuild"]).returncode == 0
    )
    assert set(re.findall(r"^santitham-eval (\w+)", after, re.M)) == {"build", "estimate"}
