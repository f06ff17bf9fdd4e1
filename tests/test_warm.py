"""Warm kernels: outputs as a usual kernel's, each notebook in a process of its own, none left over."""

import json
import os
import subprocess
import sys
import textwrap
import time

import nbformat
import psutil
import pytest

from santitham_eval.batch import paper

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")

# A process of one thread, as the runner's are: pytest's own has more.
WARM = """
import json, os, sys
os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
from pathlib import Path
from santitham_eval.batch.warm import preload
from santitham_eval.batch.warm.preload import can_fork
from santitham_eval.batch.warm.engine import NAME, WarmEngine
import papermill
from papermill.engines import papermill_engines
papermill_engines.register(NAME, WarmEngine)
preload.MODULES = ("ipykernel.inprocess.ipkernel", "matplotlib.pyplot", "pandas")
preload.preload()
assert can_fork()
for name, folder, seconds in json.loads(sys.argv[1]):
    folder = Path(folder)
    try:
        papermill.execute_notebook(
            folder / f"{name}.ipynb", folder / f"{name}.out.ipynb", engine_name=NAME, cwd=folder,
            progress_bar=False, record_timing=False, execution_timeout=seconds)
        print("fine", flush=True)
    except Exception as error:
        print(type(error).__name__, flush=True)
"""


def write(folder, name, *cells):
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(textwrap.dedent(c)) for c in cells],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    nbformat.write(book, folder / f"{name}.ipynb")


def clean():
    """Without pytest's own mark, under which a kernel leaves the file descriptors alone."""
    return {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}


def run(folder, *names, seconds=60):
    """How each notebook ended, one after the other in the same warm process."""
    asked = json.dumps([[name, str(folder), seconds] for name in names])
    done = subprocess.run([sys.executable, "-c", WARM, asked], capture_output=True, text=True,
                          timeout=300, check=False, env=clean())  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def outputs(folder, name):
    """As they are kept: in which pieces a kernel sends what was printed depends on a timer."""
    book = nbformat.read(folder / f"{name}.out.ipynb", 4)
    paper.clean(book, nbformat.read(folder / f"{name}.ipynb", 4))
    return [cell.outputs for cell in book.cells if cell.cell_type == "code"]


CELLS = (
    "print('one'); 1 + 1",
    "import pandas as pd\npd.DataFrame({'ก': [1, 2]})",
    "pd.DataFrame({n: [n] for n in range(30)})",
    "import sys\nprint('out')\nprint('to stderr', file=sys.stderr)",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "import os\nos.write(1, b'written below Python')\nNone",
    "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))\nh = display('a', display_id='k')\nh.update('b')",
)


def test_outputs_are_those_of_a_usual_kernel(tmp_path):
    write(tmp_path, "book", *CELLS)
    assert run(tmp_path, "book") == ["fine"]
    warm = outputs(tmp_path, "book")
    usual = subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", "--to", "notebook", "--execute",
         "--output", "book.out.ipynb", "book.ipynb"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False, env=clean())  # fmt: skip
    assert usual.returncode == 0, usual.stderr
    expected = outputs(tmp_path, "book")
    assert [[o.output_type for o in cell] for cell in warm] == [
        [o.output_type for o in cell] for cell in expected
    ]
    assert warm[:4] == expected[:4] and warm[6] == expected[6]
    assert warm[4][-1].data.keys() == expected[4][-1].data.keys() >= {"image/png"}
    assert "written below Python" in warm[5][0].text


def test_what_a_notebook_does_to_its_process_ends_with_it(tmp_path):
    write(tmp_path, "wild", """
        import builtins, os, sys, pandas, random, warnings
        builtins.divmod = lambda *x: 42
        pandas.DataFrame = None
        os.environ["LEFT"] = "behind"
        os.chdir("/")
        sys.path.insert(0, "/nowhere")
        warnings.simplefilter("error")
        random.random()""")  # fmt: skip
    write(
        tmp_path,
        "next",
        """
        import os, sys, pandas
        [divmod(7, 2) == 42, pandas.DataFrame is None, "LEFT" in os.environ, os.getcwd() == "/", "/nowhere" in sys.path]""",
    )
    assert run(tmp_path, "wild", "next") == ["fine", "fine"]
    assert (
        outputs(tmp_path, "next")[0][0].data["text/plain"] == "[False, False, False, False, False]"
    )


