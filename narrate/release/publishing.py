"""The last step of a build: what is new is laid out, checked as a stranger would, decided in one transaction, moved into place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from narrate import catalogue, config, hubs
from narrate.cache import key_of
from narrate.catalogue import WITHDRAWN
from narrate.errors import CatalogueError, CheckError, NarrateError, OutputError
from narrate.publish import records
from narrate.publish.slug import UNGUESSED
from narrate.release import articles, clock, front, hiding, keeper, laying, renewing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from narrate.catalogue import Catalogue, Listed
    from narrate.check import Problem
    from narrate.config import Settings
    from narrate.files import Folder
    from narrate.model import Podcast

MEND = "build its page again, or take it back with `narrate withdraw`"


def release(kept: Catalogue, folder: Folder, settings: Settings, silent: Sequence[str]) -> list[NarrateError]:
    """Lay out what is new, check it, and move all into place. `silent` sound is missing, and stops nothing.

    Gives back what could not be done for single articles, which are left out; the rest is published. Raises CheckError
    where a feed itself would be broken, OutputError.
    """
    now, shows = clock.this_moment(), front.shows_of(kept, settings)
    _settle_at(kept, folder.root, shows[0].url, now)
    _sort_into_sections(kept, settings)
    silent = [name for name in silent if not folder.pending(name).is_file()]
    errors = [
        *hiding.hide(kept, folder, shows[0]),
        *renewing.tag_anew(kept, folder, settings),
        *renewing.lay_out_stale(kept, folder, shows[0], now),
    ]
    errors += (_lost(folder, name) for name in silent)
    key = front.key(settings, shows)
    waiting = any(True for _ in folder.staged()) or any(True for _ in _due_sounds(folder, kept, now))
    if kept.made_from(articles.SITE) == key and not kept.is_newly_due(now) and not waiting:
        return errors
    due, left_out = _readable(kept, list(kept.due(now)), shows[0].url)
    made, broken = _lay_out_site(kept, folder, settings, shows, due, silent)
    left_out |= broken
    made |= {
        articles.SITE: "" if left_out else key,
        articles.SECTIONS: kept.made_from(articles.SECTIONS),
    }  # what was left out is tried again
    moves, (gone, held) = list(_moves(folder, kept, now, left_out)), _taken_back(kept)
    gone += [name for name in kept.pages() if name not in made]
    staying = {name for _, name, _ in moves}.union(made)
    hiding.note_opened(kept, due, shows[0])
    kept.commit(moves, [name for name in gone if name not in staying], held, made, now, tuple(left_out))
    keeper.carry_out(kept, folder)
    moved = {name for _, name, _ in moves}
    changed = [show.feed_url for show in shows if f"{show.name}.xml" in moved and not front.is_private(show)]
    return [*errors, *left_out.values(), *hubs.tell(tuple(hubs.of(settings.feed.hubs, settings.feed.podping)), changed)]


def _settle_at(kept: Catalogue, root: Path, url: str, now: int) -> None:
    """Note where the site is, and where it was; what an older narrate published tells it itself."""
    if not kept.settled():
        from narrate import recovery

        if before := recovery.address(root):
            kept.settled_at(before, now)
    kept.settled_at(url, now)


def _readable(kept: Catalogue, due: Sequence[Listed], url: str) -> tuple[list[Listed], dict[str, NarrateError]]:
    """What can be put into a feed, and by guid why the rest can't."""
    found, left_out = [], dict[str, NarrateError]()
    for listed in due:
        try:
            front.episode(kept, listed, url)
            found.append(listed)
        except CatalogueError as error:
            left_out[listed.guid] = error
    return found, left_out


def _lay_out_site(
    kept: Catalogue,
    folder: Folder,
    settings: Settings,
    shows: Sequence[Podcast],
    due: Sequence[Listed],
    silent: Sequence[str],
) -> tuple[dict[str, str], dict[str, NarrateError]]:
    """Stage what changed of the whole site, without the episodes that would be broken in a feed: the keys by name, and by
    guid why an episode is left out. Raises CheckError for what is wrong with a feed itself."""
    left_out: dict[str, NarrateError] = {}
    while True:
        listed = [one for one in due if one.guid not in left_out]
        made = _stage_site(kept, folder, front.files(kept, settings, shows, listed))
        problems = [p for p in _feed_problems(folder, made) if not any(name in p.what for name in silent)]
        known = {one.guid for one in listed}
        if lasting := [p for p in problems if p.guid not in known]:
            raise CheckError(laying.told(lasting))
        if not problems:
            return made, left_out
        folder.unstage(made)
        left_out |= {p.guid: CheckError(f"{p.where}: {p.what}; it is left out of the feeds: {MEND}") for p in problems}


