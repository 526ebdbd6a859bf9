"""The pages in a real Chromium: as a blind user walks them, as they sound, and inside other sites' pages."""

from __future__ import annotations

import http.server
import json
import re
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import AXE, SAID, TITLE, UNHURRIED, WHOLE, cues_of, embedded, publishing, until, violations
from conftest import PARAGRAPH, article, episode_folder, narrate
from playwright.sync_api import Browser, Frame, Page, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

FOREIGN = (
    "<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>原文</title>{head}</head><body>"
    "<article><h1>图书馆开放日迎来读者</h1><p>{one}</p><p>{two}</p></article><p id='probe'><button>别的按钮</button></p>{tail}</body></html>"
)
CSP = "default-src 'none'; script-src {origin} 'self'; connect-src {origin}; media-src {origin}; frame-src {origin}; img-src 'self'; style-src 'self'; base-uri 'none'"


SOUND = re.compile(r"\.(mp3|opus)$")


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
    with publishing(where / "dist") as address:
        (where / "a.html").write_text(article(), "utf-8")
        (where / "narrate.toml").write_text(f'[site]\nurl = "{address}"\nauthor = "某报"\n', "utf-8")
        narrate("build", "a.html", "--voice", "tone", cwd=where)
        yield f"{address}episodes/{episode_folder(where / 'dist').name}/", where / "dist"


@pytest.fixture
def page(tab: Page) -> Page:
    return tab


def playing(page: Page) -> None:
    page.wait_for_function(
        "() => { const a = document.querySelector('audio'); return !a.paused && a.currentTime > 0.2 }"
    )


def times(folder: Path) -> list[tuple[float, float]]:
    """When each sentence is heard; captions may be parts of one."""
    rows = json.loads((folder / "transcript.json").read_text("utf-8"))["segments"]
    return [(row["startTime"], row["endTime"]) for row in rows]


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
    context = browser.new_context(**VIEWS[view])
    context.set_default_timeout(UNHURRIED)
    page = context.new_page()
    page.goto(site[0] + name)
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => d.open = true); document.querySelector('.np-more')?.click()"
    )
    assert violations(page, AXE) == []
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
    page.goto(site[0])
    page.click(".np-more")
    page.click(".np-tools summary")
    page.select_option("[data-np-theme]", theme)
    assert violations(page, ["color-contrast", "color-contrast-enhanced"]) == []
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
        if names[-1:] == ["语速"] and "更多" not in names:
            page.keyboard.press("Enter")
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
        "收听全文",
        "播放",
        "进度",
        "语速",
        "更多",
        "后退15秒",
        "前进15秒",
        "上一句",
        "重读本句",
        "下一句",
        "音量",
        "静音",
        "定时关闭",
    ]
    assert names[: len(wanted)] == wanted
    lap = names[: names.index(wanted[0], 1) if wanted[0] in names[1:] else None]
    inside = [name for name in lap if name.startswith(("今天上午", "第"))]
    assert len([n for n in lap if PARAGRAPH.startswith(n[:4]) and n]) <= 1, f"sentences are one stop: {inside}"


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
    page.click(".np-more")
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
    for link, time in (
        ("#t=7", 7),
        ("?t=9", 9),
        ("#t=0:06", 6),
        ("#t=0:00:08.5", 8.5),
        ("?t=0h0m11s", 11),
        ("?t=5s", 5),
    ):
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
    page.click(".np-more")
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


SIGN = "node => getComputedStyle(node, '::before').content"


@pytest.mark.parametrize("name", ["index.html", "embed.html", "../../index.html", "another's page"])
def test_signs_stand_beside_words_for_those_who_want_them(page: Page, site: tuple[str, Path], name: str) -> None:
    def opened() -> None:
        if name == "another's page":
            embedded(page, f"<h1>{TITLE}</h1>{WHOLE}", cues_of(TITLE, *SAID))
            until(page, "!!document.querySelector('narrate-player').player")
        else:
            page.goto(site[0] + name)
        if name == "../../index.html":
            page.locator("[data-play]").click()
        page.locator(".np-more").click()

    def signs() -> set[str]:
        seen = [
            page.locator(f".np {what}") for what in (".np-play", ".np-more", "[data-np-do=back]", "[data-np-do=next]")
        ]
        return {one.evaluate(SIGN) for one in seen}

    opened()
    assert signs() == {'""'}
    page.locator(".np-tools summary").click()
    page.get_by_role("button", name="只用文字").click()
    assert signs() == {"none"}
    opened()
    assert signs() == {"none"}, "it is remembered"
    page.locator(".np-tools summary").click()
    page.get_by_role("button", name="重置").click()
    assert signs() == {'""'}
    page.set_viewport_size({"width": 360, "height": 780})
    assert signs() == {"none"}, "where there is no room"


