"""The three examples of CONTRIBUTING.md, carried out in a copy exactly as they are written."""

import subprocess

import pytest
from written import ROOT, blocks, copy_of_repository, run, says, sections

WORDS = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SECTIONS = sections(WORDS)
EXAMPLES = ("An indicator", "A source", "An estimator")


def do(body, folder):
    """Do the blocks of a text in order: diffs are applied, commands run, what they say held to it."""
    said = ""
    for language, block in blocks(body):
        if language == "diff":
            subprocess.run(["git", "apply"], cwd=folder, input=block, text=True, check=True)
        elif language == "sh":
            done = run(block, folder)
            assert done.returncode == 0, f"{block}\n{done.stdout}"
            said = done.stdout
        else:
            assert language == "text" and says(said, block) == [], said


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_works_as_it_is_written(tmp_path, name):
    do(SECTIONS[name], copy_of_repository(tmp_path, but=("data/raw/", "docs/pictures/")))
    done = run(".venv/bin/ruff check . && .venv/bin/ruff format --check .", tmp_path)
    assert done.returncode == 0, done.stdout


LISTS = (
    ".venv/bin/python -m pytest -p no:cacheprovider -n 0 -q tests/test_demo.py"
    " tests/test_panel_measures.py tests/test_docs.py tests/test_readme.py"
    ' -k "known_effects_are or goals_are_declared or lies_there or formats"'
)


@pytest.mark.proof  # mypy begins without what it knew: half a minute each
@pytest.mark.parametrize("name", EXAMPLES)
def test_after_an_example_types_and_all_lists_of_what_there_is_are_whole(tmp_path, name):
    do(SECTIONS[name], copy_of_repository(tmp_path, but=("data/raw/", "docs/pictures/")))
    for line in (".venv/bin/mypy", ".venv/bin/python tests/docs_written.py", LISTS):
        done = run(line, tmp_path)
        assert done.returncode == 0, done.stdout


def test_the_study_to_try_things_on_is_made_and_is_fine(tmp_path):
    do(WORDS.split("## How the house is kept")[0], copy_of_repository(tmp_path, ("data/raw/",)))
    assert (tmp_path / "try" / "study.toml").is_file()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_its_test_before_its_code_and_says_what_is_seen(name):
    languages = [language for language, _ in blocks(SECTIONS[name])]
    first, *rest = [body for language, body in blocks(SECTIONS[name]) if language == "diff"]
    assert first.startswith(("--- /dev/null\n+++ b/tests/", "--- a/tests/")) and len(rest) == 1
    assert languages[-1] == "text" and set(languages) == {"diff", "sh", "text"}


def test_a_line_that_is_not_said_is_found():
    assert says("one\ntwo  \nthree\n", "one\nthree") == []
    assert says("one\ntwo\n", "two\none") == ["one"]  # the order counts
    assert says("", "four") == ["four"]
