"""What narrate says to editors, in their language. Messages are made in English where they arise; zh.toml has each of them in
Chinese, with {0}, {1} … for what it names, and here they are told apart. Pure but for the environment's language."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGE = "NARRATE_LANG"  # zh or en; else the locale's (POSIX, "Internationalization Variables")
VARIABLES = (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG")
NOWHERE = ("", "c", "posix")  # locales that belong to no language: both are told
LONGEST = 4000  # characters of a message that is looked up
DEEPEST = 4  # messages within one another; a name may look like many
HOLE = re.compile(r"\{(\d)(!?)\}")  # {0!}: told even where it is one word; others may be names


@dataclass(frozen=True)
class Row:
    """A message in English and in Chinese, both with {0}, {1} … for what it names."""

    english: str
    chinese: str

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """What stands between what it names."""
        return tuple(re.split(r"\{\d\}", self.english))

    def values(self, message: str) -> tuple[str, ...] | None:
        """What a message names; None where it is another message. Each literal is taken where it first stands, which leaves
        the most room to those behind it: a message is walked once, whatever a stranger's name in it looks like."""
        first, *between, last = self.literals if len(self.literals) > 1 else (*self.literals, "")
        at, end = len(first), len(message) - len(last)
        if not message.startswith(first) or not message.endswith(last) or at > end:
            return None
        if len(self.literals) == 1:
            return () if at == end else None
        values = []
        for literal in between:
            found = message.find(literal, at, end)
            if found < 0:
                return None
            values.append(message[at:found])
            at = found + len(literal)
        return (*values, message[at:end])


@cache
def rows() -> tuple[Row, ...]:
    """All of them, those that say most first: `{0}: {1}` is tried last."""
    text = Path(__file__).with_name("zh.toml").read_text("utf-8")
    made = (Row(english, chinese) for english, chinese in tomllib.loads(text).items())
    return tuple(sorted(made, key=lambda row: -sum(map(len, row.literals))))


def told(message: str, lang: str) -> str:
    """The message in `zh`, line by line; as it is in any other language, and where it has no row.

    `dist is no folder: give the folder that …` → `dist 不是文件夹：请给出…`
    """
    if lang != "zh":
        return message
    return "\n".join(_chinese(line) or line for line in message.split("\n"))


def here(message: str, environment: Mapping[str, str] = os.environ, between: str = "\n") -> str:
    """The message in the language of this terminal; in both, a line a language, where it has none."""
    lang, chinese = language(environment), told(message, "zh")
    return (
        message if lang == "en" or chinese == message else chinese if lang == "zh" else f"{message}{between}{chinese}"
    )


def complaint(message: str, environment: Mapping[str, str] = os.environ) -> str:
    """As it goes to standard error: `narrate: …`, a line a language."""
    return f"narrate: {here(message, environment, between=f'{chr(10)}narrate: ')}\n"


def language(environment: Mapping[str, str] = os.environ) -> str:
    """`zh`, `en` (which stands for every other language, too), or "" where nothing tells.

    `zh_CN.UTF-8` → zh, `de_DE` → en, `C.UTF-8` → ""
    """
    set_to = next((value for value in map(environment.get, VARIABLES) if value), "").lower()
    name = re.split(r"[._@-]", set_to)[0]
    return "" if name in NOWHERE else "zh" if name in ("zh", "yue", "chinese") else "en"


def _chinese(message: str, depth: int = 0) -> str:
    """The translation; "" where there is none."""
    if not message.strip() or len(message) > LONGEST or depth == DEEPEST:
        return ""
    return next(_translations(message, depth), "")


def _translations(message: str, depth: int) -> Iterator[str]:
    for row in rows():
        values = row.values(message)
        if values is None:
            continue
        told_in = {int(number) for number, sure in HOLE.findall(row.chinese) if sure}
        said = [
            (_chinese(value, depth + 1) if " " in value or at in told_in else "") or value
            for at, value in enumerate(values)
        ]
        if said != list(values) or any(char.isalpha() for literal in row.literals for char in literal):
            yield HOLE.sub(lambda hole, said=said: said[int(hole[1])], row.chinese)  # type: ignore[misc]
