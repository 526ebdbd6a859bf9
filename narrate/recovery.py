"""What is published → what a catalogue has to know of it; and the state that version 0.1 kept, for the same.

Reads episode.json of every episode, and the feeds, which know what an episode.json that is damaged no longer tells.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec
from lxml import etree

from narrate.cache import text_key
from narrate.errors import CatalogueError
from narrate.files import STATE, is_plain
from narrate.publish import offline, pages, records, withdrawn
from narrate.publish.slug import UNGUESSED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
CHAPTER = "{http://podlove.org/simple-chapters}chapter"
SITE = (
    "withdrawn.txt",
    *withdrawn.SERVERS,
    "index.html",
    "episodes.json",
    "cover.jpg",
    "assets/cover-small.jpg",
    "feed.svg",
    "feeds.opml",
    *(f"assets/{name}" for name in pages.ASSETS),
    *offline.NAMES,
)
LISTS = ("index-*.html", "section-*.html", "lists/*.json", "lists/moved.*")
BESIDE = (
    records.NAME, "chapters.json", "transcript.vtt", "transcript.json", "transcript.srt", "index.html", "embed.html",
    "chapters.vtt", "player.json", "oembed.json", "oembed.xml", "manifest.json",
)  # fmt: skip
MORE = ("public", "at", "section", "text")  # after a guid and a folder in a line of WITHDRAWN
AUDIO = re.compile(r"-[0-9a-f]{8}\.(?:mp3|opus|jpg)$")
PAGE = re.compile(r"-\d+$")  # feed-2.xml: a later page of feed.xml
WITHDRAWN = f"{STATE}/withdrawn.txt"
JOURNAL, ADDED, SHOWS = (f"{STATE}/{name}" for name in ("made", "added.json", "podcast.json"))  # of version 0.1


@dataclass(frozen=True, slots=True)
class Gone:
    """What was taken back: whether it had been public, when it was taken back, in milliseconds since 1970, in which sections it
    stood, and the digest of its text, by which its page is known under another name."""

    guid: str
    slug: str
    public: int = 1
    at: int = 0
    section: str = ""
    text: str = ""


@dataclass(frozen=True)
class Recovered:
    """All that is known of a published site."""

    records: tuple[records.Record, ...]
    public: frozenset[str]  # guids that stand in a feed
    shows: dict[str, str]  # podcast:guid by the feed's name
    files: dict[str, int]  # what is narrate's, with its size in bytes
    lost: tuple[str, ...]  # episodes of which nothing can be read
    first_seen: dict[str, str] = field(default_factory=dict)
    withdrawn: tuple[Gone, ...] = ()
    tokens: dict[str, str] = field(
        default_factory=dict
    )  # what nobody can guess of a private feed's address, by its name


def published(root: Path) -> Recovered:
    """What the output folder tells by itself."""
    feeds = dict(_feeds(root))
    listed: dict[str, records.Record] = {}
    for name, channel in feeds.items():
        for record in _items(root, _first(name, feeds), channel):
            known = listed.setdefault(record.slug, record)
            sections = {*known.section.split(), *record.section.split()}
            listed[record.slug] = msgspec.structs.replace(known, section=" ".join(sorted(sections)))
    withdrawn = tuple(_withdrawn(root))
    gone = {one.slug for one in withdrawn}
    found, lost = dict(listed), []
    for folder in sorted(path for path in (root / "episodes").glob("*") if path.is_dir()):
        try:
            found[folder.name] = _read(root, folder.name)
        except (OSError, ValueError):
            if folder.name not in found and folder.name not in gone:
                lost.append(folder.name)
    firsts = {name: feeds[name] for name in feeds if name == _first(name, feeds)}
    notices = [name for slug in gone if (root / (name := f"episodes/{slug}/index.html")).is_file()]
    return Recovered(
        records=tuple(found.values()),
        public=frozenset(record.guid for record in listed.values()),
        shows={
            _named(name)[0]: guid for name, channel in firsts.items() if (guid := channel.findtext(f"{PODCAST}guid"))
        },
        files={name: (root / name).stat().st_size for name in (*_ours(root, feeds, found), *notices)},
        lost=tuple(lost),
        withdrawn=withdrawn,
        tokens={name: token for name, token in map(_named, firsts) if token},
    )


def _withdrawn(root: Path) -> Iterator[Gone]:
    """What was taken back, from the copy beside the catalogue. Lines of older versions have a guid and a folder alone: what stood
    where nobody can guess is told of nowhere."""
    with suppress(OSError, ValueError):
        for line in (root / WITHDRAWN).read_text("utf-8").splitlines():
            names, *more = line.split("\t")
            guid, _, slug = names.rpartition(" ")
            if guid and is_plain(slug) and "/" not in slug:
                public, at, section, text = more if len(more) == len(MORE) else ("", "", "", "")
                told = int(public != "0" if public else not UNGUESSED.search(slug))
                yield Gone(guid, slug, told, int(at) if at.isdecimal() else 0, section, text)


def is_published(root: Path) -> bool:
    """Whether narrate has published here."""
    return any(name == "feed" for name, _ in _feeds(root))


def address(root: Path) -> str:
    """The address that the site was published for; "" where nothing is."""
    return next((channel.findtext("link") or "" for name, channel in _feeds(root) if name == "feed"), "")


def is_version_0_1(root: Path) -> bool:
    """Whether the state is that of version 0.1."""
    return (root / JOURNAL).is_file()


def version_0_1(root: Path) -> Recovered:
    """What version 0.1 kept. Raises CatalogueError for what is damaged: only absence is empty."""
    found = published(root)
    for slug in (path.parent.name for path in (root / "episodes").glob(f"*/{records.NAME}")):
        try:
            _read(root, slug)
        except (OSError, ValueError) as error:
            raise _damaged(root, f"episodes/{slug}/{records.NAME}", error) from error
    added = _json(root, ADDED, dict[str, str]) or {}
    guids = (_json(root, SHOWS, dict[str, list[str]]) or {}).get("guids", [])
    shows = {"feed": guids[0]} if guids and "feed" not in found.shows else {}
    try:
        made = (root / JOURNAL).read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise _damaged(root, JOURNAL, error) from error
    sizes = {name: (root / name).stat().st_size for name in made if _is_here(root, name)}
    dates = {record.guid: record.published for record in found.records}
    return Recovered(found.records, found.public, found.shows | shows, found.files | sizes, found.lost, dates | added)


def _read(root: Path, slug: str) -> records.Record:
    """The record in an episode's folder. Raises ValueError for what is damaged, OSError."""
    record = records.record_of((root / "episodes" / slug / records.NAME).read_bytes())
    if record.slug != slug:
        raise ValueError("it is the record of another folder")
    return _trusted(record)


