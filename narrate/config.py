"""narrate.toml and voices/*.toml → frozen settings. The only room that reads configuration.

Every setting has a default, a type and a line in the file that `narrate init` writes.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from narrate import __version__, refusals
from narrate.errors import ConfigError, VoiceError
from narrate.identity import is_web
from narrate.label import law
from narrate.model import Extras, Pause, Podcast, Sound, Voice
from narrate.publish.categories import is_category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from narrate.clean.rules import Rules
    from narrate.read.lexicon import Entry, Lexicon
    from narrate.read.policy import Policy
    from narrate.sources import Wanted
    from narrate.synthesize import Pool

NAME = "narrate.toml"
LOCAL_URL = "http://127.0.0.1:8000/"  # stands in the feed until site.url is set
OURS = frozenset({"kokoro", "espeak", "edge", "tone"})  # engines whose version is narrate's own
ONLINE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8}){1,3}-[A-Za-z]{2,40}Neural")
LEXICON = "lexicon.toml"
FIRST_YEAR, LAST_YEAR = 1900, 2200  # of what is published
LARGEST = 1024 * 1024  # bytes of a configuration file


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The show, as feeds and pages name it."""

    title: str = "听文章"
    description: str = "把文章读给你听。"
    url: str = ""
    language: str = "zh-cn"
    author: str = ""
    email: str = ""
    category: str = "News"
    subcategory: str = "Daily News"
    copyright: str = ""
    cover: str = ""
    withdrawn: str = ""
    vanished: str = "warn"
    corrections: str = "shown"
    moved: bool = False
    licence: str = ""
    licence_url: str = ""
    report: str = ""
    offline: bool = False
    review: bool = False


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of a lexicon."""

    grapheme: str
    alias: str = ""
    pinyin: str = ""
    before: str = ""
    after: str = ""
    surname: bool = False
    why: str = ""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lexicon file."""

    entry: tuple[Word, ...] = ()


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of reading is a matter of style."""

    one: str = "幺"
    two: str = ""
    to: str = ""


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who speaks, and how fast."""

    rate: float = 1.0
    pitch: str = ""
    volume: str = ""
    fallback: str = ""
    proxy: str = ""
    connections: int = 4
    patience: int = 180
    voices: dict[str, str] = msgspec.field(default_factory=lambda: {"zh": "zf_xiaobei", "en": "af_heart"})


