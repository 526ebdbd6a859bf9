"""What narrate remembers of an output folder: identities for ever, one writer, damage that is named, nothing lost."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import feedparser
import msgspec
import pytest
from conftest import ENVIRONMENT, ROOT, article, contents, episode_folder, narrate

from narrate import catalogue, editorial, pipeline
from narrate.assemble import heard_in
from narrate.catalogue import Asked, Doubted, schema
from narrate.config import Part, Settings, load_settings
from narrate.errors import BusyError, CatalogueError, NarrateError, OutputError
from narrate.release import clock, keeper, publishing, tidying

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.building.outcome import Report
    from narrate.model import Document, Source

OLD = ROOT / "tests" / "cases" / "state" / "version-0.1.tar.xz"
QUIET = Settings(delivery=msgspec.structs.replace(Settings().delivery, opus=0))


class Silent:
    def begin(self, stage: str, total: int) -> None:
        pass

    def advance(self, stage: str, amount: int = 1) -> None:
        pass


def build(*places: Path, out: Path, settings: Settings = QUIET) -> Report:
    return pipeline.build([str(place) for place in places], out, settings, "tone", Silent())


def page(path: Path, title: str = "图书馆开放日迎来读者", date: str = "2024-03-05 09:30:00", **more: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = article(title, 1, date)
    for old, new in more.items():
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


def canonical(path: Path, address: str) -> Path:
    text = path.read_text("utf-8")
    path.write_text(text.replace("</title>", f"</title><link rel='canonical' href='{address}'>"), "utf-8")
    return path


def items(dist: Path, name: str = "feed.xml") -> dict[str, str]:
    return {entry.title: entry.id for entry in feedparser.parse((dist / name).read_bytes()).entries}


def identities(dist: Path) -> dict[str, object]:
    """What subscribers know the site by. Which sound it is stands in the enclosure's name, and may become another."""
    found: dict[str, object] = {}
    for path in sorted(dist.glob("*.xml")):
        feed = feedparser.parse(path.read_bytes())
        found[path.name] = feed.feed.get("podcast_guid")
        for entry in feed.entries:
            found[f"{path.name}: {entry.title}"] = (
                entry.id,
                entry.published,
                entry.enclosures[0].href.rpartition("/")[0],
            )
    return found


# ── version 0.1 ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A site that version 0.1 built: a dated and an undated article, two feeds of their own."""
    with tarfile.open(OLD) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path


