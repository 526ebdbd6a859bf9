"""The desk's door: this machine's own browser, once it has shown the token of the printed address, and nobody else.

A page of another site can make a browser ask us anything. What it can't do is choose the name that we are asked by (DNS
rebinding shows in Host), hide where it comes from (Origin, Sec-Fetch-Site), or send a SameSite=Strict cookie along.
https://datatracker.ietf.org/doc/html/rfc6265 , https://fetch.spec.whatwg.org/#origin-header , https://w3c.github.io/webappsec-fetch-metadata/
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost")  # by which the desk may be asked
PATH = re.compile(
    rb"/(?:[a-z0-9]+(?:[./-][a-z0-9]+)*)?"
)  # all that the desk has: nothing to decode, to climb or to fold
READING = frozenset({"GET", "HEAD"})
OWN = frozenset({b"same-origin", b"none"})  # Sec-Fetch-Site of our own pages, and of an address typed in
LENGTH = 32  # bytes of chance
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """Who may come in: `token` stands in the printed address, `session` is what the browser keeps instead."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(LENGTH))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(LENGTH))

    @property
    def cookie(self) -> str:
        """Cookies know no ports: two desks are told apart by the name."""
        return f"narrate-desk-{self.port}"

    @property
    def hosts(self) -> frozenset[bytes]:
        """The values of Host that are us."""
        return frozenset(f"{name}:{self.port}".encode() for name in NAMES)

    @property
    def address(self) -> str:
        """What is printed."""
        return f"http://{NAMES[0]}:{self.port}/?token={self.token}"


class Guard:
    """Lets in who may; adds to each answer what a browser should keep to."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse: 404 for what can't be an address here, else 403."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks over a WebSocket
            await send({"type": "websocket.close", "code": 1008})
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._answer(scope)
        await (answer or self.app)(scope, receive, sent)

    def _answer(self, scope: Scope) -> Response | None:
        """What is answered instead of the desk; None where it may be asked."""
        if not PATH.fullmatch(scope.get("raw_path") or scope["path"].encode()):
            return PlainTextResponse("Not Found", status_code=404)
        if not is_ours(scope["method"], scope["headers"], self.keys.hosts):
            return PlainTextResponse("Forbidden", status_code=403)
        if self._shows(scope["headers"]):
            return None
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if scope["path"] == "/" and scope["method"] in READING and len(asked) == 1 and _same(asked[0], self.keys.token):
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(self.keys.cookie, self.keys.session, httponly=True, samesite="strict", path="/")
            return answer
        return PlainTextResponse(
            "Open the address that `narrate desk` printed.  请打开终端里显示的地址", status_code=403
        )

    def _shows(self, headers: list[tuple[bytes, bytes]]) -> bool:
        """Whether the browser has come in before."""
        told = b"; ".join(_all(headers, b"cookie")).decode("latin-1")
        try:
            morsel = SimpleCookie(told).get(self.keys.cookie)
        except CookieError:
            return False
        return morsel is not None and _same(morsel.value, self.keys.session)


def is_ours(method: str, headers: list[tuple[bytes, bytes]], hosts: frozenset[bytes]) -> bool:
    """Whether a request was made to us by name, and by a page of ours or by nobody's; one that changes something has to say
    that it comes from a page of ours."""
    named = _all(headers, b"host")
    if len(named) != 1 or named[0] not in hosts:
        return False
    if any(site not in OWN for site in _all(headers, b"sec-fetch-site")):
        return False
    origins = _all(headers, b"origin")
    if any(origin != b"http://" + named[0] for origin in origins):
        return False
    return method in READING or (method == "POST" and len(origins) == 1)


def _all(headers: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key.lower() == name]


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode())
