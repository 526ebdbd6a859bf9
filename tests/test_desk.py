"""The editor's desk: who comes in, what is seen, what is done; over HTTP, and by keyboard in a real Chromium."""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import socket
import tomllib
import wave
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlencode

import pytest
from browsing import AXE, UNHURRIED, violations
from conftest import ROOT, clips
from desks import DOUBTED, LINES, Running, desk, page
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from narrate import catalogue, deeds, inbox
from narrate.misreadings import Misreading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLES = tomllib.loads((ROOT / "tests" / "cases" / "desk" / "refused.toml").read_text("utf-8"))["refused"]
OTHERS = ("村里来了KQX小组的三位老师。", "孩子们放学以后在岸边数船。", "老船工说明年还要再漆一次。")
WAITING = ("县里的果园昨天开了花。", "老师傅在园里剪了三天的枝。", "游人周末可以上山看花。")
ACRONYM = "KQX"
APART = 8  # CSS pixels between two buttons
MOST = 5  # actions from a doubt to the republished episode
REFUSED = (400, 403, 404)  # 400: the server does not even take it for HTTP


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    pages = {"a": page("渡口装上了灯"), "b": page("木船漆成了蓝色", LINES[:3]), "c": page("村里的小学", OTHERS)}
    with desk(tmp_path_factory.mktemp("desk"), page("山上的果园开了花", WAITING), **pages) as started:
        yield started


def requests(table: dict[str, object], known: dict[str, object]) -> Iterator[tuple[str, bytes]]:
    """Each request of a table: its line, and all of it as it is sent."""
    host, cookie = "127.0.0.1:{port}", "narrate-desk-{port}={session}"
    cookies = table.get("cookie", [cookie])
    rows = itertools.product(
        table.get("methods", [table.get("method", "GET")]), table["paths"], table.get("hosts", [host]), cookies,
        table.get("origins", [None]), table.get("sites", [None]),
    )  # fmt: skip
    for method, path, named, told, origin, site in rows:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {named}", "Connection: close", "Content-Length: 0"]
        lines += [f"Host: {host}"] if table.get("twice") else []
        lines += [f"Cookie: {told}"] if told else []
        lines += [f"Origin: {origin}"] if origin is not None else []
        lines += [f"Sec-Fetch-Site: {site}"] if site is not None else []
        text = "\r\n".join(lines).format(**known)
        yield text, (text + "\r\n\r\n").encode()


def status_of(port: int, request: bytes) -> int:
    with socket.create_connection(("127.0.0.1", port)) as client, client.makefile("rb") as answer:
        client.sendall(request)
        return int(answer.readline().split()[1])


def test_nobody_else_comes_in(running: Running) -> None:
    known = {"port": running.port, "token": running.token, "session": running.session}
    tried = [one for table in TABLES for one in requests(table, known)]
    assert len(tried) >= 200
    accepted = [text for text, sent in tried if status_of(running.port, sent) not in REFUSED]
    assert accepted == []


def test_the_editor_does(running: Running) -> None:
    known = {"port": running.port, "token": running.token, "session": running.session}
    for path, status in {"/": 200, "/build": 200, "/desk.js": 200, "/?token={token}": 200, "/x": 404}.items():
        ((_, sent),) = requests({"paths": [path]}, known)
        assert status_of(running.port, sent) == status, path
    ((_, sent),) = requests({"paths": ["/?token={token}"], "cookie": [""]}, known)
    assert status_of(running.port, sent) == 303
    ((_, sent),) = requests({"paths": ["/"], "hosts": ["localhost:{port}"], "sites": ["none"]}, known)
    assert status_of(running.port, sent) == 200


def guid_of(running: Running, title: str, view: str = "published") -> str:
    rows = dict(re.findall(r'guid=([^"&]+)"[^>]*>([^<]+)</a>', running.ask(f"/?view={view}")[2].decode()))
    return next(guid for guid, told in rows.items() if told == title)


def test_the_inbox_counts_and_leads_to_articles(running: Running) -> None:
    html = running.ask("/?view=published")[2].decode()
    assert "渡口装上了灯" in html
    assert "木船漆成了蓝色" in html
    assert "某某日报</span><span>时长 0:" in html
    assert "山上的果园开了花" in running.ask("/")[2].decode(), "what waits comes first"
    assert "山上的果园开了花" not in html
    assert running.ask("/?view=nothing&sheet=99999")[0] == 200
    english = running.ask("/?view=doubts&lang=en")[2].decode()
    assert DOUBTED in english
    assert "另一部词典读作" in running.ask("/?view=doubts&lang=zh")[2].decode(), "why, in the language of the page"
    assert "the other source says" in english
    assert ('<html lang="en">' in english, "Readings in doubt" in english) == (True, True)
    assert "读音存疑" in running.ask("/", Accept_Language="fr, zh-CN;q=0.8")[2].decode()