class Pauses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Milliseconds of silence after a sentence, a paragraph, a heading, and before a chapter."""

    sentence: int = 350
    paragraph: int = 700
    heading: int = 800
    chapter: int = 1400


class Levels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: LUFS of the mono file, decibels of true peak, kbit/s."""

    loudness: float = -19.0
    peak: float = -1.0
    bitrate: int = 64


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feed of its own for some of the articles: those whose address or path fits `match` (a shell pattern), and those that
    have one of these tags or categories. What stands only in private ones is in no list, and at addresses nobody can guess."""

    name: str
    title: str
    match: str = ""
    tags: tuple[str, ...] = ()
    private: bool = False


class Delivery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The files beside the MP3, and how the feed is cut. kbit/s; 0 leaves the Opus file or the fast rendition out."""

    opus: int = 24
    fast: float = 0.0
    page_size: int = 300


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What feeds say beside what they have to, and who is told of them."""

    frequency: str = ""
    funding: str = ""
    funding_text: str = ""
    location: str = ""
    geo: str = ""
    block: bool = False
    season: str = ""
    episode: str = ""
    prefix: str = ""
    hubs: tuple[str, ...] = ()
    podping: str = ""
    art: str = "web"


class Publish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where what is published is brought to."""

    targets: tuple[str, ...] = ()
    endpoint: str = ""


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How speech made by machine says so (GB 45438-2025)."""

    explicit: str = "voice"
    where: str = "start"
    text: str = ""
    producer: str = ""
    propagator: str = ""


class Clean(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the site knows of its own pages: CSS selectors and regular expressions of lines."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    keep_lines: tuple[str, ...] = ()
    drop_lines: tuple[str, ...] = ()
    captions: bool = False


class Begun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line at which a section begins, under this title; without one, the heading that the line is begins none."""

    line: str
    title: str = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of the pages whose address or path fits `match` (a shell pattern), beside [clean]: `draft`, they are never
    published; what they are called, who wrote them, when, whatever they say themselves; who reads them; how many times as
    fast as the voice, with pauses how many times as long as usual (0: as usual); where their sections begin."""

    match: str
    draft: bool = False
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    keep_lines: tuple[str, ...] = ()
    drop_lines: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    voice: str = ""
    rate: float = 0.0
    pauses: float = 0.0
    sections: tuple[Begun, ...] = ()


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the pages are, and which of them are taken."""

    places: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: str = ""
    limit: int = 0
    address: str = ""
    allow_private: bool = False
    robots: bool = True
    rules: tuple[Rule, ...] = ()


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of narrate.toml."""

    site: Site = Site()
    sources: Sources = Sources()
    clean: Clean = Clean()
    reading: Reading = Reading()
    lexicon: tuple[Word, ...] = ()
    speech: Speech = Speech()
    pauses: Pauses = Pauses()
    sound: Levels = Levels()
    label: Label = Label()
    delivery: Delivery = Delivery()
    feed: Feed = Feed()
    publish: Publish = Publish()
    feeds: tuple[Part, ...] = ()
    jobs: int = 0
    workers: str = ""
    folder: str = ""  # where the file lies; relative paths in it start there


LIMITS = {
    "pauses.sentence": (0, 2500),
    "pauses.paragraph": (0, 2500),
    "pauses.heading": (0, 2500),
    "pauses.chapter": (0, 2500),
    "delivery.opus": (0, 64),
    "delivery.fast": (0, 3),
    "delivery.page_size": (1, 1000),
    "sound.loudness": (-30, -10),
    "sound.peak": (-9, -0.1),
    "speech.rate": (0.5, 2.0),
    "speech.connections": (1, 64),
    "speech.patience": (1, 86_400),
    "jobs": (0, 256),
    "sources.limit": (0, 100_000),
}
RATES = (0.25, 4.0)  # of a profile, times the engine's own speed: beyond them is no speech
FASTEST = (0.5, 3.0)  # of delivery.fast, where it is not 0
TIMES = {"rate": (0.5, 2.0), "pauses": (0.25, 4.0)}  # of what a rule may say of some pages, where it is not 0
HEADROOM = 15  # decibels between loudness and peak: with less the limiter takes more than a decibel off (measured)
BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192)  # https://www.mp3-tech.org/programmer/frame_header.html


def load_settings(path: Path | None) -> Settings:
    """The settings of this file; of ./narrate.toml when None and it is there; else the defaults. Raises ConfigError."""
    chosen = path or Path(NAME)
    if path is None and not chosen.is_file():
        return Settings()
    return _settings(chosen, _toml(chosen))


def parsed(text: str, path: Path) -> Settings:
    """The settings that a file of this text would hold at this path. Raises ConfigError."""
    return _settings(path, _parsed(path, text.encode("utf-8")))


def _settings(path: Path, table: dict[str, Any]) -> Settings:
    try:
        settings = msgspec.convert(table, Settings, strict=True)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; `narrate init` writes every setting with its meaning") from error
    _check(path, settings)
    return msgspec.structs.replace(settings, folder=str(path.parent))


def _toml(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; `narrate init` writes one") from None
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}") from error
    return _parsed(path, content)


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise ConfigError(f"{path} is larger than a configuration can be: check the name")
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8: save it as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error


def _check(path: Path, settings: Settings) -> None:
    for name, (least, most) in LIMITS.items():
        value: Any = settings
        for part in name.split("."):
            value = getattr(value, part)
        if not least <= value <= most:
            raise ConfigError(f"{path}: {name} is {value}, and has to be from {least} to {most}")
    for name, allowed in CHOICES.items():
        part, _, field = name.partition(".")
        chosen = getattr(getattr(settings, part), field)
        if chosen not in allowed:
            raise ConfigError(f"{path}: {name} is {chosen!r}, and has to be one of {', '.join(map(repr, allowed))}")
    if settings.sound.bitrate not in BITRATES:
        raise ConfigError(f"{path}: sound.bitrate is {settings.sound.bitrate}, and has to be one of {BITRATES}")
    for problem in _unlawful(settings):
        raise ConfigError(f"{path}: {problem}")
    for name, value, problem in _refused(settings):
        if problem:
            raise ConfigError(f"{path}: {name} {value!r} {problem}")


CHOICES = {
    "label.explicit": ("voice", "rhythm", "none"),
    "label.where": ("start", "end", "both"),
    "site.vanished": ("keep", "warn", "withdraw"),
    "site.corrections": ("shown", "spoken"),
    "feed.art": ("web", "all", "none"),
    "feed.frequency": ("", "hourly", "daily", "weekdays", "weekly", "monthly"),
    "reading.one": ("幺", "一"),
    "reading.two": ("", "两", "二"),
    "reading.to": ("", "到", "至"),
}


def _refused(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Each value that can be judged by itself: its name, the value, and what is wrong with it, if anything."""
    site, clean = settings.site, settings.clean
    yield "site.url", site.url, refusals.of_address(site.url)
    yield "site.email", site.email, refusals.of_email(site.email)
    yield "site.report", site.report, refusals.of_report(site.report)
    yield "site.language", site.language, refusals.of_language(site.language)
    yield from _refused_of_feeds(settings.feed)
    yield "publish.endpoint", settings.publish.endpoint, refusals.of_web(settings.publish.endpoint)
    yield from (("publish.targets", one, refusals.of_target(one)) for one in settings.publish.targets)
    for name, title in (
        ("site.title", site.title),
        *((f"the title of feed {p.name}", p.title) for p in settings.feeds),
    ):
        yield name, title, "" if title.strip() else "is empty: apps show it"
    for name in refusals.twice(part.name for part in settings.feeds):
        yield "feeds: the name", name, "is there twice: each feed is a file of its own"
    for where, table in (
        ("clean", clean),
        *((f"sources.rules of {rule.match!r}:", rule) for rule in settings.sources.rules),
    ):
        for field in ("keep", "drop"):
            yield from ((f"{where}.{field}", text, refusals.of_selector(text)) for text in getattr(table, field))
        for field in ("keep_lines", "drop_lines"):
            yield from ((f"{where}.{field}", text, refusals.of_pattern(text)) for text in getattr(table, field))
    yield "workers", settings.workers, refusals.of_workers(settings.workers)
    for rule in settings.sources.rules:
        wrong = "" if not rule.published or _is_date(rule.published) else "is no date, as in 2025-01-31"
        yield f"sources.rules of {rule.match!r}: published", rule.published, wrong
        for name, (least, most) in TIMES.items():
            value = getattr(rule, name)
            wrong = "" if not value or least <= value <= most else f"has to be 0, or from {least} to {most}"
            yield f"sources.rules of {rule.match!r}: {name}", str(value), wrong


