"""Looking at what is public, and removing what nothing points to any more."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from narrate import catalogue, config, sounds
from narrate.cache import Cache
from narrate.errors import OutputError
from narrate.files import CLIPS, HELD, explained, inside
from narrate.publish import records
from narrate.release import articles, keeper, renewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from narrate.catalogue import Catalogue
    from narrate.check import Problem
    from narrate.config import Settings


def examine(path: Path, settings: Settings) -> Iterator[Problem]:
    """Everything in an output folder, or one MP3; nothing is written, but what a killed release had decided is done.

    Raises OutputError where there is neither, CatalogueError where the catalogue is damaged.
    """
    from narrate import check

    if path.is_file():
        yield from check.mp3(path)
        return
    if not (path / "feed.xml").is_file():
        raise OutputError(f"{path} holds no feed.xml: give the folder that `narrate build` made, or an MP3")
    if catalogue.kept(path):
        keeper.settle(path)
        with closing(catalogue.opened(path, readonly=True)) as kept:
            yield from _unlisted(kept, path)
    yield from check.site(path, config.sound(settings))


def _unlisted(kept: Catalogue, root: Path) -> Iterator[Problem]:
    """What the catalogue lists and is not there as it was published."""
    from narrate.check import Problem

    for name, size in kept.files():
        if not renewing.has(root, name, size) and not renewing.has(root / HELD, name, size):
            yield Problem(name, f"is missing, or has not the {size} bytes that were published")


def prune(out: Path, clips_of: float | None = None) -> list[str]:
    """Remove the audio of ours that no episode points to any more; the names of what went. With `clips_of` so many days or
    older, also the clips that no episode is made of.

    Raises BusyError, CatalogueError, OutputError.
    """
    with keeper.at_work(out, "prune") as (kept, folder):
        used = {
            name
            for article in kept.articles("state = ''")
            for name in sounds.files_of(articles.record_of(kept, article))
        }
        used.update(kept.pages())  # the covers
        used.update(name for article in kept.articles("state != ''") for name in articles.sounds_known(kept, article))
        old = [name for name, _ in kept.files() if name.endswith(renewing.MADE) and name not in used]
        there = [name for name in old if (out / name).is_file()]
        waiting = [f"{HELD}/{name}" for name in folder.held() if name not in used]
        for name in (*old, *waiting):
            folder.retire(name)
        kept.disown(old)
        there += [] if clips_of is None else _prune_clips(kept, out, clips_of)
    return there


def _prune_clips(kept: Catalogue, out: Path, days: float) -> list[str]:
    """Remove the clips that nothing refers to; by which names they went."""
    used: set[str] = set()
    for article in kept.articles():
        if laid := kept.laid(article.guid):
            used.update(records.unpack(laid).clips)
    gone = list(Cache(inside(out, CLIPS)).unused(used, days))
    for path in gone:
        with explained(path):
            path.unlink(missing_ok=True)
    return [path.relative_to(out).as_posix() for path in gone]
