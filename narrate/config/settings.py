"""The nouns of narrate.toml: every setting with its default and its type."""

from __future__ import annotations

import msgspec

NAME = "narrate.toml"
LOCAL_URL = "http://127.0.0.1:8000/"  # stands in the feed until site.url is set
LEXICON = "lexicon.toml"


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
    only: str = ""
    since: str = ""
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


NOWHERE = "-"  # of the feeds that a rule names: in none but that of all


class Begun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line at which a section begins, under this title; without one, the heading that the line is begins none. Who reads the
    section, how fast, with how long pauses, as a Rule has it for the article ("", 0: as the article)."""

    line: str
    title: str = ""
    voice: str = ""
    rate: float = 0.0
    pauses: float = 0.0


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of the pages whose address or path fits `match` (a shell pattern), beside [clean]: `draft`, they are never
    published; what they are called, who wrote them, when, whatever they say themselves; who reads them; how many times as
    fast as the voice, with pauses how many times as long as usual (0: as usual); which feeds of their own they are in, by name,
    a blank between them (`-`: in none; "": as `match` and `tags` of the feeds have it); where their sections begin."""

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
    feeds: str = ""
    sections: tuple[Begun, ...] = ()


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place, and which of its pages are taken where that is otherwise than in other places."""

    place: str
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    since: str | None = None
    limit: int | None = None


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the pages are, and which of them are taken."""

    places: tuple[str | Place, ...] = ()
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
