"""Articles whose sentences are begun before their turn, where other machines say them: none of them waits for the end of one."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate import config
from narrate.building import learned
from narrate.release import clock
from narrate.sources import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from narrate.building.site import Site
    from narrate.cache import Cache
    from narrate.config import Recipe
    from narrate.model import Found

LOG = logging.getLogger(__name__)


def ahead(todo: Iterable[Found], site: Site, recipe: Recipe, cache: Cache) -> Iterator[Found]:
    """The same pages in the same order; of the next ones, the pool has been given what is to be said."""
    waiting: deque[Found] = deque()
    for found in todo:
        waiting.append(_begun(found, site, recipe, cache) if recipe.pool.ahead else found)
        if len(waiting) > recipe.pool.ahead:
            yield waiting.popleft()
    yield from waiting


def _begun(found: Found, site: Site, recipe: Recipe, cache: Cache) -> Found:
    """The page, with what was fetched of it. What goes wrong here goes wrong again, and is told, when its turn comes."""
    from narrate import edition
    from narrate.clean import clean
    from narrate.read import read
    from narrate.segment import segment

    try:
        source = fetch(found, site.web, None, site.settings.sources.address)
        document = clean(
            source, config.rules_of(site.settings, found.location), learned.remembered(found, source, site)
        )
        there = recipe.at(found.location)
        day = clock.day_of(document.published)
        script = there.cast(read(segment(document), there.lexicon.of(day), recipe.style))
        edition.begin(script, there.voice(document.lang), recipe, cache)
    except Exception:
        LOG.debug("%s", found.location, exc_info=True)
        return found
    return found if found.path is not None else replace(found, held=source)
