"""What matters most of the pages, in Firefox and WebKit: play, read along, keyboard, and the player in another site's page."""

from __future__ import annotations

import http.server
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from browsing import publishing
from conftest import article, narrate
from firefox import firefox
from test_marks import HELD, PAGES
from webkit import webkit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from windows import Window

OLDER = "码头昨天换了新灯"
AUDIO = "document.querySelector('audio')"
PLAYER = "document.querySelector('narrate-player').player"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """(address of the episode, of another site's page with the player in it)."""
    where = tmp_path_factory.mktemp("browsers")
    with publishing(where / "dist") as address:
        (where / "a.html").write_text(article(), "utf-8")
        (where / "b.html").write_text(article(OLDER, date="2024-03-04 09:30:00"), "utf-8")
        (where / "narrate.toml").write_text(f'[site]\nurl = "{address}"\nauthor = "某报"\n', "utf-8")
        drawn = next(path for path in PAGES if path.stem == "en-drawn").read_text("utf-8")
        (where / "c.html").write_text(drawn, "utf-8")
        narrate("build", "a.html", "b.html", "c.html", "--voice", "tone", cwd=where)
        episode = f"{address}episodes/{next((where / 'dist' / 'episodes').glob('tu-shu-*')).name}/"
        line = f'<script src="{address}assets/embed.js" data-episode="{episode}" defer></script></body>'
        (where / "other").mkdir()
        (where / "other" / "a.html").write_text(article().replace("</body>", line), "utf-8")
        formulas = f"{address}episodes/{next((where / 'dist' / 'episodes').glob('how-wide-*')).name}/"
        (where / "other" / "drawn.html").write_text(drawn.replace("</body>", line.replace(episode, formulas)), "utf-8")
        frames = "<iframe src='embed.html' width=600 height=280></iframe>" * 2
        (where / "dist" / "episodes" / episode.split("/")[-2] / "frames.html").write_text(frames, "utf-8")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(where / "other")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield episode, f"http://127.0.0.1:{server.server_port}/a.html"
        server.shutdown()
        server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with request.param(tmp_path_factory.mktemp("profile")) as one:
        yield one


def test_it_plays_and_reads_along(browser: Window, site: tuple[str, str]) -> None:
    browser.open(site[0])
    browser.click("[data-np-start]")
    browser.until(f"!{AUDIO}.paused && {AUDIO}.currentTime > 0.3")
    browser.tell("narrate.seek(narrate.cues[3].start + 0.05)")
    browser.until("narrate.cues[3].node.getAttribute('aria-current') === 'true'")
    assert browser.tell("document.querySelectorAll('[data-start][aria-current]').length") == 1
    assert browser.tell("getComputedStyle(narrate.cues[3].node).textDecorationLine") == "underline"
    assert browser.tell(f"{AUDIO}.currentSrc").endswith(".opus")
    assert browser.tell("document.documentElement.scrollWidth <= innerWidth")


def test_it_goes_by_keyboard(browser: Window, site: tuple[str, str]) -> None:
    browser.open(site[0])
    browser.until(f"{AUDIO}.readyState >= 1")
    browser.tell("document.querySelector('.np-play').focus()")
    browser.press("Enter")
    browser.until(f"!{AUDIO}.paused && {AUDIO}.currentTime > 0")  # WebKit knows no length of an Opus file before
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


def test_it_reads_along_in_another_sites_page(browser: Window, site: tuple[str, str]) -> None:
    browser.open(site[1])
    browser.until("!!document.querySelector('narrate-player')?.ranges")
    assert (
        browser.tell(
            f"{PLAYER}.cues.filter((cue, n) => !cue.label && !document.querySelector('narrate-player').ranges[n]).length"
        )
        == 0
    )
    assert browser.tell("document.querySelector('h1').nextElementSibling.localName") == "narrate-player"
    browser.tell("document.querySelector('narrate-player').shadowRoot.querySelector('.np-play').focus()")
    browser.press("Enter")  # WebKit plays nothing that nobody asked for
    browser.until(f"!{PLAYER}.audio.paused && {PLAYER}.audio.currentTime > 0.2")
    browser.tell(f"{PLAYER}.seek({PLAYER}.cues[3].start + 0.05)")
    browser.until("[...CSS.highlights.values()].some(marks => marks.size === 1)")


def test_the_next_episode_needs_no_other_press(browser: Window, site: tuple[str, str]) -> None:
    """The same audio element goes on in a page whose address has changed: who may make a sound still may."""
    browser.open(site[0])
    browser.click("[data-np-start]")
    browser.until(f"!{AUDIO}.paused && {AUDIO}.currentTime > 0.3")
    browser.run("narrate.set('queue', true); narrate.seek(narrate.cues.at(-1).end - 1)")
    browser.until(f"narrate.title === '{OLDER}' && !{AUDIO}.paused && {AUDIO}.currentTime > 0.3")
    assert browser.tell("document.querySelector('h1').textContent") == OLDER
    assert browser.tell("document.title").startswith(OLDER)
    assert browser.tell("location.href") == browser.tell("document.querySelector('link[rel=canonical]').href")


def test_of_two_frames_one_speaks(browser: Window, site: tuple[str, str]) -> None:
    browser.open(f"{site[0]}frames.html")
    for n in (0, 1, 0):
        browser.until(f"!!frames[{n}].narrate")
        browser.tell(f"[frames[{n}].focus(), frames[{n}].document.querySelector('.np-play').focus()]")
        browser.press("Enter")
        browser.until(f"!frames[{n}].narrate.audio.paused && frames[{n}].narrate.audio.currentTime > 0.2")
        browser.until(f"frames[{1 - n}].narrate.audio.paused")
        assert not browser.tell(f"frames[{n}].narrate.audio.paused")


def test_a_formula_is_marked_and_clicked_with_its_sentence(browser: Window, site: tuple[str, str]) -> None:
    browser.open(site[1].replace("a.html", "drawn.html"))
    browser.until("!!document.querySelector('narrate-player')?.player")
    shift = browser.tell(f"{PLAYER}.cues.findIndex(cue => /^How wide/.test(cue.text))")
    rows = browser.tell(f"({HELD})()")
    assert len(rows) == 11
    assert [(holds, clicked) for _, holds, clicked in rows] == [([n + shift], n + shift) for n, _, _ in rows]
