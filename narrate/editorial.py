"""What an editor takes back, brings back or looks up: withdraw, restore, the hour that has come, history.

Each ends in a release, so that what it decides is public when it returns. Needs no source and says nothing.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from narrate import catalogue, config, delivery
from narrate.catalogue import Event
from narrate.errors import ChangedError, ConfigError, SourceError
from narrate.identity import is_web, same_address
from narrate.release import articles, clock, keeper, publishing, renewing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from narrate.catalogue import Article, Catalogue
    from narrate.config import Settings
    from narrate.errors import NarrateError
    from narrate.files import Folder

RESTORED, APPROVED = "restored", "approved"


@dataclass(frozen=True, slots=True)
class Editor:
    """Who does something to an article, and the state of it that was seen (inbox.Heard.version; "": whatever it was)."""

    who: str = ""
    seen: str = ""


NOBODY = Editor()


def withdraw(out: Path, what: str, why: str, settings: Settings, by: Editor = NOBODY) -> tuple[str, list[NarrateError]]:
    """Take an article back, lastingly: its headline, and what could not be done. `what`: its address, guid or file.

    Raises SourceError where there is no such article, or several, ChangedError where it is not as `by` saw it; BusyError,
    CatalogueError, CheckError, OutputError.
    """
    with _at_work(out, "withdraw", settings) as (kept, folder):
        article = _as_seen(kept, named(kept, out, what), by)
        take_back(kept, article, why, by.who)
        return article.title, _released(kept, folder, settings)


def take_back(kept: Catalogue, article: Article, why: str, who: str = "") -> None:
    """Withdraw it with the next release; a second time only changes the reason."""
    with kept.transaction():
        kept.change(article.guid, state=catalogue.WITHDRAWN, shown_from="", fresh=0)
        kept.tell(Event(article.guid, clock.this_moment(), catalogue.WITHDRAWN, why, who))
        kept.keep_key(articles.SITE, "")


def restore(out: Path, what: str, settings: Settings, by: Editor = NOBODY) -> tuple[str, list[NarrateError]]:
    """Undo a withdrawal, under the same guid, address and sound. Raises as `withdraw` does."""
    with _at_work(out, "restore", settings) as (kept, folder):
        article = _as_seen(kept, named(kept, out, what), by)
        if article.state != catalogue.WITHDRAWN:
            raise SourceError(f"{article.title!r} was not withdrawn: there is nothing to restore")
        state = catalogue.REVIEW if settings.site.review and not article.public else ""
        with kept.transaction():  # its page is read anew with the next build: it may have changed since
            kept.change(article.guid, state=state, shown_from="", recipe="")
            kept.tell(Event(article.guid, clock.this_moment(), RESTORED, "", by.who))
            kept.keep_key(articles.SITE, "")
        return article.title, _released(kept, folder, settings)


def approve(
    out: Path, whats: Sequence[str], settings: Settings, by: Editor = NOBODY
) -> tuple[list[str], list[NarrateError]]:
    """Publish articles that wait for it, each when its hour has come: their headlines. Needs no source. Raises as `withdraw`;
    then none is approved."""
    with _at_work(out, "approve", settings) as (kept, folder):
        waiting = [_as_seen(kept, named(kept, out, what), by) for what in whats]
        for article in waiting:
            if article.state != catalogue.REVIEW:
                raise SourceError(f"{article.title!r} is not waiting for approval: there is nothing to approve")
        with kept.transaction():
            for article in waiting:
                kept.change(article.guid, state="", shown_from="", fresh=0)
                kept.tell(Event(article.guid, clock.this_moment(), APPROVED, "", by.who))
            kept.keep_key(articles.SITE, "")
        return [article.title for article in waiting], _released(kept, folder, settings)


def correct(out: Path, what: str, why: str, settings: Settings, by: Editor = NOBODY) -> tuple[str, list[NarrateError]]:
    """Say what was wrong with an article, in its notes and on its page; it stays the same episode. Raises as `withdraw`."""
    if not why.strip():
        raise SourceError("a correction has to say what was wrong: give --why")
    with _at_work(out, "correct", settings) as (kept, folder):
        article = _as_seen(kept, named(kept, out, what), by)
        articles.correct(kept, article, why, spoken=settings.site.corrections == "spoken", who=by.who)
        return article.title, _released(kept, folder, settings)


def uncorrect(out: Path, what: str, settings: Settings, by: Editor = NOBODY) -> tuple[str, list[NarrateError]]:
    """Take back what was last said to be wrong with an article, where that was said by mistake. Raises as `withdraw`."""
    with _at_work(out, "correct", settings) as (kept, folder):
        article = _as_seen(kept, named(kept, out, what), by)
        articles.uncorrect(kept, article, spoken=settings.site.corrections == "spoken", who=by.who)
        return article.title, _released(kept, folder, settings)


def release_due(out: Path, settings: Settings) -> list[NarrateError]:
    """Publish what is made and whose hour has come, without its source. Raises as `withdraw` does, but for SourceError."""
    with _at_work(out, "release", settings) as (kept, folder):
        return _released(kept, folder, settings)


@contextmanager
def _at_work(out: Path, what: str, settings: Settings) -> Iterator[tuple[Catalogue, Folder]]:
    """The catalogue and the folder, by the site's own settings: by others all of it would be published anew, for this machine and without
    its feeds. Raises ConfigError, and what the keeper raises."""
    with keeper.at_work(out, what) as (kept, folder):
        was = kept.settled()
        if was and was != config.LOCAL_URL and not settings.site.url:
            raise ConfigError(
                f"this was published for {was}, and no narrate.toml here says so: run narrate where it lies, or give --config"
            )
        yield kept, folder


def _released(kept: Catalogue, folder: Folder, settings: Settings) -> list[NarrateError]:
    silent, _ = renewing.mend(kept, folder)
    articles.remember_withdrawn(kept, folder)
    errors = publishing.release(kept, folder, settings, silent)
    return [*errors, *delivery.deliver(kept, folder.root, settings)]


def alias(out: Path, old: str, new: str) -> str:
    """Say that an article's address has changed to `new`: its headline. Raises as `withdraw` does."""
    with keeper.at_work(out, "alias") as (kept, _):
        article = named(kept, out, old)
        other = kept.article(kept.at_address(new))
        if other and other.guid != article.guid:
            raise SourceError(f"{new} is {other.title!r} already: withdraw one of them first")
        kept.alias(new, article.guid)
        kept.tell(Event(article.guid, clock.this_moment(), "alias", new))
        return article.title


