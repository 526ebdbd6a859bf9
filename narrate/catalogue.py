"""The one keeper: who is published, since when, under which name, and which file is ours. SQLite, `.narrate/catalogue.db`.

Rows in, rows out: it knows no page, no sound and no setting. Only absence is empty; damage is an error that names the
way out. A lock of its own (`.narrate/lock.db`) admits one writer, and falls with the process that holds it.
https://www.sqlite.org/lockingv3.html , https://www.sqlite.org/pragma.html#pragma_user_version
"""

from __future__ import annotations

import os
import socket
import sqlite3
import tempfile
import uuid
import zlib
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from narrate.errors import BusyError, CatalogueError, OutputError
from narrate.files import STATE, explained, inside, synced
from narrate.identity import plain
from narrate.model import Identity, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NAME = f"{STATE}/catalogue.db"
LOCK = f"{STATE}/lock.db"
APPLICATION = 0x6E617272  # "narr": https://www.sqlite.org/pragma.html#pragma_application_id
MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html#magic_header_string
PATIENCE = 5  # seconds to wait for a reader in mid-query

# What is no damage, by the start of SQLite's name for it (https://www.sqlite.org/rescode.html): what to do about it.
UNWRITTEN = {
    "SQLITE_FULL": "the disk is full: free some space and build again; what is finished is kept",
    "SQLITE_IOERR_WRITE": "a file would grow past the size allowed here, or the disk fails: raise the limit and build again",
    "SQLITE_READONLY": "no permission to write there: choose another --out or change its permissions",
    "SQLITE_CANTOPEN": "no permission to write there: choose another --out or change its permissions",
    "SQLITE_BUSY": "another program holds it open: close that, and build again",
}

# PRAGMA user_version counts the steps that are done.
STEPS = (
    """
    CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        guid TEXT NOT NULL UNIQUE,
        slug TEXT NOT NULL UNIQUE,
        place TEXT NOT NULL,
        location TEXT NOT NULL,
        title TEXT NOT NULL,
        at INTEGER NOT NULL,
        link TEXT NOT NULL,
        section TEXT NOT NULL,
        source TEXT NOT NULL,
        recipe TEXT NOT NULL,
        heard_from TEXT NOT NULL,
        shown_from TEXT NOT NULL,
        revision TEXT NOT NULL,
        fallback INTEGER NOT NULL,
        fresh INTEGER NOT NULL,
        public INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX article_place ON article (place);
    CREATE INDEX article_at ON article (at, guid);
    CREATE TABLE edition (guid TEXT PRIMARY KEY, record BLOB NOT NULL, laid BLOB NOT NULL) STRICT;
    CREATE TABLE first_seen (guid TEXT PRIMARY KEY, date TEXT NOT NULL) STRICT;
    CREATE TABLE doubt (guid TEXT NOT NULL, word TEXT NOT NULL, chosen TEXT NOT NULL, why TEXT NOT NULL, sentence TEXT NOT NULL) STRICT;
    CREATE INDEX doubt_guid ON doubt (guid);
    CREATE TABLE show (name TEXT PRIMARY KEY, guid TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE file (name TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE page (name TEXT PRIMARY KEY, made_from TEXT NOT NULL) STRICT;
    CREATE TABLE pending (rank INTEGER NOT NULL, name TEXT NOT NULL, removed INTEGER NOT NULL, PRIMARY KEY (rank, name)) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE question (guid TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL, why TEXT NOT NULL, setting TEXT NOT NULL) STRICT;
    CREATE INDEX question_guid ON question (guid);
    CREATE TABLE learned (place TEXT PRIMARY KEY, site TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX learned_site ON learned (site);
    CREATE TABLE furniture (site TEXT NOT NULL, line TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY (site, line)) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE visit (address TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, digest TEXT NOT NULL, changed TEXT NOT NULL, body BLOB NOT NULL) STRICT;
    """,
    """
    ALTER TABLE article ADD COLUMN state TEXT NOT NULL DEFAULT '';
    ALTER TABLE article ADD COLUMN text TEXT NOT NULL DEFAULT '';
    CREATE INDEX article_text ON article (text);
    CREATE TABLE alias (address TEXT PRIMARY KEY, guid TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE event (number INTEGER PRIMARY KEY, guid TEXT NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL) STRICT;
    CREATE INDEX event_guid ON event (guid);
    """,
    """
    ALTER TABLE article ADD COLUMN tagged_from TEXT NOT NULL DEFAULT '';
    CREATE TABLE base (number INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, until INTEGER NOT NULL) STRICT;
    """,
    """
    CREATE TABLE token (name TEXT PRIMARY KEY, token TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE sent (number INTEGER PRIMARY KEY, target TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, stamp INTEGER NOT NULL, digest TEXT NOT NULL, UNIQUE (target, name)) STRICT;
    CREATE TABLE sending (number INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;
    CREATE TABLE reading (word TEXT PRIMARY KEY, asked TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE event ADD COLUMN who TEXT NOT NULL DEFAULT '';
    CREATE TABLE deed (number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, place TEXT NOT NULL, what TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, sentences INTEGER NOT NULL, articles INTEGER NOT NULL) STRICT;
    CREATE INDEX deed_about ON deed (kind, about, place, number);
    CREATE TRIGGER deed_stays BEFORE UPDATE ON deed BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
    CREATE TRIGGER deed_remains BEFORE DELETE ON deed BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
    """,
    """
    CREATE TABLE misreading (number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, guid TEXT NOT NULL, sentence TEXT NOT NULL, word TEXT NOT NULL, time TEXT NOT NULL, UNIQUE (guid, sentence, word, time)) STRICT;
    """,
)


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
    """Something to look at on the page of an article."""

    guid: str
    title: str
    about: str
    why: str
    setting: str


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
    kind: str  # READING, LINE, REPORT or BUILT
    about: str  # the word, the line, or the number of the report
    what: str
    place: str = ""  # of the one article that it is for; "": the whole site
    before: str = ""  # a row of the lexicon, or the verdict on a line
    after: str = ""
    sentences: int = 0  # that it changed, as far as was known
    articles: int = 0
    number: int = 0  # given by the catalogue, each higher than all before


