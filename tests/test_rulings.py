"""Rules of lines as an editor gives them: written as by hand, taken back whole, and built."""

from __future__ import annotations

import re
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import msgspec
import pytest
from conftest import ROOT, contents, narrate
from desks import LINES, page
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate import config, lexicons, rulings
from narrate.desk.switches import switched
from narrate.errors import ConfigError
from narrate.inbox import Line
from narrate.model import Reason
from narrate.read.lexicon import Entry
from narrate.rulings import DROP, FORGET, KEEP, Ruled

FILES = {path.name: path.read_bytes().decode() for path in (ROOT / "tests/cases/desk/settings").glob("*.toml")}
FILES["default.toml"] = (resources.files("narrate") / "narrate.default.toml").read_text("utf-8")
PLACES = ("", "in/b.html", "in/[1]?*.html", "https://a.cn/x?id=3&b=[4]")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=40)
CREDIT = "责任编辑：张三"


def parsed(text: str) -> config.Settings:
    return config.parsed(text, Path(config.NAME))


def comments(text: str) -> list[str]:
    return re.findall(r"#.*", text)


@settings(max_examples=60)
@given(name=st.sampled_from(sorted(FILES)), only=st.sampled_from(PLACES), line=WORDS)
def test_a_line_is_ruled_turned_round_and_given_back(name: str, only: str, line: str) -> None:
    before = FILES[name]
    place = only or "any"
    kept = rulings.with_ruling(before, line, KEEP, only)
    found = rulings.decided(parsed(kept), line, place)
    assert (found.verdict, found.own, bool(found.match)) == (KEEP, True, bool(only))
    assert rulings.with_ruling(kept, line, KEEP, only) == kept, "once is enough"
    dropped = rulings.with_ruling(kept, line, DROP, only)
    found = rulings.decided(parsed(dropped), line, place)
    assert (found.verdict, found.own) == (DROP, True)
    given_back = rulings.with_ruling(dropped, line, FORGET, only)
    assert parsed(given_back) == parsed(before), "nothing else of it was touched"
    assert set(comments(given_back)) >= set(comments(before))
    assert given_back.count("match = ") == before.count("match = ")
    lines = [row.strip() for row in given_back.splitlines()]
    ruled = [row.strip() for row in dropped.splitlines()]
    for comment, table in {"# 声音": "[sound]", "# 停顿": "[pauses]", "# 以下是站点": "[site]"}.items():
        assert all(rows[rows.index(comment) + 1] == table for rows in (lines, ruled) if comment in rows)
    assert rulings.decided(parsed(dropped), f"{line}!", place) == Ruled(), "no other line"
    if only:
        assert rulings.decided(parsed(dropped), line, f"{only}x") == Ruled(), "no other page"


def test_all_else_of_a_file_stays_in_its_place() -> None:
    before = FILES["tables.toml"]
    after = rulings.with_ruling(before, CREDIT, DROP)
    assert [row for row in after.splitlines() if row in before.splitlines()] == before.splitlines()
    assert f"'^{CREDIT}$'" in after


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    with pytest.raises(ConfigError, match="nothing to forget"):
        rulings.rule(path, CREDIT, FORGET)
    assert not path.exists()
    assert rulings.rule(path, CREDIT, KEEP).verdict == KEEP
    assert tomllib.loads(path.read_text("utf-8")) == {"clean": {"keep_lines": [f"^{CREDIT}$"]}}


@pytest.mark.parametrize("text", ["[clean", "[clean]\ncaptions = 3\n", '[clean]\nkeep_lines = ["("]\n'])
def test_a_file_that_is_wrong_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "narrate.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=r"narrate\.toml"):
        rulings.rule(path, CREDIT, KEEP)
    assert path.read_text("utf-8") == text


def test_a_rule_that_would_win_is_named_and_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    path.write_text("[clean]\ndrop_lines = ['^责任']\n", "utf-8")
    for only in ("", "in/a.html"):
        with pytest.raises(ConfigError, match="'\\^责任' under \\[clean\\] would still decide"):
            rulings.rule(path, CREDIT, KEEP, only)
        with pytest.raises(ConfigError, match="nothing to forget"):
            rulings.rule(path, CREDIT, FORGET, only)
    assert path.read_text("utf-8") == "[clean]\ndrop_lines = ['^责任']\n"
    assert rulings.decided(parsed(path.read_text("utf-8")), CREDIT, "x") == Ruled(DROP, "^责任")


