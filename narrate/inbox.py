"""What lies before an editor: articles by what became of them, doubts, questions, and one article as it is heard and shown.

Reads the catalogue, also while a build is at work; changes nothing.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from narrate import catalogue, config
from narrate.errors import CatalogueError, SourceError
from narrate.files import HELD, inside
from narrate.model import Sentence, Told
from narrate.publish import records
from narrate.release import articles, clock, keeper, laying

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from narrate.catalogue import Article, Catalogue, Deed, Event, Open, OpenQuestion, Reported
    from narrate.config import Settings
    from narrate.model import Cue, Utterance

SIZE = 50  # rows of a sheet
# What an article may be, the most urgent first: as the catalogue asks for it.
STATES = {
    "review": f"state = '{catalogue.REVIEW}'",  # made, and waiting for an editor
    "due": "(state = '' AND public = 0)",  # made, and waiting for its hour
    "draft": f"state = '{catalogue.DRAFT}'",
    "withdrawn": f"state = '{catalogue.WITHDRAWN}'",
    "published": "(state = '' AND public = 1)",
}
VIEWS = ("review", "reports", "doubts", "questions", *(name for name in STATES if name != "review"), "answered")
FILES = f"kind = '{catalogue.READING}' AND what IN ('{catalogue.MENDED}', '{catalogue.TAKEN_BACK}') OR {catalogue.RULED}"  # deeds that a build takes up


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list."""

    guid: str
    slug: str
    title: str
    published: str  # ISO 8601, as its page says it
    lang: str
    publisher: str
    section: str
    duration: int  # milliseconds
    version: str  # of what an editor may change


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a view: how many there are in each, and the rows of this one."""

    view: str
    number: int  # from 0
    counts: dict[str, int]
    sections: tuple[str, ...] = ()  # names of all
    section: str = ""  # that it is of; "" is all of them
    articles: tuple[Row, ...] = ()
    doubts: tuple[Open, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    deeds: tuple[Deed, ...] = ()
    reports: tuple[Reported, ...] = ()

    @property
    def last(self) -> int:
        """The number of the last sheet."""
        return max(0, self.counts[self.view] - 1) // SIZE


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: a kind of block, or why it was left out."""

    text: str
    spoken: str = ""
    omitted: str = ""
    begins: str = ""  # the line of the page at which an editor lets this heading begin; "" for the page's own lines


@dataclass(frozen=True, slots=True)
class Heard:
    """An article as it is heard: its record, its sentences with their times (milliseconds), the lines of its page."""

    article: Article
    record: records.Record
    sentences: tuple[tuple[Utterance, Cue], ...]  # empty where its source has to say them
    titles: tuple[str, ...]  # of the section that each sentence stands in; "": the lead
    lines: tuple[Line, ...]
    events: tuple[Event, ...]
    version: str  # of what an editor may change
    questions: tuple[OpenQuestion, ...]
    told: Told  # by which its sentences are read
    evidence: dict[str, dict[str, str]]  # field of its metadata → `value`, and where on the page it was `found`

    @property
    def state(self) -> str:
        """The view of the inbox that it stands in."""
        return self.article.state or ("published" if self.article.public else "due")

    def sentence(self, text: str) -> Sentence:
        """A sentence of it, with what decides how it is read."""
        return Sentence(text, self.record.lang, self.told)


