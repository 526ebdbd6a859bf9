"""The file behind the catalogue: opened, brought up to date, written in transactions; what SQLite says is told as ours."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from narrate.catalogue.lock import PATIENCE
from narrate.catalogue.schema import STEPS
from narrate.errors import CatalogueError, OutputError
from narrate.files import STATE, explained, inside, synced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NAME = f"{STATE}/catalogue.db"
APPLICATION = 0x6E617272  # "narr": https://www.sqlite.org/pragma.html#pragma_application_id

# What is no damage, by the start of SQLite's name for it (https://www.sqlite.org/rescode.html): what to do about it.
UNWRITTEN = {
    "SQLITE_FULL": "the disk is full: free some space and build again; what is finished is kept",
    "SQLITE_IOERR_WRITE": "a file would grow past the size allowed here, or the disk fails: raise the limit and build again",
    "SQLITE_READONLY": "no permission to write there: choose another --out or change its permissions",
    "SQLITE_CANTOPEN": "no permission to write there: choose another --out or change its permissions",
    "SQLITE_BUSY": "another program holds it open: close that, and build again",
}

Row = TypeVar("Row", bound=msgspec.Struct)


class Database:
    """An open catalogue's file. All methods raise CatalogueError where it is damaged, OutputError where it can't be written."""

    def __init__(self, path: Path, root: Path, *, readonly: bool = False) -> None:
        self.path, self.root = path, root
        self._readonly = readonly
        self._db = self._opened()

    def _opened(self) -> sqlite3.Connection:
        with self._explained():
            mode = "ro" if self._readonly else "rw"
            db = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None
            )
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > len(STEPS):
                raise CatalogueError(f"{self.path} was made by a newer narrate: install that one")
            self.is_current = version == len(STEPS) or not self._readonly
            if self._readonly:
                return db
            db.execute("PRAGMA synchronous = FULL")
            db.execute("CREATE TEMP TABLE met (guid TEXT PRIMARY KEY, place TEXT)")
            for number, step in enumerate(STEPS[version:], start=version + 1):
                db.executescript(
                    f"BEGIN; {step} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number}; COMMIT;"
                )
            return db

    @contextmanager
    def _explained(self) -> Iterator[None]:
        advice = f"`narrate catalogue rebuild {self.root}` remakes it from what is published"
        try:
            yield
        except sqlite3.OperationalError as error:
            unwritten = next(
                (words for start, words in UNWRITTEN.items() if error.sqlite_errorname.startswith(start)), ""
            )
            if unwritten:
                raise OutputError(f"can't write {self.path}: {unwritten}") from error
            raise CatalogueError(f"{self.path} can't be read ({error}): {advice}") from error
        except (sqlite3.DatabaseError, msgspec.ValidationError, msgspec.DecodeError) as error:
            raise CatalogueError(f"{self.path} is damaged ({error}): {advice}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing, and on the disk when it ends; within another it is a part of that one."""
        if self._is_within():
            yield
            return
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._is_within():  # SQLite ends it by itself where the disk is full
                    self._db.execute("ROLLBACK")
                raise

    def _is_within(self) -> bool:
        """Whether a transaction goes on."""
        return self._db.in_transaction

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def settle(self) -> None:
        """Put a catalogue that was created into its place."""
        self._db.close()
        place = inside(self.root, NAME)
        with explained(place):
            synced(self.path)
            self.path.chmod(0o644)
            self.path.replace(place)
            synced(place.parent)
        self.path = place
        self._db = self._opened()

    def _rows(self, kind: type[Row], query: str, values: Sequence[object] = ()) -> Iterator[Row]:
        with self._explained():
            for row in self._db.execute(query, values):
                yield msgspec.convert(dict(zip(kind.__struct_fields__, row, strict=True)), kind)

    def _value(self, query: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a cell
        with self._explained():
            row = self._db.execute(query, values).fetchone()
        return row[0] if row else None

    def _do(self, query: str, values: Sequence[object] = ()) -> None:
        with self._explained():
            self._db.execute(query, values)