def test_broken_audio_is_said_and_tried_again(page: Page, site: tuple[str, Path]) -> None:
    page.route(SOUND, lambda route: route.abort())
    page.goto(site[0])
    page.click(".np-play")
    expect(page.locator("[data-np-error]")).to_be_visible()
    expect(page.locator("[data-np-status]")).to_have_text("音频无法播放。")
    page.unroute(SOUND)
    page.get_by_role("button", name="重试").click()
    playing(page)
    expect(page.locator("[data-np-error]")).to_be_hidden()


def test_what_can_not_be_heard_is_not_called_playing(page: Page, site: tuple[str, Path]) -> None:
    page.route(SOUND, lambda route: route.abort())
    page.goto(site[0])
    page.click("[data-np-start]")
    expect(page.locator("[data-np-error]")).to_be_visible()
    for button in (".np-play", "[data-np-start]"):
        expect(page.locator(button)).not_to_contain_text("暂停")
    page.unroute(SOUND)
    page.click(".np-play")
    playing(page)
    expect(page.locator(".np-play")).to_have_text("暂停")


def test_trying_again_keeps_place_and_speed(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.click(".np-play")
    playing(page)
    page.select_option("[data-np-speed]", "1.5")
    page.evaluate("narrate.seek(14)")
    page.wait_for_function("document.querySelector('audio').currentTime > 14.1")
    page.route(SOUND, lambda route: route.abort())
    page.evaluate("document.querySelector('audio').load()")
    expect(page.locator("[data-np-error]")).to_be_visible()
    page.unroute(SOUND)
    page.get_by_role("button", name="重试").click()
    playing(page)
    assert page.evaluate("document.querySelector('audio').currentTime") >= 14
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5


def test_the_small_file_is_offered_first(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    assert page.evaluate("document.querySelector('audio').currentSrc").endswith(".opus")
    page.route("**/*.opus", lambda route: route.abort())
    page.reload()
    page.click(".np-play")
    playing(page)
    assert page.evaluate("document.querySelector('audio').currentSrc").endswith(".mp3")


class InParts(http.server.SimpleHTTPRequestHandler):
    """A site whose pages come in two parts, cut behind their first form of the sound, and that form does not come."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        page = Path(self.translate_path(self.path))
        if page.suffix == ".opus":
            self.send_error(404)
        elif page.suffix == ".html" and b"<source" in page.read_bytes():
            self.parts(page.read_bytes())
        else:
            super().do_GET()

    def parts(self, page: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        cut = page.index(b">", page.index(b"<source")) + 1
        self.wfile.write(page[:cut])
        threading.Event().wait(0.5)  # the browser has read so far
        self.wfile.write(page[cut:])

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("name", ["index.html", "embed.html"])
def test_a_form_that_comes_in_a_later_part_of_the_page_is_found(page: Page, site: tuple[str, Path], name: str) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(InParts, directory=str(site[1])))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page.goto(f"http://127.0.0.1:{server.server_port}/episodes/{episode_folder(site[1]).name}/{name}")
    page.click(".np-play")
    playing(page)
    assert str(page.evaluate("narrate.audio.currentSrc")).endswith(".mp3")
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("told", "form"), [(None, ".opus"), ("known - 4.9", ".opus"), ("0", ".mp3"), ("known - 5.1", ".mp3"), ("Infinity", ".opus")])  # fmt: skip
def test_a_form_whose_length_is_not_known_is_left_for_the_next(
    page: Page, site: tuple[str, Path], told: str | None, form: str
) -> None:
    """As WebKitGTK takes an Ogg file: for as long as what has come of it, and nothing behind can be sought."""
    length = f"narrate.audio.currentSrc.endsWith('.opus') ? {told} : known" if told else "known"
    page.goto(site[0])
    page.evaluate(f"""() => {{ const known = narrate.duration;
        Object.defineProperty(narrate.audio, "duration", {{ get: () => {length} }}); }}""")
    page.click("[data-np-start]")
    playing(page)
    assert str(page.evaluate("narrate.audio.currentSrc")).endswith(form)
    assert page.evaluate("narrate.audio.querySelectorAll('source').length") == (2 if form == ".opus" else 1)
    page.evaluate("narrate.seek(20)")
    page.wait_for_function("narrate.audio.currentTime > 20.2")


def test_a_slider_that_has_the_focus_is_left_alone(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.click(".np-play")
    playing(page)
    page.locator("[data-np-seek]").focus()
    page.evaluate(
        """() => { const bar = document.querySelector('[data-np-seek]'), own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        window.writes = 0; new MutationObserver(all => writes += all.length).observe(bar, {attributes: true});
        Object.defineProperty(bar, 'value', {get() { return own.get.call(this); }, set(v) { writes++; own.set.call(this, v); }}); }"""
    )
    begun = page.evaluate("document.querySelector('audio').currentTime")
    page.wait_for_function("t => document.querySelector('audio').currentTime > t + 2.2", arg=begun)
    assert page.evaluate("writes") == 0
    page.locator(".np-play").focus()
    page.locator("[data-np-seek]").focus()
    assert (
        page.evaluate(
            "Math.abs(document.querySelector('[data-np-seek]').value - document.querySelector('audio').currentTime)"
        )
        < 0.5
    )
    page.keyboard.press("Home")
    assert page.locator("[data-np-seek]").get_attribute("aria-valuetext").startswith("0 分 0 秒")


def test_what_must_happen_needs_no_paint(page: Page, site: tuple[str, Path]) -> None:
    """A tab in the background gets no frames."""
    page.add_init_script(
        "window.requestAnimationFrame = () => 0; Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'})"
    )
    page.goto(site[0])
    until(page, "document.querySelector('audio').readyState >= 1")
    end = page.evaluate("narrate.chapters[1].start")
    page.evaluate("narrate.seek(narrate.chapters[1].start - 7)")
    page.evaluate("narrate.sleep('chapter'); narrate.play()")
    until(page, "document.querySelector('audio').currentTime > narrate.chapters[1].start - 6")
    until(page, "document.querySelector('audio').paused")
    assert page.evaluate("document.querySelector('audio').currentTime") == pytest.approx(end, abs=0.4)
    page.evaluate("localStorage.clear(); narrate.seek(6); narrate.play()")
    until(page, "Object.entries(localStorage).some(([k, v]) => JSON.parse(v).time >= 6)")


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
    frames = f'<iframe src="{site[0]}embed.html" allow="autoplay"></iframe>' * 2
    handler = type("Here", (Foreign,), {
        "policy": CSP.format(origin=origin),
        "pages": {
            "/read.html": FOREIGN.format(head="", tail=f'{script} data-episode="{site[0]}" defer></script>', **text),
            "/two.html": FOREIGN.format(head=f"{script} defer></script>", tail=element * 2, **text),
            "/frames.html": FOREIGN.format(head="", tail=frames, **text),
            "/more.html": FOREIGN.format(head=f"{script} defer></script>", tail=frames + element, **text),
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


# Pages of a site, each with what it does to the sentences or around them; sentences are counted one by one.
DISTURBED = {
    "as it was written": f"<div><h1>{TITLE}</h1>{WHOLE}</div>",
    "emoji and notes": f"<h1>{TITLE}</h1>"
    + WHOLE.replace("木船", "木⛵️船😀").replace("，漆", "<sup>[2]</sup>，漆").replace("装上", "[3]装上"),
    "spaces, quotes, elements": f"<h1>{TITLE}</h1>"
    + WHOLE.replace("蓝色", " “<b>蓝</b>色”\n ").replace("九天", "<a href='/'>九</a>&nbsp;天"),
    "an advertisement inside": f"<h1>{TITLE}</h1>" + WHOLE.replace("河面", "<span>广告：新鞋上市</span>河面"),
    "an empty h1 first": f"<nav><h1></h1><h1 hidden>{TITLE}</h1><a href='/'>首页</a></nav><h2>{TITLE}</h2>{WHOLE}",
    "a teaser first": f"<article><h3><a href='/x'>桥修好了</a></h3><p>点击查看</p></article><div><h1>{TITLE}</h1>{WHOLE}</div>",
    "the lead twice": f"<aside><a href='/y'>{SAID[0]}</a><p>{SAID[1]}</p></aside><h1>{TITLE}</h1>{WHOLE}<aside><p>{SAID[3]}</p></aside>",
    "a headline in a row": f"<header style='display:flex'><h1>{TITLE}</h1><p>作者</p></header>{WHOLE}",
    "a table for its layout": f"<table><tr><td><ul><li><a href='/'>首页</a></li></ul></td><td width=700><h1>{TITLE}</h1>{WHOLE}</td></tr></table>",
    "a headline in a cell": f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td width=700>{WHOLE}</td></tr></table>",
    "an item": f"<ul><li>{TITLE}<br>{WHOLE}</li></ul>",
    "a grid": f"<article style='display:grid'><h1>{TITLE}</h1>{WHOLE}</article>",
    "no headline": f"<ul><li><a href='/'>首页</a></li></ul><div>{WHOLE}</div>",
}
PLACE = """node => { const box = node.getBoundingClientRect(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let last = ''; while (texts.nextNode()) { const n = texts.currentNode;
    if (n.parentElement.checkVisibility() && n.data.trim() && node.compareDocumentPosition(n) & 2) last = n.data.trim(); }
    return [last, box.width > 300]; }"""


@pytest.mark.parametrize("name", DISTURBED)
def test_sentences_are_found_and_the_player_stands_at_the_headline(page: Page, name: str) -> None:
    said = cues_of(TITLE, *SAID, label="渡口的老船工这一段由机器合成语音播出。")
    embedded(page, DISTURBED[name], said)
    found = page.evaluate("document.querySelector('narrate-player').ranges.map(r => r && r.toString())")
    assert found[0] is None
    for text, there in zip(SAID, found[2:], strict=True):
        assert there, text
        assert text[:2] in re.sub(r"\s", "", there), "begins with the sentence"
        assert there.count("。") <= 1, "and ends with it"
    inside = page.evaluate(
        "document.querySelector('narrate-player').ranges.map(r => r && !!r.startContainer.parentElement.closest('aside'))"
    )
    assert not any(inside)
    before, wide = page.evaluate(f"({PLACE})(document.querySelector('narrate-player'))")
    assert wide
    assert before == {"no headline": "首页", "a headline in a row": "作者"}.get(name, TITLE)
    around = page.evaluate("document.querySelector('narrate-player').parentElement.localName")
    assert around not in ("table", "tbody", "tr", "ul"), "where only cells and items have room"


def test_one_false_likeness_costs_no_other_sentence(page: Page) -> None:
    """Sentences that stand nowhere, of words that stand somewhere, before and between those that do."""
    false = f"{SAID[4][:-1]}了吗没有人知道这件事情后来到底怎么样了也没有人去问过。"
    embedded(page, f"<h1>{TITLE}</h1>{WHOLE}", cues_of(false, *SAID[:2], "这里没有的一句话。", *SAID[2:]))
    found = page.evaluate("document.querySelector('narrate-player').ranges.map(r => r && r.toString())")
    assert [found[n] for n in (1, 2, 4, 5, 6)] == list(SAID)
    assert found[0] is None
    assert found[3] is None


def test_a_page_without_the_article_matches_nothing(page: Page) -> None:
    embedded(
        page, "<h1></h1><article><p>今天的天气很好，河边有风。</p><p>他说要下雨。</p></article>", cues_of(TITLE, *SAID)
    )
    assert page.evaluate("document.querySelector('narrate-player').ranges.every(r => !r)")
    assert page.evaluate("document.querySelector('narrate-player').parentElement === document.body")


def test_three_thousand_sentences_leave_the_page_its_turns(page: Page) -> None:
    texts = [f"第{n}位读者在{n * 7 % 997}号桌前读了{n * 13 % 89}页书，又写下一行字。" for n in range(3000)]
    embedded(page, f"<h1>{TITLE}</h1>" + "".join(f"<p>{text}</p>" for text in texts), cues_of(*texts))
    assert page.evaluate("document.querySelector('narrate-player').ranges.filter(Boolean).length") == 3000
    longest, whole = page.evaluate(
        """async () => { const words = document.querySelector('narrate-player').ranges.map(r => NarrateAlign.squeeze(r.toString()));
        const page = await NarrateAlign.inSlices(NarrateAlign.read(document.body)), begun = performance.now();
        let longest = 0, before = begun; const steps = NarrateAlign.align(words, page.text);
        for (let s = steps.next(); !s.done; s = steps.next()) { const now = performance.now(); longest = Math.max(longest, now - before); before = now; }
        return [longest, before - begun]; }"""
    )
    assert longest < whole / 2, "no step does most of the work"


HOSTILE = "<style>.c, .c *{text-align:center;text-indent:2em;letter-spacing:4px;font-size:29px;font-weight:800;line-height:3;text-transform:uppercase;word-spacing:8px} *{box-sizing:content-box} button{background:red!important;width:300px}</style>"


def test_nothing_of_the_site_comes_in(page: Page) -> None:
    looks = """() => { const all = [...document.querySelector('narrate-player').shadowRoot.querySelectorAll('section, section *')];
        return all.map(n => { const s = getComputedStyle(n); return [n.tagName, s.textIndent, s.letterSpacing, s.fontSize, s.fontWeight, s.textTransform, s.lineHeight, s.wordSpacing, s.boxSizing, s.backgroundColor, s.textAlign].join('|'); }); }"""
    embedded(page, f"<h1>{TITLE}</h1>{WHOLE}", cues_of(TITLE, *SAID))
    alone = page.evaluate(looks)
    page.unroute_all()
    embedded(
        page, f"{HOSTILE}<div class='c'><h1>{TITLE}</h1>{WHOLE}</div>", cues_of(TITLE, *SAID), "http://site.test/b.html"
    )
    assert page.evaluate(looks) == alone


OLD = {
    "no constructed sheet": "window.CSSStyleSheet = class { constructor() { throw new TypeError('Illegal constructor'); } }",
    "no highlights": "delete CSS.highlights; delete window.Highlight",
    "neither": "delete window.CSSStyleSheet; delete CSS.highlights; delete window.Highlight",
}
OVER = """n => { const own = document.querySelector('narrate-player').ranges[n].getBoundingClientRect(),
    all = [...document.querySelector('narrate-marks').shadowRoot.children].map(b => b.getBoundingClientRect());
    return all.length > 0 && all.every(b => b.left >= own.left - 1 && b.right <= own.right + 1 && b.top >= own.top - 1 && b.bottom <= own.bottom + 4); }"""


@pytest.mark.parametrize("lacks", OLD)
def test_an_older_browser_shows_the_player_and_marks_the_sentence(page: Page, lacks: str) -> None:
    page.add_init_script(OLD[lacks])
    frame = f"<div style='height:500px;overflow:auto;position:relative'><h1>{TITLE}</h1>{WHOLE}<p style='height:2000px'></p></div>"
    embedded(page, f"{frame}<p style='height:2000px'>完</p>", cues_of(TITLE, *SAID))
    play = page.locator("narrate-player .np-play")
    expect(play).to_be_visible()
    assert play.evaluate("node => getComputedStyle(node).minHeight") == "44px"
    page.evaluate("document.querySelector('narrate-player').player.seek(2.5)")
    assert page.evaluate(OVER, 2)
    page.evaluate("document.querySelector('div').scrollTop = 60; scrollTo(0, 30)")
    until(page, f"({OVER})(2)")
    page.get_by_text(SAID[3]).click(position={"x": 40, "y": 8})
    assert page.evaluate(OVER, 4), "the marks let the pointer through"
    assert [line for line in page.said if "ERR_FAILED" not in line] == []  # type: ignore[attr-defined]  # no sound here


def test_headings_go_down_one_at_a_time() -> None:
    from narrate.model import Kind
    from narrate.publish.pages import _elements

    for kinds, wanted in (
        (["p", "h3", "p", "h3"], ["p", "h3", "p", "h3"]),
        (["h4", "h2", "h5", "h3", "li"], ["h3", "h3", "h4", "h4", "li"]),
        (["h2", "h3", "h4", "h5", "h6", "h6"], ["h3", "h4", "h5", "h6", "h6", "h6"]),
    ):
        assert _elements([Kind(kind) for kind in kinds]) == wanted


@pytest.mark.parametrize("width", [320, 640, 900])
def test_a_frame_shows_all_of_the_player(page: Page, site: tuple[str, Path], width: int) -> None:
    """By the code that the listening page proposes, in a page that may be narrow."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site[0])
    code = page.locator("pre code", has_text="<iframe").text_content()
    html = f"<!DOCTYPE html><body>{code}</body>".replace('height="280"', 'height="40"')
    page.route("**/around.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{site[0]}around.html")
    inside = page.frames[1]
    until(page, "document.querySelector('iframe').height > 100")
    page.wait_for_timeout(300)
    height = int(page.locator("iframe").get_attribute("height") or 0)
    assert inside.evaluate("document.querySelector('.notice').getBoundingClientRect().bottom") <= height
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no wider than the page around it"
    assert height <= 280, "the height that is proposed to pages without a script is enough"
    inside.click(".np-more")
    until(page, f"document.querySelector('iframe').height > {height}")


@pytest.mark.parametrize("size", [(360, 780), (320, 256), (1366, 768)])
def test_the_bar_stays_in_reach(page: Page, site: tuple[str, Path], size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(site[0])
    page.click(".np-play")
    playing(page)
    for _ in range(2):
        bar = page.locator("[data-np-bar]").bounding_box()
        assert bar is not None
        assert bar["height"] <= 88
        assert size[1] - 12 <= bar["y"] + bar["height"] <= size[1]
        page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(page.locator("[data-np-panel]")).to_be_hidden()
    page.keyboard.press("Escape")
    page.locator(".np-more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".np-more")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "后退15秒"
    page.locator("[data-np-set=keys]").evaluate("node => node.closest('details').open = true")
    page.locator(".np-play").click()
    page.keyboard.press("Escape")
    expect(page.locator("[data-np-panel]")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "np-more"
    lines = "[...document.querySelectorAll('.np-time, .time')].every(n => n.getClientRects().length <= 1 && n.getBoundingClientRect().height < 34)"
    assert page.evaluate(lines), "times stay on one line"


def test_an_embedded_bar_goes_with_the_page(page: Page) -> None:
    embedded(page, f"<h1>{TITLE}</h1>{WHOLE}<p style='height:4000px'>完</p>", cues_of(TITLE, *SAID))
    page.evaluate("document.querySelector('narrate-player').player.stick(); scrollTo(0, 3000)")
    until(page, "document.querySelector('narrate-player').player.controls.classList.contains('np-stuck')")
    bar = page.locator("narrate-player .np-bar").bounding_box()
    assert bar is not None
    assert bar["height"] <= 88
    assert bar["y"] + bar["height"] <= 900
    page.evaluate("scrollTo(0, 0)")
    until(page, "!document.querySelector('narrate-player').player.controls.classList.contains('np-stuck')")


def test_two_players_in_one_page(page: Page, foreign: str) -> None:
    page.goto(f"{foreign}/two.html")
    expect(page.locator("narrate-player .np-play")).to_have_count(2)
    page.locator("narrate-player .np-play").nth(1).click()
    until(page, "!document.querySelectorAll('narrate-player')[1].player.audio.paused")
    assert page.evaluate("document.querySelectorAll('narrate-player')[0].player.audio.paused")
    page.locator("narrate-player .np-play").nth(0).click()
    until(page, "!document.querySelectorAll('narrate-player')[0].player.audio.paused")
    until(page, "document.querySelectorAll('narrate-player')[1].player.audio.paused")
    assert page.said == []  # type: ignore[attr-defined]


SOUNDS = "(() => { const a = (document.querySelector('narrate-player')?.shadowRoot || document).querySelector('audio'); return !a.paused && a.currentTime > 0.2; })()"


def begun(frame: Frame, others: list[Frame]) -> None:
    """Play is pressed there, and nothing sounds in the others any more."""
    frame.locator(".np-play").click()
    until(frame, SOUNDS)
    for other in others:
        until(other, f"!{SOUNDS}")
    assert frame.evaluate(SOUNDS)


@pytest.mark.parametrize("lacks", ["", "delete window.BroadcastChannel"], ids=["a line", "no line"])
@pytest.mark.parametrize(("name", "count"), [("frames.html", 2), ("more.html", 3)])
def test_of_players_in_frames_one_speaks(page: Page, foreign: str, name: str, count: int, lacks: str) -> None:
    """Frames hear each other without a script in the page around them; with one, also the page's own player, and without a line."""
    page.add_init_script(lacks)
    page.goto(f"{foreign}/{name}")
    players = [*page.frames[1:], *page.frames[:1]][:count]
    for player in players:
        until(player, "!!(window.narrate || document.querySelector('narrate-player')?.player)")
    told = players[:1] if lacks and name == "frames.html" else players  # who can't be told plays as ever
    for player in [*told, *told[:-1]]:
        begun(player, [other for other in told if other != player])
    assert page.said == []  # type: ignore[attr-defined]


def test_players_of_two_tabs_do_not_speak_together(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    begun(page.main_frame, [])
    other = page.context.new_page()
    other.goto(f"{site[0]}../../index.html")
    other.locator("[data-play]").first.click()
    until(other, SOUNDS)
    until(page, f"!{SOUNDS}")
    assert other.evaluate(SOUNDS)


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


LARGE = """size => {
  document.documentElement.style.fontSize = size + "%";
  document.querySelector("[data-today]")?.click();
}"""
TIGHT = """() => ({
  sideways: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  broken: [...document.querySelectorAll(".np-time")].filter(n => {
    const range = document.createRange();
    range.selectNodeContents(n);
    return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1;
  }).length,
  cut: [...document.querySelectorAll(".np-bar button, .np-bar select, .np-panel button")]
    .filter(n => n.checkVisibility() && n.scrollWidth > n.clientWidth + 1).map(n => n.outerHTML.slice(0, 60)),
  out: [...document.querySelectorAll(".np-play, .np-more")].filter(n => {
    const box = n.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth + 1 || box.top < 0 || box.bottom > innerHeight + 1;
  }).length,
})"""


@pytest.mark.parametrize("name", ["index.html", "../../index.html"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_letters_of_any_size_have_room(page: Page, site: tuple[str, Path], name: str, width: int) -> None:
    """Large letters on a wide screen ask for the same room as a narrow one."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site[0] + name)
    for size in (100, 150, 200, 300, 400):
        page.evaluate(LARGE, size)
        page.wait_for_timeout(100)
        assert page.evaluate(TIGHT) == {"sideways": 0, "broken": 0, "cut": [], "out": 0}, size
    page.click(".np-more")
    page.evaluate("document.querySelectorAll('.np details').forEach(d => d.open = true)")
    assert page.evaluate(TIGHT)["sideways"] == 0
    assert page.evaluate("document.querySelector('.np').getBoundingClientRect().top") >= 0


BAR = """() => { const root = document.querySelector('narrate-player')?.shadowRoot || document;
    document.querySelector("[data-today]")?.click();
    const seen = [...root.querySelectorAll('.np-bar button, .np-bar select, .np-title, .np-time')].filter(n => n.checkVisibility());
    const box = root.querySelector('.np-bar').getBoundingClientRect();
    return { letters: seen.map(n => parseFloat(getComputedStyle(n).fontSize)), height: box.height,
      out: seen.filter(n => n.getBoundingClientRect().right > box.right + 1 || n.clientWidth && n.scrollWidth > n.clientWidth + 1 && n.localName !== 'strong').length,
      sideways: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth) }; }"""


@pytest.mark.parametrize("name", ["index.html", "../../index.html", "embed.html", "another's page"])
def test_letters_grow_with_the_browsers_own(page: Page, site: tuple[str, Path], name: str) -> None:
    """Nothing but the size of letters in the browser's settings is doubled: neither zoom nor the page's root."""
    page.set_viewport_size({"width": 360, "height": 780})
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    seen = []
    for size in (16, 32):
        session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        if name == "another's page":
            embedded(page, f"<meta name=viewport content='width=device-width'><h1>{TITLE}</h1>{WHOLE}", cues_of(TITLE))
            until(page, "!!document.querySelector('narrate-player').player")
        else:
            page.goto(site[0] + name)
            until(page, "!!(window.narrate || document.querySelector('[data-today]'))")
        seen.append(page.evaluate(BAR))
    plain, large = seen
    assert large["letters"] == pytest.approx([2 * letter for letter in plain["letters"]])
    assert min(plain["letters"]) >= 14
    assert plain["height"] <= 88
    assert (large["sideways"], large["out"], plain["out"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("root", "letters"), [("62.5%", 16), ("100%", 16), ("150%", 24), ("200%", 32), ("37.5px", 16), ("100px", 16)]
)
def test_a_root_that_is_reckoned_with_is_no_size_of_letters(page: Page, root: str, letters: int) -> None:
    style = f"<style>html{{font-size:{root}}} body{{font-size:16px}}</style>"
    embedded(page, f"{style}<h1>{TITLE}</h1>{WHOLE}", cues_of(TITLE, *SAID))
    until(page, "!!document.querySelector('narrate-player').player")
    shown = "n => parseFloat(getComputedStyle(n).fontSize)"
    assert page.locator("narrate-player .np-more").evaluate(shown) == letters
    assert page.locator("narrate-player .np-note").evaluate(shown) == letters


def test_the_sound_begins_after_what_is_seen(page: Page, site: tuple[str, Path]) -> None:
    """However long after it has loaded a page is painted."""
    page.add_init_script(
        "window.PerformanceObserver = class { constructor(told) { window.painted = () => told([], this); } observe() {} disconnect() {}"
        " static supportedEntryTypes = ['paint']; }"
    )
    page.goto(site[0])
    until(page, "!!window.painted")
    page.wait_for_timeout(700)
    assert page.evaluate("document.querySelector('audio').preload") == "none"
    page.evaluate("painted()")
    until(page, "document.querySelector('audio').readyState >= 1")


def test_what_a_listener_can_set_does_something(page: Page, site: tuple[str, Path]) -> None:
    """No text stands in a frame, and none is read along without being asked; the page of another site has no characters' times."""
    shown = "root => [...root.querySelectorAll('[data-np-set]')].map(node => node.dataset.npSet)"
    page.goto(f"{site[0]}embed.html")
    assert page.evaluate(f"({shown})(document)") == ["words", "caption", "keys"]
    for tag, wanted in (
        ("<narrate-player src='/e/'></narrate-player>", ["words", "caption", "keys"]),
        ("<narrate-player src='/e/' read-along></narrate-player>", ["words", "caption", "point", "follow", "keys"]),
    ):
        embedded(page, f"<h1>{TITLE}</h1>{WHOLE}{tag}", cues_of(TITLE, *SAID), tag="<script src='/embed.js'></script>")
        until(page, "!!document.querySelector('narrate-player').player")
        assert page.evaluate(f"({shown})(document.querySelector('narrate-player').shadowRoot)") == wanted
        page.unroute_all()


def test_a_reader_hears_each_thing_once_and_in_words(page: Page, site: tuple[str, Path]) -> None:
    """The slider says where the sound is; what is shown beside it in figures is not said again."""
    page.goto(site[0])
    heard = page.locator("[data-np-bar]").aria_snapshot()
    assert "0:00" not in heard
    assert 'slider "进度"' in heard
    page.goto(f"{site[0]}../../index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-today]')"), "past the subscription"
    page.locator("[data-play]").click()
    expect(page.get_by_role("button", name="暂停：图书馆")).to_be_visible()


def test_a_place_is_said_before_anything_is_heard(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    slider = page.locator("[data-np-seek]")
    assert re.fullmatch(r"0 分 0 秒，共 \d+ 分 \d+ 秒", slider.get_attribute("aria-valuetext") or "")
    assert page.evaluate("narrate.spoken(3725)") == "1 小时 2 分 5 秒"


def test_keys_on_the_seek_bar_go_by_seconds_from_what_is_heard(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.focus("[data-np-seek]")
    page.evaluate("narrate.play()")
    page.wait_for_function("document.querySelector('audio').currentTime > 2")
    now = "document.querySelector('audio').currentTime"
    page.evaluate("document.querySelector('audio').pause()")
    before = page.evaluate(now)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(now) == pytest.approx(before + 5, abs=0.1)
    assert float(page.input_value("[data-np-seek]")) == pytest.approx(before + 5, abs=0.3)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(now) == pytest.approx(before, abs=0.1)
    page.keyboard.press("Home")
    assert page.evaluate(now) == 0


def test_where_nothing_comes_one_may_try_again_from_the_same_place(page: Page, site: tuple[str, Path]) -> None:
    """No error is told: the browser goes on asking."""
    page.goto(site[0])
    page.click(".np-play")
    playing(page)
    page.evaluate("narrate.seek(12)")
    page.wait_for_function("document.querySelector('audio').currentTime > 12.1")
    page.evaluate("narrate.patience = 50; document.querySelector('audio').dispatchEvent(new Event('waiting'))")
    expect(page.locator("[data-np-error]")).to_be_visible()
    page.get_by_role("button", name="重试").click()
    expect(page.locator("[data-np-error]")).to_be_hidden()
    playing(page)
    assert page.evaluate("document.querySelector('audio').currentTime") >= 12
    assert "np-play" in page.evaluate("document.activeElement.className"), "the focus is not lost with the button"


def test_resetting_resets_all(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.click(".np-more")
    page.click(".np-tools summary")
    page.get_by_role("button", name="静音").click()
    page.get_by_label("定时关闭").select_option("15")
    page.get_by_role("button", name="重置").click()
    expect(page.locator("[data-np-muted]")).to_be_hidden()
    assert page.evaluate("[document.querySelector('audio').muted, document.querySelector('[data-np-sleep]').value]") == [False, ""]  # fmt: skip


def test_what_is_read_stays_where_it_was_when_letters_grow(page: Page, site: tuple[str, Path]) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(site[0])
    page.evaluate("narrate.seek(narrate.cues[narrate.cues.length - 2].start + 0.1)")
    top = "document.querySelector('[aria-current=true][data-start]').getBoundingClientRect().top"
    page.evaluate("document.querySelector('[aria-current=true][data-start]').scrollIntoView({block: 'start', behavior: 'instant'})")  # fmt: skip
    before = page.evaluate(top)
    page.evaluate("narrate.larger(); narrate.larger()")
    assert page.evaluate(top) == pytest.approx(before, abs=40)


def test_what_has_the_focus_is_seen(page: Page, site: tuple[str, Path]) -> None:
    """A panel over the page shuts when the focus goes back to the page; large captions lie over neither."""
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(site[0])
    page.evaluate("narrate.seek(narrate.cues[3].start + 0.1)")
    page.click(".np-more")
    page.click(".np-tools summary")
    page.get_by_role("button", name="大字幕").click()
    covered = page.evaluate(
        "[...document.querySelectorAll('.np-panel button, .np-panel summary, .np-bar button')].filter(n => n.checkVisibility())"
        ".filter(n => { n.scrollIntoView({block: 'nearest'}); const box = n.getBoundingClientRect();"
        " return !n.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)); }).length"
    )
    assert covered == 0
    page.locator(".files a").first.focus()
    expect(page.locator("[data-np-panel]")).to_be_hidden()
    page.wait_for_timeout(500)
    for place in (".files a", "#text [tabindex='0']", ".copy", "nav a"):
        page.evaluate("document.querySelectorAll('.embed details').forEach(d => d.open = true)")
        page.locator(place).first.focus()
        page.wait_for_timeout(700)
        seen = page.evaluate(
            "() => { const box = document.activeElement.getClientRects()[0];"
            " return box.top >= 0 && box.bottom <= document.querySelector('.np').getBoundingClientRect().top; }"
        )
        assert seen, place


def test_it_is_small() -> None:
    import gzip

    from narrate.publish.pages import asset

    assert len(gzip.compress(asset("player.js").encode() + asset("narrate.css").encode())) < 30_000
    assert len(gzip.compress(asset("embed.js").encode())) < 30_000
