"""The life of an article after its birth: left out, taken back, awaited, corrected, moved. Judged as a reader sees it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import feedparser
import msgspec
import pytest
from conftest import article, contents
from PIL import Image
from test_catalogue import QUIET, Silent, build, canonical, items, page
from test_sources import Site, news

from narrate import check, config, corrections, editorial, pipeline
from narrate.building import vanished
from narrate.drafts import is_unpublished
from narrate.errors import CatalogueError, CheckError, ConfigError, SourceError
from narrate.model import Document, Paragraph, Source
from narrate.publish import moved
from narrate.release import clock, keeper, tidying
from narrate.sources import web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from narrate.building.outcome import Report


def sql(dist: Path, query: str, *values: object) -> None:
    with closing(sqlite3.connect(dist / ".narrate" / "catalogue.db")) as db, db:
        db.execute(query, values)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages of ours, built; tests leave it as it is."""
    where = tmp_path_factory.mktemp("built")
    for n in (1, 2, 3):
        page(where / "in" / f"{n}.html", f"第{n}篇文章的标题", f"2024-03-0{n} 09:30:00")
    build(where / "in", out=where / "dist")
    return where


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of them: both folders may move together."""
    return shutil.copytree(built, tmp_path, dirs_exist_ok=True)


# ── one faulty article ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_record_that_is_damaged_is_left_out_and_named(site: Path) -> None:
    sql(
        site / "dist",
        "UPDATE edition SET record = X'7B7D' WHERE guid = (SELECT guid FROM article WHERE title LIKE '第2%')",
    )
    page(site / "in" / "4.html", "第4篇文章的标题", "2024-03-04 09:30:00")
    report = build(site / "in", out=site / "dist")
    assert [type(error) for error in report.errors] == [CatalogueError]
    assert set(items(site / "dist")) == {f"第{n}篇文章的标题" for n in (1, 3, 4)}


def test_an_item_that_would_be_broken_is_left_out_until_it_is_not(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = check._item  # noqa: SLF001 - the one place that sees an item

    def strict(folder: check.Look, name: str, element: object, *rest: object) -> Iterator[check.Problem]:
        yield from item(folder, name, element, *rest)  # type: ignore[arg-type]
        if element.findtext("title").startswith("第4"):  # type: ignore[attr-defined]
            yield check.Problem(name, "is not as it should be")

    page(site / "in" / "4.html", "第4篇文章的标题", "2024-03-04 09:30:00")
    with monkeypatch.context() as patch:
        patch.setattr(check, "_item", strict)
        for _ in range(2):
            report = build(site / "in", out=site / "dist")
            assert [type(error) for error in report.errors] == [CheckError], "said at every build"
            assert set(items(site / "dist")) == {f"第{n}篇文章的标题" for n in (1, 2, 3)}
            assert "第4" not in (site / "dist" / "index.html").read_text("utf-8")
    assert not build(site / "in", out=site / "dist").errors
    assert set(items(site / "dist")) == {f"第{n}篇文章的标题" for n in (1, 2, 3, 4)}


# ── taken back ────────────────────────────────────────────────────────────────────────────────────────────────────


def traces(dist: Path, *words: str) -> list[str]:
    """Every public file that says one of these words."""
    return [
        path.relative_to(dist).as_posix()
        for path in dist.rglob("*")
        if path.is_file() and ".narrate" not in path.parts and any(w.encode() in path.read_bytes() for w in words)
    ]


def guid(dist: Path, title: str) -> str:
    return items(dist)[title]


def test_what_is_withdrawn_is_gone_and_stays_gone_until_it_is_restored(site: Path) -> None:
    dist, before = site / "dist", contents(site / "dist")
    one, slug = guid(dist, "第2篇文章的标题"), next(p.name for p in (dist / "episodes").glob("di-2*"))
    title, errors = editorial.withdraw(dist, one, "名字有误", QUIET)
    assert (title, errors) == ("第2篇文章的标题", [])
    for _ in range(2):
        assert traces(dist, "第2篇", "名字有误") == []
        assert [p.name for p in (dist / "episodes" / slug).iterdir()] == ["index.html"]
        assert set(items(dist)) == {"第1篇文章的标题", "第3篇文章的标题"}
        assert list(check.site(dist, config.sound(QUIET))) == []
        page(site / "in" / "2.html", "第2篇文章的标题", "2024-03-02 09:30:00", 展厅="大厅")
        assert not build(site / "in", out=dist).errors, "a page that changed does not bring it back"
    assert slug in (dist / "withdrawn.txt").read_text("utf-8")
    assert f'ref="{one}"' in (dist / "feed.xml").read_text("utf-8")
    page(site / "in" / "2.html", "第2篇文章的标题", "2024-03-02 09:30:00")
    assert editorial.restore(dist, str(site / "in" / "2.html"), QUIET) == ("第2篇文章的标题", [])
    after = contents(dist)
    assert {name for name in before.keys() | after if before.get(name) != after.get(name)} <= {"feed.xml"}
    assert guid(dist, "第2篇文章的标题") == one
    assert [what for _, what, *_ in editorial.history(dist, one)] == ["withdrawn", "restored"]


def test_a_rebuilt_catalogue_knows_what_was_withdrawn(site: Path) -> None:
    dist = site / "dist"
    editorial.withdraw(dist, guid(dist, "第1篇文章的标题"), "", QUIET)
    (dist / ".narrate" / "catalogue.db").unlink()
    assert keeper.rebuild(dist) == (2, ())
    build(site / "in", out=dist)
    assert set(items(dist)) == {"第2篇文章的标题", "第3篇文章的标题"}
    assert traces(dist, "第1篇") == []


def test_withdrawing_needs_one_article(site: Path) -> None:
    with pytest.raises(SourceError, match="is no article of"):
        editorial.withdraw(site / "dist", "https://nobody.cn/1.html", "", QUIET)
    with pytest.raises(SourceError, match="nothing to restore"):
        editorial.restore(site / "dist", guid(site / "dist", "第1篇文章的标题"), QUIET)


@pytest.mark.parametrize(("policy", "left", "told"), [("keep", 3, 0), ("warn", 3, 1), ("withdraw", 2, 1)])
def test_a_page_that_vanished(policy: str, left: int, told: int, site: Path) -> None:
    (site / "in" / "2.html").unlink()
    settings = msgspec.structs.replace(QUIET, site=msgspec.structs.replace(QUIET.site, vanished=policy))
    report = build(site / "in", out=site / "dist", settings=settings)
    assert report.notice.count("第2篇文章的标题") == told
    assert len(items(site / "dist")) == left


@pytest.fixture
def server() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def told_of(server: Site, dist: Path, policy: str) -> tuple[Report, int]:
    """A build of the server's feed under this policy, and how many episodes there are then."""
    settings = msgspec.structs.replace(QUIET, site=msgspec.structs.replace(QUIET.site, vanished=policy))
    report = pipeline.build([f"{server.base}/feed.xml"], dist, settings, "tone", Silent())
    return report, len(items(dist))


