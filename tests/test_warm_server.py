"""Warm kernels by name: Jupyter's own ways of starting, interrupting and ending them, and faults."""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyter_client import AsyncKernelManager, BlockingKernelClient, KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbconvert.preprocessors import ExecutePreprocessor

from santitham_eval.batch.warm import place
from santitham_eval.batch.warm.client import WarmProcess
from santitham_eval.batch.warm.preload import ALIKE, NAME
from santitham_eval.batch.warm.wire import frame

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="not made for forks")

ROOT = Path(__file__).parents[1]
SLEEPS = "31536{}"  # seconds: nobody else sleeps so long


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The entry points of pyproject.toml, and the kernelspec, as an installation would have them.

    Nothing is installed: pip would take the installation that the tests run in away.
    """
    prefix = tmp_path_factory.mktemp("prefix")
    for words in (
        ["-c", "import setuptools.build_meta as b, sys\n"
               "b.prepare_metadata_for_build_editable(sys.argv[1])", str(prefix)],
        ["-m", "santitham_eval.batch.warm", "install", str(prefix)],
    ):  # fmt: skip
        subprocess.run([sys.executable, *words], check=True, timeout=120, cwd=ROOT,
                       stdout=subprocess.DEVNULL)  # fmt: skip
    return prefix


@pytest.fixture(scope="module")
def world(installed):
    """An environment in which Jupyter finds the kernel, and a private folder for its servers."""
    runtime = Path(tempfile.mkdtemp(prefix="warm-"))  # pytest's own would be too long for sockets
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(installed))
        for name, value in {
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(installed)]),
            "JUPYTER_PATH": str(installed / "share" / "jupyter"),
            "JUPYTER_RUNTIME_DIR": str(runtime / "jupyter"),
            "JUPYTER_CONFIG_DIR": str(runtime / "config"),
            "IPYTHONDIR": str(runtime / "ipython"),
            "XDG_RUNTIME_DIR": str(runtime),
        }.items():
            patch.setenv(name, value)
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)  # a kernel under it captures less
        yield runtime
        stop()
        gone(servers)
        left = list(place.folder().iterdir())
    shutil.rmtree(runtime)
    assert left == []


@pytest.fixture(autouse=True)
def _as_outside(monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)


def servers():
    """Servers of this test's folder, without what they have forked."""
    found = [p for p in psutil.process_iter(["cmdline", "ppid"])
             if str(place.folder()) in " ".join(p.info["cmdline"] or [])]  # fmt: skip
    pids = {p.pid for p in found}
    return [p for p in found if p.info["ppid"] not in pids]


def server_of(manager):
    """The server of a kernel, and its socket."""
    server = psutil.Process(manager.provisioner.process.pid).parent()
    return server, Path(server.cmdline()[-2]).with_suffix(".sock")


def sleeping(mark):
    return [p.pid for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", mark]]


def gone(found, seconds=20):
    """Wait until there are none."""
    until = time.monotonic() + seconds
    while left := found():
        assert time.monotonic() < until, left
        time.sleep(0.05)


def stop():
    subprocess.run(
        [sys.executable, "-m", "santitham_eval.batch.warm", "stop"], check=True, timeout=60,
        capture_output=True,
    )  # fmt: skip


@contextmanager
def kernel(name=NAME, **asked):
    """A started kernel: its manager, and a function that runs code and gives what it shows."""
    manager = KernelManager(kernel_name=name)
    manager.start_kernel(**asked)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield manager, runner(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def runner(client):
    def run(code, timeout=60):
        shown = []
        reply = client.execute_interactive(
            code,
            stop_on_error=False,
            timeout=timeout,
            output_hook=lambda m: shown.append(m["content"]),
            stdin_hook=None,
        )
        said = "".join(c.get("text", "") for c in shown)
        return said.strip() or reply["content"].get("ename", "")

    run.client = client
    return run


# --- as any other kernel --------------------------------------------------------------------
def test_six_that_start_at_once_have_one_server(world):
    async def start():
        managers = [AsyncKernelManager(kernel_name=NAME) for _ in range(6)]
        await asyncio.gather(*(m.start_kernel() for m in managers))
        processes = [m.provisioner.process for m in managers]
        await asyncio.gather(*(m.shutdown_kernel(now=True) for m in managers))
        return processes

    processes = asyncio.run(start())
    assert {type(p) for p in processes} == {WarmProcess}
    assert len({p.pid for p in processes}) == 6
    assert len(servers()) == 1
    assert psutil.Process(servers()[0].pid).num_threads() == 1


def test_jupyter_lists_it_and_the_usual_one_stays(world):
    specs = KernelSpecManager().get_all_specs()
    assert specs[NAME]["spec"]["language"] == "python"
    assert "python3" in specs


CELLS = (
    "import os, sys, signal, time, resource\nprint(os.getcwd(), os.environ['GIVEN'], time.tzname)",
    "print(sys.path, sys.argv[0], sys.executable, hash('ก'), sorted({'a', 'b', 'c', 'd'}.__iter__()))",
    "print([signal.getsignal(s) for s in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)])",
    "print(resource.getrlimit(resource.RLIMIT_AS), os.getpriority(0, 0), oct(os.umask(0o22)))",
    "print(sorted(set(os.environ) - {'SANTITHAM_WARM'}), sys.stdin.read())",
    "import numpy as np, pandas as pd, warnings\npd.DataFrame({n: [n] for n in range(30)})",
    "print(repr(np.linalg.svd(np.arange(9e4).reshape(300, 300) % 7.3)[1].sum()))",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2], label='ก')\nplt.title('หนึ่ง');",
    "print(plt.get_backend(), plt.isinteractive(), pd.get_option('display.max_columns'))",
    "os.write(1, b'written below Python')\nNone",
    "warnings.warn('once')\n1 / 0",
    "get_ipython().run_line_magic('matplotlib', 'inline')\nplt.hist([1, 2, 2]);",
    "!echo from a shell",
    "from IPython.display import HTML, display\nh = display('a', display_id='k')\nh.update('b')",
)  # fmt: skip