def test_an_article_shows_what_is_said_and_what_is_not(running: Running) -> None:
    guid = guid_of(running, "渡口装上了灯")
    html = running.ask(f"/article?guid={guid}&pinyin=1")[2].decode()
    assert '<ruby>绑扎<rp>(</rp><rt lang="zh-Latn-pinyin">bǎng zā</rt>' in html
    assert "首页" in html.partition("<details")[2], "a line that was left out"
    assert html.count("data-start=") == len(LINES) + 2, "label and headline are sentences, too"
    status, _, part = running.ask(f"/sound?guid={guid}", Range="bytes=0-9")
    assert (status, len(part)) == (206, 10)
    for path in (
        "/article?guid=x",
        "/sound?guid=x",
        "/mend?guid=x&word=y",
        f"/mend?guid={guid}&word=none",
        "/say?guid=x",
    ):
        assert running.ask(path)[0] == 404, path


def test_a_line_is_switched_and_given_back(running: Running) -> None:
    guid = guid_of(running, "渡口装上了灯").replace("%3A", ":")
    path = running.where / "narrate.toml"
    before = path.read_text("utf-8")
    form = {"guid": guid, "text": "责任编辑：张三", "deed": "keep here"}
    assert running.ask("/line", form | {"text": "没有这一行"})[0] == 404
    assert running.ask("/line", form | {"deed": "burn here"})[0] == 404
    status, to, _ = running.ask("/line", form)
    assert (status, "/article?" in to, "#line-" in to) == (303, True, True)
    assert path.read_text("utf-8").endswith("keep_lines = [\n    '^责任编辑：张三$',\n]\n")
    html = running.ask(to.partition("#")[0])[2].decode()
    assert html.count('value="forget here"') == 1
    assert "责任编辑" in running.ask("/build")[2].decode()
    assert running.ask("/line", form | {"deed": "drop site"})[0] == 303, "wins"
    assert running.ask("/line", form)[0] == 400, "a rule for the site would still win"
    assert running.ask("/line", form | {"deed": "forget site"})[0] == 303
    assert running.ask("/line", form | {"deed": "forget here"})[0] == 303
    assert path.read_text("utf-8").startswith(before)
    assert tomllib.loads(path.read_text("utf-8"))["site"] == tomllib.loads(before)["site"]


def test_a_build_is_stopped_and_ended_by_the_next(tmp_path: Path) -> None:
    pages = {f"p{number}": page(f"渡口装上了第{number}盏灯") for number in range(8)}
    with desk(tmp_path, **pages) as running:
        assert running.ask("/stop", {})[0] == 303, "nothing is running, and the next is not stopped by it"
        assert running.ask("/build", {})[0] == 303
        assert last_of(running)["state"] == "done"
        for name, text in pages.items():
            (tmp_path / "in" / f"{name}.html").write_text(text.replace("装上", "换上"), "utf-8")
        assert running.ask("/build", {})[0] == 303
        assert running.ask("/stop", {})[0] == 303
        assert last_of(running)["state"] == "stopped"
        assert running.ask("/build", {})[0] == 303
        assert last_of(running)["state"] == "done"
        assert "".join(path.read_text("utf-8") for path in tmp_path.glob("dist/feed.xml")).count("换上") >= 8


def last_of(running: Running) -> dict[str, object]:
    """What a build told last."""
    told: dict[str, object] = json.loads(running.ask("/build/events")[2].decode().split("data: ")[-1])
    return told


