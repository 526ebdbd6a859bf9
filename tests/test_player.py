"""The pages in a real Chromium: as a blind user walks them, as they sound, and inside other sites' pages."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
import uvicorn
from conftest import PARAGRAPH, article, episode_folder, narrate
from playwright.sync_api import Browser, Page, expect, sync_playwright

from narrate.serve import application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"]}
FOREIGN = (
    "<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>原文</title>{head}</head><body>"
    "<article><h1>图书馆开放日迎来读者</h1><p>{one}</p><p>{two}</p></article><p id='probe'><button>别的按钮</button></p>{tail}</body></html>"
)
CSP = "default-src 'none'; script-src {origin} 'self'; connect-src {origin}; media-src {origin}; img-src 'self'; style-src 'self'; base-uri 'none'"


UNHURRIED = 1_800_000  # milliseconds: what never comes is a fault of the page, a slow machine is none
expect.set_options(timeout=UNHURRIED)


class Foreign(http.server.SimpleHTTPRequestHandler):
    """Another site, with a strict policy."""

    pages: dict[str, str] = {}  # noqa: RUF012 - filled by the fixture
    policy = ""

    def do_GET(self) -> None:
        body = self.pages.get(self.path, "").encode()
        self.send_response(200 if body or self.path == "/favicon.ico" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """(address of the episode's folder, dist) behind narrate's own server."""
    where = tmp_path_factory.mktemp("player")
    (where / "dist").mkdir()
    config = uvicorn.Config(application(where / "dist"), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    (where / "a.html").write_text(article(), "utf-8")
    (where / "narrate.toml").write_text(f'[site]\nurl = "http://127.0.0.1:{port}/"\nauthor = "某报"\n', "utf-8")
    narrate("build", "a.html", "--voice", "tone", cwd=where)
    folder = episode_folder(where / "dist")
    yield f"http://127.0.0.1:{port}/episodes/{folder.name}/", where / "dist"
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
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    context.set_default_timeout(UNHURRIED)
    page = context.new_page()
    page.said = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


def playing(page: Page) -> None:
    page.wait_for_function(
        "() => { const a = document.querySelector('audio'); return !a.paused && a.currentTime > 0.2 }"
    )


def until(page: Page, expression: str) -> None:
    """Under a policy that forbids eval, which wait_for_function needs."""
    while not page.evaluate(expression):
        page.wait_for_timeout(100)


def times(folder: Path) -> list[tuple[float, float]]:
    text = (folder / "transcript.vtt").read_text("utf-8")
    stamp = r"(\d\d):(\d\d):(\d\d\.\d{3})"
    return [
        tuple(int(h) * 3600 + int(m) * 60 + float(s) for h, m, s in (row[:3], row[3:]))
        for row in re.findall(f"{stamp} --> {stamp}", text)
    ]


VIEWS = {
    "default": {},
    "dark": {"color_scheme": "dark"},
    "contrast": {"contrast": "more"},
    "forced": {"forced_colors": "active"},
    "320": {"viewport": {"width": 320, "height": 640}},
    "zoom": {"viewport": {"width": 320, "height": 256}},
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["index.html", "embed.html", "../../index.html"])
def test_axe_finds_nothing(browser: Browser, site: tuple[str, Path], view: str, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(**VIEWS[view])
    context.set_default_timeout(UNHURRIED)
    page = context.new_page()
    page.goto(site[0] + name)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], [n["html"][:80] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "no sideways scrolling"
    if name == "index.html":
        small = page.evaluate(
            "[...document.querySelectorAll('.np button, .np select, .np summary, .chapters a')].filter(n => n.offsetParent && "
            "(n.getBoundingClientRect().height < 44 || n.getBoundingClientRect().width < 44)).map(n => n.outerHTML.slice(0, 60))"
        )
        assert small == []
    context.close()


@pytest.mark.parametrize("theme", ["white", "yellow", "black", "dark", "light"])
def test_every_theme_keeps_contrast(page: Page, site: tuple[str, Path], theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto(site[0])
    page.click(".np-tools summary")
    page.select_option("[data-np-theme]", theme)
    found = Axe().run(page, options={"runOnly": ["color-contrast", "color-contrast-enhanced"]}).response["violations"]
    assert found == []
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == theme, "before the first paint"


def test_it_plays_follows_and_keeps_quiet(page: Page, site: tuple[str, Path]) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site[0])
    page.get_by_role("button", name="播放", exact=True).click()
    playing(page)
    expect(page.get_by_role("button", name="暂停", exact=True)).to_be_visible()
    cues = times(site[1] / "episodes" / site[0].rstrip("/").rsplit("/", 1)[1])
    for speed in ("1", "2"):
        page.select_option("[data-np-speed]", speed)
        for start in (cues[3][0], cues[5][0]):
            lag = page.evaluate(
                """async start => {
                  const audio = document.querySelector('audio');
                  audio.currentTime = start - 0.4;
                  await new Promise(done => audio.addEventListener('seeked', done, {once: true}));
                  const node = document.querySelector(`[data-start="${+start.toFixed(3)}"]`);
                  while (!node.hasAttribute('aria-current')) await new Promise(requestAnimationFrame);
                  return (audio.currentTime - start) / audio.playbackRate;
                }""",
                start,
            )
            assert abs(lag) < 0.1, f"{lag * 1000:.0f} ms at {speed}×"
    assert page.locator("[data-np-text] [aria-current=true]").count() == 1
    assert page.evaluate("document.querySelector('audio').preservesPitch")
    assert all(url.startswith(site[0].split("/episodes")[0]) for url in requests), "no external request"
    assert page.said == []  # type: ignore[attr-defined]


def test_a_seek_answers_at_once(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    spent = page.evaluate(
        """async () => { const a = document.querySelector('audio'), t = performance.now();
        document.querySelector('.chapters li:last-child a').click();
        await new Promise(done => a.addEventListener('seeked', done, {once: true})); return performance.now() - t; }"""
    )
    assert spent < 300
    playing(page)
    assert (
        page.locator(".chapters a[aria-current=true]").inner_text()
        == page.locator(".chapters li:last-child a").inner_text()
    )


def test_a_walk_by_keyboard(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(n => (n.getAttribute('aria-label') || n.labels?.[0]?.firstChild.textContent || n.textContent || '').trim().slice(0, 12))(document.activeElement)"
        )
        names.append(name)
        assert page.evaluate(
            "(n => { const s = getComputedStyle(n); return n === document.body || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) })(document.activeElement)"
        ), f"focus on {name} is visible"
    wanted = [
        "跳到正文",
        "返回全部节目",
        "播放",
        "进度",
        "后退15秒",
        "前进15秒",
        "上一句",
        "重读本句",
        "下一句",
        "语速",
        "音量",
        "定时关闭",
    ]
    assert names[: len(wanted)] == wanted
    inside = [name for name in names if name.startswith(("今天上午", "第"))]
    assert len([n for n in names if PARAGRAPH.startswith(n[:4]) and n]) <= 1, f"sentences are one stop: {inside}"


def test_sentences_are_chosen_with_arrows_and_played(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    first = page.locator("[data-np-text] [tabindex='0']").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    start = page.evaluate("+document.activeElement.dataset.start")
    page.keyboard.press("Enter")
    playing(page)
    assert page.evaluate("document.querySelector('audio').currentTime") >= start
    page.locator("[data-np-text] [data-start]").nth(4).click()
    clicked = float(page.locator("[data-np-text] [data-start]").nth(4).get_attribute("data-start") or 0)
    page.wait_for_function("start => Math.abs(document.querySelector('audio').currentTime - start) < 1.5", arg=clicked)


def test_shortcuts_work_inside_alone_and_can_be_turned_off(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    page.locator("body").press("k")
    assert page.evaluate("document.querySelector('audio').paused")
    page.locator(".np-play").focus()
    page.keyboard.press("l")
    assert page.evaluate("document.querySelector('audio').currentTime") == pytest.approx(15, abs=0.5)
    page.click(".np-tools summary")
    page.get_by_role("button", name="启用快捷键").click()
    page.locator(".np-play").focus()
    page.keyboard.press("l")
    assert page.evaluate("document.querySelector('audio').currentTime") == pytest.approx(15, abs=0.5)


def test_place_speed_and_links_are_kept(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    page.select_option("[data-np-speed]", "1.5")
    page.evaluate("narrate.seek(12)")
    page.evaluate("narrate.remember()")
    page.reload()
    page.wait_for_function("Math.abs(document.querySelector('audio').currentTime - 12) < 1")
    assert page.locator("[data-np-speed]").input_value() == "1.5"
    expect(page.locator("[data-np-status]")).to_contain_text("继续")
    for link, time in (("#t=7", 7), ("?t=9", 9)):
        page.goto("about:blank")
        page.goto(site[0] + "index.html" + link)
        page.wait_for_function("t => Math.abs(document.querySelector('audio').currentTime - t) < 1", arg=time)
    start = float(page.locator("[data-np-text] [data-start]").nth(3).get_attribute("data-start") or 0)
    name = page.locator("[data-np-text] [data-start]").nth(3).get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{site[0]}index.html#{name}")
    page.wait_for_function("t => Math.abs(document.querySelector('audio').currentTime - t) < 1", arg=start)


def test_settings_of_the_toolbars(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.click(".np-tools summary")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    for _ in range(4):
        page.get_by_role("button", name="放大文字").click()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == pytest.approx(before * 2)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="大字幕").click()
    page.evaluate("narrate.sentence(2)")
    playing(page)
    expect(page.locator(".np-caption")).to_be_visible()
    page.get_by_role("button", name="十字线").click()
    page.mouse.move(200, 200)
    expect(page.locator(".np-line-x")).to_be_visible()
    page.get_by_role("button", name="重置").click()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == pytest.approx(before)
    expect(page.locator("[data-np-status]")).to_have_text("已重置")


def test_broken_audio_is_said_and_tried_again(page: Page, site: tuple[str, Path]) -> None:
    page.route("**/*.mp3", lambda route: route.abort())
    page.goto(site[0])
    page.click(".np-play")
    expect(page.locator("[data-np-error]")).to_be_visible()
    expect(page.locator("[data-np-status]")).to_have_text("音频无法播放。")
    page.unroute("**/*.mp3")
    page.get_by_role("button", name="重试").click()
    playing(page)
    expect(page.locator("[data-np-error]")).to_be_hidden()


def test_without_script(browser: Browser, site: tuple[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(UNHURRIED)
    page = context.new_page()
    page.goto(site[0])
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator(".np")).to_be_hidden()
    assert page.locator(".chapters a").first.get_attribute("href").endswith(".mp3#t=0")
    expect(page.locator("[data-np-text]")).to_contain_text("今天上午")
    expect(page.get_by_role("link", name="下载音频")).to_be_visible()
    context.close()


def test_from_a_folder(page: Page, site: tuple[str, Path]) -> None:
    page.goto((episode_folder(site[1]) / "index.html").as_uri())
    page.click(".np-play")
    playing(page)
    assert page.said == []  # type: ignore[attr-defined]


@pytest.fixture
def foreign(site: tuple[str, Path]) -> Iterator[str]:
    """Another origin: its article holds the first two sentences' paragraphs, with small differences."""
    origin = site[0].split("/episodes")[0]
    one = PARAGRAPH.format(n=1).replace("，馆员", "， 馆员")
    script = f'<script src="{origin}/assets/embed.js"'
    text = {"one": one, "two": PARAGRAPH.format(n=11)}
    element = f'<narrate-player src="{site[0]}"></narrate-player>'
    handler = type("Here", (Foreign,), {
        "policy": CSP.format(origin=origin),
        "pages": {
            "/read.html": FOREIGN.format(head="", tail=f'{script} data-episode="{site[0]}" defer></script>', **text),
            "/two.html": FOREIGN.format(head=f"{script} defer></script>", tail=element * 2, **text),
            "/gone.html": FOREIGN.format(head=f"{script} defer></script>", tail=f'<narrate-player src="{origin}/nothing/"></narrate-player>', **text),
        },
    })  # fmt: skip
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_it_reads_along_in_a_foreign_page_under_a_strict_policy(page: Page, foreign: str) -> None:
    matched = (
        "new Promise(done => document.addEventListener('narrate-ready', e => done(e.detail.matched), {once: true}))"
    )
    page.add_init_script(f"window.matched = {matched}")
    page.goto(f"{foreign}/read.html")
    assert page.evaluate("window.matched") >= 3
    before = page.evaluate("getComputedStyle(document.querySelector('#probe button')).minHeight")
    assert before != "44px", "no style leaks"
    assert page.evaluate("document.querySelector('article > h1 + narrate-player') !== null")
    page.locator("narrate-player .np-play").click()
    until(page, "[...CSS.highlights.values()].some(h => h.size > 0)")
    assert page.said == []  # type: ignore[attr-defined]


def test_two_players_in_one_page(page: Page, foreign: str) -> None:
    page.goto(f"{foreign}/two.html")
    expect(page.locator("narrate-player .np-play")).to_have_count(2)
    page.locator("narrate-player .np-play").nth(1).click()
    until(page, "!document.querySelectorAll('narrate-player')[1].player.audio.paused")
    assert page.evaluate("document.querySelectorAll('narrate-player')[0].player.audio.paused")
    assert page.said == []  # type: ignore[attr-defined]


def test_an_embed_that_cannot_load_says_so(page: Page, foreign: str) -> None:
    page.goto(f"{foreign}/gone.html")
    expect(page.locator("narrate-player [role=status]")).to_have_text("播放器无法载入。")
    expect(page.locator("narrate-player button")).to_be_visible()


def test_the_index_is_searched(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0] + "../../index.html")
    page.get_by_label("搜索节目").fill("没有这样的题目")
    expect(page.locator(".search [role=status]")).to_have_text("找到 0 个节目")
    page.get_by_label("搜索节目").fill("图书馆")
    expect(page.locator(".episodes li")).to_be_visible()
    assert page.said == []  # type: ignore[attr-defined]


def test_it_is_small() -> None:
    import gzip

    from narrate.publish.pages import asset

    assert len(gzip.compress(asset("player.js").encode() + asset("narrate.css").encode())) < 25_000
    assert len(gzip.compress(asset("embed.js").encode())) < 25_000
