"""What becomes of articles whose page is gone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from narrate import editorial
from narrate.catalogue import LEFT
from narrate.errors import GoneError
from narrate.release import articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from narrate.building.outcome import Outcome
    from narrate.building.site import Site
    from narrate.catalogue import Article, Catalogue

VANISHED = {
    "warn": "{title} ({place}) is published, and its page is gone: `narrate withdraw {guid}` takes it back; "
    "site.vanished decides for all",
    "withdraw": "{title} ({place}) was withdrawn, as its page is gone: `narrate restore {guid}` undoes it",
}
MANY_GONE = 10  # articles; with fewer, half a site may be one day's work
# Articles made from files that this build has not met: the page of any other is there.
UNMET = "state = '' AND place != '' AND place NOT LIKE 'http%' AND guid NOT IN (SELECT guid FROM met)"


def without_gone(outcomes: Sequence[Outcome], kept: Catalogue) -> tuple[list[Outcome], list[Article]]:
    """The outcomes, and the articles that were made of an address which answers now that there is nothing."""
    known = [kept.at_place(one.location) if isinstance(one.error, GoneError) else None for one in outcomes]
    return [one for one, article in zip(outcomes, known, strict=True) if not article], [*filter(None, known)]


def after(gone: Sequence[Article], site: Site) -> list[str]:
    """What becomes of articles whose page is gone, by site.vanished; told. Where most pages are gone at once, a server or a
    disk has failed rather than an editor decided: then nothing is withdrawn."""
    told = [article for article in gone if not article.state]
    many = len(told) > MANY_GONE and len(told) * 2 > site.kept.count()
    policy = "warn" if many and site.settings.site.vanished == "withdraw" else site.settings.site.vanished
    if policy == "withdraw":
        for article in told:
            editorial.take_back(site.kept, article, "its page is gone")
        articles.remember_withdrawn(site.kept, site.folder)
    rows = [] if policy == "keep" else told
    return [VANISHED[policy].format(title=one.title, place=one.location, guid=one.guid) for one in rows]


def vanished(kept: Catalogue, locations: Sequence[str], out: Path) -> Iterator[Article]:
    """The articles that were made from a file below one of these folders, or from one of these files, which is gone."""
    places = [(os.path.relpath(one, out).replace(os.sep, "/"), os.path.isdir(one)) for one in locations]  # noqa: PTH112
    for article in kept.articles(UNMET):
        place = article.place.removesuffix(LEFT)
        named = any(place.startswith(f"{p}/") if folder else place == p for p, folder in places)
        if named and not (out / article.place).is_file():
            yield article
