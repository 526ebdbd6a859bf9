"""What stands in private feeds alone has an address that nobody can guess, and that nobody was told of while it was public."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec

from narrate.catalogue import WITHDRAWN, Event
from narrate.errors import NarrateError
from narrate.files import explained
from narrate.publish import records
from narrate.publish.slug import UNGUESSED
from narrate.release import articles, clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from narrate.catalogue import Article, Catalogue, Listed
    from narrate.files import Folder
    from narrate.model import Podcast

OPENED = "opened"  # what was private is public from then on, at the address that nobody could guess


def note_opened(kept: Catalogue, due: Iterable[Listed], show: Podcast) -> None:
    """Keep which of what is public from now on has the address of something private. Raises CatalogueError."""
    opened = [one for one in due if UNGUESSED.search(one.slug) and not show.hides(one.section)]
    if not opened:
        return
    known = kept.reasons(OPENED)
    with kept.transaction():
        for one in opened:
            if one.slug not in known:
                kept.tell(Event(one.guid, clock.this_moment(), OPENED, one.slug))


def hide(kept: Catalogue, folder: Folder, show: Podcast) -> Iterator[NarrateError]:
    """Give articles that became private another folder; what is in the old one goes with the next commit, sound as well."""
    if not show.hidden:
        return
    opened = kept.reasons(OPENED)
    for article in list(kept.articles("section != '' AND state != ?", (WITHDRAWN,))):
        if show.hides(article.section) and (not UNGUESSED.search(article.slug) or article.slug in opened):
            try:
                _move(kept, folder, article)
            except NarrateError as error:
                yield error


def _move(kept: Catalogue, folder: Folder, article: Article) -> None:
    """Raises CatalogueError, OutputError."""
    before = f"episodes/{article.slug}/"
    slug = f"{UNGUESSED.sub('', article.slug)}-{articles.unguessed()}"
    hidden = msgspec.structs.replace(article, slug=slug, shown_from="", tagged_from="")
    record, names = articles.record_of(kept, article), articles.sounds_known(kept, article)
    moved = _moved(record, before, hidden.slug)
    for name in names:
        if (there := folder.pending(name)).is_file():
            bench = folder.workbench(name.rpartition("/")[2])
            with explained(bench):
                shutil.copyfile(there, bench)
            folder.adopt(bench, f"episodes/{hidden.slug}/{name.removeprefix(before)}")
    folder.unstage([name for name in folder.staged() if name.startswith(before)])
    hidden = msgspec.structs.replace(hidden, revision=records.revision_of(moved))
    with kept.transaction():
        kept.take(hidden, records.dumps(moved), kept.laid(article.guid))
        for name in kept.files_below(before):
            kept.keep_key(name, "")  # a page of the site that the next release does not make


def _moved(record: records.Record, before: str, slug: str) -> records.Record:
    def at(name: str) -> str:
        return f"episodes/{slug}/{name.removeprefix(before)}" if name else ""

    others = tuple(msgspec.structs.replace(other, path=at(other.path)) for other in record.alternates)
    return msgspec.structs.replace(record, slug=slug, audio=at(record.audio), art=at(record.art), alternates=others)
