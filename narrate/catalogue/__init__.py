"""The one keeper: who is published, since when, under which name, and which file is ours. SQLite, `.narrate/catalogue.db`.

Rows in, rows out: it knows no page, no sound and no setting. Only absence is empty; damage is an error that names the
way out. One writer at a time (`lock`).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from narrate.catalogue.articles import AHEAD, DUE, LEFT, Articles
from narrate.catalogue.asked import ANSWERED, RULED, Questions
from narrate.catalogue.database import APPLICATION, NAME
from narrate.catalogue.lock import alone
from narrate.catalogue.memory import Memory
from narrate.catalogue.published import Published
from narrate.catalogue.rows import (
    ABOUT,
    ASKED,
    BUILT,
    DESK,
    DISMISSED,
    DRAFT,
    HOLD,
    IN_SECTION,
    LINE,
    MENDED,
    MOVE,
    QUESTION,
    READING,
    REMOVE,
    REPORT,
    REVIEW,
    SECTION,
    TAKEN_BACK,
    WITHDRAWN,
    Article,
    Asked,
    Deed,
    Doubted,
    Event,
    Listed,
    Open,
    OpenQuestion,
    Reported,
    Sent,
)
from narrate.errors import CatalogueError
from narrate.files import explained, inside

MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html#magic_header_string

__all__ = [
    "ABOUT", "AHEAD", "ANSWERED", "ASKED", "BUILT", "DESK", "DISMISSED", "DRAFT", "DUE", "HOLD", "IN_SECTION", "LEFT", "LINE", "MENDED", "MOVE", "NAME", "QUESTION", "READING", "REMOVE",
    "REPORT", "REVIEW", "RULED", "SECTION", "TAKEN_BACK", "WITHDRAWN",
    "Article", "Asked", "Catalogue", "Deed", "Doubted", "Event", "Listed", "Open", "OpenQuestion", "Reported", "Sent",
    "alone", "create", "kept", "opened",
]  # fmt: skip


class Catalogue(Articles, Questions, Memory, Published):
    """An open catalogue. All its methods raise CatalogueError where it is damaged, OutputError where it can't be written."""


def kept(root: Path) -> bool:
    """Whether there is a catalogue here, whole or damaged."""
    return (root / NAME).exists()


def create(root: Path) -> Catalogue:
    """A new catalogue, which is in place only when it is whole; an old one has to be out of the way. Raises OutputError."""
    path = inside(root, NAME)
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
    return Catalogue(Path(name), root)


def opened(root: Path, *, readonly: bool = False) -> Catalogue:
    """The catalogue of an output folder that has one. Raises CatalogueError where it is damaged, be it to nothing."""
    path = inside(root, NAME)
    with explained(path), path.open("rb") as file:
        head = file.read(72)
    if not head.startswith(MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise CatalogueError(
            f"{path} is damaged: `narrate catalogue rebuild {root}` remakes it from what is published, and loses nothing public"
        )
    return Catalogue(path, root, readonly=readonly)
