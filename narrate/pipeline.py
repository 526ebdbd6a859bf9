"""The way from places to dist/: the file to read first.

    find → fetch → clean → segment → read → plan → say → record → lay out → release

One article at a time; only its small outcome stays. What has not changed is not even parsed, so that the rooms of the way
are entered only when there is something to be made. With release, the only file that opens the catalogue.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from narrate import config, corrections, editorial, identity, release
from narrate.bounds import at_most
from narrate.catalogue import WITHDRAWN
from narrate.drafts import is_unpublished
from narrate.errors import (
    CatalogueError,
    ConfigError,
    GoneError,
    NarrateError,
    NoArticleError,
    OutputError,
    SourceError,
)
from narrate.files import CLIPS, STATE
from narrate.model import Question
from narrate.segment.label import KIND as LABEL
from narrate.sources import SameError, digest_of, fetch, find, is_web, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from narrate.cache import Cache
    from narrate.catalogue import Article, Catalogue
    from narrate.clean.furniture import Furniture
    from narrate.config import Recipe, Settings
    from narrate.files import Folder
    from narrate.lexicons import Unsure
    from narrate.model import Document, Found, Source, Utterance
    from narrate.plan import Plan
    from narrate.sources.web import Web

LOG = logging.getLogger(__name__)
BEHIND = "this machine's clock is behind the dates that are public: what is new and dated later waits; set the clock"


SPOILT = "{} was missing or damaged: it is made anew  文件丢失或损坏，已重新生成"
VANISHED = {
    "warn": "{title} ({place}) is published, and its page is gone: `narrate withdraw {guid}` takes it back; "
    "site.vanished decides for all  原文已被删除，节目仍在",
    "withdraw": "{title} ({place}) was withdrawn, as its page is gone: `narrate restore {guid}` undoes it  原文已被删除，节目已撤下",
}


MANY_GONE = 10  # articles; with fewer, half a site may be one day's work

# Articles made from files that this build has not met: the page of any other is there.
UNMET = "state = '' AND place != '' AND place NOT LIKE 'http%' AND guid NOT IN (SELECT guid FROM met)"


class Watcher(Protocol):
    """Who wants to know how far a build is."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins (articles; saying, once an article): `total` is what `advance` will count."""

    def advance(self, stage: str, amount: int = 1) -> None:
        """So much more of it is done. May be called from any thread."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: a line of the closing table."""

    location: str
    title: str = ""
    duration: int = 0
    chapters: int = 0
    new: int = 0
    cached: int = 0
    seconds: float = 0.0
    voice: str = ""
    characters: int = 0  # written ones, of the sentences said anew
    error: NarrateError | None = None
    listed: bool = False  # a folder, a feed or a book holds it: nobody named it

    @property
    def is_left_out(self) -> bool:
        """Whether it is no article, and nobody said that it was one."""
        return self.listed and isinstance(self.error, NoArticleError)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all of them, and where the feed is."""

    outcomes: tuple[Outcome, ...]  # of what was made, or failed
    unchanged: int
    cached: int  # sentences of what was not even looked into
    feed: str
    unsure: tuple[Unsure, ...] = ()  # readings that an editor should look at
    queue: str = ""  # the file that holds them
    questions: int = 0  # what an editor should look at on the pages
    questions_at: str = ""  # the file that holds them
    notice: str = ""  # what the user should know, though nothing failed
    fetched: int = 0  # bytes that came from the web

    @property
    def errors(self) -> tuple[NarrateError, ...]:
        """What went wrong, in order."""
        return tuple(one.error for one in self.outcomes if one.error and not one.is_left_out)

    @property
    def left_out(self) -> tuple[Outcome, ...]:
        """What is no article, in order."""
        return tuple(one for one in self.outcomes if one.is_left_out)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a build works, and what it goes by."""

    out: Path
    kept: Catalogue
    folder: Folder
    settings: Settings
    key: str  # of the recipe
    retry_fallback: bool
    watch: Watcher
    web: Web


