"""The tag of an MP3, read back by mutagen and byte by byte."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from narrate.assemble.tags import HEADER, ROOM, SPARE, Tags, chapters_in, tag_bytes, tag_size
from narrate.model import Chapter

if TYPE_CHECKING:
    from pathlib import Path

CHAPTERS = (Chapter(0, 61_500, "开头"), Chapter(61_500, 70_000, "第二章"))
FULL = Tags(
    title="标题",
    lang="zh-CN",
    artist="某报",
    album="节目",
    publisher="某社",
    published=datetime(2024, 3, 5, 9, 30, tzinfo=UTC),
    url="https://example.org/a.html",
    comment="由人工智能合成",
    licence_url="https://example.org/licence",
    page_url="https://example.org/episodes/a/index.html",
    aigc=(("Label", "1"), ("ProduceID", "甲")),
    cover=b"\xff\xd8jpeg",
    chapters=CHAPTERS,
)


def read(tags: Tags) -> ID3:
    return ID3(BytesIO(tag_bytes(tags) + b"\xff\xfb\x90\x00" * 200), translate=False)


def test_everything_is_read_back() -> None:
    tags = read(FULL)
    assert tags.version == (2, 3, 0)
    shown = {name: str(tags[name]) for name in ("TIT2", "TPE1", "TALB", "TPUB", "TLAN", "TCON", "TENC")}
    assert shown == {
        "TIT2": "标题", "TPE1": "某报", "TALB": "节目", "TPUB": "某社", "TLAN": "chi", "TCON": "Podcast", "TENC": "narrate",
    }  # fmt: skip
    assert str(tags["TYER"]) == "2024"
    assert str(tags["TDAT"]) == "0503"
    assert str(tags["TIME"]) == "0930"
    assert tags["WOAF"].url == "https://example.org/a.html"
    assert [frame.url for frame in tags.getall("WCOP")] == ["https://example.org/licence"]
    (comment,) = tags.getall("COMM")
    assert (comment.lang, comment.text) == ("chi", ["由人工智能合成"])
    (picture,) = tags.getall("APIC")
    assert (picture.mime, picture.type, picture.data) == ("image/jpeg", 3, b"\xff\xd8jpeg")
    assert json.loads(str(tags["TXXX:AIGC"])) == {"Label": "1", "ProduceID": "甲"}


def test_chapters_in_their_order() -> None:
    many = tuple(Chapter(n * 1000, n * 1000 + 1000, "题" * (40 - n)) for n in range(30))
    content = tag_bytes(replace(FULL, chapters=many))
    tags = read(replace(FULL, chapters=many))
    (table,) = tags.getall("CTOC")
    assert list(table.child_element_ids) == [f"ch{n:02d}" for n in range(30)]
    assert (table.element_id, int(table.flags)) == ("toc", 3)
    order = [content.index(f"ch{n:02d}\x00".encode(), content.index(b"CHAP")) for n in range(30)]
    assert order == sorted(order), "as they are heard, not by their size"
    for n, chapter in enumerate(tags.getall("CHAP")):
        assert (chapter.start_time, chapter.end_time) == (n * 1000, n * 1000 + 1000)
        assert (chapter.start_offset, chapter.end_offset) == (0xFFFFFFFF, 0xFFFFFFFF)
        assert str(chapter.sub_frames["TIT2"]) == "题" * (40 - n)
        assert chapter.sub_frames["WXXX:"].url == f"{FULL.page_url}#t={n}"


def test_a_chapter_points_into_the_page() -> None:
    links = [chapter.sub_frames["WXXX:"] for chapter in read(FULL).getall("CHAP")]
    assert all(link.encoding == 0 for link in links), "every player reads Latin-1"
    urls = [link.url for link in links]
    assert urls == [f"{FULL.page_url}#t=0", f"{FULL.page_url}#t=61.5"]
    for page in ("", "https://例子.cn/"):
        assert all(set(c.sub_frames) == {"TIT2"} for c in read(replace(FULL, page_url=page)).getall("CHAP"))


def test_what_is_not_known_is_not_there() -> None:
    tags = read(Tags(title="标题", lang="xx"))
    assert set(tags) == {"TIT2", "TLAN", "TCON", "TENC", "CTOC:toc"}
    assert str(tags["TLAN"]) == "und"
    assert not {"WOAF", "WCOP"} & {
        key.split(":")[0] for key in read(replace(FULL, url="https://例.cn", licence_url="例"))
    }


@pytest.mark.parametrize(("count", "listed"), [(0, 0), (1, 1), (254, 254), (255, 255)])
def test_as_many_chapters_as_one_byte_counts(count: int, listed: int) -> None:
    tags = read(replace(FULL, chapters=tuple(Chapter(n, n + 1, "题") for n in range(count))))
    assert len(tags.getall("CHAP")) == listed
    assert len(tags.getall("CTOC")[0].child_element_ids) == listed


@pytest.mark.parametrize(
    ("lang", "code"), [("zh-CN", "chi"), ("en-GB", "eng"), ("yue", "chi"), ("ja", "jpn"), ("xx", "und")]
)
def test_languages(lang: str, code: str) -> None:
    assert str(read(replace(FULL, lang=lang))["TLAN"]) == code


@given(st.binary(max_size=300_000))
def test_the_header_says_how_long_it_is(cover: bytes) -> None:
    """https://id3.org/id3v2.3.0 §3.1: four bytes of seven bits."""
    content = tag_bytes(replace(FULL, cover=cover))
    assert content[:6] == b"ID3\x03\x00\x00"
    assert all(byte < 0x80 for byte in content[6:10])
    assert sum(byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True)) == len(content) - 10


