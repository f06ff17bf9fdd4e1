"""Progress in words: a bar on a terminal, plain lines elsewhere, nothing when asked to be quiet.

Beside them, where a file is named, the same as one JSON object per line, for machines.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from santitham_eval import text
from santitham_eval.text import Text

Tick = Callable[[str, bool], object]
"""Called with the code of each tambon that has ended, and whether it has a report."""


class Progress:
    """Where a run tells how far it is.

    Parameters
    ----------
    quiet : bool
        Tell nothing; failures are told by the command all the same.
    log : Path, optional
        File to which every event is added as it happens, one JSON object per line: `event`
        ("start", "step", "report", "failure", "end"), `seconds` since this began, and what
        belongs to it.

    Raises
    ------
    OSError
        The log cannot be written.
    """

    def __init__(self, *, quiet: bool = False, log: Path | None = None) -> None:
        self.quiet = quiet
        self._began = time.monotonic()
        self._log = log
        self.note("start")

    def say(self, words: Text) -> None:
        """One line, in both languages."""
        if not self.quiet:
            print(words.both(), flush=True)

    def note(self, event: str, **told: object) -> None:
        """One line of the log."""
        if self._log:
            seconds = round(time.monotonic() - self._began, 3)
            line = {"event": event, "seconds": seconds, **told}
            with self._log.open("a", encoding="utf-8") as file:  # whole, whatever happens next
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def done(self, step: str, what: Text, *, same: bool = False) -> None:
        """That a step is done, or was not run again since nothing had changed."""
        words = text.BATCH_SAME if same else text.BATCH_DONE
        self.say(words.format(step=text.BATCH_STEP[step], what=what))
        self.note("step", step=step, what=what.en, again=not same)

    @contextmanager
    def count(self, total: int) -> Iterator[Tick]:
        """Count ended tambons: a bar with rate and time left on a terminal, else a line each."""
        ended = failed = 0
        shown = not self.quiet and sys.stderr.isatty()
        with tqdm(total=total, desc=text.PROGRESS.both(), unit="", disable=not shown) as bar:

            def tick(code: str, ok: bool) -> None:
                nonlocal ended, failed
                ended, failed = ended + 1, failed + (not ok)
                self.note("report", tambon=code, ok=ok, done=ended, failed=failed, total=total)
                if shown:
                    if failed:
                        bar.set_postfix_str(text.PROGRESS_FAILED.format(n=failed).both(), False)
                    bar.update()
                else:
                    words = text.BATCH_ONE_DONE if ok else text.BATCH_ONE_FAILED
                    self.say(words.format(code=code, n=ended, total=total))

            yield tick
