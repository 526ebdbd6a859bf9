"""Where a build works, and what it does not take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate import config
from narrate.errors import ConfigError, NoArticleError, OutputError, SourceError
from narrate.identity import is_home, is_web
from narrate.release import articles
from narrate.sources import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from narrate.building.outcome import Watcher
    from narrate.catalogue import Catalogue
    from narrate.config import Settings
    from narrate.files import Folder
    from narrate.model import Found, Source
    from narrate.sources.web import Web

LEAST_TIME, TIME_A_MEGABYTE = 60.0, 60.0  # seconds of the processor to understand a page: many times what pages take


@dataclass(frozen=True, slots=True)
class Site:
    """Where a build works, and what it goes by."""

    out: Path
    kept: Catalogue
    folder: Folder
    settings: Settings
    key: str  # of the recipe
    retry_fallback: bool
    watch: Watcher
    web: Web

    def key_at(self, location: str) -> str:
        """The recipe's key for the page of this place."""
        return config.key_at(self.settings, self.key, location)


def web_for(locations: Sequence[str], kept: Catalogue | None, settings: Settings) -> Web:
    """Whoever fetches what a build needs, as the settings allow; with a memory where there is a catalogue."""
    from narrate.sources.web import Web

    chosen = settings.sources
    return Web(locations, kept, allow_private=chosen.allow_private, robots=chosen.robots)


def refuse(locations: Sequence[str], out: Path, settings: Settings) -> None:
    """What can't be built is refused before anything is written."""
    if lacks := config.missing(settings):
        raise ConfigError(f"to publish under site.url, narrate.toml still needs: {'; '.join(lacks)}")
    lost = [place for place in locations if place != "-" and not is_web(place) and not os.path.lexists(place)]
    if lost and len(lost) == len(locations):
        raise SourceError(
            f"{', '.join(lost)}: no such file; name a page, a folder of pages, a feed, an address or - for stdin"
        )
    config.refuse(settings)
    for location in locations:
        if os.path.isdir(location) and os.path.realpath(location) == os.path.realpath(out):  # noqa: PTH112 - may be an address
            raise OutputError(f"--out {out} is the folder of the sources: choose another --out")


def time_for(source: Source) -> float:
    """Seconds of the processor in which a page must be understood."""
    return LEAST_TIME + TIME_A_MEGABYTE * len(source.content) / 2**20


def refuse_draft(found: Found, source: Source, site: Site, *, draft: bool) -> None:
    """A page that is not to be published is left out, by name, and what was made of it before is taken out."""
    from narrate.clean import address_in

    if draft:
        address = address_in(source)
        articles.draft(site.kept, place_of(found, site.out), "" if is_home(address) else address)
    only_published(found, draft=draft)


def only_published(found: Found, *, draft: bool) -> None:
    """Raises NoArticleError for a page that is not to be published."""
    if draft:
        raise NoArticleError(f"{found.location} is a draft, or says noindex: it is published when it no longer says so")