def _refused_of_feeds(feed: Feed) -> Iterator[tuple[str, str, str]]:
    yield "feed.funding", feed.funding, refusals.of_web(feed.funding)
    yield "feed.prefix", feed.prefix, refusals.of_prefix(feed.prefix)
    yield "feed.geo", feed.geo, refusals.of_geo(feed.geo)
    yield from (("feed.hubs", hub, refusals.of_web(hub) if hub else "is empty") for hub in feed.hubs)
    yield "feed.podping", feed.podping, refusals.of_web(feed.podping)
    for name, rule in (("season", feed.season), ("episode", feed.episode)):
        yield f"feed.{name}", rule, "" if rule in ("", "year", "month", "day") else refusals.of_number(rule)


def refuse(settings: Settings) -> None:
    """What can only be judged beside files: voices and the cover. Raises ConfigError, VoiceError."""
    known = voices(settings)
    for lang in settings.speech.voices:
        choose_voice(known, settings, lang, None)
    if settings.speech.fallback:
        choose_voice(known, settings, "zh-CN", settings.speech.fallback)
    for rule in settings.sources.rules:
        if rule.voice:
            choose_voice(known, settings, "zh-CN", rule.voice)
    if settings.site.cover:
        from narrate.publish.cover import size_of

        if problem := refusals.of_picture(*size_of(cover_file(settings))):
            raise ConfigError(f"site.cover {cover_file(settings)} {problem}")


def _unlawful(settings: Settings) -> Iterator[str]:
    """What a podcast directory, a browser or the law would refuse."""
    site, label, sound = settings.site, settings.label, settings.sound
    if sound.peak - sound.loudness < HEADROOM:
        yield (
            f"sound.peak {sound.peak:g} dB is less than {HEADROOM} above sound.loudness {sound.loudness:g} LUFS: speech "
            "can't be held so near its peaks; lower the loudness"
        )
    least, most = FASTEST
    if (fast := settings.delivery.fast) and not least <= fast <= most:
        yield f"delivery.fast is {fast}, and has to be 0, or from {least} to {most}"
    if not is_category(site.category, site.subcategory):
        yield f"site.category {site.category!r} with subcategory {site.subcategory!r} is not one of Apple's"
    if label.text and not law.names_both(label.text):
        yield "label.text has to say both 人工智能 or AI, and 生成 or 合成 (GB 45438-2025 §5.3)"
    if settings.sources.since and not _is_date(settings.sources.since):
        yield f"sources.since is {settings.sources.since!r}, and has to be a date, as in 2025-01-31"
    if settings.sources.address and not is_web(settings.sources.address):
        yield f"sources.address is {settings.sources.address!r}, and has to begin with https://"
    for part in settings.feeds:
        if not part.match and not part.tags:
            yield f"feeds: {part.name!r} has neither match nor tags: nothing would be in it"
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", part.name) or part.name in ("feed", "index"):
            yield f"feeds: the name {part.name!r} has to be plain: a-z, 0-9 and -"


