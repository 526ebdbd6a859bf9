"""One writer at a time: a lock of its own (`.narrate/lock.db`), which falls with the process that holds it.

https://www.sqlite.org/lockingv3.html
"""

from __future__ import annotations

import os
import socket
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from narrate.errors import BusyError, OutputError
from narrate.files import STATE, explained, inside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = f"{STATE}/lock.db"
PATIENCE = 5  # seconds to wait for a reader in mid-query


@contextmanager
def alone(root: Path, what: str) -> Iterator[None]:
    """Nobody else may write while this lasts. Raises BusyError that says who is at work, OutputError."""
    path = inside(root, LOCK)
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(_connected(path)) as lock:
            _hold(lock, path, what)
            yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"can't write {path}: {error}; choose another --out or change its permissions") from error
    except sqlite3.DatabaseError as error:  # damaged; it holds nothing worth keeping
        raise OutputError(f"{path} is damaged: delete it and try again") from error


def _hold(lock: sqlite3.Connection, path: Path, what: str) -> None:
    """Say who we are, then keep the write lock: others can read the note, and only read."""
    try:
        lock.execute("PRAGMA busy_timeout = 0")
        lock.execute("BEGIN IMMEDIATE")
        lock.execute("CREATE TABLE IF NOT EXISTS holder (pid INTEGER, machine TEXT, since TEXT, what TEXT)")
        lock.execute("DELETE FROM holder")
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        lock.execute("INSERT INTO holder VALUES (?, ?, ?, ?)", (os.getpid(), socket.gethostname(), now, what))
        lock.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")  # a refused one may be reading the note
        lock.execute("COMMIT")
        lock.execute("PRAGMA busy_timeout = 0")
        lock.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise BusyError(
            f"{path.parent.parent} is being worked on by {_holder(path)}: wait for its end, or give another folder"
        ) from error


def _holder(path: Path) -> str:
    try:
        with closing(_connected(path)) as lock:
            row = lock.execute("SELECT what, pid, machine, since FROM holder").fetchone()
    except sqlite3.DatabaseError:
        row = None
    return "narrate {} (process {} on {}, since {})".format(*row) if row else "another narrate"


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
