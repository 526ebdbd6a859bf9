"""No pattern of the package stumbles over what a page repeats: its time grows as the text does.

These are the repeats that some pattern did stumble over; `make patterns` looks for new ones, by each pattern's own tree.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from patterns import GROWTH, growth, patterns

STUMBLED = [
    ("", " -"), ("", " "), ("charset =", " "), ("", "1"), ("号码", "\t"), ("", "<script > </scrip"), ("", "<!--1"), ("name =", " "),
    ("", "\n"), ("", "aa-aa-aNeura"), ("", "ar"), ("", "-"), ("", "a"), ("", "政务服务"), ("111", "政务服务"), ("", "@一1"), ("1.1", "0"), ("DB", "01"),
    ("-1,111.1% ——", " "), ("-1,111.1", " "), ("", "一"), ("", "百1"),
]  # fmt: skip
# Asked with match or fullmatch alone, about a text of bounded length: they begin at its beginning.
ANCHORED = ("narrate.sources.kinds.", "narrate.sources.contents.MAIL", "narrate.refusals.EMAIL", "narrate.read.lexicon.PINYIN", "narrate.read.phrases.SYLLABLE")  # fmt: skip
PATTERNS = [(name, pattern) for name, pattern in patterns() if not name.startswith(ANCHORED)]


@pytest.mark.parametrize(("before", "repeat"), STUMBLED)
def test_time_grows_as_the_text_does(before: str, repeat: str) -> None:
    assert len(PATTERNS) > 300
    assert [name for name, pattern in PATTERNS if _stumbles(pattern, before, repeat)] == []


def _stumbles(pattern: re.Pattern[Any], before: str, repeat: str) -> bool:
    """A busy machine makes one measure wrong, or two, not six."""
    return all(growth(pattern, before, repeat) > GROWTH for _ in range(6))
