"""Traditional characters seen as simplified ones, so that one set of rules and dictionaries reads both scripts."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


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