DAY = 86_400_000  # milliseconds
MOVE, REMOVE, HOLD = 0, 1, 2
WITHDRAWN, DRAFT, REVIEW = "withdrawn", "draft", "review"
READING, LINE, REPORT, BUILT = "reading", "line", "report", "built"  # kinds of deeds
ASKED, MENDED, DISMISSED, TAKEN_BACK = "asked", "mended", "dismissed", "taken back"  # what becomes of a word
DUE = "state = '' AND (public = 1 OR at <= ?)"  # what was public stays so when a clock or a page says otherwise
LAST = "number IN (SELECT MAX(number) FROM deed GROUP BY kind, about, place)"  # of those about the same
ANSWERED = f"kind = '{READING}' AND what IN ('{MENDED}', '{DISMISSED}') AND {LAST}"
UNSETTLED = (
    "word NOT IN (SELECT word FROM reading WHERE asked = '') "  # noqa: S608 - ours
    f"AND word NOT IN (SELECT about FROM deed WHERE what = '{MENDED}' AND {ANSWERED})"
)
UNHEARD = f"CAST(misreading.number AS TEXT) NOT IN (SELECT about FROM deed WHERE kind = '{REPORT}')"  # noqa: S608 - ours
FIELDS = ", ".join(Article.__struct_fields__)
LISTED = ", ".join(Listed.__struct_fields__)
DEEDS = ", ".join(Deed.__struct_fields__)
Row = TypeVar("Row", bound=msgspec.Struct)


@contextmanager
def alone(root: Path, what: str) -> Iterator[None]:
    """Nobody else may write while this lasts. Raises BusyError that says who is at work, OutputError."""
    path = inside(root, LOCK)
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(_connected(path)) as lock:
            _hold(lock, path, what)
            yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"can't write {path}: {error}; choose another --out or change its permissions") from error
    except sqlite3.DatabaseError as error:  # damaged; it holds nothing worth keeping
        raise OutputError(f"{path} is damaged: delete it and try again") from error


