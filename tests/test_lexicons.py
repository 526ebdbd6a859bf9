"""Lexicons as files: check, PLS there and back, and the editor's queue from a build into the next."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import narrate
from test_catalogue import build, page

from narrate import lexicons
from narrate.config import lexicon_file, voices_folder
from narrate.errors import ConfigError
from narrate.mending import in_sentence
from narrate.read import read_text
from narrate.read.lexicon import Entry, Lexicon

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = [
    Entry("六安", pinyin="lu4 an1", why="地名"),
    Entry("GDP", alias="国内生产总值"),
    Entry("AT&T", alias='“电报”\\"电话'),
]


def test_pls_there_and_back() -> None:
    back = lexicons.from_pls(lexicons.to_pls(ENTRIES), "a.pls")
    assert [(e.grapheme, e.alias, e.syllables) for e in back] == [(e.grapheme, e.alias, e.syllables) for e in ENTRIES]


def test_toml_there_and_back(tmp_path: Path) -> None:
    entries = [
        *ENTRIES,
        Entry("朝阳", pinyin="zhao1 yang2", before="[是\\s]", after="产业"),
        Entry("单", pinyin="shan4", surname=True),
    ]
    (tmp_path / "a.toml").write_text(lexicons.to_toml(entries), "utf-8")
    back = lexicon_file(tmp_path / "a.toml")
    assert [(e.grapheme, e.alias, e.pinyin, e.before, e.after, e.surname) for e in back] == [
        (e.grapheme, e.alias, e.pinyin, e.before, e.after, e.surname) for e in entries
    ]


@pytest.mark.parametrize(
    "content",
    [b"no xml", b"<a/>", lexicons.to_pls(ENTRIES).replace(b"x-pinyin", b"ipa"),
     b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
)  # fmt: skip
def test_hostile_pls_is_explained(content: bytes) -> None:
    with pytest.raises(ConfigError):
        lexicons.from_pls(content, "a.pls")


def test_check_finds_what_is_useless_and_what_collides() -> None:
    words = (Entry("中国", pinyin="zhong1 guo2"), Entry("六安", pinyin="lu4 an1"), Entry("六安", pinyin="liu4 an1"))
    found = {(f.grapheme, f.problem.split()[0]) for f in lexicons.check(Lexicon(words))}
    assert ("中国", "changes") in found
    assert ("六安", "collides") in found


@pytest.mark.parametrize(
    ("entry", "text"),
    [(Entry("部将", pinyin="bu4 jiang4"), "民政部将公布名单"), (Entry("似的", pinyin="shi4 de5"), "相似的看法"),
     (Entry("发卡", pinyin="fa4 qia3", before="戴"), "医保卡发卡点"), (Entry("率部", alias="率领部队"), "出席率部分下降")],
)  # fmt: skip
def test_an_entry_ends_where_a_word_ends(entry: Entry, text: str) -> None:
    plain, told = read_text(text), read_text(text, lexicon=Lexicon((entry,)))
    assert (plain.spoken, plain.tones) == (told.spoken, told.tones)
    assert not lexicons.across(entry)


def test_check_tries_entries_across_the_borders_of_words() -> None:
    crossing = Entry("部将", pinyin="bu4 jiang4", before="[育治务交]")
    assert [f.problem for f in lexicons.check(Lexicon((crossing,))) if "context" in f.problem]


def test_narrates_own_lexicon_is_sound(tmp_path: Path) -> None:
    ran = narrate("lexicon", "check", cwd=tmp_path)
    assert "0 to look at" in ran.stdout


def test_the_queue_feeds_the_lexicon_and_only_its_sentence_is_said_anew(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "镇上的新厂今年开工了\n\n新厂的名字叫Xylofene，今年春天开工，来了不少人。\n\n工人说，这里的活不重，大家都愿意来做。\n",
        "utf-8",
    )
    first = narrate("build", "a.txt", "--voice", "tone", cwd=tmp_path)
    assert "Xylofene" in first.stdout
    queue = tmp_path / "dist/.narrate/readings.toml"
    corrected = re.sub(r'alias = "Xylofene"', 'alias = "赛罗芬"', queue.read_text("utf-8"))
    assert corrected != queue.read_text("utf-8")
    queue.write_text(corrected, "utf-8")
    narrate("lexicon", "import", "dist/.narrate/readings.toml", cwd=tmp_path)
    second = narrate("build", "a.txt", "--voice", "tone", cwd=tmp_path)
    assert "clips anew 1," in second.stdout
    assert "Xylofene" in (next((tmp_path / "dist/episodes").glob("*/transcript.vtt"))).read_text("utf-8")
    assert "Unsure: Xylofene" not in second.stdout


def test_a_reading_for_one_article_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    for name, at in (("a", "河边"), ("b", "山脚")):
        (tmp_path / f"{name}.txt").write_text(
            f"{at}的集市今天开了\n\n{at}的集市由单新民主持，来了不少人。\n\n大家说，{at}的日子越来越好了。\n", "utf-8"
        )
    (tmp_path / "words.toml").write_text('entry = [{ grapheme = "单新民", alias = "善新民" }]\n', "utf-8")
    narrate("build", "a.txt", "b.txt", "--voice", "tone", cwd=tmp_path)
    narrate("lexicon", "import", "words.toml", "--only", str(tmp_path / "a.txt"), cwd=tmp_path)
    assert tomllib.loads((tmp_path / "lexicon.toml").read_text("utf-8"))["entry"][0]["only"] == "a.txt"
    second = narrate("build", "a.txt", "b.txt", "--voice", "tone", cwd=tmp_path)
    assert "clips anew 1," in second.stdout
    narrate("lexicon", "import", "words.toml", cwd=tmp_path)
    held = tomllib.loads((tmp_path / "lexicon.toml").read_text("utf-8"))["entry"]
    assert [row.get("only", "") for row in held] == ["a.txt", ""], "one does not take the other's place"
    third = narrate("build", "a.txt", "b.txt", "--voice", "tone", cwd=tmp_path)
    assert "clips anew 1," in third.stdout


def test_a_reading_for_new_articles_leaves_those_that_are_public(tmp_path: Path) -> None:
    for name, at, day in (("a", "河边", "2026-11-29"), ("b", "山脚", "2026-11-30")):
        (tmp_path / f"{name}.txt").write_text(
            f"{at}的集市今天开了\n\n发布时间：{day} 08:00\n\n{at}的集市由单新民主持，来了不少人。\n\n大家说，{at}的日子越来越好了。\n",
            "utf-8",
        )
    (tmp_path / "words.toml").write_text('entry = [{ grapheme = "单新民", alias = "善新民" }]\n', "utf-8")
    narrate("build", "a.txt", "b.txt", "--voice", "tone", cwd=tmp_path)
    wrong = narrate("lexicon", "import", "words.toml", "--since", "30.11.2026", cwd=tmp_path, status=3)
    assert "is not a day" in wrong.stderr
    narrate("lexicon", "import", "words.toml", "--since", "2026-11-30", cwd=tmp_path)
    assert tomllib.loads((tmp_path / "lexicon.toml").read_text("utf-8"))["entry"][0]["since"] == "2026-11-30"
    assert "in 1 sentences" in narrate("build", "a.txt", "b.txt", "--voice", "tone", "--dry-run", cwd=tmp_path).stdout
    built = narrate("build", "a.txt", "b.txt", "--voice", "tone", cwd=tmp_path)
    assert "clips anew 1," in built.stdout
    narrate("catalogue", "rebuild", cwd=tmp_path)
    again = narrate("build", "a.txt", "b.txt", "--voice", "tone", cwd=tmp_path)
    assert "clips anew 0," in again.stdout, "their days are known without a catalogue"


def test_an_entry_holds_from_its_day_on() -> None:
    site, new = Entry("六安", alias="甲"), Entry("六安", alias="乙", since="2026-11-30")
    words = Lexicon((site, new))

    def said(words: Lexicon) -> list[str]:
        return [entry.alias for _, entry in words.matches("去六安", aliases=True)]

    assert [said(words.of(day)) for day in ("2026-11-29", "2026-11-30", "2026-12-01")] == [["甲"], ["乙"], ["乙"]]
    assert said(words) == ["乙"], "a text without a day is new"
    assert Lexicon((site,)).of("2026-11-29").entries == (site,)
    assert [Entry("六安", alias="乙", since=day).mistake == "" for day in ("2026-11-30", "2026-11", "2026-13-01", "x")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert lexicons.from_row(lexicons.row_of(new)) == replace(new, origin="lexicon.toml")
    assert len(lexicons.to_pls([new]).splitlines()) < len(lexicons.to_pls([site]).splitlines()), "PLS knows no days"


def test_what_is_for_some_articles_wins_there_and_holds_nowhere_else() -> None:
    site, there = Entry("六安", alias="甲"), Entry("六安", alias="乙", only="in/*.html")
    words = Lexicon((there, site))
    assert [entry.alias for _, entry in words.matches("去六安", aliases=True)] == ["甲"]
    assert [entry.alias for _, entry in words.at({"in/1.html"}).matches("去六安", aliases=True)] == ["乙"]
    sentence = Entry("六安", alias="丙", before="又去", only="in/*.html")
    both = Lexicon((sentence, there)).at({"in/1.html"})
    assert [entry.alias for _, entry in both.matches("又去六安，去六安", aliases=True)] == ["丙", "乙"]
    assert words.at({"out/1.html"}) is words
    assert [entry.grapheme for entry in lexicons.from_pls(lexicons.to_pls([there, Entry("乙", alias="丙")]), "x")] == [
        "乙"
    ]


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        ("大家都乐坏了。", "大家都", "坏了"),
        ("乐坏了", "", "坏了"),
        ("3月，乐", "", ""),
        ("一二三四五六七八九乐2", "二三四五六七八九", ""),
        ("没有这个词", "", ""),
    ],
)
def test_a_reading_for_one_sentence_knows_it_by_what_stands_around(sentence: str, before: str, after: str) -> None:
    entry = in_sentence(Entry("乐", pinyin="le4"), sentence)
    assert (entry.before, entry.after) == (before, after)


def test_what_an_editor_has_done_to_the_queue_stays(tmp_path: Path) -> None:
    dist, names = tmp_path / "dist", ("Xylofene", "Qrtzling", "Vwxhaus")
    for number, name in enumerate(names):
        page(tmp_path / "in" / f"{number}.html", f"第{number}家新厂开工", 展厅=f"{name}厂")
    build(tmp_path / "in", out=dist)
    queue = dist / ".narrate" / "readings.toml"
    text = queue.read_text("utf-8")
    assert [e.grapheme for e in lexicon_file(queue) if e.grapheme in names] == list(names)
    lines = [line for line in text.splitlines(keepends=True) if "Qrtzling" not in line]
    queue.write_text("".join(lines).replace('alias = "Xylofene"', 'alias = "赛罗芬"'), "utf-8")
    for number in (3, 4):
        page(
            tmp_path / "in" / f"{number}.html",
            f"第{number}家新厂开工",
            展厅="Zqpwerk厂" if number == 3 else "Qrtzling厂",
        )
        report = build(tmp_path / "in", out=dist)
        asked = {entry.grapheme: entry.alias for entry in lexicon_file(queue)}
        assert asked["Xylofene"] == "赛罗芬", "corrected, until it is imported"
        assert "Qrtzling" not in asked, "struck out"
        assert asked["Vwxhaus"] == "Vwxhaus"
        assert "Qrtzling" not in {unsure.word for unsure in report.unsure}
    assert "Zqpwerk" in asked
    queue.write_text("entry = [ half", "utf-8")
    page(tmp_path / "in" / "5.html", "第5家新厂开工")
    build(tmp_path / "in", out=dist)
    assert queue.read_text("utf-8") == "entry = [ half", "an editor is in the middle of it"


def test_wrong_entries_are_explained(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text('lexicon = [{ grapheme = "六安", pinyin = "lu4" }]\n', "utf-8")
    ran = narrate("read", "六安", cwd=tmp_path, status=3)
    assert "1 syllables for 2 characters" in ran.stderr


def test_import_keeps_comments_and_writes_beside_narrate_toml(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text("", "utf-8")
    (tmp_path / "lexicon.toml").write_text(
        '# 我们的词\nentry = [\n  # 人名\n  { grapheme = "单雄信", alias = "甲" },  # 再想想\n  { grapheme = "六安", pinyin = "lu4 an1" },\n]\n',
        "utf-8",
    )
    (tmp_path / "new.toml").write_text(
        'entry = [{ grapheme = "单雄信", pinyin = "shan4 xiong2 xin4" }, { grapheme = "XQLab", alias = "某实验室" }]\n',
        "utf-8",
    )
    assert "2 taken, 3 in all" in narrate("lexicon", "import", "new.toml", cwd=tmp_path).stdout
    text = (tmp_path / "lexicon.toml").read_text("utf-8")
    assert "# 我们的词" in text
    assert "# 人名" in text
    assert [(e.grapheme, e.alias, e.pinyin) for e in lexicon_file(tmp_path / "lexicon.toml")] == [
        ("单雄信", "", "shan4 xiong2 xin4"), ("六安", "", "lu4 an1"), ("XQLab", "某实验室", ""),
    ]  # fmt: skip
    assert "某实验室" in narrate("read", "XQLab", cwd=tmp_path).stdout


def test_import_into_tables_of_their_own() -> None:
    text = '[[entry]]\ngrapheme = "六安"\npinyin = "lu4 an1"\n'
    grown = lexicons.with_entries(text, [Entry("单", pinyin="shan4", surname=True)])
    assert grown.startswith(text.rstrip())
    assert "surname = true" in grown


def test_import_never_writes_into_narrate_itself(tmp_path: Path) -> None:
    (tmp_path / "new.toml").write_text('entry = [{ grapheme = "单雄信", pinyin = "shan4 xiong2 xin4" }]\n', "utf-8")
    own = voices_folder() / "lexicon.toml"
    before = own.read_bytes()
    assert "narrate's own" in narrate("lexicon", "import", "new.toml", "--to", own, cwd=tmp_path, status=3).stderr
    narrate("lexicon", "import", tmp_path / "new.toml", "--config", tmp_path / "narrate.toml", cwd=tmp_path, status=3)
    assert own.read_bytes() == before


def test_lines_of_a_lexicon_end_as_they_did(tmp_path: Path) -> None:
    path, entry = tmp_path / "lexicon.toml", Entry("朝阳", pinyin="chao2 yang2")
    path.write_bytes(b'# ours\r\n[[entry]]\r\ngrapheme = "KQX"\r\nalias = "a"\r\n')
    lexicons.take(path, [entry])
    lexicons.drop(path, Entry("KQX"))
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") > 2
    assert "朝阳" in path.read_text("utf-8")
