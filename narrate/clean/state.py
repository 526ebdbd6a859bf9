"""Text that a page carries beside its markup: articleBody of JSON-LD, and the state of pages that scripts draw.

https://schema.org/articleBody; `__NEXT_DATA__` (Next.js), `__NUXT__` and `__INITIAL_STATE__` (Nuxt and others) are
JSON in a script element.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from narrate.clean.lines import Line, html_lines, parse, text_lines
from narrate.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

STATE = re.compile(
    r"(?:__NUXT__|__INITIAL_STATE__|__PRELOADED_STATE__|__APOLLO_STATE__|__INITIAL_DATA__)\s{0,4}=\s{0,4}(?=\{)"
)
SCRIPT = re.compile(r"<script\b([^>]{0,500})>(.*?)(?:</script|\Z)", re.DOTALL | re.IGNORECASE)
STATE_IDS = frozenset({"__NEXT_DATA__", "__NUXT_DATA__"})
BODY_KEYS = frozenset(
    "articlebody body content contenthtml html text articlecontent detail maintext bodyhtml paragraphs".split()
)
LEAST = 60  # characters of a text that can be an article
DEEPEST = 40  # levels of the state that are looked at
MARKUP = re.compile(r"<(?:p|br|div|h\d|section)\b", re.IGNORECASE)
MOST = 8_000_000  # characters of a page


def carried(page: str, told: str) -> tuple[Line, ...]:
    """The lines of the longest article that JSON-LD (`told`) or the page's state hold; none where there is none."""
    texts = [told, *(text for data in _states(page) for text in _bodies(data))]
    longest = max(texts, key=len, default="")
    if len(longest) < LEAST:
        return ()
    return _lines(longest)


def _lines(text: str) -> tuple[Line, ...]:
    if not MARKUP.search(text):
        return tuple(line for line in text_lines(text))
    try:
        return html_lines(parse(f"<html><body>{text}</body></html>"))
    except SourceError:
        return ()


def _states(page: str) -> Iterator[object]:
    """The page's own text is searched: parsers of HTML 4 end a script at the first `</` of its JSON."""
    for attributes, text in SCRIPT.findall(page[:MOST]):
        if any(name in attributes for name in STATE_IDS):
            yield from _decoded(text)
        else:
            found = STATE.search(text)
            if found:
                yield from _decoded(text[found.end() :])


def _decoded(text: str) -> Iterator[object]:
    try:
        yield json.JSONDecoder(strict=False).raw_decode(text.strip())[0]
    except (ValueError, RecursionError):
        return


def _bodies(data: object, depth: int = 0, name: str = "") -> Iterator[str]:
    """The strings under the keys that hold articles; paragraphs of a list are joined."""
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        for field, value in data.items():
            yield from _bodies(value, depth + 1, str(field).lower().replace("_", ""))
    elif isinstance(data, list):
        texts = [item for item in data if isinstance(item, str)]
        if name in BODY_KEYS and texts:
            yield "\n".join(texts)
        for item in data:
            yield from _bodies(item, depth + 1, name if isinstance(item, dict) else "")
    elif isinstance(data, str) and name in BODY_KEYS:
        yield data
