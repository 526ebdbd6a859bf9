"""Every message that an editor may see has its row in Chinese, which says the same of the same things."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, narrate
from hypothesis import example, given
from hypothesis import strategies as st

from narrate import errors, messages, refusals
from narrate.clean.refusal import BEGINS, EMPTY, LIST, NOTICES
from narrate.model import Reason
from narrate.sources import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HAN = re.compile(r"[\u4e00-\u9fff]")
HOLE = re.compile(r"\{\d!?\}")
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
SHOWN = ERRORS | {"Problem", "Question", "Doubt"}
SOURCES = sorted((ROOT / "narrate").rglob("*.py"))
# What is no sentence of ours: joined from sentences that have rows, a place in a page, a line of narrate.toml.
COMPOSED = {"{0}: {1}", "{0}: {1} {2} {3}", "site.cover {0} {1}", "{0} : {1}", 'keep = ["CSS selector of the article"]', "keep_lines = [{0}]"}  # fmt: skip
NAMED = "用例"  # stands for whatever a message names


def template(node: ast.AST) -> str:
    """A literal as zh.toml writes it: `f"{path} is {what}"` → `{0} is {1}`; "" for what is none."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            holes = iter(range(10))
            return "".join(str(p.value) if isinstance(p, ast.Constant) else f"{{{next(holes)}}}" for p in parts)
        case ast.IfExp(body=body) if isinstance(body, ast.Constant):
            return template(body)
    return ""


