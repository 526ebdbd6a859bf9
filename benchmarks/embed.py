"""The embedded player on real pages: does it stand at the headline, and are the sentences found?

NARRATE_CORPUS names a folder with pages/*/page.html. Each page is served with the script in it and an episode of what
narrate itself would say of it, in a real Chromium without the page's own scripts; nothing is copied. Printed: a line a page,
then the whole; the longest task while 3,000 sentences are sought.

A player stands right when the text before it is the headline that narrate found, or the text after it the first sentence.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from playwright.sync_api import Page, Route, sync_playwright

from narrate.clean import clean
from narrate.model import Cue, Pause, Source, Utterance
from narrate.publish.pages import asset, cue_data
from narrate.publish.words import words_for
from narrate.segment import segment

CHINESE, OTHERS = 10, 4
BESIDE = """() => { const player = document.querySelector('narrate-player'), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let before = '', after = ''; while (walker.nextNode()) { const node = walker.currentNode;
    if (!node.data.trim() || !NarrateAlign.visible(node.parentElement)) continue;
    if (player.compareDocumentPosition(node) & 2) before = (node.parentElement.closest('h1,h2,h3,p,div') || node.parentElement).textContent; else after += node.data; if (after.length > 400) break; }
    const box = player.getBoundingClientRect(), all = player.ranges;
    return { before: NarrateAlign.squeeze(before), after: NarrateAlign.squeeze(after), wide: box.width > 200, found: all.filter(Boolean).length,
      missed: all.map((r, n) => r ? -1 : n).filter(n => n >= 0),
      wrong: player.player.cues.map((cue, n) => !all[n] || cue.on === '' || NarrateAlign.squeeze(all[n].runs.join('')) === NarrateAlign.squeeze(cue.on ?? cue.text) ? -1 : n).filter(n => n >= 0) }; }"""


def main() -> None:
    pages = Path(os.environ["NARRATE_CORPUS"]) / "pages"
    chosen = spread(sorted(p.parent for p in pages.glob("zh-*/page.html")), CHINESE)
    chosen += spread(sorted(p.parent for p in pages.glob("*/page.html") if not p.parent.name.startswith("zh-")), OTHERS)
    right = found = whole = inexact = 0
    worst = 1.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for folder in chosen:
            stands, share, sentences, wrong = measured(browser.new_page(), folder)
            right, found, whole, worst = right + stands, found + share * sentences, whole + sentences, min(worst, share)
            inexact += wrong
        print(
            f"right place {right} of {len(chosen)}; found {found / whole:.4f} of {whole} sentences, worst page {worst:.3f}; marks that are not the sentence's letters {inexact}"
        )
        print(f"longest task with 3,000 sentences: {longest(browser.new_page()):.0f} ms")
        browser.close()


def spread(all_of_them: list[Path], count: int) -> list[Path]:
    """Every so manieth, so that no one chooses; an argument shifts them."""
    step, shift = len(all_of_them) // count, int(sys.argv[1]) if len(sys.argv) > 1 else 0
    return [all_of_them[(n * step + shift) % len(all_of_them)] for n in range(count)]


def measured(page: Page, folder: Path) -> tuple[bool, float, int, int]:
    content = (folder / "page.html").read_bytes()
    script = segment(clean(Source("page.html", "page.html", "text/html", content)))
    said = [u.text for u in script.utterances]
    served(page, content.decode("utf-8", "replace"), script.title, list(script.utterances))
    seen = page.evaluate(BESIDE)
    title, first = (
        page.evaluate("t => NarrateAlign.squeeze(t)", text)
        for text in (script.title, next((t for t in said if t != script.title), ""))
    )
    stands = seen["wide"] and (
        bool(title and (title in seen["before"] or (len(seen["before"]) > 5 and seen["before"] in title)))
        or seen["after"].startswith(first[:12])
    )
    missed = [n for n in seen["missed"] if said[n] != script.title]
    sentences = len([t for t in said if t != script.title])
    share = 1 - len(missed) / max(1, sentences)
    print(
        f"{'right' if stands else 'WRONG'} {share:.3f} of {sentences:4}, {len(seen['wrong'])} not to the letter, {folder.name}"
    )
    if os.environ.get("NARRATE_VERBOSE"):
        print(
            "   ",
            seen["before"][-40:],
            "|",
            seen["after"][:40],
            "|",
            [said[n][:60] for n in missed + seen["wrong"]][:6],
        )
    page.close()
    return stands, share, sentences, len(seen["wrong"])


def served(page: Page, content: str, title: str, said: list[Utterance]) -> None:
    cues = [cue_data(Cue(n * 1000, n * 1000 + 1000, one.text), one) for n, one in enumerate(said)]
    data: dict[str, Any] = {
        "title": title,
        "guid": "g",
        "lang": "zh-CN",
        "page": "/",
        "duration": len(cues),
        "cues": cues,
        "words": words_for("zh-CN"),
        "sources": [{"src": "a.mp3", "type": "audio/mpeg"}],
    }
    root = lxml_html.document_fromstring(content.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    for node in root.xpath("//script|//iframe|//noscript|//meta[@http-equiv]|//base"):
        node.drop_tree()
    body = lxml_html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    answers = {
        "/": body + "<script src='/embed.js' data-episode='/e/'></script>",
        "/embed.js": asset("embed.js"),
        "/e/player.json": json.dumps(data),
    }

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://site.test")
        kind = {"/": "text/html; charset=utf-8", "/embed.js": "text/javascript; charset=utf-8"}.get(
            path, "application/json"
        )
        if path in answers:
            route.fulfill(body=answers[path], content_type=kind)
        else:
            route.abort()

    page.route("**/*", answer)
    page.goto("http://site.test/", wait_until="domcontentloaded")
    page.wait_for_function("document.querySelector('narrate-player')?.ranges", timeout=60_000)


def longest(page: Page) -> float:
    """Milliseconds of the longest task while 3,000 sentences are sought, as the browser tells it; those under 50 ms are not told."""
    said = [f"第{n}位读者在{n * 7 % 997}号桌前读了{n * 13 % 89}页书，又写下一行字。" for n in range(3000)]
    page.add_init_script(
        "window.tasks = []; new PerformanceObserver(l => l.getEntries().forEach(e => tasks.push([Math.round(e.startTime), e.duration]))).observe({type: 'longtask'})"
    )
    served(
        page,
        "<body>" + "".join(f"<p>{text}</p>" for text in said),
        "",
        [Utterance(text, Pause.SENTENCE) for text in said],
    )
    page.wait_for_timeout(1000)
    first = page.evaluate("tasks")
    print(
        f"tasks over 50 ms: {first}, {page.evaluate('document.querySelector(`narrate-player`).ranges.filter(Boolean).length')} found"
    )
    return float(max((task for _, task in first), default=0))


if __name__ == "__main__":
    main()
