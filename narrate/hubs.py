"""WebSub: hubs are told that a feed has changed, and tell everybody who waits for it (https://www.w3.org/TR/websub/).

Knows addresses only. What a hub does not take is told, and stops nothing: readers ask by themselves, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONNECT, READ = 5.0, 15.0  # seconds


def tell(hubs: Sequence[str], feeds: Sequence[str]) -> Iterator[OutputError]:
    """Tell each hub of each feed, by their addresses; what they did not take."""
    if not hubs or not feeds:
        return
    import urllib3

    with urllib3.PoolManager(timeout=urllib3.Timeout(connect=CONNECT, read=READ), retries=False) as pool:
        for hub in hubs:
            for feed in feeds:
                fields = {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}
                try:
                    status = pool.request("POST", hub, fields=fields, encode_multipart=False).status
                except (urllib3.exceptions.HTTPError, OSError) as error:
                    yield _untold(hub, feed, type(error).__name__)
                    break  # it is not there for the others either
                if not 200 <= status < 300:  # noqa: PLR2004 - success (RFC 9110 §15.3)
                    yield _untold(hub, feed, f"it answered {status}")


def _untold(hub: str, feed: str, why: str) -> OutputError:
    return OutputError(f"{feed} is public, but the hub {hub} was not told ({why}): check feed.hubs, or leave it out")
