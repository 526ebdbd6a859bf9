"""Read-along in pages of others: while a sentence is heard, its own letters are marked, and nothing else.

Each cases/foreign/*.html is a page as sites make them; the .txt beside it has a line for each sentence that narrate says of it:
what of the page is to be marked.
"""

from __future__ import annotations

import unicodedata
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import cues_of as cue_rows
from browsing import data_of, embedded, until

from narrate.clean import clean
from narrate.model import Cue, Source
from narrate.publish.pages import cue_data
from narrate.segment import segment

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from narrate.model import Script

PAGES = sorted((Path(__file__).parent / "cases" / "foreign").glob("*.html"))
# What is painted for each sentence, without what is shown above a line or not at all.
PAINTED = """() => { const player = document.querySelector('narrate-player').player;
    const marks = CSS.highlights.get([...CSS.highlights.keys()].find(name => /^narrate-\\d/.test(name)));
    return player.cues.map(cue => { player.paint(cue, null); return [...marks].map(run => {
      const box = document.createElement('div'); box.append(run.cloneContents());
      box.querySelectorAll('rt,rp,math,svg,.katex-html,sup').forEach(node => node.remove()); return box.textContent; }).join(' '); }); }"""


@pytest.fixture
def page(tab: Page) -> Page:
    return tab


def said_of(path: Path) -> Script:
    return segment(clean(Source(path.name, path.name, "text/html", path.read_bytes())))


def cues_of(script: Script) -> list[dict[str, object]]:
    return [cue_data(Cue(n * 1000, n * 1000 + 1000, one.text), one) for n, one in enumerate(script.utterances)]


def fulfilled(data: dict[str, object], route: Route) -> None:
    route.fulfill(json=data)


def letters(text: str) -> str:
    """What both sides are compared by: letters and figures, no signs, no ②."""
    return "".join(
        char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] in "LM" or char.isdecimal()
    )


def opened(page: Page, path: Path) -> None:
    script = said_of(path)
    embedded(page, path.read_text("utf-8"), cues_of(script))
    until(page, "!!document.querySelector('narrate-player').player")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_is_heard_is_what_is_marked(page: Page, path: Path) -> None:
    opened(page, path)
    wanted = path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert [letters(text) for text in page.evaluate(PAINTED)] == [letters(text) for text in wanted]


@pytest.mark.parametrize("spot", [(4, 4), (60, 12)], ids=["the edge of a cell", "its words"])
def test_a_click_in_a_row_plays_it(page: Page, spot: tuple[int, int]) -> None:
    opened(page, next(path for path in PAGES if path.stem == "zh-table"))
    page.add_style_tag(content="table { width: 100% } td { padding: 10px 40px }")
    page.evaluate("document.querySelector('narrate-player').player.sentence = n => { window.chosen = n; }")
    page.get_by_role("cell", name="3,875").click(position={"x": spot[0], "y": spot[1]})
    assert page.evaluate("document.querySelector('narrate-player').player.cues[chosen].on") == "柳湾镇 3,875 9处"


def test_what_a_page_puts_into_a_sentence_is_not_marked(page: Page) -> None:
    said = [
        {"text": text, "start": n, "end": n + 1}
        for n, text in enumerate(
            (
                "他们先学刻影子，再学唱老戏，最后才学挑签子。",
                "The rope is changed every spring, and in a dry summer twice.",
            )
        )
    ]
    body = "<p>他们先学刻影子，再学<i>点这里领取本周红包</i>唱老戏，最後才学挑签子。</p><p>The rope is changed <b>Buy rope here today!</b> every spring, and in a dry summer twice.</p>"
    embedded(page, body, said)
    until(page, "!!document.querySelector('narrate-player').player")
    assert page.evaluate(PAINTED) == [
        "他们先学刻影子，再学 唱老戏，最後才学挑签子。",
        "The rope is changed every spring, and in a dry summer twice.",
    ]


def test_the_signs_of_a_sentence_are_its_own(page: Page) -> None:
    said = ("“水凉了。”", "他说，“明天再烧！”", "(He meant the kettle.)", "她没有答话……", '"Not yet," she said.')
    body = f"<p>{''.join(said[:2])}</p><p>{said[2]} {said[3]}</p><p>{said[4]}</p>"
    embedded(page, body, [{"text": text, "start": n, "end": n + 1} for n, text in enumerate(said)])
    until(page, "!!document.querySelector('narrate-player').player")
    assert page.evaluate(PAINTED) == list(said)


