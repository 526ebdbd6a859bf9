"""Whether a page is as it was when its article was made: then it is not even parsed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.catalogue import WITHDRAWN
from narrate.identity import is_web
from narrate.release import articles
from narrate.sources import SameError, digest_of, fetch, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.building.site import Site
    from narrate.model import Found, Source


def digest_now(found: Found, site: Site) -> str:
    """The digest of a page before it is fetched: of a file, or of an address that its list says is as it was."""
    if found.path is not None or found.held is not None:
        return digest_of(found)
    visit = site.kept.visit(found.location) if found.changed else None
    return visit.digest if visit is not None and visit.changed == found.changed else ""


def is_unchanged(found: Found, digest: str, site: Site) -> bool:
    """Whether the page's bytes and the recipe are as they were: then it is not even parsed."""
    place = place_of(found, site.out)
    known = site.kept.at_place(place, digest) if digest else None
    if known and known.state == WITHDRAWN and known.source == digest:
        return not site.kept.meet(known.guid, place)
    if (
        known is None
        or (known.source, known.recipe) != (digest, site.key_at(found.location))
        or (known.fallback and site.retry_fallback)
    ):
        return False
    if site.kept.meet(known.guid, place):
        return False
    if known.location != found.location:
        articles.move(site.kept, known, found.location)
    return True


def fetched(found: Found, site: Site) -> Source | None:
    """The page; None where it is what was made last: the server says so, or its bytes do."""
    since = site.kept.visit(found.location) if found.path is None else None
    known = site.kept.at_place(place_of(found, site.out))
    if since is None or known is None or (known.source, known.recipe) != (since.digest, site.key_at(found.location)):
        since = None
    try:
        source = fetch(found, site.web, since, site.settings.sources.address)
    except SameError:
        if since is not None and is_unchanged(found, since.digest, site):
            site.kept.keep_visit(found.location, replace(since, changed=found.changed))
            return None
        source = fetch(found, site.web, None, site.settings.sources.address)
    if found.path is None and is_unchanged(found, digest := source.digest, site):
        site.web.taken(found.location, digest, found.changed)
        return None
    return source


def placed(todo: Sequence[Found]) -> Iterator[Found]:
    """Each page with how many pages of lists come after it."""
    left = sum(_is_of_a_list(found) for found in todo)
    for found in todo:
        left -= _is_of_a_list(found)
        yield replace(found, after=left) if _is_of_a_list(found) else found


def _is_of_a_list(found: Found) -> bool:
    return found.listed and is_web(found.location)
