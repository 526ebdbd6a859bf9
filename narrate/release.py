"""What is public now: the catalogue → feeds, pages, index; checked as a stranger would before anything replaces the old.

The last step of a build, and what `narrate check`, `narrate prune` and `narrate catalogue` work with. With pipeline, the
only file that opens the catalogue.
"""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

import msgspec

from narrate import __version__, catalogue, config, corrections, hubs, sounds
from narrate.cache import Cache, key_of
from narrate.catalogue import READING, Article, Asked, Catalogue, Deed, Doubted, Event, Listed
from narrate.errors import BusyError, CatalogueError, CheckError, ConfigError, NarrateError, OutputError
from narrate.files import CLIPS, HELD, STATE, Folder, explained, inside, refuse_links
from narrate.model import Unsure, Withdrawn
from narrate.publish import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from narrate.check import Problem
    from narrate.config import Settings
    from narrate.model import Document, Episode, Podcast, Script
    from narrate.publish.feed import Leaf
    from narrate.publish.pages import Sheet
    from narrate.recovery import Recovered

LOG = logging.getLogger(__name__)
CORRECTED = "corrected"
QUEUE = "readings.toml"
WITHDRAWN = "withdrawn.txt"
QUESTIONS = "pages.toml"
LAST_SECOND = 86_399  # of a day
MOST_SHOWN = 5  # problems in a message
AUDIO = (".mp3", ".opus")
MADE = (*AUDIO, ".jpg")  # below episodes/: what is not made of text
OLD_STATE = ("made", "added.json", "podcast.json")  # of version 0.1, taken over


# ── the folder, and who may work in it ────────────────────────────────────────────────────────────────────────────


@contextmanager
def at_work(out: Path, what: str) -> Iterator[tuple[Catalogue, Folder]]:
    """The catalogue and the folder for whoever works there alone; what a killed release had decided is carried out first.

    Raises BusyError, CatalogueError, OutputError.
    """
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file, not a folder: choose another --out")
    with catalogue.alone(out, what), closing(_entered(out)) as kept:
        refuse_links(out)
        folder = Folder(out, kept)
        carry_out(kept, folder)
        yield kept, folder


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
    kept = catalogue.create(out)
    for record in found.records:
        article = Article(
            guid=record.guid,
            slug=record.slug,
            place="",
            location="",
            title=record.title,
            at=milliseconds(record.published),
            link=record.link,
            section=record.section,
            revision=records.revision_of(record),
            fallback=int(record.fallback),
            public=int(record.guid in found.public),
        )
        kept.take(article, records.dumps(record), b"")
        kept.first_seen(record.guid, record.published)
    for guid, slug in found.withdrawn.items():
        gone = Article(guid, slug, place="", location="", title=slug, at=0, public=1, state=catalogue.WITHDRAWN)
        kept.take(gone, b"", b"")
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


def milliseconds(date: str) -> int:
    """`1970-01-01T08:00:01+08:00` → `1000`"""
    return round(datetime.fromisoformat(date).timestamp() * 1000)


# ── what is whole ─────────────────────────────────────────────────────────────────────────────────────────────────


def mend(kept: Catalogue, folder: Folder) -> tuple[list[str], list[str]]:
    """Sweep away what a killed build left, and look for every published file: pages that are missing or cut are to be made
    anew from the catalogue, sound from its source. The names of sound that is missing, and of all that was."""
    folder.sweep()
    kept.forget_fresh()
    broken = [
        name
        for name, size in kept.files()
        if not _has(folder.root, name, size) and not _has(folder.root / HELD, name, size)
    ]
    silent = []
    for name in broken:
        slug = name.split("/")[1] if name.startswith("episodes/") else ""
        article = next(kept.articles("slug = ?", (slug,)), None) if slug else None
        if article is None or (article.state and not name.endswith(MADE)):
            kept.disown([name, SITE])
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


def _has(root: Path, name: str, size: int) -> bool:
    try:
        return os.stat(f"{root}/{name}").st_size == size  # noqa: PTH116 - asked a hundred thousand times
    except OSError:
        return False


# ── one article's files ───────────────────────────────────────────────────────────────────────────────────────────


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
    return f"{slug_of(title, salt)}-{_unguessed()}" if hidden else slug_of(title, salt)