def build(
    locations: Sequence[str],
    out: Path,
    settings: Settings,
    wanted: str | None,
    watch: Watcher,
    *,
    retry_fallback: bool = False,
) -> Report:
    """Turn pages into `out`. Articles that fail stand in the report with their error; the rest is published.

    Raises ConfigError, VoiceError, OutputError, CatalogueError for what concerns all of them, BusyError.
    """
    from narrate.sources.web import Web

    _refuse(locations, out, settings)
    key = config.recipe_key(settings, wanted)
    with release.at_work(out, "build") as (kept, folder):
        silent, spoilt = release.mend(kept, folder)
        chosen = settings.sources
        web = Web(locations, kept, allow_private=chosen.allow_private, robots=chosen.robots)
        site = Site(out, kept, folder, settings, key, retry_fallback, watch, web)
        outcomes, todo, unchanged = _looked_through(locations, site)
        cached = kept.clips_met()
        if todo:
            made = [outcome for outcome in _make_all(todo, site, wanted) if outcome is not None]
            unchanged += len(todo) - len(made)
            outcomes += made
        outcomes, gone = _without_gone(outcomes, kept)
        unchanged += len(gone)
        notices = _after([*_vanished(kept, locations, out), *gone], site)
        if kept.count():  # nothing is published where there is nothing to publish
            outcomes += (Outcome(str(out), error=error) for error in release.release(kept, folder, settings, silent))
        unsure = release.write_queue(kept, folder) if todo else ()
        questions = release.write_questions(kept, folder) if todo else 0
        notice = "\n".join(
            [*([BEHIND] if release.is_clock_behind(kept) else []), *map(SPOILT.format, spoilt), *notices]
        )
    return Report(
        tuple(outcomes),
        unchanged,
        cached,
        str(out / "feed.xml"),
        unsure,
        str(out / STATE / release.QUEUE),
        questions,
        str(out / STATE / release.QUESTIONS),
        notice,
        web.bytes,
    )


def _refuse(locations: Sequence[str], out: Path, settings: Settings) -> None:
    """What can't be built is refused before anything is written."""
    if lacks := config.missing(settings):
        raise ConfigError(f"to publish under site.url, narrate.toml still needs: {'; '.join(lacks)}")
    lost = [place for place in locations if place != "-" and not is_web(place) and not os.path.lexists(place)]
    if lost and len(lost) == len(locations):
        raise SourceError(
            f"{', '.join(lost)}: no such file; name a page, a folder of pages, a feed, an address or - for stdin"
        )
    config.refuse(settings)
    for location in locations:
        if os.path.isdir(location) and os.path.realpath(location) == os.path.realpath(out):  # noqa: PTH112 - may be an address
            raise OutputError(f"--out {out} is the folder of the sources: choose another --out")


def _looked_through(locations: Sequence[str], site: Site) -> tuple[list[Outcome], list[Found], int]:
    """What can't be read, what is to be made, and how many are as they were."""
    failed: list[Outcome] = []
    todo: list[Found] = []
    unchanged = 0
    for found in find(locations, site.web, config.wanted_pages(site.settings)):
        if isinstance(found, tuple):
            failed.append(Outcome(found[0], error=found[1]))
        elif _is_unchanged(found, _digest_now(found, site), site):
            unchanged += 1
        else:
            todo.append(found)
    return failed, todo, unchanged


def _digest_now(found: Found, site: Site) -> str:
    """The digest of a page before it is fetched: of a file, or of an address that its list says is as it was."""
    if found.path is not None or found.held is not None:
        return digest_of(found)
    visit = site.kept.visit(found.location) if found.changed else None
    return visit.digest if visit is not None and visit.changed == found.changed else ""


def _without_gone(outcomes: Sequence[Outcome], kept: Catalogue) -> tuple[list[Outcome], list[Article]]:
    """The outcomes, and the articles that were made of an address which answers now that there is nothing."""
    known = [kept.at_place(one.location) if isinstance(one.error, GoneError) else None for one in outcomes]
    return [one for one, article in zip(outcomes, known, strict=True) if not article], [*filter(None, known)]


def _after(gone: Sequence[Article], site: Site) -> list[str]:
    """What becomes of articles whose page is gone, by site.vanished; told. Where most pages are gone at once, a server or a
    disk has failed rather than an editor decided: then nothing is withdrawn."""
    told = [article for article in gone if not article.state]
    many = len(told) > MANY_GONE and len(told) * 2 > site.kept.count()
    policy = "warn" if many and site.settings.site.vanished == "withdraw" else site.settings.site.vanished
    if policy == "withdraw":
        for article in told:
            editorial.take_back(site.kept, article, "its page is gone")
        release.remember_withdrawn(site.kept, site.folder)
    rows = [] if policy == "keep" else told
    return [VANISHED[policy].format(title=one.title, place=one.location, guid=one.guid) for one in rows]


