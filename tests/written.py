"""What the project's documents say is done: their blocks of code, and a copy to do them in."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def blocks(words):
    """(language, body) of each fenced block, in order."""
    return [(m[1], m[2]) for m in FENCE.finditer(words)]


def sections(words, mark="## "):
    """Heading to text of each section; a heading inside a block is none."""
    plain = FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), words)
    starts = [m.start() for m in re.finditer(rf"^{mark}", plain, re.M)] + [len(words)]
    parts = [words[a:b] for a, b in pairwise(starts)]
    return {part.split("\n", 1)[0].removeprefix(mark): part for part in parts}


def copy_of_repository(folder, but=()):
    """The tracked files in another folder, with this Python's environment as its ``.venv``."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in listed:
        source = ROOT / name
        if name and source.is_file() and not name.startswith(tuple(but)):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def run(command, folder, seconds=300):
    """What a shell says to some lines, run in a copy with the copy's own library."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COVERAGE"))}
    own |= {"PYTHONPATH": str(folder), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=own, text=True, timeout=seconds,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def says(output, expected):
    """Lines of `expected` that no line of the output holds, in order; ends of lines do not count."""
    rest, missing = [line.rstrip() for line in output.splitlines()], []
    for line in expected.rstrip().splitlines():
        at = next((n for n, said in enumerate(rest) if line.rstrip() in said), None)
        if at is None:
            missing.append(line)
        else:
            rest = rest[at + 1 :]
    return missing