def sheet(out: Path, view: str, number: int, section: str = "") -> Sheet:
    """A sheet of a view, of a section or of all. Raises CatalogueError, OutputError."""
    with keeper.looked_at(out) as kept:
        sections = tuple(kept.sections())
        section = section if section in sections else ""
        counts = {"doubts": kept.doubts_open(section), "questions": kept.questions_open(section)}
        counts |= {
            state: kept.count_of(f"{catalogue.IN_SECTION} AND {where}", (section,) * 2)
            for state, where in STATES.items()
        }
        counts["reports"] = kept.reports_open(section)
        counts["answered"] = kept.deeds_of(catalogue.ANSWERED)
        view = view if view in VIEWS else next((name for name in VIEWS if counts[name]), "published")
        number = max(0, min(number, (counts[view] - 1) // SIZE))
        return _filled(kept, Sheet(view, number, counts, sections, section))


def _filled(kept: Catalogue, sheet: Sheet) -> Sheet:
    start, section = sheet.number * SIZE, sheet.section
    if sheet.view == "doubts":
        return replace(sheet, doubts=tuple(kept.open_doubts(start, SIZE, section)))
    if sheet.view == "questions":
        return replace(sheet, questions=tuple(kept.open_questions(start, SIZE, section)))
    if sheet.view == "reports":
        return replace(sheet, reports=tuple(kept.reports(start, SIZE, section)))
    if sheet.view == "answered":
        return replace(sheet, deeds=tuple(kept.deeds(catalogue.ANSWERED, (), start, SIZE)))
    found = kept.sheet(f"{catalogue.IN_SECTION} AND {STATES[sheet.view]}", (section, section), start, SIZE)
    return replace(sheet, articles=tuple(_row(kept, one) for one in found))


def _row(kept: Catalogue, one: Article) -> Row:
    version = articles.version_of(kept, one)
    try:
        record = articles.record_of(kept, one)
    except CatalogueError:  # told where it is opened
        return Row(one.guid, one.slug, one.title, "", "zh-CN", "", one.section, 0, version)
    return Row(
        one.guid,
        one.slug,
        one.title,
        record.published,
        record.lang,
        record.publisher,
        one.section,
        record.duration,
        version,
    )


def heard(out: Path, guid: str) -> Heard:
    """One article. Raises SourceError where there is none, CatalogueError, OutputError."""
    with keeper.looked_at(out) as kept:
        found = _article(kept, guid)
        laid = kept.laid(guid)
        made = records.unpack(laid) if laid else None
        told = json.loads(made.manifest) if made else {}
        return Heard(
            found,
            articles.record_of(kept, found),
            tuple(zip(made.script.utterances, made.timeline.cues, strict=True)) if made else (),
            tuple(section.title for section in made.script.sections for _ in section.utterances) if made else (),
            tuple(_line(row) for row in told.get("account", ())),
            tuple(articles.life(kept, out, found)),
            articles.version_of(kept, found),
            tuple(kept.questions_about(guid)),
            made.script.told if made else Told(),
            told.get("metadata", {}),
        )


def article(out: Path, guid: str) -> Article:
    """What the catalogue says of one. Raises as `heard` does."""
    with keeper.looked_at(out) as kept:
        return _article(kept, guid)


def _article(kept: Catalogue, guid: str) -> Article:
    found = kept.article(guid)
    if found is None:
        raise SourceError(f"there is no article {guid!r} any more")
    return found


def _line(row: dict[str, Any]) -> Line:
    return Line(*(str(row.get(name, "")) for name in ("text", "spoken", "omitted", "line")))


def word(out: Path, about: str) -> tuple[Deed, ...]:
    """What was done about a word, the newest first. Raises CatalogueError, OutputError."""
    with keeper.looked_at(out) as kept:
        return tuple(kept.deeds("kind = ? AND about = ?", (catalogue.READING, about)))


def log(out: Path, number: int) -> tuple[tuple[Event, ...], bool]:
    """A sheet of all that was done, the newest first, and whether there is another. Raises CatalogueError, OutputError."""
    with keeper.looked_at(out) as kept:
        found = tuple(kept.log(number * SIZE, SIZE + 1))
    return found[:SIZE], len(found) > SIZE


def waiting(out: Path) -> tuple[Deed, ...]:
    """What was done about words, lines and articles that no build has taken up: the last of each, but for what was undone again. Raises
    CatalogueError, OutputError."""
    with keeper.looked_at(out) as kept:
        newest = list(kept.deeds(f"number > ? AND ({FILES})", (kept.built_up_to(),)))
    last: dict[tuple[str, str, str], Deed] = {}
    first = {(deed.kind, deed.about, deed.place): deed for deed in newest}
    for deed in newest:
        last.setdefault((deed.kind, deed.about, deed.place), deed)
    return tuple(deed for key, deed in last.items() if deed.after != first[key].before)


def sound(out: Path, guid: str) -> Path:
    """The file of an article's recording, be it published or held back. Raises SourceError where there is none."""
    with keeper.looked_at(out) as kept:
        name = articles.record_of(kept, _article(kept, guid)).audio
    return _sound_at(out, name)


def _sound_at(out: Path, name: str) -> Path:
    paths = (inside(out, name), inside(out, f"{HELD}/{name}")) if name else ()
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise SourceError("its recording is not there: build it again")
    return path


def preview(out: Path, slug: str, name: str, settings: Settings) -> str | Path:
    """A file of an article's folder as it will be published: text, or the path of a sound. Raises SourceError where there is none
    of this name."""
    with keeper.looked_at(out) as kept:
        found = next(kept.articles("slug = ?", (slug,)), None)
        laid = kept.laid(found.guid) if found else b""
        if found is None or not laid:
            raise SourceError("nothing is kept of it: build it again")
        record = articles.record_of(kept, found)
    if name in {path.rpartition("/")[2] for path in record.sounds}:
        return _sound_at(out, f"episodes/{slug}/{name}")
    contents = laying.contents_of(config.podcast(settings), record, records.unpack(laid))
    if name not in contents:
        raise SourceError("nothing is kept of it: build it again")
    return contents[name]


@dataclass(frozen=True, slots=True)
class Item:
    """An article as the feed lists it: `notes` are HTML of ours, `xml` is the whole item."""

    title: str
    date: str
    author: str
    duration: int  # milliseconds
    notes: str
    xml: str


def item(record: records.Record, settings: Settings) -> Item:
    """An article as the feed will list it."""
    from narrate.publish import feed

    show = config.podcast(settings)
    one = records.episode_of(record, show.url)
    whole = feed.feed_xml(replace(show, episodes=(one,))).decode("utf-8")
    _, _, xml = whole.partition("<item>")
    date = one.published.isoformat(" ", "minutes")[:16]
    return Item(
        one.title,
        date,
        one.author or one.publisher,
        one.duration,
        feed.notes(one),
        "<item>" + xml.partition("</item>")[0] + "</item>",
    )


def asset(name: str, settings: Settings) -> str | bytes:
    """A stylesheet, script or picture that published pages share. Raises SourceError where there is none of this name."""
    from narrate.publish import cover, pages

    if name == "cover-small.jpg":
        return cover.tiny(config.cover(settings))
    if name not in pages.ASSETS:
        raise SourceError("published pages have no such file")
    return pages.asset(name)


def holding(out: Path, word: str) -> Iterator[tuple[str, str, str, Sentence]]:
    """Guid, place and day of the article, and each sentence of it that a word stands in, over all articles that are not taken back."""
    wanted = word.encode()
    with keeper.looked_at(out) as kept:
        for one in kept.articles("state IN ('', ?)", (catalogue.REVIEW,)):
            laid = kept.laid(one.guid)
            if laid and wanted in zlib.decompress(laid):  # texts are UTF-8 in it: most articles need not be decoded
                script = records.unpack(laid).script
                day = clock.day_of(articles.record_of(kept, one).published)
                yield from (
                    (one.guid, one.location, day, Sentence(u.text, script.lang, script.told))
                    for u in script.utterances
                    if word in u.text
                )
