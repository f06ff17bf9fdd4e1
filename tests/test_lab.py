"""The starting notebook in JupyterLab, as an evaluator uses it: choose a tambon, run all, look."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest
from whole_site import NOTEBOOKS, built

TOKEN = "only-on-this-machine"
CHOSEN = '''tambon: str = "{words}"
indicator: str = "SAF1"
study_file: str = "../study.toml"'''
PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map((e) => e.innerText)"
ITEM = "[...document.querySelectorAll('{where}')].find((e) => e.innerText.startsWith('{words}'))"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address of a JupyterLab of this environment, on a small study; it ends with the tests."""
    study = built(tmp_path_factory.mktemp("lab"))
    shutil.copytree(NOTEBOOKS, study.folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    own = study.folder / "own"
    asks = own / "settings" / "@jupyterlab" / "apputils-extension"
    asks.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (asks / "notification.jupyterlab-settings").write_text(json.dumps(quiet), "utf-8")
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime",
              "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
              "IPYTHONDIR": "ipython"}  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
         "--port=0", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={study.folder}",
         "--LabApp.extension_manager=readonly"],
        env=os.environ | {name: str(own / folder) for name, folder in places.items()},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield address(own / "runtime", server)
    finally:
        ended = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
        server.terminate()
        _, alive = psutil.wait_procs(ended, timeout=10)
        for process in alive:
            process.kill()
        server.wait()


def address(runtime, server):
    ends = time.monotonic() + 120
    while time.monotonic() < ends and server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            try:
                url = json.loads(file.read_text("utf-8"))["url"]
                urllib.request.urlopen(f"{url}api?token={TOKEN}", timeout=10).close()
                return url
            except (ValueError, OSError):  # half written, or not listening yet
                pass
        time.sleep(0.2)
    raise AssertionError("JupyterLab has not started")


@pytest.fixture(scope="module")
def page(browser, lab):
    with browser.page() as page:
        page.size(1280, 9000)  # what is out of sight is not drawn
        page.open(f"{lab}lab/tree/notebooks/start_here.ipynb?token={TOKEN}")
        yield page


def choose(page, words, shown):
    """Write another tambon into the first cell, and run all cells by the menu."""
    first = "document.querySelector('.jp-CodeCell .cm-content')"
    page.until(f"Boolean({first})")
    page.until("!document.getElementById('jupyterlab-splash')")  # it would catch the clicks
    # What is run before the kernel answers is lost.
    page.until("document.getElementById('jp-main-statusbar').innerText.includes('| Idle')")
    page.click(first)
    page.press("a", 65, control=True)
    page.write(CHOSEN.format(words=words))
    for where, item in ((".lm-MenuBar-item", "Run"), (".lm-Menu-item", "Run All Cells")):
        wanted = ITEM.format(where=where, words=item)
        page.until(f"Boolean({wanted})")
        page.click(wanted)
    # The stored notebook shows another tambon, with every cell numbered.
    page.until(f"document.querySelector('.st-heading h1')?.innerText.includes('{shown}')", 120)
    page.until(f"!{PROMPTS}.some((e) => e.includes('*'))", 120)


def test_an_evaluator_chooses_a_tambon_and_sees_the_analysis(page, lab):
    choose(page, "จำลองที่ ๐๑๐๓", "จำลองที่ 0103")
    failed = "document.querySelectorAll('.jp-RenderedText[data-mime-type*=error]').length"
    assert page.run(failed) == 0
    assert page.run("document.querySelectorAll('.st-drawing').length") >= 1
    assert page.run("document.querySelectorAll('.st-card.st-insufficient').length") == 1
    for words in (".st-drawing text", ".st-headline", ".jp-MarkdownOutput li + li"):
        assert page.letters(f"document.querySelector('{words}')") == {"Sarabun*"}, words
    assert all(url.startswith((lab, lab.replace("http", "ws"), "blob:")) for url in page.requests)
