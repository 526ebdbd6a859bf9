"""One article for ever: its name and date, its edition kept, what was corrected in it, and when it was taken back."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from narrate import catalogue, config, corrections, sounds
from narrate.catalogue import Article, Event
from narrate.errors import CatalogueError, SourceError
from narrate.model import Withdrawn
from narrate.publish import records
from narrate.release import clock, laying

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from narrate.catalogue import Catalogue
    from narrate.config import Settings
    from narrate.files import Folder
    from narrate.model import Podcast

CORRECTED, UNCORRECTED = "corrected", "correction taken back"
WITHDRAWN = "withdrawn.txt"
LAST_SECOND = 86_399  # of a day
SITE, SECTIONS = "(site)", "(sections)"  # names of keys that are no files


@dataclass(frozen=True, slots=True)
class Origin:
    """What an edition was made from: where its source is, how the user named it, the digest of its bytes, the recipe, and
    the digest of its text."""

    place: str
    location: str
    source: str
    recipe: str
    text: str = ""
    correction: tuple[str, str] = ("", "")  # when the page was put right, and what it says was wrong


def slug_for(title: str, settings: Settings, places: tuple[str, ...], tags: tuple[str, ...], salt: str) -> str:
    """The name of an article's folder; one that is in private feeds alone has something that nobody can guess."""
    from narrate.publish.slug import slug_of

    hidden = config.podcast(settings).hides(config.sections_of(settings, places, tags))
    return f"{slug_of(title, salt)}-{unguessed()}" if hidden else slug_of(title, salt)


def unguessed() -> str:
    """A part of an address that nobody can guess."""
    return secrets.token_hex(12)


def date_of(kept: Catalogue, known: Article | None, guid: str, told: datetime | None, after: int) -> str:
    """When an article was published, ISO 8601: as its page says; else as it was, at first the day it came.

    Of a day without an hour, the articles follow each other as they came, or as their list has them, `after` so many.
    """
    if told is None:
        return record_of(kept, known).published if known else kept.first_seen(guid, clock.now_text())
    if (told.hour, told.minute, told.second) != (0, 0, 0):
        return told.isoformat()
    if known and datetime.fromisoformat(before := record_of(kept, known).published).date() == told.date():
        return before
    start = clock.milliseconds(told.isoformat())
    place = kept.dated(start, before=True) + after if after >= 0 else kept.dated(start, before=False)
    return (told + timedelta(seconds=min(place, LAST_SECOND))).isoformat()


def keep(
    kept: Catalogue,
    folder: Folder,
    settings: Settings,
    made: records.Edition,
    origin: Origin,
) -> records.Record:
    """Lay out an article that was made, then keep it: from here on it is finished.

    Raises CheckError for what would disappoint someone: then neither happens.
    """
    known, show = kept.article(made.record.guid), config.podcast(settings)
    section = config.sections_of(settings, (origin.location, made.record.link), made.record.tags)
    record = msgspec.structs.replace(made.record, corrections=_told(kept, known, origin.correction))
    article, packed = _article(record, made.heard_from, section, origin, known), records.pack(made.laid)
    article = msgspec.structs.replace(article, state=_state_of(known, settings))
    if made.tagged:
        article = msgspec.structs.replace(article, tagged_from=config.imprint_key(settings))
    if not known or not _shows_the_same(kept, known, article, packed, show):
        names = laying.lay_out(folder, show, msgspec.structs.replace(record, section=section), made.laid)
        due = not article.state and (article.public or article.at <= clock.this_moment())
        if not due:  # it was looked at; what a reader could come to is laid out at its hour, or when it is approved
            folder.unstage(names)
        article = msgspec.structs.replace(article, shown_from=laying.shown_key(show) if due else "", fresh=int(due))
    kept.take(article, records.dumps(record), packed)
    return record


