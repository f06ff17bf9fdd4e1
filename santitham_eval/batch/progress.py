"""Progress in words: a bar on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet

    def say(self, words: Text) -> None:
        """One line, in both languages."""
        if not self.quiet:
            print(words.both(), flush=True)

    def done(self, step: str, what: Text, *, same: bool = False) -> None:
        """That a step is done, or was not run again since nothing had changed."""
        words = text.BATCH_SAME if same else text.BATCH_DONE
        self.say(words.format(step=text.BATCH_STEP[step], what=what))

    @contextmanager
    def count(self, total: int) -> Iterator[Tick]:
        """Count ended tambons: a bar on a terminal, else a line each."""
        if not self.quiet and sys.stderr.isatty():
            with tqdm(total=total, desc=text.PROGRESS.both(), unit="") as bar:
                yield lambda code, ok: bar.update()
            return
        ended = 0

        def line(code: str, ok: bool) -> None:
            nonlocal ended
            ended += 1
            words = text.BATCH_ONE_DONE if ok else text.BATCH_ONE_FAILED
            self.say(words.format(code=code, n=ended, total=total))

        yield line
