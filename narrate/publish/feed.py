"""Podcast → RSS 2.0 with the iTunes, Podcasting 2.0, Podlove and Atom namespaces, a page of items at a time.

Formats: https://www.rssboard.org/rss-specification , https://podcasters.apple.com/support/823-podcast-requirements ,
https://podcasting2.org/docs/podcast-namespace , https://podlove.org/simple-chapters/ ,
https://www.rfc-editor.org/rfc/rfc5005 (paging)
"""

from __future__ import annotations

import html
import re
import uuid
from base64 import b64encode
from dataclasses import dataclass
from email.utils import format_datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from lxml import etree

from narrate.identity import is_web
from narrate.model import Alternate
from narrate.publish.clean_text import shorten, xml_safe
from narrate.publish.sidecars import timestamp
from narrate.publish.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from narrate.model import Episode, Extras, Podcast

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
    "at": "http://purl.org/atompub/tombstones/1.0",
}
PODCAST_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the namespace that podcast:guid prescribes
MOST_BYTES = 4000  # of a description
MOST_TITLE = 255  # characters
MOST_CHAPTER = 39  # characters of a chapter's title in the notes: Spotify reads fewer than 40
# How often something new comes, as iCalendar says it (https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10).
FREQUENCIES = {
    "hourly": "FREQ=HOURLY",
    "daily": "FREQ=DAILY",
    "weekdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "weekly": "FREQ=WEEKLY",
    "monthly": "FREQ=MONTHLY",
}
# Numbers that an episode's date gives; anything else is a regular expression whose group is found in the title.
NUMBERS: dict[str, Callable[[datetime], int]] = {
    "year": lambda at: at.year,
    "month": lambda at: at.month,
    "day": lambda at: at.timetuple().tm_yday,
}
SIDE = 1500  # pixels of an episode's picture
SOUNDBITE = (15_000, 120_000)  # milliseconds, least and most