def _state_of(known: Article | None, settings: Settings) -> str:
    """Whether an editor has yet to approve an article that was made: what never was public or approved, where the site says so."""
    if known and known.state == catalogue.REVIEW:
        return catalogue.REVIEW
    is_new = known is None or (known.state == catalogue.DRAFT and not known.public)
    return catalogue.REVIEW if is_new and settings.site.review else ""


def corrections_of(kept: Catalogue, known: Article | None, new: tuple[str, str]) -> corrections.Corrections:
    """Those of before, and what the page itself says that is new since it was public."""
    if known is None:
        return ()
    when, why = new
    told = record_of(kept, known).corrections
    if any((event.what, event.why) == (UNCORRECTED, why) for event in kept.events(known.guid)):
        return told  # an editor took it back: the page's own line does not bring it again
    return corrections.added(told, when or clock.now_text(), why) if known.public else told


def _told(kept: Catalogue, known: Article | None, new: tuple[str, str]) -> corrections.Corrections:
    """The same; what is new is kept as an event."""
    every = corrections_of(kept, known, new)
    if known and len(every) > len(record_of(kept, known).corrections):
        kept.tell(Event(known.guid, clock.this_moment(), CORRECTED, every[-1][1]))
    return every


def correct(kept: Catalogue, article: Article, why: str, *, spoken: bool, who: str = "") -> None:
    """Say in notes, transcript and on the page that it was corrected, and why. Its sound stays as it is; where corrections
    are spoken, the next build says it."""
    told = (*record_of(kept, article).corrections, (clock.now_text(), why))
    _tell_corrections(kept, article, told, Event(article.guid, clock.this_moment(), CORRECTED, why, who), spoken=spoken)


def uncorrect(kept: Catalogue, article: Article, *, spoken: bool, who: str = "") -> str:
    """Take the last correction back, as if it had not been said: what it said. Raises SourceError where there is none."""
    *told, last = record_of(kept, article).corrections or (None,)
    if last is None:
        raise SourceError(f"{article.title!r} was not corrected: there is nothing to take back")
    event = Event(article.guid, clock.this_moment(), UNCORRECTED, last[1], who)
    _tell_corrections(kept, article, tuple(one for one in told if one), event, spoken=spoken)
    return last[1]


def _tell_corrections(
    kept: Catalogue, article: Article, told: corrections.Corrections, event: Event, *, spoken: bool
) -> None:
    record = msgspec.structs.replace(record_of(kept, article), corrections=told)
    recipe = "" if spoken else article.recipe
    article = msgspec.structs.replace(article, revision=records.revision_of(record), shown_from="", recipe=recipe)
    with kept.transaction():
        kept.take(article, records.dumps(record), kept.laid(article.guid))
        kept.tell(event)
        kept.keep_key(SITE, "")


def _article(record: records.Record, heard: str, section: str, origin: Origin, known: Article | None) -> Article:
    return Article(
        guid=record.guid,
        slug=record.slug,
        place=origin.place,
        location=origin.location,
        title=record.title,
        at=clock.milliseconds(record.published),
        link=record.link,
        section=section,
        source=origin.source,
        recipe=origin.recipe,
        heard_from=heard,
        shown_from=known.shown_from if known else "",
        revision=records.revision_of(record),
        fallback=int(record.fallback),
        public=known.public if known else 0,
        state="",
        text=origin.text,
        tagged_from=known.tagged_from if known else "",
    )


def _shows_the_same(kept: Catalogue, known: Article, article: Article, packed: bytes, show: Podcast) -> bool:
    """Whether the article's pages are there as they would be made."""
    same = (known.shown_from, known.revision, known.section) == (
        laying.shown_key(show),
        article.revision,
        article.section,
    )
    return same and kept.laid(article.guid) == packed


def draft(kept: Catalogue, place: str, address: str = "") -> None:
    """The page at this place, which may give its address, says that it is not to be published: what was made of it is taken out until
    it says otherwise."""
    article = (kept.article(kept.at_address(address)) if address else None) or kept.at_place(place)
    if article and article.state in ("", catalogue.REVIEW):
        with kept.transaction():
            kept.change(article.guid, state=catalogue.DRAFT, shown_from="", fresh=0, recipe="", source="")
            kept.tell(Event(article.guid, clock.this_moment(), catalogue.DRAFT))
            kept.keep_key(SITE, "")