def test_version_0_1_is_taken_over_with_every_identity(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(old)
    before, sounds = identities(old / "dist"), {p.name: heard_in(p) for p in old.rglob("*.mp3")}
    report = pipeline.build(["in"], old / "dist", load_settings(None), "tone", Silent())
    assert not report.errors
    assert identities(old / "dist") == before
    assert {p.name: heard_in(p) for p in old.rglob("*.mp3")}.items() >= sounds.items(), "what was downloaded stays"
    assert not any((old / "dist" / ".narrate" / name).exists() for name in ("made", "added.json", "podcast.json"))
    assert pipeline.build(["in"], old / "dist", load_settings(None), "tone", Silent()).unchanged == 2


def test_version_0_1_is_taken_over_though_its_pages_are_gone(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(old)
    before = identities(old / "dist")
    page(old / "new" / "c.html", "又有一篇新的文章")
    pipeline.build(["new"], old / "dist", load_settings(None), "tone", Silent())
    after = identities(old / "dist")
    assert before.items() <= after.items()
    assert len(items(old / "dist")) == 3


NO_JSON = [b"", b"{", b"\xff\xfe\x00", b'{"guids": 5, "a": 1}']


@pytest.mark.parametrize(
    ("name", "damage"),
    [*((name, d) for name in ("added.json", "podcast.json") for d in NO_JSON), ("made", b"\xff\xfe\x00")],
)
def test_damaged_state_of_version_0_1_is_named_and_can_be_left(
    old: Path, name: str, damage: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old)
    before = identities(old / "dist")
    (old / "dist" / ".narrate" / name).write_bytes(damage)
    with pytest.raises(CatalogueError, match=f"{name}.*catalogue rebuild"):
        pipeline.build(["in"], old / "dist", load_settings(None), "tone", Silent())
    assert identities(old / "dist") == before
    keeper.rebuild(old / "dist")
    pipeline.build(["in"], old / "dist", load_settings(None), "tone", Silent())
    assert identities(old / "dist") == before


def test_a_damaged_record_of_version_0_1_is_named(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(old)
    (record, _) = sorted(old.glob("dist/episodes/*/episode.json"))
    record.write_bytes(record.read_bytes()[:200])
    before = identities(old / "dist")
    with pytest.raises(CatalogueError, match=r"episode\.json"):
        pipeline.build(["in"], old / "dist", load_settings(None), "tone", Silent())
    assert keeper.rebuild(old / "dist") == (2, ())
    pipeline.build(["in"], old / "dist", load_settings(None), "tone", Silent())
    assert identities(old / "dist") == before


# ── one writer ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_build_and_prune_are_told_who_is_at_work(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    before = contents(dist)
    page(tmp_path / "b.html", "另外的一篇文章")
    with keeper.at_work(dist, "build"):
        for command in (["build", "b.html", "--voice", "tone"], ["prune"], ["catalogue", "rebuild"]):
            ran = narrate(*command, cwd=tmp_path, status=11)
            assert "narrate build (process" in ran.stderr
            assert "since 20" in ran.stderr
        narrate("check", cwd=tmp_path)
    assert contents(dist) == before
    build(tmp_path / "b.html", out=dist)


def test_the_lock_falls_with_its_process(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys\nfrom narrate import catalogue\n"
        "with catalogue.alone(pathlib.Path(sys.argv[1]), 'build'):\n    os.kill(os.getpid(), 9)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=ENVIRONMENT, check=False)
    assert ran.returncode == -9
    with catalogue.alone(tmp_path, "build"), pytest.raises(BusyError), catalogue.alone(tmp_path, "prune"):
        pass
    (tmp_path / ".narrate" / "lock.db").write_bytes(b"no database" * 100)
    with pytest.raises(OutputError, match="delete it"), catalogue.alone(tmp_path, "build"):
        pass


# ── damage ────────────────────────────────────────────────────────────────────────────────────────────────────────


DAMAGE = {
    "empty": lambda data: data[:0],
    "cut in the head": lambda data: data[:50],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "zeros": lambda data: bytes(len(data)),
    "text": lambda data: b"{}\n" * len(data),
    "a page of noise": lambda data: data[:4096] + bytes(range(256)) * 16 + data[8192:],
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_catalogue_is_named_and_remade_from_what_is_public(kind: str, tmp_path: Path) -> None:
    dist, kept = tmp_path / "dist", tmp_path / "dist" / ".narrate" / "catalogue.db"
    build(page(tmp_path / "in" / "a.html"), page(tmp_path / "in" / "b.html", "没有日期的文章", ""), out=dist)
    before = contents(dist)
    kept.write_bytes(DAMAGE[kind](kept.read_bytes()))
    with pytest.raises(CatalogueError, match="catalogue rebuild"):
        build(tmp_path / "in", out=dist)
    with pytest.raises(CatalogueError, match="catalogue rebuild"):
        tidying.prune(dist)
    assert contents(dist) == before
    assert keeper.rebuild(dist) == (2, ())
    build(tmp_path / "in", out=dist)
    assert contents(dist) == before


def test_a_lost_catalogue_is_asked_for(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    before = contents(dist)
    shutil.rmtree(dist / ".narrate")
    ran = narrate("build", "a.html", cwd=tmp_path, status=10)
    assert "narrate catalogue rebuild dist" in ran.stderr
    narrate("check", cwd=tmp_path)
    assert "1 episodes" in narrate("catalogue", "rebuild", cwd=tmp_path).stdout
    build(tmp_path / "a.html", out=dist)
    assert contents(dist) == before


def test_an_episode_is_remade_from_the_feed_where_its_record_is_damaged(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist, settings=Settings())
    before, record = identities(dist), episode_folder(dist) / "episode.json"
    whole = json.loads(record.read_text("utf-8"))
    record.write_bytes(b"")
    shutil.rmtree(dist / ".narrate")
    assert keeper.rebuild(dist) == (1, ())
    with keeper.at_work(dist, "test") as (kept, _):
        (known,) = kept.articles()
        told = json.loads(kept.record(known.guid))
    names = (
        "guid",
        "slug",
        "title",
        "lang",
        "description",
        "audio",
        "size",
        "duration",
        "link",
        "chapter_list",
        "alternates",
    )
    assert {name: told[name] for name in names} == {name: whole[name] for name in names}
    page(tmp_path / "b.html", "另外的一篇文章")
    build(tmp_path / "b.html", out=dist, settings=Settings())
    assert before.items() <= identities(dist).items()


def test_a_catalogue_of_a_newer_narrate_is_left_alone(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    with closing(sqlite3.connect(dist / ".narrate" / "catalogue.db")) as db:
        db.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    with pytest.raises(CatalogueError, match="newer narrate"):
        build(tmp_path / "a.html", out=dist)


# ── published work never vanishes ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("left", [0, 200])
def test_a_record_that_is_cut_is_made_again(left: int, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    before, record = contents(dist), episode_folder(dist) / "episode.json"
    record.write_bytes(record.read_bytes()[:left])
    assert "episode.json" in narrate("check", cwd=tmp_path, status=9).stdout
    assert tidying.prune(dist) == []
    (tmp_path / "a.html").unlink()
    page(tmp_path / "b.html", "另外的一篇文章")
    assert not build(tmp_path / "b.html", out=dist).errors
    after = contents(dist)
    assert len(items(dist)) == 2
    assert {name: digest for name, digest in before.items() if name.startswith("episodes/")}.items() <= after.items()


def test_a_missing_transcript_is_made_again_without_its_page(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    before = contents(dist)
    for name in ("transcript.srt", "index.html", "player.json"):
        (episode_folder(dist) / name).unlink()
    (dist / "index.html").unlink()
    (dist / "assets" / "player.js").unlink()
    (tmp_path / "a.html").unlink()
    page(tmp_path / "b.html", "另外的一篇文章")
    build(tmp_path / "b.html", out=dist)
    after = contents(dist)
    assert all(after[name] == digest for name, digest in before.items() if name.startswith(("episodes/", "assets/")))


def test_missing_sound_is_named_and_stops_nothing(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    (sound,) = dist.rglob("*.mp3")
    sound.unlink()
    page(tmp_path / "b.html", "另外的一篇文章")
    report = build(tmp_path / "b.html", out=dist)
    assert [sound.name in str(error) for error in report.errors] == [True]
    assert len(items(dist)) == 2, "it was public, and stays so"
    assert not build(tmp_path / "a.html", out=dist).errors
    assert sound.is_file()


def test_two_pages_of_one_file_name_in_two_builds(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "x" / "index.html", "第一个目录里的文章"), out=dist)
    before = contents(dist)
    report = build(page(tmp_path / "y" / "index.html", "第二个目录里的文章"), out=dist)
    (error,) = report.errors
    assert "第一个目录里的文章" in str(error)
    assert contents(dist) == before


@pytest.mark.parametrize("address", ["https://news.example.cn/", "https://news.example.cn/1.html"])
def test_two_pages_of_one_canonical_address_are_two_articles_and_said(address: str, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    for _ in range(2):
        build(canonical(page(tmp_path / "a.html", "第一篇文章的标题"), address), out=dist)
        report = build(canonical(page(tmp_path / "b.html", "第二篇文章的标题"), address), out=dist)
        assert not report.errors
        assert "is not believed" in (dist / ".narrate" / "pages.toml").read_text("utf-8")
    assert set(items(dist)) == {"第一篇文章的标题", "第二篇文章的标题"}
    assert len(set(items(dist).values())) == 2


def test_a_page_that_moved_or_was_renamed_stays_the_same_article(tmp_path: Path) -> None:
    dist, home = tmp_path / "dist", "https://news.example.cn/1.html"
    build(canonical(page(tmp_path / "a.html"), home), out=dist)
    before = identities(dist)
    (tmp_path / "a.html").rename(tmp_path / "b.html")
    assert not build(tmp_path / "b.html", out=dist).errors
    assert identities(dist) == before
    shutil.copytree(tmp_path, tmp_path.parent / "moved")
    assert build(tmp_path.parent / "moved" / "b.html", out=tmp_path.parent / "moved" / "dist").unchanged == 1
    shutil.rmtree(tmp_path.parent / "moved")


@pytest.mark.parametrize(
    "address",
    ["https://news.example.cn/a/1.html", "http://news.example.cn/a/1.html?from=timeline", "http://www.news.example.cn/a/1.html",
     "http://m.news.example.cn/a/1.html", "http://news.example.cn/a/1.html#top", ""],
)  # fmt: skip
def test_an_address_in_another_dress_is_the_same_article(address: str, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(canonical(page(tmp_path / "a.html"), "http://news.example.cn/a/1.html"), out=dist)
    canonical(page(tmp_path / "a.html", "改过的标题写在这里"), address)
    build(tmp_path / "a.html", out=dist)
    assert items(dist) == {"改过的标题写在这里": "http://news.example.cn/a/1.html"}


def test_a_page_that_is_written_anew_every_day_is_a_new_article(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    for day in (1, 2):
        build(canonical(page(tmp_path / "today.html", f"第{day}天的头条新闻"), f"https://a.cn/{day}.html"), out=dist)
    assert set(items(dist).values()) == {"https://a.cn/1.html", "https://a.cn/2.html"}


def test_what_was_public_stays_when_the_clock_is_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html", "已经发布的文章"), out=dist)

    class Behind(clock.datetime):
        @classmethod
        def now(cls, tz: object = None) -> clock.datetime:
            return clock.datetime(2020, 1, 1, tzinfo=tz)  # type: ignore[arg-type]

    monkeypatch.setattr(clock, "datetime", Behind)
    report = build(page(tmp_path / "b.html", "更早的一篇文章", "2019-03-05 09:30:00"), out=dist)
    assert "clock is behind" in report.notice
    assert set(items(dist)) == {"已经发布的文章", "更早的一篇文章"}
    build(page(tmp_path / "c.html", "还没到的一篇文章", "2021-03-05 09:30:00"), out=dist)
    assert set(items(dist)) == {"已经发布的文章", "更早的一篇文章"}
    monkeypatch.undo()
    build(tmp_path / "c.html", out=dist)
    assert len(items(dist)) == 3, "its hour has come, though nothing changed"
    assert not build(tmp_path / "c.html", out=dist).notice


# ── the shows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_podcast_guids_belong_to_names(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    page(tmp_path / "in" / "sh" / "a.html", "社会版的一篇文章")
    page(tmp_path / "in" / "jj" / "b.html", "经济版的一篇文章")

    def guids(*names: str) -> dict[str, str]:
        feeds = tuple(Part(name, name, f"*/{name}/*") for name in names)
        build(tmp_path / "in", out=dist, settings=msgspec.structs.replace(QUIET, feeds=feeds))
        found = {path.stem: path.read_text("utf-8") for path in dist.glob("*.xml")}
        return {name: text.split("<podcast:guid>")[1].split("<")[0] for name, text in found.items()}

    first = guids("sh", "jj")
    assert set(items(dist, "sh.xml")) == {"社会版的一篇文章"}
    assert guids("jj", "sh") == first
    alone = guids("jj")
    assert alone == {name: first[name] for name in ("feed", "jj")}, "a feed that is no more leaves no file behind"
    more = guids("xx", "jj", "sh")
    assert {name: more[name] for name in first} == first
    assert len(set(more.values())) == 4


# ── settings ──────────────────────────────────────────────────────────────────────────────────────────────────────


def settings_of(**tables: dict[str, object]) -> Settings:
    return msgspec.convert({"delivery": {"opus": 0}, **tables}, Settings)


UNHEARD = {
    "an e-mail address": settings_of(site={"email": "desk@example.org"}),
    "a description": settings_of(site={"description": "别的简介"}),
    "a category": settings_of(site={"category": "Arts", "subcategory": "Books"}),
    "a copyright": settings_of(site={"copyright": "© 某报"}),
    "patience": settings_of(speech={"patience": 10, "connections": 2, "proxy": "http://127.0.0.1:9"}),
    "a page size": settings_of(delivery={"opus": 0, "page_size": 1}),
    "feeds": settings_of(feeds=[{"name": "a", "title": "甲", "match": "*a.html"}]),
    "jobs": settings_of(jobs=2),
}


@pytest.mark.parametrize("what", UNHEARD)
def test_a_setting_that_changes_no_sound_encodes_nothing(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "in" / "a.html"), page(tmp_path / "in" / "b.html", "另外的一篇文章"), out=dist)
    monkeypatch.setattr("narrate.clean.clean", lambda *_: pytest.fail("a page was parsed"))
    sounds = {p: p.stat().st_mtime_ns for p in dist.rglob("*.mp3")}
    report = build(tmp_path / "in", out=dist, settings=UNHEARD[what])
    assert (report.unchanged, report.errors) == (2, ())
    assert {p: p.stat().st_mtime_ns for p in dist.rglob("*.mp3")} == sounds
    monkeypatch.setattr("narrate.release.publishing._lay_out_site", lambda *_: pytest.fail("made once more"))
    build(tmp_path / "in", out=dist, settings=UNHEARD[what])
    monkeypatch.undo()
    build(tmp_path / "in", out=tmp_path / "fresh", settings=UNHEARD[what])
    assert contents(dist) == contents(tmp_path / "fresh"), "the same as if it had been so from the start"


TAGGED = {
    "an author": settings_of(site={"author": "某报"}),
    "a title": settings_of(site={"title": "别的节目"}),
    "a producer": settings_of(label={"producer": "某社"}),
}


@pytest.mark.parametrize("what", TAGGED)
def test_a_setting_that_only_tags_say_changes_nothing_else_of_the_sound(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "in" / "a.html"), out=dist)
    before = {p.name: p.read_bytes() for p in dist.rglob("*.mp3")}
    with monkeypatch.context() as patch:
        patch.setattr("narrate.clean.clean", lambda *_: pytest.fail("a page was parsed"))
        assert build(tmp_path / "in", out=dist, settings=TAGGED[what]).unchanged == 1
    for path in dist.rglob("*.mp3"):
        assert len(path.read_bytes()) == len(before[path.name])
        assert path.read_bytes() != before[path.name]
    build(tmp_path / "in", out=tmp_path / "fresh", settings=TAGGED[what])
    assert contents(dist) == contents(tmp_path / "fresh"), "the same as if it had been so from the start"


HEARD = {
    "a pause": settings_of(pauses={"paragraph": 900}),
    "a level": settings_of(sound={"loudness": -20.0}),
    "a bitrate": settings_of(sound={"bitrate": 48}),
    "a fast rendition": settings_of(delivery={"opus": 0, "fast": 1.5}),
}


@pytest.mark.parametrize("what", HEARD)
def test_a_setting_that_changes_the_sound_says_nothing_again(what: str, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    (before,) = [p.name for p in dist.rglob("*.mp3")]
    (outcome,) = build(tmp_path / "a.html", out=dist, settings=HEARD[what]).outcomes
    assert outcome.new == 0 or "fast" in what
    sounds = {p.name for p in dist.rglob("*.mp3")}
    assert len(sounds) == 2, f"{before} stays for those in the middle of it, or has a fast one beside it"


def test_a_page_that_changed_around_its_article_encodes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    before = contents(dist)
    text = (tmp_path / "a.html").read_text("utf-8")
    (tmp_path / "a.html").write_text(text.replace("<html>", "<html><!-- another banner today -->"), "utf-8")
    monkeypatch.setattr("narrate.edition.assemble", lambda *_, **__: pytest.fail("it was encoded again"))
    (outcome,) = build(tmp_path / "a.html", out=dist).outcomes
    assert outcome.new == 0
    assert contents(dist) == before


HEAVY = ("jieba", "wetext", "opencc", "onnxruntime", "PIL", "readability", "numpy", "lxml", "av", "jinja2")


def test_a_build_in_which_nothing_changes_loads_nothing_heavy(tmp_path: Path) -> None:
    build(page(tmp_path / "a.html"), out=tmp_path / "dist")
    arguments = ["narrate", "build", "a.html", "--voice", "tone", "--quiet"]
    (tmp_path / "narrate.toml").write_text("[delivery]\nopus = 0\n", "utf-8")
    code = f"import sys; sys.argv = {arguments!r}\nfrom narrate.cli import main\ntry: main()\nexcept SystemExit as end: print(end.code)\n"
    code += f"print([m for m in {HEAVY!r} if m in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT, cwd=tmp_path
    )
    assert ran.stdout.splitlines() == ["0", "[]"], ran.stderr


# ── the folder ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_out_is_the_folder_of_the_sources(tmp_path: Path) -> None:
    page(tmp_path / "pages" / "a.html")
    with pytest.raises(OutputError, match="folder of the sources"):
        build(tmp_path / "pages", out=tmp_path / "pages")
    assert not (tmp_path / "pages" / ".narrate").exists()
    assert not build(tmp_path / "pages", out=tmp_path / "dist").errors


@pytest.mark.parametrize("name", ["work", "next", "clips", ""])
def test_a_state_folder_that_is_a_link_is_not_followed(name: str, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "thesis.txt").write_text("mine")
    link = dist / ".narrate" / name if name else dist / ".narrate"
    shutil.rmtree(link, ignore_errors=True)
    link.symlink_to(victim)
    page(tmp_path / "b.html", "另外的一篇文章")
    with pytest.raises(NarrateError, match="out of"):
        build(tmp_path / "b.html", out=dist)
    assert [path.name for path in victim.iterdir()] == ["thesis.txt"]
    assert not (dist / "thesis.txt").exists()


@pytest.mark.parametrize(
    "name", ["held/episodes", "held/episodes/a", "next/assets", "clips/ab", "report.json", "work/a.work"]
)
def test_a_link_anywhere_in_the_state_is_refused(name: str, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "thesis.flac").write_text("mine")
    link = dist / ".narrate" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_dir():
        shutil.rmtree(link)
    link.unlink(missing_ok=True)
    link.symlink_to(victim if "." not in name else victim / "thesis.flac")
    page(tmp_path / "b.html", "另外的一篇文章")
    for deed in (partial(build, tmp_path / "b.html", out=dist), partial(tidying.prune, dist, 0.0)):
        with pytest.raises(OutputError, match=r"a link, and may lead out|leads out of"):
            deed()
    assert (victim / "thesis.flac").read_text() == "mine"
    assert len(list(victim.iterdir())) == 1


def test_names_in_what_is_published_are_believed_within_the_folder_alone(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    song = tmp_path / "song.mp3"
    song.write_text("mine")
    (folder,) = (dist / "episodes").iterdir()
    record, feed = folder / "episode.json", dist / "feed.xml"
    for path in (record, feed):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"episodes/[^/\"]+/[^/\"]+\.mp3", "episodes/../../song.mp3", text), "utf-8")
    (dist / ".narrate" / "withdrawn.txt").write_text("guid ../..\nother .\n")
    assert keeper.rebuild(dist) == (0, (folder.name,))
    tidying.prune(dist, 0.0)
    assert song.read_text() == "mine"


def test_a_name_that_leads_out_is_never_touched(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    song = tmp_path / "song.mp3"
    song.write_text("mine")
    with keeper.at_work(dist, "test") as (kept, _), kept.transaction():
        kept.sized([("episodes/../../song.mp3", 4)])
    with pytest.raises(NarrateError, match="leads out of"):
        tidying.prune(dist)
    assert song.read_text() == "mine"


# ── many articles ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_that_is_not_narrates_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    mine = tmp_path / "mine"
    for act in (
        lambda: tidying.prune(mine),
        lambda: list(tidying.examine(mine, QUIET)),
        lambda: editorial.withdraw(mine, "x", "", QUIET),
        lambda: editorial.release_due(mine, QUIET),
        lambda: list(editorial.history(mine, "x")),
    ):
        with pytest.raises(OutputError, match="narrate build"):
            act()
    assert not list((tmp_path / "mine").iterdir())


def test_what_is_finished_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends in the ninth of ten: the next one makes two."""
    for number in range(10):
        page(tmp_path / "in" / f"{number}.html", f"第{number}篇文章的标题")
    from narrate import edition

    recorded, count = edition.recorded, iter(range(10))

    def ends_in_the_ninth(*args: object) -> object:
        if next(count) == 8:
            raise KeyboardInterrupt
        return recorded(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(edition, "recorded", ends_in_the_ninth)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "in", out=tmp_path / "dist")
    monkeypatch.undo()
    report = build(tmp_path / "in", out=tmp_path / "dist")
    assert (report.unchanged, len(report.outcomes)) == (8, 2)
    assert len(items(tmp_path / "dist")) == 10
    build(tmp_path / "in", out=tmp_path / "whole")
    assert contents(tmp_path / "dist") == contents(tmp_path / "whole")


def test_one_change_writes_itself_and_the_pages_it_is_on(tmp_path: Path) -> None:
    settings = settings_of(delivery={"opus": 0, "page_size": 2})
    for number in range(6):
        page(tmp_path / "in" / f"{number}.html", f"第{number}篇文章的标题", f"2024-03-0{number + 1} 08:00:00")
    build(tmp_path / "in", out=tmp_path / "dist", settings=settings)
    stamps = {p: p.stat().st_mtime_ns for p in (tmp_path / "dist").rglob("*") if p.is_file()}
    page(tmp_path / "in" / "2.html", "第2篇文章的新标题", "2024-03-03 08:00:00")
    build(tmp_path / "in", out=tmp_path / "dist", settings=settings)
    touched = {
        p.relative_to(tmp_path / "dist").parts[0]
        for p, stamp in stamps.items()
        if p.exists() and p.stat().st_mtime_ns != stamp and ".narrate" not in p.parts
    }
    assert touched == {"episodes", "feed-3.xml", "index.html", "lists"}


# ── never half ────────────────────────────────────────────────────────────────────────────────────────────────────


class Killed(BaseException):
    """A kill: nothing of ours catches it."""


def published(dist: Path) -> dict[str, str]:
    """All that a reader can come to: pages, feeds, and the sound that they point to."""
    feeds = [feedparser.parse(path.read_bytes()) for path in dist.glob("*.xml")]
    pointed = {link.href.rsplit("/", 1)[1] for feed in feeds for entry in feed.entries for link in entry.enclosures}
    return {
        name: d for name, d in contents(dist).items() if not name.endswith(".mp3") or name.rsplit("/", 1)[1] in pointed
    }


def killed_after(moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path as Real

    replace, count = Real.replace, iter(range(1000))

    def counted(self: Path, target: Path) -> Path:
        if ".narrate/next" in self.parent.as_posix() and ".part" not in self.name and next(count) == moves:
            raise Killed
        return replace(self, target)

    monkeypatch.setattr(Real, "replace", counted)


def test_a_release_that_is_killed_between_two_moves_is_carried_out_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist, commands = tmp_path / "dist", (lambda: list(tidying.examine(dist, QUIET)), lambda: tidying.prune(dist))
    build(page(tmp_path / "a.html"), page(tmp_path / "b.html", "另外的一篇文章"), out=dist)
    moves = 0
    while True:
        before = published(dist)
        page(tmp_path / "a.html", f"改过{moves}次的标题写在这里")
        with monkeypatch.context() as patched:
            killed_after(moves, patched)
            try:
                build(tmp_path / "a.html", out=dist)
                break  # there were fewer moves
            except Killed:
                pass
        half = published(dist)
        assert (half == before) == (moves == 0)
        commands[moves % 2]()
        after = published(dist)
        assert not list(tidying.examine(dist, QUIET))
        build(tmp_path / "a.html", out=dist)
        assert published(dist) == after
        moves += 1
    assert moves > 10


def test_a_build_that_is_killed_before_its_release_shows_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    before = published(dist)
    page(tmp_path / "a.html", "改过的标题写在这里")
    with monkeypatch.context() as patched:
        patched.setattr(catalogue.Catalogue, "commit", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            build(tmp_path / "a.html", out=dist)
    assert published(dist) == before
    assert not list(tidying.examine(dist, QUIET))
    assert build(tmp_path / "a.html", out=dist).unchanged == 1, "it was finished"
    build(tmp_path / "a.html", out=tmp_path / "fresh")
    fresh = {name: digest for name, digest in published(tmp_path / "fresh").items() if name.startswith("assets/")}
    assert fresh.items() <= published(dist).items()
    assert "改过的标题写在这里" in items(dist)


def test_clips_that_nothing_uses_are_pruned_by_age(tmp_path: Path) -> None:
    dist, settings = tmp_path / "dist", settings_of(delivery={"opus": 0, "fast": 1.5})
    build(page(tmp_path / "a.html"), out=dist, settings=settings)
    page(tmp_path / "a.html", 举行开放日="举办开放日")
    build(tmp_path / "a.html", out=dist, settings=settings)
    every = {p.name for p in (dist / ".narrate" / "clips").rglob("*.flac")}
    assert tidying.prune(dist, clips_of=1) == [], "they are of today"
    gone = {name.rsplit("/", 1)[1] for name in tidying.prune(dist, clips_of=0)}
    assert 0 < len(gone & every) < len(every)
    page(tmp_path / "a.html", 举行开放日="举办开放日", 张三="李四")
    (outcome,) = build(tmp_path / "a.html", out=dist, settings=settings).outcomes
    assert outcome.new <= 2, "only what the label was first measured by"


def test_check_comes_after_a_kill_in_mid_transaction(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    code = (
        "import os, sqlite3, sys\ndb = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.executescript('PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE t (x BLOB);')\n"
        "for _ in range(500): db.execute('INSERT INTO t VALUES (zeroblob(4000))')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    kept = dist / ".narrate" / "catalogue.db"
    ran = subprocess.run([sys.executable, "-c", code, kept], check=False)
    assert ran.returncode == -9
    assert kept.with_name("catalogue.db-journal").exists()
    assert not list(tidying.examine(dist, QUIET))
    assert not kept.with_name("catalogue.db-journal").exists()
    assert build(tmp_path / "a.html", out=dist).unchanged == 1


def _with(intro: str, n: int) -> str:
    page = article(f"第{'一二三四五六七八'[n]}篇消息的标题", sections=1)
    return page.replace("<p>", f"<p>{intro}</p><p>", 1).replace("古籍修复", f"{'铜瓷书画木石竹玉'[n]}器修复")


INTRO = "某某网每天早上为您送来新鲜的消息，欢迎常来坐坐。"


def test_what_stands_on_every_page_of_a_site_is_not_spoken(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(6):
        (tmp_path / "in" / f"{n}.html").write_text(_with(INTRO, n), "utf-8")
    narrate("build", "in", "--voice", "tone", cwd=tmp_path)
    spoken = [path.read_text("utf-8") for path in (tmp_path / "dist").rglob("transcript.vtt")]
    assert len(spoken) == 6
    assert not any(INTRO in text for text in spoken)
    for _ in range(4):  # a page that is built again and again counts once
        (tmp_path / "in" / "0.html").write_text(_with(INTRO, 0).replace("古籍", "旧书"), "utf-8")
        narrate("build", "in", "--voice", "tone", cwd=tmp_path)
    assert any("器修复" in path.read_text("utf-8") for path in (tmp_path / "dist").rglob("transcript.vtt"))


def test_a_page_alone_has_no_site(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(_with(INTRO, 0), "utf-8")
    narrate("build", "a.html", "--voice", "tone", cwd=tmp_path)
    (transcript,) = (tmp_path / "dist").rglob("transcript.vtt")
    assert INTRO in transcript.read_text("utf-8")


def test_what_is_asked_of_an_article_takes_the_place_of_what_was(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    kept = catalogue.create(tmp_path / "dist")
    kept.ask("a", [Asked("标题", "a line", "why", "setting"), Asked("标题", "another", "why", "")])
    kept.ask("b", [Asked("标题", "a line", "why", "")])
    kept.doubt("a", [Doubted("重", "chong2", "why", "一句。")])
    kept.ask("a", [Asked("标题", "a third", "why", "")])
    kept.doubt("a", [])
    assert [one.about for one in kept.questions()] == ["a line", "a third"]
    assert list(kept.doubts()) == []
    kept.close()


def _fill(kept: catalogue.Catalogue) -> None:
    for number in range(1000):
        kept.keep_key(f"{number}" * 100, "x" * 1000)


def _keep_and_fail(kept: catalogue.Catalogue) -> None:
    with kept.transaction():
        kept.keep_key("lost", "4")
    raise ZeroDivisionError


def test_a_disk_that_fills_in_a_transaction_is_told_as_a_full_disk(tmp_path: Path) -> None:
    kept = catalogue.create(tmp_path / "dist")
    kept.keep_key("before", "1")
    pages = kept._value("PRAGMA page_count")  # noqa: SLF001 - a full disk can't be had otherwise
    kept._value(f"PRAGMA max_page_count = {pages + 2}")  # noqa: SLF001
    with pytest.raises(OutputError, match="disk is full"), kept.transaction():
        _fill(kept)
    assert (kept.made_from("before"), kept.pages()) == ("1", ["before"])
    with kept.transaction():
        kept.keep_key("after", "2")
        with kept.transaction():
            kept.keep_key("within", "3")
    assert len(kept.pages()) == 3
    with pytest.raises(ZeroDivisionError), kept.transaction():
        _keep_and_fail(kept)
    assert len(kept.pages()) == 3, "a part of a transaction ends with it"
    kept.close()


def test_questions_about_pages_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        article().replace("</div><div class='foot'>", "<a href='/2'>下一页</a></div><div class='foot'>"), "utf-8"
    )
    ran = narrate("build", "a.html", "--voice", "tone", cwd=tmp_path)
    assert "things to look at on the pages" in ran.stdout
    assert "another page" in (tmp_path / "dist" / ".narrate" / "pages.toml").read_text("utf-8")
    narrate("build", "a.html", "--voice", "tone", "--strict", cwd=tmp_path, status=9)
    (tmp_path / "a.html").write_text((tmp_path / "a.html").read_text("utf-8").replace("张三", "李四"), "utf-8")
    narrate("build", "a.html", "--voice", "tone", "--strict", cwd=tmp_path, status=9)
    again = narrate("build", "a.html", "--voice", "tone", "--strict", cwd=tmp_path, status=9)
    assert "Unchanged: 1" in again.stdout  # what is open stays open, though nothing is made
    assert "things to look at" in again.stdout


def test_one_pages_mistake_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from narrate import clean as room
    from narrate import pipeline, progress
    from narrate.config import load_settings

    for n in range(2):
        (tmp_path / f"{n}.html").write_text(_with(INTRO, n), "utf-8")
    real = room.clean

    def broken(source: Source, *rest: object) -> Document:
        if source.name == "0.html":
            raise ZeroDivisionError("a library's own mistake")
        return real(source, *rest)

    monkeypatch.setattr(room, "clean", broken)
    monkeypatch.chdir(tmp_path)
    with progress.watcher(quiet=True) as watch:
        report = pipeline.build(["0.html", "1.html"], tmp_path / "dist", load_settings(None), "tone", watch)
    assert [type(error).__name__ for error in report.errors] == ["SourceError"]
    assert "0.html could not be made (ZeroDivisionError" in str(report.errors[0])
    assert (tmp_path / "dist" / "feed.xml").read_text("utf-8").count("<item>") == 1


def test_what_is_pointed_to_is_moved_before_what_points_to_it() -> None:
    sound, record = "episodes/a/a.mp3", "episodes/a/episode.json"
    fronts, feed = ("index.html", "lists/odd.html", "withdrawn.json"), "feed.xml"
    ranks = [
        [publishing.rank(sound)],
        [publishing.rank(record)],
        list(map(publishing.rank, fronts)),
        [publishing.rank(feed)],
    ]
    assert all(max(one) < min(other) for one, other in itertools.pairwise(ranks)), ranks
    assert publishing.rank("cover.jpg") == publishing.rank(sound), "a picture is pointed to, as sound is"
