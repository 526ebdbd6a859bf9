"""A place (file, folder, feed, sitemap, list, book, - for standard input, address) → its pages.

Detect what it is (kinds), expand it (lists, books, folders), fetch each page when its turn comes (files, web). Knows where
pages come from; not what is in them.
"""

from __future__ import annotations

import hashlib
import html
import io
import logging
import os
import stat
import sys
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from narrate.errors import NarrateError, NoArticleError, SourceError
from narrate.identity import is_web
from narrate.model import Evidence, Found, Source
from narrate.sources import paging
from narrate.sources.blogs import blog_of
from narrate.sources.charsets import in_utf8
from narrate.sources.contents import LISTS, MAX_BYTES, MEDIA_TYPES, WHOLE, is_mail, source_of, unpacked
from narrate.sources.kinds import PAGE, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from io import BufferedReader

    from narrate.model import Visit
    from narrate.sources.lists import Item
    from narrate.sources.web import Web

OUTPUT = ".narrate"  # the folder that tells an output folder of narrate's
PART = "#"  # between a book, or a feed, and a part of it


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the pages of folders and lists are taken. Patterns are of the shell (fnmatch), over paths and addresses."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: str = ""  # ISO 8601: what lists say is older is left out
    limit: int = 0  # of a list, the first so many; 0: all
    own: Mapping[str, Wanted] = field(default_factory=dict)  # of some locations, instead

    def takes(self, found: Found) -> bool:
        """Whether this page is one of them."""
        names = (found.location, found.name)
        if any(fnmatch(name, pattern) for name in names for pattern in self.exclude):
            return False
        return not self.include or any(fnmatch(name, pattern) for name in names for pattern in self.include)


EVERYTHING = Wanted()
Failed = tuple[str, NarrateError]  # a place, and why it can't be there
LOG = logging.getLogger(__name__)


def find(locations: Sequence[str], web: Web | None = None, wanted: Wanted = EVERYTHING) -> Iterator[Found | Failed]:
    """Each page, or (location, error) for one that can't be there; folders are walked in the order of their names, lists in
    their own. An address that two lists name comes once."""
    met: set[str] = set()
    joined: set[Path] = set()
    for location in locations:
        try:
            for found in _found(location, web or _web(locations), wanted.own.get(location, wanted)):
                if isinstance(found, tuple):
                    yield found
                    continue
                if (found.path is None and found.held is None and found.location in met) or found.path in joined:
                    continue
                met.add(found.location)
                joined.update(found.further)
                yield found if _is_named(found) else (_readable(found.location), _unnamed(found))
        except NarrateError as error:
            yield (location, error)
        except Exception as error:
            LOG.debug("%s", location, exc_info=True)
            yield (location, SourceError(f"{location} could not be looked through ({type(error).__name__}: {error})"))


def digest_of(found: Found) -> str:
    """SHA-256 of the page's bytes; "" for what is no file, or can't be read now: fetching it will tell."""
    if found.held is not None:
        return hashlib.sha256(found.held.content).hexdigest()
    if found.path is None:
        return ""
    if found.at >= 0:
        return hashlib.sha256(_recorded(found).content).hexdigest()
    sha = hashlib.sha256()
    try:
        for path in (found.path, *found.further):
            kind = path.stat()
            if not stat.S_ISREG(kind.st_mode) or kind.st_size > MAX_BYTES:
                return ""
            with path.open("rb", buffering=0) as stream:  # as much memory as the page, not as any page may have
                sha.update(stream.read())
    except OSError:
        return ""
    return sha.hexdigest()


def place_of(found: Found, out: Path) -> str:
    """Where a page is, seen from the output folder, so that both may move together; an address is itself."""
    if found.path is None:
        return found.location
    part = found.location.partition(PART)[1:] if found.held is not None or found.at >= 0 else ()
    name = found.path.name + "".join(part)
    return f"{_seen_from(str(out), str(found.path.parent), os.getcwd())}/{name}"  # noqa: PTH109 - for thousands


@lru_cache(maxsize=64)
def _seen_from(out: str, folder: str, _: str) -> str:
    """The way from one folder to another, both seen from where we are."""
    try:
        return os.path.relpath(folder, out).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(folder).replace(os.sep, "/")  # noqa: PTH100 - as above


