"""Articles and their editions: under which guid, slug and date, in which state, made from what, and what happened to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from narrate.catalogue.database import Database
from narrate.catalogue.rows import IN_SECTION, Article, Event, Listed
from narrate.identity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

DAY = 86_400_000  # milliseconds
AHEAD = "ahead"
LEFT = "/(another's)"  # after the place of an article where another stands now: no file can be there
DUE = "state = '' AND (public = 1 OR at <= ?)"  # what was public stays so when a clock or a page says otherwise
FIELDS = ", ".join(Article.__struct_fields__)
LISTED = ", ".join(Listed.__struct_fields__)


class Articles(Database):
    """The articles of a catalogue."""

    def __init__(self, path: Path, root: Path, *, readonly: bool = False) -> None:
        super().__init__(path, root, readonly=readonly)
        self._addresses: dict[str, str] | None = None

    def at_place(self, place: str, source: str = "") -> Article | None:
        """The article that was last made from the source at this place; of those whose files changed names, the one of the
        bytes with this digest."""
        query = f"SELECT {FIELDS} FROM article WHERE place = ? ORDER BY source = ? DESC, number DESC LIMIT 1"  # noqa: S608 - names of ours
        return next(self._rows(Article, query, (place, source)), None)

    def leave(self, place: str, guid: str) -> None:
        """What stands at this place is that article now: it is no other's any more, whose page is gone or has another name."""
        self._do("UPDATE article SET place = place || ? WHERE place = ? AND guid != ?", (LEFT, place, guid))

    def article(self, guid: str) -> Article | None:
        """The article with this guid."""
        return next(self._rows(Article, f"SELECT {FIELDS} FROM article WHERE guid = ?", (guid,)), None)  # noqa: S608 - names of ours

    def articles(self, where: str = "1", values: Sequence[object] = ()) -> Iterator[Article]:
        """All articles that a condition of ours is true of, in the order they came."""
        return self._rows(Article, f"SELECT {FIELDS} FROM article WHERE {where} ORDER BY number", values)  # noqa: S608 - names of ours

    def sheet(self, where: str, values: Sequence[object], start: int, most: int) -> Iterator[Article]:
        """The articles that a condition of ours is true of, the newest first: `most` of them from number `start` on."""
        query = f"SELECT {FIELDS} FROM article WHERE {where} ORDER BY at DESC, guid DESC LIMIT ? OFFSET ?"  # noqa: S608 - names of ours
        return self._rows(Article, query, (*values, most, start))

    def count_of(self, where: str, values: Sequence[object] = ()) -> int:
        """How many articles a condition of ours is true of."""
        return int(self._value(f"SELECT COUNT(*) FROM article WHERE {where}", values))  # noqa: S608 - ours

    def sections(self) -> list[str]:
        """The names of all sections, in the order of their names."""
        query = "SELECT DISTINCT section FROM article WHERE section != ''"
        with self._explained():
            return sorted({name for (row,) in self._db.execute(query) for name in row.split()})

    def at_address(self, address: str) -> str:
        """The guid of the article that this address is, in whatever dress, or was said to be; "" where it is none's."""
        key = plain(address)
        said = self._value("SELECT guid FROM alias WHERE address = ?", (key,))
        if self._addresses is None:
            self._addresses = {}
            for article in self.articles("link LIKE 'http%' OR guid LIKE 'http%'"):
                for one in (article.guid, article.link):
                    self._addresses.setdefault(plain(one), article.guid)
        return str(said or self._addresses.get(key, ""))

    def alias(self, address: str, guid: str) -> None:
        """From now on, this address is that article's too."""
        self._do("INSERT OR REPLACE INTO alias VALUES (?, ?)", (plain(address), guid))

    def count(self) -> int:
        """How many articles there are."""
        return int(self._value("SELECT COUNT(*) FROM article"))

    def dated(self, start: int, *, before: bool) -> int:
        """How many articles are of the day that begins then, in milliseconds since 1970; `before`: but for those that this
        build has met."""
        unmet = " AND guid NOT IN (SELECT guid FROM met)" if before else ""
        query = f"SELECT COUNT(*) FROM article WHERE at >= ? AND at < ?{unmet}"  # noqa: S608 - ours
        return int(self._value(query, (start, start + DAY)))

    def taken(self, slug: str, guid: str) -> bool:
        """Whether another article has this folder."""
        return self._value("SELECT 1 FROM article WHERE slug = ? AND guid != ?", (slug, guid)) is not None

    def take(self, article: Article, record: bytes, laid: bytes) -> None:
        """Keep an article and its edition, new or instead of the old."""
        names = [name for name in Article.__struct_fields__ if name != "guid"]
        sets = ", ".join(f"{name} = excluded.{name}" for name in names)
        marks = ", ".join("?" * len(Article.__struct_fields__))
        with self.transaction():
            self._db.execute(
                f"INSERT INTO article ({FIELDS}) VALUES ({marks}) ON CONFLICT (guid) DO UPDATE SET {sets}",  # noqa: S608 - names of ours
                msgspec.structs.astuple(article),
            )
            self._db.execute("INSERT OR REPLACE INTO edition VALUES (?, ?, ?)", (article.guid, record, laid))
        if self._addresses is not None:
            for one in (article.guid, article.link):
                self._addresses.setdefault(plain(one), article.guid)

    def change(self, guid: str, **values: object) -> None:
        """Set columns of an article."""
        sets = ", ".join(f"{name} = ?" for name in values)
        self._do(f"UPDATE article SET {sets} WHERE guid = ?", (*values.values(), guid))  # noqa: S608 - names of ours

    def forget_fresh(self) -> None:
        """What a killed build laid out is gone: its pages are to be made again."""
        self._do("UPDATE article SET shown_from = '', fresh = 0 WHERE fresh = 1")

    def stale(self, key: str, now: int) -> list[str]:
        """The guids of articles that are due by now, and whose pages were made from something else."""
        query = f"SELECT guid FROM article WHERE shown_from != ? AND {DUE} ORDER BY number"  # noqa: S608 - ours
        with self._explained():
            rows = self._db.execute(query, (key, now))
            return [guid for (guid,) in rows]

    def untagged(self, key: str) -> list[str]:
        """The guids of articles that may be public, and the tags of whose sound were made from something else."""
        with self._explained():
            rows = self._db.execute(
                "SELECT guid FROM article WHERE tagged_from != ? AND state = '' ORDER BY number", (key,)
            )
            return [guid for (guid,) in rows]

    def record(self, guid: str) -> bytes:
        """The record of an article's edition."""
        return bytes(self._value("SELECT record FROM edition WHERE guid = ?", (guid,)) or b"")

    def laid(self, guid: str) -> bytes:
        """What an article's pages are made from; empty where the source has to say it."""
        return bytes(self._value("SELECT laid FROM edition WHERE guid = ?", (guid,)) or b"")

    def due(self, now: int) -> Iterator[Listed]:
        """What stands in the feeds, the newest first: what is due by now, and whatever was public already."""
        query = f"SELECT {LISTED} FROM article WHERE {DUE} ORDER BY at DESC, guid DESC"  # noqa: S608 - names of ours
        return self._rows(Listed, query, (now,))

    def is_newly_due(self, now: int) -> bool:
        """Whether the hour of an article has come since the last release."""
        return (
            self._value("SELECT 1 FROM article WHERE state = '' AND public = 0 AND at <= ? LIMIT 1", (now,)) is not None
        )

    def newest_public(self) -> int:
        """The date of the newest article that is public; 0 where there is none."""
        return int(self._value("SELECT MAX(at) FROM article WHERE public = 1 AND state = ''") or 0)

    def tell(self, event: Event) -> None:
        """Keep what happened to an article."""
        self._do("INSERT INTO event (guid, at, what, why, who) VALUES (?, ?, ?, ?, ?)", msgspec.structs.astuple(event))

    def events(self, guid: str) -> Iterator[Event]:
        """What happened to an article, in order."""
        return self._rows(Event, "SELECT guid, at, what, why, who FROM event WHERE guid = ? ORDER BY number", (guid,))

    def reasons(self, what: str) -> set[str]:
        """The reasons of all that happened of this kind."""
        with self._explained():
            return {str(why) for (why,) in self._db.execute("SELECT why FROM event WHERE what = ?", (what,))}

    def last_event(self, section: str) -> int:
        """When something last happened to an article of this section ("": of all) that was public, in milliseconds since
        1970; 0: never."""
        query = f"SELECT MAX(event.at) FROM event JOIN article USING (guid) WHERE public = 1 AND {IN_SECTION}"  # noqa: S608 - ours
        return int(self._value(query, (section, section)) or 0)

    def first_seen(self, guid: str, now: str) -> str:
        """When an article without a date was first built: kept, so that a rebuild does not make it new."""
        self._do("INSERT OR IGNORE INTO first_seen VALUES (?, ?)", (guid, now))
        return str(self._value("SELECT date FROM first_seen WHERE guid = ?", (guid,)))

    def meet(self, guid: str, place: str) -> str:
        """Where else this build has met the article; "" when it is the first time. Lasts as long as it is open."""
        self._do("INSERT OR IGNORE INTO met VALUES (?, ?)", (guid, place))
        where = self.met_at(guid)
        return "" if where == place else where

    def met_at(self, guid: str) -> str:
        """Where this build has met the article; "" where it has not."""
        return str(self._value("SELECT place FROM met WHERE guid = ?", (guid,)) or "")

    def sources(self) -> set[str]:
        """The digests of the bytes that articles were last made from."""
        with self._explained():
            return {source for (source,) in self._db.execute("SELECT source FROM article WHERE source != ''")}

    def states_met(self, now: int) -> dict[str, int]:
        """How many of the articles that this build has met are in each state; those whose hour has not come, as AHEAD."""
        state = f"CASE WHEN state != '' OR ({DUE}) THEN state ELSE '{AHEAD}' END"
        query = f"SELECT {state}, COUNT(*) FROM met JOIN article USING (guid) GROUP BY 1"  # noqa: S608 - ours
        with self._explained():
            return dict(self._db.execute(query, (now,)))

    def clips_met(self) -> int:
        """How many sentences the articles that this build has met so far are made of."""
        clips = "json_extract(CAST(record AS TEXT), '$.clips')"
        return int(self._value(f"SELECT SUM({clips}) FROM edition JOIN met USING (guid)") or 0)  # noqa: S608 - ours