def test_an_address_that_answers_that_it_is_gone(server: Site, tmp_path: Path) -> None:
    news(server, 3)
    told_of(server, tmp_path, "warn")
    page = server.pages.pop("/news/1.html")
    server.pages["/news/2.html"] = lambda answer: answer.send_error(410)
    server.pages["/news/0.html"] = lambda answer: answer.send_error(403)
    for policy, left, told in (("keep", 3, 0), ("warn", 3, 2), ("withdraw", 1, 2), ("withdraw", 1, 0)):
        report, there = told_of(server, tmp_path, policy)
        assert (there, report.notice.count("条消息")) == (left, told), policy
        assert [str(error).split()[2] for error in report.errors] == ["403:"], "forbidden is not gone"
    server.pages["/news/1.html"] = page
    assert told_of(server, tmp_path, "withdraw")[1] == 1, "until an editor restores it"


def test_an_address_that_never_was_an_article_is_an_error(server: Site, tmp_path: Path) -> None:
    news(server, 2)
    server.pages.pop("/news/1.html")
    report, there = told_of(server, tmp_path, "withdraw")
    assert there == 1
    assert [type(error) for error in report.errors] == [web._NothingError]  # noqa: SLF001 - what is told, not what is caught


def test_a_server_that_has_lost_its_pages_withdraws_nothing(
    server: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vanished, "MANY_GONE", 2)
    news(server, vanished.MANY_GONE + 2)
    told_of(server, tmp_path, "withdraw")
    gone = [path for path in server.pages if path.startswith("/news/")]
    for path in gone[: vanished.MANY_GONE + 1]:
        del server.pages[path]
    report, there = told_of(server, tmp_path, "withdraw")
    assert there == vanished.MANY_GONE + 2
    assert report.notice.count("条消息") == vanished.MANY_GONE + 1
    server.pages[gone[0]] = article("第0条消息：早市搬迁", date="2025-03-01 08:00").encode()
    assert told_of(server, tmp_path, "withdraw")[1] == 2, "so many may be one day's work"