def _vanished(kept: Catalogue, locations: Sequence[str], out: Path) -> Iterator[Article]:
    """The articles that were made from a file below one of these folders, or from one of these files, which is gone."""
    places = [(os.path.relpath(one, out).replace(os.sep, "/"), os.path.isdir(one)) for one in locations]  # noqa: PTH112
    for article in kept.articles(UNMET):
        named = any(article.place.startswith(f"{p}/") if folder else article.place == p for p, folder in places)
        if named and not (out / article.place).is_file():
            yield article


def _is_unchanged(found: Found, digest: str, site: Site) -> bool:
    """Whether the page's bytes and the recipe are as they were: then it is not even parsed."""
    place = place_of(found, site.out)
    known = site.kept.at_place(place) if digest else None
    if known and known.state == WITHDRAWN:
        return not site.kept.meet(known.guid, place)
    if known is None or (known.source, known.recipe) != (digest, site.key) or (known.fallback and site.retry_fallback):
        return False
    if site.kept.meet(known.guid, place):
        return False
    if known.location != found.location:
        release.move(site.kept, known, found.location)
    return True


# ── one article ───────────────────────────────────────────────────────────────────────────────────────────────────


def _make_all(todo: Sequence[Found], site: Site, wanted: str | None) -> Iterator[Outcome | None]:
    """Make one after the other. What concerns all is refused first: a voice, a cover, files of someone else's."""
    from narrate.cache import Cache

    recipe = config.recipe(site.settings, wanted, site.key)
    if wanted:
        recipe.voice("zh-CN")
    recipe.imprint.cover()
    release.claim(site.kept, site.folder, site.settings, len(todo))
    cache = Cache(site.out / CLIPS)
    _learn(todo, site, recipe)
    site.watch.begin("articles", len(todo))
    for found in _placed(todo):
        yield _make(found, site, recipe, cache)
        site.watch.advance("articles")


def _placed(todo: Sequence[Found]) -> Iterator[Found]:
    """Each with how many pages of lists come after it."""
    left = sum(_is_of_a_list(found) for found in todo)
    for found in todo:
        left -= _is_of_a_list(found)
        yield replace(found, after=left) if _is_of_a_list(found) else found


def _is_of_a_list(found: Found) -> bool:
    return found.listed and is_web(found.location)


def _learn(todo: Sequence[Found], site: Site, recipe: Recipe) -> None:
    """What the sites of the new pages repeat, before any of them is read: a page alone can't know it."""
    from narrate.clean import clean, furniture, lines_of

    new = [found for found in todo if found.path is not None and not site.kept.knows(place_of(found, site.out))]
    if len(new) + sum(site.kept.pages_learned(name) for name in {_site_of(found) for found in new}) <= furniture.MANY:
        return
    for found in new:
        try:
            source = fetch(found)
            with at_most(_time_for(source)):
                clean(source, recipe.rules)  # an index page repeats the articles: it is none and teaches nothing
                keys = {furniture.key(line) for line in lines_of(source)}
        except Exception:  # noqa: BLE001, S112 - what is wrong with a page is told when it is made
            continue
        site.kept.learn(_site_of(found), place_of(found, site.out), keys)


def _site_of(found: Found) -> str:
    """Pages of one folder are of one site; addresses are by their host."""
    return found.path.parent.name if found.path is not None else urlsplit(found.location).netloc


def _remembered(found: Found, source: Source, site: Site) -> Furniture:
    """What is known of the page's site, as far as the page needs it."""
    from narrate.clean import furniture, lines_of

    name = _site_of(found)
    pages = site.kept.pages_learned(name)
    if pages <= furniture.MANY:
        return furniture.Furniture()
    keys = sorted({furniture.key(line) for line in lines_of(source)})
    return furniture.Furniture(pages, site.kept.seen(name, keys))


