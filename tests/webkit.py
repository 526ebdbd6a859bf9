"""A real WebKit, the engine of Safari, as Debian has it: WebKitGTK's MiniBrowser by its WebDriver, JSON over HTTP.

https://www.w3.org/TR/webdriver2/#endpoints. On a screen of its own (Xvfb).
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_serve import free_port
from windows import POLLS, SILENCE, Window

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = ("WebKitWebDriver", "Xvfb", "pulseaudio")
BROWSER = "webkit2gtk-4.*/MiniBrowser"
LONGEST = 600  # seconds for an answer


class WebKit(Window):
    """One window of it."""

    def __init__(self, port: int, browser: Path) -> None:
        self._port, self._path = port, "/session"
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        self._path = f"/session/{self.ask('POST', '', capabilities={'alwaysMatch': wanted})['sessionId']}"

    def ask(self, method: str, path: str, **values: object) -> Any:  # noqa: ANN401 - JSON
        """A command's answer. Raises RuntimeError for an error."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=LONGEST)
        body = json.dumps(values) if method == "POST" else None
        connection.request(method, self._path + path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        found = json.loads(answer.read())["value"]
        connection.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path}: {found['message']}")
        return found

    def open(self, address: str) -> None:
        self.ask("POST", "/url", url=address)

    def run(self, script: str) -> Any:  # noqa: ANN401 - JSON
        return self.ask("POST", "/execute/sync", script=script, args=[])

    def act(self, actions: list[dict[str, object]]) -> None:
        self.ask("POST", "/actions", actions=actions)

    def click(self, selector: str) -> None:
        found = self.ask("POST", "/element", using="css selector", value=selector)
        self.ask("POST", f"/element/{next(iter(found.values()))}/click")


@contextmanager
def webkit(home: Path) -> Iterator[WebKit]:
    """A WebKit on a screen that nobody sees, in a home of its own."""
    browser = next(Path("/usr/lib").glob(f"*/{BROWSER}"), None)
    if browser is None or not all(shutil.which(name) for name in PROGRAMS):
        pytest.skip(f"WebKitGTK's MiniBrowser, or one of {', '.join(PROGRAMS)}, is not installed")
    port, speaker = free_port(), home / "speaker"
    read, write = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen(screen, pass_fds=(write,), **quiet)]
    os.close(write)
    try:
        with os.fdopen(read) as told:
            display = told.readline().strip()
        if not re.fullmatch(r"\d+", display):
            pytest.skip("Xvfb does not start here")
        own = os.environ | {
            "DISPLAY": f":{display}",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PULSE_SERVER": f"unix:{speaker}",
        }
        commands = [part.format(speaker) for part in SILENCE], ["WebKitWebDriver", f"--port={port}"]
        processes += [subprocess.Popen(command, env=own, **quiet) for command in commands]
        _wait(port, processes[-1])
        window = WebKit(port, browser)
        yield window
        window.ask("DELETE", "")
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(POLLS):
        if process.poll() is not None:
            break
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection, suppress(OSError):
            connection.request("GET", "/status")
            if connection.getresponse().status == http.client.OK:
                return
        time.sleep(0.1)
    pytest.skip(f"WebKitWebDriver does not start here: {process.returncode}")
