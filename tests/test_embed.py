"""The embedded player in other sites' pages: what a hostile host of data can do there, which is nothing."""

from __future__ import annotations

import json
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from browsing import SAID, TITLE, WHOLE, cues_of, data_of, embedded, until
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, Route, expect

from narrate.publish import addresses
from narrate.publish.pages import asset

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = json.loads((ROOT / "tests" / "cases" / "hostile_player.json").read_text("utf-8"))
LIMIT = 6_000_000  # bytes, of data.js


@pytest.fixture
def page(tab: Page) -> Page:
    return tab


def bodies() -> dict[str, str]:
    """What a hostile host answers, by the name of the case."""
    whole = data_of(cues_of(TITLE, *SAID))
    return {n: json.dumps(whole | change) for n, change in HOSTILE["changed"].items()} | HOSTILE["raw"]


# Whatever could run or lead elsewhere, in the page and in the players' own trees.
FOUND = """() => { const roots = [document, ...[...document.querySelectorAll('narrate-player')].map(n => n.shadowRoot)], bad = [];
    for (const root of roots) for (const node of root.querySelectorAll('*')) {
      if (/^(script|iframe|object|embed|img|svg|base|form|meta)$/i.test(node.tagName) && !node.dataset.own) bad.push(node.outerHTML.slice(0, 90));
      for (const a of node.attributes) if (/^on|^srcdoc$/.test(a.name) || (a.name === 'style' && !/^(min-height: [\\d.]+px;)?$/.test(a.value)) || (/^(href|src|action)$/.test(a.name) && !/^https?:$/.test(new URL(a.value, location).protocol))) bad.push(a.name + '=' + a.value);
      if (/^(A|SOURCE|AUDIO)$/.test(node.tagName) && /evil/.test(node.href || node.src || '')) bad.push(node.outerHTML.slice(0, 90));
    } return bad; }"""
PRESS = """() => { addEventListener('click', event => { if (event.composedPath().some(n => /^https?:/.test(n.href || ''))) event.preventDefault(); });
    for (const host of document.querySelectorAll('narrate-player')) for (const node of host.shadowRoot.querySelectorAll('a,button')) node.click();
    for (const host of document.querySelectorAll('narrate-player')) { const s = host.shadowRoot.querySelector('[data-np-seek]'); if (s) { s.value = 1; s.dispatchEvent(new Event('input')); } } }"""


def answered(body: str, route: Route) -> None:
    route.fulfill(body=body, content_type="application/json")