def test_what_the_page_says_wrongly_is_said_rightly(running: Running) -> None:
    guid = guid_of(running, "渡口装上了灯").replace("%3A", ":")
    path = running.where / "narrate.toml"
    before = path.read_text("utf-8")
    html = running.ask(f"/article?guid={guid}")[2].decode()
    assert 'name="title" value="" placeholder="渡口装上了灯"' in html
    form = {
        "guid": guid,
        "title": "渡口的灯",
        "seen_title": "",
        "author": "",
        "seen_author": "",
        "voice": "tone",
        "seen_voice": "",
    }
    assert running.ask("/about", form | {"published": "明天", "seen_published": ""})[0] == 400
    status, to, _ = running.ask("/about", form)
    assert (status, "#about" in to) == (303, True)
    assert {"title", "voice", "match"} <= tomllib.loads(path.read_text("utf-8"))["sources"]["rules"][-1].keys()
    assert running.ask("/about", form | {"title": "又一个"})[0] == 409, "another has said otherwise meanwhile"
    assert "渡口的灯" in running.ask("/build")[2].decode()
    back = {"guid": guid, "title": "", "seen_title": "渡口的灯", "voice": "", "seen_voice": "tone"}
    assert running.ask("/about", back)[0] == 303
    assert tomllib.loads(path.read_text("utf-8"))["site"] == tomllib.loads(before)["site"]


def rules_of(running: Running) -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads((running.where / "narrate.toml").read_text("utf-8"))["sources"][
        "rules"
    ]
    return found


def test_a_section_begins_is_moved_and_taken_back(running: Running) -> None:
    guid, line = guid_of(running, "木船漆成了蓝色").replace("%3A", ":"), LINES[1]
    html = running.ask(f"/section?{urlencode({'guid': guid, 'line': line})}")[2].decode()
    assert 'value="begin"' in html
    assert 'value="join"' not in html
    form = {"guid": guid, "line": line, "deed": "begin", "title": "三天", "seen": ""}
    assert running.ask("/section", form | {"line": "没有这一行"})[0] == 404
    for wrong in ({"title": " "}, {"deed": "burn"}, {"title": "题" * 301}):
        assert running.ask("/section", form | wrong)[0] == 400
    assert running.ask("/section", form)[0] == 303
    assert rules_of(running)[-1]["sections"] == [{"line": line, "title": "三天"}]
    assert running.ask("/section", form | {"title": "四天"})[0] == 409, "another has said otherwise meanwhile"
    assert "从这一行起分节" in running.ask("/build")[2].decode()
    assert running.ask("/build", {})[0] == 303
    assert last_of(running)["state"] == "done"
    html = running.ask(f"/levels?guid={guid}")[2].decode()
    assert "三天</span>" in html
    assert "改名、移动、合并" in html
    manner = {"voice": "tone", "rate": "0.90", "pauses": "1.5"}
    assert running.ask("/section", form | {"seen": "begin 三天", "rate": "3"})[0] == 400
    assert running.ask("/section", form | manner | {"seen": "begin 三天"})[0] == 303
    told = {"title": "三天", "voice": "tone", "rate": 0.9, "pauses": 1.5}
    assert rules_of(running)[-1]["sections"] == [{"line": line, **told}]
    html = running.ask(f"/section?{urlencode({'guid': guid, 'line': line})}")[2].decode()
    assert "<option selected>tone</option>" in html
    assert 'name="rate" value="0.9"' in html
    moved = form | {"title": "岸边", "to": LINES[2], "seen": "begin 三天, voice tone, rate 0.9, pauses 1.5"}
    assert running.ask("/section", moved | {"seen": ""})[0] == 409, "not as another has it"
    assert "岸边" not in (running.where / "narrate.toml").read_text("utf-8"), "and nothing of it is written"
    assert running.ask("/section", moved)[0] == 303
    assert rules_of(running)[-1]["sections"] == [{"line": LINES[2], **told, "title": "岸边"}], "it is read as before"
    seen = moved["seen"].replace("三天", "岸边")
    assert running.ask("/section", {"guid": guid, "line": LINES[2], "deed": "forget", "seen": seen})[0] == 303
    assert "岸边" not in (running.where / "narrate.toml").read_text("utf-8")
    assert running.ask("/build", {})[0] == 303
    assert last_of(running)["state"] == "done"


def test_what_a_reading_changes_is_told_of_what_was_asked_last(tab: Page, running: Running) -> None:
    held: list[Route] = []
    tab.route("**/changes?*scope=site", lambda route: held.append(route))  # noqa: PLW0108 - a built-in has no signature to look at
    tab.goto(f"{running.address}/mend?guid={guid_of(running, '渡口装上了灯')}&word=木船")
    told = tab.locator("form[data-mend] [data-told]")
    tab.locator("#scope").select_option("sentence")
    expect(told).to_contain_text("0 句")
    with tab.expect_event("requestfinished"):
        held[0].fulfill(json={"sentences": 999, "articles": 999})
    tab.evaluate("new Promise(requestAnimationFrame)")
    assert (len(held), "999" in told.inner_text()) == (1, False)


