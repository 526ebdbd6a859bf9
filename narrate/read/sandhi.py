"""Citation tones → the tones that are heard: 一, 不, and third tones in a row.

The rules are those of every grammar of Standard Chinese (Chao 1968, §1.3); words bind first, then neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ORDINAL = frozenset("第初十百千万亿零〇年月日号点")
FIGURES = frozenset("零一二三四五六七八九十百千万亿点两〇幺")


def heard(text: str, pinyin: Sequence[str | None], words: Sequence[str]) -> tuple[str | None, ...]:
    """The tones as heard. `一个` yi1 ge4 → yi2 ge4; `不是` bu4 shi4 → bu2 shi4; `你好` ni3 hao3 → ni2 hao3."""
    tones = list(pinyin)
    for at, char in enumerate(text):
        if char == "一" and tones[at] == "yi1":
            tones[at] = _yi(text, pinyin, at)
        elif char == "不" and tones[at] == "bu4" and _tone(pinyin, at + 1) == "4":
            tones[at] = "bu2"
    return tuple(_third_tones(tones, words))


def _tone(pinyin: Sequence[str | None], at: int) -> str:
    syllable = pinyin[at] if 0 <= at < len(pinyin) else None
    return syllable[-1] if syllable else ""


def _yi(text: str, pinyin: Sequence[str | None], at: int) -> str:
    """Its own tone in numbers and ordinals; second before a fourth, fourth before the others; light between twins."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before in ORDINAL or after in FIGURES - {"百", "千", "万", "亿"} or (before in FIGURES and before):
        return "yi1"
    if before and before == after:
        return "yi5"
    following = _tone(pinyin, at + 1)
    if following in ("4", "5"):
        return "yi2"
    return "yi4" if following else "yi1"


def _third_tones(tones: list[str | None], words: Sequence[str]) -> list[str | None]:
    """Within a word from the left, then between words that touch: the first of two thirds rises."""
    start = 0
    for word in words:
        for at in range(start, start + len(word) - 1):
            _rise(tones, at, within=start + len(word))
        start += len(word)
    start = 0
    for word in words:
        end = start + len(word)
        if len(word) == 1 or end - start == 2:  # noqa: PLR2004 - short words lean on what follows
            _rise(tones, end - 1, within=len(tones))
        start = end
    return tones


def _rise(tones: list[str | None], at: int, within: int) -> None:
    here, after = tones[at], tones[at + 1] if at + 1 < within else None
    if here and after and here.endswith("3") and after.endswith("3"):
        tones[at] = here[:-1] + "2"