def _hold(lock: sqlite3.Connection, path: Path, what: str) -> None:
    """Say who we are, then keep the write lock: others can read the note, and only read."""
    try:
        lock.execute("PRAGMA busy_timeout = 0")
        lock.execute("BEGIN IMMEDIATE")
        lock.execute("CREATE TABLE IF NOT EXISTS holder (pid INTEGER, machine TEXT, since TEXT, what TEXT)")
        lock.execute("DELETE FROM holder")
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        lock.execute("INSERT INTO holder VALUES (?, ?, ?, ?)", (os.getpid(), socket.gethostname(), now, what))
        lock.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")  # a refused one may be reading the note
        lock.execute("COMMIT")
        lock.execute("PRAGMA busy_timeout = 0")
        lock.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise BusyError(
            f"{path.parent.parent} is being worked on by {_holder(path)}: wait for its end, or give another folder"
        ) from error


def _holder(path: Path) -> str:
    try:
        with closing(_connected(path)) as lock:
            row = lock.execute("SELECT what, pid, machine, since FROM holder").fetchone()
    except sqlite3.DatabaseError:
        row = None
    return "narrate {} (process {} on {}, since {})".format(*row) if row else "another narrate"


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)


def kept(root: Path) -> bool:
    """Whether there is a catalogue here, whole or damaged."""
    return (root / NAME).exists()


def create(root: Path) -> Catalogue:
    """A new catalogue, which is in place only when it is whole; an old one has to be out of the way. Raises OutputError."""
    path = inside(root, NAME)
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
    return Catalogue(Path(name), root)


