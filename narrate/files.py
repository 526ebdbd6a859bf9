"""Writing without loss: whole files moved into place, inside one folder, over nobody else's files.

Knows nothing of what the files hold.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STATE = ".narrate"  # the folder inside the output folder that holds the cache and the journal

NEXT = f"{STATE}/next"  # where a build lays out what it will publish

ADVICE = {
    errno.ENOSPC: "the disk is full: free some space and build again; what is finished is kept",
    errno.EDQUOT: "the disk quota is used up: free some space and build again; what is finished is kept",
    errno.EFBIG: "a file would grow past the size allowed here: raise the limit and build again",
    errno.EACCES: "no permission to write there: choose another --out or change its permissions",
    errno.EPERM: "no permission to write there: choose another --out or change its permissions",
    errno.EROFS: "that file system is read-only: choose another --out",
    errno.ENOTDIR: "a file stands where a folder is needed: choose another --out or move that file",
    errno.EEXIST: "a file stands where a folder is needed: choose another --out or move that file",
    errno.EISDIR: "a folder stands where a file is needed: choose another --out or move that folder",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Operating system errors inside become an OutputError that says what to do."""
    try:
        yield
    except OSError as error:
        number = error.errno or 0
        advice = ADVICE.get(number, os.strerror(number) if number else str(error))
        raise OutputError(f"can't write {path}: {advice}") from error


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, which takes its place when the block ends well and vanishes when it does not.

    Raises OutputError.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.chmod(0o644)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def write(path: Path, content: bytes | str) -> None:
    """Write the whole file or nothing; a file that holds this already is not touched. Raises OutputError."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    with explained(path):
        if path.is_file() and path.read_bytes() == data:
            return
    with aside(path) as part:
        part.write_bytes(data)


class Folder:
    """The output folder: writes only inside it, and only over files that narrate made.

    The journal (.narrate/made) names each of them before it is moved into place, so that a killed build leaves no
    file behind that the next one takes for someone else's.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._journal = root / STATE / "made"
        with explained(root):
            if root.exists() and not root.is_dir():
                raise OutputError(f"{root} is a file, not a folder: choose another --out")
            recorded = self._journal.read_text("utf-8").splitlines() if self._journal.is_file() else []
        self._made = set(recorded)

    def claim(self, name: str) -> Path:
        """The path for a file of ours, written down as ours. Raises OutputError where another's file stands."""
        path = self.root / name
        with explained(path):
            if not path.parent.resolve().is_relative_to(self.root.resolve()) or path.is_symlink():
                raise OutputError(f"{path} leads out of {self.root}: remove the link, or choose another --out")
            if name in self._made:
                return path
            if path.exists():
                raise OutputError(f"{path} was not made by narrate: move it away, or choose another --out")
            self._journal.parent.mkdir(parents=True, exist_ok=True)
            with self._journal.open("a", encoding="utf-8") as journal:
                journal.write(name + "\n")
        self._made.add(name)
        return path

    def write(self, name: str, content: bytes | str) -> Path:
        """Write the whole file under this name, relative to the folder. Raises OutputError."""
        path = self.claim(name)
        write(path, content)
        return path

    def adopt(self, made: Path, name: str) -> Path:
        """Move a finished file into place under this name. Raises OutputError."""
        path = self.claim(name)
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            made.chmod(0o644)
            made.replace(path)
        return path

    def stage(self, name: str, content: bytes | str) -> Path:
        """Write the whole file aside, for `commit` to move into place together with the others. Raises OutputError."""
        path = self.root / NEXT / name
        write(path, content)
        return path

    def pending(self, name: str) -> Path:
        """Where the file under this name is read from: as staged, else as published."""
        staged = self.root / NEXT / name
        return staged if staged.is_file() else self.root / name

    def commit(self, last: Callable[[str], int]) -> None:
        """Move all staged files into place, in the order of `last`; those that are there already stay untouched."""
        base = self.root / NEXT
        with explained(base):
            names = [path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file()]
        for name in sorted(names, key=lambda name: (last(name), name)):
            made, there = base / name, self.root / name
            with explained(there):
                same = there.is_file() and name in self._made and there.read_bytes() == made.read_bytes()
                made.unlink() if same else self.adopt(made, name)

    def retire(self, name: str) -> None:
        """Remove a file of ours. Raises OutputError; a file that narrate did not make is left alone."""
        if name in self._made:
            with explained(self.root / name):
                (self.root / name).unlink(missing_ok=True)

    @property
    def made(self) -> frozenset[str]:
        """The names of all files that narrate made here."""
        return frozenset(self._made)

    def sweep(self) -> None:
        """Remove what a killed build left aside: `.….part` in folders of ours, and whatever lies in .narrate/work."""
        ours = {(self.root / name).parent for name in self._made} | set((self.root / STATE / "clips").glob("*"))
        with explained(self.root):
            for folder in ours:
                for part in folder.glob(".*.part"):
                    part.unlink(missing_ok=True)
            for left in (self.root / STATE / "work").glob("*"):
                left.unlink(missing_ok=True)
            shutil.rmtree(self.root / NEXT, ignore_errors=True)