# ── before its hour ───────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_public_before_its_hour_and_all_of_it_after(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dist, before = site / "dist", contents(site / "dist")
    page(site / "in" / "4.html", "第4篇文章的标题", "2099-01-01 08:00")
    assert not build(site / "in", out=dist).errors
    assert contents(dist) == before, "not a byte of it"
    (site / "in" / "4.html").unlink()
    monkeypatch.setattr(clock, "this_moment", lambda: 4_070_908_800_001)
    assert editorial.release_due(dist, QUIET) == []
    assert len(items(dist)) == 4
    assert list(check.site(dist, config.sound(QUIET))) == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.html", "<meta name='robots' content='noindex, follow'>", True),
        ("a.html", "<META content=NOINDEX name=robots>", True),
        ("a.html", "<meta name=robots content='index,follow'>", False),
        ("a.html", "<!-- <meta name=robots content=noindex> -->", False),
        ("a.md", "---\ndraft: true\n---\n\n# 题", True),
        ("a.md", "+++\ndraft = true\n+++\n\n# 题", True),
        ("a.md", "---\ndraft: false\n---\n\n# 题", False),
        ("a.md", "# 题\n\ndraft: true\n", False),
    ],
)
def test_pages_that_are_not_to_be_published(name: str, text: str, told: bool) -> None:  # noqa: FBT001 - a case's value
    kind = "text/html" if name.endswith("html") else "text/markdown"
    assert is_unpublished(Source(name, name, kind, text.encode())) == told


def test_a_draft_is_never_published_and_takes_back_what_was(site: Path) -> None:
    dist, two = site / "dist", site / "in" / "2.html"
    text = two.read_text("utf-8")
    two.write_text(text.replace("<head>", "<head><meta name=robots content=noindex>"), "utf-8")
    build(site / "in", out=dist)
    assert traces(dist, "第2篇") == []
    assert not (dist / "withdrawn.txt").exists(), "a draft is nothing that a server tells of"
    two.write_text(text, "utf-8")
    build(site / "in", out=dist)
    assert len(items(dist)) == 3


def order(dist: Path) -> list[str]:
    """The numbers of the headlines, the newest first; no two at one moment."""
    entries = feedparser.parse((dist / "feed.xml").read_bytes()).entries
    assert len({entry.published for entry in entries}) == len(entries)
    assert {entry.published_parsed[:3] for entry in entries} == {(2025, 2, 28)}, "16:00 in UTC is the day in China"
    newest = sorted(entries, key=lambda entry: entry.published_parsed, reverse=True)
    assert newest == entries
    return [entry.title[1] for entry in entries]


