import os
from pathlib import Path

import pytest
from browser import Browser, chromium
from hypothesis import settings
from real_study import write_real_study

from santitham_eval.study import Study

# A machine that is busy is no failure; the same examples at every run.
settings.register_profile("study", deadline=None, derandomize=True)
settings.load_profile("study")


@pytest.fixture(scope="session")
def real() -> Path:
    """Folder of real rows, kept outside the repository."""
    beside = Path(__file__).parents[1].parent / "shared" / "real"
    folder = Path(os.environ.get("SANTITHAM_REAL", beside))
    if not folder.is_dir():
        pytest.skip(f"no real rows here: {folder} is absent (set SANTITHAM_REAL)")
    return folder


@pytest.fixture(scope="session")
def real_study(real, tmp_path_factory) -> Study:
    """The real rows as a study, with eight tambons drawn blindly for a roster."""
    return write_real_study(tmp_path_factory.mktemp("real"), real, treated=8)


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """One Chromium for all tests of a process; it ends with them."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium here: apt install chromium")
    browser = Browser(program, tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()
