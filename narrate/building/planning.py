"""What a page is made into: clean → segment → read → plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from narrate import config, corrections
from narrate.building import learned, whose
from narrate.building.site import refuse_draft
from narrate.drafts import is_unpublished
from narrate.model import Question
from narrate.release import articles, clock
from narrate.sources import place_of

if TYPE_CHECKING:
    from narrate.building.site import Site
    from narrate.catalogue import Article
    from narrate.config import Recipe
    from narrate.model import Document, Found, Source
    from narrate.plan import Plan

RULED = "rules of narrate.toml name this file, and the article in it has changed: let them name the article's address, or its new file"
AHEAD = "the date lies ahead, and the article is public: its earlier date is kept"


def _not_ahead(document: Document, known: Article | None, site: Site) -> Document:
    """With the date under which it is public, where the page's own lies ahead now: the mistyped year of an article that
    listeners have would top every list until then."""
    if document.published is None or known is None or not known.public:
        return document
    now, before = clock.this_moment(), articles.record_of(site.kept, known).published
    if not clock.milliseconds(before) <= now < clock.milliseconds(document.published.isoformat()):
        return document
    asked = Question(f"{document.published:%Y-%m-%d %H:%M}", AHEAD)
    return replace(document, published=datetime.fromisoformat(before), questions=(*document.questions, asked))


def _with_rules_asked(
    document: Document, found: Found, site: Site, articles_there: tuple[Article | None, Article | None]
) -> Document:
    """Asked about, where a rule of narrate.toml names a file in which another article stands now: of the article `before` in this
    place, and the one that stands there."""
    before, known = articles_there
    if before is None or (known and known.guid == before.guid):
        return document
    places = [found.location, *([known.location] if known and known.location else [])]
    ruled = [place for place in places if config.is_named(site.settings, place)]
    asked = (Question(place, RULED) for place in ruled)
    return replace(document, questions=(*document.questions, *asked))


def planned(found: Found, source: Source, site: Site, recipe: Recipe) -> tuple[Plan, Article | None]:
    """The plan of one page, and its article where it is known. Raises NarrateError, TakenBackError."""
    from narrate.clean import clean
    from narrate.plan import Plan, free_slug, spoken_label
    from narrate.read import read
    from narrate.segment import segment

    kept = site.kept
    ruled = any(rule.draft for rule in config.rules_fitting(site.settings, found.location))
    refuse_draft(found, source, site, draft=ruled or is_unpublished(source))
    document = clean(source, config.rules_of(site.settings, found.location), learned.remembered(found, source, site))
    refuse_draft(found, source, site, draft=document.draft)
    before = kept.at_place(place_of(found, site.out))
    document, guid, known = whose.owned(document, found, site)
    document = _with_rules_asked(document, found, site, (before, known))
    document = _not_ahead(document, known, site)
    script = segment(document)
    if recipe.corrections == "spoken" and known:
        script = corrections.spoken(script, articles.corrections_of(kept, known, corrections.of_page(document)))
    date = articles.date_of(kept, known, guid, document.published, found.after)
    words = recipe.lexicon.of(clock.day_of(date))
    script = recipe.cast(read(spoken_label(script, recipe.label), words, recipe.style))
    places = (found.location, document.canonical_url)
    called = partial(articles.slug_for, document.title, site.settings, places, document.tags)
    free = partial(free_slug, called, guid, lambda name: kept.taken(name, guid))
    return Plan(
        document,
        script,
        recipe.voice(document.lang),
        guid,
        known.slug if known else free(),
        date,
    ), known
