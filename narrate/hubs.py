"""Who is told that a feed has changed, and tells everybody who waits for it: WebSub hubs (https://www.w3.org/TR/websub/) and
a podping front end (https://podping.cloud/, which puts it where podcast apps look).

Knows addresses only. What one of them does not take is told, and stops nothing: readers ask by themselves, too.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from narrate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CONNECT, READ, WHOLE = 5.0, 15.0, 20.0  # seconds; WHOLE for all of a request, however it trickles
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
        headers = (("Authorization", environment.get(TOKEN, "").strip()), ("User-Agent", "narrate"))
        yield Hub(podping, "GET", ("url",), headers=headers, setting=f"feed.podping and the environment's {TOKEN}")


def tell(hubs: Sequence[Hub], feeds: Sequence[str]) -> Iterator[OutputError]:
    """Tell each hub of each feed, by their addresses; what they did not take."""
    for hub in hubs if feeds else ():
        if not all(value.isascii() and value.isprintable() for _, value in hub.headers):
            yield _untold(hub, feeds[0], f"{TOKEN} holds what no request can carry: set it again")
            continue
        for feed in feeds:
            status, why = _answer(hub, feed)
            if why or not 200 <= status < 300:  # noqa: PLR2004 - success (RFC 9110 §15.3)
                yield _untold(hub, feed, why or f"it answered {status}")
            if why:
                break  # it is not there for the others either


def _answer(hub: Hub, feed: str) -> tuple[int, str]:
    """The status of its answer; or 0, and why there is none. What trickles is left to itself after a while."""
    found: list[tuple[int, str]] = []
    asked = threading.Thread(target=lambda: found.append(_told(hub, feed)), daemon=True)
    asked.start()
    asked.join(WHOLE)
    return found[0] if found else (0, f"no whole answer in {WHOLE:.0f} s")


def _told(hub: Hub, feed: str) -> tuple[int, str]:
    import urllib3

    said, body = urlencode(hub.fields(feed)), None
    parts = urlsplit(hub.address)
    headers = dict(hub.headers)
    if hub.method == "GET":
        address = urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, said)))))
    else:
        address, body, headers["Content-Type"] = hub.address, said, "application/x-www-form-urlencoded"
    with urllib3.PoolManager(timeout=urllib3.Timeout(connect=CONNECT, read=READ), retries=False) as pool:
        try:
            answer = pool.request(hub.method, address, body=body, headers=headers, preload_content=False)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            return 0, type(error).__name__
        answer.close()
        return answer.status, ""


def _untold(hub: Hub, feed: str, why: str) -> OutputError:
    parts = urlsplit(hub.address)
    shown = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))  # no password, no key
    return OutputError(
        f"{feed} is public, but the hub {shown} was not told ({why}): check {hub.setting}, or leave it out"
    )
