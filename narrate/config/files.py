"""narrate.toml → frozen settings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from narrate.config.checks import check
from narrate.config.settings import NAME, Settings
from narrate.errors import ConfigError

LARGEST = 1024 * 1024  # bytes of a configuration file


def load_settings(path: Path | None) -> Settings:
    """The settings of this file; of ./narrate.toml when None and it is there; else the defaults. Raises ConfigError."""
    chosen = path or Path(NAME)
    if path is None and not chosen.is_file():
        return Settings()
    return _settings(chosen, toml_of(chosen))


def parsed(text: str, path: Path) -> Settings:
    """The settings that a file of this text would hold at this path. Raises ConfigError."""
    return _settings(path, _parsed(path, text.encode("utf-8")))


def _settings(path: Path, table: dict[str, Any]) -> Settings:
    try:
        settings = msgspec.convert(table, Settings, strict=True)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; `narrate init` writes every setting with its meaning") from error
    check(path, settings)
    return msgspec.structs.replace(settings, folder=str(path.parent))


def toml_of(path: Path) -> dict[str, Any]:
    """The table of a TOML file. Raises ConfigError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; `narrate init` writes one") from None
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}") from error
    return _parsed(path, content)


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise ConfigError(f"{path} is larger than a configuration can be: check the name")
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8: save it as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