def raised() -> Iterator[tuple[str, str]]:
    """(where, message) of all that is raised, found, asked or doubted with words of its own."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SHOWN:
                for given_ in node.args:
                    text = template(given_)
                    if " " in text and text not in COMPOSED:
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", text


RAISED = {text: where for where, text in raised()}


def filled(text: str) -> str:
    return HOLE.sub(NAMED, text)


@pytest.mark.parametrize("text", sorted(RAISED), ids=lambda text: f"{RAISED[text]} {text[:30]}")
def test_what_is_raised_is_told_in_chinese(text: str) -> None:
    said = messages.told(filled(text), "zh")
    assert said != filled(text), f"{RAISED[text]}: give it a row in narrate/messages/zh.toml"
    assert HAN.search(said.replace(NAMED, ""))
    assert said.count(NAMED) == filled(text).count(NAMED), said


def refused() -> Iterator[str]:
    """What refusals say of a value."""
    for of, values in {
        refusals.of_address: ("a.cn", "https://a b.cn/", "https:///x", "https://u@a.cn/", "https://a.cn/?x", "https://a.cn/#x", "https://a.cn/i.html", "https://a.cn/%z", "https://a.cn/a/../", "http://["),
        refusals.of_title: ("", "甲\n乙"),
        refusals.of_email: ("x",),
        refusals.of_report: ("x@", "ftp://x", "http://["),
        refusals.of_web: ("x", "http://["),
        refusals.of_prefix: ("http://x", "https://op3.dev"),
        refusals.of_target: ("", "s3://", "s3://u:p@b/x", "http://["),
        refusals.of_geo: ("x",),
        refusals.of_number: ("x", "("),
        refusals.of_language: ("xx",),
        refusals.of_selector: ("a[",),
        refusals.of_pattern: ("(",),
    }.items():  # fmt: skip
        yield from filter(None, map(of, values))


@pytest.mark.parametrize("problem", sorted(set(refused())))
def test_what_is_refused_is_told_in_chinese(problem: str) -> None:
    said = messages.told(f"narrate.toml: site.url '{NAMED}' {problem}", "zh")
    assert said.startswith(f"narrate.toml：site.url '{NAMED}'")
    assert problem not in said


@pytest.mark.parametrize("size", [(2000, 1000), (1000, 1000)])
def test_covers_that_are_refused(size: tuple[int, int]) -> None:
    assert HAN.search(messages.told(f"site.cover a.png {refusals.of_picture(*size)}", "zh"))


NAMES = sorted(
    {
        LIST, BEGINS, EMPTY, *(name for _, name in NOTICES), *(name for _, _, name in kinds.SIGNATURES), *(name for _, name in kinds.TEXTS),
        *(name for _, name in kinds.INSIDE), *map(str, Reason),
    }
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_of_what_is_no_article(name: str) -> None:
    assert name in {row.english for row in messages.rows()}


@pytest.mark.parametrize("row", messages.rows(), ids=lambda row: row.english[:40])
def test_a_row_names_the_same_in_both_languages(row: messages.Row) -> None:
    assert set(HOLE.findall(row.english)) == {hole.replace("!", "") for hole in HOLE.findall(row.chinese)}
    assert HOLE.findall(row.english) == [f"{{{n}}}" for n in range(len(HOLE.findall(row.english)))]
    assert not re.search(r"[,;!?](?=\s)|[\u4e00-\u9fff][,;:!?(]", row.chinese.replace(r"第(\d+)期", "")), row.chinese
    code = re.compile(r"`[^`]+`|--[a-z-]+|[a-z]+\.toml")
    assert set(code.findall(row.english)) == set(code.findall(row.chinese))


def test_a_message_within_a_message_is_told_too() -> None:
    said = messages.told("第 1 页.html can't be read: No such file or directory", "zh")
    assert said == "无法读取 第 1 页.html：没有这个文件或文件夹"
    assert messages.told("a (1).html: is XML, and no page", "zh") == "a (1).html: is XML, and no page", (
        "no row says that"
    )
    left_out = "left out inside the article as caption, though it looks like a sentence: links 4 -1.5"
    assert "“图片说明”" in messages.told(left_out, "zh")
    assert messages.told("feed.xml: has no channel\nb: has no page", "zh") == "feed.xml：没有 channel\nb：没有网页"


@example("Why")
@example("draft")
@given(st.text(max_size=300))
def test_any_text_is_told(text: str) -> None:
    assert messages.told(text, "en") == text
    if " " not in text:  # a name, whatever it may mean elsewhere
        assert text in messages.told(f"can't write {text or '-'}: {text or '-'}", "zh")
        assert (
            messages.told(f"{text or '-'} is no folder: give the folder that `narrate build` made", "zh")[: len(text)]
            == text
        )


@pytest.mark.parametrize("piece", ["a: ", "a b: ", ": ", "can't be read: ", "x is no folder: give "])
def test_a_name_that_looks_like_many_messages_is_told(piece: str) -> None:
    assert "-" in messages.told(f"{piece * (3900 // len(piece))}-", "zh")


@pytest.mark.parametrize(("within", "told"), [(messages.DEEPEST - 1, True), (messages.DEEPEST, False)])
def test_messages_within_messages_have_an_end(within: int, told: bool) -> None:  # noqa: FBT001 - a case
    said = messages.told("第 1 页: " * within + "No such file or directory", "zh")
    assert said.endswith("没有这个文件或文件夹") == told


@given(st.data())
def test_what_a_message_names_is_what_a_pattern_finds(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(messages.rows()))
    pieces = st.sampled_from([*row.literals, " ", "a", ": "])
    text = "".join(data.draw(st.lists(pieces, max_size=8))) if data.draw(st.booleans()) else filled(row.english)
    found = re.fullmatch("(.*?)".join(map(re.escape, row.literals)), text, re.DOTALL)
    assert row.values(text) == (found.groups() if found else None)


@pytest.mark.parametrize(("length", "known"), [(4000, True), (4001, False)])
def test_a_message_has_a_longest_length(length: int, known: bool) -> None:  # noqa: FBT001 - a case
    text = "is not XML: " + "x" * (length - 12)
    assert (messages.told(text, "zh") != text) == known


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, ""),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "POSIX"}, ""),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE@euro"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LC_MESSAGES": "zh_CN", "LC_ALL": "en_US"}, "en"),
        ({"LC_ALL": "en_US", "NARRATE_LANG": "zh"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_language_of_a_terminal(environment: dict[str, str], lang: str) -> None:
    assert messages.language(environment) == lang


def test_a_terminal_of_no_language_is_told_both() -> None:
    assert messages.complaint("a.txt is empty: give a page with an article in it", {}).splitlines() == [
        "narrate: a.txt is empty: give a page with an article in it",
        "narrate: a.txt 是空的：请给出有文章的网页",
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("build", "none.html"), 4, "narrate: none.html：没有这个文件"),
        (("build", "--voice", "x", "page.html"), 6, "narrate: 没有声音 'x'"),
        (("build", "--nonsense"), 2, "narrate: 没有选项 --nonsense"),
        (("clean",), 2, "narrate: 缺少参数 'FILE'"),
        (("check", "none"), 8, "narrate: none 里没有 feed.xml"),
        (("withdraw", "x"), 8, "narrate: dist 里没有 narrate 的东西"),
    ],
)
def test_the_program_speaks_chinese(
    page: Path, arguments: tuple[str, ...], status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(narrate.__globals__["ENVIRONMENT"], "NARRATE_LANG", "zh")
    assert said in narrate(*arguments, cwd=page.parent, status=status).stderr


def test_a_build_tells_its_end_in_chinese(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(narrate.__globals__["ENVIRONMENT"], "NARRATE_LANG", "zh")
    ran = narrate("build", page.name, "--voice", "tone", cwd=page.parent)
    assert "文章: 100%" in ran.stderr
    assert "订阅源：dist/feed.xml（1 篇中的 1 篇）" in ran.stdout
    assert "分钟 " in ran.stdout
