"""Builds, end to end, in the tone voice: what is said anew, what is kept, what survives a kill, what is never touched."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from conftest import ENVIRONMENT, PARAGRAPH, article, clips, contents, episode_folder, listening, narrate

from narrate import check, engines, pipeline
from narrate.config import Settings
from narrate.engines.tone import Tone
from narrate.errors import OutputError, UnreachableError

if TYPE_CHECKING:
    from narrate.building.outcome import Report
    from narrate.model import Reading, Speech, Voice

TONE = ("--voice", "tone")


def test_files_of_an_episode(page: Path, tmp_path: Path) -> None:
    ran = narrate("build", page, *TONE, cwd=tmp_path)
    assert "chapters 3" in ran.stdout
    folder = episode_folder(tmp_path / "dist")
    names = sorted(p.name.replace(folder.name, "SLUG") for p in folder.iterdir())
    assert [n for n in names if not n.endswith((".mp3", ".opus"))] == [
        "chapters.json", "chapters.vtt", "embed.html", "episode.json", "index.html", "manifest.json", "oembed.json", "oembed.xml",
        "player.json", "transcript.json", "transcript.srt", "transcript.vtt",
    ]  # fmt: skip
    assert folder.name.startswith("tu-shu-guan-kai-fang-ri")
    assert folder.name.isascii()
    assert {p.name for p in (tmp_path / "dist").iterdir()} == {
        ".narrate",
        "assets",
        "cover.jpg",
        "episodes",
        "episodes.json",
        "feed.svg",
        "feed.xml",
        "index.html",
        "lists",
    }


def test_the_same_input_gives_the_same_bytes(page: Path, tmp_path: Path) -> None:
    narrate("build", page, *TONE, "--out", "one", cwd=tmp_path)
    narrate("build", page, *TONE, "--out", "two", cwd=tmp_path)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_one_changed_sentence_is_said_alone_under_the_same_guid(page: Path, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    narrate("build", page, *TONE, cwd=tmp_path)
    before, old = clips(dist), json.loads((episode_folder(dist) / "episode.json").read_text("utf-8"))
    page.write_text(article().replace("在21号展厅", "在楼上展厅"), "utf-8")
    ran = narrate("build", page, *TONE, cwd=tmp_path)
    assert "clips anew 1," in ran.stdout
    after, new = clips(dist), json.loads((episode_folder(dist) / "episode.json").read_text("utf-8"))
    assert len(set(after) - set(before)) == 1
    assert all(after[name] == stamp for name, stamp in before.items())
    assert (new["guid"], new["slug"]) == (old["guid"], old["slug"])
    assert new["audio"] != old["audio"], "new sound has a new name"


def test_episodes_of_earlier_builds_stay_in_the_feed(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.html").write_text(
            article(f"第{number}天的新闻标题很长", date=f"2024-03-0{number} 08:00"), "utf-8"
        )
        narrate("build", f"{number}.html", *TONE, cwd=tmp_path)
    feed = (tmp_path / "dist" / "feed.xml").read_text("utf-8")
    assert feed.index("第2天") < feed.index("第1天"), "newest first"


def test_an_article_of_the_future_waits(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(article(date="2099-01-01 08:00"), "utf-8")
    narrate("build", "a.html", *TONE, cwd=tmp_path)
    assert "<item>" not in (tmp_path / "dist" / "feed.xml").read_text("utf-8")


def test_an_article_without_a_date_keeps_the_day_it_came(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(article(date=""), "utf-8")
    narrate("build", "a.html", *TONE, cwd=tmp_path)
    first = contents(tmp_path / "dist")
    started = time.time()
    while int(time.time()) == int(started):  # feeds count in whole seconds
        time.sleep(0.1)
    (tmp_path / "a.html").write_text(article(date="").replace("张三", "李四"), "utf-8")
    narrate("build", "a.html", *TONE, cwd=tmp_path)
    assert contents(tmp_path / "dist")["feed.xml"] == first["feed.xml"]


def test_one_bad_article_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in (1, 2):
        (tmp_path / "in" / f"{number}.html").write_text(article(f"第{number}篇好文章的标题"), "utf-8")
    (tmp_path / "in" / "bad.html").write_text("<nav><a href='/'>首页</a><a href='/n'>新闻</a></nav>", "utf-8")
    (tmp_path / "in" / "empty.html").write_text("", "utf-8")
    ran = narrate("build", "in", *TONE, cwd=tmp_path, status=4)
    assert "left out: in/bad.html holds no article" in ran.stderr
    narrate("build", "in", *TONE, "--strict", cwd=tmp_path, status=1)
    assert "empty.html is empty" in ran.stderr
    assert "2 of 4 articles" in ran.stdout
    assert (tmp_path / "dist" / "feed.xml").read_text("utf-8").count("<item>") == 2


def test_two_sources_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text(article(f"{folder}目录里的文章标题"), "utf-8")
    for places in (("a/index.html", "b/index.html"), (".",)):  # by their places from then on, however they are named
        narrate("build", *places, *TONE, cwd=tmp_path)
        feed = (tmp_path / "dist" / "feed.xml").read_text("utf-8")
        assert [feed.count(f">{folder}目录里的文章标题<") > 0 for folder in ("a", "b")] == [True, True]
        assert feed.count("<item>") == 2


def test_hostile_headline(tmp_path: Path) -> None:
    title = "</title><script>alert(1)</script> ../../etc/passwd \"'&amp; ]]> 标题\u202e反向"
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    (tmp_path / "a.html").write_text(article(escaped), "utf-8")
    narrate("build", "a.html", *TONE, cwd=tmp_path)
    dist = tmp_path / "dist"
    folder = episode_folder(dist)
    assert folder.parent == dist / "episodes"
    for path in [*folder.glob("*.html"), *dist.glob("*.html"), *dist.glob("*.xml")]:
        assert "<script>" not in path.read_text("utf-8")
        assert "alert(1)</script" not in path.read_text("utf-8")
    assert not (tmp_path / "etc").exists()


@pytest.mark.parametrize("name", ["index.html", "feed.xml", "cover.jpg"])
def test_files_of_someone_else_are_never_overwritten(name: str, page: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / name).write_text("mine")
    (tmp_path / "dist" / "other.txt").write_text("mine too")
    ran = narrate("build", page, *TONE, cwd=tmp_path, status=8)
    assert "was not made by narrate" in ran.stderr
    assert (tmp_path / "dist" / name).read_text() == "mine"
    assert (tmp_path / "dist" / "other.txt").read_text() == "mine too"


def test_a_link_out_of_the_folder_is_not_followed(page: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "dist" / "assets").symlink_to(tmp_path / "elsewhere")
    narrate("build", page, *TONE, cwd=tmp_path, status=8)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_nothing_is_written_outside(page: Path, tmp_path: Path) -> None:
    narrate("build", page, *TONE, cwd=tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"page.html", "dist"}


def test_a_full_disk(tmp_path: Path, page: Path) -> None:
    """A file system of one megabyte fills up in mid-build; the error says so, and with room the build goes on."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root")
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small], check=False, capture_output=True
    ).returncode:
        pytest.skip("this machine does not let a file system be mounted")
    try:
        ran = narrate("build", page, *TONE, "--out", small / "dist", cwd=tmp_path, status=8)
        assert "disk is full" in ran.stderr
        assert not list(small.rglob("*.part"))
        assert not [
            p for p in small.rglob("*") if p.is_file() and p.suffix in (".mp3", ".xml") and p.stat().st_size == 0
        ]
        subprocess.run(["mount", "-o", "remount,size=50m", small], check=True)
        narrate("build", page, *TONE, "--out", small / "dist", cwd=tmp_path)
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_file_size_limit_is_explained(tmp_path: Path, page: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    ran = narrate("build", page, *TONE, cwd=tmp_path, status=8, preexec_fn=limit)
    assert "raise the limit" in ran.stderr


def test_an_interrupted_build_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(article(sections=60), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "narrate", "build", "a.html"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listening,
    )
    while not clips(tmp_path / "dist") and process.poll() is None:
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    assert clips(tmp_path / "dist")


def test_same_sentence_twice_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        f"# 标题在这里写着\n\n{PARAGRAPH.format(n=1)}\n\n- 短句。\n- 别的话。\n- 短句。\n", "utf-8"
    )
    ran = narrate("build", "a.md", *TONE, cwd=tmp_path)
    assert "clips anew 5, from cache 1" in ran.stdout