def test_a_chapter_is_moved_on_the_waveform(tab: Page, running: Running) -> None:
    guid = guid_of(running, "木船漆成了蓝色").replace("%3A", ":")
    form = {"guid": guid, "line": LINES[1], "deed": "begin", "title": "三天", "seen": ""}
    assert running.ask("/section", form)[0] == 303
    assert running.ask("/build", {})[0] == 303
    assert last_of(running)["state"] == "done"
    tab.goto(f"{running.address}/levels?{urlencode({'guid': guid})}")
    mark, told = tab.get_by_role("slider", name="《三天》的开始"), tab.get_by_role("status")
    places = [json.loads(mark.get_attribute("data-places") or "")[n] for n in (0, -1)]
    assert [line for _, line in places] == [LINES[0], LINES[2]]
    start = mark.get_attribute("aria-valuenow")
    mark.press("ArrowRight")
    assert LINES[2] in told.inner_text()
    assert LINES[2] in (mark.get_attribute("aria-valuetext") or "")
    tab.get_by_role("button", name="放回原处").click()
    assert (mark.get_attribute("aria-valuenow"), told.inner_text()) == (start, "")
    assert tab.get_by_role("button", name="移到这里").is_disabled()
    at, wave = mark.bounding_box(), tab.locator(".track").bounding_box()
    assert at
    assert wave
    tab.mouse.move(at["x"] + at["width"] / 2, at["y"] + 40)
    tab.mouse.down()
    tab.mouse.move(wave["x"], at["y"] + 40, steps=5)
    tab.mouse.move(wave["x"] + wave["width"] + 50, at["y"] + 40, steps=5)
    tab.mouse.up()
    assert LINES[2] in told.inner_text()
    assert violations(tab, AXE) == []
    tab.get_by_role("button", name="移到这里").click()
    tab.wait_for_url("**/article?*")
    assert rules_of(running)[-1]["sections"] == [{"line": LINES[2], "title": "三天"}]
    assert running.ask("/section", {"guid": guid, "line": LINES[2], "deed": "forget", "seen": "begin 三天"})[0] == 303
    assert running.ask("/build", {})[0] == 303
    assert last_of(running)["state"] == "done"


def test_an_episode_is_seen_as_sound_and_as_an_item(running: Running) -> None:
    guid = guid_of(running, "渡口装上了灯").replace("%3A", ":")
    status, _, drawn = running.ask(f"/wave.svg?guid={guid}")
    heights = [float(y) for y in re.findall(r",(\d+\.\d)", drawn.decode())]
    assert (status, len(heights)) == (200, 1200)
    assert (min(heights) < 35, max(heights) <= 80) == (True, True), "something is heard, and nothing leaves the picture"
    html = running.ask(f"/levels?guid={guid}")[2].decode()
    assert -20 < float(re.findall(r"响度 (-[\d.]+) LUFS", html)[0]) < -18
    html = running.ask(f"/item?guid={guid}")[2].decode()
    assert "&lt;guid isPermaLink=" in html
    assert html.count("&lt;item") == 1
    for path in (
        "/levels?guid=x",
        "/wave.svg?guid=x",
        "/item?guid=x",
        "/section?guid=x",
        f"/section?guid={guid}&line=x",
    ):
        assert running.ask(path)[0] == 404, path


def test_a_candidate_is_heard_and_counted_before_it_is_kept(running: Running) -> None:
    asked = {"guid": guid_of(running, "村里的小学").replace("%3A", ":"), "word": ACRONYM, "said": "克酷艾"}
    status, _, sound = running.ask(f"/say?{urlencode(asked)}")
    with wave.open(io.BytesIO(sound)) as told:
        assert (status, told.getnchannels(), told.getnframes() > 0) == (200, 1, True)
    assert json.loads(running.ask(f"/changes?{urlencode(asked)}")[2]) == {"sentences": 1, "articles": 1}
    shared = {"word": "木船", "said": "小船"}
    counts = json.loads(running.ask(f"/changes?{urlencode(shared)}")[2])
    assert counts == {"sentences": 2, "articles": 2}, "a headline, and a sentence of both, which is said once"
    assert json.loads(running.ask("/changes?word=x&said=y")[2]) == {"sentences": 0, "articles": 0}
    for wrong in ("zhao9 yang2", "zhao1", ""):
        assert running.ask("/apply", {"word": DOUBTED, "said": wrong})[0] == 400
    assert not (running.where / "lexicon.toml").exists()


