"""What an editor should hear or look at: the queue of readings, the questions about pages, and what was answered."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from narrate import catalogue, config
from narrate.catalogue import READING, Asked, Deed, Doubted
from narrate.errors import ConfigError
from narrate.files import STATE, Folder
from narrate.model import Unsure
from narrate.release import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from narrate.catalogue import Catalogue
    from narrate.model import Question, Script

LOG = logging.getLogger(__name__)
QUEUE = "readings.toml"
QUESTIONS = "pages.toml"


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
    now = clock.this_moment()
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
    waited = kept.last_deed(
        f"(kind = '{READING}' OR {catalogue.RULED}) AND number <= ?",
        (number,),
    )
    if waited > kept.built_up_to():
        kept.note(Deed(clock.this_moment(), "", catalogue.BUILT, "", "built", after=str(number)))


def open_readings(kept: Catalogue) -> tuple[Unsure, ...]:
    """The readings in the editor's queue that are not settled, where no article has changed."""
    asked = kept.readings()
    return _in_doubt(kept, lambda word: bool(asked.get(word)))


def _in_doubt(kept: Catalogue, is_open: Callable[[str], bool]) -> tuple[Unsure, ...]:
    return tuple(Unsure(d.word, d.chosen, d.why, d.sentence) for d in kept.doubts() if is_open(d.word))


def keep_questions(kept: Catalogue, guid: str, title: str, questions: Iterable[Question]) -> None:
    """What on an article's page, or in its sound, an editor should look at."""
    kept.ask(guid, (Asked(title, q.about, q.why, q.setting) for q in questions))


def settle_question(kept: Catalogue, folder: Folder, guid: str, about: str, who: str, *, again: bool = False) -> None:
    """The editor has looked at it, and it is fine; or it is asked `again`."""
    what = catalogue.ASKED if again else catalogue.DISMISSED
    kept.note(Deed(clock.this_moment(), who, catalogue.QUESTION, about, what, guid))
    write_questions(kept, folder)


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
