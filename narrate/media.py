"""The types of what is published, by how names end, for servers and stores."""

from __future__ import annotations

from pathlib import PurePosixPath

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
    ".txt": "text/plain; charset=utf-8",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml",
}
EXACT = {"chapters.json": "application/json+chapters", "transcript.vtt": "text/vtt"}  # AntennaPod refuses a charset


def type_of(name: str) -> str | None:
    """`episodes/a/chapters.json` → `application/json+chapters`; None for what is not of these types."""
    path = PurePosixPath(name)
    return EXACT.get(path.name) or TYPES.get(path.suffix)