def move(kept: Catalogue, article: Article, location: str) -> None:
    """The user names its source otherwise than before: it may belong to another feed of its own."""
    kept.change(article.guid, location=location)
    kept.keep_key(SECTIONS, "")


def record_of(kept: Catalogue, article: Article) -> records.Record:
    """The record as it is published. Raises CatalogueError."""
    try:
        return msgspec.structs.replace(records.record_of(kept.record(article.guid)), section=article.section)
    except ValueError as error:
        raise CatalogueError(
            f"the record of {article.title!r} is damaged ({error}): `narrate catalogue rebuild {kept.root}` remakes it"
        ) from error


def lines_of(kept: Catalogue, article: Article) -> tuple[str, ...]:
    """The lines of its page, as they are and as they are called; none where its page has to tell."""
    laid = kept.laid(article.guid)
    try:
        rows = json.loads(records.unpack(laid).manifest).get("account", ()) if laid else ()
    except ValueError:  # told where it is laid out again
        return ()
    return tuple(str(row[name]) for row in rows for name in ("text", "line") if row.get(name))


def version_of(kept: Catalogue, article: Article) -> str:
    """What tells two states of an article apart, for whoever edits it."""
    return f"{article.revision}.{article.state}.{sum(1 for _ in kept.events(article.guid))}"


def life(kept: Catalogue, out: Path, article: Article) -> list[Event]:
    """What an editor, or its source, did to an article, and what rules for it alone were written, the first first."""
    ruled = (
        Event(article.guid, deed.at, deed.kind, f"{deed.about}: {deed.before or '-'} → {deed.after or '-'}", deed.who)
        for deed in kept.deeds("place != ''")
        if deed.place in (article.location, article.link) or os.path.relpath(deed.place, out) == article.place
    )
    return sorted((*kept.events(article.guid), *ruled), key=lambda event: event.at)


def reviews(kept: Catalogue) -> int:
    """How many articles wait for an editor's approval."""
    return kept.count_of("state = ?", (catalogue.REVIEW,))


def is_clock_behind(kept: Catalogue) -> bool:
    """Whether something is public whose hour has not come."""
    return kept.newest_public() > clock.this_moment()


def withdrawn_now(kept: Catalogue) -> Iterator[Withdrawn]:
    """What was public and was taken back, in order. What never was public is not told of."""
    for article in kept.articles("state = ? AND public = 1", (catalogue.WITHDRAWN,)):
        when = datetime.fromtimestamp(_taken_back(kept, article) / 1000, UTC)
        yield Withdrawn(article.guid, article.slug, article.section, when)


def _taken_back(kept: Catalogue, article: Article) -> int:
    """When that was, in milliseconds since 1970; 0: nobody knows."""
    when = [event.at for event in kept.events(article.guid) if event.what == catalogue.WITHDRAWN]
    return (when or [0])[-1]


def remember_withdrawn(kept: Catalogue, folder: Folder) -> None:
    """A copy of what was taken back, for a catalogue that has to be remade."""
    rows = (
        f"{one.guid} {one.slug}\t{one.public}\t{_taken_back(kept, one)}\t{one.section}\t{one.text}\n"
        for one in kept.articles("state = ?", (catalogue.WITHDRAWN,))
    )
    folder.remember(WITHDRAWN, "".join(rows))


def tags_of(kept: Catalogue, article: Article) -> tuple[str, ...]:
    """The tags of its page; none where its record can't be read."""
    try:
        return record_of(kept, article).tags
    except CatalogueError:  # told elsewhere
        return ()


def sounds_known(kept: Catalogue, article: Article) -> tuple[str, ...]:
    """No name where the record can't be read: nobody can tell then which sound is the last."""
    try:
        return sounds.files_of(record_of(kept, article))
    except CatalogueError:
        return ()
