"""What became of the articles of a build, and who wants to know how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from narrate.errors import NarrateError, NoArticleError, SourceError

if TYPE_CHECKING:
    from narrate.model import Found, Unsure


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
    lang: str = ""  # of the article
    voice_lang: str = ""
    characters: int = 0  # written ones, of the sentences said anew
    syllables: float = 0.0  # as long as so many of Chinese
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
    feed: str  # "" where nothing has been published
    unsure: tuple[Unsure, ...] = ()  # readings that an editor should look at
    queue: str = ""  # the file that holds them
    questions: int = 0  # what an editor should look at on the pages
    questions_at: str = ""  # the file that holds them
    notice: str = ""  # what the user should know, though nothing failed
    fetched: int = 0  # bytes that came from the web
    published: int = 0  # articles of this build that stand in the feed
    withdrawn: int = 0  # that were taken back
    ahead: int = 0  # whose hour has not come
    trial: float = 0.0  # seconds that it took to learn how fast this machine is

    @property
    def errors(self) -> tuple[NarrateError, ...]:
        """What went wrong, in order."""
        return tuple(one.error for one in self.outcomes if one.error and not one.is_left_out)

    @property
    def left_out(self) -> tuple[Outcome, ...]:
        """What is no article, in order."""
        return tuple(one for one in self.outcomes if one.is_left_out)


def broken(found: Found, error: Exception) -> NarrateError:
    """A mistake of ours, or of a library, or work without end, as an error of this article alone."""
    return SourceError(
        f"{found.location} could not be made ({type(error).__name__}: {error}): leave it out, or report it with what "
        "`--debug` shows; the other articles are not touched"
    )
