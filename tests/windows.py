"""What the windows of real browsers other than Chromium share, in the terms of WebDriver: https://www.w3.org/TR/webdriver2/."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import Any

import pytest

POLLS = 3000  # five minutes and more: so that nothing hangs for ever
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015", "Space": " "}
# A machine of tests has no loudspeaker, and without one these browsers play nothing.
SILENCE = (
    "pulseaudio",
    "-n",
    "--exit-idle-time=-1",
    "--disable-shm",
    "-L",
    "module-null-sink",
    "-L",
    "module-native-protocol-unix auth-anonymous=1 socket={}",
)


class Window(ABC):
    """One window of a browser."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go there, and wait until it is loaded."""

    @abstractmethod
    def run(self, script: str) -> Any:  # noqa: ANN401 - JSON
        """What a function of this body returns in the page."""

    @abstractmethod
    def act(self, actions: list[dict[str, object]]) -> None:
        """Do what hands do."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Click on the first element that a CSS selector fits."""

    def tell(self, expression: str) -> Any:  # noqa: ANN401 - JSON
        """The expression's value in the page."""
        return self.run(f"return ({expression})")

    def until(self, expression: str) -> None:
        for _ in range(POLLS):
            if self.tell(expression):
                return
            time.sleep(0.1)
        pytest.fail(f"it never came: {expression}")

    def press(self, key: str) -> None:
        one = KEYS.get(key, key)
        keys = [{"type": kind, "value": one} for kind in ("keyDown", "keyUp")]
        self.act([{"type": "key", "id": "k", "actions": keys}])
