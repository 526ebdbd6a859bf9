"""Where an editor lets sections begin: in narrate.toml, in what is built, by the command, and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import narrate
from hypothesis import given, settings
from hypothesis import strategies as st
from test_about import WORDS
from test_catalogue import QUIET, build
from test_rulings import FILES, PLACES, parsed

from narrate import config, deeds, inbox, rulings
from narrate.clean import clean
from narrate.clean.begun import begun
from narrate.clean.rules import Rules
from narrate.desk.switches import Border, border
from narrate.errors import ChangedError, ConfigError, VoiceError
from narrate.model import Heading, Omission, Paragraph, Reason, Script, Section, Source
from narrate.segment import segment

if TYPE_CHECKING:
    from pathlib import Path

PACE = st.sampled_from(["", "0.5", "1.25", "2"])
TITLES = {"河边": "水边", "后来": "", "他们开始说话。": "谈话", "第二天下了雨。": "第二天下了雨。"}
ACCOUNT = (
    Heading("河边", 3),
    Paragraph("一条船。"),
    Heading("后来"),
    Paragraph("他们开始说话。"),
    Paragraph("第二天下了雨。"),
    Omission("后来", Reason.RELATED),
)
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>渡口装上了灯</title></head><body><div class="article">
<h1>渡口装上了灯</h1><p>河边的朝阳照在老船工的木船上，木船刚刚漆过一遍。</p><h2>新的灯</h2>
<p>村里给渡口装上了新的路灯，晚上也能看清台阶。</p><p>孩子们放学以后在岸边数船，数到天黑才回家。</p>
<h2>旧的船</h2><p>他说，这条船漆了三天才干透，明年还要再漆一次。</p></div></body></html>"""


def test_a_heading_is_called_otherwise_or_none_and_a_line_begins_one() -> None:
    assert begun(ACCOUNT, TITLES) == (
        Heading("水边", 3, "河边"),
        Paragraph("一条船。"),
        Paragraph("后来"),
        Heading("谈话", 2, "他们开始说话。"),
        Paragraph("他们开始说话。"),
        Heading("第二天下了雨。", 2, "第二天下了雨。"),
        Omission("后来", Reason.RELATED),
    )
    assert begun(ACCOUNT, {"没有这一行": "题"}) == ACCOUNT


def sections_of(rules: Rules) -> list[str]:
    return [
        section.title
        for section in segment(clean(Source("1.html", "1.html", "text/html", PAGE.encode()), rules)).sections
    ]


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ({}, ["", "新的灯", "旧的船"]),
        ({"新的灯": "亮了"}, ["", "亮了", "旧的船"]),
        ({"旧的船": ""}, ["", "新的灯"]),
        ({"孩子们放学以后在岸边数船，数到天黑才回家。": "数船"}, ["", "新的灯", "数船", "旧的船"]),
    ],
)
def test_sections_of_an_article(said: dict[str, str], titles: list[str]) -> None:
    assert sections_of(Rules(sections=tuple(said.items()))) == titles


LINE = WORDS.filter(bool)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(FILES)),
    place=st.sampled_from(PLACES[1:]),
    said=st.dictionaries(LINE, WORDS, min_size=1, max_size=3),
    manner=st.fixed_dictionaries({}, optional={"voice": st.just("tone"), "rate": PACE, "pauses": PACE}),
)
def test_what_is_said_of_sections_is_written_and_taken_back(
    name: str, place: str, said: dict[str, str], manner: dict[str, str]
) -> None:
    before = text = FILES[name]
    told = {line: rulings.begun(line, title, manner) for line, title in said.items()}
    for line, one in told.items():
        text = rulings.with_section(text, place, line, one)
    for line, one in told.items():
        assert rulings.begun_at(parsed(text), place, line) == one
        assert rulings.begun_at(parsed(text), "another.html", line) is None
    for line in said:
        text = rulings.with_section(text, place, line, None)
    assert parsed(text) == parsed(before), "nothing else of it was touched"