def fetch(found: Found, web: Web | None = None, since: Visit | None = None, address: str = "") -> Source:
    """The page itself; `address` is that of the site whose posts lie in files. Raises SourceError; SameError where it is as it was at the visit `since`."""
    if found.held is not None:
        return found.held
    if found.path is not None and found.at >= 0:
        return _recorded(found)
    if found.path is not None:
        further = tuple(_file(path, found.name, address) for path in found.further)
        return replace(_file(found.path, found.name, address), further=further)
    if found.location == "-":
        return source_of("-", "-", sys.stdin.buffer.read(MAX_BYTES + 1), "")
    web = web or _web([found.location])
    if found.listed and not web.allowed(found.location):
        raise NoArticleError(f"{found.location} is left out: the robots.txt of its site asks for it")
    answer = web.fetch(found.location, MAX_BYTES, since)
    if answer is None:
        raise SameError(f"{found.location} is as it was")
    web.answered(found.location, answer)
    if found.listed and paging.is_later(answer.content, found.location):
        raise NoArticleError(f"{found.location} is a later page of an article: it is read with the first")
    source = source_of(found.location, found.name, answer.content, answer.media_type)
    return replace(source, told=found.told, further=tuple(_later_pages(source, web)))


def _later_pages(source: Source, web: Web) -> Iterator[Source]:
    """The further pages of an article; one that can't be had ends them, and the page before it tells that it goes on."""
    here, first = source, source.content
    met = {source.location}
    while len(met) < paging.MOST:
        address = paging.next_of(here.content, here.location)
        if not address or address in met or not web.allowed(address):
            return
        met.add(address)
        try:
            answer = web.fetch(address, MAX_BYTES)
            here = source_of(
                address, source.name, answer.content if answer else b"", answer.media_type if answer else ""
            )
        except NarrateError:
            return
        if not paging.is_same_article(first, here.content):
            return
        yield here


class SameError(NarrateError):
    """The page has not changed since it was fetched last. Never seen by a user."""


def load_one(location: str) -> Source:
    """The page at this location. Raises SourceError."""
    if location != "-" and not is_web(location) and Path(location).is_dir():
        raise SourceError(f"{location} is a folder: name one page in it")
    if is_web(location) or location == "-":
        return fetch(Found(location, location))
    return fetch(_named(location))


def _named(location: str) -> Found:
    """A file that was named, with those beside it that are further pages of its article."""
    path = Path(location)
    beside = frozenset(name for name in paging.names_after(path.name) if path.with_name(name).is_file())
    names = frozenset(os.listdir(path.parent)) if beside else beside  # noqa: PTH208 - names alone
    return Found(
        location, path.name, path, further=paging.followers(path, partial(paging.file_after, read=_peeked, names=names))
    )


def _web(locations: Sequence[str]) -> Web:
    from narrate.sources.web import Web

    return Web(locations)


def _is_named(found: Found) -> bool:
    """Whether the name is text: what no encoding explains can't be kept, compared or shown."""
    return found.location.isascii() or not any("\ud800" <= char <= "\udfff" for char in found.location)


def _readable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _unnamed(found: Found) -> SourceError:
    return SourceError(f"{_readable(found.location)}: the name of the file or its folder is not UTF-8: rename it")


def _found(location: str, web: Web, wanted: Wanted) -> Iterator[Found | Failed]:
    """The pages at a place: detect what it is, then expand it."""
    if location == "-":
        yield from _expanded(Found("-", "-"), sys.stdin.buffer.read(MAX_BYTES + 1), "", web, wanted)
    elif is_web(location):
        yield from _at_address(location, web, wanted)
    elif Path(location).is_dir():
        for found in _folder(Path(location)):
            if isinstance(found, tuple):
                yield found
            elif wanted.takes(found):
                yield from _inside(found)
    else:
        yield from _expanded(_named(location), _bytes_of(Path(location)), "", web, wanted)


def _at_address(location: str, web: Web, wanted: Wanted) -> Iterator[Found | Failed]:
    """A page that was a page before is fetched when its turn comes; everything else is looked at now."""
    before = web.memory.visit(location) if web.memory else None
    if before is not None and not before.body:
        yield Found(location, location)
        return
    answer = web.fetch(location, MAX_BYTES, before)
    content, kind = (answer.content, answer.media_type) if answer else (before.body if before else b"", "")
    if answer is not None:
        web.answered(location, answer, body=content if kind_of(unpacked(content)) in LISTS else b"")
    yield from _expanded(Found(location, location), content, kind, web, wanted)