def test_what_is_heard_is_marked_again_when_the_page_is_drawn_anew(page: Page) -> None:
    opened(page, next(path for path in PAGES if path.stem == "zh-table"))
    page.evaluate("""() => { const { player } = document.querySelector('narrate-player'); player.audio.currentTime = 0;
        Object.defineProperty(player.audio, 'currentTime', {value: 3.5, configurable: true}); player.update();
        const main = document.querySelector('main'); window.drawn = main.innerHTML;
        main.querySelectorAll('p, table').forEach(node => { node.innerHTML = node.innerHTML; }); }""")
    until(
        page,
        """(() => { const name = [...CSS.highlights.keys()].find(key => /^narrate-\\d/.test(key));
        return [...CSS.highlights.get(name)].map(String).join('').replace(/\\s/g, '') === '石桥镇4,1209处'; })()""",
    )


def test_two_scripts_of_a_page_each_mark_their_own(page: Page) -> None:
    """As on a list of posts where each brings its line, and one of them brings it twice."""
    posts = {"a": ("甲村修桥", "桥面铺上了邻村送来的新木板。"), "b": ("乙村出水", "井台换上了从山里运来的青石。")}
    for name, texts in posts.items():
        data = data_of(cue_rows(*texts)) | {"title": texts[0], "guid": name}
        page.route(f"**/{name}/player.json", partial(fulfilled, data))
    tags = {name: f"<script src='/embed.js' data-episode='/{name}/' defer></script>" for name in posts}
    body = "".join(
        f"<article><h2>{title}</h2><p>{text}</p>{tags[name]}</article>" for name, (title, text) in posts.items()
    )
    embedded(page, body, [], tag=tags["b"])
    until(page, "[...document.querySelectorAll('narrate-player')].filter(node => node.player).length === 2")
    page.evaluate(
        "document.querySelectorAll('narrate-player').forEach(({ player }) => player.paint(player.cues[1], null))"
    )
    painted = (
        "[...CSS.highlights.keys()].filter(k => /^narrate-\\d/.test(k)).map(k => [...CSS.highlights.get(k)].join(''))"
    )
    assert sorted(page.evaluate(painted)) == sorted(text for _, text in posts.values())
    paused = page.evaluate("""() => { const [one, other] = [...document.querySelectorAll('narrate-player')].map(node => node.player.audio);
        let paused = 0; one.pause = () => { paused++; }; one.dispatchEvent(new Event('play')); other.dispatchEvent(new Event('play')); return paused; }""")
    assert paused == 1, "one speaks"


# Of every formula and drawing: the sentences whose mark holds it, and the one that a click in its middle plays.
HELD = """() => { const host = document.querySelector('narrate-player'), rows = [];
    let found; host.player.sentence = n => { found = n; };
    const click = at => { found = null; document.elementFromPoint(...at).dispatchEvent(new MouseEvent('click', {bubbles: true, clientX: at[0], clientY: at[1]})); return found; };
    for (const node of document.querySelectorAll('[data-of]')) {
      const box = node.getBoundingClientRect(), holds = [];
      host.ranges.forEach((range, n) => { if (range && range.runs.some(run => { const own = document.createRange(); own.selectNode(node);
        return run.compareBoundaryPoints(Range.START_TO_START, own) <= 0 && run.compareBoundaryPoints(Range.END_TO_END, own) >= 0; })) holds.push(n); });
      rows.push([+node.dataset.of, holds, click([box.left + box.width / 2, box.top + box.height / 2])]);
    } return rows; }"""


def test_a_formula_belongs_to_its_sentence(page: Page) -> None:
    """Wherever it stands: in the middle, drawn twice, before the first word, after the last one, alone at a block's end."""
    opened(page, next(path for path in PAGES if path.stem == "en-drawn"))
    rows = page.evaluate(HELD)
    assert len(rows) == 11
    assert [(holds, clicked) for _, holds, clicked in rows] == [([n], n) for n, _, _ in rows]
    stops = page.evaluate(PAINTED)
    assert [text for text in stops if not text.rstrip().endswith((".", ":"))] == [
        "How wide the pond is",
        "The last of all was ",
    ]


def test_a_page_is_printed_without_player_and_mark(page: Page) -> None:
    opened(page, next(path for path in PAGES if path.stem == "zh-lists"))
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('narrate-player')).display") == "none"
    rules = "document.adoptedStyleSheets.flatMap(sheet => [...sheet.cssRules]).filter(rule => /highlight/.test(rule.cssText))"
    assert page.evaluate(f"{rules}.map(rule => rule.media.mediaText)") == ["screen"]
