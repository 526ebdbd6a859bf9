"""What the desk works on, and what a request means in it: an article, a sentence, a line, a reading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate import config, inbox, mending
from narrate.desk.job import Job
from narrate.desk.switches import HERE, NEW, SENTENCE, SITE, Border, border
from narrate.errors import SourceError
from narrate.release import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from narrate.config import Settings
    from narrate.model import Reading
    from narrate.read.lexicon import Entry, Lexicon

DIGITS = 6  # of a number in an address


@dataclass(frozen=True)
class Desk:
    """Where the desk works: as the options of a build say it."""

    out: Path
    config: Path | None
    places: tuple[str, ...]
    voice: str | None
    job: Job = field(default_factory=Job)

    @property
    def settings(self) -> Settings:
        """As they are now: an editor may change narrate.toml beside the desk."""
        return config.load_settings(self.config)

    @property
    def rules(self) -> Path:
        """Where the site's own rules are written."""
        return self.config or Path(config.NAME)


class Found:
    """What is asked for, looked up."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def sentence(self, asked: Mapping[str, str]) -> tuple[inbox.Heard, int]:
        """The article and the number of the sentence that are meant: by number, else the first that the word stands in."""
        found = inbox.heard(self.desk.out, asked.get("guid", ""))
        texts = [utterance.text for utterance, _ in found.sentences]
        at = number_in(asked.get("at"), -1)
        if at not in range(len(texts)) and asked.get("sentence"):
            at = next((n for n, text in enumerate(texts) if text == asked["sentence"]), -1)
        elif at not in range(len(texts)):
            at = next((n for n, text in enumerate(texts) if asked.get("word", "") in text), -1)
        if at < 0:
            raise SourceError("that sentence is not there any more: build the article again")
        return found, at

    def border(self, asked: Mapping[str, str]) -> tuple[inbox.Heard, Border]:
        """The article and the line that are meant."""
        found = inbox.heard(self.desk.out, asked.get("guid", ""))
        at = border(found.lines, asked.get("line", ""))
        if at is None:
            raise SourceError("that line is not there any more: build the article again")
        return found, at

    def recorded(self, request: Request) -> tuple[inbox.Heard, Path]:
        """The article that is meant, and its recording."""
        guid = request.query_params.get("guid", "")
        return inbox.heard(self.desk.out, guid), inbox.sound(self.desk.out, guid)

    def reader(self, found: inbox.Heard) -> Callable[[str], Reading]:
        """How the next build would read a sentence of an article."""
        policy, lexicon = config.policy(self.desk.settings), self.lexicon(found)
        return lambda text: mending.read_in(found.sentence(text), lexicon, policy)

    def lexicon(self, found: inbox.Heard, entry: Entry | None = None) -> Lexicon:
        """The words of the article's place, with an entry that is not written yet."""
        settings = self.desk.settings
        words = config.lexicon(settings)
        words = mending.with_entry(words, entry) if entry else words
        return words.at(config.names_of(settings, found.article.location)).of(clock.day_of(found.record.published))

    def entry(self, asked: Mapping[str, str]) -> Entry:
        """The reading that is meant, for the whole site, its new articles, the one article or its one sentence. Raises ConfigError, SourceError."""
        entry = mending.entry_of(asked.get("word", ""), asked.get("other", "").strip() or asked.get("said", ""))
        scope = asked.get("scope")
        if scope not in (NEW, HERE, SENTENCE):
            return entry
        found, at = self.sentence(asked)
        return self.scoped(entry, found, at)[scope]

    def scoped(self, entry: Entry, found: inbox.Heard, at: int) -> dict[str, Entry]:
        """An entry as it holds in each scope, seen from a sentence of an article."""
        here = replace(entry, only=config.pattern_at(self.desk.settings, found.article.location))
        return {
            SITE: entry,
            NEW: replace(entry, since=clock.day_of()),
            HERE: here,
            SENTENCE: mending.in_sentence(here, found.sentences[at][0].text),
        }

    def changed(self, entry: Entry) -> tuple[int, int]:
        """How many sentences and articles an entry would change."""
        return mending.changed(inbox.holding(self.desk.out, entry.grapheme), self.desk.settings, entry)


def number_in(text: str | None, otherwise: int = 0) -> int:
    """A short number; `otherwise` for what is none."""
    return int(text) if text and text.isdecimal() and len(text) <= DIGITS else otherwise
