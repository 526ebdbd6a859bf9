"""Pages of languages that run from right to left, or that the controls have no words for: the article runs its own way, the
controls theirs, and each says which language it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from browsing import AXE, cues_of, data_of, embedded, publishing, until, violations
from conftest import narrate
from playwright.sync_api import Page, expect
from test_index import SHOW

from narrate.publish.withdrawn import notice_page
from narrate.publish.words import spoken_in, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "عاد الجسر القديم إلى الخدمة"
SAID = ("فُتح الجسر القديم صباح اليوم أمام المارة.", "كان الخشب قد تآكل، فاستبدله العمال بألواح جديدة.")
PARTS = "".join(f"<h2>{name}</h2>{''.join(f'<p>{text}</p>' for text in SAID * 2)}" for name in ("كيف رُمّم", "من يعبره"))
PAGE = (
    f"<!DOCTYPE html><html lang='ar' dir='rtl'><head><meta charset='utf-8'><title>{TITLE}</title></head>"
    f"<body><article><h1>{TITLE}</h1><p>2024-03-05 09:30</p>{PARTS}</article></body></html>"
)
# Of each thing seen: is it left of the next? And what runs which way.
PLACES = """root => { const left = name => root.querySelector(name).getBoundingClientRect().left;
    return [left('.np-play') < left('.np-more'), left('[data-np-now]') < left('[data-np-end]'),
      getComputedStyle(root.querySelector('[data-np-seek]')).direction, getComputedStyle(root.querySelector('.np-title')).direction]; }"""
RUNS = ["ltr", "rtl"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site in Arabic."""
    where = tmp_path_factory.mktemp("directions")
    with publishing(where / "dist") as address:
        (where / "a.html").write_text(PAGE, "utf-8")
        settings = f'[site]\nurl = "{address}"\nauthor = "x"\ntitle = "أخبار الضفة"\nlanguage = "ar-eg"\n'
        (where / "narrate.toml").write_text(settings, "utf-8")
        narrate("build", "a.html", "--voice", "tone", cwd=where)
        yield address


@pytest.fixture
def page(tab: Page) -> Page:
    return tab


def test_the_words_say_which_language_they_are() -> None:
    assert [spoken_in(lang) for lang in ("zh-CN", "zh-Hant", "en-GB", "ar", "fr-FR")] == ["zh-CN", "zh-Hant", "en-GB", "en", "en"]  # fmt: skip


@pytest.mark.parametrize("name", ["index.html", "embed.html", "../../index.html"])
def test_the_article_runs_its_way_and_the_controls_theirs(page: Page, site: str, name: str) -> None:
    page.goto(site)
    page.goto(page.locator("h4 a").evaluate("node => node.href").replace("index.html", name))
    if name == "../../index.html":
        page.locator("[data-play]").click()
    expect(page.locator(".np-title")).to_have_text(TITLE)
    assert page.evaluate(f"({PLACES})(document)") == [True, True, *RUNS]
    page.locator(".np-more").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, AXE) == []
    strangers = """() => { const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), wrong = [];
        const name = /^(RSS|Apple Podcasts|AntennaPod|Overcast|Pocket Casts|gPodder|https?:.*|x)$/;
        while (texts.nextNode()) { const node = texts.currentNode, said = node.data.trim(), box = node.parentElement;
          if (!/[a-z]{2}/.test(said) || name.test(said) || box.closest('script,code,audio,[data-np-text][hidden]')) continue;
          if (box.closest('[lang]').lang !== 'en' || getComputedStyle(box).direction !== 'ltr') wrong.push(said); }
        return wrong; }"""
    assert page.evaluate(strangers) == [], "English is told to be English, and runs from left to right"


def test_keys_and_pointer_move_a_bar_that_runs_from_left_to_right(page: Page, site: str) -> None:
    page.goto(site)
    page.goto(page.locator("h4 a").evaluate("node => node.href"))
    until(page, "document.querySelector('audio').readyState >= 1")
    page.focus("[data-np-seek]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("narrate.audio.currentTime") == pytest.approx(5, abs=0.2)
    box = page.locator("[data-np-seek]").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    assert page.evaluate("narrate.audio.currentTime / narrate.audio.duration") > 0.8


@pytest.mark.parametrize(
    ("lang", "notice", "said"), [("ar-eg", "", "en"), ("zh-cn", "", "zh-cn"), ("ar-eg", "سُحبت الحلقة.", None)]
)
def test_the_notice_of_what_was_taken_back(page: Page, site: str, lang: str, notice: str, said: str | None) -> None:
    """In the site's own looks and words; ours say which language they are."""
    text = notice_page(replace(SHOW, lang=lang), notice)
    page.route("**/episodes/gone/", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{site}episodes/gone/")
    assert page.locator("h1").get_attribute("lang") == said
    assert page.locator("h1").text_content() == (notice or words_for(lang)["withdrawn"])
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('nav a')).height)") >= 44
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(19, 24, 27)"
    assert violations(page, AXE) == []


def test_in_another_sites_page(page: Page) -> None:
    body = f"<h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in SAID)}"
    told = data_of(cues_of(TITLE, *SAID)) | {"title": TITLE, "lang": "ar", "words": words_for("ar")}
    told |= {"chapters": [{"start": 0, "title": TITLE}, {"start": 1, "title": "كيف رُمّم"}]}
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; })"
    )
    embedded(page, body, cues_of(TITLE, *SAID))
    page.route("**/e/player.json", lambda route: route.fulfill(json=told))
    page.reload()
    until(page, "!!document.querySelector('narrate-player')?.player")
    assert page.evaluate(f"({PLACES})(document.querySelector('narrate-player').shadowRoot)") == [True, True, *RUNS]
    spoken = "[...document.querySelector('narrate-player').shadowRoot.querySelectorAll('.np, .np-title, .np-chapters span:first-child')].map(n => n.lang)"
    assert page.evaluate(spoken) == ["en", "ar", "ar", "ar"]
    assert page.evaluate("document.querySelector('narrate-player').ranges.every(Boolean)")
