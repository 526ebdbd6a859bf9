"""The way from places to dist/: the file to read first.

    find → fetch → clean → segment → read → plan → say → record → lay out → release

One article at a time; only its small outcome stays. What has not changed is not even parsed, so that the rooms of the way
are entered only when there is something to be made. With its rooms in building and release, the only one that opens the catalogue.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate import config, delivery
from narrate.bounds import at_most
from narrate.building import learned, notices, vanished, whose
from narrate.building.fresh import digest_now, fetched, is_unchanged, placed
from narrate.building.making import made, origin
from narrate.building.outcome import Outcome, Report, broken
from narrate.building.planning import planned
from narrate.building.site import Site, refuse, time_for, web_for
from narrate.catalogue import AHEAD, WITHDRAWN
from narrate.errors import CatalogueError, NarrateError
from narrate.files import CLIPS, STATE
from narrate.release import asking, clock, front, keeper, publishing, renewing
from narrate.sources import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from narrate.building.estimate import Foreteller
    from narrate.building.outcome import Watcher
    from narrate.cache import Cache
    from narrate.config import Recipe, Settings
    from narrate.model import Found

LOG = logging.getLogger(__name__)


def build(  # noqa: PLR0913 - what a command offers
    locations: Sequence[str],
    out: Path,
    settings: Settings,
    wanted: str | None,
    watch: Watcher,
    *,
    retry_fallback: bool = False,
    foreteller: Foreteller | None = None,
) -> Report:
    """Turn pages into `out`. Articles that fail stand in the report with their error; the rest is published.

    Raises ConfigError, VoiceError, OutputError, CatalogueError for what concerns all of them, BusyError.
    """
    refuse(locations, out, settings)
    key = config.recipe_key(settings, wanted)
    with keeper.at_work(out, "build", new=True) as (kept, folder):
        silent, spoilt = renewing.mend(kept, folder)
        edits = kept.last_deed()
        web = web_for(locations, kept, settings)
        site = Site(out, kept, folder, settings, key, retry_fallback, watch, web)
        outcomes, todo, unchanged = _looked_through(locations, site)
        cached = kept.clips_met()
        trial = _foretell(todo, unchanged, site, wanted, foreteller) if todo and foreteller else 0.0
        if todo:
            told = [outcome for outcome in _make_all(todo, site, wanted) if outcome is not None]
            unchanged += len(todo) - len(told)
            outcomes += told
        outcomes, gone = vanished.without_gone(outcomes, kept)
        unchanged += len(gone)
        vanishing = vanished.after([*vanished.vanished(kept, locations, out), *gone], site)
        feed = str(out / "feed.xml") if kept.count() else ""
        if feed:  # nothing is published where there is nothing to publish
            errors = publishing.release(kept, folder, settings, silent)
            errors += delivery.deliver(kept, out, settings)
            outcomes += (Outcome(str(out), error=error) for error in errors)
        unsure = asking.write_queue(kept, folder) if todo else asking.open_readings(kept)
        questions = asking.write_questions(kept, folder) if todo else kept.questions_open()
        asking.built(kept, edits)
        states = kept.states_met(clock.this_moment())
        notice = notices.notice(kept, spoilt, vanishing, outcomes)
    return Report(
        tuple(outcomes),
        unchanged,
        cached,
        feed,
        unsure,
        str(out / STATE / asking.QUEUE),
        questions,
        str(out / STATE / asking.QUESTIONS),
        notice,
        web.bytes,
        states.get("", 0),
        states.get(WITHDRAWN, 0),
        states.get(AHEAD, 0),
        trial,
    )


def _looked_through(locations: Sequence[str], site: Site) -> tuple[list[Outcome], list[Found], int]:
    """What can't be read, what is to be made, and how many are as they were. Pages that changed their names come first, so
    that what stands in their place now finds it free."""
    failed: list[Outcome] = []
    todo: list[tuple[Found, str]] = []
    unchanged = 0
    for found in find(locations, site.web, config.wanted_pages(site.settings)):
        if isinstance(found, tuple):
            failed.append(Outcome(found[0], error=found[1]))
        elif is_unchanged(found, digest := digest_now(found, site), site):
            unchanged += 1
        else:
            todo.append((found, digest))
    made = site.kept.sources() if todo else set()
    return failed, [found for found, digest in sorted(todo, key=lambda one: one[1] not in made)], unchanged


def _foretell(todo: Sequence[Found], unchanged: int, site: Site, wanted: str | None, to: Foreteller) -> float:
    """Gives back the seconds that it took to learn how fast this machine is."""
    from narrate.building.estimate import Rehearsal, foretold

    recipe = config.recipe(site.settings, wanted, site.key)
    rehearsal = Rehearsal(site.out, site.settings, recipe, site.kept, site.web, to.paces)
    told = foretold(todo, unchanged, rehearsal)
    to.tell(told)
    return told.trial


def _make_all(todo: Sequence[Found], site: Site, wanted: str | None) -> Iterator[Outcome | None]:
    """Make one after the other. What concerns all is refused first: a voice, a cover, files of someone else's."""
    from narrate import workers
    from narrate.building.ahead import ahead
    from narrate.cache import Cache

    recipe = config.recipe(site.settings, wanted, site.key)
    if wanted:
        recipe.voice("zh-CN")
    recipe.imprint.cover()
    front.claim(site.kept, site.folder, site.settings, len(todo))
    cache = Cache(site.out / CLIPS)
    learned.learn(todo, site, recipe)
    site.watch.begin("articles", len(todo))
    with workers.pool(site.settings.workers, site.settings.jobs) as pool:
        recipe = replace(recipe, pool=pool)
        for found in ahead(placed(todo), site, recipe, cache):
            yield _make(found, site, recipe, cache)
            site.watch.advance("articles")


def _make(found: Found, site: Site, recipe: Recipe, cache: Cache) -> Outcome | None:
    """One article, the whole way; None where it is as it was. Whatever goes wrong with it is its own outcome."""
    started, title = time.monotonic(), ""
    try:
        source = fetched(found, site)
        if source is None:
            return None
        recipe = recipe.at(found.location)
        with at_most(time_for(source)):
            plan, known = planned(found, source, site, recipe)
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
