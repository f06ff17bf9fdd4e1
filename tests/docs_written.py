"""Write what is written of docs by the program: ``make docs``."""

from pathlib import Path

import architecture
import glossary

DOCS = Path(__file__).parents[1] / "docs"
WRITTEN = {"architecture.svg": architecture.picture, "glossary.md": glossary.page}

if __name__ == "__main__":
    for name, make in WRITTEN.items():
        (DOCS / name).write_text(make(), encoding="utf-8", newline="")
