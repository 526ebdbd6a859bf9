"""The way from places to dist/: the file to read first.

    find → fetch → clean → segment → read → plan → say → record → lay out → release

One article at a time; only its small outcome stays. What has not changed is not even parsed, so that the rooms of the way
are entered only when there is something to be made. With its rooms in building and release, the only one that opens the catalogue.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from narrate import config, corrections, delivery, release
from narrate.bounds import at_most
from narrate.building import learned, vanished, whose
from narrate.building.fresh import digest_now, fetched, is_unchanged, placed
from narrate.building.making import made, origin
from narrate.building.outcome import Outcome, Report, broken
from narrate.building.site import Site, refuse, refuse_draft, time_for, web_for
from narrate.building.voices import remarks
from narrate.drafts import is_unpublished
from narrate.errors import CatalogueError, NarrateError
from narrate.files import CLIPS, STATE
from narrate.sources import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from narrate.building.outcome import Watcher
    from narrate.cache import Cache
    from narrate.catalogue import Article
    from narrate.config import Recipe, Settings
    from narrate.model import Found, Source
    from narrate.plan import Plan

LOG = logging.getLogger(__name__)
BEHIND = "this machine's clock is behind the dates that are public: what is new and dated later waits; set the clock"
REVIEWS = "articles that wait for approval: {}; hear and approve them at `narrate desk`, or by `narrate approve`"
SPOILT = "{} was missing or damaged: it is made anew"


def build(
    locations: Sequence[str],
    out: Path,
    settings: Settings,
    wanted: str | None,
    watch: Watcher,
    *,
    retry_fallback: bool = False,
) -> Report:
    """Turn pages into `out`. Articles that fail stand in the report with their error; the rest is published.

    Raises ConfigError, VoiceError, OutputError, CatalogueError for what concerns all of them, BusyError.
    """
    refuse(locations, out, settings)
    key = config.recipe_key(settings, wanted)
    with release.at_work(out, "build") as (kept, folder):
        silent, spoilt = release.mend(kept, folder)
        edits = kept.last_deed()
        web = web_for(locations, kept, settings)
        site = Site(out, kept, folder, settings, key, retry_fallback, watch, web)
        outcomes, todo, unchanged = _looked_through(locations, site)
        cached = kept.clips_met()
        if todo:
            told = [outcome for outcome in _make_all(todo, site, wanted) if outcome is not None]
            unchanged += len(todo) - len(told)
            outcomes += told
        outcomes, gone = vanished.without_gone(outcomes, kept)
        unchanged += len(gone)
        notices = vanished.after([*vanished.vanished(kept, locations, out), *gone], site)
        if kept.count():  # nothing is published where there is nothing to publish
            errors = release.release(kept, folder, settings, silent)
            errors += delivery.deliver(kept, out, settings)
            outcomes += (Outcome(str(out), error=error) for error in errors)
        unsure = release.write_queue(kept, folder) if todo else release.open_readings(kept)
        questions = release.write_questions(kept, folder) if todo else kept.questions_open()
        release.built(kept, edits)
        notice = "\n".join(
            [
                *([BEHIND] if release.is_clock_behind(kept) else []),
                *([REVIEWS.format(count)] if (count := release.reviews(kept)) else []),
                *map(SPOILT.format, spoilt),
                *notices,
                *remarks(outcomes),
            ]
        )
    return Report(
        tuple(outcomes),
        unchanged,
        cached,
        str(out / "feed.xml"),
        unsure,
        str(out / STATE / release.QUEUE),
        questions,
        str(out / STATE / release.QUESTIONS),
        notice,
        web.bytes,
    )


def _looked_through(locations: Sequence[str], site: Site) -> tuple[list[Outcome], list[Found], int]:
    """What can't be read, what is to be made, and how many are as they were."""
    failed: list[Outcome] = []
    todo: list[Found] = []
    unchanged = 0
    for found in find(locations, site.web, config.wanted_pages(site.settings)):
        if isinstance(found, tuple):
            failed.append(Outcome(found[0], error=found[1]))
        elif is_unchanged(found, digest_now(found, site), site):
            unchanged += 1
        else:
            todo.append(found)
    return failed, todo, unchanged


def _make_all(todo: Sequence[Found], site: Site, wanted: str | None) -> Iterator[Outcome | None]:
    """Make one after the other. What concerns all is refused first: a voice, a cover, files of someone else's."""
    from narrate.cache import Cache

    recipe = config.recipe(site.settings, wanted, site.key)
    if wanted:
        recipe.voice("zh-CN")
    recipe.imprint.cover()
    release.claim(site.kept, site.folder, site.settings, len(todo))
    cache = Cache(site.out / CLIPS)
    learned.learn(todo, site, recipe)
    site.watch.begin("articles", len(todo))
    for found in placed(todo):
        yield _make(found, site, recipe, cache)
        site.watch.advance("articles")


def _make(found: Found, site: Site, recipe: Recipe, cache: Cache) -> Outcome | None:
    """One article, the whole way; None where it is as it was. Whatever goes wrong with it is its own outcome."""
    started, title = time.monotonic(), ""
    try:
        source = fetched(found, site)
        if source is None:
            return None
        with at_most(time_for(source)):
            plan, known = _planned(found, source, site, recipe)
        title = plan.document.title
        outcome = made(plan, known, site, recipe, cache, origin(found, source, plan, site))
        site.web.taken(found.location, source.digest, found.changed)
        return replace(outcome, seconds=time.monotonic() - started)
    except whose.TakenBackError:
        return None
    except CatalogueError:
        raise  # concerns all of them
    except NarrateError as error:
        return Outcome(found.location, title, error=error, listed=found.listed)
    except Exception as error:
        LOG.debug("%s", found.location, exc_info=True)
        return Outcome(found.location, title, error=broken(found, error), listed=found.listed)


def _planned(found: Found, source: Source, site: Site, recipe: Recipe) -> tuple[Plan, Article | None]:
    """What a page is made into, and its article where it is known: clean → segment → read → plan."""
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
        script = corrections.spoken(script, release.corrections_of(kept, known, corrections.of_page(document)))
    script = read(spoken_label(script, recipe.label), recipe.lexicon, recipe.style)
    places = (found.location, document.canonical_url)
    called = partial(release.slug_for, document.title, site.settings, places, document.tags)
    free = partial(free_slug, called, guid, lambda name: kept.taken(name, guid))
    date = release.date_of(kept, known, guid, document.published, found.after)
    return Plan(document, script, recipe.voice(document.lang), guid, known.slug if known else free(), date), known