def _is_date(text: str) -> bool:
    try:
        return FIRST_YEAR <= datetime.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False


def missing(settings: Settings) -> list[str]:
    """What a show that is published under site.url still lacks; named before anything is synthesized."""
    site = settings.site
    if not site.url:
        return []
    local = re.match(r"http://(127\.0\.0\.1|localhost|\[::1\])", site.url)
    lacks = {
        "site.url beginning with https:// (apps refuse http)": site.url.startswith("https://") or local,
        "site.author (who publishes)": site.author,
        "site.email (the owner, whom directories ask)": site.email or local,
        "site.language with its region, as in zh-cn": re.fullmatch(r"[a-z]{2,3}-[A-Za-z]{2,4}", site.language),
    }
    return [name for name, there in lacks.items() if not there]


def lexicon(settings: Settings) -> Lexicon:
    """Narrate's own lexicon, then lexicon.toml and voices/lexicon.toml beside narrate.toml, then its [[lexicon]]. Raises
    ConfigError."""
    from narrate.read.lexicon import Lexicon

    entries: list[Entry] = []
    ours, sites = voices_folder() / LEXICON, (Path(settings.folder or ".") / "voices" / LEXICON).resolve()
    entries += (replace(entry, origin="narrate") for entry in lexicon_file(ours))
    for path in (sites, site_lexicon(settings)):
        if path.resolve() != ours.resolve() and path.is_file():
            entries += lexicon_file(path)
    entries += (_entry(word, NAME) for word in settings.lexicon)
    return Lexicon(tuple(entries))


def site_lexicon(settings: Settings) -> Path:
    """The site's own lexicon, which `narrate lexicon import` writes: beside narrate.toml."""
    return Path(settings.folder or ".") / LEXICON


def lexicon_file(path: Path) -> list[Entry]:
    """The entries of a lexicon file. Raises ConfigError."""
    try:
        return [_entry(word, str(path)) for word in msgspec.convert(_toml(path), Words, strict=True).entry]
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; see docs/lexicon.md for what an entry holds") from error


def entry_of(row: Mapping[str, Any]) -> Entry:
    """An entry of a lexicon, from its row. Raises ConfigError."""
    return _entry(msgspec.convert(row, Word), LEXICON)


def _entry(word: Word, origin: str) -> Entry:
    from narrate.read.lexicon import Entry

    entry = Entry(**msgspec.structs.asdict(word), origin=Path(origin).name)
    if entry.mistake:
        raise ConfigError(f"{origin}: the lexicon's entry {entry.grapheme!r}: {entry.mistake}")
    return entry


def policy(settings: Settings) -> Policy:
    """The house's style of reading."""
    from narrate.read.policy import Policy

    return Policy(**msgspec.structs.asdict(settings.reading))


def rules(settings: Settings) -> Rules:
    """The site's own rules, as the cleaner takes them."""
    from narrate.clean.rules import Rules

    return Rules(**msgspec.structs.asdict(settings.clean))


def rules_of(settings: Settings, place: str) -> Rules:
    """The rules for a page of this place: the site's own, and those of [sources] that fit it."""
    fitting, own = rules_fitting(settings, place), rules(settings)
    more = {name: tuple(text for rule in fitting for text in getattr(rule, name)) for name in RULED}
    every: dict[str, Any] = {name: (*getattr(own, name), *texts) for name, texts in more.items()}
    told = {name: value for rule in fitting for name in TOLD if (value := getattr(rule, name))}
    begun = {one.line: one.title for rule in fitting for one in rule.sections}
    return replace(own, told=tuple(told.items()), sections=tuple(begun.items()), **every)


RULED = ("keep", "drop", "keep_lines", "drop_lines")
TOLD = ("title", "author", "publisher", "published")  # of a page, whatever it says itself
MANNER = ("voice", "rate", "pauses")  # how it is read


