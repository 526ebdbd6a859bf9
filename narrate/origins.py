"""Where weights and dictionaries come from (origins.toml), and the proof that their bytes are the ones that are meant."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import msgspec

from narrate.errors import ConfigError


class Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"origin": "from"}):
    """A row of origins.toml."""

    name: str
    file: str
    origin: str
    licence: str
    sha256: str = ""


@cache
def rows() -> tuple[Data, ...]:
    """All rows, in order."""
    table = tomllib.loads((resources.files("narrate") / "origins.toml").read_text("utf-8"))
    return msgspec.convert(table["data"], tuple[Data, ...])


def place_of(data: Data) -> Path:
    """Where the file is on this machine. Raises ConfigError where its package is not installed."""
    package, _, path = data.file.rpartition(":")
    here = Path(str(resources.files("narrate")))
    if not package:
        installed = here / path.replace("voices/", "_voices/", 1)
        return installed if installed.exists() or not path.startswith("voices/") else here.parent / path
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError(f"{data.name}: the package {package} is missing: install narrate anew")
    return Path(spec.submodule_search_locations[0]) / path


def proven(file: str) -> bytes:
    """The bytes of a file of narrate's. Raises ConfigError where they are not the ones that are meant."""
    data = next(row for row in rows() if row.file == file)
    try:
        content = place_of(data).read_bytes()
    except OSError as error:
        raise ConfigError(f"{data.name}: {file} can't be read ({error.strerror}): install narrate anew") from error
    if hashlib.sha256(content).hexdigest() != data.sha256:
        raise ConfigError(f"{data.name}: {file} is not as it was published: install narrate anew")
    return content
