"""The fork's side: an IPython kernel inside this process, its messages over the pipe."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import resource
import signal
import socket
import sys
import threading
import warnings
from contextlib import suppress
from functools import cache
from typing import Any

import numpy as np
from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.iostream import BackgroundSocket, IOPubThread, OutStream
from jupyter_client.session import Session
from traitlets import Any as AnyTrait
from traitlets.config import Config

from santitham_eval.batch.warm import strays
from santitham_eval.batch.warm.wire import Message, Unframer, frame


class _Session(Session):
    """What the kernel sends goes into the pipe at once, from whichever thread it comes."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(key=b"", **traits)  # nobody else can reach the pipe
        self._pipe: socket.socket | None = None
        self._one_at_a_time = threading.Lock()

    def open(self, pipe: socket.socket) -> None:
        """Send into this pipe, from this process."""
        self._pipe, self.pid = pipe, os.getpid()

    def send(
        self,
        stream: object,
        msg_or_type: Message | str,
        content: Message | None = None,
        parent: Message | None = None,
        *_: object,
        header: Message | None = None,
        metadata: Message | None = None,
        **__: object,
    ) -> Message:
        """Send a message: replies by the shell's channel, all else is published."""
        message = msg_or_type
        if isinstance(message, str):
            message = self.msg(message, content, parent, header=header, metadata=metadata)
        kept = {k: message[k] for k in ("header", "parent_header", "metadata", "content")}
        kept["msg_type"] = kind = message["header"]["msg_type"]
        assert self._pipe
        with self._one_at_a_time:
            self._pipe.sendall(frame("shell" if kind.endswith("_reply") else "iopub", kept))
        return message


class _NoThread(IOPubThread):
    """Of the thread that usually sends there is only what `OutStream` asks for."""

    def __init__(self) -> None:
        self.socket: Any = None
        self.thread: Any = None
        self.io_loop: Any = None
        self.background_socket = BackgroundSocket(self)


class _Stream(OutStream):
    """Standard output or error: a thread starts only where something is written, to send it."""

    def __init__(self, *args: Any, **named: Any) -> None:
        self._sending = threading.RLock()
        super().__init__(*args, **named)

    def flush(self) -> None:
        """Send what was written, and wait for what another thread is just sending."""
        self._flush()

    def _flush(self) -> None:
        with self._sending:
            super()._flush()

    def _schedule_flush(self) -> None:
        if not self._flush_pending:
            self._flush_pending = True
            soon = threading.Timer(self.flush_interval, self._flush)
            soon.daemon = True
            soon.start()


class _Kernel(InProcessKernel):
    """An in-process kernel that also takes what is written to the file descriptors 1 and 2.

    It may be made before the fork in which it serves: what needs a descriptor comes with `begin`.
    """

    session: Any
    shell: Any
    iopub_thread = AnyTrait()
    iopub_socket = AnyTrait()

    def __init__(self, **traits: Any) -> None:
        super().__init__(iopub_thread=_NoThread(), **traits)
        self.iopub_socket = self.iopub_thread.background_socket
        for publisher in (self.shell.displayhook, self.shell.display_pub):
            publisher.pub_socket = self.iopub_socket
        self.shell.enable_matplotlib("inline")

    def begin(self, pipe: socket.socket) -> None:
        """Be the kernel of this process, and publish into the pipe."""
        self.session.open(pipe)
        self.stdout, self.stderr = (
            _Stream(self.session, self.iopub_thread, name) for name in ("stdout", "stderr")
        )
        sys.stdout, sys.stderr = self.stdout, self.stderr  # or nobody tells them which cell it is


@cache
def ready() -> Any:
    """The kernel of this process, or of its forks: made once, before them it costs each nothing."""
    silent = Config({"HistoryManager": {"enabled": False}})  # a batch keeps no history
    return _Kernel(session=_Session(), config=silent)


def serve(pipe: socket.socket) -> None:
    """Answer the requests that come through the pipe until it closes."""
    kernel = ready()
    kernel.begin(pipe)
    loop, frames = asyncio.new_event_loop(), Unframer()
    while data := pipe.recv(1 << 16):
        for _, message in frames.feed(data):
            kernel.shell_stream.send_multipart(kernel.session.serialize(message))
            loop.run_until_complete(kernel.dispatch_shell(kernel.shell_stream.recv_multipart()))


def separate(
    *,
    keep: int | None = None,
    streams: tuple[int, int] | None = None,
    memory: int | None = None,
) -> None:
    """Cut what a fork would share with its parent: descriptors, signals, chance, warnings.

    Parameters
    ----------
    keep : int, optional
        The one descriptor that stays open.
    streams : pair of int, optional
        Descriptors that become standard output and error; without them these go nowhere.
    memory : int, optional
        Bytes of address space that it may use.
    """
    os.setsid()
    strays.die_with_parent(signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard, source in enumerate((nothing, *(streams or (nothing, nothing)))):
        os.dup2(source, standard)
    highest = os.sysconf("SC_OPEN_MAX")
    os.closerange(3, highest if keep is None else keep)
    os.closerange(highest if keep is None else keep + 1, highest)
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(ValueError, OSError):  # a lower limit stands already
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    random.seed()
    np.random.seed()  # noqa: NPY002  # the legacy state is what the children would share
    with warnings.catch_warnings():  # entering it makes every module forget what it has warned of
        pass
    gc.freeze()  # what the parent has left is not this process's to look through
