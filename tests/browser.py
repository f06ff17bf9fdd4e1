"""Chromium, spoken to over a pipe in its own protocol: no package is needed, and no port opened.

A browser whose pipe is closed ends by itself, so none outlives the tests, however they end.
"""

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import time
from collections import deque

import psutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-extensions "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--no-default-browser-check --disable-dev-shm-usage --remote-debugging-pipe"
).split()
SECONDS = 60
MILLIMETRE = 96 / 25.4


def chromium():
    """The program, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One Chromium with a profile of its own, until `close`."""

    def __init__(self, program, profile):
        self.profile, self.told, self._number, self._rest = profile, {}, 0, b""
        # Far from 3 and 4, which are Chromium's ends.
        low = [*os.pipe(), *os.pipe()]
        read, self._write, self._read, write = [
            fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in low
        ]
        ends = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)]
        ends += [(os.POSIX_SPAWN_DUP2, read, 3), (os.POSIX_SPAWN_DUP2, write, 4)]
        words = [program, *QUIET, f"--user-data-dir={profile}"]
        number = os.posix_spawn(program, words, os.environ, file_actions=ends, setsid=True)
        self._process = psutil.Process(number)
        for end in (*low, read, write):
            os.close(end)

    def ask(self, method, session=None, **params):
        """The answer to one command; what else is told meanwhile is kept, page by page."""
        self._number += 1
        number = self._number
        command = {"id": number, "method": method, "params": params}
        command |= {"sessionId": session} if session else {}
        words = json.dumps(command).encode() + b"\0"
        while words:
            words = words[os.write(self._write, words) :]
        while True:
            said = self._hear(SECONDS)
            if said.get("id") == number:
                assert "error" not in said, (method, said)
                return said["result"]
            self.told.setdefault(said.get("sessionId"), deque()).append(said)

    def wait(self, method, session):
        """The next event of a name."""
        told = self.told.setdefault(session, deque())
        while True:
            for said in told:
                if said["method"] == method:
                    return said["params"]
            said = self._hear(SECONDS)
            self.told.setdefault(said.get("sessionId"), deque()).append(said)

    def _hear(self, seconds):
        ends = time.monotonic() + seconds
        while b"\0" not in self._rest:
            left = ends - time.monotonic()
            ready = left > 0 and select.select([self._read], [], [], left)[0]
            assert ready, f"the browser has said nothing for {seconds} s"
            more = os.read(self._read, 1 << 20)
            assert more, "the browser has ended"
            self._rest += more
        said, _, self._rest = self._rest.partition(b"\0")
        return json.loads(said)

    def page(self):
        """An empty page, with no memory of the others."""
        return Page(self)

    def close(self):
        """End it, whatever it is doing, and remove its profile."""
        os.close(self._write)
        os.close(self._read)
        with contextlib.suppress(psutil.TimeoutExpired):
            self._process.wait(5)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for _ in range(20):  # its last helpers may still be writing
            shutil.rmtree(self.profile, ignore_errors=True)
            if not self.profile.exists():
                return
            time.sleep(0.1)


class Page:
    """What a reader has before the eyes, and what went on behind it."""

    def __init__(self, browser):
        self._browser = browser
        self._context = browser.ask("Target.createBrowserContext")["browserContextId"]
        target = browser.ask(
            "Target.createTarget", url="about:blank", browserContextId=self._context
        )["targetId"]
        self._session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Network", "Runtime", "Log", "DOM", "CSS"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setFocusEmulationEnabled", enabled=True)
        self.size(1280)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._browser.ask("Target.disposeBrowserContext", browserContextId=self._context)
        self._browser.told.pop(self._session, None)

    def ask(self, method, **params):
        return self._browser.ask(method, self._session, **params)

    def open(self, address):
        """Go to an address and wait until all of it is there."""
        self._browser.told[self._session] = deque()
        answer = self.ask("Page.navigate", url=str(address))
        assert "errorText" not in answer, answer
        self._browser.wait("Page.loadEventFired", self._session)
        return self

    def size(self, width, height=900):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)  # fmt: skip

    def media(self, kind="", scheme="light"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=kind, features=features)

    def scripts(self, on):
        """Whether the page's own scripts run."""
        self.ask("Emulation.setScriptExecutionDisabled", value=not on)

    def run(self, expression):
        """The value of an expression in the page, also of a promise."""
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True,
                          returnByValue=True)  # fmt: skip
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key, number, control=False):
        for kind in ("rawKeyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                     windowsVirtualKeyCode=number, modifiers=2 * control)  # fmt: skip

    def click(self, element):
        """Press and let go of the mouse in the middle of what an expression gives."""
        x, y = self.run(
            f"(() => {{ const box = {element}.getBoundingClientRect();"
            " return [box.left + box.width / 2, box.top + box.height / 2]; })()"
        )
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def until(self, expression, seconds=SECONDS):
        """Wait for an expression to become true, and give what it then is."""
        ends = time.monotonic() + seconds
        while not (value := self.run(expression)):
            assert time.monotonic() < ends, f"not within {seconds} s: {expression}"
            time.sleep(0.2)
        return value

    def letters(self, element):
        """Names of the fonts that an element's words are drawn in; a page's own end in *."""
        self.ask("DOM.getDocument", depth=0)
        found = self.ask("Runtime.evaluate", expression=element)["result"]["objectId"]
        node = self.ask("DOM.requestNode", objectId=found)["nodeId"]
        fonts = self.ask("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
        return {f["familyName"] + "*" * f["isCustomFont"] for f in fonts}

    def write(self, words):
        self.ask("Input.insertText", text=words)

    def picture(self, kind="png", top=None):
        """What is before the eyes, or of that width and height from the top."""
        more = {"quality": 60} if kind == "webp" else {}
        if top:
            width, height = top
            clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
            more |= {"clip": clip, "captureBeyondViewport": True}
        answer = self.ask("Page.captureScreenshot", format=kind, **more)
        return base64.b64decode(answer["data"])

    def printed(self):
        """PDF on the paper that the page asks for."""
        answer = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def _events(self, *methods):
        told = self._browser.told.get(self._session, ())
        return [said["params"] for said in told if said["method"] in methods]

    @property
    def requests(self):
        """Addresses beyond files that were asked for, but for what the page's policy held back."""
        failed = self._events("Network.loadingFailed")
        held = {said["requestId"] for said in failed if said.get("blockedReason") == "csp"}
        asked = [said for said in self._events("Network.requestWillBeSent")
                 if said["requestId"] not in held]  # fmt: skip
        urls = [said["request"]["url"] for said in asked]
        return [url for url in urls if not url.startswith(("file:", "data:"))]

    @property
    def errors(self):
        """What the console holds against the page."""
        logged = [said["entry"] for said in self._events("Log.entryAdded")]
        said = [e["text"] for e in logged if e["level"] == "error"]
        called = self._events("Runtime.consoleAPICalled")
        said += [str(c["args"]) for c in called if c["type"] in ("error", "assert")]
        return said + [
            e["exceptionDetails"]["text"] for e in self._events("Runtime.exceptionThrown")
        ]

    @property
    def dialogs(self):
        return [said["message"] for said in self._events("Page.javascriptDialogOpening")]
