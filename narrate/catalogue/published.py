"""What is public: the shows and where they are, the files that are ours, what a release decided, and what is where it is served."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import msgspec

from narrate.catalogue.database import Database
from narrate.catalogue.rows import HOLD, REMOVE, Sent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Published(Database):
    """What a catalogue knows to be public."""

    def show_guid(self, name: str, proposed: str) -> str:
        """podcast:guid of the feed of this name: assigned once, whatever its address and its place become."""
        other = str(uuid.uuid5(uuid.UUID(proposed), name))  # where another show holds the one its address would give
        for guid in (proposed, other):
            self._do("INSERT OR IGNORE INTO show VALUES (?, ?)", (name, guid))
        return str(self._value("SELECT guid FROM show WHERE name = ?", (name,)))

    def token(self, name: str, proposed: str) -> str:
        """What nobody can guess of the address of the private feed of this name: assigned once."""
        self._do("INSERT OR IGNORE INTO token VALUES (?, ?)", (name, proposed))
        return str(self._value("SELECT token FROM token WHERE name = ?", (name,)))

    def settled_at(self, url: str, now: int) -> None:
        """The site is published for this address from now on, and for no other."""
        if self.settled() == url:
            return
        with self.transaction():
            self._db.execute("UPDATE base SET until = ? WHERE until = 0", (now,))
            self._db.execute("INSERT OR REPLACE INTO base (url, until) VALUES (?, 0)", (url,))

    def settled(self) -> str:
        """The address that the site is published for; "" where it was never."""
        return str(self._value("SELECT url FROM base WHERE until = 0") or "")

    def former(self) -> list[tuple[str, int]]:
        """The addresses that the site had, and until when, in milliseconds since 1970."""
        with self._explained():
            return self._db.execute("SELECT url, until FROM base WHERE until > 0 ORDER BY number").fetchall()

    def owns(self, name: str) -> bool:
        """Whether narrate made the file under this name."""
        return self._value("SELECT 1 FROM file WHERE name = ?", (name,)) is not None

    def claim(self, name: str, size: int) -> None:
        """This will be narrate's, and have so many bytes."""
        self._do("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, size))

    def files(self) -> Iterator[tuple[str, int]]:
        """All files of ours and their size in bytes, by name."""
        with self._explained():
            yield from self._db.execute("SELECT name, size FROM file ORDER BY name")

    def files_below(self, folder: str) -> list[str]:
        """The names of our files in this folder, which ends with a slash."""
        with self._explained():
            query = "SELECT name FROM file WHERE substr(name, 1, ?) = ? ORDER BY name"
            return [name for (name,) in self._db.execute(query, (len(folder), folder))]

    def sized(self, sizes: Iterable[tuple[str, int]]) -> None:
        """These are narrate's and have so many bytes."""
        self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", sizes)

    def disown(self, names: Iterable[str]) -> None:
        """These are gone."""
        rows = [(name,) for name in names]
        with self.transaction():
            self._db.executemany("DELETE FROM file WHERE name = ?", rows)
            self._db.executemany("DELETE FROM page WHERE name = ?", rows)

    def made_from(self, name: str) -> str:
        """What a page of a feed, or another file of the whole site, was made from."""
        return str(self._value("SELECT made_from FROM page WHERE name = ?", (name,)) or "")

    def keep_key(self, name: str, key: str) -> None:
        """What something of the whole site was made from, where it is no file."""
        self._do("INSERT OR REPLACE INTO page VALUES (?, ?)", (name, key))

    def pages(self) -> list[str]:
        """The files of the whole site that were released."""
        with self._explained():
            return [name for (name,) in self._db.execute("SELECT name FROM page ORDER BY name")]

    def commit(
        self,
        moves: Iterable[tuple[int, str, int]],
        gone: Sequence[str],
        held: Sequence[str],
        pages: dict[str, str],
        now: int,
        left_out: Sequence[str] = (),
    ) -> None:
        """Decide the release, in one transaction: what is staged (rank, name, size), `gone` and `held` are carried out from
        now on by whoever opens the catalogue next; what is due by `now` is public, but for the guids that were left out."""
        with self.transaction():
            for rank, name, size in moves:
                self._db.execute("INSERT OR REPLACE INTO pending VALUES (?, ?, 0)", (rank, name))
                self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, size))
            rows = [(98, name, HOLD) for name in held] + [(99, name, REMOVE) for name in gone]
            self._db.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", rows)
            self._db.execute("DELETE FROM page")
            self._db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?)", pages.items())
            self._db.execute("UPDATE article SET fresh = 0 WHERE fresh = 1")
            out = ", ".join("?" * len(left_out))
            self._db.execute(
                f"UPDATE article SET public = 1 WHERE state = '' AND public = 0 AND at <= ? AND guid NOT IN ({out})",  # noqa: S608 - marks
                (now, *left_out),
            )

    def pending(self) -> Iterator[tuple[str, int]]:
        """What a release has decided and not yet carried out, in order: names, and whether to MOVE, REMOVE or HOLD them."""
        with self._explained():
            for name, removed in self._db.execute("SELECT name, removed FROM pending ORDER BY rank, name"):
                yield str(name), int(removed)

    def carried_out(self) -> None:
        """All of it is done."""
        with self.transaction():
            self._db.execute("DELETE FROM file WHERE name IN (SELECT name FROM pending WHERE removed = 1)")
            self._db.execute("DELETE FROM pending")

    def sent(self, target: str) -> dict[str, Sent]:
        """What was delivered to a target, by name."""
        with self._explained():
            rows = self._db.execute("SELECT name, size, stamp, digest FROM sent WHERE target = ?", (target,))
            return {name: Sent(size, stamp, digest) for name, size, stamp, digest in rows}

    def keep_sent(self, target: str, name: str, one: Sent | None, *, brought: bool = True) -> None:
        """It was delivered so, or, as None, is not there any more; not `brought`: it was there already."""
        with self.transaction():
            if one is None:
                self._db.execute("DELETE FROM sent WHERE target = ? AND name = ?", (target, name))
                return
            row = (target, name, *msgspec.structs.astuple(one))
            self._db.execute(
                "INSERT OR REPLACE INTO sent (target, name, size, stamp, digest) VALUES (?, ?, ?, ?, ?)", row
            )
            if brought:
                self._db.execute("INSERT INTO sending DEFAULT VALUES")
                self._db.execute("DELETE FROM sending WHERE number < (SELECT MAX(number) FROM sending)")

    def forget_sent(self, target: str) -> None:
        """Nobody knows what is at the target."""
        self._do("DELETE FROM sent WHERE target = ?", (target,))

    def sendings(self) -> int:
        """How many files were ever brought anywhere."""
        return int(self._value("SELECT MAX(number) FROM sending") or 0)
