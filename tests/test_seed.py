"""The page the project started from, spoken by the embedded voice: what a newcomer's `make demo` gives."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import podcastparser
import pytest
from conftest import SEED, episode_folder, narrate, tool
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode

from narrate.assemble.encode import packets

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "人防党员主动请缨 工作之余还为社区抗“疫”出力"
HEADINGS = ["社区战“疫” 我们都应该搭把手", "本职工作抓得紧 志愿服务不松劲"]


@pytest.fixture
def folder(seed_build: Path) -> Path:
    return episode_folder(seed_build)


@pytest.fixture
def audio(folder: Path) -> Path:
    (path,) = folder.glob("*.mp3")
    return path


def chapters(folder: Path) -> list[tuple[float, str]]:
    rows = json.loads((folder / "chapters.json").read_text("utf-8"))["chapters"]
    return [(row["startTime"], row["title"]) for row in rows]


def cues(folder: Path) -> list[tuple[float, float, str]]:
    found = re.findall(r"(\S+) --> (\S+)\n(.*)\n", (folder / "transcript.vtt").read_text("utf-8"))
    return [(seconds(start), seconds(end), text) for start, end, text in found]


def sentences(folder: Path) -> list[tuple[float, float, str]]:
    rows = json.loads((folder / "transcript.json").read_text("utf-8"))["segments"]
    return [(row["startTime"], row["endTime"], row["body"]) for row in rows]


def seconds(stamp: str) -> float:
    hours, minutes, rest = stamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_what_is_spoken(folder: Path) -> None:
    spoken = [text for _, _, text in cues(folder)]
    whole = "".join(spoken)
    assert spoken[0] == "本节目语音由人工智能合成。"
    assert spoken[1] == TITLE
    del spoken[0]
    whole = "".join(spoken)
    assert spoken[-1].endswith("社区志愿服务,要一直干下去。")
    assert len(spoken) == len(set(spoken)), "said twice"
    for noise in (
        "首页",
        "分享",
        "微信",
        "责任编辑",
        "李淼",
        "版权",
        "未经本网授权",
        "60367951",
        "来源:",
        "关闭",
        "站内",
    ):
        assert noise not in whole
    article = SEED.read_text("utf-8").split("来源:华龙网-新重庆客户端2020-02-25")[1].split("无障碍")[0]
    assert re.sub(r"\s", "", TITLE + article) == re.sub(r"\s", "", whole), "not a word is lost"


def test_metadata_is_not_speech(folder: Path) -> None:
    facts = json.loads((folder / "manifest.json").read_text("utf-8"))["metadata"]
    assert facts["editor"]["value"] == "李淼"
    assert facts["publisher"]["value"] == "华龙网-新重庆客户端"
    assert facts["published"]["value"] == "2020-02-25 20:43:55"


def test_every_line_of_the_page_is_accounted_for(folder: Path) -> None:
    account = json.loads((folder / "manifest.json").read_text("utf-8"))["account"]
    lines = [
        " ".join(re.sub(r"^[\s•]+", "", line).split()) for line in SEED.read_text("utf-8").split("\n") if line.strip()
    ]
    assert [row["text"] for row in account] == lines


def test_ffprobe_mpv_and_mutagen_agree_on_the_chapters(folder: Path, audio: Path) -> None:
    ours = chapters(folder)
    assert [title for _, title in ours] == [TITLE, *HEADINGS]
    probe = subprocess.run(
        [tool("ffprobe"), "-v", "error", "-of", "json", "-show_chapters", audio], capture_output=True, check=True
    )
    by_ffprobe = sorted((float(c["start_time"]), c["tags"]["title"]) for c in json.loads(probe.stdout)["chapters"])
    by_mutagen = [(c.start_time / 1000, c.sub_frames["TIT2"].text[0]) for c in ID3(audio).getall("CHAP")]
    script = audio.with_suffix(".lua")
    script.write_text(
        'mp.register_event("file-loaded", function() print("@" .. mp.get_property("chapter-list")) mp.command("quit") end)'
    )
    mpv = [
        tool("mpv"),
        "--no-config",
        "--ao=null",
        "--vo=null",
        "--msg-level=all=no,mpv=info",
        f"--script={script}",
        audio,
    ]
    printed = subprocess.run([*mpv, "--msg-level=all=info"], capture_output=True, text=True, check=True).stdout
    script.unlink()
    by_mpv = [(c["time"], c["title"]) for c in json.loads(printed.split("@", 1)[1].split("\n")[0])]
    for theirs in (by_ffprobe, sorted(by_mutagen), sorted(by_mpv)):
        assert [title for _, title in theirs] == [title for _, title in ours]
        for (start, _), (our_start, _) in zip(theirs, ours, strict=True):
            assert start == pytest.approx(our_start, abs=0.05)


def test_the_file_is_what_players_need(audio: Path) -> None:
    file = MP3(audio)
    assert (file.info.sample_rate, file.info.channels, file.info.bitrate) == (48_000, 1, 64_000)
    assert file.info.bitrate_mode == BitrateMode.CBR
    head = audio.read_bytes()[:600_000]
    assert b"Info" in head
    assert {len(frame) for frame in packets(audio)} == {192}, "length and place can be reckoned from bytes"
    assert head[:5] == b"ID3\x03\x00"
    tags = ID3(audio)
    assert tags.version == (2, 3, 0)
    assert tags["TIT2"].text == [TITLE]
    assert tags["TLAN"].text == ["chi"]
    assert str(tags["TDRC"]).startswith("2020-02-25 20:43")
    assert tags["TPUB"].text == ["华龙网-新重庆客户端"]
    assert tags.getall("APIC")[0].mime == "image/jpeg"
    (toc,) = tags.getall("CTOC")
    assert (toc.flags, toc.child_element_ids) == (3, ["ch0", "ch1", "ch2"])
    starts = [head.index(b"CHAP", 0)]
    assert starts, "chapters are in the tag"
    order = re.findall(rb"CHAP.{6}(ch\d+)\x00", head, re.DOTALL)
    assert order == [b"ch0", b"ch1", b"ch2"], "in the order of time, not of size"


def test_it_is_as_loud_as_it_should_be(audio: Path) -> None:
    ran = subprocess.run(
        [tool("ffmpeg"), "-hide_banner", "-nostats", "-i", audio, "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    summary = ran.stderr.split("Summary:")[1]
    assert float(re.search(r"I:\s+(\S+) LUFS", summary)[1]) == pytest.approx(-19, abs=0.5)
    assert float(re.search(r"Peak:\s+(\S+) dBFS", summary)[1]) <= -1.0


def test_the_cues_match_the_sound(folder: Path, audio: Path) -> None:
    """Between cues there is silence, inside them there is speech, and each begins and ends where the sound does."""
    ran = subprocess.run(
        [tool("ffmpeg"), "-v", "error", "-i", audio, "-f", "s16le", "-ac", "1", "-ar", "8000", "-"],
        capture_output=True,
        check=True,
    )
    import numpy as np

    sound = np.abs(np.frombuffer(ran.stdout, "<i2").astype(float))

    def level(start: float, end: float) -> float:
        return float(sound[round(start * 8000) : round(end * 8000)].max(initial=0))

    found = sentences(folder)
    for (start, end, _), (following, _, _) in itertools.pairwise(found):
        assert end <= following
        assert level(start, start + 0.25) > 300, "speech begins with the cue"
        assert level(end - 0.3, end) > 150, "and lasts until its end"
        assert level(end + 0.05, following - 0.05) < 60, "then it is silent"


def test_podcastparser_reads_the_feed_back(seed_build: Path, folder: Path, audio: Path) -> None:
    feed = podcastparser.parse("http://127.0.0.1:8000/feed.xml", (seed_build / "feed.xml").open("rb"))
    (episode,) = feed["episodes"]
    assert feed["title"] == "听文章"
    assert feed["link"] == "http://127.0.0.1:8000/"
    assert feed["cover_url"] == "http://127.0.0.1:8000/cover.jpg"
    assert episode["title"] == TITLE
    assert episode["published"] == int(datetime(2020, 2, 25, 12, 43, 55, tzinfo=UTC).timestamp())
    assert episode["total_time"] == pytest.approx(MP3(audio).info.length, abs=1)
    (enclosure,) = episode["enclosures"]
    assert enclosure["url"] == f"http://127.0.0.1:8000/episodes/{folder.name}/{audio.name}"
    assert (enclosure["file_size"], enclosure["mime_type"]) == (audio.stat().st_size, "audio/mpeg")
    # podcastparser knows podcast: by an address that the namespace has left; what stands there is read without it
    item = ET.fromstring((seed_build / "feed.xml").read_bytes()).find("channel/item")
    assert item.find("{*}chapters[@url]").get("url").endswith("/chapters.json")
    transcripts = {transcript.get("type"): transcript.get("url") for transcript in item.findall("{*}transcript[@url]")}
    assert {kind: url.rpartition("/")[2] for kind, url in transcripts.items()} == {
        "application/json": "transcript.json",
        "text/vtt": "transcript.vtt",
        "application/x-subrip": "transcript.srt",
    }
    assert episode["guid"].startswith("urn:uuid:")


def test_namespaces_keep_their_usual_prefixes(seed_build: Path) -> None:
    text = (seed_build / "feed.xml").read_text("utf-8")
    assert "ns0" not in text
    ET.fromstring(text)


def test_a_second_build_says_nothing_and_changes_no_byte(seed_build: Path) -> None:
    def state() -> dict[str, tuple[int, bytes]]:
        files = (p for p in (seed_build / "episodes").rglob("*") if p.is_file())
        return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in files}

    before = state()
    again = narrate("build", SEED, "--out", seed_build, cwd=seed_build.parent)
    assert "clips anew 0, from cache 30" in again.stdout
    assert state() == before
