"""The fork's side: an IPython kernel inside this process, its messages over the pipe."""

from __future__ import annotations

import asyncio
import os
import random
import resource
import signal
import socket
import sys
import threading
from contextlib import suppress
from types import ModuleType
from typing import Any

import numpy as np
from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.iostream import OutStream
from traitlets import default

from santitham_eval.batch.warm import strays
from santitham_eval.batch.warm.wire import Message, Unframer, frame


class _Kernel(InProcessKernel):
    """An in-process kernel that also takes what is written to the file descriptors 1 and 2."""

    @default("stdout")
    def _default_stdout(self) -> OutStream:
        return OutStream(self.session, self.iopub_thread, "stdout")

    @default("stderr")
    def _default_stderr(self) -> OutStream:
        return OutStream(self.session, self.iopub_thread, "stderr")


class _Pipe:
    """What the kernel publishes goes into the pipe, from whichever thread it comes."""

    def __init__(self, pipe: socket.socket) -> None:
        self._pipe, self._lock = pipe, threading.Lock()

    def send(self, channel: str, message: Message) -> None:
        kept = {k: message[k] for k in ("header", "parent_header", "metadata", "content")}
        kept["msg_type"] = message["header"]["msg_type"]
        with self._lock:
            self._pipe.sendall(frame(channel, kept))

    def call_handlers(self, message: Message) -> None:
        """The name by which an in-process kernel calls those who listen."""
        self.send("iopub", message)


class _Frontend:
    """What an in-process kernel expects of those who listen to it."""

    def __init__(self, pipe: _Pipe) -> None:
        self.iopub_channel = pipe


def serve(pipe: socket.socket) -> None:
    """Answer the requests that come through the pipe until it closes."""
    kernel: Any = _Kernel()
    kernel.shell.history_manager.enabled = False  # a notebook in a batch has none
    kernel.shell.enable_matplotlib("inline")  # its hooks were not the parent's to set
    sys.stdout, sys.stderr = kernel.stdout, kernel.stderr  # or nobody tells them which cell it is
    told = _Pipe(pipe)
    kernel.frontends.append(_Frontend(told))
    loop, frames = asyncio.new_event_loop(), Unframer()
    while data := pipe.recv(1 << 16):
        for _, message in frames.feed(data):
            kernel.session.send(kernel.shell_stream, message)
            request = kernel.shell_stream.recv_multipart()
            loop.run_until_complete(kernel.dispatch_shell(request))
            kernel.stdout.flush()
            kernel.stderr.flush()
            _, reply = kernel.session.recv(kernel.shell_stream, copy=False)
            told.send("shell", reply)


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
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType):
            vars(module).pop("__warningregistry__", None)