def date_of(kept: Catalogue, known: Article | None, guid: str, told: datetime | None, after: int) -> str:
    """When an article was published, ISO 8601: as its page says; else as it was, at first the day it came.

    Of a day without an hour, the articles follow each other as they came, or as their list has them, `after` so many.
    """
    if told is None:
        return record_of(kept, known).published if known else kept.first_seen(guid, _now_text())
    if (told.hour, told.minute, told.second) != (0, 0, 0):
        return told.isoformat()
    if known and datetime.fromisoformat(before := record_of(kept, known).published).date() == told.date():
        return before
    start = milliseconds(told.isoformat())
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
        names = lay_out(folder, show, msgspec.structs.replace(record, section=section), made.laid)
        due = not article.state and (article.public or article.at <= this_moment())
        if not due:  # it was looked at; what a reader could come to is laid out at its hour, or when it is approved
            folder.unstage(names)
        article = msgspec.structs.replace(article, shown_from=shown_key(show) if due else "", fresh=int(due))
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
    return corrections.added(told, when or _now_text(), why) if known.public else told


def _told(kept: Catalogue, known: Article | None, new: tuple[str, str]) -> corrections.Corrections:
    """The same; what is new is kept as an event."""
    every = corrections_of(kept, known, new)
    if known and len(every) > len(record_of(kept, known).corrections):
        kept.tell(Event(known.guid, this_moment(), CORRECTED, every[-1][1]))
    return every


def _now_text() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def correct(kept: Catalogue, article: Article, why: str, *, spoken: bool, who: str = "") -> None:
    """Say in notes, transcript and on the page that it was corrected, and why. Its sound stays as it is; where corrections
    are spoken, the next build says it."""
    record = record_of(kept, article)
    record = msgspec.structs.replace(record, corrections=(*record.corrections, (_now_text(), why)))
    laid = kept.laid(article.guid)
    kept.take(
        msgspec.structs.replace(
            article, revision=records.revision_of(record), shown_from="", recipe="" if spoken else article.recipe
        ),
        records.dumps(record),
        laid,
    )
    kept.tell(Event(article.guid, this_moment(), CORRECTED, why, who))
    kept.keep_key(SITE, "")


