"""What an editor says of one article, whatever its page says: built, noted, taken back; the others are left as they are."""

from __future__ import annotations

import glob
from datetime import date
from pathlib import Path

import feedparser
import msgspec
import pytest
from conftest import contents, narrate
from hypothesis import given, settings
from hypothesis import strategies as st
from test_catalogue import QUIET, build, canonical, items, page
from test_rulings import FILES, PLACES, parsed

from narrate import config, deeds, inbox, rulings
from narrate.errors import ChangedError, ConfigError, OutputError, SourceError, VoiceError
from narrate.rulings import ABOUT

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "title": WORDS,
        "author": WORDS,
        "publisher": WORDS,
        "published": st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(str),
    },
)


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(FILES)), place=st.sampled_from(PLACES[1:]), said=SAID)
def test_what_is_said_of_an_article_is_written_and_taken_back(name: str, place: str, said: dict[str, str]) -> None:
    before = FILES[name]
    text = rulings.with_told(before, place, said)
    assert rulings.told(parsed(text), place) == {name: value for name, value in said.items() if value}
    assert rulings.told(parsed(text), "another.html") == {}
    back = rulings.with_told(text, place, dict.fromkeys(said, ""))
    assert parsed(back) == parsed(before), "nothing else of it was touched"


def ruled(place: Path, **about: str) -> config.Settings:
    rule = config.Rule(glob.escape(str(place)), **about)
    return msgspec.structs.replace(QUIET, sources=config.Sources(rules=(rule,)))


def test_it_is_believed_whatever_the_page_says(tmp_path: Path) -> None:
    one, dist = page(tmp_path / "in" / "1.html", "网页自己的标题"), tmp_path / "dist"
    said = {"title": "编辑给的标题", "author": "王五", "publisher": "某报", "published": "2023-02-01"}
    build(one, out=dist, settings=ruled(one, **said))
    (entry,) = feedparser.parse((dist / "feed.xml").read_bytes()).entries
    assert (entry.title, entry.published) == ("编辑给的标题", "Wed, 01 Feb 2023 00:00:00 +0800")
    found = inbox.heard(dist, entry.id)
    assert (found.record.author, found.record.publisher) == ("王五", "某报")
    assert found.evidence["title"] == {"value": "编辑给的标题", "found": "narrate.toml"}
    texts = [utterance.text for utterance, _ in found.sentences]
    assert "编辑给的标题" in texts
    assert "网页自己的标题" not in "".join(texts), "the page's own is a headline all the same, and not said"


def test_a_rule_for_one_article_leaves_the_others_unread(tmp_path: Path) -> None:
    one, other, dist = (
        page(tmp_path / "in" / "1.html", "第一篇的标题"),
        page(tmp_path / "in" / "2.html", "第二篇的标题"),
        tmp_path / "dist",
    )
    build(tmp_path / "in", out=dist)
    sounds = {path for path in contents(dist) if path.endswith(".mp3")}
    report = build(tmp_path / "in", out=dist, settings=ruled(one, author="王五"))
    assert (report.unchanged, len(report.outcomes)) == (1, 1), "it alone is made anew"
    assert {path for path in contents(dist) if path.endswith(".mp3")} >= sounds
    assert build(tmp_path / "in", out=dist, settings=ruled(one, author="王五")).unchanged == 2
    assert build(tmp_path / "in", out=dist, settings=ruled(other, author="王五")).unchanged == 0, (
        "one is as its page says again"
    )


def test_an_article_from_a_file_may_be_named_by_its_address(tmp_path: Path) -> None:
    source, toml, dist = tmp_path / "in" / "a.html", tmp_path / "narrate.toml", tmp_path / "dist"
    canonical(page(source), "https://news.example.cn/7.html")
    build(source, out=dist)
    deeds.describe(dist, toml, "http://m.news.example.cn/7.html?from=timeline", {"title": "另一个标题"}, "李")
    build(source, out=dist, settings=msgspec.structs.replace(config.load_settings(toml), delivery=QUIET.delivery))
    assert items(dist) == {"另一个标题": "https://news.example.cn/7.html"}