def _stage_site(
    kept: Catalogue, folder: Folder, files: Iterable[tuple[str, str, Callable[[], bytes | str]]]
) -> dict[str, str]:
    made = {}
    for name, key, content in files:
        made[name] = key
        if kept.made_from(name) != key:
            folder.stage(name, content())
    return made


def _sort_into_sections(kept: Catalogue, settings: Settings) -> None:
    """Which feeds of their own each article belongs to, where the feeds are others than before."""
    ruled = [(rule.match, rule.feeds) for rule in settings.sources.rules if rule.feeds]
    key = key_of(feeds=msgspec.to_builtins(settings.feeds), **({"ruled": ruled} if ruled else {}))
    if kept.made_from(articles.SECTIONS) == key:
        return
    with kept.transaction():
        for article in list(kept.articles()):
            if article.state == WITHDRAWN and UNGUESSED.search(article.slug):
                continue  # it stood in private feeds, and is told of nowhere: nor when they are no more
            tags = articles.tags_of(kept, article) if any(part.tags for part in settings.feeds) else ()
            section = config.sections_of(settings, (article.location, article.link), tags)
            if not article.location:  # nobody knows where it came from: what it belongs to, it keeps
                names = {part.name for part in settings.feeds}.intersection(article.section.split())
                section = " ".join(sorted(names.union(section.split())))
            if section != article.section:
                kept.change(article.guid, section=section, shown_from="")
        kept.keep_key(articles.SECTIONS, key)


def _lost(folder: Folder, name: str) -> NarrateError:
    return OutputError(
        f"{folder.root / name} is missing: restore it, or build its page again, which makes it from the clips"
    )


def _feed_problems(folder: Folder, made: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the pages of feeds that are staged."""
    from narrate import check

    staged = set(made).intersection(folder.staged())
    for name in sorted(name for name in staged if name.endswith(".xml")):
        yield from check.feed_file(folder, name, folder.pending(name).read_bytes())


def _moves(folder: Folder, kept: Catalogue, now: int, left_out: Iterable[str]) -> Iterator[tuple[int, str, int]]:
    """Rank, name and size of what is staged and differs from what is there, and of the sound whose hour has come. Raises
    OutputError for files of others."""
    for guid, name in _due_sounds(folder, kept, now):
        if guid not in left_out:
            yield 0, name, (folder.free(name) and folder.pending(name)).stat().st_size
    for name in list(folder.staged()):
        folder.free(name)
        if folder.is_published(name):
            folder.unstage([name])
        else:
            yield rank(name), name, folder.pending(name).stat().st_size


def _due_sounds(folder: Folder, kept: Catalogue, now: int) -> Iterator[tuple[str, str]]:
    """Guid and name of the sound that waits aside and has not to wait any more."""
    held = set(folder.held())
    for slug in sorted({name.split("/")[1] for name in held}):
        for article in kept.articles(f"slug = ? AND {catalogue.DUE}", (slug, now)):
            yield from ((article.guid, name) for name in articles.sounds_known(kept, article) if name in held)


def _taken_back(kept: Catalogue) -> tuple[list[str], list[str]]:
    """What is public of articles that are not to be: what goes for good, and the sound that is kept aside."""
    gone, held = list[str](), list[str]()
    for article in kept.articles("state != ''"):
        sounds = articles.sounds_known(kept, article)
        for name in kept.files_below(f"episodes/{article.slug}/"):
            (held if name in sounds else gone).append(name)
    return gone, held


def rank(name: str) -> int:
    """A reader never sees half an update: files that are pointed to come before those that point to them."""
    if "/" in name and not name.startswith("lists/"):
        return 2 if name.endswith(records.NAME) else 1
    return {".html": 3, ".json": 3, ".xml": 4}.get(os.path.splitext(name)[1], 1)  # noqa: PTH122 - a name, not a path
