"""A location (file, folder, - for standard input, http address) → Sources.

Knows where pages come from; not what is in them.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import NarrateError, SourceError
from narrate.model import Found, Source
from narrate.sources.blogs import blog_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OUTPUT = ".narrate"  # the folder that tells an output folder of narrate's
MAX_BYTES = 16 * 1024 * 1024

# https://www.iana.org/assignments/media-types/
MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".shtml": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".eml": "message/rfc822",
}

# First bytes of what is often mistaken for a page (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern).
SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a RIFF file (WAV, WebP)",
    b"ID3": "an MP3",
    b"\x1f\x8b": "gzipped",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x7fELF": "a program",
    b"{\\rtf": "an RTF document: save it as HTML or plain text;",
}
# The beginnings of texts that are no page: recognised in the first kilobytes, spoken by no one.
TEXTS = (
    (
        re.compile(
            rb"\s*<\?xml[^>]{0,200}>\s*(?:<!--.{0,500}?-->\s*)?<(?:rss|rdf:RDF|feed)\b|\s*<rss\b|\s*<feed\b", re.DOTALL
        ),
        "a feed",
    ),
    (re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:urlset|sitemapindex)\b"), "a sitemap"),
    (re.compile(rb"\s*[\[{]\s*[\[{\"\]}]"), "JSON"),
    (re.compile(rb"\s*(?:WEBVTT\b|1\r?\n\d\d:\d\d:\d\d,\d{3} -->)"), "captions"),
    (re.compile(rb"\s*BEGIN:V(?:CARD|CALENDAR)"), "a card or a calendar"),
)
# Headers of mail and of pages that browsers save whole: RFC 2557 (MHTML), RFC 5322.
MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n)*){2,80}\r?\n")
MAIL_NAMES = (b"mime-version:", b"content-type: multipart/", b"received:", b"message-id:")


def find(locations: Sequence[str]) -> Iterator[Found | tuple[str, NarrateError]]:
    """Each page, or (location, error) for one that can't be there; folders are walked in the order of their names."""
    for location in locations:
        try:
            for found in _found(location):
                yield found if _is_named(found) else (_readable(found.location), _unnamed(found))
        except NarrateError as error:
            yield (location, error)


def digest_of(found: Found) -> str:
    """SHA-256 of the page's bytes; "" for what is no file, or can't be read now: fetching it will tell."""
    if found.path is None:
        return ""
    try:
        with found.path.open("rb", buffering=0) as stream:  # as much memory as the page, not as any page may have
            return hashlib.sha256(stream.read()).hexdigest() if os.fstat(stream.fileno()).st_size <= MAX_BYTES else ""
    except OSError:
        return ""


def place_of(found: Found, out: Path) -> str:
    """Where a page is, seen from the output folder, so that both may move together; an address is itself."""
    if found.path is None:
        return found.location
    return f"{_seen_from(str(out), str(found.path.parent), os.getcwd())}/{found.path.name}"  # noqa: PTH109 - for thousands


@lru_cache(maxsize=64)
def _seen_from(out: str, folder: str, _: str) -> str:
    """The way from one folder to another, both seen from where we are."""
    try:
        return os.path.relpath(folder, out).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(folder).replace(os.sep, "/")  # noqa: PTH100 - as above


def fetch(found: Found) -> Source:
    """The page itself. Raises SourceError."""
    if found.path is not None:
        return _file(found.path, found.name)
    if found.location == "-":
        return _source("-", "-", sys.stdin.buffer.read(MAX_BYTES + 1), "")
    from narrate.sources.web import fetch as fetched

    content, media_type = fetched(found.location, MAX_BYTES)
    return _source(found.location, found.name, content, media_type)


def load_one(location: str) -> Source:
    """The page at this location. Raises SourceError."""
    if location != "-" and not _is_web(location) and Path(location).is_dir():
        raise SourceError(f"{location} is a folder: name one page in it")
    return next(fetch(found) for found in _found(location))


def _is_named(found: Found) -> bool:
    """Whether the name is text: what no encoding explains can't be kept, compared or shown."""
    return found.location.isascii() or not any("\ud800" <= char <= "\udfff" for char in found.location)


def _readable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _unnamed(found: Found) -> SourceError:
    return SourceError(f"{_readable(found.location)}: the name of the file or its folder is not UTF-8: rename it")


def _found(location: str) -> Iterator[Found]:
    if location == "-" or _is_web(location):
        yield Found(location, location)
    elif Path(location).is_dir():
        yield from _folder(Path(location))
    else:
        yield Found(location, Path(location).name, Path(location))


