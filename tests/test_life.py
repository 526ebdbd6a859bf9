"""The life of an article after its birth: left out, taken back, awaited, corrected, moved. Judged as a reader sees it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import UTC, datetime, timedelta
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
from narrate.release import clock, keeper, tidying
from narrate.sources import web

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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
    report = build(site / "in", out=dist)
    assert (report.errors, report.published, report.ahead) == ((), 3, 1)
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
        assert report.errors == ()
        assert set(items(dist)) == {"西郊的菜场搬了", titles[0], titles[2]}
        assert not any(titles[1].encode() in (dist / name).read_bytes() for name in contents(dist))
        assert (report.published, report.withdrawn, report.ahead) == (3, 1, 0)
    page(tmp_path / "in" / "2.html", "中街的路灯换了")
    report = build(tmp_path / "in", out=dist, settings=QUIET)
    assert titles[1] in str(report.left_out[0].error), "another stands in the place of what was taken back"


@pytest.mark.parametrize("order", [(1, 0, 2), (1, 2, 0), (2, 1, 0), (3, 0, 1), (3, 1, 0, 2), (3, 0, 1, 2)])
def test_files_without_an_address_that_change_names_keep_their_articles(order: tuple[int, ...], tmp_path: Path) -> None:
    titles = ("南门的桥修好了", "北湖的公园开了", "东站的广场亮了", "西郊的菜场搬了")
    dist = tmp_path / "dist"
    for n, title in enumerate(titles[:3]):
        page(tmp_path / "in" / f"{n}.html", title)
    build(tmp_path / "in", out=dist)
    before = items(dist)
    for n, number in enumerate(order):
        page(tmp_path / "in" / f"{n}.html", titles[number])
    for n in range(2):
        report = build(tmp_path / "in", out=dist)
        assert report.errors == ()
        after = items(dist)
        stay = {titles[number]: before[titles[number]] for number in order if number < 3}
        assert {title: after.get(title) for title in stay} == stay
        assert len(set(after.values())) == len(after)
        assert report.unchanged == sum(n or number == place for place, number in enumerate(order))


@pytest.mark.parametrize("order", [(1, 0, 2), (1, 2, 0), (2, 1, 0), (3, 0, 1), (3, 1, 0, 2)])
def test_files_that_change_names_keep_their_articles_by_address(order: tuple[int, ...], tmp_path: Path) -> None:
    titles = ("南门的桥修好了", "北湖的公园开了", "东站的广场亮了", "西郊的菜场搬了")
    dist = tmp_path / "dist"

    def laid(numbers: Iterable[int], headline: str = "{}") -> None:
        for n, number in enumerate(numbers):
            source = page(tmp_path / "in" / f"{n}.html", headline.format(titles[number]))
            canonical(source, f"https://news.example.cn/{number}.html")

    laid(range(3))
    build(tmp_path / "in", out=dist)
    before = items(dist)
    laid(order)
    report = build(tmp_path / "in", out=dist)
    assert [str(one) for one in report.errors] == []
    after = items(dist)
    assert {title: after.get(title) for title in before} == before
    assert len(after) == len(before | {titles[number]: "" for number in order})
    laid(reversed(order), "{}（续）")
    report = build(tmp_path / "in", out=dist)
    assert [str(one) for one in report.errors] == []
    assert {f"{titles[number]}（续）" for number in order} <= set(items(dist)), "headlines may change with the names"
    assert len(items(dist)) == len(after)


def test_a_draft_that_changed_its_name_is_taken_out_by_its_address(tmp_path: Path) -> None:
    titles, dist = ("南门的桥修好了", "北湖的公园开了"), tmp_path / "dist"

    def laid(order: Iterable[int], robots: str = "") -> None:
        for n, number in enumerate(order):
            source = canonical(page(tmp_path / "in" / f"{n}.html", titles[number]), f"https://a.cn/{number}.html")
            if number:
                source.write_text(source.read_text("utf-8").replace("</title>", f"</title>{robots}"), "utf-8")

    laid((0, 1))
    build(tmp_path / "in", out=dist)
    before = items(dist)
    laid((1, 0), "<meta name='robots' content='noindex'>")
    build(tmp_path / "in", out=dist)
    assert items(dist) == {titles[0]: before[titles[0]]}
    laid((1, 0))
    build(tmp_path / "in", out=dist)
    assert items(dist) == before


def test_what_fell_off_the_end_is_not_the_page_that_stands_there_now(tmp_path: Path) -> None:
    titles = ("南门的桥修好了", "北湖的公园开了", "东站的广场亮了")
    dist, last = tmp_path / "dist", tmp_path / "in" / "1.html"
    for n, title in enumerate(titles[1:]):
        page(tmp_path / "in" / f"{n}.html", title)
    build(tmp_path / "in", out=dist)
    before = items(dist)
    for n, title in enumerate(titles[:2]):
        page(tmp_path / "in" / f"{n}.html", title)
    report = build(tmp_path / "in", out=dist)
    assert titles[2] in report.notice, "its page is gone, though a file of that name is there"
    after = items(dist)
    assert len(after) == 3
    last.write_text(last.read_text("utf-8").replace("展厅", "大厅"), "utf-8")
    build(tmp_path / "in", out=dist)
    assert items(dist) == after == after | before, "the page that stands there was edited, not the one before it"
    assert editorial.withdraw(dist, str(last), "", QUIET)[0] == titles[1]


@pytest.mark.parametrize("addressed", [{0}, {1}, {0, 2}])
def test_files_with_and_without_an_address_change_names_among_themselves(addressed: set[int], tmp_path: Path) -> None:
    titles = ("南门的桥修好了", "北湖的公园开了", "东站的广场亮了", "西郊的菜场搬了")
    dist, before = tmp_path / "dist", {}
    for order in ((0, 1, 2), (1, 2, 0), (3, 1, 0, 2), (2, 0, 1, 3)):
        for n, number in enumerate(order):
            source = page(tmp_path / "in" / f"{n}.html", titles[number])
            if number in addressed:
                canonical(source, f"https://news.example.cn/{number}.html")
        report = build(tmp_path / "in", out=dist)
        assert [str(one.error) for one in report.outcomes if one.error] == []
        after = items(dist)
        assert len(set(after.values())) == len(after) == len(titles[: max(order) + 1])
        assert before.items() <= after.items()
        before |= after


def test_a_file_with_an_address_may_change_name_and_headline_in_a_night(tmp_path: Path) -> None:
    """File names made of headlines do; another article at the address of one that is gone is refused."""
    dist, address = tmp_path / "dist", "https://news.example.cn/7.html"
    source = canonical(page(tmp_path / "in" / "桥.html", "南门的桥修好了"), address)
    build(tmp_path / "in", out=dist)
    source.unlink()
    source = canonical(page(tmp_path / "in" / "桥又.html", "南门的桥又开了"), address)
    report = build(tmp_path / "in", out=dist)
    assert (report.errors, items(dist)) == ((), {"南门的桥又开了": address})
    source.unlink()
    another = page(tmp_path / "in" / "灯.html", "北湖的灯亮了").read_text("utf-8")
    for old in ("图书馆", "展厅", "读者"):
        another = another.replace(old, "灯光节")
    (tmp_path / "in" / "灯.html").write_text(another, "utf-8")
    canonical(tmp_path / "in" / "灯.html", address)
    assert build(tmp_path / "in", out=dist).errors
    assert items(dist) == {"南门的桥又开了": address}


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


def test_the_last_correction_can_be_taken_back(site: Path) -> None:
    dist, what = site / "dist", str(site / "in" / "1.html")
    before = contents(dist)
    for why in ("第一处", "第二处"):
        editorial.correct(dist, what, why, QUIET)
    for left in (["第一处"], []):
        assert editorial.uncorrect(dist, what, QUIET)[1] == []
        text = (dist / "feed.xml").read_text("utf-8")
        assert [why for why in ("第一处", "第二处") if why in text] == left
    assert traces(dist, "第一处", "第二处") == []
    assert contents(dist).keys() == before.keys()
    with pytest.raises(SourceError, match="nothing to take back"):
        editorial.uncorrect(dist, what, QUIET)
    assert build(site / "in", out=dist, settings=QUIET).unchanged == 3


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


def test_an_article_is_in_the_feeds_that_its_rule_names_whatever_they_ask_for(site: Path) -> None:
    dist, parts = site / "dist", (config.Part("odd", "单数", "*[13].html"), config.Part("few", "少数", "*2.html"))
    where = str(site / "in" / "1.html")

    def listed(feeds: str) -> tuple[str, str]:
        rules = (config.Rule(where, feeds=feeds),) if feeds else ()
        settings = msgspec.structs.replace(QUIET, feeds=parts, sources=config.Sources(rules=rules))
        assert editorial.release_due(dist, settings) == [], "without the pages, and without a word spoken"
        assert build(site / "in", out=dist, settings=settings).errors == ()
        odd, few = ("".join(sorted(title[1] for title in items(dist, f"{name}.xml"))) for name in ("odd", "few"))
        return odd, few

    assert [listed(feeds) for feeds in ("", "few", "odd few", "-", "")] == [
        ("13", "2"), ("3", "12"), ("13", "12"), ("3", "2"), ("13", "2"),
    ]  # fmt: skip


def test_an_article_sorted_into_a_private_feed_is_private(site: Path) -> None:
    dist, parts = site / "dist", (config.Part("members", "会员", "*x.html", private=True),)
    (old,) = dist.glob("episodes/di-3-*")
    rules = (config.Rule(str(site / "in" / "3.html"), feeds="members"),)
    settings = msgspec.structs.replace(QUIET, feeds=parts, sources=config.Sources(rules=rules))
    assert build(site / "in", out=dist, settings=settings).errors == ()
    (feed,) = dist.glob("members.*.xml")
    assert ({title[1] for title in items(dist, feed.name)}, {title[1] for title in items(dist)}) == ({"3"}, {"1", "2"})
    assert traces(dist, f"{old.name}/") == []


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
    (dist / ".narrate" / "catalogue.db").unlink()
    keeper.rebuild(dist)
    assert build(site / "in", out=dist, settings=settings).errors == ()
    assert traces(dist, folder.name, "4.html") == [], "nor when the catalogue was remade"
    settings = msgspec.structs.replace(settings, feeds=parts[1:])
    build(site / "in", out=dist, settings=settings)
    assert sorted(path.name for path in dist.glob("*.xml")) == ["feed.xml", "odd.xml"]
    assert traces(dist, folder.name) == [], "nor when its feed is no more"
    opened = (msgspec.structs.replace(parts[0], private=False), parts[1])
    build(site / "in", out=dist, settings=msgspec.structs.replace(settings, feeds=opened))
    assert "withdrawn.txt" in traces(dist, folder.name), "but when everybody may know of what stood there"


def test_what_was_taken_back_is_known_by_its_text_when_the_catalogue_was_remade(site: Path) -> None:
    dist, before = site / "dist", items(site / "dist")
    editorial.withdraw(dist, before["第2篇文章的标题"], "", QUIET)
    told = traces(dist, "2.html")
    (site / "in" / "2.html").rename(site / "in" / "other.html")
    when = re.findall(r"deleted-entry[^>]*", (dist / "feed.xml").read_text("utf-8"))
    assert when
    (dist / ".narrate" / "catalogue.db").unlink()
    keeper.rebuild(dist)
    for _ in range(2):
        assert build(site / "in", out=dist).errors == ()
        assert items(dist) == {title: guid for title, guid in before.items() if title[1] != "2"}
        assert (traces(dist, "2.html"), traces(dist, "第2篇")) == (told, [])
        assert re.findall(r"deleted-entry[^>]*", (dist / "feed.xml").read_text("utf-8")) == when, "it was then"


def test_what_becomes_private_is_at_no_address_that_was_public(site: Path) -> None:
    dist, before = site / "dist", items(site / "dist")
    closed = (config.Part("members", "会员", "*3.html", private=True),)
    settings = msgspec.structs.replace(QUIET, feeds=closed)
    assert not (dist / "feeds.opml").exists(), "one feed needs no list of feeds"
    (old,) = dist.glob("episodes/di-3-*")
    sound = {path.name for path in old.glob("*.mp3")}
    for _ in range(2):
        assert build(site / "in", out=dist, settings=settings).errors == ()
        (folder,) = dist.glob("episodes/di-3-*")
        assert re.fullmatch(f"{old.name}-[0-9a-f]{{24}}", folder.name)
        assert {path.name for path in folder.glob("*.mp3")} == sound
        (feed,) = dist.glob("members.*.xml")
        assert items(dist, feed.name) == {title: one for title, one in before.items() if title[1] == "3"}
        assert {title[1] for title in items(dist)} == {"1", "2"}
        assert traces(dist, f"{old.name}/") == []
        assert list(check.site(dist, config.sound(settings))) == []
    (dist / ".narrate" / "catalogue.db").unlink()
    keeper.rebuild(dist)
    assert build(site / "in", out=dist, settings=QUIET).errors == ()
    assert items(dist) == before, "public again: the same articles"
    assert list(check.site(dist, config.sound(QUIET))) == []
    opened = next(dist.glob("episodes/di-3-*")).name
    assert opened == folder.name, "whoever has that address may keep it"
    for _ in range(2):
        assert build(site / "in", out=dist, settings=settings).errors == ()
        (folder,) = dist.glob("episodes/di-3-*")
        assert re.fullmatch(f"{old.name}-[0-9a-f]{{24}}", folder.name)
        assert {path.name for path in folder.glob("*.mp3")} == sound
        assert traces(dist, f"{opened}/") == [], "private once more: it was told of meanwhile"
        assert list(check.site(dist, config.sound(settings))) == []
    assert [what for _, what, *_ in editorial.history(dist, before[next(t for t in before if t[1] == "3")])] == [
        "opened"
    ]


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


def test_a_date_that_lies_ahead_is_not_believed_of_what_is_public(tmp_path: Path) -> None:
    dist, source = tmp_path / "dist", tmp_path / "a.html"
    build(page(source, "已经发布的文章", "2024-03-05 09:30:00"), out=dist)
    (before,) = feedparser.parse((dist / "feed.xml").read_text("utf-8")).entries
    ahead = f"{datetime.now(UTC) + timedelta(days=400):%Y-%m-%d} 09:30"
    report = build(page(source, "已经发布的文章", f"{ahead}:00"), out=dist)
    (entry,) = feedparser.parse((dist / "feed.xml").read_text("utf-8")).entries
    assert (entry.published, entry.title) == (before.published, "已经发布的文章")
    with keeper.looked_at(dist) as kept:
        (doubt,) = (one for one in kept.questions() if ahead in one.about)
    assert "its earlier date is kept" in doubt.why
    assert "clock" not in report.notice
    build(page(source, "已经发布的文章", "2024-03-06 09:30:00"), out=dist)
    (entry,) = feedparser.parse((dist / "feed.xml").read_text("utf-8")).entries
    assert entry.published != before.published


def test_chapters_of_brackets_without_an_end_stop_no_rebuilding(site: Path) -> None:
    dist, before = site / "dist", items(site / "dist")
    next(dist.glob("episodes/*/chapters.json")).write_bytes(b"[" * 100_000)
    (dist / ".narrate" / "catalogue.db").unlink()
    keeper.rebuild(dist)
    assert build(site / "in", out=dist).errors == ()
    assert items(dist) == before


def test_names_that_shift_and_a_lost_catalogue_change_no_guid(tmp_path: Path) -> None:
    dist, titles = tmp_path / "dist", ("西郊的菜场搬了", "南门的桥修好了", "北湖的公园开了")
    for count in (2, 3):
        for n, title in enumerate(titles[-count:]):
            page(tmp_path / "in" / f"{n}.html", title)
        build(tmp_path / "in", out=dist)
    before = items(dist)
    (dist / ".narrate" / "catalogue.db").unlink()
    keeper.rebuild(dist)
    assert build(tmp_path / "in", out=dist).errors == ()
    assert items(dist) == before


def test_a_rule_of_a_file_that_holds_another_article_is_asked_about(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    for n, title in enumerate(("南门的桥修好了", "北湖的公园开了")):
        page(tmp_path / "in" / f"{n}.html", title)
    where = str(tmp_path / "in" / "0.html")
    rule = config.Rule(match=where, author="李四")
    settings = msgspec.structs.replace(QUIET, sources=config.Sources(rules=(rule,)))
    build(tmp_path / "in", out=dist, settings=settings)
    for n, title in enumerate(("西郊的菜场搬了", "南门的桥修好了", "北湖的公园开了")):
        page(tmp_path / "in" / f"{n}.html", title)
    build(tmp_path / "in", out=dist, settings=settings)
    with keeper.looked_at(dist) as kept:
        asked = [one.about for one in kept.questions() if "rules of narrate.toml" in one.why]
    assert set(asked) == {where}


def test_a_correction_of_the_page_that_was_taken_back_does_not_return(site: Path) -> None:
    dist, source = site / "dist", site / "in" / "1.html"
    for old, new in (("</p>", "</p><p>更正：日期应为周二。</p>"), ("展厅", "大厅")):
        source.write_text(source.read_text("utf-8").replace(old, new, 1), "utf-8")
        build(site / "in", out=dist)
        with keeper.looked_at(dist) as kept:
            (known,) = (one for one in kept.articles() if one.title == "第1篇文章的标题")
        told = json.loads((dist / "episodes" / known.slug / "episode.json").read_text("utf-8"))["corrections"]
        assert len(told) == (new != "大厅")
        if told:
            editorial.uncorrect(dist, str(source), QUIET)
