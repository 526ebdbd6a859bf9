"""What is remembered of sites: their furniture, line by line, and how their pages answered when they were last fetched."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from narrate.catalogue.database import Database
from narrate.model import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Memory(Database):
    """What a catalogue remembers of sites."""

    def learn(self, site: str, place: str, lines: Iterable[str]) -> None:
        """The lines of a page of a site, counted once a page, however often it is built."""
        with self.transaction():
            new = self._db.execute("INSERT OR IGNORE INTO learned VALUES (?, ?)", (place, site)).rowcount
            if new:
                rows = ((site, line) for line in lines)
                self._db.executemany(
                    "INSERT INTO furniture VALUES (?, ?, 1) ON CONFLICT (site, line) DO UPDATE SET pages = pages + 1",
                    rows,
                )

    def pages_learned(self, site: str) -> int:
        """How many pages of the site are remembered."""
        return int(self._value("SELECT COUNT(*) FROM learned WHERE site = ?", (site,)) or 0)

    def knows(self, place: str) -> bool:
        """Whether this page's lines are remembered."""
        return self._value("SELECT 1 FROM learned WHERE place = ?", (place,)) is not None

    def seen(self, site: str, lines: Sequence[str]) -> dict[str, int]:
        """On how many pages of the site each of these lines stood; only those that did."""
        found: dict[str, int] = {}
        for start in range(0, len(lines), 500):  # SQLite's limit on parameters is above 900 everywhere
            part = lines[start : start + 500]
            marks = ", ".join("?" * len(part))
            found |= self._db.execute(
                f"SELECT line, pages FROM furniture WHERE site = ? AND line IN ({marks})",  # noqa: S608 - marks alone
                (site, *part),
            ).fetchall()
        return found

    def visit(self, address: str) -> Visit | None:
        """What is remembered of an address on the web."""
        with self._explained():
            query = "SELECT etag, modified, digest, changed, body FROM visit WHERE address = ?"
            row = self._db.execute(query, (address,)).fetchone()
        if row is None:
            return None
        etag, modified, digest, changed, body = row
        return Visit(etag, modified, digest, changed, zlib.decompress(body) if body else b"")

    def keep_visit(self, address: str, visit: Visit) -> None:
        """Remember an address as it is now."""
        body = zlib.compress(visit.body) if visit.body else b""
        row = (address, visit.etag, visit.modified, visit.digest, visit.changed, body)
        self._do("INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?, ?)", row)
