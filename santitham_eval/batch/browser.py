"""A Chromium of this machine, where there is one: pages to PDF, asking no network."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from santitham_eval import text
from santitham_eval.text import Text

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 60.0
_ARGUMENTS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-extensions", "--disable-sync", "--disable-component-update", "--disable-breakpad",
    "--disable-background-networking", "--disable-domain-reliability", "--disable-quic",
    "--disable-dev-shm-usage", "--no-pings", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)  # fmt: skip
_DATE = re.compile(rb"/(?:Creation|Mod)Date \(D:[^)]{1,40}\)")


class PrintError(Exception):
    """A page that was not printed, and why."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.both())
        self.words = words


def find() -> str | None:
    """The program, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def page_pdf(browser: str, page: Path, seconds: float = SECONDS) -> bytes:
    """A page on paper: a tagged PDF without the time at which it was printed.

    The browser has a profile and a home of its own, which are removed; every process that it has
    started is ended.

    Parameters
    ----------
    browser : str
        As `find` gives it.
    page : Path
        An HTML file of this machine.
    seconds : float
        It is ended when it takes longer.

    Raises
    ------
    PrintError
        It took too long, or ended without a whole PDF.
    """
    name = Path(browser).name
    with tempfile.TemporaryDirectory(dir=_near(), ignore_cleanup_errors=True) as own:
        printed = Path(own) / "page.pdf"
        command = [
            browser, *_ARGUMENTS, *_unconfined(), f"--user-data-dir={own}/profile",
            f"--print-to-pdf={printed}", page.resolve().as_uri(),
        ]  # fmt: skip
        status = _run(command, Path(own), seconds)
        if status is None:
            raise PrintError(
                text.PRINT_TOO_LONG.format(browser=name, name=page.name, n=f"{seconds:g}")
            )
        pdf = printed.read_bytes() if printed.is_file() else b""
    if status or not (pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")):
        raise PrintError(text.PRINT_FAILED.format(browser=name, name=page.name, status=status))
    return _DATE.sub(lambda found: b" " * len(found[0]), pdf)  # as long, so that no place shifts


def _near() -> str | None:
    """Where its folder may be: it makes a socket there, whose whole path has at most 107 bytes."""
    deep = len(os.fsencode(tempfile.gettempdir())) > 40
    return "/tmp" if deep and Path("/tmp").is_dir() else None


def _unconfined() -> tuple[str, ...]:
    """Chromium refuses to confine itself for root; the pages are ours, and run no script."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _run(command: list[str], home: Path, seconds: float) -> int | None:
    """Its status; None where it took too long.  Nothing of it is left over."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=kept | {"HOME": str(home), "TMPDIR": str(home)}, start_new_session=True,
    )  # fmt: skip
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
