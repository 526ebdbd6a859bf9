"""A real Firefox by its own protocol, Marionette: WebDriver's commands as JSON over a socket.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html. Debian has the browser and no geckodriver, which
Selenium needs; Playwright drives a Firefox of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from test_serve import free_port
from windows import POLLS, SILENCE, Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFERENCES = {
    "media.autoplay.default": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
}


class Firefox(Window):
    """One window of it."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self._socket = _connected(port, process)
        self._stream = self._socket.makefile("rb")
        self._read()  # who it is
        self._number = 0
        self.ask("WebDriver:NewSession", strictFileInteractability=True)

    def ask(self, command: str, **values: object) -> Any:  # noqa: ANN401 - JSON
        """A command's answer. Raises RuntimeError for an error."""
        self._number += 1
        text = json.dumps([0, self._number, command, values])
        self._socket.sendall(f"{len(text.encode())}:{text}".encode())
        _, _, error, found = self._read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return found

    def _read(self) -> Any:  # noqa: ANN401 - JSON
        size = b""
        while not size.endswith(b":"):
            size += self._stream.read(1) or b"0:"  # it has ended
        return json.loads(self._stream.read(int(size[:-1])))

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def open(self, address: str) -> None:
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str) -> Any:  # noqa: ANN401 - JSON
        return self.ask("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def act(self, actions: list[dict[str, object]]) -> None:
        self.ask("WebDriver:PerformActions", actions=actions)

    def click(self, selector: str) -> None:
        found = self.ask("WebDriver:FindElement", using="css selector", value=selector)["value"]
        self.ask("WebDriver:ElementClick", id=next(iter(found.values())))


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    for _ in range(POLLS):
        if process.poll() is not None:
            break
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            time.sleep(0.1)
    pytest.skip(f"firefox does not start here: {process.returncode}")


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A Firefox without a window, in a profile of its own."""
    found = [shutil.which(name) for name in ("firefox-esr", "pulseaudio")]
    if not all(found):
        pytest.skip("firefox-esr or pulseaudio is not installed")
    port, speaker = free_port(), profile / "speaker"
    rows = PREFERENCES | {"marionette.port": port}
    (profile / "user.js").write_text(
        "".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in rows.items())
    )
    own = os.environ | {"HOME": str(profile), "XDG_RUNTIME_DIR": str(profile), "PULSE_SERVER": f"unix:{speaker}"}
    commands = (
        [part.format(speaker) for part in SILENCE],
        ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile],
    )
    processes = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=own) for command in commands
    ]
    try:
        with closing(Firefox(port, processes[-1])) as window:
            yield window
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()