def _trusted(record: records.Record) -> records.Record:
    """The record. Raises ValueError for one that names sound outside its own folder."""
    if (
        not is_plain(record.slug)
        or not is_plain(record.art or "-")
        or any(PurePosixPath(name).parts[:-1] != ("episodes", record.slug) for name in record.sounds)
    ):
        raise ValueError("it names files that are not its own")
    return record


def _is_here(root: Path, name: str) -> bool:
    """Whether a file of the folder itself is there under this name."""
    return is_plain(name) and (root / name).is_file() and not (root / name).is_symlink()


def _json(root: Path, name: str, kind: Any) -> Any:  # noqa: ANN401 - a type of the caller's
    path = root / name
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind) if path.exists() else None
    except (OSError, ValueError) as error:
        raise _damaged(root, name, error) from error


def _damaged(root: Path, name: str, error: Exception) -> CatalogueError:
    return CatalogueError(
        f"{root / name} can't be read ({error}): restore it, or run `narrate catalogue rebuild {root}`, which goes by what is published"
    )


# ── what is ours ──────────────────────────────────────────────────────────────────────────────────────────────────


def _ours(root: Path, feeds: dict[str, Any], found: dict[str, records.Record]) -> Iterator[str]:
    """The files that narrate publishes, where it has published."""
    names = [f"{name}.xml" for name in feeds]
    names += (
        (*SITE, *(path.relative_to(root).as_posix() for glob in LISTS for path in root.glob(glob))) if feeds else ()
    )
    for slug, record in found.items():
        base = f"episodes/{slug}"
        names += record.sounds
        names += (f"{base}/{name}" for name in (*BESIDE, *(name for name, _ in record.files)))
        names += (f"{base}/{path.name}" for path in (root / base).glob(f"{slug}*") if AUDIO.search(path.name))
    yield from (name for name in dict.fromkeys(names) if _is_here(root, name))


def _feeds(root: Path) -> Iterator[tuple[str, Any]]:
    """The feeds of narrate's by name (`feed`, `feed-2`, …) and their channels."""
    for path in sorted(root.glob("*.xml")):
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            channel = etree.parse(str(path), parser).find("channel")
        except (OSError, etree.XMLSyntaxError):
            continue
        if channel is not None and channel.findtext("generator") == "narrate":
            yield path.stem, channel