class Catalogue:
    """An open catalogue. All its methods raise CatalogueError where it is damaged, OutputError where it can't be written."""

    def __init__(self, path: Path, root: Path, *, readonly: bool = False) -> None:
        self.path, self.root = path, root
        self._readonly = readonly
        self._db = self._opened()
        self._addresses: dict[str, str] | None = None

    def _opened(self) -> sqlite3.Connection:
        with self._explained():
            mode = "ro" if self._readonly else "rw"
            db = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None
            )
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > len(STEPS):
                raise CatalogueError(f"{self.path} was made by a newer narrate: install that one")
            self.is_current = version == len(STEPS) or not self._readonly
            if self._readonly:
                return db
            db.execute("PRAGMA synchronous = FULL")
            db.execute("CREATE TEMP TABLE met (guid TEXT PRIMARY KEY, place TEXT)")
            for number, step in enumerate(STEPS[version:], start=version + 1):
                db.executescript(
                    f"BEGIN; {step} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number}; COMMIT;"
                )
            return db

    @contextmanager
    def _explained(self) -> Iterator[None]:
        advice = f"`narrate catalogue rebuild {self.root}` remakes it from what is published"
        try:
            yield
        except sqlite3.OperationalError as error:
            unwritten = next(
                (words for start, words in UNWRITTEN.items() if error.sqlite_errorname.startswith(start)), ""
            )
            if unwritten:
                raise OutputError(f"can't write {self.path}: {unwritten}") from error
            raise CatalogueError(f"{self.path} can't be read ({error}): {advice}") from error
        except (sqlite3.DatabaseError, msgspec.ValidationError, msgspec.DecodeError) as error:
            raise CatalogueError(f"{self.path} is damaged ({error}): {advice}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing, and on the disk when it ends."""
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def settle(self) -> None:
        """Put a catalogue that was created into its place."""
        self._db.close()
        place = inside(self.root, NAME)
        with explained(place):
            synced(self.path)
            self.path.chmod(0o644)
            self.path.replace(place)
            synced(place.parent)
        self.path = place
        self._db = self._opened()

    def _rows(self, kind: type[Row], query: str, values: Sequence[object] = ()) -> Iterator[Row]:
        with self._explained():
            for row in self._db.execute(query, values):
                yield msgspec.convert(dict(zip(kind.__struct_fields__, row, strict=True)), kind)

    def _value(self, query: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a cell
        with self._explained():
            row = self._db.execute(query, values).fetchone()
        return row[0] if row else None

    def _do(self, query: str, values: Sequence[object] = ()) -> None:
        with self._explained():
            self._db.execute(query, values)

    # ── articles ──────────────────────────────────────────────────────────────────────────────────────────────────

    def at_place(self, place: str) -> Article | None:
        """The article that was last made from the source at this place."""
        query = f"SELECT {FIELDS} FROM article WHERE place = ? ORDER BY number DESC LIMIT 1"  # noqa: S608 - names of ours
        return next(self._rows(Article, query, (place,)), None)

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

    def doubt(self, guid: str, doubts: Iterable[Doubted]) -> None:
        """The words in doubt of an article, instead of those of before."""
        with self.transaction():
            self._db.execute("DELETE FROM doubt WHERE guid = ?", (guid,))
            rows = ((guid, *msgspec.structs.astuple(doubt)) for doubt in doubts)
            self._db.executemany("INSERT INTO doubt VALUES (?, ?, ?, ?, ?)", rows)

    def ask(self, guid: str, questions: Iterable[Asked]) -> None:
        """What on an article's page an editor should look at, instead of what was before."""
        with self.transaction():
            self._db.execute("DELETE FROM question WHERE guid = ?", (guid,))
            rows = ((guid, *msgspec.structs.astuple(one)) for one in questions)
            self._db.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?)", rows)

    def learn(self, site: str, place: str, lines: Iterable[str]) -> None:
        """The lines of a page of a site, counted once a page, however often it is built."""
        with self.transaction():
            new = self._db.execute("INSERT OR IGNORE INTO learned VALUES (?, ?)", (place, site)).rowcount
            if new:
                rows = ((site, line) for line in lines)
                self._db.executemany(
                    "INSERT INTO furniture VALUES (?, ?, 1) ON CONFLICT (site, line) DO UPDATE SET pages = pages + 1",
                    rows,
                )

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

    def deeds_of(self, where: str) -> int:
        """How many there are."""
        return int(self._value(f"SELECT COUNT(*) FROM deed WHERE {where}"))  # noqa: S608 - ours

    def last_deed(self, where: str = "1", values: Sequence[object] = ()) -> int:
        """The number of the last; 0 where there is none."""
        return int(self._value(f"SELECT MAX(number) FROM deed WHERE {where}", values) or 0)  # noqa: S608 - ours

    def built_up_to(self) -> int:
        """The number of the last deed that a build knew of."""
        return int(self._value("SELECT MAX(CAST(after AS INTEGER)) FROM deed WHERE kind = ?", (BUILT,)) or 0)

    def last_event(self, section: str) -> int:
        """When something last happened to an article of this section ("": of all) that was public, in milliseconds since
        1970; 0: never."""
        query = (
            "SELECT MAX(event.at) FROM event JOIN article USING (guid) "
            "WHERE public = 1 AND (? = '' OR instr(' ' || section || ' ', ' ' || ? || ' '))"
        )
        return int(self._value(query, (section, section)) or 0)

    def first_seen(self, guid: str, now: str) -> str:
        """When an article without a date was first built: kept, so that a rebuild does not make it new."""
        self._do("INSERT OR IGNORE INTO first_seen VALUES (?, ?)", (guid, now))
        return str(self._value("SELECT date FROM first_seen WHERE guid = ?", (guid,)))

    def doubts(self) -> Iterator[Doubted]:
        """The words in doubt of all articles, each once."""
        yield from self._rows(
            Doubted, "SELECT word, chosen, why, sentence FROM doubt GROUP BY word HAVING MIN(rowid) ORDER BY MIN(rowid)"
        )

    def open_doubts(self, start: int, most: int) -> Iterator[Open]:
        """The words in doubt that the editor has not settled, those of most articles first: `most` from number `start` on."""
        query = (
            "SELECT word, chosen, why, sentence, guid, articles, "  # noqa: S608 - ours
            f"(SELECT COALESCE(MAX(number), 0) FROM deed WHERE kind = '{READING}' AND about = word) FROM "
            "(SELECT word, chosen, why, sentence, guid, COUNT(*) AS articles, MIN(rowid) AS first FROM doubt GROUP BY word) "
            f"WHERE {UNSETTLED} ORDER BY articles DESC, first LIMIT ? OFFSET ?"
        )
        return self._rows(Open, query, (most, start))

    def doubts_open(self) -> int:
        """How many there are."""
        return int(self._value(f"SELECT COUNT(DISTINCT word) FROM doubt WHERE {UNSETTLED}"))  # noqa: S608 - ours

    def open_questions(self, start: int, most: int) -> Iterator[OpenQuestion]:
        """What an editor should look at, and on which article's page: `most` from number `start` on."""
        query = "SELECT guid, title, about, why, setting FROM question ORDER BY rowid LIMIT ? OFFSET ?"
        return self._rows(OpenQuestion, query, (most, start))

    def report(self, at: int, guid: str, sentence: str, word: str, time: str) -> bool:
        """Keep what a listener reported; False where it is known."""
        with self._explained():
            row = (at, guid, sentence, word, time)
            done = self._db.execute(
                "INSERT OR IGNORE INTO misreading (at, guid, sentence, word, time) VALUES (?, ?, ?, ?, ?)", row
            )
            return done.rowcount > 0

    def reports(self, start: int, most: int) -> Iterator[Reported]:
        """The reports that nobody has answered, the oldest first: `most` from number `start` on."""
        query = (
            "SELECT misreading.number, misreading.at, guid, sentence, word, time, title FROM misreading "  # noqa: S608 - ours
            f"JOIN article USING (guid) WHERE {UNHEARD} ORDER BY misreading.number LIMIT ? OFFSET ?"
        )
        return self._rows(Reported, query, (most, start))

    def reports_open(self) -> int:
        """How many there are."""
        return int(self._value(f"SELECT COUNT(*) FROM misreading JOIN article USING (guid) WHERE {UNHEARD}"))  # noqa: S608 - ours

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

    def questions(self) -> Iterator[Asked]:
        """What an editor should look at, over all pages."""
        yield from self._rows(Asked, "SELECT title, about, why, setting FROM question ORDER BY rowid")

    def questions_open(self) -> int:
        """How many there are."""
        return int(self._value("SELECT COUNT(*) FROM question") or 0)

    def pages_learned(self, site: str) -> int:
        """How many pages of the site are remembered."""
        return int(self._value("SELECT COUNT(*) FROM learned WHERE site = ?", (site,)) or 0)

    def knows(self, place: str) -> bool:
        """Whether this page's lines are remembered."""
        return self._value("SELECT 1 FROM learned WHERE place = ?", (place,)) is not None

    def seen(self, site: str, lines: Sequence[str]) -> dict[str, int]:
        """On how many pages of the site each of these lines stood; only those that did."""
        found: dict[str, int] = {}
        for start in range(0, len(lines), 500):  # SQLite's limit on parameters is above 900 everywhere
            part = lines[start : start + 500]
            marks = ", ".join("?" * len(part))
            found |= self._db.execute(
                f"SELECT line, pages FROM furniture WHERE site = ? AND line IN ({marks})",  # noqa: S608 - marks alone
                (site, *part),
            ).fetchall()
        return found

    def visit(self, address: str) -> Visit | None:
        """What is remembered of an address on the web."""
        with self._explained():
            query = "SELECT etag, modified, digest, changed, body FROM visit WHERE address = ?"
            row = self._db.execute(query, (address,)).fetchone()
        if row is None:
            return None
        etag, modified, digest, changed, body = row
        return Visit(etag, modified, digest, changed, zlib.decompress(body) if body else b"")

    def keep_visit(self, address: str, visit: Visit) -> None:
        """Remember an address as it is now."""
        body = zlib.compress(visit.body) if visit.body else b""
        row = (address, visit.etag, visit.modified, visit.digest, visit.changed, body)
        self._do("INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?, ?)", row)

    def show_guid(self, name: str, proposed: str) -> str:
        """podcast:guid of the feed of this name: assigned once, whatever its address and its place become."""
        other = str(uuid.uuid5(uuid.UUID(proposed), name))  # where another show holds the one its address would give
        for guid in (proposed, other):
            self._do("INSERT OR IGNORE INTO show VALUES (?, ?)", (name, guid))
        return str(self._value("SELECT guid FROM show WHERE name = ?", (name,)))

    def token(self, name: str, proposed: str) -> str:
        """What nobody can guess of the address of the private feed of this name: assigned once."""
        self._do("INSERT OR IGNORE INTO token VALUES (?, ?)", (name, proposed))
        return str(self._value("SELECT token FROM token WHERE name = ?", (name,)))

    def settled_at(self, url: str, now: int) -> None:
        """The site is published for this address from now on, and for no other."""
        if self._value("SELECT url FROM base WHERE until = 0") == url:
            return
        with self.transaction():
            self._db.execute("UPDATE base SET until = ? WHERE until = 0", (now,))
            self._db.execute("INSERT OR REPLACE INTO base (url, until) VALUES (?, 0)", (url,))

    def is_settled(self) -> bool:
        """Whether the site's address is known."""
        return self._value("SELECT 1 FROM base LIMIT 1") is not None

    def former(self) -> list[tuple[str, int]]:
        """The addresses that the site had, and until when, in milliseconds since 1970."""
        with self._explained():
            return self._db.execute("SELECT url, until FROM base WHERE until > 0 ORDER BY number").fetchall()

    # ── this build ────────────────────────────────────────────────────────────────────────────────────────────────

    def meet(self, guid: str, place: str) -> str:
        """Where else this build has met the article; "" when it is the first time. Lasts as long as it is open."""
        self._do("INSERT OR IGNORE INTO met VALUES (?, ?)", (guid, place))
        where = str(self._value("SELECT place FROM met WHERE guid = ?", (guid,)))
        return "" if where == place else where

    def clips_met(self) -> int:
        """How many sentences the articles that this build has met so far are made of."""
        clips = "json_extract(CAST(record AS TEXT), '$.clips')"
        return int(self._value(f"SELECT SUM({clips}) FROM edition JOIN met USING (guid)") or 0)  # noqa: S608 - ours

    # ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def owns(self, name: str) -> bool:
        """Whether narrate made the file under this name."""
        return self._value("SELECT 1 FROM file WHERE name = ?", (name,)) is not None

    def claim(self, name: str, size: int) -> None:
        """This will be narrate's, and have so many bytes."""
        self._do("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, size))

    def files(self) -> Iterator[tuple[str, int]]:
        """All files of ours and their size in bytes, by name."""
        with self._explained():
            yield from self._db.execute("SELECT name, size FROM file ORDER BY name")

    def files_below(self, folder: str) -> list[str]:
        """The names of our files in this folder, which ends with a slash."""
        with self._explained():
            query = "SELECT name FROM file WHERE substr(name, 1, ?) = ? ORDER BY name"
            return [name for (name,) in self._db.execute(query, (len(folder), folder))]

    def sized(self, sizes: Iterable[tuple[str, int]]) -> None:
        """These are narrate's and have so many bytes."""
        self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", sizes)

    def disown(self, names: Iterable[str]) -> None:
        """These are gone."""
        rows = [(name,) for name in names]
        with self.transaction():
            self._db.executemany("DELETE FROM file WHERE name = ?", rows)
            self._db.executemany("DELETE FROM page WHERE name = ?", rows)

    def made_from(self, name: str) -> str:
        """What a page of a feed, or another file of the whole site, was made from."""
        return str(self._value("SELECT made_from FROM page WHERE name = ?", (name,)) or "")

    def keep_key(self, name: str, key: str) -> None:
        """What something of the whole site was made from, where it is no file."""
        self._do("INSERT OR REPLACE INTO page VALUES (?, ?)", (name, key))

    def pages(self) -> list[str]:
        """The files of the whole site that were released."""
        with self._explained():
            return [name for (name,) in self._db.execute("SELECT name FROM page ORDER BY name")]

    # ── where it is served ────────────────────────────────────────────────────────────────────────────────────────

    def sent(self, target: str) -> dict[str, Sent]:
        """What was delivered to a target, by name."""
        with self._explained():
            rows = self._db.execute("SELECT name, size, stamp, digest FROM sent WHERE target = ?", (target,))
            return {name: Sent(size, stamp, digest) for name, size, stamp, digest in rows}

    def keep_sent(self, target: str, name: str, one: Sent | None, *, brought: bool = True) -> None:
        """It was delivered so, or, as None, is not there any more; not `brought`: it was there already."""
        with self.transaction():
            if one is None:
                self._db.execute("DELETE FROM sent WHERE target = ? AND name = ?", (target, name))
                return
            row = (target, name, *msgspec.structs.astuple(one))
            self._db.execute(
                "INSERT OR REPLACE INTO sent (target, name, size, stamp, digest) VALUES (?, ?, ?, ?, ?)", row
            )
            if brought:
                self._db.execute("INSERT INTO sending DEFAULT VALUES")
                self._db.execute("DELETE FROM sending WHERE number < (SELECT MAX(number) FROM sending)")

    def forget_sent(self, target: str) -> None:
        """Nobody knows what is at the target."""
        self._do("DELETE FROM sent WHERE target = ?", (target,))

    def sendings(self) -> int:
        """How many files were ever brought anywhere."""
        return int(self._value("SELECT MAX(number) FROM sending") or 0)

    # ── the release ───────────────────────────────────────────────────────────────────────────────────────────────

    def commit(
        self,
        moves: Iterable[tuple[int, str, int]],
        gone: Sequence[str],
        held: Sequence[str],
        pages: dict[str, str],
        now: int,
        left_out: Sequence[str] = (),
    ) -> None:
        """Decide the release, in one transaction: what is staged (rank, name, size), `gone` and `held` are carried out from
        now on by whoever opens the catalogue next; what is due by `now` is public, but for the guids that were left out."""
        with self.transaction():
            for rank, name, size in moves:
                self._db.execute("INSERT OR REPLACE INTO pending VALUES (?, ?, 0)", (rank, name))
                self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, size))
            rows = [(98, name, HOLD) for name in held] + [(99, name, REMOVE) for name in gone]
            self._db.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", rows)
            self._db.execute("DELETE FROM page")
            self._db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?)", pages.items())
            self._db.execute("UPDATE article SET fresh = 0 WHERE fresh = 1")
            out = ", ".join("?" * len(left_out))
            self._db.execute(
                f"UPDATE article SET public = 1 WHERE state = '' AND public = 0 AND at <= ? AND guid NOT IN ({out})",  # noqa: S608 - marks
                (now, *left_out),
            )

    def pending(self) -> Iterator[tuple[str, int]]:
        """What a release has decided and not yet carried out, in order: names, and whether to MOVE, REMOVE or HOLD them."""
        with self._explained():
            for name, removed in self._db.execute("SELECT name, removed FROM pending ORDER BY rank, name"):
                yield str(name), int(removed)

    def carried_out(self) -> None:
        """All of it is done."""
        with self.transaction():
            self._db.execute("DELETE FROM file WHERE name IN (SELECT name FROM pending WHERE removed = 1)")
            self._db.execute("DELETE FROM pending")


def opened(root: Path, *, readonly: bool = False) -> Catalogue:
    """The catalogue of an output folder that has one. Raises CatalogueError where it is damaged, be it to nothing."""
    path = inside(root, NAME)
    with explained(path), path.open("rb") as file:
        head = file.read(72)
    if not head.startswith(MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise CatalogueError(
            f"{path} is damaged: `narrate catalogue rebuild {root}` remakes it from what is published, and loses nothing public"
        )
    return Catalogue(path, root, readonly=readonly)
