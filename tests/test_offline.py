"""What was opened plays offline, where the site asks for it: a real service worker, and no network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from browsing import UNHURRIED, publishing, until
from conftest import article, narrate
from playwright.sync_api import BrowserContext, Page, expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

TITLES = ("渡口装上了灯", "木船漆成蓝色", "河面结了薄冰")
PAGES = ("0.html", "1.html", "2.html")
KEPT = "(async () => (await caches.keys()).filter(n => n.includes('#')).length)()"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """(address, the folder with its articles and dist) behind narrate's own server."""
    where = tmp_path_factory.mktemp("offline")
    with publishing(where / "dist") as address:
        for n, title in enumerate(TITLES):
            (where / f"{n}.html").write_text(article(title, sections=1), "utf-8")
        settings(where, address, "true")
        narrate("build", *PAGES, "--voice", "tone", cwd=where)
        yield address, where


def settings(where: Path, address: str, offline: str) -> None:
    (where / "narrate.toml").write_text(f'[site]\nurl = "{address}"\nauthor = "某报"\noffline = {offline}\n', "utf-8")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    made.set_default_timeout(UNHURRIED)
    yield made
    made.close()


def opened(context: BrowserContext, address: str, title: str) -> Page:
    """A tab with this episode, once it is kept."""
    page = context.new_page()
    page.goto(address)
    before = page.evaluate(KEPT)
    page.get_by_role("link", name=title).click()
    expect(page.locator("h1")).to_have_text(title)
    tries = 0
    while page.evaluate(KEPT) <= before or page.evaluate("navigator.serviceWorker.controller === null"):
        page.wait_for_timeout(100)
        if (tries := tries + 1) % 50 == 0:  # a page that came before its worker is kept when it is opened again
            page.reload()
    page.wait_for_timeout(300)
    return page


def test_what_was_opened_plays_offline_and_is_forgotten_when_it_is_taken_back(
    context: BrowserContext, built: tuple[str, Path]
) -> None:
    address, where = built
    page = opened(context, address, TITLES[0])
    context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text(TITLES[0])
    page.locator("[data-np-start]").click()
    until(page, "!narrate.audio.paused && narrate.audio.currentTime > 0.3")
    page.evaluate("narrate.seek(narrate.audio.duration - 3)")
    until(page, "narrate.audio.currentTime > narrate.audio.duration - 2.8")
    answers = page.evaluate(
        """async () => { const at = narrate.audio.currentSrc, all = [];
        const size = (await (await fetch(at)).arrayBuffer()).byteLength;
        for (const range of ['bytes=0-9', 'bytes=5-', 'bytes=-7', `bytes=${size - 1}-${size + 5}`, `bytes=${size}-`, 'lines=1-2']) {
          const answer = await fetch(at, {headers: {range}}), body = await answer.arrayBuffer();
          all.push([answer.status, body.byteLength, (answer.headers.get('content-range') || '').replaceAll(size, 'N').replaceAll(size - 1, 'N-1').replaceAll(size - 7, 'N-7')]);
        } return [size, all]; }"""
    )
    size, parts = answers
    assert parts == [
        [206, 10, "bytes 0-9/N"], [206, size - 5, "bytes 5-N-1/N"], [206, 7, "bytes N-7-N-1/N"], [206, 1, "bytes N-1-N-1/N"],
        [416, 0, "bytes */N"], [200, size, ""],
    ]  # fmt: skip
    page.goto(address)
    expect(page.locator("[data-row]")).to_have_count(3)
    page.goto(f"{address}episodes/never-opened/")
    expect(page.locator("[data-row]")).to_have_count(3)
    context.set_offline(False)
    records = [json.loads(path.read_text("utf-8")) for path in (where / "dist").glob("episodes/*/episode.json")]
    (taken,) = (record["guid"] for record in records if record["title"] == TITLES[0])
    narrate("withdraw", taken, cwd=where)
    page.goto(address)
    expect(page.locator("[data-row]")).to_have_count(2)
    while page.evaluate(KEPT):
        page.wait_for_timeout(100)


def test_only_the_last_are_kept(context: BrowserContext, built: tuple[str, Path]) -> None:
    page = opened(context, built[0], TITLES[1])
    page.evaluate(
        "navigator.serviceWorker.controller.postMessage({keep: '../..', sound: location.origin + '/index.html'})"
    )
    worker = context.service_workers[0]
    rows = "[...Array(40)].map((_, n) => ({slug: 's' + n, sound: 'x', bytes: 1}))"
    assert worker.evaluate(f"bounded({rows}).then(list).then(all => [all.length, all[0].slug])") == [30, "s10"]
    assert worker.evaluate(
        f"bounded({rows}.map(r => ({{...r, bytes: 5e7}}))).then(list).then(all => all.map(r => r.slug))"
    ) == ["s36", "s37", "s38", "s39"]


def test_it_is_kept_under_a_strict_policy(context: BrowserContext, built: tuple[str, Path]) -> None:
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    with publishing(built[1] / "dist", [("content-security-policy", POLICY)]) as address:
        page.goto(address)
        until(page, "navigator.serviceWorker.controller !== null")
        assert said == []
        page.close()  # before the server, which waits for what is under way


def test_who_does_not_ask_for_it_has_none_and_loses_what_was_kept(
    context: BrowserContext, built: tuple[str, Path]
) -> None:
    address, where = built
    page = opened(context, address, TITLES[2])
    settings(where, address, "false")
    narrate("build", *PAGES, "--voice", "tone", cwd=where)
    assert not [
        name for name in ("narrate-sw.js", "narrate.webmanifest", "assets/icon.png") if (where / "dist" / name).exists()
    ]
    page.goto(address)
    assert page.locator("link[rel=manifest]").count() == 0
    page.evaluate("caches.open('narrate:' + location.href)")  # as the worker that goes may do once more
    while page.evaluate(
        "(async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length)()"
    ):
        page.wait_for_timeout(100)
