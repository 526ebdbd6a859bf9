"""Which page is which episode, for players in other sites: `episodes.json`, in 256 parts where it would be long.

A key is an address without what tells nothing (identity.plain), or `file:` and the source's path; its value is the
episode's folder. assets/find.js reads it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from narrate.identity import is_home, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAME = "episodes.json"
PARTS = 256
WHOLE = 500  # keys that one file may hold: about 50 kB
WEB = ("http://", "https://")


def keys(link: str, guid: str, location: str) -> Iterator[str]:
    """The keys of an article: its address, its guid where that is one, the path of its source below where it was named.

    An absolute path is no one's business, and a home page is no article.
    """
    yield from dict.fromkeys(key(one) for one in (link, guid) if one.startswith(WEB) and not is_home(one))
    path = location.replace("\\", "/").removeprefix("./")
    if path and "://" not in path and ":" not in path[:3] and path != "-" and not path.startswith(("/", "~", "../")):
        yield f"file:{path}"


def key(address: str) -> str:
    """The plain address, its host as browsers write it: `https://www.例子.cn/甲/` → `xn--fsqu00a.cn/甲`"""
    host, slash, path = plain(address).partition("/")
    try:
        return host.encode("idna").decode("ascii") + slash + path
    except UnicodeError:
        return host + slash + path


def shard(name: str) -> str:
    """The part that a key belongs to: the last byte of FNV-1a, 32 bits (draft-eastlake-fnv), in hexadecimal."""
    total = 2166136261
    for byte in name.encode():
        total = ((total ^ byte) * 16777619) & 0xFFFFFFFF
    return f"{total & 255:02x}"


def files(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The files by name, of (key, folder); where two articles claim a key, the first has it."""
    known: dict[str, str] = {}
    for name, slug in rows:
        known.setdefault(name, slug)
    if len(known) <= WHOLE:
        return {NAME: _dumps({"version": 1, "episodes": known})}
    parts: dict[str, dict[str, str]] = {}
    for name, slug in known.items():
        parts.setdefault(shard(name), {})[name] = slug
    shards = {
        f"lists/addresses-{name}.json": _dumps({"version": 1, "episodes": part}) for name, part in sorted(parts.items())
    }
    return {NAME: _dumps({"version": 1, "parts": PARTS}), **shards}


def _dumps(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