def test_one_that_dies_or_fails_stops_no_other_and_keeps_what_it_had(tmp_path):
    write(tmp_path, "gone", "print('reached')", "import os\nos._exit(3)")
    write(tmp_path, "killed", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    write(tmp_path, "failed", "print('reached')", "1 / 0", "print('never')")
    write(tmp_path, "fine", "'here'")
    found = run(tmp_path, "gone", "killed", "failed", "fine")
    assert found == ["DeadKernelError", "KilledError", "PapermillExecutionError", "fine"]
    for name in ("gone", "failed"):
        book = nbformat.read(tmp_path / f"{name}.out.ipynb", 4)
        printed = [
            o.text for c in book.cells for o in c.get("outputs", []) if o.output_type == "stream"
        ]
        assert printed == ["reached\n"]


@pytest.mark.proof
def test_loops_memory_and_floods_have_an_end(tmp_path):
    write(tmp_path, "loop", "while True: pass")
    write(tmp_path, "memory", "held = []\nwhile True: held.append(bytearray(1 << 28))")
    write(tmp_path, "flood", "for _ in range(200): print('x' * (1 << 20))")
    write(tmp_path, "fine", "1")
    assert run(tmp_path, "loop", "fine", seconds=10) == ["CellTimeoutError", "fine"]
    assert run(tmp_path, "memory", "flood", "fine") == [
        "PapermillExecutionError", "TooMuchOutputError", "fine"
    ]  # fmt: skip


def test_processes_that_a_notebook_starts_end_with_it(tmp_path):
    mark = "31536123"  # seconds: nobody else sleeps so long
    write(
        tmp_path,
        "starts",
        f"""
        import os, subprocess
        subprocess.Popen(["sleep", "{mark}"])
        subprocess.Popen(["sleep", "{mark}"], start_new_session=True)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execvp("sleep", ["sleep", "{mark}"])
            os._exit(0)
        None""",
    )
    assert run(tmp_path, "starts") == ["fine"]
    left = [
        p.info["cmdline"]
        for p in psutil.process_iter(["cmdline"])
        if mark in (p.info["cmdline"] or [])
    ]
    assert left == []


def test_a_child_does_not_outlive_the_process_that_forked_it(tmp_path):
    mark = tmp_path / "pid"
    write(
        tmp_path,
        "sleeps",
        f"""
        import os, time
        from pathlib import Path
        Path({str(mark)!r}).write_text(str(os.getpid()))
        time.sleep(120)""",
    )
    asked = json.dumps([["sleeps", str(tmp_path), 100]])
    parent = subprocess.Popen([sys.executable, "-c", WARM, asked])
    try:
        until = time.monotonic() + 60
        while not (mark.exists() and mark.read_text()) and time.monotonic() < until:
            time.sleep(0.05)
        child = int(mark.read_text())
    finally:
        parent.kill()
        parent.wait()
    until = time.monotonic() + 10
    while psutil.pid_exists(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not psutil.pid_exists(child)


def test_descriptors_of_the_parent_are_not_the_childs(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("open in the parent")
    write(
        tmp_path,
        "looks",
        """
        import os
        names = []
        for fd in os.listdir("/proc/self/fd"):
            try:
                names.append(os.readlink(f"/proc/self/fd/{fd}"))
            except OSError:
                pass
        any("secret" in name for name in names)""",
    )
    asked = json.dumps([["looks", str(tmp_path), 60]])
    script = (
        f"held = open({str(secret)!r})\nimport os\nos.set_inheritable(held.fileno(), True)\n" + WARM
    )
    done = subprocess.run([sys.executable, "-c", script, asked], capture_output=True, text=True,
                          timeout=120, check=False)  # fmt: skip
    assert done.stdout.split() == ["fine"], done.stderr
    assert outputs(tmp_path, "looks")[0][0].data["text/plain"] == "False"


def test_where_there_is_a_second_thread_a_usual_kernel_is_taken(tmp_path):
    write(tmp_path, "book", "1 + 1")
    asked = json.dumps([["book", str(tmp_path), 60]])
    script = WARM.replace("assert can_fork()", "import threading, time\n"
                          "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
                          "assert not can_fork()")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script, asked], capture_output=True, text=True,
                          timeout=120, check=False)  # fmt: skip
    assert done.stdout.split() == ["fine"], done.stderr
    assert outputs(tmp_path, "book")[0][0].data["text/plain"] == "2"


@pytest.mark.parametrize("first", ["papermill", "santitham_eval.batch.warm.engine"])
def test_papermill_and_the_engine_may_be_imported_in_either_order(first):
    script = (
        f"import {first}\n"
        "from santitham_eval.batch.warm.engine import NAME, WarmEngine\n"
        "from papermill.engines import papermill_engines\n"
        "assert papermill_engines.get_engine(NAME) is WarmEngine"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                          timeout=60, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
