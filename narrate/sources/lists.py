"""Feeds, sitemaps, outlines and lists of addresses → what they list. Bytes in, rows out; fetches nothing.

RSS and Atom by feedparser; https://www.jsonfeed.org/version/1.1/ ; https://www.sitemaps.org/protocol.html ;
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap ; http://opml.org/spec2.opml
"""

from __future__ import annotations

from calendar import timegm
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

from lxml import etree

from narrate.decode import decode
from narrate.errors import SourceError
from narrate.identity import is_web
from narrate.model import Evidence
from narrate.sources.kinds import addresses, json_feed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST = 50_000  # rows of a list (https://www.sitemaps.org/protocol.html#otherinfo)
DECLARATION = 1000  # characters of an XML declaration


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list: the address of a page, or its text where it has none."""

    address: str
    changed: str = ""  # what the list says of when it last changed; "" where it says nothing that can be relied on
    published: str = ""  # ISO 8601
    told: tuple[tuple[str, Evidence], ...] = ()
    text: str = ""  # HTML
    name: str = ""  # of a text without an address
    is_list: bool = field(default=False)  # the address is that of another list


def items(kind: str, content: bytes, base: str) -> list[Item]:
    """The rows of a list, the newest first where all have a date. Raises SourceError for a list that can't be read."""
    try:
        found = list(islice(READERS[kind](content, base), MOST))
    except SourceError:
        raise
    except Exception as error:  # parsers of others meet what they have not met
        raise SourceError(
            f"{base} is a {kind} that can't be read ({type(error).__name__}): check it with a validator"
        ) from error
    if not found:
        raise SourceError(f"{base} is a {kind} without any entry: check the address")
    dated = all(row.published for row in found)
    return sorted(found, key=lambda row: moment_of(row.published), reverse=True) if dated else found


def moment_of(text: str) -> datetime:
    """A date as a list writes it; in UTC where it names no zone, before all others where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _declared(content: bytes, base: str) -> bytes:
    """The feed in UTF-8, and a declaration that says so on a line of its own: feedparser takes what it can't decode to a guesser whose
    cost is the square of the length, and reads GBK without a declaration as Latin-1. Raises SourceError for a declaration
    without an end."""
    text = decode(content).lstrip()
    if text.startswith("<?xml"):
        before, end, text = text.partition("?>")
        if not end or len(before) > DECLARATION:
            raise SourceError(f"{base} is a feed that can't be read (XML declaration): check it with a validator")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode("utf-8", "replace")


def _feed(content: bytes, base: str) -> Iterator[Item]:
    import feedparser

    found = feedparser.parse(
        _declared(content, base),
        sanitize_html=False,
        resolve_relative_uris=True,
        response_headers={"content-location": base},
    )
    if found.bozo and not found.entries:
        raise SourceError(
            f"{base} is a feed that can't be read ({type(found.bozo_exception).__name__}): check it with a validator"
        )
    for entry in found.entries:
        own = dict(entry.items())  # as it stands: feedparser takes one date for another, with a warning
        address = _joined(base, entry.get("link", ""))
        text = "".join(part.get("value", "") for part in entry.get("content", ())[:1]) or entry.get("summary", "")
        told = {
            "title": entry.get("title", ""),
            "author": entry.get("author", ""),
            "published": _iso(own.get("published_parsed") or own.get("updated_parsed")),
        }
        yield Item(
            address=address if is_web(address) else "",
            changed=own.get("updated", "") if own.get("updated") != own.get("published") else "",
            published=told["published"],
            told=_told(told, "feed"),
            text=text,
            name=entry.get("id", "") or entry.get("title", ""),
        )


def _iso(parsed: Any) -> str:  # noqa: ANN401 - feedparser's struct_time, in UTC
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else ""
    except (ValueError, OverflowError):
        return ""


def _told(values: dict[str, str], where: str) -> tuple[tuple[str, Evidence], ...]:
    return tuple(
        (name, Evidence(" ".join(value.split()), where)) for name, value in values.items() if value and value.strip()
    )


def _json_feed(content: bytes, base: str) -> Iterator[Item]:
    rows = json_feed(content).get("items")
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        text = {key: value for key, value in row.items() if isinstance(value, str)}
        authors = row.get("authors") or [row.get("author")]
        names = (
            [one["name"] for one in authors if isinstance(one, dict) and isinstance(one.get("name"), str)]
            if isinstance(authors, list)
            else []
        )
        published = text.get("date_published", "").replace("Z", "+00:00")
        address = _joined(base, text.get("url", "")) if text.get("url") else ""
        yield Item(
            address=address if is_web(address) else "",
            changed=text.get("date_modified", ""),
            published=published,
            told=_told(
                {"title": text.get("title", ""), "author": "、".join(names), "published": published}, "JSON feed"
            ),
            text=text.get("content_html") or text.get("content_text", ""),
            name=text.get("id", ""),
        )


def _tree(content: bytes, base: str) -> Any:  # noqa: ANN401 - lxml keeps the name of its elements to itself
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = cast("Any", etree.fromstring(content.lstrip(), parser))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{base} can't be read as XML ({error})") from error
    if root is None:  # nothing could be recovered
        raise SourceError(f"{base} can't be read as XML")
    return root


def _plain(tag: str) -> str:
    """`{http://…}loc` → `loc`, also where the prefix is none"""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _joined(base: str, href: str) -> str:
    """The address that a list means; "" for what is none."""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def _sitemap(content: bytes, base: str) -> Iterator[Item]:
    for row in _tree(content, base).iterchildren("{*}*"):
        cells = {_plain(cell.tag): (cell.text or "").strip() for cell in row.iter("{*}*")}
        address = _joined(base, cells.get("loc", ""))
        if cells.get("loc") and is_web(address):
            published = cells.get("publication_date", "")
            yield Item(
                address=address,
                changed=cells.get("lastmod", ""),
                published=published or cells.get("lastmod", ""),
                told=_told({"title": cells.get("title", ""), "published": published}, "sitemap") if published else (),
                is_list=_plain(row.tag) == "sitemap",
            )


def _outline(content: bytes, base: str) -> Iterator[Item]:
    for row in _tree(content, base).iter("outline"):
        if (row.get("xmlUrl") or "").startswith("http"):
            yield Item(address=row.get("xmlUrl") or "", is_list=True)


def _addresses(content: bytes, _: str) -> Iterator[Item]:
    yield from (Item(address=row) for row in dict.fromkeys(addresses(content)))


READERS: dict[str, Callable[[bytes, str], Iterator[Item]]] = {
    "feed": _feed,
    "json feed": _json_feed,
    "sitemap": _sitemap,
    "outline": _outline,
    "addresses": _addresses,
}
