"""The bytes at a place → its page: what they are, told or refused, and the page that they hold.

Knows formats; not where the bytes come from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrate.errors import SourceError
from narrate.identity import is_web
from narrate.model import Evidence, Source
from narrate.sources.kinds import kind_of, name_of, unzipped

if TYPE_CHECKING:
    from email.message import EmailMessage

    from narrate.sources.books import Told

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
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
}
WHOLE = "text/html;whole"  # HTML of which every line is meant: a chapter, a document, what a feed carries
# What parts a page: https://html.spec.whatwg.org/#grouping-content
BLOCKS = re.compile(
    rb"</?(?:p|div|br|article|section|main|h[1-6]|li|ul|ol|table|tr|td|blockquote|meta|title)(?=[\s>/])"
)
TAG = re.compile(rb"</?[a-z][a-z0-9-]{0,20}[\s>/]")
LINES_OF_ONE = 2  # lines, at most, to each such tag
LISTS = ("feed", "json feed", "sitemap", "outline", "addresses")

# Headers of mail and of pages that browsers save whole: RFC 2557 (MHTML), RFC 5322.
MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n)*){2,80}\r?\n")
MAIL_NAMES = (b"mime-version:", b"content-type: multipart/", b"received:", b"message-id:")


def unpacked(content: bytes) -> bytes:
    """What was gzipped, bounded; everything else as it is."""
    return unzipped(content, MAX_BYTES) if content.startswith(b"\x1f\x8b") else content


def source_of(location: str, name: str, content: bytes, media_type: str) -> Source:
    """The page that these bytes hold. Raises SourceError for what is none."""
    content = unpacked(content)
    if len(content) > MAX_BYTES:
        raise SourceError(
            f"{location} is larger than {MAX_BYTES // 2**20} MB, which no article is: give the article's own page"
        )
    if not content.strip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n"):
        raise SourceError(f"{location} is empty: give a page with an article in it")
    if is_mail(content):
        return _from_mail(location, name, content)
    kind = kind_of(content)
    if kind in DOCUMENTS:
        return _from_document(kind, location, name, content)
    what = "" if media_type == "text/markdown" and kind not in ("epub", *LISTS[:-1]) else _what(kind, content)
    if what or _looks_binary(content):
        raise SourceError(
            f"{location} is {what or 'not text'}; narrate reads HTML, Markdown, text, DOCX, EPUB, PDF, MHTML, mail and feeds"
        )
    told = media_type if media_type != "text/plain" else ""  # a page saved as .txt is a page
    return Source(location=location, name=name, media_type=told or sniff(content), content=content)


def _what(kind: str, content: bytes) -> str:
    """What it is instead of a page, in words that say what to do."""
    return HOLDERS.get(kind, "") or name_of(content)


HOLDERS = {
    "feed": "a feed: `narrate build` takes its articles, other commands one of them",
    "json feed": "a feed: `narrate build` takes its articles, other commands one of them",
    "sitemap": "a sitemap: `narrate build` takes its pages, other commands one of them",
    "outline": "a list of feeds: `narrate build` takes their articles",
    "addresses": "a list of addresses: `narrate build` takes their pages when the list itself is named",
    "epub": "a book: `narrate build` takes its chapters",
    "warc": "a web archive: `narrate build` takes its pages",
}


def _from_document(kind: str, location: str, name: str, content: bytes) -> Source:
    try:
        page, told = DOCUMENTS[kind](content)
    except SourceError as error:
        raise SourceError(f"{location}: {error}") from error
    return Source(location, name, WHOLE, page, told=told)


def _docx(content: bytes) -> tuple[bytes, Told]:
    from narrate.sources.books import document

    return document(content)


def _pdf(content: bytes) -> tuple[bytes, Told]:
    from narrate.sources.pdf import page_of

    return page_of(content), ()


DOCUMENTS = {"docx": _docx, "pdf": _pdf}  # what holds one page: its HTML, and what it says of itself


def is_mail(content: bytes) -> bool:
    """Whether it is a letter, or a page that a browser saved as one."""
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
                    return Source(location, name, kind, _as_utf8(body, charset), told=_saved_from(letter))
    raise SourceError(f"{location} is a saved page or a letter without any text: save the page as HTML")


def _saved_from(letter: EmailMessage) -> tuple[tuple[str, Evidence], ...]:
    """The address that a browser saved the page from."""
    address = str(letter.get("Snapshot-Content-Location", "")).strip()
    return (("canonical_url", Evidence(address, "Snapshot-Content-Location")),) if is_web(address) else ()


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
    """HTML by its own tags, else plain text (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type).

    A part of a page is HTML where most of its lines have the tags of paragraphs and boxes, or it begins with a tag and has as many
    as lines; a text in which a script or a picture was left is none.
    """
    head = content[:65536].replace(b"\x00", b"").lower()
    if any(tag in head for tag in (b"<!doctype html", b"<html", b"<head>", b"<head ", b"<body")):
        return "text/html"
    lines = sum(1 for line in head.split(b"\n") if line.strip())
    begins = TAG.match(head.lstrip()) is not None and len(TAG.findall(head)) >= lines
    return "text/html" if begins or len(BLOCKS.findall(head)) * LINES_OF_ONE >= max(1, lines) else "text/plain"
