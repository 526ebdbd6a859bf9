"""An edition's files of sound: what their tags say, and writing them anew while the sound stays as it is.

A file is named by its sound, so other tags change neither its name nor its address. Knows records and files; not how
sound is made.
"""

from __future__ import annotations

import filecmp
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from narrate.files import explained
from narrate.label import law
from narrate.model import Chapter
from narrate.publish.words import words_for

if TYPE_CHECKING:
    from narrate.assemble import Tags
    from narrate.config import Imprint
    from narrate.files import Folder
    from narrate.publish.records import OtherFile, Record


def tags_of(record: Record, imprint: Imprint) -> Tags:
    """What the file says of itself, without its cover."""
    from narrate.assemble import Tags

    return Tags(
        title=record.title,
        artist=record.author or record.publisher or imprint.author or imprint.show,
        album=imprint.show,
        publisher=record.publisher or imprint.author,
        lang=record.lang,
        published=datetime.fromisoformat(record.published),
        url=record.link,
        comment=words_for(record.lang)["notice"],
        licence_url=imprint.licence_url,
        page_url=f"{imprint.url}episodes/{record.slug}/index.html",
        aigc=law.fields(record.guid, imprint.producer, imprint.propagator),
        chapters=tuple(Chapter(*row) for row in record.chapter_list),
    )


def files_of(record: Record) -> tuple[str, ...]:
    """The names of all files of an edition that are not made of its text: sound, and its picture."""
    return (*record.sounds, *([record.art] if record.art else []))


def are_there(folder: Folder, record: Record) -> bool:
    """Whether all files of sound can be read."""
    return all(folder.pending(name).is_file() for name in record.sounds)


def retagged(folder: Folder, record: Record, imprint: Imprint) -> Record:
    """Write the tags of all files anew, under their names; the record with what changed. Raises OutputError."""
    tags = replace(tags_of(record, imprint), cover=imprint.cover())
    size, digest = _anew(folder, record.audio, tags)
    others = tuple(_other_anew(folder, other, tags) for other in record.alternates)
    return msgspec.structs.replace(record, size=size, digest=digest, alternates=others)


def _other_anew(folder: Folder, other: OtherFile, tags: Tags) -> OtherFile:
    from narrate.assemble import chapters_in

    if other.rel:  # its chapters have times of their own
        tags = replace(tags, chapters=_titled(chapters_in(folder.pending(other.path)), tags.chapters))
    size, digest = _anew(folder, other.path, tags)
    return msgspec.structs.replace(other, size=size, digest=digest)


def _titled(own: tuple[Chapter, ...], new: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Its own times with the new titles, where there are as many."""
    if len(own) != len(new):
        return own
    return tuple(replace(chapter, title=titled.title) for chapter, titled in zip(own, new, strict=True))


def _anew(folder: Folder, name: str, tags: Tags) -> tuple[int, str]:
    """Size in bytes and digest of the file with these tags, which takes the place of the other where it differs."""
    from narrate.assemble import retag, retag_opus

    now, bench = folder.pending(name), folder.workbench(name.rpartition("/")[2])
    with explained(bench):
        size, digest = (retag_opus if name.endswith(".opus") else retag)(now, bench, tags)
        same = filecmp.cmp(now, bench, shallow=False)
        if same:
            bench.unlink()
    if not same:
        folder.adopt(bench, name)
    return size, digest