def _make(found: Found, site: Site, recipe: Recipe, cache: Cache) -> Outcome | None:
    """One article, the whole way, and into the catalogue; None where it is as it was."""
    from narrate import edition
    from narrate.clean import clean
    from narrate.plan import text_of as plan_text

    started, title = time.monotonic(), ""
    try:
        source = _fetched(found, site)
        if source is None:
            return None
        digest = source.digest
        with at_most(_time_for(source)):
            _refuse_draft(found, site, draft=is_unpublished(source))
            document = clean(source, recipe.rules, _remembered(found, source, site))
            title = document.title
            _refuse_draft(found, site, draft=document.draft)
            document = _trusted(document)
            plan, known = _planned(document, found, site, recipe)
        new: list[int] = []
        site.watch.begin("saying", _weight(plan, recipe))
        heard = edition.said(plan, recipe, cache, _teller(site.watch, new))
        before = edition.Before(known.heard_from, release.record_of(site.kept, known)) if known else None
        made = edition.recorded(plan, heard, recipe, site.folder, cache, before)
        made = edition.pictured(made, before, site.folder, partial(_picture, found, site))
        text = plan_text(document)
        from_where = release.Origin(
            place_of(found, site.out), found.location, digest, site.key, text, corrections.of_page(document)
        )
        record = release.keep(site.kept, site.folder, site.settings, made, from_where)
        release.keep_doubts(site.kept, plan.guid, plan.script)
        release.keep_questions(site.kept, plan.guid, plan.document)
        site.web.taken(found.location, digest, found.changed)
    except _TakenBack:
        return None
    except CatalogueError:
        raise  # concerns all of them
    except NarrateError as error:
        return Outcome(found.location, title, error=error, listed=found.listed)
    except Exception as error:
        LOG.debug("%s", found.location, exc_info=True)
        return Outcome(found.location, title, error=_broken(found, error), listed=found.listed)
    seconds = time.monotonic() - started
    voice = f"{heard.voice.id} (fallback)" if heard.fallback else heard.voice.id
    cached = len(heard.clips) + len(heard.fast) - heard.new
    return Outcome(found.location, title, record.duration, record.chapters, heard.new, cached, seconds, voice, sum(new))


LEAST_TIME, TIME_A_MEGABYTE = 60.0, 60.0  # seconds of the processor to understand a page: many times what pages take


def _time_for(source: Source) -> float:
    return LEAST_TIME + TIME_A_MEGABYTE * len(source.content) / 2**20


def _weight(plan: Plan, recipe: Recipe) -> int:
    """What the bar of an article counts: the characters of its sentences, twice where there is a fast rendition. The label
    is said in one piece, beside them."""
    said = sum(len(utterance.text) for utterance in plan.script.utterances if utterance.kind != LABEL)
    return said * 2 if recipe.fast else said


def _teller(watch: Watcher, new: list[int]) -> Callable[[Utterance, bool], None]:
    """Moves the bar, and notes the characters that were said anew."""

    def tell(utterance: Utterance, is_new: bool) -> None:  # noqa: FBT001 - (utterance, new), as synthesize tells
        watch.advance("saying", len(utterance.text))
        if is_new:
            new.append(len(utterance.text))

    return tell


LARGEST_PICTURE = 12 * 1024 * 1024  # bytes


def _picture(found: Found, site: Site, address: str) -> bytes:
    """An article's picture, where the settings want it; nothing where it can't be had: it is no reason to fail."""
    wanted = site.settings.feed.art
    if wanted == "none" or (wanted == "web" and found.path is not None):
        return b""
    try:
        answer = site.web.fetch(address, LARGEST_PICTURE) if site.web.allowed(address) else None
    except NarrateError as error:
        LOG.debug("%s", error)
        return b""
    return answer.content if answer is not None and len(answer.content) <= LARGEST_PICTURE else b""


def _fetched(found: Found, site: Site) -> Source | None:
    """The page; None where it is what was made last: the server says so, or its bytes do."""
    since = site.kept.visit(found.location) if found.path is None else None
    known = site.kept.at_place(place_of(found, site.out))
    if since is None or known is None or (known.source, known.recipe) != (since.digest, site.key):
        since = None
    try:
        source = fetch(found, site.web, since, site.settings.sources.address)
    except SameError:
        if since is not None and _is_unchanged(found, since.digest, site):
            site.kept.keep_visit(found.location, replace(since, changed=found.changed))
            return None
        source = fetch(found, site.web, None, site.settings.sources.address)
    if found.path is None and _is_unchanged(found, digest := source.digest, site):
        site.web.taken(found.location, digest, found.changed)
        return None
    return source


def _refuse_draft(found: Found, site: Site, *, draft: bool) -> None:
    """A page that is not to be published is left out, by name, and what was made of it before is taken out."""
    if draft:
        release.draft(site.kept, place_of(found, site.out))
    _only_published(found, draft=draft)


def _only_published(found: Found, *, draft: bool) -> None:
    if draft:
        raise NoArticleError(f"{found.location} is a draft, or says noindex: it is published when it no longer says so")


class _TakenBack(Exception):  # noqa: N818 - no error: an editor has decided
    """The page is of an article that was withdrawn."""


