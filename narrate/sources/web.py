"""http(s) addresses → pages: bounded in time and size, polite, and kept out of this machine's own network.

A fetch has one deadline for everything in it: redirects, waits, a body that comes a byte a second. Not for many threads.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urljoin, urlsplit

import urllib3
from protego import Protego
from urllib3 import connection, connectionpool
from urllib3.util import connection as wire

from narrate import __version__
from narrate.errors import GoneError, SourceError
from narrate.identity import is_web
from narrate.model import Visit
from narrate.sources.charsets import in_utf8, media_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAME = "narrate"
DEADLINE = 90.0  # seconds of a fetch, all in all
IDLE = urllib3.Timeout(connect=10, read=30)
HOPS = 5  # redirects
TRIES = 4
BUSY = frozenset({429, 502, 503, 504})
LONGEST_WAIT = 30.0  # seconds, whatever Retry-After or Crawl-delay say
GONE = frozenset({404, 410})  # RFC 9110 §15.5.5, §15.5.11
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ROBOTS = 512 * 1024  # bytes of robots.txt that are read (https://www.rfc-editor.org/rfc/rfc9309#section-2.5)
HEADERS = {
    "User-Agent": f"{NAME}/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


class Memory(Protocol):
    """Who remembers what was fetched before."""

    def visit(self, address: str) -> Visit | None:
        """The last visit to this address."""

    def keep_visit(self, address: str, visit: Visit) -> None:
        """Remember it, instead of the one before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it was served: decompressed, in UTF-8 where the server says in what it is written."""

    content: bytes
    media_type: str
    etag: str = ""
    modified: str = ""


class Web:
    """The ways to the pages. `named` are the addresses that the user gave: their hosts may be on this network."""

    def __init__(
        self,
        named: Iterable[str] = (),
        memory: Memory | None = None,
        *,
        allow_private: bool = False,
        robots: bool = True,
        deadline: float = DEADLINE,
    ) -> None:
        self.memory = memory
        self._robots = robots
        self._deadline = deadline
        self._guard = _Guard({host for one in named if (host := _host(one))}, allow_private=allow_private)
        self._pool = urllib3.PoolManager(headers=HEADERS, timeout=IDLE, retries=False, maxsize=1)
        self._pool.pool_classes_by_scheme = _pools(self._guard)
        self._rules: dict[str, Protego | SourceError] = {}
        self._last: dict[str, float] = {}
        self._answers: dict[str, Visit] = {}
        self.bytes = 0  # that came, for the report

    def trust(self, address: str) -> None:
        """The user's own file names this address: its host may be on this network."""
        self._guard.trust(_host(address))

    def allowed(self, url: str) -> bool:
        """Whether the host's robots.txt lets narrate have the page (https://www.rfc-editor.org/rfc/rfc9309). Raises SourceError
        where the host can't be asked: then nothing is allowed (§2.3.1.4)."""
        if not self._robots:
            return True
        rules = self._rules_of(url)
        if isinstance(rules, SourceError):
            raise rules
        return bool(rules.can_fetch(url, NAME))

    def _rules_of(self, url: str) -> Protego | SourceError:
        """The rules of the page's host, or why it can't be asked."""
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if site not in self._rules:
            try:
                answer = self._fetched(f"{site}/robots.txt", ROBOTS, {})
            except _StatusError as error:
                self._rules[site] = Protego.parse("") if error.code < 500 else error  # noqa: PLR2004 - RFC 9309 §2.3.1
            except SourceError as error:
                if self._guard.refused:
                    raise
                self._rules[site] = error
            else:
                self._rules[site] = Protego.parse(answer.content[:ROBOTS].decode("utf-8", "replace") if answer else "")
        return self._rules[site]

    def fetch(self, url: str, most: int, since: Visit | None = None) -> Answer | None:
        """The body (up to `most` + 1 bytes, decompressed); None where it is as it was at the visit `since`. Raises SourceError."""
        asked = {"If-None-Match": since.etag, "If-Modified-Since": since.modified} if since else {}
        return self._fetched(url, most, {name: value for name, value in asked.items() if value})

    def _fetched(self, url: str, most: int, asked: dict[str, str]) -> Answer | None:
        ends = time.monotonic() + self._deadline
        with self._guard.watched(self._deadline):
            try:
                return self._followed(url, most, asked, ends)
            except _StatusError:
                raise
            except SourceError as error:
                raise (self._too_slow(url) if self._guard.late else error) from error
            except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
                if self._guard.late:
                    raise self._too_slow(url) from error
                raise SourceError(
                    f"{url} can't be fetched ({type(error).__name__}): check the address and the network"
                ) from error

    def _too_slow(self, url: str) -> SourceError:
        return SourceError(f"{url} took longer than {self._deadline:g} seconds: try again later, or save the page")

    def _followed(self, url: str, most: int, asked: dict[str, str], ends: float) -> Answer | None:
        at = url
        for _ in range(HOPS + 1):
            answer = self._answer(at, asked, ends)
            if answer.status not in REDIRECTS:
                with closing(answer):  # a body that was left half read holds its connection
                    return self._taken(url, answer, most, ends)
            answer.drain_conn()
            at = urljoin(at, answer.headers.get("Location", ""))
            if not is_web(at):
                raise SourceError(f"{url} can't be fetched: it leads to {at[:200]!r}, which is no address of the web")
        raise SourceError(f"{url} can't be fetched: it leads from one address to the next without end")

    def _answer(self, url: str, asked: dict[str, str], ends: float) -> urllib3.BaseHTTPResponse:
        """The first answer that is not `come again`; waits between tries are bounded."""
        for attempt in range(TRIES):
            self._wait_turn(url)
            try:
                answer = self._pool.request("GET", url, headers=HEADERS | asked, redirect=False, preload_content=False)
            except urllib3.exceptions.HTTPError:
                if attempt == TRIES - 1 or self._guard.late or self._guard.refused:
                    raise
                wait = 0.5 * 2**attempt
            else:
                if answer.status not in BUSY or attempt == TRIES - 1:
                    return answer
                answer.drain_conn()
                wait = _retry_after(answer.headers.get("Retry-After", ""), 0.5 * 2**attempt)
            if time.monotonic() + wait > ends:
                self._guard.late = True
                raise self._too_slow(url)
            time.sleep(wait)
        raise AssertionError

    def _wait_turn(self, url: str) -> None:
        """As long as the host's robots.txt asks between two requests."""
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        rules = self._rules.get(site)
        delay = min(LONGEST_WAIT, float(rules.crawl_delay(NAME) or 0)) if isinstance(rules, Protego) else 0.0
        if delay and (wait := self._last.get(site, 0.0) + delay - time.monotonic()) > 0:
            time.sleep(wait)
        self._last[site] = time.monotonic()

    def _taken(self, url: str, answer: urllib3.BaseHTTPResponse, most: int, ends: float) -> Answer | None:
        if answer.status == 304:  # noqa: PLR2004 - RFC 9110 §15.4.5: not modified
            answer.drain_conn()
            return None
        if answer.status >= 400:  # noqa: PLR2004 - RFC 9110 §15.5: 4xx and 5xx are errors
            raise (_NothingError if answer.status in GONE else _StatusError)(url, answer.status)
        packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if packed not in ("identity", "gzip", "x-gzip", "deflate", ""):
            raise SourceError(
                f"{url} is compressed as {packed[:40]!r}, which nobody asked for: save the page from a browser"
            )
        content = bytearray()
        for piece in answer.stream(65_536, decode_content=True):
            content += piece
            if len(content) > most or time.monotonic() > ends:
                break
        if time.monotonic() > ends:
            self._guard.late = True
            raise self._too_slow(url)
        self.bytes += len(content)
        kind, charset = media_type(answer.headers.get("Content-Type", ""))
        return Answer(
            in_utf8(bytes(content[: most + 1]), charset),
            kind if kind.startswith(("text/", "application/xhtml")) else "",
            answer.headers.get("ETag", "")[:400],
            answer.headers.get("Last-Modified", "")[:100],
        )

    def answered(self, url: str, answer: Answer, body: bytes = b"") -> None:
        """Note the validators of an answer; a list is remembered at once, a page when it has been made (`taken`)."""
        visit = Visit(answer.etag, answer.modified, body=body)
        if body and self.memory is not None:
            self.memory.keep_visit(url, visit)
        elif not body:
            self._answers[url] = visit

    def taken(self, url: str, digest: str, changed: str) -> None:
        """The page was made: remember what it was made from."""
        visit = self._answers.pop(url, None)
        if visit is not None and self.memory is not None:
            self.memory.keep_visit(url, replace(visit, digest=digest, changed=changed))

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.clear()


