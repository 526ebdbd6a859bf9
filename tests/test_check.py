"""`narrate check` finds what a stranger would; a build never publishes what it would refuse; the label is as the law asks."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import feedparser
import msgspec
import pytest
from conftest import article, episode_folder, narrate
from mutagen.id3 import ID3, TXXX
from mutagen.mp3 import MP3

from narrate.config import Settings
from narrate.errors import CheckError
from narrate.publish import records
from narrate.release import articles, keeper, publishing, tidying

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(article(), "utf-8")
    narrate("build", "a.html", "--voice", "tone", cwd=tmp_path)
    return tmp_path / "dist"


def audio(dist: Path) -> Path:
    (path,) = episode_folder(dist).glob("*.mp3")
    return path


def problems(dist: Path) -> list[str]:
    return [f"{p.where}: {p.what}" for p in tidying.examine(dist, Settings())]


def test_a_fresh_build_is_well(dist: Path) -> None:
    assert "all is well" in narrate("check", dist, cwd=dist.parent).stdout
    assert narrate("check", audio(dist), cwd=dist.parent).returncode == 0


def test_what_is_broken_is_found(dist: Path) -> None:
    folder = episode_folder(dist)
    for name, spoil, found in [
        ("chapters.json", lambda t: t.replace('"startTime": 0.0', '"startTime": 3.0'), "chapters"),
        ("transcript.vtt", lambda t: t.replace("00:00:0", "09:00:0", 1), "cues"),
        ("index.html", lambda t: t.replace("transcript.vtt", "gone.vtt"), "gone.vtt"),
    ]:
        path = folder / name
        before = path.read_text("utf-8")
        path.write_text(spoil(before), "utf-8")
        assert any(found in problem for problem in problems(dist)), name
        path.write_text(before, "utf-8")
    assert problems(dist) == []
    audio(dist).write_bytes(audio(dist).read_bytes()[:-100])
    ran = narrate("check", dist, cwd=dist.parent, status=9)
    assert "bytes, and the feed says" in ran.stdout


SPOILT = {
    "an MP3 that is empty": ("*.mp3", lambda data: data[:0], "can't be read as sound"),
    "an MP3 of zeros": ("*.mp3", lambda data: bytes(len(data)), "can't be read as sound"),
    "an Opus file of zeros": ("*.opus", lambda data: bytes(len(data)), "can't be read as sound"),
    "a page that is empty": ("index.html", lambda data: data[:0], "its page can't be read"),
    "a link that is no address": (
        "index.html",
        lambda data: data.replace(b'href="', b'href="//[', 1),
        "which is no address",
    ),
    "a name that no disk takes": (
        "episode.json",
        lambda data: data.replace(b".mp3", b"x" * 300 + b".mp3"),
        "is missing",
    ),
    "half a brace": ("player.json", lambda _: b"{", "player.json can't be read"),
    "braces without an end": ("chapters.json", lambda _: b"[" * 100_000, "chapters or transcript can't be read"),
    "another form": ("transcript.json", lambda _: b"[]", "transcript.json does not hold"),
    "no record": ("episode.json", lambda data: data[:200], "its record can't be read"),
    "a date that is none": ("episode.json", lambda data: data.replace(b"2024-03-05T", b"yesterday"), "its record"),
    "an index that is empty": ("../../index.html", lambda data: data[:0], "is not the page of all episodes"),
}


def test_what_is_spoilt_is_a_line_of_the_report(dist: Path) -> None:
    before = {path: path.read_bytes() for path in dist.rglob("*") if path.is_file()}
    for kind, (name, spoil, found) in SPOILT.items():
        (path,) = episode_folder(dist).glob(name) if "*" in name else [episode_folder(dist) / name]
        path = path.resolve()
        path.write_bytes(spoil(path.read_bytes()))
        assert any(found in problem for problem in problems(dist)), kind
        shutil.rmtree(dist / ".narrate", ignore_errors=True)  # a copy on a server has none
        assert any(found in problem for problem in problems(dist)), kind
        for other, content in before.items():
            other.parent.mkdir(parents=True, exist_ok=True)
            other.write_bytes(content)
    assert problems(dist) == []


def test_every_file_of_an_episode_is_the_one_that_was_published(dist: Path) -> None:
    """One byte is another, nothing is longer, and each form is still one."""
    folder = episode_folder(dist)
    names = sorted(path.name for path in folder.iterdir() if path.name != "episode.json")
    assert len(names) >= 12
    for name in names:
        before = (folder / name).read_bytes()
        at = before.rindex(b" ") if name.endswith((".json", ".html", ".xml", ".vtt", ".srt")) else len(before) // 2
        (folder / name).write_bytes(before[:at] + (b"\t" if before[at : at + 1] == b" " else b"x") + before[at + 1 :])
        assert any(f"{name} is not as it was published" in problem for problem in problems(dist)), name
        (folder / name).write_bytes(before)
    assert problems(dist) == []


def test_sound_that_ends_in_noise_is_a_line_of_the_report(dist: Path) -> None:
    data = audio(dist).read_bytes()
    audio(dist).write_bytes(data[: len(data) // 2] + bytes(range(256)) * 40)
    assert any("mp3" in problem for problem in problems(dist))


def test_a_feed_is_looked_at_as_it_is_published_not_as_a_killed_build_left_it(dist: Path) -> None:
    staged = dist / ".narrate" / "next" / "feed.xml"
    staged.parent.mkdir(exist_ok=True)
    staged.write_bytes((dist / "feed.xml").read_bytes())
    (dist / "feed.xml").write_bytes(b"garbage")
    assert any("is not XML" in problem for problem in problems(dist))
    assert (dist / "feed.xml").read_bytes() == b"garbage"


def test_check_writes_nothing(dist: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in dist.rglob("*")}
    assert problems(dist) == []
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in dist.rglob("*")} == before


def test_a_file_that_is_no_mp3_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>", "utf-8")
    assert "a.html is no MP3" in narrate("check", "a.html", cwd=tmp_path, status=8).stderr


@pytest.mark.parametrize(("loudness", "peak"), [(-16.0, -1.0), (-15.1, -0.1), (-24.0, -9.0), (-30.0, -1.0)])
def test_what_is_allowed_is_what_check_takes(loudness: float, peak: float, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(article(), "utf-8")
    (tmp_path / "narrate.toml").write_text(
        f"[sound]\nloudness = {loudness}\npeak = {peak}\n[delivery]\nopus = 0\n", "utf-8"
    )
    narrate("build", "a.html", "--voice", "espeak_cmn", cwd=tmp_path)
    assert "all is well" in narrate("check", cwd=tmp_path).stdout


@pytest.mark.parametrize(("loudness", "peak"), [(-10.0, -0.1), (-15.9, -1.0), (-23.9, -9.0)])
def test_what_can_not_be_reached_is_refused(loudness: float, peak: float, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(f"[sound]\nloudness = {loudness}\npeak = {peak}\n", "utf-8")
    assert "lower the loudness" in narrate("build", "a.html", cwd=tmp_path, status=3).stderr


def test_the_aigc_label(dist: Path) -> None:
    path = audio(dist)
    (entry,) = ID3(path).getall("TXXX:AIGC")
    fields = json.loads(str(entry.text[0]))
    assert fields["Label"] == "1"
    assert fields["ContentProducer"] == "听文章"
    assert fields["ProduceID"] == fields["PropagateID"] == feedparser.parse(dist / "feed.xml").entries[0].id
    tags = ID3(path)
    tags.add(TXXX(encoding=1, desc="AIGC", text=[json.dumps(fields | {"ReservedCode1": "sha256:0"})]))
    tags.save(path, v2_version=3)
    assert "not the digest" in narrate("check", path, cwd=dist.parent, status=9).stdout
    tags.delall("TXXX")
    tags.save(path, v2_version=3)
    assert "0 AIGC entries" in narrate("check", path, cwd=dist.parent, status=9).stdout


def test_the_explicit_label_and_its_settings(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(article(), "utf-8")
    first = {}
    for how in ("voice", "rhythm", "none"):
        (tmp_path / "narrate.toml").write_text(f'[label]\nexplicit = "{how}"\nwhere = "both"\n', "utf-8")
        narrate("build", "a.html", "--voice", "tone", "--out", how, cwd=tmp_path)
        vtt = (episode_folder(tmp_path / how) / "transcript.vtt").read_text("utf-8")
        first[how] = vtt.count("人工智能合成")
        assert len(ID3(audio(tmp_path / how)).getall("TXXX:AIGC")) == 1
        assert "ai-content" in (tmp_path / how / "feed.xml").read_text("utf-8")
    assert first == {"voice": 2, "rhythm": 0, "none": 0}
    (tmp_path / "narrate.toml").write_text('[label]\ntext = "机器朗读"\n', "utf-8")
    assert "人工智能" in narrate("build", "a.html", cwd=tmp_path, status=3).stderr


def test_the_spoken_label_is_slow_enough(seed_build: Path) -> None:
    """GB 45438-2025 §5.3: 120 to 160 characters a minute."""
    manifest = json.loads((episode_folder(seed_build) / "manifest.json").read_text("utf-8"))
    label = manifest["sections"][0]["utterances"][0]
    assert "人工智能" in label["text"]
    pace = 13 * 60_000 / (label["end"] - label["start"])
    assert 110 <= pace <= 165


def test_a_correction_keeps_the_guid_and_prune_takes_the_old_file(dist: Path) -> None:
    before, old = feedparser.parse(dist / "feed.xml").entries[0], audio(dist)
    page = dist.parent / "a.html"
    page.write_text(page.read_text("utf-8").replace("开放日活动", "为期一周的开放活动"), "utf-8")
    ran = narrate("build", "a.html", "--voice", "tone", cwd=dist.parent)
    assert "from cache" in ran.stdout
    (after,) = feedparser.parse(dist / "feed.xml").entries
    assert after.id == before.id
    assert after.enclosures[0].href != before.enclosures[0].href
    assert old.is_file(), "a listener may be in the middle of it"
    assert old.name in narrate("prune", dist, cwd=dist.parent).stdout
    assert not old.exists()
    assert problems(dist) == []


def test_what_a_published_show_lacks_is_named_before_anything_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(article(), "utf-8")
    (tmp_path / "narrate.toml").write_text('[site]\nurl = "http://example.org"\n', "utf-8")
    ran = narrate("build", "a.html", cwd=tmp_path, status=3)
    assert "https" in ran.stderr
    assert "site.author" in ran.stderr
    (tmp_path / "narrate.toml").write_text('[site]\ncategory = "Gossip"\n', "utf-8")
    assert "Apple" in narrate("build", "a.html", cwd=tmp_path, status=3).stderr


def test_feeds_of_their_own_and_pages(tmp_path: Path) -> None:
    for n in range(5):
        folder = tmp_path / ("shehui" if n % 2 else "wenhua")
        folder.mkdir(exist_ok=True)
        (folder / f"{n}.html").write_text(article(f"第{n}个题目在这里写着", 1, f"2024-03-0{n + 1} 09:30:00"), "utf-8")
    (tmp_path / "narrate.toml").write_text(
        'feeds = [{ name = "shehui", title = "社会", match = "*shehui*" }]\n[delivery]\npage_size = 2\nopus = 0\n',
        "utf-8",
    )
    narrate("build", "shehui", "wenhua", "--voice", "tone", cwd=tmp_path)
    first = feedparser.parse(tmp_path / "dist/feed.xml")
    assert [e.title for e in first.entries] == ["第4个题目在这里写着", "第3个题目在这里写着"]
    rels = {link.rel: link.href for link in first.feed.links}
    assert rels["next"].endswith("feed-3.xml")
    assert rels["last"].endswith("feed-2.xml")
    assert len(feedparser.parse(tmp_path / "dist/feed-3.xml").entries) == 1
    assert len(feedparser.parse(tmp_path / "dist/feed-2.xml").entries) == 2
    assert len(feedparser.parse(tmp_path / "dist/shehui.xml").entries) == 2
    assert "shehui.xml" in (tmp_path / "dist/feeds.opml").read_text("utf-8")
    narrate("check", cwd=tmp_path)


def test_nothing_is_published_that_would_be_broken(dist: Path) -> None:
    feed = (dist / "feed.xml").read_bytes()
    with keeper.at_work(dist, "test") as (kept, folder):
        (article,) = kept.articles()
        broken = msgspec.structs.replace(articles.record_of(kept, article), size=1)
        changed = msgspec.structs.replace(article, revision="another", shown_from="")
        kept.take(changed, records.dumps(broken), kept.laid(article.guid))
        (error,) = publishing.release(kept, folder, Settings(), [])
    assert isinstance(error, CheckError)
    assert "left out of the feeds" in str(error)
    assert b"<item>" in feed
    assert b"<item>" not in (dist / "feed.xml").read_bytes()


def test_a_fast_rendition_is_made_at_the_engines_rate(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(article(), "utf-8")
    (tmp_path / "narrate.toml").write_text("[delivery]\nfast = 1.5\n", "utf-8")
    narrate("build", "a.html", "--voice", "tone", cwd=tmp_path)
    dist = tmp_path / "dist"
    fast, normal = sorted(episode_folder(dist).glob("*.mp3"), key=lambda path: path.stat().st_size)
    assert "-fast-" in fast.name
    assert MP3(fast).info.length < MP3(normal).info.length * 0.9
    assert len(ID3(fast).getall("CHAP")) == len(ID3(normal).getall("CHAP"))
    feed = (dist / "feed.xml").read_text("utf-8")
    assert 'title="快速版 1.5×"' in feed
    assert 'type="audio/ogg"' in feed
    narrate("check", cwd=tmp_path)
