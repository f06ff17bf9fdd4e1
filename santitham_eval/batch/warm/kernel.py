"""The parent's side: a forked kernel that nbclient takes for any other."""

from __future__ import annotations

import asyncio
import contextvars
import os
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from types import TracebackType
from typing import Any

from santitham_eval.batch.warm import child, strays
from santitham_eval.batch.warm.wire import Message, Unframer, frame


@dataclass(frozen=True)
class Limits:
    """What one notebook may use.

    Parameters
    ----------
    memory : int
        Bytes of address space; beyond it the cell gets a MemoryError.
    messages : int
        Bytes of outputs; beyond it the notebook is ended.
    """

    memory: int = 8 << 30
    messages: int = 64 << 20


class TooMuchOutputError(RuntimeError):
    """A notebook has put out more than it may."""


class KilledError(RuntimeError):
    """A notebook's process was killed, which no code of its own need have done."""


class _Channel:
    """Messages of one channel, as nbclient asks for them."""

    def __init__(self) -> None:
        self._messages: asyncio.Queue[Message | Exception] = asyncio.Queue()

    def put(self, message: Message | Exception) -> None:
        self._messages.put_nowait(message)

    async def get_msg(self, timeout: float | None = None) -> Message:
        try:
            message = await asyncio.wait_for(self._messages.get(), timeout)
        except TimeoutError:
            raise Empty from None
        if isinstance(message, Exception):
            raise message
        return message


class ForkedKernel:
    """A kernel in a fork of this process: manager and client in one, to be used with ``with``.

    Parameters
    ----------
    folder : Path
        The working directory of the notebook.
    limits : Limits
    """

    has_kernel = True  # it is started by ``with``, not by nbclient: that would fork a running loop
    allow_stdin = False
    killed = False

    def __init__(self, folder: Path, limits: Limits = Limits()) -> None:
        self._folder, self._limits = folder, limits
        self._frames, self._received, self._asked = Unframer(), 0, 0
        self.shell_channel, self.iopub_channel = _Channel(), _Channel()
        self._loop: asyncio.AbstractEventLoop | None = None

    def __enter__(self) -> ForkedKernel:
        strays.adopt_orphans()
        self._others = strays.children()
        self._pipe, theirs = socket.socketpair()
        self._pid = os.fork()
        if self._pid == 0:
            status = 1
            try:
                child.separate(keep=theirs.fileno(), memory=self._limits.memory)
                os.chdir(self._folder)
                contextvars.Context().run(child.serve, theirs)  # with an event loop of its own
                status = 0
            finally:
                os._exit(status)
        theirs.close()
        self._pipe.setblocking(False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the fork and whatever it has started."""
        self._cease()  # or the loop would take the next kernel's pipe for this one
        self._pipe.close()
        self._kill()
        strays.end_children(self._others)  # what has left its session

    def _kill(self) -> None:
        """End the fork, and with it at once all that has stayed in its session."""
        if not self.is_alive():  # its number may be another's by now
            return
        try:
            os.killpg(self._pid, signal.SIGKILL)
        except ProcessLookupError:  # it has only just been forked
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    # What nbclient asks of a manager.

    def client(self) -> ForkedKernel:
        """Itself."""
        return self

    def is_alive(self) -> bool:
        """Whether the fork is still there."""
        try:
            ended, status = os.waitpid(self._pid, os.WNOHANG)
        except ChildProcessError:
            return False
        if ended:
            self.killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        return not ended

    def interrupt_kernel(self) -> None:
        """As Ctrl-C."""
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGINT)

    def shutdown_kernel(self, now: bool = False) -> None:
        """Nothing: leaving ``with`` ends it."""

    def cleanup_resources(self) -> None:
        """Nothing is left to clean."""

    # What nbclient asks of a client.

    async def start_channels(self) -> None:
        """Begin to listen."""
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._pipe, self._listen)

    async def stop_channels(self) -> None:
        """Cease to listen; nbclient asks for it only of kernels that it has started itself."""
        self._cease()

    def _cease(self) -> None:
        if self._loop:
            self._loop.remove_reader(self._pipe)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """A pipe holds requests until they can be answered."""

    def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Ask for a cell to be run; gives the request's id."""
        return self._ask(
            "execute_request", code=code, silent=False, store_history=store_history,
            user_expressions={}, allow_stdin=False, stop_on_error=stop_on_error,
        )  # fmt: skip

    def kernel_info(self) -> str:
        """Ask what the kernel is; gives the request's id."""
        return self._ask("kernel_info_request")

    def _ask(self, kind: str, **content: Any) -> str:
        self._asked += 1
        header = {"msg_id": str(self._asked), "msg_type": kind, "session": "", "username": "",
                  "date": "", "version": "5.3"}  # fmt: skip
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self._pipe.setblocking(True)
        with suppress(BrokenPipeError, ConnectionResetError):  # is_alive tells
            self._pipe.sendall(frame("shell", message))
        self._pipe.setblocking(False)
        return header["msg_id"]

    def _listen(self) -> None:
        try:
            data = self._pipe.recv(1 << 20)
        except ConnectionResetError:
            data = b""
        self._received += len(data)
        if not data or self._received > self._limits.messages:
            self._cease()
            if data:
                self.shell_channel.put(TooMuchOutputError(self._limits.messages))
            return  # otherwise it is dead, which `is_alive` tells
        for channel, message in self._frames.feed(data):
            (self.shell_channel if channel == "shell" else self.iopub_channel).put(message)
