"""What pages and players say to listeners, by language. Another language is another column of strings.json."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")


@cache
def words_for(lang: str) -> dict[str, str]:
    """The words for a BCP 47 language; English where there are none. Traditional Chinese is made of the simplified."""
    code = lang.lower()
    every = _strings()
    if code.startswith(TRADITIONAL):
        from opencc import OpenCC

        convert = OpenCC("s2twp").convert
        return {name: convert(words["zh"]) for name, words in every.items()}
    column = code.split("-", maxsplit=1)[0]
    return {name: words.get(column, words["en"]) for name, words in every.items()}


def spoken_in(lang: str) -> str:
    """The language that the words for a language are in: its own, or English."""
    code = lang.lower()
    own = code.startswith(TRADITIONAL) or code.split("-", maxsplit=1)[0] in _strings()["play"]
    return lang if own else "en"


@cache
def _strings() -> dict[str, dict[str, str]]:
    text = (resources.files("narrate.publish") / "strings.json").read_text("utf-8")
    loaded: dict[str, dict[str, str]] = json.loads(text)
    return loaded