def test_a_sentence_is_read_as_one_of_its_article(tmp_path: Path) -> None:
    """老任 by itself is no person; the desk shows and plays what the build says."""
    title, sentence = "任学文当选校长", "村里人都叫他老任。"
    with desk(tmp_path, a=page(title, (*WAITING, sentence))) as started:
        asked = {"guid": guid_of(started, title).replace("%3A", ":"), "sentence": sentence, "word": "任"}
        html = started.ask(f"/mend?{urlencode(asked)}&lang=en")[2].decode()
        before = set(clips(started.dist))
        assert started.ask(f"/say?{urlencode(asked)}")[0] == 200
    assert re.findall(r'name="said" value="(\w+)"', html)[0] == "ren2"
    assert set(clips(started.dist)) == before, "what is heard is what was built"


def test_a_doubt_is_dismissed_as_from_the_queue(running: Running) -> None:
    queue = running.dist / ".narrate" / "readings.toml"
    assert ACRONYM in queue.read_text("utf-8")
    assert running.ask("/dismiss", {"word": ACRONYM})[:2] == (303, "/?view=doubts")
    assert ACRONYM not in queue.read_text("utf-8")
    html = running.ask("/?view=doubts")[2].decode()
    assert (ACRONYM in html, DOUBTED in html) == (False, True)


def seen(html: str) -> str:
    return re.findall(r'name="seen" value="([^"]*)"', html)[-1]


def test_what_became_of_a_doubt_is_remembered_and_undone(running: Running) -> None:
    queue = running.dist / ".narrate" / "readings.toml"
    named = running.ask("/name", {"name": "  李 编辑 " + "x" * 99})
    assert named[:2] == (303, "/")
    me = f"{running.cookie}; narrate-desk-who=%E6%9D%8E%20%E7%BC%96%E8%BE%91"
    html = running.ask(f"/word?word={ACRONYM}&lang=en")[2].decode()
    assert (html.count("<time>"), "asked" in html, "unnamed" in html) == (2, True, True), "asked, then found right"
    last = seen(html)
    assert running.ask("/undo", {"word": ACRONYM, "seen": str(int(last) - 1)})[0] == 409
    assert running.ask("/undo", {"word": ACRONYM, "seen": last}, Cookie=me)[0] == 303
    assert ACRONYM in queue.read_text("utf-8")
    assert ACRONYM in running.ask("/?view=doubts")[2].decode()
    assert running.ask("/undo", {"word": ACRONYM, "seen": str(int(last) + 1)})[0] == 404, "there is nothing to undo"
    assert running.ask("/dismiss", {"word": ACRONYM, "seen": last})[0] == 409, "another has answered since"
    assert running.ask("/dismiss", {"word": ACRONYM, "seen": str(int(last) + 1)}, Cookie=me)[0] == 303
    for path in (f"/word?word={ACRONYM}", "/?view=answered"):
        assert "李 编辑" in running.ask(path, Cookie=me)[2].decode().partition("<main")[2], path


