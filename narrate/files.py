"""Writing without loss: whole files, on the disk before they are moved into place, inside one folder, over nobody else's.

Knows nothing of what the files hold, nor who keeps the list of those that are ours.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from narrate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STATE = ".narrate"  # the folder inside the output folder that holds the catalogue and the cache
CLIPS = f"{STATE}/clips"
WORK = f"{STATE}/work"  # where recordings are made before they are moved into place
HELD = f"{STATE}/held"  # sound that is not public: before its hour, or taken back
NEXT = f"{STATE}/next"  # where a build lays out what it will publish
MODE = 0o644  # of what is written: everybody may read it

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


def synced(path: Path) -> None:
    """Wait until what the file or folder holds is on the disk. Platforms that can't open a folder have no such wait."""
    with suppress(PermissionError, IsADirectoryError):  # Windows and folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EROFS, errno.ENOTSUP):  # a file system without it
                raise
        finally:
            os.close(handle)


@contextmanager
def aside(path: Path, *, durable: bool = True, mode: int = MODE) -> Iterator[Path]:
    """A temporary path beside `path`, which takes its place when the block ends well and vanishes when it does not.

    `durable`: it is on the disk before it takes the place. `mode`: who may read it then. Raises OutputError.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OutputError(f"can't write {path}: it is a device or a pipe, and no file; name another")
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.chmod(mode)
            if durable:
                synced(part)
            part.replace(path)
            if durable:
                synced(path.parent)
        finally:
            part.unlink(missing_ok=True)


def write(path: Path, content: bytes | str, *, durable: bool = True, mode: int = MODE) -> None:
    """Write the whole file or nothing; a file that holds this already is not touched. Raises OutputError."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    with explained(path):
        if path.is_file() and path.read_bytes() == data:
            return
    with aside(path, durable=durable, mode=mode) as part:
        part.write_bytes(data)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Whoever reads, changes and writes a file of this folder has it for themselves: the others wait. Where the system has no such
    lock (Windows, some network's folders) nobody waits. Not to be entered twice at once. Raises OutputError."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with explained(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # no locks there
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def inside(root: Path, name: str) -> Path:
    """The path under this name, which neither `..` nor a link takes out of the folder. Raises OutputError."""
    path = root / name
    with explained(path):
        if not is_plain(name) or path.is_symlink() or not path.parent.resolve().is_relative_to(root.resolve()):
            raise OutputError(f"{path} leads out of {root}: remove the link, or choose another --out")
    return path


def sha256_of(path: Path) -> str:
    """The digest of a file's bytes, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# Bytes of a file's name, characters of a path: no file system of use holds longer ones.
LONGEST_NAME, LONGEST_PATH = 255, 1024


def is_plain(name: str) -> bool:
    """Whether a name leads to a file below the folder that it is seen from, by itself: `episodes/a/a.mp3`."""
    parts = PurePosixPath(name).parts
    short = len(name) <= LONGEST_PATH and all(len(part.encode("utf-8", "replace")) <= LONGEST_NAME for part in parts)
    return bool(parts) and short and not PurePosixPath(name).is_absolute() and ".." not in parts and "\0" not in name


def refuse_links(root: Path) -> None:
    """Raise OutputError where anything of narrate's state in the folder is a link. Clips are looked at folder by folder: a
    link in the place of one is replaced, and never written through."""
    folders = [(inside(root, STATE), True)]
    while folders:
        folder, deep = folders.pop()
        with explained(folder), suppress(FileNotFoundError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    raise OutputError(f"{entry.path} is a link, and may lead out of {root}: remove it, and build again")
                if deep and entry.is_dir(follow_symlinks=False):
                    folders.append((Path(entry.path), Path(entry.path) != root / CLIPS))


class Ours(Protocol):
    """Who knows which files of the folder are narrate's."""

    def owns(self, name: str) -> bool:
        """Whether narrate made the file under this name."""

    def claim(self, name: str, size: int) -> None:
        """Write down, before it is there, that this will be narrate's, and how many bytes it has."""


class Folder:
    """The output folder: writes only inside it, and only over files that narrate made."""

    def __init__(self, root: Path, ours: Ours) -> None:
        self.root = root
        self._ours = ours

    def free(self, name: str) -> Path:
        """The path for a file of ours. Raises OutputError where another's file stands, or a link leads out."""
        path = inside(self.root, name)
        with explained(path):
            if path.exists() and not self._owns(name):
                raise OutputError(f"{path} was not made by narrate: move it away, or choose another --out")
        return path

    def _owns(self, name: str) -> bool:
        return name.startswith(f"{STATE}/") or self._ours.owns(name)

    def remember(self, name: str, content: bytes | str) -> Path:
        """Write a file of the state folder, all of which is ours. Raises OutputError."""
        path = self.free(f"{STATE}/{name}")
        write(path, content)
        return path

    def adopt(self, made: Path, name: str) -> Path:
        """Move a finished file, synced, to where it waits until a release makes it public under this name.

        Raises OutputError.
        """
        self.free(name)
        path = inside(self.root, f"{HELD}/{name}")
        with explained(made):
            size = made.stat().st_size
        self._ours.claim(name, size)
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            made.chmod(0o644)
            synced(made)
            made.replace(path)
            synced(path.parent)
        return path

    def workbench(self, name: str) -> Path:
        """Where a file is made before it is adopted. Raises OutputError."""
        path = inside(self.root, f"{WORK}/{name}")
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def stage(self, name: str, content: bytes | str) -> Path:
        """Write the whole file aside, for a commit to move into place together with the others. Raises OutputError."""
        inside(self.root, name)
        path = inside(self.root, f"{NEXT}/{name}")
        write(path, content)
        return path

    def unstage(self, names: Iterable[str]) -> None:
        """Leave these out of the next commit."""
        for name in names:
            with explained(self.root / NEXT / name):
                (self.root / NEXT / name).unlink(missing_ok=True)

    def staged(self) -> Iterator[str]:
        """The names of what is laid out for the next commit. Raises OutputError."""
        base = inside(self.root, NEXT)
        with explained(base):
            for folder, _, files in os.walk(base):
                at = Path(folder).relative_to(base)
                yield from ((at / file).as_posix() for file in files if not file.endswith(".part"))

    def pending(self, name: str) -> Path:
        """Where the file under this name is read from: as staged, else as held back, else as published."""
        aside = (self.root / NEXT / name, self.root / HELD / name)
        return next((path for path in aside if path.is_file()), self.root / name)

    def is_published(self, name: str) -> bool:
        """Whether what is staged under this name is in place already, byte for byte."""
        made, path = self.root / NEXT / name, self.root / name
        with explained(path):
            return path.is_file() and path.read_bytes() == made.read_bytes()

    def settle(self, names: Iterable[str]) -> None:
        """Move these files, staged or held back, into place, one right after the other, then wait for the disk. One that is
        in neither place any more was moved before a kill. Raises OutputError."""
        touched = set()
        for name in names:
            made, path = self.pending(name), inside(self.root, name)
            with explained(path):
                if made != path:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    made.replace(path)
                touched.add(path.parent)
        for folder in sorted(touched):
            with explained(folder):
                synced(folder)

    def retire(self, name: str) -> None:
        """Remove a file of ours, and its folder with the last. Raises OutputError; a file that narrate did not make is left
        alone."""
        path = inside(self.root, name)
        if self._owns(name):
            with explained(path):
                path.unlink(missing_ok=True)
            with suppress(OSError):  # there is more in it
                path.parent.rmdir()

    def hold(self, name: str) -> None:
        """Take a file of ours out of what is public, and keep it aside. Raises OutputError."""
        path, aside = inside(self.root, name), inside(self.root, f"{HELD}/{name}")
        if self._owns(name) and path.is_file():
            with explained(aside):
                aside.parent.mkdir(parents=True, exist_ok=True)
                path.replace(aside)
                synced(aside.parent)
            with suppress(OSError):  # there is more in it
                path.parent.rmdir()

    def held(self) -> Iterator[str]:
        """The names of the files that are kept aside."""
        base = inside(self.root, HELD)
        return (path.relative_to(base).as_posix() for path in sorted(base.glob("episodes/*/*")))

    def sweep(self) -> None:
        """Remove what a killed build left aside: .narrate/work and .narrate/next, and halves of clips. Raises OutputError."""
        work, following, clips = (inside(self.root, name) for name in (WORK, NEXT, CLIPS))
        with explained(self.root):
            for left in work.glob("*"):
                left.unlink(missing_ok=True)
            for part in clips.glob("*/.*.part"):
                part.unlink(missing_ok=True)
            if following.is_dir():
                shutil.rmtree(following)