def history(out: Path, what: str) -> Iterator[tuple[str, str, str, str]]:
    """When (ISO 8601), what, why and who, of one article. Raises as `withdraw` does."""
    with keeper.looked_at(out) as kept:
        yield from map(_row, articles.life(kept, out, named(kept, out, what)))


def log(out: Path) -> Iterator[tuple[str, str, str, str]]:
    """The same of all that was done to articles, words and lines, the newest first. Raises CatalogueError, OutputError."""
    with keeper.looked_at(out) as kept:
        for event in kept.log(0, -1):
            found = kept.article(event.guid) if event.guid else None
            at, what, why, who = _row(event)
            yield at, what, f"{found.title if found else event.guid} {why}".strip(), who


def _row(event: Event) -> tuple[str, str, str, str]:
    at = datetime.fromtimestamp(event.at / 1000, UTC).isoformat(timespec="seconds")
    return at, event.what, event.why, event.who


def guid_of(out: Path, what: str) -> str:
    """The guid of the article that is meant. Raises SourceError, CatalogueError, OutputError."""
    with keeper.looked_at(out) as kept:
        return named(kept, out, what).guid


def _as_seen(kept: Catalogue, article: Article, by: Editor) -> Article:
    if by.seen and by.seen != articles.version_of(kept, article):
        last = list(kept.events(article.guid))[-1:]
        told = "; ".join(" ".join(filter(None, (event.what, event.why, event.who))) for event in last) or "built anew"
        raise ChangedError(f"{article.title!r} was changed meanwhile ({told}), and nothing was done: look at it again")
    return article


def named(kept: Catalogue, out: Path, what: str) -> Article:
    """The article that an editor means by a guid, an address, a file, a folder's name or a page here. Raises SourceError."""
    found = list(_meant(kept, out, what))
    if len(found) == 1:
        return found[0]
    if found:
        raise SourceError(f"{what} is {len(found)} articles: name one by its guid: {', '.join(a.guid for a in found)}")
    raise SourceError(f"{what} is no article of {out}: give its address, its guid or the file it was made from")


def _meant(kept: Catalogue, out: Path, what: str) -> Iterator[Article]:
    exact = kept.article(what)
    if exact:
        yield exact
        return
    place = os.path.relpath(what, out).replace(os.sep, "/")
    slug = what.partition("/episodes/")[2].split("/")[0] or what
    yield from (
        article
        for article in kept.articles()
        if slug == article.slug
        or place == article.place
        or (what in (article.place, article.location) and not article.place.endswith(catalogue.LEFT))
        or (is_web(what) and any(same_address(what, one) for one in (article.link, article.guid)))
    )