def test_a_reading_is_kept_undone_and_never_overwritten(running: Running) -> None:
    lexicon = running.where / "lexicon.toml"
    guid = guid_of(running, "渡口装上了灯")
    about = urlencode({"word": DOUBTED})
    assert 'name="seen_site" value=""' in running.ask(f"/mend?guid={guid}&{about}")[2].decode()
    form = {"word": DOUBTED, "said": "bang3 za1", "seen_site": ""}
    assert running.ask("/apply", form)[0] == 303
    first = lexicon.read_text("utf-8")
    status, _, told = running.ask("/apply", form | {"said": "bang3 zha1"})
    assert (status, lexicon.read_text("utf-8")) == (409, first), "the second editor had seen no entry"
    assert all(reading in told.decode() for reading in ("bang3 za1", "bang3 zha1")), "both are shown"
    assert DOUBTED not in running.ask("/?view=doubts")[2].decode().partition("<main")[2], "it is answered"
    assert "data-changed" in running.ask("/build")[2].decode()
    html = running.ask(f"/word?{about}")[2].decode()
    assert running.ask("/undo", {"word": DOUBTED, "seen": seen(html)})[0] == 303
    assert DOUBTED not in lexicon.read_text("utf-8")
    assert DOUBTED in running.ask("/?view=doubts")[2].decode()
    assert "data-changed" not in running.ask("/build")[2].decode(), "nothing is left to be built"
    here = form | {"scope": "here", "guid": unquote(guid), "seen_site": "another", "seen_here": ""}
    both, one = (
        json.loads(running.ask(f"/changes?{urlencode(here | {'scope': scope})}")[2]) for scope in ("site", "here")
    )
    assert (both["articles"], one["articles"]) == (2, 1), "told before it is kept"
    assert running.ask("/apply", here)[0] == 303
    (row,) = tomllib.loads(lexicon.read_text("utf-8"))["entry"]
    assert (row["pinyin"], row["only"]) == ("bang3 za1", "in/a.html")
    page_of = running.ask(f"/mend?guid={guid}&{about}")[2].decode()
    assert '<option value="here" selected>' in page_of
    assert 'name="seen_site" value=""' in page_of, "of the site it says nothing"
    assert running.ask("/apply", here)[0] == 409, "it was seen without the entry"
    sentence = here | {"scope": "sentence", "said": "bang3 zha1", "seen_sentence": ""}
    counts = json.loads(running.ask(f"/changes?{urlencode(sentence)}")[2])
    assert counts == {"sentences": 1, "articles": 1}, "told before it is kept"
    assert running.ask("/apply", sentence)[0] == 303
    row = tomllib.loads(lexicon.read_text("utf-8"))["entry"][-1]
    assert [row[name] for name in ("pinyin", "before", "after", "only")] == [
        "bang3 zha1", "河边的", "系在老船工的木船", "in/a.html"
    ]  # fmt: skip
    assert '<option value="sentence" selected>' in running.ask(f"/mend?guid={guid}&{about}")[2].decode()
    html = running.ask(f"/word?{about}")[2].decode()
    assert running.ask("/undo", {"word": DOUBTED, "seen": seen(html)})[0] == 303
    (row,) = tomllib.loads(lexicon.read_text("utf-8"))["entry"]
    assert row["pinyin"] == "bang3 za1", "what is for the article stays"
    lexicon.unlink()
    new = form | {"scope": "new", "guid": unquote(guid), "seen_new": ""}
    assert running.ask("/apply", new | {"seen_new": "another"})[0] == 409
    assert running.ask("/apply", new)[0] == 303
    (row,) = tomllib.loads(lexicon.read_text("utf-8"))["entry"]
    assert "2026-01-01" < row["since"] <= datetime.now(UTC).date().isoformat()
    assert '<option value="new" selected>' in running.ask(f"/mend?guid={guid}&{about}")[2].decode()
    html = running.ask(f"/word?{about}")[2].decode()
    assert running.ask("/undo", {"word": DOUBTED, "seen": seen(html)})[0] == 303
    assert DOUBTED in running.ask("/?view=doubts")[2].decode(), "it is asked again"
    assert DOUBTED not in lexicon.read_text("utf-8")
    lexicon.unlink()


def test_an_article_is_withdrawn_corrected_and_restored(running: Running) -> None:
    guid = guid_of(running, "木船漆成了蓝色")
    form = {"guid": guid.replace("%3A", ":")}
    assert running.ask("/correct", form | {"why": ""})[0] == 400
    assert running.ask("/correct", form | {"why": "船是绿色"})[0] == 303
    assert "船是绿色" in (running.dist / "feed.xml").read_text("utf-8")
    for status in (303, 404):
        assert ("/uncorrect" in running.ask(f"/article?guid={guid}")[2].decode()) == (status == 303)
        assert running.ask("/uncorrect", form)[0] == status, "once, and nothing is left to be taken back"
        assert "船是绿色" not in (running.dist / "feed.xml").read_text("utf-8")
    assert "correction taken back" in {event.what for event in inbox.heard(running.dist, form["guid"]).events}
    before = seen(running.ask(f"/article?guid={guid}")[2].decode())
    assert running.ask("/withdraw", form | {"why": "有误", "seen": before})[0] == 303
    assert running.ask("/withdraw", form | {"why": "另一人", "seen": before})[0] == 409, "it has been withdrawn since"
    assert "木船漆成了蓝色" not in (running.dist / "feed.xml").read_text("utf-8")
    assert guid_of(running, "木船漆成了蓝色", "withdrawn") == guid
    html = running.ask(f"/article?guid={guid}")[2].decode()
    assert ("/restore" in html, "有误" in html) == (True, True)
    assert running.ask(f"/sound?guid={guid}")[0] == 200, "what is held back can still be heard here"
    assert running.ask("/restore", form)[0] == 303
    assert running.ask("/restore", form)[0] == 404, "there is nothing to restore"
    assert "木船漆成了蓝色" in (running.dist / "feed.xml").read_text("utf-8")
    assert running.ask("/withdraw", {"guid": "../in/a.html", "why": ""})[0] == 404, "by its guid and nothing else"
    assert running.ask("/withdraw", {"guid": "x" * 70_000})[0] == 413


