"""One article that was understood: said, recorded, and kept."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from narrate import corrections
from narrate.building.outcome import Outcome
from narrate.errors import NarrateError
from narrate.identity import is_web
from narrate.model import Kind
from narrate.pace import odd, syllables
from narrate.plan import STDIN
from narrate.release import articles, asking
from narrate.sources import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from narrate.building.outcome import Watcher
    from narrate.building.site import Site
    from narrate.cache import Cache
    from narrate.catalogue import Article
    from narrate.config import Recipe
    from narrate.model import Found, Source, Utterance
    from narrate.plan import Plan

LARGEST_PICTURE = 12 * 1024 * 1024  # bytes
LOG = logging.getLogger(__name__)


def made(
    plan: Plan, known: Article | None, site: Site, recipe: Recipe, cache: Cache, origin: articles.Origin
) -> Outcome:
    """An article that was understood is said, recorded, and kept in the catalogue. Raises what the engine and the disk raise."""
    from narrate import edition

    new: list[Utterance] = []
    site.watch.begin("saying", _weight(plan, recipe))
    heard = edition.said(plan, recipe, cache, _teller(site.watch, new))
    before = edition.Before(known.heard_from, articles.record_of(site.kept, known)) if known else None
    laid = edition.recorded(plan, heard, recipe, site.folder, cache, before)
    if site.settings.feed.art != "none":
        laid = edition.pictured(laid, before, site.folder, partial(_picture, origin.place, site))
    if origin.place != STDIN:
        site.kept.leave(origin.place, plan.guid)
    record = articles.keep(site.kept, site.folder, site.settings, laid, origin)
    asking.keep_doubts(site.kept, plan.guid, plan.script)
    questions = (*plan.document.questions, *odd(plan.script, heard.clips))
    asking.keep_questions(site.kept, plan.guid, plan.document.title, questions)
    return Outcome(
        origin.location,
        plan.document.title,
        record.duration,
        record.chapters,
        heard.new,
        cached=len(heard.clips) + len(heard.fast) - heard.new,
        voice=f"{heard.voice.id} (fallback)" if heard.fallback else heard.voice.id,
        lang=plan.document.lang,
        voice_lang=heard.voice.lang,
        characters=sum(len(one.text) for one in new),
        syllables=sum(syllables(one) for one in new),
    )


def origin(found: Found, source: Source, plan: Plan, site: Site) -> articles.Origin:
    """Where an article comes from, as the catalogue keeps it."""
    from narrate.plan import text_of

    document = plan.document
    place, correction = place_of(found, site.out), corrections.of_page(document)
    return articles.Origin(
        place, found.location, source.digest, site.key_at(found.location), text_of(document), correction
    )


def _picture(place: str, site: Site, address: str) -> bytes:
    """The picture of an article from this place, where the settings want it; nothing where it can't be had: that is no reason
    to fail."""
    if site.settings.feed.art == "web" and not is_web(place):
        return b""
    try:
        answer = site.web.fetch(address, LARGEST_PICTURE) if site.web.allowed(address) else None
    except NarrateError as error:
        LOG.debug("%s", error)
        return b""
    return answer.content if answer is not None and len(answer.content) <= LARGEST_PICTURE else b""


def _weight(plan: Plan, recipe: Recipe) -> int:
    """What the bar of an article counts: the characters of its sentences, twice where there is a fast rendition. The label
    is said in one piece, beside them."""
    said = sum(len(utterance.text) for utterance in plan.script.utterances if utterance.kind != Kind.LABEL)
    return said * 2 if recipe.fast else said


def _teller(watch: Watcher, new: list[Utterance]) -> Callable[[Utterance, bool], None]:
    """Moves the bar, and notes what was said anew."""

    def tell(utterance: Utterance, is_new: bool) -> None:  # noqa: FBT001 - (utterance, new), as synthesize tells
        watch.advance("saying", len(utterance.text))
        if is_new:
            new.append(utterance)

    return tell