def test_articles_of_a_day_without_an_hour_stand_as_they_came(server: Site, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        page(tmp_path / "in" / f"{number}.html", f"第{number}篇文章的标题", "2025-03-01")
    for expected in ("321", "4321"):
        build(tmp_path / "in", out=tmp_path / "dist")
        assert order(tmp_path / "dist") == list(expected)
        page(tmp_path / "in" / "0.html", "第4篇文章的标题", "2025-03-01")
    item = "<item><link>{0}/{1}.html</link></item>"
    for count, expected in ((3, "321"), (4, "4321")):  # the newest first
        for number in range(1, count + 1):
            server.pages[f"/{number}.html"] = article(f"第{number}条好消息：早市搬迁", date="2025-03-01").encode()
        rows = "".join(item.format(server.base, number) for number in range(count, 0, -1))
        server.pages["/feed.xml"] = f"<rss version='2.0'><channel><title>报</title>{rows}</channel></rss>".encode()
        told_of(server, tmp_path / "other", "warn")
        assert order(tmp_path / "other") == list(expected)


def test_rules_for_some_pages_alone(site: Path) -> None:
    dist = site / "dist"
    rules = (
        config.Rule("*/2.html", draft=True),
        config.Rule("*/[12].html", drop_lines=("^今天上午.*1号展厅",)),
    )
    settings = msgspec.structs.replace(QUIET, sources=config.Sources(rules=rules))
    build(site / "in", out=dist, settings=settings)
    assert {title[1] for title in items(dist)} == {"1", "3"}, "what was public before is taken out"
    assert traces(dist, "第2篇") == []
    texts = {path.parent.name[3]: path.read_text("utf-8") for path in dist.glob("episodes/*/transcript.vtt")}
    assert "1号展厅举行" in texts["3"]
    assert "今天上午，市图书馆在1号展厅" not in texts["1"]
    build(site / "in", out=dist)
    assert len(items(dist)) == 3


# ── who it is ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_withdrawn_stays_so_when_names_shift(tmp_path: Path) -> None:
    """Sites that number their files, the newest first: each text stands under the next name now."""
    titles = ("南门的桥修好了", "北湖的公园开了", "东站的广场亮了")
    for n, title in enumerate(titles):
        page(tmp_path / "in" / f"{n}.html", title)
    dist = tmp_path / "dist"
    build(tmp_path / "in", out=dist, settings=QUIET)
    editorial.withdraw(dist, str(tmp_path / "in" / "1.html"), "", QUIET)
    for n, title in enumerate(("西郊的菜场搬了", *titles)):
        page(tmp_path / "in" / f"{n}.html", title)
    for _ in range(2):
        report = build(tmp_path / "in", out=dist, settings=QUIET)
        public = items(dist)
        assert titles[1] not in public
        assert titles[2] in public
        assert not any(titles[1].encode() in (dist / name).read_bytes() for name in contents(dist))
        assert [titles[1] in str(one.error) for one in report.outcomes if one.location.endswith("1.html")] == [True]


def test_settings_of_another_site_release_nothing(tmp_path: Path) -> None:
    own = msgspec.structs.replace(QUIET.site, url="https://listen.example.cn/", author="某报", email="a@example.cn")
    settings = msgspec.structs.replace(QUIET, site=own)
    source = str(page(tmp_path / "in" / "a.html"))
    dist = tmp_path / "dist"
    build(tmp_path / "in", out=dist, settings=settings)
    before = contents(dist)
    for deed in (
        lambda: editorial.release_due(dist, QUIET),
        lambda: editorial.withdraw(dist, source, "", QUIET),
        lambda: editorial.correct(dist, source, "灯的数目", QUIET),
        lambda: editorial.restore(dist, source, QUIET),
        lambda: editorial.approve(dist, [source], QUIET),
    ):
        with pytest.raises(ConfigError, match="published for https"):
            deed()
    with pytest.raises(SourceError, match="what was wrong"):
        editorial.correct(dist, source, " ", settings)
    assert contents(dist) == before
    assert editorial.release_due(dist, settings) == []


def test_a_file_that_was_renamed_is_recognised_by_its_text(site: Path) -> None:
    dist, before = site / "dist", items(site / "dist")
    (site / "in" / "2.html").rename(site / "in" / "other.html")
    assert not build(site / "in", out=dist).notice
    assert items(dist) == before
    editorial.withdraw(dist, before["第2篇文章的标题"], "", QUIET)
    (site / "in" / "copy.html").write_text((site / "in" / "other.html").read_text("utf-8"), "utf-8")
    build(site / "in", out=dist)
    assert traces(dist, "第2篇") == [], "nor does a copy of it come back"


def test_a_copy_beside_its_original_is_left_out_and_named(site: Path) -> None:
    dist, before = site / "dist", items(site / "dist")
    text = (site / "in" / "2.html").read_text("utf-8")
    (site / "in" / "copy.html").write_text(text, "utf-8")
    (site / "in" / "next-day.html").write_text(text.replace("2024-03-02", "2024-03-04"), "utf-8")
    report = build(site / "in", out=dist)
    assert [outcome.location.rpartition("/")[2] for outcome in report.left_out] == ["copy.html"]
    assert "2.html" in str(report.left_out[0].error)
    assert len(items(dist)) == len(before), "of one headline"
    assert len(feedparser.parse((dist / "feed.xml").read_bytes()).entries) == 4, (
        "what is said again another day is news"
    )


def test_an_address_that_changed_with_the_word_of_an_editor(tmp_path: Path) -> None:
    dist, old, new = tmp_path / "dist", "https://news.example.cn/a/1.html", "https://news.example.cn/2026/one"
    build(canonical(page(tmp_path / "a.html"), old), out=dist)
    editorial.alias(dist, old, new)
    (tmp_path / "a.html").unlink()
    build(canonical(page(tmp_path / "b.html"), new), out=dist)
    assert list(items(dist).values()) == [old]


# ── corrected, moved ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_correction_is_told_in_notes_and_on_the_page(site: Path) -> None:
    dist, before = site / "dist", items(site / "dist")
    editorial.correct(dist, before["第2篇文章的标题"], "日期应为周二", QUIET)
    two = page(site / "in" / "3.html", "第3篇文章的标题", "2024-03-03 09:30:00")
    two.write_text(two.read_text("utf-8").replace("</h1>", "</h1><p>更正：地点应为二楼。</p>"), "utf-8")
    for _ in range(2):
        build(site / "in", out=dist)
        assert items(dist) == before
        told = traces(dist, "日期应为周二")
        assert {name.rsplit("/", 1)[-1] for name in told} == {
            "feed.xml", "index.html", "episode.json", "transcript.vtt", "transcript.srt", "transcript.json"}  # fmt: skip
        entries = {entry.title: entry for entry in feedparser.parse((dist / "feed.xml").read_bytes()).entries}
        assert "更正（" in entries["第2篇文章的标题"].content[0].value
        assert entries["第3篇文章的标题"].content[0].value.count("地点应为二楼") <= 2, "in the lead and as a correction"
        assert "更正（" in entries["第3篇文章的标题"].content[0].value
        assert "更正（" not in entries["第1篇文章的标题"].content[0].value
    feed = feedparser.parse((dist / "feed.xml").read_bytes()).feed
    assert feed.updated_parsed[0] > 2024, "lastBuildDate tells it"
    assert [(what, why) for _, what, why, _ in editorial.history(dist, before["第3篇文章的标题"])] == [
        ("corrected", "地点应为二楼。")
    ]


def put_right(path: Path, line: str, when: str = "2024-04-01T10:00:00+08:00") -> None:
    text = path.read_text("utf-8").replace(
        "</title>", f"</title><meta property='article:modified_time' content='{when}'>"
    )
    path.write_text(text.replace("</h1>", f"</h1><p>{line}</p>"), "utf-8")


def test_a_correction_is_dated_by_its_page_and_spoken_where_that_is_asked(site: Path) -> None:
    dist, before = site / "dist", items(site / "dist")
    spoken = msgspec.structs.replace(QUIET, site=msgspec.structs.replace(QUIET.site, corrections="spoken"))
    put_right(site / "in" / "3.html", "更正：地点应为二楼。")
    editorial.correct(dist, before["第2篇文章的标题"], "日期应为周二", spoken)
    silent = next(dist.glob("episodes/di-2*/transcript.json")).read_text("utf-8")
    assert "日期应为周二" in silent, "shown until it is said"
    for _ in range(2):
        assert not build(site / "in", out=dist, settings=spoken).errors
        assert items(dist) == before
        for number, line in ((2, "日期应为周二"), (3, "（2024-04-01）：地点应为二楼。")):
            (folder,) = dist.glob(f"episodes/di-{number}*")
            rows = json.loads((folder / "transcript.json").read_text("utf-8"))["segments"]
            (said,) = [row for row in rows if line in row["body"] and "更正（" in row["body"]]
            assert said["endTime"] - said["startTime"] > 1, "it is heard"
            assert [row["body"] for row in rows].index(said["body"]) == 2, "after the label and the headline"
            page = (folder / "index.html").read_text("utf-8")
            assert page.count(f"更正（{said['body'][3:13]}）") == 1, "said and shown, but once in the text"
    assert list(check.site(dist, config.sound(spoken))) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("更正：日期应为周二。", "日期应为周二。"),
        ("【更正】本文误写了日期，应为周二。", "本文误写了日期，应为周二。"),
        ("（更正：日期应为周二。）", "日期应为周二。"),
        ("*更正说明：日期应为周二", "日期应为周二"),
        ("勘误（3月5日）：日期应为周二", "日期应为周二"),
        ("2024年3月6日更正：日期应为周二", "日期应为周二"),
        ("本报更正：日期应为周二", "日期应为周二"),
        ("编者注：日期有误，现已更正为周二。", "日期有误，现已更正为周二。"),
        ("Correction: it was Tuesday.", "it was Tuesday."),
        ("更正昨天的说法并不容易。", ""),
        ("馆长说：“错了就更正。”", ""),
        ("公司更正了年报：利润下降。", ""),
        ("编者注：本文作者是馆员。", ""),
        ("更正：" + "长" * corrections.LONGEST, ""),
    ],
)
def test_lines_that_are_corrections(line: str, why: str) -> None:
    document = Document("题", "zh-CN", (Paragraph("今天图书馆开门。"), Paragraph(line)))
    assert corrections.of_page(document) == ("", why)


