"""Where what is published is copied to: a folder, or anything that fsspec reaches (`s3://`, `sftp://`, …).

Knows names, bytes and types. Nothing is listed and nothing renamed there: object stores have neither for free. Credentials
are the environment's, as each kind of store documents; none is in a setting, a message or a file of ours.
https://filesystem-spec.readthedocs.io/ , https://s3fs.readthedocs.io/
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from narrate.errors import ConfigError, OutputError
from narrate.files import aside, explained, inside

if TYPE_CHECKING:
    from collections.abc import Callable

SECRETS = (
    "SECRET",
    "TOKEN",
    "PASSWORD",
    "KEY",
)  # words in names of environment variables whose values are told to nobody
LONGEST = 200  # characters of a stranger's message
CONNECT, READ, TRIES = 10, 60, 5  # seconds, and times


class Store(Protocol):
    """A place for files under names."""

    def put(self, name: str, path: Path, media_type: str, lasts: str) -> None:
        """The file under this name is this one, whole, from one moment to the next; `lasts` is its Cache-Control. Raises
        OutputError."""

    def delete(self, name: str) -> None:
        """There is nothing under this name. Raises OutputError."""


class Local:
    """A folder of this machine."""

    def __init__(self, target: str, _: str) -> None:
        self._root = Path(target)

    def put(self, name: str, path: Path, media_type: str, lasts: str) -> None:  # noqa: ARG002 - a folder has no types
        """Copied beside its place, then moved into it."""
        with explained(self._root):
            self._root.mkdir(parents=True, exist_ok=True)
        with aside(inside(self._root, name)) as part:
            shutil.copyfile(path, part)

    def delete(self, name: str) -> None:
        """With the folders that held nothing else."""
        path = inside(self._root, name)
        with explained(path):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # there is more in it
            path.parent.rmdir()


class Remote:
    """Anything else, by fsspec."""

    def __init__(self, target: str, endpoint: str) -> None:
        self._target, self._kind = target, urlsplit(target).scheme
        try:
            import fsspec

            self._files, root = fsspec.core.url_to_fs(target, **OPTIONS.get(self._kind, _plain)(endpoint))
        except (ImportError, ValueError) as error:
            extra = f"narrate-site[{self._kind}]" if self._kind == "s3" else "fsspec and its package for this kind"
            raise ConfigError(f"publish.targets {target} needs more: install {extra} ({_safe(error)})") from error
        self._root = str(root).rstrip("/")

    def put(self, name: str, path: Path, media_type: str, lasts: str) -> None:
        """An object store shows the whole or what was before; others as they do."""
        place = f"{self._root}/{name}"
        more = {"ContentType": media_type, "CacheControl": lasts} if self._kind == "s3" else {}
        try:
            if self._kind != "s3":
                self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(path), place, **more)
        except Exception as error:  # a port: a stranger's errors end here
            raise self._failed(name, error) from error

    def delete(self, name: str) -> None:
        """What is not there is no error."""
        try:
            self._files.rm_file(f"{self._root}/{name}")
        except FileNotFoundError:
            pass
        except Exception as error:  # a port: a stranger's errors end here
            raise self._failed(name, error) from error

    def _failed(self, name: str, error: Exception) -> OutputError:
        return OutputError(
            f"{name} can't be brought to {self._target} ({type(error).__name__}: {_safe(error)}): check the target, "
            "publish.endpoint and the credentials in the environment; `narrate publish` goes on from there"
        )


def _s3(endpoint: str) -> dict[str, Any]:
    config = {"connect_timeout": CONNECT, "read_timeout": READ, "retries": {"max_attempts": TRIES}}
    named = {"endpoint_url": endpoint} if endpoint else {}
    return {"client_kwargs": named, "config_kwargs": config, "use_listings_cache": False}


def _plain(_: str) -> dict[str, Any]:
    return {}


OPTIONS: dict[str, Callable[[str], dict[str, Any]]] = {"s3": _s3}
STORES: dict[str, Callable[[str, str], Store]] = {"": Local}


def store(target: str, endpoint: str) -> Store:
    """The store that a target names: a folder, or an address with its kind before `://`. Raises ConfigError."""
    kind = target.partition("://")[0] if "://" in target else ""
    return STORES.get(kind, Remote)(target, endpoint)


def _safe(error: Exception) -> str:
    """A stranger's message in one line, without what the environment keeps secret."""
    text = " ".join(str(error).split())
    for name, value in os.environ.items():
        if value and any(word in name.upper() for word in SECRETS):
            text = text.replace(value, "…")
    return text[:LONGEST]
