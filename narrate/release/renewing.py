"""What has to be made again without its source: files that are missing or cut, pages and tags made for other settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from narrate import config, sounds
from narrate.errors import CatalogueError, NarrateError
from narrate.files import HELD, Folder
from narrate.publish import records
from narrate.release import articles, laying

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from narrate.catalogue import Catalogue
    from narrate.config import Settings
    from narrate.model import Podcast

AUDIO = (".mp3", ".opus")
MADE = (*AUDIO, ".jpg")  # below episodes/: what is not made of text


def mend(kept: Catalogue, folder: Folder) -> tuple[list[str], list[str]]:
    """Sweep away what a killed build left, and look for every published file: pages that are missing or cut are to be made
    anew from the catalogue, sound from its source. The names of sound that is missing, and of all that was."""
    folder.sweep()
    kept.forget_fresh()
    broken = [
        name
        for name, size in kept.files()
        if not has(folder.root, name, size) and not has(folder.root / HELD, name, size)
    ]
    silent = []
    for name in broken:
        slug = name.split("/")[1] if name.startswith("episodes/") else ""
        article = next(kept.articles("slug = ?", (slug,)), None) if slug else None
        if article is None or (article.state and not name.endswith(MADE)):
            kept.disown([name, articles.SITE])
        elif not name.endswith(MADE):
            kept.change(article.guid, shown_from="")
        elif name.endswith(".jpg"):
            kept.change(article.guid, recipe="")
            silent.append(name)
        elif name in sounds.files_of(records.record_of(kept.record(article.guid))):
            kept.change(article.guid, recipe="", heard_from="")
            silent.append(name)
        else:
            kept.disown([name])
    return silent, broken


def has(root: Path, name: str, size: int) -> bool:
    """Whether a file is there, with so many bytes."""
    try:
        return os.stat(f"{root}/{name}").st_size == size  # noqa: PTH116 - asked a hundred thousand times
    except OSError:
        return False


def tag_anew(kept: Catalogue, folder: Folder, settings: Settings) -> Iterator[NarrateError]:
    """Write the tags of sound that were made for other settings anew, under the same names; needs no source."""
    key, imprint = config.imprint_key(settings), config.imprint(settings)
    for guid in kept.untagged(key):
        article = kept.article(guid)
        try:
            record = msgspec.structs.replace(articles.record_of(kept, article), section="") if article else None
            if article is None or record is None or not sounds.are_there(folder, record):
                continue  # told elsewhere
            new = sounds.retagged(folder, record, imprint)
        except NarrateError as error:
            yield error
            continue
        shown = article.shown_from if new == record else ""
        article = msgspec.structs.replace(article, tagged_from=key, shown_from=shown, revision=records.revision_of(new))
        kept.take(article, records.dumps(new), kept.laid(guid))


def lay_out_stale(kept: Catalogue, folder: Folder, show: Podcast, now: int) -> Iterator[NarrateError]:
    """Lay out again, from the catalogue alone, what was made for other settings or has lost a file."""
    key = laying.shown_key(show)
    done = []
    for guid in kept.stale(key, now):
        article, laid = kept.article(guid), kept.laid(guid)
        if article is None or not laid:
            continue  # published before this catalogue was: its files stay as they are until its source is built
        try:
            laying.lay_out(folder, show, articles.record_of(kept, article), records.unpack(laid))
            done.append(guid)
        except ValueError as error:
            kept.change(guid, recipe="")
            yield CatalogueError(f"what is kept of {article.title!r} is damaged ({error}): build its source again")
        except NarrateError as error:
            yield error
    with kept.transaction():
        for guid in done:
            kept.change(guid, shown_from=key, fresh=1)
