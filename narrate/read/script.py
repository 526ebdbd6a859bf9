"""Traditional characters seen as simplified ones, so that one set of rules and dictionaries reads both scripts."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

# What traditional writing parts and simplified writing has as one: a character, and its only reading.
# Source: 国务院《通用规范汉字表》 (2013), appendix 1, where one simplified character stands for several.
PARTED = {"隻": "zhi1", "於": "yu2", "髮": "fa4", "發": "fa1", "幹": "gan4", "鬥": "dou4", "捲": "juan3", "舖": "pu4", "係": "xi4", "複": "fu4", "迴": "hui2", "鬆": "song1", "麵": "mian4"}  # fmt: skip
EXAMPLES = (
    ("牆上這[隻]鐘慢了", "zhi1"),
    ("他[於]去年回家", "yu2"),
    ("[捲]起袖子", "juan3"),
    ("理[髮]", "fa4"),
    ("山中的神[祇]", "qi2"),
    ("頭[髮]長了", "fa5"),
)


@lru_cache(maxsize=256)
def simplified(text: str) -> str:
    """The text in simplified characters, as long as it was."""
    if _plain(text):
        return text
    converted = str(_converter().convert(text))
    if len(converted) == len(text):
        return converted
    return "".join(_one(char) for char in text)


def _plain(text: str) -> bool:
    """Whether all of it is in GB 2312, which has no traditional character that differs."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1 << 14)
def _one(char: str) -> str:
    converted = str(_converter().convert(char))
    return converted if len(converted) == 1 else char


@cache
def _converter() -> Any:  # noqa: ANN401 - untyped library
    import opencc

    return opencc.OpenCC("t2s")


def as_written(text: str, pinyin: Sequence[str | None]) -> list[str | None]:
    """The readings of a text in simplified characters, with those that its traditional characters settle; what is light
    stays light (頭髮)."""
    found = list(pinyin)
    for at, (char, said) in enumerate(zip(text, pinyin, strict=True)):
        settled = PARTED.get(char)
        if settled and said and said != settled[:-1] + "5":
            found[at] = settled
    return found