def steady(outputs):
    """Any kernel cuts what is printed where a timer falls; here it is whole again."""
    whole = []
    for output in outputs:
        last = whole[-1] if whole else {}
        if output.output_type == "stream" == last.get("output_type") and last.name == output.name:
            last.text += output.text
        else:
            whole.append(output)
    return whole


def test_a_notebook_gives_what_it_gives_in_a_usual_kernel_to_the_byte(
    world, tmp_path, monkeypatch, capfd
):
    monkeypatch.setenv("TZ", "Asia/Bangkok")
    monkeypatch.setenv("GIVEN", "ให้ไว้")
    for name, value in ALIKE.items():
        monkeypatch.setenv(name, value)
    found = {}
    for name in (NAME, "python3"):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
        runs = ExecutePreprocessor(kernel_name=name, allow_errors=True, timeout=60)
        runs.preprocess(book, {"metadata": {"path": str(tmp_path)}})
        words = json.dumps([steady(cell.outputs) for cell in book.cells], ensure_ascii=False)
        # A warning's path holds the process id.
        found[name] = json.loads(re.sub(r"ipykernel_\d+", "", words))
    assert "santitham-warm" not in capfd.readouterr().err
    for code, warm, usual in zip(CELLS, found[NAME], found["python3"], strict=True):
        assert warm == usual, code
    assert all(found[NAME][:9]) and "image/png" in found[NAME][7][-1]["data"]


def test_what_one_does_to_its_process_is_not_seen_in_another(world):
    with kernel() as (_, first), kernel() as (_, second):
        first("import builtins, os, pandas, numpy as np, sys\nbuiltins.divmod = None\n"
              "pandas.DataFrame = None\nos.environ['LEFT'] = 'x'\nos.chdir('/')\nheld = bytearray(1 << 28)")  # fmt: skip
        look = "import os, pandas, numpy as np\nprint(divmod(7, 2), pandas.DataFrame is None, os.environ.get('LEFT'), os.getcwd())"
        usual = f"(3, 1) False None {Path.cwd()}"
        assert second(look) == usual
        chance = "import random\nprint(random.random(), np.random.random())"
        assert first(chance) != second(chance)
        with kernel() as (_, third):
            assert third(look) == usual


def test_one_that_dies_takes_no_other_with_it_and_says_how(world):
    with kernel() as (_, other), kernel() as (dying, run):
        for death, code in (("os._exit(3)", 3), ("os.kill(os.getpid(), 11)", -11)):
            run.client.execute(f"import os\n{death}")
            gone(dying.is_alive)
            assert dying.provisioner.process.returncode == code
            assert other("print('here')") == "here"
            dying.restart_kernel(now=True)
            run.client.wait_for_ready(timeout=60)


