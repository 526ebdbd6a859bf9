"""The desk's door: who comes in, and what they may do.

On this machine alone it is its own browser, once it has shown the token of the printed address; over a network whoever has a
name and a password (`sessions`). A page of another site can make a browser ask us anything. What it can't do is choose the name that we are asked by (DNS
rebinding shows in Host), hide where it comes from (Origin, Sec-Fetch-Site), or send a SameSite=Strict cookie along.
https://datatracker.ietf.org/doc/html/rfc6265 , https://fetch.spec.whatwg.org/#origin-header , https://w3c.github.io/webappsec-fetch-metadata/
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from narrate.people import Role

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


VISITOR = "narrate.visitor"  # of a request's scope
# What a form needs its sender to be; whoever may edit may send the others.
LEAST = dict.fromkeys(("/build", "/stop", "/approve", "/withdraw", "/restore", "/correct", "/uncorrect"), Role.PUBLISH)
ANYBODY = frozenset({"/login", "/logout"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is in: their name ("" where the desk knows none), and what they may do."""

    name: str = ""
    role: Role = Role.PUBLISH


class Door(Protocol):
    """Who may come in."""

    @property
    def origins(self) -> frozenset[bytes]:
        """Where our own pages are from: scheme, name and port."""

    def visitor(self, headers: list[tuple[bytes, bytes]]) -> Visitor | None:
        """Who a request is from; None for somebody unknown."""

    def answer(self, scope: Scope) -> Response | None:
        """What somebody unknown is answered; None where they may see it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The door of this machine alone: `token` stands in the printed address, `session` is what the browser keeps instead."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(LENGTH))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(LENGTH))

    @property
    def cookie(self) -> str:
        """Cookies know no ports: two desks are told apart by the name."""
        return f"narrate-desk-{self.port}"

    @property
    def origins(self) -> frozenset[bytes]:
        """Where our own pages are from."""
        return frozenset(f"http://{name}:{self.port}".encode() for name in NAMES)

    @property
    def address(self) -> str:
        """What is printed."""
        return f"http://{NAMES[0]}:{self.port}/?token={self.token}"

    def visitor(self, headers: list[tuple[bytes, bytes]]) -> Visitor | None:
        """Whether the browser has come in before."""
        return Visitor() if same(cookie_in(headers, self.cookie), self.session) else None

    def answer(self, scope: Scope) -> Response:
        """The cookie for the token, once."""
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if scope["path"] == "/" and scope["method"] in READING and len(asked) == 1 and same(asked[0], self.token):
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(self.cookie, self.session, httponly=True, samesite="strict", path="/")
            return answer
        return PlainTextResponse(
            "Open the address that `narrate desk` printed.  请打开终端里显示的地址", status_code=403
        )


class Guard:
    """Lets in who may; adds to each answer what a browser should keep to."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

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
        if not is_ours(scope["method"], scope["headers"], self.door.origins):
            return PlainTextResponse("Forbidden", status_code=403)
        visitor = self.door.visitor(scope["headers"])
        if visitor is None:
            return self.door.answer(scope)
        scope[VISITOR] = visitor
        if visitor.role < _least(scope["method"], scope["path"]):
            return PlainTextResponse("Your role does not allow that.  你的角色不能这样做", status_code=403)
        return None


def _least(method: str, path: str) -> Role:
    return Role.LISTEN if method in READING or path in ANYBODY else LEAST.get(path, Role.EDIT)


def cookie_in(headers: list[tuple[bytes, bytes]], name: str) -> str:
    """The value of a cookie; "" where there is none."""
    told = b"; ".join(_all(headers, b"cookie")).decode("latin-1")
    try:
        morsel = SimpleCookie(told).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel is not None else ""


def is_ours(method: str, headers: list[tuple[bytes, bytes]], ours: frozenset[bytes]) -> bool:
    """Whether a request was made to us by name, and by a page of ours or by nobody's; one that changes something has to say
    that it comes from a page of ours."""
    named = _all(headers, b"host")
    here = [origin for origin in ours if len(named) == 1 and origin.partition(b"://")[2] == named[0]]
    if not here:
        return False
    if any(site not in OWN for site in _all(headers, b"sec-fetch-site")):
        return False
    origins = _all(headers, b"origin")
    if any(origin not in here for origin in origins):
        return False
    return method in READING or (method == "POST" and len(origins) == 1)


def _all(headers: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key.lower() == name]


def same(one: str, other: str) -> bool:
    """Whether two secrets are one, in a time that tells nothing."""
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode())
