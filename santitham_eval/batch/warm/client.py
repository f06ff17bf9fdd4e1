"""The client's side: a kernel asked of the server of warm kernels, which is started if need be."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress

from santitham_eval import text
from santitham_eval.batch.warm import place
from santitham_eval.batch.warm.place import MARK, NotWarmError, Place
from santitham_eval.batch.warm.wire import Message, Unframer, frame

_SECONDS = 60.0  # for the server to start, with all its imports, on a busy machine
_GONE = 5.0  # for processes to end that were killed
_TURN = 0.01


class WarmProcess:
    """A kernel that is the server's child, as `subprocess.Popen` would show it.

    Parameters
    ----------
    line : socket
        The connection, over which it was asked for.
    """

    stdin = stdout = stderr = None

    def __init__(self, line: socket.socket) -> None:
        self._line, self._frames = line, Unframer()
        self.pid = 0
        self.returncode: int | None = None
        self._mark = ""
        line.setblocking(False)

    def answer(self) -> bool:
        """Whether the kernel has started; False while the server is busy.

        Raises
        ------
        NotWarmError
            The server will not have it.
        ConnectionError
            It has ended meanwhile.
        """
        for kind, told in self._heard():
            if kind == "refused":
                self._line.close()
                raise NotWarmError(text.WARM_REFUSED.format(what=told["why"]))
            if kind == "started":
                self.pid, self._mark = told["pid"], told["mark"]
            else:
                self.returncode = told["code"]
        return self.pid > 0

    def poll(self) -> int | None:
        """How it ended, or None as long as it has not."""
        if self.returncode is None:
            try:
                self.answer()
            except ConnectionError:  # the server was killed, and its kernels with it
                self.returncode = -signal.SIGKILL
                _end_marked(self._mark)
            if self.returncode is not None:
                self._line.close()
        return self.returncode

    def wait(self) -> int | None:
        """As `poll`: Jupyter asks for it only of a process that has ended."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Have the server send a signal to the kernel's process group."""
        if self.poll() is None:
            self._line.sendall(frame("signal", {"number": int(number)}))

    def _heard(self) -> list[tuple[str, Message]]:
        try:
            data = self._line.recv(1 << 16)
        except BlockingIOError:
            return []
        if not data:
            raise ConnectionResetError
        return list(self._frames.feed(data))


def _end_marked(mark: str) -> None:
    """End what the kernels of a server that is no more have left behind.

    The connection closes a moment before the kernels end, so what they may start in it is sought
    until there is nothing.
    """
    import psutil

    until = time.monotonic() + _GONE
    while time.monotonic() < until:
        found = False
        for process in psutil.process_iter():
            with suppress(psutil.Error):  # another's, or gone
                if process.environ().get(MARK) == mark:
                    process.kill()
                    found = True
        if not found:
            return
        time.sleep(_TURN)


async def ask(
    interpreter: Sequence[str], environment: Mapping[str, str], asked: Message
) -> WarmProcess:
    """Ask a server for a kernel; where there is no server, start it."""
    at = place.of(interpreter, environment)
    until, tried = time.monotonic() + _SECONDS, False
    while time.monotonic() < until:
        if line := _connect(at):
            with suppress(ConnectionError):  # it was just ending
                process = _send(line, asked)
                while time.monotonic() < until:
                    if process.answer():
                        return process
                    await asyncio.sleep(_TURN)
            line.close()
        elif (lock := at.acquire()) is not None:
            if tried:  # it has ended already
                os.close(lock)
                raise NotWarmError(text.WARM_NO_SERVER.format(what=_last_words(at)))
            tried = True
            await _start(at, lock, interpreter, environment)
        await asyncio.sleep(_TURN)
    raise NotWarmError(text.WARM_NO_SERVER.format(what=f"{_SECONDS:.0f} s"))


def _connect(at: Place) -> socket.socket | None:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(_SECONDS)
    try:
        line.connect(str(at.socket))
    except OSError:  # nobody is there, or not yet
        line.close()
        return None
    return line


def _send(line: socket.socket, asked: Message) -> WarmProcess:
    """Send a request, and with it this process's standard output and error."""
    request = frame("launch", asked)
    socket.send_fds(line, [request[:1]], [1, 2])
    line.sendall(request[1:])
    return WarmProcess(line)


async def _start(
    at: Place, lock: int, interpreter: Sequence[str], environment: Mapping[str, str]
) -> None:
    """Start a server, which takes over the lock."""
    with at.log.open("wb") as log:
        starter = subprocess.Popen(
            [*interpreter, "-m", "santitham_eval.batch.warm", "serve", str(at.stem), str(lock)],
            env={**environment, MARK: uuid.uuid4().hex},
            cwd=at.stem.parent,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock],
            start_new_session=True,
        )
    os.close(lock)
    while starter.poll() is None:
        await asyncio.sleep(_TURN)


def _last_words(at: Place) -> str:
    """The last line of what a server had to say."""
    with suppress(OSError):
        if lines := at.log.read_text("utf-8", "replace").strip().splitlines():
            return lines[-1]
    return at.log.name