def test_feeds_and_pages_of_feeds_that_are_no_more_go(site: Path) -> None:
    dist = site / "dist"
    small = msgspec.structs.replace(
        QUIET,
        delivery=msgspec.structs.replace(QUIET.delivery, page_size=1),
        feeds=(config.Part("sh", "社会", "*"),),
    )
    build(site / "in", out=dist, settings=small)
    assert len(list(dist.glob("*.xml"))) == 6
    build(site / "in", out=dist)
    assert [path.name for path in dist.glob("*.xml")] == ["feed.xml"]


def test_an_article_stands_in_every_feed_that_it_fits_and_in_those_that_come_later(site: Path) -> None:
    dist = site / "dist"
    post = "---\ntitle: 第4篇文章的标题\ndate: 2024-03-04\ntags: [生活, Cycling]\n---\n\n今天天气很好，大家一起去河边骑车，一直骑到傍晚才回家。\n"
    (site / "in" / "4.md").write_text(post, "utf-8")
    parts = (
        config.Part("odd", "单数", "*[13].html"),
        config.Part("pages", "网页", "*.html"),
        config.Part("life", "生活", tags=("生活", "别的")),
        config.Part("ride", "骑车", "*1.html", ("cycling",)),
    )
    fits = {"odd": "13", "pages": "123", "life": "4", "ride": "14"}
    for count in (1, 2, 4, 3):  # feeds come, and go
        report = build(site / "in", out=dist, settings=msgspec.structs.replace(QUIET, feeds=parts[:count]))
        assert report.unchanged == (3 if count == 1 else 4), "nothing is read again for it"
        for name, numbers in list(fits.items())[:count]:
            assert {title[1] for title in items(dist, f"{name}.xml")} == set(numbers), name
        assert len(list(dist.glob("*.xml"))) == 1 + count
    (dist / ".narrate" / "catalogue.db").unlink()
    keeper.rebuild(dist)
    assert editorial.release_due(dist, msgspec.structs.replace(QUIET, feeds=parts[:3])) == []
    assert {title[1] for title in items(dist, "pages.xml")} == set("123"), "nor is it forgotten without the pages"