def test_an_interrupt_reaches_code_and_what_it_has_started(world, tmp_path):
    mark = SLEEPS.format("101")
    with kernel() as (manager, run):
        run("kept = 1")
        for code, begun in (
            (
                f"open({str(tmp_path / 'begun')!r}, 'w')\nwhile True: pass",
                (tmp_path / "begun").exists,
            ),
            (f"import subprocess; subprocess.run(['sleep', '{mark}'])", lambda: sleeping(mark)),
        ):
            # Without `stop_on_error` a kernel that is still letting go of what was asked behind an
            # error would let go of the next request too.
            asked = run.client.execute(code, stop_on_error=False)
            gone(lambda begun=begun: not begun())
            manager.interrupt_kernel()
            reply = run.client._recv_reply(asked, timeout=30)
            assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert run("print(kept)") == "1"
        assert sleeping(mark) == []


def test_a_restart_is_a_new_process_under_the_same_name(world):
    mark = SLEEPS.format("102")
    with kernel() as (manager, run):
        first = int(run("kept = 1\nimport os\nprint(os.getpid())"))
        run(f"import subprocess; p = subprocess.Popen(['sleep', '{mark}'], start_new_session=True)")
        assert len(sleeping(mark)) == 1
        manager.restart_kernel()
        run.client.wait_for_ready(timeout=60)
        assert run("print('kept' in dir())") == "False"
        assert not psutil.pid_exists(first) and sleeping(mark) == []


def test_jupyterlabs_server_lists_starts_interrupts_restarts_and_ends_it(world, tmp_path):
    with urls() as call:
        assert NAME in call("GET", "kernelspecs")["kernelspecs"]
        started = call("POST", "kernels", {"name": NAME})
        [file] = Path(os.environ["JUPYTER_RUNTIME_DIR"]).glob(f"kernel-{started['id']}.json")
        client = BlockingKernelClient(connection_file=str(file))
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        run = runner(client)
        pid = int(run("import os; print(os.getpid())"))
        assert psutil.Process(pid).ppid() in {s.pid for s in servers()}
        call("POST", f"kernels/{started['id']}/restart")
        client.wait_for_ready(timeout=60)
        assert run("import os; print(os.getpid())") not in ("", str(pid))
        begun = tmp_path / "begun"
        asked = client.execute(f"open({str(begun)!r}, 'w')\nwhile True: pass")
        gone(lambda: not begun.exists())
        call("POST", f"kernels/{started['id']}/interrupt")
        assert client._recv_reply(asked, timeout=30)["content"]["ename"] == "KeyboardInterrupt"
        client.stop_channels()
        call("DELETE", f"kernels/{started['id']}")
        assert call("GET", "kernels") == []


@contextmanager
def urls():
    """A Jupyter server as JupyterLab has it, and a function that calls its REST."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", "--ip=127.0.0.1", f"--port={port}",
         "--no-browser", "--allow-root", "--IdentityProvider.token=x", "--ServerApp.jpserver_extensions={}",
         "--ServerApp.min_open_files_limit=0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def call(method, what, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/{what}",
            method=method,
            data=json.dumps(body).encode() if body else None,
            headers={"Authorization": "token x"},
        )
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            request, timeout=90
        ) as answer:
            return json.loads(answer.read() or "null")

    try:
        until = time.monotonic() + 60
        while True:
            try:
                call("GET", "status")
                break
            except OSError:
                assert time.monotonic() < until and server.poll() is None
                time.sleep(0.1)
        yield call
    finally:
        server.terminate()
        server.wait(30)


def test_nbval_runs_with_it_and_still_sees_a_changed_number(world, tmp_path):
    for name, stored in (("holds", "2"), ("changed", "3")):
        cell = nbformat.v4.new_code_cell("1 + 1", execution_count=1)
        cell.outputs = [
            nbformat.v4.new_output("execute_result", {"text/plain": stored}, execution_count=1)
        ]
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / f"{name}.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", f"--nbval-kernel-name={NAME}", "-rA",
         "-p", "no:cacheprovider"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert re.search("FAILED changed", done.stdout) and "santitham-warm:" not in done.stderr


def papermill(*words):
    return subprocess.run([sys.executable, "-m", "papermill", *words], capture_output=True,
                          text=True, timeout=300)  # fmt: skip


def shown(path):
    """Outputs of a notebook, cell by cell."""
    return [steady(c.outputs) for c in nbformat.read(path, 4).cells if c.cell_type == "code"]


def compared(monkeypatch, notebook, folder, *words):
    """Outputs of a notebook by the warm kernel, by the batches' engine, and by a usual kernel."""
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    monkeypatch.delenv("SANTITHAM_WARM", raising=False)
    for name, value in ALIKE.items():
        monkeypatch.setenv(name, value)
    found = []
    for how in (["-k", NAME], ["-k", "python3", "--engine", NAME], ["-k", "python3"]):
        out = folder / f"{len(found)}.ipynb"
        done = papermill(str(notebook), str(out), *how, "--cwd", str(notebook.parent), *words)
        assert done.returncode == 0, done.stderr
        assert "santitham-warm:" not in done.stderr
        found.append(shown(out))
    return found