def _named(stem: str) -> tuple[str, str]:
    """`members.5f2c…` → the name of a feed, and what nobody can guess of its address"""
    name, _, token = stem.partition(".")
    return name, token


def _first(name: str, feeds: dict[str, Any]) -> str:
    """`feed-2` → `feed`: the first page of a feed, which is what it is called"""
    first = PAGE.sub("", name)
    return first if first in feeds else name


# ── an episode from its item in a feed ────────────────────────────────────────────────────────────────────────────


def _items(root: Path, feed: str, channel: Any) -> Iterator[records.Record]:  # noqa: ANN401 - lxml
    base = channel.findtext("link") or ""
    for item in channel.iterfind("item"):
        record = _record(root, "" if feed == "feed" else _named(feed)[0], item, base)
        if record is not None:
            yield record


def _record(root: Path, section: str, item: Any, base: str) -> records.Record | None:  # noqa: ANN401 - lxml
    """The record as far as the item tells; what only pages show is left empty."""
    try:
        audio = _name(item.find("enclosure").get("url"), base)
        slug = audio.split("/")[1]
        duration = 1000 * int(item.findtext(f"{ITUNES}duration"))
        chapters = _chapters(root, slug, item, duration)
        link = item.findtext("link") or ""
        return _trusted(
            records.Record(
                guid=item.findtext("guid"),
                slug=slug,
                title=item.findtext("title") or "",
                lang=item.find(f"{PODCAST}transcript").get("language"),
                description=item.findtext(f"{ITUNES}summary") or item.findtext("description") or "",
                published=parsedate_to_datetime(item.findtext("pubDate")).isoformat(),
                audio=audio,
                size=int(item.find("enclosure").get("length")),
                duration=chapters[-1][1] if chapters else duration,
                link="" if link.startswith(f"{base}episodes/{slug}/") else link,
                author=item.findtext(f"{ITUNES}author") or "",
                publisher="",
                chapters=len(chapters),
                clips=0,
                made_from="",
                section=section,
                voice=item.findtext(f"{PODCAST}person") or "",
                chapter_list=chapters,
                art=_name(picture.get("href"), base) if (picture := item.find(f"{ITUNES}image")) is not None else "",
                alternates=tuple(
                    _alternate(other, base)
                    for other in item.iterfind(f"{PODCAST}alternateEnclosure")
                    if other.get("default") != "true"
                ),
            )
        )
    except (AttributeError, IndexError, TypeError, ValueError):
        return None


def _name(url: str, base: str) -> str:
    """The file below the site's address, which may stand behind that of a server that counts."""
    return str(url.partition(base.partition("://")[2])[2])


def _chapters(root: Path, slug: str, item: Any, duration: int) -> tuple[tuple[int, int, str], ...]:  # noqa: ANN401 - lxml
    """From chapters.json beside the page, which counts in milliseconds to the end; else from the item."""
    try:
        rows = json.loads((root / "episodes" / slug / "chapters.json").read_text("utf-8"))["chapters"]
        return tuple((round(r["startTime"] * 1000), round(r["endTime"] * 1000), str(r["title"])) for r in rows)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        starts = [(_ms(c.get("start")), c.get("title")) for c in item.iter(CHAPTER)]
        ends = [*(start for start, _ in starts[1:]), duration]
        return tuple((start, end, title) for (start, title), end in zip(starts, ends, strict=True))


def text_told(root: Path, slug: str) -> str:
    """The digest of what an article says, by the manifest beside its page; "" where that tells nothing."""
    try:
        told = json.loads((root / "episodes" / slug / "manifest.json").read_text("utf-8"))
        return text_key(told["title"], [row["text"] for row in told["account"] if "spoken" in row])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""


def _ms(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)


def _alternate(other: Any, base: str) -> records.OtherFile:  # noqa: ANN401 - lxml
    path = _name(other.find(f"{PODCAST}source").get("uri"), base)
    whole = other.find(f"{PODCAST}integrity")
    digest = b64decode(whole.get("value").removeprefix("sha256-")).hex() if whole is not None else ""
    size, bitrate = int(other.get("length")), int(other.get("bitrate"))
    return records.OtherFile(path, size, other.get("type"), other.get("title"), bitrate, digest, other.get("rel") or "")