def test_a_private_feed_is_found_by_nobody_who_is_not_told(site: Path) -> None:
    dist = site / "dist"
    page(site / "in" / "4.html", "第4篇会员的文章标题", "2024-03-04 09:30:00")
    feed = config.Feed(hubs=("http://127.0.0.1:9/",), prefix="https://op3.dev/e/")
    parts = (config.Part("members", "会员", "*[34].html", private=True), config.Part("odd", "单数", "*[13].html"))
    settings = msgspec.structs.replace(at("https://a.cn/"), feeds=parts, feed=feed)
    build(site / "in", out=dist, settings=settings)
    for _ in range(2):
        (closed,) = dist.glob("members.*.xml")
        assert re.fullmatch(r"members\.[0-9a-f]{24}\.xml", closed.name)
        assert {title[1] for title in items(dist, closed.name)} == {"3", "4"}
        text = closed.read_text("utf-8")
        assert "<itunes:block>Yes<" in text
        assert "op3.dev" not in text
        assert 'rel="hub"' not in text
        assert ({t[1] for t in items(dist)}, {t[1] for t in items(dist, "odd.xml")}) == ({"1", "2", "3"}, {"1", "3"})
        (folder,) = dist.glob("episodes/di-4-*")
        assert re.search(r"-[0-9a-f]{24}$", folder.name), "nor by its headline"
        named = traces(dist, "第4篇会员", folder.name, closed.stem)
        assert {name.split("/")[1] if "/" in name else name for name in named} == {folder.name, closed.name}
        assert "noindex" in (folder / "index.html").read_text("utf-8")
        assert list(check.site(dist, config.sound(settings))) == []
        (dist / ".narrate" / "catalogue.db").unlink()
        keeper.rebuild(dist)
        build(site / "in", out=dist, settings=settings)
    editorial.withdraw(dist, folder.name, "", settings)
    assert traces(dist, folder.name) == [], "what nobody knew of is not told of"
    settings = msgspec.structs.replace(settings, feeds=parts[1:])
    build(site / "in", out=dist, settings=settings)
    assert sorted(path.name for path in dist.glob("*.xml")) == ["feed.xml", "odd.xml"]