def test_papermill_gives_the_same_by_warm_kernel_by_engine_and_by_usual_kernel(
    world, tmp_path, monkeypatch
):
    cells = [nbformat.v4.new_code_cell("code = '990101'", metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(c) for c in (
        "import pandas as pd, numpy as np\npd.DataFrame({'ก': np.linspace(0, 1, 7), code: 1})",
        "import statsmodels.api as sm\nx = np.arange(50.0)\n"
        "print(sm.GLM(np.sqrt(x) + 1, sm.add_constant(x), family=sm.families.Poisson()).fit().params.tolist())",
        "import matplotlib.pyplot as plt\nplt.plot(x);",
    )]  # fmt: skip
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, tmp_path / "book.ipynb")
    warm, engine, usual = compared(
        monkeypatch, tmp_path / "book.ipynb", tmp_path, "-r", "code", "๙๙"
    )
    assert warm == engine == usual
    assert "๙๙" in warm[2][0].data["text/plain"] and "image/png" in warm[4][-1].data


@pytest.mark.proof
def test_a_tambon_is_the_same_by_warm_kernel_by_engine_and_by_usual_kernel(
    world, tmp_path, monkeypatch
):
    shutil.copy(ROOT / "study.toml", tmp_path)
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    for step in ("build", "estimate"):
        subprocess.run(
            [sys.executable, "-m", "santitham_eval.cli", step, "--study", str(tmp_path / "study.toml")],
            check=True, timeout=300, capture_output=True, env=os.environ | ALIKE,
        )  # fmt: skip
    (tmp_path / "notebooks").mkdir()
    notebook = shutil.copy(ROOT / "notebooks" / "tambon_impact.ipynb", tmp_path / "notebooks")
    warm, engine, usual = compared(monkeypatch, Path(notebook), tmp_path, "-r", "tambon", "990102")
    assert warm == engine == usual
    assert sum(map(len, warm)) > 5


# --- ends and faults ------------------------------------------------------------------------
CLIENT = """
import os, sys, time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name=sys.argv[1])
client.execute_interactive(
    f"import subprocess, os\\nfor new in (True, False): subprocess.Popen(['sleep', {sys.argv[2]!r}], start_new_session=new)",
    timeout=60)
print(manager.provisioner.pid, flush=True)
time.sleep(600)
"""


def test_when_the_client_is_killed_the_kernel_ends_with_all_it_has_started(world):
    mark = SLEEPS.format("103")
    words = [sys.executable, "-c", CLIENT, NAME, mark]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as client:
        try:
            pid = int(client.stdout.readline())
            assert psutil.pid_exists(pid) and len(sleeping(mark)) == 2
            assert list(place.folder().glob("k-*"))
        finally:
            client.kill()
    gone(lambda: psutil.pid_exists(pid) or sleeping(mark))
    gone(lambda: list(place.folder().glob("k-*")))


def test_after_the_server_is_killed_the_next_launch_starts_another(world):
    mark = SLEEPS.format("104")
    with kernel() as (manager, run):
        run(f"import subprocess; p = subprocess.Popen(['sleep', '{mark}'], start_new_session=True)")
        first, path = server_of(manager)
        first.kill()
        gone(manager.is_alive)
        gone(lambda: sleeping(mark))
        assert path.exists()  # and nobody behind it
        manager.restart_kernel(now=True)
        run.client.wait_for_ready(timeout=60)
        assert run("print('again')") == "again"
        assert server_of(manager)[0] != first and server_of(manager)[1] == path


