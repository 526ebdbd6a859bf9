"""Whether a page says of itself that it is not to be published: a draft, or one that search engines must not list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrate.model import Source

HEAD = 65_536  # bytes in which a page says so
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)
# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
ROBOTS = re.compile(rb"\bname\s*=\s*[\"']?\s*robots\b", re.IGNORECASE)
NOINDEX = re.compile(rb"\bcontent\s*=\s*(?:\"[^\"]*|'[^']*|[^\s\"'>]*)\b(?:noindex|none)\b", re.IGNORECASE)
# A key of the front matter, in YAML or in TOML (+++).
FRONT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
DRAFT = re.compile(
    rb"^(?:draft|noindex)\s*[:=]\s*[\"']?(?:true|yes|on|1)[\"']?\s*(?:#.*)?\r?$|^published?\s*[:=]\s*[\"']?(?:false|no|off)[\"']?\s*(?:#.*)?\r?$",
    re.IGNORECASE | re.MULTILINE,
)


def is_unpublished(source: Source) -> bool:
    """`draft: true`, `noindex: true` or `published: false` in the front matter; `<meta name="robots" content="noindex">`."""
    head = source.content[:HEAD]
    front = FRONT.match(head)
    if front is not None:
        return DRAFT.search(front[2]) is not None
    if not source.media_type.endswith(("html", "xhtml+xml")):
        return False
    return any(ROBOTS.search(tag) and NOINDEX.search(tag) for tag in META.findall(COMMENT.sub(b"", head)))