def _folder(folder: Path) -> Iterator[Found]:
    paths = _pages(str(folder)) if not (folder / OUTPUT).is_dir() else iter(())
    first = next(paths, None)
    if first is None:
        what = "is an output folder of narrate's" if (folder / OUTPUT).is_dir() else "holds no page"
        raise SourceError(f"{folder} {what}: narrate reads folders with {', '.join(sorted(MEDIA_TYPES))} in them")
    for path in chain([first], paths):
        yield Found(path, Path(path).relative_to(folder).as_posix(), Path(path))


def _pages(folder: str) -> Iterator[str]:
    """The pages below, one at a time; what narrate published is no source."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    if any(entry.name == OUTPUT and entry.is_dir() for entry in listed):
        return
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            yield from _pages(entry.path)
        elif os.path.splitext(entry.name)[1].lower() in MEDIA_TYPES and entry.is_file():  # noqa: PTH122 - for thousands
            yield entry.path


def _file(path: Path, name: str) -> Source:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file; name a page, a folder of pages, an address or - for stdin") from None
    except OSError as error:
        raise SourceError(f"{path} can't be read: {error.strerror}") from error
    source = _source(str(path), name, content, MEDIA_TYPES.get(path.suffix.lower(), ""))
    return replace(source, blog=blog_of(path)) if source.media_type == "text/markdown" else source


def _source(location: str, name: str, content: bytes, media_type: str) -> Source:
    if len(content) > MAX_BYTES:
        raise SourceError(
            f"{location} is larger than {MAX_BYTES // 2**20} MB, which no article is: give the article's own page"
        )
    if not content.strip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n"):
        raise SourceError(f"{location} is empty: give a page with an article in it")
    if _is_mail(content):
        return _from_mail(location, name, content)
    kind = next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "") or (
        "" if media_type == "text/markdown" else _kind_of_text(content)
    )
    if kind or _looks_binary(content):
        raise SourceError(f"{location} is {kind or 'not text'}: narrate reads HTML, Markdown and plain text")
    told = media_type if media_type != "text/plain" else ""  # a page saved as .txt is a page
    return Source(location=location, name=name, media_type=told or sniff(content), content=content)


def _kind_of_text(content: bytes) -> str:
    head = content[:4096].removeprefix(b"\xef\xbb\xbf")
    return next((kind for look, kind in TEXTS if look.match(head)), "")


def _is_mail(content: bytes) -> bool:
    headers = MAIL.match(content[:65536].removeprefix(b"\xef\xbb\xbf"))
    return headers is not None and any(name in headers[0].lower() for name in MAIL_NAMES)


def _from_mail(location: str, name: str, content: bytes) -> Source:
    """The page inside a saved page (MHTML) or a letter: its HTML, else its text (https://www.rfc-editor.org/rfc/rfc2557)."""
    import email
    from email import policy

    letter = email.message_from_bytes(content, policy=policy.default)
    parts = [part for part in letter.walk() if not part.is_multipart()]
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind:
                body = part.get_payload(decode=True)
                if isinstance(body, bytes) and body.strip():
                    charset = part.get_content_charset()
                    return Source(location, name, kind, _as_utf8(body, charset))
    raise SourceError(f"{location} is a saved page or a letter without any text: save the page as HTML")


def _as_utf8(body: bytes, charset: str | None) -> bytes:
    """The text in UTF-8, where its charset is said and known; else as it is, for the page itself to say."""
    try:
        return body.decode(charset).encode() if charset else body
    except (LookupError, UnicodeError, ValueError):
        return body


def _looks_binary(content: bytes) -> bool:
    """Many control bytes, and not UTF-16 or UTF-32 (whose zero bytes stand in every second place or more)."""
    head = content[:8192]
    controls = sum(byte < ord(" ") and byte not in b"\t\n\r\f\x1b" for byte in head)
    if controls <= len(head) // 20:
        return False
    even, odd = head[::2].count(0), head[1::2].count(0)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or len(head) // 40 < max(even, odd) > 4 * min(even, odd)
    return not wide


def sniff(content: bytes) -> str:
    """HTML by its tags, else plain text (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type)."""
    head = content[:65536].replace(b"\x00", b"").lower()
    tags = (b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<p>", b"<article", b"<meta ", b"<script")
    return "text/html" if any(tag in head for tag in tags) else "text/plain"


def _is_web(location: str) -> bool:
    return location.startswith(("http://", "https://"))