DEEPEST = 3  # lists of lists of lists


def _expanded(
    found: Found, content: bytes, media_type: str, web: Web, wanted: Wanted, depth: int = 0
) -> Iterator[Found | Failed]:
    """What this holds: the pages that it lists, its chapters, or itself."""
    content = unpacked(content)
    kind = kind_of(content) if not is_mail(content) else PAGE
    if kind in LISTS and MEDIA_TYPES.get(Path(found.name).suffix.lower()) != "text/markdown":
        yield from _listed(kind, found, content, web, wanted, depth)
    elif kind == "epub":
        yield from filter(wanted.takes, _chapters(found, content))
    elif kind == "warc":
        yield from filter(wanted.takes, _archived(found, content))
    elif found.path is not None and found.path.suffix.lower() != ".gz":
        yield found
    else:
        yield replace(found, held=replace(source_of(found.location, found.name, content, media_type), told=found.told))


def _listed(kind: str, found: Found, content: bytes, web: Web, wanted: Wanted, depth: int) -> Iterator[Found | Failed]:
    from narrate.sources.lists import items, moment_of

    taken = 0
    for item in items(kind, content, found.location):
        if found.path is not None or found.location == "-":  # the user's own list: it names what it names
            web.trust(item.address)
        if item.is_list:
            yield from _list_in(item.address, web, wanted, depth)
            continue
        if wanted.since and item.published and moment_of(item.published) < moment_of(wanted.since):
            continue
        one = _page_of(item, found)
        if not wanted.takes(one):
            continue
        taken += 1
        if wanted.limit and taken > wanted.limit:
            return
        yield one


def _list_in(address: str, web: Web, wanted: Wanted, depth: int) -> Iterator[Found | Failed]:
    """A list that a list names; where it can't be had, the others are all the same."""
    try:
        yield from _expanded_list(address, web, wanted, depth)
    except NarrateError as error:
        yield (address, error)


def _expanded_list(address: str, web: Web, wanted: Wanted, depth: int) -> Iterator[Found | Failed]:
    if depth >= DEEPEST:
        raise SourceError(f"{address} is a list in a list in a list: name it itself")
    if not web.allowed(address):
        raise NoArticleError(f"{address} is left out: the robots.txt of its site asks for it")
    before = web.memory.visit(address) if web.memory else None
    answer = web.fetch(address, MAX_BYTES, before if before and before.body else None)
    content = answer.content if answer else before.body if before else b""
    if answer is not None:
        web.answered(address, answer, body=content)
    yield from _expanded(Found(address, address, listed=True), content, "", web, wanted, depth + 1)


def _page_of(item: Item, found: Found) -> Found:
    """The page of a row of a list: its address, or the text that came with the list."""
    if item.address:
        return Found(item.address, item.address, listed=True, changed=item.changed, told=item.told)
    name = f"{found.location}{PART}{item.name or hashlib.sha256(item.text.encode()).hexdigest()[:12]}"
    title = next((evidence.value for field, evidence in item.told if field == "title"), "")
    page = f"<html><head><title>{html.escape(title)}</title></head><body><h1>{html.escape(title)}</h1>{item.text}</body></html>"
    held = Source(name, name, WHOLE, page.encode("utf-8", "replace"), told=item.told)
    return Found(name, name, found.path, listed=True, held=held)


def _inside(found: Found) -> Iterator[Found | Failed]:
    """A file of a folder: its chapters, or itself."""
    if found.path is None or found.path.suffix.lower() != ".epub":
        yield found
        return
    try:
        yield from _chapters(found, _bytes_of(found.path))
    except NarrateError as error:
        yield (found.location, error)


def _chapters(found: Found, content: bytes) -> Iterator[Found]:
    from narrate.sources.books import chapters

    try:
        for name, page, told in chapters(content):
            where, called = f"{found.location}{PART}{name}", f"{found.name}{PART}{name}"
            yield Found(where, called, found.path, listed=True, held=Source(where, called, WHOLE, page, told=told))
    except SourceError as error:
        raise SourceError(f"{found.location}: {error}") from error


