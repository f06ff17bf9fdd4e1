"""Takes the pictures of the README from reports of the demo: `make pictures`."""

import sys
import tempfile
from pathlib import Path

from browser import Browser, chromium

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PAGES = {
    "improved": "tambon/990102/index.html",
    "worsened": "tambon/990301/index.html",
    "insufficient": "tambon/990103/index.html",
    "index": "index.html",
    "programme": "programme/index.html",
    "sheet": "tambon/990102/lessons.html",
}
SIZES = {400: 1000, 1280: 1240}
"""How high a picture of each width is."""


def take(reports: Path, folder: Path) -> None:
    """The top of each page at each width."""
    folder.mkdir(parents=True, exist_ok=True)
    browser = Browser(chromium() or sys.exit("no Chromium here"), Path(tempfile.mkdtemp()))
    try:
        for name, place in PAGES.items():
            for width, height in SIZES.items():
                with browser.page() as page:
                    page.size(width, height)
                    page.ask("Emulation.setScrollbarsHidden", hidden=True)
                    page.open((reports / place).as_uri())
                    page.run("document.fonts.ready.then(() => true)")
                    (folder / f"{name}-{width}.webp").write_bytes(page.picture("webp"))
    finally:
        browser.close()


if __name__ == "__main__":
    take(ROOT / "reports", FOLDER)
