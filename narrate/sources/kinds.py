"""What a file is, by its first bytes: a page, something that holds or lists pages, or something that has no voice.

A table each for what is read and for what is only named. https://mimesniff.spec.whatwg.org/ , file(1)'s magic for the rest.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib

from narrate.errors import SourceError

PAGE = "page"
LARGEST_INSIDE = 64 * 1024 * 1024  # bytes of an archive once it is unpacked
MOST_INSIDE = 5_000  # files in it

# Bytes that a file begins with, and where → what it is.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%!PS", "PostScript"),
    (0, b"\x89PNG", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (0, b"\x00\x00\x01\x00", "an icon"),
    (0, b"RIFF", "a RIFF file (WAV, WebP)"),
    (0, b"ID3", "an MP3"),
    (0, b"OggS", "an Ogg file"),
    (0, b"fLaC", "a FLAC file"),
    (4, b"ftyp", "an MP4 file"),
    (0, b"\x1aE\xdf\xa3", "a Matroska or WebM file"),
    (0, b"AT&TFORM", "a DjVu book"),
    (60, b"BOOKMOBI", "a Kindle book: convert it to EPUB"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office document: save it as .docx"),
    (0, b"{\\rtf", "an RTF document: save it as HTML or plain text"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it"),
    (0, b"Rar!", "a RAR archive: unpack it"),
    (0, b"BZh", "compressed by bzip2: unpack it"),
    (0, b"\xfd7zXZ", "compressed by xz: unpack it"),
    (0, b"\x28\xb5\x2f\xfd", "compressed by zstd: unpack it"),
    (257, b"ustar", "a tar archive: unpack it"),
    (0, b"SQLite format 3", "a database"),
    (0, b"\x7fELF", "a program"),
    (0, b"\x00asm", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"bplist", "a property list"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"d8:announce", "a torrent"),
)
BEGUN = ((b"%PDF", "pdf"), (b"WARC/", "warc"))  # the beginnings of what holds pages
XML = rb"\s*(?:<\?xml[^>]{0,200}>)?\s*(?:<\?[^>]{0,400}\?>\s*){0,5}(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,5}(?:<!DOCTYPE[^>]{0,400}>\s*)?"
# The beginnings of texts that list pages.
LISTS = (
    ("feed", re.compile(XML + rb"<(?:rss|rdf:RDF|feed|atom:feed)\b")),
    ("sitemap", re.compile(XML + rb"<(?:\w{1,12}:)?(?:urlset|sitemapindex)\b")),
    ("outline", re.compile(XML + rb"<opml\b")),
    (
        "json feed",
        re.compile(rb"\s*\{(?:[^{}]{0,2000})\"version\"\s*:\s*\"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\b"),
    ),
)
# The beginnings of texts that have no voice.
TEXTS = (
    (re.compile(rb"\s*[\[{]\s*[\[{\"\]}]"), "JSON"),
    (re.compile(rb"\s*(?:WEBVTT\b|1\r?\n\d\d:\d\d:\d\d,\d{3} -->|\[Script Info\])"), "captions"),
    (re.compile(rb"\s*(?:\[\w{2}:[^\]]{1,80}\]\s*)*\[\d\d:\d\d[.:]\d\d\d?\]"), "the words of a song"),
    (re.compile(rb"\s*BEGIN:V(?:CARD|CALENDAR)"), "a card or a calendar"),
    (re.compile(XML + rb"<svg\b"), "an SVG picture"),
    (re.compile(rb"\s*<\?xml(?![^>]{0,400}>\s*(?:<[?!][^>]{0,400}>\s*)*<(?:html|body)\b)"), "XML, and no page"),
    (re.compile(rb"#!\s*/|<\?php\b|\s*(?:import|from) \w[\w.]* import |\s*(?:package|using) [\w.]+;|\s*#include\s*[<\"]"), "the text of a program"),
    (re.compile(rb"\s*(?:'use strict'|\"use strict\"|\(?function\s*\w*\(|(?:var|const|let) \w+ ?=)"), "the text of a program"),
    (re.compile(rb"\s*(?:@charset|@import|/\*(?:[^*]|\*(?!/)){0,2000}\*/\s*(?:[.#@*:]?[\w-]+\s*[,{]))|\s*(?:[.#]?[\w-]{1,40}\s*){1,3}\{\s*[\w-]{1,30}\s*:[^{}]{1,200};"), "a style sheet"),
    (re.compile(rb"\s*(?:-- \w+ dump|CREATE TABLE|INSERT INTO|DROP TABLE|BEGIN TRANSACTION)", re.IGNORECASE), "SQL"),
    (re.compile(rb"\s*\\documentclass"), "LaTeX: make HTML of it"),
    (re.compile(rb"diff --git |--- a/|Index: \S+\r?\n={10}"), "a patch"),
    (re.compile(rb"-----BEGIN [A-Z ]{3,40}-----"), "a key or a certificate"),
    (re.compile(rb"(?:\S{3,45} \S{1,20} \S{1,20} \[[^\]]{10,40}\] \"[^\n]{1,2000}\n|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^\n]{1,2000}\n){3}"), "a log"),
    (re.compile(rb"\s*(?:\[[\w.\" -]{1,60}\]\s*\r?\n)?(?:[\w.-]{1,60}\s*=[^\n]{0,200}\r?\n){3}"), "a configuration"),
)  # fmt: skip
TABLE = re.compile(r"[^,\t;]{0,80}(?:[,\t;][^,\t;]{0,80}){2,60}")
ADDRESS = re.compile(r"https?://\S{1,2000}")


def kind_of(content: bytes) -> str:
    """`page`, `mail`, `feed`, `sitemap`, `outline`, `json feed`, `addresses`, `epub`, `docx`, `pdf`, `warc`, or "" for what has none of these."""
    head = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if content.startswith(b"PK\x03\x04"):
        return _in_archive(content)
    if begun := next((kind for start, kind in BEGUN if head.startswith(start)), ""):
        return begun
    if any(content[at : at + len(start)] == start for at, start, _ in SIGNATURES):
        return ""
    listed = next((kind for kind, look in LISTS if look.match(head)), "")
    if listed:
        return listed
    return "addresses" if addresses(content) else PAGE if not name_of(content) else ""


def name_of(content: bytes) -> str:
    """What it is that has no voice, in words that say what to do; "" for what may be a page."""
    head = content[:4096].removeprefix(b"\xef\xbb\xbf")
    for at, start, name in SIGNATURES:
        if content[at : at + len(start)] == start:
            return name
    if content.startswith(b"PK\x03\x04"):
        return _name_in_archive(content)
    return next((name for look, name in TEXTS if look.match(head)), "") or (
        "a table of data" if _is_table(head) else ""
    )


def _is_table(head: bytes) -> bool:
    """Four lines or more that all have as many commas, tabs or semicolons, and no sentence."""
    rows = head.decode("utf-8", "replace").split("\n")[:-1][:30]
    counts = {(row.count(","), row.count("\t"), row.count(";")) for row in rows}
    return len(rows) > 3 and len(counts) == 1 and all(TABLE.fullmatch(row.rstrip("\r")) for row in rows) and not any(". " in row for row in rows)  # noqa: PLR2004  # fmt: skip


def addresses(content: bytes) -> tuple[str, ...]:
    """The addresses of a list: one a line, `#` before what is none; () where any line is something else."""
    rows = [row.strip() for row in content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").split("\n")]
    rows = [row for row in rows if row and not row.startswith("#")]
    return tuple(rows) if rows and all(ADDRESS.fullmatch(row) for row in rows) else ()


def unzipped(content: bytes, most: int) -> bytes:
    """What was gzipped, up to `most` + 1 bytes (https://www.rfc-editor.org/rfc/rfc1952). Raises SourceError."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, most + 1)
    except zlib.error as error:
        raise SourceError(f"what is gzipped there is damaged ({error}): fetch it again") from error


def archive(content: bytes) -> zipfile.ZipFile:
    """A ZIP file that is safe to unpack. Raises SourceError."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        inside = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(f"the archive is damaged ({error}): fetch it again") from error
    if len(inside) > MOST_INSIDE or sum(one.file_size for one in inside) > LARGEST_INSIDE:
        raise SourceError("the archive holds more than an article or a book does: unpack it and give the pages")
    if any(one.flag_bits & 1 for one in inside):
        raise SourceError("the archive is locked by a password: save it without one")
    return packed


def _in_archive(content: bytes) -> str:
    try:
        names = set(archive(content).namelist())
    except SourceError:
        return ""
    return next(
        (kind for name, kind in (("META-INF/container.xml", "epub"), ("word/document.xml", "docx")) if name in names),
        "",
    )


INSIDE = (
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("content.xml", "an OpenDocument file: save it as .docx or HTML"),
    ("META-INF/MANIFEST.MF", "a program"),
    ("Index/", "a Pages document: export it as .docx"),
)


def _name_in_archive(content: bytes) -> str:
    try:
        names = archive(content).namelist()
    except SourceError as error:
        return f"a ZIP archive, and {error}"
    return next(
        (what for start, what in INSIDE if any(name.startswith(start) for name in names)), "a ZIP archive: unpack it"
    )


def json_feed(content: bytes) -> dict[str, object]:
    """The table of a JSON feed. Raises SourceError."""
    try:
        table = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"the JSON feed can't be read ({error})") from error
    return table if isinstance(table, dict) else {}
