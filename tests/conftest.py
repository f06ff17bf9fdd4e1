import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real() -> Path:
    """Folder of real rows, kept outside the repository."""
    beside = Path(__file__).parents[1].parent / "shared" / "real"
    folder = Path(os.environ.get("SANTITHAM_REAL", beside))
    if not folder.is_dir():
        pytest.skip(f"no real rows here: {folder} is absent (set SANTITHAM_REAL)")
    return folder
