"""Where the server of warm kernels is found: a private folder, a name for what it was born with."""

from __future__ import annotations

import hashlib
import json
import os
import site
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from santitham_eval import text

MARK = "SANTITHAM_WARM"  # variable by which the processes of one server are known
PACKAGE = Path(__file__).resolve().parents[2]
_PATH_MAX = 90  # of a unix socket it is 107 bytes, and kernels add to it
# What libraries read when they are imported; anything else a kernel is given when it starts.
_READ_AT_BIRTH = (
    "PYTHON", "LC_", "LANG", "HOME", "XDG_", "LD_", "MPL", "OPENBLAS", "OMP", "MKL", "NUMEXPR",
    "GOMP", "KMP", "MALLOC", "ARROW", "JE_", "GDAL", "PROJ",
)  # fmt: skip


class NotWarmError(Exception):
    """Why there is no warm kernel to be had.

    Parameters
    ----------
    why : Text
    """

    def __init__(self, why: text.Text) -> None:
        self.why = why
        super().__init__(why.both())


def folder() -> Path:
    """The folder of this user's servers, which nobody else can look into.

    Raises
    ------
    NotWarmError
        Somebody else's folder has its name, or a socket in it would have too long a name.
    """
    own = os.environ.get("XDG_RUNTIME_DIR", "")  # that of another session may be closed to this one
    found = (
        Path(own if os.access(own, os.W_OK) else tempfile.gettempdir())
        / f"santitham-warm-{os.getuid()}"
    )
    refused = NotWarmError(text.WARM_NO_FOLDER.format(folder=found))
    try:
        found.mkdir(mode=0o700, exist_ok=True)
        seen = found.lstat()
    except OSError:
        raise refused from None
    private = seen.st_uid == os.getuid() and seen.st_mode & 0o170777 == 0o040700
    if not private or len(os.fsencode(found)) > _PATH_MAX - 20:
        raise refused
    return found


@dataclass(frozen=True)
class Place:
    """The files of one server."""

    stem: Path

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.stem.with_suffix(".sock")

    @property
    def lock(self) -> Path:
        """Held as long as it lives."""
        return self.stem.with_suffix(".lock")

    @property
    def log(self) -> Path:
        """What it has to say when it cannot start."""
        return self.stem.with_suffix(".log")

    def acquire(self) -> int | None:
        """Descriptor of the lock, or None while somebody else has it."""
        import fcntl  # not there on every system, and there nobody asks

        descriptor = os.open(self.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            if self.holds(descriptor):
                return descriptor
        os.close(descriptor)
        return None

    def holds(self, descriptor: int) -> bool:
        """Whether the lock behind a descriptor is still the one that others will find."""
        try:
            return os.path.samestat(os.fstat(descriptor), self.lock.stat())
        except FileNotFoundError:
            return False

    def remove(self, descriptor: int) -> None:
        """Give up the place; where its files are already another's, leave them."""
        if self.holds(descriptor):
            for path in (self.socket, self.log, self.lock):
                path.unlink(missing_ok=True)
        os.close(descriptor)

    def remove_dead(self) -> None:
        """Remove what servers beside this one have left that were killed or could not start."""
        for path in self.stem.parent.glob("*.lock"):
            other = Place(path.with_suffix(""))
            if (descriptor := other.acquire()) is not None:
                other.remove(descriptor)


def of(interpreter: Sequence[str], environment: Mapping[str, str]) -> Place:
    """The place of the server whose kernels are as those that this process would start.

    A server is taken only by those who would give its kernels the same interpreter, libraries,
    settings that are read at an import, and limits that a process inherits.
    """
    born = [
        list(interpreter),
        sorted(i for i in environment.items() if i[0].startswith(_READ_AT_BIRTH)),
        _libraries(),
        _inherited(),
    ]
    name = hashlib.sha256(json.dumps(born, default=str).encode()).hexdigest()[:16]
    return Place(folder() / name)


def _libraries() -> list[object]:
    """What shows that this library was edited, or another one installed."""
    sources = sorted(path for path in PACKAGE.rglob("*.py"))
    installed = [Path(p) for p in (*site.getsitepackages(), site.getusersitepackages())]
    return [
        (str(p), p.stat().st_mtime_ns, p.stat().st_size)
        for p in (*sources, *installed, Path(sys.executable))
        if p.exists()
    ]


def _inherited() -> list[object]:
    """What a process has of the one that starts it."""
    import resource

    umask = os.umask(0o077)
    os.umask(umask)
    limits = [getattr(resource, n) for n in sorted(dir(resource)) if n.startswith("RLIMIT_")]
    groups = Path("/proc/self/cgroup")
    return [
        umask,
        os.getpriority(os.PRIO_PROCESS, 0),
        sorted(os.sched_getaffinity(0)),
        [resource.getrlimit(limit) for limit in limits],
        groups.read_text() if groups.exists() else "",
    ]
