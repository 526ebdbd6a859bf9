"""Podcast → RSS 2.0 with the iTunes and Podcasting 2.0 namespaces, written in a stream.

Formats: https://www.rssboard.org/rss-specification ,
https://podcasters.apple.com/support/823-podcast-requirements , https://podcasting2.org/docs/podcast-namespace
"""

from __future__ import annotations

import uuid
from email.utils import format_datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree

from narrate.publish.clean_text import shorten, xml_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrate.model import Episode, Podcast

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}
PODCAST_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the namespace that podcast:guid prescribes
MOST_BYTES = 4000  # of a description
MOST_TITLE = 255  # characters

# An element: its name ("itunes:author"), text, attributes, children.
Element = tuple[str, str, dict[str, str], "list[Element]"]


def feed_xml(podcast: Podcast) -> bytes:
    """The whole feed, UTF-8."""
    stream = BytesIO()
    with (
        etree.xmlfile(stream, encoding="utf-8") as xml,
        xml.element("rss", {"version": "2.0"}, nsmap=NAMESPACES),
        xml.element("channel"),
    ):
        for element in _channel(podcast):
            _write(xml, element)
        for episode in podcast.episodes:
            _write(xml, ("item", "", {}, list(_item(episode))))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + stream.getvalue() + b"\n"


def podcast_guid(feed_url: str) -> str:
    """UUIDv5 of the feed's address without scheme and trailing slashes, as podcast:guid prescribes."""
    return str(uuid.uuid5(PODCAST_GUIDS, feed_url.split("://", 1)[-1].rstrip("/")))


def _channel(podcast: Podcast) -> Iterator[Element]:
    yield _text("title", podcast.title[:MOST_TITLE])
    yield "atom:link", "", {"href": podcast.url + "feed.xml", "rel": "self", "type": "application/rss+xml"}, []
    yield _text("link", podcast.url)
    yield _text("description", shorten(podcast.description, MOST_BYTES))
    yield _text("language", podcast.lang)
    yield _text("generator", "narrate")
    yield _text("podcast:guid", podcast_guid(podcast.url + "feed.xml"))
    yield _text("podcast:medium", "podcast")
    yield "podcast:txt", "true", {"purpose": "ai-content"}, []
    yield _text("itunes:explicit", "true" if podcast.explicit else "false")
    yield "itunes:image", "", {"href": podcast.cover_url}, []
    sub = [_category(podcast.subcategory)] if podcast.subcategory else []
    yield "itunes:category", "", {"text": podcast.category}, sub
    if podcast.author:
        yield _text("itunes:author", podcast.author)
    if podcast.email:
        owner = [_text("itunes:name", podcast.author)] if podcast.author else []
        yield "itunes:owner", "", {}, [*owner, _text("itunes:email", podcast.email)]
    if podcast.copyright:
        yield _text("copyright", podcast.copyright)
    if podcast.episodes:
        yield _text("lastBuildDate", format_datetime(max(e.published for e in podcast.episodes)))


def _item(episode: Episode) -> Iterator[Element]:
    yield _text("title", episode.title[:MOST_TITLE])
    yield _text("link", episode.link)
    yield "guid", episode.guid, {"isPermaLink": "true" if episode.guid == episode.link else "false"}, []
    yield _text("pubDate", format_datetime(episode.published))
    yield _text("description", shorten(episode.description, MOST_BYTES))
    enclosure = episode.enclosure
    yield "enclosure", "", {"url": enclosure.url, "length": str(enclosure.length), "type": enclosure.type}, []
    yield _text("itunes:duration", str(round(episode.duration / 1000)))
    yield _text("itunes:episodeType", "full")
    yield _text("itunes:explicit", "false")
    if episode.author:
        yield _text("itunes:author", episode.author)
    yield "podcast:chapters", "", {"url": episode.chapters_url, "type": "application/json+chapters"}, []
    yield (
        "podcast:transcript",
        "",
        {"url": episode.transcript_url, "type": "text/vtt", "language": episode.lang, "rel": "captions"},
        [],
    )


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