def test_what_a_listener_reports_leads_to_its_sentence(running: Running) -> None:
    html = running.ask(f"/article?guid={guid_of(running, '渡口装上了灯')}")[2].decode()
    page_ = "https://a.cn" + re.findall(r'href="(/episodes/[^"]+/)index.html"', html)[0]
    words = (Misreading(LINES[0], "0:05", page_, DOUBTED), Misreading(LINES[1], "0:09", page_))
    assert deeds.reported(running.dist, words) == (2, 0)
    html = running.ask("/?view=reports")[2].decode()
    links = re.findall(r'href="(/mend[^"]+)"', html)
    shown = [running.ask(link.replace("&amp;", "&")) for link in links]
    assert [status for status, _, _ in shown] == [200, 200]
    assert "bǎng zhā" in shown[0][2].decode()
    number = re.findall(r'name="number" value="(\d+)"', html)[0]
    assert running.ask("/answer", {"number": number})[:2] == (303, "/?view=reports")
    assert running.ask("/?view=reports")[2].decode().count('action="/answer"') == 1


def test_an_article_is_previewed_as_it_will_be(running: Running) -> None:
    html = running.ask(f"/article?guid={guid_of(running, '渡口装上了灯')}")[2].decode()
    path = re.findall(r'href="(/episodes/[^"]+/)index.html"', html)[0]
    status, _, shown = running.ask(f"{path}index.html")
    assert (status, shown) == (200, (running.dist / path[1:] / "index.html").read_bytes())
    names = ["transcript.vtt", "chapters.vtt", *re.findall(rb'(?:src|href)="([a-z0-9-]+\.mp3)"', shown)[:1]]
    names += list(re.findall(rb'"../../(assets/[^"]+)"', shown))
    for name in names:
        told = name if isinstance(name, str) else name.decode()
        assert running.ask(f"/{told}" if told.startswith("assets/") else f"{path}{told}")[0] == 200, told
    for wrong in (f"{path}none.html", "/episodes/x/index.html", "/assets/none.js", "/assets/desk.js"):
        assert running.ask(wrong)[0] == 404, wrong
    assert running.ask("/approve", {"guid": "x"})[0] == 404


def test_who_comes_second_is_told(running: Running) -> None:
    with catalogue.alone(running.dist, "build"):
        status, _, told = running.ask("/dismiss", {"word": "x"})
        assert (status, f"process {os.getpid()} on" in told.decode()) == (409, True)
        assert running.ask("/?view=published")[0] == 200, "whoever only looks is not in the way"
        assert running.ask("/build", {})[:2] == (303, "/build")
        last = running.ask("/build/events")[2].decode().split("data: ")[-1]
        assert json.loads(last)["state"] == "failed"
        assert "正由 narrate build" in json.loads(last)["said"]
        english = running.ask("/build/events?lang=en")[2].decode().split("data: ")[-1]
        assert "being worked on" in json.loads(english)["said"]


@pytest.fixture(scope="module")
def entered(browser: Browser, running: Running) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1000, "height": 900}, locale="zh-CN")
    context.set_default_timeout(UNHURRIED)
    first = context.new_page()
    first.goto(f"{running.address}/?token={running.token}")
    assert "token" not in first.url
    first.close()
    yield context
    context.close()


@pytest.fixture
def tab(entered: BrowserContext) -> Iterator[Page]:
    opened = entered.new_page()
    opened.said = []  # type: ignore[attr-defined]
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    yield opened
    told = opened.said  # type: ignore[attr-defined]
    opened.close()
    assert told == []


def views_of(running: Running) -> list[str]:
    known = guid_of(running, "渡口装上了灯")
    return [
        *(f"?view={view}" for view in ("review", "reports", "doubts", "published", "answered")),
        f"article?guid={known}&pinyin=1&lines=1",
        f"section?{urlencode({'guid': known.replace('%3A', ':'), 'line': LINES[1]})}",
        f"levels?guid={known}",
        f"item?guid={known}",
        f"mend?guid={known}&word={DOUBTED}",
        f"word?word={ACRONYM}",
        "build",
        "name",
        "log",
        "nights",
    ]


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "dark")])
def test_axe_finds_nothing(tab: Page, running: Running, lang: str, scheme: Literal["light", "dark"]) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{running.address}/?lang={lang}")
    for view in views_of(running):
        tab.goto(f"{running.address}/{view}")
        assert violations(tab, AXE) == [], view
    tab.goto(f"{running.address}/?lang=zh")


