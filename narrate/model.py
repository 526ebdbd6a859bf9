"""The nouns: frozen, without I/O, known to every room.

Time is whole milliseconds, sound is counted in samples, text positions are in characters (code points).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

# Languages (BCP 47) whose Han characters are read in Cantonese.
CANTONESE = frozenset({"zh-HK", "yue", "yue-HK", "zh-MO"})


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value of the page's metadata, and where it was found."""

    value: str
    found: str


@dataclass(frozen=True, slots=True)
class Blog:
    """What a static site's configuration and a post's place say of it: nothing where there is none."""

    kind: str = ""  # hugo, hexo, jekyll
    base: str = ""  # the address of the site
    pattern: str = ""  # of the post's address below it: `:year/:month/:day/:title/`
    post: str = ""  # the post below the folder of posts, without its ending: `travel/old-books`
    above: tuple[str, ...] = ()  # the folders above the folder of posts (Jekyll's categories)
    dated: str = ""  # the date in the file's name
    titled: str = ""  # the title in the file's name, for sites that take it from there
    author: str = ""
    timezone: str = ""  # of dates without one, as in Asia/Shanghai
    draft: bool = False  # the post lies among the drafts


@dataclass(frozen=True, slots=True)
class Source:
    """One page as it was found. `name` tells it from others for ever: it fixes the episode's guid and folder.

    `told` are facts that the place says of the page (a feed's title, date, author): field of a Document → evidence.
    `further` are the later pages of the same article.
    """

    location: str
    name: str
    media_type: str
    content: bytes
    blog: Blog = Blog()
    told: tuple[tuple[str, Evidence], ...] = ()
    further: tuple[Source, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes of all its pages."""
        sha = hashlib.sha256(self.content)
        for page in self.further:
            sha.update(page.content)
        return sha.hexdigest()


@dataclass(frozen=True, slots=True)
class Found:
    """A page that is known to be there. `path` is None for addresses and standard input.

    `listed` tells what a folder, a feed or a book holds from what the user named; `changed` is what a list says of when the
    page last changed; `held` is the page itself where it came with what holds it; `at`, where in the file its record begins.
    """

    location: str
    name: str  # below the folder that was named, or the address
    path: Path | None = None
    listed: bool = False
    changed: str = ""
    told: tuple[tuple[str, Evidence], ...] = ()
    held: Source | None = None
    further: tuple[Path, ...] = ()  # the files of the later pages of its article
    at: int = -1  # bytes; -1: the whole file is the page
    after: int = -1  # how many pages of a list, the newest first, come after it; -1: no list holds it


@dataclass(frozen=True, slots=True)
class Visit:
    """What is remembered of an address: its validators (RFC 9110 §8.8), the digest of the page, what the list said of when
    it changed, and the body of a list."""

    etag: str = ""
    modified: str = ""
    digest: str = ""
    changed: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the article; level 2 is the highest below the headline. `line`: the line of the page at which an editor
    lets it begin; "" where it is the page's own."""

    text: str
    level: int = 2
    line: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list; `number` is what an ordered list shows before it, or the empty string."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: (column heading, cell) pairs; the heading is empty where the table has none. Lines of one cell stand
    below one another."""

    cells: tuple[tuple[str, str], ...]
    header: bool = False  # whether it is the row of the headings themselves

    @property
    def text(self) -> str:
        """The cells as they stand, joined by commas."""
        return ",".join(cell.replace("\n", " ") for _, cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Code:
    """A listing: announced, never read out."""

    text: str


Block = Heading | Paragraph | ListItem | Quote | Row | Code


class Reason(StrEnum):
    """Why a line of the page is not spoken."""

    HEADLINE = "headline"  # told apart: it is spoken first
    BOILERPLATE = "boilerplate"  # menus, sidebars, footers: outside the article
    DUPLICATE = "duplicate"  # said already
    DATELINE = "date or source line"
    CREDIT = "credit"
    SHARE = "share"
    CAPTION = "caption"
    RELATED = "related links"
    LINK = "link elsewhere"
    KEYWORDS = "keywords"
    PROMOTION = "promotion"
    COPYRIGHT = "copyright"
    DISCLAIMER = "disclaimer"
    COMMENT = "comment"
    CONTROL = "player, form or dialog"
    RULE = "site rule"
    TEMPLATE = "template mark"  # shortcodes, Liquid, containers: what the site's generator reads
    NOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Omission:
    """A line of the page that is not spoken, and why."""

    text: str
    reason: Reason
    why: str = ""  # the signs that decided, heaviest first


@dataclass(frozen=True, slots=True)
class Question:
    """What an editor should look at on a page: the place or line in doubt, why, and the line of narrate.toml that
    would change what was decided ("" where none would)."""

    about: str
    why: str
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What of a page is spoken. `account` is the whole page in its order: every line is a block or an omission."""

    title: str
    lang: str  # BCP 47
    account: tuple[Block | Omission, ...]
    author: str = ""
    editor: str = ""
    publisher: str = ""
    published: datetime | None = None
    canonical_url: str = ""
    image_url: str = ""
    image_alt: str = ""
    description: str = ""
    evidence: tuple[tuple[str, Evidence], ...] = ()
    questions: tuple[Question, ...] = ()
    draft: bool = False  # the page says that it is not for readers yet
    tags: tuple[str, ...] = ()  # categories, then tags, as the page names them

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is spoken, in order."""
        return tuple(entry for entry in self.account if not isinstance(entry, Omission))

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """What is not."""
        return tuple(entry for entry in self.account if isinstance(entry, Omission))


@dataclass(frozen=True, slots=True)
class Identity:
    """What an article is known by: its guid and folder for ever, where its source is, and its headline."""

    guid: str
    slug: str
    place: str  # where its source is, seen from the output folder, or its address; "" where nobody knows any more
    title: str


# ── what is said ──────────────────────────────────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """What an utterance is: the element of the article that it stands in, or what is said beside the article."""

    H1, H2, H3, H4, H5, H6 = "h1", "h2", "h3", "h4", "h5", "h6"
    P = "p"
    LI = "li"
    QUOTE = "blockquote"
    CODE = "code"
    LABEL = "label"  # that the speech is synthetic: in the transcript, too, but no part of the article
    CORRECTION = "correction"  # said before the article, and no part of it

    @property
    def is_heading(self) -> bool:
        """Whether it stands above a part of the text."""
        return self in HEADINGS


HEADINGS = (Kind.H1, Kind.H2, Kind.H3, Kind.H4, Kind.H5, Kind.H6)  # by their levels


class Pause(StrEnum):
    """What an utterance is followed by; how long that is belongs to the settings."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the written text and the piece of the spoken text that reads it, and which rule read it so.

    The spans of a reading cover both texts in order, without gaps and overlaps.
    """

    written: tuple[int, int]
    spoken: tuple[int, int]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A word in doubt, how it was read, why, and the first sentence it stands in."""

    word: str
    chosen: str
    why: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word whose reading an editor should hear: what was chosen, and why it is in doubt."""

    word: str
    chosen: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is said.

    `text` is what was written; `spoken` what is said, without digits and signs; `pinyin` has an entry for each
    character of `spoken` ("chong2" as in the dictionary, before tone sandhi; None where it is not Han); `tones` is the
    same after tone sandhi, and is what engines are given; `words` are the words of `spoken`, which joined are it.
    """

    text: str
    spoken: str
    spans: tuple[Span, ...]
    pinyin: tuple[str | None, ...]
    tones: tuple[str | None, ...]
    words: tuple[str, ...] = ()
    respelled: str = ""  # `spoken` for voices that take only text: homophones where the lexicon's pinyin differs
    doubts: tuple[Doubt, ...] = ()

    def written_range(self, start: int, end: int) -> tuple[int, int]:
        """The part of `text` that spoken[start:end] reads."""
        touched = [s for s in self.spans if s.spoken[0] < end and start < s.spoken[1]]
        if not touched:
            return (0, 0)
        first, last = touched[0], touched[-1]
        return (_inside(first, start)[0], _inside(last, end - 1)[1])


def _inside(span: Span, index: int) -> tuple[int, int]:
    """The written characters of one spoken character: itself where the span was not changed, else the whole span."""
    length = span.written[1] - span.written[0]
    if not span.rule and length == span.spoken[1] - span.spoken[0]:
        at = span.written[0] + index - span.spoken[0]
        return (at, at + 1)
    return span.written


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence. `text` is what was written and is shown; `reading` is how it is said. They never mix."""

    text: str
    pause: Pause
    block: int = 0  # number of the block within its section; sentences of one paragraph share it
    kind: Kind = Kind.P
    reading: Reading | None = None
    on_page: str | None = None  # what of it the article's own page shows there, where that is not all of its text


LONGEST_TITLE = 80  # characters of a heading that fit a chapter list


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under a heading; the lead has the title "". `voice` reads it, where it is not the article's; its
    silences are so many `times` as long as the article's."""

    title: str
    utterances: tuple[Utterance, ...]
    voice: Voice | None = None
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """Figures as they are written, their type, and how they are said."""

    written: str
    name: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of itself, by which each of its sentences is read. `about`: what its headline says, and what several
    sentences speak of. `names`: persons, in full. `known`: figures whose type a sentence tells."""

    about: str = ""
    names: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and what of its article decides how it is read."""

    text: str
    lang: str
    told: Told


@dataclass(frozen=True, slots=True)
class Script:
    """The text to be spoken: the headline, then the sections."""

    title: str
    lang: str
    sections: tuple[Section, ...]
    told: Told = Told()

    @property
    def utterances(self) -> Iterator[Utterance]:
        """All sentences, in the order of speaking."""
        return (utterance for section in self.sections for utterance in section.utterances)

    def by_voice(self, usual: Voice) -> dict[Voice, list[Utterance]]:
        """What each voice says, where `usual` reads the article: all but the label, in the order of speaking."""
        found: dict[Voice, list[Utterance]] = {}
        for section in self.sections:
            said = [one for one in section.utterances if one.kind != Kind.LABEL]
            found.setdefault(section.voice or usual, []).extend(said)
        return {voice: said for voice, said in found.items() if said}

    def faster(self, times: float) -> Script:
        """The same, by all voices of its own so many times as fast."""
        own = (replace(one, voice=one.voice.faster(times)) if one.voice else one for one in self.sections)
        return replace(self, sections=tuple(own))

    @property
    def in_one_voice(self) -> Script:
        """The same, all of it read by whom reads the article."""
        return replace(self, sections=tuple(replace(section, voice=None) for section in self.sections))

    def silences(self, pauses: Mapping[Pause, int]) -> Iterator[int]:
        """The milliseconds of silence after each sentence, where `pauses` are the article's."""
        for section in self.sections:
            yield from (round(pauses[one.pause] * section.times) for one in section.utterances)


# ── voices and sound ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice profile (voices/*.toml)."""

    id: str
    engine: str
    lang: str
    name: str = ""
    gender: str = ""
    style: str = ""
    licence: str = ""
    origin: str = ""
    rate: float = 1.0
    options: tuple[tuple[str, str], ...] = ()  # the engine's own settings

    def faster(self, times: float) -> Voice:
        """The same, so many times as fast."""
        return replace(self, rate=self.rate * times)


@dataclass(frozen=True, slots=True)
class Mark:
    """The spoken characters [first, last) are heard from `start` to `end` (milliseconds from the start of the clip)."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine returns: mono float samples in [-1, 1], `rate` of them a second, and when each part is heard."""

    samples: NDArray[np.float32]
    rate: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """What a file has to sound like: LUFS of the mono file, decibels of true peak, kbit/s."""

    loudness: float
    peak: float
    bitrate: int


@dataclass(frozen=True, slots=True)
class Clip:
    """A said utterance in the cache, not in memory. `frames` is its length in samples at `rate`."""

    key: str
    path: str
    frames: int
    rate: int


# ── the recording ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence of the transcript and when it is heard (milliseconds)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of time under a title (milliseconds). A section is text; a chapter is time."""

    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """When everything is heard: chapters tile [0, duration), cues rise and never overlap."""

    duration: int
    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """An encoded episode on disk: the digest of the file, and of its sound alone, whatever its tags say."""

    path: str
    size: int
    digest: str
    timeline: Timeline
    heard: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The file that a feed points to."""

    url: str
    length: int
    type: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same episode in another encoding, or, with a `rel`, another version of it; `bitrate` in bit/s."""

    enclosure: Enclosure
    title: str
    bitrate: int
    digest: str = ""  # SHA-256, in hexadecimal
    rel: str = ""  # what groups it with others of its kind; "": it is another encoding of the enclosure


@dataclass(frozen=True, slots=True)
class Episode:
    """An item of the feed."""

    guid: str
    slug: str
    title: str
    lang: str
    description: str
    published: datetime
    enclosure: Enclosure
    duration: int
    link: str
    page_url: str
    author: str = ""
    publisher: str = ""
    section: str = ""
    voice: str = ""
    chapters: tuple[Chapter, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    corrections: tuple[tuple[datetime, str], ...] = ()  # when, and what was wrong
    image: str = ""  # the address of the article's own picture
    image_alt: str = ""
    breaks: tuple[int, ...] = ()  # characters of the title before which a word begins
    digest: str = ""  # SHA-256 of the enclosure, in hexadecimal
    bitrate: int = 0  # of the enclosure, in bit/s
    art: str = ""  # the address of the article's picture, squared
    hidden: bool = False  # in private feeds alone

    def beside(self, name: str) -> str:
        """The address of a file beside the page."""
        return self.page_url.rsplit("/", 1)[0] + "/" + name


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a feed, a list for servers and a notice tell of an episode that was taken back: nothing of what it said."""

    guid: str
    slug: str
    section: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Extras:
    """What a feed may say beside what it has to."""

    frequency: str = ""  # how often something new comes: a name of feed.FREQUENCIES
    funding: str = ""  # where listeners can give something
    funding_text: str = ""
    location: str = ""  # what the show is about, in words
    geo: str = ""  # and as RFC 5870 writes it
    block: bool = False  # directories are to leave it out
    season: str = ""  # how episodes are numbered: a name of feed.NUMBERS, or a regular expression over titles
    episode: str = ""
    prefix: str = ""  # an address before that of each recording, where somebody counts
    hubs: tuple[str, ...] = ()  # WebSub


@dataclass(frozen=True, slots=True)
class Podcast:
    """A feed and what is in it, newest first."""

    title: str
    description: str
    lang: str
    url: str
    author: str
    email: str
    category: str
    subcategory: str
    copyright: str
    cover_url: str
    explicit: bool = False
    guid: str = ""
    licence: str = ""
    page_size: int = 300
    name: str = "feed"  # of the file, without .xml
    section: str = ""
    built: datetime | None = None  # when anything in it last changed
    withdrawn: tuple[Withdrawn, ...] = ()
    moved: bool = False  # whether to tell apps that the feed's address is a new one
    report: str = ""  # where listeners report a misreading: an e-mail address or an address of the web
    offline: bool = False  # whether pages keep what was opened
    hidden: tuple[str, ...] = ()  # the feeds of their own that are private
    extras: Extras = Extras()
    episodes: tuple[Episode, ...] = field(default=())

    def hides(self, sections: str) -> bool:
        """Whether what belongs to these sections, names with blanks between them, stands in private feeds alone."""
        return bool(sections) and set(sections.split()) <= set(self.hidden)

    @property
    def feed_url(self) -> str:
        """Where the feed will be served."""
        return f"{self.url}{self.name}.xml"
