"""The server of warm kernels: one thread that forks, and watches what it has forked.

Whoever wants a kernel keeps a connection open as long as the kernel shall live.  Over it go the
request, signals, and in the end how the kernel ended.
"""

from __future__ import annotations

import os
import selectors
import signal
import socket
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from santitham_eval.batch.warm import child, strays
from santitham_eval.batch.warm.place import MARK, Place
from santitham_eval.batch.warm.wire import Unframer, frame


@dataclass(eq=False)
class _Client:
    """One connection, and its kernel once there is one."""

    line: socket.socket
    frames: Unframer = field(default_factory=Unframer)
    streams: list[int] = field(default_factory=list)
    sockets: str = ""
    pid: int = 0
    watch: int = -1

    def tell(self, kind: str, **what: Any) -> None:
        """Send a message; who no longer listens is noticed elsewhere."""
        with suppress(OSError):
            self.line.sendall(frame(kind, what))

    def close_streams(self) -> None:
        """Close what only the kernel needs."""
        for stream in self.streams:
            os.close(stream)
        self.streams.clear()

    def signal(self, number: int) -> None:
        """Send a signal to the kernel and what runs in its session."""
        with suppress(ProcessLookupError):
            try:
                os.killpg(self.pid, number)
            except ProcessLookupError:  # it has only just been forked
                os.kill(self.pid, number)


class _Launch:
    """What was asked for, looked through before anything is forked."""

    def __init__(self, asked: dict[str, Any], out: int, err: int) -> None:
        self.streams = (out, err)
        self.cwd = Path(asked["cwd"])
        self.sockets = str(asked["sockets"])
        self.arguments = [str(word) for word in asked["arguments"]]
        self.environment = {str(k): str(v) for k, v in asked["environment"].items()}


class Server:
    """Forks a kernel for each that connects.

    Parameters
    ----------
    place : Place
        Its files.
    lock : int
        Descriptor of the lock of that place, held.
    idle : float
        Seconds without anybody, after which it ends.
    """

    def __init__(self, place: Place, lock: int, idle: float) -> None:
        self._place, self._lock, self._idle = place, lock, idle
        self._mark, self._born_with = os.environ[MARK], dict(os.environ)
        self._clients: set[_Client] = set()
        self._events = selectors.DefaultSelector()
        self._listener: socket.socket | None = socket.socket(socket.AF_UNIX)
        place.socket.unlink(missing_ok=True)  # of one that was killed; the lock is ours
        self._listener.bind(str(place.socket))
        self._listener.listen(128)
        self._events.register(self._listener, selectors.EVENT_READ, self._accept)

    def run(self) -> list[str] | None:
        """Serve until there is nobody left to serve, which gives None.

        It returns in each kernel too, there with the arguments of the kernel's application: so
        nothing of the server is left above it, and it ends like any other program.
        """
        strays.adopt_orphans()
        while self._listener or self._clients:
            events = self._events.select(None if self._clients else self._idle)
            if not events:
                self._retire()
            for key, _ in events:
                # What an earlier event has closed is asked no more.
                if key.fd in self._events.get_map() and (asked := key.data()) is not None:
                    return list(asked)
        return None

    def _retire(self) -> None:
        """Take no more; whoever comes next starts another server."""
        if self._listener:
            self._events.unregister(self._listener)
            self._listener.close()
            self._listener = None
            self._place.remove(self._lock)
            self._place.remove_dead()

    def _accept(self) -> None:
        assert self._listener
        try:
            line, _ = self._listener.accept()
        except OSError:  # it left again, or there are too many at this moment
            return
        client = _Client(line)
        self._clients.add(client)
        self._events.register(line, selectors.EVENT_READ, lambda: self._hear(client))

    def _hear(self, client: _Client) -> list[str] | None:
        """Take what a client says; in a new kernel, its arguments."""
        try:
            data, streams, *_ = socket.recv_fds(client.line, 1 << 16, 2)
            client.streams += streams
            for kind, asked in client.frames.feed(data):
                if kind == "launch" and not client.pid:
                    launch = _Launch(asked, *client.streams)
                    if self._launch(client, launch):
                        return launch.arguments
                elif kind == "signal" and client.pid:
                    client.signal(int(asked["number"]))
                elif kind == "stop":
                    self._retire()
        except (OSError, ValueError, KeyError, TypeError):  # gone, or not one of ours
            data = b""
        if not data:
            self._gone(client)
        return None

    def _gone(self, client: _Client) -> None:
        """End the kernel of a client that is there no more, or just the connection."""
        if client.pid:
            client.signal(signal.SIGKILL)
        self._close(client)

    def _close(self, client: _Client) -> None:
        if client.line.fileno() >= 0:
            self._events.unregister(client.line)
            client.line.close()
        client.close_streams()
        if not client.pid:
            self._clients.discard(client)

    def _launch(self, client: _Client, launch: _Launch) -> bool:
        """Fork a kernel; whether this is it."""
        server = os.getpid()
        try:
            if psutil.Process().num_threads() > 1:
                raise RuntimeError("threads")
            if not launch.cwd.is_dir():
                raise NotADirectoryError(launch.cwd)
            client.pid = os.fork()
            if client.pid == 0:
                self._become_kernel(launch, server)
                return True
            client.watch = os.pidfd_open(client.pid)
        except (OSError, RuntimeError) as error:
            if client.pid:  # nobody could watch it
                client.signal(signal.SIGKILL)
                os.waitpid(client.pid, 0)
                client.pid = 0
            client.tell("refused", why=str(error))
            return False
        self._events.register(client.watch, selectors.EVENT_READ, lambda: self._ended(client))
        client.sockets = launch.sockets
        client.close_streams()
        client.tell("started", pid=client.pid, mark=self._mark)
        return False

    def _become_kernel(self, launch: _Launch, server: int) -> None:
        """Let go of all that is the server's; be born as if started by the client."""
        try:
            self._events.close()
            for other in self._clients:
                other.line.close()
            if self._listener:
                self._listener.close()
            child.separate(streams=launch.streams)
            strays.adopt_orphans()  # or the server could not tell whose they are
            by_imports = dict(os.environ.items() - self._born_with.items())
            os.environ.clear()
            os.environ.update(by_imports | launch.environment | {MARK: self._mark})
            time.tzset()
            os.chdir(launch.cwd)
        except BaseException:
            traceback.print_exc()
            os._exit(1)  # and never be a second server
        if os.getppid() != server:  # it ended before this would have been told
            os._exit(1)

    def _ended(self, client: _Client) -> None:
        """Clean up after a kernel, then tell how it ended."""
        _, status = os.waitpid(client.pid, 0)
        self._events.unregister(client.watch)
        os.close(client.watch)
        client.pid = 0
        strays.end_children({other.pid for other in self._clients})
        if client.sockets:
            for left in self._place.stem.parent.glob(f"{Path(client.sockets).name}-*"):
                left.unlink(missing_ok=True)
        client.tell("ended", code=os.waitstatus_to_exitcode(status))
        self._close(client)
