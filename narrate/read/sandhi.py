"""Citation tones → the tones that are heard: 一, 不, third tones in a row, and 儿 as the end of the syllable before it.

The rules are those of every grammar of Standard Chinese (Chao 1968, §1.3); words bind first, then neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿点两幺")
POWERS = frozenset("百千万亿")
# 一 before these is the first of a row, and keeps its tone.
ORDINAL_UNITS = (
    "季度",
    "审",
    "把手",
    "流",
    "院",
    "汽",
    "月",
    "号",
    "楼",
    "级",
    "班",
    "期工程",
    "等奖",
    "年级",
    "线",
    "中",
)
# Words that 一 ends, also where a longer word goes on: 统一思想. 同一 gives way to a measure: 同一个.
ENDED = frozenset(["统一", "单一", "唯一", "专一", "划一", "万一"])
COUNTS = frozenset("个天件家种条场次张名位座本片所间批")
POINTS = frozenset("是来要则")  # 一是 …, 二是 …: what opens a list
KIN = frozenset("姐奶姥婶嫂宝")  # doubled nouns of the third tone, whose first half does not rise
RISING_BEFORE_NEUTRAL = frozenset(["小姐", "哪里", "手里", "打点", "想起", "主子", "可以", "打手"])
Tones = list[str | None]


def heard(text: str, pinyin: Sequence[str | None], words: Sequence[str]) -> tuple[str | None, ...]:
    """The tones as heard. `一个` yi1 ge4 → yi2 ge4; `不是` bu4 shi4 → bu2 shi4; `你好` ni3 hao3 → ni2 hao3;
    `这儿` zhe4 er5 → zher4 and nothing for 儿."""
    tones: Tones = list(pinyin)
    for start, word in _placed(words):
        for at in range(start, start + len(word)):
            if text[at] == "一" and tones[at] == "yi1":
                said_twice = at > start or text[start - 1 : start] in words
                tones[at] = _yi(text, pinyin, at, (start, start + len(word)), said_twice=said_twice)
            elif text[at] == "不" and tones[at] == "bu4" and _whether(text, at):
                tones[at] = "bu5"
            elif text[at] == "不" and tones[at] == "bu4" and _tone(pinyin, at + 1) == "4":
                tones[at] = "bu2"
    _third_tones(tones, words)
    _doubled(tones, words)
    _rhotic(text, tones, words)
    return tuple(tones)


def _whether(text: str, at: int) -> bool:
    """去 不 去: light between the same verb twice; 不 behind a mark or another 不 is none."""
    twins = 0 < at < len(text) - 1 and text[at - 1] == text[at + 1] and text[at + 1] not in "不，。、；"
    return twins and "\u4e00" <= text[at + 1] <= "\u9fff"


def _placed(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for word in words:
        yield start, word
        start += len(word)


def _tone(pinyin: Sequence[str | None], at: int) -> str:
    syllable = pinyin[at] if 0 <= at < len(pinyin) else None
    return syllable[-1] if syllable else ""


def _yi(text: str, pinyin: Sequence[str | None], at: int, word: tuple[int, int], *, said_twice: bool) -> str:
    """Its own tone in numbers, in ordinals and at the end of a word; light between twins; second before a fourth tone,
    fourth before the others."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    following = _tone(pinyin, at + 1)
    step_by_step = text[at - 2 : at - 1] == "一" and at > 1  # 一步一步 goes twice; it does not try the step
    if said_twice and before and before == after and before not in NUMERALS and before != "比" and not step_by_step:
        return "yi5"
    bit_by_bit = text[word[0] : word[1]] == "一点一点"  # no decimal
    if before + "一" in ENDED or (after in POINTS and not before.strip("，。；：！？、“”‘’（）《》 ,;:") and following):
        return "yi1"
    if (_counts_in_a_row(text, at, word) and not bit_by_bit) or (
        at == word[1] - 1 and word[1] - word[0] > 1 and not (before == "同" and after in COUNTS)
    ):
        return "yi1"
    if following in ("4", "5"):
        return "yi2"
    return "yi4" if following else "yi1"


def _counts_in_a_row(text: str, at: int, word: tuple[int, int]) -> bool:
    """Whether it is a figure of a longer number, or counts what comes first: 二零一二, 第一, 一月, 一号."""
    before = text[at - 1 : at] if at > word[0] or text[at - 1 : at] in ("第", "初") else ""
    after = text[at + 1 : at + 2]
    if before in NUMERALS | {"第", "初"} and before:
        return True
    if "比" in (before, after) and text[word[0] : word[1]].strip("".join(NUMERALS)) == "比":
        return True
    if text[at - 1 : at] == "之" and at:
        return True
    if after in NUMERALS and after not in POWERS and after != "点":
        return True
    if after == "点" and text[at + 2 : at + 3] in NUMERALS - {"十"} and at + 2 < word[1]:
        return True
    return text.startswith(ORDINAL_UNITS, at + 1) or (after == "日" and text[at - 1 : at] == "月")


def _third_tones(tones: Tones, words: Sequence[str]) -> None:
    """Within a word from the left, then between words that touch: the first of two thirds rises."""
    for start, word in _placed(words):
        for at in range(start, start + len(word) - 1):
            _rise(tones, at, within=start + len(word))
    for start, word in _placed(words):
        if len(word) <= 2:  # noqa: PLR2004 - short words lean on what follows
            _rise(tones, start + len(word) - 1, within=len(tones))


def _rise(tones: Tones, at: int, within: int) -> None:
    here, after = tones[at], tones[at + 1] if at + 1 < within else None
    if here and after and here.endswith("3") and after.endswith("3"):
        tones[at] = here[:-1] + "2"


def _doubled(tones: Tones, words: Sequence[str]) -> None:
    """走走, 想想: the first rises though the second is light; 姐姐 keeps its low tone."""
    for start, word in _placed(words):
        first = tones[start]
        twin = len(word) == 2 and word[0] == word[1] and word[0] not in KIN  # noqa: PLR2004 - a word twice
        light = (_tone(tones, start + 1)) == "5"
        if first and first.endswith("3") and light and (twin or word in RISING_BEFORE_NEUTRAL):
            tones[start] = first[:-1] + "2"


def _rhotic(text: str, tones: Tones, words: Sequence[str]) -> None:
    """The light 儿 ends the syllable before it: dian3 er5 → dianr3."""
    for start, word in _placed(words):
        for at in range(start + 1, start + len(word)):
            before = tones[at - 1]
            if text[at] == "儿" and tones[at] == "er5" and before and not before[:-1].endswith("er"):
                tones[at - 1], tones[at] = f"{before[:-1]}r{before[-1]}", None
