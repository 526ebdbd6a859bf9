"""What the sites of the pages repeat: a line that stands on many pages of one site is furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrate.bounds import at_most
from narrate.building.site import time_for
from narrate.sources import fetch, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.building.site import Site
    from narrate.clean.furniture import Furniture
    from narrate.config import Recipe
    from narrate.model import Found, Source


def learn(todo: Sequence[Found], site: Site, recipe: Recipe) -> None:
    """What the sites of the new pages repeat, before any of them is read: a page alone can't know it."""
    from narrate.clean import clean, furniture, lines_of

    new = [found for found in todo if found.path is not None and not site.kept.knows(place_of(found, site.out))]
    if len(new) + sum(site.kept.pages_learned(name) for name in {_site_of(found) for found in new}) <= furniture.MANY:
        return
    for found in new:
        try:
            source = fetch(found)
            with at_most(time_for(source)):
                clean(source, recipe.rules)  # an index page repeats the articles: it is none and teaches nothing
                keys = {furniture.key(line) for line in lines_of(source)}
        except Exception:  # noqa: BLE001, S112 - what is wrong with a page is told when it is made
            continue
        site.kept.learn(_site_of(found), place_of(found, site.out), keys)


def _site_of(found: Found) -> str:
    """Pages of one folder are of one site; addresses are by their host."""
    return found.path.parent.name if found.path is not None else urlsplit(found.location).netloc


def remembered(found: Found, source: Source, site: Site) -> Furniture:
    """What is known of the page's site, as far as the page needs it."""
    from narrate.clean import furniture, lines_of

    name = _site_of(found)
    pages = site.kept.pages_learned(name)
    if pages <= furniture.MANY:
        return furniture.Furniture()
    keys = sorted({furniture.key(line) for line in lines_of(source)})
    return furniture.Furniture(pages, site.kept.seen(name, keys))
