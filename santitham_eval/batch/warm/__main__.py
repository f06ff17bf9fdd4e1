"""What a person asks for, `install` and `stop`; and the server's process, `serve`."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path

from santitham_eval import text
from santitham_eval.batch.warm import place
from santitham_eval.batch.warm.preload import ALIKE, NAME, can_fork, preload
from santitham_eval.batch.warm.wire import frame

_IDLE = 600.0  # seconds


def main(words: list[str]) -> int:
    """What the command line asks for."""
    match words:
        case ["serve", stem, lock]:
            _serve(place.Place(Path(stem)), int(lock))
        case ["install"] | ["install", _]:
            _install(Path(words[1] if words[1:] else sys.prefix))
        case ["stop"]:
            print(text.WARM_TOLD.format(n=_stop()).both())
        case _:
            print(text.WARM_USAGE.both("\n"), file=sys.stderr)
            return 2
    return 0


def _install(prefix: Path) -> None:
    """Add the kernelspec to an environment, so that Jupyter and papermill know it by its name.

    It is IPython's own but for its environment and for who starts it.  An editable installation
    cannot bring it.
    """
    from ipykernel.kernelspec import get_kernel_dict

    spec = get_kernel_dict() | {"display_name": text.WARM_NAME.both(), "env": ALIKE}
    spec["metadata"] = spec.get("metadata", {}) | {"kernel_provisioner": {"provisioner_name": NAME}}
    folder = prefix / "share" / "jupyter" / "kernels" / NAME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kernel.json").write_text(json.dumps(spec, indent=1, ensure_ascii=False), "utf-8")


def _serve(at: place.Place, lock: int) -> None:
    """Be the server, and in each fork of it, a kernel."""
    if os.fork():
        os._exit(0)  # so that it is nobody's child
    if sys.path[0] == str(Path.cwd()):  # `python -m` puts it there
        del sys.path[0]
    # Without these, figures would be drawn elsewhere, and pyarrow would start a thread.  The
    # backend is only named: its hooks are set where it is first imported, so in each kernel.
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
    idle = float(os.environ.get("SANTITHAM_WARM_IDLE", _IDLE))

    from santitham_eval.batch.warm.server import Server

    server = Server(at, lock, idle)
    preload("ipykernel.kernelapp", "statsmodels.api")  # a report fits no model; others do
    if not can_fork():
        sys.exit("a preloaded module has started a thread")
    arguments = server.run()
    if arguments is not None:
        _kernel(arguments)


def _kernel(arguments: list[str]) -> None:
    """Run IPython's kernel application, as `python -m ipykernel_launcher` does."""
    import ipykernel_launcher
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [str(ipykernel_launcher.__file__), *arguments]
    app = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize(arguments)
    app.start()


def _stop() -> int:
    """Have this user's servers end when their last kernel has ended; how many were told."""
    told = 0
    for path in place.folder().glob("*.sock"):
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(path))
                line.sendall(frame("stop", {}))
            except OSError:
                continue  # nobody is there
            told += 1
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