def test_it_has_a_voice_to_itself(tmp_path: Path) -> None:
    one, other = page(tmp_path / "1.html", "第一篇的标题"), page(tmp_path / "2.html", "第二篇的标题")
    chosen = ruled(one, voice="espeak_cmn")
    assert [config.manner_at(chosen, str(at)).voice for at in (one, other)] == ["espeak_cmn", ""]
    recipe = config.recipe(chosen, None, "")
    assert recipe.at(str(one)).voice("zh-CN").id == "espeak_cmn"
    assert config.recipe(chosen, "tone", "").at(str(one)).voice("zh-CN").id == "tone", "who asks for one hears that"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"published": "gestern"}, "no date"),
        ({"published": "0001-01-01"}, "no date"),
        ({"voice": "nobody"}, "no voice 'nobody'"),
    ],
)
def test_what_can_not_be_is_refused_and_not_written(said: dict[str, str], told: str, tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    with pytest.raises((ConfigError, VoiceError), match=told):
        rulings.tell(path, "in/1.html", said)
    assert not path.exists()


def test_another_rule_that_would_win_is_named(tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    rulings.tell(path, "in/1.html", {"title": "甲"})
    with path.open("a", encoding="utf-8") as file:
        file.write('[[sources.rules]]\nmatch = "in/*"\ntitle = "乙"\n')
    with pytest.raises(ConfigError, match="would still say '乙' of its title"):
        rulings.tell(path, "in/1.html", {"title": "丙"})


def test_two_editors_do_not_overwrite_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dist, path = tmp_path / "dist", tmp_path / "narrate.toml"
    build(page(tmp_path / "in" / "1.html"), out=dist)
    monkeypatch.chdir(tmp_path)
    deeds.describe(dist, path, "in/1.html", {"title": "甲", "author": "王五"}, "li", {})
    with pytest.raises(ChangedError):
        deeds.describe(dist, path, "in/1.html", {"title": "乙"}, "wang", {})
    assert rulings.told(config.load_settings(path), "in/1.html") == {"title": "甲", "author": "王五"}
    deeds.describe(dist, path, "in/1.html", {"title": "乙"}, "wang", {"title": "甲"})
    assert [(one.about, one.before, one.after, one.who) for one in inbox.waiting(dist)] == [
        ("title", "甲", "乙", "wang"),
        ("author", "", "王五", "li"),
    ]
    deeds.describe(dist, path, "in/1.html", {"title": "", "author": ""}, "li")
    assert inbox.waiting(dist) == (), "what was undone again waits for nothing"


def test_a_place_is_one_wherever_it_is_named_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, path, dist = page(tmp_path / "in" / "1.html"), tmp_path / "narrate.toml", tmp_path / "dist"
    monkeypatch.chdir(tmp_path)
    for place in ("in/1.html", "./in/1.html", str(one)):
        deeds.describe(dist, path, place, {"title": f"第{len(place)}次说的标题"}, "li")
    assert path.read_text("utf-8").count("match = ") == 1
    settings = msgspec.structs.replace(config.load_settings(path), delivery=QUIET.delivery)
    for place in (Path("in"), tmp_path / "in", Path("in/1.html")):
        build(place, out=dist, settings=settings)
        assert [entry.title for entry in feedparser.parse((dist / "feed.xml").read_bytes()).entries] == [
            f"第{len(str(one))}次说的标题"
        ]
    monkeypatch.chdir(tmp_path / "in")
    elsewhere = msgspec.structs.replace(config.load_settings(Path("../narrate.toml")), delivery=QUIET.delivery)
    assert build(Path(), out=dist, settings=elsewhere).unchanged == 1


def test_what_is_no_file_of_settings_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path / "1.html")
    monkeypatch.chdir(tmp_path)
    for path in (Path("/dev/null"), tmp_path):
        with pytest.raises((ConfigError, OutputError)):
            rulings.tell(path, "1.html", {"title": "甲"})
    assert not Path("/dev/null").is_file()
    for value in ("甲" * 301, "两\n行", "\x00", "\ud800"):
        with pytest.raises(ConfigError, match="one line"):
            rulings.tell(tmp_path / "narrate.toml", "1.html", {"title": value})
    with pytest.raises(SourceError, match="no such file"):
        deeds.describe(tmp_path / "dist", tmp_path / "narrate.toml", "2.html", {"title": "甲"}, "li")


def test_by_the_command(tmp_path: Path) -> None:
    page(tmp_path / "1.html", "网页自己的标题")
    assert "say something of it" in narrate("about", "1.html", cwd=tmp_path, status=2).stderr.replace("\n", " ")
    narrate("about", "1.html", "--title", "编辑给的标题", cwd=tmp_path)
    assert "编辑给的标题" in narrate("clean", "1.html", "--json", cwd=tmp_path).stdout
    narrate("about", "1.html", "--title", "", cwd=tmp_path)
    assert "网页自己的标题" in narrate("clean", "1.html", "--json", cwd=tmp_path).stdout
    assert set(ABOUT) == {*config.TOLD, *config.MANNER, *config.SORTED}