def test_a_hostile_host_of_data_does_nothing_in_the_page(page: Page) -> None:
    answers, asked = bodies(), list[str]()
    assert len(answers) >= 40
    page.on("request", lambda request: asked.append(request.url))
    for n, body in enumerate(answers.values()):
        page.route(f"**/{n}/player.json", partial(answered, body))
    page.route("**/*.mp3", lambda route: route.abort())
    page.route("**/embed.js", lambda route: route.fulfill(body=asset("embed.js"), content_type="text/javascript"))
    players = "".join(f"<narrate-player src='/{n}/' read-along></narrate-player>" for n in range(len(answers)))
    html = f"<!DOCTYPE html><meta charset=utf-8 data-own=1><script data-own=1>var ran = []</script><h1>{TITLE}</h1>{WHOLE}<script data-own=1 src=/embed.js></script>{players}"
    page.route("http://site.test/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("http://site.test/")
    until(
        page,
        "[...document.querySelectorAll('narrate-player')].every(n => n.player || n.shadowRoot.querySelector('button'))",
    )
    page.evaluate(PRESS)
    page.wait_for_timeout(300)
    page.evaluate(PRESS)
    assert page.evaluate(FOUND) == []
    assert page.evaluate("ran") == []
    assert page.evaluate("[({}).ran, ({}).hidden, ({}).play, Object.prototype.src]") == [None] * 4
    assert (
        page.evaluate(
            "Object.keys(localStorage).filter(k => k !== 'narrate:settings' && !k.startsWith('narrate:at:') || k.length > 400)"
        )
        == []
    )
    assert page.evaluate("Object.keys(JSON.parse(localStorage['narrate:settings'] || '{}')).includes('time')") is False
    assert page.url == "http://site.test/"
    assert not [url for url in asked if not url.startswith("http://site.test/")]
    refused = [
        name
        for name, at in zip(
            answers, page.evaluate("[...document.querySelectorAll('narrate-player')].map(n => !n.player)"), strict=True
        )
        if at
    ]
    assert {"null", "half of it", "sound of another host", "prototype at the top"} <= set(refused)
    assert not {"script in the title", "words as a list", "javascript as the page"} & set(refused)
    assert page.evaluate(
        "document.querySelectorAll('narrate-player')[0].shadowRoot.querySelector('.np-title').textContent"
    ).startswith("</strong>")


class Endless(BaseHTTPRequestHandler):
    """Two other hosts in one: data of a hundred megabytes, data that is elsewhere, and a whole episode."""

    elsewhere = ""
    pages: dict[str, str] = {}  # noqa: RUF012 - filled by the test

    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Location", f"{self.elsewhere}/good/player.json")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        if self.path in self.pages:
            self.wfile.write(self.pages[self.path].encode())
        elif self.path.startswith("/good"):
            self.wfile.write(json.dumps(data_of(cues_of(TITLE, *SAID))).encode())
        elif self.path.startswith("/endless"):
            try:
                self.wfile.write(b'{"title":"')
                for _ in range(1000):
                    self.wfile.write(b"x" * 100_000)
            except OSError:
                pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hosts() -> Iterator[list[str]]:
    """Two hosts of data, and the page's own."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), type("Host", (Endless,), {})) for _ in range(3)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    names = [f"http://127.0.0.1:{server.server_port}" for server in servers]
    Endless.elsewhere = names[1]
    yield names
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("allow", "path", "taken"),
    [
        ("", "{0}/good/", False),
        ("{0}", "{0}/good/", True),
        ("{1} {0}", "{0}/good/", True),
        ("{0}", "{0}/moved/", False),
        ("{0} {1}", "{0}/moved/", True),
        ("{0}", "{0}/endless/", False),
        ("javascript:x *", "{0}/good/", False),
    ],
)
def test_data_comes_from_its_own_host_unless_another_is_named(
    page: Page,
    hosts: tuple[str, str],
    allow: str,
    path: str,
    taken: bool,  # noqa: FBT001 - a case
) -> None:
    script = f"<script src=/embed.js data-allow='{allow.format(*hosts)}'></script>"
    html = f"<!DOCTYPE html><meta charset=utf-8>{script}<narrate-player src='{path.format(*hosts)}'></narrate-player>"
    Endless.pages |= {"/": html, "/embed.js": asset("embed.js")}
    page.goto(f"{hosts[2]}/")
    until(
        page,
        "document.querySelector('narrate-player').player || document.querySelector('narrate-player').shadowRoot.querySelector('button')",
    )
    expect(page.locator("narrate-player .np-play")).to_have_count(int(taken))
    if not taken:
        expect(page.locator("narrate-player [role=status]")).to_have_text("The player cannot be loaded.")
    if "endless" in path:
        page.wait_for_timeout(200)
        assert page.evaluate("performance.getEntriesByType('resource').every(e => e.transferSize < 5e7)")


ADDRESSES = (
    "https://www.example.org/a/b.html",
    "http://m.example.org/a/b/index.html?utm_source=x&from=timeline#c",
    "https://example.org:443/a/b/?id=7&b=2&a=%E7%94%B2",
    "https://example.org/%E6%B2%B3%E5%A0%A4/%E6%AD%A5%E9%81%93/",
    "https://example.org/a b/(c)!*'~.htm?q=x y+z&q=(1)!*'~",
    "https://wap.3g.example.co.uk/Default.aspx?id=3",
    "https://例子.cn/甲/?b=乙",
    "https://WWW.Example.ORG/Path/?B=1&b=1",
    "https://example.org/%zz/a?x=&y",
)


def test_a_page_is_known_by_its_address_in_either_language(page: Page) -> None:
    embedded(page, "", cues_of(TITLE))
    for address in ADDRESSES:
        assert page.evaluate("a => NarrateFind.plain(a)", address) == addresses.key(address)
        assert page.evaluate("a => NarrateFind.shard(a)", address) == addresses.shard(address)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30))
def test_no_path_of_a_machine_is_published(name: str) -> None:
    for location in (f"/{name}", f"C:\\{name}", f"../{name}", f"~/{name}", f"file:///{name}", "-"):
        assert not [
            key for key in addresses.keys("", "urn:uuid:1", location) if key.startswith("file:/") or ".." in key[:8]
        ]
    assert list(addresses.keys("https://a.cn/", "urn:x", "")) == [], "a home page is no article"


@pytest.mark.parametrize("many", [0, 20_000], ids=["one list", "parts"])
@pytest.mark.parametrize(
    ("head", "tag", "found"),
    [
        (
            "<link rel=canonical href='https://www.town.example/2024/lamps/?utm_source=feed'>",
            "<script src='/assets/embed.js'></script>",
            True,
        ),
        (
            "<meta property='og:url' content='https://town.example/2024/lamps'>",
            "<script src='/assets/embed.js'></script>",
            True,
        ),
        ("", "<script src='/assets/embed.js' data-source='posts/lamps.md'></script>", True),
        ("", "<script src='/assets/embed.js' defer></script><narrate-player></narrate-player>", False),
        (
            "<link rel=canonical href='https://town.example/2024/bridge/'>",
            "<script src='/assets/embed.js'></script>",
            False,
        ),
    ],
)
def test_one_line_in_a_theme_serves_every_page(page: Page, many: int, head: str, tag: str, found: bool) -> None:  # noqa: FBT001 - a case
    rows = [*((f"town.example/{n}", f"post-{n}") for n in range(many))]
    rows += [(key, "灯-1") for key in addresses.keys("https://town.example/2024/lamps/", "urn:x", "posts/lamps.md")]
    files = addresses.files(rows)
    assert max(map(len, files.values())) < 60_000
    for name, content in files.items():
        page.route(f"**/{name}", partial(answered, content))
    page.route("**/episodes/*/player.json", lambda route: route.fulfill(json=data_of(cues_of(TITLE, *SAID))))
    page.route(
        "**/assets/embed.js", lambda route: route.fulfill(body=asset("embed.js"), content_type="text/javascript")
    )
    page.route("**/*.mp3", lambda route: route.abort())
    html = f"<!DOCTYPE html><meta charset=utf-8>{head}<body><h1>{TITLE}</h1>{WHOLE}{tag}</body>"
    page.route("http://site.test/x.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    with page.expect_response(lambda answer: "episodes.json" in answer.url or "addresses-" in answer.url):
        page.goto("http://site.test/x.html")
    if found:
        page.wait_for_function("document.querySelector('narrate-player')?.ranges?.filter(Boolean).length === 6")
        assert page.evaluate("document.querySelector('h1').nextSibling.localName") == "narrate-player"
    else:
        page.wait_for_timeout(200)
        assert page.locator("narrate-player .np-play").count() == 0


def test_the_page_hears_what_happens(page: Page) -> None:
    embedded(page, f"<h1>{TITLE}</h1>{WHOLE}", cues_of(TITLE, *SAID))
    page.evaluate(
        """() => { window.heard = []; for (const name of ['play', 'pause', 'ended', 'chapter', 'progress'])
        document.addEventListener('narrate:' + name, event => heard.push([name, event.target.localName, event.detail.guid]));
        const audio = document.querySelector('narrate-player').player.audio; Object.defineProperty(audio, 'paused', {value: false});
        for (const name of ['play', 'timeupdate', 'pause', 'ended']) audio.dispatchEvent(new Event(name)); }"""
    )
    heard = page.evaluate("heard")
    assert [row[0] for row in heard if row[0] != "progress"] == ["play", "pause", "ended"]
    assert ["progress", "narrate-player", "g"] in heard


def test_a_page_that_is_drawn_anew_is_followed(page: Page) -> None:
    embedded(page, f"<div id=app><h1>{TITLE}</h1>{WHOLE}</div>", cues_of(TITLE, *SAID))
    page.evaluate(
        "() => { const app = document.querySelector('#app'); app.innerHTML = app.innerHTML.replace(/<narrate-player.*?<.narrate-player>/, '').replace('蓝色', '<b>蓝色</b>'); }"
    )
    until(
        page,
        "document.querySelector('narrate-player').ranges.every(r => r && r.startContainer.isConnected && !r.collapsed)",
    )
    until(page, "document.querySelector('h1').nextSibling.localName === 'narrate-player'")
    assert page.evaluate("document.querySelectorAll('narrate-player').length") == 1
    late = "他们把这件事写进了村志。"
    page.unroute_all()
    embedded(page, f"<h1>{TITLE}</h1>{WHOLE}", cues_of(TITLE, *SAID, late), "http://site.test/late.html")
    page.evaluate("text => document.body.insertAdjacentHTML('beforeend', `<p>${text}</p>`)", late)
    until(page, "document.querySelector('narrate-player').ranges.every(Boolean)")


def test_what_is_shown_later_is_found(page: Page) -> None:
    hidden = f"<div id=rest style='display:none'><p>{SAID[3]}</p></div><details><summary>…</summary><p>{SAID[4]}</p></details>"
    embedded(page, f"<h1>{TITLE}</h1>{WHOLE[: WHOLE.index(SAID[3]) - 3]}{hidden}", cues_of(TITLE, *SAID))
    host = "document.querySelector('narrate-player')"
    until(page, f"!!{host}.player")
    assert page.evaluate(f"{host}.ranges.map(Boolean)") == [True] * 4 + [False] * 2
    page.evaluate("document.querySelector('details').open = true")
    until(page, f"!!{host}.ranges[5]")
    page.evaluate("document.querySelector('#rest').style.display = ''")
    page.evaluate(f"{host}.player.paint({host}.player.cues[4], null)")
    until(page, f"!!{host}.ranges[4]")


@pytest.mark.parametrize("ground", ["#fff", "#111", "transparent"])
def test_it_matches_the_page(page: Page, ground: str) -> None:
    style = f"<style>:root{{--ink:red;--panel:blue;--accent:lime}} main{{background:{ground}}}</style>"
    embedded(page, f"{style}<main><h1>{TITLE}</h1>{WHOLE}</main>", cues_of(TITLE, *SAID))
    colour = "getComputedStyle(document.querySelector('narrate-player').shadowRoot.querySelector('section'))"
    dark = ground == "#111"
    assert page.evaluate(f"{colour}.color") == ("rgb(240, 238, 232)" if dark else "rgb(29, 35, 39)")
    page.evaluate(
        "document.documentElement.style.background = '#000'; document.querySelector('main').style.background = '#000'"
    )
    until(page, f"{colour}.color === 'rgb(240, 238, 232)'")


def test_a_sign_alone_belongs_to_the_sentence_before_it(page: Page) -> None:
    embedded(page, f"<h1>{TITLE}</h1>{WHOLE}", cues_of(TITLE, SAID[0], "）", "”", *SAID[1:], "……", label="（）"))
    texts = page.evaluate("document.querySelector('narrate-player').ranges.map(r => r && r.toString())")
    said = [TITLE, *SAID]
    assert texts == [None, *said[:2], said[1], said[1], *said[2:], said[-1]]


def test_a_page_scrolls_to_the_voice_only_when_asked(page: Page) -> None:
    embedded(page, f"<h1>{TITLE}</h1><div style='height:3000px'></div>{WHOLE}", cues_of(TITLE, *SAID))
    paint = """follow => { const p = document.querySelector('narrate-player').player; p.settings.follow = follow; p.free = 0;
        Object.defineProperty(p.audio, 'paused', {value: false, configurable: true}); p.paint(p.cues[3], null); }"""
    page.evaluate(paint, False)  # noqa: FBT003 - of the script
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
    page.evaluate(paint, True)  # noqa: FBT003
    until(page, "scrollY > 1500")


def test_a_sentence_of_the_page_is_played_when_it_is_clicked(page: Page) -> None:
    embedded(page, f"<h1>{TITLE}</h1>{WHOLE}", cues_of(TITLE, *SAID))
    page.evaluate("document.querySelector('narrate-player').player.sentence = n => { window.chosen = n; }")
    page.get_by_text(SAID[2]).click(position={"x": 40, "y": 8})
    assert page.evaluate("chosen") == 3
