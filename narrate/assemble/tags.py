"""ID3v2.3 tags: title, people, date, language, cover, chapters. The shapes that players need are in docs/formats.md.

Formats: https://id3.org/id3v2.3.0 and https://id3.org/id3v2-chapters-1.0
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from mutagen import MutagenError
from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    TALB,
    TCON,
    TDRC,
    TENC,
    TIT2,
    TLAN,
    TPE1,
    TPUB,
    TXXX,
    WCOP,
    WOAF,
    WXXX,
    CTOCFlags,
    Encoding,
    Frame,
)

from narrate.model import Chapter

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

NO_OFFSET = 0xFFFFFFFF
ISO_639_2 = {"zh": "chi", "en": "eng", "ja": "jpn", "ko": "kor", "de": "ger", "fr": "fre", "es": "spa", "ru": "rus", "ar": "ara", "pt": "por", "it": "ita", "yue": "chi", "nl": "dut", "tr": "tur", "cs": "cze", "nb": "nor", "he": "heb"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tags:
    """What the file says of itself."""

    title: str
    lang: str
    artist: str = ""
    album: str = ""
    publisher: str = ""
    published: datetime | None = None
    url: str = ""
    comment: str = ""
    licence_url: str = ""
    page_url: str = ""  # of the listening page: chapters point into it
    aigc: tuple[tuple[str, str], ...] = ()  # the fields of the implicit label, but its digest
    cover: bytes = b""  # a JPEG
    chapters: tuple[Chapter, ...] = ()


def _link(page_url: str, chapter: Chapter) -> list[Frame]:
    """The chapter's place on the listening page; WXXX in Latin-1, which every player reads."""
    return (
        [WXXX(encoding=0, desc="", url=f"{page_url}#t={chapter.start / 1000:g}")]
        if page_url and page_url.isascii()
        else []
    )


ROOM = 4096  # bytes of which a tag has a multiple, with some to spare, for tags that are written anew
SPARE = 512
HEADER = 10  # bytes of an ID3v2 header: "ID3", version, flags, size
SEVEN = 0x7F  # its size has seven bits a byte (§3.1)


def tag_bytes(tags: Tags, before: int = 0) -> bytes:
    """The whole tag, frames in the order given: mutagen would sort chapters by their size, and players show that.

    It has as many bytes as the one `before` where it fits into them, so that the sound stays where it was in the file; else
    some to spare.
    """
    body = b"".join(_frame_bytes(frame) for frame in _frames(tags))
    whole = HEADER + len(body)
    length = (before if whole <= before else -(-(whole + SPARE) // ROOM) * ROOM) - HEADER
    size = bytes(length >> shift & SEVEN for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body.ljust(length, b"\0")


def tag_size(head: bytes) -> int:
    """Bytes of the tag whose header this is; 0 where it is none."""
    if not head.startswith(b"ID3") or len(head) < HEADER:
        return 0
    return HEADER + sum((byte & SEVEN) << shift for byte, shift in zip(head[6:HEADER], (21, 14, 7, 0), strict=True))


def chapters_in(path: Path) -> tuple[Chapter, ...]:
    """The chapters of an MP3, as its tag tells them."""
    try:
        frames = ID3(path, translate=False).getall("CHAP")
    except (MutagenError, OSError):
        return ()
    titled = ((frame, frame.sub_frames.getall("TIT2")) for frame in frames)
    return tuple(Chapter(f.start_time, f.end_time, str(t[0].text[0]) if t and t[0].text else "") for f, t in titled)


def _frame_bytes(frame: Frame) -> bytes:
    id3, stream = ID3(), BytesIO()
    id3.add(frame)
    id3.update_to_v23()
    id3.save(stream, v1=0, v2_version=3, padding=lambda _: 0)
    return stream.getvalue()[HEADER:]


def _frames(tags: Tags) -> list[Frame]:
    utf16 = Encoding.UTF16
    language = ISO_639_2.get(tags.lang.split("-", maxsplit=1)[0], "und")
    width = len(str(max(0, len(tags.chapters) - 1)))  # some readers sort them as text
    ids = [f"ch{number:0{width}d}" for number in range(len(tags.chapters))]
    optional = [
        (tags.artist, lambda: TPE1(encoding=utf16, text=[tags.artist])),
        (tags.album, lambda: TALB(encoding=utf16, text=[tags.album])),
        (tags.publisher, lambda: TPUB(encoding=utf16, text=[tags.publisher])),
        (tags.published, lambda: TDRC(encoding=utf16, text=[f"{tags.published:%Y-%m-%d %H:%M:%S}"])),
        (tags.url.isascii() and tags.url, lambda: WOAF(url=tags.url)),
        (tags.licence_url.isascii() and tags.licence_url, lambda: WCOP(url=tags.licence_url)),
        (tags.aigc, lambda: TXXX(encoding=utf16, desc="AIGC", text=[json.dumps(dict(tags.aigc), ensure_ascii=False)])),
        (tags.comment, lambda: COMM(encoding=utf16, lang=language, desc="", text=[tags.comment])),
        (tags.cover, lambda: APIC(encoding=0, mime="image/jpeg", type=3, desc="", data=tags.cover)),
    ]
    return [
        TIT2(encoding=utf16, text=[tags.title]),
        TLAN(encoding=utf16, text=[language]),
        TCON(encoding=utf16, text=["Podcast"]),
        TENC(encoding=utf16, text=["narrate"]),
        *(make() for present, make in optional if present),
        CTOC(element_id="toc", flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED, child_element_ids=ids, sub_frames=[]),
        *(
            CHAP(
                element_id=name,
                start_time=chapter.start,
                end_time=chapter.end,
                start_offset=NO_OFFSET,
                end_offset=NO_OFFSET,
                sub_frames=[TIT2(encoding=utf16, text=[chapter.title]), *_link(tags.page_url, chapter)],
            )
            for name, chapter in zip(ids, tags.chapters, strict=True)
        ),
    ]
