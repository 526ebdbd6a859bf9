"""What matters most of the pages, in Firefox: play, read along, keyboard, and the player in another site's page."""

from __future__ import annotations

import http.server
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from browsing import publishing
from conftest import article, episode_folder, narrate
from firefox import Firefox, firefox

if TYPE_CHECKING:
    from collections.abc import Iterator

AUDIO = "document.querySelector('audio')"
PLAYER = "document.querySelector('narrate-player').player"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """(address of the episode, of another site's page with the player in it)."""
    where = tmp_path_factory.mktemp("firefox")
    with publishing(where / "dist") as address:
        (where / "a.html").write_text(article(), "utf-8")
        (where / "narrate.toml").write_text(f'[site]\nurl = "{address}"\nauthor = "某报"\n', "utf-8")
        narrate("build", "a.html", "--voice", "tone", cwd=where)
        episode = f"{address}episodes/{episode_folder(where / 'dist').name}/"
        line = f'<script src="{address}assets/embed.js" data-episode="{episode}" defer></script></body>'
        (where / "other").mkdir()
        (where / "other" / "a.html").write_text(article().replace("</body>", line), "utf-8")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(where / "other")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield episode, f"http://127.0.0.1:{server.server_port}/a.html"
        server.shutdown()
        server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("profile")) as one:
        yield one


def test_it_plays_and_reads_along(browser: Firefox, site: tuple[str, str]) -> None:
    browser.open(site[0])
    browser.click("[data-np-start]")
    browser.until(f"!{AUDIO}.paused && {AUDIO}.currentTime > 0.3")
    browser.tell("narrate.seek(narrate.cues[3].start + 0.05)")
    browser.until("narrate.cues[3].node.getAttribute('aria-current') === 'true'")
    assert browser.tell("document.querySelectorAll('[data-start][aria-current]').length") == 1
    assert browser.tell("getComputedStyle(narrate.cues[3].node).textDecorationLine") == "underline"
    assert browser.tell(f"{AUDIO}.currentSrc").endswith(".opus")
    assert browser.tell("document.documentElement.scrollWidth <= innerWidth")


def test_it_goes_by_keyboard(browser: Firefox, site: tuple[str, str]) -> None:
    browser.open(site[0])
    browser.until(f"{AUDIO}.readyState >= 1")
    browser.tell("document.querySelector('.np-play').focus()")
    browser.press("Enter")
    browser.until(f"!{AUDIO}.paused")
    browser.press("k")
    browser.until(f"{AUDIO}.paused")
    before = browser.tell(f"{AUDIO}.currentTime")
    browser.press("l")
    browser.until(f"{AUDIO}.currentTime >= {before} + 14")
    names = []
    for _ in range(4):
        browser.press("Tab")
        names.append(
            browser.tell("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
        )
        if names[-1] == "更多":
            browser.press("Enter")
    assert names == ["进度", "语速", "更多", "后退15秒"]
    browser.press("Escape")
    assert browser.tell("[document.querySelector('[data-np-panel]').hidden, document.activeElement.className]") == [
        True,
        "np-more",
    ]
    browser.tell("document.querySelector('article [tabindex=\"0\"]').focus()")
    browser.press("ArrowDown")
    start = browser.tell("+document.activeElement.dataset.start")
    browser.press("Enter")
    browser.until(f"!{AUDIO}.paused && Math.abs({AUDIO}.currentTime - {start}) < 2")


def test_it_reads_along_in_another_sites_page(browser: Firefox, site: tuple[str, str]) -> None:
    browser.open(site[1])
    browser.until("!!document.querySelector('narrate-player')?.ranges")
    assert (
        browser.tell(
            f"{PLAYER}.cues.filter((cue, n) => !cue.label && !document.querySelector('narrate-player').ranges[n]).length"
        )
        == 0
    )
    assert browser.tell("document.querySelector('h1').nextElementSibling.localName") == "narrate-player"
    browser.tell(f"{PLAYER}.play()")
    browser.until(f"!{PLAYER}.audio.paused && {PLAYER}.audio.currentTime > 0.2")
    browser.tell(f"{PLAYER}.seek({PLAYER}.cues[3].start + 0.05)")
    browser.until("[...CSS.highlights.values()].some(marks => marks.size === 1)")
