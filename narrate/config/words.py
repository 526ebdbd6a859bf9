"""Lexicons and the house's style of reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from narrate.config.files import toml_of
from narrate.config.profiles import voices_folder
from narrate.config.settings import LEXICON, NAME, Settings, Word, Words
from narrate.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from narrate.read.lexicon import Entry, Lexicon
    from narrate.read.policy import Policy


def lexicon(settings: Settings) -> Lexicon:
    """Narrate's own lexicon, then lexicon.toml and voices/lexicon.toml beside narrate.toml, then its [[lexicon]]. Raises
    ConfigError."""
    from narrate.read.lexicon import Lexicon

    entries: list[Entry] = []
    ours, sites = voices_folder() / LEXICON, (Path(settings.folder or ".") / "voices" / LEXICON).resolve()
    entries += (replace(entry, origin="narrate") for entry in lexicon_file(ours))
    for path in (sites, site_lexicon(settings)):
        if path.resolve() != ours.resolve() and path.is_file():
            entries += lexicon_file(path)
    entries += (_entry(word, NAME) for word in settings.lexicon)
    return Lexicon(tuple(entries))


def site_lexicon(settings: Settings) -> Path:
    """The site's own lexicon, which `narrate lexicon import` writes: beside narrate.toml."""
    return Path(settings.folder or ".") / LEXICON


def lexicon_file(path: Path) -> list[Entry]:
    """The entries of a lexicon file. Raises ConfigError."""
    try:
        return [_entry(word, str(path)) for word in msgspec.convert(toml_of(path), Words, strict=True).entry]
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; see docs/lexicon.md for what an entry holds") from error


def entry_of(row: Mapping[str, Any]) -> Entry:
    """An entry of a lexicon, from its row. Raises ConfigError."""
    return _entry(msgspec.convert(row, Word), LEXICON)


def _entry(word: Word, origin: str) -> Entry:
    from narrate.read.lexicon import Entry

    entry = Entry(**msgspec.structs.asdict(word), origin=Path(origin).name)
    if entry.mistake:
        raise ConfigError(f"{origin}: the lexicon's entry {entry.grapheme!r}: {entry.mistake}")
    return entry


def policy(settings: Settings) -> Policy:
    """The house's style of reading."""
    from narrate.read.policy import Policy

    return Policy(**msgspec.structs.asdict(settings.reading))
