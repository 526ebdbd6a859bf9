"""Who has come in with a name and a password, and for how long.

A session ends with its hour, with its person's password, and with the desk. What was guessed wrongly too often from one place
is not looked at any more for a while; passwords are tried one at a time, as each try takes 32 MiB.
"""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from narrate import people
from narrate.desk.guard import LENGTH, READING, Visitor, cookie_in

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Scope

    from narrate.people import People

HOURS = 12  # that a session lasts
MOST = 1000  # sessions, and places whose failures are remembered
WAITING = 4  # who may stand at the door at once
TRIES = 5  # wrong passwords for a name from one place
EVERYWHERE, ANY = 50, ""  # and from all places: who hides behind many of them is shut out, too
WINDOW = 15 * 60.0  # seconds in which they count
OPEN = frozenset({"/login", "/desk.css", "/desk.js", "/icon.svg"})  # what is shown before


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is in: as whom, with which password (hashed), until when (seconds of the monotonic clock)."""

    name: str
    password: str
    until: float


@dataclass
class Sessions:
    """The door of a desk at this address (`https://desk.example.org`), for the people of a file."""

    address: str
    file: Path
    _in: dict[str, Session] = field(default_factory=dict)
    _failed: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    _anywhere: dict[tuple[str, str], list[float]] = field(default_factory=dict)  # of people of the file alone
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _waiting: threading.Semaphore = field(default_factory=lambda: threading.BoundedSemaphore(WAITING))
    _nobody: str = field(default_factory=lambda: people.hashed(secrets.token_urlsafe(LENGTH)))  # a password nobody has

    @property
    def origins(self) -> frozenset[bytes]:
        """Where our own pages are from."""
        return frozenset({self.address.encode("ascii")})

    @property
    def cookie(self) -> str:
        """Its name: `__Host-` where it travels encrypted, which no other host can set
        (https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-the-__host-prefix)."""
        return "__Host-narrate-desk" if self.is_encrypted else "narrate-desk"

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers come by https."""
        return self.address.startswith("https://")

    @property
    def remembered(self) -> int:
        """How many places' failures are."""
        return len(self._failed)

    def people(self) -> People:
        """As they are now: who is struck out of the file is out. Raises ConfigError."""
        return people.load(self.file)

    def visitor(self, headers: list[tuple[bytes, bytes]]) -> Visitor | None:
        """Who a request is from. Raises ConfigError."""
        session = self._in.get(cookie_in(headers, self.cookie))
        if session is None or session.until < time.monotonic():
            return None
        person = self.people().named(session.name)
        return Visitor(person.name, person.may) if person and person.password == session.password else None

    def answer(self, scope: Scope) -> Response | None:
        """What somebody unknown is answered; None where they may see it."""
        if scope["path"] in OPEN:
            return None
        return RedirectResponse("/login", 303) if scope["method"] in READING else PlainTextResponse("Forbidden", 403)

    def enter(self, name: str, password: str, place: str) -> str | None:
        """A new session, for the cookie; None where name or password are wrong, were too often from this place, or where others
        wait already: hashing takes a tenth of a second, and whoever waits keeps a thread from everybody's pages."""
        if not self._waiting.acquire(blocking=False):
            return None
        try:
            return self._entered(name, password, place)
        finally:
            self._waiting.release()

    def _entered(self, name: str, password: str, place: str) -> str | None:
        with self._lock:
            now = time.monotonic()
            person = self.people().named(name)
            limits = {place: TRIES, ANY: EVERYWHERE} if person else {place: TRIES}
            shut = any(self._tries(name, at, now) >= most for at, most in limits.items())  # then nothing is hashed
            right = not shut and people.is_right(password, person.password if person else self._nobody)
            if person is None or not right:
                if not shut:  # what was not looked at counts for nothing: the door opens when its time has come
                    for at in limits:
                        failed = self._anywhere if at == ANY else self._failed
                        failed[name, at] = [*failed.pop((name, at), ()), now]
                    _forget(self._failed)
                return None
            self._failed.pop((name, place), None)
            token = secrets.token_urlsafe(LENGTH)
            self._in[token] = Session(name, person.password, now + HOURS * 3600)
            _forget(self._in)
            return token

    def _tries(self, name: str, place: str, now: float) -> int:
        """How many there were within the window; those before it are forgotten."""
        failed = self._anywhere if place == ANY else self._failed
        tried = [at for at in failed.get((name, place), ()) if at > now - WINDOW]
        if tried:
            failed[name, place] = tried
        return len(tried)

    def leave(self, headers: list[tuple[bytes, bytes]]) -> None:
        """End the session of a request."""
        self._in.pop(cookie_in(headers, self.cookie), None)


def _forget(kept: dict[Any, Any]) -> None:
    """The oldest go where there are too many."""
    while len(kept) > MOST:
        del kept[next(iter(kept))]
