"""The pictures of the README are there, small, told in words, and of pages that a run writes."""

import re
from pathlib import Path

import pytest
from pictures import FOLDER, PAGES, SIZES

ROOT = Path(__file__).parents[1]
NAMES = {f"{name}-{width}.webp" for name in PAGES for width in SIZES}


def test_they_are_small_and_none_is_left_over():
    files = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert set(files) == NAMES
    assert sum(files.values()) < 1_500_000


@pytest.mark.parametrize(("readme", "letters"), [("README.md", "[a-z]"), ("README.th.md", "[ก-๙]")])
def test_a_readme_shows_each_and_says_what_it_shows(readme, letters):
    words = (ROOT / readme).read_text("utf-8")
    shown = dict(re.findall(r'<img src="docs/pictures/([^"]+)"[^>]* alt="([^"]*)"', words))
    assert set(shown) == NAMES
    assert all(len(re.findall(letters, alt)) > 30 for alt in shown.values())
    assert len(set(shown.values())) == len(NAMES)
