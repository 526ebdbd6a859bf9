"""Files of sound: named by what is heard, their tags written anew while the sound, its name and its place in the file stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from conftest import contents
from mutagen.id3 import ID3
from mutagen.oggopus import OggOpus
from test_catalogue import build, items, page

from narrate import catalogue, check, config, edition, editorial, sounds
from narrate.assemble import heard_in, retag
from narrate.assemble.tags import HEADER, ROOM, SPARE, Tags, chapters_in, tag_bytes, tag_size
from narrate.model import Chapter
from narrate.publish.records import Record

if TYPE_CHECKING:
    from pathlib import Path

BOTH = config.Settings(delivery=msgspec.structs.replace(config.Settings().delivery, opus=16, fast=1.5))
RECORD = Record(
    guid="urn:uuid:1", slug="slug", title="标题", lang="zh-CN", description="", published="2024-03-05T00:00:00+08:00",
    audio="a.mp3", size=1, duration=1000, link="https://a.cn/1", author="张三", publisher="某刊", chapters=1, clips=1,
    chapter_list=((0, 1000, "标题"),),
)  # fmt: skip


def test_tags_name_who_speaks_and_who_publishes() -> None:
    imprint = replace(config.imprint(config.Settings()), author="某报", producer="某社", propagator="某台")
    tags = sounds.tags_of(RECORD, imprint)
    assert (tags.artist, tags.publisher, tags.album, tags.url) == ("张三", "某刊", "听文章", "https://a.cn/1")
    tags = sounds.tags_of(msgspec.structs.replace(RECORD, author="", publisher=""), imprint)
    assert (tags.artist, tags.publisher) == ("某报", "某报")
    assert tags.page_url == "http://127.0.0.1:8000/episodes/slug/index.html"
    assert dict(tags.aigc) == {
        "Label": "1", "ContentProducer": "某社", "ProduceID": "urn:uuid:1", "ReservedCode1": "", "ContentPropagator": "某台",
        "PropagateID": "urn:uuid:1", "ReservedCode2": "",
    }  # fmt: skip


@pytest.mark.parametrize(("letters", "same"), [(0, True), (SPARE // 2 - 40, True), (ROOM // 2, False)])
def test_the_sound_stays_where_it_was_while_the_new_tag_has_room(letters: int, same: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case's value
    tags = Tags(title="标题", lang="zh-CN", chapters=(Chapter(0, 1000, "甲"), Chapter(1000, 2000, "乙")))
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(tag_bytes(tags) + b"\xff\xfb\x90\x00" * 200)
    size, _ = retag(old, new, replace(tags, artist="字" * letters))
    assert heard_in(old) == heard_in(new)
    assert (size == old.stat().st_size) == same
    assert tag_size(new.read_bytes()[:HEADER]) == size - 800
    assert chapters_in(new) == tags.chapters
    assert (str(ID3(new).get("TPE1", "")) == "字" * letters) is True


def sound_of(dist: Path) -> dict[str, str]:
    return {
        path.relative_to(dist).as_posix(): heard_in(path)
        for path in dist.rglob("*")
        if path.suffix in (".mp3", ".opus")
    }


def test_what_is_only_shown_keeps_every_enclosure_and_encodes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    for number in (1, 2):
        page(tmp_path / "in" / f"{number}.html", f"第{number}篇文章的标题", f"2024-03-0{number} 09:30:00")
    build(tmp_path / "in", out=dist, settings=BOTH)
    before, guids, bytes_before = sound_of(dist), items(dist), contents(dist)
    (tmp_path / "in" / "2.html").unlink()
    monkeypatch.setattr(edition, "assemble", None)
    monkeypatch.setattr(edition, "assemble_opus", None)
    site = msgspec.structs.replace(
        BOTH.site, url="https://audio.example.org/", title="新的节目名称", author="青石", email="l@example.cn"
    )
    settings = msgspec.structs.replace(BOTH, site=site)
    report = build(tmp_path / "in", out=dist, settings=settings)
    assert not report.errors
    assert (sound_of(dist), items(dist)) == (before, guids), (
        "the same sound under the same names, also without a source"
    )
    assert report.unchanged == 1, "nor is a page parsed"
    assert len(before) == 6
    for name in before:
        assert contents(dist)[name] != bytes_before[name], "its tags are of now"
    for path in dist.rglob("*.mp3"):
        tags = ID3(path)
        assert str(tags["TALB"]) == "新的节目名称"
        assert all(c.sub_frames.getall("WXXX")[0].url.startswith(site.url) for c in tags.getall("CHAP"))
    for path in dist.rglob("*.opus"):
        assert OggOpus(path)["album"] == ["新的节目名称"]
    (fast,) = (chapters_in(path) for path in dist.rglob("*-fast-*.mp3") if "di-1" in path.name)
    (plain,) = (chapters_in(path) for path in dist.rglob("*.mp3") if "di-1" in path.name and "-fast-" not in path.name)
    assert [c.title for c in fast] == [c.title for c in plain]
    assert fast[1].start < plain[1].start, "a fast rendition keeps times of its own"
    assert list(check.site(dist, config.sound(settings))) == []
    now = contents(dist)
    build(tmp_path / "in", out=dist, settings=settings)
    assert contents(dist) == now


def test_a_kill_between_a_file_and_its_record_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dist = tmp_path / "dist"
    build(page(tmp_path / "a.html"), out=dist)
    site = msgspec.structs.replace(config.Settings().site, title="新的节目名称" * 200)  # no room for it in the old tag
    settings = msgspec.structs.replace(config.Settings(), site=site)

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(catalogue.Catalogue, "take", killed)
        with pytest.raises(Killed):
            editorial.release_due(dist, settings)
    assert list(check.site(dist, config.sound(settings))) == [], "what is public is as it was"
    editorial.release_due(dist, settings)
    assert list(check.site(dist, config.sound(settings))) == []
    assert {str(ID3(path)["TALB"]) for path in dist.rglob("*.mp3")} == {site.title}