def picture(width: int, height: int) -> bytes:
    stream = BytesIO()
    Image.new("RGBA", (width, height), (200, 30, 30, 128)).save(stream, "PNG")
    return stream.getvalue()


def test_an_articles_picture_is_the_art_of_its_episode(server: Site, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    news(server, 4)
    server.pages |= {"/wide.png": picture(800, 400), "/icon.png": picture(32, 32), "/none.png": b"<html>"}
    for number, name in enumerate(("wide", "icon", "none", "gone")):
        path = f"/news/{number}.html"
        head = f"</title><meta property='og:image' content='{server.base}/{name}.png'><meta property='og:image:alt' content='早市'>"
        server.pages[path] = server.pages[path].decode().replace("</title>", head).encode()  # type: ignore[attr-defined]
    for _ in range(2):
        report, there = told_of(server, dist, "warn")
        assert (report.errors, there) == ((), 4)
        (found,) = dist.glob("episodes/*/*.jpg")
        root = ET.fromstring((dist / "feed.xml").read_text("utf-8"))
        (image,) = [e for item in root.iter("item") for e in item if e.tag.endswith("dtd}image")]
        assert image.get("href") == f"http://127.0.0.1:8000/{found.relative_to(dist).as_posix()}"
        (image,) = root.iter("{https://podcastindex.org/namespace/1.0}image")
        assert (image.get("alt"), image.get("width"), image.get("purpose")) == ("早市", "1500", "artwork")
        chapters = json.loads((found.parent / "chapters.json").read_text("utf-8"))["chapters"]
        assert next(row.get("img") for row in chapters) == image.get("href")
        assert server.asked["/wide.png"] == 1, "fetched once"
        with Image.open(found) as art:
            assert (art.size, art.mode, art.format) == ((1500, 1500), "RGB", "JPEG")
        assert list(check.site(dist, config.sound(QUIET))) == []
    path = "/news/0.html"
    server.pages[path] = server.pages[path].replace("展厅".encode(), "大厅".encode())  # type: ignore[attr-defined]
    told_of(server, dist, "warn")
    assert (server.asked["/wide.png"], server.asked[path]) == (1, 3), "nor when the text is corrected"
    title = next(title for title in items(dist) if "第0条" in title)
    editorial.withdraw(dist, items(dist)[title], "", QUIET)
    assert not list(dist.glob("episodes/*/*.jpg"))
    editorial.restore(dist, f"{server.base}{path}", QUIET)
    assert [p.name for p in dist.glob("episodes/*/*.jpg")] == [found.name]
    assert tidying.prune(dist) == []
    assert (dist / "cover.jpg").is_file()
    assert found.is_file()
    assert keeper.rebuild(dist)[1] == ()
    assert editorial.release_due(dist, QUIET) == []
    assert f"{found.name}" in (dist / "feed.xml").read_text("utf-8")


def test_hubs_are_told_of_the_feeds_that_changed_and_of_no_others(server: Site, site: Path) -> None:
    told: list[tuple[str, str]] = []

    def taking(answer: BaseHTTPRequestHandler) -> None:
        body = parse_qs(answer.rfile.read(int(answer.headers["Content-Length"])).decode())
        told.append((body["hub.mode"][0], body["hub.url"][0]))
        answer.send_response(204)
        answer.end_headers()

    server.pages["/hub"] = taking
    feed = config.Feed(hubs=(f"{server.base}/hub", f"{server.base}/none"))
    settings = msgspec.structs.replace(at("https://a.cn/"), feed=feed, feeds=(config.Part("one", "一", "*1.html"),))
    report = build(site / "in", out=site / "dist", settings=settings)
    assert told == [("publish", "https://a.cn/feed.xml"), ("publish", "https://a.cn/one.xml")]
    assert len(report.errors) == 2, "what the other did not take is told"
    assert all("was not told (it answered 404)" in str(error) for error in report.errors)
    told.clear()
    editorial.correct(site / "dist", guid(site / "dist", "第2篇文章的标题"), "日期", settings)
    assert told == [("publish", "https://a.cn/feed.xml")]
    told.clear()
    assert editorial.release_due(site / "dist", settings) == []
    assert told == [], "nothing changed"


def test_a_podping_front_end_is_asked_with_its_token(server: Site, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str | None]] = []

    def taking(answer: BaseHTTPRequestHandler) -> None:
        told.append((answer.path, answer.headers["Authorization"]))
        answer.send_response(200 if answer.headers["Authorization"] == "secret" else 401)
        answer.end_headers()

    server.pages["/ping/?url=https%3A%2F%2Fa.cn%2Ffeed.xml"] = taking
    settings = msgspec.structs.replace(at("https://a.cn/"), feed=config.Feed(podping=f"{server.base}/ping/"))
    monkeypatch.setenv("NARRATE_PODPING_TOKEN", "secret")
    assert build(site / "in", out=site / "dist", settings=settings).errors == ()
    assert told == [("/ping/?url=https%3A%2F%2Fa.cn%2Ffeed.xml", "secret")]
    monkeypatch.delenv("NARRATE_PODPING_TOKEN")
    (error,) = editorial.correct(site / "dist", guid(site / "dist", "第2篇文章的标题"), "日期", settings)[1]
    assert "(it answered 401): check feed.podping and the environment's NARRATE_PODPING_TOKEN" in str(error)


