"""Documents that hold their pages: EPUB (a page a chapter, in reading order), DOCX (one page). Bytes in, HTML out.

https://www.w3.org/TR/epub-33/#sec-package-doc ; DOCX by mammoth.
"""

from __future__ import annotations

import html
import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from narrate.errors import SourceError
from narrate.model import Evidence
from narrate.sources.kinds import archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

Told = tuple[tuple[str, Evidence], ...]
DC = "{http://purl.org/dc/elements/1.1/}"
CREATED = "{http://purl.org/dc/terms/}created"
CHAPTERS = ("application/xhtml+xml", "text/html")
# What zipfile raises for a damaged member.
UNREADABLE = (KeyError, ValueError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)
UNSPOKEN = frozenset({"nav", "cover", "cover-image"})


def _xml(packed: ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(packed.read(name), parser)
    except (*UNREADABLE, etree.XMLSyntaxError) as error:
        raise SourceError(f"{name} in it is missing or damaged: export the document again") from error


def chapters(content: bytes) -> Iterator[tuple[str, bytes, Told]]:
    """The chapters of an EPUB: the file's name inside, its XHTML, and what the book says of itself. Raises SourceError."""
    packed = archive(content)
    if "META-INF/rights.xml" in packed.namelist():
        raise SourceError("the book is locked (DRM): narrate reads books without locks")
    container = _xml(packed, "META-INF/container.xml")
    opf = next((one.get("full-path") or "" for one in container.iter("{*}rootfile")), "")
    book = _xml(packed, opf)
    told = _told(book)
    files = {one.get("id"): one for one in book.iter("{*}item")}
    for row in book.iter("{*}itemref"):
        one = files.get(row.get("idref"))
        if (
            one is None
            or row.get("linear") == "no"
            or one.get("media-type") not in CHAPTERS
            or UNSPOKEN & set((one.get("properties") or "").split())
        ):
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(opf), unquote(one.get("href") or "")))
        try:
            yield name, packed.read(name), told
        except UNREADABLE as error:
            raise SourceError(f"{name} in the book is missing or damaged: export it again") from error


def _told(book: etree._Element) -> Told:
    said = {"author": f"{DC}creator", "lang": f"{DC}language", "publisher": f"{DC}publisher", "published": f"{DC}date"}
    found = {name: next((one.text for one in book.iter(tag) if one.text), "") for name, tag in said.items()}
    return tuple((name, Evidence(" ".join(value.split()), "EPUB package")) for name, value in found.items() if value)


def document(content: bytes) -> tuple[bytes, Told]:
    """The HTML of a DOCX and what it says of itself; pictures are left out. Raises SourceError."""
    import mammoth

    packed = archive(content)
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(content), convert_image=mammoth.images.img_element(lambda _: {"src": ""})
        )
    except Exception as error:
        raise SourceError(
            f"it can't be read as .docx ({type(error).__name__}): save it anew from the word processor"
        ) from error
    told = _said(packed)
    title = next((evidence.value for name, evidence in told if name == "title"), "")
    return f"<html><head><title>{html.escape(title)}</title></head><body>{made.value}</body></html>".encode(), told


def _said(packed: ZipFile) -> Told:
    if "docProps/core.xml" not in packed.namelist():
        return ()
    core = _xml(packed, "docProps/core.xml")
    said = {"title": f"{DC}title", "author": f"{DC}creator", "published": CREATED}
    found = {name: (core.findtext(tag) or "").strip() for name, tag in said.items()}
    return tuple((name, Evidence(value, "document properties")) for name, value in found.items() if value)