def _article(record: records.Record, heard: str, section: str, origin: Origin, known: Article | None) -> Article:
    return Article(
        guid=record.guid,
        slug=record.slug,
        place=origin.place,
        location=origin.location,
        title=record.title,
        at=milliseconds(record.published),
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
    same = (known.shown_from, known.revision, known.section) == (shown_key(show), article.revision, article.section)
    return same and kept.laid(article.guid) == packed


def keep_doubts(kept: Catalogue, guid: str, script: Script) -> None:
    """What of an article an editor should hear."""
    from narrate.lexicons import queue

    kept.doubt(guid, (Doubted(u.word, u.chosen, u.why, u.sentence) for u in queue([script])))


def write_queue(kept: Catalogue, folder: Folder, who: str = "") -> tuple[Unsure, ...]:
    """The readings that an editor should look at, in the file that `narrate lexicon import` takes. What the editor has
    corrected in it stays until it is read so; what was struck out of it is not asked again. What is new in it, or struck out,
    is noted."""
    from narrate.lexicons import proposed, queue_toml, row_of

    path = folder.root / STATE / QUEUE
    try:
        there = {entry.grapheme: entry for entry in config.lexicon_file(path)} if path.is_file() else None
    except ConfigError as error:  # an editor is in the middle of it
        LOG.warning("%s is left as it is: %s", path, error)
        return _in_doubt(kept, lambda _: True)
    before = kept.readings()
    settled = {word for word, asked in before.items() if not asked or (there is not None and word not in there)}
    edited = {word: entry for word, entry in (there or {}).items() if before.get(word, "") != row_of(entry)}
    unsure = _in_doubt(kept, lambda word: word not in settled)
    folder.remember(QUEUE, queue_toml(unsure, edited if before else {}))
    news = dict.fromkeys((one.word for one in unsure if one.word not in before), catalogue.ASKED)
    news |= dict.fromkeys(sorted(word for word in settled if before[word]), catalogue.DISMISSED)
    asked = dict.fromkeys(settled, "") | {one.word: row_of(proposed(one)) for one in unsure}
    kept.keep_readings(asked, *_of_words(news, who))
    return unsure


def _of_words(news: Mapping[str, str], who: str) -> Iterator[Deed]:
    now = this_moment()
    return (Deed(now, who, READING, word, what) for word, what in news.items())


def settle_reading(kept: Catalogue, folder: Folder, word: str, who: str = "") -> None:
    """The editor has looked at a word, and it is read as it should be: it is not asked again."""
    kept.keep_readings(kept.readings() | {word: ""}, *_of_words({word: catalogue.DISMISSED}, who))
    write_queue(kept, folder)


def ask_again(kept: Catalogue, folder: Folder, word: str, who: str = "") -> None:
    """Undo that."""
    kept.keep_readings({name: asked for name, asked in kept.readings().items() if name != word})
    write_queue(kept, folder, who)


def built(kept: Catalogue, number: int) -> None:
    """A build has taken up all deeds to this number; noted where one of them had waited for it."""
    waited = kept.last_deed(f"kind IN ('{READING}', '{catalogue.LINE}') AND number <= ?", (number,))
    if waited > kept.built_up_to():
        kept.note(Deed(this_moment(), "", catalogue.BUILT, "", "built", after=str(number)))


def open_readings(kept: Catalogue) -> tuple[Unsure, ...]:
    """The readings in the editor's queue that are not settled, where no article has changed."""
    asked = kept.readings()
    return _in_doubt(kept, lambda word: bool(asked.get(word)))


def _in_doubt(kept: Catalogue, is_open: Callable[[str], bool]) -> tuple[Unsure, ...]:
    return tuple(Unsure(d.word, d.chosen, d.why, d.sentence) for d in kept.doubts() if is_open(d.word))


def keep_questions(kept: Catalogue, guid: str, document: Document) -> None:
    """What on an article's page an editor should look at."""
    kept.ask(guid, (Asked(document.title, q.about, q.why, q.setting) for q in document.questions))


def write_questions(kept: Catalogue, folder: Folder) -> int:
    """What an editor should look at on the pages, as a file that shows the line of narrate.toml for each; how many."""
    asked = tuple(kept.questions())
    rows = (
        f"# {_one_line(one.title)}\n# {_one_line(one.about)}\n# {_one_line(one.why)}\n"
        + (f"#   [clean] {one.setting}\n" if one.setting else "")
        for one in asked
    )
    folder.remember(QUESTIONS, "# What to look at on the pages.  网页中需要人工确认的地方\n\n" + "\n".join(rows))
    return len(asked)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def draft(kept: Catalogue, place: str) -> None:
    """The page at this place says that it is not to be published: what was made of it is taken out until it says otherwise."""
    article = kept.at_place(place)
    if article and article.state in ("", catalogue.REVIEW):
        with kept.transaction():
            kept.change(article.guid, state=catalogue.DRAFT, shown_from="", fresh=0, recipe="", source="")
            kept.tell(Event(article.guid, this_moment(), catalogue.DRAFT))
            kept.keep_key(SITE, "")


def move(kept: Catalogue, article: Article, location: str) -> None:
    """The user names its source otherwise than before: it may belong to another feed of its own."""
    kept.change(article.guid, location=location)
    kept.keep_key(SECTIONS, "")


def shown_key(show: Podcast) -> str:
    """The digest of all that decides an episode's pages, beside its edition."""
    return key_of(
        version=__version__,
        show=(
            show.title,
            show.lang,
            show.url,
            show.author,
            show.copyright,
            show.cover_url,
            show.report,
            show.hidden,
            show.offline,
        ),
    )


def lay_out(folder: Folder, show: Podcast, record: records.Record, laid: records.Laid) -> tuple[str, ...]:
    """Stage an episode's pages, sidecars and record, checked against its sound: their names.

    Raises CheckError for what would disappoint someone: then none of it stays.
    """
    from narrate import check

    base, contents = f"episodes/{record.slug}", contents_of(show, record, laid)
    for name, content in contents.items():
        folder.stage(f"{base}/{name}", content)
    problems = [
        p for p in check.episode(folder, record.slug) if "links to ../../" not in p.what
    ]  # the site is laid out last
    if problems:
        folder.unstage(f"{base}/{name}" for name in contents)
        raise CheckError(_listed(problems))
    return tuple(f"{base}/{name}" for name in contents)


def contents_of(show: Podcast, record: records.Record, laid: records.Laid) -> dict[str, str]:
    """An episode's pages, sidecars and record, by their names in its folder."""
    from narrate.publish import pages, sidecars

    line = laid.timeline
    said = {cue.text for cue in line.cues}
    told = [one for one in corrections.lines(record.corrections, record.lang) if one not in said]
    captions = sidecars.with_lines(sidecars.captions(line, laid.times), told)
    contents = {
        "chapters.json": sidecars.chapters_json(line.chapters, show.url + record.art if record.art else ""),
        "transcript.vtt": sidecars.transcript_vtt(captions),
        "transcript.json": sidecars.transcript_json(sidecars.with_lines(line, told)),
        "transcript.srt": sidecars.transcript_srt(captions),
        **pages.episode_files(_page_of(record, show), show, laid.script, line, laid.times),
        "manifest.json": laid.manifest,
    }
    contents[records.NAME] = records.dumps(records.with_files(record, contents)).decode("utf-8")
    return contents


def _page_of(record: records.Record, show: Podcast) -> Episode:
    return replace(records.episode_of(record, show.url), hidden=show.hides(record.section))


def _listed(problems: Sequence[Problem]) -> str:
    shown = "; ".join(f"{p.where}: {p.what}" for p in problems[:MOST_SHOWN])
    return f"nothing of it was published, as it would be broken: {shown} ({len(problems)} in all)"


def shows_of(kept: Catalogue, settings: Settings) -> list[Podcast]:
    """The shows under the names of their files; that of a private feed nobody can guess."""
    shows = config.shows(settings)
    return [replace(s, name=f"{s.name}.{kept.token(s.name, _unguessed())}") if _is_private(s) else s for s in shows]


def _is_private(show: Podcast) -> bool:
    return show.section in show.hidden


def _unguessed() -> str:
    return secrets.token_hex(12)


# ── the site ──────────────────────────────────────────────────────────────────────────────────────────────────────


def claim(kept: Catalogue, folder: Folder, settings: Settings, more: int) -> None:
    """Refuse files of someone else's before an hour of speaking, not after: `more` articles are to come. Raises OutputError."""
    from narrate.publish import feed, offline, pages

    names = [
        *(offline.NAMES if settings.site.offline else ()),
        "index.html",
        "episodes.json",
        "cover.jpg",
        "feed.svg",
        "feeds.opml",
        *(f"assets/{name}" for name in pages.ASSETS),
    ]
    most = kept.count() + more
    for show in shows_of(kept, settings):
        names += (leaf.name for leaf in feed.leaves(show, most))
    for name in names:
        folder.free(name)


def release(kept: Catalogue, folder: Folder, settings: Settings, silent: Sequence[str]) -> list[NarrateError]:
    """Lay out what is new, check it, and move all into place. `silent` sound is missing, and stops nothing.

    Gives back what could not be done for single articles, which are left out; the rest is published. Raises CheckError
    where a feed itself would be broken, OutputError.
    """
    now, shows = this_moment(), shows_of(kept, settings)
    _settle_at(kept, folder.root, shows[0].url, now)
    _sort_into_sections(kept, settings)
    silent = [name for name in silent if not folder.pending(name).is_file()]
    errors = [*_tag_anew(kept, folder, settings), *_lay_out_stale(kept, folder, shows[0], now)]
    errors += (_lost(folder, name) for name in silent)
    site = _site_key(settings, shows)
    waiting = any(True for _ in folder.staged()) or any(True for _ in _due_sounds(folder, kept, now))
    if kept.made_from(SITE) == site and not kept.is_newly_due(now) and not waiting:
        return errors
    due, left_out = _readable(kept, list(kept.due(now)), shows[0].url)
    made, broken = _lay_out_site(kept, folder, settings, shows, due, silent)
    left_out |= broken
    made |= {SITE: "" if left_out else site, SECTIONS: kept.made_from(SECTIONS)}  # what was left out is tried again
    moves, (gone, held) = list(_moves(folder, kept, now, left_out)), _taken_back(kept)
    gone += [name for name in kept.pages() if name not in made]
    staying = {name for _, name, _ in moves}.union(made)
    kept.commit(moves, [name for name in gone if name not in staying], held, made, now, tuple(left_out))
    carry_out(kept, folder)
    moved = {name for _, name, _ in moves}
    changed = [show.feed_url for show in shows if f"{show.name}.xml" in moved and not _is_private(show)]
    return [*errors, *left_out.values(), *hubs.tell(settings.feed.hubs, changed)]


def _settle_at(kept: Catalogue, root: Path, url: str, now: int) -> None:
    """Note where the site is, and where it was; what an older narrate published tells it itself."""
    if not kept.is_settled():
        from narrate import recovery

        if before := recovery.address(root):
            kept.settled_at(before, now)
    kept.settled_at(url, now)


def _readable(kept: Catalogue, due: Sequence[Listed], url: str) -> tuple[list[Listed], dict[str, NarrateError]]:
    """What can be put into a feed, and by guid why the rest can't."""
    found, left_out = [], dict[str, NarrateError]()
    for listed in due:
        try:
            _episode(kept, listed, url)
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
        made = _stage_site(kept, folder, _site_files(kept, settings, shows, listed))
        problems = [p for p in _feed_problems(folder, made) if not any(name in p.what for name in silent)]
        known = {one.guid for one in listed}
        if lasting := [p for p in problems if p.guid not in known]:
            raise CheckError(_listed(lasting))
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


MEND = "build its page again, or take it back with `narrate withdraw`"
SITE, SECTIONS = "(site)", "(sections)"  # names of keys that are no files


def _sort_into_sections(kept: Catalogue, settings: Settings) -> None:
    """Which feeds of their own each article belongs to, where the feeds are others than before."""
    key = key_of(feeds=msgspec.to_builtins(settings.feeds))
    if kept.made_from(SECTIONS) == key:
        return
    with kept.transaction():
        for article in list(kept.articles()):
            tags = _tags_of(kept, article) if any(part.tags for part in settings.feeds) else ()
            section = config.sections_of(settings, (article.location, article.link), tags)
            if not article.location:  # nobody knows where it came from: what it belongs to, it keeps
                names = {part.name for part in settings.feeds}.intersection(article.section.split())
                section = " ".join(sorted(names.union(section.split())))
            if section != article.section:
                kept.change(article.guid, section=section, shown_from="")
        kept.keep_key(SECTIONS, key)


def _tags_of(kept: Catalogue, article: Article) -> tuple[str, ...]:
    try:
        return record_of(kept, article).tags
    except CatalogueError:  # told elsewhere
        return ()


def _is_in(show: Podcast, sections: str) -> bool:
    """Whether what belongs to these sections stands in the feed."""
    return not show.section or show.section in sections.split()


def _tag_anew(kept: Catalogue, folder: Folder, settings: Settings) -> Iterator[NarrateError]:
    """Write the tags of sound that were made for other settings anew, under the same names; needs no source."""
    key, imprint = config.imprint_key(settings), config.imprint(settings)
    for guid in kept.untagged(key):
        article = kept.article(guid)
        try:
            record = msgspec.structs.replace(record_of(kept, article), section="") if article else None
            if article is None or record is None or not sounds.are_there(folder, record):
                continue  # told elsewhere
            new = sounds.retagged(folder, record, imprint)
        except NarrateError as error:
            yield error
            continue
        shown = article.shown_from if new == record else ""
        article = msgspec.structs.replace(article, tagged_from=key, shown_from=shown, revision=records.revision_of(new))
        kept.take(article, records.dumps(new), kept.laid(guid))


def _lay_out_stale(kept: Catalogue, folder: Folder, show: Podcast, now: int) -> Iterator[NarrateError]:
    """Lay out again, from the catalogue alone, what was made for other settings or has lost a file."""
    key = shown_key(show)
    done = []
    for guid in kept.stale(key, now):
        article, laid = kept.article(guid), kept.laid(guid)
        if article is None or not laid:
            continue  # published before this catalogue was: its files stay as they are until its source is built
        try:
            lay_out(folder, show, record_of(kept, article), records.unpack(laid))
            done.append(guid)
        except ValueError as error:
            kept.change(guid, recipe="")
            yield CatalogueError(f"what is kept of {article.title!r} is damaged ({error}): build its source again")
        except NarrateError as error:
            yield error
    with kept.transaction():
        for guid in done:
            kept.change(guid, shown_from=key, fresh=1)


def record_of(kept: Catalogue, article: Article) -> records.Record:
    """The record as it is published. Raises CatalogueError."""
    try:
        return msgspec.structs.replace(records.record_of(kept.record(article.guid)), section=article.section)
    except ValueError as error:
        raise CatalogueError(
            f"the record of {article.title!r} is damaged ({error}): `narrate catalogue rebuild {kept.root}` remakes it"
        ) from error


def version_of(kept: Catalogue, article: Article) -> str:
    """What tells two states of an article apart, for whoever edits it."""
    return f"{article.revision}.{article.state}.{sum(1 for _ in kept.events(article.guid))}"


def reviews(kept: Catalogue) -> int:
    """How many articles wait for an editor's approval."""
    return kept.count_of("state = ?", (catalogue.REVIEW,))


def is_clock_behind(kept: Catalogue) -> bool:
    """Whether something is public whose hour has not come."""
    return kept.newest_public() > datetime.now(UTC).timestamp() * 1000


def _lost(folder: Folder, name: str) -> NarrateError:
    return OutputError(
        f"{folder.root / name} is missing: restore it, or build its page again, which makes it from the clips"
    )


def _site_key(settings: Settings, shows: Sequence[Podcast]) -> str:
    cover = config.cover_key(settings)
    return key_of(version=__version__, shows=[repr(show) for show in shows], cover=cover)


def _site_files(
    kept: Catalogue, settings: Settings, shows: Sequence[Podcast], due: Sequence[Listed]
) -> Iterator[tuple[str, str, Callable[[], bytes | str]]]:
    """The files of the whole site: name, key of what it is made from, and how it is made."""
    from narrate.publish import addresses, cover, feed, offline, pages, withdrawn

    first = replace(shows[0], guid=kept.show_guid("feed", feed.podcast_guid(shows[0].feed_url)))
    open_shows = [show for show in shows if not _is_private(show)]
    seen = [listed for listed in due if not first.hides(listed.section)]
    picture, drawn = cache(lambda: config.cover(settings)), config.cover_key(settings)
    yield "cover.jpg", drawn, picture
    yield "assets/cover-small.jpg", drawn, lambda: cover.tiny(picture())
    for name in pages.ASSETS:
        if name in pages.COLOURED:
            yield f"assets/{name}", key_of(version=__version__, cover=drawn), partial(_coloured, name, picture)
        else:
            yield f"assets/{name}", __version__, partial(pages.asset, name)
    for name, made in offline.files(first, picture).items():
        yield name, key_of(version=__version__, cover=drawn, show=repr(first)), made
    yield "feed.svg", first.feed_url, lambda: pages.feed_code(first)
    if len(open_shows) > 1:
        yield "feeds.opml", _key(open_shows, ()), lambda: feed.opml(open_shows)
    gone = tuple(one for one in withdrawn_now(kept) if not first.hides(one.section))
    for name, content in withdrawn.files(gone, first, settings.site.withdrawn):
        yield name, key_of(version=__version__, content=content), partial(str, content)
    for name, content in addresses.files(_addresses(kept, seen)).items():
        yield name, key_of(version=__version__, content=content), partial(str, content)
    yield from _moved_files(kept, open_shows, seen)
    yield from _list_files(kept, open_shows, seen)
    for show in shows:
        guid = kept.show_guid(show.section or show.name, feed.podcast_guid(show.feed_url))
        mine = [listed for listed in (due if _is_private(show) else seen) if _is_in(show, listed.section)]
        mine_gone = tuple(one for one in gone if _is_in(show, one.section))
        yield from _feed_files(kept, replace(show, guid=guid, withdrawn=mine_gone), mine)


def _coloured(name: str, picture: Callable[[], bytes]) -> str:
    from narrate.publish import cover, pages

    return pages.asset(name, cover.accents(picture()))


def _moved_files(
    kept: Catalogue, shows: Sequence[Podcast], due: Sequence[Listed]
) -> Iterator[tuple[str, str, Callable[[], str]]]:
    """What the server of an old address has to know."""
    from narrate.publish import moved

    former = [(url, until) for url, until in kept.former() if url != config.LOCAL_URL]
    key = _key(shows, due, former) if former else ""
    for name in (moved.LIST, *moved.SERVERS) if former else ():
        yield name, key, partial(_moved, kept, name, former, shows, due)


def _moved(
    kept: Catalogue, name: str, former: Sequence[tuple[str, int]], shows: Sequence[Podcast], due: Sequence[Listed]
) -> str:
    from narrate.publish import moved

    return dict(moved.files(_had(kept, former, shows, due), shows[0].url))[name]


def _had(
    kept: Catalogue, former: Sequence[tuple[str, int]], shows: Sequence[Podcast], due: Sequence[Listed]
) -> list[tuple[str, list[str]]]:
    """Each old address with the names that it had: feeds, pages, and sound, which keeps its name."""
    names = [(0, f"{show.name}.xml") for show in shows] + [(0, "index.html")]
    for listed in due:
        names.append((listed.at, f"episodes/{listed.slug}/index.html"))
        names += ((listed.at, name) for name in sounds.files_of(records.record_of(kept.record(listed.guid))))
    return [(url, [name for at, name in names if at <= until]) for url, until in former]


def _addresses(kept: Catalogue, due: Sequence[Listed]) -> Iterator[tuple[str, str]]:
    """The keys that a page can be known by, each with the folder of its episode; the newest article's first."""
    from narrate.publish import addresses

    known = {article.guid: article for article in kept.articles("state = ''")}
    for listed in due:
        article = known[listed.guid]
        yield from ((key, listed.slug) for key in addresses.keys(article.link, article.guid, article.location))


def withdrawn_now(kept: Catalogue) -> Iterator[Withdrawn]:
    """What was public and was taken back, in order. What never was public is not told of."""
    for article in kept.articles("state = ? AND public = 1", (catalogue.WITHDRAWN,)):
        when = [event.at for event in kept.events(article.guid) if event.what == catalogue.WITHDRAWN]
        yield Withdrawn(
            article.guid, article.slug, article.section, datetime.fromtimestamp((when or [0])[-1] / 1000, UTC)
        )


def _key(shows: Sequence[Podcast], listed: Sequence[Listed], *more: object) -> str:
    rows = [(entry.guid, entry.revision, entry.section) for entry in listed]
    return key_of(version=__version__, shows=[repr(show) for show in shows], listed=rows, more=more)


def _feed_files(
    kept: Catalogue, show: Podcast, mine: Sequence[Listed]
) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """The pages of one feed. One that holds what it held is not made again."""
    from narrate.publish import feed

    newest = _episode(kept, mine[0], show.url).published if mine else None
    told = kept.last_event(show.section)
    built = max(newest, datetime.fromtimestamp(told / 1000, UTC)) if newest and told else newest
    first, show = replace(show, built=built), replace(show, withdrawn=())
    for leaf in feed.leaves(show, len(mine)):
        items, page = leaf.of(mine), show if leaf.start else first
        yield leaf.name, _key([page], items, leaf.links), partial(_feed_page, kept, page, items, leaf)


def _feed_page(kept: Catalogue, show: Podcast, items: Sequence[Listed], leaf: Leaf) -> bytes:
    from narrate.publish import feed

    return feed.feed_page(show, [_episode(kept, listed, show.url) for listed in items], leaf)


def _episode(kept: Catalogue, listed: Listed, url: str) -> Episode:
    try:
        record = records.record_of(kept.record(listed.guid))
    except ValueError as error:
        raise CatalogueError(
            f"the record of {listed.slug} is damaged ({error}): `narrate catalogue rebuild {kept.root}` remakes it"
        ) from error
    return records.episode_of(msgspec.structs.replace(record, section=listed.section), url)


def _list_files(
    kept: Catalogue, shows: Sequence[Podcast], due: Sequence[Listed]
) -> Iterator[tuple[str, str, Callable[[], str]]]:
    """The pages of the lists, of all and of each section, and the files of the months. What holds what it held is not made
    again."""
    from narrate.publish import listing, pages

    for show in shows:
        mine = [listed for listed in due if _is_in(show, listed.section)]
        title = pages.part_title(show) if show.section else ""
        for sheet in pages.sheets(show.section, title, len(mine)):
            rows = sheet.of(mine)
            yield sheet.name(), _key(shows, rows, repr(sheet)), partial(_index, kept, shows, rows, sheet)
    months: dict[str, list[Listed]] = {}
    for listed in due:
        months.setdefault(listing.month_of(datetime.fromtimestamp(listed.at / 1000, UTC)), []).append(listed)
    yield listing.NAMES, key_of(version=__version__, months=sorted(months)), partial(listing.names, tuple(months))
    for month, rows in months.items():
        yield listing.name(month), _key(shows[:1], rows), partial(_month, kept, shows[0].url, rows)


def _month(kept: Catalogue, url: str, rows: Sequence[Listed]) -> str:
    from narrate.publish import listing

    return listing.month(_episode(kept, listed, url) for listed in rows)


def _index(kept: Catalogue, shows: Sequence[Podcast], rows: Sequence[Listed], sheet: Sheet) -> str:
    from narrate.publish import pages

    episodes = tuple(_episode(kept, listed, shows[0].url) for listed in rows)
    return pages.index_page(replace(shows[0], episodes=episodes), shows[1:], sheet)


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
            yield from ((article.guid, name) for name in _sounds_known(kept, article) if name in held)


def _taken_back(kept: Catalogue) -> tuple[list[str], list[str]]:
    """What is public of articles that are not to be: what goes for good, and the sound that is kept aside."""
    gone, held = list[str](), list[str]()
    for article in kept.articles("state != ''"):
        sounds = _sounds_known(kept, article)
        for name in kept.files_below(f"episodes/{article.slug}/"):
            (held if name in sounds else gone).append(name)
    return gone, held


def _sounds_known(kept: Catalogue, article: Article) -> tuple[str, ...]:
    """No name where the record can't be read: nobody can tell then which sound is the last."""
    try:
        return sounds.files_of(record_of(kept, article))
    except CatalogueError:
        return ()


def remember_withdrawn(kept: Catalogue, folder: Folder) -> None:
    """A copy of what was taken back, for a catalogue that has to be remade."""
    rows = (f"{article.guid} {article.slug}\n" for article in kept.articles("state = ?", (catalogue.WITHDRAWN,)))
    folder.remember(WITHDRAWN, "".join(rows))


def this_moment() -> int:
    """Milliseconds since 1970."""
    return round(datetime.now(UTC).timestamp() * 1000)


def rank(name: str) -> int:
    """A reader never sees half an update: files that are pointed to come before those that point to them."""
    if "/" in name and not name.startswith("lists/"):
        return 2 if name.endswith(records.NAME) else 1
    return {".html": 3, ".json": 3, ".xml": 4}.get(os.path.splitext(name)[1], 1)  # noqa: PTH122 - a name, not a path


# ── looking and tidying ───────────────────────────────────────────────────────────────────────────────────────────


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
        settle(path)
        with closing(catalogue.opened(path, readonly=True)) as kept:
            yield from _unlisted(kept, path)
    yield from check.site(path, config.sound(settings))


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


def _unlisted(kept: Catalogue, root: Path) -> Iterator[Problem]:
    """What the catalogue lists and is not there as it was published."""
    from narrate.check import Problem

    for name, size in kept.files():
        if not _has(root, name, size) and not _has(root / HELD, name, size):
            yield Problem(name, f"is missing, or has not the {size} bytes that were published")


def prune(out: Path, clips_of: float | None = None) -> list[str]:
    """Remove the audio of ours that no episode points to any more; the names of what went. With `clips_of` so many days or
    older, also the clips that no episode is made of.

    Raises BusyError, CatalogueError, OutputError.
    """
    if not (out / STATE).is_dir():
        raise OutputError(f"{out} holds nothing of narrate's: give the folder that `narrate build` made")
    with at_work(out, "prune") as (kept, folder):
        used = {name for article in kept.articles("state = ''") for name in sounds.files_of(record_of(kept, article))}
        used.update(kept.pages())  # the covers
        used.update(name for article in kept.articles("state != ''") for name in _sounds_known(kept, article))
        old = [name for name, _ in kept.files() if name.endswith(MADE) and name not in used]
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