# ── in this process ───────────────────────────────────────────────────────────────────────────────────────────────


class Silent:
    def begin(self, stage: str, total: int) -> None:
        pass

    def advance(self, stage: str, amount: int = 1) -> None:
        pass


def build(tmp_path: Path, voice: str = "tone", **tables: object) -> Report:
    settings = msgspec.convert({"delivery": {"opus": 0}} | tables, Settings)
    return pipeline.build([str(tmp_path / "in")], tmp_path / "dist", settings, voice, Silent())


@pytest.fixture
def three(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.html").write_text(article(f"第{number}篇文章的标题", 1), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "mistake", [TypeError, AssertionError, ZeroDivisionError, OSError, UnicodeError, StopIteration]
)
def test_an_engine_of_someone_else_fails_one_article(
    mistake: type[Exception], three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = Tone.say

    def fails(self: Tone, reading: Reading, voice: Voice) -> Speech:
        if "第一篇" in reading.spoken:
            raise mistake("in the engine")
        return say(self, reading, voice)

    monkeypatch.setattr(Tone, "say", fails)
    report = build(three)
    (error,) = report.errors
    assert (error.status, "tone failed on" in str(error), mistake.__name__ in str(error)) == (7, True, True)
    assert (three / "dist" / "feed.xml").read_text("utf-8").count("<item>") == 2


def test_an_engine_that_can_not_start_is_a_voice_less(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise AttributeError("no such symbol")

    engines.engine.cache_clear()
    monkeypatch.setattr(engines, "_factory", lambda _: broken)
    report = build(three)
    engines.engine.cache_clear()
    assert [error.status for error in report.errors] == [6, 6, 6]


def test_a_damaged_clip_is_said_again(three: Path) -> None:
    build(three)
    before = {p: p.read_bytes() for p in (three / "dist").rglob("*.mp3")}
    for clip in sorted((three / "dist" / ".narrate" / "clips").rglob("*.flac"))[:2]:
        clip.write_bytes(bytes(clip.stat().st_size))
    for sound in before:
        sound.unlink()
    report = build(three)
    assert sum(outcome.new for outcome in report.outcomes) == 2
    assert {p: p.read_bytes() for p in (three / "dist").rglob("*.mp3")} == before


def test_the_fallback_says_the_fast_rendition_too(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[tuple[str, float]] = set()
    say = engines.say

    def unreachable(reading: Reading, voice: Voice) -> Speech:
        if voice.id == "tone" and voice.rate > 1.4:
            raise UnreachableError("no service")
        said.add((voice.id, voice.rate))
        return say(reading, replace(voice, engine="tone"))

    monkeypatch.setattr(engines, "say", unreachable)
    report = build(
        three, delivery={"opus": 0, "fast": 1.5}, speech={"fallback": "zm_yunxi"}, label={"explicit": "none"}
    )
    assert not report.errors
    assert all(outcome.voice == "zm_yunxi (fallback)" for outcome in report.outcomes)
    assert {rate for voice, rate in said if voice == "zm_yunxi"} == {1.0, 1.5}
    records = (json.loads(p.read_bytes()) for p in (three / "dist").rglob("episode.json"))
    sentences = {record["title"]: record["clips"] for record in records}
    counted = {outcome.title: outcome.new + outcome.cached for outcome in report.outcomes}
    assert counted == {title: 2 * count for title, count in sentences.items()}, "both renditions are counted"


def test_later_pages_of_feeds_are_claimed_before_anything_is_said(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (three / "dist").mkdir()
    (three / "dist" / "news-2.xml").write_text("mine")
    monkeypatch.setattr(engines, "say", lambda *_: pytest.fail("something was said"))
    with pytest.raises(OutputError, match=r"news-2\.xml was not made by narrate"):
        build(three, delivery={"page_size": 2}, feeds=[{"name": "news", "title": "新闻", "match": "*"}])
    assert (three / "dist" / "news-2.xml").read_text() == "mine"


def test_one_article_that_would_be_broken_keeps_no_other_back(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    episode = check.episode

    def strict(folder: check.Look, slug: str) -> list[check.Problem]:
        return (
            [check.Problem(slug, "is not as it should be")]
            if "di-1" in slug or "di-yi" in slug
            else list(episode(folder, slug))
        )

    monkeypatch.setattr(check, "episode", strict)
    report = build(three)
    assert [error.status for error in report.errors] == [9]
    assert (three / "dist" / "feed.xml").read_text("utf-8").count("<item>") == 2
    assert len(list((three / "dist" / "episodes").glob("*/episode.json"))) == 2
