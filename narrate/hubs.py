"""Who is told that a feed has changed, and tells everybody who waits for it: WebSub hubs (https://www.w3.org/TR/websub/) and
a podping front end (https://podping.cloud/, which puts it where podcast apps look).

Knows addresses only. What one of them does not take is told, and stops nothing: readers ask by themselves, too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import urllib3

CONNECT, READ = 5.0, 15.0  # seconds
TOKEN = "NARRATE_PODPING_TOKEN"  # noqa: S105 - the name of the environment's variable


@dataclass(frozen=True, slots=True)
class Hub:
    """Where to tell, and how: the method, what is said beside the feed's address, under which names that stands."""

    address: str
    method: str
    address_as: tuple[str, ...]
    more: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    setting: str = "feed.hubs"

    def fields(self, feed: str) -> dict[str, str]:
        """What is said of a feed, by its address."""
        return dict(self.more) | dict.fromkeys(self.address_as, feed)


def of(hubs: Sequence[str], podping: str, environment: Mapping[str, str] = os.environ) -> Iterator[Hub]:
    """WebSub hubs, and the podping front end where there is one; who may write to it says so by a token."""
    for hub in hubs:
        yield Hub(hub, "POST", ("hub.url", "hub.topic"), more=(("hub.mode", "publish"),))
    if podping:
        headers = (("Authorization", environment.get(TOKEN, "")), ("User-Agent", "narrate"))
        yield Hub(podping, "GET", ("url",), headers=headers, setting=f"feed.podping and the environment's {TOKEN}")


def tell(hubs: Sequence[Hub], feeds: Sequence[str]) -> Iterator[OutputError]:
    """Tell each hub of each feed, by their addresses; what they did not take."""
    if not hubs or not feeds:
        return
    import urllib3

    with urllib3.PoolManager(timeout=urllib3.Timeout(connect=CONNECT, read=READ), retries=False) as pool:
        for hub in hubs:
            for feed in feeds:
                try:
                    status = _told(pool, hub, feed)
                except (urllib3.exceptions.HTTPError, OSError) as error:
                    yield _untold(hub, feed, type(error).__name__)
                    break  # it is not there for the others either
                if not 200 <= status < 300:  # noqa: PLR2004 - success (RFC 9110 §15.3)
                    yield _untold(hub, feed, f"it answered {status}")


def _told(pool: urllib3.PoolManager, hub: Hub, feed: str) -> int:
    fields, headers = hub.fields(feed), dict(hub.headers)
    if hub.method == "GET":
        return pool.request_encode_url(hub.method, hub.address, fields=fields, headers=headers).status
    return pool.request_encode_body(hub.method, hub.address, fields, headers, encode_multipart=False).status


def _untold(hub: Hub, feed: str, why: str) -> OutputError:
    return OutputError(
        f"{feed} is public, but the hub {hub.address} was not told ({why}): check {hub.setting}, or leave it out"
    )
