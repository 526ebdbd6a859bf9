"""A local server for dist/, good enough to try every app against: ranges, conditions, CORS, compressed text, real 404s.

Starlette's static files do the most of it (RFC 9110 ranges and conditions); ours are the types, the compression of text
alone, and the headers that browsers want of another site's audio.
"""

from __future__ import annotations

import gzip
import re
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
    from email.utils import formatdate

    fixed = {"etag": tag, "vary": "Accept-Encoding", "cache-control": "no-cache", "x-content-type-options": "nosniff", "last-modified": formatdate(stat.st_mtime, usegmt=True)}  # fmt: skip
    if tag in headers.get("if-none-match", ""):
        return Response(status_code=304, headers=fixed)
    body = gzip.compress(path.read_bytes(), 6, mtime=0)
    fixed |= {"content-encoding": "gzip", "content-length": str(len(body))}
    return Response(b"" if scope["method"] == "HEAD" else body, media_type=media_type, headers=fixed)


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


def serve(folder: Path, host: str, port: int) -> None:
    """Serve until interrupted. Raises OutputError for a folder that is not there or a port that is taken."""
    if not (folder / "index.html").is_file():
        raise OutputError(f"{folder} holds no index.html: `narrate build --out {folder}` makes it")
    config = uvicorn.Config(application(folder), host=host, port=port, log_level="warning", access_log=False)
    try:
        uvicorn.Server(config).run()
    except SystemExit as error:
        raise OutputError(f"port {port} of {host} can't be opened: choose another --port") from error
