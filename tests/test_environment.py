"""The three statements of the environment say the same: pyproject, lock, environment.yml."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import MatchSpec

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "seaborn": "seaborn-base",
    "jupyter-client": "jupyter_client",
    "typst": "typst-py",
}
NOT_ON_CONDA_FORGE = {"geothai"}


def declared():
    lines = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    return {canonicalize_name(r.name): r.specifier for r in map(Requirement, lines)}


def conda():
    return yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]


def test_environment_yml_says_what_pyproject_says():
    wanted = {
        CONDA_NAMES.get(name, name): str(specifier)
        for name, specifier in declared().items()
        if name not in NOT_ON_CONDA_FORGE
    }
    wanted |= {"python": PROJECT["requires-python"], "pip": None}
    said = {}
    for line in conda():
        if isinstance(line, str):
            spec = MatchSpec(line)
            said[spec.name.normalized] = spec.version
    assert {n: v and SpecifierSet(v) for n, v in said.items()} == {
        n: v and SpecifierSet(v) for n, v in wanted.items()
    }


def test_what_conda_forge_lacks_comes_by_pip():
    [lines] = [line["pip"] for line in conda() if isinstance(line, dict)]
    assert {r.name: r.specifier for r in map(Requirement, lines)} == {
        name: declared()[name] for name in NOT_ON_CONDA_FORGE
    }


def locked(file="requirements.lock"):
    """Name to (version, marker) rows, and the number of hashes of each."""
    rows, hashes = {}, {}
    name = None
    for line in (ROOT / file).read_text("utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = Requirement(line.rstrip(" \\"))
            name = canonicalize_name(requirement.name)
            rows.setdefault(name, []).append(requirement)
            hashes.setdefault(name, 0)
        elif "--hash=sha256:" in line:
            hashes[name] += 1
    return rows, hashes


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_lock_holds_one_fitting_version_of_each_dependency(python):
    rows, _ = locked()
    here = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    for name, specifier in declared().items():
        fitting = [r for r in rows[name] if r.marker is None or r.marker.evaluate(here)]
        assert len(fitting) == 1, name
        [pin] = fitting[0].specifier
        assert pin.operator == "==" and pin.version in specifier, name


@pytest.mark.parametrize(
    ("file", "least"), [("requirements.lock", 100), ("requirements-peers.lock", 20)]
)
def test_lock_is_hashed_and_holds_no_address(file, least):
    rows, hashes = locked(file)
    assert len(rows) > least and all(hashes.values())
    words = (ROOT / file).read_text("utf-8")
    assert not re.search(r"://|file:|^-|\s-[fi]\s|--(find|index|extra)", words, re.MULTILINE)


def test_peers_of_the_benchmark_are_locked_each_with_its_reason():
    lines = (ROOT / "requirements-peers.in").read_text("utf-8").splitlines()
    asked = [line for line in lines if line and not line.startswith("#")]
    rows, _ = locked("requirements-peers.lock")
    for line in asked:
        wanted, reason = line.split("#")
        requirement = Requirement(wanted)
        assert len(reason.split()) > 2
        for found in rows[canonicalize_name(requirement.name)]:
            [pin] = found.specifier
            assert pin.version in requirement.specifier
    assert not {canonicalize_name(Requirement(a.split("#")[0]).name) for a in asked} & set(
        declared()
    )


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    block = re.search(r"^dependencies = \[(.*?)^\[project.scripts", text, re.M | re.S)[1]
    lines = [x for x in block.splitlines() if x.strip().startswith('"')]
    assert {canonicalize_name(re.split(r'[">]', x)[1]) for x in lines} == set(declared())
    assert all(re.search(r'",\s+# \S+ \S+', x) for x in lines)


def test_this_python_is_in_range():
    assert ".".join(map(str, sys.version_info[:3])) in SpecifierSet(PROJECT["requires-python"])
