"""The tables of the catalogue, as the steps that made them: one more each time they changed.

https://www.sqlite.org/pragma.html#pragma_user_version
"""

# PRAGMA user_version counts those that are done.
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