def _archived(found: Found, content: bytes) -> Iterator[Found]:
    """The pages of a web archive: of a file, each is read when its turn comes."""
    from narrate.sources.archives import records

    try:
        with _opened(found.path) if found.path else io.BytesIO(content) as stream:
            for record in records(stream):
                where, called = (f"{name}{PART}{record.address}" for name in (found.location, found.name))
                one = Found(where, called, found.path, listed=True, at=record.at)
                yield one if found.path else replace(one, held=_in_record(one, stream), at=-1)
    except SourceError as error:
        raise SourceError(f"{found.location}: {error}") from error


def _recorded(found: Found) -> Source:
    """The page of a file's record. Raises SourceError."""
    if found.path is None:
        raise SourceError(f"{found.location} is in no file")
    with _opened(found.path) as stream:
        return _in_record(found, stream)


def _in_record(found: Found, stream: IO[bytes]) -> Source:
    from narrate.sources.archives import body

    address = found.location.partition(PART)[2]
    try:
        content, media_type, charset = body(stream, found.at, MAX_BYTES)
        source = source_of(found.location, found.name, in_utf8(content, charset), media_type)
    except SourceError as error:
        raise SourceError(f"{found.location}: {error}") from error
    told = (("canonical_url", Evidence(address, "WARC-Target-URI")),) if is_web(address) else ()
    return replace(source, told=told)


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise SourceError(f"{path} can't be read: {error.strerror}") from error


def _folder(folder: Path) -> Iterator[Found | Failed]:
    pages = _pages(str(folder), str(folder)) if not (folder / OUTPUT).is_dir() else iter(())
    first = next(pages, None)
    if first is None:
        what = "is an output folder of narrate's" if (folder / OUTPUT).is_dir() else "holds no page"
        raise SourceError(f"{folder} {what}: narrate reads folders with {', '.join(sorted(MEDIA_TYPES))} in them")
    yield first
    yield from pages


def _pages(top: str, folder: str) -> Iterator[Found | Failed]:
    """The pages below, one at a time, each with the further pages of its article, and the folders that can't be looked
    into; what narrate published is no source."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        name = _readable(folder)
        yield (
            name,
            SourceError(f"{name} can't be looked into: {error.strerror}; change its permissions, or move it away"),
        )
        return
    if any(entry.name == OUTPUT and entry.is_dir() for entry in listed):
        return
    further = _joined(listed)
    later = {str(path) for paths in further.values() for path in paths}
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            yield from _pages(top, entry.path)
        elif _is_page(entry) and entry.path not in later:
            name = entry.path[len(top) :].lstrip(os.sep).replace(os.sep, "/")
            yield Found(entry.path, name, Path(entry.path), listed=True, further=further.get(entry.path, ()))


def _joined(listed: Sequence[os.DirEntry[str]]) -> dict[str, tuple[Path, ...]]:
    """The further pages of the articles in a folder, for those that have some. Each page is looked at once."""
    names = frozenset(entry.name for entry in listed)
    able = [entry for entry in listed if not names.isdisjoint(paging.names_after(entry.name)) and _is_page(entry)]
    after = {(path := Path(entry.path)): paging.file_after(path, _peeked, names) for entry in able}
    return {str(path): paging.followers(path, after.get) for path, one in after.items() if one is not None}


def _peeked(path: Path) -> bytes:
    """What a file holds; nothing where that can't be read: its own turn will tell."""
    try:
        return _bytes_of(path)
    except SourceError:
        return b""


def _is_page(entry: os.DirEntry[str]) -> bool:
    return os.path.splitext(entry.name)[1].lower() in MEDIA_TYPES and _is_file(entry)  # noqa: PTH122 - for thousands


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Not a pipe, a device or a folder; where a link leads can be a secret: opening it will tell."""
    try:
        return entry.is_file()
    except OSError:
        return True


def _bytes_of(path: Path) -> bytes:
    """What a file holds, a byte more than is taken at most; of a pipe or a device nobody knows whether it ever ends."""
    try:
        if not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(f"{path} is a pipe or a device, not a file: pipe what it holds to narrate, and give -")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file; name a page, a folder of pages, an address or - for stdin") from None
    except OSError as error:
        raise SourceError(f"{path} can't be read: {error.strerror}") from error


def _file(path: Path, name: str, address: str) -> Source:
    source = source_of(str(path), name, _bytes_of(path), MEDIA_TYPES.get(path.suffix.lower(), ""))
    return replace(source, blog=blog_of(path, address)) if source.media_type == "text/markdown" else source