def test_narrow_pages_do_not_scroll_sideways(tab: Page, running: Running) -> None:
    tab.set_viewport_size({"width": 320, "height": 256})
    for view in views_of(running):
        tab.goto(f"{running.address}/{view}")
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view


def test_buttons_to_play_do_not_touch(tab: Page, running: Running) -> None:
    tab.goto(f"{running.address}/{views_of(running)[5]}")
    boxes = [button.bounding_box() for button in tab.locator(".play").all()]
    edges = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
    assert len(edges) > 2
    assert all(below[0] - above[1] >= APART for above, below in itertools.pairwise(edges))


def test_a_sentence_plays_its_part(tab: Page, running: Running) -> None:
    tab.goto(f"{running.address}/?view=published")
    tab.get_by_role("link", name="渡口装上了灯", exact=True).click()
    play = tab.get_by_role("button", name="播放第 2 句", exact=True)
    start, end = (float(play.get_attribute(f"data-{edge}") or 0) for edge in ("start", "end"))
    play.press("Enter")
    expect(play).to_have_attribute("aria-pressed", "false")
    now = tab.evaluate("document.querySelector('audio').currentTime")
    assert start < end <= now < end + 0.6


def manifests(running: Running) -> dict[str, str]:
    return {path.parent.name: path.read_text("utf-8") for path in running.dist.glob("episodes/*/manifest.json")}


def test_what_is_chosen_before_the_script_comes_is_told(tab: Page, running: Running) -> None:
    tab.goto(f"{running.address}/?view=doubts")
    late: list[Route] = []
    tab.route("**/desk.js", lambda route: late.append(route))  # noqa: PLW0108 - a built-in has no signature to look at
    tab.get_by_role("link", name=DOUBTED, exact=True).click(no_wait_after=True)
    expect(tab.get_by_role("radio").first).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(tab.get_by_role("radio").nth(1)).to_be_checked()
    late[0].continue_()
    expect(tab.locator("[data-told]")).to_contain_text("1 句")


def test_from_a_doubt_to_the_republished_episode(tab: Page, running: Running) -> None:
    before, made = clips(running.dist), manifests(running)
    tab.goto(f"{running.address}/?view=doubts")
    tab.get_by_role("link", name=DOUBTED, exact=True).focus()
    actions = 0

    def press(key: str) -> None:
        nonlocal actions
        actions += 1
        tab.wait_for_load_state("load")  # what has the focus may have it before the page's script has come
        tab.keyboard.press(key)

    press("Enter")
    expect(tab.get_by_role("radio").first).to_be_focused()
    with tab.expect_response("**/say?**") as heard:
        press("ArrowDown")
    assert heard.value.headers["content-type"] == "audio/wav"
    expect(tab.locator("[data-told]")).to_contain_text("1 句")
    press("Enter")
    expect(tab.locator("[data-changed]")).to_contain_text("1 句")
    expect(tab.get_by_role("button", name="生成并发布")).to_be_focused()
    press("Enter")
    expect(tab.locator("[data-build=done]")).to_have_count(1)
    assert actions <= MOST
    new = [name for name in clips(running.dist) if name not in before]
    assert len(new) == 1, "the one sentence with the word, said once: heard first, then built"
    assert clips(running.dist).items() >= before.items()
    changed = {name for name, text in manifests(running).items() if text != made[name]}
    assert len(changed) == 2, "both articles that hold it are published with it"
    assert 'pinyin = "bang3 zha1"' in (running.where / "lexicon.toml").read_text("utf-8")
    tab.goto(f"{running.address}/?view=doubts")
    expect(tab.get_by_role("link", name=DOUBTED, exact=True)).to_have_count(0)


def test_what_waits_is_heard_and_approved(running: Running) -> None:
    guid = guid_of(running, "山上的果园开了花", "review")
    html = running.ask("/?view=review")[2].decode()
    assert running.ask(f"/sound?guid={guid}", Range="bytes=0-9")[0] == 206
    assert "山上的果园开了花" not in (running.dist / "feed.xml").read_text("utf-8")
    form = {"guid": guid.replace("%3A", ":"), "seen": seen(html)}
    assert running.ask("/approve", form)[:2] == (303, "/?view=review")
    assert running.ask("/approve", form)[0] == 409, "another was first"
    assert "山上的果园开了花" in (running.dist / "feed.xml").read_text("utf-8")