def at(url: str, **more: object) -> config.Settings:
    site = msgspec.structs.replace(QUIET.site, url=url, author="a", email="l@example.cn", **more)
    return msgspec.structs.replace(QUIET, site=site)


def test_a_feed_that_moved_says_so_while_asked(site: Path) -> None:
    before, dist = items(site / "dist"), site / "dist"
    build(site / "in", out=dist, settings=at("https://a.example/listen/"))
    assert not list(dist.glob("lists/moved.*")), "nobody knows the address of a trial"
    build(site / "in", out=dist, settings=at("https://audio.example.org/", moved=True))
    feed = (dist / "feed.xml").read_text("utf-8")
    assert "<itunes:new-feed-url>https://audio.example.org/feed.xml<" in feed
    assert items(dist) == before
    assert traces(dist, "127.0.0.1") == []
    assert {name.rsplit(".", 1)[0] for name in traces(dist, "a.example")} == {"lists/moved", "lists/moved.nginx", "lists/moved.apache"}  # fmt: skip
    lines = dict(line.split() for line in (dist / "lists" / "moved.txt").read_text("utf-8").splitlines())
    assert lines["https://a.example/listen/feed.xml"] == "https://audio.example.org/feed.xml"
    for entry in feedparser.parse(feed).entries:
        old = entry.enclosures[0].href.replace("audio.example.org", "a.example/listen")
        assert lines[old] == entry.enclosures[0].href
    build(site / "in", out=dist, settings=at("https://a.example/listen/"))
    assert "https://audio.example.org/feed.xml https://a.example/listen/feed.xml" in (
        dist / "lists" / "moved.txt"
    ).read_text("utf-8")
    assert list(check.site(dist, config.sound(QUIET))) == []


@pytest.mark.parametrize(
    ("old", "new", "asked", "sent"),
    [
        ("https://a.cn/", "https://b.cn/x/", "/feed.xml", "https://b.cn/x/feed.xml"),
        ("https://a.cn/x.y/", "https://b.cn/", "/x.y/episodes/1/", "https://b.cn/episodes/1/"),
        ("https://a.cn/x.y/", "https://b.cn/", "/xzy/episodes/1/", ""),
        ("https://a.cn/", "https://a.cn/listen/", "/feed.xml", "https://a.cn/listen/feed.xml"),
        ("https://a.cn/", "https://a.cn/listen/", "/listen/feed.xml", ""),
        ("https://a.cn/listen/", "https://a.cn/", "/listen/feed.xml", "https://a.cn/feed.xml"),
        ("http://a.cn/", "https://a.cn/", "/feed.xml", "https://a.cn/feed.xml"),
    ],
)
def test_a_server_sends_on_what_was_at_an_old_address_and_nothing_else(
    old: str, new: str, asked: str, sent: str
) -> None:
    made = dict(moved.files([(old, ["feed.xml"])], new))
    assert made[moved.LIST] == f"{old}feed.xml {new}feed.xml\n"
    for name, look in (("nginx", 1), ("apache", 2)):
        rule = made[f"lists/moved.{name}.conf"].splitlines()[1].split()
        found = re.search(rule[look], asked)
        assert (found.expand(rule[look + 1].replace("$1", r"\1")) if found else "") == sent