def test_who_may_read_the_file_and_where_it_is_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "narrate.toml"
    real.write_text("", "utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    rulings.rule(link, CREDIT, KEEP)
    assert (link.is_symlink(), real.stat().st_mode & 0o777) == (True, 0o600)


ARTICLE = Ruled(DROP, "^x$", "in/b.html", own=True)
SWITCHES = [
    (Line("x", "paragraph"), Ruled(), "p", ("drop here", "drop site")),
    (Line("x", "paragraph"), Ruled(), "", ("drop site",)),
    (Line("x", omitted="credit"), Ruled(), "p", ("keep here", "keep site")),
    (Line("x", omitted=Reason.HEADLINE.value), Ruled(), "p", ()),
    (Line("x", "row"), Ruled(), "p", ()),
    (Line("x", omitted="site rule"), ARTICLE, "p", ("keep here", "forget here")),
    (Line("x", omitted="site rule"), Ruled(DROP, "^x$", own=True), "p", ("keep site", "forget site")),
    (Line("x", omitted="site rule"), Ruled(DROP, "^x"), "p", ()),
    (Line("x", "paragraph"), Ruled(KEEP, "^x$", own=True), "p", ("drop here", "drop site", "forget site")),
    (Line("x", "paragraph"), Ruled(KEEP, "^x"), "p", ("drop here", "drop site")),
    (Line("x", "paragraph"), Ruled(DROP, "^x$", own=True), "p", ("keep site", "forget site")),  # not yet built
]


@pytest.mark.parametrize(("line", "ruled", "place", "deeds"), SWITCHES)
def test_what_can_be_said_of_a_line(line: Line, ruled: Ruled, place: str, deeds: tuple[str, ...]) -> None:
    assert switched(line, ruled, place).deeds == deeds
    shown = switched(line, ruled, place).spoken
    assert shown == (ruled.verdict == KEEP if ruled.verdict else not line.omitted)


def test_the_next_build_does_only_what_a_rule_changes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, title in (("a", "渡口装上了灯"), ("b", "木船漆成了蓝色")):
        (tmp_path / "in" / f"{name}.html").write_text(page(title, LINES if name == "a" else LINES[:3]), "utf-8")
    run = ("build", "in", "--voice", "tone", "-q")
    narrate(*run, cwd=tmp_path)
    first = contents(tmp_path / "dist")
    narrate("line", "drop", LINES[1], "--only", "in/a.html", cwd=tmp_path)
    rulings.rule(tmp_path / "narrate.toml", CREDIT, KEEP, "in/a.html")
    narrate(*run, cwd=tmp_path)
    second = contents(tmp_path / "dist")
    told = {path.parent.name: path.read_text("utf-8") for path in tmp_path.glob("dist/episodes/*/transcript.vtt")}
    told = {slug: (LINES[1] in text, CREDIT in text) for slug, text in told.items()}
    assert sorted(told.values()) == [(False, True), (True, False)]
    changed = {name.split("/")[1] for name, digest in second.items() if name.startswith("episodes/") and first.get(name) != digest}  # fmt: skip
    assert changed == {slug for slug, (dropped, _) in told.items() if not dropped}
    for line in (LINES[1], CREDIT):
        rulings.rule(tmp_path / "narrate.toml", line, FORGET, "in/a.html")
    narrate("line", "forget", CREDIT, cwd=tmp_path, status=ConfigError.status)
    left = config.load_settings(tmp_path / "narrate.toml")
    assert msgspec.structs.replace(left, folder="") == config.Settings(folder="")


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(FILES)), line=WORDS.filter(str.strip))
def test_lines_end_as_they_did(name: str, line: str) -> None:
    unix = FILES[name].replace("\r\n", "\n")
    there = rulings.with_ruling(unix, line, rulings.DROP, "a.html")
    windows = rulings.with_ruling(unix.replace("\n", "\r\n"), line, rulings.DROP, "a.html")
    assert windows == (there.replace("\n", "\r\n") if unix else there)
    back = rulings.with_ruling(windows, line, rulings.FORGET, "a.html")
    assert back == rulings.with_ruling(there, line, rulings.FORGET, "a.html").replace("\n", "\r\n" if unix else "\n")


def test_links_in_a_circle_are_no_file(tmp_path: Path) -> None:
    one, other = tmp_path / "a.toml", tmp_path / "b.toml"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(ConfigError, match="can't be read"):
        rulings.rule(one, "一行", DROP)
    other.unlink()
    rulings.rule(one, "一行", DROP)
    assert other.is_file(), "a link that leads nowhere yet"
    assert one.is_symlink()


def test_a_feed_that_a_rule_names_has_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    path.write_text('[[feeds]]\nname = "culture"\ntitle = "文化"\nmatch = "*/culture/*"\n', "utf-8")
    before = path.read_text("utf-8")
    with pytest.raises(ConfigError, match=r"'sport' is no name of \[\[feeds\]\]"):
        rulings.tell(path, "in/a.html", {"feeds": "sport"})
    assert path.read_text("utf-8") == before
    for said in ("culture", "-", ""):
        rulings.tell(path, "in/a.html", {"feeds": said})
        assert rulings.told(parsed(path.read_text("utf-8")), "in/a.html").get("feeds", "") == said


def test_what_many_say_at_once_is_all_kept(tmp_path: Path) -> None:
    """Before anything is built there is no catalogue whose transaction they could wait for."""
    path, words = tmp_path / "narrate.toml", tmp_path / "lexicon.toml"
    path.write_text("# 一家报纸\n", "utf-8")
    with ThreadPoolExecutor(8) as pool:
        said = [pool.submit(rulings.tell, path, f"{number}.html", {"title": f"第{number}篇"}) for number in range(24)]
        read = [pool.submit(lexicons.take, words, [Entry(f"单{number}明", "善明")]) for number in range(24)]
        assert {one.result() for one in said} == {None}
        assert {one.result() for one in read} == set(range(1, 25)), "each after another"
    settings = config.load_settings(path)
    assert [rulings.told(settings, f"{number}.html")["title"] for number in range(24)] == [
        f"第{n}篇" for n in range(24)
    ]
    assert {entry.grapheme for entry in config.lexicon_file(words)} == {f"单{number}明" for number in range(24)}
    assert path.read_text("utf-8").startswith("# 一家报纸\n")