class _StatusError(SourceError):
    """An answer that is an error."""

    def __init__(self, url: str, code: int) -> None:
        super().__init__(f"{url} answered {code}: check the address, or save the page and name the file")
        self.code = code


class _NothingError(_StatusError, GoneError):
    """The answer that there is no such page, or none any more."""


def _host(address: str) -> str:
    with suppress(ValueError):
        return (urlsplit(address).hostname or "").lower()
    return ""


def _retry_after(header: str, otherwise: float) -> float:
    """Seconds to wait (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after), never longer than narrate would."""
    if header.strip().isdigit():
        return min(LONGEST_WAIT, float(header.strip()[:9]))
    return min(LONGEST_WAIT, otherwise)


# ── who may be asked ──────────────────────────────────────────────────────────────────────────────────────────────


class _Guard:
    """Looks at where each connection goes, and cuts all of them when the time is over."""

    def __init__(self, named: set[str], *, allow_private: bool) -> None:
        self._named, self._allow = named, allow_private
        self._sockets: list[socket.socket] = []
        self.late = self.refused = False

    def resolved(self, host: str, port: int) -> str:
        """The address of a host that may be asked. Raises SourceError for one on this machine's own network."""
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found = [str(row[4][0]) for row in rows]
        if self._allow or host.lower() in self._named:
            return found[0]
        for address in found:
            if not ipaddress.ip_address(address.split("%")[0]).is_global:
                self.refused = True
                raise SourceError(
                    f"{host} is {address}, on this machine's own network, and no place that you named: "
                    "name it, or set allow_private = true under [sources]"
                )
        return found[0]

    def trust(self, host: str) -> None:
        """This host may be asked, wherever it is."""
        self._named.add(host)

    def keep(self, sock: socket.socket) -> None:
        """A connection that is open now."""
        self._sockets = [one for one in self._sockets if one.fileno() >= 0] + [sock]

    @contextmanager
    def watched(self, seconds: float) -> Iterator[None]:
        """For so long, and no longer."""
        self.late = self.refused = False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self.late = True
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _pools(guard: _Guard) -> dict[str, Any]:
    """urllib3's pools with connections that the guard looks at: it is the address that is checked that is connected to."""

    def opened(self: connection.HTTPConnection) -> socket.socket:
        try:
            address = guard.resolved(self._dns_host, self.port)
            sock = wire.create_connection((address, self.port), self.timeout, socket_options=self.socket_options)
        except TimeoutError as error:
            raise urllib3.exceptions.ConnectTimeoutError(self, f"connecting to {self.host} took too long") from error
        except OSError as error:
            raise urllib3.exceptions.NewConnectionError(self, str(error)) from error
        guard.keep(sock)
        return sock

    plain = type("Plain", (connection.HTTPConnection,), {"_new_conn": opened})
    secure = type("Secure", (connection.HTTPSConnection,), {"_new_conn": opened})
    return {
        "http": type("Http", (connectionpool.HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("Https", (connectionpool.HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
