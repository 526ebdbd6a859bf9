"""A local server for dist/, good enough to try every app against: ranges, conditions, CORS, compressed text, real 404s.

Starlette's static files do the most of it (RFC 9110 ranges and conditions); ours are the types, the compression of text
alone, the headers that browsers want of another site's audio, and that what is served names this server, whatever site.url.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import socket
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import uvicorn
from lxml import etree
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from narrate.errors import OutputError
from narrate.media import type_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike, stat_result

    from starlette.types import Receive, Scope, Send

COMPRESSED = frozenset({".xml", ".opml", ".vtt", ".srt", ".json", ".js", ".css", ".html", ".svg"})
REBASED = frozenset({".xml", ".opml", ".html"})  # they name addresses of what is published
FIXED = {"cache-control": "no-cache", "x-content-type-options": "nosniff"}
HOST = re.compile(r"[\w.:\[\]-]+", re.ASCII)
SPAN = r"(?:\d{1,18}-(?:\d{1,18})?|-\d{1,18})"
RANGE = re.compile(rf"bytes={SPAN}(?:\s*,\s*{SPAN})*", re.IGNORECASE | re.ASCII)
NOT_A_GUID = rb'(?<![a-z])(?<!isPermaLink="true">)(?<!isPermaLink="false">)'
COUNTER = rb"(?:[\w.-]+/(?:[\w=.,-]+/){0,4})?"  # a server that counts, before the address of what it counts
WEIGHT = re.compile(r"\bq\s*=\s*([01](?:\.[0-9]{0,3})?)", re.IGNORECASE)
HIDDEN = re.compile(r"(?:^|/)\.[^/]")
EXPOSED = ["Accept-Ranges", "Content-Length", "Content-Range", "ETag", "Last-Modified"]


class Published(StaticFiles):
    """The files below dist/; what begins with a dot is narrate's own and stays hidden."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a range that is none, or in another unit, is passed over (RFC 9110, 14.2)."""
        headers = [
            (name, value) for name, value in scope["headers"] if name != b"range" or is_range(value.decode("latin-1"))
        ]
        await super().__call__({**scope, "headers": headers}, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or a 404."""
        if HIDDEN.search(path.replace("\\", "/")) or "\x00" in path:
            return PlainTextResponse("Not Found", status_code=404)
        return await super().get_response(path, scope)

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file in its type; text compressed where the client takes it and asks for no range."""
        path, asked = Path(full_path), Headers(scope=scope)
        media_type = type_of(path.name)
        if path.suffix in COMPRESSED and ("range" not in asked or path.suffix in REBASED):
            return self._text(path, media_type, stat_result, scope, status_code)
        response = super().file_response(full_path, stat_result, scope, status_code)
        if media_type and response.status_code == 200:  # noqa: PLR2004 - OK
            response.headers["content-type"] = media_type
            response.media_type = media_type
        response.headers.update(FIXED | ({"vary": "Accept-Encoding"} if path.suffix in COMPRESSED else {}))
        return response

    def _text(self, path: Path, media_type: str | None, stat: stat_result, scope: Scope, status_code: int) -> Response:
        """Text as this server says it: its own address in it, compressed where that is taken."""
        asked, content = Headers(scope=scope), path.read_bytes()
        host = asked.get("host", "")
        if path.suffix in REBASED and self.directory and HOST.fullmatch(host):
            content = rebased(content, Path(self.directory), f"{scope['scheme']}://{host}/")
        zipped = takes_gzip(asked.get("accept-encoding", ""))
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}{"-gz" if zipped else ""}"'
        headers = Headers(FIXED | {"etag": tag, "vary": "Accept-Encoding", "last-modified": formatdate(stat.st_mtime, usegmt=True)})  # fmt: skip
        if self.is_not_modified(headers, asked):
            return Response(status_code=304, headers=headers)
        body = gzip.compress(content, 6, mtime=0) if zipped else content
        sent = dict(headers) | {"content-length": str(len(body))} | ({"content-encoding": "gzip"} if zipped else {})
        sent |= {"content-type": media_type} if media_type else {}  # as it is: Starlette would add a charset
        return Response(b"" if scope["method"] == "HEAD" else body, status_code, sent)


def takes_gzip(accepted: str) -> bool:
    """Whether `gzip` is accepted by these codings and weights (RFC 9110, 12.5.3): `br, gzip;q=0.5`, `*`; not `gzip;q=0`."""
    weights = {
        name.lower(): _weight(rest) for name, _, rest in (part.strip().partition(";") for part in accepted.split(","))
    }
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weight(parameters: str) -> float:
    found = WEIGHT.search(parameters)
    return float(found[1]) if found else 1.0


def is_range(value: str) -> bool:
    """Whether this is a range of bytes as RFC 9110 (14.1.2) writes them: not `lines=0-9`, `bytes=9-5` or `bytes=a-b`."""
    if not RANGE.fullmatch(value):
        return False
    return all(int(first) <= int(last) for first, last in re.findall(r"(\d+)-(\d+)", value))


def rebased(content: bytes, folder: Path, here: str) -> bytes:
    """The text with the addresses of what is published pointing to `here`; guids and articles elsewhere stay as they are.

    So the feed of a trial names files of the trial, whatever site.url says.
    """
    base = _published_under(folder / "feed.xml")
    if not base.startswith("http") or base == here:
        return content
    scheme, _, host = here.encode().partition(b"://")

    def address(match: re.Match[bytes]) -> bytes:
        if not _is_there(folder, match[3].decode("utf-8", "replace")):
            return match[0]
        return (scheme if match[1].startswith(b"http") else match[1]) + b"://" + (match[2] or b"") + host + match[3]

    place = re.escape(base.partition("://")[2].encode())
    return re.sub(NOT_A_GUID + rb"([a-z]+)://(subscribe/)?" + COUNTER + place + rb"([^\"'<>&\s]*)", address, content)


def _published_under(feed: Path) -> str:
    """The address that the feed's files were published for: its channel's link."""
    try:
        with feed.open("rb") as stream:
            return next((link.text or "" for _, link in etree.iterparse(stream, tag="link")), "")
    except (OSError, etree.XMLSyntaxError):
        return ""


def _is_there(folder: Path, address: str) -> bool:
    name = unquote(re.split("[?#]", address, maxsplit=1)[0])
    return not HIDDEN.search(name) and os.path.exists(folder / name)  # noqa: PTH110 - also for names that can't be


def application(folder: Path) -> Starlette:
    """The server's application over a folder."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["Range", "If-Range", "If-None-Match", "If-Modified-Since"],
        expose_headers=EXPOSED,
    )
    files = Published(directory=folder, html=True, follow_symlink=False)
    return Starlette(routes=[Mount("/", app=files)], middleware=[cors])


def serve(folder: Path, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; `tell` gets the address, with the port that was found if `port` is 0.

    Raises OutputError for a folder that is not there or a port that can't be opened.
    """
    if not (folder / "index.html").is_file():
        raise OutputError(f"{folder} holds no index.html: `narrate build --out {folder}` makes it")
    config = uvicorn.Config(application(folder), log_level="warning", access_log=False)
    with listening(host, port) as listener:
        tell(f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections there. Raises OutputError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError, UnicodeError) as error:  # taken or forbidden; beyond 65535; no name of a host
        raise OutputError(
            f"port {port} of {host} can't be opened ({error}): choose another --port or --host"
        ) from error
