"""The catalogue alone, row by row: what is put in comes out, in order, after closing, and nothing else does."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate import catalogue
from narrate.catalogue import (
    ASKED,
    BUILT,
    DISMISSED,
    DRAFT,
    HOLD,
    LINE,
    MENDED,
    MOVE,
    READING,
    REMOVE,
    REPORT,
    REVIEW,
    WITHDRAWN,
    Article,
    Asked,
    Catalogue,
    Deed,
    Doubted,
    Event,
    Sent,
    database,
    schema,
)
from narrate.errors import CatalogueError, OutputError
from narrate.model import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = 86_400_000


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Catalogue]:
    with closing(catalogue.create(tmp_path)) as made:
        made.settle()
        yield made


def reopened(kept: Catalogue) -> Catalogue:
    kept.close()
    return catalogue.opened(kept.root)


def article(guid: str, **values: object) -> Article:
    given_values = {
        "slug": f"slug-{guid}",
        "place": f"in/{guid}.html",
        "location": f"in/{guid}",
        "title": guid,
        "at": 1,
    }
    return msgspec.structs.replace(Article(guid, "", "", "", "", 0), **(given_values | values))


def take(kept: Catalogue, *articles: Article) -> None:
    for one in articles:
        kept.take(one, b"record of " + one.guid.encode(), b"laid of " + one.guid.encode())


# ── articles ──────────────────────────────────────────────────────────────────────────────────────────────────────


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NUMBERS = st.integers(min_value=-(2**63), max_value=2**63 - 1)
ARTICLES = st.builds(Article, *[NUMBERS if field.type is int else WORDS for field in msgspec.structs.fields(Article)])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(ARTICLES, unique_by=(lambda one: one.guid, lambda one: one.slug), max_size=4))
def test_what_is_taken_comes_back(kept: Catalogue, articles: list[Article]) -> None:
    with kept.transaction():
        kept._db.execute("DELETE FROM article")  # noqa: SLF001 - one catalogue for all examples
    for one in articles:
        kept.take(one, one.title.encode(), one.text.encode())
    assert list(kept.articles()) == articles
    assert kept.count() == len(articles)
    for one in articles:
        assert kept.article(one.guid) == one
        assert (kept.record(one.guid), kept.laid(one.guid)) == (one.title.encode(), one.text.encode())


def test_an_article_is_taken_anew_in_its_old_place(kept: Catalogue) -> None:
    take(kept, article("a"), article("b"))
    take(kept, article("a", title="new", state=DRAFT))
    assert [(one.guid, one.title, one.state) for one in kept.articles()] == [("a", "new", DRAFT), ("b", "b", "")]
    assert (kept.count(), kept.count_of("state = ?", (DRAFT,)), kept.count_of("title = 'a'")) == (2, 1, 0)
    with closing(reopened(kept)) as again:
        assert [one.title for one in again.articles()] == ["new", "b"]
        assert again.record("b") == b"record of b"
        assert (again.record("c"), again.laid("c"), again.article("c")) == (b"", b"", None)


def test_a_slug_belongs_to_one_article(kept: Catalogue) -> None:
    take(kept, article("a"))
    assert (kept.taken("slug-a", "b"), kept.taken("slug-a", "a"), kept.taken("slug-b", "b")) == (True, False, False)
    with pytest.raises(CatalogueError, match="damaged"):
        take(kept, article("b", slug="slug-a"))
    assert kept.count() == 1, "all of it or nothing"


def test_a_place_is_of_the_article_made_last_from_it(kept: Catalogue) -> None:
    take(kept, article("a", place="one"), article("b", place="one"), article("c", place="two"))
    assert [one.guid if (one := kept.at_place(place)) else None for place in ("one", "two", "three")] == [
        "b",
        "c",
        None,
    ]


def test_sheets_begin_with_the_newest(kept: Catalogue) -> None:
    take(kept, *(article(guid, at=at) for guid, at in (("a", 5), ("b", 7), ("c", 5), ("d", 6))))
    assert [one.guid for one in kept.sheet("1", (), 0, 9)] == ["b", "d", "c", "a"]
    assert [one.guid for one in kept.sheet("at < ?", (7,), 1, 1)] == ["c"]


def test_addresses_in_any_dress(kept: Catalogue) -> None:
    take(
        kept,
        article("https://a.test/1", link="https://www.a.test/one.html?utm_source=x"),
        article("plain", link="mailto:x"),
    )
    assert kept.at_address("http://m.a.test/1/") == kept.at_address("https://a.test/one.html#top") == "https://a.test/1"
    assert (kept.at_address("https://a.test/2"), kept.at_address("mailto:x"), kept.at_address("plain")) == ("", "", "")
    kept.alias("https://www.a.test/2", "plain")
    assert kept.at_address("http://a.test/2") == "plain"
    take(kept, article("later", link="https://a.test/3"), article("https://a.test/4", link="https://a.test/1"))
    assert (kept.at_address("https://a.test/3"), kept.at_address("https://a.test/4")) == ("later", "https://a.test/4")
    assert kept.at_address("https://a.test/1") == "https://a.test/1", "the first keeps it"


@pytest.mark.parametrize(("at", "counted"), [(DAY - 1, 0), (DAY, 1), (2 * DAY - 1, 1), (2 * DAY, 0)])
def test_a_day_has_both_its_ends(kept: Catalogue, at: int, counted: int) -> None:
    take(kept, article("a", at=at))
    assert (kept.dated(DAY, before=False), kept.dated(DAY, before=True)) == (counted, counted)
    kept.meet("a", "in/a.html")
    assert (kept.dated(DAY, before=False), kept.dated(DAY, before=True)) == (counted, 0)


def test_what_is_due(kept: Catalogue) -> None:
    take(
        kept,
        article("old", at=10, public=1, shown_from="k", section="s", revision="r"),
        article("ahead", at=30, public=1, shown_from="k"),
        article("waits", at=20, shown_from="j"),
        article("gone", at=5, public=1, state=WITHDRAWN, shown_from="j"),
        article("unseen", at=5, state=REVIEW),
    )
    assert [one.guid for one in kept.due(19)] == ["ahead", "old"], "what was public stays so"
    assert [one.guid for one in kept.due(20)] == ["ahead", "waits", "old"]
    assert msgspec.structs.astuple(list(kept.due(0))[-1]) == ("old", "slug-old", "s", "r", 10)
    assert (kept.is_newly_due(19), kept.is_newly_due(20)) == (False, True)
    assert (kept.stale("k", 19), kept.stale("k", 20), kept.stale("", 20)) == ([], ["waits"], ["old", "ahead", "waits"])
    assert kept.newest_public() == 30
    kept.commit([], [], [], {}, 20)
    assert not kept.is_newly_due(20)
    assert [(one.guid, one.public) for one in kept.articles()][2:] == [("waits", 1), ("gone", 1), ("unseen", 0)]


def test_nothing_is_public_yet(kept: Catalogue) -> None:
    assert (kept.newest_public(), kept.count(), kept.last_event(""), kept.clips_met()) == (0, 0, 0, 0)
    assert (kept.last_deed(), kept.built_up_to(), kept.sendings(), kept.questions_open()) == (0, 0, 0, 0)
    assert (kept.is_newly_due(1), kept.settled(), kept.former(), kept.pages()) == (False, "", [], [])


def test_tags_that_are_to_be_written_anew(kept: Catalogue) -> None:
    take(kept, article("a", tagged_from="k"), article("b"), article("c", state=DRAFT))
    assert (kept.untagged("k"), kept.untagged("j")) == (["b"], ["a", "b"])


def test_what_a_killed_build_laid_out_is_forgotten(kept: Catalogue) -> None:
    take(kept, article("a", fresh=1, shown_from="k"), article("b", shown_from="k"))
    kept.forget_fresh()
    assert [(one.fresh, one.shown_from) for one in kept.articles()] == [(0, ""), (0, "k")]
    kept.change("b", shown_from="j", public=1)
    assert [(one.public, one.shown_from) for one in kept.articles()] == [(0, ""), (1, "j")]


def test_events_in_order(kept: Catalogue) -> None:
    take(kept, article("a", public=1, section="x yy"), article("b", section="x"), article("c", public=1))
    told = [
        Event("a", 3, WITHDRAWN, "why", "who"),
        Event("b", 9, DRAFT),
        Event("a", 5, "restored"),
        Event("c", 4, "alias"),
    ]
    for event in told:
        kept.tell(event)
    assert list(kept.events("a")) == [told[0], told[2]]
    assert [kept.last_event(section) for section in ("", "x", "yy", "y", "z")] == [5, 5, 5, 0, 0]


def test_what_has_no_date_keeps_its_first(kept: Catalogue) -> None:
    assert [kept.first_seen("a", "2026-01-01"), kept.first_seen("a", "2027-01-01")] == ["2026-01-01"] * 2


def test_one_article_of_two_places_is_met_once_a_build(kept: Catalogue) -> None:
    kept.take(article("a"), b'{"clips": 3}', b"")
    kept.take(article("b"), b'{"clips": 4}', b"")
    assert [kept.meet("a", place) for place in ("one", "one", "two")] == ["", "", "one"]
    assert kept.clips_met() == 3
    with closing(reopened(kept)) as again:
        assert again.meet("a", "two") == ""


# ── what an editor is asked ───────────────────────────────────────────────────────────────────────────────────────


def test_words_in_doubt(kept: Catalogue) -> None:
    kept.doubt("a", [Doubted("行", "xíng", "w", "s1"), Doubted("重", "zhòng", "w", "s2")])
    kept.doubt("b", [Doubted("重", "chóng", "v", "s3"), Doubted("长", "cháng", "v", "s4")])
    assert [(one.word, one.sentence) for one in kept.doubts()] == [("行", "s1"), ("重", "s2"), ("长", "s4")]
    assert [(one.word, one.articles, one.guid, one.last) for one in kept.open_doubts(0, 9)] == [
        ("重", 2, "a", 0),
        ("行", 1, "a", 0),
        ("长", 1, "b", 0),
    ]
    assert [one.word for one in kept.open_doubts(1, 1)] == ["行"]
    assert kept.doubts_open() == 3
    kept.doubt("a", [])
    assert [(one.word, one.sentence) for one in kept.doubts()] == [("重", "s3"), ("长", "s4")]


def test_what_is_settled_is_not_asked_again(kept: Catalogue) -> None:
    kept.doubt("a", [Doubted(word, "x", "w", "s") for word in "行重长"])
    kept.keep_readings({"行": "", "重": "row"}, Deed(1, "", READING, "行", DISMISSED))
    assert (kept.readings(), kept.doubts_open()) == ({"行": "", "重": "row"}, 2)
    kept.note(Deed(2, "li", READING, "重", MENDED))
    assert [(one.word, one.last) for one in kept.open_doubts(0, 9)] == [("长", 0)]
    kept.note(Deed(3, "li", READING, "重", ASKED))
    assert [(one.word, one.last) for one in kept.open_doubts(0, 9)] == [("重", 3), ("长", 0)]
    kept.keep_readings({})
    assert (kept.readings(), kept.doubts_open()) == ({}, 3)


def test_questions_of_a_page(kept: Catalogue) -> None:
    kept.ask("a", [Asked("t", "about", "why", "set")])
    kept.ask("b", [Asked("u", "1", "", ""), Asked("u", "2", "", "")])
    kept.ask("a", [Asked("t", "new", "why", "set")])
    assert [one.about for one in kept.questions()] == ["1", "2", "new"]
    assert [(one.guid, one.title) for one in kept.open_questions(1, 2)] == [("b", "u"), ("a", "t")]
    assert kept.questions_open() == 3


def test_reports_are_kept_once_and_wait_until_they_are_answered(kept: Catalogue) -> None:
    take(kept, article("a", title="headline"))
    assert [kept.report(1, "a", "s", "行", "0:01"), kept.report(2, "a", "s", "行", "0:01")] == [True, False]
    assert kept.report(3, "a", "s", "", "0:02")
    assert kept.report(4, "nobody's", "s", "", "")
    assert [(one.at, one.word, one.title) for one in kept.reports(0, 9)] == [(1, "行", "headline"), (3, "", "headline")]
    assert [one.at for one in kept.reports(1, 9)] == [3]
    assert kept.reports_open() == 2
    first = next(kept.reports(0, 1))
    kept.note(Deed(5, "", REPORT, str(first.number), DISMISSED))
    assert ([one.at for one in kept.reports(0, 9)], kept.reports_open()) == ([3], 1)


def test_what_is_asked_of_a_section(kept: Catalogue) -> None:
    take(
        kept,
        article("a", section="news health"),
        article("b", section="news"),
        article("c"),
        article("d", section="new"),
    )
    kept.doubt("a", [Doubted("行", "x", "w", "s1")])
    kept.doubt("b", [Doubted("行", "x", "w", "s2"), Doubted("重", "x", "w", "s2")])
    kept.doubt("c", [Doubted("长", "x", "w", "s3")])
    for guid in ("a", "b", "c", "a page without an article"):
        kept.ask(guid, [Asked(guid, "about", "", "")])
        kept.report(1, guid, "s", "", "")
    assert kept.sections() == ["health", "new", "news"]
    told = {
        name: (
            [(one.word, one.articles) for one in kept.open_doubts(0, 9, name)],
            [one.guid for one in kept.open_questions(0, 9, name)],
            [one.guid for one in kept.reports(0, 9, name)],
            kept.count_of(catalogue.IN_SECTION, (name, name)),
        )
        for name in ("news", "health", "new", "")
    }
    assert told == {
        "news": ([("行", 2), ("重", 1)], ["a", "b"], ["a", "b"], 2),
        "health": ([("行", 1)], ["a"], ["a"], 1),
        "new": ([], [], [], 1),
        "": ([("行", 2), ("重", 1), ("长", 1)], ["a", "b", "c", "a page without an article"], ["a", "b", "c"], 4),
    }
    for name, (doubts, questions, reports, _) in told.items():
        counts = kept.doubts_open(name), kept.questions_open(name), kept.reports_open(name)
        assert counts == (len(doubts), len(questions), len(reports)), name


def test_deeds_are_only_added(kept: Catalogue) -> None:
    kept.note(*(Deed(at, "li", READING, word, MENDED, articles=at) for at, word in enumerate("行重长", start=1)))
    kept.note(Deed(4, "", LINE, "line", "speak", place="in/a"))
    assert [(one.number, one.about) for one in kept.deeds("kind = ?", (READING,))] == [(3, "长"), (2, "重"), (1, "行")]
    assert [one.about for one in kept.deeds("1", (), 1, 2)] == ["长", "重"]
    assert (kept.deeds_of(f"kind = '{LINE}'"), kept.deeds_of("1")) == (1, 4)
    assert (kept.last_deed(), kept.last_deed("kind = ? AND number <= ?", (READING, 2))) == (4, 2)
    for query in ("UPDATE deed SET who = 'x'", "DELETE FROM deed"):
        with pytest.raises(CatalogueError, match="stays written"), kept.transaction():
            kept._db.execute(query)  # noqa: SLF001 - what a mistake of ours would do
    kept.note(Deed(5, "", BUILT, "", "built", after="3"), Deed(6, "", BUILT, "", "built", after="12"))
    assert kept.built_up_to() == 12


# ── sites ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_is_learned_once(kept: Catalogue) -> None:
    for place, lines in (("1", ["a", "b"]), ("2", ["b", "c"]), ("1", ["a", "b"])):
        kept.learn("site", place, lines)
    kept.learn("other", "3", ["b"])
    assert kept.seen("site", ["a", "b", "c", "d"]) == {"a": 1, "b": 2, "c": 1}
    assert (kept.pages_learned("site"), kept.pages_learned("other"), kept.pages_learned("none")) == (2, 1, 0)
    assert (kept.knows("1"), kept.knows("4")) == (True, False)


@pytest.mark.parametrize("count", [0, 499, 500, 501, 1200])
def test_any_number_of_lines_is_looked_up(kept: Catalogue, count: int) -> None:
    lines = [str(number) for number in range(count)]
    kept.learn("site", "1", lines)
    assert kept.seen("site", lines) == dict.fromkeys(lines, 1)


def test_visits(kept: Catalogue) -> None:
    visits = Visit("e", "m", "d", "c", b"body"), Visit("", "", "d2", "", b"")
    for visit in visits:
        kept.keep_visit("https://a.test/", visit)
        assert kept.visit("https://a.test/") == visit
    assert kept.visit("https://b.test/") is None


# ── what is public ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_show_keeps_its_guid_and_its_token(kept: Catalogue) -> None:
    one, two = str(uuid.uuid5(uuid.NAMESPACE_URL, "1")), str(uuid.uuid5(uuid.NAMESPACE_URL, "2"))
    assert [kept.show_guid("feed", one), kept.show_guid("feed", two)] == [one, one]
    other = kept.show_guid("news", one)
    assert other not in (one, two), "another show's guid is not taken"
    assert kept.show_guid("news", one) == other
    assert [kept.token("p", "t1"), kept.token("p", "t2"), kept.token("q", "t2")] == ["t1", "t1", "t2"]


def test_where_the_site_was(kept: Catalogue) -> None:
    for number, url in enumerate(["a", "a", "b", "c", "a"], start=1):
        kept.settled_at(url, number)
    assert kept.settled() == "a"
    assert kept.former() == [("b", 4), ("c", 5)], "where it is now, it was never"


def test_files_of_ours(kept: Catalogue) -> None:
    kept.claim("episodes/a/x.mp3", 3)
    with kept.transaction():
        kept.sized([("episodes/ab/y", 4), ("feed.xml", 5)])
    kept.claim("feed.xml", 6)
    assert list(kept.files()) == [("episodes/a/x.mp3", 3), ("episodes/ab/y", 4), ("feed.xml", 6)]
    assert (kept.files_below("episodes/a/"), kept.owns("feed.xml"), kept.owns("x")) == (
        ["episodes/a/x.mp3"],
        True,
        False,
    )
    kept.keep_key("feed.xml", "k")
    kept.disown(["feed.xml", "x"])
    assert (kept.owns("feed.xml"), kept.made_from("feed.xml"), len(list(kept.files()))) == (False, "", 2)


def test_a_release_is_decided_and_carried_out(kept: Catalogue) -> None:
    take(kept, article("a", fresh=1), article("out"), article("later", at=9), article("gone", state=WITHDRAWN))
    kept.keep_key("old.html", "k")
    kept.claim("gone.mp3", 1)
    moves = [(3, "index.html", 8), (0, "a.mp3", 7), (3, "b.html", 9)]
    kept.commit(moves, ["gone.mp3"], ["held.mp3"], {"index.html": "k"}, 8, ("out",))
    with closing(reopened(kept)) as again:
        assert list(again.pending()) == [
            ("a.mp3", MOVE),
            ("b.html", MOVE),
            ("index.html", MOVE),
            ("held.mp3", HOLD),
            ("gone.mp3", REMOVE),
        ]
        assert again.pages() == ["index.html"]
        assert dict(again.files()) == {"index.html": 8, "a.mp3": 7, "b.html": 9, "gone.mp3": 1}
        assert [(one.guid, one.public, one.fresh) for one in again.articles()] == [
            ("a", 1, 0),
            ("out", 0, 0),
            ("later", 0, 0),
            ("gone", 0, 0),
        ]
        again.carried_out()
        assert (list(again.pending()), again.owns("gone.mp3"), again.owns("a.mp3")) == ([], False, True)


def test_what_was_delivered(kept: Catalogue) -> None:
    one, two = Sent(1, 2, "d"), Sent(3, 4, "e")
    kept.keep_sent("t", "a", one)
    kept.keep_sent("t", "b", two, brought=False)
    kept.keep_sent("u", "a", two)
    assert (kept.sent("t"), kept.sent("u"), kept.sendings()) == ({"a": one, "b": two}, {"a": two}, 2)
    kept.keep_sent("t", "a", None)
    kept.forget_sent("u")
    assert (kept.sent("t"), kept.sent("u"), kept.sendings()) == ({"b": two}, {}, 2)


# ── the file ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_of_it_or_nothing(kept: Catalogue) -> None:
    def failing() -> None:
        with kept.transaction():
            kept.tell(Event("a", 1, "x"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert list(kept.events("a")) == []
    with kept.transaction():
        kept.tell(Event("a", 1, "x"))
    with closing(reopened(kept)) as again:
        assert len(list(again.events("a"))) == 1


def test_a_catalogue_is_in_place_only_when_it_is_whole(tmp_path: Path) -> None:
    made = catalogue.create(tmp_path)
    take(made, article("a"))
    assert not catalogue.kept(tmp_path)
    made.settle()
    assert catalogue.kept(tmp_path)
    assert made.path == tmp_path / catalogue.NAME
    assert made.path.stat().st_mode & 0o777 == 0o644, "others may read it"
    assert made.path.read_bytes()[68:72] == b"narr", "by which it is known, also to older ones"
    take(made, article("b"))
    made.close()
    with closing(catalogue.opened(tmp_path, readonly=True)) as seen:
        assert seen.count() == 2
        assert seen.is_current
        with pytest.raises(OutputError, match="no permission"):
            seen.tell(Event("a", 1, "x"))


def test_each_older_catalogue_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for steps in range(1, len(schema.STEPS)):
        root = tmp_path / str(steps)
        with monkeypatch.context() as older:
            older.setattr(database, "STEPS", schema.STEPS[:steps])
            with closing(catalogue.create(root)) as made:
                made.settle()
        with closing(catalogue.opened(root, readonly=True)) as seen:
            assert not seen.is_current
        with closing(catalogue.opened(root)) as kept:
            take(kept, article("a"))
            assert kept.is_current
        db = sqlite3.connect(root / catalogue.NAME)
        assert db.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)
        db.close()