def manner_at(settings: Settings, place: str) -> Rule:
    """How the page of this place is read, where rules say so: `voice` ("": that of its language), `rate` and `pauses` (0: as usual)."""
    manner = Rule("")
    for rule in rules_fitting(settings, place):
        said = {name: value for name in MANNER if (value := getattr(rule, name))}
        manner = msgspec.structs.replace(manner, **said)
    return manner


def voice_at(settings: Settings, lang: str, place: str, wanted: str | None) -> Voice:
    """The voice that reads the page of this place, as fast as it is read. Raises VoiceError."""
    manner = manner_at(settings, place)
    return _paced(choose_voice(voices(settings), settings, lang, wanted or manner.voice), manner)


def _paced(voice: Voice, manner: Rule) -> Voice:
    return replace(voice, rate=voice.rate * manner.rate) if manner.rate else voice


def rules_fitting(settings: Settings, place: str) -> tuple[Rule, ...]:
    """The rules of [sources] whose pattern fits this place."""
    from fnmatch import fnmatch

    if not settings.sources.rules:
        return ()
    names = {place, seen_from(Path(settings.folder or "."), place)}
    return tuple(rule for rule in settings.sources.rules if any(fnmatch(name, rule.match) for name in names))


def seen_from(folder: Path, place: str) -> str:
    """A place as it is called from the folder of narrate.toml, wherever it was named from: `/srv/site/in/a.html` → `in/a.html`;
    an address, and what lies elsewhere, as it is."""
    if "://" in place or place in ("", "-"):
        return place
    way = os.path.relpath(place, folder)
    return place if way.startswith("..") else way


def places(settings: Settings) -> list[str]:
    """The places of narrate.toml; relative ones start where it lies."""
    folder = Path(settings.folder or ".")
    return [place if "://" in place or place == "-" else str(folder / place) for place in settings.sources.places]


def wanted_pages(settings: Settings) -> Wanted:
    """Which pages of folders and lists are taken."""
    from narrate.sources import Wanted

    chosen = settings.sources
    return Wanted(chosen.include, chosen.exclude, chosen.since, chosen.limit)


# ── settings → nouns ──────────────────────────────────────────────────────────────────────────────────────────────


def pauses(settings: Settings, place: str = "") -> dict[Pause, int]:
    """Milliseconds of silence after each kind of utterance, on the page of this place ("": on every other)."""
    times = manner_at(settings, place).pauses or 1
    return {pause: round(getattr(settings.pauses, pause.value) * times) for pause in Pause}


def sound(settings: Settings) -> Sound:
    """What the MP3 has to sound like."""
    return Sound(settings.sound.loudness, settings.sound.peak, settings.sound.bitrate)


def base_url(settings: Settings) -> str:
    """Where dist/ is served, with a slash at its end."""
    return refusals.as_ascii(settings.site.url or LOCAL_URL).rstrip("/") + "/"


def podcast(settings: Settings) -> Podcast:
    """The show as it is configured, without its episodes."""
    site, url = settings.site, base_url(settings)
    return Podcast(
        title=site.title,
        description=site.description,
        lang=site.language,
        url=url,
        author=site.author or site.title,
        email=site.email,
        category=site.category,
        subcategory=site.subcategory,
        copyright=site.copyright,
        cover_url=url + "cover.jpg",
        licence=site.licence,
        moved=site.moved,
        report=site.report or site.email,
        offline=site.offline,
        hidden=tuple(part.name for part in settings.feeds if part.private),
        extras=Extras(**{name: getattr(settings.feed, name) for name in Extras.__slots__}),
        page_size=settings.delivery.page_size,
    )


def shows(settings: Settings) -> list[Podcast]:
    """The show of all episodes, then one for each part that is configured."""
    whole = podcast(settings)
    return [whole, *(_part(part, whole) for part in settings.feeds)]


def _part(part: Part, whole: Podcast) -> Podcast:
    closed = replace(whole.extras, block=True, hubs=(), prefix="")  # nobody else is to learn the address
    extras = closed if part.private else whole.extras
    title = f"{part.title} – {whole.title}"
    return replace(whole, name=part.name, section=part.name, title=title, extras=extras)


def sections_of(settings: Settings, places: tuple[str, ...], tags: tuple[str, ...]) -> str:
    """The names of the parts that an article of these places (file, address) and tags belongs to, a blank between them."""
    found = (part.name for part in settings.feeds if _takes(part, places, tags))
    return " ".join(sorted(found))


