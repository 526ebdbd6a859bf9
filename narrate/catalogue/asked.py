"""What an editor is asked, and what was done about it: words in doubt, questions about pages, listeners' reports, deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from narrate.catalogue.database import Database
from narrate.catalogue.rows import (
    ABOUT,
    BUILT,
    DISMISSED,
    IN_SECTION,
    LINE,
    MENDED,
    OF_SECTION,
    QUESTION,
    READING,
    REPORT,
    SECTION,
    Asked,
    Deed,
    Doubted,
    Event,
    Open,
    OpenQuestion,
    Reported,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RULED = f"kind IN ('{LINE}', '{ABOUT}', '{SECTION}')"  # deeds that are rules of narrate.toml
LAST = "number IN (SELECT MAX(number) FROM deed GROUP BY kind, about, place)"  # of those about the same
ANSWERED = f"kind = '{READING}' AND what IN ('{MENDED}', '{DISMISSED}') AND {LAST}"
UNSETTLED = (
    "word NOT IN (SELECT word FROM reading WHERE asked = '') "  # noqa: S608 - ours
    f"AND word NOT IN (SELECT about FROM deed WHERE what = '{MENDED}' AND {ANSWERED})"
)
UNHEARD = f"CAST(misreading.number AS TEXT) NOT IN (SELECT about FROM deed WHERE kind = '{REPORT}')"  # noqa: S608 - ours
SETTLED = (
    f"COALESCE((SELECT what = '{DISMISSED}' FROM deed WHERE kind = '{QUESTION}' AND deed.about = question.about "  # noqa: S608 - ours
    "AND place = guid ORDER BY number DESC LIMIT 1), 0)"
)
DEEDS = ", ".join(Deed.__struct_fields__)


class Questions(Database):
    """What an editor of a catalogue is asked, and answered."""

    def doubt(self, guid: str, doubts: Iterable[Doubted]) -> None:
        """The words in doubt of an article, instead of those of before."""
        with self.transaction():
            self._db.execute("DELETE FROM doubt WHERE guid = ?", (guid,))
            rows = ((guid, *msgspec.structs.astuple(doubt)) for doubt in doubts)
            self._db.executemany("INSERT INTO doubt VALUES (?, ?, ?, ?, ?)", rows)

    def doubts(self) -> Iterator[Doubted]:
        """The words in doubt of all articles, each once."""
        yield from self._rows(
            Doubted, "SELECT word, chosen, why, sentence FROM doubt GROUP BY word HAVING MIN(rowid) ORDER BY MIN(rowid)"
        )

    def open_doubts(self, start: int, most: int, section: str = "") -> Iterator[Open]:
        """The words in doubt that the editor has not settled, those of most articles of the section first: `most` from number
        `start` on."""
        query = (
            "SELECT word, chosen, why, sentence, guid, articles, "  # noqa: S608 - ours
            f"(SELECT COALESCE(MAX(number), 0) FROM deed WHERE kind = '{READING}' AND about = word) FROM "
            "(SELECT word, chosen, why, sentence, guid, COUNT(*) AS articles, MIN(rowid) AS first FROM doubt "
            f"WHERE {OF_SECTION} GROUP BY word) "
            f"WHERE {UNSETTLED} ORDER BY articles DESC, first LIMIT ? OFFSET ?"
        )
        return self._rows(Open, query, (section, section, most, start))

    def doubts_open(self, section: str = "") -> int:
        """How many there are."""
        query = f"SELECT COUNT(DISTINCT word) FROM doubt WHERE {OF_SECTION} AND {UNSETTLED}"  # noqa: S608 - ours
        return int(self._value(query, (section, section)))

    def ask(self, guid: str, questions: Iterable[Asked]) -> None:
        """What on an article's page an editor should look at, instead of what was before."""
        with self.transaction():
            self._db.execute("DELETE FROM question WHERE guid = ?", (guid,))
            rows = ((guid, *msgspec.structs.astuple(one)) for one in questions)
            self._db.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?)", rows)

    def questions(self) -> Iterator[Asked]:
        """What an editor should look at, over all pages, and has not settled."""
        query = f"SELECT title, about, why, setting FROM question WHERE NOT {SETTLED} ORDER BY rowid"  # noqa: S608 - ours
        yield from self._rows(Asked, query)

    def questions_open(self, section: str = "") -> int:
        """How many there are."""
        query = f"SELECT COUNT(*) FROM question WHERE {OF_SECTION} AND NOT {SETTLED}"  # noqa: S608 - ours
        return int(self._value(query, (section, section)))

    def open_questions(self, start: int, most: int, section: str = "") -> Iterator[OpenQuestion]:
        """What an editor should look at, and on which article's page: `most` from number `start` on."""
        query = (
            "SELECT guid, title, about, why, setting, 0 FROM question "  # noqa: S608 - ours
            f"WHERE {OF_SECTION} AND NOT {SETTLED} ORDER BY rowid LIMIT ? OFFSET ?"
        )
        return self._rows(OpenQuestion, query, (section, section, most, start))

    def questions_about(self, guid: str) -> Iterator[OpenQuestion]:
        """What there is to look at on one article's page, settled or not."""
        query = f"SELECT guid, title, about, why, setting, {SETTLED} FROM question WHERE guid = ? ORDER BY rowid"  # noqa: S608 - ours
        return self._rows(OpenQuestion, query, (guid,))

    def readings(self) -> dict[str, str]:
        """The words that the editor's queue has asked about, each with what it proposed; "" where the editor has settled it."""
        with self._explained():
            return dict(self._db.execute("SELECT word, asked FROM reading").fetchall())

    def keep_readings(self, words: dict[str, str], *deeds: Deed) -> None:
        """These, instead of those of before; and what was done so."""
        with self.transaction():
            self.note(*deeds)
            self._db.execute("DELETE FROM reading")
            self._db.executemany("INSERT INTO reading VALUES (?, ?)", words.items())

    def report(self, at: int, guid: str, sentence: str, word: str, time: str) -> bool:
        """Keep what a listener reported; False where it is known."""
        with self._explained():
            row = (at, guid, sentence, word, time)
            done = self._db.execute(
                "INSERT OR IGNORE INTO misreading (at, guid, sentence, word, time) VALUES (?, ?, ?, ?, ?)", row
            )
            return done.rowcount > 0

    def reports(self, start: int, most: int, section: str = "") -> Iterator[Reported]:
        """The reports that nobody has answered, the oldest first: `most` from number `start` on."""
        query = (
            "SELECT misreading.number, misreading.at, guid, sentence, word, time, title FROM misreading "  # noqa: S608 - ours
            f"JOIN article USING (guid) WHERE {IN_SECTION} AND {UNHEARD} ORDER BY misreading.number LIMIT ? OFFSET ?"
        )
        return self._rows(Reported, query, (section, section, most, start))

    def reports_open(self, section: str = "") -> int:
        """How many there are."""
        query = f"SELECT COUNT(*) FROM misreading JOIN article USING (guid) WHERE {IN_SECTION} AND {UNHEARD}"  # noqa: S608 - ours
        return int(self._value(query, (section, section)))

    def note(self, *deeds: Deed) -> None:
        """Add to what was done."""
        names = [name for name in Deed.__struct_fields__ if name != "number"]
        rows = [tuple(getattr(deed, name) for name in names) for deed in deeds]
        marks = ", ".join("?" * len(names))
        with self._explained():
            self._db.executemany(f"INSERT INTO deed ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608 - ours

    def deeds(self, where: str, values: Sequence[object] = (), start: int = 0, most: int = -1) -> Iterator[Deed]:
        """What was done, of which a condition of ours is true, the newest first: `most` (-1: all) from number `start` on."""
        query = f"SELECT {DEEDS} FROM deed WHERE {where} ORDER BY number DESC LIMIT ? OFFSET ?"  # noqa: S608 - ours
        return self._rows(Deed, query, (*values, most, start))

    def log(self, start: int, most: int) -> Iterator[Event]:
        """All that was done to articles, words and lines, the newest first: `most` from number `start` on; a deed as an event:
        its kind and what was done."""
        query = (
            "SELECT guid, at, what, why, who FROM event UNION ALL SELECT '', at, kind || ' ' || what, "  # noqa: S608 - ours
            "trim(about || '  ' || CASE WHEN before || after = '' THEN '' ELSE before || ' → ' || after END), who "
            f"FROM deed WHERE kind != '{BUILT}' ORDER BY at DESC LIMIT ? OFFSET ?"
        )
        return self._rows(Event, query, (most, start))

    def deeds_of(self, where: str) -> int:
        """How many there are."""
        return int(self._value(f"SELECT COUNT(*) FROM deed WHERE {where}"))  # noqa: S608 - ours

    def last_deed(self, where: str = "1", values: Sequence[object] = ()) -> int:
        """The number of the last; 0 where there is none."""
        return int(self._value(f"SELECT MAX(number) FROM deed WHERE {where}", values) or 0)  # noqa: S608 - ours

    def built_up_to(self) -> int:
        """The number of the last deed that a build knew of."""
        return int(self._value("SELECT MAX(CAST(after AS INTEGER)) FROM deed WHERE kind = ?", (BUILT,)) or 0)