def test_nonsense_on_its_socket_does_not_stop_the_server(world):
    fine = {"arguments": [], "environment": {}, "cwd": "/", "sockets": ""}
    with kernel() as (manager, run):
        server, path = server_of(manager)
        for nonsense in (
            b"x", b"\xff" * 64, b"\0" * 7 + b"\1{", frame("launch", {}), frame("launch", fine),
            frame("signal", {"number": 9}), frame("other", {}),
            (2).to_bytes(8, "big") + b"[]", (1 << 60).to_bytes(8, "big"),
        ):  # fmt: skip
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(str(path))
                line.sendall(nonsense)
        assert run("print('here')") == "here"
        with kernel() as (another, other):
            assert other("print('new')") == "new"
            assert server_of(another)[0] == server


def test_a_folder_that_is_not_there_is_said_as_usual(world, capfd):
    manager = KernelManager(kernel_name=NAME)
    with pytest.raises(FileNotFoundError):
        manager.start_kernel(cwd=str(world / "nowhere"))
    assert "nowhere" in capfd.readouterr().err


def open_to_all(monkeypatch, world, tmp_path):
    other = world / "other"
    (other / f"santitham-warm-{os.getuid()}").mkdir(parents=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(other))


def too_long(monkeypatch, world, tmp_path):
    long = world / ("n" * 100)
    long.mkdir(exist_ok=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))


def no_forks(monkeypatch, world, tmp_path):
    monkeypatch.delattr(os, "pidfd_open")
    monkeypatch.delattr(place, "folder")  # it asks for what such a system has not


def own_style(monkeypatch, world, tmp_path):
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 7\n")
    monkeypatch.chdir(tmp_path)


def broken(monkeypatch, world, tmp_path):
    (tmp_path / "numpy.py").write_text("raise ImportError('numpy is broken here')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{os.environ['PYTHONPATH']}")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(open_to_all, "not this user's alone"), (too_long, "too long"), (no_forks, "forking"),
     (own_style, "matplotlibrc"), (broken, "numpy is broken here")],
    ids=lambda x: getattr(x, "__name__", ""),
)  # fmt: skip
def test_where_there_is_no_server_a_usual_kernel_starts_and_it_says_so(
    world, tmp_path, monkeypatch, capfd, spoil, said
):
    spoil(monkeypatch, world, tmp_path)
    with kernel() as (manager, run):
        assert isinstance(manager.provisioner.process, subprocess.Popen)
        assert (
            run("import os; print(os.environ['PYTHONHASHSEED'], os.environ['OMP_NUM_THREADS'])")
            == "0 1"
        )
    told = capfd.readouterr().err
    assert said in told and "เคอร์เนลธรรมดา" in told


def test_it_can_be_loaded_where_there_is_nothing_of_unix():
    script = (
        "import sys; sys.modules['fcntl'] = sys.modules['resource'] = None\n"
        "import santitham_eval.batch.warm.provisioner"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60, cwd=ROOT)


def test_told_to_stop_it_takes_no_more_and_ends_with_its_last_kernel(world):
    with kernel() as (manager, run):
        server, path = server_of(manager)
        stop()
        gone(path.exists)
        assert run("print('still here')") == "still here"
    gone(server.is_running)


ALONE = """
import os, sys
from pathlib import Path
os.environ["SANTITHAM_WARM"] = "alone"
from santitham_eval.batch.warm.place import Place
from santitham_eval.batch.warm.server import Server
at = Place(Path(sys.argv[1]) / "a")
server = Server(at, at.acquire(), 0.5)
print("ready", flush=True)
print(server.run(), [p.name for p in at.stem.parent.iterdir()])
"""


def test_it_ends_itself_when_nobody_is_there_and_leaves_nothing(world):
    folder = world / "alone"
    folder.mkdir()
    (folder / "dead.lock").touch()  # of one that was killed
    (folder / "dead.sock").touch()
    words = [sys.executable, "-c", ALONE, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout.readline() == "ready\n"
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(folder / "a.sock"))
            time.sleep(1)
            assert server.poll() is None
        assert server.stdout.read() == "None []\n"


def test_another_library_or_setting_has_another_server(world, monkeypatch, tmp_path):
    command = [sys.executable]
    usual = place.of(command, os.environ)
    assert place.of(command, {**os.environ, "TAMBON": "990101", "_": "x"}) == usual
    assert place.of(command, {**os.environ, "PYTHONPATH": "elsewhere"}) != usual
    assert place.of([*command, "-O"], os.environ) != usual
    copied = tmp_path / "santitham_eval"
    copied.mkdir()
    (copied / "edited.py").write_text("1")
    monkeypatch.setattr(place, "PACKAGE", copied)
    before = place.of(command, os.environ)
    (copied / "edited.py").write_text("12")
    assert place.of(command, os.environ) != before