def _trusted(document: Document) -> Document:
    """Without a canonical address that is the site's home page, which is no article's own."""
    if not document.canonical_url or not identity.is_home(document.canonical_url):
        return document
    return _without_address(document, "is the home page, and so")


def _without_address(document: Document, why: str) -> Document:
    asked = Question(document.canonical_url, f"the page's canonical address {why} is not believed")
    return replace(document, canonical_url="", questions=(*document.questions, asked))


def _is_other(known: Article, document: Document, site: Site, place: str) -> bool:
    """Whether a page that gives the address of a known article is another: that one's page is there, with another headline."""
    there = known.place not in ("", place) and (site.out / known.place).exists()
    return there and known.title != document.title


def _guid(document: Document, found: Found, site: Site, place: str) -> str:
    """The guid of the article that this page is: by its place, its address in any dress, or else by its text."""
    from narrate import plan

    kept = site.kept
    before = kept.at_place(place) if place != plan.STDIN else None
    if before is None and not document.canonical_url:
        before = _renamed(plan.text_of(document), site)
    guid = plan.guid_of(document, found.name, before.identity if before else None)
    return (kept.at_address(guid) or guid) if guid.startswith("http") and kept.article(guid) is None else guid


def _renamed(text: str, site: Site) -> Article | None:
    """The article of the same text whose page is gone: it has another name now. One that was withdrawn stays so in any copy."""
    same = list(site.kept.articles("text = ?", (text,)))
    withdrawn = [article for article in same if article.state == WITHDRAWN]
    moved = [article for article in same if not (site.out / article.place).exists()]
    return next(iter((*withdrawn, *moved)), None)


def _broken(found: Found, error: Exception) -> NarrateError:
    """A mistake of ours, or of a library, or work without end, as an error of this article alone."""
    return SourceError(
        f"{found.location} could not be made ({type(error).__name__}: {error}): leave it out, or report it with what "
        "`--debug` shows; the other articles are not touched"
    )


def _planned(document: Document, found: Found, site: Site, recipe: Recipe) -> tuple[Plan, Article | None]:
    """The plan, and the article that it is for where there is one. Raises SourceError for another article's guid."""
    from narrate import plan
    from narrate.read import read
    from narrate.segment import segment

    kept, place = site.kept, place_of(found, site.out)
    guid = _guid(document, found, site, place)
    known = kept.article(guid)
    if known and guid.startswith("http") and _is_other(known, document, site, place):
        document = _without_address(document, f"is {known.title!r} already, and so")
        guid = plan.named_guid(found.name)
        known = kept.article(guid)
    if known and known.state == WITHDRAWN:
        raise _TakenBack
    if other := kept.meet(guid, place):
        raise SourceError(
            f"{found.location} is the same article as {other}: leave one out, or give the folder above both"
        )
    if known and not plan.is_same_source(
        known.identity, place, document.title, there=(site.out / known.place).exists()
    ):
        raise SourceError(
            f"{found.location} would replace {known.title!r}, which was published from {known.place}: both go by {guid}. "
            "Rename one, mend its canonical address, or give the folder above both"
        )
    script = segment(document)
    if recipe.corrections == "spoken" and known:
        script = corrections.spoken(script, release.corrections_of(kept, known, corrections.of_page(document)))
    script = read(plan.spoken_label(script, recipe.label), recipe.lexicon, recipe.style)
    slug = (
        known.slug
        if known
        else plan.free_slug(
            partial(
                release.slug_for, document.title, site.settings, (found.location, document.canonical_url), document.tags
            ),
            guid,
            lambda name: kept.taken(name, guid),
        )
    )
    date = release.date_of(kept, known, guid, document.published, found.after)
    return plan.Plan(document, script, recipe.voice(document.lang), guid, slug, date), known


# ── before a build ────────────────────────────────────────────────────────────────────────────────────────────────