T = TypeVar("T")
# An element: its name ("itunes:author"), text, attributes, children.
Element = tuple[str, str, dict[str, str], "list[Element]"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file of a feed: its name, which of the items (the newest first) it holds, and its links to others by `rel`."""

    name: str
    start: int
    end: int
    links: tuple[tuple[str, str], ...] = ()

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Its part of the whole."""
        return items[self.start : self.end]


def leaves(podcast: Podcast, count: int) -> list[Leaf]:
    """The files of a feed of so many items: the newest stand in the feed itself; all before them on pages that are numbered
    from the oldest, `feed-2.xml`, `feed-3.xml`, so that a new item changes the feed and the last page begun."""
    size = max(1, podcast.page_size)
    pages = range(2 + max(0, -(-(count - size) // size)) - 1, 1, -1)
    names = [f"{podcast.name}.xml", *(f"{podcast.name}-{number}.xml" for number in pages)]
    spans = [(0, min(size, count)), *((max(size, count - (n - 1) * size), count - (n - 2) * size) for n in pages)]
    return [
        Leaf(name, *span, _links(names, place)) for place, (name, span) in enumerate(zip(names, spans, strict=True))
    ]


def _links(names: Sequence[str], place: int) -> tuple[tuple[str, str], ...]:
    if len(names) == 1:
        return ()
    beside = {"previous": place - 1, "next": place + 1}
    near = ((rel, names[n]) for rel, n in beside.items() if 0 <= n < len(names))
    return (("first", names[0]), *near, ("last", names[-1]))


def feed_pages(podcast: Podcast) -> Iterator[tuple[str, bytes]]:
    """The feed's files by name, the newest items first; each is made only when it is asked for."""
    for leaf in leaves(podcast, len(podcast.episodes)):
        yield leaf.name, feed_page(podcast, leaf.of(podcast.episodes), leaf)


def feed_xml(podcast: Podcast) -> bytes:
    """The feed itself, UTF-8."""
    return next(feed_pages(podcast))[1]


def podcast_guid(feed_url: str) -> str:
    """UUIDv5 of the feed's address without scheme and trailing slashes, as podcast:guid prescribes."""
    return str(uuid.uuid5(PODCAST_GUIDS, feed_url.split("://", 1)[-1].rstrip("/")))


def opml(podcasts: Sequence[Podcast]) -> bytes:
    """All feeds as OPML 2.0 (http://opml.org/spec2.opml)."""
    root = etree.Element("opml", {"version": "2.0"})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = xml_safe(podcasts[0].title)
    body = etree.SubElement(root, "body")
    for podcast in podcasts:
        title = xml_safe(podcast.title)
        etree.SubElement(body, "outline", {"type": "rss", "text": title, "title": title, "xmlUrl": podcast.feed_url})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def feed_page(podcast: Podcast, items: Sequence[Episode], leaf: Leaf) -> bytes:
    """A file of the feed, UTF-8, with these items; the podcast's own episodes are not looked at."""
    stream = BytesIO()
    with (
        etree.xmlfile(stream, encoding="utf-8") as xml,
        xml.element("rss", {"version": "2.0"}, nsmap=NAMESPACES),
        xml.element("channel"),
    ):
        for element in (*_channel(podcast, leaf), *_paging(podcast, leaf)):
            _write(xml, element)
        for episode in items:
            _write(xml, ("item", "", {}, list(_item(episode, podcast.extras))))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + stream.getvalue() + b"\n"


# ── the channel ───────────────────────────────────────────────────────────────────────────────────────────────────


def _channel(podcast: Podcast, leaf: Leaf) -> Iterator[Element]:
    here = podcast.url + leaf.name
    yield _text("title", podcast.title[:MOST_TITLE])
    yield "atom:link", "", {"href": here, "rel": "self", "type": "application/rss+xml"}, []
    yield _text("link", podcast.url)
    yield from _described_show(shorten(podcast.description, MOST_BYTES))
    yield _text("language", podcast.lang)
    yield _text("generator", "narrate")
    yield _text("podcast:guid", podcast.guid or podcast_guid(podcast.feed_url))
    yield _text("podcast:medium", "podcast")
    yield "podcast:txt", "true", {"purpose": "ai-content"}, []
    yield from _extras(podcast)
    yield _text("itunes:type", "episodic")
    yield _text("itunes:explicit", "true" if podcast.explicit else "false")
    yield "itunes:image", "", {"href": podcast.cover_url}, []
    yield "image", "", {}, [_text("url", podcast.cover_url), _text("title", podcast.title), _text("link", podcast.url)]
    sub = [_category(podcast.subcategory)] if podcast.subcategory else []
    yield "itunes:category", "", {"text": podcast.category}, sub
    if podcast.author:
        yield _text("itunes:author", podcast.author)
    if podcast.email:
        owner = [_text("itunes:name", podcast.author)] if podcast.author else []
        yield "itunes:owner", "", {}, [*owner, _text("itunes:email", podcast.email)]
        yield "podcast:locked", "yes", {"owner": podcast.email}, []
    if podcast.moved:
        yield _text("itunes:new-feed-url", podcast.feed_url)
    if podcast.copyright:
        yield _text("copyright", podcast.copyright)
    if podcast.licence:
        yield _text("podcast:license", podcast.licence)
    if podcast.built:
        yield _text("lastBuildDate", format_datetime(podcast.built))
    for gone in podcast.withdrawn if leaf.start == 0 else ():  # https://www.rfc-editor.org/rfc/rfc6721
        yield "at:deleted-entry", "", {"ref": gone.guid, "when": gone.when.isoformat()}, []


def _extras(podcast: Podcast) -> Iterator[Element]:
    more, words = podcast.extras, words_for(podcast.lang)
    if more.frequency:
        rule = {"rrule": FREQUENCIES[more.frequency]}
        yield "podcast:updateFrequency", words[f"frequency_{more.frequency}"], rule, []
    if more.funding:
        yield "podcast:funding", more.funding_text or words["funding"], {"url": more.funding}, []
    if more.location:
        yield "podcast:location", more.location, {"rel": "subject", **({"geo": more.geo} if more.geo else {})}, []
    if more.block:
        yield _text("itunes:block", "Yes")
        yield _text("podcast:block", "yes")
    for hub in more.hubs:  # https://www.w3.org/TR/websub/#discovery
        yield "atom:link", "", {"href": hub, "rel": "hub"}, []


def _paging(podcast: Podcast, leaf: Leaf) -> Iterator[Element]:
    for rel, name in leaf.links:
        yield "atom:link", "", {"href": podcast.url + name, "rel": rel, "type": "application/rss+xml"}, []


# ── an item ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _item(episode: Episode, more: Extras) -> Iterator[Element]:
    yield _text("title", episode.title[:MOST_TITLE])
    yield _text("link", episode.link)
    yield "guid", episode.guid, {"isPermaLink": "true" if episode.guid == episode.link else "false"}, []
    yield _text("pubDate", format_datetime(episode.published))
    yield from _described(shorten(episode.description, MOST_BYTES))
    yield _text("content:encoded", notes(episode))
    enclosure = episode.enclosure
    yield (
        "enclosure",
        "",
        {"url": counted(enclosure.url, more.prefix), "length": str(enclosure.length), "type": enclosure.type},
        [],
    )
    yield _text("itunes:title", episode.title[:MOST_TITLE])
    yield _text("itunes:duration", str(round(episode.duration / 1000)))
    yield _text("itunes:episodeType", "full")
    yield from _numbers(episode, more)
    yield _text("itunes:explicit", "false")
    if episode.art:
        yield "itunes:image", "", {"href": episode.art}, []
        shape = {
            "type": "image/jpeg",
            "width": str(SIDE),
            "height": str(SIDE),
            "aspect-ratio": "1/1",
            "purpose": "artwork",
        }
        alt = {"alt": episode.image_alt} if episode.image_alt else {}
        yield "podcast:image", "", {"href": episode.art, **shape, **alt}, []
    if episode.author or episode.publisher:
        yield _text("itunes:author", episode.author or episode.publisher)
    if episode.corrections:
        yield _text("atom:updated", max(when for when, _ in episode.corrections).isoformat())
    if episode.author:
        yield "podcast:person", episode.author, {"role": "author", "group": "writing"}, []
    if episode.voice:
        yield "podcast:person", episode.voice, {"role": "narrator", "group": "cast"}, []
    yield "podcast:txt", "true", {"purpose": "ai-content"}, []
    yield "podcast:chapters", "", {"url": episode.beside("chapters.json"), "type": "application/json+chapters"}, []
    yield "psc:chapters", "", {"version": "1.2"}, [_chapter(episode, c.start, c.title) for c in episode.chapters]
    for name, media_type in TRANSCRIPTS:
        rel = {"rel": "captions"} if media_type == "text/vtt" else {}
        url = episode.beside(name)
        yield "podcast:transcript", "", {"url": url, "type": media_type, "language": episode.lang, **rel}, []
    if (bite := _soundbite(episode)) is not None:
        yield "podcast:soundbite", episode.title[:128], bite, []
    if episode.digest and episode.bitrate:
        own = Alternate(enclosure, "MP3", episode.bitrate, episode.digest)
        yield _alternate(own, more.prefix, {"default": "true"})
    for alternate in episode.alternates:
        yield _alternate(alternate, more.prefix, {})


def counted(url: str, prefix: str) -> str:
    """The address of a recording by way of whoever counts (https://op3.dev/setup): `https://op3.dev/e/` + `a.cn/1.mp3`"""
    return prefix + url.removeprefix("https://") if prefix else url


def _numbers(episode: Episode, more: Extras) -> Iterator[Element]:
    for name, rule in (("season", more.season), ("episode", more.episode)):
        number = number_of(rule, episode.title, episode.published) if rule else 0
        if number:
            yield _text(f"itunes:{name}", str(number))
            yield _text(f"podcast:{name}", str(number))


def number_of(rule: str, title: str, at: datetime) -> int:
    r"""The number that a rule gives an episode, 0 for none: `year`; `第(\d+)期` of 第12期：早市"""
    if rule in NUMBERS:
        return NUMBERS[rule](at)
    found = re.search(rule, title)
    return int(found[1]) if found and found[1].isdecimal() else 0


# In the order that AntennaPod, Apple and the others take the first they know.
TRANSCRIPTS = (
    ("transcript.json", "application/json"),
    ("transcript.vtt", "text/vtt"),
    ("transcript.srt", "application/x-subrip"),
)


def _chapter(episode: Episode, start: int, title: str) -> Element:
    return (
        "psc:chapter",
        "",
        {"start": timestamp(start), "title": title, "href": f"{episode.page_url}#t={start / 1000:g}"},
        [],
    )


def _soundbite(episode: Episode) -> dict[str, str] | None:
    """The opening: the first chapters as far as two minutes, or as much of the first."""
    least, most = SOUNDBITE
    if episode.duration < least:
        return None
    ends = [c.end for c in episode.chapters if least <= c.end <= most]
    length = ends[-1] if ends else min(most, episode.duration)
    return {"startTime": "0.0", "duration": f"{length / 1000:.1f}"}


CODECS = {"audio/ogg": "opus"}  # https://www.rfc-editor.org/rfc/rfc6381


def _alternate(alternate: Alternate, prefix: str, more: dict[str, str]) -> Element:
    """Another encoding, or a version of its own `rel`, with its digest as https://www.w3.org/TR/SRI/ writes one."""
    enclosure = alternate.enclosure
    attributes = {
        "type": enclosure.type,
        "length": str(enclosure.length),
        "bitrate": str(alternate.bitrate),
        "title": alternate.title,
        **({"rel": alternate.rel} if alternate.rel else {}),
        **({"codecs": CODECS[enclosure.type]} if enclosure.type in CODECS else {}),
        **more,
    }
    children: list[Element] = [("podcast:source", "", {"uri": counted(enclosure.url, prefix)}, [])]
    if alternate.digest:
        value = f"sha256-{b64encode(bytes.fromhex(alternate.digest)).decode()}"
        children.append(("podcast:integrity", "", {"type": "sri", "value": value}, []))
    return "podcast:alternateEnclosure", "", attributes, children


def notes(episode: Episode) -> str:
    """The show notes as HTML: the opening, the chapters' times, the original, and that the voice is synthetic."""
    words = words_for(episode.lang)
    parts = [f"<p>{html.escape(line)}</p>" for line in episode.description.split("\n") if line.strip()]
    parts += (f"<p>{html.escape(line)}</p>" for line in corrections(episode))
    if len(episode.chapters) > 1:
        rows = (f"<li>{_clock(c.start)} {html.escape(_short(c.title))}</li>" for c in episode.chapters)
        parts.append("<ul>" + "".join(rows) + "</ul>")
    if is_web(episode.link) and episode.link != episode.page_url:
        parts.append(f'<p><a href="{html.escape(episode.link)}">{html.escape(words["original"])}</a></p>')
    parts.append(f"<p>{html.escape(words['notice'])}</p>")
    return "".join(parts)


def corrections(episode: Episode) -> list[str]:
    """`更正（2026-11-23）：…`, in order."""
    word = words_for(episode.lang)["correction"]
    return [word.format(date=f"{when:%Y-%m-%d}", why=why).rstrip("：: ") for when, why in episode.corrections]


def _short(title: str) -> str:
    return title if len(title) <= MOST_CHAPTER else title[: MOST_CHAPTER - 1] + "…"


def _clock(ms: int) -> str:
    seconds = ms // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _described(text: str) -> Iterator[Element]:
    """A description is HTML to those who read it (RSS 2.0, feedparser, AntennaPod); where that makes a difference, the text
    itself comes first, as those take it who read no HTML (gPodder)."""
    if html.escape(text, quote=False) != text:
        yield _text("itunes:summary", text)
    yield _text("description", html.escape(text, quote=False))


def _described_show(text: str) -> Iterator[Element]:
    """A channel's description is plain to gPodder, and HTML to the others, to whom what comes after it is told in their way."""
    yield _text("description", text)
    if html.escape(text, quote=False) != text:
        yield _text("itunes:subtitle", text)  # plain to feedparser
        yield _text("itunes:summary", html.escape(text, quote=False))  # HTML to AntennaPod


def _text(name: str, text: str) -> Element:
    return name, text, {}, []


def _category(name: str) -> Element:
    return "itunes:category", "", {"text": name}, []


def _write(xml: Any, element: Element) -> None:  # noqa: ANN401 - lxml's writer has no public type
    name, text, attributes, children = element
    prefix, _, local = name.rpartition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
    with xml.element(tag, {key: xml_safe(value) for key, value in attributes.items()}):
        if text:
            xml.write(xml_safe(text))
        for child in children:
            _write(xml, child)
    xml.write("\n")
