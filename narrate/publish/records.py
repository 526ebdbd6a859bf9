"""What is kept of an episode: `episode.json` (what feed and index need, written last) and `manifest.json` (how it was
made, sentence by sentence, and every line of the page that was left out, with the reason)."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from narrate.model import Alternate, Chapter, Enclosure, Episode, Heading, Omission, Script, Section, Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from narrate.model import Document, Utterance, Voice

NAME = "episode.json"
Times = tuple[tuple[int, int], ...]  # (character of the cue's text, milliseconds from the cue's start)


class OtherFile(msgspec.Struct, frozen=True):
    """Another rendition of an episode."""

    path: str
    size: int
    type: str
    title: str
    bitrate: int
    digest: str = ""  # SHA-256 of the file, in hexadecimal
    rel: str = ""  # another version, with times of its own; "": another encoding


class Record(msgspec.Struct, frozen=True):
    """A published episode. Times in milliseconds, sizes in bytes, paths from the output folder."""

    guid: str
    slug: str
    title: str
    lang: str
    description: str
    published: str
    audio: str
    size: int
    duration: int
    link: str
    author: str
    publisher: str
    chapters: int
    clips: int
    made_from: str = ""
    files: tuple[tuple[str, int], ...] = ()
    section: str = ""
    voice: str = ""
    fallback: bool = False  # whether another voice spoke than the one that was asked for
    chapter_list: tuple[tuple[int, int, str], ...] = ()  # start, end, title
    alternates: tuple[OtherFile, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()  # when, as ISO 8601, and what was wrong
    image: str = ""  # the address of the article's own picture
    image_alt: str = ""
    breaks: tuple[int, ...] = ()  # characters of the title before which a word begins
    digests: tuple[tuple[str, str], ...] = ()  # SHA-256 of each of `files`, in hexadecimal
    tags: tuple[str, ...] = ()  # categories, then tags, as the page names them
    digest: str = ""  # SHA-256 of the audio, in hexadecimal
    bitrate: int = 0  # of the audio, in bit/s
    art: str = ""  # the path of the article's picture, squared

    @property
    def sounds(self) -> tuple[str, ...]:
        """The names of its files of sound."""
        return (self.audio, *(other.path for other in self.alternates))


def episode_of(record: Record, url: str) -> Episode:
    """The record as an item of the feed whose pages are below `url`."""
    base = f"{url}episodes/{record.slug}/"
    return Episode(
        guid=record.guid,
        slug=record.slug,
        title=record.title,
        lang=record.lang,
        description=record.description,
        published=datetime.fromisoformat(record.published),
        enclosure=Enclosure(url + record.audio, record.size, "audio/mpeg"),
        duration=record.duration,
        link=record.link or base + "index.html",
        page_url=base + "index.html",
        author=record.author,
        publisher=record.publisher,
        section=record.section,
        voice=record.voice,
        chapters=tuple(Chapter(*row) for row in record.chapter_list),
        alternates=tuple(
            Alternate(
                Enclosure(url + other.path, other.size, other.type), other.title, other.bitrate, other.digest, other.rel
            )
            for other in record.alternates
        ),
        corrections=tuple((datetime.fromisoformat(when), why) for when, why in record.corrections),
        image=record.image,
        image_alt=record.image_alt,
        breaks=record.breaks,
        digest=record.digest,
        bitrate=record.bitrate,
        art=url + record.art if record.art else "",
    )


def record_of(content: bytes) -> Record:
    """The record as it was written. Raises ValueError for what is damaged, or was never one."""
    record = msgspec.json.decode(content, type=Record)
    if not record.guid or datetime.fromisoformat(record.published).tzinfo is None:
        raise ValueError("no guid, or a date without its zone")
    return record


def with_files(record: Record, contents: Mapping[str, str]) -> Record:
    """The record with the sizes and the digests of what is published beside it, by the files' names."""
    files = [(name, content.encode("utf-8")) for name, content in contents.items()]
    return msgspec.structs.replace(
        record,
        files=tuple((name, len(content)) for name, content in files),
        digests=tuple((name, hashlib.sha256(content).hexdigest()) for name, content in files),
    )


def revision_of(record: Record) -> str:
    """What tells two states of an episode apart, as feeds show it."""
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(record, files=(), digests=()))).hexdigest()[:16]


class Laid(msgspec.Struct, frozen=True):
    """What an episode's files are made from without its source: the script without its readings, the timeline, when each
    written character is heard, and the manifest."""

    script: Script
    timeline: Timeline
    times: tuple[Times, ...]
    manifest: str
    clips: tuple[str, ...] = ()  # all that its sound is made of, also in other renditions


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as it was made: its record, what its pages are made from, the key of its sound, and whether the tags of
    its files are of now."""

    record: Record
    laid: Laid
    heard_from: str
    tagged: bool


def pack(laid: Laid) -> bytes:
    """As the catalogue keeps it."""
    return zlib.compress(msgspec.msgpack.encode(laid), 6)


def unpack(content: bytes) -> Laid:
    """What was packed. Raises ValueError where it is damaged."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(content), type=Laid)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def bare(script: Script) -> Script:
    """The script as it is shown: without the readings."""
    sections = (
        Section(section.title, tuple(replace(u, reading=None) for u in section.utterances))
        for section in script.sections
    )
    return replace(script, sections=tuple(sections))


def dumps(record: Record) -> bytes:
    """The record as it is written."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def manifest(document: Document, script: Script, voice: Voice, timeline: Timeline, clips: list[str]) -> str:
    """How the episode was made, as JSON; nothing in it depends on the machine or the hour."""
    cues = iter(zip(timeline.cues, clips, strict=True))
    sections = []
    for section in script.sections:
        rows = []
        for utterance in section.utterances:
            cue, clip = next(cues)
            spoken = utterance.reading.spoken if utterance.reading else utterance.text
            row: dict[str, Any] = {"text": utterance.text, "start": cue.start, "end": cue.end, "clip": clip}
            rows.append(row | ({"spoken": spoken} if spoken != utterance.text else {}) | _why(utterance))
        by = {"voice": {"id": section.voice.id, "rate": section.voice.rate}} if section.voice else {}
        sections.append({"title": section.title, **by, "utterances": rows})
    content = {
        "title": document.title,
        "lang": document.lang,
        "voice": {"id": voice.id, "engine": voice.engine, "rate": voice.rate, "licence": voice.licence},
        "duration": timeline.duration,
        "metadata": {name: {"value": e.value, "found": e.found} for name, e in document.evidence},
        "sections": sections,
        "account": [account_row(entry) for entry in document.account],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _why(utterance: Utterance) -> dict[str, Any]:
    """Which rule or lexicon entry read which part."""
    reading = utterance.reading
    read = [s for s in reading.spans if s.rule] if reading else []
    if not read or reading is None:
        return {}
    texts = (reading.text, reading.spoken)
    return {"read": [[texts[0][slice(*s.written)], texts[1][slice(*s.spoken)], s.rule] for s in read]}


def account_row(entry: Any) -> dict[str, str]:  # noqa: ANN401 - Block | Omission
    """A line of the page: spoken as a kind of block, or left out with the reason."""
    if isinstance(entry, Omission):
        return {"omitted": entry.reason.value, "text": entry.text}
    row = {"spoken": type(entry).__name__.lower(), "text": entry.text}
    return row | {"line": entry.line} if isinstance(entry, Heading) and entry.line else row
