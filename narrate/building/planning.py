"""What a page is made into: clean → segment → read → plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from narrate import config, corrections
from narrate.building import learned, whose
from narrate.building.site import refuse_draft
from narrate.drafts import is_unpublished
from narrate.release import articles

if TYPE_CHECKING:
    from narrate.building.site import Site
    from narrate.catalogue import Article
    from narrate.config import Recipe
    from narrate.model import Found, Source
    from narrate.plan import Plan


def planned(found: Found, source: Source, site: Site, recipe: Recipe) -> tuple[Plan, Article | None]:
    """The plan of one page, and its article where it is known. Raises NarrateError, TakenBackError."""
    from narrate.clean import clean
    from narrate.plan import Plan, free_slug, spoken_label
    from narrate.read import read
    from narrate.segment import segment

    kept = site.kept
    ruled = any(rule.draft for rule in config.rules_fitting(site.settings, found.location))
    refuse_draft(found, site, draft=ruled or is_unpublished(source))
    document = clean(source, config.rules_of(site.settings, found.location), learned.remembered(found, source, site))
    refuse_draft(found, site, draft=document.draft)
    document, guid, known = whose.owned(document, found, site)
    script = segment(document)
    if recipe.corrections == "spoken" and known:
        script = corrections.spoken(script, articles.corrections_of(kept, known, corrections.of_page(document)))
    script = read(spoken_label(script, recipe.label), recipe.lexicon, recipe.style)
    places = (found.location, document.canonical_url)
    called = partial(articles.slug_for, document.title, site.settings, places, document.tags)
    free = partial(free_slug, called, guid, lambda name: kept.taken(name, guid))
    date = articles.date_of(kept, known, guid, document.published, found.after)
    return Plan(
        document,
        script,
        recipe.voice(document.lang),
        guid,
        known.slug if known else free(),
        date,
    ), known
