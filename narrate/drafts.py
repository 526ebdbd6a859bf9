"""Whether a page says of itself that it is not to be published: a draft, or one that search engines must not list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrate.model import Source

FENCES = (b"---", b"+++", b";;;", b"{")  # before front matter
HEAD = 65_536  # bytes in which a page says so
COMMENT = re.compile(rb"<!--(?:.*?-->|.*)", re.DOTALL)
META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)
# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
ROBOTS = re.compile(rb"\bname\s{0,9}=\s{0,9}[\"']?\s{0,9}robots\b", re.IGNORECASE)
NOINDEX = re.compile(rb"\bcontent\s{0,9}=\s{0,9}(?:\"[^\"]*|'[^']*|[^\s\"'>]*)\b(?:noindex|none)\b", re.IGNORECASE)


def is_unpublished(source: Source) -> bool:
    """`draft: true`, `noindex: true` or `published: false` in the front matter; `<meta name="robots" content="noindex">`."""
    from narrate.clean import frontmatter
    from narrate.decode import decode

    head = source.content[:HEAD]
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(FENCES):  # in pages of Jekyll, too
        front, _ = frontmatter.split(decode(head).lstrip())
        if front.table:
            return front.is_draft
    if not source.media_type.endswith(("html", "xhtml+xml")):
        return False
    return any(ROBOTS.search(tag) and NOINDEX.search(tag) for tag in META.findall(COMMENT.sub(b"", head)))
