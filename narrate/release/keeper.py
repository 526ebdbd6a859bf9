"""The folder, and who may work in it: the catalogue for whoever builds, edits or only looks; made anew where it is lost."""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from narrate import catalogue
from narrate.catalogue import Article
from narrate.errors import BusyError, CatalogueError, OutputError
from narrate.files import STATE, Folder, refuse_links
from narrate.publish import records
from narrate.release import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from narrate.catalogue import Catalogue, Deed
    from narrate.recovery import Recovered

OLD_STATE = ("made", "added.json", "podcast.json")  # of version 0.1, taken over


@contextmanager
def at_work(out: Path, what: str, *, new: bool = False) -> Iterator[tuple[Catalogue, Folder]]:
    """The catalogue and the folder for whoever works there alone; what a killed release had decided is carried out first.
    Only who may begin a `new` one may come to a folder in which nothing is.

    Raises BusyError, CatalogueError, OutputError.
    """
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file, not a folder: choose another --out")
    if not new and not _is_ours(out):
        raise OutputError(f"{out} holds nothing of narrate's: give the folder that `narrate build` made")
    with catalogue.alone(out, what), closing(_entered(out)) as kept:
        refuse_links(out)
        folder = Folder(out, kept)
        carry_out(kept, folder)
        yield kept, folder


def _is_ours(out: Path) -> bool:
    from narrate import recovery

    return (out / STATE).is_dir() or recovery.is_published(out)


def _entered(out: Path) -> Catalogue:
    """The catalogue that is there; else one taken over from version 0.1; else, in a folder that is new to narrate, an empty
    one."""
    if catalogue.kept(out):
        return catalogue.opened(out)
    from narrate import recovery

    if recovery.is_version_0_1(out):
        kept = _remade(out, recovery.version_0_1(out))
        for name in OLD_STATE:
            (out / STATE / name).unlink(missing_ok=True)
        return kept
    if recovery.is_published(out):
        raise CatalogueError(
            f"narrate has published in {out}, but its catalogue is gone: "
            f"`narrate catalogue rebuild {out}` remakes it from what is published"
        )
    kept = catalogue.create(out)
    kept.settle()
    return kept


def rebuild(out: Path) -> tuple[int, tuple[str, ...]]:
    """Make the catalogue anew from what is published: how many episodes, and the folders of those that can't be read.

    Raises BusyError, OutputError.
    """
    from narrate import recovery

    if not out.is_dir():
        raise OutputError(f"{out} is no folder: give the folder that `narrate build` made")
    with catalogue.alone(out, "catalogue rebuild"):
        answered: tuple[dict[str, str], list[Deed]] = ({}, [])
        if catalogue.kept(out):
            with suppress(CatalogueError), closing(catalogue.opened(out)) as kept:
                answered = kept.readings(), list(kept.deeds("1"))
                carry_out(kept, Folder(out, kept))
        found = recovery.published(out)
        with closing(_remade(out, found)) as kept:
            kept.keep_readings(answered[0], *reversed(answered[1]))
    return len(found.records), found.lost


def _remade(out: Path, found: Recovered) -> Catalogue:
    """A catalogue of what was found, in place when it is whole."""
    from narrate import recovery

    kept = catalogue.create(out)
    for record in found.records:
        article = Article(
            guid=record.guid,
            slug=record.slug,
            place="",
            location="",
            title=record.title,
            at=clock.milliseconds(record.published),
            link=record.link,
            section=record.section,
            revision=records.revision_of(record),
            fallback=int(record.fallback),
            public=int(record.guid in found.public),
            text=recovery.text_told(out, record.slug),
        )
        kept.take(article, records.dumps(record), b"")
        kept.first_seen(record.guid, record.published)
    for one in found.withdrawn:
        gone = Article(one.guid, one.slug, "", "", one.slug, 0, section=one.section, public=one.public, text=one.text)
        kept.take(gone, b"", b"")
        kept.change(one.guid, state=catalogue.WITHDRAWN)
        if one.at:
            kept.tell(catalogue.Event(one.guid, one.at, catalogue.WITHDRAWN))
    for guid, date in found.first_seen.items():
        kept.first_seen(guid, date)
    for name, guid in found.shows.items():
        kept.show_guid(name, guid)
    for name, token in found.tokens.items():
        kept.token(name, token)
    with kept.transaction():
        kept.sized(found.files.items())
    kept.settle()
    return kept


def carry_out(kept: Catalogue, folder: Folder) -> None:
    """Do what a release has decided: move what is staged into place, remove what is gone. Raises OutputError."""
    names = list(kept.pending())
    folder.settle(name for name, deed in names if deed == catalogue.MOVE)
    for name, deed in names:
        if deed != catalogue.MOVE:
            (folder.hold if deed == catalogue.HOLD else folder.retire)(name)
    if names:
        kept.carried_out()


def settle(path: Path) -> None:
    """Carry out a killed release, if there is one, nobody else is at work, and the folder can be written. Raises
    CatalogueError."""
    if not catalogue.kept(path):
        return
    try:
        with closing(catalogue.opened(path, readonly=True)) as kept:
            if kept.is_current and next(kept.pending(), None) is None:
                return
    except OutputError:
        pass  # a kill in mid-transaction: only a writer may roll its journal back
    with suppress(BusyError, OutputError), at_work(path, "check"):
        pass  # a copy that nobody may write is looked at as it is


@contextmanager
def looked_at(path: Path) -> Iterator[Catalogue]:
    """The catalogue for whoever only reads it, also while another is at work. Raises CatalogueError, OutputError."""
    if not catalogue.kept(path):
        raise OutputError(f"{path} holds no recordings: `narrate build --out {path}` makes them")
    with closing(_seen(path)) as kept:
        yield kept


def _seen(path: Path) -> Catalogue:
    """The catalogue to be read. What a kill left in mid-transaction is rolled back first, and an older one brought up to date:
    both take a writer."""
    with suppress(OutputError):
        kept = catalogue.opened(path, readonly=True)
        if kept.is_current:
            return kept
        kept.close()
    catalogue.opened(path).close()
    return catalogue.opened(path, readonly=True)


@contextmanager
def edited(path: Path) -> Iterator[Catalogue]:
    """The catalogue for an editor: one after the other, also beside a build; what is noted in it is kept together, or nothing.
    Raises CatalogueError, OutputError."""
    if not catalogue.kept(path):
        raise OutputError(f"{path} holds no recordings: `narrate build --out {path}` makes them")
    with closing(catalogue.opened(path)) as kept, kept.transaction():
        yield kept