def test_another_rule_that_would_win_is_named_and_nothing_to_forget_is_told(tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    rulings.begin(path, "in/1.html", "河边", config.Begun("河边", "水边"))
    with pytest.raises(ConfigError, match="nothing to forget"):
        rulings.begin(path, "in/1.html", "岸边", None)
    for line, title in (("", "题"), ("河边", "两\n行"), ("河边", "题" * 301)):
        with pytest.raises(ConfigError, match="one line"):
            rulings.begin(path, "in/1.html", line, config.Begun(line, title))
    with path.open("a", encoding="utf-8") as file:
        file.write('[[sources.rules]]\nmatch = "in/*"\nsections = [{ line = "河边", title = "乙" }]\n')
    with pytest.raises(ConfigError, match="another rule"):
        rulings.begin(path, "in/1.html", "河边", config.Begun("河边", "丙"))


def test_it_is_built_noted_and_told_in_the_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one, dist, path = tmp_path / "1.html", tmp_path / "dist", tmp_path / "narrate.toml"
    one.write_text(PAGE, "utf-8")
    narrate("build", "1.html", "--voice", "tone", cwd=tmp_path)
    narrate("section", "1.html", "新的灯", "--title", "亮了", cwd=tmp_path)
    narrate("section", "1.html", "旧的船", "--join", cwd=tmp_path)
    assert "say one thing" in narrate("section", "1.html", "旧的船", cwd=tmp_path, status=2).stderr.replace("\n", " ")
    for deed in (("section", "1.html", "没有的行", "--title", "无"), ("line", "drop", "没有的行", "--only", "1.html")):
        assert "--explain" in narrate(*deed, cwd=tmp_path, status=4).stderr
    assert "没有的行" not in path.read_text("utf-8")
    narrate("line", "drop", "没有的行", cwd=tmp_path)
    narrate("line", "forget", "没有的行", cwd=tmp_path)
    with pytest.raises(ChangedError):
        deeds.begin(dist, path, "1.html", "旧的船", config.Begun("旧的船", "老船"), "li", "")
    assert [deed.what for deed in inbox.waiting(dist)] == ["join", "begin"]
    assert "1 changed" in narrate("build", "1.html", "--voice", "tone", "--dry-run", cwd=tmp_path).stdout
    narrate("build", "1.html", "--voice", "tone", cwd=tmp_path)
    assert inbox.waiting(dist) == ()
    (chapters,) = dist.glob("episodes/*/chapters.json")
    assert [row["title"] for row in json.loads(chapters.read_text("utf-8"))["chapters"]] == ["渡口装上了灯", "亮了"]
    history = narrate("history", "1.html", cwd=tmp_path).stdout
    assert "section  新的灯: - → begin 亮了" in history
    assert "section  旧的船: - → join" in history
    narrate("section", "1.html", "旧的船", "--forget", cwd=tmp_path)
    assert "旧的船" in narrate("sections", "1.html", cwd=tmp_path).stdout


def lines(*rows: tuple[str, str, str]) -> tuple[inbox.Line, ...]:
    return tuple(inbox.Line(text, spoken, "", begins) for text, spoken, begins in rows)


def test_a_line_as_a_border() -> None:
    found = lines(
        ("一条船。", "paragraph", ""), ("新的灯", "heading", ""), ("水边", "heading", "河边"), ("谈话", "heading", "他说话。"),
        ("他说话。", "paragraph", ""), ("天黑了。", "heading", "天黑了。"),
    )  # fmt: skip
    assert border(found, "没有") is None
    assert border(found, "一条船。") == Border("一条船。", "", is_made=False, others=())
    assert border(found, "新的灯") == Border("新的灯", "新的灯", is_made=False, others=("一条船。", "他说话。"))
    assert border(found, "河边") == Border("河边", "水边", is_made=False, others=("一条船。", "他说话。"))
    assert border(found, "他说话。") == Border("他说话。", "谈话", is_made=True, others=("一条船。",))
    assert border(found, "天黑了。") == Border("天黑了。", "天黑了。", is_made=True, others=("一条船。", "他说话。"))


@pytest.mark.parametrize(("rate", "pauses"), [("", ""), ("0.5", "0.25"), ("2", "4"), (".9", "1.20")])
def test_how_fast_one_article_is_read(rate: str, pauses: str, tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    rulings.tell(path, "in/1.html", {"title": "甲", "rate": rate, "pauses": pauses})
    chosen = config.load_settings(path)
    here, there = (config.recipe(chosen, "tone", "").at(place) for place in ("in/1.html", "in/2.html"))
    assert here.voice("zh-CN").rate == pytest.approx(there.voice("zh-CN").rate * float(rate or 1))
    for pause, length in there.pauses.items():
        assert here.pauses[pause] == round(length * float(pauses or 1))
    told = rulings.told(chosen, "in/1.html")
    assert [float(told.get(name, 0)) for name in ("rate", "pauses")] == [float(rate or 0), float(pauses or 0)]
    rulings.tell(path, "in/1.html", {"rate": "", "pauses": ""})
    assert rulings.told(config.load_settings(path), "in/1.html") == {"title": "甲"}


@pytest.mark.parametrize("said", [{"rate": "0.49"}, {"rate": "2.01"}, {"rate": "quick"}, {"pauses": "0.24"}, {"pauses": "4.1"}, {"rate": "nan"}])  # fmt: skip
def test_a_pace_that_can_not_be_is_refused(said: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="has to be"):
        rulings.tell(tmp_path / "narrate.toml", "in/1.html", said)


def test_pauses_of_one_article_are_heard_and_nothing_is_said_anew(tmp_path: Path) -> None:
    import glob

    import msgspec

    one, dist = tmp_path / "1.html", tmp_path / "dist"
    one.write_text(PAGE, "utf-8")
    first = build(one, out=dist)
    rule = config.Rule(glob.escape(str(one)), pauses=2.0)
    report = build(one, out=dist, settings=msgspec.structs.replace(QUIET, sources=config.Sources(rules=(rule,))))
    assert report.outcomes[0].duration > first.outcomes[0].duration + 1000
    assert report.outcomes[0].new == 0


SECTIONED = """[speech.voices]
zh = "tone"
[[sources.rules]]
match = "1.html"
rate = 1.25
pauses = 0.5
"""
OTHER = """engine = "tone"
lang = "zh-CN"
name = "other"
licence = "GPL-3.0-or-later"
origin = "here"
"""


def manifest_of(dist: Path) -> dict[str, Any]:
    (path,) = dist.glob("episodes/*/manifest.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_a_section_has_a_voice_pace_and_pauses_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(PAGE, "utf-8")
    (tmp_path / "narrate.toml").write_text(SECTIONED, "utf-8")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "other.toml").write_text(OTHER, "utf-8")
    narrate("build", "1.html", cwd=tmp_path)
    before = manifest_of(tmp_path / "dist")["sections"]
    narrate("section", "1.html", "旧的船", "--voice", "other", "--rate", "0.5", "--pauses", "2", cwd=tmp_path)
    assert "26 characters in 2 sentences" in narrate("build", "1.html", "--dry-run", cwd=tmp_path).stdout
    narrate("build", "1.html", cwd=tmp_path)
    after = manifest_of(tmp_path / "dist")["sections"]
    assert [section.get("voice") for section in after] == [None, None, {"id": "other", "rate": 0.5}]
    clips = [[row["clip"] for row in section["utterances"]] for section in (*before, *after)]
    assert clips[:2] == clips[3:5], "the rest is as it was"
    assert not set(clips[2]) & set(clips[5])
    lengths = [[row["end"] - row["start"] for row in section["utterances"]] for section in (before[2], after[2])]
    assert lengths[1] == pytest.approx([2.5 * length for length in lengths[0]], rel=0.1)
    pauses = [rows[1]["start"] - rows[0]["end"] for rows in (before[2]["utterances"], after[2]["utterances"])]
    assert pauses[1] == pytest.approx(4 * pauses[0], abs=2)
    assert narrate("check", cwd=tmp_path)
    narrate("section", "1.html", "旧的船", "--voice", "", "--rate", "", "--pauses", "", cwd=tmp_path)
    narrate("build", "1.html", cwd=tmp_path)
    assert manifest_of(tmp_path / "dist")["sections"] == before


def test_a_voice_that_is_asked_for_reads_all_and_engines_are_not_mixed(tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    rulings.begin(path, "in/1.html", "旧的船", rulings.begun("旧的船", "老船", {"voice": "tone", "rate": "0.5"}))
    script = Script("题", "zh-CN", (Section("", ()), Section("老船", ())))
    settings = config.load_settings(path)
    with pytest.raises(VoiceError, match="'老船' can't be read by tone, in an article that zf_xiaobei reads"):
        config.recipe(settings, None, "").at("in/1.html").cast(script)
    lead, section = config.recipe(settings, "tone", "").at("in/1.html").cast(script).sections
    assert (lead.voice, section.voice and section.voice.rate) == (None, 0.5)
    assert config.recipe(settings, "tone", "").at("in/2.html").cast(script) == script
    assert config.voice_at(settings, "zh-CN", "in/1.html", "tone", "老船").rate == 0.5
    assert config.voice_at(settings, "zh-CN", "in/1.html", "tone").rate == 1


@pytest.mark.parametrize("manner", [{"voice": "nobody"}, {"rate": "2.1"}, {"pauses": "5"}, {"rate": "x"}])
def test_a_manner_of_a_section_that_can_not_be_is_refused(manner: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    with pytest.raises((ConfigError, VoiceError)):
        rulings.begin(path, "in/1.html", "旧的船", rulings.begun("旧的船", "老船", manner))
    assert not path.exists()
