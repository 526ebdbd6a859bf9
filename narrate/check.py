"""dist/ read back as a stranger would: feed, files, tags, chapters, cues, loudness, labels, pages.

Each check is a function that yields problems; none of them knows how the thing was made.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from lxml import etree

from narrate.errors import OutputError
from narrate.files import sha256_of
from narrate.publish import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrate.model import Sound

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
CLOSE = 50  # milliseconds by which forms of one time may differ
LOUDNESS_RANGE = 1.0  # LU around what was asked
METER = 0.1  # decibels by which meters differ
SAME_LENGTH = 1000  # milliseconds by which a file may differ from what the feed says
OURS = b"<generator>narrate</generator>"
AIGC_FIELDS = (
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
)
NAMED = re.compile(r"-([0-9a-f]{8})\.\w+$")  # of a file that is named by its content
STAMP = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d{3})")


@dataclass(frozen=True, slots=True)
class Problem:
    """What would disappoint someone, and where."""

    where: str
    what: str
    guid: str = ""  # of the item that it concerns alone


# ── feeds ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def site(root: Path, sound: Sound) -> Iterator[Problem]:
    """All feeds and all episodes in an output folder."""
    look = Published(root)
    for path in sorted(path for path in root.glob("*.xml") if _is_there(path)):
        content = path.read_bytes()
        if path.name == "feed.xml" or OURS in content:
            yield from feed_file(look, path.name, content)
    gone = _withdrawn(root)
    for path in sorted(root.glob("episodes/*/")):
        yield from _left_of(path) if path.name in gone else episode(look, path.name, sound)
    if not _is_there(root / "index.html") or b"episodes" not in (root / "index.html").read_bytes():
        yield Problem("index.html", "is not the page of all episodes")


def _withdrawn(root: Path) -> set[str]:
    """The folders of episodes that were taken back."""
    path = root / "withdrawn.txt"
    lines = path.read_text("utf-8", "replace").split() if _is_there(path) else ()
    return {line.rstrip("/").rpartition("/")[2] for line in lines}


def _left_of(folder: Path) -> Iterator[Problem]:
    """Of what was taken back, nothing is there but the notice."""
    for path in sorted(folder.iterdir()):
        if path.name != "index.html":
            yield Problem(f"episodes/{folder.name}", f"was withdrawn, and {path.name} is still there")


class Look(Protocol):
    """Where a file is to be read: as it is laid out for publishing, or as it is published."""

    def pending(self, name: str) -> Path:
        """The path of the file under this name."""


class Published:
    """What is published, without what is laid out."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def pending(self, name: str) -> Path:
        """The path of the file under this name."""
        return self.root / name


