"""What the tests in a browser share: a real Chromium, a tab whose complaints are kept, and a foreign page with a player."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, expect, sync_playwright

from narrate.publish.pages import asset
from narrate.publish.words import words_for
from narrate.serve import application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNHURRIED = 1_800_000  # milliseconds: what never comes is a fault of the page, a slow machine is none
expect.set_options(timeout=UNHURRIED)
AXE = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def publishing(folder: Path, headers: list[tuple[str, str]] | None = None) -> Iterator[str]:
    """The address of narrate's own server over a folder, made where it is not there; all answers have these headers."""
    folder.mkdir(exist_ok=True)
    server = uvicorn.Server(uvicorn.Config(application(folder), port=0, log_level="error", headers=headers))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing: .ci/run installs it")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    context.set_default_timeout(UNHURRIED)
    page = context.new_page()
    page.said = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


def violations(page: Page, rules: list[str]) -> list[tuple[str, list[str]]]:
    """What axe finds by these rules, with the elements: once the page has its styles, which a key's press does not wait for."""
    page.wait_for_load_state("load")
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [(v["id"], [node["html"][:80] for node in v["nodes"]]) for v in found]


def until(page: Page | Frame, expression: str) -> None:
    """Under a policy that forbids eval, which wait_for_function needs."""
    while not page.evaluate(expression):
        page.wait_for_timeout(100)


# An article of ours, and a page of a site that holds it.
SAID = (
    "渡口的老船工把木船漆成了蓝色。",
    "他说，漆一次要用三个晴天。",
    "孩子们放学以后在岸边数船。",
    "去年冬天，河面结了薄冰，船停了九天。",
    "今年入冬以前，村里给渡口装上了灯。",
)
TITLE = "渡口装上了灯"
WHOLE = "".join(f"<p>{text}</p>" for text in SAID)


def data_of(cues: list[dict[str, object]], address: str = "http://site.test/a.html") -> dict[str, object]:
    return {
        "title": TITLE, "publisher": "", "show": "", "guid": "g", "lang": "zh-CN", "page": address, "duration": len(cues),
        "sources": [{"src": "a.mp3", "type": "audio/mpeg"}], "chapters": [], "cues": cues, "words": words_for("zh-CN"),
    }  # fmt: skip


def embedded(
    page: Page,
    body: str,
    cues: list[dict[str, object]],
    address: str = "http://site.test/a.html",
    tag: str = "<script src='/embed.js' data-episode='/e/'></script>",
) -> None:
    """A page that nobody else has, with the script of ours and an episode that says `cues`."""
    page.route("**/e/player.json", lambda route: route.fulfill(json=data_of(cues, address)))
    page.route("**/e/*.mp3", lambda route: route.abort())
    page.route("**/embed.js", lambda route: route.fulfill(body=asset("embed.js"), content_type="text/javascript"))
    html = f"<!DOCTYPE html><html lang='zh-CN'><meta charset='utf-8'><body>{body}{tag}</body></html>"
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(address)
    page.wait_for_function("document.querySelector('narrate-player')?.ranges")


def cues_of(*texts: str, label: str = "") -> list[dict[str, object]]:
    rows = [{"text": text, "start": n, "end": n + 1} for n, text in enumerate(texts)]
    return [{"text": label, "start": 0, "end": 0, "label": True}, *rows] if label else rows