@given(st.binary(max_size=300_000), st.integers(0, 400_000))
def test_a_tag_takes_the_place_of_the_one_before_where_it_fits(cover: bytes, before: int) -> None:
    least = len(tag_bytes(replace(FULL, cover=cover))) - ROOM  # has room to spare, and less than a multiple more
    tag = tag_bytes(replace(FULL, cover=cover), before)
    assert tag_size(tag[:HEADER]) == len(tag)
    assert len(tag) == before or (len(tag) % ROOM == 0 and before < least + ROOM)
    assert ID3(BytesIO(tag + b"\xff\xfb\x90\x00" * 200), translate=False)["TIT2"] == "标题"


def test_a_tag_fits_to_the_byte() -> None:
    body = len(tag_bytes(FULL).rstrip(b"\0"))
    exact = next(size for size in range(body, body + 4) if len(tag_bytes(FULL, size)) == size)
    assert len(tag_bytes(FULL, exact - 1)) == -(-(exact + SPARE) // ROOM) * ROOM


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b"", 0),
        (b"\xff\xfb\x90\x00" * 3, 0),
        (b"ID3\x03\x00\x00\x00\x00\x01", 0),  # cut
        (b"ID3\x03\x00\x00\x00\x00\x00\x7f", 137),
        (b"ID3\x03\x00\x00\x00\x00\x01\x00", 138),
        (b"ID3\x03\x00\x00\x00\x01\x00\x00", 16_394),
        (b"ID3\x03\x00\x00\x01\x00\x00\x00", 2_097_162),
        (b"ID3\x03\x00\x00\x00\x00\x80\x01", 11),  # the eighth bit is no part of it
    ],
)
def test_a_header_says_how_many_bytes_its_tag_has(head: bytes, size: int) -> None:
    assert tag_size(head) == size


@pytest.mark.parametrize(
    ("count", "first", "last"), [(10, "ch0", "ch9"), (11, "ch00", "ch10"), (101, "ch000", "ch100")]
)
def test_names_of_chapters_sort_as_text(count: int, first: str, last: str) -> None:
    many = tuple(Chapter(n, n + 1, str(n)) for n in range(count))
    names = [frame.element_id for frame in read(replace(FULL, chapters=many)).getall("CHAP")]
    assert (names[0], names[-1]) == (first, last)
    assert names == sorted(names)


def test_chapters_are_read_as_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(tag_bytes(FULL) + b"\xff\xfb\x90\x00" * 200)
    assert chapters_in(path) == CHAPTERS
    path.write_bytes(b"\xff\xfb\x90\x00" * 200)
    assert chapters_in(path) == ()
    assert chapters_in(tmp_path / "none.mp3") == ()
