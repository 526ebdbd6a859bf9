"""The list of episodes: one page or many, played in place, searched over all; and what stands around a listening page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from browsing import UNHURRIED, publishing, until
from conftest import article, narrate
from lxml import html
from playwright.sync_api import Browser, Page, expect

from narrate import refusals
from narrate.model import Enclosure, Episode, Podcast
from narrate.publish import listing, shared
from narrate.publish.pages import PAGE, broken, index_page, sheets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TITLES = ("渡口装上了灯", "木船漆成蓝色", "河面结了薄冰", "孩子在岸边数船")
DATES = ("2024-03-05 09:30:00", "2024-03-05 08:30:00", "2024-02-29 07:30:00", "2023-12-31 07:30:00")
SHOW = Podcast("听新闻", "每天的新闻。", "zh-cn", "https://listen.example/", "某报", "a@b.example", "News", "", "", "https://listen.example/cover.jpg")  # fmt: skip


@pytest.fixture
def page(tab: Page) -> Page:
    return tab


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    where = tmp_path_factory.mktemp("index")
    with publishing(where / "dist") as address:
        for n, (title, date) in enumerate(zip(TITLES, DATES, strict=True)):
            (where / f"{n}.html").write_text(article(title, sections=1, date=date), "utf-8")
        (where / "narrate.toml").write_text(
            f'[site]\nurl = "{address}"\nauthor = "某报"\nreport = "misread@town.example"\n', "utf-8"
        )
        narrate("build", *(f"{n}.html" for n in range(4)), "--voice", "tone", cwd=where)
        yield address, where / "dist"


def episodes(count: int) -> tuple[Episode, ...]:
    day = datetime(2024, 3, 5, 9, tzinfo=UTC)
    made = (
        Episode(f"g{n}", f"s{n}", f"第{n}期", "zh-CN", "简介", day - timedelta(hours=5 * n), Enclosure(f"https://listen.example/episodes/s{n}/a.mp3", 9, "audio/mpeg"), 61_000, "", f"https://listen.example/episodes/s{n}/index.html")
        for n in range(count)
    )  # fmt: skip
    return tuple(made)


@pytest.mark.parametrize("count", [0, 1, 5, 50, 51, 2000])
def test_every_episode_stands_on_one_page_of_the_list(count: int) -> None:
    every = episodes(count)
    seen: list[str] = []
    names = [sheet.name() for sheet in sheets("", "", count)]
    assert len(set(names)) == len(names) == max(1, -(-count // PAGE))
    for n, sheet in enumerate(sheets("", "", count)):
        root = html.fromstring(index_page(replace(SHOW, episodes=tuple(sheet.of(every))), (), sheet).encode())
        rows = [str(guid) for guid in root.xpath("//*[@data-row]/@data-guid")]
        assert len(rows) <= PAGE
        seen += rows
        assert root.xpath("//*[@rel='next']/@href") == names[n + 1 : n + 2]
        assert root.xpath("//*[@rel='prev']/@href") == names[max(0, n - 1) : n]
        assert bool(root.xpath("//*[@class='empty']")) == (count == 0)
        assert len(root.xpath("//a[@data-play][@href]")) == len(rows), "each can be played, also without script"
    assert seen == [episode.guid for episode in every]


def test_the_list_is_played_one_after_another_and_remembers(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    expect(page.locator("[data-np-queue]")).to_be_hidden()
    page.get_by_role("button", name="播放最新一天").click()
    until(page, "window.narrate && !narrate.audio.paused && narrate.audio.currentTime > 0.2")
    expect(page.locator(".np-title")).to_have_text(TITLES[0])
    page.evaluate("narrate.audio.currentTime = 9")
    until(page, "document.querySelector('[data-row]').textContent.includes('听到 0:')")
    page.evaluate("narrate.audio.currentTime = narrate.audio.duration - 0.3")
    until(page, f"document.querySelector('.np-title').textContent === '{TITLES[1]}' && !narrate.audio.paused")
    expect(page.locator("[data-row]").first).to_contain_text("已听完")
    page.locator("[data-play]").nth(2).click()
    expect(page.locator(".np-title")).to_have_text(TITLES[2])
    until(page, "!narrate.audio.paused")
    page.locator("[data-play]").nth(2).click()
    until(page, "narrate.audio.paused")
    page.locator(".np-more").click()
    page.locator("[data-np-do=mute]").click()
    expect(page.locator("[data-np-muted]")).to_be_visible()
    expect(page.locator("[data-np-status]")).to_have_text("已静音")
    page.locator(".np-tools summary").click()
    page.locator("[data-np-theme]").select_option("yellow")
    page.get_by_role("button", name="放大文字").click()
    page.reload()
    assert page.evaluate(
        "[document.documentElement.dataset.theme, document.documentElement.style.getPropertyValue('--size')]"
    ) == ["yellow", "1.25"]
    assert page.said == []  # type: ignore[attr-defined]


NEAR_ITS_END = "narrate.audio.currentTime = narrate.audio.duration - 0.4"
PLAYS = "window.narrate && !narrate.audio.paused && narrate.audio.currentTime > 0.2 && narrate.title === "


def test_the_queue_goes_on_from_an_episodes_page(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.get_by_role("button", name="播放最新一天").click()
    until(page, f"{PLAYS}'{TITLES[0]}'")
    page.get_by_role("link", name=TITLES[0]).click()
    page.locator("[data-np-start]").click()
    until(page, f"{PLAYS}'{TITLES[0]}'")
    page.locator("article [tabindex='0']").focus()
    page.evaluate(NEAR_ITS_END)
    until(page, f"{PLAYS}'{TITLES[1]}'")
    assert page.evaluate("document.activeElement.className") == "np-play np-on", (
        "the focus is not lost with its sentence"
    )
    expect(page.locator("h1")).to_have_text(TITLES[1])
    assert page.title().startswith(TITLES[1])
    assert page.url == page.locator("link[rel=canonical]").get_attribute("href")
    assert page.locator("[data-np-text] [tabindex='0']").count() == 1
    sources, tracks = page.locator("audio source"), page.locator("audio track")
    assert sources.first.get_attribute("src").startswith(page.url.split("/")[-2])  # type: ignore[union-attr]
    assert [track.get_attribute("kind") for track in tracks.all()] == ["captions", "chapters"]
    page.evaluate("narrate.seek(narrate.cues[3].start + 0.1)")
    until(
        page,
        "document.querySelectorAll('[aria-current=true][data-start]').length === 1 && narrate.cues[3].node.isConnected",
    )
    page.locator(".chapters [data-np-at]").last.click()
    until(page, "narrate.audio.currentTime >= narrate.chapters.at(-1).start")
    page.reload()
    expect(page.locator("h1")).to_have_text(TITLES[1])
    assert page.said == []  # type: ignore[attr-defined]


def test_without_a_queue_it_goes_on_when_asked_and_not_when_asleep(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.get_by_role("link", name=TITLES[1]).click()
    page.locator("[data-np-start]").click()
    until(page, f"{PLAYS}'{TITLES[1]}'")
    page.evaluate(NEAR_ITS_END)
    until(page, "narrate.audio.ended")
    page.wait_for_timeout(500)
    expect(page.locator("h1")).to_have_text(TITLES[1])
    page.locator(".np-more").click()
    page.get_by_role("button", name="播完接着下一期").click()
    for timer, heard in (("chapter", TITLES[1]), ("", TITLES[2])):
        page.locator("[data-np-sleep]").select_option(timer)
        page.evaluate("narrate.seek(1); narrate.play()")
        until(page, "!narrate.audio.paused && narrate.audio.currentTime > 1")
        page.evaluate("narrate.seek(narrate.chapters.at(-1).start + 0.5)")
        page.locator("[data-np-sleep]").select_option(timer)
        page.evaluate(NEAR_ITS_END)
        until(page, "narrate.audio.ended" if timer else f"{PLAYS}'{heard}'")
        page.wait_for_timeout(500)
        expect(page.locator("h1")).to_have_text(heard)
    assert page.said == []  # type: ignore[attr-defined]


def test_the_queue_goes_on_over_the_pages_of_the_list(page: Page, site: tuple[str, Path]) -> None:
    """The list is cut short here: its rest stands on a second page."""
    text = (site[1] / "index.html").read_text("utf-8")
    rows = html.fromstring(text).xpath("//*[@data-row]/@data-slug")
    cut = text.replace("</main>", "<nav class='pages'><a rel='next' href='index-2.html'>2</a></nav></main>")
    page.add_init_script(
        f"document.addEventListener('DOMContentLoaded', () => {{ if (/index.html$/.test(location)) document.querySelectorAll('[data-row]:not([data-slug=\"{rows[0]}\"])').forEach(n => n.remove()) }})"
    )
    page.route("**/index.html", lambda route: route.fulfill(body=cut, content_type="text/html"))
    page.route("**/index-2.html", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(site[0] + "index.html")
    page.get_by_role("button", name="播放最新一天").click()
    until(page, f"{PLAYS}'{TITLES[0]}'")
    page.evaluate("narrate.next()")
    until(page, f"{PLAYS}'{TITLES[0]}'")
    page.evaluate("narrate.next()")
    until(page, f"{PLAYS}'{TITLES[1]}'")


def test_every_page_leads_to_where_one_was(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    expect(page.locator("[data-np-last]")).to_be_hidden()
    page.get_by_role("link", name=TITLES[2]).click()
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    page.evaluate("narrate.seek(12)")
    page.goto(site[0])
    link = page.locator("[data-np-last]")
    expect(link).to_have_text(f"继续收听：{TITLES[2]}（0:12）")
    page.get_by_role("link", name=TITLES[1]).click()
    expect(link).to_have_text(f"继续收听：{TITLES[2]}（0:12）")
    link.click()
    expect(page.locator("h1")).to_have_text(TITLES[2])
    page.wait_for_function("Math.abs(document.querySelector('audio').currentTime - 12) < 1")
    expect(link).to_be_hidden()
    page.goto(site[0])
    link.click()
    until(page, f"{PLAYS}'{TITLES[2]}' && narrate.audio.currentTime >= 12")
    page.evaluate(NEAR_ITS_END)
    until(page, f"{PLAYS}'{TITLES[3]}'")
    page.goto(site[0])
    expect(page.locator("[data-np-last]")).to_be_hidden()


def test_the_row_that_plays_is_marked_and_titles_have_their_language(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.locator("[data-play]").nth(1).click()
    expect(page.locator("h4 a[aria-current=true]")).to_have_text([TITLES[1]])
    page.get_by_role("link", name=TITLES[0]).click()
    expect(page.locator(".beside a span")).to_have_attribute("lang", "zh-CN")


def test_the_search_looks_through_every_page(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.evaluate("document.querySelector('[data-search]').dataset.pages = 2")
    page.get_by_label("搜索节目").fill("薄冰")
    expect(page.locator("[data-found] a")).to_have_text([TITLES[2]])
    expect(page.locator(".search [role=status]")).to_have_text("找到 1 个节目")


def test_a_page_leads_to_its_neighbours(page: Page, site: tuple[str, Path]) -> None:
    page.goto(site[0])
    page.get_by_role("link", name=TITLES[1]).click()
    expect(page.locator(".beside a")).to_have_text([f"上一期：{TITLES[2]}", f"下一期：{TITLES[0]}"])
    page.locator(".beside a").first.click()
    expect(page.locator("h1")).to_have_text(TITLES[2])
    expect(page.locator(".beside a")).to_have_text([f"上一期：{TITLES[3]}", f"下一期：{TITLES[1]}"])
    page.locator(".beside a").first.click()
    expect(page.locator(".beside a")).to_have_text([f"下一期：{TITLES[2]}"])
    assert page.said == []  # type: ignore[attr-defined]


def test_a_sentence_is_shared_and_a_misreading_reported(page: Page, site: tuple[str, Path]) -> None:
    page.add_init_script(
        "window.sent = []; navigator.share = what => { sent.push(what); return Promise.resolve(); };"
        "HTMLAnchorElement.prototype.click = function () { sent.push(this.href); };"
    )
    page.goto(site[0] + "episodes/" + next(p.name for p in (site[1] / "episodes").iterdir()) + "/")
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    page.evaluate("narrate.seek(narrate.cues[2].start + 0.1)")
    page.click(".np-more")
    page.get_by_role("button", name="分享这一句").click()
    page.get_by_role("button", name="报告读音").click()
    shared_one, mail = page.evaluate("sent")
    sentence, start = page.evaluate("[narrate.cues[2].text, Math.floor(narrate.cues[2].start)]")
    assert shared_one["text"] == sentence
    assert shared_one["url"].endswith(f"#t={start}")
    assert mail.startswith("mailto:misread@town.example?subject=")
    assert page.evaluate("m => decodeURIComponent(m)", mail).count(sentence) == 1
    page.evaluate("sent.length = 0; narrate.reports = 'https://town.example/report?x=1'; narrate.report()")
    (address,) = page.evaluate("sent")
    assert address.startswith("https://town.example/report?x=1&sentence=")


@pytest.mark.parametrize("size", [(360, 780), (768, 1024), (1366, 768)])
def test_the_text_begins_on_the_first_screen(browser: Browser, site: tuple[str, Path], size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(UNHURRIED)
    page = context.new_page()
    page.goto(site[0])
    page.get_by_role("link", name=TITLES[0]).click()
    first, bar = (
        page.locator("[data-np-text] p [data-start]").first.bounding_box(),
        page.locator("[data-np-bar]").bounding_box(),
    )
    assert first is not None
    assert bar is not None
    assert first["y"] + 60 < bar["y"]
    side = page.locator("nav.chapters").bounding_box()
    assert (side is not None and side["x"] > first["x"] + 400) == (size[0] > 1000), (
        "beside the text where there is room"
    )
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(n => n.checkVisibility()).map(n => +n.tagName[1])"
    )
    assert all(after <= before + 1 for before, after in pairwise(levels))
    context.close()


def test_a_page_says_what_it_is(site: tuple[str, Path]) -> None:
    for path in (site[1] / "episodes").glob("*/index.html"):
        root = html.fromstring(path.read_bytes())
        said = json.loads(root.xpath("string(//script[@type='application/ld+json'])"))
        assert (said["@type"], said["associatedMedia"]["@type"]) == ("PodcastEpisode", "AudioObject")
        assert said["name"] == root.xpath("string(//h1)") in TITLES
        assert "synchronizedAudioText" in said["accessibilityFeature"]
        assert (site[1] / said["associatedMedia"]["contentUrl"].removeprefix(site[0])).stat().st_size == int(
            said["associatedMedia"]["contentSize"]
        )
        tags = {node.get("property"): node.get("content") for node in root.xpath("//meta[@property]")}
        assert tags["og:url"] == said["url"]
        assert "<wbr>" in path.read_text("utf-8")
        assert [t.get("kind") for t in root.xpath("//audio//track")] == ["captions", "chapters"]
        assert (path.parent / "chapters.vtt").read_text("utf-8").startswith("WEBVTT\n")


def test_what_is_read_before_the_first_sound_is_small(page: Page, site: tuple[str, Path]) -> None:
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: sizes.update({answer.url.rsplit("/", 1)[-1]: int(answer.headers.get("content-length", 0))}),
    )
    page.goto(site[0] + "episodes/" + next(p.name for p in (site[1] / "episodes").iterdir()) + "/")
    page.wait_for_load_state("networkidle")
    text = {name: size for name, size in sizes.items() if not re.search(r"\.(opus|mp3)$", name)}
    assert "cover.jpg" not in sizes
    assert sum(text.values()) < 60_000, text


@pytest.mark.parametrize(
    ("title", "breaks", "shown"),
    [("河堤步道建成", (2, 4), "河堤<wbr>步道<wbr>建成"), ("<b>&", (1, 99), "&lt;<wbr>b&gt;&amp;"), ("一", (), "一")],
)
def test_a_headline_breaks_between_words(title: str, breaks: tuple[int, ...], shown: str) -> None:
    assert broken(title, breaks) == shown


BEGUN = {
    "南岸社渡口3月5日电（记者 某某、另一位）桥修好了。": "桥修好了。",
    "南岸网3月5日电 (记者 某某) 桥修好了。": "桥修好了。",
    "本报讯（记者某某）桥修好了。": "桥修好了。",
    "南岸网-新渡口客户端3月5日20时40分讯(记者 某某 通讯员 某某)桥修好了。": "桥修好了。",
    "南岸网-新渡口客户端记者走访时发现": "南岸网-新渡口客户端记者走访时发现",
    "桥" * 94: "桥" * 94,
    "桥" * 95: "桥" * 90 + "…",
    "a " + "桥" * 95: "a " + "桥" * 88 + "…",
    "a" * 74 + " " + "b" * 30: "a" * 74 + " " + "b" * 15 + "…",
    "a" * 75 + " " + "b" * 30: "a" * 75 + "…",
    "本报讯 桥修好了": "桥修好了",
    "据南岸网报道，桥修好了": "桥修好了",
    "【南岸网报道 记者 某某】桥修好了": "桥修好了",
    "南岸台消息：桥修好了\n第二行": "桥修好了",
    "FERRY, March 5 (Agency) -- The bridge is mended": "The bridge is mended",
    "RIVERTOWN (Agency) - The bridge is mended": "The bridge is mended",
    "RIVERTOWN — The bridge is mended": "The bridge is mended",
    # what only looks like one
    "这家报社的电话打不通。": "这家报社的电话打不通。",
    "电视台报道了这件事": "电视台报道了这件事",
    "互联网消息，传得很快": "互联网消息，传得很快",
    "NASA - the agency": "NASA - the agency",
    "本报讯": "本报讯",
    "本报讯（记者某某）": "本报讯（记者某某）",
    "": "",
}


@pytest.mark.parametrize("text", BEGUN)
def test_a_summary_begins_with_the_news(text: str) -> None:
    assert listing.summary(text) == BEGUN[text]


def test_small_forms() -> None:
    assert [shared.iso_length(ms) for ms in (0, 59_400, 61_000, 3_723_004)] == ["PT0S", "PT59S", "PT1M1S", "PT1H2M3S"]
    assert listing.month_of(datetime.fromisoformat("2024-03-31T23:00-02:00")) == "2024-04"
    assert [bool(refusals.of_report(text)) for text in ("", "a@b.cn", "https://a.cn/r?x=1", "javascript:x", "a@", "http://", "https://u:p@a.cn/")] == [
        False, False, False, True, True, True, True,
    ]  # fmt: skip
