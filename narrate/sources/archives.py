"""Web archives: the pages of a WARC file, plain or gzipped record by record, by their addresses. Read by warcio.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from narrate.errors import SourceError
from narrate.sources.charsets import media_type

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = ("text/html", "application/xhtml+xml")
FOUND = "200"  # the status of an answer that holds the page
MOST = 200_000  # pages of an archive


@dataclass(frozen=True, slots=True)
class Record:
    """A page of an archive: its address, and where its record begins, in bytes from the beginning of the file."""

    address: str
    at: int


def records(stream: IO[bytes]) -> Iterator[Record]:
    """The pages in the order of their first capture; of one that was captured several times, the last. Raises SourceError."""
    last: dict[str, int] = {}
    for record, archive in _through(stream):
        address = _page_of(record)
        if address and len(last) < MOST:
            archive.read_to_end(record)
            last[address] = archive.get_record_offset()
    yield from (Record(address, at) for address, at in last.items())


def body(stream: IO[bytes], at: int, most: int) -> tuple[bytes, str, str]:
    """The page whose record begins there, unpacked, up to `most` + 1 bytes, its media type and its charset. Raises
    SourceError."""
    stream.seek(at)
    for record, _ in _through(stream):
        try:
            content = _all_of(record.content_stream(), most + 1)
        except Exception as error:
            raise _damaged(error) from error
        return content, *media_type(record.http_headers.get_header("Content-Type", "") if record.http_headers else "")
    raise SourceError("the archive ends before that page: take it again")


def _through(stream: IO[bytes]) -> Iterator[tuple[Any, Any]]:
    """Each record, with its archive."""
    from warcio.archiveiterator import ArchiveIterator

    archive = ArchiveIterator(stream)
    try:
        for record in archive:
            yield record, archive
    except SourceError:
        raise
    except Exception as error:  # whatever the bytes make of it
        raise _damaged(error) from error


def _damaged(error: Exception) -> SourceError:
    return SourceError(f"the archive is damaged ({type(error).__name__}: {error}): take it again")


def _page_of(record: Any) -> str:  # noqa: ANN401 - warcio has no types
    """The address of a record that holds a page; "" for every other."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != FOUND:
        return ""
    kind, _ = media_type(headers.get_header("Content-Type", ""))
    return record.rec_headers.get_header("WARC-Target-URI", "").strip("<>") if kind in PAGES else ""


def _all_of(stream: Any, most: int) -> bytes:  # noqa: ANN401 - as above
    """What a stream holds, up to so many bytes: one read gives what is there."""
    parts, left = [], most
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