def feed_file(folder: Look, name: str, content: bytes) -> Iterator[Problem]:
    """One file of a feed: its rules, and that what it points to is there in the size it says."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        channel = etree.fromstring(content, parser).find("channel")
    except etree.XMLSyntaxError as error:
        yield Problem(name, f"is not XML: {error}")
        return
    if channel is None:
        yield Problem(name, "has no channel")
        return
    for wanted in (
        "title",
        "link",
        "description",
        "language",
        f"{ITUNES}image",
        f"{ITUNES}category",
        f"{ITUNES}explicit",
        f"{PODCAST}guid",
    ):
        if channel.find(wanted) is None:
            yield Problem(name, f"the channel has no {wanted.rpartition('}')[2]}")
    if not any(link.get("rel") == "self" for link in channel.iterfind(f"{ATOM}link")):
        yield Problem(name, "has no atom:link rel=self")
    seen: set[str] = set()
    base = channel.findtext("link") or ""
    for item in channel.iterfind("item"):
        guid = item.findtext("guid") or ""
        yield from (replace(problem, guid=guid) for problem in _item(folder, name, item, base, seen))


def _item(folder: Look, name: str, item: Any, base: str, seen: set[str]) -> Iterator[Problem]:  # noqa: ANN401 - lxml
    title, guid = item.findtext("title") or "", item.findtext("guid") or ""
    where = f"{name}: {title or guid}"
    if not title.strip():
        yield Problem(where, "an item without a title")
    if not guid or guid in seen:
        yield Problem(where, "no guid of its own")
    seen.add(guid)
    date = item.findtext("pubDate") or ""
    try:
        parsedate_to_datetime(date)
    except ValueError:
        yield Problem(where, f"the date {date!r} is not RFC 2822")
    enclosures = item.findall("enclosure")
    if len(enclosures) != 1:
        yield Problem(where, f"{len(enclosures)} enclosures instead of one")
        return
    sources = [(e.get("url"), e.get("length")) for e in enclosures]
    sources += [
        (e.find(f"{PODCAST}source").get("uri"), e.get("length")) for e in item.findall(f"{PODCAST}alternateEnclosure")
    ]
    sources += [
        (e.get("url"), None) for e in (*item.findall(f"{PODCAST}chapters"), *item.findall(f"{PODCAST}transcript"))
    ]
    sources += [(e.get("href"), None) for e in item.findall(f"{ITUNES}image")]
    for url, length in sources:
        yield from _pointed_to(folder, where, url or "", length, base)


def _pointed_to(folder: Look, where: str, url: str, length: str | None, base: str) -> Iterator[Problem]:
    here, _, name = url.partition(base.partition("://")[2])  # it may lead by way of a server that counts
    if not name or not here.startswith(("https://", "http://")) or not url.isascii():
        yield Problem(where, f"{url} is not an address of this site in plain ASCII")
        return
    path = folder.pending(name)
    if not _is_there(path):
        yield Problem(where, f"{url} is not there")
    elif length is not None and path.stat().st_size != int(length):
        yield Problem(where, f"{url} has {path.stat().st_size} bytes, and the feed says {length}")


# ── an episode ────────────────────────────────────────────────────────────────────────────────────────────────────


def episode(folder: Look, slug: str, sound: Sound | None = None) -> Iterator[Problem]:
    """The files of one episode against each other. Loudness and peak are measured where `sound` says what was asked."""
    base = f"episodes/{slug}"
    try:
        record = records.record_of(folder.pending(f"{base}/{records.NAME}").read_bytes())
    except (OSError, ValueError) as error:
        yield Problem(base, f"its record can't be read ({error})")
        return
    yield from _whole(folder, base, record)
    yield from _forms(folder, base)
    yield from _page(folder, base)
    audio = folder.pending(record.audio)
    for path, duration in _sounds(folder, record):
        yield from _sound(base, path, duration)
    if _is_there(audio) and _length(audio) is not None:
        yield from mp3(audio)
        yield from _times(folder, base, record, audio)
        if sound is not None:
            yield from _loudness(base, audio, sound)


def _whole(folder: Look, base: str, record: records.Record) -> Iterator[Problem]:
    """Every file that the record tells a digest of is the one that was published; sound tells of its own in its name."""
    told = [(f"{base}/{name}", digest) for name, digest in record.digests]
    told += [(other.path, other.digest) for other in record.alternates if other.digest]
    named = NAMED.search(record.audio)
    told += [(record.audio, record.digest or (named[1] if named else ""))]
    for name, digest in told:
        path = folder.pending(name)
        if _is_there(path) and not sha256_of(path).startswith(digest):
            yield Problem(base, f"{path.name} is not as it was published: its digest is another")


def _is_there(path: Path) -> bool:
    """Whether a file is there; no name that a record may hold is an error."""
    return os.path.isfile(path)  # noqa: PTH113 - pathlib's raises where a name is too long


def _sounds(folder: Look, record: records.Record) -> Iterator[tuple[Path, int | None]]:
    """The files of sound, and how long each has to be in milliseconds; a fast one has a length of its own."""
    yield folder.pending(record.audio), record.duration
    for other in record.alternates:
        yield folder.pending(other.path), record.duration if other.type == "audio/ogg" else None


def _sound(base: str, path: Path, duration: int | None) -> Iterator[Problem]:
    if not _is_there(path):
        yield Problem(base, f"{path.name} is missing")
        return
    length = _length(path)
    if not length:
        yield Problem(base, f"{path.name} can't be read as sound")
    elif duration is not None and abs(length - duration) > SAME_LENGTH:
        yield Problem(base, f"{path.name} lasts {length} ms, and the feed says {duration}")


def _length(path: Path) -> int | None:
    """Milliseconds of an MP3 or Ogg Opus file; None for what is neither."""
    from mutagen import MutagenError
    from mutagen.mp3 import MP3
    from mutagen.oggopus import OggOpus

    try:
        file: Any = (MP3 if path.suffix == ".mp3" else OggOpus)(path)
    except (MutagenError, OSError):
        return None
    return int(file.info.length * 1000)


# What each of an episode's JSON files has to hold at least.
HELD = {
    "player.json": ("title", "audio", "sources", "cues", "chapters"),
    "transcript.json": ("segments",),
    "oembed.json": ("html",),
    "manifest.json": ("sections",),
}


def _forms(folder: Look, base: str) -> Iterator[Problem]:
    """Each JSON file beside the page is one, and holds what its readers look for."""
    for name, held in HELD.items():
        path = folder.pending(f"{base}/{name}")
        try:
            content = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError) as error:  # lists in lists without an end
            yield Problem(base, f"{name} can't be read ({error})")
            continue
        if not isinstance(content, dict) or any(key not in content for key in held):
            yield Problem(base, f"{name} does not hold {', '.join(held)}")


def mp3(path: Path) -> Iterator[Problem]:
    """The tag of any MP3: version, chapters in order, and the label of GB 45438-2025, whole and exactly once.

    Raises OutputError for what is no MP3.
    """
    from mutagen import MutagenError
    from mutagen.id3 import ID3, ID3NoHeaderError

    with path.open("rb") as file:
        if not file.read(3).startswith((b"ID3", b"\xff")):  # a tag, or a frame
            raise OutputError(f"{path} is no MP3: give one, or the folder that `narrate build` made")
    try:
        tags = ID3(path, translate=False)
    except ID3NoHeaderError:
        yield Problem(path.name, "has no ID3 tag, so no AIGC label")
        return
    except (MutagenError, OSError) as error:
        yield Problem(path.name, f"can't be read as MP3 ({error})")
        return
    if tags.version != (2, 3, 0):
        yield Problem(path.name, f"ID3v2.{tags.version[1]}: players lose chapters of anything but v2.3")
    tables = tags.getall("CTOC")
    chapters = {chapter.element_id: chapter for chapter in tags.getall("CHAP")}
    if chapters and (len(tables) != 1 or list(tables[0].child_element_ids) != list(chapters)):
        yield Problem(path.name, "its table of chapters does not list them in order")
    yield from label(path)


def label(path: Path) -> Iterator[Problem]:
    """The AIGC entry: there once, all its fields, and the digest that of the sound it labels."""
    from mutagen.id3 import ID3

    entries = ID3(path, translate=False).getall("TXXX:AIGC")
    with path.open("rb") as file:
        tag = file.read(_tag_size(file.read(10)))
    count = tag.count("AIGC".encode("utf-16-le") + b"\x00\x00") + tag.count(b"AIGC\x00")
    if len(entries) != 1 or count > 1:
        yield Problem(path.name, f"{max(len(entries), count)} AIGC entries instead of one (GB 45438-2025, annex E)")
        return
    try:
        fields = json.loads(str(entries[0].text[0]))
    except (ValueError, RecursionError):
        yield Problem(path.name, "its AIGC entry is not JSON")
        return
    if not isinstance(fields, dict) or any(name not in fields for name in AIGC_FIELDS):
        yield Problem(path.name, "its AIGC entry lacks fields of GB 45438-2025, annex E")
        return
    if fields["Label"] not in ("1", "2", "3") or not fields["ContentProducer"] or not fields["ProduceID"]:
        yield Problem(path.name, "its AIGC entry does not say who made what")
    code = str(fields["ReservedCode1"])
    if code.startswith("sha256:") and code != f"sha256:{_sound_digest(path)}":
        yield Problem(path.name, "its AIGC entry labels other sound: ReservedCode1 is not the digest of this audio")


def _sound_digest(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(_tag_size(file.read(10)))
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tag_size(head: bytes) -> int:
    """Bytes of the ID3v2 tag (§3.1): its size is written in seven bits a byte."""
    return 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))


def _times(folder: Look, base: str, record: records.Record, audio: Path) -> Iterator[Problem]:
    """Chapters in all their forms, the cues, and the length of the sound say the same."""
    from mutagen.mp3 import MP3

    file: Any = MP3(audio)
    try:
        listed = json.loads(folder.pending(f"{base}/chapters.json").read_text("utf-8"))["chapters"]
        starts = [round(row["startTime"] * 1000) for row in listed]
        cues = [_ms(stamp) for stamp in STAMP.findall(folder.pending(f"{base}/transcript.vtt").read_text("utf-8"))]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        yield Problem(base, f"chapters or transcript can't be read ({error})")
        return
    tagged: list[int] = [chapter.start_time for chapter in file.tags.getall("CHAP")] if file.tags else []
    recorded = [start for start, _, _ in record.chapter_list]
    for form, times in (("ID3", tagged), ("feed", recorded)):
        if len(times) != len(starts) or any(abs(a - b) > CLOSE for a, b in zip(times, starts, strict=True)):
            yield Problem(base, f"the chapters of the {form} differ from chapters.json")
    if starts != sorted(starts) or (starts and starts[0] != 0):
        yield Problem(base, "chapters do not rise from 0")
    if cues != sorted(cues) or (cues and cues[-1] > record.duration + CLOSE):
        yield Problem(base, "cues overlap, or pass the end of the sound")


def _ms(stamp: tuple[str, ...]) -> int:
    hours, minutes, seconds, rest = map(int, stamp)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _page(folder: Look, base: str) -> Iterator[Problem]:
    """Every link of the listening page that stays on the site leads somewhere."""
    from lxml import html

    path = folder.pending(f"{base}/index.html")
    if not _is_there(path):
        yield Problem(base, "has no page")
        return
    try:
        root: Any = html.fromstring(path.read_bytes())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        yield Problem(base, f"its page can't be read ({error})")
        return
    text = " ".join(root.text_content().split())
    if not (re.search("人工智能|AI", text) and re.search("生成|合成|generated", text)):
        yield Problem(base, "its page does not say that the voice is synthetic")
    for _, _, link, _ in root.iterlinks():
        try:
            parts = urlsplit(link)
        except ValueError:
            yield Problem(base, f"its page links to {link}, which is no address")
            continue
        if parts.scheme or parts.netloc or not parts.path:
            continue
        name = (Path(base) / parts.path).as_posix()
        while "/../" in name:
            name = re.sub(r"[^/]+/\.\./", "", name, count=1)
        if not _is_there(folder.pending(name)):
            yield Problem(base, f"its page links to {link}, which is not there")


def _loudness(base: str, audio: Path, asked: Sound) -> Iterator[Problem]:
    import av

    from narrate.assemble.encode import loudness_of

    try:
        level, peak = loudness_of(audio)
    except (av.FFmpegError, ValueError) as error:
        yield Problem(base, f"{audio.name} can't be decoded to its end ({type(error).__name__})")
        return
    if abs(level - asked.loudness) > LOUDNESS_RANGE + METER:
        yield Problem(base, f"{level:.1f} LUFS instead of {asked.loudness:.1f}")
    if peak > asked.peak + METER:
        yield Problem(base, f"its true peak is {peak:.1f} dB, and may be {asked.peak:g}")