def _takes(part: Part, places: tuple[str, ...], tags: tuple[str, ...]) -> bool:
    from fnmatch import fnmatch

    wanted = {tag.casefold() for tag in part.tags}
    by_place = part.match and any(fnmatch(place, part.match) for place in places)
    return bool(by_place) or any(tag.casefold() in wanted for tag in tags)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every file of the show says of itself."""

    show: str
    author: str
    licence_url: str
    url: str
    producer: str
    propagator: str
    cover: Callable[[], bytes]  # the small picture, a JPEG; made when it is first asked for


class Manner(NamedTuple):
    """How a page is read: the voice of a language, the one instead of it, milliseconds of silence."""

    voice: Callable[[str], Voice]
    fallback: Callable[[str], Voice] | None
    pauses: Mapping[Pause, int]


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides, beside a page, how it is read and what is heard."""

    key: str
    rules: Rules
    lexicon: Lexicon
    style: Policy
    label: Label
    corrections: str  # "shown", or "spoken" before the article
    pauses: Mapping[Pause, int]
    sound: Sound
    opus: int  # kbit/s; 0: none
    fast: float  # times the voice's own speed; 0: none
    pool: Pool
    voice: Callable[[str], Voice]  # of a language; raises VoiceError
    fallback: Callable[[str], Voice] | None
    imprint: Imprint
    manner: Callable[[str], Manner]  # of the page of a place

    def at(self, place: str) -> Recipe:
        """The recipe for the page of a place (an address or a file, as a build names it)."""
        voice, fallback, silence = self.manner(place)
        return replace(self, voice=voice, fallback=fallback, pauses=silence)


def recipe(settings: Settings, wanted: str | None, key: str) -> Recipe:
    """The recipe of a build whose sentences are said by threads of this machine. Raises ConfigError for lexicons, profiles or a cover that can't be used."""
    from narrate.synthesize import Threads

    known, label = voices(settings), settings.label
    manner = partial(_manner, settings, known, wanted)
    voice, fallback, silence = manner("")
    return Recipe(
        key=key,
        rules=rules(settings),
        lexicon=lexicon(settings),
        style=policy(settings),
        label=label,
        corrections=settings.site.corrections,
        pauses=silence,
        sound=sound(settings),
        opus=settings.delivery.opus,
        fast=settings.delivery.fast,
        pool=Threads(settings.jobs),
        voice=voice,
        fallback=fallback,
        imprint=imprint(settings),
        manner=manner,
    )


def _manner(settings: Settings, known: dict[str, Voice], wanted: str | None, place: str) -> Manner:
    own, instead = manner_at(settings, place), settings.speech.fallback

    def voice(lang: str, name: str | None) -> Voice:
        return _paced(choose_voice(known, settings, lang, name), own)

    return Manner(
        partial(voice, name=wanted or own.voice),
        partial(voice, name=instead) if instead else None,
        pauses(settings, place),
    )


def imprint(settings: Settings) -> Imprint:
    """What every file of the show says of itself. Its cover raises ConfigError where it can't be used."""
    site, label = settings.site, settings.label
    producer = label.producer or site.author or site.title
    return Imprint(
        show=site.title,
        author=site.author,
        licence_url=site.licence_url,
        url=base_url(settings),
        producer=producer,
        propagator=label.propagator or producer,
        cover=cache(lambda: _small_cover(settings)),
    )


def imprint_key(settings: Settings) -> str:
    """The digest of all that every file of the show says of itself, without making its cover."""
    rows: dict[str, Any] = msgspec.to_builtins(settings)
    said = [rows["site"][name] for name in TAGGED] + [rows["label"][name] for name in SIGNED]
    return _digest_of({"said": said, "cover": cover_key(settings), "tagging": TAGGING})


def cover(settings: Settings) -> bytes:
    """The cover: the site's own picture, or a drawn one. Raises ConfigError."""
    from narrate.publish import cover as covers

    return covers.site_cover(cover_file(settings)) if settings.site.cover else covers.drawn_cover(settings.site.title)


def cover_key(settings: Settings) -> str:
    """What the cover is made from, without making it."""
    path = cover_file(settings)
    made_of = (
        path.read_bytes() if settings.site.cover and path.is_file() else settings.site.title.encode("utf-8", "replace")
    )
    return hashlib.sha256(made_of).hexdigest()[:32]


def _small_cover(settings: Settings) -> bytes:
    from narrate.publish import cover as covers

    return covers.small(cover(settings))


UNHEARD = ("proxy", "connections", "patience")  # of [speech]
TAGGED = ("title", "author", "url", "licence_url")  # of [site]: what the file says of itself, beside its cover
SIGNED = ("producer", "propagator")  # of [label]: likewise
TAGGING = 1  # number of the way that tags are written; a higher one writes all anew