PACES = {
    "kokoro": 0.095,
    "espeak": 0.03,
    "edge": 0.02,
    "tone": 0.004,
}  # seconds a character, until a build here tells better
SPEECH = 4.2  # characters that are spoken in a second
OVERHEAD = 0.6  # seconds an article, beside its saying


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a build would do: pages, what of them is new or changed, and how long it would take."""

    outcomes: tuple[Outcome, ...]  # of pages that fail or are left out, and of those to be made
    pages: int
    new: int
    changed: int
    unchanged: int
    characters: int  # to be said
    sentences: int
    minutes: float  # of speech
    seconds: float  # on this machine
    requests: int  # to an online voice
    doubts: int


@dataclass(frozen=True, slots=True)
class Task:
    """A page that would be made: what of it would be said."""

    outcome: Outcome
    known: bool
    characters: int
    sentences: int
    seconds: float
    requests: int
    doubts: int


@dataclass(slots=True)
class Seen:
    """What an estimate knows already: the catalogue, and the clips of pages before."""

    kept: Catalogue | None
    heard: set[str] = field(default_factory=set)


def estimate(
    locations: Sequence[str], out: Path, settings: Settings, wanted: str | None, paces: Mapping[str, float]
) -> Estimate:
    """What `build` would do. Nothing is made, said or kept, but pages of the web are fetched. `paces` are seconds a character
    by voice, as the last build here took. Raises what `build` raises."""
    from narrate import catalogue
    from narrate.sources.web import Web

    _refuse(locations, out, settings)
    key = config.recipe_key(settings, wanted)
    recipe = config.recipe(settings, wanted, key)
    kept = catalogue.opened(out, readonly=True) if catalogue.kept(out) else None
    chosen = settings.sources
    web = Web(locations, None, allow_private=chosen.allow_private, robots=chosen.robots)
    seen, tasks = Seen(kept), list[Task | Outcome | None]()
    for found in find(locations, web, config.wanted_pages(settings)):
        if isinstance(found, tuple):
            tasks.append(Outcome(found[0], error=found[1]))
        else:
            tasks.append(_foreseen(found, seen, web, out, recipe, paces))
    if kept is not None:
        kept.close()
    return _summed(tasks)


def _foreseen(
    found: Found, seen: Seen, web: Web, out: Path, recipe: Recipe, paces: Mapping[str, float]
) -> Task | Outcome | None:
    """What a page would cost; None where it is as it was."""
    kept, heard = seen.kept, seen.heard
    from narrate.cache import Cache
    from narrate.clean import clean
    from narrate.plan import spoken_label
    from narrate.read import read
    from narrate.segment import segment
    from narrate.synthesize import clip_key

    try:
        known = kept.at_place(place_of(found, out)) if kept else None
        source = fetch(found, web)
        if known and (known.source, known.recipe) == (source.digest, recipe.key):
            return None
        with at_most(_time_for(source)):
            document = clean(source, recipe.rules)
            _only_published(found, draft=document.draft or is_unpublished(source))
            script = read(spoken_label(segment(document), recipe.label), recipe.lexicon, recipe.style)
        voice, cache = recipe.voice(document.lang), Cache(out / CLIPS)
        said = [u for u in script.utterances if u.reading and u.kind != LABEL]
        keys = {
            clip_key(u.reading, voice): len(u.text) for u in said if u.reading
        }  # a sentence that comes again is said once
        new = {key: size for key, size in keys.items() if key not in heard and cache.get(key) is None}
        heard.update(new)
    except NarrateError as error:
        return Outcome(found.location, error=error, listed=found.listed)
    except Exception as error:
        LOG.debug("%s", found.location, exc_info=True)
        return Outcome(found.location, error=_broken(found, error), listed=found.listed)
    times = 2 if recipe.fast else 1
    characters = sum(new.values()) * times
    here = paces.get(voice.id)  # of whole articles; a pace that is only known of an engine leaves out what is beside it
    seconds = characters * (here or PACES.get(voice.engine, PACES["kokoro"])) + (0 if here else OVERHEAD)
    doubts = sum(len(u.reading.doubts) for u in script.utterances if u.reading)
    online = len(new) * times if voice.engine == "edge" else 0
    duration = round(sum(len(u.text) for u in script.utterances) / SPEECH * 1000)
    outcome = Outcome(found.location, document.title, duration, new=len(new), voice=voice.id, characters=characters)
    return Task(outcome, known is not None, characters, len(new) * times, seconds, online, doubts)


def _summed(tasks: Sequence[Task | Outcome | None]) -> Estimate:
    todo = [task for task in tasks if isinstance(task, Task)]
    return Estimate(
        outcomes=tuple(task.outcome if isinstance(task, Task) else task for task in tasks if task is not None),
        pages=len(tasks),
        new=sum(not task.known for task in todo),
        changed=sum(task.known for task in todo),
        unchanged=sum(task is None for task in tasks),
        characters=sum(task.characters for task in todo),
        sentences=sum(task.sentences for task in todo),
        minutes=sum(task.outcome.duration for task in todo) / 60_000,
        seconds=sum(task.seconds for task in todo),
        requests=sum(task.requests for task in todo),
        doubts=sum(task.doubts for task in todo),
    )
