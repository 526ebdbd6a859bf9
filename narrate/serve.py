"""A local server for dist/, good enough to try every app against: ranges, conditions, CORS, compressed text, real 404s.

Starlette's static files do the most of it (RFC 9110 ranges and conditions); ours are the types, the compression of text
alone, and the headers that browsers want of another site's audio.
"""

from __future__ import annotations

import gzip
import re
import socket
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from narrate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike, stat_result

    from starlette.types import Scope

# https://www.iana.org/assignments/media-types/
TYPES = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
}
EXACT = {"chapters.json": "application/json+chapters", "transcript.vtt": "text/vtt"}  # AntennaPod refuses a charset
COMPRESSED = frozenset({".xml", ".opml", ".vtt", ".srt", ".json", ".js", ".css", ".html", ".svg"})
BYTES = re.compile(rb"\s*bytes\s*=", re.IGNORECASE)  # the one unit; others are ignored: RFC 9110 §14.2
HIDDEN = re.compile(r"(?:^|/)\.[^/]")
EXPOSED = ["Accept-Ranges", "Content-Length", "Content-Range", "ETag", "Last-Modified"]


class Published(StaticFiles):
    """The files below dist/; what begins with a dot is narrate's own and stays hidden."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or a 404."""
        if HIDDEN.search(path.replace("\\", "/")) or "\x00" in path:
            return PlainTextResponse("Not Found", status_code=404)
        return await super().get_response(path, scope)

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file in its type; text compressed where the client takes it and asks for no range."""
        path = Path(full_path)
        scope["headers"] = [row for row in scope["headers"] if row[0].lower() != b"range" or BYTES.match(row[1])]
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        media_type = EXACT.get(path.name) or TYPES.get(path.suffix)
        if path.suffix in COMPRESSED and "gzip" in headers.get("accept-encoding", "") and "range" not in headers:
            return _compressed(path, media_type, stat_result, headers, scope)
        response = super().file_response(full_path, stat_result, scope, status_code)
        if media_type and response.status_code == 200:  # noqa: PLR2004 - OK
            response.headers["content-type"] = media_type
            response.media_type = media_type
        if path.suffix in COMPRESSED:
            response.headers["vary"] = "Accept-Encoding"
        response.headers["cache-control"] = "no-cache"
        response.headers["x-content-type-options"] = "nosniff"
        return response


def _compressed(
    path: Path, media_type: str | None, stat: stat_result, headers: dict[str, str], scope: Scope
) -> Response:
    tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}-gz"'
    fixed = {"etag": tag, "vary": "Accept-Encoding", "cache-control": "no-cache", "x-content-type-options": "nosniff", "last-modified": formatdate(stat.st_mtime, usegmt=True)}  # fmt: skip
    if tag in headers.get("if-none-match", "") or _is_as_it_was(stat, headers):
        return Response(status_code=304, headers=fixed)
    body = gzip.compress(path.read_bytes(), 6, mtime=0)
    fixed |= {"content-encoding": "gzip", "content-length": str(len(body))}
    return Response(b"" if scope["method"] == "HEAD" else body, media_type=media_type, headers=fixed)


def _is_as_it_was(stat: stat_result, headers: dict[str, str]) -> bool:
    """If-Modified-Since, which counts only where no tag is asked for (RFC 9110 §13.1.3)."""
    if "if-none-match" in headers or "if-modified-since" not in headers:
        return False
    try:
        return int(stat.st_mtime) <= parsedate_to_datetime(headers["if-modified-since"]).timestamp()
    except ValueError:
        return False


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
    """Serve until interrupted; `tell` is given the address. Raises OutputError for a folder that is not there, and for a port
    that is none or is taken."""
    if not (folder / "index.html").is_file():
        raise OutputError(f"{folder} holds no index.html: `narrate build --out {folder}` makes it")
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        raise OutputError(f"port {port} of {host} can't be opened ({error}): choose another --port") from error
    tell(f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/")
    config = uvicorn.Config(application(folder), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])
