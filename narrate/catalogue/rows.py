"""The rows of the catalogue: what it keeps of articles, of what an editor is asked, and of what was done."""

from __future__ import annotations

import msgspec

from narrate.model import Identity

WITHDRAWN, DRAFT, REVIEW = "withdrawn", "draft", "review"  # states of an article
MOVE, REMOVE, HOLD = 0, 1, 2  # what a release does with a file
# Of a section, given twice; "" is all of them. A feed of its own is a section; an article stands in several, with a blank between
# their names.
STANDS_IN = "instr(' ' || section || ' ', ' ' || ? || ' ')"
IN_SECTION = f"(? = '' OR {STANDS_IN})"  # an article
OF_SECTION = f"(? = '' OR guid IN (SELECT guid FROM article WHERE {STANDS_IN}))"  # noqa: S608 - ours; what is about one
# Kinds of deeds.
READING, LINE, ABOUT, SECTION, REPORT, BUILT = "reading", "line", "about", "section", "report", "built"
QUESTION = "question"
DESK = "desk"  # who came in, and who began or ended a build there
ASKED, MENDED, DISMISSED, TAKEN_BACK = "asked", "mended", "dismissed", "taken back"  # what becomes of a word


class Article(msgspec.Struct, frozen=True):
    """An article's identity for ever, and what its edition was made from."""

    guid: str
    slug: str
    place: str  # where its source is, seen from the output folder, or its address; "" where nobody knows any more
    location: str  # the same as it was last named by the user
    title: str
    at: int  # milliseconds since 1970: its date
    link: str = ""  # the address of the original
    section: str = ""  # the names of the feeds of their own that it stands in, a blank between them
    source: str = ""  # digest of the source's bytes
    recipe: str = ""  # digest of the rules, settings and version it was read with
    heard_from: str = ""  # all that decides its sound
    shown_from: str = ""  # all that decides its pages, beside what is in the edition; "" where they are to be made
    revision: str = ""  # digest of its record
    fallback: int = 0  # 1 where another voice spoke than the one asked for
    fresh: int = 0  # 1 while what is laid out of it is not yet released
    public: int = 0  # 1 once it has stood in a feed
    state: str = (
        ""  # WITHDRAWN, DRAFT, or REVIEW: not approved yet; "" where nothing but its hour keeps it from being public
    )
    text: str = ""  # digest of its headline and all that is spoken of it
    tagged_from: str = ""  # all that decides the tags of its sound, beside its record

    @property
    def identity(self) -> Identity:
        """What it is known by."""
        return Identity(self.guid, self.slug, self.place, self.title)


class Listed(msgspec.Struct, frozen=True):
    """What feeds are put together from: an article that is due."""

    guid: str
    slug: str
    section: str
    revision: str
    at: int


class Doubted(msgspec.Struct, frozen=True):
    """A word in doubt, and the sentence it stands in."""

    word: str
    chosen: str
    why: str
    sentence: str


class Asked(msgspec.Struct, frozen=True):
    """Something on a page that an editor should look at, and the setting that would change it."""

    title: str
    about: str
    why: str
    setting: str


class Open(msgspec.Struct, frozen=True):
    """A word in doubt over all articles: in how many, and the first of them."""

    word: str
    chosen: str
    why: str
    sentence: str
    guid: str
    articles: int
    last: int  # number of the deed that was last done about it; 0 where none was


class OpenQuestion(msgspec.Struct, frozen=True):
    """Something to look at on the page of an article, or in its sound."""

    guid: str
    title: str
    about: str
    why: str
    setting: str
    settled: int = 0  # 1 where an editor has looked at it, and it is fine


class Sent(msgspec.Struct, frozen=True):
    """A file as it was delivered."""

    size: int  # bytes
    stamp: int  # nanoseconds since 1970: when it was last changed here
    digest: str  # SHA-256, in hexadecimal


class Event(msgspec.Struct, frozen=True):
    """What an editor, or the source, did to an article."""

    guid: str
    at: int  # milliseconds since 1970
    what: str
    why: str = ""
    who: str = ""  # the editor; "" where nobody said


class Reported(msgspec.Struct, frozen=True):
    """What a listener reported as misread."""

    number: int
    at: int  # milliseconds since 1970: when it was taken
    guid: str
    sentence: str
    word: str  # "" where they named none
    time: str
    title: str  # of the article


class Deed(msgspec.Struct, frozen=True):
    """What was done about a word or a line; the catalogue only adds to them."""

    at: int  # milliseconds since 1970
    who: str  # the editor; "" where nobody said, or narrate itself
    kind: str  # READING, LINE, ABOUT, SECTION, QUESTION, REPORT, BUILT or DESK
    about: str  # the word, the line, the field of an article, the line at which a section begins, what is asked, or the number of the report
    what: str
    place: str = ""  # of the one article that it is for; "": the whole site
    before: str = ""  # a row of the lexicon, or the verdict on a line
    after: str = ""
    sentences: int = 0  # that it changed, as far as was known
    articles: int = 0
    number: int = 0  # given by the catalogue, each higher than all before