def recipe_key(settings: Settings, wanted: str | None) -> str:
    """The digest of all that decides, beside the page, what is heard: while it and the page's bytes are as before, the
    page need not be parsed. What only pages and feeds show is not in it."""
    rows: dict[str, Any] = msgspec.to_builtins(settings)
    heard: dict[str, Any] = {name: rows[name] for name in ("clean", "reading", "lexicon", "pauses", "sound")}
    heard["label"] = {name: value for name, value in rows["label"].items() if name not in SIGNED}
    heard["speech"] = {name: value for name, value in rows["speech"].items() if name not in UNHEARD}
    heard["corrections"], heard["art"] = settings.site.corrections, settings.feed.art
    heard["renditions"] = (settings.delivery.opus, settings.delivery.fast)
    heard["files"] = [hashlib.sha256(path.read_bytes()).hexdigest() for path in _heard_files(settings)]
    heard["address"] = settings.sources.address
    heard["version"], heard["wanted"] = __version__, wanted
    heard["engines"] = _foreign_engines(settings, wanted)
    return _digest_of(heard)


def key_at(settings: Settings, key: str, place: str) -> str:
    """The recipe's key for the page of this place: with the rules of [sources] that fit it. A rule for one page leaves the
    others as they are."""
    fitting = rules_fitting(settings, place)
    return _digest_of({"recipe": key, "rules": msgspec.to_builtins(fitting)}) if fitting else key


def _digest_of(rows: dict[str, Any]) -> str:
    return hashlib.sha256(msgspec.json.encode(rows, order="deterministic")).hexdigest()[:32]


def _heard_files(settings: Settings) -> Iterator[Path]:
    """Voice profiles and lexicons."""
    for folder in dict.fromkeys(path.resolve() for path in (voices_folder(), Path(settings.folder or ".") / "voices")):
        yield from sorted(folder.glob("*.toml"))
    if site_lexicon(settings).is_file():
        yield site_lexicon(settings)


def cover_file(settings: Settings) -> Path:
    """The picture that site.cover names."""
    return Path(settings.folder or ".") / settings.site.cover


ENGINE = re.compile(rb"""^[ \t]{0,40}engine[ \t]{0,40}=[ \t]{0,40}["']([^"']+)["']""", re.MULTILINE)


def _foreign_engines(settings: Settings, wanted: str | None) -> dict[str, str]:
    """The engines of the chosen voices that are not narrate's, and their versions: narrate's own changes with theirs."""
    chosen = {wanted, settings.speech.fallback, *settings.speech.voices.values()}
    profiles = [path for path in _heard_files(settings) if path.suffix == ".toml" and path.stem in chosen]
    used = {name.decode("utf-8", "replace") for path in profiles for name in ENGINE.findall(path.read_bytes())} - OURS
    return {name: _version_of(name) for name in sorted(used)}


def _version_of(engine: str) -> str:
    from narrate import engines

    try:
        return engines.engine(engine).version
    except VoiceError:
        return ""  # whoever needs it will be told


# ── voices ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of voices/."""

    engine: str
    lang: str
    name: str
    licence: str
    gender: str = ""
    style: str = ""
    origin: str = ""
    rate: float = 1.0
    options: dict[str, str] = {}


def voices_folder() -> Path:
    """The voices that ship with narrate: inside an installed package, beside it in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "_voices"
    return installed if installed.is_dir() else here.parent / "voices"


def voices(settings: Settings) -> dict[str, Voice]:
    """All voices by id: narrate's own, then those of voices/ beside narrate.toml. Raises ConfigError."""
    found: dict[str, Voice] = {}
    for folder in (voices_folder(), Path(settings.folder or ".") / "voices"):
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            table = _toml(path)
            if "engine" in table:
                found[path.stem] = _voice(path, table)
    return found


def _voice(path: Path, table: dict[str, Any]) -> Voice:
    try:
        profile = msgspec.convert(table, Profile, strict=True)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; see docs/voices.md for what a profile holds") from error
    least, most = RATES
    if not least <= profile.rate <= most:
        raise ConfigError(f"{path}: rate is {profile.rate}, and has to be from {least} to {most}")
    options = dict(profile.options)
    if "file" in options:
        options["file"] = str(path.parent / options["file"])
    return Voice(
        id=path.stem,
        engine=profile.engine,
        lang=profile.lang,
        name=profile.name,
        gender=profile.gender,
        style=profile.style,
        licence=profile.licence,
        origin=profile.origin,
        rate=profile.rate,
        options=tuple(sorted(options.items())),
    )


