"""Jupyter's extension point: kernels of the kernelspec `santitham-warm` are forks of a server.

Whatever Jupyter does with a kernel it does with this one, since it is one: only its process is
started elsewhere, and spoken of over a connection to the server.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.localinterfaces import localhost
from jupyter_client.provisioning import LocalProvisioner

from santitham_eval import text
from santitham_eval.batch.warm import client, place
from santitham_eval.batch.warm.place import NotWarmError
from santitham_eval.batch.warm.preload import has_fork

_LAUNCHER = "ipykernel_launcher"
_USUAL = {"env", "cwd", "extra_arguments", "kernel_id"}  # of what may be asked with a launch


def _possible() -> bool:
    """Whether a server could work here: it forks, and watches its children as Linux can."""
    return has_fork() and hasattr(os, "pidfd_open")


class WarmProvisioner(LocalProvisioner):
    """Starts kernels warm; where that is not possible, as usual, and says so."""

    process: Any = None  # of subprocess, or the server's

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prepare a launch: over unix sockets, since many at once would take each other's ports."""
        manager = self.parent
        if _possible() and manager and (manager.transport, manager.ip) == ("tcp", localhost()):
            with suppress(NotWarmError):
                name = str(self.kernel_id or uuid.uuid4()).replace("-", "")[:12]
                manager.ip = str(place.folder() / f"k-{name}")
                manager.transport, manager.cache_ports = "ipc", False
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel."""
        try:
            self.process = await self._launch(cmd, kwargs)
        except NotWarmError as error:
            print(text.WARM_ORDINARY.format(why=error.why).both("\n"), file=sys.stderr)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid, self.pgid = self.process.pid, None  # signals go by way of the server
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def _launch(self, cmd: list[str], kwargs: Mapping[str, Any]) -> client.WarmProcess:
        if not _possible():
            raise NotWarmError(text.WARM_NO_FORK)
        unusual = [name for name, value in kwargs.items() if name not in _USUAL and value]
        if _LAUNCHER not in cmd:
            unusual.append(cmd[0])
        cwd = Path(kwargs.get("cwd") or ".").absolute()
        if (cwd / "matplotlibrc").exists():  # the server has read another
            unusual.append("matplotlibrc")
        if unusual:
            raise NotWarmError(text.WARM_UNUSUAL.format(what=", ".join(unusual)))
        environment = {**kwargs.get("env", os.environ), "JPY_PARENT_PID": str(os.getpid())}
        here = self.connection_info
        module = cmd.index(_LAUNCHER)
        asked = {
            "arguments": cmd[module + 1 :],
            "environment": environment,
            "cwd": str(cwd),
            "sockets": here.get("ip", "") if here.get("transport") == "ipc" else "",
        }
        try:
            return await client.ask(cmd[: module - 1], environment, asked)
        except OSError as error:
            raise NotWarmError(text.WARM_NO_SERVER.format(what=error)) from error
