"""`--help` in the language of the terminal: all of it, and whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import ENVIRONMENT, narrate
from typer.main import get_command

from narrate.cli import app
from narrate.helping import parts, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HAN = re.compile(r"[\u3400-\u9fff]")


def texts(command: object, way: str = "narrate") -> Iterator[tuple[str, str]]:
    """Where each text of help stands, and the text."""
    yield way, getattr(command, "help", "") or ""
    yield from ((f"{way} {one.name}", one.help) for one in getattr(command, "params", ()) if getattr(one, "help", ""))
    for name, one in getattr(command, "commands", {}).items():
        yield from texts(one, f"{way} {name}")


TEXTS = dict(texts(get_command(app)))


@pytest.mark.parametrize("where", sorted(TEXTS))
def test_each_text_is_there_in_both_languages(where: str) -> None:
    english, chinese = parts(TEXTS[where])
    assert english.strip(), where
    assert not HAN.search(english), where
    assert HAN.match(chinese), where
    assert (said(TEXTS[where], "en"), said(TEXTS[where], "zh")) == (english, chinese)
    assert said(TEXTS[where], "") == TEXTS[where]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Print JSON.  输出 JSON", ("Print JSON.", "输出 JSON")),
        ("Print JSON.", ("Print JSON.", "Print JSON.")),
        ("Two  blanks in it.  两个", ("Two  blanks in it.", "两个")),
        ("", ("", "")),
    ],
)
def test_a_text_has_two_parts(text: str, both: tuple[str, str]) -> None:
    assert parts(text) == both


def test_who_types_nothing_is_shown_the_commands_in_their_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lang, told, other in (("zh", "用法：", "Usage"), ("en", "Usage: ", "用法")):
        monkeypatch.setitem(ENVIRONMENT, "NARRATE_LANG", lang)
        ran = narrate(cwd=tmp_path, status=2)
        assert (ran.stdout.startswith(told), other in ran.stdout, ran.stderr) == (True, False, "")
        assert "..." not in ran.stdout.partition("\n\n")[2], "nothing is cut"
    monkeypatch.setitem(ENVIRONMENT, "NARRATE_LANG", "zh")
    helped = narrate("build", "--help", cwd=tmp_path).stdout
    assert "选项:" in helped
    assert "[默认：" in helped
    assert not re.search(r"\b(?:the|of|with|show)\b", helped, re.IGNORECASE)
