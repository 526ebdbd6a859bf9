"""How often words stand in texts: common.tsv beside this file, made by benchmarks/common.py of jieba's dictionary (MIT)."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def classes() -> dict[str, int]:
    """Words → twice the logarithm of how often each was counted."""
    found: dict[str, int] = {}
    for row in (resources.files("narrate.read") / "common.tsv").read_text("utf-8").splitlines():
        size, words = row.split("\t")
        found.update(dict.fromkeys(words.split(" "), int(size)))
    return found