# Languages that no voice of the package reads, and what to do about it.
UNREAD = {
    "ja": "no voice here reads Japanese (eSpeak says “Chinese letter” for each kanji): choose one of the online voices, "
    '`--voice ja-JP-NanamiNeural` or [speech.voices] ja = "ja-JP-NanamiNeural"'
}


def choose_voice(known: dict[str, Voice], settings: Settings, lang: str, wanted: str | None) -> Voice:
    """The voice asked for; else the one set for the language; else eSpeak's, where it can read. Raises VoiceError."""
    by_language = settings.speech.voices
    name = wanted or by_language.get(lang) or by_language.get(lang.split("-", maxsplit=1)[0])
    if not name and (why := UNREAD.get(lang.split("-", maxsplit=1)[0])):
        raise VoiceError(why)
    voice = (known.get(name) or _online(name)) if name else _espeak(lang)
    if voice is None:
        raise VoiceError(f"there is no voice {name!r}: `narrate voices` lists them ({', '.join(sorted(known))})")
    return replace(voice, rate=voice.rate * settings.speech.rate, options=_options(voice, settings.speech))


def _options(voice: Voice, speech: Speech) -> tuple[tuple[str, str], ...]:
    """The engine's own settings: the profile's, then those of narrate.toml and the command line."""
    if voice.engine != "edge":
        return voice.options
    chosen = {"pitch": speech.pitch, "volume": speech.volume, "proxy": speech.proxy}
    fixed = {"connections": str(speech.connections), "patience": str(speech.patience)}
    return tuple(sorted((dict(voice.options) | {k: v for k, v in chosen.items() if v} | fixed).items()))


def _online(name: str) -> Voice | None:
    """Any voice of the online service goes by its own name: zh-CN-XiaoxiaoNeural."""
    if not ONLINE.fullmatch(name):
        return None
    lang = name.rsplit("-", 1)[0]
    return Voice(
        id=name,
        engine="edge",
        lang=lang,
        name=name.rsplit("-", 1)[1].removesuffix("Neural"),
        licence="Microsoft Edge online service",
    )


def _espeak(lang: str) -> Voice:
    return Voice(id=f"espeak-{lang.lower()}", engine="espeak", lang=lang, name="eSpeak NG", licence="GPL-3.0-or-later")


def online_profiles(settings: Settings) -> list[Voice]:
    """The voices that the online service offers now. Raises UnreachableError."""
    from narrate.engines.edge import online_voices

    found = online_voices(settings.speech.proxy)
    named = ((row, _online(row["id"])) for row in found)
    return [replace(voice, name=row["name"], gender=row["gender"].lower()) for row, voice in named if voice]


def tuned(settings: Settings, rate: float | None, pitch: str | None, volume: str | None) -> Settings:
    """The settings with what the command line says of the voice. Raises ConfigError."""
    given = {"rate": rate, "pitch": pitch, "volume": volume}
    speech = msgspec.structs.replace(settings.speech, **{k: v for k, v in given.items() if v is not None})
    least, most = LIMITS["speech.rate"]
    if not least <= speech.rate <= most:
        raise ConfigError(f"--rate is {speech.rate}, and has to be from {least} to {most}")
    for name, value, look in (("pitch", speech.pitch, r"[+-]\d+Hz"), ("volume", speech.volume, r"[+-]\d+%")):
        if value and not re.fullmatch(look, value):
            raise ConfigError(f"{name} is {value!r}, and has to look like {'+5Hz' if name == 'pitch' else '-10%'}")
    return msgspec.structs.replace(settings, speech=speech)


UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def seconds_of(duration: str) -> float:
    """`15m` → `900.0`; s, m, h and d. Raises ConfigError."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", duration.strip())
    if not found or int(found[1]) == 0:
        raise ConfigError(f"--every is {duration!r}, and has to be a time, as in 90s, 15m or 2h")
    return float(int(found[1]) * UNITS[found[2]])


def narrowed(settings: Settings, since: str | None, limit: int | None) -> Settings:
    """The settings with what the command line says of which pages are taken. Raises ConfigError."""
    given = {"since": since, "limit": limit}
    sources = msgspec.structs.replace(settings.sources, **{k: v for k, v in given.items() if v is not None})
    if sources.since and not _is_date(sources.since):
        raise ConfigError(f"--since is {sources.since!r}, and has to be a date, as in 2025-01-31")
    return msgspec.structs.replace(settings, sources=sources)
